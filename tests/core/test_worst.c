/* test_worst.c - the cells furthest below zero, the lowest first */
#include "small.h"

/* Three industries, a country each; Z holds -1 -5 -3 -5 among positive numbers, Y holds -2. */
static gvc_table *odd(gvc_ctx *ctx)
{
    static const char *const countries[] = {"AAA", "BBB", "CCC"};
    static const double flows[3][3] = {{9, -1, 2}, {-5, 8, -3}, {1, -5, 7}};
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < 3; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, countries[i], "s"));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, countries[i], "HH"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            z->data[i * z->stride + j] = flows[i][j];
        }
        y->data[i * y->stride + i] = 20.0;
    }
    y->data[2 * y->stride + 0] = -2.0;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static void expect_cell(gvc_table_cell cell, gvc_idx row, gvc_idx col, double value)
{
    cr_expect(cell.row == row && cell.col == col && cell.value == value,
              "cell (%d, %d) of %g instead of (%d, %d) of %g", (int)cell.row, (int)cell.col,
              cell.value, (int)row, (int)col, value);
}

Test(worst, lists_the_lowest_first_and_equal_ones_in_the_order_of_the_table)
{
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = odd(ctx);
    gvc_table_cell list[3];
    gvc_idx count = -1;
    expect_ok(ctx, gvc_table_worst_cells(ctx, t, GVC_INDUSTRY, 3, list, &count));
    cr_assert_eq(count, 3);
    expect_cell(list[0], 1, 0, -5);
    expect_cell(list[1], 2, 1, -5);
    expect_cell(list[2], 1, 2, -3);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(worst, lists_no_more_than_there_are)
{
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = odd(ctx);
    gvc_table_cell list[9];
    gvc_idx count = -1;
    expect_ok(ctx, gvc_table_worst_cells(ctx, t, GVC_INDUSTRY, 9, list, &count));
    cr_expect_eq(count, 4);
    expect_ok(ctx, gvc_table_worst_cells(ctx, t, GVC_FINAL_USE, 9, list, &count));
    cr_assert_eq(count, 1);
    expect_cell(list[0], 2, 0, -2);
    expect_ok(ctx, gvc_table_worst_cells(ctx, t, GVC_INDUSTRY, 0, list, &count));
    cr_expect_eq(count, 0);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(worst, refuses_an_axis_without_a_matrix)
{
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = odd(ctx);
    gvc_table_cell list[1];
    gvc_idx count = -1;
    cr_expect_eq(gvc_table_worst_cells(ctx, t, GVC_COUNTRY, 1, list, &count), GVC_EARG);
    cr_expect_eq(count, -1);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
