/* test_estimate.c - what a measure would take, from labels alone and from the whole table */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"

static gvc_ctx *ctx;

static void enter(void)
{
    gvc_ctx_new(&ctx);
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 2));
}

static void leave(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(estimate, .init = enter, .fini = leave);

/* countries x sectors, every `every`th flow is there; bare: labels alone. */
static gvc_table *make(gvc_idx countries, gvc_idx sectors, gvc_idx every, bool bare)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char country[16], sector[16];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < countries * sectors; i++) {
        snprintf(country, sizeof country, "C%d", (int)(i / sectors));
        snprintf(sector, sizeof sector, "s%d", (int)(i % sectors));
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx c = 0; c < countries; c++) {
        snprintf(country, sizeof country, "C%d", (int)c);
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "FD"));
    }
    if (bare) {
        expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
        return t;
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            z->data[i * z->stride + j] = (i * 7 + j) % every == 0 ? 1 : 0;
        }
        for (gvc_idx d = 0; d < y->cols; d++) {
            y->data[i * y->stride + d] = (double)z->cols;
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static gvc_measure_cost cost_of(const gvc_table *t, const gvc_measure_options *o)
{
    gvc_measure_cost cost = {0};
    expect_ok(ctx, gvc_measure_estimate(ctx, &cost, t, o));
    cr_expect_eq(cost.industries, gvc_table_count(t, GVC_INDUSTRY));
    cr_expect_eq(cost.countries, gvc_table_count(t, GVC_COUNTRY));
    cr_expect(cost.bytes > (size_t)64 << 20 && cost.seconds > 0);
    return cost;
}

static void expect_no_less(const gvc_measure_cost *more, const gvc_measure_cost *less,
                           const char *what)
{
    cr_expect(more->bytes >= less->bytes, "%s: %zu bytes, expected %zu or more", what, more->bytes,
              less->bytes);
    cr_expect(more->seconds >= less->seconds, "%s: %g s, expected %g or more", what, more->seconds,
              less->seconds);
}

/* Options as they come: some methods want more than that, and say so here as there, or as they
 * begin. */
Test(estimate, knows_the_result_of_every_method_at_every_level)
{
    gvc_table *full = make(4, 3, 1, false), *bare = make(4, 3, 1, true);
    gvc_idx estimated = 0;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        for (gvc_idx l = 0; (*m)->levels != NULL && (*m)->levels[l] != NULL; l++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            gvc_result *r = NULL;
            gvc_measure_cost by_labels = {0};
            o.method = (*m)->name;
            o.level = (*m)->levels[l];
            gvc_status status = gvc_measure(ctx, &r, full, &o);
            char *said = strdup(gvc_ctx_error(ctx));
            gvc_status guess = gvc_measure_estimate(ctx, &by_labels, bare, &o);
            if (status == GVC_OK) {
                gvc_measure_cost cost = cost_of(full, &o);
                cr_expect_eq(guess, GVC_OK, "%s: %s", o.method, gvc_ctx_error(ctx));
                cr_expect_eq(cost.cells, gvc_result_cells(r), "%s %s", o.method, o.level);
                cr_expect_eq(cost.terms, gvc_result_nterms(r), "%s %s", o.method, o.level);
                cr_expect_eq(by_labels.cells, cost.cells);
                cr_expect_eq(by_labels.terms, cost.terms);
                expect_no_less(&by_labels, &cost, o.method);
                estimated++;
            } else if (guess != GVC_OK) {
                cr_expect_str_eq(gvc_ctx_error(ctx), said);
            }
            free(said);
            gvc_result_free(r);
        }
    }
    cr_expect_gt(estimated, 15);
    gvc_table_free(full);
    gvc_table_free(bare);
}

/* Whatever the density, and with the solver that is named. */
Test(estimate, from_labels_is_no_less_than_from_the_table)
{
    static const gvc_idx every[] = {1, 2, 3, 5, 10, 50};
    static const char *const methods[] = {"bm", "wwz", "trace", "apl", "position"};
    gvc_table *bare = make(12, 50, 1, true);
    for (size_t k = 0; k < sizeof every / sizeof *every; k++) {
        gvc_table *full = make(12, 50, every[k], false);
        for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            o.method = methods[m];
            gvc_measure_cost labels = cost_of(bare, &o), whole = cost_of(full, &o);
            expect_no_less(&labels, &whole, methods[m]);
            o.solver = "gauss-jordan";
            labels = cost_of(bare, &o);
            whole = cost_of(full, &o);
            expect_no_less(&labels, &whole, methods[m]);
        }
        gvc_table_free(full);
    }
    gvc_table_free(bare);
}

Test(estimate, grows_with_the_table_and_the_detail)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_measure_cost last = {0};
    for (gvc_idx sectors = 20; sectors <= 320; sectors *= 2) {
        gvc_table *t = make(40, sectors, 1, true);
        o.level = "country";
        gvc_measure_cost cost = cost_of(t, &o);
        expect_no_less(&cost, &last, "more sectors");
        cr_expect_gt(cost.seconds, last.seconds);
        last = cost;
        o.level = "bilateral";
        gvc_measure_cost more = cost_of(t, &o);
        expect_no_less(&more, &cost, "more rows");
        cr_expect_gt(more.cells, cost.cells);
        gvc_table_free(t);
    }
    /* 12800 industries: Z alone is 1.3 GB. */
    cr_expect(last.bytes > 1310720000 && last.bytes < 3 * (size_t)1310720000, "%zu", last.bytes);
}

