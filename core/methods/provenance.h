/* provenance.h - what a result says about how it was made */
#ifndef GVC_METHODS_PROVENANCE_H
#define GVC_METHODS_PROVENANCE_H

#include "methods/options.h"

/* Sets all attributes of a frame, always in the same order; state: of the method, NULL before it is
 * there; gap: of the identity, NULL while it is not known. Warns, in the log too, where the gap is
 * beyond tolerance. */
gvc_status gvc_provenance(gvc_ctx *ctx, gvc_result *frame, const gvc_model *m,
                          const gvc_measurement *d, const void *state, const double *gap);

#endif
