/* test_rates_index.c - real exchange rates over several tables, from weights and prices */
#include "worlds.h"

enum { YEARS = 3, PLACES = 4 };

static gvc_table *table_of_year(gvc_ctx *ctx, int year, uint64_t seed, bool backwards)
{
    static const recipe four = {"four countries", {3, 2, 4, 3, -1}, 2, 0, 0};
    world w = make_world(&four, seed);
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char country[16], sector[16];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx k = 0; k < PLACES; k++) {
        gvc_idx c = backwards ? PLACES - 1 - k : k;
        snprintf(country, sizeof country, "C%d", (int)c);
        for (gvc_idx i = w.offset[c]; i < w.offset[c + 1]; i++) {
            snprintf(sector, sizeof sector, "S%d", (int)w.sector[i]);
            expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
        }
    }
    for (gvc_idx d = 0; d < PLACES; d++) {
        snprintf(country, sizeof country, "C%d", (int)d);
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, w.z, (size_t)(w.n * w.n) * sizeof(double));
    memcpy(gvc_builder_y(b)->data, w.y, (size_t)(w.n * PLACES) * sizeof(double));
    if (year != 0) {
        gvc_builder_set_year(b, year);
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    free_world(&w);
    return t;
}

static const char *const names[PLACES] = {"C0", "C1", "C2", "C3"};

/* Made-up prices; steady: those of all countries rise by the same part. */
static void make_prices(const int *years, bool steady, gvc_deflator *out)
{
    uint64_t seed = 99;
    for (int y = 0; y < YEARS; y++) {
        for (int c = 0; c < PLACES; c++) {
            double rise = steady ? 1 + 0.5 * y : 1 + noise(&seed);
            double rate = steady ? 1 : 0.5 + 10 * noise(&seed);
            out[y * PLACES + c] = (gvc_deflator){names[c], years[y], (c + 1) * rise, rate};
        }
    }
}

static gvc_measure_options index_options(const gvc_table *const *others, gvc_idx count,
                                         const gvc_deflator *prices)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "rates_index";
    o.others = others;
    o.other_count = count;
    o.deflators = prices;
    o.deflator_count = YEARS * PLACES;
    return o;
}

static const int years[YEARS] = {2000, 2005, 2010};

/* Change of the price of c, by label, between two of the years. */
static double change(const gvc_deflator *prices, int from, int to, const char *c)
{
    int at = c[1] - '0';
    const gvc_deflator *a = &prices[from * PLACES + at], *b = &prices[to * PLACES + at];
    return log(b->deflator / b->rate) - log(a->deflator / a->rate);
}

/* Table by table, with the mean of the weights of both, whatever the order of countries. */
Test(rates_index, chains_weights_and_prices)
{
    gvc_ctx *ctx = new_ctx();
    gvc_deflator prices[YEARS * PLACES];
    gvc_table *t[YEARS];
    gvc_result *w[YEARS];
    make_prices(years, false, prices);
    for (int y = 0; y < YEARS; y++) {
        t[y] = table_of_year(ctx, years[y], (uint64_t)y + 1, y == 1);
        w[y] = measure_of(ctx, t[y], "rates", NULL, NULL);
    }
    const gvc_table *const others[] = {t[0], t[1]};
    gvc_measure_options o = index_options(others, 2, prices);
    gvc_result *r = measure(ctx, t[2], &o);
    for (int s = 0; s < PLACES; s++) {
        double value[2] = {0, 0}, own = 0;
        for (int y = 1; y < YEARS; y++) {
            own += change(prices, y - 1, y, names[s]);
            for (int k = 0; k < 2; k++) {
                value[k] += change(prices, y - 1, y, names[s]);
                for (int p = 0; p < PLACES; p++) {
                    double weight = 0;
                    for (int side = y - 1; side <= y; side++) {
                        gvc_idx cell = label_at(w[side], 1, names[s]) * PLACES +
                                       label_at(w[side], 2, names[p]);
                        weight += term(w[side], k == 0 ? "weight" : "gross_weight")[cell] / 2;
                    }
                    value[k] -= weight * change(prices, y - 1, y, names[p]);
                }
            }
        }
        gvc_idx at = label_at(r, 1, names[s]);
        cr_expect(fabs(term(r, "vareer")[at] / 100 / exp(value[0]) - 1) <= 1e-12);
        cr_expect(fabs(term(r, "reer_gross")[at] / 100 / exp(value[1]) - 1) <= 1e-12);
        cr_expect(fabs(term(r, "price")[at] / 100 / exp(own) - 1) <= 1e-12);
    }
    for (int y = 0; y < YEARS; y++) {
        gvc_table_free(t[y]);
        gvc_result_free(w[y]);
    }
    gvc_result_free(r);
    gvc_ctx_free(ctx);
}

