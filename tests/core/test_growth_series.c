/* test_growth_series.c - which tables may be compared, and what cannot be told of a start at 0 */
#include "growing.h"

static const recipe three = {"three countries", {4, 3, 5, -1}, 2, 0, 0};

static void expect_refused(gvc_ctx *ctx, const gvc_table *from, const gvc_table *to,
                           const char *method, const char *part)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = method;
    o.others = &from;
    o.other_count = 1;
    gvc_status status = gvc_measure(ctx, &r, to, &o);
    cr_expect_eq(status, GVC_ESHAPE, "%s: %s", gvc_status_name(status), gvc_ctx_error(ctx));
    cr_expect(strstr(gvc_ctx_error(ctx), part) != NULL, "%s", gvc_ctx_error(ctx));
    gvc_result_free(r);
}

Test(series, prices_of_the_year_before_are_those_of_the_year_before)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 5);
    gvc_table *a = table_dated(ctx, &w, 2000, "current"),
              *gap = table_dated(ctx, &w, 2002, "previous year");
    expect_refused(ctx, a, gap, "growth", "no table of 2001 in current prices");
    gvc_table_free(a);
    gvc_table_free(gap);
    free_world(&w);
    gvc_ctx_free(ctx);
}

static gvc_table *table_in(gvc_ctx *ctx, const world *w, int year, const char *key,
                           const char *text)
{
    gvc_builder *b = builder_stating(ctx, w, false, NULL);
    gvc_table *t = NULL;
    gvc_builder_set_year(b, year);
    expect_ok(ctx, gvc_builder_set_text(ctx, b, key, text));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(series, what_is_compared_is_in_one_unit_and_in_the_same_prices)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 5);
    gvc_table *current = table_in(ctx, &w, 2000, "prices", "current"),
              *constant = table_in(ctx, &w, 2001, "prices", "constant 1990"),
              *dollar = table_in(ctx, &w, 2000, "units", "million USD"),
              *euro = table_in(ctx, &w, 2001, "units", "billion EUR"),
              *silent = table_in(ctx, &w, 2001, "units", "unknown");
    expect_refused(ctx, current, constant, "growth",
                   "prices of the table of 2000: current; of the table of 2001: constant 1990");
    expect_refused(ctx, dollar, euro, "growth", "million USD; of the table of 2001: billion EUR");
    expect_refused(ctx, dollar, euro, "exposure_upgrade", "million USD");
    expect_refused(ctx, dollar, euro, "scenario_demand", "million USD");
    gvc_table *pair[] = {dollar, silent};
    gvc_result_free(measure_growth(ctx, pair, 2, NULL));
    gvc_table *all[] = {current, constant, dollar, euro, silent};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_table_free(all[k]);
    }
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* A country of its own in every bloc: once that took twice as long for each. */
Test(series, many_blocs_take_no_time)
{
    enum { BLOCS = 60 };
    char names[BLOCS][2][16];
    gvc_bloc blocs[BLOCS];
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 5);
    gvc_table *t[] = {table_dated(ctx, &w, 2000, NULL), table_dated(ctx, &w, 2001, NULL)};
    const gvc_table *first = t[0];
    for (int b = 0; b < BLOCS; b++) {
        snprintf(names[b][0], sizeof names[b][0], "C%d", b);
        snprintf(names[b][1], sizeof names[b][1], "bloc %d", b);
        blocs[b] = (gvc_bloc){names[b][0], names[b][1]};
    }
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = "growth";
    o.level = "demand";
    o.blocs = blocs;
    o.bloc_count = BLOCS;
    o.others = &first;
    o.other_count = 1;
    expect_error(ctx, gvc_measure(ctx, &r, t[1], &o), GVC_EUNKNOWN,
                 "--blocs: no country 'C3' in the table; did you mean C0, C1, C2?");
    for (int k = 0; k < 2; k++) {
        gvc_table_free(t[k]);
    }
    free_world(&w);
    gvc_ctx_free(ctx);
}

static gvc_table *table_of_jobs(gvc_ctx *ctx, const world *w, int year, const double *jobs)
{
    gvc_builder *b = builder_stating(ctx, w, false, NULL);
    gvc_table *t = NULL;
    gvc_builder_set_year(b, year);
    expect_ok(ctx, gvc_builder_extension_row(ctx, b, "jobs", "persons", jobs, NULL));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(series, growth_from_nothing_is_no_number)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 5);
    double jobs[256];
    for (gvc_idx i = 0; i < w.n; i++) {
        jobs[i] = w.country[i] == 1 ? 0 : 1;
    }
    gvc_table *t[2] = {table_of_jobs(ctx, &w, 2000, jobs), NULL};
    jobs[w.offset[1]] = 2;
    t[1] = table_of_jobs(ctx, &w, 2001, jobs);
    static const char *const levels[] = {"factor", "demand", "country", "national"};
    for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.level = levels[k];
        o.satellite = "jobs";
        gvc_result *r = measure_growth(ctx, t, 2, &o);
        for (gvc_idx j = 0; j < gvc_result_nterms(r); j++) {
            for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
                cr_expect(!isinf(gvc_result_values(r, j)[c]), "%s: %s", levels[k],
                          gvc_result_term(r, j)->name);
            }
        }
        gvc_result_free(r);
    }
    for (int k = 0; k < 2; k++) {
        gvc_table_free(t[k]);
    }
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* A satellite beside value added leaves the units of what is about money. */
Test(series, units_are_those_of_each_column)
{
    static const struct {
        const char *method, *term, *units;
    } wanted[] = {
        {"exposure_upgrade", "net_fx", "unknown"},
        {"exposure_upgrade", "va_per_job", "unknown / persons"},
        {"scenario_demand", "va", "unknown"},
        {"scenario_demand", "satellite", "persons"},
        {"paths", "contribution", "persons"},
        {"footprint", "pba", "persons"},
    };
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 5);
    double jobs[256];
    for (gvc_idx i = 0; i < w.n; i++) {
        jobs[i] = 1 + (double)(i % 3);
    }
    gvc_table *t = table_of_jobs(ctx, &w, 2000, jobs);
    static const char *const one[] = {"C1", NULL};
    const gvc_shock shock = {.buyer = one, .by = -0.1};
    for (size_t k = 0; k < sizeof wanted / sizeof *wanted; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = wanted[k].method;
        o.satellite = "jobs";
        if (strcmp(o.method, "scenario_demand") == 0) {
            o.shocks = &shock;
            o.shock_count = 1;
        }
        gvc_result *r = measure(ctx, t, &o);
        gvc_idx at = gvc_result_find_term(r, wanted[k].term);
        cr_assert(at >= 0, "%s has no %s", o.method, wanted[k].term);
        cr_expect_str_eq(gvc_result_term(r, at)->units, wanted[k].units, "%s %s: %s", o.method,
                         wanted[k].term, gvc_result_term(r, at)->units);
        gvc_result_free(r);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
