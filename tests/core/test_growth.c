/* test_growth.c - growth accounting: equal to the reference program and to plain loops over all
 * orders, identities, chains, volumes, satellites, blocs */
#include "growing.h"
#include "small0.h"

static gvc_measure_options options_of(const char *level, const char *approach)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = level;
    o.approach = approach;
    return o;
}

static void expect_near(double got, double expected, double size, const char *what)
{
    cr_expect(fabs(got - expected) <= 1e-11 * fabs(size), "%s: %.17g, not %.17g", what, got,
              expected);
}

/* ---- the reference program ----------------------------------------------------------------------
 */

static void expect_small(const char *approach)
{
    char file[32];
    gvc_ctx *ctx = new_ctx();
    gvc_table *t[2] = {small_table_of(ctx, "small0", false), small_table_of(ctx, "small1", false)};
    gvc_measure_options o = options_of(NULL, approach);
    gvc_result *r = measure_growth(ctx, t, 2, &o);
    snprintf(file, sizeof file, "growth_D_%s", approach);
    csv *c = small_csv(file);
    double largest = small_largest(c), worst = 0;
    cr_expect_eq(c->rows, 9);
    for (gvc_idx k = 0; k < c->rows; k++) {
        for (int d = 0; d < 2; d++) {
            double e = csv_number(c, k, d + 1);
            double got = growth_of(r, "value", "D", c->cells[k][0], d == 0 ? "home" : "foreign");
            expect_near(got, e, largest, c->cells[k][0]);
            worst = fmax(worst, fabs(got - e) / largest);
        }
    }
    printf("# %s: worst %.1e of the largest\n", approach, worst);
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t[0]);
    gvc_table_free(t[1]);
    gvc_ctx_free(ctx);
}

Test(growth, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    expect_small("shapley");
    expect_small("polar");
}

/* ---- plain loops -------------------------------------------------------------------------------
 */

static const recipe plain[] = {
    {"three countries", {4, 3, 5, -1}, 2, 0, 0},
    {"idle industries", {4, 5, 3, -1}, 2, 0, 4},
    {"a country that only buys", {3, 0, 4, -1}, 2, 0, 0},
    {"one country", {5, -1}, 2, 0, 0},
    {"negative flows", {5, 4, 3, -1}, 30, 0.05, 0},
};
enum { PLAIN = sizeof plain / sizeof *plain };

/* Of the worlds w: what is not used or wanted in one of the two years, and inventories run down. */
static void make_holes(world *w, int year)
{
    gvc_idx n = w->n, g = w->countries;
    for (gvc_idx i = 0; i < n; i++) {
        if (w->sector[i] == 1) {
            w->z[i * n + (year == 0 ? 0 : 2)] =
                0; /* sector 1 is no input of industry 0, then of 2 */
            w->y[i * g] = year == 0 ? 0 : w->y[i * g];
        }
        if (w->sector[i] == 2) {
            w->y[i * g + g - 1] = year == 0 ? w->y[i * g + g - 1] : -0.01 * w->y[i * g + g - 1];
        }
    }
}

static void expect_orders(const gvc_result *r, const char *country, double (*expected)[2],
                          double size, const char *where)
{
    for (int k = 0; k < GROWTH_FACTORS; k++) {
        for (int d = 0; d < 2; d++) {
            char what[128];
            snprintf(what, sizeof what, "%s, %s, %s, %d", where, country, growth_factors[k], d);
            expect_near(
                growth_of(r, "value", country, growth_factors[k], d == 0 ? "home" : "foreign"),
                expected[k][d], size, what);
        }
    }
}

static void expect_plain(gvc_ctx *ctx, const recipe *p, bool holes)
{
    world w[2] = {make_world(p, 71), make_world(p, 72)};
    for (int t = 0; t < 2 && holes; t++) {
        make_holes(&w[t], t);
    }
    gvc_table *t[2] = {table_of(ctx, &w[0], false), table_of(ctx, &w[1], false)};
    brute q[2] = {brute_accounts(&w[0]), brute_accounts(&w[1])};
    gvc_measure_options o = options_of(NULL, "shapley");
    gvc_result *mean = measure_growth(ctx, t, 2, &o);
    o.approach = "polar";
    gvc_result *polar = measure_growth(ctx, t, 2, &o);
    for (gvc_idx c = 0; c < w[0].countries; c++) {
        char name[16];
        snprintf(name, sizeof name, "C%d", (int)c);
        combinations all = all_combinations(q, c);
        orders by = all_orders(&all);
        cr_expect_eq(by.count, 40321);
        double size = value_of(&w[0], c) + value_of(&w[1], c);
        expect_orders(mean, name, by.mean, size, p->name);
        expect_orders(polar, name, by.polar, size, p->name);
    }
    gvc_result_free(mean);
    gvc_result_free(polar);
    for (int k = 0; k < 2; k++) {
        free_brute(&q[k]);
        gvc_table_free(t[k]);
        free_world(&w[k]);
    }
}

