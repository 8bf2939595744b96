/* test_seal.c - closing a table: output, residual value added, refused cells */
#include "small.h"

#include <stdio.h>
#include <string.h>

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(seal, .init = setup, .fini = teardown);

static void expect_refused(gvc_builder *b, gvc_status code, const char *message)
{
    gvc_table *const untouched = (gvc_table *)(uintptr_t)8;
    gvc_table *t = untouched;
    expect_error(ctx, gvc_builder_seal(ctx, b, &t), code, message);
    cr_expect_eq(t, untouched);
}

Test(seal, computes_output_and_residual_value_added)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_builder(ctx);
    const double *cells = gvc_builder_z(b)->data;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t), *v = gvc_table_v(t);
    cr_expect_eq(z->data, cells, "sealing copied Z");
    cr_expect(!gvc_table_has_given_va(t));
    cr_assert_eq(v->rows, 1);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "VA");
    for (gvc_idx i = 0; i < 6; i++) {
        double row = 0, column = 0;
        for (gvc_idx j = 0; j < 6; j++) {
            row += z->data[i * 6 + j];
            column += z->data[j * 6 + i];
        }
        for (gvc_idx j = 0; j < 5; j++) {
            row += y->data[i * 5 + j];
        }
        cr_expect_eq(gvc_table_x(t)[i], row);
        cr_expect_eq(v->data[i], row - column);
    }
    gvc_table_free(t);
}

Test(seal, keeps_given_value_added_and_output)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_labels(ctx);
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "TLS"));
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VALU"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    small_fill(b);
    gvc_builder_v(b)->data[6 + 2] = 4.5;
    for (int i = 0; i < 6; i++) {
        gvc_builder_x_given(b)[i] = 100;
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect(gvc_table_has_given_va(t));
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_v(t)->data[6 + 2], 4.5);
    cr_expect_eq(gvc_table_x_given(t)[5], 100);
    cr_expect_neq(gvc_table_x(t)[5], 100);
    gvc_table_free(t);
}

Test(seal, names_the_cell_that_is_not_finite)
{
    gvc_builder *b = small_builder(ctx);
    gvc_builder_z(b)->data[3 * 6 + 1] = (double)NAN;
    expect_refused(b, GVC_EFORMAT, "Z: row CCC_a, column AAA_b: nan is not a finite number");
    b = small_builder(ctx);
    gvc_builder_z(b)->data[3 * 6 + 1] = (double)INFINITY;
    gvc_builder_z(b)->data[3 * 6 + 2] = -(double)INFINITY;
    expect_refused(b, GVC_EFORMAT, "Z: row CCC_a, column AAA_b: inf is not a finite number");
    b = small_builder(ctx);
    gvc_builder_y(b)->data[5 * 5 + 4] = -(double)INFINITY;
    expect_refused(b, GVC_EFORMAT, "Y: row CCC_c, column DISC: -inf is not a finite number");
    b = small_builder(ctx);
    gvc_builder_x_given(b)[2] = (double)NAN;
    expect_refused(b, GVC_EFORMAT, "given output of BBB_a: nan is not a finite number");
}

Test(seal, looks_at_value_added_and_extensions)
{
    for (int which = 0; which < 3; which++) {
        gvc_builder *b = small_labels(ctx);
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "VALU"));
        expect_ok(ctx, gvc_builder_extension(ctx, b, "CO2", "kt"));
        expect_ok(ctx, gvc_builder_allocate(ctx, b));
        small_fill(b);
        gvc_dense *m = which == 0   ? gvc_builder_v(b)
                       : which == 1 ? gvc_builder_e(b)
                                    : gvc_builder_ey(b);
        m->data[2] = (double)NAN;
        expect_refused(b, GVC_EFORMAT,
                       which == 0   ? "V: row VALU, column BBB_a: nan is not a finite number"
                       : which == 1 ? "E: row CO2, column BBB_a: nan is not a finite number"
                                    : "EY: row CO2, column BBB_HH: nan is not a finite number");
    }
}

Test(seal, refuses_sums_that_overflow)
{
    gvc_builder *b = small_builder(ctx);
    gvc_builder_z(b)->data[0] = 1e308;
    gvc_builder_z(b)->data[1] = 1e308;
    expect_refused(b, GVC_EFORMAT,
                   "Z: row AAA_a: its cells add up to more than a double can hold; check the "
                   "units");
    b = small_builder(ctx);
    gvc_builder_z(b)->data[0] = 1e308;
    gvc_builder_z(b)->data[6] = 1e308;
    expect_refused(b, GVC_EFORMAT,
                   "Z: column AAA_a: its cells add up to more than a double can hold; check the "
                   "units");
}

Test(seal, refuses_a_table_of_zeros)
{
    gvc_builder *b = small_labels(ctx);
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    expect_refused(b, GVC_EFORMAT, "the table is all zero");
}

