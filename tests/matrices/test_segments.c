#include "expect.h"
#include "random.h"

Test(segments, dots_stop_at_block_borders)
{
    double inv_x[SIZE], u[SIZE], dots[SIZE * BLOCKS], sums[SIZE * BLOCKS];
    gvc_dense z = random_flows(7, 0.9, inv_x);
    for (int i = 0; i < SIZE; i++) {
        u[i] = 1.0 / (i + 1);
    }
    gvc_dense out = {dots, SIZE, BLOCKS, BLOCKS}, ones = {sums, SIZE, BLOCKS, BLOCKS};
    gvc_segment_dots(&z, u, random_offset, BLOCKS, &out);
    gvc_segment_dots(&z, NULL, random_offset, BLOCKS, &ones);
    for (gvc_idx i = 0; i < SIZE; i++) {
        for (gvc_idx g = 0; g < BLOCKS; g++) {
            double dot = 0, sum = 0;
            for (gvc_idx j = random_offset[g]; j < random_offset[g + 1]; j++) {
                dot += z.data[i * SIZE + j] * u[j];
                sum += z.data[i * SIZE + j];
            }
            cr_expect(fabs(dots[i * BLOCKS + g] - dot) < 1e-12);
            cr_expect_eq(sums[i * BLOCKS + g], sum, "in this order to the last bit");
        }
    }
    free(z.data);
}

Test(segments, offblock_product_leaves_the_diagonal_out)
{
    double inv_x[SIZE], f[2 * SIZE], y[2 * SIZE];
    gvc_dense z = random_flows(8, 0.9, inv_x);
    gvc_system system = random_system(&z, inv_x);
    uint64_t state = 3;
    for (int i = 0; i < 2 * SIZE; i++) {
        f[i] = random_unit(&state);
    }
    gvc_dense from = {f, 2, SIZE, SIZE}, to = {y, 2, SIZE, SIZE};
    cr_assert_eq(gvc_offblock_times(&system, &from, &to).code, GVC_MAT_OK);
    for (gvc_idx k = 0; k < 2; k++) {
        for (gvc_idx g = 0; g < BLOCKS; g++) {
            for (gvc_idx i = random_offset[g]; i < random_offset[g + 1]; i++) {
                double sum = 0;
                for (gvc_idx j = 0; j < SIZE; j++) {
                    bool own = j >= random_offset[g] && j < random_offset[g + 1];
                    sum += own ? 0 : z.data[i * SIZE + j] * inv_x[j] * f[k * SIZE + j];
                }
                cr_expect(fabs(y[k * SIZE + i] - sum) < 1e-14);
            }
        }
    }
    free(z.data);
}
