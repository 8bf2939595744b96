/* test_gap.c - how well the terms of an identity add up */
#include "with_result.h"

SUITE_WITH_RESULT(gap);

Test(gap, is_zero_where_all_adds_up)
{
    cr_expect_eq(gvc_result_gap(r, "gexp", NULL), 0.0);
}

Test(gap, is_relative_to_the_largest_total)
{
    gvc_result_fill(r, 0)[1] += 12; /* the largest total is 3 * 16 = 48 */
    cr_expect_eq(gvc_result_gap(r, "gexp", NULL), 0.25);
    unsigned char skip[18] = {0, 1};
    cr_expect_eq(gvc_result_gap(r, "gexp", skip), 0.0);
}

Test(gap, looks_at_rows_only)
{
    gvc_result_fill(r, 0)[0] = 1e9; /* AAA to AAA */
    cr_expect_eq(gvc_result_gap(r, "gexp", NULL), 0.0);
}

Test(gap, never_hides_an_undefined_cell)
{
    gvc_result_fill(r, 1)[1] = (double)NAN;
    cr_expect(isinf(gvc_result_gap(r, "gexp", NULL)));
}

Test(gap, is_undefined_without_all_terms)
{
    cr_expect(isnan(gvc_result_gap(r, NULL, NULL)));
    cr_expect(isnan(gvc_result_gap(r, "gimp", NULL)));
    gvc_result *picked = NULL;
    expect_ok(ctx, gvc_result_pick(ctx, &picked, r, (const char *[]){"gexp", "dva", NULL}));
    cr_expect(isnan(gvc_result_gap(picked, "gexp", NULL)));
    gvc_result_free(picked);
    expect_ok(ctx, gvc_result_pick(ctx, &picked, r, (const char *[]){"gexp", "dva", "fva", NULL}));
    cr_expect_eq(gvc_result_gap(picked, "gexp", NULL), 0.0);
    gvc_result_free(picked);
}

Test(gap, is_the_same_over_pieces)
{
    gvc_result_fill(r, 0)[1] += 12;
    gvc_gap gap = {0, 0, false};
    for (gvc_idx i = 0; i < 3; i++) {
        gvc_result *piece = NULL;
        expect_ok(ctx, gvc_result_select(ctx, &piece, r, "exporter",
                                         (const char *[]){gvc_result_label(r, 1, i), NULL}));
        gvc_gap_add(&gap, piece, "gexp", NULL);
        gvc_result_free(piece);
    }
    cr_expect_eq(gvc_gap_value(&gap), gvc_result_gap(r, "gexp", NULL));
    cr_expect_eq(gvc_gap_value(&gap), 0.25);
    gvc_gap_add(&gap, r, "gimp", NULL);
    cr_expect(isnan(gvc_gap_value(&gap)));
}