Test(seal, accepts_cells_that_cancel)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_labels(ctx);
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_builder_z(b)->data[0] = 1;
    gvc_builder_y(b)->data[0] = -1;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect_eq(gvc_table_x(t)[0], 0.0);
    gvc_table_free(t);
}

Test(seal, refuses_a_table_without_rows_or_columns)
{
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    expect_refused(b, GVC_EFORMAT, "the table has no industry; at least one is needed");
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "AAA", "a"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    expect_refused(b, GVC_EFORMAT, "the table has no final-use column; at least one is needed");
}

Test(seal, needs_matrices_unless_told_otherwise)
{
    expect_refused(small_labels(ctx), GVC_EARG, "a table is sealed before gvc_builder_allocate");
    gvc_table *t = NULL;
    expect_error(ctx, gvc_builder_seal_labels(ctx, small_builder(ctx), &t), GVC_EARG,
                 "a table with matrices is sealed with gvc_builder_seal");
    expect_ok(ctx, gvc_builder_seal_labels(ctx, small_labels(ctx), &t));
    cr_expect_null(gvc_table_z(t));
    cr_expect_null(gvc_table_y(t));
    cr_expect_null(gvc_table_v(t));
    cr_expect_null(gvc_table_x(t));
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "VA");
    gvc_table_free(t);
}

static double number(const gvc_table *t, const char *name)
{
    for (gvc_idx i = 0; gvc_table_attribute(t, i) != NULL; i++) {
        const gvc_attribute *a = gvc_table_attribute(t, i);
        if (strcmp(a->name, name) == 0 && a->kind == GVC_ATTR_NUMBER) {
            return a->number;
        }
    }
    return (double)NAN;
}

Test(seal, records_the_gaps)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_builder(ctx);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect_eq(number(t, "row_gap"), 0.0);
    cr_expect_eq(number(t, "col_gap"), 0.0);
    double *x = gvc_builder_x_given(b = small_builder(ctx));
    for (int i = 0; i < 6; i++) {
        x[i] = gvc_table_x(t)[i];
    }
    x[3] *= 2;
    gvc_table_free(t);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect_eq(number(t, "row_gap"), 0.5);
    gvc_table_free(t);
}

Test(seal, keeps_a_recorded_gap_that_it_cannot_measure)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_builder(ctx);
    expect_ok(ctx, gvc_builder_set_attribute(
                       ctx, b, &(gvc_attribute){"row_gap", GVC_ATTR_NUMBER, NULL, 0.125, 0}));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_expect_eq(number(t, "row_gap"), 0.125);
    gvc_table_free(t);
}

Test(seal, compares_stored_output_with_the_rows)
{
    gvc_table *t = NULL;
    gvc_builder *b = small_labels(ctx);
    cr_expect_null(gvc_builder_x_stored(b), "before the matrices are there");
    gvc_builder_free(b);
    expect_ok(ctx, gvc_builder_seal(ctx, small_builder(ctx), &t));
    for (int wrong = 0; wrong < 2; wrong++) {
        b = small_builder(ctx);
        double *x = gvc_builder_x_stored(b);
        cr_assert_not_null(x);
        cr_expect_eq(gvc_builder_x_stored(b), x);
        for (int i = 0; i < SMALL_INDUSTRIES; i++) {
            x[i] = gvc_table_x(t)[i] * (i == 3 && wrong ? 1 + 1e-8 : 1 + 1e-12);
        }
        gvc_table *again = NULL;
        if (wrong) {
            expect_error(ctx, gvc_builder_seal(ctx, b, &again), GVC_EFORMAT,
                         "is damaged: x of CCC_a is 92.00000092, its row adds up to 92");
        } else {
            expect_ok(ctx, gvc_builder_seal(ctx, b, &again));
            cr_expect_eq(gvc_table_x(again)[3], gvc_table_x(t)[3], "the sum is what counts");
            gvc_table_free(again);
        }
    }
    gvc_table_free(t);
}

static void keep_warning(gvc_level level, const char *text, void *user)
{
    if (level == GVC_WARN) {
        snprintf(user, 256, "%s", text);
    }
}

static void seal_with_inputs_times(double factor, char warning[256])
{
    gvc_table *t = NULL;
    gvc_builder *b = small_builder(ctx);
    const gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    warning[0] = '\0';
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            z->data[i * z->stride + j] = factor;
        }
        for (gvc_idx j = 0; j < y->cols; j++) {
            y->data[i * y->stride + j] = 1000;
        }
    }
    gvc_ctx_set_log(ctx, GVC_WARN, keep_warning, warning);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_table_free(t);
}

Test(seal, warns_of_coefficients_in_the_place_of_flows)
{
    char warning[256];
    seal_with_inputs_times(0.1, warning);
    cr_expect(strstr(warning, "intermediate inputs of every industry add up to at most 0.6, and to "
                              "0.0") == warning &&
                  strstr(warning, "look like coefficients") != NULL,
              "%s", warning);
    seal_with_inputs_times(10, warning);
    cr_expect_str_eq(warning, "");
}
