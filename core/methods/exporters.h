/* exporters.h - all exporters of a decomposition, a batch at a time, several at once
 *
 * Each is computed by one thread, with BLAS on one thread too, so the number of threads changes no
 * bit. Never more than a batch stands in memory. */
#ifndef GVC_METHODS_EXPORTERS_H
#define GVC_METHODS_EXPORTERS_H

#include "methods/method.h"

typedef struct gvc_exporters {
    const gvc_method *method;
    const gvc_model *m;
    void *state;   /* from method->prepare */
    gvc_idx terms; /* of the variant */
    bool resid;    /* after them the term resid, which needs GVC_NEED_CONTENT */
    int workers;   /* as method->prepare was told */
} gvc_exporters;

/* What a batch holds. */
size_t gvc_exporters_bytes(const gvc_exporters *e);

/* Hands the slabs of every exporter to `take`, in the order of exporters, on the calling thread.
 * Stops at the first failure. */
gvc_status gvc_exporters_run(gvc_ctx *ctx, const gvc_exporters *e,
                             gvc_status (*take)(gvc_ctx *ctx, gvc_idx s, double *const *slabs,
                                                void *user),
                             void *user);

#endif
