/* test_piece.c - one piece of a frame, moved along it, is what a selection of the whole gives */
#include "pieces.h"
#include "with_result.h"

SUITE_WITH_RESULT(piece);

Test(piece, has_the_label_and_the_rows_of_its_place)
{
    enum { EXPORTER = 1 };
    gvc_result frame = *r, *moved = NULL;
    frame.values = NULL;
    expect_ok(ctx, gvc_result_new_piece(ctx, &moved, &frame, EXPORTER));
    for (gvc_idx at = 2; at >= 0; at--) {
        gvc_result *selected = NULL;
        expect_ok(ctx, gvc_result_select(ctx, &selected, r, "exporter",
                                         (const char *[]){gvc_result_label(r, 1, at), NULL}));
        expect_ok(ctx, gvc_result_move_piece(ctx, moved, &frame, EXPORTER, at));
        for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
            memcpy(gvc_result_fill(moved, k), gvc_result_values(selected, k), 6 * sizeof(double));
        }
        expect_equal(moved, selected);
        gvc_result_free(selected);
    }
    gvc_result_free(moved);
}

Test(piece, moves_a_number)
{
    gvc_result *two = NULL, *moved = NULL;
    const int32_t years[] = {1995, 2005};
    const gvc_term term = {"gexp", "Gross exports", NULL, "million USD", false};
    expect_ok(ctx, gvc_result_new(ctx, &two));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, two, "year", years, 2));
    expect_ok(ctx, gvc_result_add_term(ctx, two, &term));
    expect_ok(ctx, gvc_result_shape(ctx, two));
    expect_ok(ctx, gvc_result_new_piece(ctx, &moved, two, 0));
    cr_expect_eq(gvc_result_number(moved, 0, 0), 1995);
    expect_ok(ctx, gvc_result_move_piece(ctx, moved, two, 0, 1));
    cr_expect_eq(gvc_result_number(moved, 0, 0), 2005);
    cr_expect_str_eq(gvc_result_label(moved, 0, 0), "2005");
    cr_expect_eq(gvc_result_cells(moved), 1);
    gvc_result_free(moved);
    gvc_result_free(two);
}
