/* test_tripartite.c - trade and output by borders crossed: against the reference program and the
 * exporter's decomposition, partitions, stated value added */
#include "checks.h"
#include "reference_tables.h"

static const char *const trade_parts[] = {"davax", "gvc_pb", "gvc_pf", "gvc_ts", NULL};
static const char *const output_parts[] = {"domestic", "trad", "gvc_pb", "gvc_pf", "gvc_ts", NULL};
static const char *const gvc_parts[] = {"gvc_pb", "gvc_pf", "gvc_ts", NULL};

static gvc_measure_options options_of(bool output, const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.detail = output ? "tripartite-output" : "tripartite";
    o.level = level;
    return o;
}

static gvc_result *split(gvc_ctx *ctx, const gvc_table *t, bool output, const char *level,
                         gvc_va_rule va)
{
    gvc_measure_options o = options_of(output, level);
    gvc_result *r = NULL;
    o.va = va;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

Test(tripartite, equals_the_reference_program)
{
    gvc_measure_options trade = options_of(false, "bilateral"), output = options_of(true, NULL);
    expect_reference(&trade, "bmt_trade", NULL);
    expect_reference(&output, "bmt_output", NULL);
}

/* pb + ts is what comes from abroad, pf what goes on. */
static void expect_exporter(gvc_ctx *ctx, const gvc_table *t, const gvc_result *r,
                            const char *where)
{
    gvc_result *bm = measure_of(ctx, t, "bm", "exporter", "bilateral");
    double bound = bound_of(bm, "gexp");
    expect_term(r, "davax", bm, "davax", bound, where);
    expect_term(r, "gvc_pf", bm, "gvcf", bound, where);
    expect_term(r, "gvc", bm, "gvc", bound, where);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double back = gvc_result_is_row(r, c) ? term(r, "gvc_pb")[c] + term(r, "gvc_ts")[c] : 0;
        cr_expect(!gvc_result_is_row(r, c) || fabs(back - term(bm, "gvcb")[c]) <= bound, "%s",
                  where);
    }
    gvc_result_free(bm);
}

Test(tripartite, trade_is_split_without_a_rest)
{
    static const char *const levels[] = {"country", "sector", "pair"};
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 21);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = split(ctx, t, false, "bilateral", GVC_VA_RESIDUAL);
        double bound = bound_of(r, "gexp");
        expect_parts(r, "gexp", trade_parts, bound, recipes[k].name);
        expect_parts(r, "gvc", gvc_parts, bound, recipes[k].name);
        expect_exporter(ctx, t, r, recipes[k].name);
        cr_expect_str_eq(gvc_result_text(r, "solver"), "none", "local");
        for (int level = 0; level < 3; level++) {
            gvc_result *coarse = split(ctx, t, false, levels[level], GVC_VA_RESIDUAL);
            expect_sums(r, coarse, bound);
            gvc_result_free(coarse);
        }
        gvc_result_free(r);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* Exports cross a border at least once, so that domestic is what stays at home. */
Test(tripartite, output_is_split_without_a_rest)
{
    gvc_ctx *ctx = new_ctx();
    int plain = 0;
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 22);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = split(ctx, t, true, "sector", GVC_VA_RESIDUAL);
        gvc_result *country = split(ctx, t, true, "country", GVC_VA_RESIDUAL);
        plain += is_plain(&w);
        double bound = bound_of(r, "output");
        expect_parts(r, "output", output_parts, bound, recipes[k].name);
        expect_parts(r, "gvc", gvc_parts, bound, recipes[k].name);
        expect_sums(r, country, bound);
        cr_expect_str_eq(gvc_result_text(r, "solver"), "none", "local");
        cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-13);
        for (gvc_idx c = 0; c < gvc_result_cells(r) && is_plain(&w); c++) {
            for (gvc_idx q = 0; q < gvc_result_nterms(r) && gvc_result_is_row(r, c); q++) {
                cr_expect(gvc_result_values(r, q)[c] >= -bound, "%s", recipes[k].name);
            }
        }
        gvc_result_free(r);
        gvc_result_free(country);
        gvc_table_free(t);
        free_world(&w);
    }
    cr_expect(plain > 0, "none of the worlds is plain");
    gvc_ctx_free(ctx);
}

Test(tripartite, what_stated_value_added_leaves_is_resid)
{
    static const char *const with_resid[][7] = {
        {"davax", "gvc_pb", "gvc_pf", "gvc_ts", "resid", NULL},
        {"domestic", "trad", "gvc_pb", "gvc_pf", "gvc_ts", "resid", NULL}};
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < SMALL_WORLDS; k++) {
        world w = make_world(&small_worlds[k], 23);
        brute s = brute_accounts(&w);
        gvc_table *same = table_stating(ctx, &w, false, s.va);
        state_va(&s, 0.5, 0.03);
        gvc_table *less = table_stating(ctx, &w, false, s.va);
        for (int output = 0; output < 2; output++) {
            const char *total = output ? "output" : "gexp";
            const char *level = output ? "sector" : "bilateral";
            gvc_result *r = split(ctx, less, output, level, GVC_VA_GIVEN);
            expect_parts(r, total, with_resid[output], bound_of(r, total), small_worlds[k].name);
            gvc_result_free(r);
            /* Where it states the residual nothing changes. */
            gvc_result *a = split(ctx, same, output, level, GVC_VA_GIVEN);
            gvc_result *b = split(ctx, same, output, level, GVC_VA_RESIDUAL);
            for (gvc_idx q = 0; q < gvc_result_nterms(b); q++) {
                const char *name = gvc_result_term(b, q)->name;
                expect_term(a, name, b, name, bound_of(b, total), small_worlds[k].name);
            }
            gvc_result_free(a);
            gvc_result_free(b);
        }
        gvc_table_free(same);
        gvc_table_free(less);
        free_brute(&s);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(tripartite, terms_alone_and_threads_change_nothing)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options trade = options_of(false, "bilateral"), output = options_of(true, NULL);
    expect_terms_alone(ctx, t, &trade, "gexp");
    expect_any_threads(ctx, t, &trade);
    expect_terms_alone(ctx, t, &output, "output");
    expect_any_threads(ctx, t, &output);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(tripartite, combinations_without_meaning_are_refused)
{
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = options_of(true, "pair");
    gvc_measure_view view;
    expect_error(ctx, gvc_measure_check(ctx, &o, &view), GVC_EARG,
                 "method tripartite-output has no level 'pair'; it has sector, country");
    o = options_of(false, NULL);
    o.approach = "sink";
    expect_error(ctx, gvc_measure_check(ctx, &o, &view), GVC_EARG,
                 "method tripartite has no approach to choose; leave out 'sink'");
    o = options_of(true, NULL);
    o.output = GVC_OUTPUT_GIVEN;
    cr_expect(gvc_measure_check(ctx, &o, &view) == GVC_EARG);
    gvc_ctx_free(ctx);
}
