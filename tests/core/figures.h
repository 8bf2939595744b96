/* figures.h - a small panel of made-up exporters that tests of figures draw */
#ifndef GVC_TESTS_FIGURES_H
#define GVC_TESTS_FIGURES_H

#include <gvc/figure.h>

#include "small.h"

enum { FIGURE_EXPORTERS = 8 };

/* year x exporter: gexp = dva + fva, where exporter i of E0 ... E7 has, in year y from 0 on, gexp =
 * 1000 (8 - i) (y + 1) and the dva share (50 + 5 i) %; and the ratio `reach` = i. */
static inline gvc_result *figure_panel(gvc_ctx *ctx, gvc_idx years)
{
    static const char *const exporters[] = {"E0", "E1", "E2", "E3", "E4", "E5", "E6", "E7"};
    static const int32_t all[] = {2000, 2010, 2020};
    static const gvc_term terms[] = {
        {"gexp", "Gross exports", NULL, "million USD, current prices", false},
        {"dva", "Domestic value added", NULL, "million USD, current prices", true},
        {"fva", "Foreign value added", NULL, "million USD, current prices", true},
        {"reach", "Reach", NULL, "stages", false},
    };
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", all, years));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", exporters, FIGURE_EXPORTERS));
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "identity", "gexp"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "units", "million USD"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "prices", "current"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "headline", "gexp dva dva% fva"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "title", "Gross exports decomposed, A world, 2020"));
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        gvc_idx i = cell % FIGURE_EXPORTERS, y = cell / FIGURE_EXPORTERS;
        double gexp = 1000.0 * (double)((FIGURE_EXPORTERS - i) * (y + 1));
        double share = (50 + 5 * (double)i) / 100;
        gvc_result_fill(r, 0)[cell] = gexp;
        gvc_result_fill(r, 1)[cell] = share * gexp;
        gvc_result_fill(r, 2)[cell] = gexp - share * gexp;
        gvc_result_fill(r, 3)[cell] = (double)i;
    }
    return r;
}

/* Two keys and one term, 100 i + j where i is the first position; total 1000 (i + 1) at every j. */
static inline gvc_result *figure_matrix(gvc_ctx *ctx, const char *first, const char *second)
{
    static const char *const labels[] = {"A", "B", "C"};
    static const int32_t year = 2020;
    static const gvc_term terms[] = {
        {"total", "Gross exports", NULL, "million USD", false},
        {"va", "Value added", NULL, "million USD", true},
    };
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, first, labels, 3));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, second, labels, 3));
    for (int k = 0; k < 2; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "identity", "total"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "units", "million USD"));
    for (gvc_idx cell = 0; cell < 9; cell++) {
        gvc_result_fill(r, 0)[cell] = 1000.0 * (double)(cell / 3 + 1);
        gvc_result_fill(r, 1)[cell] = (double)(100 * (cell / 3 + 1) + cell % 3);
    }
    return r;
}

/* The figure, or the end of the test. */
static inline gvc_figure *figure_of(gvc_ctx *ctx, const gvc_result *r,
                                    const gvc_figure_options *options)
{
    gvc_figure *f = NULL;
    cr_assert(gvc_figure_new(ctx, &f, r, options) == GVC_OK, "%s", gvc_ctx_error(ctx));
    return f;
}

#endif
