/* test_result.c - reading a result */
#include "with_result.h"

SUITE_WITH_RESULT(result);

Test(result, gives_dimensions_in_order)
{
    cr_assert_eq(gvc_result_ndims(r), 4);
    cr_expect_str_eq(gvc_result_dim(r, 0), "year");
    cr_expect_str_eq(gvc_result_dim(r, 3), "importer");
    cr_expect_eq(gvc_result_extent(r, 2), 2);
    cr_expect_eq(gvc_result_cells(r), 18);
    cr_expect(gvc_result_is_integer(r, 0));
    cr_expect(!gvc_result_is_integer(r, 1));
    cr_expect_eq(gvc_result_number(r, 0, 0), 2005);
    cr_expect_str_eq(gvc_result_label(r, 0, 0), "2005");
    cr_expect_str_eq(gvc_result_label(r, 1, 2), "KOR");
    cr_expect_eq(gvc_result_find_dim(r, "sector"), 2);
    cr_expect_eq(gvc_result_find_dim(r, "absorber"), -1);
}

Test(result, gives_terms_and_values)
{
    cr_assert_eq(gvc_result_nterms(r), 4);
    cr_expect_str_eq(gvc_result_term(r, 1)->name, "dva");
    cr_expect_str_eq(gvc_result_term(r, 1)->formula, "v_s B_ss E_sr");
    cr_expect_null(gvc_result_term(r, 2)->long_name);
    cr_expect(gvc_result_term(r, 3)->sums);
    cr_expect_eq(gvc_result_find_term(r, "fva"), 3);
    cr_expect_eq(gvc_result_find_term(r, "fv"), -1);
    cr_expect_eq(gvc_result_values(r, 3)[8], 16.0);
}

Test(result, gives_attributes)
{
    cr_expect_str_eq(gvc_result_attribute(r, 0)->name, "own_cell");
    cr_expect_str_eq(gvc_result_attribute(r, 0)->text, "exporter importer");
    cr_expect_str_eq(gvc_result_text(r, "title"), "a small result");
    cr_expect_null(gvc_result_text(r, "nothing"));
    cr_expect_null(gvc_result_find_attribute(r, "nothing"));
    cr_expect_null(gvc_result_attribute(r, 3));
    cr_expect_null(gvc_result_attribute(r, -1));
    cr_expect_eq(gvc_result_attributes(r)->count, 3);
}
