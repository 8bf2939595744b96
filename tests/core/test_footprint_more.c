/* test_footprint_more.c - accounts of satellites: ratios, indicators of accounts, groups,
 * industries without output, dropped final use, single terms, words */
#include "accounts.h"

/* ---- ratios, indicators, groups, industries without output --------------------------------------
 */

static const char *const ratios[] = {"ratios", NULL};

static void expect_ratios(const gvc_result *r, const char *imp)
{
    gvc_idx accounts_of_it = extent_of(r, "account");
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        gvc_idx va = c - c % accounts_of_it;
        const struct {
            const char *name;
            double value;
        } expected[] = {
            {"productivity_exports", term(r, "in_exports")[va] / term(r, "in_exports")[c]},
            {"relative_productivity", term(r, "in_exports")[va] / term(r, "in_exports")[c] /
                                          (term(r, "pba")[va] / term(r, "pba")[c])},
            {"intensity_exports", term(r, "in_exports")[c] / term(r, "in_exports")[va]},
            {"relative_intensity", term(r, "in_exports")[c] / term(r, "in_exports")[va] /
                                       (term(r, "pba")[c] / term(r, "pba")[va])},
            {"intensity_vax", term(r, "exp")[c] / term(r, "exp")[va]},
            {"terms_of_trade",
             term(r, "exp")[c] / term(r, "exp")[va] / (term(r, imp)[c] / term(r, imp)[va])}};
        for (size_t k = 0; k < sizeof expected / sizeof *expected; k++) {
            double value = term(r, expected[k].name)[c];
            if (isfinite(expected[k].value)) {
                cr_expect(fabs(value - expected[k].value) <= 1e-12 * fabs(expected[k].value),
                          "%s cell %d: %.17g, not %.17g", expected[k].name, (int)c, value,
                          expected[k].value);
            }
        }
    }
}

Test(footprint_more, ratios_are_those_of_sums)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 11);
    accounts a = make_accounts(&w, false, 4);
    gvc_table *t = table_with_accounts(ctx, &w, &a);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "footprint";
    o.with = ratios;
    gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "country", "source", false);
    expect_ratios(r, "imp");
    for (gvc_idx s = 0; s < w.countries; s++) {
        double per = term(r, "per_exports")[s * (ACCOUNTS + 1)];
        cr_expect(fabs(per - term(bm, "dva")[s] / term(bm, "gexp")[s]) <= 1e-12);
    }
    gvc_result_free(r);
    o.level = "sector";
    r = measure(ctx, t, &o);
    expect_ratios(r, "imp_producer");
    gvc_result_free(r);
    gvc_result_free(bm);
    gvc_table_free(t);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* An indicator of accounts is that of their sums, at every level. */
Test(footprint_more, indicators_add_up_accounts)
{
    static const char *const at[] = {"country", "sector", "pair"};
    static const char *const names[] = {"pba", "cba", "flow"};
    const gvc_weight weights[] = {
        {NULL, "jobs", "both", 0.5}, {NULL, "CO2", "both", -2}, {NULL, "va", "money", 1}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 2);
    accounts a = make_accounts(&w, false, 8);
    gvc_table *t = table_with_accounts(ctx, &w, &a);
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = "footprint";
        o.level = at[k];
        gvc_result *plain = measure(ctx, t, &o);
        o.weights = weights;
        o.weight_count = 3;
        gvc_result *r = measure(ctx, t, &o);
        gvc_idx d = gvc_result_find_dim(r, "account");
        cr_assert_eq(gvc_result_extent(r, d), 2);
        cr_expect_str_eq(gvc_result_label(r, d, 0), "both");
        const double *p = term(plain, names[k]), *got = term(r, names[k]);
        for (gvc_idx c = 0; c < gvc_result_cells(r) / 2; c++) {
            double both = 0.5 * p[3 * c + 1] - 2 * p[3 * c + 2];
            cr_expect(fabs(got[2 * c] - both) <= 1e-12 * largest_of(plain, names[k]));
            cr_expect(fabs(got[2 * c + 1] - p[3 * c]) <= 1e-12 * largest_of(plain, names[k]));
        }
        gvc_result_free(plain);
        gvc_result_free(r);
    }
    gvc_table_free(t);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* What crosses a border within a group is no trade of it; sectors of a group add up. */
