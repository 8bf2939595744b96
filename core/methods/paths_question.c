/* paths_question.c - demand, origins and filters of a search for paths, and what all paths add up
 * to */
#include <math.h>
#include <string.h>

#include "methods/paths.h"
#include "methods/perimeter_sides.h"
#include "methods/stages.h"
#include "single.h"
#include "system.h"

/* ---- words -------------------------------------------------------------------------------------
 */

gvc_status gvc_paths_choose(gvc_ctx *ctx, const gvc_measure_options *o)
{
    const struct {
        bool wrong;
        const char *says;
    } checks[] = {
        {o->product != NULL && o->cut != NULL,
         "a product and an exporter are two demands; choose one"},
        {o->coverage < 0 || o->coverage > 1, "a coverage is a share between 0 and 1"},
        {o->least > 0 && o->least_value > 0,
         "a least share and a least value are two thresholds; choose one"},
        {o->top > GVC_PATHS_LONGEST,
         "a list has 10000000 paths at most; take a threshold (--min), or add them up (--by)"},
        {o->top < 0 || o->least < 0 || o->least_value < 0 || o->tiers < 0,
         "a number of paths or tiers, or a threshold, is below 0"},
    };
    for (size_t k = 0; k < sizeof checks / sizeof *checks; k++) {
        if (checks[k].wrong) {
            return gvc_fail(ctx, GVC_EARG, "%s", checks[k].says);
        }
    }
    return GVC_OK;
}

gvc_status gvc_paths_no_list(gvc_ctx *ctx, const char *method, const gvc_measure_options *o)
{
    bool listed = o->coverage != 0 || o->least_value != 0 || o->least != 0 || o->tiers != 0 ||
                  (o->through != NULL && *o->through != NULL);
    return listed ? gvc_fail(ctx, GVC_EARG,
                             "%s: a threshold, a coverage, a number of tiers and filters are about "
                             "single paths; leave them out",
                             method)
                  : gvc_paths_choose(ctx, o);
}

gvc_workload gvc_paths_work(const gvc_measure_options *o, bool multiplier)
{
    gvc_idx right = o->solver == NULL ? 0 : 2, left = o->solver != NULL && multiplier;
    return o->cut == NULL ? (gvc_workload){.right = right, .left = left}
                          : (gvc_workload){.cut_right = right, .cut_left = left};
}

size_t gvc_paths_bytes(const gvc_model *m)
{
    enum { VECTORS = 60, ENTRY = sizeof(double) + sizeof(int32_t) };
    gvc_idx entries = m->z.data == NULL ? m->n * m->n : gvc_system_nonzeros(&m->system);
    return (size_t)entries * ENTRY + VECTORS * (size_t)m->n * sizeof(double);
}

/* ---- demand and origins ------------------------------------------------------------------------
 */

static const char *block_name(const void *model, gvc_idx b)
{
    return ((const gvc_model *)model)->name[b];
}

static gvc_status find_block(gvc_ctx *ctx, const gvc_model *m, const char *name, gvc_idx *out)
{
    for (*out = 0; *out < m->blocks; ++*out) {
        if (strcmp(m->name[*out], name) == 0) {
            return GVC_OK;
        }
    }
    if (gvc_table_find(m->table, GVC_COUNTRY, name) >= 0) { /* part of a group */
        return gvc_side_fail(ctx, m, "exporter", name);
    }
    gvc_text near = {0};
    gvc_suggest(&near, name, block_name, m, m->blocks);
    gvc_status status =
        gvc_fail(ctx, GVC_EUNKNOWN, "no exporter '%s'%s", name, gvc_text_str(&near));
    gvc_text_free(&near);
    return status;
}

static gvc_status fill_demand(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              gvc_paths_question *q)
{
    gvc_idx j = -1, block = -1;
    gvc_status status = o->product != NULL ? gvc_model_find(ctx, m, o->product, &j)
                        : o->cut != NULL   ? find_block(ctx, m, o->cut, &block)
                                           : GVC_OK;
    if (status != GVC_OK) {
        return status;
    }
    q->cut = block;
    for (gvc_idx i = 0; i < m->n; i++) {
        bool counts = block >= 0 ? m->block[i] == block : j < 0 || i == j;
        q->f[i] = !counts ? 0 : block >= 0 ? m->e_total[i] : gvc_stages_demand(m, i);
    }
    if (j < 0 && block < 0) { /* B f, but for what the rows of the table miss */
        memcpy(q->output, m->x, (size_t)m->n * sizeof *q->output);
    }
    return GVC_OK;
}

