/* test_scenario_tariff.c - cumulative tariffs and effective protection: the reference program,
 * prices solved anew, and who pays the duties */
#include "scenarios.h"

static const char method[] = "scenario_tariff";

Test(scenario_tariff, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = run_scenario(ctx, t, method,
                                 (gvc_shock){.from = LABELS("B"), .to = LABELS("A"), .by = 0.25});
    expect_small(r, "first_order", 0.01, NULL, "tariff_A_on_B", "first_order");
    expect_small(r, "full", 0.01, NULL, "tariff_A_on_B", "full");
    gvc_result_free(r);
    gvc_shock all = {.by = 0.05};
    gvc_measure_options o = scenario_of(method, "sector", &all, 1);
    o.with = LABELS("erp");
    o.product_rate = 0.1;
    r = measure(ctx, t, &o);
    expect_small(r, "erp", 0.01, NULL, "effective_protection", "erp");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Duty of d on s: 30 % of C1 on S2 of others, and 20 % of C2 on all that C0 makes. */
static double duty(const world *w, gvc_idx i, gvc_idx d)
{
    double rate = d == 1 && w->sector[i] == 2 ? 0.3 : 0;
    rate += d == 2 && w->country[i] == 0 ? 0.2 : 0;
    return w->country[i] == d ? 0 : rate;
}

static gvc_result *two_duties(const made *m, const char *level)
{
    static const char *const s2[] = {"S2", NULL}, *const c0[] = {"C0", NULL},
                             *const c1[] = {"C1", NULL}, *const c2[] = {"C2", NULL};
    const gvc_shock shocks[] = {{.sector = s2, .to = c1, .by = 0.3},
                                {.from = c0, .buyer = c2, .by = 0.2}};
    gvc_measure_options o = scenario_of(method, level, shocks, 2);
    o.with = LABELS("erp", "erp-domestic");
    return measure(m->ctx, m->t, &o);
}

/* p with p = p (A o (1 + tau)) + c, over base prices of 1. */
static void solve_prices(const made *m, double *p)
{
    gvc_idx n = m->w.n;
    double *a = calloc((size_t)(n * n), 8), *c = calloc((size_t)n, 8);
    for (gvc_idx j = 0; j < n; j++) {
        c[j] = 1;
        for (gvc_idx i = 0; i < n; i++) {
            a[j * n + i] = m->q.a[i * n + j] * (1 + duty(&m->w, i, m->w.country[j]));
            c[j] -= m->q.a[i * n + j];
        }
    }
    solve_plainly(a, c, n, p);
    free(a);
    free(c);
}

Test(scenario_tariff, equals_prices_solved_anew)
{
    made *m = make(&recipes[1], 101);
    gvc_idx n = m->w.n;
    double *p = calloc((size_t)n, 8), first = 0, paid = 0, spent = 0;
    gvc_result *r = two_duties(m, "sector");
    solve_prices(m, p);
    for (gvc_idx i = 0; i < n; i++) {
        double y = 0;
        expect_value(r, "full", cell_of(r, &m->w, i), 100 * (p[i] - 1), 1e-9, "duties");
        for (gvc_idx d = 0; d < m->w.countries; d++) {
            y += final_use(&m->q, i, d);
        }
        spent += (p[i] - 1) * y;
        for (gvc_idx j = 0; j < n; j++) {
            double flow = duty(&m->w, i, m->w.country[j]) * m->w.z[i * n + j];
            paid += flow * p[i];
            first += flow;
        }
    }
    /* Duties end in final prices: at base prices, and at those with duties in them. */
    cr_expect(fabs(spent - paid) <= 1e-10 * paid);
    cr_expect(fabs(attribute(r, "world_cost") - first) <= 1e-11 * first);
    cr_expect(fabs(attribute(r, "world_spent") - first) <= 1e-11 * first);
    free(p);
    gvc_result_free(r);
    unmake(m);
}

/* Effective protection with plain loops. */
static double protection(const made *m, gvc_idx j, bool domestic)
{
    const world *w = &m->w;
    gvc_idx n = w->n;
    double own = 0, imports = 0, inputs = 0;
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx k = 0; k <= n; k++) { /* n: final use */
            bool here = k == n || w->country[k] == w->country[j];
            double sold = k < n ? w->z[i * n + k] : final_use(&m->q, i, w->country[j]);
            if (here && w->sector[i] == w->sector[j] && w->country[i] != w->country[j]) {
                own += duty(w, i, w->country[j]) * sold;
                imports += sold;
            }
        }
        inputs += duty(w, i, w->country[j]) * w->z[i * n + j];
    }
    own = imports > 0 ? own / imports : 0;
    for (gvc_idx i = w->offset[w->country[j]]; domestic && i < w->offset[w->country[j] + 1]; i++) {
        inputs += protection(m, i, false) * m->q.va[i] / m->q.x[i] * w->z[i * n + j];
        for (gvc_idx k = 0; k < n; k++) { /* t_i = erp_i v_i + sum_k tau_ki A_ki */
            inputs += duty(w, k, w->country[j]) * m->q.a[k * n + i] * w->z[i * n + j];
        }
    }
    return (own * m->q.x[j] - inputs) / m->q.va[j];
}

