#include "expect.h"
#include "random.h"

Test(local, inverts_every_diagonal_block)
{
    double inv_x[SIZE], f[SIZE], y[SIZE], w[SIZE];
    gvc_dense z = random_flows(5, 0.9, inv_x);
    gvc_system system = random_system(&z, inv_x);
    gvc_local *l = NULL;
    cr_assert_eq(gvc_local_new(&l, &system).code, GVC_MAT_OK);
    uint64_t state = 2;
    for (int i = 0; i < SIZE; i++) {
        f[i] = random_unit(&state);
    }
    gvc_dense from = {f, 1, SIZE, SIZE}, to = {y, 1, SIZE, SIZE};
    gvc_local_right(l, &from, &to);
    gvc_local_left(l, f, w);
    for (gvc_idx g = 0; g < BLOCKS; g++) {
        for (gvc_idx i = random_offset[g]; i < random_offset[g + 1]; i++) {
            double right = y[i], left = w[i];
            for (gvc_idx j = random_offset[g]; j < random_offset[g + 1]; j++) {
                right -= z.data[i * SIZE + j] * inv_x[j] * y[j];
                left -= w[j] * z.data[j * SIZE + i] * inv_x[i];
            }
            cr_expect(fabs(right - f[i]) < 1e-14);
            cr_expect(fabs(left - f[i]) < 1e-14);
        }
    }
    gvc_local_free(l);
    free(z.data);
}

Test(local, says_where_a_block_is_singular)
{
    double inv_x[SIZE];
    gvc_dense z = random_flows(6, 0.5, inv_x);
    for (gvc_idx j = 7; j < 40; j++) {
        z.data[12 * SIZE + j] = 0;
    }
    z.data[12 * SIZE + 12] = 1 / inv_x[12];
    gvc_system system = random_system(&z, inv_x);
    gvc_local *l = NULL;
    gvc_report report = gvc_local_new(&l, &system);
    cr_expect_eq(report.code, GVC_MAT_SINGULAR);
    cr_expect_eq(report.where, 12);
    cr_expect_null(l);
    free(z.data);
}
