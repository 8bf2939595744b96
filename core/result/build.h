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
/* Values of all terms, zeroed, after the dimensions are known; checks the memory limit. */
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

/* All attributes, to be read and changed by the maker. */
gvc_attributes *gvc_result_attributes(gvc_result *r);

/* Largest |total - sum of the `sums` terms| over the cells that are rows, relative to the largest
 * |total|; NaN where the result has no identity or not all its terms. Cells marked in `skip` (may
 * be NULL) do not count. */
double gvc_result_gap(const gvc_result *r, const char *identity, const unsigned char *skip);

#endif
