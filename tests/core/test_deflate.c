/* test_deflate.c - rows divided by prices, and value added by double deflation */
#include "table/table.h"

#include <gvc/deflate.h>

#include "small0.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = new_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(deflate, .init = setup, .fini = teardown);

/* Two industries; x is 10 and 20, inputs of the first 5, of the second 9; with value added and
 * taxes as stated. */
static gvc_table *two(void)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    static const double z[] = {1, 3, 4, 6}, y[] = {4, 2, 2, 8}, v[] = {4, 10, 1, 1};
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "C"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "C"));
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_primary(ctx, b, "TLS", NULL, GVC_ROLE_TAX));
    expect_ok(ctx, gvc_builder_extension(ctx, b, "JOBS", NULL));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, z, sizeof z);
    memcpy(gvc_builder_y(b)->data, y, sizeof y);
    memcpy(gvc_builder_v(b)->data, v, sizeof v);
    gvc_builder_vy(b)->data[2] = 3;
    gvc_builder_e(b)->data[1] = 7;
    gvc_builder_x_given(b)[0] = 10;
    gvc_builder_x_given(b)[1] = 22;
    expect_ok(ctx, gvc_builder_set_text(ctx, b, "prices", "current"));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(deflate, divides_rows_and_leaves_value_added_as_the_rest)
{
    double index[] = {2, 0.5};
    const gvc_prices prices = {"p.csv", "abc", index};
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_deflate(ctx, &t, two(), &prices, NULL));
    static const double z[] = {0.5, 1.5, 8, 12}, y[] = {2, 1, 4, 16};
    cr_expect_arr_eq(gvc_table_z(t)->data, z, sizeof z);
    cr_expect_arr_eq(gvc_table_y(t)->data, y, sizeof y);
    cr_expect(gvc_table_x(t)[0] == 5 && gvc_table_x(t)[1] == 40);
    cr_expect(gvc_table_x_given(t)[0] == 5 && gvc_table_x_given(t)[1] == 44);
    /* 5 - 0.5 - 8 and 40 - 1.5 - 12 */
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 1);
    cr_expect_not(gvc_table_has_primary(t));
    cr_expect(gvc_table_v(t)->data[0] == -3.5 && gvc_table_v(t)->data[1] == 26.5);
    cr_expect_null(gvc_table_vy(t));
    cr_expect_eq(gvc_table_e(t)->data[1], 7, "jobs are no values");
    cr_expect_str_eq(gvc_table_text(t, "prices"), "deflated by p.csv");
    cr_expect_str_eq(gvc_table_text(t, "deflator_sha256"), "abc");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "rows were divided by the price indices of p.csv\n"
                     "2 stated rows of primary inputs gave way to value added by double deflation\n"
                     "constant-price value added of 1 industry is below 0: A_x");
    gvc_table_free(t);
}

Test(deflate, indices_of_one_change_nothing_but_the_words)
{
    double index[] = {1, 1};
    const gvc_prices prices = {"p.csv", NULL, index};
    gvc_table *t = NULL, *before = two();
    expect_ok(ctx, gvc_table_deflate(ctx, &t, two(), &prices, "constant, 2015"));
    cr_expect_arr_eq(gvc_table_z(t)->data, gvc_table_z(before)->data, 4 * sizeof(double));
    cr_expect_str_eq(gvc_table_text(t, "prices"), "constant, 2015");
    gvc_table_free(before);
    gvc_table_free(t);
}

/* 0.7 + 0.1 - 0.8 is -1e-16 in doubles. */
Test(deflate, rounding_is_no_negative_value_added)
{
    static const double z[] = {0, 0.7, 0.8, 0}, y[] = {0.1, 4};
    double index[] = {1, 1};
    const gvc_prices prices = {"p.csv", NULL, index};
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "C"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, z, sizeof z);
    memcpy(gvc_builder_y(b)->data, y, sizeof y);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    expect_ok(ctx, gvc_table_deflate(ctx, &t, t, &prices, NULL));
    cr_expect(gvc_table_v(t)->data[0] < 0, "no rounding here");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "rows were divided by the price indices of p.csv");
    gvc_table_free(t);
}

Test(deflate, refuses_indices_that_are_none)
{
    static const double wrong[] = {0, -1, (double)NAN, (double)INFINITY};
    static const char *const messages[] = {
        "p.csv: the price index of B_x is 0; expected a number above 0",
        "p.csv: the price index of B_x is -1; expected a number above 0",
        "p.csv: the price index of B_x is nan; expected a number above 0",
        "p.csv: the price index of B_x is inf; expected a number above 0"};
    for (int k = 0; k < 4; k++) {
        double index[] = {1, wrong[k]};
        const gvc_prices prices = {"p.csv", NULL, index};
        gvc_table *t = NULL;
        expect_error(ctx, gvc_table_deflate(ctx, &t, two(), &prices, NULL), GVC_EFORMAT,
                     messages[k]);
        cr_expect_null(t);
    }
}

Test(deflate, as_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED does not name the shared folder");
    }
    csv *c = small_csv("deflate");
    double index[SMALL];
    for (gvc_idx i = 0; i < SMALL; i++) {
        index[i] = csv_number(c, i, csv_column(c, "p"));
    }
    const gvc_prices prices = {"deflate.csv", NULL, index};
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_deflate(ctx, &t, small_table(ctx, false), &prices, NULL));
    double most = small_largest(c);
    for (gvc_idx i = 0; i < SMALL; i++) {
        double x = csv_number(c, i, csv_column(c, "x")), va = csv_number(c, i, csv_column(c, "va"));
        cr_expect(fabs(gvc_table_x(t)[i] - x) <= 1e-12 * most, "x %d", (int)i);
        cr_expect(fabs(gvc_table_v(t)->data[i] - va) <= 1e-12 * most, "va %d", (int)i);
    }
    gvc_table_free(t);
    free_csv(c);
}
