/* test_direct.c - one round of a chain against plain loops, dense and sparse, cut or not */
#include "economy.h"

static void compare(const economy *e, const gvc_system *s, bool left, const gvc_idx *cut)
{
    enum { ROWS = 5 };
    gvc_idx n = e->n;
    gvc_dense f = economy_panel(e, ROWS, 11), y = economy_panel(e, ROWS, 12);
    gvc_dense again = economy_panel(e, ROWS, 13);
    gvc_report report =
        left ? gvc_direct_left(s, &f, cut, &y, 1) : gvc_direct_right(s, &f, cut, &y, 1);
    cr_assert_eq(report.code, GVC_MAT_OK);
    (left ? gvc_direct_left : gvc_direct_right)(s, &f, cut, &again, 3);
    for (gvc_idx k = 0; k < ROWS; k++) {
        const double *x = f.data + k * f.stride;
        for (gvc_idx i = 0; i < n; i++) {
            long double sum = 0;
            for (gvc_idx j = 0; j < n; j++) {
                gvc_idx s_k = cut == NULL ? -1 : cut[k];
                sum +=
                    (left ? economy_a(e, s_k, j, i) : economy_a(e, s_k, i, j)) * (long double)x[j];
            }
            double got = y.data[k * y.stride + i];
            cr_expect(fabs(got - (double)sum) <= 1e-14, "row %d, %d: %g, not %g", (int)k, (int)i,
                      got, (double)sum);
            cr_expect_eq(got, again.data[k * again.stride + i], "whatever the threads");
        }
    }
    free(f.data);
    free(y.data);
    free(again.data);
}

Test(direct, products_with_a_equal_plain_loops)
{
    static const int sizes[] = {7, 0, 150, 33, 1, -1};
    static const gvc_idx cut[] = {2, -1, 0, 3, 1};
    economy *e = economy_new(5, sizes, 0.3, 0.8);
    economy_settle(e);
    const gvc_system *systems[] = {&e->dense, &e->thin};
    for (int k = 0; k < 2; k++) {
        for (int left = 0; left < 2; left++) {
            compare(e, systems[k], left != 0, NULL);
            compare(e, systems[k], left != 0, cut);
        }
    }
    economy_free(e);
}
