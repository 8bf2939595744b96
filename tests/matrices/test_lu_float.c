#include "alone.h"

Test(lu_float, corrects_floats_to_the_tolerance)
{
    economy *e = economy_new(5, alone_sizes, 0.4, 0.8);
    economy_settle(e);
    static const double tolerances[] = {1e-10, 1e-13, 1e-15};
    for (int k = 0; k < 3; k++) {
        alone *a = alone_new("lu-float", e, tolerances[k]);
        cr_assert_eq(a->made.code, GVC_MAT_OK);
        cr_expect_eq(a->right.code, GVC_MAT_OK);
        cr_expect_eq(a->left.code, GVC_MAT_OK);
        cr_expect(a->right.residual <= tolerances[k] && a->left.residual <= tolerances[k]);
        cr_expect(a->gap_right <= 1.1 * tolerances[k] && a->gap_left <= 1.1 * tolerances[k],
                  "%g, %g", a->gap_right, a->gap_left);
        alone_free(a);
    }
    economy_free(e);
}

/* Every industry uses 0.997 of what it makes, so that B is some 300 times as large as I. */
static economy *hungry(uint64_t seed)
{
    static const int sizes[] = {3, 4, 2, 3, -1};
    economy *e = economy_new(seed, sizes, 0.9, 0.5);
    for (gvc_idx j = 0; j < e->n; j++) {
        double total = 0;
        for (gvc_idx i = 0; i < e->n; i++) {
            total += e->z[i * e->n + j];
        }
        e->inv_x[j] = 0.997 / total;
    }
    economy_settle(e);
    return e;
}

/* Largest error of a panel beside the largest entry of its vector. */
static double error_of(const economy *e, bool left, const gvc_dense *f, const gvc_dense *x)
{
    double worst = 0, exact[16];
    for (gvc_idx k = 0; k < f->rows; k++) {
        const double *ours = x->data + k * x->stride;
        double gap = 0, most = 0;
        economy_solve(e, left, -1, f->data + k * f->stride, exact);
        for (gvc_idx i = 0; i < e->n; i++) {
            gap = isnan(ours[i]) ? (double)INFINITY : fmax(gap, fabs(ours[i] - exact[i]));
            most = fmax(most, fabs(exact[i]));
        }
        worst = fmax(worst, gap / most);
    }
    return worst;
}

/* Where the first residual within the tolerance comes out depends on the processor and on the
 * table: among many tables some come out just within. */
Test(lu_float, is_as_exact_where_the_inverse_is_large)
{
    const gvc_leontief_options options = gvc_leontief_settled(NULL);
    const gvc_solver *solver = gvc_solver_named("lu-float");
    for (uint64_t seed = 1; seed <= 100; seed++) {
        economy *e = hungry(seed);
        gvc_solver_job job = {.system = &e->dense, .options = &options};
        gvc_dense f = economy_panel(e, 1, seed), x = economy_panel(e, 1, 0);
        void *state = NULL;
        cr_assert_eq(solver->prepare(&state, &job).code, GVC_MAT_OK);
        for (int left = 0; left < 2; left++) {
            gvc_report report = (left ? solver->left : solver->right)(state, &job, &f, NULL, &x);
            double error = error_of(e, left, &f, &x);
            cr_expect_eq(report.code, GVC_MAT_OK);
            cr_expect(error <= 10 * options.tolerance, "table %d, left %d: %g, residual %g",
                      (int)seed, left, error, report.residual);
        }
        solver->release(state);
        free(f.data);
        free(x.data);
        economy_free(e);
    }
}
