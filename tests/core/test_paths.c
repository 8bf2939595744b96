/* test_paths.c - structural paths against a reference program, what they add up to, what is refused
 */
#include "methods/paths.h"
#include "model/model.h"
#include "paths_of.h"
#include "small0.h"

/* ---- the reference program ---------------------------------------------------------------------
 */

static void expect_list(const gvc_result *r, const char *file)
{
    csv *c = small_csv(file);
    const double *ours = term(r, "contribution");
    double largest = fabs(csv_number(c, 0, 1));
    cr_assert_eq(gvc_result_extent(r, 1), c->rows);
    for (gvc_idx row = 0; row < c->rows; row++) {
        double e = csv_number(c, row, 1);
        bool tied = (row > 0 && fabs(csv_number(c, row - 1, 1) - e) < 1e-9 * fabs(e)) ||
                    (row + 1 < c->rows && fabs(csv_number(c, row + 1, 1) - e) < 1e-9 * fabs(e));
        to_labels(c->cells[row][2]);
        cr_expect(fabs(ours[row] - e) <= 1e-11 * largest, "%s, rank %d: %.17g, not %.17g", file,
                  (int)row + 1, ours[row], e);
        cr_expect(tied || strcmp(gvc_result_label(r, 1, row), c->cells[row][2]) == 0,
                  "%s, rank %d: %s, not %s", file, (int)row + 1, gvc_result_label(r, 1, row),
                  c->cells[row][2]);
    }
    free_csv(c);
}

Test(paths, lists_equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_measure_options o = paths_options(200);
    gvc_result *r = measure(ctx, t, &o);
    expect_list(r, "paths_va_all");
    gvc_result_free(r);
    o.product = "B_man";
    o.satellite = "co2";
    r = measure(ctx, t, &o);
    expect_list(r, "paths_co2_B_man");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

static void expect_bound(gvc_ctx *ctx, const gvc_model *m, const char *satellite, const char *file)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_paths_question q;
    gvc_paths_bounds b;
    csv *c = small_csv(file);
    double largest = small_largest(c);
    o.satellite = satellite;
    expect_ok(ctx, gvc_paths_ask(ctx, m, &o, &q));
    expect_ok(ctx, gvc_paths_bounds_new(ctx, &b, &q.problem));
    for (gvc_idx i = 0; i < m->n; i++) {
        double ours = gvc_paths_bound(&b, true, -1, i), e = csv_number(c, m->industry[i], 1);
        cr_expect(fabs(ours - e) <= 1e-11 * largest, "%s of %s: %.17g, not %.17g", file,
                  c->cells[m->industry[i]][0], ours, e);
    }
    gvc_paths_bounds_free(&b);
    gvc_paths_question_free(&q);
    free_csv(c);
}

Test(paths, bounds_equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, false);
    gvc_model *m = NULL;
    expect_ok(ctx, gvc_model_new(ctx, &m, t, &o));
    expect_bound(ctx, m, NULL, "path_bound_va");
    expect_bound(ctx, m, "co2", "path_bound_co2");
    gvc_model_free(m);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- totals ------------------------------------------------------------------------------------
 */

/* Any way to add paths up gives what was found; totals by origin and product that of all paths. */
Test(paths, roll_ups_add_up)
{
    static const char *const by[] = {"origin", "final", "tier", "first-supplier", "country-path"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[5], 2);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(5000);
    gvc_result *list = measure(ctx, t, &o);
    double sum = total_of(list, "contribution"), total = number_of(list, "total"), direct = 0;
    for (gvc_idx k = 0; k < 5000; k++) {
        direct += term(list, "tier")[k] == 0 ? term(list, "contribution")[k] : 0;
    }
    for (size_t k = 0; k < sizeof by / sizeof *by; k++) {
        o.by = by[k];
        gvc_result *r = measure(ctx, t, &o);
        double less = k == 3 ? direct : 0;
        cr_expect(fabs(total_of(r, "contribution") - (sum - less)) <= 1e-11 * fabs(total),
                  "by %s: %.17g", by[k], total_of(r, "contribution"));
        cr_expect(k == 3 || total_of(r, "paths") == 5000, "by %s", by[k]);
        cr_expect(k > 1 || fabs(total_of(r, "total") - total) <= 1e-11 * fabs(total),
                  "by %s: %.17g, not %.17g", by[k], total_of(r, "total"), total);
        gvc_result_free(r);
    }
    gvc_result_free(list);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* v B f is final demand; of exports it is dva + fva; (|v|, |A|, |f|) gives the absolute total. */
Test(paths, totals_are_those_of_the_demand)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[5], 9);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(10);
    gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "country", "source", false);
    double *f = world_demand(&q), demand = 0, absolute = 0;
    double *size = calloc((size_t)(w.n * w.n), sizeof *size), *x = calloc((size_t)w.n, sizeof *x);
    for (gvc_idx i = 0; i < w.n; i++) {
        demand += f[i];
        f[i] = fabs(f[i]);
    }
    for (gvc_idx k = 0; k < w.n * w.n; k++) {
        size[k] = fabs(q.a[k]);
    }
    solve_plainly(size, f, w.n, x);
    for (gvc_idx i = 0; i < w.n; i++) {
        absolute += fabs(q.v[i]) * x[i];
    }
    cr_expect(fabs(number_of(r, "total") - demand) <= 1e-11 * demand);
    cr_expect(fabs(number_of(r, "total_absolute") - absolute) <= 1e-11 * absolute, "%.17g %.17g",
              number_of(r, "total_absolute"), absolute);
    cr_expect(absolute > demand * (1 + 1e-6));
    gvc_result_free(r);
    for (gvc_idx c = 0; c < w.countries; c++) {
        double va = term(bm, "dva")[c] + term(bm, "fva")[c];
        o.cut = gvc_table_label(t, GVC_COUNTRY, c);
        r = measure(ctx, t, &o);
        cr_expect(fabs(number_of(r, "total") - va) <= 1e-11 * va, "%s: %.17g, not %.17g", o.cut,
                  number_of(r, "total"), va);
        gvc_result_free(r);
    }
    free(f);
    free(size);
    free(x);
    gvc_result_free(bm);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- how it ends, and how not ------------------------------------------------------------------
 */

