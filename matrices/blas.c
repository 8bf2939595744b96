#include "blas.h"

#include <cblas.h>
#include <lapack.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "alloc.h"

bool gvc_blas_fits(gvc_idx n)
{
    return n >= 0 && n <= INT_MAX;
}

static gvc_report report_of(gvc_mat_code code, gvc_idx where)
{
    return (gvc_report){.code = code, .where = where, .solver = "lapack"};
}

gvc_report gvc_invert(gvc_dense *m)
{
    if (!gvc_blas_fits(m->rows)) {
        return report_of(GVC_MAT_TOO_LARGE, -1);
    }
    if (m->rows == 0) { /* LAPACK refuses a leading dimension of 0 */
        return report_of(GVC_MAT_OK, -1);
    }
    int n = (int)m->rows, info = 0, query = -1;
    double best = 0;
    int *pivot = gvc_malloc((size_t)n, sizeof *pivot);
    double *work = NULL;
    gvc_report report = report_of(GVC_MAT_NOMEM, -1);
    if (pivot == NULL) {
        goto done;
    }
    LAPACK_dgetrf(&n, &n, m->data, &n, pivot, &info);
    if (info > 0) {
        report = report_of(GVC_MAT_SINGULAR, info - 1);
        goto done;
    }
    LAPACK_dgetri(&n, m->data, &n, pivot, &best, &query, &info);
    int size = best > n ? (int)best : n;
    work = gvc_malloc((size_t)size, sizeof *work);
    if (work == NULL) {
        goto done;
    }
    LAPACK_dgetri(&n, m->data, &n, pivot, work, &size, &info);
    report = info > 0 ? report_of(GVC_MAT_SINGULAR, info - 1) : report_of(GVC_MAT_OK, -1);
done:
    gvc_release(pivot);
    gvc_release(work);
    return report;
}

/* trans 'N' solves with the transpose of the row-major m, 'T' with m itself. */
static gvc_report solve(gvc_dense *m, gvc_dense *f, char trans)
{
    if (!gvc_blas_fits(m->rows) || !gvc_blas_fits(f->rows)) {
        return report_of(GVC_MAT_TOO_LARGE, -1);
    }
    if (m->rows == 0 || f->rows == 0) {
        return report_of(GVC_MAT_OK, -1);
    }
    int n = (int)m->rows, k = (int)f->rows, info = 0;
    int *pivot = gvc_malloc((size_t)n, sizeof *pivot);
    if (pivot == NULL) {
        return report_of(GVC_MAT_NOMEM, -1);
    }
    LAPACK_dgetrf(&n, &n, m->data, &n, pivot, &info);
    if (info == 0) {
        int done = 0;
        LAPACK_dgetrs(&trans, &n, &k, m->data, &n, pivot, f->data, &n, &done);
    }
    gvc_release(pivot);
    return info > 0 ? report_of(GVC_MAT_SINGULAR, info - 1) : report_of(GVC_MAT_OK, -1);
}

gvc_report gvc_solve_left(gvc_dense *m, gvc_dense *f)
{
    return solve(m, f, 'N');
}

gvc_report gvc_solve_right(gvc_dense *m, gvc_dense *f)
{
    return solve(m, f, 'T');
}

void gvc_times_transposed(double alpha, const gvc_dense *a, const gvc_dense *b, double beta,
                          gvc_dense *c)
{
    if (a->rows == 0 || b->rows == 0) {
        return;
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)a->rows, (int)b->rows, (int)a->cols,
                alpha, a->data, (int)a->stride, b->data, (int)b->stride, beta, c->data,
                (int)c->stride);
}

void gvc_times(double alpha, const gvc_dense *a, const gvc_dense *b, double beta, gvc_dense *c)
{
    if (a->rows == 0 || b->cols == 0) {
        return;
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)a->rows, (int)b->cols, (int)a->cols,
                alpha, a->data, (int)a->stride, b->data, (int)b->stride, beta, c->data,
                (int)c->stride);
}

void gvc_add(const gvc_dense *d, gvc_dense *x)
{
    for (gvc_idx k = 0; k < x->rows; k++) {
        double *to = x->data + k * x->stride;
        const double *from = d->data + k * d->stride;
        for (gvc_idx i = 0; i < x->cols; i++) {
            to[i] += from[i];
        }
    }
}

void gvc_row_times(const double *v, const gvc_dense *rows, double *w)
{
    if (rows->rows == 0 || rows->cols == 0) { /* BLAS would leave w as it was */
        for (gvc_idx j = 0; j < rows->cols; j++) {
            w[j] = 0;
        }
        return;
    }
    cblas_dgemv(CblasRowMajor, CblasTrans, (int)rows->rows, (int)rows->cols, 1.0, rows->data,
                (int)rows->stride, v, 1, 0.0, w, 1);
}

void gvc_rows_times(const gvc_dense *rows, const double *u, double *y)
{
    if (rows->cols == 0) {
        for (gvc_idx i = 0; i < rows->rows; i++) {
            y[i] = 0;
        }
        return;
    }
    cblas_dgemv(CblasRowMajor, CblasNoTrans, (int)rows->rows, (int)rows->cols, 1.0, rows->data,
                (int)rows->stride, u, 1, 0.0, y, 1);
}

const char *gvc_blas_kernel(void)
{
    return openblas_get_corename();
}

int gvc_blas_threads(void)
{
    return openblas_get_num_threads();
}

void gvc_blas_set_threads(int threads)
{
    int wanted = threads > 0 ? threads : openblas_get_num_procs();
    if (wanted != openblas_get_num_threads()) { /* the call would make threads that were ended */
        openblas_set_num_threads(wanted);
    }
}
