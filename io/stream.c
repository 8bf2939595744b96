/* stream.c - files, runs of bytes, members of zips and gzip as streams */
#include "stream.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inflate.h"

enum { BLOCK = 128 * 1024, FIRST_ROOM = 1024 * 1024 };

/* ---- what all layers do ---------------------------------------------------------------------- */

static uint64_t taken(const gvc_stream *s)
{
    while (s->below != NULL) {
        s = s->below;
    }
    return s->taken;
}

uint64_t gvc_stream_most(const gvc_ctx *ctx)
{
    size_t limit = gvc_ctx_memory_limit(ctx);
    return limit != 0 && limit < GVC_STREAM_BOMB ? limit : GVC_STREAM_BOMB;
}

static gvc_status check_ratio(gvc_ctx *ctx, const gvc_stream *s)
{
    uint64_t most = gvc_stream_most(ctx);
    if (s->given <= most || s->given / GVC_STREAM_RATIO <= taken(s)) {
        return GVC_OK;
    }
    return gvc_fail(ctx, GVC_EFORMAT,
                    "unpacks to more than %.0f MB, over %d times its packed size, which no table "
                    "does; if it is one, unpack it first",
                    (double)most / 1e6, GVC_STREAM_RATIO);
}

gvc_status gvc_stream_read(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                           size_t *length)
{
    size_t ahead = s->peeked - s->passed;
    size_t first = ahead < capacity ? ahead : capacity, got = 0;
    memcpy(bytes, s->head + s->passed, first);
    s->passed += first;
    /* A head that was not filled was all there is. */
    bool ended = s->peeked > 0 && s->peeked < sizeof s->head;
    gvc_status status = GVC_OK;
    if (first < capacity && !ended) {
        status = s->read(ctx, s, bytes + first, capacity - first, &got);
        s->given += got;
    }
    if (status == GVC_OK) {
        *length = first + got;
        status = check_ratio(ctx, s);
    }
    return status;
}

gvc_status gvc_stream_peek(gvc_ctx *ctx, gvc_stream *s, const unsigned char **head, size_t *length)
{
    if (s->peeked == 0) {
        gvc_status status = s->read(ctx, s, s->head, sizeof s->head, &s->peeked);
        if (status != GVC_OK) {
            s->peeked = 0;
            return status;
        }
        s->given = s->peeked;
    }
    *head = s->head;
    *length = s->peeked;
    return GVC_OK;
}

void gvc_stream_close_above(gvc_stream *s, const gvc_stream *stays)
{
    while (s != stays) {
        gvc_stream *below = s->below;
        s->close(s);
        s = below;
    }
}

void gvc_stream_close(gvc_stream *s)
{
    gvc_stream_close_above(s, NULL);
}

/* Room for more, as far as the memory limit allows: all there is where that is known. */
static gvc_status grow(gvc_ctx *ctx, const gvc_stream *s, unsigned char **bytes, size_t used,
                       size_t *room)
{
    size_t more = *room > 0 ? 2 * *room : s->size > 0 ? (size_t)s->size + 1 : FIRST_ROOM;
    gvc_status status = gvc_need_memory(ctx, more + *room, "an unpacked file");
    unsigned char *wider = status == GVC_OK ? gvc_realloc(*bytes, used, more, 1) : NULL;
    if (wider == NULL) {
        return status == GVC_OK ? gvc_fail_memory(ctx, more, "an unpacked file") : status;
    }
    *bytes = wider;
    *room = more;
    return GVC_OK;
}

gvc_status gvc_stream_hold(gvc_ctx *ctx, gvc_stream *s, unsigned char **bytes, size_t *length)
{
    unsigned char *held = NULL;
    size_t room = 0, used = 0, got = 0;
    gvc_status status;
    do {
        status = used == room ? grow(ctx, s, &held, used, &room) : GVC_OK;
        if (status == GVC_OK) {
            size_t step = room - used < FIRST_ROOM ? room - used : FIRST_ROOM;
            status = gvc_stream_read(ctx, s, held + used, step, &got);
            used += status == GVC_OK ? got : 0;
        }
    } while (status == GVC_OK && got > 0);
    if (status == GVC_OK) {
        *bytes = held;
        *length = used;
    } else {
        gvc_release(held);
    }
    return status;
}

/* ---- runs of bytes --------------------------------------------------------------------------- */

typedef struct run {
    gvc_stream base;
    gvc_bytes bytes;
    int fd; /* to be closed, or -1 */
    unsigned char *held;
    gvc_fingerprint *print;
} run;

