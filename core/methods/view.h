/* view.h - from cells (exporting industry, importer) to the level asked for, an exporter at a time
 *
 * The view adds the slabs of an exporter up to the level and sends them to its sink as a piece; one
 * piece is used again and again, so a view holds no more than one exporter. */
#ifndef GVC_VIEW_H
#define GVC_VIEW_H

#include <gvc/result.h>

#include "methods/options.h"

typedef struct gvc_view gvc_view;

/* Rows of the whole result, absent ones included, and the terms that the sink gets. */
void gvc_view_extent(const gvc_model *m, const gvc_decomposition *d, gvc_idx *cells,
                     gvc_idx *terms);
/* What the view itself holds, whatever the sink does. */
size_t gvc_view_bytes(const gvc_model *m, const gvc_decomposition *d);

/* A view of decomposition d for this sink; m, d and sink are borrowed. */
gvc_status gvc_view_new(gvc_ctx *ctx, gvc_view **out, const gvc_model *m,
                        const gvc_decomposition *d, const gvc_sink *sink);
/* Says to the sink what will come. */
gvc_status gvc_view_begin(gvc_ctx *ctx, gvc_view *view);
/* Sends exporter s; slabs: one a term of the variant, then resid where value added is given. */
gvc_status gvc_view_exporter(gvc_ctx *ctx, gvc_view *view, gvc_idx s, double *const *slabs);
/* Says to the sink that all have come, and how well they add up. */
gvc_status gvc_view_end(gvc_ctx *ctx, gvc_view *view);
void gvc_view_free(gvc_view *view);

#endif
