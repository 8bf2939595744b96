/* sheet.h - a table that fills a sheet of a workbook, into a grid, in one pass over its cells
 *
 * Some header rows, then a row for each industry and whatever stands below; some columns of labels,
 * then the cells. A format says how many, and what the labels mean. Where the rows turn out not to
 * follow the order of the columns the sheet is read again (grid.h). Blank cells are empty ones,
 * numbers that are stored as text are numbers with a note, anything else is an error that names its
 * cell. */
#ifndef GVC_IO_SHEET_H
#define GVC_IO_SHEET_H

#include "book/book.h"
#include "formats/grid.h"

/* Most header rows and columns of labels. */
enum { GVC_SHEET_HEADER = 24, GVC_SHEET_LABELS = 8 };

typedef struct gvc_sheet gvc_sheet;

typedef enum gvc_sheet_use {
    GVC_SHEET_ROW,   /* of the table */
    GVC_SHEET_OWN,   /* the format takes it itself */
    GVC_SHEET_LEAVE, /* text, left out with a note */
    GVC_SHEET_BLANK, /* nothing, left out */
} gvc_sheet_use;

/* Texts come without the blanks around them, "" where a cell is empty, numbers in their shortest
 * form. */
typedef struct gvc_sheet_layout {
    gvc_idx sheet, header, labels;
    gvc_idx filled; /* columns of labels whose empty cells mean what stands above them */
    bool regions_have_industries; /* a row of a country is an industry, or an error */
    void *user;
    /* The header rows are read: what gvc_sheet_text says. May be NULL. */
    gvc_status (*opened)(gvc_ctx *ctx, void *user, const gvc_sheet *sheet);
    /* The label of a column of the sheet, out of its header; label->item NULL: it has none, and
     * must be empty. Texts are borrowed until the next call. */
    gvc_status (*column)(gvc_ctx *ctx, void *user, const gvc_sheet *sheet, gvc_idx column,
                         gvc_grid_label *label);
    /* The label of a row, out of its texts (`labels` of them); empty: it has no other cell. */
    gvc_status (*row)(gvc_ctx *ctx, void *user, const char *const *texts, bool empty,
                      gvc_grid_label *label, gvc_sheet_use *use);
    /* A row of the format's own, as the cells of the grid's columns (NaN = empty). */
    gvc_status (*own)(gvc_ctx *ctx, void *user, gvc_grid *grid, const gvc_grid_label *label,
                      const double *cells);
    /* All rows are read, the grid is about to be closed. May be NULL. */
    gvc_status (*done)(gvc_ctx *ctx, void *user, gvc_grid *grid);
} gvc_sheet_layout;

gvc_status gvc_sheet_read(gvc_ctx *ctx, const gvc_book *book, const gvc_sheet_layout *layout,
                          gvc_builder *b, bool keep_splits);

/* Of a header row; "" outside of it. Borrowed. */
const char *gvc_sheet_text(const gvc_sheet *sheet, gvc_idx row, gvc_idx column);
/* The same, an empty cell being what stands to its left: merged cells. */
const char *gvc_sheet_filled(const gvc_sheet *sheet, gvc_idx row, gvc_idx column);
gvc_idx gvc_sheet_width(const gvc_sheet *sheet); /* columns of the header, labels included */

#endif
