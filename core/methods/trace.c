/* trace.c - the record of tracing: where the value added in a flow comes from, and where it ends */
#include "methods/trace.h"
#include "methods/bm.h"

#include <string.h>

#include "table/find.h"
#include "threads.h"

static const char *const term_names[] = {"flow", "va", "content"};

static gvc_needs need(const gvc_measure_options *o)
{
    gvc_trace_view v = gvc_trace_view_of(o);
    const gvc_needs needs[] = {gvc_trace_needs(&v, GVC_TRACE_FLOW),
                               gvc_trace_needs(&v, GVC_TRACE_VA),
                               gvc_trace_needs(&v, GVC_TRACE_CONTENT)};
    bool content = v.in == GVC_TRACE_EXPORTS && v.rule != GVC_TRACE_NONE;
    return gvc_wanted_needs(o, term_names, needs, content ? 3 : 2);
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.right = gvc_trace_is_part(o) ? m->blocks : 0};
}

/* ---- memory ------------------------------------------------------------------------------------
 */

/* An array and how many numbers it has. */
typedef struct array {
    double **to;
    size_t count;
} array;

enum { OF_WORK = 14, SHARED = 8 };

/* has: the terms that can be had. */
static void describe(const gvc_model *m, const gvc_trace_view *view, const bool has[3],
                     gvc_trace *t)
{
    const gvc_trace_rule rule = view->rule;
    bool other = rule == GVC_TRACE_SINK || rule == GVC_TRACE_WORLD_SINK ||
                 rule == GVC_TRACE_SECTEXP || rule == GVC_TRACE_SECTBIL ||
                 (rule == GVC_TRACE_BILATERAL && !view->sector);
    t->view = *view;
    memcpy(t->has, has, sizeof t->has);
    t->separate = other && has[GVC_TRACE_VA];
    t->width = view->absorber ? m->blocks : 1;
    t->cols = t->width * (view->importer ? m->blocks : 1);
}

/* What one worker has; where the pieces are exporters, the factors of one as well. */
static void list_work(const gvc_model *m, const gvc_trace *t, gvc_trace_work *w,
                      array list[OF_WORK])
{
    const gvc_trace_view *v = &t->view;
    size_t n = (size_t)m->n, blocks = (size_t)m->blocks, most = (size_t)gvc_model_most(m);
    size_t some = v->in == GVC_TRACE_FINAL ? 0 : most, square = some * some, counts[4];
    bool cuts = t->has[GVC_TRACE_VA] && v->rule != GVC_TRACE_NONE;
    bool sink = v->rule == GVC_TRACE_SINK || v->rule == GVC_TRACE_WORLD_SINK;
    gvc_trace_part_numbers(m, t, (gvc_idx)some, (gvc_idx)square, counts);
    list[0] = (array){&w->scaled, some > 0 ? n : 0};
    list[1] = (array){&w->products, some * blocks};
    list[2] = (array){&w->square[0], cuts ? square : 0};
    list[3] = (array){&w->square[1], cuts ? square : 0};
    list[4] = (array){&w->sides, cuts ? some * blocks : 0};
    list[5] = (array){&w->panel, cuts && sink && v->absorber ? n * blocks : 0};
    list[6] = (array){&w->kernel[0], square};
    list[7] = (array){&w->kernel[1], square};
    list[8] = (array){&w->kernel[2], square};
    list[9] = (array){&w->extra, some * (size_t)t->width};
    double **own[] = {&w->own.flow, &w->own.counted, &w->own.direct, &w->own.cut};
    for (int k = 0; k < 4; k++) {
        list[10 + k] = (array){own[k], v->origin ? 0 : counts[k]};
    }
}

static gvc_idx sum_squares(const gvc_model *m, gvc_idx *sums)
{
    gvc_idx sum = 0;
    for (gvc_idx s = 0; s < m->blocks; s++) {
        if (sums != NULL) {
            sums[s] = sum;
        }
        sum += gvc_model_size(m, s) * gvc_model_size(m, s);
    }
    return sum;
}

