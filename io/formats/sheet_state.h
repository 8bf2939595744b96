/* sheet_state.h - the inside of a sheet that is read, shared by the files for its header and its
 * rows
 */
#ifndef GVC_IO_SHEET_STATE_H
#define GVC_IO_SHEET_STATE_H

#include "formats/sheet.h"

enum { GVC_SHEET_COLUMNS = 16384 };

/* All in one; or the labels of the rows first, then the cells. */
typedef enum gvc_sheet_pass { GVC_SHEET_ONLY, GVC_SHEET_NAMES, GVC_SHEET_CELLS } gvc_sheet_pass;

struct gvc_sheet {
    const gvc_book *book;
    const gvc_sheet_layout *layout;
    gvc_builder *b;
    gvc_grid *grid;
    gvc_sheet_pass pass;
    bool again;        /* the rows must be known first */
    gvc_labels *texts; /* of the header, each once */
    int32_t *header;   /* header x GVC_SHEET_COLUMNS: its text, or -1 */
    gvc_idx width;     /* columns of the header */
    gvc_idx *columns;  /* of the grid, or -1; width */
    bool named;        /* they are there */
    gvc_idx row;       /* that is being read; -1 = none */
    bool empty;        /* no cell but labels so far */
    gvc_text labels[GVC_SHEET_LABELS];
    gvc_text above[GVC_SHEET_LABELS]; /* what they were in the row before, where they are filled */
    double *cells;                    /* one a column of the grid */
    gvc_idx as_text;                  /* numbers that were stored as text */
};

gvc_status gvc_sheet_fail_memory(gvc_ctx *ctx);
/* Puts the place of a cell, or the name of the sheet, before the text of an error; GVC_OK stays. */
gvc_status gvc_sheet_fail_at(gvc_ctx *ctx, gvc_status status, const gvc_sheet *s, gvc_idx row,
                             gvc_idx column);
gvc_status gvc_sheet_fail(gvc_ctx *ctx, gvc_status status, const gvc_sheet *s);

/* Without the blanks around it. */
const char *gvc_sheet_trim(const char *text, size_t *length);
/* Of any cell, as a text. */
gvc_status gvc_sheet_set_text(gvc_ctx *ctx, gvc_text *to, const gvc_cell *cell);

gvc_status gvc_sheet_add_header(gvc_ctx *ctx, gvc_sheet *s, const gvc_cell *cell);
/* All header rows are read: names the columns, once, and opens the grid. */
gvc_status gvc_sheet_open_grid(gvc_ctx *ctx, gvc_sheet *s);

#endif
