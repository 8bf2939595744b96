/* test_exposure.c - sales abroad over GDP: identities, sums, what has no meaning */
#include "exposures.h"

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure");
    gvc_result *r = measure(ctx, t, &o), *fine = NULL;
    double bound = 1e-12 * (world_exports(q) + largest_of(r, "gdp"));
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        double abroad = 0, gross = 0, gdp = 0;
        for (gvc_idx p = 0; p < q->w->countries; p++) {
            gdp += absorbed(q, s, p);
            abroad += p == s ? 0 : absorbed(q, s, p);
            gross += shipped(q, s, p);
        }
        gvc_idx c = place(r, "country", 'C', s);
        expect_value(r, "gdp", c, gdp, bound, where);
        expect_value(r, "va_abroad", c, abroad, bound, where);
        expect_value(r, "exports", c, gross, bound, where);
        cr_expect(gdp == 0
                      ? isnan(term(r, "va_abroad_gdp")[c])
                      : fabs(term(r, "va_abroad_gdp")[c] * term(r, "gdp")[c] - abroad) <= bound);
        cr_expect(gdp == 0 || fabs(term(r, "exports_gdp")[c] * term(r, "gdp")[c] - gross) <= bound);
    }
    o.level = "sector";
    fine = measure(ctx, t, &o);
    for (int k = 0; k < 4; k++) { /* amounts; ratios are no sums */
        static const char *const names[] = {"gdp", "exports", "va_abroad", "va_in_exports"};
        for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
            double sum = 0;
            for (gvc_idx i = 0; i < gvc_result_cells(fine); i++) {
                bool in = coarse_cell(fine, r, i) == c && gvc_result_is_row(fine, i);
                sum += in ? term(fine, names[k])[i] : 0;
            }
            expect_value(r, names[k], c, sum, bound, where);
        }
    }
    gvc_result_free(r);
    gvc_result_free(fine);
}

Test(exposure, equals_plain_loops)
{
    FOR_EVERY_WORLD(compare);
}

/* v o L E is what decompositions call domestic value added. */
static void compare_content(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure");
    gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "country", "source", false);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        expect_value(r, "va_in_exports", c, term(bm, "dva")[c], 1e-12 * world_exports(q), where);
    }
    gvc_result_free(r);
    gvc_result_free(bm);
}

Test(exposure, has_the_domestic_value_added_of_exports)
{
    FOR_EVERY_WORLD(compare_content);
}

Test(exposure, refuses_what_has_no_meaning)
{
    static const char *const rest[] = {"C0", NULL};
    static const gvc_bloc bloc = {"C0", "x"};
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = exposure_options("exposure");
    o.level = "pair";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method exposure has no level 'pair'; it has country, sector");
    o.level = NULL;
    o.rest = rest;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method exposure does not take countries that are the rest of the world; leave it "
                 "out");
    o.rest = rest + 1; /* an empty list is none */
    expect_ok(ctx, gvc_measure_check(ctx, &o, NULL));
    o.blocs = &bloc;
    o.bloc_count = 1;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method exposure does not take blocs; leave it out");
    gvc_ctx_free(ctx);
}
