/* self.c - what a flow counts again. With S the industries that sell and C those that buy,
 * B*_.S = B_.S (I + A_SC B_CS)^-1 is the inverse with the flow extracted, so that of content c =
 * v_S B_.S the part c K^-1 is value added, K = I + A_SC B_CS, and c (I - K^-1) is counted again.
 *
 *   one industry i  K = 1 + a: c a / (1 + a), a = (A_sr B_rs)_ii (sectbil), its sum over r
 * (sectexp) all of s to r   (c A_sr) B_rs (I + A_sr B_rs)^-1 = (c A_sr) (I + B_rs A_sr)^-1 B_rs,
 * whichever system is smaller Nothing is a difference of large numbers. Cost beside B: 2 n^2 for
 * one industry, 2 n^2 N and the solution of a system of N for every pair for all of s. */
#include "methods/self.h"

#include <string.h>

#include "blas.h"
#include "methods/exports.h"
#include "model/perimeter.h"

const char *const gvc_self_perspectives[] = {"sectexp", "bilateral", "sectbil", NULL};

int gvc_self_flow_of(const char *perspective)
{
    for (int k = 0; gvc_self_perspectives[k] != NULL; k++) {
        if (strcmp(gvc_self_perspectives[k], perspective) == 0) {
            return k;
        }
    }
    return -1;
}

/* ---- levels ------------------------------------------------------------------------------------
 */

static const char *const all_levels[] = {"country", "sector", "pair", "bilateral", NULL};
static const struct {
    const char *levels[3];  /* the first is the default */
    const char *why;        /* the others have no meaning */
    const char *nearest[4]; /* perspective for a level of all_levels */
} rules[] = {
    {{"sector", "bilateral", NULL},
     "what passes through several industries would count in each",
     {"exporter", NULL, "exporter", NULL}},
    {{"pair", "bilateral", NULL},
     "what passes to several importers would count in each",
     {"exporter", "sectexp", NULL, NULL}},
    {{"bilateral", NULL},
     "what passes through several industries or to several importers would count in each",
     {"exporter", "sectexp", "bilateral", NULL}},
};

gvc_status gvc_self_layout(gvc_ctx *ctx, const char *method, gvc_measure_options *o,
                           gvc_layout *out)
{
    int flow = gvc_self_flow_of(o->perspective);
    if (o->level != NULL) {
        gvc_status status = gvc_word(ctx, method, "level", &o->level, all_levels);
        if (status != GVC_OK) {
            return status;
        }
        int level = 0;
        while (strcmp(all_levels[level], o->level) != 0) {
            level++;
        }
        if (rules[flow].nearest[level] != NULL) {
            return gvc_fail(ctx, GVC_EARG,
                            "perspective %s has no level %s: %s; nearest: perspective %s, or level "
                            "%s%s%s",
                            o->perspective, o->level, rules[flow].why, rules[flow].nearest[level],
                            rules[flow].levels[0], rules[flow].levels[1] == NULL ? "" : " or ",
                            rules[flow].levels[1] == NULL ? "" : rules[flow].levels[1]);
        }
    }
    return gvc_exports_layout(ctx, method, o, rules[flow].levels, out);
}

/* ---- scratch -----------------------------------------------------------------------------------
 */

enum { PARTS = 6 };

static void count_parts(const gvc_model *m, gvc_self_flow flow, size_t counts[PARTS])
{
    size_t most = (size_t)gvc_model_most(m), cells = most * (size_t)m->blocks;
    size_t square = flow == GVC_SELF_BILATERAL ? most * most : 0;
    size_t sides = flow == GVC_SELF_BILATERAL ? 2 * most : 0;
    memcpy(counts, (size_t[PARTS]){cells, cells, square, square, sides, sides},
           PARTS * sizeof *counts);
}

size_t gvc_self_bytes(const gvc_model *m, gvc_self_flow flow, int workers)
{
    size_t counts[PARTS], numbers = 0;
    count_parts(m, flow, counts);
    for (int k = 0; k < PARTS; k++) {
        numbers += counts[k];
    }
    return numbers * (size_t)workers * sizeof(double);
}

static gvc_status new_work(gvc_ctx *ctx, const size_t counts[PARTS], gvc_self_work *w)
{
    double **const parts[PARTS] = {&w->domestic, &w->foreign, &w->scaled,
                                   &w->system,   &w->sides,   &w->solved};
    for (int k = 0; k < PARTS; k++) {
        *parts[k] = counts[k] == 0 ? NULL : gvc_malloc(counts[k], sizeof(double));
        if (*parts[k] == NULL && counts[k] > 0) {
            return gvc_fail_memory(ctx, counts[k] * sizeof(double), "one exporter at a time");
        }
    }
    return GVC_OK;
}