/* What the pieces share. */
static void list_shared(const gvc_model *m, gvc_trace *t, array list[SHARED])
{
    const gvc_trace_view *v = &t->view;
    size_t n = (size_t)m->n, blocks = (size_t)m->blocks, counts[4];
    bool final = v->in == GVC_TRACE_FINAL;
    bool passed = t->has[GVC_TRACE_VA] && v->rule == GVC_TRACE_WORLD_SINK;
    gvc_trace_part_numbers(m, t, m->n, sum_squares(m, NULL), counts);
    list[0] = (array){&t->absorbed, v->absorber ? blocks * n : 0};
    list[1] = (array){&t->passed, passed ? (size_t)t->width * n : 0};
    list[2] = (array){&t->product, v->product ? blocks * n : 0};
    list[3] = (array){&t->demand, final ? blocks : 0};
    double **all[] = {&t->all.flow, &t->all.counted, &t->all.direct, &t->all.cut};
    for (int k = 0; k < 4; k++) {
        list[4 + k] = (array){all[k], v->origin && !final ? counts[k] : 0};
    }
}

static size_t bytes_of(const array *list, int count)
{
    size_t numbers = 0;
    for (int k = 0; k < count; k++) {
        numbers += list[k].count;
    }
    return numbers * sizeof(double);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    gvc_trace t = {0};
    gvc_trace_work w = {0};
    gvc_trace_view view = gvc_trace_view_of(o);
    bool has[3];
    array shared[SHARED], work[OF_WORK];
    for (int k = 0; k < 3; k++) {
        has[k] = gvc_wants(o, (const char *const[]){term_names[k], NULL});
    }
    describe(m, &view, has, &t);
    list_shared(m, &t, shared);
    list_work(m, &t, &w, work);
    return bytes_of(shared, SHARED) + (shared[1].count + shared[2].count) * sizeof(double) +
           (size_t)workers * bytes_of(work, OF_WORK);
}

static gvc_status allocate(gvc_ctx *ctx, const array *list, int count)
{
    for (int k = 0; k < count; k++) {
        *list[k].to = list[k].count == 0 ? NULL : gvc_calloc(list[k].count, sizeof(double));
        if (*list[k].to == NULL && list[k].count > 0) {
            return gvc_fail_memory(ctx, list[k].count * sizeof(double), "the factors of the flows");
        }
    }
    return GVC_OK;
}

static void release_all(const array *list, int count)
{
    for (int k = 0; k < count; k++) {
        gvc_release(*list[k].to);
    }
}

static void release(void *state)
{
    gvc_trace *t = state;
    if (t == NULL) {
        return;
    }
    const gvc_model none = {0};
    array list[OF_WORK];
    for (int k = 0; k < t->workers; k++) {
        list_work(&none, t, &t->work[k], list);
        release_all(list, OF_WORK);
    }
    list_shared(&none, t, list);
    release_all(list, SHARED);
    gvc_release(t->work);
    gvc_release(t->square);
    gvc_release(t->reports);
    gvc_release(t);
}

static gvc_status new_arrays(gvc_ctx *ctx, const gvc_model *m, int workers, gvc_trace *t)
{
    array list[OF_WORK];
    size_t blocks = (size_t)m->blocks;
    t->square = gvc_calloc(blocks + 1, sizeof *t->square);
    t->reports = gvc_calloc(blocks, sizeof *t->reports);
    t->work = gvc_calloc((size_t)workers, sizeof *t->work);
    if (t->square == NULL || t->reports == NULL || t->work == NULL) {
        return gvc_fail_memory(ctx, (size_t)workers * sizeof *t->work, "what the pieces share");
    }
    t->square[m->blocks] = sum_squares(m, t->square);
    list_shared(m, t, list);
    gvc_status status = allocate(ctx, list, SHARED);
    for (; t->workers < workers && status == GVC_OK; t->workers++) {
        list_work(m, t, &t->work[t->workers], list);
        status = allocate(ctx, list, OF_WORK);
    }
    return status;
}

/* ---- what the pieces share ---------------------------------------------------------------------
 */

static void see_terms(const gvc_model *m, const gvc_trace_view *v, bool has[3])
{
    bool content = v->in == GVC_TRACE_EXPORTS && v->rule != GVC_TRACE_NONE;
    for (int k = 0; k < 3; k++) {
        has[k] = (k != GVC_TRACE_CONTENT || content) && gvc_model_has(m, gvc_trace_needs(v, k));
    }
}

