/* piece.c - one label of a slow dimension at a time, in one result that is used again for the next
 */
#include "result/result.h"

gvc_status gvc_result_new_piece(gvc_ctx *ctx, gvc_result **out, const gvc_result *frame, gvc_idx d)
{
    const gvc_idx first = 0;
    gvc_result *piece = NULL;
    gvc_status s = gvc_result_copy_part(ctx, &piece, frame, d, &first, 1);
    if (s == GVC_OK) {
        s = gvc_result_allocate(ctx, piece);
    }
    if (s == GVC_OK) {
        s = gvc_result_move_piece(ctx, piece, frame, d, 0);
    }
    if (s != GVC_OK) {
        gvc_result_free(piece);
        return s;
    }
    *out = piece;
    return GVC_OK;
}

static gvc_status relabel(gvc_ctx *ctx, gvc_result_dimension *to, const gvc_result *frame,
                          gvc_idx d, gvc_idx at)
{
    gvc_labels *label = gvc_labels_new();
    if (label == NULL || gvc_labels_add(label, gvc_result_label(frame, d, at)) < 0) {
        gvc_labels_free(label);
        return gvc_fail_memory(ctx, 1, "the label of a piece");
    }
    gvc_labels_free(to->labels);
    to->labels = label;
    if (to->numbers != NULL) {
        to->numbers[0] = gvc_result_number(frame, d, at);
    }
    return GVC_OK;
}

/* The part of the mask for label `at`; kept even where nothing is missing in it. */
static gvc_status cut_present(gvc_ctx *ctx, gvc_result *piece, const gvc_result *frame, gvc_idx d,
                              gvc_idx at)
{
    gvc_idx a = frame->present_a, b = frame->present_b;
    if (frame->present == NULL) {
        return GVC_OK;
    }
    gvc_idx rows = gvc_result_extent(piece, a), cols = gvc_result_extent(piece, b);
    if (piece->present == NULL) {
        piece->present = gvc_malloc((size_t)rows * (size_t)cols, 1);
        piece->present_a = a;
        piece->present_b = b;
    }
    if (piece->present == NULL) {
        piece->present_a = piece->present_b = -1;
        return gvc_fail_memory(ctx, (size_t)rows * (size_t)cols, "the mask of a piece");
    }
    for (gvc_idx i = 0; i < rows; i++) {
        for (gvc_idx j = 0; j < cols; j++) {
            gvc_idx row = d == a ? at : i, col = d == b ? at : j;
            piece->present[i * cols + j] = frame->present[row * gvc_result_extent(frame, b) + col];
        }
    }
    return GVC_OK;
}

gvc_status gvc_result_move_piece(gvc_ctx *ctx, gvc_result *piece, const gvc_result *frame,
                                 gvc_idx d, gvc_idx at)
{
    gvc_status s = relabel(ctx, &piece->dims[d], frame, d, at);
    if (s == GVC_OK) {
        gvc_result_match_own(piece);
        s = cut_present(ctx, piece, frame, d, at);
    }
    return s;
}
