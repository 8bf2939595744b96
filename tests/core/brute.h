/* brute.h - A, B, L, value added and exports of a made-up world with plain loops, for definitions
 */
#ifndef GVC_TESTS_BRUTE_H
#define GVC_TESTS_BRUTE_H

#include "worlds.h"

typedef struct brute {
    const world *w;
    double *a, *b, *l; /* n x n: A, B, L */
    double *v;         /* n */
    double *e;         /* n x countries, 0 at home */
} brute;

/* (I - A)^-1 by elimination, of A within countries only if `local`. */
static inline double *invert(const world *w, const double *a, bool local)
{
    gvc_idx n = w->n, wide = 2 * n;
    double *m = calloc((size_t)(n * wide), sizeof *m), *out = calloc((size_t)(n * n), sizeof *out);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            bool in = !local || w->country[i] == w->country[j];
            m[i * wide + j] = (i == j) - (in ? a[i * n + j] : 0);
        }
        m[i * wide + n + i] = 1;
    }
    for (gvc_idx k = 0; k < n; k++) {
        for (gvc_idx i = 0; i < n; i++) {
            double factor = i == k ? 0 : m[i * wide + k] / m[k * wide + k];
            for (gvc_idx j = k; factor != 0 && j < wide; j++) {
                m[i * wide + j] -= factor * m[k * wide + j];
            }
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            out[i * n + j] = m[i * wide + n + j] / m[i * wide + i];
        }
    }
    free(m);
    return out;
}

static inline brute new_brute(const world *w)
{
    gvc_idx n = w->n, g = w->countries;
    brute q = {
        w,    calloc((size_t)(n * n), sizeof(double)), NULL,
        NULL, calloc((size_t)n, sizeof(double)),       calloc((size_t)(n * g), sizeof(double))};
    double *x = calloc((size_t)n, sizeof *x);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            gvc_idx r = w->country[j];
            x[i] += w->z[i * n + j];
            q.e[i * g + r] += r == w->country[i] ? 0 : w->z[i * n + j];
        }
        for (gvc_idx d = 0; d < g; d++) {
            x[i] += w->y[i * g + d];
            q.e[i * g + d] += d == w->country[i] ? 0 : w->y[i * g + d];
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        double inputs = 0;
        for (gvc_idx i = 0; i < n; i++) {
            inputs += w->z[i * n + j];
            q.a[i * n + j] = x[j] == 0 ? 0 : w->z[i * n + j] / x[j];
        }
        q.v[j] = x[j] == 0 ? 0 : (x[j] - inputs) / x[j];
    }
    q.b = invert(w, q.a, false);
    q.l = invert(w, q.a, true);
    free(x);
    return q;
}

static inline void free_brute(brute *q)
{
    free(q->a);
    free(q->b);
    free(q->l);
    free(q->v);
    free(q->e);
}

static inline double final_use(const brute *q, gvc_idx i, gvc_idx d)
{
    return q->w->y[i * q->w->countries + d];
}

/* Final use of what j of t makes, in all countries but s and t. */
static inline double sold_on(const brute *q, gvc_idx j, gvc_idx s)
{
    double sum = 0;
    for (gvc_idx u = 0; u < q->w->countries; u++) {
        sum += u == s || u == q->w->country[j] ? 0 : final_use(q, j, u);
    }
    return sum;
}

/* L_rr Y_rr or L_rr E_r of industry k of r. */
static inline double local_output(const brute *q, bool exports, gvc_idx k)
{
    double sum = 0;
    for (gvc_idx j = 0; j < q->w->n; j++) {
        double sold = 0;
        for (gvc_idx d = 0; d < q->w->countries; d++) {
            sold += exports ? q->e[j * q->w->countries + d] : 0;
        }
        sum += q->l[k * q->w->n + j] * (exports ? sold : final_use(q, j, q->w->country[j]));
    }
    return sum;
}

/* Value added of country t per unit of final use of i. */
static inline double content(const brute *q, gvc_idx t, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = q->w->offset[t]; j < q->w->offset[t + 1]; j++) {
        sum += q->v[j] * q->b[j * q->w->n + i];
    }
    return sum;
}

static inline void expect_value(const gvc_result *r, const char *name, gvc_idx cell, double value,
                                double bound, const char *what)
{
    double ours = term(r, name)[cell];
    cr_expect(fabs(ours - value) <= bound, "%s %s cell %d: %.17g, not %.17g", what, name, (int)cell,
              ours, value);
}

/* Position of "C2" or "S2" on a dimension: a country without industries comes last. */
static inline gvc_idx place(const gvc_result *r, const char *dim, char letter, gvc_idx number)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        const char *label = gvc_result_label(r, d, i);
        if (label[0] == letter && strtol(label + 1, NULL, 10) == number) {
            return i;
        }
    }
    cr_assert(false, "no %c%d", letter, (int)number);
    return -1;
}

static inline double world_exports(const brute *q)
{
    double sum = 0;
    for (gvc_idx i = 0; i < q->w->n * q->w->countries; i++) {
        sum += fabs(q->e[i]);
    }
    return sum;
}

static inline gvc_result *measured(gvc_ctx *ctx, const gvc_table *t, const char *method,
                                   const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = method;
    o.level = level;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

#endif