/* Rows of a panel per unit of output. */
static void per_output(const gvc_model *m, const gvc_dense *from, double *to)
{
    for (gvc_idx d = 0; d < from->rows; d++) {
        for (gvc_idx j = 0; j < m->n; j++) {
            to[d * m->n + j] = from->data[d * from->stride + j] * m->inv_x[j];
        }
    }
}

/* L_rr (Y_rd + A_rd L_dd Y_dd), by absorber d or their sum. */
static gvc_status fill_passed(gvc_ctx *ctx, const gvc_model *m, gvc_trace *t)
{
    gvc_dense direct = {0}, passed = {t->passed, t->width, m->n, m->n};
    gvc_status status = gvc_model_panel(ctx, &direct, t->width, m->n);
    for (gvc_idx s = 0; s < m->blocks && status == GVC_OK; s++) {
        gvc_trace_direct(m, s, &t->work[0]);
        for (gvc_idx i = m->offset[s], c = 0; i < m->offset[s + 1]; i++) {
            for (gvc_idx d = 0; d < m->blocks; d++, c++) {
                direct.data[(t->width > 1 ? d * m->n : 0) + i] += t->work[0].products[c];
            }
        }
    }
    if (status == GVC_OK) {
        gvc_local_right(m->local, &direct, &passed);
        per_output(m, &passed, t->passed);
    }
    gvc_release(direct.data);
    return status;
}

/* Final demand of one category, G x n; its data is the caller's. */
static gvc_status demand_of(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            gvc_dense *out)
{
    const gvc_table *t = m->table;
    const gvc_dense *y = gvc_table_y(t);
    gvc_idx category = -1;
    gvc_status status =
        gvc_table_named(ctx, t, GVC_CATEGORY, o->category, "category of final use", &category);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, out, m->blocks, m->n);
    }
    for (gvc_idx c = 0; c < y->cols && status == GVC_OK; c++) {
        gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, c);
        if (country < 0 || gvc_table_category_of(t, c) != category) {
            continue;
        }
        double *row = out->data + m->block_of_country[country] * out->stride;
        for (gvc_idx i = 0; i < m->n; i++) {
            row[i] += y->data[m->industry[i] * y->stride + c];
        }
    }
    return status;
}

/* Final demand by absorber, and the output for it where it is of one product or category. */
static gvc_status fill_demand(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              gvc_trace *t)
{
    gvc_idx product = -1;
    gvc_dense demand = {0}, output = {t->product, m->blocks, m->n, m->n};
    gvc_status status = o->product == NULL ? GVC_OK
                                           : gvc_table_named(ctx, m->table, GVC_SECTOR, o->product,
                                                             "product of the absorber", &product);
    if (status == GVC_OK) {
        status =
            o->category == NULL ? gvc_model_demand(ctx, m, &demand) : demand_of(ctx, m, o, &demand);
    }
    for (gvc_idx d = 0; d < m->blocks && status == GVC_OK; d++) {
        double *row = demand.data + d * demand.stride;
        for (gvc_idx i = 0; i < m->n; i++) {
            row[i] = product < 0 || m->sector[i] == product ? row[i] : 0;
            t->demand[d] += row[i];
        }
    }
    if (status == GVC_OK && t->product != NULL) {
        status = gvc_model_right(ctx, m, &demand, NULL, &output);
    }
    gvc_release(demand.data);
    return status;
}

typedef struct turns {
    const gvc_model *m;
    gvc_trace *t;
} turns;

static void turn(gvc_idx s, int worker, void *user)
{
    const turns *all = user;
    gvc_trace_part part = gvc_trace_part_of(all->m, all->t, s);
    all->t->reports[s] = gvc_trace_fill(all->m, all->t, s, &all->t->work[worker], &part);
}

