#include "economy.h"

static const int sizes[] = {7, 0, 33, 20, 60, -1};

typedef struct work {
    gvc_plan plan;
    gvc_local *local;
    gvc_leontief *l;
    gvc_report report;
} work;

/* All of B from the solver of that name, NULL = the plan's choice. */
static work begin(economy *e, gvc_leontief_options *options)
{
    work w = {0};
    gvc_workload load = {.left = 3, .right = 3, .inverse = true};
    economy_settle(e);
    cr_assert_eq(gvc_local_new(&w.local, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&w.plan, &e->dense, &load, options).code, GVC_MAT_OK);
    w.report = gvc_leontief_new(&w.l, &e->dense, w.local, &w.plan, options);
    cr_expect_eq(w.l != NULL, w.report.code == GVC_MAT_OK);
    return w;
}

static void end(work *w, economy *e)
{
    gvc_leontief_free(w->l);
    gvc_local_free(w->local);
    economy_free(e);
}

/* eps in the corner, and rows 0 and 115 lean on each other: regular, but nearly singular where
 * elimination without pivoting across blocks begins. */
static economy *badly_ordered(double eps)
{
    economy *e = economy_new(12, sizes, 0.4, 0.5);
    memset(e->z, 0, (size_t)e->n * sizeof *e->z);
    e->inv_x[115] = 0.01;
    e->z[0] = (1 - eps) / e->inv_x[0];
    e->z[115] = 0.5 / e->inv_x[115];
    e->z[115 * e->n] = 1 / e->inv_x[0];
    return e;
}

Test(leontief, reports_what_it_did)
{
    economy *e = economy_new(1, sizes, 0.4, 0.9);
    work w = begin(e, NULL);
    cr_assert_eq(w.report.code, GVC_MAT_OK);
    cr_expect_str_eq(w.report.solver, "gauss-jordan");
    cr_expect_null(w.report.fallback);
    cr_expect(w.report.residual < 1e-13 && w.report.residual > 0);
    cr_expect(w.report.condition >= 1 && w.report.condition < 1000);
    cr_expect(w.report.growth >= 1 && w.report.growth < 10);
    gvc_dense b = gvc_leontief_inverse(w.l);
    double smallest, largest;
    gvc_dense_range(&b, &smallest, &largest);
    cr_expect(smallest > -1e-14 && largest >= 1);
    end(&w, e);
}

Test(leontief, falls_back_to_pivoting_and_says_why)
{
    economy *e = badly_ordered(1e-9);
    work w = begin(e, NULL);
    cr_assert_eq(w.report.code, GVC_MAT_OK);
    cr_expect_str_eq(w.plan.solver, "gauss-jordan");
    cr_expect_str_eq(w.report.solver, "lapack");
    cr_assert_not_null(w.report.fallback);
    cr_expect(w.report.growth > 1e6, "%g", w.report.growth);
    gvc_dense f = economy_panel(e, 2, 1), x = economy_panel(e, 2, 2);
    gvc_report call = gvc_leontief_right(w.l, &f, NULL, &x);
    cr_expect_str_eq(call.solver, "lapack");
    cr_expect_str_eq(call.fallback, w.report.fallback);
    cr_expect(economy_residual(e, false, -1, f.data, x.data) < 1e-14);
    cr_expect_str_eq(gvc_leontief_report(w.l).fallback, w.report.fallback);
    free(f.data);
    free(x.data);
    end(&w, e);
}

Test(leontief, a_fall_back_has_to_fit_the_memory)
{
    economy *e = badly_ordered(1e-9);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                    .solver = "gauss-jordan"};
    gvc_workload load = {.inverse = true};
    gvc_plan jordan, lapack;
    economy_settle(e);
    gvc_plan_make(&jordan, &e->dense, &load, &options);
    options.solver = "lapack";
    gvc_plan_make(&lapack, &e->dense, &load, &options);
    gvc_leontief *l = NULL;
    options.memory = lapack.bytes - 1; /* as if there were just room for the first */
    cr_expect_eq(gvc_leontief_new(&l, &e->dense, NULL, &jordan, &options).code, GVC_MAT_NOMEM);
    cr_expect_null(l);
    options.memory = lapack.bytes;
    cr_expect_eq(gvc_leontief_new(&l, &e->dense, NULL, &jordan, &options).code, GVC_MAT_OK);
    gvc_leontief_free(l);
    economy_free(e);
}

