/* layers_tiers.c - demands followed up the chain, tier by tier, and what comes after the last one
 */
#include "methods/layers.h"

static double *cell(const gvc_layers *l, int term, gvc_idx chain, gvc_idx tier)
{
    return l->kept.term[term] + chain * l->kept.width + tier;
}

/* The same total in every tier of the chain. */
static void set_total(gvc_layers *l, gvc_idx chain, double total)
{
    for (gvc_idx k = 0; k < l->kept.width; k++) {
        *cell(l, GVC_LAYERS_TOTAL, chain, k) = total;
    }
}

/* ---- right: exports and one product ------------------------------------------------------------
 */

static void record(const gvc_model *m, gvc_layers *l, const gvc_dense *output, gvc_idx tier)
{
    for (gvc_idx c = 0; c < l->kept.rows; c++) {
        const double *g = output->data + c * output->stride;
        double home = 0, abroad = 0, other = 0;
        for (gvc_idx i = 0; i < m->n; i++) {
            *(m->block[i] == l->home[c] ? &home : &abroad) += m->v[i] * g[i];
            other += l->t == NULL ? 0 : l->t[i] * g[i];
        }
        *cell(l, GVC_LAYERS_VA, c, tier) = home + abroad;
        *cell(l, GVC_LAYERS_DOMESTIC, c, tier) = home;
        *cell(l, GVC_LAYERS_FOREIGN, c, tier) = abroad;
        if (l->t != NULL) {
            *cell(l, GVC_LAYERS_OTHER, c, tier) = other;
        }
    }
}

static void add_up(gvc_layers *l, const gvc_dense *g)
{
    for (gvc_idx k = 0; k < l->sum.rows * l->sum.cols; k++) {
        l->sum.data[k] += g->data[k];
    }
}

static void swap(gvc_layers *l)
{
    gvc_dense now = l->now;
    l->now = l->next;
    l->next = now;
}

/* Tiers 0 .. K and the rest of the demands in l->now. */
static gvc_status follow(gvc_ctx *ctx, const gvc_model *m, gvc_layers *l)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k <= l->tiers && status == GVC_OK; k++) {
        record(m, l, &l->now, k);
        add_up(l, &l->now);
        status = gvc_model_report(
            ctx, m, gvc_direct_right(&m->system, &l->now, l->cut, &l->next, l->workers));
        swap(l);
    }
    if (status == GVC_OK) {
        status = gvc_model_right(ctx, m, &l->now, l->cut, &l->next);
    }
    if (status == GVC_OK) {
        record(m, l, &l->next, l->tiers + 1);
        add_up(l, &l->next);
    }
    return status;
}

gvc_status gvc_layers_exports(gvc_ctx *ctx, const gvc_model *m, gvc_layers *l)
{
    size_t scratch = (size_t)l->workers * (size_t)gvc_layers_scratch(m);
    gvc_status status = gvc_model_panel(ctx, &l->sum, m->blocks, m->n);
    l->cut = gvc_malloc((size_t)m->blocks, sizeof *l->cut);
    l->scratch = gvc_malloc(scratch, sizeof *l->scratch);
    if (status == GVC_OK && (l->cut == NULL || l->scratch == NULL)) {
        status = gvc_fail_memory(ctx, scratch * sizeof *l->scratch, "the chains of exports");
    }
    for (gvc_idx s = 0; s < m->blocks && status == GVC_OK; s++) {
        double total = 0;
        l->home[s] = l->cut[s] = s;
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            l->now.data[s * l->now.stride + i] = m->e_total[i];
            total += m->e_total[i];
        }
        set_total(l, s, total);
    }
    return status == GVC_OK ? follow(ctx, m, l) : status;
}

gvc_status gvc_layers_product(gvc_ctx *ctx, const gvc_model *m, const char *product, gvc_layers *l)
{
    gvc_idx j = -1;
    gvc_status status = gvc_model_find(ctx, m, product, &j);
    if (status != GVC_OK) {
        return status;
    }
    l->home[0] = m->block[j];
    l->now.data[j] = gvc_stages_demand(m, j);
    set_total(l, 0, l->now.data[j]);
    return follow(ctx, m, l);
}

/* ---- left: the final demand of every country ---------------------------------------------------
 */

/* For a unit of every product: what arises in the product's own country, elsewhere, and t; each
 * times Y. */
static void record_left(const gvc_model *m, gvc_layers *l, const gvc_dense *w, gvc_idx tier,
                        double *unit, double *by_absorber)
{
    for (int term = GVC_LAYERS_DOMESTIC; term < l->kept.terms; term++) {
        for (gvc_idx j = 0; j < m->n; j++) {
            unit[j] = term == GVC_LAYERS_OTHER ? w->data[m->blocks * w->stride + j] : 0;
            for (gvc_idx c = 0; c < m->blocks && term != GVC_LAYERS_OTHER; c++) {
                bool own = c == m->block[j];
                unit[j] += own == (term == GVC_LAYERS_DOMESTIC) ? w->data[c * w->stride + j] : 0;
            }
        }
        gvc_row_times(unit, &m->y, by_absorber);
        for (gvc_idx d = 0; d < m->blocks; d++) {
            *cell(l, term, d, tier) = by_absorber[d];
        }
    }
    for (gvc_idx d = 0; d < m->blocks; d++) {
        *cell(l, GVC_LAYERS_VA, d, tier) =
            *cell(l, GVC_LAYERS_DOMESTIC, d, tier) + *cell(l, GVC_LAYERS_FOREIGN, d, tier);
    }
}

static gvc_status follow_left(gvc_ctx *ctx, const gvc_model *m, gvc_layers *l, double *unit,
                              double *by_absorber)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k <= l->tiers && status == GVC_OK; k++) {
        record_left(m, l, &l->now, k, unit, by_absorber);
        status = gvc_model_report(ctx, m,
                                  gvc_direct_left(&m->system, &l->now, NULL, &l->next, l->workers));
        swap(l);
    }
    if (status == GVC_OK) {
        status = gvc_model_left(ctx, m, &l->now, NULL, &l->next);
    }
    if (status == GVC_OK) {
        record_left(m, l, &l->next, l->tiers + 1, unit, by_absorber);
    }
    return status;
}

gvc_status gvc_layers_demand(gvc_ctx *ctx, const gvc_model *m, gvc_layers *l)
{
    size_t count = (size_t)(m->n + m->blocks);
    double *unit = gvc_malloc(count, sizeof *unit);
    if (unit == NULL) {
        return gvc_fail_memory(ctx, count * sizeof *unit, "the chains of final demand");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        l->now.data[m->block[i] * l->now.stride + i] = m->v[i];
        if (l->t != NULL) {
            l->now.data[m->blocks * l->now.stride + i] = l->t[i];
        }
    }
    for (gvc_idx d = 0; d < m->blocks; d++) {
        set_total(l, d, gvc_stages_absorption(m, d));
    }
    gvc_status status = follow_left(ctx, m, l, unit, unit + m->n);
    gvc_release(unit);
    return status;
}
