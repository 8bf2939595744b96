/* tables.h - the tables of one measure: their cells, and what a draw makes of all of them */
#ifndef GVC_UNCERTAINTY_TABLES_H
#define GVC_UNCERTAINTY_TABLES_H

#include "uncertainty/cells.h"

/* Cells of every table: the one that is measured, then those ahead of it (options->others), the
 * nearest first. */
typedef struct gvc_cell_set {
    gvc_cells *of;
    gvc_idx count; /* of tables */
} gvc_cell_set;

/* Free *out whatever comes back. GVC_EARG for a table without matrices; as of gvc_cells_new. */
gvc_status gvc_cell_set_new(gvc_ctx *ctx, gvc_cell_set *out, const gvc_table *t,
                            const gvc_measure_options *options, const gvc_uncertainty_options *u);
void gvc_cell_set_free(gvc_cell_set *s);
/* Is no cell of any table unsure? */
bool gvc_cell_set_is_sure(const gvc_cell_set *s);

/* A drawn table in the place of each, and the options with these as the other tables. */
typedef struct gvc_drawing {
    const gvc_cell_set *cells;
    gvc_drawn *drawn; /* as of cells */
    const gvc_table **others;
    gvc_measure_options options;
} gvc_drawing;

/* Free *out whatever comes back. options NULL = defaults. */
gvc_status gvc_drawing_new(gvc_ctx *ctx, gvc_drawing *out, const gvc_cell_set *cells,
                           const gvc_measure_options *options);
void gvc_drawing_free(gvc_drawing *d);
/* All tables of draw `draw`, in place of those before. */
void gvc_drawing_fill(gvc_drawing *d, uint64_t seed, gvc_idx draw);
/* The one to be measured. */
const gvc_table *gvc_drawing_table(const gvc_drawing *d);

/* estimate.c: bytes of the cells of all tables, and of one draw at a time with its measure; of
 * tables with or without matrices. The draws themselves are not counted. */
typedef struct gvc_draw_cost {
    size_t cells, each;
    gvc_measure_cost measure; /* of one thread */
} gvc_draw_cost;
gvc_status gvc_draw_cost_of(gvc_ctx *ctx, gvc_draw_cost *out, const gvc_table *t,
                            const gvc_measure_options *options);

#endif
