/* collect.c - a sink that puts the pieces together in memory */
#include <string.h>

#include "result/result.h"

struct gvc_collector {
    gvc_result *result; /* NULL before `begin` */
    gvc_arrivals came;
    bool whole; /* `end` has come */
};

gvc_status gvc_collector_new(gvc_ctx *ctx, gvc_collector **out)
{
    gvc_collector *c = gvc_calloc(1, sizeof *c);
    if (c == NULL) {
        return gvc_fail_memory(ctx, sizeof *c, "a collector");
    }
    *out = c;
    return GVC_OK;
}

static gvc_status begin(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    gvc_collector *c = user;
    gvc_result_free(c->result);
    *c = (gvc_collector){0};
    gvc_status s = gvc_result_copy_part(ctx, &c->result, frame, -1, NULL, 0);
    if (s == GVC_OK) {
        s = gvc_result_allocate(ctx, c->result);
        c->came.all = c->result->cells;
    }
    return s;
}

static gvc_status piece(gvc_ctx *ctx, const gvc_result *r, gvc_idx along, gvc_idx first, void *user)
{
    gvc_collector *c = user;
    gvc_idx at = c->came.cells;
    gvc_status s = gvc_arrivals_add(ctx, &c->came, r, along, first);
    for (gvc_idx k = 0; k < c->result->nterms && s == GVC_OK; k++) {
        memcpy(gvc_result_fill(c->result, k) + at, gvc_result_values(r, k),
               (size_t)r->cells * sizeof(double));
    }
    return s;
}

static gvc_status end(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    gvc_collector *c = user;
    gvc_status s = gvc_arrivals_end(ctx, &c->came);
    if (s != GVC_OK) {
        return s;
    }
    gvc_attributes final = {0};
    if (!gvc_attributes_copy(&final, &frame->attributes)) {
        gvc_attributes_free(&final);
        return gvc_fail_memory(ctx, 1, "the attributes of a result");
    }
    gvc_attributes_free(&c->result->attributes);
    c->result->attributes = final;
    c->whole = true;
    return GVC_OK;
}

gvc_sink gvc_collector_sink(gvc_collector *c)
{
    return (gvc_sink){begin, piece, end, c};
}

bool gvc_sink_collects(const gvc_sink *sink)
{
    return sink->begin == begin;
}

gvc_result *gvc_collector_take(gvc_collector *c)
{
    gvc_result *r = c->whole ? c->result : NULL;
    if (r != NULL) {
        *c = (gvc_collector){0};
    }
    return r;
}

void gvc_collector_free(gvc_collector *c)
{
    if (c != NULL) {
        gvc_result_free(c->result);
        gvc_release(c);
    }
}
