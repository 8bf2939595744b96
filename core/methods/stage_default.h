/* stage_default.h - the stages of the sector codes in use, where no map is given */
#ifndef GVC_METHODS_STAGE_DEFAULT_H
#define GVC_METHODS_STAGE_DEFAULT_H

#include "methods/method.h"

enum { GVC_DEFAULT_STAGES = 8 };
extern const char *const gvc_default_stages[GVC_DEFAULT_STAGES + 1]; /* NULL-ended */

/* One weight a sector of the table, in its order; texts borrowed from the table and for ever, *out
 * yours. GVC_EUNKNOWN names a sector that is in no code list known here. */
gvc_status gvc_default_weights(gvc_ctx *ctx, const gvc_table *t, gvc_weight **out);

#endif
