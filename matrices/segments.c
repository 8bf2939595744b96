/* segments.c - products that stop at block borders: flows by using country, inputs from abroad */
#include <cblas.h>

#include "alloc.h"
#include "blas.h"

static double sum(const double *row, gvc_idx count)
{
    double total = 0;
    for (gvc_idx j = 0; j < count; j++) {
        total += row[j];
    }
    return total;
}

void gvc_segment_dots(const gvc_dense *rows, const double *u, const gvc_idx *offset, gvc_idx blocks,
                      gvc_dense *out)
{
    for (gvc_idx i = 0; i < rows->rows; i++) {
        const double *row = rows->data + i * rows->stride;
        double *to = out->data + i * out->stride;
        for (gvc_idx g = 0; g < blocks; g++) {
            gvc_idx first = offset[g], count = offset[g + 1] - first;
            to[g] = u == NULL ? sum(row + first, count)
                              : cblas_ddot((int)count, row + first, 1, u + first, 1);
        }
    }
}

gvc_report gvc_offblock_times(const gvc_dense *z, const double *inv_x, const gvc_idx *offset,
                              gvc_idx blocks, const gvc_dense *f, gvc_dense *out)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (!gvc_blas_fits(f->rows) || !gvc_blas_fits(f->cols)) {
        report.code = GVC_MAT_TOO_LARGE;
        return report;
    }
    gvc_idx n = z->rows;
    double *scaled = gvc_malloc((size_t)f->rows * (size_t)n, sizeof *scaled);
    if (scaled == NULL) {
        report.code = GVC_MAT_NOMEM;
        return report;
    }
    for (gvc_idx k = 0; k < f->rows; k++) {
        for (gvc_idx j = 0; j < n; j++) {
            scaled[k * n + j] = f->data[k * f->stride + j] * inv_x[j];
        }
    }
    for (gvc_idx g = 0; g < blocks; g++) {
        gvc_idx first = offset[g], last = offset[g + 1];
        gvc_dense to = {out->data + first, f->rows, last - first, out->stride};
        gvc_dense before = {scaled, f->rows, first, n};
        gvc_dense z_before = {z->data + first * z->stride, last - first, first, z->stride};
        gvc_dense after = {scaled + last, f->rows, n - last, n};
        gvc_dense z_after = {z->data + first * z->stride + last, last - first, n - last, z->stride};
        gvc_times_transposed(1.0, &before, &z_before, 0.0, &to);
        gvc_times_transposed(1.0, &after, &z_after, 1.0, &to);
    }
    gvc_release(scaled);
    return report;
}
