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
