/* test_balance.c - how well a table keeps its accounts */
#include "small.h"

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

TestSuite(balance, .init = setup, .fini = teardown);

/* Two countries of one industry; z, y row by row, the last column of Y belongs to no country. va
 * and x may be NULL. */
static gvc_balance measure(const double z[4], const double y[6], const double *va, const double *x)
{
    static const char *const countries[] = {"AAA", "BBB"};
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < 2; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, countries[i], "s"));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, countries[i], "HH"));
    }
    expect_ok(ctx, gvc_builder_final_use(ctx, b, "DISC", "", "DISC"));
    if (va != NULL) {
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, z, 4 * sizeof *z);
    memcpy(gvc_builder_y(b)->data, y, 6 * sizeof *y);
    if (va != NULL) {
        memcpy(gvc_builder_v(b)->data, va, 2 * sizeof *va);
    }
    if (x != NULL) {
        memcpy(gvc_builder_x_given(b), x, 2 * sizeof *x);
    }
    gvc_balance out;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    expect_ok(ctx, gvc_table_balance(ctx, t, &out));
    gvc_table_free(t);
    return out;
}

Test(balance, has_nothing_to_compare_by_default)
{
    gvc_balance b = measure((double[]){1, 2, 3, 4}, (double[]){5, 0, 0, 0, 6, 0}, NULL, NULL);
    cr_expect_eq(b.row_gap, 0.0);
    cr_expect_eq(b.col_gap, 0.0);
    cr_expect_eq(b.row_gap_abs, 0.0);
    cr_expect_eq(b.worst_row, -1);
    cr_expect_eq(b.worst_col, -1);
    cr_expect(b.zero_output == 0 && b.orphans == 0 && b.negative_va == 0);
    cr_expect(b.negative_z == 0 && b.negative_y == 0 && b.col_sums_above_one == 0);
}

Test(balance, compares_rows_with_the_given_output)
{
    /* row sums 8 and 13 */
    gvc_balance b =
        measure((double[]){1, 2, 3, 4}, (double[]){5, 0, 0, 0, 6, 0}, NULL, (double[]){10, 16});
    cr_expect_eq(b.row_gap, 0.2);
    cr_expect_eq(b.worst_row, 0);
    cr_expect_eq(b.row_gap_abs, 3.0);
    cr_expect_eq(b.worst_col, -1);
}

Test(balance, skips_industries_without_output)
{
    gvc_balance b =
        measure((double[]){1, 2, 3, 4}, (double[]){5, 0, 0, 0, 6, 0}, NULL, (double[]){0, 13});
    cr_expect_eq(b.row_gap, 0.0);
    cr_expect_eq(b.worst_row, 1);
    cr_expect_eq(b.row_gap_abs, 8.0);
}

Test(balance, compares_columns_with_given_value_added)
{
    /* column sums 4 and 6; output 8 and 13 */
    gvc_balance b =
        measure((double[]){1, 2, 3, 4}, (double[]){5, 0, 0, 0, 6, 0}, (double[]){4, 0.5}, NULL);
    cr_expect_eq(b.col_gap, 0.5);
    cr_expect_eq(b.worst_col, 1);
    cr_expect_eq(b.col_gap_abs, 6.5);
    cr_expect_eq(b.worst_row, -1);
    b = measure((double[]){1, 2, 3, 4}, (double[]){5, 0, 0, 0, 6, 0}, (double[]){4, 0.5},
                (double[]){16, 13});
    cr_expect_eq(b.col_gap_abs, 8.0);
    cr_expect_eq(b.worst_col, 0);
}

Test(balance, finds_orphan_flows)
{
    /* AAA sells 5 abroad out of no output; BBB's zero output is only domestic and DISC */
    gvc_balance b = measure((double[]){0, 5, 0, 2}, (double[]){-5, 0, 0, 0, 3, -5}, NULL, NULL);
    cr_expect_eq(b.zero_output, 2);
    cr_expect_eq(b.orphans, 1);
    cr_expect_eq(b.negative_y, 2);
    cr_expect_eq(b.negative_va, 1); /* BBB buys 7 and makes 0 */
    cr_expect_eq(b.col_sums_above_one, 0);
}

Test(balance, counts_exports_of_final_goods_cell_by_cell)
{
    gvc_balance b = measure((double[]){0, 4, 0, 2}, (double[]){0, -4, 0, 0, 9, 0}, NULL, NULL);
    cr_expect_eq(b.zero_output, 1);
    cr_expect_eq(b.orphans, 1);
}

Test(balance, counts_negative_cells_and_columns_above_one)
{
    gvc_balance b = measure((double[]){9, -1, 3, 4}, (double[]){1, 0, 0, 0, 6, -1}, NULL, NULL);
    cr_expect_eq(b.negative_z, 1);
    cr_expect_eq(b.negative_y, 1);
    cr_expect_eq(b.col_sums_above_one, 1);
    cr_expect_eq(b.negative_va, 1);
    cr_expect_eq(b.zero_output, 0);
}

Test(balance, needs_matrices)
{
    gvc_table *t = NULL;
    gvc_balance b = {.zero_output = 77};
    expect_ok(ctx, gvc_builder_seal_labels(ctx, small_labels(ctx), &t));
    expect_error(ctx, gvc_table_balance(ctx, t, &b), GVC_EARG,
                 "the table was opened for its labels only; open it with its matrices");
    cr_expect_eq(b.zero_output, 77);
    gvc_table_free(t);
}
