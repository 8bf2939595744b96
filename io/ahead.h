/* ahead.h - a stream read ahead by a thread of its own, so that unpacking and parsing go on at once
 *
 * Blocks come in their order and are cut the same way as without it. The thread has a context of
 * its own; what goes wrong there is told when the reader gets to that place. */
#ifndef GVC_IO_AHEAD_H
#define GVC_IO_AHEAD_H

#include "stream.h"

typedef struct gvc_ahead gvc_ahead;

/* Blocks of `block` bytes, all but the last. Borrows the stream, which nobody else may touch until
 * gvc_ahead_stop. *out NULL where the system refuses a thread: read it yourself then. */
gvc_status gvc_ahead_start(gvc_ctx *ctx, gvc_ahead **out, gvc_stream *s, size_t block);
/* *length is less than a block only at the end; borrowed until the next call. */
gvc_status gvc_ahead_next(gvc_ctx *ctx, gvc_ahead *a, const char **block, size_t *length);
/* Waits for the thread, which stops at the end of its block. NULL is fine. */
void gvc_ahead_stop(gvc_ahead *a);

#endif