Test(growth, equals_plain_loops_over_all_orders)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < PLAIN; k++) {
        expect_plain(ctx, &plain[k], false);
    }
    expect_plain(ctx, &plain[0], true);
    gvc_ctx_free(ctx);
}

/* ---- identities --------------------------------------------------------------------------------
 */

/* Tables of years 2000, 2001, ... of one recipe. */
typedef struct years {
    world w[MOST_TABLES];
    gvc_table *t[MOST_TABLES];
    gvc_idx count;
} years;

static years make_years(gvc_ctx *ctx, const recipe *p, gvc_idx count)
{
    years y = {.count = count};
    for (gvc_idx k = 0; k < count; k++) {
        y.w[k] = make_world(p, 500 + (uint64_t)k);
        y.t[k] = table_dated(ctx, &y.w[k], 2000 + (int)k, "current");
    }
    return y;
}

static void free_years(years *y)
{
    for (gvc_idx k = 0; k < y->count; k++) {
        gvc_table_free(y->t[k]);
        free_world(&y->w[k]);
    }
}

/* Contributions add up to the change of the accounts, and those of a column to its levels. */
static void expect_sums(const gvc_result *r, const gvc_result *levels, const years *y,
                        const char *where)
{
    for (gvc_idx c = 0; c < y->w[0].countries; c++) {
        char name[16];
        snprintf(name, sizeof name, "C%d", (int)c);
        double first = value_of(&y->w[0], c), last = value_of(&y->w[y->count - 1], c);
        double size = fabs(first) + fabs(last);
        expect_near(growth_sum(r, "value", name), last - first, size, where);
        expect_near(growth_sum(levels, "value", name), last - first, size, where);
        expect_near(growth_sum(levels, "first", name), first, size, where);
        expect_near(growth_sum(levels, "last", name), last, size, where);
        gvc_idx d = gvc_result_find_dim(r, "demand"), f = gvc_result_find_dim(r, "factor");
        for (gvc_idx k = 0; k < gvc_result_extent(r, d); k++) {
            const char *demand = gvc_result_label(r, d, k);
            double sum = 0;
            for (gvc_idx i = 0; i < gvc_result_extent(r, f); i++) {
                sum += growth_of(r, "value", name, gvc_result_label(r, f, i), demand);
            }
            expect_near(growth_of(levels, "value", name, NULL, demand), sum, size, where);
        }
        if (first != 0) {
            expect_near(growth_sum(r, "points", name), 100 * (last - first) / first,
                        100 * size / first, where);
        }
    }
}

Test(growth, contributions_add_up_to_the_change)
{
    static const char *const ways[] = {"shapley", "polar"};
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        years y = make_years(ctx, &recipes[k], 3);
        gvc_measure_options by_demand = options_of("demand", NULL);
        gvc_result *levels = measure_growth(ctx, y.t, y.count, &by_demand);
        for (int way = 0; way < 2; way++) {
            gvc_measure_options o = options_of(NULL, ways[way]);
            gvc_result *r = measure_growth(ctx, y.t, y.count, &o);
            expect_sums(r, levels, &y, recipes[k].name);
            gvc_result_free(r);
        }
        gvc_result_free(levels);
        free_years(&y);
    }
    gvc_ctx_free(ctx);
}

/* Of much final use, so that no value added is below 0. */
static const recipe rich[] = {
    {"rich countries", {4, 3, 5, -1}, 60, 0, 0},
    {"rich countries with idle industries", {6, 5, 4, -1}, 60, 0, 4},
    {"one that only buys", {3, 0, 4, -1}, 60, 0, 0},
};
enum { RICH = sizeof rich / sizeof *rich };