gvc_status gvc_self_works_new(gvc_ctx *ctx, const gvc_model *m, gvc_self_flow flow, int workers,
                              gvc_self_work **out)
{
    size_t counts[PARTS];
    count_parts(m, flow, counts);
    gvc_status status = GVC_OK;
    *out = gvc_calloc((size_t)workers, sizeof **out);
    if (*out == NULL) {
        return gvc_fail_memory(ctx, (size_t)workers * sizeof **out, "the exporters");
    }
    for (int k = 0; k < workers && status == GVC_OK; k++) {
        status = new_work(ctx, counts, &(*out)[k]);
    }
    return status;
}

void gvc_self_works_free(gvc_self_work *works, int workers)
{
    for (int k = 0; k < workers && works != NULL; k++) {
        double *parts[PARTS] = {works[k].domestic, works[k].foreign, works[k].scaled,
                                works[k].system,   works[k].sides,   works[k].solved};
        for (int j = 0; j < PARTS; j++) {
            gvc_release(parts[j]);
        }
    }
    gvc_release(works);
}

/* ---- one industry ------------------------------------------------------------------------------
 */

gvc_report gvc_self_loops(const gvc_model *m, bool to_all, gvc_idx s, double *loops)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_idx first = m->offset[s], size = gvc_model_size(m, s);
    gvc_dense rows = gvc_model_rows(m, s), b = gvc_leontief_inverse(m->leontief);
    gvc_dense cols = {b.data + first, m->n, size, b.stride};
    gvc_dense out = {loops, size, m->blocks, m->blocks};
    gvc_segment_diagonals(&rows, m->inv_x, &cols, m->offset, m->blocks, &out);
    for (gvc_idx p = 0; p < size; p++) {
        double *a = loops + p * m->blocks, all = 0;
        a[s] = 0;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            all += a[r];
        }
        for (gvc_idx r = 0; r < m->blocks; r++) {
            a[r] = to_all ? all : a[r];
            if (1 + a[r] == 0) {
                report.code = GVC_MAT_SINGULAR;
                report.where = first + p;
            }
        }
    }
    return report;
}

/* w->domestic holds a for every cell, and what is counted again in the end. */
static gvc_report one_industry(const gvc_model *m, bool to_all, gvc_idx s, gvc_self_work *w)
{
    gvc_report report = gvc_self_loops(m, to_all, s, w->domestic);
    gvc_idx first = m->offset[s];
    for (gvc_idx p = 0, c = 0; p < gvc_model_size(m, s); p++) {
        for (gvc_idx r = 0; r < m->blocks; r++, c++) {
            double a = w->domestic[c];
            w->foreign[c] = m->cf[first + p] * (a / (1 + a));
            w->domestic[c] = m->cb[first + p] * (a / (1 + a));
        }
    }
    return report;
}

/* ---- all of s to r -----------------------------------------------------------------------------
 */

/* w->solved: 2 x industries of s, what is counted again of domestic and foreign content. */
static gvc_report solve_pair(const gvc_model *m, gvc_idx s, gvc_idx r, gvc_self_work *w)
{
    gvc_idx first = m->offset[s], size = gvc_model_size(m, s), buyers = gvc_model_size(m, r);
    gvc_idx smaller = size <= buyers ? size : buyers;
    gvc_perimeter_pair p = gvc_perimeter_between(m, s, r, w->scaled);
    gvc_dense sides = {w->sides, 2, buyers, buyers}, solved = {w->solved, 2, size, size};
    gvc_dense k = {w->system, smaller, smaller, smaller};
    gvc_row_times(m->cb + first, &p.inputs, sides.data);
    gvc_row_times(m->cf + first, &p.inputs, sides.data + buyers);
    gvc_report report;
    if (size <= buyers) {
        gvc_times(1.0, &sides, &p.back, 0.0, &solved);
        gvc_perimeter_loop(&p.inputs, &p.back, &k);
        report = gvc_solve_left(&k, &solved);
    } else {
        gvc_perimeter_loop(&p.back, &p.inputs, &k);
        report = gvc_solve_left(&k, &sides);
        gvc_times(1.0, &sides, &p.back, 0.0, &solved);
    }
    gvc_idx of = size <= buyers ? first : m->offset[r];
    report.where = report.where < 0 ? -1 : of + report.where;
    return report;
}

static gvc_report all_industries(const gvc_model *m, gvc_idx s, gvc_self_work *w)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_idx size = gvc_model_size(m, s);
    for (gvc_idx r = 0; r < m->blocks && report.code == GVC_MAT_OK; r++) {
        bool trades = r != s && size > 0 && gvc_model_size(m, r) > 0;
        if (trades) {
            report = solve_pair(m, s, r, w);
        }
        for (gvc_idx p = 0; p < size; p++) {
            w->domestic[p * m->blocks + r] = trades ? w->solved[p] : 0;
            w->foreign[p * m->blocks + r] = trades ? w->solved[size + p] : 0;
        }
    }
    return report;
}

gvc_report gvc_self_again(const gvc_model *m, gvc_self_flow flow, gvc_idx s, gvc_self_work *w)
{
    return flow == GVC_SELF_BILATERAL ? all_industries(m, s, w)
                                      : one_industry(m, flow == GVC_SELF_SECTEXP, s, w);
}
