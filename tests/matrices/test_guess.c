/* test_guess.c - solutions that start from a guess */
#include "economy.h"

static const int sizes[] = {7, 0, 33, 20, 60, -1};
enum { ROWS = 5 };
static const gvc_idx cut[ROWS] = {-1, 2, 0, -1, 4};

typedef struct work {
    economy *e;
    gvc_local *local;
    gvc_leontief *l;
    gvc_dense f;
} work;

static work begin(const char *solver, double density)
{
    work w = {.e = economy_new(5, sizes, density, 0.8)};
    gvc_leontief_options options = {
        .version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = solver, .tolerance = 1e-9};
    gvc_workload load = {.left = ROWS, .right = ROWS, .cut_left = ROWS, .cut_right = ROWS};
    gvc_plan plan;
    economy_settle(w.e);
    cr_assert_eq(gvc_local_new(&w.local, &w.e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, &w.e->dense, &load, &options).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_new(&w.l, &w.e->dense, w.local, &plan, &options).code, GVC_MAT_OK);
    w.f = economy_panel(w.e, ROWS, 1);
    return w;
}

static void end(work *w)
{
    gvc_leontief_free(w->l);
    gvc_local_free(w->local);
    free(w->f.data);
    economy_free(w->e);
}

static gvc_report from(const work *w, bool left, gvc_dense *x)
{
    return left ? gvc_leontief_left_from(w->l, &w->f, cut, x)
                : gvc_leontief_right_from(w->l, &w->f, cut, x);
}

static void expect_solved(const work *w, bool left, const gvc_dense *x, double tolerance)
{
    for (gvc_idx k = 0; k < ROWS; k++) {
        double gap = economy_residual(w->e, left, cut[k], w->f.data + k * w->f.stride,
                                      x->data + k * x->stride);
        cr_expect(gap <= tolerance, "row %d: %g", (int)k, gap);
    }
}

static void expect_way(const char *solver, double density)
{
    work w = begin(solver, density);
    for (int left = 0; left < 2; left++) {
        gvc_dense x = economy_panel(w.e, ROWS, 2), again = economy_panel(w.e, ROWS, 3);
        size_t bytes = (size_t)(ROWS * w.e->n) * sizeof(double);
        gvc_report cold = left != 0 ? gvc_leontief_left(w.l, &w.f, cut, &x)
                                    : gvc_leontief_right(w.l, &w.f, cut, &x);
        cr_assert_eq(cold.code, GVC_MAT_OK);
        memcpy(again.data, x.data, bytes);
        gvc_report warm = from(&w, left != 0, &again);
        cr_expect_eq(warm.code, GVC_MAT_OK);
        if (cold.sweeps > 0) { /* it iterates: what is solved stays as it is */
            cr_expect_eq(warm.sweeps, 0);
            cr_expect_eq(memcmp(again.data, x.data, bytes), 0);
        }
        for (gvc_idx k = 0; k < ROWS * w.e->n; k++) { /* nearly right */
            again.data[k] *= 1 + 1e-3 * sin((double)k);
        }
        warm = from(&w, left != 0, &again);
        cr_expect_eq(warm.code, GVC_MAT_OK);
        cr_expect(warm.sweeps == 0 || warm.sweeps < cold.sweeps, "%d of %d", warm.sweeps,
                  cold.sweeps);
        expect_solved(&w, left != 0, &again, 1e-8);
        for (gvc_idx k = 0; k < ROWS * w.e->n; k++) { /* far off */
            again.data[k] = cos((double)k);
        }
        cr_expect_eq(from(&w, left != 0, &again).code, GVC_MAT_OK);
        expect_solved(&w, left != 0, &again, 1e-8);
        free(x.data);
        free(again.data);
    }
    end(&w);
}

Test(guess, iterations_start_there)
{
    expect_way("seidel", 0.2);
    expect_way("seidel", 1.0);
    expect_way("seidel-double", 0.2);
    expect_way("seidel-double", 1.0);
}

Test(guess, direct_solvers_take_no_notice)
{
    expect_way("lu", 0.4);
    expect_way("gauss-jordan", 0.4);
}

/* A tolerance that floats reach, where the last residual is not made again: what comes is as good
 * as was asked for, however fast sweeps converge and however good the guess is. */
