#include "economy.h"
#include "solver.h"

static const int sizes[] = {30, 50, 40, -1};

static gvc_leontief_options options_with(const char *solver)
{
    return (gvc_leontief_options){.version = GVC_LEONTIEF_OPTIONS_VERSION, .solver = solver};
}

static economy *some(void)
{
    economy *e = economy_new(2, sizes, 0.3, 0.8);
    economy_settle(e);
    return e;
}

Test(plan, takes_the_fewest_seconds)
{
    economy *e = some();
    gvc_workload load = {.left = 3, .right = 3};
    gvc_plan plan, one;
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, NULL).code, GVC_MAT_OK);
    double least = (double)INFINITY, second = (double)INFINITY;
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        gvc_leontief_options o = options_with(gvc_solver_name(i));
        cr_assert_eq(gvc_plan_make(&one, &e->dense, &load, &o).code, GVC_MAT_OK);
        cr_expect(one.seconds > 0 && one.flops > 0 && one.bytes > 0, "%s", one.solver);
        cr_expect_str_eq(one.why, "asked for");
        second = fmin(second, fmax(least, one.seconds));
        least = fmin(least, one.seconds);
    }
    cr_expect_eq(plan.seconds, least);
    cr_expect_eq(plan.second_seconds, second);
    cr_expect_str_eq(plan.why, "fewest seconds");
    cr_expect_eq(plan.nonzeros, e->start[e->n]);
    cr_expect(fabs(plan.density - (double)plan.nonzeros / (double)(e->n * e->n)) < 1e-15);
    cr_expect_eq(plan.work.left, 3);
    economy_free(e);
}

Test(plan, all_of_b_takes_a_solver_that_holds_it)
{
    economy *e = some();
    gvc_workload load = {.left = 1, .inverse = true};
    gvc_plan plan;
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, NULL).code, GVC_MAT_OK);
    cr_expect_str_eq(plan.solver, "gauss-jordan");
    cr_expect_str_eq(plan.second, "lapack");
    cr_expect_str_eq(plan.why, "all of B is needed");
    gvc_leontief_options o = options_with("lu");
    cr_expect_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_UNKNOWN);
    cr_expect_str_eq(plan.why, "all of B is needed, and that solver does without");
    o = options_with("sorcery");
    cr_expect_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_UNKNOWN);
    cr_expect_str_eq(plan.why, "no solver of that name");
    economy_free(e);
}

Test(plan, many_panels_make_the_inverse_worth_it)
{
    /* Large enough for counts of flops to decide; only the offsets and the cells' number are used.
     */
    gvc_idx offset[] = {0, 1000, 2000};
    int64_t *start = calloc(2001, sizeof *start);
    double *ones = calloc(2000, sizeof *ones);
    gvc_sparse z = {start, NULL, NULL, 2000, 2000};
    gvc_system system = {2000, 2, offset, ones, {NULL, 2000, 2000, 2000}, &z};
    gvc_plan plan;
    gvc_leontief_options lu = options_with("lu"), jordan = options_with("gauss-jordan");
    for (gvc_idx rows = 10; rows <= 10000; rows *= 1000) {
        gvc_workload load = {.right = rows};
        gvc_plan_make(&plan, &system, &load, &lu);
        double by_lu = plan.seconds;
        gvc_plan_make(&plan, &system, &load, &jordan);
        cr_expect_eq(plan.seconds < by_lu, rows == 10000);
    }
    free(start);
    free(ones);
}

Test(plan, keeps_to_the_memory_allowed)
{
    economy *e = some();
    gvc_workload load = {.left = 2};
    gvc_plan plan, free_choice;
    size_t least = SIZE_MAX;
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        gvc_leontief_options o = options_with(gvc_solver_name(i));
        cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_OK);
        o.storage = GVC_STORAGE_DENSE;
        gvc_plan_make(&free_choice, &e->dense, &load, &o);
        o.storage = GVC_STORAGE_SPARSE;
        gvc_plan_make(&plan, &e->dense, &load, &o);
        size_t bytes = plan.bytes < free_choice.bytes ? plan.bytes : free_choice.bytes;
        least = bytes < least ? bytes : least;
    }
    gvc_leontief_options o = {.version = GVC_LEONTIEF_OPTIONS_VERSION, .memory = least};
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_OK);
    cr_expect(plan.bytes <= least);
    o.memory = 1;
    cr_expect_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_NOMEM);
    cr_expect(plan.bytes >= least && plan.bytes < SIZE_MAX);
    o.solver = "lu";
    cr_expect_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_NOMEM);
    cr_expect(plan.bytes > (size_t)(e->n * e->n) * sizeof(double));
    economy_free(e);
}

Test(plan, says_when_the_fastest_does_not_fit)
{
    economy *e = some();
    gvc_workload load = {.inverse = true};
    gvc_plan plan;
    gvc_leontief_options o = options_with("gauss-jordan");
    gvc_plan_make(&plan, &e->dense, &load, &o);
    size_t jordan = plan.bytes;
    o = options_with("lapack");
    gvc_plan_make(&plan, &e->dense, &load, &o);
    cr_assert(plan.bytes < jordan);
    o = (gvc_leontief_options){.version = GVC_LEONTIEF_OPTIONS_VERSION, .memory = plan.bytes};
    cr_expect_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_OK);
    cr_expect_str_eq(plan.solver, "lapack");
    cr_expect_str_eq(plan.why, "fewest seconds of those that fit the memory");
    economy_free(e);
}

Test(plan, storage_follows_the_system_and_the_options)
{
    economy *e = some();
    gvc_workload load = {.right = 2};
    gvc_plan plan;
    gvc_leontief_options o = {.version = GVC_LEONTIEF_OPTIONS_VERSION};
    cr_assert_eq(gvc_plan_make(&plan, &e->thin, &load, &o).code, GVC_MAT_OK);
    cr_expect_eq(plan.storage, GVC_STORAGE_SPARSE);
    o.storage = GVC_STORAGE_SPARSE;
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_OK);
    cr_expect_eq(plan.storage, GVC_STORAGE_SPARSE);
    o.storage = GVC_STORAGE_DENSE;
    cr_assert_eq(gvc_plan_make(&plan, &e->dense, &load, &o).code, GVC_MAT_OK);
    cr_expect_eq(plan.storage, GVC_STORAGE_DENSE);
    economy_free(e);
}
