/* stages.h - what the measures of production stages share: one final product as a chain, names of
 * tiers, value added that the table does not name, and numbers kept until their piece is due */
#ifndef GVC_METHODS_STAGES_H
#define GVC_METHODS_STAGES_H

#include "methods/method.h"

/* Fills in `in`: "exports"; "final-demand" where a product is named. */
gvc_status gvc_stages_flow(gvc_ctx *ctx, const char *method, gvc_measure_options *o);
/* Fills in the number of tiers. */
gvc_status gvc_stages_tiers(gvc_ctx *ctx, gvc_measure_options *o);
bool gvc_stages_in_exports(const gvc_measure_options *o);

/* A named axis "0" .. "last" and then `more` (NULL-ended); its texts are out->memory. */
gvc_status gvc_stages_counted(gvc_ctx *ctx, gvc_idx last, const char *const *more, const char *name,
                              gvc_layout *out, gvc_layout_axis *axis);

/* Final use of industry j by all. */
double gvc_stages_demand(const gvc_model *m, gvc_idx j);
/* Final use of block d. */
double gvc_stages_absorption(const gvc_model *m, gvc_idx d);

/* t = u - u A - v, n numbers: what an industry neither buys nor reports as value added. *out is
 * yours; NULL with residual value added, where there is none. */
gvc_status gvc_stages_unnamed(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              double **out);

/* Several terms, each rows x width numbers, kept until the pieces are asked for. */
enum { GVC_STAGES_TERMS = 5 };
typedef struct gvc_stages_store {
    double *term[GVC_STAGES_TERMS];
    int terms;
    gvc_idx rows, width;
} gvc_stages_store;

size_t gvc_stages_store_bytes(int terms, gvc_idx rows, gvc_idx width);
/* All zero. */
gvc_status gvc_stages_store_new(gvc_ctx *ctx, gvc_stages_store *out, int terms, gvc_idx rows,
                                gvc_idx width);
/* Rows first .. first + count - 1 of every term into its slab. */
void gvc_stages_store_copy(const gvc_stages_store *from, gvc_idx first, gvc_idx count,
                           double *const *slabs);
void gvc_stages_store_free(gvc_stages_store *store);

#endif
