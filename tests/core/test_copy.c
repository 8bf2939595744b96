/* test_copy.c - copies, and what is derived from frames and pieces */
#include "pieces.h"
#include "with_result.h"

SUITE_WITH_RESULT(copy);

static const char *const countries[] = {"AAA", "KOR", NULL}, *const terms[] = {"fva", "gexp", NULL};

/* Importers chosen, shares added, one term and its share picked. */
static gvc_result *derive(const gvc_result *from)
{
    gvc_result *kept = NULL, *shared = NULL, *picked = NULL;
    expect_ok(ctx, gvc_result_select(ctx, &kept, from, "importer", countries));
    expect_ok(ctx, gvc_result_pick(ctx, &picked, kept, terms));
    expect_ok(ctx, gvc_result_add_shares(ctx, &shared, picked));
    gvc_result_free(kept);
    gvc_result_free(picked);
    return shared;
}

Test(copy, is_equal)
{
    gvc_result *copy = NULL;
    expect_ok(ctx, gvc_result_copy(ctx, &copy, r));
    expect_equal(copy, r);
    expect_ok(ctx, gvc_result_set_text(ctx, copy, "title", "another"));
    cr_expect_str_eq(gvc_result_text(r, "title"), "a small result");
    gvc_result_free(copy);
}

Test(copy, of_a_frame_is_a_frame)
{
    gvc_result frame = *r, *copy = NULL;
    frame.values = NULL;
    expect_ok(ctx, gvc_result_copy(ctx, &copy, &frame));
    cr_expect_null(gvc_result_values(copy, 0));
    cr_expect_eq(gvc_result_cells(copy), 18);
    cr_expect(!gvc_result_is_row(copy, 0));
    cr_expect(gvc_result_is_row(copy, 1));
    gvc_result_free(copy);
}

Test(copy, what_is_derived_from_a_frame_is_a_frame)
{
    gvc_result frame = *r;
    frame.values = NULL;
    gvc_result *of_frame = derive(&frame), *of_whole = derive(r);
    cr_expect_null(gvc_result_values(of_frame, 0));
    cr_assert_eq(gvc_result_cells(of_frame), gvc_result_cells(of_whole));
    cr_assert_eq(gvc_result_nterms(of_frame), 3);
    for (gvc_idx k = 0; k < 3; k++) {
        cr_expect_str_eq(gvc_result_term(of_frame, k)->name, gvc_result_term(of_whole, k)->name);
    }
    for (gvc_idx cell = 0; cell < gvc_result_cells(of_whole); cell++) {
        cr_expect_eq(gvc_result_is_row(of_frame, cell), gvc_result_is_row(of_whole, cell));
    }
    cr_expect_eq(of_frame->incomplete, of_whole->incomplete);
    gvc_result_free(of_frame);
    gvc_result_free(of_whole);
}

static gvc_sink collected;

static gvc_status derive_frame_begin(gvc_ctx *c, const gvc_result *frame, void *user)
{
    gvc_result *part = derive(frame);
    (void)user;
    gvc_status s = collected.begin(c, part, collected.user);
    gvc_result_free(part);
    return s;
}

static gvc_status derive_piece(gvc_ctx *c, const gvc_result *piece, gvc_idx along, gvc_idx first,
                               void *user)
{
    gvc_result *part = derive(piece);
    (void)user;
    gvc_status s = collected.piece(c, part, along, first, collected.user);
    gvc_result_free(part);
    return s;
}

static gvc_status derive_frame_end(gvc_ctx *c, const gvc_result *frame, void *user)
{
    gvc_result *part = derive(frame);
    (void)user;
    gvc_status s = collected.end(c, part, collected.user);
    gvc_result_free(part);
    return s;
}

Test(copy, what_is_derived_from_pieces_is_what_is_derived_from_the_whole)
{
    gvc_collector *c = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    collected = gvc_collector_sink(c);
    const gvc_sink derived = {derive_frame_begin, derive_piece, derive_frame_end, NULL};
    expect_ok(ctx, send_pieces(ctx, r, 1, 1, &derived));
    gvc_result *pieces = gvc_collector_take(c), *whole = derive(r);
    expect_equal(pieces, whole);
    gvc_result_free(pieces);
    gvc_result_free(whole);
    gvc_collector_free(c);
}
