/* cells.h - the cells of a table that are not sure, and tables that are drawn from them */
#ifndef GVC_UNCERTAINTY_CELLS_H
#define GVC_UNCERTAINTY_CELLS_H

#include <gvc/uncertainty.h>

#include "base/base.h"
#include "table/table.h"

/* Cells with an error, in the order of the table: rows, and in a row Z before final use. */
typedef struct gvc_cells {
    const gvc_table *t;
    gvc_idx width; /* n + f: columns of Z and final use side by side */
    gvc_idx count;
    gvc_idx *start; /* n + 1: where the cells of a row start */
    int64_t *at;    /* count: row * width + column */
    double *sigma;  /* count, of the logarithm; or one for all */
    bool one;       /* there is one sigma for all cells */
    double mean;    /* of |cell| over all cells that are not 0 */
} gvc_cells;

/* Free *out whatever comes back. GVC_EUNKNOWN, GVC_ENOMEM. */
gvc_status gvc_cells_new(gvc_ctx *ctx, gvc_cells *out, const gvc_table *t,
                         const gvc_uncertainty_options *u);
void gvc_cells_free(gvc_cells *c);
/* Bytes of a table of this size at most. */
size_t gvc_cells_bytes(const gvc_table *t);

/* A table like t in labels and in what stays, with matrices of its own for what is drawn. */
typedef struct gvc_drawn {
    gvc_table table; /* borrows from t */
    double *memory;
} gvc_drawn;

/* Of a table with or without its matrices. */
size_t gvc_drawn_bytes(const gvc_table *t);
gvc_status gvc_drawn_new(gvc_ctx *ctx, gvc_drawn *out, const gvc_cells *c);
/* The seed of a table that stands so many places ahead of the one that is measured, which has the
 * seed itself. */
uint64_t gvc_drawn_seed(uint64_t seed, gvc_idx ahead);
/* The table of draw `draw` in place of the one before. */
void gvc_drawn_fill(gvc_drawn *d, const gvc_cells *c, uint64_t seed, gvc_idx draw);
void gvc_drawn_free(gvc_drawn *d);

/* blocks.c: rel (n rows of `width`) is filled in by block; cells in none stay as they are. */
gvc_status gvc_error_blocks_mark(gvc_ctx *ctx, const gvc_table *t, const gvc_error_block *blocks,
                                 gvc_idx count, float *rel);

#endif
