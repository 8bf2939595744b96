/* decompose.c - the public calls: jobs that one computation serves, done together */
#include <gvc/decompose.h>

#include "methods/exporters.h"
#include "methods/view.h"
#include "result/result.h"

typedef struct job {
    gvc_decomposition d;
    const gvc_sink *sink;
    bool done;
} job;

/* Views that are fed by the same exporters. */
typedef struct views {
    gvc_view **items;
    gvc_idx count;
} views;

static gvc_status for_all(gvc_ctx *ctx, const views *v,
                          gvc_status (*step)(gvc_ctx *ctx, gvc_view *view))
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < v->count && status == GVC_OK; k++) {
        status = step(ctx, v->items[k]);
    }
    return status;
}

static gvc_status take_exporter(gvc_ctx *ctx, gvc_idx s, double *const *slabs, void *user)
{
    const views *v = user;
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < v->count && status == GVC_OK; k++) {
        status = gvc_view_exporter(ctx, v->items[k], s, slabs);
    }
    return status;
}

/* A view for each job that is like the first. */
static gvc_status new_views(gvc_ctx *ctx, views *v, const gvc_model *m, job *first, gvc_idx count)
{
    gvc_status status = GVC_OK;
    for (job *j = first; j < first + count && status == GVC_OK; j++) {
        if (!j->done && gvc_decomposition_alike(&first->d, &j->d)) {
            status = gvc_view_new(ctx, &v->items[v->count], m, &j->d, j->sink);
            v->count += status == GVC_OK;
            j->done = true;
        }
    }
    return status;
}

static gvc_exporters exporters_of(const gvc_ctx *ctx, const gvc_model *m,
                                  const gvc_decomposition *d)
{
    int threads = gvc_ctx_workers(ctx);
    return (gvc_exporters){.method = d->method,
                           .m = m,
                           .terms = gvc_variant_size(d->variant),
                           .resid = d->options.va == GVC_VA_GIVEN,
                           .workers = threads < m->blocks ? threads : (int)m->blocks};
}

/* One pass over the exporters for the views. */
static gvc_status feed(gvc_ctx *ctx, const gvc_model *m, const gvc_decomposition *d, views *v)
{
    gvc_exporters e = exporters_of(ctx, m, d);
    gvc_status status = d->method->prepare(ctx, m, &d->options, e.workers, &e.state);
    if (status == GVC_OK) {
        status = for_all(ctx, v, gvc_view_begin);
    }
    if (status == GVC_OK) {
        status = gvc_exporters_run(ctx, &e, take_exporter, v);
    }
    d->method->release(e.state);
    return status == GVC_OK ? for_all(ctx, v, gvc_view_end) : status;
}

/* The first job and those like it behind it. */
static gvc_status pass(gvc_ctx *ctx, const gvc_model *m, job *first, gvc_idx count)
{
    views v = {gvc_calloc((size_t)count, sizeof *v.items), 0};
    gvc_status status = v.items == NULL
                            ? gvc_fail_memory(ctx, (size_t)count * sizeof *v.items, "the views")
                            : new_views(ctx, &v, m, first, count);
    if (status == GVC_OK) {
        status = feed(ctx, m, &first->d, &v);
    }
    for (gvc_idx k = 0; k < v.count; k++) {
        gvc_view_free(v.items[k]);
    }
    gvc_release(v.items);
    return status;
}

/* What one job asks of the model; resid is about the content of exports. */
static gvc_needs needs_of(const gvc_decomposition *d)
{
    return d->method->need(&d->options) |
           (d->options.va == GVC_VA_GIVEN ? (gvc_needs)GVC_NEED_CONTENT : 0);
}

/* What one job holds once everything is solved: its exporters, and the result where it is kept in
 * memory. GVC_ENOMEM where that alone exceeds the limit. */
static gvc_status foresee(gvc_ctx *ctx, const gvc_model *m, const job *j, size_t *exporters,
                          size_t *result)
{
    gvc_exporters e = exporters_of(ctx, m, &j->d);
    gvc_idx cells, terms;
    gvc_view_extent(m, &j->d, &cells, &terms);
    *exporters = j->d.method->bytes(m, &j->d.options, e.workers) + gvc_exporters_bytes(&e);
    *result = gvc_view_bytes(m, &j->d);
    if (!gvc_sink_collects(j->sink)) {
        return GVC_OK;
    }
    *result += (size_t)cells * (size_t)terms * sizeof(double);
    return gvc_result_need_memory(ctx, cells, terms);
}

/* Needs and memory of all jobs from the first on that see the table as it does. */
static gvc_status add_up(gvc_ctx *ctx, const gvc_model *m, const job *first, gvc_idx count,
                         gvc_needs *needs, size_t *later)
{
    gvc_status status = GVC_OK;
    size_t largest = 0, results = 0;
    *needs = 0;
    for (const job *j = first; j < first + count && status == GVC_OK; j++) {
        size_t exporters = 0, result = 0;
        if (gvc_decomposition_same_table(&first->d, &j->d)) {
            *needs |= needs_of(&j->d);
            status = foresee(ctx, m, j, &exporters, &result);
            largest = exporters > largest ? exporters : largest;
            results += result;
        }
    }
    *later = largest + results;
    return status;
}

/* All jobs from the first on that see the table as it does: one model, everything that they need
 * solved together, then one pass for each kind of decomposition. */
static gvc_status run(gvc_ctx *ctx, const gvc_table *t, job *first, gvc_idx count)
{
    gvc_model *m = NULL;
    gvc_needs needs = 0;
    size_t later = 0;
    gvc_status status = gvc_model_new(ctx, &m, t, &first->d.options);
    if (status == GVC_OK) {
        status = add_up(ctx, m, first, count, &needs, &later);
    }
    if (status == GVC_OK) {
        status = gvc_model_solve(ctx, m, needs, first->d.options.solver, later);
    }
    for (job *j = first; j < first + count && status == GVC_OK; j++) {
        if (!j->done && gvc_decomposition_same_table(&first->d, &j->d)) {
            status = pass(ctx, m, j, count - (j - first));
        }
    }
    gvc_model_free(m);
    return status;
}

gvc_status gvc_decompose_all(gvc_ctx *ctx, const gvc_table *t, const gvc_decompose_job *jobs,
                             gvc_idx count)
{
    job *all = gvc_calloc((size_t)count, sizeof *all);
    gvc_status status =
        all == NULL ? gvc_fail_memory(ctx, (size_t)count * sizeof *all, "the jobs") : GVC_OK;
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        all[k].sink = jobs[k].sink;
        status = gvc_decomposition_complete(ctx, jobs[k].options, &all[k].d);
    }
    int threads = gvc_blas_threads();
    gvc_blas_set_threads(1); /* what runs at once, runs here, and gives the same bits */
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        if (!all[k].done) {
            status = run(ctx, t, &all[k], count - k);
        }
    }
    gvc_blas_set_threads(threads);
    gvc_release(all);
    return status;
}

gvc_status gvc_decompose(gvc_ctx *ctx, gvc_result **out, const gvc_table *t,
                         const gvc_decompose_options *options)
{
    gvc_collector *c = NULL;
    gvc_status status = gvc_collector_new(ctx, &c);
    if (status == GVC_OK) {
        gvc_sink sink = gvc_collector_sink(c);
        status = gvc_decompose_all(ctx, t, &(gvc_decompose_job){options, &sink}, 1);
    }
    if (status == GVC_OK) {
        *out = gvc_collector_take(c);
    }
    gvc_collector_free(c);
    return status;
}
