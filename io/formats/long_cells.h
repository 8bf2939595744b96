/* long_cells.h - a table that comes as a record for each cell, in any order
 *
 * Twice over: first the labels of all cells, then the cells, which go straight into a grid. Rows
 * and columns are put in order by country, then by item, both as they appeared first; so a file
 * that is sorted in another way gives the same table. */
#ifndef GVC_IO_LONG_CELLS_H
#define GVC_IO_LONG_CELLS_H

#include <gvc/io.h>

#include "base/base.h"

typedef struct gvc_long gvc_long;

/* A row or a column. Texts are borrowed for the call. */
typedef struct gvc_long_end {
    const char *country; /* NULL: item is the whole label, COUNTRY_ITEM */
    const char *item;
} gvc_long_end;

gvc_status gvc_long_new(gvc_ctx *ctx, gvc_long **out); /* *out is yours (gvc_long_free) */
void gvc_long_free(gvc_long *l);                       /* NULL is fine */

/* First time: the labels of a cell. */
gvc_status gvc_long_see(gvc_ctx *ctx, gvc_long *l, const gvc_long_end *row,
                        const gvc_long_end *column);
/* Between: names labels in the builder, which is borrowed, and allocates. */
gvc_status gvc_long_open(gvc_ctx *ctx, gvc_long *l, gvc_builder *b, bool keep_splits);
/* Second time: a cell; NaN = empty. Errors (a label that was not seen, a cell that is there twice)
 * name no place. */
gvc_status gvc_long_put(gvc_ctx *ctx, gvc_long *l, const gvc_long_end *row,
                        const gvc_long_end *column, double value);
/* After the last: as gvc_grid_close, and a note about cells that did not come. */
gvc_status gvc_long_close(gvc_ctx *ctx, gvc_long *l);

#endif