static void expect_within(uint64_t seed, double density, double share, double tolerance,
                          const gvc_idx *of)
{
    economy *e = economy_new(seed, sizes, density, share);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                    .solver = "seidel",
                                    .tolerance = tolerance,
                                    .renewable = true};
    gvc_workload load = {.left = ROWS, .right = ROWS, .cut_left = ROWS, .cut_right = ROWS};
    gvc_plan plan;
    gvc_local *local = NULL;
    gvc_leontief *l = NULL;
    economy_settle(e);
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_new(&l, &e->dense, local, &plan, &options).code, GVC_MAT_OK);
    gvc_dense f = economy_panel(e, ROWS, seed), x = economy_panel(e, ROWS, 2);
    for (int left = 0; left < 2; left++) {
        for (double off = 1e-6; off < 2; off *= 10) {
            cr_assert_eq((left ? gvc_leontief_left : gvc_leontief_right)(l, &f, of, &x).code,
                         GVC_MAT_OK);
            for (gvc_idx k = 0; k < ROWS * x.stride; k++) {
                x.data[k] *= 1 + off * sin((double)k);
            }
            gvc_report found =
                (left ? gvc_leontief_left_from : gvc_leontief_right_from)(l, &f, of, &x);
            cr_assert_eq(found.code, GVC_MAT_OK);
            cr_expect_leq(found.residual, tolerance);
            for (gvc_idx k = 0; k < ROWS; k++) {
                double gap = economy_residual(e, left != 0, of == NULL ? -1 : of[k],
                                              f.data + k * f.stride, x.data + k * x.stride);
                cr_expect(gap <= tolerance, "seed %d, density %g, share %g, off by %g: %g",
                          (int)seed, density, share, off, gap);
            }
        }
    }
    gvc_leontief_free(l);
    gvc_local_free(local);
    free(f.data);
    free(x.data);
    economy_free(e);
}

Test(guess, a_tolerance_within_floats_is_kept)
{
    static const double densities[] = {0.1, 0.5, 1.0}, shares[] = {0.3, 0.6, 0.9};
    static const gvc_idx one[ROWS] = {2, 2, 2, -1, 4};
    const gvc_idx *const cuts[] = {NULL, cut, one};
    for (uint64_t k = 0; k < 36; k++) {
        double tolerance = k % 2 == 0 ? 1e-7 : 1e-8;
        expect_within(11 + k, densities[k % 3], shares[k / 3 % 3], tolerance, cuts[k / 2 % 3]);
    }
}

/* ---- other flows in the same places ------------------------------------------------------------
 */

static gvc_leontief *make(economy *e, const gvc_local *local, const char *solver, bool renewable)
{
    gvc_leontief_options options = {
        .version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = solver, .renewable = renewable};
    gvc_workload load = {.left = ROWS, .right = ROWS, .cut_left = ROWS, .cut_right = ROWS};
    gvc_plan plan;
    gvc_leontief *l = NULL;
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_new(&l, &e->dense, local, &plan, &options).code, GVC_MAT_OK);
    return l;
}

/* Right and left one after the other, as long as l has them. */
static void solve_both(gvc_leontief *l, const gvc_dense *f, gvc_dense *x, gvc_dense *w)
{
    cr_assert_eq(gvc_leontief_right(l, f, cut, x).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_left(l, f, cut, w).code, GVC_MAT_OK);
}

static void expect_renewed(const char *solver, double density)
{
    economy *e = economy_new(7, sizes, density, 0.8);
    gvc_local *first = NULL, *second = NULL;
    size_t bytes = (size_t)(ROWS * e->n) * sizeof(double);
    economy_settle(e);
    gvc_dense f = economy_panel(e, ROWS, 1), x[2], w[2];
    for (int k = 0; k < 2; k++) {
        x[k] = economy_panel(e, ROWS, 2);
        w[k] = economy_panel(e, ROWS, 3);
    }
    cr_assert_eq(gvc_local_new(&first, &e->dense).code, GVC_MAT_OK);
    gvc_leontief *old = make(e, first, solver, true);
    solve_both(old, &f, &x[0], &w[0]);
    for (gvc_idx k = 0; k < e->n * e->n; k++) {
        e->z[k] *= 1 + 0.1 * sin((double)k);
    }
    economy_settle(e);
    cr_assert_eq(gvc_local_new(&second, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_renew(old, &e->dense, second).code, GVC_MAT_OK);
    solve_both(old, &f, &x[0], &w[0]);
    gvc_leontief *anew = make(e, second, solver, true);
    solve_both(anew, &f, &x[1], &w[1]);
    cr_expect_eq(memcmp(x[0].data, x[1].data, bytes), 0, "%s, %g", solver, density);
    cr_expect_eq(memcmp(w[0].data, w[1].data, bytes), 0, "%s, %g", solver, density);
    for (gvc_idx k = 0; k < ROWS; k++) {
        cr_expect(economy_residual(e, false, cut[k], f.data + k * f.stride,
                                   x[0].data + k * x[0].stride) < 1e-12);
        cr_expect(economy_residual(e, true, cut[k], f.data + k * f.stride,
                                   w[0].data + k * w[0].stride) < 1e-12);
    }
    gvc_leontief_free(old);
    gvc_leontief_free(anew);
    gvc_local_free(first);
    gvc_local_free(second);
    for (int k = 0; k < 2; k++) {
        free(x[k].data);
        free(w[k].data);
    }
    free(f.data);
    economy_free(e);
}

Test(guess, renewed_ones_are_as_if_made_anew)
{
    expect_renewed("seidel", 0.2);
    expect_renewed("seidel", 1.0);
    expect_renewed("seidel-double", 0.2);
    expect_renewed("seidel-double", 1.0);
}

Test(guess, direct_solvers_are_made_anew)
{
    work w = begin("lu", 0.4);
    cr_expect_eq(gvc_leontief_renew(w.l, &w.e->dense, w.local).code, GVC_MAT_UNKNOWN);
    end(&w);
}
