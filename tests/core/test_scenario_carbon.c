/* test_scenario_carbon.c - a price on emissions, at home and at a border */
#include "scenarios.h"

static const char method[] = "scenario_carbon";

static gvc_result *run_carbon(gvc_ctx *ctx, const gvc_table *t, const char *level, gvc_shock s)
{
    gvc_measure_options o = scenario_of(method, level, &s, 1);
    s.absolute = true;
    o.satellite = "co2";
    return measure(ctx, t, &o);
}

Test(scenario_carbon, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_result *r = run_carbon(ctx, t, "sector", (gvc_shock){.by = 0.05});
    csv *c = small_csv("small_satellite");
    double bill = 0;
    for (gvc_idx i = 0; i < SMALL; i++) {
        bill += 0.05 * csv_number(c, i, csv_column(c, "co2"));
    }
    expect_small(r, "producer_price", 0.01, NULL, "carbon_price", "dp");
    cr_expect(fabs(attribute(r, "world_cost") - bill) <= 1e-12 * bill);
    cr_expect(fabs(attribute(r, "world_spent") - bill) <= 1e-12 * bill);
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* A made-up world with emissions: industry i has 1 + i % 5 of them. */
static gvc_table *with_emissions(gvc_ctx *ctx, const world *w)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < w->n; i++) {
        char country[16], sector[16];
        snprintf(country, sizeof country, "C%d", (int)w->country[i]);
        snprintf(sector, sizeof sector, "S%d", (int)w->sector[i]);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx d = 0; d < w->countries; d++) {
        char country[16];
        snprintf(country, sizeof country, "C%d", (int)d);
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "F"));
    }
    expect_ok(ctx, gvc_builder_extension(ctx, b, "co2", "kt"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, w->z, (size_t)(w->n * w->n) * sizeof(double));
    memcpy(gvc_builder_y(b)->data, w->y, (size_t)(w->n * w->countries) * sizeof(double));
    for (gvc_idx i = 0; i < w->n; i++) {
        gvc_builder_e(b)->data[i] = 1 + (double)(i % 5);
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

/* Content of emissions of i, by plain loops. */
static double embodied(const brute *q, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx k = 0; k < q->w->n; k++) {
        sum += q->x[k] == 0 ? 0 : (1 + (double)(k % 5)) / q->x[k] * q->b[k * q->w->n + i];
    }
    return sum;
}

Test(scenario_carbon, charges_what_is_embodied_at_a_border)
{
    made *m = make(&recipes[0], 131);
    gvc_idx n = m->w.n;
    gvc_table *t = with_emissions(m->ctx, &m->w);
    gvc_shock s = {.to = LABELS("C1", "C3"), .by = 2};
    gvc_result *r = run_carbon(m->ctx, t, "sector", s);
    double *cost = calloc((size_t)n, 8), direct = 0, bought = 0;
    for (gvc_idx i = 0; i < n; i++) {
        bool inside = m->w.country[i] == 1 || m->w.country[i] == 3;
        for (gvc_idx j = 0; j < n && !inside; j++) {
            bool pays = m->w.country[j] == 1 || m->w.country[j] == 3;
            cost[j] += pays ? 2 * embodied(&m->q, i) * m->q.a[i * n + j] : 0;
        }
        direct += inside ? 0 : 2 * embodied(&m->q, i) * final_use(&m->q, i, 3);
        bought += final_use(&m->q, i, 3);
    }
    for (gvc_idx j = 0; j < n; j++) {
        double p = 0;
        for (gvc_idx i = 0; i < n; i++) {
            p += cost[i] * m->q.b[i * n + j];
        }
        expect_value(r, "producer_price", cell_of(r, &m->w, j), 100 * p, 1e-10, "border");
    }
    gvc_result_free(r);
    r = run_carbon(m->ctx, t, "country", s);
    expect_value(r, "consumer_direct", label_at(r, 1, "C3"), 100 * direct / bought, 1e-10,
                 "border");
    expect_value(r, "consumer_direct", label_at(r, 1, "C2"), 0, 0, "border");
    gvc_result_free(r);
    r = run_carbon(m->ctx, t, "country", (gvc_shock){.by = 0});
    expect_no_change(r);
    gvc_result_free(r);
    free(cost);
    gvc_table_free(t);
    unmake(m);
}

Test(scenario_carbon, refuses_what_has_no_meaning)
{
    made *m = make(&recipes[0], 132);
    gvc_shock s = {.by = 50, .absolute = true};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "needs the account of emissions");
    o.satellite = "co2";
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "no account 'co2'");
    s.absolute = false;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "takes an amount");
    unmake(m);
}
