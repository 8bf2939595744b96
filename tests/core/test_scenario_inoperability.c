/* test_scenario_inoperability.c - inoperability: the reference program, its equation, its path */
#include "scenarios.h"

static const char method[] = "scenario_inoperability";

Test(scenario_inoperability, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = run_scenario(ctx, t, method, (gvc_shock){.country = LABELS("A"), .by = -0.05});
    expect_small(r, "inoperability", 1, NULL, "inoperability", "q");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* q = A* q + c*, and the same numbers as a shock of demand. */
Test(scenario_inoperability, keeps_its_equation)
{
    made *m = make(&recipes[4], 151);
    gvc_idx n = m->w.n;
    gvc_result *r =
        run_scenario(m->ctx, m->t, method, (gvc_shock){.country = LABELS("C1"), .by = -0.3});
    gvc_result *d = run_scenario(m->ctx, m->t, "scenario_demand",
                                 (gvc_shock){.from = LABELS("C1"), .by = -0.3});
    for (gvc_idx i = 0; i < n; i++) {
        gvc_idx cell = cell_of(r, &m->w, i);
        double q = term(r, "inoperability")[cell], right = 0;
        for (gvc_idx j = 0; j < n; j++) {
            double share = term(r, "inoperability")[cell_of(r, &m->w, j)];
            right += m->q.x[i] == 0 || m->q.x[j] == 0 ? 0 : m->w.z[i * n + j] / m->q.x[i] * share;
        }
        for (gvc_idx k = 0; k < m->w.countries && m->w.country[i] == 1; k++) {
            right -= 0.3 * final_use(&m->q, i, k) / m->q.x[i];
        }
        cr_expect(m->q.x[i] == 0 ? isnan(q) : fabs(q - right) <= 1e-12, "%.17g, not %.17g", q,
                  right);
        cr_expect(fabs(term(d, "output_change")[cell] - term(r, "output_change")[cell]) <=
                  1e-11 * largest_output(&m->q));
    }
    gvc_result_free(r);
    gvc_result_free(d);
    unmake(m);
}

/* Period by period: from nothing to the settled state; the sum is the sum. */
Test(scenario_inoperability, follows_a_path_to_the_same_end)
{
    made *m = make(&recipes[1], 152);
    gvc_shock s = {.country = LABELS("C1"), .by = -0.3};
    gvc_measure_options o = scenario_of(method, "sector", &s, 1);
    gvc_result *settled = measure(m->ctx, m->t, &o);
    o.periods = 200;
    o.resilience = 0.5;
    gvc_result *path = measure(m->ctx, m->t, &o);
    gvc_idx periods = gvc_result_extent(path, 3);
    cr_assert_eq(periods, 201);
    for (gvc_idx i = 0; i < m->w.n; i++) {
        gvc_idx cell = cell_of(settled, &m->w, i);
        const double *change = term(path, "output_change") + cell * periods;
        double end = term(settled, "output_change")[cell], sum = 0;
        cr_expect_eq(change[0], 0);
        cr_expect(fabs(change[periods - 1] - end) <= 1e-11 * largest_output(&m->q));
        for (gvc_idx t = 0; t < periods; t++) {
            sum += change[t];
        }
        double ours = term(path, "cumulative_change")[cell * periods + periods - 1];
        cr_expect(fabs(ours - sum) <= 1e-9 * largest_output(&m->q));
    }
    gvc_result_free(settled);
    gvc_result_free(path);
    unmake(m);
}

Test(scenario_inoperability, refuses_what_has_no_meaning)
{
    made *m = make(&recipes[4], 153);
    gvc_shock s = {.country = LABELS("C1"), .by = 0};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    gvc_result *r = measure(m->ctx, m->t, &o);
    expect_no_change(r);
    gvc_result_free(r);
    o.resilience = 0.5;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "belongs to --periods");
    o.periods = 5;
    o.resilience = 1.5;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "is not in (0, 1]");
    o.periods = 50000;
    o.resilience = 0;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "50000 periods");
    o.periods = 0;
    s = (gvc_shock){.country = LABELS("C0"), .sector = LABELS("S8"), .by = -0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "no output in C0_S8");
    unmake(m);
}
