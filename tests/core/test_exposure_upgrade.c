/* test_exposure_upgrade.c - the upgrading panel against the measures that it is made of; changes
 * and the trap signal */
#include <gvc/io.h>

#include "exposures.h"

static gvc_table *example(gvc_ctx *ctx, int which)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_example_table(ctx, &t, gvc_example_years()[which]));
    return t;
}

static void same(const gvc_result *a, const char *x, const gvc_result *b, const char *y)
{
    double bound = 1e-12 * largest_of(b, y);
    expect_term(a, x, b, y, bound, x);
}

Test(exposure_upgrade, has_what_other_measures_say)
{
    static const char *const kpww[] = {"kpww", NULL};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = example(ctx, 0);
    gvc_measure_options o = exposure_options("exposure_upgrade");
    gvc_result *r = measure(ctx, t, &o), *fx = measure_of(ctx, t, "exposure_fx", NULL, NULL);
    gvc_result *bm = decompose(ctx, t, "country", "source", false);
    gvc_result *sales = measure_of(ctx, t, "exposure", NULL, NULL);
    gvc_measure_options p = exposure_options("position");
    p.with = kpww;
    gvc_result *position = measure(ctx, t, &p);
    same(r, "exports_gdp", sales, "exports_gdp");
    same(r, "dva_share", fx, "dva_share");
    same(r, "net_fx", fx, "net");
    same(r, "kpww_fv", position, "participation_backward");
    same(r, "kpww_iv", position, "participation_forward");
    same(r, "kpww_position", position, "position_kpww");
    same(r, "upstreamness_exports", position, "upstreamness_exports");
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double passed = 1 - term(bm, "davax")[c] / term(bm, "gexp")[c];
        expect_value(r, "gvc_share", c, passed, 1e-12, "example");
    }
    gvc_result_free(position);
    gvc_result_free(sales);
    gvc_result_free(bm);
    gvc_result_free(fx);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Shares of stages are those of the built-in map, and the world's income is shared out. */
Test(exposure_upgrade, has_the_shares_of_stages)
{
    static const char *const stages[][3] = {
        {"primary_share", "primary", NULL},
        {"high_tech_share", "manufacturing_high", NULL},
        {"services_share", "trade_transport", "business_services"}};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = example(ctx, 0);
    gvc_measure_options o = exposure_options("exposure_upgrade");
    gvc_result *r = measure(ctx, t, &o), *map = measure_of(ctx, t, "stage_map", NULL, NULL);
    gvc_idx count = extent_of(map, "stage"), d = gvc_result_find_dim(map, "stage");
    double income = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        for (size_t k = 0; k < sizeof stages / sizeof *stages; k++) {
            double share = term(map, "share")[c * count + label_at(map, d, stages[k][1])];
            share += stages[k][2] == NULL
                         ? 0
                         : term(map, "share")[c * count + label_at(map, d, stages[k][2])];
            expect_value(r, stages[k][0], c, share, 1e-13, "example");
        }
        income += term(r, "gvc_income_share")[c];
    }
    cr_expect(fabs(income - 1) <= 1e-12);
    gvc_result_free(map);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Of two tables: the last, and what has changed; the signal by its rule. */
Test(exposure_upgrade, tells_what_has_changed)
{
    static const char *const names[] = {
        "exports_gdp",   "dva_share",       "net_fx",         "gvc_share",
        "kpww_fv",       "kpww_iv",         "kpww_position",  "upstreamness_exports",
        "primary_share", "high_tech_share", "services_share", "gvc_income_share"};
    gvc_ctx *ctx = new_ctx();
    gvc_table *first = example(ctx, 0), *last = example(ctx, 1);
    const gvc_table *others[] = {first};
    gvc_measure_options o = exposure_options("exposure_upgrade");
    gvc_result *before = measure(ctx, first, &o), *after = measure(ctx, last, &o);
    o.others = others;
    o.other_count = 1;
    gvc_result *r = measure(ctx, last, &o);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char name[64];
        snprintf(name, sizeof name, "%s_change", names[k]);
        same(r, names[k], after, names[k]);
        for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
            double away = term(after, names[k])[c] - term(before, names[k])[c];
            expect_value(r, name, c, away, 1e-12 * largest_of(after, names[k]), "change");
        }
    }
    int32_t count = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        bool trap = term(r, "exports_gdp_change")[c] > 0 && term(r, "dva_share_change")[c] < 0 &&
                    !(term(r, "gvc_income_share_change")[c] > 0);
        cr_expect_eq(term(r, "trap_signal")[c], trap ? 1 : 0);
        const char *name = gvc_result_label(r, 1, c);
        char line[32];
        snprintf(line, sizeof line, "\n%s: exports/GDP ", name);
        cr_expect_eq(strstr(gvc_result_text(r, "notes"), line) != NULL, trap, "%s", name);
        count += trap;
    }
    cr_expect_eq(gvc_result_find_attribute(r, "trap_signals")->integer, count);
    gvc_result_free(r);
    others[0] = last;
    r = NULL;
    cr_expect(gvc_measure(ctx, &r, first, &o) == GVC_EARG);
    cr_expect(strstr(gvc_ctx_error(ctx), "earlier tables come first") != NULL);
    gvc_result_free(before);
    gvc_result_free(after);
    gvc_table_free(first);
    gvc_table_free(last);
    gvc_ctx_free(ctx);
}

