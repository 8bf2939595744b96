/* segments.c - products that stop at block borders: flows by using country, inputs from abroad */
#include <cblas.h>
#include <string.h>

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

void gvc_segment_diagonals(const gvc_dense *rows, const double *u, const gvc_dense *cols,
                           const gvc_idx *offset, gvc_idx blocks, gvc_dense *out)
{
    enum { SOME = 8 }; /* rows read side by side; what cols[j, .] has of them is a cache line */
    for (gvc_idx first = 0; first < rows->rows; first += SOME) {
        gvc_idx count = rows->rows - first < SOME ? rows->rows - first : SOME;
        const double *row = rows->data + first * rows->stride, *col = cols->data + first;
        for (gvc_idx g = 0; g < blocks; g++) {
            double total[SOME] = {0};
            for (gvc_idx j = offset[g]; j < offset[g + 1]; j++) {
                for (gvc_idx k = 0; k < count; k++) {
                    total[k] += row[k * rows->stride + j] * (u[j] * col[j * cols->stride + k]);
                }
            }
            for (gvc_idx k = 0; k < count; k++) {
                out->data[(first + k) * out->stride + g] = total[k];
            }
        }
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

/* out += f Z without the diagonal blocks. */
static void offblock_left_dense(const gvc_system *s, const gvc_dense *f, gvc_dense *out)
{
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx first = s->offset[g], last = s->offset[g + 1];
        double *rows = s->z.data + first * s->z.stride;
        gvc_dense from = {f->data + first, f->rows, last - first, f->stride};
        gvc_dense z_before = {rows, last - first, first, s->z.stride};
        gvc_dense z_after = {rows + last, last - first, s->n - last, s->z.stride};
        gvc_dense before = {out->data, out->rows, first, out->stride};
        gvc_dense after = {out->data + last, out->rows, s->n - last, out->stride};
        gvc_times(1.0, &from, &z_before, 1.0, &before);
        gvc_times(1.0, &from, &z_after, 1.0, &after);
    }
}

static void offblock_left_sparse(const gvc_system *s, const gvc_dense *f, gvc_dense *out)
{
    const gvc_sparse *z = s->sparse;
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx first = s->offset[g], last = s->offset[g + 1];
        for (gvc_idx i = first; i < last; i++) {
            for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
                gvc_idx j = z->col[e];
                for (gvc_idx k = 0; k < out->rows && (j < first || j >= last); k++) {
                    out->data[k * out->stride + j] += f->data[k * f->stride + i] * z->value[e];
                }
            }
        }
    }
}

gvc_report gvc_offblock_left(const gvc_system *s, const gvc_dense *f, gvc_dense *out)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (!gvc_blas_fits(f->rows) || !gvc_blas_fits(f->cols)) {
        report.code = GVC_MAT_TOO_LARGE;
        return report;
    }
    for (gvc_idx k = 0; k < out->rows; k++) {
        memset(out->data + k * out->stride, 0, (size_t)s->n * sizeof(double));
    }
    (s->sparse == NULL ? offblock_left_dense : offblock_left_sparse)(s, f, out);
    for (gvc_idx k = 0; k < out->rows; k++) {
        for (gvc_idx j = 0; j < s->n; j++) {
            out->data[k * out->stride + j] *= s->inv_x[j];
        }
    }
    return report;
}
