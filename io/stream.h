/* stream.h - bytes one after the other, out of what they are packed in, layer upon layer
 *
 * A layer owns the one below it. Where a stream gives more than GVC_STREAM_BOMB bytes (or the
 * memory limit, if that is less) and more than GVC_STREAM_RATIO times what it was packed in, it is
 * refused: no table is packed like that, and a file made to exhaust the machine is. */
#ifndef GVC_IO_STREAM_H
#define GVC_IO_STREAM_H

#include "bytes.h"
#include "fingerprint.h"
#include "zip.h"

enum {
    GVC_STREAM_HEAD = 512,
    GVC_STREAM_BOMB = 1 << 30,
    GVC_STREAM_RATIO = 500,
};

typedef struct gvc_stream gvc_stream;

/* Only for layers: what each of them is, at the start of its own struct. */
struct gvc_stream {
    gvc_status (*read)(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                       size_t *length);
    void (*close)(gvc_stream *s);
    gvc_stream *below; /* owned; NULL at the bottom */
    uint64_t taken;    /* at the bottom: packed bytes so far */
    uint64_t given;
    uint64_t size; /* of all it gives, 0 where that is not known */
    unsigned char head[GVC_STREAM_HEAD];
    size_t peeked, passed; /* bytes of head that were read ahead, and given since */
};

/* The file on disk; print (may be NULL) gets its fingerprint while it is read, and must stay. */
gvc_status gvc_stream_file(gvc_ctx *ctx, gvc_stream **out, const char *path,
                           gvc_fingerprint *print);
/* A run of bytes; held (may be NULL): memory that is released with it. */
gvc_status gvc_stream_bytes(gvc_ctx *ctx, gvc_stream **out, const gvc_bytes *bytes,
                            unsigned char *held);
/* A member of a zip, which is borrowed. */
gvc_status gvc_stream_zip(gvc_ctx *ctx, gvc_stream **out, const gvc_zip *zip, gvc_idx i);
/* Puts a layer on *s that unpacks gzip; after an error *s is as it was. */
gvc_status gvc_stream_gunzip(gvc_ctx *ctx, gvc_stream **s);

/* The bytes beyond which the ratio counts. */
uint64_t gvc_stream_most(const gvc_ctx *ctx);
/* Up to `capacity` next bytes; *length is less only at the end. */
gvc_status gvc_stream_read(gvc_ctx *ctx, gvc_stream *s, unsigned char *bytes, size_t capacity,
                           size_t *length);
/* Its first bytes, at most GVC_STREAM_HEAD, which stay to be read; only before the first read. */
gvc_status gvc_stream_peek(gvc_ctx *ctx, gvc_stream *s, const unsigned char **head, size_t *length);
/* All that is left, in memory of yours, as far as the memory limit allows. */
gvc_status gvc_stream_hold(gvc_ctx *ctx, gvc_stream *s, unsigned char **bytes, size_t *length);
void gvc_stream_close(gvc_stream *s); /* NULL is fine */
/* Closes the layers on a stream that stays. */
void gvc_stream_close_above(gvc_stream *s, const gvc_stream *stays);

#endif
