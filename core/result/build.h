/* build.h - making a result: dimensions and terms first, then allocate, then fill, then hand over
 */
#ifndef GVC_RESULT_BUILD_H
#define GVC_RESULT_BUILD_H

#include <gvc/result.h>

#include "base/base.h"

/* A new result without dimensions and terms. */
gvc_status gvc_result_new(gvc_ctx *ctx, gvc_result **out);
/* Dimensions in order, `year` first. Labels are copied. */
gvc_status gvc_result_add_dim(gvc_ctx *ctx, gvc_result *r, const char *name,
                              const char *const *labels, gvc_idx count);
gvc_status gvc_result_add_int_dim(gvc_ctx *ctx, gvc_result *r, const char *name,
                                  const int32_t *numbers, gvc_idx count);
/* Term record and texts are copied; units must not be NULL here. */
gvc_status gvc_result_add_term(gvc_ctx *ctx, gvc_result *r, const gvc_term *term);
/* Counts the cells, after dimensions and terms are known: the result is a frame, without values. */
gvc_status gvc_result_shape(gvc_ctx *ctx, gvc_result *r);
/* The same with values for all terms, zeroed; checks the memory limit. */
gvc_status gvc_result_allocate(gvc_ctx *ctx, gvc_result *r);
double *gvc_result_fill(gvc_result *r, gvc_idx term); /* cells, to be written */

/* The cell with equal labels on both dimensions is no row of a text output ("exporter",
 * "importer"). Stored as the text attribute "own_cell" = "exporter importer". */
gvc_status gvc_result_set_own_cell(gvc_ctx *ctx, gvc_result *r, const char *dim_a,
                                   const char *dim_b);
/* present[i * extent(b) + j] is 0 where the table has no such industry: no row in text. The builder
 * of the result writes NaN there itself. Copied. Dropped if all are present. */
gvc_status gvc_result_set_present(gvc_ctx *ctx, gvc_result *r, const char *dim_a, const char *dim_b,
                                  const unsigned char *present);
/* The mask, or NULL; *a and *b get the dimensions (a slower than b). */
const unsigned char *gvc_result_present(const gvc_result *r, gvc_idx *a, gvc_idx *b);

/* Does the table have the industry of this cell, by that mask? */
bool gvc_result_is_present(const gvc_result *r, gvc_idx cell);

/* Cells where every term is NaN are no rows of a text output: for lists of single cells, which have
 * hardly any. Stored as the text attribute "rows" = "defined". */
gvc_status gvc_result_set_defined_rows(gvc_ctx *ctx, gvc_result *r);

/* All attributes, to be read and changed by the maker. */
gvc_attributes *gvc_result_attributes(gvc_result *r);

/* Room for a piece of a frame: one label of dimension d (slower than the others with more than
 * one), to be named by gvc_result_move_piece before each filling; values zeroed. All else is taken
 * over from the frame as it is now. */
gvc_status gvc_result_new_piece(gvc_ctx *ctx, gvc_result **out, const gvc_result *frame, gvc_idx d);
/* The piece becomes that of label `at`: its label and which of its cells are rows. Values stay. */
gvc_status gvc_result_move_piece(gvc_ctx *ctx, gvc_result *piece, const gvc_result *frame,
                                 gvc_idx d, gvc_idx at);

/* Keeps count of the pieces that come to a sink: each has to follow the one before, and all to come
 * before the end. GVC_EARG with words. */
typedef struct gvc_arrivals {
    gvc_idx cells, all; /* that have come, that there are */
} gvc_arrivals;
gvc_status gvc_arrivals_add(gvc_ctx *ctx, gvc_arrivals *a, const gvc_result *piece, gvc_idx along,
                            gvc_idx first);
gvc_status gvc_arrivals_end(gvc_ctx *ctx, const gvc_arrivals *a);

/* How well an identity holds, over one result or over its pieces, one after the other. */
typedef struct gvc_gap {
    double away, largest; /* largest |total - sum of the `sums` terms|, largest |total| */
    bool undefined;       /* there is no identity, or not all its terms */
} gvc_gap;
/* Over the cells that are rows; cells marked in `skip` (may be NULL) do not count. */
void gvc_gap_add(gvc_gap *gap, const gvc_result *r, const char *identity,
                 const unsigned char *skip);
/* Relative to the largest |total|; NaN where undefined. */
double gvc_gap_value(const gvc_gap *gap);
double gvc_result_gap(const gvc_result *r, const char *identity, const unsigned char *skip);

#endif
