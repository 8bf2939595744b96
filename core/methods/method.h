/* method.h - a decomposition: core/methods/NAME.c defines one record, methods.def names it
 *
 * A method computes one exporter at a time and knows neither levels nor sinks: first what exporters
 * share, then each exporter's slabs, several exporters at once. */
#ifndef GVC_METHOD_H
#define GVC_METHOD_H

#include <gvc/decompose.h>

#include "model/model.h"

typedef struct gvc_method {
    gvc_method_info info;
    /* The terms of the variant that the options ask for, NULL-ended by name; GVC_EARG where they
     * mean none. */
    gvc_status (*choose)(gvc_ctx *ctx, const gvc_decompose_options *options,
                         const gvc_variant **out);
    /* What the model has to solve first, for the terms that the options choose. */
    gvc_needs (*need)(const gvc_decompose_options *options);
    /* What `prepare` will hold. */
    size_t (*bytes)(const gvc_model *m, const gvc_decompose_options *options, int workers);
    /* All else that the exporters share, and scratch for `workers` exporters at once. *state is
     * NULL before, and goes to `release` whatever comes back. */
    gvc_status (*prepare)(gvc_ctx *ctx, const gvc_model *m, const gvc_decompose_options *options,
                          int workers, void **state);
    /* Fills the slabs of exporter s, slabs[k] for term k of the variant: (industries of s) x
     * blocks, to be overwritten; the column of the exporter itself is ignored. Several exporters
     * run at once, each with the scratch of its worker, 0 .. workers - 1, and nobody touches a
     * context: the caller puts the report into words. The numbers do not depend on the worker. */
    gvc_report (*exporter)(const gvc_model *m, void *state, gvc_idx s, int worker,
                           double *const *slabs);
    void (*release)(void *state); /* NULL is fine */
} gvc_method;

#endif
