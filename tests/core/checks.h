/* checks.h - what holds for every measure with axes exporter, sector, importer: terms asked for
 * alone, coarser levels, any number of threads; and extraction with plain loops */
#ifndef GVC_TESTS_CHECKS_H
#define GVC_TESTS_CHECKS_H

#include "brute.h"
#include "pieces.h"

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
enum { SMALL_WORLDS = sizeof small_worlds / sizeof *small_worlds };

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
    gvc_idx cells = gvc_result_cells(coarse);
    double *sum = calloc((size_t)cells, sizeof *sum);
    for (gvc_idx k = 0; k < gvc_result_nterms(fine); k++) {
        const double *from = gvc_result_values(fine, k), *to = gvc_result_values(coarse, k);
        memset(sum, 0, (size_t)cells * sizeof *sum);
        for (gvc_idx c = 0; c < gvc_result_cells(fine); c++) {
            sum[coarse_cell(fine, coarse, c)] += gvc_result_is_row(fine, c) ? from[c] : 0;
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

/* GDP at home and in all other countries that is lost when industries first .. last - 1 (of country
 * own) stop to sell to country `to` (-1: to all countries but their own). */
static inline void extract(const brute *s, gvc_idx own, gvc_idx first, gvc_idx last, gvc_idx to,
                           double *at_home, double *abroad)
{
    const world *w = s->w;
    size_t n = (size_t)w->n;
    double *a = calloc(n * n + 1, sizeof *a), *f = calloc(2 * n + 1, sizeof *f), *x = f + n;
    for (gvc_idx i = 0; i < w->n; i++) {
        bool stops = i >= first && i < last;
        for (gvc_idx j = 0; j < w->n; j++) {
            gvc_idx r = w->country[j];
            bool gone = stops && r != own && (to < 0 || r == to);
            a[i * w->n + j] = gone ? 0 : s->a[i * w->n + j];
        }
        for (gvc_idx r = 0; r < w->countries; r++) {
            bool gone = stops && r != own && (to < 0 || r == to);
            f[i] += gone ? 0 : w->y[i * w->countries + r];
        }
    }
    solve_plainly(a, f, w->n, x);
    *at_home = *abroad = 0;
    for (gvc_idx j = 0; j < w->n; j++) {
        *(w->country[j] == own ? at_home : abroad) += s->v[j] * (s->x[j] - x[j]);
    }
    free(a);
    free(f);
}

/* The cell of exporter, sector and importer, those that the result has, by label. */
static inline gvc_idx cell_at(const gvc_result *r, const world *w, gvc_idx i, gvc_idx to)
{
    static const char *const dims[] = {"exporter", "sector", "importer"};
    const char letters[] = "CSC";
    const gvc_idx numbers[] = {w->country[i], w->sector[i], to};
    gvc_idx cell = 0;
    for (int k = 0; k < 3; k++) {
        if (gvc_result_find_dim(r, dims[k]) >= 0) {
            cell = cell * extent_of(r, dims[k]) + place(r, dims[k], letters[k], numbers[k]);
        }
    }
    return cell;
}

#endif
