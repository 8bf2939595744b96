/* test_scenario_extract.c - extraction against the reference program and against solving anew
 * without what is extracted */
#include "scenarios.h"

static const char method[] = "scenario_extract";

Test(scenario_extract, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = run_scenario(
        ctx, t, method, (gvc_shock){.sector = LABELS("B_man", "C_srv"), .by = (double)NAN});
    expect_small(r, "output_change", -1, NULL, "extract_B_man_C_srv", "loss");
    gvc_result_free(r);
    r = run_scenario(ctx, t, method,
                     (gvc_shock){.from = LABELS("B"), .to = LABELS("A"), .by = 0.5});
    expect_small(r, "output_change", 1, "output", "extract_partial_B_to_A", "x");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Is industry i among those that disappear? */
static bool gone(const world *w, gvc_idx i)
{
    return (w->country[i] == 1 && w->sector[i] < 3) || (w->country[i] == 2 && w->sector[i] == 4);
}

Test(scenario_extract, removing_industries_equals_solving_without_them)
{
    const int chosen[] = {1, 4, 5};
    for (size_t k = 0; k < sizeof chosen / sizeof *chosen; k++) {
        made *m = make(&recipes[chosen[k]], 21 + k);
        gvc_shock shocks[] = {
            {.country = LABELS("C1"), .sector = LABELS("S0", "S1", "S2"), .by = (double)NAN},
            {.sector = LABELS("C2_S4"), .by = 1}};
        gvc_measure_options o = scenario_of(method, "sector", shocks, 2);
        gvc_result *r = measure(m->ctx, m->t, &o);
        gvc_idx n = m->w.n, g = m->w.countries;
        double *a = copy_of(m->q.a, n * n), *y = copy_of(m->w.y, n * g), *x = calloc((size_t)n, 8);
        for (gvc_idx i = 0; i < n * n; i++) {
            a[i] = gone(&m->w, i / n) || gone(&m->w, i % n) ? 0 : a[i];
        }
        for (gvc_idx i = 0; i < n * g; i++) {
            y[i] = gone(&m->w, i / g) ? 0 : y[i];
        }
        resolve(&m->w, a, y, x);
        expect_outputs(r, &m->q, x, "removal");
        for (gvc_idx i = 0; i < n; i++) {
            double change = term(r, "output_change")[cell_of(r, &m->w, i)];
            cr_expect(gone(&m->w, i) ? change == 0 - term(r, "output")[cell_of(r, &m->w, i)]
                                     : change <= 1e-9 || chosen[k] == 5);
        }
        free(a);
        free(y);
        free(x);
        gvc_result_free(r);
        unmake(m);
    }
}

/* Of deliveries from country s (sector p, -1: all) to country d (-1: all others). */
static void cut(const world *w, double *a, double *y, gvc_idx s, gvc_idx p, gvc_idx d, double by)
{
    for (gvc_idx i = 0; i < w->n; i++) {
        bool sells = w->country[i] == s && (p < 0 || w->sector[i] == p);
        for (gvc_idx j = 0; j < w->n && sells; j++) {
            bool buys = d < 0 ? w->country[j] != s : w->country[j] == d;
            a[i * w->n + j] *= buys ? 1 - by : 1;
        }
        for (gvc_idx c = 0; c < w->countries && sells; c++) {
            bool buys = d < 0 ? c != s : c == d;
            y[i * w->countries + c] *= buys ? 1 - by : 1;
        }
    }
}

Test(scenario_extract, stopping_deliveries_equals_solving_without_them)
{
    for (int k = 1; k < 6; k += 3) {
        made *m = make(&recipes[k], 31);
        gvc_idx n = m->w.n, g = m->w.countries;
        gvc_shock shocks[] = {
            {.from = LABELS("C0"), .by = 0.7},
            {.from = LABELS("C1"),
             .sector = LABELS("S2"),
             .buyer = LABELS("C2"),
             .by = (double)NAN},
        };
        gvc_measure_options o = scenario_of(method, "sector", shocks, 2);
        gvc_result *r = measure(m->ctx, m->t, &o);
        double *a = copy_of(m->q.a, n * n), *y = copy_of(m->w.y, n * g), *x = calloc((size_t)n, 8);
        cut(&m->w, a, y, 0, -1, -1, 0.7);
        cut(&m->w, a, y, 1, 2, 2, 1);
        resolve(&m->w, a, y, x);
        expect_outputs(r, &m->q, x, "deliveries");
        free(a);
        free(y);
        free(x);
        gvc_result_free(r);
        unmake(m);
    }
}

/* The GDP that a country loses when its exports stop is the domestic value added in them. */
Test(scenario_extract, exports_lost_are_their_domestic_value_added)
{
    made *m = make(&recipes[1], 41);
    gvc_shock s = {.from = LABELS("C2"), .by = 1};
    gvc_measure_options o = scenario_of(method, "country", &s, 1);
    gvc_result *r = measure(m->ctx, m->t, &o);
    double dva = 0;
    for (gvc_idx i = m->w.offset[2]; i < m->w.offset[3]; i++) {
        dva += m->q.v[i] * local_output(&m->q, true, i);
    }
    double lost = -term(r, "va_change")[label_at(r, 1, "C2")];
    cr_expect(fabs(lost - dva) <= 1e-11 * dva, "%.17g, not %.17g", lost, dva);
    gvc_result_free(r);
    unmake(m);
}

/* One industry i with its row or column taken out of A, or of O on the supply side. */
static void take_out(const made *m, const char *variant, gvc_idx i, double *x)
{
    gvc_idx n = m->w.n;
    bool forward = strncmp(variant, "forward", 7) == 0, total = strstr(variant, ".total") != NULL;
    double *a = calloc((size_t)(n * n), sizeof *a), *f = calloc((size_t)n, sizeof *f);
    for (gvc_idx k = 0; k < n * n; k++) {
        gvc_idx row = k / n, col = k % n;
        bool out = total ? (row == i) != (col == i) : forward ? row == i : col == i;
        double o = m->q.x[row] == 0 ? 0 : m->w.z[k] / m->q.x[row];
        /* (I - O')^-1 va: the transpose */
        a[forward ? col * n + row : k] = out ? 0 : forward ? o : m->q.a[k];
    }
    for (gvc_idx k = 0; k < n; k++) {
        f[k] = forward ? m->q.va[k] : 0;
        for (gvc_idx d = 0; d < m->w.countries && !forward; d++) {
            f[k] += final_use(&m->q, k, d);
        }
    }
    solve_plainly(a, f, n, x);
    free(a);
    free(f);
}

Test(scenario_extract, variants_equal_solving_anew)
{
    static const char *const variants[] = {"backward", "forward", "backward.total",
                                           "forward.total"};
    made *m = make(&recipes[4], 51);
    double *x = calloc((size_t)m->w.n, sizeof *x);
    for (size_t k = 0; k < sizeof variants / sizeof *variants; k++) {
        gvc_shock s = {.country = LABELS("C1"), .sector = LABELS("S3"), .by = (double)NAN};
        gvc_measure_options o = scenario_of(method, "sector", &s, 1);
        o.approach = variants[k];
        gvc_result *r = measure(m->ctx, m->t, &o);
        take_out(m, variants[k], m->w.offset[1] + 3, x);
        expect_outputs(r, &m->q, x, variants[k]);
        gvc_result_free(r);
    }
    free(x);
    unmake(m);
}

Test(scenario_extract, nothing_changes_nothing)
{
    made *m = make(&recipes[1], 61);
    gvc_result *r = run_scenario(m->ctx, m->t, method,
                                 (gvc_shock){.from = LABELS("C1"), .to = LABELS("C2"), .by = 0});
    expect_no_change(r);
    gvc_result_free(r);
    unmake(m);
}

Test(scenario_extract, refuses_what_has_no_meaning)
{
    made *m = make(&recipes[4], 71);
    gvc_shock s = {.country = LABELS("C0"), .sector = LABELS("S8"), .by = (double)NAN};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "no output in C0_S8");
    s = (gvc_shock){.country = LABELS("C0"), .by = 0.5};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "removed as a whole");
    s = (gvc_shock){.country = LABELS("C0"), .to = LABELS("C1"), .by = (double)NAN};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "choose one");
    s = (gvc_shock){.by = (double)NAN};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "say what is extracted");
    s = (gvc_shock){.from = LABELS("C0"), .to = LABELS("C1"), .by = 1.5};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "from 0 to 100");
    s = (gvc_shock){.country = LABELS("C0"), .by = (double)NAN};
    o.approach = "backward";
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "about one industry");
    s = (gvc_shock){.from = LABELS("C0"), .by = (double)NAN};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "about one industry");
    const gvc_shock twice[] = {{.from = LABELS("C0"), .by = 0.6}, {.to = LABELS("C1"), .by = 0.6}};
    o = scenario_of(method, NULL, twice, 2);
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "more than all that C0_S0 sells to C1");
    unmake(m);
}
