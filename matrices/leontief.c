/* leontief.c - B = (I - A)^-1 as a full inverse, in place: n^2 numbers and a workspace.
 *
 * Block Gauss-Jordan elimination; LAPACK with pivoting where that met large entries. */
#include <math.h>

#include "alloc.h"
#include "blas.h"

struct gvc_leontief {
    gvc_dense b;
    gvc_idx blocks;
    gvc_idx *offset;
    gvc_report report;
};

size_t gvc_leontief_bytes(gvc_idx n)
{
    return (size_t)n * (size_t)n * sizeof(double) + gvc_jordan_bytes(n);
}

/* M = I - Z diag(inv_x). */
static void fill(gvc_dense *m, const gvc_dense *z, const double *inv_x)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        const double *from = z->data + i * z->stride;
        double *to = m->data + i * m->stride;
        for (gvc_idx j = 0; j < m->cols; j++) {
            to[j] = -from[j] * inv_x[j];
        }
        to[i] += 1.0;
    }
}

/* Largest column sum of absolute values; sums: n, scratch. */
static double norm_1(const gvc_dense *m, double *sums)
{
    for (gvc_idx j = 0; j < m->cols; j++) {
        sums[j] = 0;
    }
    for (gvc_idx i = 0; i < m->rows; i++) {
        const double *row = m->data + i * m->stride;
        for (gvc_idx j = 0; j < m->cols; j++) {
            sums[j] += fabs(row[j]);
        }
    }
    double largest = 0;
    for (gvc_idx j = 0; j < m->cols; j++) {
        largest = isnan(sums[j]) ? (double)INFINITY : fmax(largest, sums[j]); /* fmax drops a NaN */
    }
    return largest;
}

/* |(I - A) B u - u| / |B u| for one vector of signs: a wrong inverse cannot hide from it.
 * work: 4 n. */
static double probe(const gvc_dense *b, const gvc_dense *z, const double *inv_x, double *work)
{
    gvc_idx n = b->rows;
    double *u = work, *y = work + n, *scaled = work + 2 * n, *ay = work + 3 * n;
    uint64_t state = 0x9e3779b97f4a7c15u;
    for (gvc_idx i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        u[i] = (state >> 63) != 0 ? 1.0 : -1.0;
    }
    gvc_rows_times(b, u, y);
    for (gvc_idx i = 0; i < n; i++) {
        scaled[i] = y[i] * inv_x[i];
    }
    gvc_rows_times(z, scaled, ay);
    double gap = 0, size = 0;
    for (gvc_idx i = 0; i < n; i++) {
        double off = fabs(y[i] - ay[i] - u[i]);
        gap = isnan(off) ? (double)INFINITY : fmax(gap, off);
        size = fmax(size, fabs(y[i]));
    }
    return size > 0 ? gap / size : gap;
}

/* The residual grows like the largest entry met: above this LAPACK's pivoting is worth its time.
 * Sound tables stay below 10. */
static const double most_growth = 1e3;

static gvc_report invert(gvc_dense *b, const gvc_dense *z, const double *inv_x,
                         const gvc_leontief_options *options)
{
    double growth = 0;
    gvc_report report = gvc_jordan(b, &growth, options);
    bool sound = report.code == GVC_MAT_OK && growth <= most_growth;
    if (sound || report.code == GVC_MAT_NOMEM || report.code == GVC_MAT_CANCELLED) {
        return report;
    }
    fill(b, z, inv_x);
    report = gvc_invert(b);
    report.solver = "lapack-inverse";
    return report;
}

static gvc_report build(gvc_leontief *l, const gvc_dense *z, const double *inv_x, double *work,
                        const gvc_leontief_options *options)
{
    fill(&l->b, z, inv_x);
    double before = norm_1(&l->b, work);
    gvc_report report = invert(&l->b, z, inv_x, options);
    if (report.code == GVC_MAT_SINGULAR) {
        report.where = gvc_critical_row(z, inv_x);
        return report;
    }
    if (report.code != GVC_MAT_OK) {
        return report;
    }
    report.condition = before * norm_1(&l->b, work);
    report.residual = probe(&l->b, z, inv_x, work);
    if (!(report.condition < 1e15)) { /* no digit of the result would be right */
        report.code = GVC_MAT_SINGULAR;
        report.where = gvc_critical_row(z, inv_x);
    }
    return report;
}