Test(leontief, a_fall_back_has_to_fit_with_its_way_around_cuts)
{
    /* Sweeps get nowhere: lu-float is next, and follows cut panels around the world. */
    economy *e = economy_new(3, sizes, 1.0, 0.5);
    for (gvc_idx j = 0; j < e->n; j++) {
        for (gvc_idx i = 0; i < e->n; i++) {
            e->z[i * e->n + j] = 1;
        }
        e->inv_x[j] = 0.9999 / (double)e->n;
    }
    economy_settle(e);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = "lu-float"};
    gvc_workload load = {.cut_right = 1000}; /* more than are taken at once */
    gvc_plan lu_float, seidel;
    gvc_local *local = NULL;
    gvc_dense f = economy_panel(e, 2, 1), x = economy_panel(e, 2, 2);
    gvc_plan_make(&lu_float, &e->dense, &load, &options);
    options.solver = "seidel";
    gvc_plan_make(&seidel, &e->dense, &load, &options);
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    for (int fits = 0; fits < 2; fits++) {
        gvc_leontief *l = NULL;
        options.memory = lu_float.bytes - (fits ? 0 : 1);
        cr_assert_eq(gvc_leontief_new(&l, &e->dense, local, &seidel, &options).code, GVC_MAT_OK);
        gvc_report report = gvc_leontief_right(l, &f, NULL, &x);
        cr_expect_eq(report.code, fits ? GVC_MAT_OK : GVC_MAT_NOMEM);
        cr_expect_str_eq(report.solver, "lu-float");
        gvc_leontief_free(l);
    }
    gvc_local_free(local);
    free(f.data);
    free(x.data);
    economy_free(e);
}

Test(leontief, a_later_call_falls_back_too)
{
    /* Float factors exist, but cannot correct a condition like this. */
    economy *e = economy_new(3, sizes, 0.4, 0.8);
    for (gvc_idx j = 0; j < e->n; j++) {
        double total = 0;
        for (gvc_idx i = 0; i < e->n; i++) {
            total += e->z[i * e->n + j];
        }
        e->inv_x[j] = (1 - 1e-8) / (total > 0 ? total : (e->z[j] = 1));
    }
    economy_settle(e);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = "lu-float"};
    gvc_workload load = {.right = 2};
    gvc_plan plan;
    gvc_local *local = NULL;
    gvc_leontief *l = NULL;
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
    cr_assert_eq(gvc_leontief_new(&l, &e->dense, local, &plan, &options).code, GVC_MAT_OK);
    gvc_dense f = economy_panel(e, 2, 1), x = economy_panel(e, 2, 2);
    gvc_report report = gvc_leontief_right(l, &f, NULL, &x);
    cr_assert_eq(report.code, GVC_MAT_OK);
    cr_expect_str_eq(report.solver, "lu");
    cr_assert_not_null(report.fallback);
    cr_expect(economy_residual(e, false, -1, f.data, x.data) < 1e-14);
    free(f.data);
    free(x.data);
    gvc_leontief_free(l);
    gvc_local_free(local);
    economy_free(e);
}

Test(leontief, says_where_it_is_singular)
{
    /* Industry 23 eats all it makes; L is not asked for, it would say so first. */
    economy *e = economy_new(4, sizes, 0.4, 0.5);
    memset(e->z + 23 * e->n, 0, (size_t)e->n * sizeof *e->z);
    e->z[23 * e->n + 23] = 1 / e->inv_x[23];
    economy_settle(e);
    static const char *const names[] = {"gauss-jordan", "lapack", "lu"};
    for (int k = 0; k < 3; k++) {
        gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                        .solver = names[k]};
        gvc_workload load = {.left = 1};
        gvc_plan plan;
        gvc_leontief *l = NULL;
        cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
        gvc_report report = gvc_leontief_new(&l, &e->dense, NULL, &plan, &options);
        cr_expect_eq(report.code, GVC_MAT_SINGULAR, "%s", names[k]);
        cr_expect_eq(report.where, 23, "%s", names[k]);
        cr_expect_null(l);
    }
    economy_free(e);
}

