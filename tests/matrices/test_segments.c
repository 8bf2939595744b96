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

static void expect_offblock_left(const gvc_system *system, const gvc_dense *z)
{
    double f[2 * SIZE], y[2 * SIZE];
    const double *inv_x = system->inv_x;
    uint64_t state = 4;
    for (int i = 0; i < 2 * SIZE; i++) {
        f[i] = random_unit(&state);
    }
    gvc_dense from = {f, 2, SIZE, SIZE}, to = {y, 2, SIZE, SIZE};
    cr_assert_eq(gvc_offblock_left(system, &from, &to).code, GVC_MAT_OK);
    for (gvc_idx k = 0; k < 2; k++) {
        for (gvc_idx g = 0; g < BLOCKS; g++) {
            for (gvc_idx j = random_offset[g]; j < random_offset[g + 1]; j++) {
                double sum = 0;
                for (gvc_idx i = 0; i < SIZE; i++) {
                    bool own = i >= random_offset[g] && i < random_offset[g + 1];
                    sum += own ? 0 : f[k * SIZE + i] * z->data[i * SIZE + j] * inv_x[j];
                }
                cr_expect(fabs(y[k * SIZE + j] - sum) < 1e-14);
            }
        }
    }
}

Test(segments, offblock_product_from_the_left_leaves_the_diagonal_out)
{
    static int64_t start[SIZE + 1];
    static int32_t col[SIZE * SIZE];
    double inv_x[SIZE];
    gvc_dense z = random_flows(9, 0.9, inv_x);
    gvc_system system = random_system(&z, inv_x), thin = system;
    expect_offblock_left(&system, &z);
    for (int i = 0; i < SIZE; i++) {
        start[i + 1] = start[i] + SIZE;
        for (int j = 0; j < SIZE; j++) {
            col[i * SIZE + j] = j;
        }
    }
    gvc_sparse all = {start, col, z.data, SIZE, SIZE};
    thin.sparse = &all;
    expect_offblock_left(&thin, &z);
    free(z.data);
}

Test(segments, diagonals_of_a_product_block_by_block)
{
    double inv_x[SIZE], loops[SIZE * BLOCKS];
    gvc_dense z = random_flows(10, 0.9, inv_x), b = random_flows(11, 0.9, inv_x);
    for (gvc_idx rows = 1; rows < SIZE; rows += 5) { /* not all of them, and from the middle */
        gvc_idx at = SIZE - rows;
        gvc_dense part = {z.data + at * SIZE, rows, SIZE, SIZE};
        gvc_dense cols = {b.data + at, SIZE, rows, SIZE};
        gvc_dense out = {loops, rows, BLOCKS, BLOCKS};
        gvc_segment_diagonals(&part, inv_x, &cols, random_offset, BLOCKS, &out);
        for (gvc_idx i = 0; i < rows; i++) {
            for (gvc_idx g = 0; g < BLOCKS; g++) {
                double sum = 0;
                for (gvc_idx j = random_offset[g]; j < random_offset[g + 1]; j++) {
                    sum += part.data[i * SIZE + j] * inv_x[j] * cols.data[j * SIZE + i];
                }
                cr_expect(fabs(loops[i * BLOCKS + g] - sum) <= 1e-13 * fabs(sum));
            }
        }
    }
    free(z.data);
    free(b.data);
}
