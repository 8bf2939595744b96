/* test_exposure_rca.c - comparative advantage against the reference program, indicators, averages
 */
#include "exposures.h"

Test(exposure_rca, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_measure_options o = exposure_options("exposure_rca");
    gvc_result *r = measure(ctx, t, &o);
    expect_grid(r, "rca_gross", "rca_gross", false);
    expect_grid(r, "rca_va", "rca_va", false);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* The same as the indicators of these names. */
static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    static const char *const names[] = {"rca_gross", "rca_va", NULL};
    gvc_measure_options o = exposure_options("exposure_rca");
    gvc_result *r = measure(ctx, t, &o),
               *other = measure_terms(ctx, t, "indicators", "sector", names);
    (void)q;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        for (int k = 0; k < 2; k++) {
            double a = term(r, names[k])[c], b = term(other, names[k])[c];
            cr_expect(isnan(a) ? isnan(b) || b == 0 : fabs(a - b) <= 1e-11 * (1 + fabs(b)),
                      "%s: %s %d: %.17g, %.17g", where, names[k], (int)c, a, b);
        }
    }
    gvc_result_free(r);
    gvc_result_free(other);
}

Test(exposure_rca, equals_the_indicators)
{
    FOR_EVERY_WORLD(compare);
}

/* Weighted by what the world exports of a sector, a country is average; so are its groups. */
static void average(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o)
{
    gvc_result *r = measure(ctx, t, o);
    gvc_idx sectors = extent_of(r, "sector"), countries = extent_of(r, "country");
    for (gvc_idx c = 0; c < countries; c++) {
        double sum = 0, all = 0;
        for (gvc_idx k = 0; k < sectors; k++) {
            double sold = 0;
            for (gvc_idx s = 0; s < countries; s++) {
                bool row = gvc_result_is_row(r, s * sectors + k);
                sold += row ? term(r, "exports")[s * sectors + k] : 0;
            }
            bool row = gvc_result_is_row(r, c * sectors + k);
            sum += row && sold != 0 ? sold * term(r, "rca_gross")[c * sectors + k] : 0;
            all += sold;
        }
        cr_expect(fabs(sum / all - 1) <= 1e-12, "country %d: %.17g", (int)c, sum / all);
    }
    gvc_result_free(r);
}

Test(exposure_rca, is_one_on_average)
{
    static const recipe three = {"three", {5, 4, 5, -1}, 2, 0, 0};
    static const gvc_sector_group two[] = {{"S0", "low"}, {"S3", "low"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 17);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = exposure_options("exposure_rca");
    average(ctx, t, &o);
    o.sector_groups = two;
    o.sector_group_count = 2;
    average(ctx, t, &o);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
