#include "methods/pieces.h"

#include "methods/frame.h"
#include "threads.h"

typedef struct batch {
    const gvc_pieces *p;
    gvc_idx first;       /* piece of turn 0 */
    gvc_idx terms;       /* hidden ones and resid included */
    bool resid;          /* the last of them */
    double *numbers;     /* workers x terms x (most numbers of a slab) */
    double **slabs;      /* workers x terms */
    gvc_report *reports; /* workers */
} batch;

gvc_idx gvc_pieces_count(const gvc_model *m, const gvc_measurement *d)
{
    const gvc_layout *l = &d->layout;
    return l->whole ? 1 : gvc_axis_fine(m, &l->axes[0], 0);
}

int gvc_pieces_workers(const gvc_ctx *ctx, const gvc_model *m, const gvc_measurement *d)
{
    gvc_idx count = gvc_pieces_count(m, d);
    int threads = gvc_ctx_workers(ctx);
    return threads < count ? threads : count < 1 ? 1 : (int)count;
}

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
    const gvc_pieces *p = b->p;
    double **slabs = b->slabs + i * b->terms;
    b->reports[i] = p->d->method->piece(p->m, p->state, b->first + i, worker, slabs);
    if (b->resid) {
        fill_resid(p->m, b->first + i, slabs[b->terms - 1]);
    }
}

size_t gvc_pieces_bytes(const gvc_pieces *p)
{
    return (size_t)p->workers * (size_t)gvc_measurement_slabs(p->d) *
           (size_t)gvc_layout_most(p->m, &p->d->layout) * sizeof(double);
}

static gvc_status new_batch(gvc_ctx *ctx, const gvc_pieces *p, batch *b)
{
    *b =
        (batch){.p = p, .terms = gvc_measurement_slabs(p->d), .resid = gvc_measurement_resid(p->d)};
    size_t slab = (size_t)gvc_layout_most(p->m, &p->d->layout);
    size_t count = (size_t)p->workers * (size_t)b->terms;
    b->numbers = gvc_malloc(count, slab * sizeof(double));
    b->slabs = gvc_malloc(count, sizeof *b->slabs);
    b->reports = gvc_malloc((size_t)p->workers, sizeof *b->reports);
    if (b->numbers == NULL || b->slabs == NULL || b->reports == NULL) {
        return gvc_fail_memory(ctx, count * slab * sizeof(double), "one piece of the result");
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

gvc_status gvc_pieces_run(gvc_ctx *ctx, const gvc_pieces *p,
                          gvc_status (*take)(gvc_ctx *ctx, gvc_idx at, double *const *slabs,
                                             void *user),
                          void *user)
{
    batch b;
    gvc_idx all = gvc_pieces_count(p->m, p->d);
    gvc_status status = new_batch(ctx, p, &b);
    int threads = gvc_blas_alone();
    for (; b.first < all && status == GVC_OK; b.first += p->workers) {
        gvc_idx count = all - b.first < p->workers ? all - b.first : p->workers;
        gvc_parallel(p->workers, count, turn, &b);
        for (gvc_idx i = 0; i < count && status == GVC_OK; i++) {
            status = gvc_model_report(ctx, p->m, b.reports[i]);
            if (status == GVC_OK) {
                status = take(ctx, b.first + i, b.slabs + i * b.terms, user);
            }
            if (status == GVC_OK) {
                status = gvc_progress(ctx, p->d->method->info.command, (uint64_t)(b.first + i + 1),
                                      (uint64_t)all);
            }
        }
    }
    gvc_blas_set_threads(threads);
    free_batch(&b);
    return status;
}