Test(growth, effects_by_logarithms_add_up_too)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RICH; k++) {
        years y = make_years(ctx, &rich[k], 3);
        gvc_measure_options by_demand = options_of("demand", NULL), o = options_of(NULL, "lmdi");
        gvc_result *levels = measure_growth(ctx, y.t, y.count, &by_demand);
        gvc_result *r = measure_growth(ctx, y.t, y.count, &o);
        expect_sums(r, levels, &y, rich[k].name);
        gvc_result_free(r);
        gvc_result_free(levels);
        free_years(&y);
    }
    gvc_ctx_free(ctx);
}

/* Everything twice as large is more demand and nothing else; the share in the world stays. */
Test(growth, of_a_larger_world_is_demand)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 9);
    gvc_table *t[2] = {table_dated(ctx, &w, 2000, "current"), NULL};
    for (gvc_idx i = 0; i < w.n * w.n; i++) {
        w.z[i] *= 2;
    }
    for (gvc_idx i = 0; i < w.n * w.countries; i++) {
        w.y[i] *= 2;
    }
    t[1] = table_dated(ctx, &w, 2001, "current");
    gvc_result *r = measure_growth(ctx, t, 2, NULL);
    gvc_measure_options o = options_of(NULL, NULL);
    o.relative_to = "world";
    gvc_result *share = measure_growth(ctx, t, 2, &o);
    for (gvc_idx c = 0; c < w.countries; c++) {
        char name[16];
        snprintf(name, sizeof name, "C%d", (int)c);
        for (int k = 0; k < GROWTH_FACTORS; k++) {
            double both = growth_of(r, "points", name, growth_factors[k], "home") +
                          growth_of(r, "points", name, growth_factors[k], "foreign");
            expect_near(both, k == 5 ? 100 : 0, 100, growth_factors[k]);
            expect_near(growth_of(share, "value", name, growth_factors[k], "home"), 0, 1, name);
            expect_near(growth_of(share, "value", name, growth_factors[k], "foreign"), 0, 1, name);
        }
    }
    cr_expect_str_eq(gvc_result_term(share, 1)->units, "share of the world");
    gvc_result_free(r);
    gvc_result_free(share);
    gvc_table_free(t[0]);
    gvc_table_free(t[1]);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Shares of the world add up to 1 in both years. */
Test(growth, relative_to_the_world_adds_up_to_nothing)
{
    gvc_ctx *ctx = new_ctx();
    years y = make_years(ctx, &recipes[0], 2);
    gvc_measure_options o = options_of("demand", NULL);
    o.relative_to = "world";
    gvc_result *r = measure_growth(ctx, y.t, 2, &o);
    double first = 0, last = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        first += term(r, "first")[c];
        last += term(r, "last")[c];
    }
    expect_near(first, 1, 1, "first");
    expect_near(last, 1, 1, "last");
    gvc_result_free(r);
    free_years(&y);
    gvc_ctx_free(ctx);
}

/* ---- chains and choices
 * --------------------------------------------------------------------------
 */

Test(growth, chains_are_sums_of_links_and_direct_is_none)
{
    gvc_ctx *ctx = new_ctx();
    years y = make_years(ctx, &recipes[1], 4);
    gvc_result *chain = measure_growth(ctx, y.t, 4, NULL), *link[3];
    for (int k = 0; k < 3; k++) {
        link[k] = measure_growth(ctx, y.t + k, 2, NULL);
    }
    gvc_table *ends[2] = {y.t[0], y.t[3]};
    gvc_measure_options o = options_of(NULL, NULL);
    o.direct = true;
    gvc_result *direct = measure_growth(ctx, y.t, 4, &o), *two = measure_growth(ctx, ends, 2, NULL);
    double size = largest_of(chain, "value"), away = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(chain); c++) {
        double sum =
            term(link[0], "value")[c] + term(link[1], "value")[c] + term(link[2], "value")[c];
        expect_near(term(chain, "value")[c], sum, size, "chain");
        expect_near(term(direct, "value")[c], term(two, "value")[c], size, "direct");
        away = fmax(away, fabs(term(direct, "value")[c] - sum));
    }
    cr_expect(away > 1e-3 * size, "chained and direct contributions differ");
    cr_expect_str_eq(gvc_result_text(chain, "links"), "2000-2001, 2001-2002, 2002-2003");
    cr_expect_str_eq(gvc_result_text(direct, "links"), "2000-2003");
    for (int k = 0; k < 3; k++) {
        gvc_result_free(link[k]);
    }
    gvc_result_free(chain);
    gvc_result_free(direct);
    gvc_result_free(two);
    free_years(&y);
    gvc_ctx_free(ctx);
}

