/* checks.h - what holds for every measure with axes exporter, sector, importer: terms asked for
 * alone, coarser levels, any number of threads; and plain-loop inverses and extractions */
#ifndef GVC_TESTS_CHECKS_H
#define GVC_TESTS_CHECKS_H

#include "pieces.h"
#include "worlds.h"

/* Small worlds that plain loops can afford: unequal countries, idle industries, negative flows, a
 * country that only buys, two countries, a country of one industry. */
static const recipe small_worlds[] = {
    {"unequal", {5, 2, 4, -1}, 2, 0, 0},
    {"idle", {3, 5, 4, -1}, 2, 0, 4},
    {"negative", {4, 5, 3, -1}, 6, 0.03, 0},
    {"only buys", {4, 0, 5, -1}, 2, 0, 0},
    {"two countries", {4, 6, -1}, 2, 0, 0},
    {"one industry", {1, 3, 2, -1}, 2, 0, 0},
    {"little final use", {3, 4, 2, 3, -1}, 0.05, 0, 0},
};
enum { SMALL_WORLDS = sizeof small_worlds / sizeof *small_worlds, SMALL_MOST = 16 };

/* No flow is negative, and no industry uses more than it makes: then no content is negative, and
 * what counts twice is ordered. */
static inline bool is_plain(const world *w)
{
    bool plain = true;
    for (gvc_idx j = 0; j < w->n; j++) {
        double rest = 0;
        for (gvc_idx i = 0; i < w->n; i++) {
            rest += w->z[j * w->n + i] - w->z[i * w->n + j];
            plain = plain && w->z[i * w->n + j] >= 0;
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            rest += w->y[j * w->countries + d];
            plain = plain && w->y[j * w->countries + d] >= 0;
        }
        plain = plain && rest >= 0;
    }
    return plain;
}

static inline gvc_result *measure_of(gvc_ctx *ctx, const gvc_table *t, const char *method,
                                     const char *perspective, const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = method;
    o.perspective = perspective;
    o.level = level;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

/* Bound for identities: 1e-13 of all exports, or output. */
static inline double bound_of(const gvc_result *r, const char *total)
{
    double sum = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        sum += gvc_result_is_row(r, c) ? fabs(term(r, total)[c]) : 0;
    }
    return 1e-13 * sum + 1e-300;
}

/* total = the sum of parts (NULL-ended) in every row. */
static inline void expect_parts(const gvc_result *r, const char *total, const char *const *parts,
                                double bound, const char *where)
{
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double rest = gvc_result_is_row(r, c) ? term(r, total)[c] : 0;
        for (const char *const *p = parts; *p != NULL && gvc_result_is_row(r, c); p++) {
            rest -= term(r, *p)[c];
        }
        cr_expect(fabs(rest) <= bound, "%s: %s, cell %d: gap %g", where, total, (int)c, rest);
    }
}

/* The same term in the same cells of two results. */
static inline void expect_term(const gvc_result *a, const char *x, const gvc_result *b,
                               const char *y, double bound, const char *where)
{
    cr_assert_eq(gvc_result_cells(a), gvc_result_cells(b));
    for (gvc_idx c = 0; c < gvc_result_cells(a); c++) {
        bool row = gvc_result_is_row(a, c);
        cr_expect(!row || fabs(term(a, x)[c] - term(b, y)[c]) <= bound,
                  "%s: %s %.17g, %s %.17g, cell %d", where, x, term(a, x)[c], y, term(b, y)[c],
                  (int)c);
    }
}

/* Every term asked for alone is what it is among all. */
static inline void expect_terms_alone(gvc_ctx *ctx, const gvc_table *t,
                                      const gvc_measure_options *given, const char *total)
{
    gvc_result *all = NULL;
    expect_ok(ctx, gvc_measure(ctx, &all, t, given));
    double bound = bound_of(all, total);
    for (gvc_idx k = 0; k < gvc_result_nterms(all); k++) {
        const char *const one[] = {gvc_result_term(all, k)->name, NULL};
        gvc_measure_options o = *given;
        gvc_result *alone = NULL;
        o.terms = one;
        expect_ok(ctx, gvc_measure(ctx, &alone, t, &o));
        expect_term(alone, one[0], all, one[0], bound, "alone");
        gvc_result_free(alone);
    }
    gvc_result_free(all);
}

/* Rows of `fine` (all keys) add up to those of `coarse`, which lacks some. */
static inline void expect_sums(const gvc_result *fine, const gvc_result *coarse, double bound)
{
    gvc_idx cells = gvc_result_cells(coarse), dims = gvc_result_ndims(fine);
    double *sum = calloc((size_t)cells, sizeof *sum);
    for (gvc_idx k = 0; k < gvc_result_nterms(fine); k++) {
        const double *from = gvc_result_values(fine, k), *to = gvc_result_values(coarse, k);
        memset(sum, 0, (size_t)cells * sizeof *sum);
        for (gvc_idx c = 0; c < gvc_result_cells(fine); c++) {
            gvc_idx at = 0, inner = gvc_result_cells(fine), rest = c;
            for (gvc_idx d = 0; d < dims; d++) {
                inner /= gvc_result_extent(fine, d);
                bool kept = gvc_result_find_dim(coarse, gvc_result_dim(fine, d)) >= 0;
                at = kept ? at * gvc_result_extent(fine, d) + rest / inner : at;
                rest %= inner;
            }
            sum[at] += gvc_result_is_row(fine, c) ? from[c] : 0;
        }
        for (gvc_idx c = 0; c < cells; c++) {
            cr_expect(!gvc_result_is_row(coarse, c) || fabs(sum[c] - to[c]) <= bound, "%s, cell %d",
                      gvc_result_term(fine, k)->name, (int)c);
        }
    }
    free(sum);
}

