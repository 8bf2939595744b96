/* test_perimeter.c - flows by hand against extraction written with plain loops; labels, errors */
#include "brute.h"
#include "reference.h"

static gvc_result *flow(gvc_ctx *ctx, const gvc_table *t, const char *const *from,
                        const char *const *to, const char *by)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.from = from;
    o.to = to;
    o.by = by;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

/* ---- against extraction ------------------------------------------------------------------------
 * What the flow's sellers do not sell any more, and the GDP that is lost. */

/* Is `label` in the list? NULL: everything is. */
static bool listed(const char *const *list, const char *label)
{
    for (; list != NULL && *list != NULL; list++) {
        if (strcmp(*list, label) == 0) {
            return true;
        }
    }
    return list == NULL;
}

static bool industry_listed(const char *const *list, int i)
{
    char both[8];
    snprintf(both, sizeof both, "%s_%s", home[i], kind[i]);
    return listed(list, home[i]) || listed(list, kind[i]) || listed(list, both);
}

/* lost: GDP by country; the flow itself comes back. */
static double extract(const gvc_table *t, const char *const *from, const char *const *to,
                      double lost[F])
{
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
    const double *x = gvc_table_x(t);
    double a[N][N], f[N], q[N], gross = 0;
    for (int i = 0; i < N; i++) {
        bool sells = industry_listed(from, i);
        f[i] = 0;
        for (int j = 0; j < N; j++) {
            bool cut = sells && industry_listed(to, j);
            a[i][j] = cut ? 0 : z->data[i * N + j] / x[j];
            gross += cut ? z->data[i * N + j] : 0;
        }
        for (int d = 0; d < F; d++) {
            bool cut = sells && listed(to, buyer[d]);
            f[i] += cut ? 0 : y->data[i * F + d];
            gross += cut ? y->data[i * F + d] : 0;
        }
    }
    solve_plainly(a[0], f, N, q);
    for (int d = 0; d < F; d++) {
        lost[d] = 0;
    }
    for (int j = 0; j < N; j++) {
        double va = x[j];
        for (int i = 0; i < N; i++) {
            va -= z->data[i * N + j];
        }
        lost[home[j][0] - 'A'] += va / x[j] * (x[j] - q[j]);
    }
    return gross;
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void expect_extraction(gvc_ctx *ctx, const gvc_table *t, const char *const *from,
                              const char *const *to)
{
    double lost[F], sum = 0, gross = extract(t, from, to, lost), bound = 1e-11 * (fabs(gross) + 1);
    gvc_result *whole = flow(ctx, t, from, to, NULL), *by = flow(ctx, t, from, to, "origin");
    cr_assert_eq(gvc_result_cells(whole), 1);
    cr_assert_eq(gvc_result_cells(by), F);
    for (int d = 0; d < F; d++) {
        cr_expect(fabs(term(by, "va")[d] - lost[d]) <= bound, "%s to %s, origin %s: %.17g, %.17g",
                  from == NULL ? "all" : from[0], to == NULL ? "all" : to[0], buyer[d],
                  term(by, "va")[d], lost[d]);
        sum += term(by, "dcount")[d];
    }
    cr_expect(fabs(term(whole, "gexp")[0] - gross) <= bound);
    cr_expect(fabs(term(whole, "va")[0] - lost[0] - lost[1] - lost[2]) <= bound);
    cr_expect(fabs(term(whole, "dcount")[0] - sum) <= bound);
    cr_expect(fabs(gross - term(whole, "va")[0] - term(whole, "dcount")[0]) <= bound);
    cr_expect(gvc_result_find_attribute(whole, "identity_gap")->number < 1e-13);
    gvc_result_free(whole);
    gvc_result_free(by);
}

Test(perimeter, value_added_is_what_extraction_loses)
{
    gvc_ctx *ctx = new_ctx();
    for (uint64_t seed = 1; seed <= 5; seed++) {
        gvc_table *t = ragged(ctx, seed, in_order);
        const char *const *const sides[][2] = {
            {LIST("A"), LIST("B")},
            {LIST("A"), LIST("B", "C", "D")},
            {LIST("x"), LIST("C")},
            {LIST("A_x", "B"), LIST("y")},
            {LIST("x"), NULL},
            {NULL, LIST("D")},
            {NULL, LIST("A")},
            {LIST("A"), LIST("A")},
            {LIST("B_z"), LIST("x", "A_y")},
            {LIST("C", "C_x", "x"), LIST("A", "x")},
            {LIST("C_w"), LIST("C_w")},
            {LIST("A", "B", "C"), LIST("A", "B", "C", "D")},
            {LIST("D"), LIST("A")},
        };
        for (size_t k = 0; k < sizeof sides / sizeof *sides; k++) {
            expect_extraction(ctx, t, sides[k][0], sides[k][1]);
        }
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

/* ---- against the perspectives ------------------------------------------------------------------
 */

Test(perimeter, sales_of_a_country_to_all_others_are_its_exports)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 4, in_order);
    gvc_result *bm = decompose(ctx, t, "country", "source", false);
    gvc_result *by = flow(ctx, t, LIST("B"), LIST("A", "C", "D"), "origin");
    gvc_result *whole = flow(ctx, t, LIST("B"), LIST("A", "C", "D"), NULL);
    cr_expect(fabs(term(by, "va")[1] - term(bm, "dva")[1]) <= 1e-11);
    cr_expect(fabs(term(by, "va")[0] + term(by, "va")[2] - term(bm, "fva")[1]) <= 1e-11);
    cr_expect(fabs(term(by, "dcount")[1] - term(bm, "ddc")[1]) <= 1e-11);
    cr_expect(fabs(term(whole, "gexp")[0] - term(bm, "gexp")[1]) <= 1e-11);
    gvc_result_free(bm);
    gvc_result_free(by);
    gvc_result_free(whole);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* An industry without output whose sales cancel buys and sells: as imports have it. */
Test(perimeter, industries_without_output_are_counted_once)
{
    double zs[36] = {5, 1, 0, 2, 1, 1, 2, 4, 1, 1, 0, 2, 0, 0, 0, 0, 0, 0,
                     1, 1, 2, 6, 1, 3, 0, 2, 1, 1, 3, 2, 2, 1, 0, 1, 2, 4};
    double ys[12] = {20, 3, 15, 4, 2, -2, 5, 19, 3, 12, 4, 20};
    gvc_dense z = {zs, 6, 6, 6}, y = {ys, 6, 2, 2};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = make_table(ctx, &z, &y, 2);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *imports = NULL;
    o.perspective = "importer";
    expect_ok(ctx, gvc_measure(ctx, &imports, t, &o));
    gvc_result *into = flow(ctx, t, LIST("C2"), LIST("C1"), NULL);
    gvc_result *out = flow(ctx, t, LIST("C1"), LIST("C2"), NULL);
    gvc_result *idle = flow(ctx, t, NULL, LIST("C1_S3"), NULL);
    const gvc_result *const by_hand[] = {into, out};
    for (int r = 0; r < 2; r++) {
        cr_expect(fabs(term(by_hand[r], "gexp")[0] - term(imports, "gimp")[r]) <= 1e-12);
        cr_expect(fabs(term(by_hand[r], "va")[0] - term(imports, "va")[r]) <= 1e-12);
        cr_expect(fabs(term(by_hand[r], "dcount")[0] - term(imports, "dcount")[r]) <= 1e-12);
    }
    cr_expect_eq(term(idle, "gexp")[0], 4.0, "its inputs: 0 + 1 + 0 + 2 + 1 + 0");
    cr_expect_eq(term(idle, "dcount")[0], 0.0, "nothing comes round through it");
    cr_expect(fabs(term(idle, "va")[0] - 4) <= 1e-12);
    gvc_result *const all[] = {imports, into, out, idle};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_result_free(all[k]);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* The same numbers by any solver, by vectors of either side and by all of B. */
Test(perimeter, solvers_agree)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 7);
    gvc_table *t = table_of(ctx, &w, false);
    const char *const *const sides[][2] = {
        {LIST("C3"), LIST("C0")}, {LIST("C0"), LIST("C1")}, {LIST("C0", "C2"), LIST("C4", "C0")}};
    for (size_t k = 0; k < 3; k++) {
        gvc_result *first = NULL;
        for (gvc_idx s = 0; gvc_solver_name(s) != NULL; s++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            gvc_result *r = NULL;
            o.from = sides[k][0];
            o.to = sides[k][1];
            o.solver = gvc_solver_name(s);
            gvc_status status = gvc_measure(ctx, &r, t, &o);
            cr_assert(status == GVC_OK || (k == 2 && status == GVC_EARG), "%s: %s", o.solver,
                      gvc_ctx_error(ctx));
            for (int q = 0; q < 3 && first != NULL && r != NULL; q++) {
                double a = gvc_result_values(first, q)[0], b = gvc_result_values(r, q)[0];
                cr_expect(fabs(a - b) <= 1e-11 * fabs(a), "%s %d: %.17g %.17g", o.solver, q, a, b);
            }
            if (first == NULL) {
                first = r;
            } else {
                gvc_result_free(r);
            }
        }
        gvc_result_free(first);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- labels ------------------------------------------------------------------------------------
 */

Test(perimeter, a_group_is_a_label)
{
    static const char *const members[] = {"A", "B", NULL};
    const gvc_group group = {"AB", members};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 6, in_order);
    gvc_result *apart = flow(ctx, t, LIST("A", "B_x"), LIST("C"), NULL);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *joint = NULL;
    o.groups = &group;
    o.group_count = 1;
    o.from = LIST("AB_y", "A_x", "AB_x");
    o.to = LIST("C");
    expect_ok(ctx, gvc_measure(ctx, &joint, t, &o));
    for (int k = 0; k < 3; k++) {
        double a = gvc_result_values(apart, k)[0], b = gvc_result_values(joint, k)[0];
        cr_expect(fabs(a - b) <= 1e-12 * fabs(a));
    }
    cr_expect_str_eq(gvc_result_find_attribute(joint, "perimeter_from")->text, "AB_y,A_x,AB_x");
    cr_expect_str_eq(gvc_result_find_attribute(joint, "perimeter_to")->text, "C");
    gvc_result_free(joint);
    joint = NULL;
    o.from = LIST("A");
    expect_error(ctx, gvc_measure(ctx, &joint, t, &o), GVC_EARG,
                 "perimeter from: country 'A' is part of group AB; name the group, or industries");
    gvc_result_free(apart);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(perimeter, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.from = LIST("A", "B_q");
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "perimeter from: no country, sector or industry 'B_q'; did you mean B_x, B_z?");
    o.from = NULL;
    o.to = LIST("nowhere");
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "perimeter to: no country, sector or industry 'nowhere'");
    o.to = LIST("A");
    o.by = "absorber";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method perimeter has no rows by 'absorber'; it has origin");
    o.by = NULL;
    o.level = "sector";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method perimeter has no level to choose; leave out 'sector'");
    o.level = NULL;
    o.perspective = "importer";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "a perimeter by hand takes the place of method, perspective and detail; leave "
                 "these out, or the perimeter");
    o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o.method = "perimeter";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "a perimeter by hand without sides; name who sells (from), who buys (to), or "
                 "both");
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
