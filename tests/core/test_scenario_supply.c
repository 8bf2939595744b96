/* test_scenario_supply.c - the supply side: the reference program, solving anew, its identity */
#include "scenarios.h"

static const char method[] = "scenario_supply";

Test(scenario_supply, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = run_scenario(ctx, t, method, (gvc_shock){.country = LABELS("C"), .by = -0.1});
    expect_small(r, "output_change", 1, NULL, "ghosh_shock", "dx");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* dx = dva' (I - O)^-1; final use in proportion changes by as much as value added. */
Test(scenario_supply, equals_solving_anew)
{
    made *m = make(&recipes[4], 141);
    gvc_idx n = m->w.n;
    gvc_result *r =
        run_scenario(m->ctx, m->t, method, (gvc_shock){.country = LABELS("C1"), .by = -0.2});
    double *o = calloc((size_t)(n * n), 8), *va = calloc((size_t)n, 8), *dx = calloc((size_t)n, 8);
    double lost = 0, unused = 0;
    for (gvc_idx k = 0; k < n * n; k++) {
        gvc_idx row = k / n, col = k % n;
        o[col * n + row] = m->q.x[row] == 0 ? 0 : m->w.z[k] / m->q.x[row];
    }
    for (gvc_idx i = 0; i < n; i++) {
        va[i] = m->w.country[i] == 1 ? -0.2 * m->q.va[i] : 0;
        lost += va[i];
    }
    solve_plainly(o, va, n, dx);
    for (gvc_idx i = 0; i < n; i++) {
        gvc_idx cell = cell_of(r, &m->w, i);
        expect_value(r, "output_change", cell, dx[i], 1e-11 * largest_output(&m->q), "supply");
        expect_value(r, "va_change", cell, va[i], 1e-12 * largest_output(&m->q), "supply");
        for (gvc_idx d = 0; d < m->w.countries && m->q.x[i] != 0; d++) {
            unused += final_use(&m->q, i, d) / m->q.x[i] * term(r, "output_change")[cell];
        }
    }
    cr_expect(fabs(unused - lost) <= 1e-11 * fabs(lost), "%.17g, not %.17g", unused, lost);
    free(o);
    free(va);
    free(dx);
    gvc_result_free(r);
    unmake(m);
}

Test(scenario_supply, takes_amounts_and_refuses_the_rest)
{
    made *m = make(&recipes[4], 142);
    gvc_shock s = {.country = LABELS("C1"), .by = 5, .absolute = true};
    gvc_result *r = run_scenario(m->ctx, m->t, method, s);
    cr_expect(fabs(attribute(r, "world_va_change") - 5) <= 1e-12);
    gvc_result_free(r);
    s.by = 0;
    r = run_scenario(m->ctx, m->t, method, s);
    expect_no_change(r);
    gvc_result_free(r);
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    s = (gvc_shock){.country = LABELS("C0"), .sector = LABELS("S8"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "no output in C0_S8");
    s = (gvc_shock){.country = LABELS("C0"), .to = LABELS("C1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "has no --to");
    unmake(m);
}
