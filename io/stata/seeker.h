/* seeker.h - a source that can be read from anywhere, by starting anew where it has to go back */
#ifndef GVC_IO_STATA_SEEKER_H
#define GVC_IO_STATA_SEEKER_H

#include <sys/types.h>

#include "base/base.h"
#include "source.h"

typedef struct gvc_seeker {
    gvc_ctx *ctx;
    gvc_source *source;
    const char *block;
    uint64_t start, length; /* of the block within the stream */
    uint64_t at;            /* next byte to be read */
    uint64_t total;         /* bytes of the stream, once known */
    bool known;
    gvc_status status; /* of the source */
} gvc_seeker;

/* From the first byte on. */
gvc_status gvc_seeker_begin(gvc_ctx *ctx, gvc_seeker *s, gvc_source *source);
/* Bytes read, fewer at the end; -1 on an error of the source. */
ssize_t gvc_seeker_read(gvc_seeker *s, void *to, size_t count);
/* -1 on an error of the source, or before the first byte. */
off_t gvc_seeker_seek(gvc_seeker *s, off_t offset, int whence);

#endif
