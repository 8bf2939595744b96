#include "methods/exporters.h"

#include "threads.h"

typedef struct batch {
    const gvc_exporters *e;
    gvc_idx first;       /* exporter of turn 0 */
    gvc_idx terms;       /* resid included */
    double *numbers;     /* workers x terms x (most industries of a block) x blocks */
    double **slabs;      /* workers x terms */
    gvc_report *reports; /* workers */
} batch;

/* resid = (1 - v B) o E: what stated value added leaves unexplained, orphan rows included. */
static void fill_resid(const gvc_model *m, gvc_idx s, double *slab)
{
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        double share = 1.0 - (m->cb[i] + m->cf[i]);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            *slab++ = share * m->e.data[i * m->e.stride + r];
        }
    }
}

static void turn(gvc_idx i, int worker, void *user)
{
    batch *b = user;
    const gvc_exporters *e = b->e;
    double **slabs = b->slabs + i * b->terms;
    b->reports[i] = e->method->exporter(e->m, e->state, b->first + i, worker, slabs);
    if (e->resid) {
        fill_resid(e->m, b->first + i, slabs[e->terms]);
    }
}

static size_t slab_numbers(const gvc_model *m)
{
    return (size_t)gvc_model_most(m) * (size_t)m->blocks;
}

static gvc_idx terms_of(const gvc_exporters *e)
{
    return e->terms + (e->resid ? 1 : 0);
}

size_t gvc_exporters_bytes(const gvc_exporters *e)
{
    return (size_t)e->workers * (size_t)terms_of(e) * slab_numbers(e->m) * sizeof(double);
}

static gvc_status new_batch(gvc_ctx *ctx, const gvc_exporters *e, batch *b)
{
    *b = (batch){.e = e, .terms = terms_of(e)};
    size_t slab = slab_numbers(e->m);
    size_t count = (size_t)e->workers * (size_t)b->terms;
    b->numbers = gvc_malloc(count, slab * sizeof(double));
    b->slabs = gvc_malloc(count, sizeof *b->slabs);
    b->reports = gvc_malloc((size_t)e->workers, sizeof *b->reports);
    if (b->numbers == NULL || b->slabs == NULL || b->reports == NULL) {
        return gvc_fail_memory(ctx, count * slab * sizeof(double), "the terms of one exporter");
    }
    for (size_t k = 0; k < count; k++) {
        b->slabs[k] = b->numbers + k * slab;
    }
    return GVC_OK;
}

static void free_batch(batch *b)
{
    gvc_release(b->numbers);
    gvc_release(b->slabs);
    gvc_release(b->reports);
}

gvc_status gvc_exporters_run(gvc_ctx *ctx, const gvc_exporters *e,
                             gvc_status (*take)(gvc_ctx *ctx, gvc_idx s, double *const *slabs,
                                                void *user),
                             void *user)
{
    batch b;
    gvc_idx all = e->m->blocks;
    gvc_status status = new_batch(ctx, e, &b);
    int threads = gvc_blas_alone();
    for (; b.first < all && status == GVC_OK; b.first += e->workers) {
        gvc_idx count = all - b.first < e->workers ? all - b.first : e->workers;
        gvc_parallel(e->workers, count, turn, &b);
        for (gvc_idx i = 0; i < count && status == GVC_OK; i++) {
            status = gvc_model_report(ctx, e->m, b.reports[i]);
            if (status == GVC_OK) {
                status = take(ctx, b.first + i, b.slabs + i * b.terms, user);
            }
            if (status == GVC_OK) {
                status = gvc_progress(ctx, "decomposing exports", (uint64_t)(b.first + i + 1),
                                      (uint64_t)all);
            }
        }
    }
    gvc_blas_set_threads(threads);
    free_batch(&b);
    return status;
}
