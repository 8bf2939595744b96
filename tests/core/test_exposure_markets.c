/* test_exposure_markets.c - shares of markets against the reference program, plain loops, blocs */
#include "exposures.h"

static const char *const hidden[] = {"hidden", NULL};

static gvc_result *markets(gvc_ctx *ctx, const gvc_table *t)
{
    gvc_measure_options o = exposure_options("exposure_markets");
    o.with = hidden;
    return measure(ctx, t, &o);
}

Test(exposure_markets, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *r = markets(ctx, t);
    expect_grid(r, "va", "va_matrix", true);
    expect_grid(r, "exports", "gross_matrix", true);
    expect_grid(r, "va_market", "market_shares_va", true);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_result *r = markets(ctx, t);
    double bound = 1e-12 * world_exports(q);
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        double sold = 0;
        for (gvc_idx p = 0; p < q->w->countries; p++) {
            sold += p == s || absorbed(q, s, p) < 0 ? 0 : absorbed(q, s, p);
        }
        for (gvc_idx p = 0; p < q->w->countries; p++) {
            gvc_idx c = pair_cell(r, s, p);
            double va = absorbed(q, s, p);
            cr_expect_eq(gvc_result_is_row(r, c), p != s);
            if (p != s) {
                expect_value(r, "va", c, va, bound, where);
                expect_value(r, "exports", c, shipped(q, s, p), bound, where);
                double share = sold == 0 ? (double)NAN : va < 0 ? 0 : va / sold;
                cr_expect(isnan(share) ? isnan(term(r, "va_market")[c])
                                       : fabs(term(r, "va_market")[c] - share) <= 1e-11);
            }
        }
    }
    expect_row_sums(r, "va_market", 1, 1e-12, where);
    expect_row_sums(r, "exports_market", 1, 1e-12, where);
    expect_row_sums(r, "hidden_market", 0, 1e-12, where);
    gvc_result_free(r);
}

Test(exposure_markets, equal_plain_loops)
{
    FOR_EVERY_WORLD(compare);
}

/* A bloc is the sum of its members but the country itself; who is in none stays alone, in front. */
Test(exposure_markets, blocs_add_up)
{
    static const recipe four = {"four", {3, 2, 4, 3, -1}, 2, 0, 0};
    static const gvc_bloc blocs[] = {{"C0", "AB"}, {"C2", "AB"}, {"C3", "D"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&four, 5);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = exposure_options("exposure_markets");
    gvc_result *all = measure(ctx, t, &o);
    o.blocs = blocs;
    o.bloc_count = 3;
    gvc_result *r = measure(ctx, t, &o);
    cr_assert_eq(extent_of(r, "partner"), 3);
    cr_expect_str_eq(gvc_result_label(r, gvc_result_find_dim(r, "partner"), 0), "C1");
    cr_expect_str_eq(gvc_result_label(r, gvc_result_find_dim(r, "partner"), 1), "AB");
    for (gvc_idx s = 0; s < 4; s++) {
        double both = 0;
        for (gvc_idx p = 0; p < 4; p += 2) {
            both += p == s ? 0 : term(all, "va_market")[pair_cell(all, s, p)];
        }
        gvc_idx row = place(r, "country", 'C', s) * 3;
        expect_value(r, "va_market", row + 1, both, 1e-14, "blocs");
        cr_expect_eq(gvc_result_is_row(r, row), s != 1);
    }
    expect_row_sums(r, "va_market", 1, 1e-12, "blocs");
    gvc_result_free(all);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

static void refuse(gvc_ctx *ctx, const gvc_table *t, const gvc_bloc *blocs, gvc_idx count,
                   gvc_status code, const char *says)
{
    static const char *const members[] = {"C0", "C1", NULL};
    static const gvc_group group = {"G", members};
    gvc_measure_options o = exposure_options("exposure_markets");
    gvc_result *r = NULL;
    o.blocs = blocs;
    o.bloc_count = count;
    o.groups = &group;
    o.group_count = 1;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), code, says);
}

Test(exposure_markets, refuse_blocs_that_cannot_be)
{
    static const recipe four = {"four", {3, 2, 4, 3, -1}, 2, 0, 0};
    static const gvc_bloc twice[] = {{"C2", "A"}, {"C2", "B"}}, part[] = {{"C0", "A"}},
                          taken[] = {{"C2", "C3"}}, unknown[] = {{"CX", "A"}};
    static const gvc_bloc whole[] = {{"C0", "A"}, {"C1", "A"}, {"C2", "B"}}, group[] = {{"G", "A"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&four, 5);
    gvc_table *t = table_of(ctx, &w, false);
    refuse(ctx, t, twice, 2, GVC_EARG, "--blocs: 'C2' is in 'A' and in 'B'");
    refuse(ctx, t, part, 1, GVC_EARG,
           "--blocs: 'A' has a part of group G; flows of a group are not told apart by member: put "
           "all of it into one bloc, or leave out the group");
    refuse(
        ctx, t, taken, 1, GVC_EARG,
        "--blocs: 'C3' is also a country that is in no bloc; name the bloc otherwise, or put the "
        "country into it");
    gvc_measure_options o = exposure_options("exposure_markets");
    gvc_result *r = NULL;
    o.blocs = unknown;
    o.bloc_count = 1;
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EUNKNOWN);
    cr_expect(strstr(gvc_ctx_error(ctx), "CX") != NULL);
    static const char *const members[] = {"C0", "C1", NULL};
    static const gvc_group g = {"G", members};
    o.groups = &g;
    o.group_count = 1;
    o.blocs = whole;
    o.bloc_count = 3;
    r = measure(ctx, t, &o);
    cr_expect_eq(extent_of(r, "partner"), 3);
    gvc_result_free(r);
    o.blocs = group;
    o.bloc_count = 1;
    r = measure(ctx, t, &o);
    cr_expect_eq(extent_of(r, "partner"), 3);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(exposure_markets, say_what_was_below_0)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&(recipe){"negative", {4, 5, 3, -1}, 6, 0, 0}, 3);
    for (gvc_idx i = 0; i < 4; i++) {
        w.y[i * w.countries + 1] = -60; /* C0 takes back from C1 */
    }
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = markets(ctx, t);
    gvc_idx c = pair_cell(r, 0, 1);
    cr_assert(term(r, "exports")[c] < 0);
    cr_expect_eq(term(r, "exports_market")[c], 0);
    cr_expect(gvc_result_find_attribute(r, "negative_gross")->integer == 1);
    cr_expect(strstr(gvc_result_text(r, "notes"), "set to 0") != NULL);
    expect_row_sums(r, "exports_market", 1, 1e-12, "negative");
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
