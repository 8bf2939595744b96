/* measure.c - the public calls: jobs that one computation serves, done together */
#include <gvc/measure.h>

#include <string.h>

#include "methods/ask.h"
#include "methods/frame.h"
#include "methods/near.h"
#include "methods/pieces.h"
#include "methods/view.h"
#include "result/result.h"

typedef struct job {
    gvc_measurement d;
    const gvc_sink *sink;
    gvc_view *view;     /* made and freed with the model it looks at */
    struct job *leader; /* the first job like this one, maybe itself: one computation serves both */
    /* Of a leader: what is computed, d with the terms of all that it leads. */
    gvc_measurement shared;
    const char **terms; /* memory of those */
    bool done;
} job;

/* Views that are fed by the same pieces. */
typedef struct views {
    gvc_view **items;
    gvc_idx count;
} views;

static gvc_status take_piece(gvc_ctx *ctx, gvc_idx at, double *const *slabs, void *user)
{
    const views *v = user;
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < v->count && status == GVC_OK; k++) {
        status = gvc_view_piece(ctx, v->items[k], at, slabs);
    }
    return status;
}

/* The views of those that the job leads. */
static void gather(views *v, job *leader, gvc_idx count)
{
    for (job *j = leader; j < leader + count; j++) {
        if (j->leader == leader) {
            v->items[v->count++] = j->view;
            j->done = true;
        }
    }
}

static gvc_status end(gvc_ctx *ctx, views *v)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < v->count && status == GVC_OK; k++) {
        status = gvc_view_end(ctx, v->items[k]);
    }
    return status;
}

static gvc_status begin(gvc_ctx *ctx, views *v, void *state)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < v->count && status == GVC_OK; k++) {
        status = gvc_view_begin(ctx, v->items[k], state);
    }
    return status;
}

/* One pass over the pieces for the views. */
static gvc_status feed(gvc_ctx *ctx, const gvc_model *m, const gvc_measurement *d, views *v)
{
    gvc_measurement found;
    gvc_pieces p = {d, m, NULL, gvc_pieces_workers(ctx, m, d)};
    gvc_status status = d->method->prepare(ctx, m, &d->options, p.workers, &p.state);
    if (status == GVC_OK && gvc_layout_is_open(&d->layout)) {
        found = gvc_measurement_found(d, p.state);
        p.d = &found;
    }
    if (status == GVC_OK) {
        status = begin(ctx, v, p.state);
    }
    if (status == GVC_OK) {
        status = gvc_pieces_run(ctx, &p, take_piece, v);
    }
    if (status == GVC_OK) {
        status = end(ctx, v);
    }
    d->method->release(p.state);
    return status;
}

/* A leader and those like it behind it. */
static gvc_status pass(gvc_ctx *ctx, const gvc_model *m, job *leader, gvc_idx count)
{
    views v = {gvc_calloc((size_t)count, sizeof *v.items), 0};
    gvc_status status = GVC_OK;
    if (v.items == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *v.items, "the views");
    }
    gather(&v, leader, count);
    status = feed(ctx, m, &leader->shared, &v);
    gvc_release(v.items);
    return status;
}

/* What the view of one job holds, and its result where it is kept in memory. GVC_ENOMEM where that
 * alone exceeds the limit. */
static gvc_status foresee(gvc_ctx *ctx, const job *j, size_t *later)
{
    gvc_idx cells, terms;
    gvc_view_extent(j->view, &cells, &terms);
    *later += gvc_view_bytes(j->view);
    if (!gvc_sink_collects(j->sink)) {
        return GVC_OK;
    }
    *later += (size_t)cells * (size_t)terms * sizeof(double);
    return gvc_result_need_memory(ctx, cells, terms);
}

static void warn_of_overlaps(gvc_ctx *ctx, gvc_model *m, const gvc_measurement *d)
{
    /* sectexp, sectbil, sectimp: a perimeter a sector */
    const char *perspective = d->options.perspective;
    if (d->options.sector_group_count > 0 && perspective != NULL &&
        strncmp(perspective, "sect", 4) == 0) {
        gvc_model_warn(ctx, m,
                       "sector groups add up flows of perspective %s, each taken by itself: value "
                       "added that passes through two of them is in the sum twice",
                       perspective);
    }
}

static gvc_idx count_terms(const char *const *terms)
{
    gvc_idx count = 0;
    while (terms != NULL && terms[count] != NULL) {
        count++;
    }
    return count;
}