Test(growth, choosing_countries_changes_no_number)
{
    static const char *const chosen[] = {"C1", "C3", NULL};
    static const char *const levels[] = {"factor", "demand", "country"};
    gvc_ctx *ctx = new_ctx();
    years y = make_years(ctx, &recipes[1], 3);
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = options_of(levels[k], NULL);
        gvc_result *all = measure_growth(ctx, y.t, 3, &o);
        o.countries = chosen;
        gvc_result *some = measure_growth(ctx, y.t, 3, &o);
        gvc_idx inner = gvc_result_cells(all) / gvc_result_extent(all, 1);
        for (gvc_idx t = 0; t < gvc_result_nterms(all); t++) {
            const char *name = gvc_result_term(all, t)->name;
            for (gvc_idx c = 0; c < gvc_result_cells(all); c++) {
                double a = term(all, name)[c], b = term(some, name)[c];
                bool kept = c / inner == 1 || c / inner == 3;
                cr_expect(kept ? isnan(a) ? isnan(b) : fabs(a - b) <= 1e-11 * largest_of(all, name)
                               : isnan(b),
                          "%s, cell %d: %.17g, not %.17g", name, (int)c, b, a);
            }
        }
        gvc_result_free(all);
        gvc_result_free(some);
    }
    free_years(&y);
    gvc_ctx_free(ctx);
}

Test(growth, blocs_add_up_to_foreign_demand)
{
    static const gvc_bloc blocs[] = {{"C0", "near"}, {"C2", "far"}, {"C3", "near"}};
    gvc_ctx *ctx = new_ctx();
    years y = make_years(ctx, &recipes[1], 2);
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = options_of(k == 0 ? "factor" : "demand", NULL);
        gvc_result *whole = measure_growth(ctx, y.t, 2, &o);
        o.blocs = blocs;
        o.bloc_count = 3;
        gvc_result *split = measure_growth(ctx, y.t, 2, &o);
        double size = largest_of(whole, "value");
        gvc_idx d = gvc_result_find_dim(split, "demand"), columns = gvc_result_extent(split, d);
        cr_expect_eq(columns, 4);
        cr_expect_str_eq(gvc_result_label(split, d, 1), "near");
        cr_expect_str_eq(gvc_result_label(split, d, 3), "other");
        for (gvc_idx c = 0; c < gvc_result_cells(whole) / 2; c++) {
            const double *a = term(whole, "value") + 2 * c, *b = term(split, "value") + columns * c;
            expect_near(b[0], a[0], size, "home");
            expect_near(b[1] + b[2] + b[3], a[1], size, "foreign");
        }
        gvc_result_free(whole);
        gvc_result_free(split);
    }
    free_years(&y);
    gvc_ctx_free(ctx);
}

/* The columns of a row a country out of those by factor. */
Test(growth, summary_is_made_of_factors)
{
    gvc_ctx *ctx = new_ctx();
    years y = make_years(ctx, &recipes[1], 2);
    gvc_measure_options o = options_of("country", NULL);
    gvc_result *r = measure_growth(ctx, y.t, 2, NULL), *s = measure_growth(ctx, y.t, 2, &o);
    for (gvc_idx c = 0; c < gvc_result_extent(r, 1); c++) {
        const char *name = gvc_result_label(r, 1, c);
#define POINTS(FACTOR, DEMAND) growth_of(r, "points", name, FACTOR, DEMAND)
        double abroad = POINTS("fd_level", "foreign") + POINTS("fd_mix", "foreign") +
                        POINTS("tech_foreign", "home") + POINTS("tech_foreign", "foreign");
        double won = POINTS("fd_src", "foreign") + POINTS("src_foreign", "home") +
                     POINTS("src_foreign", "foreign");
        double own = POINTS("va_coef", "home") + POINTS("va_coef", "foreign") +
                     POINTS("tech_own", "home") + POINTS("tech_own", "foreign") +
                     POINTS("src_own", "home") + POINTS("src_own", "foreign");
#undef POINTS
        double growth = growth_sum(r, "points", name), index = term(s, "eli")[c];
        double inside = term(s, "home")[c], outside = term(s, "foreign")[c];
        double led = term(s, "export_led_share_simple")[c];
        expect_near(term(s, "growth")[c], growth, 100, "growth");
        expect_near(inside + outside, growth, 100, "home + foreign");
        expect_near(term(s, "demand_abroad")[c], abroad, 100, "demand_abroad");
        expect_near(term(s, "market_share_won")[c], won, 100, "market_share_won");
        expect_near(term(s, "own_structure")[c], own, 100, "own_structure");
        bool small = fabs(growth) < 1;
        if (small || (abroad + won) * growth < 0) {
            cr_expect(isnan(index), "index of %s", name);
        } else {
            expect_near(index, (abroad + won) / growth, 100, "eli");
        }
        cr_expect(small || inside * outside < 0 ? isnan(led)
                                                : fabs(led - outside / growth) <= 1e-12);
    }
    gvc_result_free(r);
    gvc_result_free(s);
    free_years(&y);
    gvc_ctx_free(ctx);
}

