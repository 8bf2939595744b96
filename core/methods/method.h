/* method.h - a decomposition: core/methods/NAME.c defines one record, methods.def names it */
#ifndef GVC_METHOD_H
#define GVC_METHOD_H

#include <gvc/decompose.h>

#include "methods/view.h"
#include "model/model.h"

typedef struct gvc_method {
    gvc_method_info info;
    /* The terms of the variant that the options ask for, NULL-ended by name; GVC_EARG where they
     * mean none. */
    gvc_status (*choose)(gvc_ctx *ctx, const gvc_decompose_options *options,
                         const gvc_variant **out);
    /* Fills the view, one exporter after the other. */
    gvc_status (*run)(gvc_ctx *ctx, gvc_model *m, const gvc_decompose_options *options,
                      gvc_view *view);
} gvc_method;

#endif
