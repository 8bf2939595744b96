/* estimate.c - memory and time of a measure with its uncertainty */
#include "methods/near.h"
#include "uncertainty/draws.h"
#include "uncertainty/tables.h"

/* Of one core: a cell that is drawn. */
static const double seconds_drawn = 20e-9;

/* Columns that come of one: itself, _se, _se1, _lo, _hi. */
enum { COLUMNS = 5 };

static size_t cells_of(const gvc_table *t)
{
    size_t n = (size_t)gvc_table_count(t, GVC_INDUSTRY);
    return n * (n + (size_t)gvc_table_count(t, GVC_FINAL_USE));
}

/* One draw at a time: a run of its own, the drawn tables, and coefficients of both directions in
 * both precisions, with their columns, that are kept for the next. */
static void add_tables(gvc_draw_cost *cost, const gvc_table *t, const gvc_measure_options *o)
{
    const size_t kept = 2 * (sizeof(float) + sizeof(double) + sizeof(uint16_t));
    cost->cells = gvc_cells_bytes(t);
    cost->each = cost->measure.bytes + gvc_drawn_bytes(t) + cells_of(t) * kept;
    for (gvc_idx k = 0; o != NULL && o->others != NULL && k < o->other_count; k++) {
        cost->cells += gvc_cells_bytes(o->others[k]);
        cost->each += gvc_drawn_bytes(o->others[k]);
    }
}

gvc_status gvc_draw_cost_of(gvc_ctx *ctx, gvc_draw_cost *out, const gvc_table *t,
                            const gvc_measure_options *options)
{
    gvc_ctx *one = NULL;
    *out = (gvc_draw_cost){0};
    if (gvc_ctx_new(&one) != GVC_OK) {
        return gvc_fail_memory(ctx, 1, "the draws");
    }
    gvc_ctx_set_threads(one, 1);
    gvc_status status = gvc_measure_estimate(one, &out->measure, t, options);
    if (status == GVC_OK) {
        add_tables(out, t, options);
    } else {
        status = gvc_fail(ctx, status, "%s", gvc_ctx_error(one));
    }
    gvc_ctx_free(one);
    return status;
}

/* Of one core: the table itself, then every draw, which reads nothing. */
static double seconds_of(const gvc_table *t, const gvc_measure_options *o, double measure,
                         gvc_idx draws)
{
    double around = gvc_measure_overhead(t), cells = (double)cells_of(t);
    for (gvc_idx k = 0; o != NULL && o->others != NULL && k < o->other_count; k++) {
        cells += (double)cells_of(o->others[k]);
    }
    double each = seconds_drawn * cells + (measure > around ? measure - around : 0);
    return measure + (double)draws * each;
}

gvc_status gvc_uncertainty_estimate(gvc_ctx *ctx, gvc_measure_cost *out, const gvc_table *t,
                                    const gvc_measure_options *options,
                                    const gvc_uncertainty_options *u)
{
    gvc_draw_cost cost;
    gvc_status status = gvc_uncertainty_check(ctx, options, u);
    if (status == GVC_OK) {
        status = gvc_measure_estimate(ctx, out, t, options);
    }
    if (status == GVC_OK) {
        status = gvc_draw_cost_of(ctx, &cost, t, options);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_idx draws = u->draws == 0 ? GVC_UNCERTAINTY_DRAWS : u->draws;
    gvc_idx terms = u->shares ? 2 * out->terms : out->terms, most = gvc_ctx_workers(ctx);
    size_t workers = (size_t)(draws < most ? draws : most);
    size_t kept = cost.cells + gvc_draws_bytes(draws, out->cells, terms);
    /* with the copy that is written */
    size_t result = 2 * gvc_draws_bytes(COLUMNS, out->cells, terms);
    size_t drawing = workers * cost.each;
    size_t peak = kept + (drawing > result + out->bytes ? drawing : result + out->bytes);
    out->bytes = peak;
    out->seconds = seconds_of(t, options, out->seconds, draws);
    out->terms = COLUMNS * terms;
    return GVC_OK;
}
