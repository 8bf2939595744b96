#include "expect.h"
#include "factor.h"

#include <string.h>

Test(factor, solves_from_both_sides_in_both_precisions)
{
    const double a[9] = {4, 1, 0, 2, 5, 1, 0, 3, 6}, f[3] = {1, 2, 3};
    for (int left = 0; left < 2; left++) {
        double m[9], x[3];
        float mf[9], xf[3];
        int pivot[3], pivot_float[3];
        for (int k = 0; k < 9; k++) {
            m[k] = a[k];
            mf[k] = (float)a[k];
            x[k % 3] = f[k % 3];
            xf[k % 3] = (float)f[k % 3];
        }
        cr_assert_eq(gvc_factor(m, 3, pivot), -1);
        cr_assert_eq(gvc_factor_float(mf, 3, pivot_float), -1);
        gvc_factor_solve(m, 3, pivot, left != 0, x, 1, 3);
        gvc_factor_solve_float(mf, 3, pivot_float, left != 0, xf, 1, 3);
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += (left ? a[j * 3 + i] : a[i * 3 + j]) * x[j];
            }
            cr_expect(fabs(sum - f[i]) < 1e-15);
            cr_expect(fabs((double)xf[i] - x[i]) < 1e-6);
        }
    }
}

Test(factor, names_the_first_zero_pivot)
{
    double m[4] = {1, 2, 2, 4};
    float f[4] = {1, 2, 2, 4};
    int pivot[2];
    cr_expect_eq(gvc_factor(m, 2, pivot), 1);
    cr_expect_eq(gvc_factor_float(f, 2, pivot), 1);
}

Test(factor, condition_is_that_of_the_columns)
{
    /* Diagonal: exact. Rows and columns would differ in [1 9; 0 1]: both norms are 10 there. */
    double m[4] = {1, 0, 0, 1e-6}, triangle[4] = {1, 9, 0, 1};
    int pivot[2];
    gvc_factor(m, 2, pivot);
    cr_expect(fabs(gvc_factor_condition(m, 2, 1) / 1e6 - 1) < 1e-12);
    gvc_factor(triangle, 2, pivot);
    cr_expect(fabs(gvc_factor_condition(triangle, 2, 10) - 100) < 1e-10);
}
