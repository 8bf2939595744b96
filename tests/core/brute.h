/* brute.h - a made-up world written out: A, B, L, value added and exports with plain loops */
#ifndef GVC_TESTS_BRUTE_H
#define GVC_TESTS_BRUTE_H

#include "worlds.h"

/* (I - a)^-1, n x n, by elimination with the largest pivot. */
static inline double *leontief(const double *a, gvc_idx n)
{
    size_t cells = (size_t)(n * n) + 1;
    double *m = malloc(cells * sizeof *m), *b = malloc(cells * sizeof *b);
    for (gvc_idx i = 0; i < n * n; i++) {
        b[i] = i / n == i % n;
        m[i] = b[i] - a[i];
    }
    for (gvc_idx k = 0; k < n; k++) {
        gvc_idx p = k;
        for (gvc_idx i = k; i < n; i++) {
            p = fabs(m[i * n + k]) > fabs(m[p * n + k]) ? i : p;
        }
        for (gvc_idx j = 0; j < n; j++) {
            double x = m[k * n + j], y = b[k * n + j];
            m[k * n + j] = m[p * n + j], b[k * n + j] = b[p * n + j];
            m[p * n + j] = x, b[p * n + j] = y;
        }
        for (gvc_idx i = 0; i < n; i++) {
            double f = i == k ? 0 : m[i * n + k] / m[k * n + k];
            for (gvc_idx j = 0; j < n && f != 0; j++) {
                m[i * n + j] -= f * m[k * n + j];
                b[i * n + j] -= f * b[k * n + j];
            }
        }
    }
    for (gvc_idx i = 0; i < n * n; i++) {
        b[i] /= m[i / n * (n + 1)];
    }
    free(m);
    return b;
}

/* q = (I - a)^-1 f */
static inline void solve_plainly(const double *a, const double *f, gvc_idx n, double *q)
{
    double *b = leontief(a, n);
    for (gvc_idx i = 0; i < n; i++) {
        q[i] = 0;
        for (gvc_idx j = 0; j < n; j++) {
            q[i] += b[i * n + j] * f[j];
        }
    }
    free(b);
}

typedef struct brute {
    const world *w;
    double *a, *b, *l;  /* n x n: A, B, L */
    double *x, *va, *v; /* n: output, value added, and that per unit of output */
    double *e;          /* n x countries, 0 at home */
} brute;

/* All but B and L. */
static inline brute brute_accounts(const world *w)
{
    size_t n = (size_t)w->n, g = (size_t)w->countries, one = sizeof(double);
    brute q = {w,
               calloc(n * n + 1, one),
               NULL,
               NULL,
               calloc(n + 1, one),
               calloc(n + 1, one),
               calloc(n + 1, one),
               calloc(n * g + 1, one)};
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            gvc_idx r = w->country[j];
            q.x[i] += w->z[i * w->n + j];
            q.e[i * w->countries + r] += r == w->country[i] ? 0 : w->z[i * w->n + j];
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            double y = w->y[i * w->countries + d];
            q.x[i] += y;
            q.e[i * w->countries + d] += d == w->country[i] ? 0 : y;
        }
    }
    for (gvc_idx j = 0; j < w->n; j++) {
        double inputs = 0;
        for (gvc_idx i = 0; i < w->n; i++) {
            inputs += w->z[i * w->n + j];
            q.a[i * w->n + j] = q.x[j] == 0 ? 0 : w->z[i * w->n + j] / q.x[j];
        }
        q.va[j] = q.x[j] - inputs;
        q.v[j] = q.x[j] == 0 ? 0 : q.va[j] / q.x[j];
    }
    return q;
}

static inline brute new_brute(const world *w)
{
    brute q = brute_accounts(w);
    double *local = calloc((size_t)(w->n * w->n) + 1, sizeof *local);
    for (gvc_idx k = 0; k < w->n * w->n; k++) {
        local[k] = w->country[k / w->n] == w->country[k % w->n] ? q.a[k] : 0;
    }
    q.b = leontief(q.a, w->n);
    q.l = leontief(local, w->n);
    free(local);
    return q;
}

static inline void free_brute(brute *q)
{
    free(q->a);
    free(q->b);
    free(q->l);
    free(q->x);
    free(q->va);
    free(q->v);
    free(q->e);
}

/* Value added becomes a part of what is left: of industry i first + i * more. */
static inline void state_va(brute *q, double first, double more)
{
    for (gvc_idx i = 0; i < q->w->n; i++) {
        double part = first + more * (double)i;
        q->va[i] *= part;
        q->v[i] *= part;
    }
}

/* The table of w that states this part of what is left as value added. */
static inline gvc_table *table_with_part(gvc_ctx *ctx, const world *w, double part)
{
    brute q = brute_accounts(w);
    state_va(&q, part, 0);
    gvc_table *t = table_stating(ctx, w, false, q.va);
    free_brute(&q);
    return t;
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

static inline double world_exports(const brute *q)
{
    double sum = 0;
    for (gvc_idx i = 0; i < q->w->n * q->w->countries; i++) {
        sum += fabs(q->e[i]);
    }
    return sum;
}

#endif
