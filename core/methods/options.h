/* options.h - the options of a decomposition, checked and completed before any work */
#ifndef GVC_METHODS_OPTIONS_H
#define GVC_METHODS_OPTIONS_H

#include "methods/method.h"

/* One decomposition: options with every default filled in, and who computes what. */
typedef struct gvc_decomposition {
    gvc_decompose_options options;
    const gvc_method *method;
    const gvc_variant *variant;
} gvc_decomposition;

/* given NULL = defaults. GVC_EARG, GVC_EUNKNOWN with words. */
gvc_status gvc_decomposition_complete(gvc_ctx *ctx, const gvc_decompose_options *given,
                                      gvc_decomposition *out);
/* Terms of a variant; resid is none of them. */
gvc_idx gvc_variant_size(const gvc_variant *variant);
/* Do two of them see the table in the same way (conventions, groups, solver)? */
bool gvc_decomposition_same_table(const gvc_decomposition *a, const gvc_decomposition *b);
/* Do two of them differ in nothing but level and chosen terms, so that one computation serves both?
 */
bool gvc_decomposition_alike(const gvc_decomposition *a, const gvc_decomposition *b);

#endif
