/* sink.c - a result in memory, handed over in one piece */
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