/* Two and three threads give the bits of one. */
static inline void expect_any_threads(gvc_ctx *ctx, const gvc_table *t,
                                      const gvc_measure_options *o)
{
    gvc_result *one = NULL;
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
    expect_ok(ctx, gvc_measure(ctx, &one, t, o));
    for (int threads = 2; threads <= 3; threads++) {
        gvc_result *more = NULL;
        expect_ok(ctx, gvc_ctx_set_threads(ctx, threads));
        expect_ok(ctx, gvc_measure(ctx, &more, t, o));
        cr_assert(gvc_attributes_set_integer(gvc_result_attributes(more), "threads", 1));
        expect_equal(more, one);
        gvc_result_free(more);
    }
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
    gvc_result_free(one);
}

/* ---- plain loops -------------------------------------------------------------------------------
 */

typedef struct small {
    const world *w;
    double x[SMALL_MOST], va[SMALL_MOST];
    double a[SMALL_MOST][SMALL_MOST];
    double e[SMALL_MOST][SMALL_MOST]; /* exports of an industry to a country */
} small;

static inline small small_of(const world *w)
{
    small s = {.w = w};
    cr_assert(w->n <= SMALL_MOST);
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            s.x[i] += w->z[i * w->n + j];
            s.e[i][w->country[j]] += w->z[i * w->n + j];
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            s.x[i] += w->y[i * w->countries + d];
            s.e[i][d] += w->y[i * w->countries + d];
        }
        s.e[i][w->country[i]] = 0;
    }
    for (gvc_idx j = 0; j < w->n; j++) {
        s.va[j] = s.x[j];
        for (gvc_idx i = 0; i < w->n; i++) {
            s.va[j] -= w->z[i * w->n + j];
            s.a[i][j] = s.x[j] == 0 ? 0 : w->z[i * w->n + j] / s.x[j];
        }
    }
    return s;
}

/* b = (I - a)^-1 by elimination. */
static inline void invert_plainly(gvc_idx n, double a[SMALL_MOST][SMALL_MOST],
                                  double b[SMALL_MOST][SMALL_MOST])
{
    double m[SMALL_MOST][SMALL_MOST];
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            m[i][j] = (i == j) - a[i][j];
            b[i][j] = i == j;
        }
    }
    for (gvc_idx k = 0; k < n; k++) {
        double pivot = m[k][k];
        for (gvc_idx j = 0; j < n; j++) {
            m[k][j] /= pivot;
            b[k][j] /= pivot;
        }
        for (gvc_idx i = 0; i < n; i++) {
            double factor = i == k ? 0 : m[i][k];
            for (gvc_idx j = 0; j < n; j++) {
                m[i][j] -= factor * m[k][j];
                b[i][j] -= factor * b[k][j];
            }
        }
    }
}

/* GDP at home and in all other countries that is lost when industries first .. last - 1 (of one
 * country) stop to sell to country `to` (-1: to all countries but their own). */
static inline void extract(const small *s, gvc_idx first, gvc_idx last, gvc_idx to, double *at_home,
                           double *abroad)
{
    const world *w = s->w;
    double a[SMALL_MOST][SMALL_MOST], b[SMALL_MOST][SMALL_MOST], f[SMALL_MOST] = {0};
    gvc_idx own = w->country[first];
    for (gvc_idx i = 0; i < w->n; i++) {
        bool stops = i >= first && i < last;
        for (gvc_idx j = 0; j < w->n; j++) {
            gvc_idx r = w->country[j];
            a[i][j] = stops && r != own && (to < 0 || r == to) ? 0 : s->a[i][j];
        }
        for (gvc_idx r = 0; r < w->countries; r++) {
            bool gone = stops && r != own && (to < 0 || r == to);
            f[i] += gone ? 0 : w->y[i * w->countries + r];
        }
    }
    invert_plainly(w->n, a, b);
    *at_home = *abroad = 0;
    for (gvc_idx j = 0; j < w->n; j++) {
        double output = 0;
        for (gvc_idx k = 0; k < w->n; k++) {
            output += b[j][k] * f[k];
        }
        double lost = s->x[j] == 0 ? 0 : s->va[j] / s->x[j] * (s->x[j] - output);
        *(w->country[j] == own ? at_home : abroad) += lost;
    }
}

/* The cell of exporter, sector and importer, those that the result has, by label. */
static inline gvc_idx cell_at(const gvc_result *r, const world *w, gvc_idx i, gvc_idx to)
{
    static const char *const dims[] = {"exporter", "sector", "importer"};
    const char letters[] = "CSC";
    const gvc_idx numbers[] = {w->country[i], w->sector[i], to};
    gvc_idx cell = 0;
    for (int k = 0; k < 3; k++) {
        gvc_idx d = gvc_result_find_dim(r, dims[k]), at = 0;
        char label[16];
        snprintf(label, sizeof label, "%c%d", letters[k], (int)numbers[k]);
        while (d >= 0 && strcmp(gvc_result_label(r, d, at), label) != 0) {
            at++;
        }
        cell = d < 0 ? cell : cell * gvc_result_extent(r, d) + at;
    }
    return cell;
}

#endif
