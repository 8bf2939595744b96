/* test_sink.c - sending a result; what a sink may rely on */
#include "pieces.h"
#include "with_result.h"

SUITE_WITH_RESULT(sink);

typedef struct heard {
    char calls[8]; /* b, p, e */
    bool frames_empty, piece_full;
} heard;

static gvc_status on_begin(gvc_ctx *c, const gvc_result *frame, void *user)
{
    heard *h = user;
    (void)c;
    strcat(h->calls, "b");
    h->frames_empty = gvc_result_values(frame, 0) == NULL && gvc_result_cells(frame) == 18;
    return GVC_OK;
}

static gvc_status on_piece(gvc_ctx *c, const gvc_result *piece, gvc_idx along, gvc_idx first,
                           void *user)
{
    heard *h = user;
    (void)c;
    strcat(h->calls, "p");
    h->piece_full = gvc_result_cells(piece) == 18 && along == 0 && first == 0;
    return GVC_OK;
}

static gvc_status on_end(gvc_ctx *c, const gvc_result *frame, void *user)
{
    heard *h = user;
    (void)c;
    strcat(h->calls, "e");
    h->frames_empty = h->frames_empty && gvc_result_values(frame, 0) == NULL;
    return GVC_OK;
}

Test(sink, hears_of_the_frame_before_and_after_the_piece)
{
    heard h = {"", false, false};
    expect_ok(ctx, gvc_result_send(ctx, r, &(gvc_sink){on_begin, on_piece, on_end, &h}));
    cr_expect_str_eq(h.calls, "bpe");
    cr_expect(h.frames_empty);
    cr_expect(h.piece_full);
    cr_expect_not_null(gvc_result_values(r, 0));
}

Test(sink, hears_nothing_after_its_failure)
{
    for (int call = 0; call < 3; call++) {
        brittle b = {NULL, call, 0};
        gvc_sink sink = brittle_sink(&b);
        cr_expect_eq(gvc_result_send(ctx, r, &sink), GVC_EUNSUPPORTED);
        cr_expect_eq(b.calls, call + 1);
    }
}

Test(sink, is_not_sent_a_frame)
{
    gvc_result frame = *r;
    frame.values = NULL;
    brittle b = {NULL, -1, 0};
    gvc_sink sink = brittle_sink(&b);
    expect_error(ctx, gvc_result_send(ctx, &frame, &sink), GVC_EARG,
                 "a result without values cannot be sent");
    cr_expect_eq(b.calls, 0);
}

Test(sink, counts_pieces_that_follow_each_other)
{
    gvc_arrivals a = {0, 18};
    gvc_result *piece = NULL;
    expect_ok(ctx,
              gvc_result_select(ctx, &piece, r, "exporter", (const char *[]){"BBB", "KOR", NULL}));
    expect_error(ctx, gvc_arrivals_add(ctx, &a, piece, 1, 1), GVC_EARG,
                 "a piece of 12 cells from cell 6 on, expected it from 0 of 18 on");
    expect_ok(ctx, gvc_arrivals_add(ctx, &a, piece, 1, 0));
    expect_error(ctx, gvc_arrivals_end(ctx, &a), GVC_EARG, "only 12 of 18 cells have come");
    expect_error(ctx, gvc_arrivals_add(ctx, &a, piece, 1, 2), GVC_EARG,
                 "a piece of 12 cells from cell 12 on, expected it from 12 of 18 on");
    gvc_result_free(piece);
}
