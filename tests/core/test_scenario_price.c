/* test_scenario_price.c - cost pushed into prices: solved anew, and where it ends */
#include "scenarios.h"

static const char method[] = "scenario_price";

/* dp = dc B with plain loops, dc = by va_j / x_j of country 1. */
Test(scenario_price, equals_solving_anew)
{
    made *m = make(&recipes[4], 111);
    gvc_result *r =
        run_scenario(m->ctx, m->t, method, (gvc_shock){.country = LABELS("C1"), .by = 0.1});
    double cost = 0;
    for (gvc_idx j = 0; j < m->w.n; j++) {
        double p = 0;
        for (gvc_idx i = m->w.offset[1]; i < m->w.offset[2]; i++) {
            p += 0.1 * m->q.v[i] * m->q.b[i * m->w.n + j];
        }
        cost += m->w.country[j] == 1 ? 0.1 * m->q.va[j] : 0;
        if (m->q.x[j] != 0) {
            expect_value(r, "producer_price", cell_of(r, &m->w, j), 100 * p, 1e-10, "price");
        }
    }
    cr_expect(fabs(attribute(r, "world_cost") - cost) <= 1e-11 * cost);
    cr_expect(fabs(attribute(r, "world_spent") - cost) <= 1e-11 * cost);
    gvc_result_free(r);
    /* The same cost as an amount. */
    r = run_scenario(m->ctx, m->t, method,
                     (gvc_shock){.country = LABELS("C1"), .by = cost, .absolute = true});
    cr_expect(fabs(attribute(r, "world_spent") - cost) <= 1e-11 * cost);
    gvc_result_free(r);
    unmake(m);
}

/* If all primary cost rises by a part, so do all prices. */
Test(scenario_price, is_homogeneous)
{
    made *m = make(&recipes[1], 112);
    gvc_shock s = {.by = 0.25};
    gvc_measure_options o = scenario_of(method, "country", &s, 1);
    gvc_result *r = measure(m->ctx, m->t, &o);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
            double p = gvc_result_values(r, k)[c];
            cr_expect(isnan(p) || fabs(p - 25) <= 1e-10, "%.17g", p);
        }
    }
    gvc_result_free(r);
    s.by = 0;
    r = measure(m->ctx, m->t, &o);
    expect_no_change(r);
    gvc_result_free(r);
    s = (gvc_shock){.buyer = LABELS("C1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "has no --buyer");
    s = (gvc_shock){.country = LABELS("C1"), .from = LABELS("C1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "say the same");
    unmake(m);
}

/* An account in money is a part of cost: here jobs, whatever they are paid in. */
Test(scenario_price, pushes_an_account)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_shock s = {.by = 0.05};
    gvc_measure_options o = scenario_of(method, "sector", &s, 1);
    o.satellite = "co2";
    gvc_result *r = measure(ctx, t, &o);
    expect_small(r, "producer_price", 0.01, NULL, "carbon_price", "dp");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
