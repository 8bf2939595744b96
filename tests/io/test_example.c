/* test_example.c - the shipped table: balanced to the last digit, labelled, the same every time */
#include "expect.h"

#include <string.h>

static const gvc_idx industries = 100, final_uses = 40;

static gvc_ctx *new_ctx(void)
{
    gvc_ctx *ctx = NULL;

    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    return ctx;
}

static gvc_table *example(gvc_ctx *ctx, int year)
{
    gvc_table *t = NULL;

    expect_ok(ctx, gvc_example_table(ctx, &t, year));
    cr_assert_not_null(t);
    return t;
}

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

/* Sums of integers below 2^53 are exact in double, so == is meant. */
static double row_sum(const gvc_dense *m, gvc_idx i)
{
    double sum = 0;

    for (gvc_idx j = 0; j < m->cols; j++) {
        cr_assert(cell(m, i, j) == floor(cell(m, i, j)));
        sum += cell(m, i, j);
    }
    return sum;
}

static double column_sum(const gvc_dense *m, gvc_idx j)
{
    double sum = 0;

    for (gvc_idx i = 0; i < m->rows; i++)
        sum += cell(m, i, j);
    return sum;
}

Test(example, years_are_sorted_and_ended)
{
    const int *years = gvc_example_years();

    cr_assert(years[0] == 2000);
    cr_assert(years[1] == 2010);
    cr_assert(years[2] == 2020);
    cr_assert(years[3] == 0);
}

