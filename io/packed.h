/* packed.h - what libarchive unpacks: .xz, .bz2, .zst and such, members of tar and 7z archives and
 * of zips that are packed in rare ways */
#ifndef GVC_IO_PACKED_H
#define GVC_IO_PACKED_H

#include "stream.h"

typedef enum gvc_packing {
    GVC_PACKING_NONE,
    GVC_PACKING_GZIP,
    GVC_PACKING_OTHER, /* a compressed file that libarchive reads */
    GVC_PACKING_ZIP,
    GVC_PACKING_7Z,
    GVC_PACKING_TAR,
} gvc_packing;

/* What these first bytes (GVC_STREAM_HEAD of them, or all) are those of. */
gvc_packing gvc_packing_of(const unsigned char *head, size_t length);

/* Puts a layer on *s that unpacks it; after an error *s is as it was. */
gvc_status gvc_stream_unpack(gvc_ctx *ctx, gvc_stream **s);

/* An archive for libarchive: a tar as a stream, others as bytes that it may jump about in. */
typedef struct gvc_packed {
    gvc_packing kind;
    gvc_stream *stream;
    gvc_bytes bytes;
} gvc_packed;

/* Calls `each` for every member that is a file, in their order; its name is as in zip.h. Stream
 * stays the caller's and is then somewhere in the middle. */
typedef gvc_status gvc_member_fn(gvc_ctx *ctx, void *user, const char *name);
gvc_status gvc_packed_list(gvc_ctx *ctx, const gvc_packed *p, gvc_member_fn *each, void *user);
/* The first member of this name as a stream, which owns p's (also after an error). */
gvc_status gvc_packed_member(gvc_ctx *ctx, gvc_stream **out, const gvc_packed *p, const char *name);
/* Moves such a stream, without layers on it, on to the first byte of a later member. */
gvc_status gvc_packed_onward(gvc_ctx *ctx, gvc_stream *member, const char *name);

#endif