/* What every demand for home products holds, and the accounts as they are published, both add up to
 * growth; exports hold v L e. */
static void expect_national(gvc_ctx *ctx, const recipe *p)
{
    years y = make_years(ctx, p, 2);
    gvc_measure_options o = options_of("national", NULL);
    gvc_result *r = measure_growth(ctx, y.t, 2, &o);
    brute q = brute_accounts(&y.w[0]);
    for (gvc_idx c = 0; c < y.w[0].countries; c++) {
        char name[16];
        snprintf(name, sizeof name, "C%d", (int)c);
        double first = value_of(&y.w[0], c), last = value_of(&y.w[1], c), exports = 0;
        double size = fabs(first) + fabs(last);
        gvc_idx n = y.w[0].n;
        double *own = calloc((size_t)(n * n) + 1, sizeof *own);
        for (gvc_idx i = 0; i < n * n; i++) {
            bool within = y.w[0].country[i / n] == c && y.w[0].country[i % n] == c;
            own[i] = within ? q.a[i] : 0;
        }
        double *l = leontief(own, n);
        for (gvc_idx i = y.w[0].offset[c]; i < y.w[0].offset[c + 1]; i++) {
            for (gvc_idx j = y.w[0].offset[c]; j < y.w[0].offset[c + 1]; j++) {
                for (gvc_idx d = 0; d < y.w[0].countries; d++) {
                    exports += q.v[i] * l[i * n + j] * (d == c ? 0 : q.e[j * y.w[0].countries + d]);
                }
            }
        }
        free(l);
        free(own);
        expect_near(growth_of(r, "first", name, NULL, "exports"), exports, size, "exports");
        expect_near(growth_sum(r, "value", name), last - first, size, name);
        expect_near(growth_sum(r, "first", name), first, size, name);
        if (first != 0) {
            double points = 100 * (last - first) / first, most = 100 * size / fabs(first);
            expect_near(growth_sum(r, "points", name), points, most, name);
            expect_near(growth_sum(r, "net", name), points, 10 * most, name);
        }
    }
    free_brute(&q);
    gvc_result_free(r);
    free_years(&y);
}

Test(growth, national_accounts_add_up_both_ways)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        expect_national(ctx, &recipes[k]);
    }
    gvc_ctx_free(ctx);
}

/* ---- volumes -----------------------------------------------------------------------------------
 */

/* Current prices 2000, 2001; 2001 and 2002 in prices of the year before: the parts add up to the
 * product of both volume changes, and each link counts with the volume up to then. */
