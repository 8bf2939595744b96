/* test_scenario_source.c - purchases that move: against the reference program, against solving
 * anew, and the world's total */
#include "scenarios.h"

static const char method[] = "scenario_source";

/* The file keeps the two territories of D apart; here they are one row. */
Test(scenario_source, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *r = run_scenario(ctx, t, method,
                                 (gvc_shock){.buyer = LABELS("A"),
                                             .from = LABELS("B"),
                                             .to = LABELS("D"),
                                             .sector = LABELS("man"),
                                             .by = 0.5,
                                             .equal = true});
    csv *c = small_csv("reallocate_A_man_B_to_D");
    double output[12] = {0}, va[12] = {0};
    for (gvc_idx row = 0; row < c->rows; row++) {
        gvc_idx cell = row < 12 ? row : row - 3;
        output[cell] += csv_number(c, row, csv_column(c, "x"));
        va[cell] += csv_number(c, row, csv_column(c, "dva"));
    }
    for (gvc_idx cell = 0; cell < 12; cell++) {
        double x = term(r, "output")[cell] + term(r, "output_change")[cell];
        cr_expect(fabs(x - output[cell]) <= 1e-11 * 300, "%.17g, not %.17g", x, output[cell]);
        expect_value(r, "va_change", cell, va[cell], 1e-11 * 5, "source");
    }
    cr_expect(fabs(attribute(r, "world_va_change")) <= 1e-13 * 300);
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Buyer d moves a part of what it buys of sector p, or of all sectors (-1), from s to r. */
static void move(const world *w, const double *x, gvc_idx d, gvc_idx p, gvc_idx s, gvc_idx r,
                 double by, double *a, double *y)
{
    for (gvc_idx i = w->offset[s]; i < w->offset[s + 1]; i++) {
        gvc_idx k = w->offset[r] + w->sector[i];
        if ((p >= 0 && w->sector[i] != p) || k >= w->offset[r + 1]) {
            continue;
        }
        for (gvc_idx j = w->offset[d]; j < w->offset[d + 1] && x[i] != 0; j++) {
            double leaves = by * a[i * w->n + j];
            a[i * w->n + j] -= leaves;
            a[k * w->n + j] += leaves;
        }
        double leaves = by * y[i * w->countries + d];
        y[i * w->countries + d] -= leaves;
        y[k * w->countries + d] += leaves;
    }
}

Test(scenario_source, equals_solving_anew)
{
    made *m = make(&recipes[1], 81);
    gvc_idx n = m->w.n, g = m->w.countries;
    gvc_result *r = run_scenario(m->ctx, m->t, method,
                                 (gvc_shock){.buyer = LABELS("C4"),
                                             .from = LABELS("C1"),
                                             .to = LABELS("C2"),
                                             .sector = LABELS("S3", "S5"),
                                             .by = 0.4});
    double *a = copy_of(m->q.a, n * n), *y = copy_of(m->w.y, n * g), *x = calloc((size_t)n, 8);
    move(&m->w, m->q.x, 4, 3, 1, 2, 0.4, a, y);
    move(&m->w, m->q.x, 4, 5, 1, 2, 0.4, a, y);
    resolve(&m->w, a, y, x);
    expect_outputs(r, &m->q, x, "source");
    cr_expect(fabs(attribute(r, "world_va_change")) <= 1e-12 * largest_output(&m->q));
    gvc_result_free(r);
    free(a);
    free(y);
    /* Home, from one supplier: all that C0 sells C4 is made at home. */
    r = run_scenario(
        m->ctx, m->t, method,
        (gvc_shock){
            .buyer = LABELS("C4"), .from = LABELS("C0"), .to = LABELS("home"), .by = (double)NAN});
    a = copy_of(m->q.a, n * n), y = copy_of(m->w.y, n * g);
    move(&m->w, m->q.x, 4, -1, 0, 4, 1, a, y);
    resolve(&m->w, a, y, x);
    expect_outputs(r, &m->q, x, "reshoring");
    gvc_result_free(r);
    free(a);
    free(y);
    free(x);
    unmake(m);
}

/* From all rivals to a group, which shares by what it sells already, or equally. */
Test(scenario_source, keeps_the_sums_of_the_world)
{
    made *m = make(&recipes[0], 91);
    gvc_shock s = {.sector = LABELS("S1", "S2"), .to = LABELS("C1", "C2"), .by = 0.5};
    gvc_result *shares = run_scenario(m->ctx, m->t, method, s);
    s.equal = true;
    gvc_result *equal = run_scenario(m->ctx, m->t, method, s);
    double bound = 1e-12 * largest_output(&m->q), differ = 0;
    cr_expect(fabs(attribute(shares, "world_va_change")) <= bound);
    cr_expect(fabs(attribute(equal, "world_va_change")) <= bound);
    for (gvc_idx c = 0; c < gvc_result_cells(shares); c++) {
        differ = fmax(differ, fabs(term(shares, "va_change")[c] - term(equal, "va_change")[c]));
    }
    cr_expect(differ > 1e-6 * largest_output(&m->q), "two ways to split give the same");
    gvc_result_free(shares);
    gvc_result_free(equal);
    s.by = 0;
    shares = run_scenario(m->ctx, m->t, method, s);
    expect_no_change(shares);
    gvc_result_free(shares);
    unmake(m);
}

Test(scenario_source, refuses_suppliers_without_output)
{
    made *m = make(&recipes[4], 92);
    gvc_shock s = {.buyer = LABELS("C1"),
                   .from = LABELS("C1"),
                   .to = LABELS("C0"),
                   .sector = LABELS("S8"),
                   .by = 0.5};
    gvc_measure_options o = scenario_of(method, NULL, &s, 1);
    expect_refused(m->ctx, m->t, &o, GVC_EUNKNOWN, "C0 makes no S8");
    s.to = NULL;
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "needs the new suppliers");
    s = (gvc_shock){.to = LABELS("C0"), .by = 2};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "from 0 to 100");
    s = (gvc_shock){.to = LABELS("C0"), .by = 5, .absolute = true};
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "takes a share");
    static const char *const s0[] = {"S0", NULL};
    const gvc_shock twice[] = {{.to = LABELS("C0"), .sector = s0, .by = 0.6},
                               {.to = LABELS("C1"), .sector = s0, .by = 0.6}};
    o = scenario_of(method, NULL, twice, 2);
    expect_refused(m->ctx, m->t, &o, GVC_EARG, "more than all");
    unmake(m);
}
