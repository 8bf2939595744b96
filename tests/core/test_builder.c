/* test_builder.c - collecting labels, matrices and attributes of a table */
#include "small.h"

#include <stdio.h>

static gvc_ctx *ctx;
static gvc_builder *b;

static void setup(void)
{
    ctx = small_ctx();
    expect_ok(ctx, gvc_builder_new(ctx, &b));
}

static void teardown(void)
{
    gvc_builder_free(b);
    gvc_ctx_free(ctx);
}

TestSuite(builder, .init = setup, .fini = teardown);

Test(builder, keeps_the_order_fixed_beforehand)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_country(ctx, b, "USA", NULL));
    expect_ok(ctx, gvc_builder_country(ctx, b, "CIV", "Côte d'Ivoire"));
    expect_ok(ctx, gvc_builder_country(ctx, b, "USA", "United States"));
    expect_ok(ctx, gvc_builder_country(ctx, b, "USA", NULL));
    expect_ok(ctx, gvc_builder_sector(ctx, b, "s2", "Manufacturing"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "CIV", "s1"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, "Acier (États-Unis)", "USA", "s2"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "USA", "HH"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "KOR", "HH"));
    expect_ok(ctx, gvc_builder_extension(ctx, b, "CO2", "kt"));
    expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
    b = NULL;
    cr_expect_eq(gvc_table_find(t, GVC_COUNTRY, "USA"), 0);
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 0), "United States");
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 1), "Côte d'Ivoire");
    cr_expect_null(gvc_table_name(t, GVC_COUNTRY, 2));
    cr_expect_str_eq(gvc_table_name(t, GVC_SECTOR, 0), "Manufacturing");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "kt");
    cr_expect_eq(gvc_table_find(t, GVC_INDUSTRY, "Acier (États-Unis)"), 1);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 1), 2);
    gvc_table_free(t);
}

Test(builder, allows_two_industries_of_one_sector)
{
    expect_ok(ctx, gvc_builder_industry(ctx, b, "DEU_C20", "DEU", "C20"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, "DEU_C20_x", "DEU", "C20"));
}

Test(builder, refuses_duplicate_labels)
{
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "DEU", "C20"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "DEU", "C21"));
    expect_error(ctx, gvc_builder_industry(ctx, b, NULL, "DEU", "C20"), GVC_EFORMAT,
                 "duplicate industry label 'DEU_C20' (industries 1 and 3)");
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "DEU", "HH"));
    expect_error(ctx, gvc_builder_final_use(ctx, b, "DEU_HH", "DEU", "INV"), GVC_EFORMAT,
                 "duplicate final-use label 'DEU_HH' (final-use columns 1 and 2)");
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_error(ctx, gvc_builder_value_added(ctx, b, "VA"), GVC_EFORMAT,
                 "duplicate value-added label 'VA' (value-added rows 1 and 2)");
    expect_ok(ctx, gvc_builder_extension(ctx, b, "CO2", NULL));
    expect_error(ctx, gvc_builder_extension(ctx, b, "CO2", "kt"), GVC_EFORMAT,
                 "duplicate extension label 'CO2' (extension rows 1 and 2)");
}

Test(builder, refuses_empty_labels)
{
    expect_error(ctx, gvc_builder_industry(ctx, b, "", "DEU", "C20"), GVC_EFORMAT,
                 "empty industry label (number 1 of the industries)");
    expect_error(ctx, gvc_builder_industry(ctx, b, "DEU_", "DEU", ""), GVC_EFORMAT,
                 "industry label 'DEU_' (number 1 of the industries): empty sector code");
    expect_error(ctx, gvc_builder_industry(ctx, b, NULL, "", "C20"), GVC_EFORMAT,
                 "industry label 'C20' (number 1 of the industries): empty country code");
    expect_error(
        ctx, gvc_builder_final_use(ctx, b, NULL, "", ""), GVC_EFORMAT,
        "final-use label '' (number 1 of the final-use columns): empty final-use category");
    expect_error(ctx, gvc_builder_value_added(ctx, b, ""), GVC_EFORMAT,
                 "empty value-added label (number 1 of the value-added rows)");
    expect_error(ctx, gvc_builder_country(ctx, b, "", "Nowhere"), GVC_EFORMAT,
                 "empty country code");
}