static gvc_status read_run(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                           size_t *length)
{
    run *r = (run *)s;
    uint64_t left = r->bytes.length - s->taken;
    size_t n = left < capacity ? (size_t)left : capacity;
    if (!gvc_bytes_get(&r->bytes, s->taken, bytes, n)) {
        return gvc_fail(ctx, GVC_EIO, "could not be read to the end");
    }
    if (r->print != NULL) {
        gvc_fingerprint_add(r->print, s->taken, bytes, n);
    }
    s->taken += n;
    *length = n;
    if (r->print != NULL && r->print->done == r->bytes.length) {
        gvc_fingerprint_end(r->print);
    }
    return GVC_OK;
}

static void close_run(gvc_stream *s)
{
    run *r = (run *)s;
    if (r->fd >= 0) {
        close(r->fd);
    }
    gvc_release(r->held);
    gvc_release(r);
}

gvc_status gvc_stream_bytes(gvc_ctx *ctx, gvc_stream **out, const gvc_bytes *bytes,
                            unsigned char *held)
{
    run *r = gvc_calloc(1, sizeof *r);
    if (r == NULL) {
        return gvc_fail_memory(ctx, sizeof *r, "opening a file");
    }
    *r = (run){.base = {.read = read_run, .close = close_run, .size = bytes->length},
               .bytes = *bytes,
               .fd = -1,
               .held = held};
    *out = &r->base;
    return GVC_OK;
}

gvc_status gvc_stream_file(gvc_ctx *ctx, gvc_stream **out, const char *path, gvc_fingerprint *print)
{
    gvc_bytes bytes;
    gvc_status status = gvc_bytes_open(ctx, &bytes, path);
    if (status == GVC_OK) {
        status = gvc_stream_bytes(ctx, out, &bytes, NULL);
        if (status == GVC_OK) {
            run *r = (run *)*out;
            r->fd = bytes.fd;
            r->print = print;
            if (print != NULL) {
                gvc_fingerprint_start(print);
            }
        } else {
            close(bytes.fd);
        }
    }
    return status;
}

/* ---- members of a zip ------------------------------------------------------------------------ */

typedef struct member {
    gvc_stream base;
    gvc_zip_member *member;
} member;

static gvc_status read_member(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                              size_t *length)
{
    member *m = (member *)s;
    gvc_status status = gvc_zip_member_read(ctx, m->member, bytes, capacity, length);
    s->taken = gvc_zip_member_taken(m->member);
    return status;
}

static void close_member(gvc_stream *s)
{
    gvc_zip_member_close(((member *)s)->member);
    gvc_release(s);
}

gvc_status gvc_stream_zip(gvc_ctx *ctx, gvc_stream **out, const gvc_zip *zip, gvc_idx i)
{
    member *m = gvc_calloc(1, sizeof *m);
    if (m == NULL) {
        return gvc_fail_memory(ctx, sizeof *m, "reading a zip");
    }
    m->base =
        (gvc_stream){.read = read_member, .close = close_member, .size = gvc_zip_at(zip, i)->size};
    gvc_status status = gvc_zip_member_open(ctx, &m->member, zip, i);
    if (status == GVC_OK) {
        *out = &m->base;
    } else {
        gvc_release(m);
    }
    return status;
}

/* ---- gzip ------------------------------------------------------------------------------------ */

typedef struct gunzip {
    gvc_stream base;
    gvc_inflate *inflate;
    unsigned char block[BLOCK];
} gunzip;

static gvc_status feed(gvc_ctx *ctx, void *user, const unsigned char **bytes, size_t *length)
{
    gunzip *g = user;
    *bytes = g->block;
    return gvc_stream_read(ctx, g->base.below, g->block, sizeof g->block, length);
}

static gvc_status read_gunzip(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                              size_t *length)
{
    return gvc_inflate_read(ctx, ((gunzip *)s)->inflate, bytes, capacity, length);
}

static void close_gunzip(gvc_stream *s)
{
    gvc_inflate_free(((gunzip *)s)->inflate);
    gvc_release(s);
}

gvc_status gvc_stream_gunzip(gvc_ctx *ctx, gvc_stream **s)
{
    gunzip *g = gvc_calloc(1, sizeof *g);
    if (g == NULL) {
        return gvc_fail_memory(ctx, sizeof *g, "unpacking a file");
    }
    g->base = (gvc_stream){.read = read_gunzip, .close = close_gunzip, .below = *s};
    gvc_status status = gvc_inflate_new(ctx, &g->inflate, GVC_WRAPPER_GZIP, feed, g);
    if (status == GVC_OK) {
        *s = &g->base;
    } else {
        gvc_release(g);
    }
    return status;
}
