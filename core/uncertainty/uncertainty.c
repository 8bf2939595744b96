/* uncertainty.c - a measure of a table and of many drawn from its errors */
#include <gvc/uncertainty.h>

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "methods/near.h"
#include "methods/options.h"
#include "result/result.h"
#include "threads.h"
#include "uncertainty/columns.h"
#include "uncertainty/tables.h"

/* Relative residual of a draw's solution: far below what a thousand draws can tell. */
static const double tolerance = 1e-7;

/* ---- what is refused ---------------------------------------------------------------------------
 */

static gvc_uncertainty_options settled(const gvc_uncertainty_options *u)
{
    gvc_uncertainty_options s = *u;
    s.draws = s.draws == 0 ? GVC_UNCERTAINTY_DRAWS : s.draws;
    s.interval = s.interval == 0 ? GVC_UNCERTAINTY_INTERVAL : s.interval;
    return s;
}

static gvc_status check_errors(gvc_ctx *ctx, const gvc_uncertainty_options *u)
{
    for (gvc_idx k = 0; k < u->block_count && u->rule == GVC_ERROR_BLOCKS; k++) {
        double rel = u->blocks[k].rel;
        if (!(rel >= 0 && rel <= GVC_ERROR_MOST)) {
            return gvc_fail(ctx, GVC_EARG,
                            "relative error %g of cells from %s to %s; it is a fraction from 0 to "
                            "%d, 0.1 for a tenth",
                            rel, u->blocks[k].from, u->blocks[k].to, GVC_ERROR_MOST);
        }
    }
    double most = u->rule == GVC_ERROR_SIZE ? GVC_ERROR_MOST / 10.0 : GVC_ERROR_MOST;
    if (u->rule != GVC_ERROR_BLOCKS && !(u->rel >= 0 && u->rel <= most)) {
        return gvc_fail(ctx, GVC_EARG,
                        "relative error %g; it is a fraction from 0 to %g, 0.1 for a tenth", u->rel,
                        most);
    }
    if (u->rule == GVC_ERROR_SIZE && !(u->power >= 0 && u->power <= 2)) {
        return gvc_fail(ctx, GVC_EARG, "errors fall with the power %g of size; it is from 0 to 2",
                        u->power);
    }
    return GVC_OK;
}

/* Shares need a total, which the view has or has not. */
static gvc_status check_shares(gvc_ctx *ctx, const gvc_measure_options *options)
{
    gvc_measure_view view = {0};
    gvc_status status = gvc_measure_check(ctx, options, &view);
    return status != GVC_OK || view.variant == NULL || view.variant->identity != NULL
               ? status
               : gvc_fail(ctx, GVC_EARG,
                          "this view has no total that its terms add up to, so it has no shares");
}

gvc_status gvc_uncertainty_check(gvc_ctx *ctx, const gvc_measure_options *options,
                                 const gvc_uncertainty_options *given)
{
    gvc_status status = gvc_need_version(ctx, "gvc_uncertainty_options", given->version,
                                         GVC_UNCERTAINTY_OPTIONS_VERSION);
    gvc_uncertainty_options u = settled(given);
    if (status == GVC_OK) {
        status = check_errors(ctx, &u);
    }
    if (status != GVC_OK) {
        return status;
    }
    if (u.draws < 2 || u.draws > INT32_MAX) {
        return gvc_fail(ctx, GVC_EARG, "%lld draws; 2 at least", (long long)u.draws);
    }
    if (!(u.interval > 0 && u.interval < 100)) {
        return gvc_fail(ctx, GVC_EARG,
                        "an interval of %g per cent; it is between 0 and 100, 95 for most uses",
                        u.interval);
    }
    if (options != NULL && options->output == GVC_OUTPUT_GIVEN) {
        return gvc_fail(ctx, GVC_EARG,
                        "uncertainty with output as the table states it: output follows the drawn "
                        "cells; use row sums");
    }
    return u.shares ? check_shares(ctx, options) : GVC_OK;
}

/* ---- the draws ---------------------------------------------------------------------------------
 */

/* Who draws: a context, tables and solutions to start from. */
typedef struct worker {
    gvc_ctx *ctx;
    gvc_drawing drawing;
    gvc_model_start start; /* borrows the solutions of the table as it is */
} worker;

