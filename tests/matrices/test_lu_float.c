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

Test(lu_float, sends_on_what_floats_cannot_tell_from_singular)
{
    economy *e = economy_new(5, alone_sizes, 0.4, 0.5);
    gvc_idx n = e->n; /* industries 23 and 24 leave 5e-10 to others: two equal rows in floats */
    memset(e->z + 23 * n, 0, (size_t)(2 * n) * sizeof *e->z);
    e->inv_x[23] = e->inv_x[24] = 0.25;
    e->z[23 * n + 23] = e->z[23 * n + 24] = e->z[24 * n + 23] = 2;
    e->z[24 * n + 24] = 2 - 2e-9;
    economy_settle(e);
    alone *a = alone_new("lu-float", e, 0);
    cr_expect_eq(a->made.code, GVC_MAT_DIVERGED);
    cr_assert_not_null(a->made.fallback);
    cr_expect_str_eq(a->made.fallback, "float factors broke down");
    cr_expect_str_eq(a->solver->safer, "lu");
    alone_free(a);
    economy_free(e);
}
