/* stages.h - measuring stages in made-up worlds, and A by plain loops */
#ifndef GVC_TESTS_STAGES_H
#define GVC_TESTS_STAGES_H

#include "worlds.h"

static inline gvc_result *measure(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o)
{
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, o));
    return r;
}

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
    plain p = {n, w->countries, w, NULL, NULL, NULL, NULL};
    p.a = calloc((size_t)(n * n) + 1, sizeof *p.a);
    p.x = calloc((size_t)n + 1, sizeof *p.x);
    p.v = calloc((size_t)n + 1, sizeof *p.v);
    p.e = calloc((size_t)n + 1, sizeof *p.e);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            p.x[i] += w->z[i * n + j];
            p.e[i] += w->country[i] == w->country[j] ? 0 : w->z[i * n + j];
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            p.x[i] += w->y[i * w->countries + d];
            p.e[i] += w->country[i] == d ? 0 : w->y[i * w->countries + d];
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        double used = 0;
        for (gvc_idx i = 0; i < n; i++) {
            used += w->z[i * n + j];
            p.a[i * n + j] = p.x[j] == 0 ? 0 : (long double)w->z[i * n + j] / (long double)p.x[j];
        }
        p.v[j] = p.x[j] == 0 ? 0 : (p.x[j] - used) / p.x[j];
    }
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

/* Where the result has country d: one that makes nothing comes last. */
static inline gvc_idx country_at(const gvc_result *r, gvc_idx d)
{
    char label[16];
    snprintf(label, sizeof label, "C%d", (int)d);
    for (gvc_idx k = 0; k < gvc_result_extent(r, 1); k++) {
        if (strcmp(gvc_result_label(r, 1, k), label) == 0) {
            return k;
        }
    }
    cr_assert(false, "no country %s", label);
    return -1;
}

/* The largest absolute value of a term. */
static inline double largest_of(const gvc_result *r, const char *name)
{
    double largest = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double x = term(r, name)[c];
        largest = isfinite(x) ? fmax(largest, fabs(x)) : largest;
    }
    return largest;
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