typedef struct run {
    gvc_ctx *ctx;
    const gvc_measure_options *options;
    const gvc_uncertainty_options *u;
    const gvc_cell_set *cells;
    gvc_model_start *start;
    gvc_draws *draws;
    worker *workers;
    int count;              /* of workers */
    gvc_status stopped;     /* what the caller's progress said; by worker 0 alone */
    _Atomic gvc_idx failed; /* lowest draw that failed, or the number of draws */
    _Atomic gvc_idx done;
    gvc_status *status; /* count: of the lowest draw that failed a worker */
    gvc_idx *at;        /* count: which */
} run;

static void note_failure(run *r, int k, gvc_idx draw, gvc_status status)
{
    gvc_idx lowest = atomic_load(&r->failed);
    if (r->status[k] == GVC_OK) {
        r->status[k] = status;
        r->at[k] = draw;
    }
    while (draw < lowest && !atomic_compare_exchange_weak(&r->failed, &lowest, draw)) {
    }
}

static void turn(gvc_idx draw, int k, void *user)
{
    run *r = user;
    worker *w = &r->workers[k];
    if (atomic_load(&r->failed) < draw || (k == 0 && r->stopped != GVC_OK)) {
        return;
    }
    gvc_draw_place place = {r->draws, draw, r->u->shares, 0};
    gvc_sink sink = gvc_draw_sink(&place);
    gvc_drawing_fill(&w->drawing, r->u->seed, draw);
    gvc_status status = gvc_measure_near(w->ctx, gvc_drawing_table(&w->drawing),
                                         &(gvc_measure_job){&w->drawing.options, &sink}, &w->start);
    if (status != GVC_OK) {
        note_failure(r, k, draw, status);
    }
    gvc_idx done = atomic_fetch_add(&r->done, 1) + 1;
    if (k == 0) {
        r->stopped = gvc_progress(r->ctx, "drawing tables", (uint64_t)done, (uint64_t)r->u->draws);
        if (r->stopped != GVC_OK) {
            atomic_store(&r->failed, -1);
        }
    }
}

static gvc_status new_workers(run *r)
{
    size_t count = (size_t)r->count;
    r->workers = gvc_calloc(count, sizeof *r->workers);
    r->status = gvc_calloc(count, sizeof *r->status);
    r->at = gvc_calloc(count, sizeof *r->at);
    if (r->workers == NULL || r->status == NULL || r->at == NULL) {
        return gvc_fail_memory(r->ctx, count * sizeof *r->workers, "the draws");
    }
    gvc_status status = GVC_OK;
    for (int k = 0; k < r->count && status == GVC_OK; k++) {
        r->workers[k].start = *r->start;
        status = gvc_drawing_new(r->ctx, &r->workers[k].drawing, r->cells, r->options);
        if (status == GVC_OK && gvc_ctx_new(&r->workers[k].ctx) != GVC_OK) {
            status = gvc_fail_memory(r->ctx, 1, "the draws");
        }
        if (status == GVC_OK) {
            status = gvc_ctx_set_threads(r->workers[k].ctx, 1);
        }
    }
    return status;
}

static void free_workers(run *r)
{
    for (int k = 0; k < r->count && r->workers != NULL; k++) {
        gvc_drawing_free(&r->workers[k].drawing);
        gvc_leontief_free(r->workers[k].start.leontief);
        gvc_ctx_free(r->workers[k].ctx);
    }
    gvc_release(r->workers);
    gvc_release(r->status);
    gvc_release(r->at);
}

/* The words of the lowest draw that failed, whoever drew it. */
static gvc_status tell(run *r)
{
    gvc_idx failed = atomic_load(&r->failed);
    if (r->stopped != GVC_OK) {
        return r->stopped;
    }
    for (int k = 0; k < r->count; k++) {
        if (r->status[k] != GVC_OK && r->at[k] == failed) {
            return gvc_fail(r->ctx, r->status[k], "draw %lld of seed %llu: %s",
                            (long long)failed + 1, (unsigned long long)r->u->seed,
                            gvc_ctx_error(r->workers[k].ctx));
        }
    }
    return failed < r->u->draws ? gvc_fail(r->ctx, GVC_ECONVERGE, "draw %lld of seed %llu failed",
                                           (long long)failed + 1, (unsigned long long)r->u->seed)
                                : GVC_OK;
}

static gvc_status draw_all(run *r)
{
    gvc_status status = new_workers(r);
    if (status == GVC_OK) {
        atomic_init(&r->failed, r->u->draws);
        atomic_init(&r->done, 0);
        int threads = gvc_blas_alone();
        gvc_parallel(r->count, r->u->draws, turn, r);
        gvc_blas_set_threads(threads);
        status = tell(r);
    }
    free_workers(r);
    return status;
}

