/* bm_self.c - Borin-Mancini, perimeters of one flow alone: what enters the flow counts once in it,
 * even if it had left the country before through another flow. Borin and Mancini (2023), Economic
 * Systems Research 35(4).
 *
 * Cell (i in s, importer r), a_ir and b_ir what is counted again of a unit (self.h):
 *   ddc = a o E_sr, dva = (cB - a) o E_sr, ref = (cB - a) o A_sr (B Y)_rs, vax = dva - ref,
 *   fdc = b o E_sr, fva = (cF - b) o E_sr.
 * Cost: B, and what self.c says. */
#include <string.h>

#include "methods/bm.h"
#include "methods/exports.h"
#include "methods/self.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

enum { GEXP, DC, DVA, VAX, REF, DDC, FC, FVA, FDC };

/* D, F: domestic and foreign value added in a unit of the flow; WHERE explains what they hold. */
#define TERMS(D, F, WHERE)                                                                         \
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},                              \
        {"dc", "Domestic content", "v_s B_ss o E_sr", NULL, false},                                \
        {"dva", "Domestic value added in the flow", D " o E_sr, " WHERE, NULL, false},             \
        {"vax", "Domestic value added in the flow absorbed abroad", D " o (E_sr - A_sr (B Y)_rs)", \
         NULL, true},                                                                              \
        {"ref", "Domestic value added in the flow that returns and is absorbed at home",           \
         D " o A_sr (B Y)_rs", NULL, true},                                                        \
        {"ddc", "Domestic double counting: enters the flow again", "dc - dva", NULL, true},        \
        {"fc", "Foreign content", "sum_{t!=s} v_t B_ts o E_sr", NULL, false},                      \
        {"fva", "Foreign value added in the flow", F " o E_sr", NULL, true},                       \
        {"fdc", "Foreign double counting: enters the flow again", "fc - fva", NULL, true}, END

static const gvc_term sectexp_terms[] = {TERMS(
    "v_s B_ss / (1 + a)", "sum_{t!=s} v_t B_ts / (1 + a)", "a_i = sum_{j!=s} (A_sj B_js)_ii")};
static const gvc_term bilateral_terms[] = {
    TERMS("v_s B_ss K^-1", "sum_{t!=s} v_t B_ts K^-1", "K = I + A_sr B_rs")};
static const gvc_term sectbil_terms[] = {
    TERMS("v_s B_ss / (1 + a)", "sum_{t!=s} v_t B_ts / (1 + a)", "a_i = (A_sr B_rs)_ii")};

#define HEADLINE "gexp dva dva% fva fva% resid vax ref ddc fdc"
static const gvc_variant variants[] = {
    /* in the order of gvc_self_flow */
    {"sectexp", "the exports of an industry to all countries", sectexp_terms, "gexp", HEADLINE},
    {"bilateral", "the exports of a country to one importer", bilateral_terms, "gexp", HEADLINE},
    {"sectbil", "the exports of an industry to one importer", sectbil_terms, "gexp", HEADLINE},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status =
        gvc_word(ctx, "bm_self", "perspective", &o->perspective, gvc_self_perspectives);
    if (status == GVC_OK) {
        status = gvc_self_layout(ctx, "bm_self", o, out);
    }
    if (status == GVC_OK) {
        out->variant = &variants[gvc_self_flow_of(o->perspective)];
    }
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const names[] = {"dc", "dva", "vax", "ref", "ddc", "fc", "fva", "fdc"};
    const gvc_needs content = GVC_NEED_CONTENT, again = content | GVC_NEED_INVERSE,
                    home = again | GVC_NEED_ABSORBED;
    const gvc_needs needs[] = {content, again, home, home, again, content, again, again};
    return gvc_wanted_needs(o, names, needs, sizeof needs / sizeof *needs);
}