Test(builder, refuses_labels_after_allocation)
{
    gvc_builder *full = small_builder(ctx);
    expect_error(ctx, gvc_builder_value_added(ctx, full, "VA"), GVC_EARG,
                 "value-added label 'VA' comes after gvc_builder_allocate; name all labels before");
    expect_error(ctx, gvc_builder_sector(ctx, full, "zz", NULL), GVC_EARG,
                 "sector code 'zz' comes after gvc_builder_allocate; name all labels before");
    expect_ok(ctx, gvc_builder_sector(ctx, full, "a", "Agriculture"));
    expect_error(ctx, gvc_builder_allocate(ctx, full), GVC_EARG,
                 "gvc_builder_allocate was called twice on one table");
    gvc_builder_free(full);
}

Test(builder, allocates_zeroed_contiguous_matrices)
{
    gvc_builder *full = small_labels(ctx);
    expect_ok(ctx, gvc_builder_extension(ctx, full, "CO2", "kt"));
    cr_expect_null(gvc_builder_x_given(full));
    cr_expect_null(gvc_builder_ey(full));
    expect_ok(ctx, gvc_builder_allocate(ctx, full));
    const gvc_dense *all[] = {gvc_builder_z(full), gvc_builder_y(full), gvc_builder_v(full),
                              gvc_builder_e(full), gvc_builder_ey(full)};
    const gvc_idx shape[][2] = {{6, 6}, {6, 5}, {0, 6}, {1, 6}, {1, 5}};
    for (int k = 0; k < 5; k++) {
        cr_expect(all[k]->rows == shape[k][0] && all[k]->cols == shape[k][1], "matrix %d", k);
        cr_expect_eq(all[k]->stride, all[k]->cols);
        for (gvc_idx i = 0; i < all[k]->rows * all[k]->cols; i++) {
            cr_expect_eq(all[k]->data[i], 0.0);
        }
    }
    double *x = gvc_builder_x_given(full);
    cr_assert_not_null(x);
    cr_expect_eq(gvc_builder_x_given(full), x);
    cr_expect_eq(gvc_builder_ey(full), all[4]);
    gvc_builder_free(full);
}

Test(builder, checks_the_memory_limit)
{
    char label[16];
    for (int i = 0; i < 1000; i++) {
        snprintf(label, sizeof label, "s%d", i);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "AAA", label));
    }
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "AAA", "HH"));
    gvc_ctx_set_memory_limit(ctx, 1000000);
    expect_error(ctx, gvc_builder_allocate(ctx, b), GVC_ENOMEM,
                 "a table of 1000 industries and 1 final-use columns needs 8.0 MB, the limit is "
                 "1.0 MB; raise --memory");
    gvc_ctx_set_memory_limit(ctx, 8100000);
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
}

Test(builder, keeps_attributes_and_notes)
{
    gvc_table *t = NULL;
    gvc_builder *full = small_labels(ctx);
    cr_expect_not(gvc_builder_year_is_assumed(full));
    gvc_builder_assume_year(full, 2003);
    cr_expect(gvc_builder_year_is_assumed(full));
    cr_expect_eq(gvc_table_year(gvc_builder_so_far(full)), 2003);
    gvc_builder_set_year(full, 2004);
    cr_expect_not(gvc_builder_year_is_assumed(full));
    expect_ok(ctx, gvc_builder_set_text(ctx, full, "units", "million USD"));
    expect_ok(ctx, gvc_builder_set_text(ctx, full, "prices", "current"));
    expect_ok(ctx, gvc_builder_set_text(ctx, full, "prices", NULL));
    expect_ok(ctx, gvc_builder_note(ctx, full, "merged %s, %s into %s", "CN1", "CN2", "CHN"));
    expect_ok(ctx, gvc_builder_note(ctx, full, "%d columns dropped", 2));
    expect_ok(ctx, gvc_builder_set_attribute(
                       ctx, full, &(gvc_attribute){"year", GVC_ATTR_INTEGER, NULL, 0, 2005}));
    expect_error(ctx, gvc_builder_set_text(ctx, full, "year", "2005"), GVC_EARG,
                 "attribute 'year' must be an integer");
    expect_ok(ctx, gvc_builder_seal_labels(ctx, full, &t));
    cr_expect_eq(gvc_table_year(t), 2005);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_null(gvc_table_text(t, "prices"));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "merged CN1, CN2 into CHN\n2 columns dropped");
    for (gvc_idx i = 0; gvc_table_attribute(t, i) != NULL; i++) {
        cr_expect_str_neq(gvc_table_attribute(t, i)->name, "year");
    }
    gvc_table_free(t);
}