/* ---- memory ------------------------------------------------------------------------------------
 */

/* As many workers as the memory limit leaves room for, and what they and the rest take. */
static gvc_status choose_workers(run *r, const gvc_table *t, const gvc_result *base, size_t *beside)
{
    size_t limit = gvc_ctx_memory_limit(r->ctx);
    limit = limit == 0 ? r->u->memory : limit;
    gvc_draw_cost cost;
    gvc_status status = gvc_draw_cost_of(r->ctx, &cost, t, r->options);
    size_t draws = gvc_draws_bytes(r->u->draws, gvc_result_cells(base), gvc_result_nterms(base));
    int most = gvc_ctx_workers(r->ctx);
    r->count = r->u->draws < most ? (int)r->u->draws : most;
    while (limit > 0 && r->count > 1 && draws + cost.cells + (size_t)r->count * cost.each > limit) {
        r->count--;
    }
    *beside = cost.cells + (size_t)r->count * cost.each;
    return status;
}

/* ---- all of it ---------------------------------------------------------------------------------
 */

/* *r is replaced. */
static gvc_status add_shares(gvc_ctx *ctx, gvc_result **r)
{
    gvc_result *shared = NULL;
    gvc_status status = gvc_result_add_shares(ctx, &shared, *r);
    if (status == GVC_OK) {
        gvc_result_free(*r);
        *r = shared;
    }
    return status;
}

/* The measure of the table as it is, its solutions kept to start from. */
static gvc_status measure_base(run *r, const gvc_table *t, gvc_result **base)
{
    gvc_collector *c = NULL;
    gvc_status status = gvc_collector_new(r->ctx, &c);
    if (status == GVC_OK) {
        gvc_sink sink = gvc_collector_sink(c);
        r->start->keep = true;
        status = gvc_measure_near(r->ctx, t, &(gvc_measure_job){r->options, &sink}, r->start);
        r->start->keep = false;
    }
    if (status == GVC_OK) {
        *base = gvc_collector_take(c);
    }
    gvc_collector_free(c);
    return status == GVC_OK && r->u->shares ? add_shares(r->ctx, base) : status;
}

/* base, the draws, then both side by side in *out. */
static gvc_status compute(run *r, const gvc_table *t, gvc_result **out)
{
    gvc_result *base = NULL;
    gvc_first_order first = {0};
    size_t beside = 0;
    gvc_status status = measure_base(r, t, &base);
    if (status == GVC_OK) {
        status = gvc_first_order_new(r->ctx, &first, r->cells, r->options);
    }
    if (status == GVC_OK) {
        status = choose_workers(r, t, base, &beside);
    }
    bool sure = gvc_cell_set_is_sure(r->cells);
    if (status == GVC_OK && !sure) {
        status = gvc_draws_new(r->ctx, r->draws, r->u->draws, base, beside);
    }
    if (status == GVC_OK && !sure) {
        status = draw_all(r);
    }
    if (status == GVC_OK) {
        status = gvc_uncertain_columns(r->ctx, out, base, r->draws, &first, r->u, r->cells->count);
    }
    gvc_first_order_free(&first);
    gvc_result_free(base);
    return status;
}

gvc_status gvc_measure_uncertain(gvc_ctx *ctx, const gvc_table *t,
                                 const gvc_measure_options *options,
                                 const gvc_uncertainty_options *uncertainty, const gvc_sink *sink)
{
    gvc_cell_set cells = {0};
    gvc_draws draws = {0};
    gvc_model_start start = {.tolerance = tolerance};
    gvc_result *all = NULL;
    gvc_status status = gvc_uncertainty_check(ctx, options, uncertainty);
    if (status != GVC_OK) {
        return status;
    }
    const gvc_uncertainty_options u = settled(uncertainty);
    run r = {
        .ctx = ctx, .options = options, .u = &u, .cells = &cells, .start = &start, .draws = &draws};
    status = gvc_cell_set_new(ctx, &cells, t, options, &u);
    if (status == GVC_OK) {
        status = compute(&r, t, &all);
    }
    if (status == GVC_OK) {
        status = gvc_result_send(ctx, all, sink);
    }
    gvc_result_free(all);
    gvc_draws_free(&draws);
    gvc_cell_set_free(&cells);
    gvc_model_start_free(&start);
    return status;
}