Test(growth, volumes_are_chained_with_their_index)
{
    gvc_ctx *ctx = new_ctx();
    world w[4];
    gvc_table *t[4];
    for (int k = 0; k < 4; k++) {
        static const int year[] = {2000, 2001, 2001, 2002};
        w[k] = make_world(&recipes[1], 30 + (uint64_t)k);
        t[k] = table_dated(ctx, &w[k], year[k], k % 2 == 0 ? "current" : "previous year");
    }
    gvc_table *first[2] = {t[0], t[1]}, *second[2] = {t[2], t[3]};
    gvc_result *chain = measure_growth(ctx, t, 4, NULL), *one = measure_growth(ctx, first, 2, NULL),
               *two = measure_growth(ctx, second, 2, NULL);
    for (gvc_idx c = 0; c < w[0].countries; c++) {
        char name[16];
        snprintf(name, sizeof name, "C%d", (int)c);
        double a = value_of(&w[1], c) / value_of(&w[0], c);
        double b = value_of(&w[3], c) / value_of(&w[2], c);
        expect_near(growth_sum(chain, "points", name), 100 * (a * b - 1), 100 * a * b, name);
        for (int k = 0; k < GROWTH_FACTORS; k++) {
            double p1 = growth_of(one, "points", name, growth_factors[k], "foreign");
            double p2 = growth_of(two, "points", name, growth_factors[k], "foreign");
            expect_near(growth_of(chain, "points", name, growth_factors[k], "foreign"), p1 + a * p2,
                        100 * a * b, growth_factors[k]);
        }
    }
    cr_expect_str_eq(gvc_result_text(chain, "links"), "2000-2001, 2001-2002");
    const char *units = gvc_result_term(chain, gvc_result_find_term(chain, "value"))->units;
    cr_expect(strstr(units, ", 2000 prices") != NULL, "%s", units);
    gvc_result_free(chain);
    gvc_result_free(one);
    gvc_result_free(two);
    for (int k = 0; k < 4; k++) {
        gvc_table_free(t[k]);
        free_world(&w[k]);
    }
    gvc_ctx_free(ctx);
}

Test(growth, tables_are_arranged_by_year)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[3], 4);
    static const int year[] = {2001, 2000, 2001, 2002, 2002};
    static const char *const prices[] = {"current", "current", "previous year", "current",
                                         "previous year"};
    gvc_table *t[5];
    const gvc_table *tables[5];
    for (int k = 0; k < 5; k++) {
        t[k] = table_dated(ctx, &w, year[k], prices[k]);
        tables[k] = t[k];
    }
    gvc_idx count = 5;
    expect_ok(ctx, gvc_growth_arrange(ctx, tables, &count));
    cr_expect_eq(count, 4); /* nothing follows 2002 in current prices */
    cr_expect(tables[0] == t[1] && tables[1] == t[2] && tables[2] == t[0] && tables[3] == t[4]);
    count = 1;
    cr_expect_eq(gvc_growth_arrange(ctx, tables, &count), GVC_EARG);
    const gvc_table *twice[] = {t[0], t[1], t[0]};
    count = 3;
    cr_expect_eq(gvc_growth_arrange(ctx, twice, &count), GVC_EARG);
    gvc_table *undated = table_of(ctx, &w, false);
    const gvc_table *some[] = {t[0], undated};
    count = 2;
    cr_expect_eq(gvc_growth_arrange(ctx, some, &count), GVC_EARG);
    gvc_table_free(undated);
    for (int k = 0; k < 5; k++) {
        gvc_table_free(t[k]);
    }
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- satellites
 * ----------------------------------------------------------------------------------
 */

/* Jobs of every industry, of a year. */
static double jobs_of(gvc_idx i, int year)
{
    return (double)(3 + i * 7 % 11 + (year == 0 ? 0 : i % 4));
}

