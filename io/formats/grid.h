/* grid.h - a table that is laid out as one sheet: a row and a column for each industry, columns of
 * final use beside them, rows of primary inputs and totals below
 *
 * The reader of a container (CSV, workbook, data frame) names the columns, then hands over one row
 * after the other, or one column after the other; the grid finds out which is what, names labels in
 * the builder, puts cells where they belong, and settles at the end what published tables leave to
 * the reader: output stated twice, totals among the rows, territories of a country.
 *
 * A column is an industry where a row has the same country and item. Rows that are not known
 * beforehand are guessed from the columns: industries come first, country after country. A row that
 * does not fit the guess makes gvc_grid_row answer GVC_GRID_UNSURE; the reader then collects the
 * labels of all rows, names them with gvc_grid_known_row, and starts over. So most sheets are read
 * in one pass, and every sheet is read. */
#ifndef GVC_IO_GRID_H
#define GVC_IO_GRID_H

#include <gvc/io.h>

#include "base/base.h"

typedef struct gvc_grid gvc_grid;

/* Of a row or column. Texts are borrowed for the call. */
typedef struct gvc_grid_label {
    const char *text; /* "AUS_A01", split at the first underscore; NULL where the parts are given */
    const char *country; /* "AUS"; NULL or "" = belongs to none */
    const char *item;    /* sector, category of final use, or what it is called: "A01", "VA" */
    const char *name;    /* full name of the item; NULL = none */
} gvc_grid_label;

typedef enum gvc_grid_kind {
    GVC_GRID_INDUSTRY,
    GVC_GRID_FINAL_USE, /* of columns only */
    GVC_GRID_PRIMARY,   /* of rows only */
    GVC_GRID_OUTPUT,
    GVC_GRID_UNSURE, /* does not fit the guess: name all rows, start over */
} gvc_grid_kind;

/* Borrows the builder. *out is yours (gvc_grid_free). */
gvc_status gvc_grid_new(gvc_ctx *ctx, gvc_grid **out, gvc_builder *b, bool keep_splits);
void gvc_grid_free(gvc_grid *g); /* NULL is fine */

/* The next column. Errors (twice the same, empty) do not name the place: the caller does. */
gvc_status gvc_grid_column(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label);
/* The next row of those known beforehand, before gvc_grid_open. */
gvc_status gvc_grid_known_row(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label);
/* All columns (and rows, if known) are named: names labels in the builder and allocates. *sure
 * false: nothing can be guessed from the columns, so rows must be named first. */
gvc_status gvc_grid_open(gvc_ctx *ctx, gvc_grid *g, bool *sure);
/* After GVC_GRID_UNSURE or an unsure opening: columns stay, the rest is forgotten. */
gvc_status gvc_grid_restart(gvc_ctx *ctx, gvc_grid *g);

/* Row by row: the label first, then the cells are filled in (one a column; NaN = empty), then
 * taken. Rows that are not industries may come anywhere. Errors name no place. */
gvc_status gvc_grid_row(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label,
                        gvc_grid_kind *kind);
double *gvc_grid_cells(gvc_grid *g); /* columns; zeroed by gvc_grid_row */
gvc_status gvc_grid_take(gvc_ctx *ctx, gvc_grid *g);
/* Column by column, rows known: `values` one a row in their order; NaN = empty. */
gvc_status gvc_grid_take_column(gvc_ctx *ctx, gvc_grid *g, gvc_idx column, const double *values);
/* Cell by cell, rows known, in any order; cells that never come are 0. */
gvc_status gvc_grid_put(gvc_ctx *ctx, gvc_grid *g, gvc_idx row, gvc_idx column, double value);
/* The same of a container that knows missing values: what is not finite is an error, and what is
 * missing too, but below Z beside the industries, where sources leave cells empty. */
gvc_status gvc_grid_put_strict(gvc_ctx *ctx, gvc_grid *g, gvc_idx row, gvc_idx column, double value,
                               bool missing);

/* What a column or known row turned out to be, and the number of columns and of known rows. */
gvc_grid_kind gvc_grid_column_kind(const gvc_grid *g, gvc_idx column);
/* Its place among the industries or final-use columns of the builder, until the grid is closed. */
gvc_idx gvc_grid_column_position(const gvc_grid *g, gvc_idx column);
gvc_grid_kind gvc_grid_row_kind(const gvc_grid *g, gvc_idx known_row);
gvc_idx gvc_grid_columns(const gvc_grid *g);
gvc_idx gvc_grid_rows(const gvc_grid *g);
/* Every industry had its row. Where rows were guessed and this is false after the last one, the
 * guess was wrong: name all rows, start over. */
bool gvc_grid_is_complete(const gvc_grid *g);

/* What the last error was about, for a reader that knows where labels stand: a column or known row,
 * and the one of the same label before it; -1 = none. */
typedef struct gvc_grid_place {
    gvc_idx column, row, first;
} gvc_grid_place;
gvc_grid_place gvc_grid_failed_at(const gvc_grid *g);

/* After the last row: errors where industries are missing; then output, totals, primary rows,
 * territories, each with its note. */
gvc_status gvc_grid_close(gvc_ctx *ctx, gvc_grid *g);

#endif
