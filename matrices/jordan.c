/* jordan.c - in-place inverse by block Gauss-Jordan elimination without pivoting across blocks.
 *
 * I - A of a sound table needs none: its columns are diagonally dominant, or nearly so. One large
 * product a step does all the work, 2 n^3 flops at the speed of dgemm, where LAPACK's factor and
 * inverse run at two thirds of it. The largest entry of the pivot rows met on the way says how much
 * was lost; the caller falls back to LAPACK when it is large. Scratch: 2 n b numbers. */
#include <cblas.h>
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"

/* Wide enough for dgemm, narrow enough that the scratch stays small beside n^2. */
static gvc_idx block_width(gvc_idx n)
{
    return n < 2000 ? 96 : n < 4000 ? 160 : 256;
}

static double largest(const double *x, gvc_idx count)
{
    double most = 0;
    for (gvc_idx k = 0; k < count; k++) {
        most = fabs(x[k]) <= most ? most : fabs(x[k]); /* a NaN stays to be seen */
    }
    return most;
}

/* P = inverse of the diagonal block at k, width b. */
static gvc_report invert_pivot(const gvc_dense *m, gvc_idx k, gvc_idx b, double *p)
{
    for (gvc_idx i = 0; i < b; i++) {
        memcpy(p + i * b, m->data + (k + i) * m->stride + k, (size_t)b * sizeof *p);
    }
    gvc_dense block = {p, b, b, b};
    return gvc_invert(&block);
}

/* C = columns k .. k+b-1 with the pivot rows cleared; those columns of m become unit columns. */
static void take_columns(gvc_dense *m, gvc_idx k, gvc_idx b, double *c)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        double *row = m->data + i * m->stride + k;
        bool pivot = i >= k && i < k + b;
        for (gvc_idx j = 0; j < b; j++) {
            c[i * b + j] = pivot ? 0 : row[j];
            row[j] = pivot && j == i - k ? 1 : 0;
        }
    }
}

static void eliminate(gvc_dense *m, gvc_idx k, gvc_idx b, const double *p, const double *c,
                      double *r)
{
    int n = (int)m->cols, stride = (int)m->stride, width = (int)b;
    double *rows = m->data + k * m->stride;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, width, n, width, 1.0, p, width, rows,
                stride, 0.0, r, n);
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m->rows, n, width, -1.0, c, width,
                r, n, 1.0, m->data, stride);
    for (gvc_idx i = 0; i < b; i++) {
        memcpy(rows + i * m->stride, r + i * m->cols, (size_t)m->cols * sizeof *r);
    }
}

size_t gvc_jordan_bytes(gvc_idx n)
{
    gvc_idx b = block_width(n);
    return (size_t)(2 * n * b + b * b) * sizeof(double);
}

gvc_report gvc_jordan(gvc_dense *m, double *growth, const gvc_leontief_options *options)
{
    gvc_idx n = m->rows, width = block_width(n);
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1, .solver = "gauss-jordan"};
    double *scratch = gvc_malloc(gvc_jordan_bytes(n), 1);
    if (scratch == NULL) {
        return report;
    }
    double *c = scratch, *r = c + n * width, *p = r + n * width;
    *growth = 0;
    report.code = GVC_MAT_OK;
    for (gvc_idx k = 0; k < n && report.code == GVC_MAT_OK; k += width) {
        gvc_idx b = n - k < width ? n - k : width;
        gvc_report pivot = invert_pivot(m, k, b, p);
        if (pivot.code != GVC_MAT_OK) {
            report.code = pivot.code;
            report.where = pivot.where < 0 ? -1 : k + pivot.where;
        } else {
            take_columns(m, k, b, c);
            eliminate(m, k, b, p, c, r);
            if (options != NULL && options->progress != NULL &&
                options->progress((uint64_t)(k + b), (uint64_t)n, options->user) != 0) {
                report.code = GVC_MAT_CANCELLED;
            }
            double met = largest(r, b * n); /* the pivot's inverse is part of r */
            *growth = met <= *growth ? *growth : met;
        }
    }
    gvc_release(scratch);
    return report;
}
