/* test_cut.c - following what comes back through a cut block, where that dies out and where not */
#include "cut.h"
#include "economy.h"
#include "solver.h"

static const int sizes[] = {20, 30, 25, -1};

/* Column sums of A equal to `share`, foreign inputs as large as own ones: much comes back. */
static economy *open_world(double share)
{
    economy *e = economy_new(3, sizes, 1.0, 0.5);
    for (gvc_idx j = 0; j < e->n; j++) {
        double total = 0;
        for (gvc_idx i = 0; i < e->n; i++) {
            e->z[i * e->n + j] = 1 + (double)((i * 7 + j * 3) % 5);
            total += e->z[i * e->n + j];
        }
        e->inv_x[j] = share / total;
    }
    economy_settle(e);
    return e;
}

static gvc_report solve(economy *e, const char *solver, bool left, gvc_leontief **out,
                        gvc_local **local, const gvc_dense *f, gvc_dense *x)
{
    static const gvc_idx cut[] = {1, -1, 2};
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = solver};
    gvc_workload load = {.cut_left = 3};
    gvc_plan plan;
    cr_assert_eq(gvc_local_new(local, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_new(out, &e->dense, *local, &plan, &options).code, GVC_MAT_OK);
    gvc_report report =
        left ? gvc_leontief_left(*out, f, cut, x) : gvc_leontief_right(*out, f, cut, x);
    cr_expect_eq(report.code, GVC_MAT_OK);
    for (gvc_idx k = 0; k < 3; k++) {
        double gap =
            economy_residual(e, left, cut[k], f->data + k * f->stride, x->data + k * x->stride);
        cr_expect(gap <= 1e-13, "row %d: %g", (int)k, gap);
    }
    return report;
}

static void expect(double share, const char *solver, const char *in_the_end)
{
    economy *e = open_world(share);
    gvc_dense f = economy_panel(e, 3, 1), x = economy_panel(e, 3, 2);
    for (int left = 0; left < 2; left++) {
        gvc_leontief *l = NULL;
        gvc_local *local = NULL;
        gvc_report report = solve(e, solver, left != 0, &l, &local, &f, &x);
        cr_expect_str_eq(report.solver, in_the_end);
        cr_expect_eq(report.fallback != NULL, strcmp(solver, in_the_end) != 0);
        cr_expect(report.residual <= 1e-12);
        gvc_leontief_free(l);
        gvc_local_free(local);
    }
    free(f.data);
    free(x.data);
    economy_free(e);
}

Test(cut, small_loops_die_out)
{
    expect(0.5, "lu", "lu");
    expect(0.5, "lu-float", "lu-float");
}

Test(cut, large_loops_go_to_a_solver_that_takes_cuts)
{
    expect(0.97, "lu", "gauss-jordan");
    expect(0.97, "lu-float", "gauss-jordan");
}

Test(cut, a_system_that_is_singular_without_the_block_is_told)
{
    /* Block 0 uses up its output together with block 1, unless block 2 supplies them. */
    economy *e = open_world(0.9);
    gvc_idx n = e->n, second = e->offset[2];
    for (gvc_idx j = 0; j < second; j++) {
        double total = 0;
        for (gvc_idx i = 0; i < second; i++) {
            total += e->z[i * n + j];
        }
        for (gvc_idx i = second; i < n; i++) {
            e->z[i * n + j] = -3;
        }
        e->inv_x[j] = 1 / total;
    }
    economy_settle(e);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                    .solver = "gauss-jordan"};
    gvc_workload load = {.cut_left = 1};
    const gvc_idx cut = 2;
    gvc_plan plan;
    gvc_leontief *l = NULL;
    gvc_local *local = NULL;
    gvc_dense f = economy_panel(e, 1, 1), x = economy_panel(e, 1, 2);
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_new(&l, &e->dense, local, &plan, &options).code, GVC_MAT_OK);
    cr_expect_eq(gvc_leontief_left(l, &f, NULL, &x).code, GVC_MAT_OK);
    cr_expect_eq(gvc_leontief_left(l, &f, &cut, &x).code, GVC_MAT_SINGULAR);
    cr_expect_eq(gvc_leontief_right(l, &f, &cut, &x).code, GVC_MAT_SINGULAR);
    free(f.data);
    free(x.data);
    gvc_leontief_free(l);
    gvc_local_free(local);
    economy_free(e);
}