Test(scenario_tariff, protects_as_with_plain_loops)
{
    made *m = make(&recipes[0], 102);
    gvc_result *r = two_duties(m, "sector");
    for (gvc_idx j = m->w.offset[1]; j < m->w.offset[3]; j++) {
        gvc_idx cell = cell_of(r, &m->w, j);
        expect_value(r, "erp", cell, 100 * protection(m, j, false), 1e-9, "protection");
        expect_value(r, "erp_domestic", cell, 100 * protection(m, j, true), 1e-9, "protection");
    }
    gvc_result_free(r);
    unmake(m);
}

/* Prices of a country are those of its industries, weighted; consumers pay by what they buy. */
Test(scenario_tariff, weighs_by_output_exports_and_final_demand)
{
    made *m = make(&recipes[1], 103);
    gvc_result *fine = two_duties(m, "sector"), *r = two_duties(m, "country");
    gvc_idx d = 2;
    double x = 0, e = 0, y = 0, pay[4] = {0};
    for (gvc_idx i = 0; i < m->w.n; i++) {
        double p = term(fine, "first_order")[cell_of(fine, &m->w, i)], sold = 0;
        for (gvc_idx k = 0; k < m->w.countries; k++) {
            sold += m->q.e[i * m->w.countries + k];
        }
        bool own = m->w.country[i] == d;
        x += own ? m->q.x[i] : 0, pay[0] += own ? p * m->q.x[i] : 0;
        e += own ? sold : 0, pay[1] += own ? p * sold : 0;
        y += final_use(&m->q, i, d), pay[2] += p * final_use(&m->q, i, d);
        pay[3] += 100 * duty(&m->w, i, d) * final_use(&m->q, i, d);
    }
    gvc_idx cell = label_at(r, 1, "C2");
    expect_value(r, "first_order", cell, pay[0] / x, 1e-10, "weights");
    expect_value(r, "export_first_order", cell, pay[1] / e, 1e-10, "weights");
    expect_value(r, "consumer_first_order", cell, pay[2] / y, 1e-10, "weights");
    expect_value(r, "consumer_direct", cell, pay[3] / y, 1e-10, "weights");
    gvc_result_free(fine);
    gvc_result_free(r);
    unmake(m);
}

Test(scenario_tariff, refuses_what_has_no_prices)
{
    made *m = make(&recipes[1], 104);
    gvc_shock s = {.by = 0};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    gvc_result *r = measure(m->ctx, m->t, &o);
    expect_no_change(r);
    gvc_result_free(r);
    s.by = 1000;
    expect_refused(m->ctx, m->t, &o, GVC_ECONVERGE, "duties this high");
    s = (gvc_shock){.by = 0.1, .absolute = true};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "takes a share");
    s = (gvc_shock){.country = LABELS("C1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "has no --country");
    s = (gvc_shock){.to = LABELS("C1"), .buyer = LABELS("C1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "say the same");
    s = (gvc_shock){.by = 0.1};
    o.product_rate = 0.2;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "belongs to --erp");
    o.with = LABELS("erps");
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "no columns 'erps'");
    unmake(m);
}
