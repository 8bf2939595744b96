/* test_exposure_balance.c - balances of pairs; totals agree gross and in value added */
#include "exposures.h"

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_balance");
    gvc_result *r = measure(ctx, t, &o);
    double bound = 1e-12 * (world_exports(q) + 1);
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        double gross = 0, value = 0;
        for (gvc_idx p = 0; p < q->w->countries; p++) {
            gvc_idx c = pair_cell(r, s, p), other = pair_cell(r, p, s);
            if (p == s) {
                cr_expect_not(gvc_result_is_row(r, c));
                continue;
            }
            expect_value(r, "exports", c, shipped(q, s, p), bound, where);
            expect_value(r, "imports", c, shipped(q, p, s), bound, where);
            expect_value(r, "va_exports", c, absorbed(q, s, p), bound, where);
            expect_value(r, "va_imports", c, absorbed(q, p, s), bound, where);
            expect_value(r, "balance", c, shipped(q, s, p) - shipped(q, p, s), bound, where);
            cr_expect(fabs(term(r, "va_balance")[c] + term(r, "va_balance")[other]) <= bound);
            gross += term(r, "balance")[c];
            value += term(r, "va_balance")[c];
        }
        cr_expect(fabs(gross - value) <= bound, "%s: %d: %.17g, %.17g", where, (int)s, gross,
                  value);
    }
    gvc_result_free(r);
}

Test(exposure_balance, totals_agree)
{
    FOR_EVERY_WORLD(compare);
}

Test(exposure_balance, takes_blocs)
{
    static const recipe four = {"four", {3, 2, 4, 3, -1}, 2, 0, 0};
    static const gvc_bloc blocs[] = {{"C0", "AB"}, {"C1", "AB"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&four, 9);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = exposure_options("exposure_balance");
    gvc_result *all = measure(ctx, t, &o);
    o.blocs = blocs;
    o.bloc_count = 2;
    gvc_result *r = measure(ctx, t, &o);
    double both = term(all, "va_balance")[pair_cell(all, 3, 0)] +
                  term(all, "va_balance")[pair_cell(all, 3, 1)];
    expect_value(r, "va_balance", 3 * 3 + 2, both, 1e-12 * largest_of(all, "va_exports"), "bloc");
    expect_value(r, "va_balance", 2, term(all, "va_balance")[pair_cell(all, 0, 1)], 0, "own bloc");
    gvc_result_free(all);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
