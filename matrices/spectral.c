/* spectral.c - the largest eigenvalue of |A| by power iteration, and who carries it */
#include <math.h>

#include "alloc.h"
#include "blas.h"

/* y = |A| u. */
static void right(const gvc_dense *z, const double *inv_x, const double *u, double *y)
{
    for (gvc_idx i = 0; i < z->rows; i++) {
        const double *row = z->data + i * z->stride;
        double total = 0;
        for (gvc_idx j = 0; j < z->cols; j++) {
            total += fabs(row[j] * inv_x[j]) * u[j];
        }
        y[i] = total;
    }
}

/* y = u |A|. */
static void left(const gvc_dense *z, const double *inv_x, const double *u, double *y)
{
    for (gvc_idx j = 0; j < z->cols; j++) {
        y[j] = 0;
    }
    for (gvc_idx i = 0; i < z->rows; i++) {
        const double *row = z->data + i * z->stride;
        for (gvc_idx j = 0; j < z->cols; j++) {
            y[j] += u[i] * fabs(row[j] * inv_x[j]);
        }
    }
}

/* Scales to sum 1 and returns the sum before. */
static double normalise(double *u, gvc_idx n)
{
    double total = 0;
    for (gvc_idx i = 0; i < n; i++) {
        total += u[i];
    }
    for (gvc_idx i = 0; i < n && total > 0; i++) {
        u[i] /= total;
    }
    return total;
}

static void fill(double *u, gvc_idx n, double value)
{
    for (gvc_idx i = 0; i < n; i++) {
        u[i] = value;
    }
}

double gvc_spectral_radius(const gvc_dense *z, const double *inv_x, gvc_idx steps, double tolerance)
{
    gvc_idx n = z->rows;
    double *work = gvc_malloc(2 * (size_t)n, sizeof *work);
    if (work == NULL) {
        return NAN;
    }
    double *u = work, *y = work + n, radius = 0;
    fill(u, n, 1.0 / (double)n);
    int agreed = 0;
    for (gvc_idx step = 0; step < steps && agreed < 3; step++) {
        right(z, inv_x, u, y);
        double growth = normalise(y, n);
        agreed = fabs(growth - radius) <= tolerance * growth ? agreed + 1 : 0;
        radius = growth;
        double *old = u;
        u = y;
        y = old;
    }
    gvc_release(work);
    return radius;
}

gvc_idx gvc_critical_row(const gvc_dense *z, const double *inv_x)
{
    enum { STEPS = 200 };
    gvc_idx n = z->rows, where = 0;
    double *work = gvc_malloc(3 * (size_t)n, sizeof *work);
    if (work == NULL) {
        return -1;
    }
    double *price = work, *output = work + n, *next = work + 2 * n;
    fill(price, n, 1.0 / (double)n);
    fill(output, n, 1.0 / (double)n);
    for (int step = 0; step < STEPS; step++) {
        right(z, inv_x, output, next);
        normalise(next, n);
        for (gvc_idx i = 0; i < n; i++) {
            output[i] = next[i];
        }
        left(z, inv_x, price, next);
        normalise(next, n);
        for (gvc_idx i = 0; i < n; i++) {
            price[i] = next[i];
        }
    }
    for (gvc_idx i = 1; i < n; i++) {
        where = price[i] * output[i] > price[where] * output[where] ? i : where;
    }
    gvc_release(work);
    return where;
}