Test(footprint_more, groups_add_up)
{
    static const char *const members[] = {"C0", "C2", NULL};
    const gvc_group group = {"G", members};
    const gvc_sector_group pair[] = {{"S0", "both"}, {"S1", "both"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 6);
    accounts a = make_accounts(&w, false, 1);
    gvc_table *t = table_with_accounts(ctx, &w, &a);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "footprint";
    gvc_result *plain = measure(ctx, t, &o);
    o.groups = &group;
    o.group_count = 1;
    gvc_result *r = measure(ctx, t, &o);
    o.level = "sector";
    gvc_result *fine = measure(ctx, t, &o);
    o.sector_groups = pair;
    o.sector_group_count = 2;
    gvc_result *coarse = measure(ctx, t, &o);
    gvc_idx last = extent_of(r, "country") - 1;
    for (gvc_idx k = 0; k <= ACCOUNTS; k++) {
        double pba = term(plain, "pba")[k] + term(plain, "pba")[2 * (ACCOUNTS + 1) + k];
        gvc_idx cell = last * (ACCOUNTS + 1) + k;
        cr_expect(fabs(term(r, "pba")[cell] - pba) <= 1e-12 * pba);
        cr_expect(term(r, "exp")[cell] <
                  term(plain, "exp")[k] + term(plain, "exp")[2 * (ACCOUNTS + 1) + k]);
        for (const char *const *name = (const char *const[]){"cba", "imp", "net", NULL};
             *name != NULL; name++) {
            double got =
                term(coarse, *name)[(extent_of(coarse, "sector") - 1) * (ACCOUNTS + 1) + k];
            double sum = term(fine, *name)[k] + term(fine, *name)[ACCOUNTS + 1 + k];
            cr_expect(fabs(got - sum) <= 1e-12 * largest_of(fine, *name), "%s", *name);
        }
    }
    gvc_result_free(plain);
    gvc_result_free(r);
    gvc_result_free(fine);
    gvc_result_free(coarse);
    gvc_table_free(t);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Amounts of industries without output are in pba and nowhere else, and named. */
Test(footprint_more, names_amounts_without_output)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 3);
    accounts with = make_accounts(&w, true, 5), without = make_accounts(&w, false, 5);
    gvc_table *t = table_with_accounts(ctx, &w, &with), *u = table_with_accounts(ctx, &w, &without);
    gvc_result *r = measure_of(ctx, t, "footprint", NULL, NULL);
    gvc_result *plain = measure_of(ctx, u, "footprint", NULL, NULL);
    double gap = 0, idle = 0;
    for (gvc_idx i = 0; i < w.n; i++) {
        idle += with.e[i] - without.e[i];
    }
    cr_assert(idle > 1);
    for (gvc_idx s = 0; s < w.countries; s++) {
        gvc_idx cell = s * (ACCOUNTS + 1) + 1;
        gap += term(r, "pba")[cell] - term(plain, "pba")[cell];
        cr_expect_eq(term(r, "cba")[cell], term(plain, "cba")[cell]);
        cr_expect_eq(term(r, "exp")[cell], term(plain, "exp")[cell]);
    }
    cr_expect(fabs(gap - idle) <= 1e-12 * idle);
    const char *warnings = gvc_result_text(r, "warnings");
    cr_assert_not_null(warnings);
    cr_expect_not_null(
        strstr(warnings, "accounts of industries without output are in pba alone: C0_S8, "));
    cr_expect_null(gvc_result_text(plain, "warnings"));
    cr_expect_str_eq(gvc_result_text(r, "account_units"), "jobs: heads");
    gvc_result_free(r);
    gvc_result_free(plain);
    gvc_table_free(t);
    gvc_table_free(u);
    free_accounts(&with);
    free_accounts(&without);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Final use that is dropped takes its own amounts along. */
Test(footprint_more, drops_amounts_of_dropped_final_use)
{
    static const char *const dropped[] = {"G", NULL};
    static const double e[2] = {1, 2}, ey[4] = {10, 20, 30, 40};
    gvc_ctx *ctx = new_ctx();
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "F"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "G"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "F"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "G"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int k = 0; k < 8; k++) {
        gvc_builder_y(b)->data[k] = 1 + k;
    }
    gvc_builder_z(b)->data[1] = 2;
    expect_ok(ctx, gvc_builder_extension_row(ctx, b, "CO2", NULL, e, ey));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "footprint";
    o.satellite = "CO2";
    gvc_result *all = measure(ctx, t, &o);
    o.drop_fd = dropped;
    gvc_result *some = measure(ctx, t, &o);
    cr_expect(term(all, "direct")[0] == 30 && term(all, "direct")[1] == 70);
    cr_expect(term(some, "direct")[0] == 10 && term(some, "direct")[1] == 30);
    cr_expect(fabs(term(some, "pba")[0] - 11) <= 1e-14);
    gvc_result_free(all);
    gvc_result_free(some);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- terms, words ------------------------------------------------------------------------------
 */

/* A few columns are those of the whole. */
Test(footprint_more, terms_alone_are_those_of_all)
{
    static const struct {
        const char *level, *terms[3];
    } lists[] = {{"country", {"net", NULL}},        {"country", {"multiplier", NULL}},
                 {"country", {"in_exports", NULL}}, {"sector", {"cba", NULL}},
                 {"sector", {"imp", "pba", NULL}},  {"sector", {"terms_of_trade", NULL}},
                 {"pair", {"eebt", NULL}},          {"pair", {"balance", NULL}}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[2], 8);
    accounts a = make_accounts(&w, false, 2);
    gvc_table *t = table_with_accounts(ctx, &w, &a);
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = "footprint";
        o.level = lists[k].level;
        o.with = strcmp(o.level, "pair") == 0 ? NULL : ratios;
        gvc_result *all = measure(ctx, t, &o);
        o.terms = lists[k].terms;
        gvc_result *some = measure(ctx, t, &o);
        for (const char *const *name = o.terms; *name != NULL; name++) {
            double largest = largest_of(all, *name);
            for (gvc_idx c = 0; c < gvc_result_cells(all); c++) {
                double x = term(some, *name)[c], y = term(all, *name)[c];
                cr_expect(isnan(y) ? isnan(x) : fabs(x - y) <= 1e-12 * largest, "%s", *name);
            }
        }
        gvc_result_free(all);
        gvc_result_free(some);
    }
    gvc_table_free(t);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(footprint_more, refuses_what_has_no_meaning)
{
    static const char *const lengths[] = {"length", NULL};
    const gvc_weight weights[] = {{NULL, "jobz", "work", 1}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 2);
    accounts a = make_accounts(&w, false, 8);
    gvc_table *t = table_with_accounts(ctx, &w, &a);
    gvc_result *r = NULL;
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "footprint";
    o.level = "bilateral";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method footprint has no level 'bilateral'; it has country, sector, pair");
    o.level = "pair";
    o.with = ratios;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "ratios are those of countries and sectors; use --level country or sector");
    o.with = lengths;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method footprint has no columns 'length'; it has ratios");
    o.with = NULL;
    o.output = GVC_OUTPUT_GIVEN;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "--output-total given: stated output that nobody uses is absorbed "
                 "nowhere; use rowsum");
    o.output = GVC_OUTPUT_ROWSUM;
    o.weights = weights;
    o.weight_count = 1;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "satellite accounts: no satellite account 'jobz' in the table; did you mean "
                 "jobs?");
    o.satellite = "jobs";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "--characterise takes its accounts from its file; leave out 'jobs'");
    cr_expect_null(r);
    gvc_table_free(t);
    free_accounts(&a);
    free_world(&w);
    gvc_ctx_free(ctx);
}
