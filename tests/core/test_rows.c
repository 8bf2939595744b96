/* test_rows.c - which cells of a result are rows of a text output */
#include "with_result.h"

SUITE_WITH_RESULT(rows);

static void expect_rows(const char *expected)
{
    char found[32] = "";
    for (gvc_idx i = 0; i < gvc_result_cells(r); i++) {
        found[i] = gvc_result_is_row(r, i) ? '1' : '0';
    }
    cr_expect_str_eq(found, expected);
}

Test(rows, leaves_out_own_country_and_absent_industries)
{
    expect_rows("011011101000110110");
    cr_expect(!gvc_result_is_row(r, -1));
    cr_expect(!gvc_result_is_row(r, 18));
}

Test(rows, follow_the_attribute)
{
    expect_ok(ctx, gvc_result_set_text(ctx, r, "own_cell", NULL));
    expect_rows("111111111000111111");
    expect_ok(ctx, gvc_result_set_text(ctx, r, "own_cell", "exporter importer"));
    expect_rows("011011101000110110");
    expect_error(ctx, gvc_result_set_text(ctx, r, "own_cell", "exporter"), GVC_EARG,
                 "own_cell: 'exporter' does not name two dimensions");
    expect_error(ctx, gvc_result_set_text(ctx, r, "own_cell", "exporter absorber"), GVC_EARG,
                 "own_cell: the result has no dimension 'absorber'");
    expect_rows("011011101000110110");
}

Test(rows, drop_a_mask_without_gaps)
{
    gvc_idx a = 0, b = 0;
    cr_expect_not_null(gvc_result_present(r, &a, &b));
    cr_expect(a == 1 && b == 2);
    static const unsigned char all[] = {1, 1, 1, 1, 1, 1};
    expect_ok(ctx, gvc_result_set_present(ctx, r, "exporter", "sector", all));
    cr_expect_null(gvc_result_present(r, &a, &b));
    cr_expect(a == -1 && b == -1);
    cr_expect_null(gvc_result_present(r, NULL, NULL));
    expect_rows("011011101101110110");
}

Test(rows, refuse_a_mask_in_the_wrong_order)
{
    static const unsigned char all[] = {1, 1, 1, 1, 1, 1};
    expect_error(ctx, gvc_result_set_present(ctx, r, "sector", "exporter", all), GVC_EARG,
                 "present: dimension 'sector' must come before 'exporter'");
    expect_error(ctx, gvc_result_set_present(ctx, r, "sector", "tier", all), GVC_EARG,
                 "present: the result has no dimension 'tier'");
}

Test(rows, compare_labels_not_positions)
{
    static const char *const some[] = {"KOR", "QQQ", "AAA", NULL};
    gvc_result *kept = NULL;
    expect_error(ctx, gvc_result_select(ctx, &kept, r, "importer", some), GVC_EUNKNOWN,
                 "no importer 'QQQ'; there are AAA, BBB, KOR");
    static const char *const last[] = {"KOR", NULL};
    expect_ok(ctx, gvc_result_select(ctx, &kept, r, "importer", last));
    gvc_result_free(r);
    r = kept;
    expect_rows("111000");
}

Test(rows, may_be_the_cells_with_a_value)
{
    gvc_result *kept = NULL;
    expect_ok(ctx, gvc_result_set_text(ctx, r, "own_cell", NULL));
    expect_ok(ctx, gvc_result_set_defined_rows(ctx, r));
    cr_expect_str_eq(gvc_result_text(r, "rows"), "defined");
    for (int k = 0; k < 4; k++) {
        gvc_result_fill(r, k)[0] = (double)NAN;
        gvc_result_fill(r, k)[4] = k == 2 ? 1 : (double)NAN; /* vax alone has a value */
    }
    expect_rows("011111111000111111");
    expect_ok(ctx, gvc_result_pick(ctx, &kept, r, (const char *[]){"gexp", NULL}));
    gvc_result_free(r);
    r = kept;
    expect_rows("011101111000111111");
    expect_ok(ctx, gvc_result_set_text(ctx, r, "rows", NULL));
    expect_rows("111111111000111111");
}
