/* code.c - passing over compiled code, which a workspace with functions holds beside its tables */
#include "rdata/walk.h"

static gvc_status pass_code(gvc_ctx *ctx, gvc_rwalk *w);

static bool is_cell(int32_t type)
{
    return type == GVC_R_CALL || type == GVC_R_PAIRS || type == GVC_R_CODE_ATTR_CALL ||
           type == GVC_R_CODE_ATTR_PAIRS;
}

/* A constant that is a call or list: cells that may be defined by number, and referred to. */
static gvc_status pass_cells(gvc_ctx *ctx, gvc_rwalk *w, int32_t type)
{
    gvc_status status = GVC_OK;
    if (w->depth == GVC_R_DEPTH) {
        return gvc_fail(ctx, GVC_EFORMAT, "holds lists within lists, more than %d deep",
                        GVC_R_DEPTH);
    }
    w->depth++;
    for (bool more = true; status == GVC_OK && more;) {
        int32_t number = 0, first = 0;
        gvc_rvalue *ignored = NULL;
        if (type == GVC_R_CODE_REFERENCE || type == GVC_R_CODE_DEFINITION) {
            status = gvc_rbytes_int(ctx, &w->in, &number);
        }
        more = type != GVC_R_CODE_REFERENCE;
        if (status == GVC_OK && type == GVC_R_CODE_DEFINITION) {
            status = gvc_rbytes_int(ctx, &w->in, &type);
        }
        if (status == GVC_OK && more && !is_cell(type)) {
            more = false;
            status = gvc_rwalk_item(ctx, w, &ignored);
        }
        if (status == GVC_OK && more &&
            (type == GVC_R_CODE_ATTR_CALL || type == GVC_R_CODE_ATTR_PAIRS)) {
            status = gvc_rwalk_item(ctx, w, &ignored);
        }
        if (status == GVC_OK && more) {
            status = gvc_rwalk_item(ctx, w, &ignored); /* tag */
        }
        if (status == GVC_OK && more) {
            status = gvc_rbytes_int(ctx, &w->in, &first);
        }
        if (status == GVC_OK && more) {
            status = pass_cells(ctx, w, first);
        }
        if (status == GVC_OK && more) {
            status = gvc_rbytes_int(ctx, &w->in, &type);
        }
    }
    w->depth--;
    return status;
}

static gvc_status pass_constant(gvc_ctx *ctx, gvc_rwalk *w)
{
    int32_t type = 0;
    gvc_rvalue *ignored = NULL;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &type);
    if (status != GVC_OK) {
        return status;
    }
    if (type == GVC_R_CODE) {
        return pass_code(ctx, w);
    }
    return is_cell(type) || type == GVC_R_CODE_REFERENCE || type == GVC_R_CODE_DEFINITION
               ? pass_cells(ctx, w, type)
               : gvc_rwalk_item(ctx, w, &ignored);
}

/* Instructions, then constants, which may be code again. */
static gvc_status pass_code(gvc_ctx *ctx, gvc_rwalk *w)
{
    int32_t count = 0;
    gvc_rvalue *ignored = NULL;
    if (w->depth == GVC_R_DEPTH) {
        return gvc_fail(ctx, GVC_EFORMAT, "holds lists within lists, more than %d deep",
                        GVC_R_DEPTH);
    }
    w->depth++;
    gvc_status status = gvc_rwalk_item(ctx, w, &ignored);
    if (status == GVC_OK) {
        status = gvc_rbytes_int(ctx, &w->in, &count);
    }
    for (int32_t i = 0; status == GVC_OK && i < count; i++) {
        status = pass_constant(ctx, w);
    }
    w->depth--;
    return status;
}

gvc_status gvc_rwalk_code(gvc_ctx *ctx, gvc_rwalk *w)
{
    int32_t cells = 0;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &cells);
    return status == GVC_OK ? pass_code(ctx, w) : status;
}