Test(example, balances_to_the_last_digit)
{
    gvc_ctx *ctx = new_ctx();

    for (const int *year = gvc_example_years(); *year != 0; year++) {
        gvc_table *t = example(ctx, *year);

        cr_assert(gvc_table_year(t) == *year);
        cr_assert(gvc_table_count(t, GVC_INDUSTRY) == industries);
        cr_assert(gvc_table_count(t, GVC_FINAL_USE) == final_uses);
        for (gvc_idx i = 0; i < industries; i++) {
            double sold = row_sum(gvc_table_z(t), i) + row_sum(gvc_table_y(t), i);
            double made = column_sum(gvc_table_z(t), i) + column_sum(gvc_table_v(t), i);

            cr_expect(sold == made, "%d %s: sells %.0f, makes %.0f", *year,
                      gvc_table_label(t, GVC_INDUSTRY, i), sold, made);
            cr_expect(gvc_table_x(t)[i] == sold);
        }
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

Test(example, balance_check_finds_nothing_but_the_idle_industry)
{
    gvc_ctx *ctx = new_ctx();
    gvc_balance balance;

    for (const int *year = gvc_example_years(); *year != 0; year++) {
        gvc_table *t = example(ctx, *year);

        expect_ok(ctx, gvc_table_balance(ctx, t, &balance));
        cr_expect(balance.col_gap_abs == 0);
        cr_expect(balance.zero_output == 1);
        cr_expect(balance.orphans == 0);
        cr_expect(balance.negative_va == 0);
        cr_expect(balance.negative_z == 0);
        cr_expect(balance.negative_y == 1);
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

Test(example, value_added_is_positive_but_for_the_idle_industry)
{
    gvc_ctx *ctx = new_ctx();

    for (const int *year = gvc_example_years(); *year != 0; year++) {
        gvc_table *t = example(ctx, *year);
        gvc_idx idle = gvc_table_find(t, GVC_INDUSTRY, "HUB_MIN");

        cr_assert(gvc_table_count(t, GVC_VALUE_ADDED) == 2);
        cr_assert(gvc_table_count(t, GVC_EXTENSION) == 1);
        for (gvc_idx i = 0; i < industries; i++)
            for (gvc_idx k = 0; k < 3; k++) {
                const gvc_dense *m = k < 2 ? gvc_table_v(t) : gvc_table_e(t);
                double value = cell(m, k < 2 ? k : 0, i);

                cr_expect(i == idle ? value == 0 : value > 0, "%d %s: %g in row %d", *year,
                          gvc_table_label(t, GVC_INDUSTRY, i), value, (int)k);
            }
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

Test(example, has_an_idle_industry_and_a_negative_inventory)
{
    gvc_ctx *ctx = new_ctx();

    for (const int *year = gvc_example_years(); *year != 0; year++) {
        gvc_table *t = example(ctx, *year);
        const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
        gvc_idx idle = gvc_table_find(t, GVC_INDUSTRY, "HUB_MIN");
        gvc_idx tank = gvc_table_find(t, GVC_INDUSTRY, "OIL_MIN");
        gvc_idx stock = gvc_table_find(t, GVC_FINAL_USE, "OIL_INV");

        cr_assert(idle >= 0 && tank >= 0 && stock >= 0);
        cr_expect(gvc_table_x(t)[idle] == 0);
        for (gvc_idx k = 0; k < industries; k++)
            cr_expect(cell(z, idle, k) == 0 && cell(z, k, idle) == 0);
        for (gvc_idx i = 0; i < industries; i++)
            for (gvc_idx j = 0; j < final_uses; j++)
                cr_expect((cell(y, i, j) < 0) == (i == tank && j == stock));
        cr_expect(cell(y, tank, stock) > -0.01 * gvc_table_x(t)[tank], "it is a small one");
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

Test(example, labels_are_unique_and_named)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = example(ctx, 2020);

    for (gvc_axis axis = GVC_INDUSTRY; axis <= GVC_CATEGORY; axis++)
        for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++)
            cr_expect(gvc_table_find(t, axis, gvc_table_label(t, axis, i)) == i, "%s",
                      gvc_table_label(t, axis, i));
    for (gvc_axis axis = GVC_COUNTRY; axis <= GVC_SECTOR; axis++) {
        cr_expect(gvc_table_count(t, axis) == 10);
        for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++)
            cr_expect_not_null(gvc_table_name(t, axis, i));
    }
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 2), "Assemblia (assembly platform)");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "thousand jobs");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(example, says_that_it_is_made_up)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = example(ctx, 2000);

    cr_expect_str_eq(gvc_table_text(t, "title"), "A stylised world, 2000 (made up, not data)");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_text(t, "prices"), "current");
    cr_expect_str_eq(gvc_table_text(t, "currency"), "USD");
    cr_expect_str_eq(gvc_table_text(t, "source"), "gvc example");
    cr_expect(strncmp(gvc_table_text(t, "source_notes"), "Invented", 8) == 0);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Foreign inputs of electronics per unit of output, the heart of the story. */
static double foreign_inputs(const gvc_table *t, const char *label)
{
    gvc_idx user = gvc_table_find(t, GVC_INDUSTRY, label);
    gvc_idx home = gvc_table_country_of(t, GVC_INDUSTRY, user);
    double sum = 0;

    for (gvc_idx i = 0; i < industries; i++)
        if (gvc_table_country_of(t, GVC_INDUSTRY, i) != home)
            sum += cell(gvc_table_z(t), i, user);
    return sum / gvc_table_x(t)[user];
}

Test(example, upgrader_replaces_imported_parts_and_the_platform_does_not)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *first = example(ctx, 2000), *last = example(ctx, 2020);

    cr_expect(foreign_inputs(first, "UPG_ELE") > 0.4);
    cr_expect(foreign_inputs(last, "UPG_ELE") < 0.25);
    cr_expect(foreign_inputs(first, "ASY_ELE") > 0.45);
    cr_expect(foreign_inputs(last, "ASY_ELE") > 0.45);
    gvc_table_free(first);
    gvc_table_free(last);
    gvc_ctx_free(ctx);
}

/* Known cells: another compiler or machine must make the same numbers. */
Test(example, is_the_same_everywhere)
{
    static const double weights[] = {1, 3, 7, 11, 13};
    gvc_ctx *ctx = new_ctx();

    for (const int *year = gvc_example_years(); *year != 0; year++) {
        static const double expected[] = {171721717., 265546336., 420637002.};
        gvc_table *t = example(ctx, *year);
        const gvc_dense *z = gvc_table_z(t);
        double sum = 0;

        for (gvc_idx i = 0; i < industries; i++)
            for (gvc_idx j = 0; j < industries; j++)
                sum += cell(z, i, j) * weights[(7 * i + 3 * j) % 5];
        cr_expect(sum == expected[(*year - 2000) / 10], "%d: %.0f", *year, sum);
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

Test(example, year_zero_is_the_last)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = example(ctx, 0);

    cr_expect(gvc_table_year(t) == 2020);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(example, refuses_other_years)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = NULL;

    expect_error(ctx, gvc_example_table(ctx, &t, 2005), GVC_EUNKNOWN,
                 "the example table has no year 2005; it has 2000 to 2020, every ten years");
    cr_expect_null(t);
    gvc_ctx_free(ctx);
}
