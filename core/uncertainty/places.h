/* places.h - where the cells of a table are in the model of it */
#ifndef GVC_UNCERTAINTY_PLACES_H
#define GVC_UNCERTAINTY_PLACES_H

#include "model/model.h"

typedef struct gvc_places {
    gvc_idx *industry; /* n, by position in the table */
    gvc_idx *use;      /* f: block that the column is of, -1: left out */
} gvc_places;

/* Free *out whatever comes back. */
gvc_status gvc_places_new(gvc_ctx *ctx, gvc_places *out, const gvc_model *m,
                          const gvc_measure_options *o);
void gvc_places_free(gvc_places *p);

#endif