/* The factors of all exporters; a piece, an origin, needs every one. */
static gvc_status fill_all(gvc_ctx *ctx, const gvc_model *m, gvc_trace *t)
{
    gvc_status status = GVC_OK;
    gvc_parallel(t->workers, m->blocks, turn, &(turns){m, t});
    for (gvc_idx s = 0; s < m->blocks && status == GVC_OK; s++) {
        status = gvc_model_report(ctx, m, t->reports[s]);
    }
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    gvc_trace_view view = gvc_trace_view_of(o);
    bool has[3];
    gvc_trace *t = gvc_calloc(1, sizeof *t);
    if (t == NULL) {
        return gvc_fail_memory(ctx, sizeof *t, "what the pieces share");
    }
    *state = t;
    see_terms(m, &view, has);
    describe(m, &view, has, t);
    gvc_status status = new_arrays(ctx, m, workers, t);
    if (status == GVC_OK && view.in == GVC_TRACE_FINAL) {
        return fill_demand(ctx, m, o, t);
    }
    if (status == GVC_OK && t->absorbed != NULL) {
        per_output(m, &m->by, t->absorbed);
    }
    if (status == GVC_OK && t->passed != NULL) {
        status = fill_passed(ctx, m, t);
    }
    return status == GVC_OK && view.origin ? fill_all(ctx, m, t) : status;
}

/* ---- pieces ------------------------------------------------------------------------------------
 */

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    const gvc_trace *t = state;
    gvc_trace_work *w = &t->work[worker];
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (t->view.in == GVC_TRACE_FINAL) {
        gvc_trace_final(m, t, at, slabs);
    } else if (t->view.origin) {
        gvc_trace_origin(m, t, at, w, slabs);
    } else {
        gvc_trace_part part = w->own;
        part.counted = t->separate ? part.counted : part.flow;
        report = gvc_trace_fill(m, t, at, w, &part);
        if (report.code == GVC_MAT_OK) {
            gvc_trace_exporter(m, t, at, w, &part, slabs);
        }
    }
    return report;
}

/* ---- the record --------------------------------------------------------------------------------
 */

static const char *const identities[] = {
    "origins sum to the flow: content always, va in output and final demand too (residual value "
    "added)",
    "in exports va sums to dva (origin = exporter) and fva (all others) of the perspective; the "
    "rest of the flow is counted elsewhere",
    "absorbers sum to the flow, and their va to va without absorbers",
    "exporter: va of the exporter absorbed abroad is vax of bm, at home it is ref",
    "coarser levels are the sums of finer ones",
    NULL,
};
static const char *const caveats[] = {
    "flow says the same for every origin: it is not to be added up over origins",
    "content counts value added again each time it passes, as value added in exports of the OECD "
    "and of other programs does; va counts it once",
    "rows of perspectives sectexp, bilateral and sectbil do not add up over what the perspective "
    "takes one by one: the same value added may be in several",
    "with --va given the origins of content leave the part of the flow that stated value added "
    "does not explain",
    "with --output-total given absorbers leave the part of the flow that goes with output that "
    "nobody uses",
    "world below the level of countries is an additive extension of the published totals",
    "the absorber of a product is told by the product bought for final use, whoever sold inputs "
    "for it",
    NULL,
};
static const char *const perspectives[] = {"exporter", "world",   "sectexp", "bilateral",
                                           "sectbil",  "content", NULL};
static const char *const approaches[] = {"source", "sink", NULL};
static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};

const gvc_method gvc_method_trace = {
    .info =
        {.name = "trace",
         .command = "trace",
         .usage = "trace",
         .title = "Origin and destination",
         .summary = "where the value added in exports, output or final demand comes from and ends",
         .question =
             "Whose work is in the goods that a country exports, makes or uses, and who uses them "
             "in the end? A flow is split by the country or industry that added the value (origin) "
             "and by the country where the product that it became part of is finally used "
             "(absorber).",
         .reference = "Borin and Mancini (2023), Measuring what matters in value-added trade, "
                      "Economic Systems Research 35(4), 586-613, with every origin and absorber "
                      "kept apart; content, output and final demand: Leontief (1936)",
         .bibtex = GVC_BM_BIBTEX,
         .identities = identities,
         .caveats = caveats,
         .levels = levels,
         .perspectives = perspectives,
         .approaches = approaches,
         .variants = gvc_trace_variants},
    .knows = GVC_KNOWS_IN | GVC_KNOWS_BY | GVC_KNOWS_ORIGIN_LEVEL | GVC_KNOWS_PRODUCT |
             GVC_KNOWS_CATEGORY,
    .choose = gvc_trace_choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
