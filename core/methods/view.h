/* view.h - from cells (exporting industry, importer) to the level asked for.
 *
 * A method computes one exporter at a time: a slab a term, industries of the exporter x importers.
 * The view adds the slabs up to the level, so no method knows about levels. */
#ifndef GVC_VIEW_H
#define GVC_VIEW_H

#include <gvc/result.h>

#include "model/model.h"

typedef struct gvc_view gvc_view;

/* terms end with a record without name; with_resid adds the term resid after them. level is one of
 * country, sector, pair, bilateral. */
gvc_status gvc_view_new(gvc_ctx *ctx, gvc_view **out, const gvc_model *m, const char *level,
                        const gvc_term *terms, bool with_resid);
/* The slab of term k for the exporter at hand: (its industries) x blocks, to be overwritten; the
 * column of the exporter itself is ignored. */
double *gvc_view_slab(gvc_view *view, gvc_idx term);
/* Adds the slabs of exporter s to the result (and fills resid). */
void gvc_view_add(gvc_view *view, gvc_idx s);
/* Hands the result over with its identity gap, leaving the view to be freed. */
gvc_status gvc_view_finish(gvc_ctx *ctx, gvc_view *view, const char *identity, gvc_result **out);
void gvc_view_free(gvc_view *view);

#endif
