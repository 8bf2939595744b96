/* frame.h - the frame of a measure: dimensions, terms, masks, and how long its axes are */
#ifndef GVC_METHODS_FRAME_H
#define GVC_METHODS_FRAME_H

#include <gvc/result.h>

#include "methods/blocs.h"
#include "methods/groups.h"
#include "methods/options.h"

/* Rows of the axes whose labels are not those of the slabs. */
typedef struct gvc_shown {
    gvc_sector_map sectors;
    gvc_bloc_map blocs;
} gvc_shown;

/* Cells of an axis in the slabs of piece `at`, and in the result. */
gvc_idx gvc_axis_fine(const gvc_model *m, const gvc_layout_axis *axis, gvc_idx at);
gvc_idx gvc_axis_shown(const gvc_model *m, const gvc_layout_axis *axis, const gvc_shown *shown);
/* The most numbers that one slab of a piece has. */
gvc_idx gvc_layout_most(const gvc_model *m, const gvc_layout *l);
/* The dimension of the pieces: 1, or 0 (the year) where the layout is whole. */
gvc_idx gvc_layout_along(const gvc_layout *l);

/* Does the layout have an axis whose names are not known yet? */
bool gvc_layout_is_open(const gvc_layout *l);
/* The measurement with the names of such axes, borrowed from the state. */
gvc_measurement gvc_measurement_found(const gvc_measurement *d, const void *state);

/* All terms, resid included where it is to be there; no values. *out is yours. */
gvc_status gvc_frame_new(gvc_ctx *ctx, gvc_result **out, const gvc_model *m,
                         const gvc_measurement *d, const gvc_shown *shown);

#endif