typedef struct shared {
    gvc_self_flow flow;
    int workers;
    gvc_bm_work *work;   /* workers */
    gvc_self_work *self; /* workers; NULL where no chosen term needs it */
} shared;

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_bm_works_free(all->work, all->workers);
        gvc_self_works_free(all->self, all->workers);
        gvc_release(all);
    }
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    gvc_self_flow flow = (gvc_self_flow)gvc_self_flow_of(o->perspective);
    return (size_t)workers * gvc_bm_work_bytes(m, false) + gvc_self_bytes(m, flow, workers);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what exporters share");
    }
    *state = all;
    all->flow = (gvc_self_flow)gvc_self_flow_of(o->perspective);
    all->workers = workers;
    gvc_status status = gvc_bm_works_new(ctx, m, false, workers, &all->work);
    if (status == GVC_OK && m->has_inverse && m->cb != NULL) {
        status = gvc_self_works_new(ctx, m, all->flow, workers, &all->self);
    }
    return status;
}

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_self_work *w,
                       const double *returned, double *const *to)
{
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride;
        double cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            double domestic = w == NULL ? 0 : w->domestic[c];
            double foreign = w == NULL ? 0 : w->foreign[c];
            to[GEXP][c] = e[r];
            to[DC][c] = cb * e[r];
            to[DVA][c] = (cb - domestic) * e[r];
            to[REF][c] = (cb - domestic) * returned[c];
            to[VAX][c] = to[DVA][c] - to[REF][c];
            to[DDC][c] = domestic * e[r];
            to[FC][c] = cf * e[r];
            to[FVA][c] = (cf - foreign) * e[r];
            to[FDC][c] = foreign * e[r];
        }
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    gvc_bm_work *w = &all->work[worker];
    gvc_self_work *self = all->self == NULL ? NULL : &all->self[worker];
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (self != NULL) {
        report = gvc_self_again(m, all->flow, s, self);
    }
    if (report.code == GVC_MAT_OK) {
        const double *const p[] = {gvc_row(&m->by, s)};
        gvc_bm_times(m, s, p, 1, w);
        fill_cells(m, s, self, w->products[0], slabs);
    }
    return report;
}

static const char *const identities[] = {
    "gexp = dc + fc (+ resid), dc = dva + ddc, fc = fva + fdc, dva = vax + ref",
    "dva is the GDP that the exporter loses if the flow stops, fva what all others lose",
    "where no flow and no value added is negative: dva of sectbil >= of bilateral >= of source",
    "two countries: bilateral = perspective exporter",
    NULL,
};
static const char *const caveats[] = {
    "dva and fva of several flows do not add up to those of the flows together: what passes "
    "through two of them counts in both",
    "sectexp at level bilateral splits the figures of the industry by importer, bilateral at level "
    "bilateral those of the pair by industry; sectbil is the perimeter of the cell itself",
    "where a country or group has several industries of the same sector each is a perimeter of its "
    "own, and their figures are added up",
    GVC_BM_RESID,
    GVC_BM_ORPHANS,
    NULL,
};
static const char *const levels[] = {"sector", "pair", "bilateral", NULL};

const gvc_method gvc_method_bm_self = {
    .info = {.name = "bm_self",
             .family = "bm",
             .command = "decompose",
             .usage = "decompose --perspective sectexp|bilateral|sectbil",
             .title = "Borin-Mancini",
             .summary = "gross exports, value added counted once in one flow alone",
             .question =
                 "How much value added is exposed to a shock on exactly one flow: the exports of "
                 "an industry (sectexp), of a country to one importer (bilateral), of an industry "
                 "to one importer (sectbil)? All value added that enters the flow counts once, "
                 "also what had left the country before through other flows.",
             .reference = GVC_BM_REFERENCE ", perimeters of sectoral and bilateral exports",
             .bibtex = GVC_BM_BIBTEX,
             .identities = identities,
             .caveats = caveats,
             .perspectives = gvc_self_perspectives,
             .levels = levels,
             .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
