/* inflate.h - deflate and gzip streams unpacked block by block, with their checksums */
#ifndef GVC_IO_INFLATE_H
#define GVC_IO_INFLATE_H

#include "base/base.h"

typedef struct gvc_inflate gvc_inflate;

/* Where packed bytes come from: *length 0 at their end; borrowed until the next call. */
typedef gvc_status gvc_feed_fn(gvc_ctx *ctx, void *user, const unsigned char **bytes,
                               size_t *length);

/* A raw deflate stream, or a whole gzip file: several of its streams in a row are one, and zeros
 * after them are padding; anything else behind them is an error, as is a checksum or a length that
 * does not fit. */
typedef enum gvc_wrapper { GVC_WRAPPER_NONE, GVC_WRAPPER_GZIP } gvc_wrapper;

gvc_status gvc_inflate_new(gvc_ctx *ctx, gvc_inflate **out, gvc_wrapper wrapper, gvc_feed_fn *feed,
                           void *user);
void gvc_inflate_free(gvc_inflate *s); /* NULL is fine */
/* Up to `capacity` next bytes; *length is less only at the end. Errors say what is wrong, without a
 * name: "is truncated or damaged: ...". */
gvc_status gvc_inflate_read(gvc_ctx *ctx, gvc_inflate *s, unsigned char *bytes, size_t capacity,
                            size_t *length);
/* CRC-32 of what a raw stream has given. */
uint32_t gvc_inflate_crc(const gvc_inflate *s);

#endif
