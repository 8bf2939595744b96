/* measured.h - measuring, and finding one's way in a result: terms, labels, sums over keys */
#ifndef GVC_TESTS_MEASURED_H
#define GVC_TESTS_MEASURED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"

static inline gvc_ctx *new_ctx(void)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    return ctx;
}

/* o NULL: the decomposition of Borin and Mancini. */
static inline gvc_result *measure(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o)
{
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, o));
    return r;
}

static inline gvc_result *measure_of(gvc_ctx *ctx, const gvc_table *t, const char *method,
                                     const char *perspective, const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    o.perspective = perspective;
    o.level = level;
    return measure(ctx, t, &o);
}

/* terms: NULL-ended; NULL: all. */
static inline gvc_result *measure_terms(gvc_ctx *ctx, const gvc_table *t, const char *method,
                                        const char *level, const char *const *terms)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    o.level = level;
    o.terms = terms;
    return measure(ctx, t, &o);
}

static inline gvc_result *decompose(gvc_ctx *ctx, const gvc_table *t, const char *level,
                                    const char *approach, bool elementary)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = level;
    o.approach = approach;
    o.detail = elementary ? "elementary" : NULL;
    return measure(ctx, t, &o);
}

static inline const double *term(const gvc_result *r, const char *name)
{
    gvc_idx k = gvc_result_find_term(r, name);
    cr_assert(k >= 0, "no term %s", name);
    return gvc_result_values(r, k);
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

/* total = a + b in every cell that is a row. */
static inline void expect_sum(const gvc_result *r, const char *total, const char *a, const char *b)
{
    const double *t = term(r, total), *x = term(r, a), *y = term(r, b);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        if (gvc_result_is_row(r, c)) {
            cr_expect(fabs(t[c] - x[c] - y[c]) <= 1e-11, "%s = %s + %s, cell %d", total, a, b,
                      (int)c);
        }
    }
}

/* ---- labels ------------------------------------------------------------------------------------
 */

/* Position of a label on dimension d; -1: it is not there. */
static inline gvc_idx label_at(const gvc_result *r, gvc_idx d, const char *label)
{
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        if (strcmp(gvc_result_label(r, d, i), label) == 0) {
            return i;
        }
    }
    return -1;
}

/* The cell of b with the labels that this cell of a has; -1: one of them is not there. */
static inline gvc_idx same_cell(const gvc_result *a, const gvc_result *b, gvc_idx cell)
{
    gvc_idx at = 0, inner = gvc_result_cells(a);
    for (gvc_idx d = 0; d < gvc_result_ndims(a); d++) {
        inner /= gvc_result_extent(a, d);
        gvc_idx found = label_at(b, d, gvc_result_label(a, d, cell / inner));
        if (found < 0) {
            return -1;
        }
        cell %= inner;
        at = at * gvc_result_extent(b, d) + found;
    }
    return at;
}

/* Position of "C2" or "S2": a country without industries comes last. */
static inline gvc_idx place(const gvc_result *r, const char *dim, char letter, gvc_idx number)
{
    char label[16];
    snprintf(label, sizeof label, "%c%d", letter, (int)number);
    gvc_idx at = label_at(r, gvc_result_find_dim(r, dim), label);
    cr_assert(at >= 0, "no %s among %s", label, dim);
    return at;
}

/* How many labels the dimension has; 1: there is none. */
static inline gvc_idx extent_of(const gvc_result *r, const char *dim)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    return d < 0 ? 1 : gvc_result_extent(r, d);
}

/* The cell of `coarse`, which lacks keys of `fine`, that a cell of `fine` adds to. */
static inline gvc_idx coarse_cell(const gvc_result *fine, const gvc_result *coarse, gvc_idx cell)
{
    gvc_idx at = 0, inner = gvc_result_cells(fine);
    for (gvc_idx d = 0; d < gvc_result_ndims(fine); d++) {
        inner /= gvc_result_extent(fine, d);
        gvc_idx same = gvc_result_find_dim(coarse, gvc_result_dim(fine, d));
        at = same < 0 ? at : at * gvc_result_extent(coarse, same) + cell / inner;
        cell %= inner;
    }
    return at;
}

#endif
