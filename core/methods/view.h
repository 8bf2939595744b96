/* view.h - from the slabs of a piece to the level asked for
 *
 * The view adds up the axes that the level does not keep and the sectors of a group, has the method
 * derive its ratios, and sends the piece to its sink; one piece is used again and again, so a view
 * holds no more than one. */
#ifndef GVC_VIEW_H
#define GVC_VIEW_H

#include <gvc/result.h>

#include "methods/options.h"

typedef struct gvc_view gvc_view;

/* A view of measurement d for this sink; m, d and sink are borrowed. GVC_EUNKNOWN and GVC_EARG for
 * sector groups that the table cannot have. */
gvc_status gvc_view_new(gvc_ctx *ctx, gvc_view **out, const gvc_model *m, const gvc_measurement *d,
                        const gvc_sink *sink);
/* Rows of the whole result, absent ones included, and the terms that the sink gets. */
void gvc_view_extent(const gvc_view *view, gvc_idx *cells, gvc_idx *terms);
/* What the view itself holds, whatever the sink does. */
size_t gvc_view_bytes(const gvc_view *view);

/* Says to the sink what will come. state: of the method, for what it derives. */
gvc_status gvc_view_begin(gvc_ctx *ctx, gvc_view *view, void *state);
/* Sends piece `at`; slabs: terms of the variant, hidden ones, then resid if it is there. */
gvc_status gvc_view_piece(gvc_ctx *ctx, gvc_view *view, gvc_idx at, double *const *slabs);
/* Says to the sink that all have come, and how well they add up. */
gvc_status gvc_view_end(gvc_ctx *ctx, gvc_view *view);
void gvc_view_free(gvc_view *view);

#endif
