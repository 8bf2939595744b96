/* bytes.h - big-endian numbers out of a stream of bytes, block after block */
#ifndef GVC_IO_RDATA_BYTES_H
#define GVC_IO_RDATA_BYTES_H

#include "base/base.h"
#include "source.h"

typedef struct gvc_rbytes {
    gvc_source *source;
    const unsigned char *at;
    size_t left;        /* of the block */
    uint64_t consumed;  /* blocks before this one */
    const char *within; /* what is being read, for the words of a truncated file */
} gvc_rbytes;

gvc_status gvc_rbytes_get(gvc_ctx *ctx, gvc_rbytes *b, void *to, size_t count);
gvc_status gvc_rbytes_skip(gvc_ctx *ctx, gvc_rbytes *b, uint64_t count);
gvc_status gvc_rbytes_int(gvc_ctx *ctx, gvc_rbytes *b, int32_t *out);
/* Integers (NA becomes R's NA) or doubles. */
gvc_status gvc_rbytes_integers(gvc_ctx *ctx, gvc_rbytes *b, double *to, size_t count);
gvc_status gvc_rbytes_doubles(gvc_ctx *ctx, gvc_rbytes *b, double *to, size_t count);
/* Nothing may follow. */
gvc_status gvc_rbytes_end(gvc_ctx *ctx, gvc_rbytes *b);

#endif
