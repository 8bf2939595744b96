/* inflate.c - deflate and gzip streams through ISA-L, which is as fast as libraries that want the
 * whole stream in memory */
#include "inflate.h"

#include <isa-l/igzip_lib.h>

/* ISA-L counts in 32 bits. */
enum { MOST = 1 << 30 };

struct gvc_inflate {
    struct inflate_state state;
    gvc_wrapper wrapper;
    gvc_feed_fn *feed;
    void *user;
    bool fed;  /* the packed bytes are at their end */
    bool done; /* so is the stream */
};

static gvc_status fail(gvc_ctx *ctx, const char *why)
{
    return gvc_fail(ctx, GVC_EIO, "is truncated or damaged: %s; fetch the file again", why);
}

static void start(gvc_inflate *s)
{
    /* Not reset by ISA-L: what is left of the packed bytes, which belongs to the next stream. */
    uint8_t *next = s->state.next_in;
    uint32_t left = s->state.avail_in;
    isal_inflate_init(&s->state);
    s->state.crc_flag = s->wrapper == GVC_WRAPPER_GZIP ? ISAL_GZIP : ISAL_GZIP_NO_HDR;
    s->state.next_in = next;
    s->state.avail_in = left;
}

gvc_status gvc_inflate_new(gvc_ctx *ctx, gvc_inflate **out, gvc_wrapper wrapper, gvc_feed_fn *feed,
                           void *user)
{
    gvc_inflate *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return gvc_fail_memory(ctx, sizeof *s, "unpacking a file");
    }
    s->wrapper = wrapper;
    s->feed = feed;
    s->user = user;
    start(s);
    *out = s;
    return GVC_OK;
}

void gvc_inflate_free(gvc_inflate *s)
{
    gvc_release(s);
}

uint32_t gvc_inflate_crc(const gvc_inflate *s)
{
    return s->state.crc;
}

/* More packed bytes, where none are left. */
static gvc_status refill(gvc_ctx *ctx, gvc_inflate *s)
{
    if (s->state.avail_in > 0 || s->fed) {
        return GVC_OK;
    }
    const unsigned char *bytes = NULL;
    size_t length = 0;
    gvc_status status = s->feed(ctx, s->user, &bytes, &length);
    if (status == GVC_OK) {
        s->fed = length == 0;
        s->state.next_in = (uint8_t *)bytes; /* ISA-L does not write to it */
        s->state.avail_in = (uint32_t)length;
    }
    return status;
}

/* Behind the end of a stream: the next one of the same file, padding, or the end. */
static gvc_status next_stream(gvc_ctx *ctx, gvc_inflate *s)
{
    if (s->wrapper == GVC_WRAPPER_NONE) {
        s->done = true;
        return GVC_OK;
    }
    bool padded = false;
    gvc_status status = refill(ctx, s);
    while (status == GVC_OK && s->state.avail_in > 0 && *s->state.next_in == 0) {
        s->state.next_in++;
        s->state.avail_in--;
        padded = true;
        status = refill(ctx, s);
    }
    if (status == GVC_OK && s->state.avail_in == 0) {
        s->done = true;
    } else if (status == GVC_OK && (padded || *s->state.next_in != 0x1f)) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "holds something else behind the end of its gzip stream; unpack it first");
    } else if (status == GVC_OK) {
        start(s);
    }
    return status;
}

static const char *reason(int code)
{
    switch (code) {
    case ISAL_INCORRECT_CHECKSUM:
        return "the checksum of the gzip stream does not fit its content";
    case ISAL_INVALID_WRAPPER:
        return "there is no gzip header where one should be";
    case ISAL_UNSUPPORTED_METHOD:
        return "its gzip header names an unknown method";
    default:
        return "the packed data are not valid";
    }
}

gvc_status gvc_inflate_read(gvc_ctx *ctx, gvc_inflate *s, unsigned char *bytes, size_t capacity,
                            size_t *length)
{
    gvc_status status = GVC_OK;
    size_t have = 0;
    while (status == GVC_OK && have < capacity && !s->done) {
        status = refill(ctx, s);
        if (status != GVC_OK) {
            break;
        }
        uint32_t room = capacity - have < MOST ? (uint32_t)(capacity - have) : MOST;
        uint32_t before = s->state.avail_in;
        s->state.next_out = bytes + have;
        s->state.avail_out = room;
        int code = isal_inflate(&s->state);
        have += room - s->state.avail_out;
        if (code != ISAL_DECOMP_OK) {
            status = code == ISAL_END_INPUT ? GVC_OK : fail(ctx, reason(code));
        }
        if (status == GVC_OK && s->state.block_state == ISAL_BLOCK_FINISH) {
            status = next_stream(ctx, s);
        } else if (status == GVC_OK && s->fed && s->state.avail_out == room &&
                   s->state.avail_in == before) {
            status = fail(ctx, s->wrapper == GVC_WRAPPER_GZIP ? "truncated gzip input"
                                                              : "it ends before its content does");
        }
    }
    *length = have;
    return status;
}