gvc_report gvc_leontief_new(gvc_leontief **out, const gvc_dense *z, const double *inv_x,
                            const gvc_idx *offset, gvc_idx blocks,
                            const gvc_leontief_options *options)
{
    gvc_idx n = z->rows;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    if (!gvc_blas_fits(n)) {
        report.code = GVC_MAT_TOO_LARGE;
        return report;
    }
    if (!gvc_blas_has_room()) {
        report.code = GVC_MAT_NO_ROOM;
        return report;
    }
    gvc_leontief *l = gvc_calloc(1, sizeof *l);
    double *work = gvc_malloc(4 * (size_t)n, sizeof *work);
    if (l == NULL || work == NULL) {
        goto done;
    }
    l->b = (gvc_dense){gvc_malloc((size_t)n * (size_t)n, sizeof(double)), n, n, n};
    l->offset = gvc_malloc((size_t)blocks + 1, sizeof *l->offset);
    l->blocks = blocks;
    if (l->b.data == NULL || l->offset == NULL) {
        goto done;
    }
    for (gvc_idx g = 0; g <= blocks; g++) {
        l->offset[g] = offset[g];
    }
    report = build(l, z, inv_x, work, options);
    l->report = report;
    if (report.code == GVC_MAT_OK) {
        *out = l;
        l = NULL;
    }
done:
    gvc_release(work);
    gvc_leontief_free(l);
    return report;
}

gvc_report gvc_leontief_right(const gvc_leontief *l, const gvc_dense *f, gvc_dense *y)
{
    gvc_report report = l->report;
    if (!gvc_blas_fits(f->rows)) {
        report.code = GVC_MAT_TOO_LARGE;
        return report;
    }
    gvc_times_transposed(1.0, f, &l->b, 0.0, y);
    return report;
}

void gvc_leontief_rows(const gvc_leontief *l, const double *v, gvc_dense *w)
{
    for (gvc_idx g = 0; g < l->blocks; g++) {
        gvc_idx first = l->offset[g];
        gvc_dense rows = {l->b.data + first * l->b.stride, l->offset[g + 1] - first, l->b.cols,
                          l->b.stride};
        gvc_row_times(v + first, &rows, w->data + g * w->stride);
    }
}

gvc_dense gvc_leontief_block(const gvc_leontief *l, gvc_idx r, gvc_idx s)
{
    return (gvc_dense){l->b.data + l->offset[r] * l->b.stride + l->offset[s],
                       l->offset[r + 1] - l->offset[r], l->offset[s + 1] - l->offset[s],
                       l->b.stride};
}

gvc_dense gvc_leontief_columns(const gvc_leontief *l, gvc_idx s)
{
    return (gvc_dense){l->b.data + l->offset[s], l->b.rows, l->offset[s + 1] - l->offset[s],
                       l->b.stride};
}

gvc_report gvc_leontief_report(const gvc_leontief *l)
{
    return l->report;
}

void gvc_leontief_range(const gvc_leontief *l, double *smallest, double *largest)
{
    double low = 0, high = 0;
    for (gvc_idx i = 0; i < l->b.rows; i++) {
        const double *row = l->b.data + i * l->b.stride;
        for (gvc_idx j = 0; j < l->b.cols; j++) {
            low = row[j] < low ? row[j] : low;
            high = fabs(row[j]) > high ? fabs(row[j]) : high;
        }
    }
    *smallest = low;
    *largest = high;
}

void gvc_leontief_free(gvc_leontief *l)
{
    if (l != NULL) {
        gvc_release(l->b.data);
        gvc_release(l->offset);
        gvc_release(l);
    }
}