Test(leontief, does_not_let_a_nan_pass)
{
    economy *e = economy_new(13, sizes, 0.4, 0.5);
    economy_settle(e);
    e->z[100 * e->n + 3] = (double)NAN;
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                        .solver = gvc_solver_name(i)};
        gvc_workload load = {.left = 1};
        gvc_plan plan;
        gvc_local *local = NULL;
        gvc_leontief *l = NULL;
        gvc_local_new(&local, &e->dense); /* the block of column 3 does not have the NaN */
        gvc_plan_make(&plan, &e->dense, &load, &options);
        gvc_dense f = economy_panel(e, 1, 1), x = economy_panel(e, 1, 2);
        gvc_mat_code code = gvc_leontief_new(&l, &e->dense, local, &plan, &options).code;
        code = code == GVC_MAT_OK ? gvc_leontief_left(l, &f, NULL, &x).code : code;
        cr_expect_eq(code, GVC_MAT_SINGULAR, "%s: %d", gvc_solver_name(i), code);
        gvc_leontief_free(l);
        gvc_local_free(local);
        free(f.data);
        free(x.data);
    }
    economy_free(e);
}

Test(leontief, no_industries_no_rows_and_no_solver)
{
    static const int nothing[] = {0, 0, -1};
    economy *e = economy_new(1, nothing, 1, 0.5), *some = economy_new(1, sizes, 0.4, 0.5);
    economy_settle(e);
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION,
                                        .solver = gvc_solver_name(i)};
        gvc_workload load = {.left = 1};
        gvc_plan plan;
        gvc_leontief *l = NULL;
        const gvc_idx cut = 1;
        gvc_dense f = economy_panel(e, 1, 1), x = economy_panel(e, 1, 2);
        gvc_dense rows = economy_panel(e, 2, 2);
        cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
        cr_assert_eq(gvc_leontief_new(&l, &e->dense, NULL, &plan, &options).code, GVC_MAT_OK);
        cr_expect_eq(gvc_leontief_left(l, &f, &cut, &x).code, GVC_MAT_OK);
        cr_expect_eq(gvc_leontief_right(l, &f, NULL, &x).code, GVC_MAT_OK);
        cr_expect_eq(gvc_leontief_rows(l, f.data, &rows).code, GVC_MAT_OK);
        gvc_leontief_free(l);
        free(f.data);
        free(x.data);
        free(rows.data);
    }
    work w = begin(some, NULL);
    gvc_dense none = {NULL, 0, some->n, some->n};
    cr_expect_eq(gvc_leontief_right(w.l, &none, NULL, &none).code, GVC_MAT_OK);
    gvc_leontief *l = NULL;
    w.plan.solver = "sorcery";
    cr_expect_eq(gvc_leontief_new(&l, &some->dense, w.local, &w.plan, NULL).code, GVC_MAT_UNKNOWN);
    economy_free(e);
    end(&w, some);
}

Test(leontief, stays_unusable_where_no_solver_is_left)
{
    /* The cut system goes around for ever, and there is no room for a solver that takes cuts. */
    economy *e = economy_new(3, sizes, 1.0, 0.5);
    for (gvc_idx j = 0; j < e->n; j++) {
        for (gvc_idx i = 0; i < e->n; i++) {
            e->z[i * e->n + j] = 1 + (double)((i * 7 + j * 3) % 5);
        }
        e->inv_x[j] = 0.97 / (3 * (double)e->n);
    }
    economy_settle(e);
    gvc_leontief_options options = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = "lu"};
    gvc_workload load = {.cut_left = 1};
    const gvc_idx cut = 2;
    gvc_plan plan;
    gvc_local *local = NULL;
    gvc_leontief *l = NULL;
    gvc_dense f = economy_panel(e, 1, 1), x = economy_panel(e, 1, 2);
    gvc_dense rows = economy_panel(e, e->blocks, 3);
    cr_assert_eq(gvc_local_new(&local, &e->dense).code, GVC_MAT_OK);
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &options).code, GVC_MAT_OK);
    options.memory = 1;
    cr_assert_eq(gvc_leontief_new(&l, &e->dense, local, &plan, &options).code, GVC_MAT_OK);
    cr_expect_eq(gvc_leontief_left(l, &f, NULL, &x).code, GVC_MAT_OK);
    cr_expect_eq(gvc_leontief_left(l, &f, &cut, &x).code, GVC_MAT_NOMEM);
    cr_expect_eq(gvc_leontief_right(l, &f, NULL, &x).code, GVC_MAT_NOMEM);
    cr_expect_eq(gvc_leontief_rows(l, f.data, &rows).code, GVC_MAT_NOMEM);
    cr_expect_null(gvc_leontief_inverse(l).data);
    gvc_leontief_free(l);
    gvc_local_free(local);
    free(f.data);
    free(x.data);
    free(rows.data);
    economy_free(e);
}