Test(paths, coverage_ends_the_list)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 6);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(0);
    o.coverage = 0.5;
    gvc_result *r = measure(ctx, t, &o);
    gvc_idx count = gvc_result_extent(r, 1);
    cr_expect(count > 1 && term(r, "cumulative")[count - 1] >= 0.5 &&
              term(r, "cumulative")[count - 2] < 0.5);
    gvc_result_free(r);
    o.coverage = 0;
    r = measure(ctx, t, &o);
    cr_expect_eq(gvc_result_extent(r, 1), 20);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

static void expect_same_list(const gvc_result *a, const gvc_result *b)
{
    cr_assert_eq(gvc_result_extent(a, 1), gvc_result_extent(b, 1));
    for (gvc_idx k = 0; k < gvc_result_extent(a, 1); k++) {
        cr_expect_eq(term(a, "contribution")[k], term(b, "contribution")[k]);
        cr_expect_str_eq(gvc_result_label(a, 1, k), gvc_result_label(b, 1, k));
    }
}

/* The searches, the largest first (coverage) and all of a size, give the same list, to the bit,
 * with any number of threads. */
Test(paths, the_same_bits_with_any_search_and_number_of_threads)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 8);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(0);
    o.coverage = 0.5;
    expect_any_threads(ctx, t, &o);
    gvc_result *best = measure(ctx, t, &o);
    gvc_idx count = gvc_result_extent(best, 1);
    cr_assert(count > 100);
    o.coverage = 0;
    o.top = count;
    expect_any_threads(ctx, t, &o);
    gvc_result *top = measure(ctx, t, &o);
    expect_same_list(best, top);
    o.top = 0;
    o.least_value = fabs(term(best, "contribution")[count - 1]);
    expect_any_threads(ctx, t, &o);
    gvc_result *all = measure(ctx, t, &o);
    expect_same_list(best, all);
    gvc_result_free(all);
    gvc_result_free(top);
    gvc_result_free(best);
    o.method = "path_edges";
    o.least_value = 0;
    o.top = 500;
    expect_any_threads(ctx, t, &o);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

static void expect_refused(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o,
                           gvc_status status, const char *words)
{
    gvc_result *r = NULL;
    cr_expect_eq(gvc_measure(ctx, &r, t, o), status);
    cr_expect(strstr(gvc_ctx_error(ctx), words) != NULL, "%s", gvc_ctx_error(ctx));
    gvc_result_free(r);
}

Test(paths, refuses_what_has_no_meaning)
{
    static const char *const nowhere[] = {"C0_S99", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 1);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(0);
    o.product = "C0_S0";
    o.cut = "C1";
    expect_refused(ctx, t, &o, GVC_EARG, "two demands");
    o.cut = NULL;
    o.coverage = 2;
    expect_refused(ctx, t, &o, GVC_EARG, "share between 0 and 1");
    o.coverage = 0;
    o.least = o.least_value = 1;
    expect_refused(ctx, t, &o, GVC_EARG, "two thresholds");
    o.least = 0;
    o.least_value = 1e30;
    expect_refused(ctx, t, &o, GVC_EUNKNOWN, "no path");
    o.least_value = 1e-30;
    expect_refused(ctx, t, &o, GVC_ENOMEM, "more than 1000000 paths");
    o.least_value = 0;
    o.through = nowhere;
    expect_refused(ctx, t, &o, GVC_EUNKNOWN, "through: no country, sector or industry 'C0_S99'");
    o.through = NULL;
    o.satellite = "co2";
    expect_refused(ctx, t, &o, GVC_EUNKNOWN, "no satellite account 'co2'");
    o.satellite = NULL;
    o.by = "size";
    expect_refused(ctx, t, &o, GVC_EARG, "first-supplier");
    o.by = NULL;
    o.method = "path_nodes";
    o.tiers = 3;
    expect_refused(ctx, t, &o, GVC_EARG, "single paths");
    o.method = "position";
    o.tiers = 0;
    o.product = NULL;
    o.coverage = 0.5;
    expect_refused(ctx, t, &o, GVC_EARG, "does not take a search for paths");
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
