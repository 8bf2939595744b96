#include "expect.h"
#include "random.h"

/* Largest |(I - A) B - I|, by plain loops. */
static double residual(const gvc_leontief *l, const gvc_dense *z, const double *inv_x)
{
    double worst = 0;
    for (gvc_idx s = 0; s < BLOCKS; s++) {
        gvc_dense b = gvc_leontief_columns(l, s);
        for (gvc_idx i = 0; i < SIZE; i++) {
            for (gvc_idx j = 0; j < b.cols; j++) {
                double sum = b.data[i * b.stride + j] - (i == random_offset[s] + j);
                for (gvc_idx k = 0; k < SIZE; k++) {
                    sum -= z->data[i * SIZE + k] * inv_x[k] * b.data[k * b.stride + j];
                }
                worst = fmax(worst, fabs(sum));
            }
        }
    }
    return worst;
}

Test(leontief, is_the_inverse)
{
    for (uint64_t seed = 1; seed <= 10; seed++) {
        double inv_x[SIZE];
        gvc_dense z = random_flows(seed, 0.9, inv_x);
        gvc_leontief *l = NULL;
        gvc_report report = gvc_leontief_new(&l, &z, inv_x, random_offset, BLOCKS, NULL);
        cr_assert_eq(report.code, GVC_MAT_OK);
        cr_expect(residual(l, &z, inv_x) < 1e-13);
        cr_expect(report.residual < 1e-13);
        cr_expect(report.condition >= 1 && report.condition < 1000);
        double smallest, largest;
        gvc_leontief_range(l, &smallest, &largest);
        cr_expect(smallest > -1e-14 && largest >= 1);
        gvc_leontief_free(l);
        free(z.data);
    }
}

Test(leontief, products_agree_with_the_inverse)
{
    double inv_x[SIZE], f[2 * SIZE], y[2 * SIZE], v[SIZE], w[BLOCKS * SIZE];
    gvc_dense z = random_flows(3, 0.7, inv_x);
    gvc_leontief *l = NULL;
    cr_assert_eq(gvc_leontief_new(&l, &z, inv_x, random_offset, BLOCKS, NULL).code, GVC_MAT_OK);
    uint64_t state = 9;
    for (int i = 0; i < SIZE; i++) {
        f[i] = random_unit(&state);
        f[SIZE + i] = random_unit(&state) - 0.5;
        v[i] = random_unit(&state);
    }
    gvc_dense from = {f, 2, SIZE, SIZE}, to = {y, 2, SIZE, SIZE}, rows = {w, BLOCKS, SIZE, SIZE};
    cr_assert_eq(gvc_leontief_right(l, &from, &to).code, GVC_MAT_OK);
    gvc_leontief_rows(l, v, &rows);
    for (gvc_idx s = 0; s < BLOCKS; s++) {
        for (gvc_idx r = 0; r < BLOCKS; r++) {
            gvc_dense b = gvc_leontief_block(l, r, s);
            cr_expect_eq(b.rows, random_offset[r + 1] - random_offset[r]);
            for (gvc_idx j = 0; j < b.cols; j++) {
                double sum = 0;
                for (gvc_idx i = 0; i < b.rows; i++) {
                    sum += v[random_offset[r] + i] * b.data[i * b.stride + j];
                }
                cr_expect(fabs(sum - w[r * SIZE + random_offset[s] + j]) < 1e-13);
            }
        }
    }
    gvc_dense all = gvc_leontief_block(l, 0, 0); /* the first row of B is contiguous */
    for (int k = 0; k < 2; k++) {
        double sum = 0;
        for (gvc_idx j = 0; j < SIZE; j++) {
            sum += all.data[j] * f[k * SIZE + j];
        }
        cr_expect(fabs(sum - y[k * SIZE]) < 1e-13);
    }
    gvc_leontief_free(l);
    free(z.data);
}

Test(leontief, says_where_it_is_singular)
{
    double inv_x[SIZE];
    gvc_dense z = random_flows(4, 0.5, inv_x);
    for (gvc_idx j = 0; j < SIZE; j++) {
        z.data[23 * SIZE + j] = 0;
    }
    z.data[23 * SIZE + 23] = 1 / inv_x[23]; /* industry 23 eats all it makes */
    gvc_leontief *l = NULL;
    gvc_report report = gvc_leontief_new(&l, &z, inv_x, random_offset, BLOCKS, NULL);
    cr_expect_eq(report.code, GVC_MAT_SINGULAR);
    cr_expect_eq(report.where, 23);
    cr_expect_null(l);
    free(z.data);
}

Test(leontief, pivots_where_a_leading_block_is_nearly_singular)
{
    /* 1e-9 in the corner, but rows 0 and 59 lean on each other: regular, and badly ordered. */
    double inv_x[SIZE];
    gvc_dense z = random_flows(12, 0.5, inv_x);
    for (gvc_idx j = 0; j < SIZE; j++) {
        z.data[j] = 0;
    }
    z.data[0] = (1 - 1e-9) / inv_x[0];
    z.data[59] = 0.5 / inv_x[59];
    z.data[59 * SIZE] = 1 / inv_x[0];
    gvc_leontief *l = NULL;
    gvc_report report = gvc_leontief_new(&l, &z, inv_x, random_offset, BLOCKS, NULL);
    cr_assert_eq(report.code, GVC_MAT_OK);
    cr_expect(residual(l, &z, inv_x) < 1e-12, "%g", residual(l, &z, inv_x));
    gvc_leontief_free(l);
    free(z.data);
}

Test(leontief, does_not_let_a_nan_pass)
{
    double inv_x[SIZE];
    gvc_dense z = random_flows(13, 0.5, inv_x);
    z.data[17 * SIZE + 3] = (double)NAN;
    gvc_leontief *l = NULL;
    cr_expect_eq(gvc_leontief_new(&l, &z, inv_x, random_offset, BLOCKS, NULL).code,
                 GVC_MAT_SINGULAR);
    cr_expect_null(l);
    free(z.data);
}

static int stop_at_once(uint64_t done, uint64_t total, void *user)
{
    ++*(int *)user;
    return done <= total;
}

Test(leontief, stops_when_asked)
{
    double inv_x[SIZE];
    gvc_dense z = random_flows(14, 0.5, inv_x);
    gvc_leontief *l = NULL;
    int asked = 0;
    gvc_leontief_options options = {GVC_LEONTIEF_OPTIONS_VERSION, stop_at_once, &asked};
    cr_expect_eq(gvc_leontief_new(&l, &z, inv_x, random_offset, BLOCKS, &options).code,
                 GVC_MAT_CANCELLED);
    cr_expect_eq(asked, 1);
    cr_expect_null(l);
    free(z.data);
}
