/* direct.c - products with A itself: one round of a chain, forward or backward */
#include "alloc.h"
#include "blas.h"
#include "system.h"

/* What is missing to x in x = x - A x is A x, and the code for it is there: f = x. */
static gvc_report multiply(const gvc_system *s, bool left, const gvc_dense *x, const gvc_idx *cut,
                           gvc_dense *out, int threads)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (!gvc_blas_fits(x->rows) || !gvc_blas_fits(x->cols)) {
        report.code = GVC_MAT_TOO_LARGE;
        return report;
    }
    double *scratch = gvc_malloc((size_t)x->rows * (size_t)s->n, sizeof *scratch);
    if (scratch == NULL) {
        report.code = GVC_MAT_NOMEM;
        return report;
    }
    gvc_system_residual(s, left, x, x, cut, out, scratch, threads);
    gvc_release(scratch);
    return report;
}

gvc_report gvc_direct_right(const gvc_system *s, const gvc_dense *f, const gvc_idx *cut,
                            gvc_dense *y, int threads)
{
    return multiply(s, false, f, cut, y, threads);
}

gvc_report gvc_direct_left(const gvc_system *s, const gvc_dense *v, const gvc_idx *cut,
                           gvc_dense *w, int threads)
{
    return multiply(s, true, v, cut, w, threads);
}
