/* options.h - the options of a measure, checked and completed before any work */
#ifndef GVC_METHODS_OPTIONS_H
#define GVC_METHODS_OPTIONS_H

#include "methods/method.h"

/* One measure: options with every default filled in, who computes it, and what comes of it. */
typedef struct gvc_measurement {
    gvc_measure_options options;
    const gvc_method *method;
    gvc_layout layout;
} gvc_measurement;

/* given NULL = defaults. GVC_EARG, GVC_EUNKNOWN with words. Free *out. */
gvc_status gvc_measurement_complete(gvc_ctx *ctx, const gvc_measure_options *given,
                                    gvc_measurement *out);
void gvc_measurement_free(gvc_measurement *d);
/* Terms of a variant; resid and hidden ones are none of them. */
gvc_idx gvc_variant_size(const gvc_variant *variant);
/* Slabs that a piece has: terms, hidden ones, resid. */
gvc_idx gvc_measurement_slabs(const gvc_measurement *d);
/* Is the term resid to be added? */
bool gvc_measurement_resid(const gvc_measurement *d);
/* Do two of them see the table in the same way (conventions, groups, solver)? */
bool gvc_measurement_same_table(const gvc_measurement *a, const gvc_measurement *b);
/* Do two of them differ in nothing but summed axes, sector groups and chosen terms, so that one
 * computation serves both? */
bool gvc_measurement_alike(const gvc_measurement *a, const gvc_measurement *b);

#endif
