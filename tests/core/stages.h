/* stages.h - measuring stages in made-up worlds, and A by plain loops */
#ifndef GVC_TESTS_STAGES_H
#define GVC_TESTS_STAGES_H

#include "brute.h"

static inline gvc_measure_options stage_options(const char *method)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    return o;
}

/* A world written out: coefficients in long double. */
typedef struct plain {
    gvc_idx n, countries;
    const world *w;
    long double *a; /* n x n */
    double *x, *v, *e;
} plain;

static inline plain plain_of(const world *w)
{
    gvc_idx n = w->n;
    brute q = brute_accounts(w);
    plain p = {n,
               w->countries,
               w,
               calloc((size_t)(n * n) + 1, sizeof *p.a),
               q.x,
               q.v,
               calloc((size_t)n + 1, sizeof *p.e)};
    for (gvc_idx k = 0; k < n * n; k++) {
        double x = q.x[k % n];
        p.a[k] = x == 0 ? 0 : (long double)w->z[k] / (long double)x;
    }
    for (gvc_idx k = 0; k < n * w->countries; k++) {
        p.e[k / w->countries] += q.e[k];
    }
    q.x = q.v = NULL; /* they are p's now */
    free_brute(&q);
    return p;
}

static inline void free_plain(plain *p)
{
    free(p->a);
    free(p->x);
    free(p->v);
    free(p->e);
}

/* to = A from; cut: the country whose sales to others are left out, -1 = none; among: only the
 * blocks off (1) or on (0) the diagonal, -1 = all. */
static inline void plain_times(const plain *p, gvc_idx cut, int abroad, const long double *from,
                               long double *to)
{
    for (gvc_idx i = 0; i < p->n; i++) {
        to[i] = 0;
        for (gvc_idx j = 0; j < p->n; j++) {
            bool own = p->w->country[i] == p->w->country[j];
            bool left_out =
                (!own && p->w->country[i] == cut) || (own && abroad == 1) || (!own && abroad == 0);
            to[i] += left_out ? 0 : p->a[i * p->n + j] * from[j];
        }
    }
}

/* Equal but for rounding: the countries of b run backwards. Two keys: country, then others. */
static inline void expect_same_backwards(const gvc_result *a, const gvc_result *b, const char *name,
                                         double scale, double tolerance)
{
    gvc_idx countries = gvc_result_extent(a, 1), width = gvc_result_cells(a) / countries;
    double bound = tolerance * largest_of(a, name) * scale;
    for (gvc_idx c = 0; c < countries; c++) {
        for (gvc_idx k = 0; k < width; k++) {
            double x = term(a, name)[c * width + k] * scale;
            double y = term(b, name)[(countries - 1 - c) * width + k];
            cr_expect(fabs(x - y) <= bound || (isnan(x) && isnan(y)), "%s %d %d: %g, %g", name,
                      (int)c, (int)k, x, y);
        }
    }
}

#endif
