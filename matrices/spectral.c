/* spectral.c - the largest eigenvalue of |A| by power iteration, and who carries it */
#include <math.h>
#include <stdbool.h>

#include "alloc.h"
#include "blas.h"

/* y = |A| u. */
static void right(const gvc_system *s, const double *u, double *y)
{
    for (gvc_idx i = 0; i < s->n; i++) {
        double total = 0;
        if (s->sparse == NULL) {
            const double *row = s->z.data + i * s->z.stride;
            for (gvc_idx j = 0; j < s->n; j++) {
                total += fabs(row[j] * s->inv_x[j]) * u[j];
            }
        } else {
            for (int64_t e = s->sparse->start[i]; e < s->sparse->start[i + 1]; e++) {
                gvc_idx j = s->sparse->col[e];
                total += fabs(s->sparse->value[e] * s->inv_x[j]) * u[j];
            }
        }
        y[i] = total;
    }
}

/* y = u |A|. */
static void left(const gvc_system *s, const double *u, double *y)
{
    for (gvc_idx j = 0; j < s->n; j++) {
        y[j] = 0;
    }
    for (gvc_idx i = 0; i < s->n; i++) {
        if (s->sparse == NULL) {
            const double *row = s->z.data + i * s->z.stride;
            for (gvc_idx j = 0; j < s->n; j++) {
                y[j] += u[i] * fabs(row[j] * s->inv_x[j]);
            }
        } else {
            for (int64_t e = s->sparse->start[i]; e < s->sparse->start[i + 1]; e++) {
                gvc_idx j = s->sparse->col[e];
                y[j] += u[i] * fabs(s->sparse->value[e] * s->inv_x[j]);
            }
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

/* Iterating on |A| + SHIFT I keeps cycles of industries, whose eigenvalues share one size, from
 * swinging for ever: only the largest real one keeps its size. */
static const double shift = 0.3;

/* One step: u becomes (|A| + by I) u over its sum; returns the growth of |A| alone. y: scratch.
 */
static double step(const gvc_system *s, double by, double *u, double *y, bool from_left)
{
    (from_left ? left : right)(s, u, y);
    for (gvc_idx i = 0; i < s->n; i++) {
        u[i] = y[i] + by * u[i];
    }
    return normalise(u, s->n) - by;
}

/* Iterates until three steps in a row agree; false if they do not in time. work: 2 n. */
static bool settle(const gvc_system *s, double by, gvc_idx steps, double tolerance, double *work,
                   double *radius)
{
    gvc_idx n = s->n;
    int agreed = 0;
    *radius = 0;
    fill(work, n, 1.0 / (double)n);
    for (gvc_idx k = 0; k < steps && agreed < 3; k++) {
        double growth = step(s, by, work, work + n, false);
        agreed = fabs(growth - *radius) <= tolerance * (growth + by) ? agreed + 1 : 0;
        *radius = growth;
        if (growth + by <= 0) { /* nothing left: the chains of inputs end */
            return true;
        }
    }
    return agreed >= 3;
}

double gvc_spectral_radius(const gvc_system *s, gvc_idx steps, double tolerance)
{
    double *work = gvc_malloc(2 * (size_t)s->n, sizeof *work);
    if (work == NULL) {
        return (double)NAN;
    }
    /* Chains that end vanish and most tables settle without a shift; cycles need it. */
    double radius = 0;
    bool settled = settle(s, 0, steps / 4, tolerance, work, &radius) ||
                   settle(s, shift, steps, tolerance, work, &radius);
    gvc_release(work);
    return settled ? fmax(radius, 0) : (double)NAN;
}

gvc_idx gvc_critical_row(const gvc_system *s)
{
    enum { STEPS = 200 };
    gvc_idx n = s->n, where = 0;
    double *work = gvc_malloc(3 * (size_t)n, sizeof *work);
    if (work == NULL || n == 0) {
        gvc_release(work);
        return -1;
    }
    double *price = work, *output = work + n, *scratch = work + 2 * n;
    fill(price, n, 1.0 / (double)n);
    fill(output, n, 1.0 / (double)n);
    for (int k = 0; k < STEPS; k++) {
        step(s, shift, output, scratch, false);
        step(s, shift, price, scratch, true);
    }
    for (gvc_idx i = 1; i < n; i++) {
        where = price[i] * output[i] > price[where] * output[where] ? i : where;
    }
    gvc_release(work);
    return where;
}