/* The leader computes what j wants too; no list says all. */
static gvc_status join(gvc_ctx *ctx, job *leader, const job *j)
{
    const char *const *more = j->d.options.terms;
    gvc_idx have = count_terms(leader->shared.options.terms), add = count_terms(more);
    if (leader->shared.options.terms == NULL || more == NULL) {
        leader->shared.options.terms = NULL;
        return GVC_OK;
    }
    const char **all = gvc_calloc((size_t)(have + add + 1), sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, (size_t)(have + add) * sizeof *all, "the terms of all jobs");
    }
    memcpy(all, leader->shared.options.terms, (size_t)have * sizeof *all);
    memcpy(all + have, more, (size_t)add * sizeof *all);
    gvc_release(leader->terms);
    leader->terms = all;
    leader->shared.options.terms = all;
    return GVC_OK;
}

/* Finds the leader among the jobs from the first on. */
static gvc_status enlist(gvc_ctx *ctx, job *first, job *j)
{
    j->leader = j;
    j->shared = j->d;
    for (job *other = first; other < j; other++) {
        if (other->leader == other && !other->done && gvc_measurement_alike(&other->d, &j->d)) {
            j->leader = other;
            return join(ctx, other, j);
        }
    }
    return GVC_OK;
}

/* The view and memory of one job among those that are done together. */
static gvc_status add_job(gvc_ctx *ctx, gvc_model *m, job *first, job *j, size_t *later)
{
    gvc_status status = gvc_view_new(ctx, &j->view, m, &j->d, j->sink);
    if (status == GVC_OK) {
        status = enlist(ctx, first, j);
    }
    if (status == GVC_OK) {
        warn_of_overlaps(ctx, m, &j->d);
        status = foresee(ctx, j, later);
    }
    return status;
}

static bool leads(const job *j)
{
    return !j->done && j->view != NULL && j->leader == j;
}

static void free_views(job *first, gvc_idx count)
{
    for (job *j = first; j < first + count; j++) {
        gvc_view_free(j->view);
        gvc_release(j->terms);
        j->view = NULL;
        j->terms = NULL;
    }
}

/* All jobs from the first on that see the table as it does: one model, everything that they need
 * solved together, then one pass for each kind of measure. */
static gvc_status run(gvc_ctx *ctx, const gvc_table *t, job *first, gvc_idx count,
                      gvc_model_start *start)
{
    gvc_model *m = NULL;
    gvc_model_ask ask = {.solver = first->d.options.solver, .start = start};
    size_t largest = 0;
    gvc_status status = gvc_model_new(ctx, &m, t, &first->d.options);
    for (job *j = first; j < first + count && status == GVC_OK; j++) {
        if (!j->done && gvc_measurement_same_table(&first->d, &j->d)) {
            status = add_job(ctx, m, first, j, &ask.later);
        }
    }
    for (job *j = first; j < first + count && status == GVC_OK; j++) {
        if (leads(j)) {
            gvc_measurement_ask(ctx, m, &j->shared, &ask, &largest);
        }
    }
    ask.later += largest;
    if (status == GVC_OK) {
        status = gvc_model_solve(ctx, m, &ask);
    }
    for (job *j = first; j < first + count && status == GVC_OK; j++) {
        if (leads(j)) {
            status = pass(ctx, m, j, count - (j - first));
        }
    }
    free_views(first, count);
    gvc_model_free(m);
    return status;
}

static gvc_status run_all(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_job *jobs,
                          gvc_idx count, gvc_model_start *start)
{
    job *all = gvc_calloc((size_t)count, sizeof *all);
    gvc_status status =
        all == NULL ? gvc_fail_memory(ctx, (size_t)count * sizeof *all, "the jobs") : GVC_OK;
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        all[k].sink = jobs[k].sink;
        status = gvc_measurement_complete(ctx, jobs[k].options, &all[k].d);
    }
    int threads = gvc_blas_threads();
    gvc_blas_set_threads(1); /* what runs at once, runs here, and gives the same bits */
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        if (!all[k].done) {
            status = run(ctx, t, &all[k], count - k, start);
        }
    }
    for (gvc_idx k = 0; all != NULL && k < count; k++) {
        gvc_measurement_free(&all[k].d);
    }
    gvc_blas_set_threads(threads);
    gvc_release(all);
    return status;
}

gvc_status gvc_measure_all(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_job *jobs,
                           gvc_idx count)
{
    return run_all(ctx, t, jobs, count, NULL);
}

gvc_status gvc_measure_near(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_job *one,
                            gvc_model_start *start)
{
    return run_all(ctx, t, one, 1, start);
}

gvc_status gvc_measure(gvc_ctx *ctx, gvc_result **out, const gvc_table *t,
                       const gvc_measure_options *options)
{
    gvc_collector *c = NULL;
    gvc_status status = gvc_collector_new(ctx, &c);
    if (status == GVC_OK) {
        gvc_sink sink = gvc_collector_sink(c);
        status = gvc_measure_all(ctx, t, &(gvc_measure_job){options, &sink}, 1);
    }
    if (status == GVC_OK) {
        *out = gvc_collector_take(c);
    }
    gvc_collector_free(c);
    return status;
}
