#include "expect.h"

#include <stdio.h>
#include <string.h>

Test(blas, solves_from_both_sides)
{
    double a[9] = {4, 1, 0, 2, 5, 1, 0, 3, 6}, b[9];
    double f[6] = {1, 2, 3, -1, 0, 2}, g[6];
    memcpy(b, a, sizeof a);
    memcpy(g, f, sizeof f);
    gvc_dense m = {a, 3, 3, 3}, rows = {f, 2, 3, 3};
    cr_assert_eq(gvc_solve_right(&m, &rows).code, GVC_MAT_OK);
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < 3; j++) {
                sum += b[i * 3 + j] * f[k * 3 + j];
            }
            cr_expect(fabs(sum - g[k * 3 + i]) < 1e-15);
        }
    }
    memcpy(a, b, sizeof a);
    memcpy(f, g, sizeof f);
    cr_assert_eq(gvc_solve_left(&m, &rows).code, GVC_MAT_OK);
    for (int k = 0; k < 2; k++) {
        for (int j = 0; j < 3; j++) {
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += f[k * 3 + i] * b[i * 3 + j];
            }
            cr_expect(fabs(sum - g[k * 3 + j]) < 1e-15);
        }
    }
}

Test(blas, singular_blocks_are_told)
{
    double a[4] = {1, 2, 2, 4}, f[2] = {1, 1};
    gvc_dense m = {a, 2, 2, 2}, row = {f, 1, 2, 2};
    cr_expect_eq(gvc_solve_left(&m, &row).code, GVC_MAT_SINGULAR);
}

Test(blas, names_its_kernel)
{
    cr_expect(strncmp(gvc_blas_name(), "OpenBLAS", 8) == 0);
    cr_expect(strlen(gvc_blas_kernel()) > 0);
    cr_expect(gvc_blas_threads() > 0);
    cr_expect(gvc_blas_better_kernel() == NULL || strlen(gvc_blas_better_kernel()) > 0);
}

Test(blas, takes_a_kernel_in_place)
{
    char name[64];
    snprintf(name, sizeof name, "%s", gvc_blas_kernel());
    if (!gvc_blas_take_kernel(name)) {
        cr_skip("this BLAS cannot choose again");
    }
    cr_expect_str_eq(gvc_blas_kernel(), name);
    double a[4] = {2, 0, 0, 4}, f[2] = {1, 1};
    gvc_dense m = {a, 2, 2, 2}, row = {f, 1, 2, 2};
    cr_expect_eq(gvc_solve_left(&m, &row).code, GVC_MAT_OK);
    cr_expect(f[0] == 0.5 && f[1] == 0.25);
    cr_expect(!gvc_blas_take_kernel("no such kernel"));
}
