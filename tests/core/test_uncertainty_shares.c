/* test_uncertainty_shares.c - shares of draws, and what a measure with its uncertainty takes */
#include "uncertain.h"

static const recipe small = {"small", {3, 2, 4, -1}, 2, 0, 0};

static double share_of(const gvc_result *r, const char *name, gvc_idx c)
{
    return term(r, name)[c] / term(r, "gexp")[c];
}

/* The measure of the table that a draw stands for, made anew from its cells. */
static gvc_result *drawn_by_hand(gvc_ctx *ctx, const world *w, const gvc_table *t,
                                 const gvc_measure_options *o, const gvc_uncertainty_options *u,
                                 gvc_idx draw)
{
    gvc_cells cells;
    gvc_drawn d;
    expect_ok(ctx, gvc_cells_new(ctx, &cells, t, u));
    expect_ok(ctx, gvc_drawn_new(ctx, &d, &cells));
    gvc_drawn_fill(&d, &cells, u->seed, draw);
    world copy = *w;
    copy.z = d.table.z.data;
    copy.y = d.table.y.data;
    gvc_table *drawn = table_of(ctx, &copy, false);
    gvc_result *r = measure(ctx, drawn, o);
    gvc_table_free(drawn);
    gvc_drawn_free(&d);
    gvc_cells_free(&cells);
    return r;
}

Test(uncertainty_shares, are_those_of_each_draw)
{
    static const char *const levels[] = {"country", "sector", "pair"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 3);
    gvc_table *t = table_of(ctx, &w, false);
    for (size_t l = 0; l < sizeof levels / sizeof *levels; l++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_uncertainty_options u = rel(0.3, 2);
        o.level = levels[l];
        u.shares = true;
        gvc_result *r = uncertain(ctx, t, &o, &u), *base = measure(ctx, t, &o), *hand[2];
        for (gvc_idx draw = 0; draw < 2; draw++) {
            hand[draw] = drawn_by_hand(ctx, &w, t, &o, &u, draw);
        }
        for (gvc_idx c = 0; c < gvc_result_cells(base); c++) {
            double a = share_of(hand[0], "dva", c), b = share_of(hand[1], "dva", c);
            double se = term(r, "dva_sh_se")[c], two = fabs(a - b) / sqrt(2);
            double low = term(r, "dva_sh_lo")[c], high = term(r, "dva_sh_hi")[c];
            if (!gvc_result_is_row(base, c)) {
                cr_expect(isnan(se));
                continue;
            }
            cr_expect_eq(term(r, "dva_sh")[c], share_of(base, "dva", c));
            cr_expect_float_eq(se, two, 1e-6, "%s, cell %d: %g, not %g", levels[l], (int)c, se,
                               two);
            cr_expect(low <= high && low >= fmin(a, b) - 1e-6 && high <= fmax(a, b) + 1e-6);
        }
        cr_expect(gvc_result_find_term(r, "gexp_sh") < 0);
        cr_expect(gvc_result_find_term(r, "dva_se_sh") < 0);
        gvc_result_free(hand[0]);
        gvc_result_free(hand[1]);
        gvc_result_free(base);
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

Test(uncertainty_shares, are_not_made_of_errors_afterwards)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 4);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_uncertainty_options u = rel(0.1, 2);
    gvc_result *r = uncertain(ctx, t, NULL, &u), *shared = NULL, *some = NULL;
    expect_error(ctx, gvc_result_add_shares(ctx, &shared, r), GVC_EARG,
                 "this result has the errors of numbers, which are not those of shares: measure "
                 "with shares (--share beside --uncertainty), or keep the terms without errors");
    static const char *const kept[] = {"gexp", "dva", NULL};
    expect_ok(ctx, gvc_result_pick(ctx, &some, r, kept));
    expect_ok(ctx, gvc_result_add_shares(ctx, &shared, some));
    cr_expect_eq(term(shared, "dva_sh")[1], share_of(r, "dva", 1));
    gvc_result_free(shared);
    gvc_result_free(some);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}

/* ---- estimates ---------------------------------------------------------------------------------
 */

static gvc_measure_cost cost_of(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o,
                                const gvc_uncertainty_options *u)
{
    gvc_measure_cost cost = {0};
    expect_ok(ctx, gvc_uncertainty_estimate(ctx, &cost, t, o, u));
    return cost;
}

Test(uncertainty_shares, an_estimate_counts_draws_tables_and_columns)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 5);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options few = rel(0.1, 1000), many = rel(0.1, 11000), shared = few;
    gvc_measure_cost plain;
    o.level = "sector";
    shared.shares = true;
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
    expect_ok(ctx, gvc_measure_estimate(ctx, &plain, t, &o));
    gvc_measure_cost a = cost_of(ctx, t, &o, &few), b = cost_of(ctx, t, &o, &many);
    gvc_measure_cost c = cost_of(ctx, t, &o, &shared);
    size_t thousand = 1000 * (size_t)plain.cells * (size_t)plain.terms * sizeof(double);
    cr_expect(a.bytes > plain.bytes + thousand);
    cr_expect_eq(b.bytes - a.bytes, 10 * thousand);
    cr_expect(c.bytes >= a.bytes + thousand);
    cr_expect(a.seconds > plain.seconds && b.seconds > 5 * a.seconds);
    cr_expect_eq(a.cells, plain.cells);
    cr_expect_eq(a.terms, 5 * plain.terms);
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 4));
    expect_ok(ctx, gvc_measure_estimate(ctx, &plain, t, &o));
    gvc_measure_cost four = cost_of(ctx, t, &o, &few);
    cr_expect(four.bytes > a.bytes + 2 * plain.bytes, "%zu with 4 threads, %zu with one",
              four.bytes, a.bytes);
    gvc_uncertainty_options wrong = rel(-1, 0);
    cr_expect_eq(gvc_uncertainty_estimate(ctx, &four, t, &o, &wrong), GVC_EARG);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    free_world(&w);
}
