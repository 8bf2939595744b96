/* test_apl.c - average propagation lengths against the results of a reference program and the sums
 * of powers that define them; threads, errors */
#include "checks.h"
#include "small0.h"

Test(apl, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = measure_of(ctx, t, "apl", NULL, NULL);
    csv *c = small_csv("apl");
    cr_assert_eq(gvc_result_cells(r), c->rows * c->rows);
    for (gvc_idx i = 0; i < c->rows; i++) {
        for (gvc_idx j = 0; j < c->rows; j++) {
            double e = csv_number(c, i, j + 1), got = term(r, "apl")[i * c->rows + j];
            cr_expect(fabs(got - e) <= 1e-11, "%d, %d: %.17g, not %.17g", (int)i, (int)j, got, e);
        }
    }
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Links and steps summed over powers of A, in a world of one sector. */
Test(apl, is_the_mean_number_of_steps)
{
    gvc_ctx *ctx = new_ctx();
    double zs[9] = {1, 2, 0, 3, 1, 0, 2, 1, 0}, ys[9] = {9, 1, 1, 4, 8, 0, 3, 2, 5};
    gvc_dense z = {zs, 3, 3, 3}, y = {ys, 3, 3, 3};
    gvc_table *t = make_table(ctx, &z, &y, 3);
    double a[9], power[9], link[9] = {0}, steps[9] = {0};
    for (int i = 0; i < 9; i++) {
        a[i] = zs[i] / gvc_table_x(t)[i % 3];
        power[i] = a[i];
    }
    for (int k = 1; k < 200; k++) {
        double next[9] = {0};
        for (int i = 0; i < 9; i++) {
            link[i] += power[i];
            steps[i] += k * power[i];
            for (int j = 0; j < 3; j++) {
                next[i] += power[i / 3 * 3 + j] * a[j * 3 + i % 3];
            }
        }
        memcpy(power, next, sizeof power);
    }
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = "apl";
    for (int part = 0; part < 2; part++) {
        o.least = part == 0 ? 0 : 0.15;
        expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
        for (int i = 0; i < 9; i++) {
            bool kept = link[i] >= o.least;
            double length = link[i] == 0 ? 0 : steps[i] / link[i];
            cr_expect(kept ? fabs(term(r, "apl")[i] - length) < 1e-13 : isnan(term(r, "apl")[i]));
            cr_expect(kept ? fabs(term(r, "link")[i] - link[i]) < 1e-14
                           : isnan(term(r, "link")[i]));
        }
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(apl, results_do_not_depend_on_threads)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "apl";
    expect_any_threads(ctx, t, &o);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(apl, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "apl";
    o.level = "country";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method apl has no level to choose; leave out 'country'");
    o.level = NULL;
    o.least = -1;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "--least -1: the smallest link that counts is 0 or more");
    gvc_ctx_free(ctx);
}
