/* test_table.c - reading a sealed table */
#include "small.h"

static gvc_ctx *ctx;
static gvc_table *t;

static void setup(void)
{
    ctx = small_ctx();
    gvc_builder *b = small_builder(ctx);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
}

static void teardown(void)
{
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

TestSuite(table, .init = setup, .fini = teardown);

Test(table, counts_a_ragged_table)
{
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 6);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 5);
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 1);
    cr_expect_eq(gvc_table_count(t, GVC_EXTENSION), 0);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 3);
    cr_expect_eq(gvc_table_count(t, GVC_SECTOR), 3);
    cr_expect_eq(gvc_table_count(t, GVC_CATEGORY), 3);
}

Test(table, finds_labels_and_their_countries)
{
    gvc_idx i = gvc_table_find(t, GVC_INDUSTRY, "CCC_b");
    cr_assert_eq(i, 4);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, i), "CCC_b");
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, i), gvc_table_find(t, GVC_COUNTRY, "CCC"));
    cr_expect_eq(gvc_table_sector_of(t, i), gvc_table_find(t, GVC_SECTOR, "b"));
    gvc_idx k = gvc_table_find(t, GVC_FINAL_USE, "AAA_INV");
    cr_assert_eq(k, 1);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, k), 0);
    cr_expect_eq(gvc_table_category_of(t, k), gvc_table_find(t, GVC_CATEGORY, "INV"));
    cr_expect_eq(gvc_table_find(t, GVC_INDUSTRY, "BBB_b"), -1);
    cr_expect_eq(gvc_table_find(t, GVC_INDUSTRY, NULL), -1);
}

Test(table, gives_a_column_of_no_country_none)
{
    gvc_idx k = gvc_table_find(t, GVC_FINAL_USE, "DISC");
    cr_assert_eq(k, 4);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, k), -1);
    cr_expect_str_eq(gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, k)), "DISC");
}

Test(table, answers_past_the_end)
{
    cr_expect_null(gvc_table_label(t, GVC_INDUSTRY, 6));
    cr_expect_null(gvc_table_label(t, GVC_INDUSTRY, -1));
    cr_expect_null(gvc_table_name(t, GVC_COUNTRY, 3));
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 6), -1);
    cr_expect_eq(gvc_table_sector_of(t, 6), -1);
    cr_expect_eq(gvc_table_category_of(t, 5), -1);
    cr_expect_null(gvc_table_attribute(t, 1000));
    cr_expect_null(gvc_table_attribute(t, -1));
}

Test(table, has_no_matrix_that_was_not_given)
{
    cr_expect_not_null(gvc_table_z(t));
    cr_expect_not_null(gvc_table_v(t));
    cr_expect_null(gvc_table_e(t));
    cr_expect_null(gvc_table_ey(t));
    cr_expect_null(gvc_table_x_given(t));
    cr_expect_null(gvc_table_text(t, "units"));
    cr_expect_eq(gvc_table_year(t), 0);
}
