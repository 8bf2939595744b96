/* test_scenario_currency.c - exchange rates passed on: the reference program, the dual of value
 * added, and what cannot be */
#include "scenarios.h"

static const char method[] = "scenario_currency";

Test(scenario_currency, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = run_scenario(ctx, t, method, (gvc_shock){.country = LABELS("D"), .by = -0.1});
    expect_small(r, "producer_own", 0.01, NULL, "fx_push_D", "dp_local");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* The change in partners' currency is the change times the content of the country. */
Test(scenario_currency, is_the_dual_of_content)
{
    made *m = make(&recipes[1], 121);
    gvc_result *r =
        run_scenario(m->ctx, m->t, method, (gvc_shock){.country = LABELS("C2"), .by = -0.1});
    for (gvc_idx j = 0; j < m->w.n; j++) {
        double partner = -10 * content(&m->q, 2, j);
        gvc_idx cell = cell_of(r, &m->w, j);
        expect_value(r, "producer_partner", cell, partner, 1e-10, "currency");
        expect_value(r, "producer_own", cell, partner + (m->w.country[j] == 2 ? 10 : 0), 1e-10,
                     "currency");
    }
    gvc_result_free(r);
    unmake(m);
}

/* All currencies together are none: prices in the common one move with them, none at home does. */
Test(scenario_currency, all_together_change_nothing_at_home)
{
    made *m = make(&recipes[2], 122); /* with a country that only buys */
    const gvc_shock shocks[] = {{.country = LABELS("C0", "C1"), .by = 0.2},
                                {.country = LABELS("C2", "C3"), .by = 0.2}};
    gvc_measure_options o = scenario_of(method, "country", shocks, 2);
    gvc_result *r = measure(m->ctx, m->t, &o);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double partner = term(r, "export_partner")[c], own = term(r, "consumer_own")[c];
        cr_expect(isnan(partner) || fabs(partner - 20) <= 1e-10);
        cr_expect(fabs(own) <= 1e-10);
    }
    gvc_result_free(r);
    unmake(m);
}

Test(scenario_currency, refuses_what_has_no_meaning)
{
    made *m = make(&recipes[1], 123);
    gvc_shock s = {.country = LABELS("C1"), .by = 0};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    gvc_result *r = measure(m->ctx, m->t, &o);
    expect_no_change(r);
    gvc_result_free(r);
    s.by = -1;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "cannot lose 100 %");
    s = (gvc_shock){.by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "whose currency");
    s = (gvc_shock){.country = LABELS("C1"), .sector = LABELS("S1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "has no --sector");
    unmake(m);
}
