/* test_scenario_demand.c - final demand that changes: against solving anew, by absorber and shock,
 * replays, and what cannot be carried */
#include "scenarios.h"

static const char method[] = "scenario_demand";

/* What the absorbers buy, changed by a part: sellers of country `from` (-1: all), sector (-1). */
static double *changed(const world *w, gvc_idx who, gvc_idx from, gvc_idx sector, double by)
{
    double *y = copy_of(w->y, w->n * w->countries);
    for (gvc_idx i = 0; i < w->n; i++) {
        bool hit = (from < 0 || w->country[i] == from) && (sector < 0 || w->sector[i] == sector);
        for (gvc_idx d = 0; d < w->countries && hit; d++) {
            y[i * w->countries + d] *= who < 0 || d == who ? 1 + by : 1;
        }
    }
    return y;
}

static void expect_solved(const made *m, const gvc_result *r, const double *y)
{
    double *x = calloc((size_t)m->w.n + 1, sizeof *x);
    resolve(&m->w, m->q.a, y, x);
    expect_outputs(r, &m->q, x, "demand");
    free(x);
}

Test(scenario_demand, equals_solving_anew)
{
    const int chosen[] = {1, 2, 4, 5};
    for (size_t k = 0; k < sizeof chosen / sizeof *chosen; k++) {
        made *m = make(&recipes[chosen[k]], 11 + k);
        gvc_result *r =
            run_scenario(m->ctx, m->t, method, (gvc_shock){.country = LABELS("C2"), .by = -0.05});
        double *y = changed(&m->w, 2, -1, -1, -0.05);
        expect_solved(m, r, y);
        free(y);
        gvc_result_free(r);
        r = run_scenario(
            m->ctx, m->t, method,
            (gvc_shock){
                .buyer = LABELS("C2"), .from = LABELS("C0"), .sector = LABELS("S1"), .by = 0.3});
        y = changed(&m->w, 2, 0, 1, 0.3);
        expect_solved(m, r, y);
        free(y);
        gvc_result_free(r);
        unmake(m);
    }
}

/* The change of world value added is that of final demand; parts add up. */
Test(scenario_demand, adds_up)
{
    made *m = make(&recipes[1], 5);
    const gvc_shock shocks[] = {{.name = "Big one", .buyer = LABELS("C4"), .by = -0.1},
                                {.buyer = LABELS("C1", "C2"), .by = 0.2}};
    gvc_measure_options o = scenario_of(method, "country", shocks, 2);
    gvc_result *r = measure(m->ctx, m->t, &o);
    double all = 0, bound = 1e-11 * largest_output(&m->q);
    for (gvc_idx i = 0; i < m->w.n; i++) {
        all += -0.1 * final_use(&m->q, i, 4) + 0.2 * final_use(&m->q, i, 1) +
               0.2 * final_use(&m->q, i, 2);
    }
    cr_expect(fabs(attribute(r, "world_va_change") - all) <= bound);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double change = term(r, "va_change")[c];
        cr_expect(fabs(term(r, "va_home")[c] + term(r, "va_foreign")[c] - change) <= bound);
        cr_expect(fabs(term(r, "va_big_one")[c] + term(r, "va_shock2")[c] - change) <= bound);
        cr_expect(fabs(term(r, "va_percent")[c] - 100 * change / term(r, "va")[c]) <= 1e-12);
    }
    gvc_result_free(r);
    unmake(m);
}

/* An amount goes where the money goes now; to one cell it goes as it is. */
Test(scenario_demand, takes_amounts)
{
    made *m = make(&recipes[1], 6);
    gvc_result *share =
        run_scenario(m->ctx, m->t, method, (gvc_shock){.buyer = LABELS("C3"), .by = 0.1});
    double all = 0;
    for (gvc_idx i = 0; i < m->w.n; i++) {
        all += final_use(&m->q, i, 3);
    }
    gvc_shock amount = {.buyer = LABELS("C3"), .by = 0.1 * all, .absolute = true};
    gvc_result *same = run_scenario(m->ctx, m->t, method, amount);
    for (gvc_idx c = 0; c < gvc_result_cells(share); c++) {
        cr_expect(fabs(term(share, "va_change")[c] - term(same, "va_change")[c]) <= 1e-9 ||
                  !gvc_result_is_row(share, c));
    }
    gvc_result_free(same);
    gvc_shock one = {.buyer = LABELS("C3"), .sector = LABELS("C0_S2"), .by = 7, .absolute = true};
    same = run_scenario(m->ctx, m->t, method, one);
    cr_expect(fabs(attribute(same, "world_va_change") - 7) <= 1e-9);
    gvc_result_free(same);
    gvc_result_free(share);
    unmake(m);
}

Test(scenario_demand, replays_another_table)
{
    made *m = make(&recipes[1], 7), *next = make(&recipes[1], 8);
    const gvc_table *others[] = {next->t};
    gvc_measure_options o = scenario_of(method, "sector", NULL, 0);
    o.others = others;
    o.other_count = 1;
    gvc_result *r = measure(m->ctx, m->t, &o);
    expect_solved(m, r, next->w.y);
    gvc_result_free(r);
    others[0] = m->t;
    r = measure(m->ctx, m->t, &o);
    expect_no_change(r);
    gvc_result_free(r);
    unmake(next);
    next = make(&recipes[4], 8);
    others[0] = next->t;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "other countries");
    unmake(next);
    unmake(m);
}

Test(scenario_demand, nothing_changes_nothing)
{
    made *m = make(&recipes[1], 9);
    gvc_result *r =
        run_scenario(m->ctx, m->t, method, (gvc_shock){.country = LABELS("C1"), .by = 0});
    expect_no_change(r);
    gvc_result_free(r);
    unmake(m);
}

Test(scenario_demand, refuses_what_the_table_cannot_carry)
{
    made *m = make(&recipes[4], 10);
    gvc_shock s = {.from = LABELS("C0"), .sector = LABELS("S8"), .by = 0.1};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "no output in C0_S8");
    s = (gvc_shock){.country = LABELS("C7"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "--country: no country or group 'C7'");
    s = (gvc_shock){.country = LABELS("C1"), .sector = LABELS("S99"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "--sector: no sector or industry 'S99'");
    s = (gvc_shock){.country = LABELS("C1"), .buyer = LABELS("C1"), .by = 0.1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "both say who buys");
    s = (gvc_shock){.country = LABELS("C1"), .by = (double)NAN};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "needs the size");
    s = (gvc_shock){.country = LABELS("C1"), .to = LABELS("C2"), .by = 1};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "has no --to");
    o.shock_count = 0;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "one of the two");
    o.method = "position";
    o.shock_count = 1;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "does not take shocks");
    unmake(m);
}

/* The answer that a published table gives. */
Test(scenario_demand, keeps_accounts_in_proportion)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_shock s = {.country = LABELS("B"), .by = -0.5};
    gvc_measure_options o = scenario_of(method, "sector", &s, 1);
    o.satellite = "jobs";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double output = term(r, "output_percent")[c], jobs = term(r, "satellite_percent")[c];
        cr_expect(isnan(output) || fabs(output - jobs) <= 1e-12);
    }
    gvc_result_free(r);
    o.satellite = "job";
    expect_refused(ctx, t, &o, GVC_EUNKNOWN, "no account 'job'");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