Test(estimate, heeds_groups_terms_and_solver)
{
    static const char *const members[] = {"C0", "C3", NULL}, *const terms[] = {"gexp", "dva", NULL};
    static const gvc_group group = {"G", members};
    static const gvc_sector_group sectors[] = {{"s0", "all"}, {"s1", "all"}, {"s2", "all"}};
    gvc_table *t = make(6, 3, 1, true), *full = make(6, 3, 1, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = "sector";
    gvc_measure_cost plain = cost_of(t, &o);
    o.groups = &group;
    o.group_count = 1;
    gvc_measure_cost grouped = cost_of(t, &o);
    cr_expect_eq(grouped.cells, plain.cells / 6 * 5);
    o.sector_groups = sectors;
    o.sector_group_count = 3;
    cr_expect_eq(cost_of(t, &o).cells, 5);
    o.terms = terms;
    cr_expect_eq(cost_of(t, &o).terms, 2);
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, full, &o));
    cr_expect_eq(gvc_result_cells(r), 5);
    cr_expect_eq(gvc_result_nterms(r), 2);
    gvc_result_free(r);
    gvc_table_free(full);
    gvc_table_free(t);
}

/* As gvc_measure says it, and whatever the memory limit. */
static void expect_refused(const gvc_table *bare, const gvc_table *full,
                           const gvc_measure_options *o, gvc_status code)
{
    gvc_result *r = NULL;
    gvc_measure_cost cost = {.bytes = 7};
    cr_expect_eq(gvc_measure(ctx, &r, full, o), code, "%s", gvc_ctx_error(ctx));
    char *said = strdup(gvc_ctx_error(ctx));
    cr_expect_eq(gvc_measure_estimate(ctx, &cost, bare, o), code);
    cr_expect_str_eq(gvc_ctx_error(ctx), said);
    cr_expect_eq(gvc_measure_estimate(ctx, &cost, full, o), code);
    cr_expect_str_eq(gvc_ctx_error(ctx), said);
    cr_expect_eq(cost.bytes, 7);
    free(said);
}

Test(estimate, refuses_what_the_measure_refuses)
{
    static const char *const drop[] = {"XX", NULL}, *const nobody[] = {"C9", NULL};
    static const gvc_group group = {"G", nobody};
    static const gvc_sector_group sector = {"s9", "all"};
    gvc_table *bare = make(2, 2, 1, true), *full = make(2, 2, 1, false);
    const gvc_measure_options none = GVC_MEASURE_OPTIONS_INIT;
    gvc_measure_options o = none;
    o.method = "wrong";
    expect_refused(bare, full, &o, GVC_EUNKNOWN);
    o = none;
    o.level = "wrong";
    expect_refused(bare, full, &o, GVC_EARG);
    o = none;
    o.solver = "wrong";
    expect_refused(bare, full, &o, GVC_EUNKNOWN);
    o = none;
    o.drop_fd = drop;
    expect_refused(bare, full, &o, GVC_EUNKNOWN);
    o = none;
    o.va = GVC_VA_GIVEN;
    expect_refused(bare, full, &o, GVC_EARG);
    o = none;
    o.groups = &group;
    o.group_count = 1;
    expect_refused(bare, full, &o, GVC_EUNKNOWN);
    o = none;
    o.sector_groups = &sector;
    o.sector_group_count = 1;
    expect_refused(bare, full, &o, GVC_EARG); /* of countries */
    o.level = "sector";
    expect_refused(bare, full, &o, GVC_EUNKNOWN);
    o = none;
    gvc_ctx_set_memory_limit(ctx, 1);
    cost_of(bare, &o);
    o.output = GVC_OUTPUT_GIVEN; /* labels do not tell */
    cost_of(bare, &o);
    gvc_ctx_set_memory_limit(ctx, 0);
    gvc_measure_cost cost;
    expect_error(ctx, gvc_measure_estimate(ctx, &cost, full, &o), GVC_EARG,
                 "--output-total given: the table states no output; use rowsum");
    gvc_table_free(bare);
    gvc_table_free(full);
}

/* Scenarios from labels alone: who is hit is known, what has no output is not. */
Test(estimate, knows_scenarios_from_labels)
{
    static const char *const first[] = {"C0", NULL}, *const second[] = {"C1", NULL};
    const gvc_shock shock = {.from = first, .to = second, .by = 0.5};
    static const char *const methods[] = {"scenario_extract", "scenario_source", "scenario_tariff"};
    gvc_table *full = make(4, 3, 1, false), *bare = make(4, 3, 1, true);
    for (size_t k = 0; k < sizeof methods / sizeof *methods; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = methods[k];
        o.shocks = &shock;
        o.shock_count = 1;
        gvc_measure_cost by_labels = cost_of(bare, &o), cost = cost_of(full, &o);
        expect_no_less(&by_labels, &cost, methods[k]);
    }
    gvc_table_free(full);
    gvc_table_free(bare);
}
