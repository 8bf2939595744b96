/* rates.c - how fast iterations would converge, by power iteration on their errors */
#include <lapack.h>
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "synthetic.h"

enum { STEPS = 300 };
static const double settled = 1e-6;

/* Factors of I - A_gg of every country, one behind the other. */
typedef struct closed {
    double *factor;
    size_t *at; /* countries: where the factor of a country starts */
    int *pivot; /* n */
} closed;

static void fill_block(const gvc_bench_world *w, gvc_idx g, double *block)
{
    gvc_idx low = w->offset[g], high = w->offset[g + 1], m = high - low;
    memset(block, 0, (size_t)(m * m) * sizeof *block);
    for (gvc_idx i = low; i < high; i++) {
        block[(i - low) * m + i - low] = 1;
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            gvc_idx j = w->col[k];
            if (j >= low && j < high) {
                block[(i - low) * m + j - low] -= w->value[k] * w->inv_x[j];
            }
        }
    }
}

static bool close_countries(const gvc_bench_world *w, closed *c)
{
    size_t total = 0;
    *c = (closed){.at = gvc_malloc((size_t)w->countries, sizeof *c->at),
                  .pivot = gvc_malloc((size_t)w->n, sizeof *c->pivot)};
    for (gvc_idx g = 0; c->at != NULL && g < w->countries; g++) {
        size_t m = (size_t)(w->offset[g + 1] - w->offset[g]);
        c->at[g] = total;
        total += m * m;
    }
    c->factor = gvc_malloc(total, sizeof *c->factor);
    if (c->at == NULL || c->pivot == NULL || c->factor == NULL) {
        return false;
    }
    for (gvc_idx g = 0; g < w->countries; g++) {
        int m = (int)(w->offset[g + 1] - w->offset[g]), info = 0;
        fill_block(w, g, c->factor + c->at[g]);
        LAPACK_dgetrf(&m, &m, c->factor + c->at[g], &m, c->pivot + w->offset[g], &info);
        if (info != 0) {
            return false;
        }
    }
    return true;
}

static void free_closed(closed *c)
{
    gvc_release(c->factor);
    gvc_release(c->at);
    gvc_release(c->pivot);
}

/* out = A x, for the rows of country g; the own block left out where `c` is given, and what comes
 * out is then solved with it. u = x / output. */
static void step_country(const gvc_bench_world *w, const closed *c, gvc_idx g, const double *u,
                         double *out)
{
    gvc_idx low = w->offset[g], high = w->offset[g + 1];
    for (gvc_idx i = low; i < high; i++) {
        double sum = 0;
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            gvc_idx j = w->col[k];
            sum += c == NULL || j < low || j >= high ? w->value[k] * u[j] : 0;
        }
        out[i] = sum;
    }
    if (c != NULL && high > low) {
        /* The factor is that of the transpose: row-major memory read by columns. */
        int m = (int)(high - low), one = 1, info = 0;
        char trans = 'T';
        LAPACK_dgetrs(&trans, &m, &one, c->factor + c->at[g], &m, c->pivot + low, out + low, &m,
                      &info);
    }
}

/* One sweep over all countries; `now`: later countries see what came out of earlier ones. */
static void sweep(const gvc_bench_world *w, const closed *c, bool now, double *u, double *x)
{
    for (gvc_idx g = 0; g < w->countries; g++) {
        step_country(w, c, g, u, x);
        for (gvc_idx i = w->offset[g]; now && i < w->offset[g + 1]; i++) {
            u[i] = x[i] * w->inv_x[i];
        }
    }
}

/* The factor by which errors shrink in the end; x and u: n, scratch. */
static double rate(const gvc_bench_world *w, const closed *c, bool now, double *u, double *x)
{
    double last = 0, norm = 1;
    int same = 0;
    for (gvc_idx i = 0; i < w->n; i++) {
        u[i] = w->inv_x[i];
    }
    for (int step = 0; step < STEPS && same < 3; step++) {
        sweep(w, c, now, u, x);
        double most = 0;
        for (gvc_idx i = 0; i < w->n; i++) {
            most += fabs(x[i]);
        }
        for (gvc_idx i = 0; i < w->n; i++) {
            x[i] /= most;
            u[i] = x[i] * w->inv_x[i];
        }
        norm = step == 0 ? 1 : most; /* the first step starts from any length */
        same = fabs(norm - last) <= settled * norm ? same + 1 : 0;
        last = norm;
    }
    return norm;
}

bool gvc_bench_rates_of(const gvc_bench_world *w, gvc_bench_rates *out)
{
    closed c;
    double *u = gvc_malloc((size_t)w->n, sizeof *u), *x = gvc_malloc((size_t)w->n, sizeof *x);
    bool done = close_countries(w, &c) && u != NULL && x != NULL;
    if (done) {
        out->a = rate(w, NULL, false, u, x);
        out->jacobi = rate(w, &c, false, u, x);
        out->seidel = rate(w, &c, true, u, x);
    }
    free_closed(&c);
    gvc_release(u);
    gvc_release(x);
    return done;
}
