#include "alone.h"

/* What doubles hold is found in one round of sweeps; floats need a residual in between. */
Test(seidel_double, gets_to_the_rounding_of_doubles)
{
    economy *e = economy_new(5, alone_sizes, 0.4, 0.8);
    economy_settle(e);
    alone *twice = alone_new("seidel-double", e, 0), *mixed = alone_new("seidel", e, 0);
    cr_assert_eq(twice->right.code, GVC_MAT_OK);
    cr_assert_eq(twice->left.code, GVC_MAT_OK);
    cr_expect(twice->gap_right < 2e-15 && twice->gap_left < 2e-15, "%g, %g", twice->gap_right,
              twice->gap_left);
    cr_expect(mixed->gap_right <= 1e-13 && mixed->gap_left <= 1e-13);
    alone_free(twice);
    alone_free(mixed);
    economy_free(e);
}

Test(seidel_double, takes_more_memory_and_time_than_floats)
{
    economy *e = economy_new(5, alone_sizes, 0.4, 0.8);
    economy_settle(e);
    gvc_plan plan = {.storage = GVC_STORAGE_SPARSE,
                     .work = {.left = 3, .right = 20},
                     .nonzeros = e->start[e->n]};
    const gvc_solver *twice = gvc_solver_named("seidel-double");
    const gvc_solver *mixed = gvc_solver_named("seidel");
    double flops, seconds_twice, seconds_mixed;
    twice->cost(&plan, &e->dense, &flops, &seconds_twice);
    mixed->cost(&plan, &e->dense, &flops, &seconds_mixed);
    cr_expect(seconds_twice > seconds_mixed);
    cr_expect(twice->bytes(&plan, &e->dense) > mixed->bytes(&plan, &e->dense));
    cr_expect_str_eq(twice->safer, "lu");
    alone *slow = NULL;
    for (gvc_idx j = 0; j < e->n; j++) { /* hardly any value added, hardly any own use */
        for (gvc_idx i = 0; i < e->n; i++) {
            e->z[i * e->n + j] = 1;
        }
        e->inv_x[j] = 0.9999 / (double)e->n;
    }
    economy_settle(e);
    slow = alone_new("seidel-double", e, 0);
    cr_expect_eq(slow->right.code, GVC_MAT_DIVERGED);
    cr_expect_eq(slow->left.code, GVC_MAT_DIVERGED);
    alone_free(slow);
    economy_free(e);
}
