/* sink.c - a result in memory, handed over in one piece; and what a sink checks of its pieces */
#include "result/result.h"

gvc_status gvc_result_send(gvc_ctx *ctx, const gvc_result *r, const gvc_sink *sink)
{
    if (r->values == NULL) {
        return gvc_fail(ctx, GVC_EARG, "a result without values cannot be sent");
    }
    gvc_result frame = *r; /* borrows everything but the values */
    frame.values = NULL;
    gvc_status s = sink->begin(ctx, &frame, sink->user);
    if (s == GVC_OK) {
        s = sink->piece(ctx, r, 0, 0, sink->user);
    }
    return s == GVC_OK ? sink->end(ctx, &frame, sink->user) : s;
}

gvc_status gvc_arrivals_add(gvc_ctx *ctx, gvc_arrivals *a, const gvc_result *piece, gvc_idx along,
                            gvc_idx first)
{
    gvc_idx at = first * piece->dims[along].step;
    if (at != a->cells || piece->cells > a->all - at) {
        return gvc_fail(ctx, GVC_EARG,
                        "a piece of %lld cells from cell %lld on, expected it from %lld of %lld on",
                        (long long)piece->cells, (long long)at, (long long)a->cells,
                        (long long)a->all);
    }
    a->cells += piece->cells;
    return GVC_OK;
}

gvc_status gvc_arrivals_end(gvc_ctx *ctx, const gvc_arrivals *a)
{
    return a->cells == a->all ? GVC_OK
                              : gvc_fail(ctx, GVC_EARG, "only %lld of %lld cells have come",
                                         (long long)a->cells, (long long)a->all);
}