static gvc_table *table_with_jobs(gvc_ctx *ctx, const world *w, int year, double *jobs)
{
    gvc_builder *b = builder_stating(ctx, w, false, NULL);
    gvc_table *t = NULL;
    for (gvc_idx i = 0; i < w->n; i++) {
        jobs[i] = jobs_of(i, year);
    }
    gvc_builder_set_year(b, 2000 + year);
    expect_ok(ctx, gvc_builder_extension_row(ctx, b, "jobs", "persons", jobs, NULL));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(growth, satellites_take_the_place_of_value_added)
{
    gvc_ctx *ctx = new_ctx();
    double jobs[2][256], size = 0;
    world w[2] = {make_world(&plain[0], 81), make_world(&plain[0], 82)};
    gvc_table *t[2];
    brute q[2];
    for (int k = 0; k < 2; k++) {
        t[k] = table_with_jobs(ctx, &w[k], k, jobs[k]);
        q[k] = brute_accounts(&w[k]);
        for (gvc_idx i = 0; i < w[k].n; i++) {
            q[k].v[i] = jobs[k][i] / q[k].x[i];
            size += jobs[k][i];
        }
    }
    gvc_measure_options o = options_of(NULL, NULL);
    o.satellite = "jobs";
    gvc_result *r = measure_growth(ctx, t, 2, &o);
    combinations all = all_combinations(q, 1);
    orders by = all_orders(&all);
    for (int k = 0; k < GROWTH_FACTORS; k++) {
        const char *factor = k == 0 ? "intensity" : growth_factors[k];
        expect_near(growth_of(r, "value", "C1", factor, "home"), by.mean[k][0], size, factor);
        expect_near(growth_of(r, "value", "C1", factor, "foreign"), by.mean[k][1], size, factor);
    }
    double change = 0;
    for (gvc_idx i = w[0].offset[1]; i < w[0].offset[2]; i++) {
        change += jobs[1][i] - jobs[0][i];
    }
    expect_near(growth_sum(r, "value", "C1"), change, size, "jobs");
    cr_expect_str_eq(gvc_result_term(r, gvc_result_find_term(r, "value"))->units, "persons");
    gvc_result_free(r);
    o.satellite = "wages";
    r = NULL;
    const gvc_table *others[] = {t[0]};
    o.method = "growth";
    o.others = others;
    o.other_count = 1;
    expect_error(ctx, gvc_measure(ctx, &r, t[1], &o), GVC_EUNKNOWN,
                 "the table of 2000 has no satellite 'wages'; it has jobs");
    for (int k = 0; k < 2; k++) {
        free_brute(&q[k]);
        gvc_table_free(t[k]);
        free_world(&w[k]);
    }
    gvc_ctx_free(ctx);
}

/* ---- logarithmic means
 * ---------------------------------------------------------------------------
 */

static double log_mean(double a, double b)
{
    return a == b ? a : (b - a) / (log(b) - log(a));
}

Test(growth, lmdi_equals_plain_logarithms)
{
    gvc_ctx *ctx = new_ctx();
    world w[2] = {make_world(&rich[0], 91), make_world(&rich[0], 92)};
    gvc_table *t[2] = {table_of(ctx, &w[0], false), table_of(ctx, &w[1], false)};
    brute q[2] = {brute_accounts(&w[0]), brute_accounts(&w[1])};
    double *b[2] = {leontief(q[0].a, w[0].n), leontief(q[1].a, w[1].n)}, effect[3] = {0, 0, 0};
    for (gvc_idx i = w[0].offset[1]; i < w[0].offset[2]; i++) {
        for (gvc_idx j = 0; j < w[0].n; j++) {
            double y[2] = {0, 0};
            for (gvc_idx r = 0; r < w[0].countries; r++) {
                y[0] += r == 1 ? 0 : w[0].y[j * w[0].countries + r];
                y[1] += r == 1 ? 0 : w[1].y[j * w[1].countries + r];
            }
            double from = b[0][i * w[0].n + j], to = b[1][i * w[0].n + j];
            double mean = log_mean(q[0].v[i] * from * y[0], q[1].v[i] * to * y[1]);
            effect[0] += mean * log(q[1].v[i] / q[0].v[i]);
            effect[1] += mean * log(to / from);
            effect[2] += mean * log(y[1] / y[0]);
        }
    }
    gvc_measure_options o = options_of(NULL, "lmdi");
    gvc_result *r = measure_growth(ctx, t, 2, &o);
    double size = largest_of(r, "value");
    expect_near(growth_of(r, "value", "C1", "va_coef", "foreign"), effect[0], size, "va_coef");
    expect_near(growth_of(r, "value", "C1", "leontief", "foreign"), effect[1], size, "leontief");
    expect_near(growth_of(r, "value", "C1", "final_demand", "foreign"), effect[2], size,
                "final_demand");
    gvc_result_free(r);
    for (int k = 0; k < 2; k++) {
        free(b[k]);
        free_brute(&q[k]);
        gvc_table_free(t[k]);
        free_world(&w[k]);
    }
    gvc_ctx_free(ctx);
}

/* ---- what is refused
 * -----------------------------------------------------------------------------
 */

static void expect_refused(gvc_ctx *ctx, gvc_table *from, gvc_table *to,
                           const gvc_measure_options *given, gvc_status code, const char *part)
{
    const gvc_table *others[] = {from};
    gvc_measure_options o = *given;
    gvc_result *r = NULL;
    o.method = "growth";
    o.others = from == NULL ? NULL : others;
    o.other_count = from == NULL ? 0 : 1;
    gvc_status status = gvc_measure(ctx, &r, to, &o);
    cr_expect(status == code && strstr(gvc_ctx_error(ctx), part) != NULL, "%s: %s, not %s",
              gvc_status_name(status), gvc_ctx_error(ctx), part);
    cr_expect(r == NULL);
}

Test(growth, refuses_what_has_no_meaning)
{
    static const recipe other_sizes = {"other", {4, 3, 6, -1}, 2, 0, 0};
    static const gvc_bloc taken[] = {{"C1", "home"}}, nowhere[] = {{"C9", "far"}},
                          twice[] = {{"C1", "far"}, {"C1", "near"}};
    static const char *const unknown[] = {"C7", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&plain[0], 5), v = make_world(&other_sizes, 5),
          n = make_world(&plain[4], 6);
    gvc_table *a = table_dated(ctx, &w, 2000, "current"),
              *b = table_dated(ctx, &w, 2001, "current"),
              *c = table_dated(ctx, &v, 2001, "current"),
              *p = table_dated(ctx, &w, 2001, "previous year");
    gvc_table *n0 = table_dated(ctx, &n, 2000, "current"), *n1 = table_dated(ctx, &n, 2001, NULL);
    gvc_measure_options o = options_of(NULL, NULL);
    expect_refused(ctx, NULL, b, &o, GVC_EARG, "give two or more");
    expect_refused(ctx, b, a, &o, GVC_EARG, "a table of 2000 follows one of 2001");
    expect_refused(ctx, a, c, &o, GVC_ESHAPE,
                   "the table of 2000 has no sector S5, which that of "
                   "2001 has; gvc aggregate");
    expect_refused(ctx, p, p, &o, GVC_ESHAPE, "no table of 2000 in current prices");
    expect_refused(ctx, p, b, &o, GVC_ESHAPE, "no table of 2000 in current prices");
    o.countries = unknown;
    expect_refused(ctx, a, b, &o, GVC_EUNKNOWN, "no country 'C7'");
    o = options_of(NULL, NULL);
    o.blocs = taken;
    o.bloc_count = 1;
    expect_refused(ctx, a, b, &o, GVC_EARG, "a row of its own");
    o.blocs = nowhere;
    expect_refused(ctx, a, b, &o, GVC_EUNKNOWN, "--blocs: no country 'C9'");
    o.blocs = twice;
    o.bloc_count = 2;
    expect_refused(ctx, a, b, &o, GVC_EARG, "'C1' is in 'far' and in 'near'");
    o.level = "country";
    expect_refused(ctx, a, b, &o, GVC_EARG, "no rows for blocs");
    o = options_of("demand", "polar");
    expect_refused(ctx, a, b, &o, GVC_EARG, "levels come before any factors");
    o = options_of("national", "polar");
    expect_refused(ctx, a, b, &o, GVC_EARG, "national accounts come before any factors");
    o = options_of("national", NULL);
    o.blocs = twice;
    o.bloc_count = 2;
    expect_refused(ctx, a, b, &o, GVC_EARG, "not who takes them");
    o = options_of("country", "lmdi");
    expect_refused(ctx, a, b, &o, GVC_EARG, "the export-led index needs");
    o = options_of(NULL, "lmdi");
    expect_refused(ctx, n0, n1, &o, GVC_EDATA, "use --method shapley");
    o = options_of(NULL, NULL);
    o.relative_to = "moon";
    expect_refused(ctx, a, b, &o, GVC_EARG, "relative to 'moon'");
    gvc_table *all[] = {a, b, c, p, n0, n1};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_table_free(all[k]);
    }
    free_world(&w);
    free_world(&v);
    free_world(&n);
    gvc_ctx_free(ctx);
}

/* The options of growth are refused elsewhere, and tell measures apart. */
Test(growth, options_belong_to_growth)
{
    gvc_ctx *ctx = new_ctx();
    static const char *const some[] = {"C1", NULL};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.countries = some;
    cr_expect_eq(gvc_measure_check(ctx, &o, NULL), GVC_EARG);
    o.countries = NULL;
    o.direct = true;
    cr_expect_eq(gvc_measure_check(ctx, &o, NULL), GVC_EARG);
    o.direct = false;
    o.relative_to = "world";
    cr_expect_eq(gvc_measure_check(ctx, &o, NULL), GVC_EARG);
    gvc_ctx_free(ctx);
}
