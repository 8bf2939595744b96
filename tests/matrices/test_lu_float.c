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
