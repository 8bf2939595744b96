/* columns.h - the result of a measure with the columns of its uncertainty */
#ifndef GVC_UNCERTAINTY_COLUMNS_H
#define GVC_UNCERTAINTY_COLUMNS_H

#include "uncertainty/cells.h"
#include "uncertainty/draws.h"
#include "uncertainty/first_order.h"

/* base with NAME_se, NAME_se1 where first order has it, NAME_lo, NAME_hi after each term, from the
 * draws; without any (values NULL) nothing was drawn because all cells are sure. tables: how many
 * there are, for the note. *out is yours. */
gvc_status gvc_uncertain_columns(gvc_ctx *ctx, gvc_result **out, const gvc_result *base,
                                 const gvc_draws *draws, const gvc_first_order *first,
                                 const gvc_uncertainty_options *u, gvc_idx tables);

#endif
