/* segments.c - products that stop at block borders: flows by using country, inputs from abroad */
#include <cblas.h>

#include "alloc.h"
#include "blas.h"
#include "panel.h"

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

void gvc_segment_dots_many(const gvc_dense *rows, const double *const *u, int count,
                           const gvc_idx *offset, gvc_idx blocks, double *const *out)
{
    const gvc_panel_kernel *kernel = gvc_panel_kernel_best();
    for (int v = 0; v < count; v += GVC_DOTS_MOST) {
        int some = count - v < GVC_DOTS_MOST ? count - v : GVC_DOTS_MOST;
        kernel->dots_d(rows, u + v, some, offset, blocks, out + v);
    }
}

/* Dense Z: the blocks of rows one after the other, the columns before and after the own ones. */
static void offblock_dense(const gvc_system *s, const gvc_dense *scaled, gvc_dense *out)
{
    gvc_idx n = s->n;
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx first = s->offset[g], last = s->offset[g + 1];
        double *rows = s->z.data + first * s->z.stride;
        gvc_dense to = {out->data + first, out->rows, last - first, out->stride};
        gvc_dense before = {scaled->data, scaled->rows, first, n};
        gvc_dense z_before = {rows, last - first, first, s->z.stride};
        gvc_dense after = {scaled->data + last, scaled->rows, n - last, n};
        gvc_dense z_after = {rows + last, last - first, n - last, s->z.stride};
        gvc_times_transposed(1.0, &before, &z_before, 0.0, &to);
        gvc_times_transposed(1.0, &after, &z_after, 1.0, &to);
    }
}

static void offblock_sparse(const gvc_system *s, const gvc_dense *scaled, gvc_dense *out)
{
    const gvc_sparse *z = s->sparse;
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx first = s->offset[g], last = s->offset[g + 1];
        for (gvc_idx i = first; i < last; i++) {
            for (gvc_idx k = 0; k < out->rows; k++) {
                const double *u = scaled->data + k * scaled->stride;
                double total = 0;
                for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
                    gvc_idx j = z->col[e];
                    total += j < first || j >= last ? z->value[e] * u[j] : 0;
                }
                out->data[k * out->stride + i] = total;
            }
        }
    }
}

gvc_report gvc_offblock_times(const gvc_system *s, const gvc_dense *f, gvc_dense *out)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (!gvc_blas_fits(f->rows) || !gvc_blas_fits(f->cols)) {
        report.code = GVC_MAT_TOO_LARGE;
        return report;
    }
    gvc_idx n = s->n;
    gvc_dense scaled = {gvc_malloc((size_t)f->rows * (size_t)n, sizeof(double)), f->rows, n, n};
    if (scaled.data == NULL) {
        report.code = GVC_MAT_NOMEM;
        return report;
    }
    for (gvc_idx k = 0; k < f->rows; k++) {
        for (gvc_idx j = 0; j < n; j++) {
            scaled.data[k * n + j] = f->data[k * f->stride + j] * s->inv_x[j];
        }
    }
    (s->sparse == NULL ? offblock_dense : offblock_sparse)(s, &scaled, out);
    gvc_release(scaled.data);
    return report;
}
