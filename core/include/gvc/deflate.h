/* gvc/deflate.h - a table in the prices of another year */
#ifndef GVC_DEFLATE_H
#define GVC_DEFLATE_H

#include <gvc/table.h>

/* Price of the output of every industry relative to the base (1 = no change), in the currency of
 * the table and the same for all uses. */
typedef struct gvc_prices {
    const char *name;   /* for messages and notes: "deflators.csv" */
    const char *sha256; /* of the file; NULL = none */
    double *index;      /* n, above 0 */
} gvc_prices;

/* Row i of Z and Y, and stated output, divided by index[i]. Value added by double deflation: what
 * constant-price output leaves after constant-price inputs, one residual row, which takes the place
 * of all stated primary rows and may be below 0 (a note names where). Satellite accounts stay: they
 * are no values. to: the new text of `prices` ("constant, 2015"); NULL = "deflated by NAME". Takes
 * t and hands it back through *out, changed in place; t is used up whatever happens. */
GVC_API gvc_status gvc_table_deflate(gvc_ctx *ctx, gvc_table **out, gvc_table *t,
                                     const gvc_prices *prices, const char *to);

#endif