/* The same table twice: nothing changes, and nobody is trapped. */
Test(exposure_upgrade, stands_still_with_itself)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 8, in_order);
    const gvc_table *others[] = {t};
    gvc_measure_options o = exposure_options("exposure_upgrade");
    o.others = others;
    o.other_count = 1;
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx c = 0; c < 3; c++) {
        cr_expect_eq(term(r, "exports_gdp_change")[c], 0);
        cr_expect_eq(term(r, "kpww_position_change")[c], 0);
        /* Sectors x, y, z are in no list of codes. */
        cr_expect(isnan(term(r, "high_tech_share")[c]));
        cr_expect(isnan(term(r, "trap_signal")[c]));
    }
    cr_expect(strstr(gvc_result_text(r, "notes"), "sector codes in no list") != NULL);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Jobs are an account of the table: value added per job in exports. */
Test(exposure_upgrade, counts_jobs)
{
    gvc_ctx *ctx = new_ctx();
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "c1"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "c1"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "F"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "F"));
    expect_ok(ctx, gvc_builder_extension(ctx, b, "jobs", "persons"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    const double y[] = {30, 10, 20, 40}, jobs[] = {8, 20};
    memcpy(gvc_builder_y(b)->data, y, sizeof y);
    memcpy(gvc_builder_e(b)->data, jobs, sizeof jobs);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_measure_options o = exposure_options("exposure_upgrade");
    o.satellite = "jobs";
    r = measure(ctx, t, &o);
    expect_value(r, "va_per_job", 0, 40 / 8.0, 1e-14, "jobs");
    expect_value(r, "va_per_job", 1, 60 / 20.0, 1e-14, "jobs");
    gvc_result_free(r);
    o.satellite = "hours";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "--satellite: the table has no account 'hours'; gvc info lists those it has");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Functions: their shares are those of the incomes of gvc stages --functions, and add up to 1. */
Test(exposure_upgrade, shares_exports_out_among_functions)
{
    static const gvc_weight weights[] = {{NULL, "x", "R&D", 0.25},
                                         {NULL, "x", "making", 0.75},
                                         {NULL, "y", "making", 1},
                                         {NULL, "z", "making", 1},
                                         {NULL, "w", "R&D", 1}};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 8, in_order), *before = ragged(ctx, 9, in_order);
    const gvc_table *others[] = {before};
    gvc_measure_options o = exposure_options("exposure_upgrade"), p = exposure_options("functions");
    o.weights = p.weights = weights;
    o.weight_count = p.weight_count = 5;
    gvc_result *first = measure(ctx, before, &o), *income = measure(ctx, t, &p);
    o.others = others;
    o.other_count = 1;
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx c = 0; c < 3; c++) {
        double research = term(r, "function_r_d")[c], making = term(r, "function_making")[c];
        double all = term(income, "dva")[c], was = term(first, "function_r_d")[c];
        cr_expect(fabs(research + making - 1) <= 1e-13);
        expect_value(r, "function_r_d", c, term(income, "income_r_d")[c] / all, 1e-13, "R&D");
        expect_value(r, "function_r_d_change", c, research - was, 1e-14, "R&D");
    }
    gvc_result_free(first);
    gvc_result_free(income);
    gvc_result_free(r);
    gvc_table_free(before);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