/* Prices that rise alike change nothing. */
Test(rates_index, of_steady_prices_is_100)
{
    gvc_ctx *ctx = new_ctx();
    gvc_deflator prices[YEARS * PLACES];
    make_prices(years, true, prices);
    gvc_table *a = table_of_year(ctx, 2000, 1, false), *b = table_of_year(ctx, 2005, 2, false);
    const gvc_table *const others[] = {a};
    gvc_measure_options o = index_options(others, 1, prices);
    gvc_result *r = measure(ctx, b, &o);
    for (int s = 0; s < PLACES; s++) {
        cr_expect(fabs(term(r, "vareer")[s] - 100) <= 1e-12 * 100);
        cr_expect(fabs(term(r, "reer_gross")[s] - 100) <= 1e-12 * 100);
        cr_expect(fabs(term(r, "price")[s] - 150) <= 1e-12 * 150);
    }
    gvc_result_free(r);
    gvc_table_free(a);
    gvc_table_free(b);
    gvc_ctx_free(ctx);
}

Test(rates_index, refuses_what_does_not_fit)
{
    gvc_ctx *ctx = new_ctx();
    gvc_deflator prices[YEARS * PLACES];
    make_prices(years, false, prices);
    gvc_table *a = table_of_year(ctx, 2000, 1, false), *b = table_of_year(ctx, 2005, 2, false);
    gvc_table *never = table_of_year(ctx, 0, 2, false);
    world w = make_world(&recipes[3], 1);
    gvc_table *one = table_of(ctx, &w, false);
    gvc_result *r = NULL;
    const gvc_table *const early[] = {a}, *const late[] = {b}, *const both[] = {b, a},
                           *const unknown[] = {never};
    gvc_measure_options o = index_options(NULL, 0, prices);
    expect_error(ctx, gvc_measure(ctx, &r, b, &o), GVC_EARG,
                 "an index needs two tables or more, in the order of their years");
    o = index_options(early, 1, prices);
    o.deflator_count = 0;
    expect_error(ctx, gvc_measure(ctx, &r, b, &o), GVC_EARG,
                 "an index needs deflators, --index FILE with lines country,year,deflator,rate");
    o = index_options(both, 2, prices);
    expect_error(ctx, gvc_measure(ctx, &r, b, &o), GVC_EARG,
                 "tables in the order of their years: 2000 comes after 2005");
    o = index_options(late, 1, prices);
    expect_error(ctx, gvc_measure(ctx, &r, a, &o), GVC_EARG,
                 "tables in the order of their years: 2000 comes after 2005");
    o = index_options(unknown, 1, prices);
    expect_error(ctx, gvc_measure(ctx, &r, b, &o), GVC_EARG,
                 "an index needs the years of its tables; table 1 says none");
    o = index_options(early, 1, prices);
    expect_error(ctx, gvc_measure(ctx, &r, never, &o), GVC_EARG,
                 "an index needs the years of its tables; the last one says none");
    o.deflator_count = PLACES + 2;
    expect_error(ctx, gvc_measure(ctx, &r, b, &o), GVC_EUNKNOWN,
                 "--index: no line for 'C2' in 2005; prices that are missing are not constant, so "
                 "every country of the table needs one");
    cr_expect_null(r);
    gvc_table_free(a);
    gvc_table_free(b);
    gvc_table_free(never);
    gvc_table_free(one);
    free_world(&w);
    gvc_ctx_free(ctx);
}
