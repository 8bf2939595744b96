/* pieces.h - all pieces of a measure, a batch at a time, several at once
 *
 * Each is computed by one thread, with BLAS on one thread too, so the number of threads changes no
 * bit. Never more than a batch stands in memory. */
#ifndef GVC_METHODS_PIECES_H
#define GVC_METHODS_PIECES_H

#include "methods/options.h"

typedef struct gvc_pieces {
    const gvc_measurement *d;
    const gvc_model *m;
    void *state; /* from method->prepare */
    int workers; /* as method->prepare was told */
} gvc_pieces;

/* Pieces there are, and threads that are worth it. */
gvc_idx gvc_pieces_count(const gvc_model *m, const gvc_measurement *d);
int gvc_pieces_workers(const gvc_ctx *ctx, const gvc_model *m, const gvc_measurement *d);
/* What a batch holds. */
size_t gvc_pieces_bytes(const gvc_pieces *p);

/* Hands the slabs of every piece to `take`, in the order of pieces, on the calling thread. Stops at
 * the first failure. */
gvc_status gvc_pieces_run(gvc_ctx *ctx, const gvc_pieces *p,
                          gvc_status (*take)(gvc_ctx *ctx, gvc_idx at, double *const *slabs,
                                             void *user),
                          void *user);

#endif