/* The row of the account; "" is the only one there is. */
static gvc_status find_account(gvc_ctx *ctx, const gvc_table *t, const char *name, gvc_idx *out)
{
    gvc_idx count = gvc_table_count(t, GVC_EXTENSION);
    gvc_text all = {0};
    *out = *name == '\0' && count == 1 ? 0 : gvc_table_find(t, GVC_EXTENSION, name);
    if (*out >= 0 && gvc_table_e(t) != NULL) {
        return GVC_OK;
    }
    for (gvc_idx k = 0; k < count; k++) {
        gvc_text_addf(&all, "%s%s", k == 0 ? "; there are " : ", ",
                      gvc_table_label(t, GVC_EXTENSION, k));
    }
    gvc_status status =
        *name == '\0' && count > 1
            ? gvc_fail(ctx, GVC_EUNKNOWN, "several satellite accounts in the table%s; name one",
                       gvc_text_str(&all))
            : gvc_fail(ctx, GVC_EUNKNOWN, "no satellite account '%s' in the table%s", name,
                       count == 0 ? "; it has none" : gvc_text_str(&all));
    gvc_text_free(&all);
    return status;
}

static gvc_status fill_origins(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                               gvc_paths_question *q)
{
    gvc_idx row = 0;
    if (o->satellite == NULL) {
        memcpy(q->s, m->v, (size_t)m->n * sizeof *q->s);
        return GVC_OK;
    }
    gvc_status status = find_account(ctx, m->table, o->satellite, &row);
    q->satellite = status == GVC_OK ? gvc_table_label(m->table, GVC_EXTENSION, row) : NULL;
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        const gvc_dense *e = gvc_table_e(m->table);
        q->s[i] = e->data[row * e->stride + m->industry[i]] * m->inv_x[i];
    }
    return status;
}

/* ---- filters -----------------------------------------------------------------------------------
 */

static gvc_status find_side(gvc_ctx *ctx, const gvc_model *m, const char *which,
                            const char *const *labels, gvc_side *side)
{
    return !gvc_side_find(m, labels, side) ? gvc_fail_memory(ctx, (size_t)m->n, "a filter")
           : side->unknown != NULL         ? gvc_side_fail(ctx, m, which, side->unknown)
                                           : GVC_OK;
}

static gvc_status filter(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                         gvc_paths_question *q)
{
    gvc_side from = {0}, to = {0}, through = {0};
    gvc_status status = find_side(ctx, m, "from", o->from, &from);
    if (status == GVC_OK) {
        status = find_side(ctx, m, "to", o->to, &to);
    }
    if (status == GVC_OK && o->through != NULL && *o->through != NULL) {
        status = find_side(ctx, m, "through", o->through, &through);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        q->f_kept[i] = to.industry[i] ? q->f[i] : 0;
        q->s_kept[i] = from.industry[i] ? q->s[i] : 0;
    }
    q->through = through.industry;
    through.industry = NULL;
    gvc_side_free(&from);
    gvc_side_free(&to);
    gvc_side_free(&through);
    return status;
}

gvc_status gvc_paths_ask(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                         gvc_paths_question *q)
{
    size_t n = (size_t)m->n;
    *q = (gvc_paths_question){.total = (double)NAN, .absolute = (double)NAN};
    double **all[] = {&q->f, &q->s, &q->f_kept, &q->s_kept, &q->output};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        *all[k] = gvc_calloc(n, sizeof **all[k]);
        if (*all[k] == NULL) {
            return gvc_fail_memory(ctx, n * sizeof **all[k], "the demand");
        }
    }
    gvc_status status = fill_demand(ctx, m, o, q);
    if (status == GVC_OK) {
        status = fill_origins(ctx, m, o, q);
    }
    if (status == GVC_OK) {
        status = filter(ctx, m, o, q);
    }
    if (status == GVC_OK) {
        gvc_report report = gvc_single_rows(&m->system, q->cut, gvc_ctx_workers(ctx), &q->a);
        status = gvc_model_report(ctx, m, report);
    }
    q->planned = o->solver != NULL;
    q->problem.a = &q->a;
    q->problem.m = m;
    q->problem.f = q->f_kept;
    q->problem.s = q->s_kept;
    q->problem.through = q->through;
    q->problem.tiers = o->tiers > 0 ? o->tiers : -1;
    q->problem.threads = gvc_ctx_workers(ctx);
    return status;
}

void gvc_paths_question_free(gvc_paths_question *q)
{
    gvc_release(q->f);
    gvc_release(q->s);
    gvc_release(q->f_kept);
    gvc_release(q->s_kept);
    gvc_release(q->through);
    gvc_release(q->output);
    gvc_release((void *)(uintptr_t)q->a.start);
    gvc_release((void *)(uintptr_t)q->a.col);
    gvc_release((void *)(uintptr_t)q->a.value);
    *q = (gvc_paths_question){0};
}
