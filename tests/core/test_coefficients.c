/* test_coefficients.c - output that coefficients and final use imply, and flows out of it */
#include <string.h>

#include "small.h"

static gvc_ctx *ctx;
static gvc_builder *b;

static void setup(void)
{
    ctx = small_ctx();
    b = small_builder(ctx);
}

static void teardown(void)
{
    gvc_builder_free(b);
    gvc_ctx_free(ctx);
}

TestSuite(coefficients, .init = setup, .fini = teardown);

/* Coefficients out of the small table give its output and its flows back. */
Test(coefficients, give_output_and_flows_back)
{
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    double x[SMALL_INDUSTRIES], found[SMALL_INDUSTRIES];
    double flows[SMALL_INDUSTRIES][SMALL_INDUSTRIES];
    for (gvc_idx i = 0; i < z->rows; i++) {
        x[i] = 0;
        for (gvc_idx j = 0; j < z->cols; j++) {
            flows[i][j] = z->data[i * z->stride + j];
            x[i] += flows[i][j];
        }
        for (gvc_idx k = 0; k < y->cols; k++) {
            x[i] += y->data[i * y->stride + k];
        }
    }
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            z->data[i * z->stride + j] /= x[j];
        }
    }
    expect_ok(ctx, gvc_builder_implied_output(ctx, b, found));
    gvc_builder_scale_columns(z, found);
    for (gvc_idx i = 0; i < z->rows; i++) {
        cr_expect_float_eq(found[i], x[i], 1e-13 * x[i]);
        for (gvc_idx j = 0; j < z->cols; j++) {
            cr_expect_float_eq(z->data[i * z->stride + j], flows[i][j], 1e-13 * flows[i][j]);
        }
    }
}

static void expect_no_output(void)
{
    double x[SMALL_INDUSTRIES];
    expect_error(ctx, gvc_builder_implied_output(ctx, b, x), GVC_ESINGULAR,
                 "the input coefficients and final use imply no output: an industry uses more "
                 "than it makes");
}

Test(coefficients, need_industries_that_make_more_than_they_use)
{
    expect_no_output(); /* flows of 1 and more taken for coefficients */
    gvc_dense *z = gvc_builder_z(b);
    for (gvc_idx i = 0; i < z->rows * z->stride; i++) {
        z->data[i] = 0.2; /* six of them a column */
    }
    expect_no_output();
    for (gvc_idx i = 0; i < z->rows * z->stride; i++) {
        z->data[i] = (double)NAN;
    }
    expect_no_output();
}

/* Each industry uses 0.999 of its output: below 1, but the sweeps take thousands. */
Test(coefficients, that_leave_next_to_nothing_are_told_apart)
{
    gvc_dense *z = gvc_builder_z(b);
    double x[SMALL_INDUSTRIES];
    for (gvc_idx i = 0; i < z->rows * z->stride; i++) {
        z->data[i] = 0.999 / SMALL_INDUSTRIES;
    }
    gvc_status status = gvc_builder_implied_output(ctx, b, x);
    cr_expect_eq(status, GVC_ESINGULAR);
    const char *message = gvc_ctx_error(ctx);
    cr_expect(strstr(message, "is not found: after 500 sweeps it still changes by ") != NULL &&
                  strstr(message, "look for coefficients that are too large") != NULL,
              "%s", message);
}
