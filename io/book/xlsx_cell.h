/* xlsx_cell.h - what the rows and cells of an .xlsx sheet mean, however their XML was read
 *
 * Texts are slices; those of attributes may be NULL where there is none. */
#ifndef GVC_IO_XLSX_CELL_H
#define GVC_IO_XLSX_CELL_H

#include "book/state.h"

typedef struct gvc_xlsx_cell {
    gvc_cells *cells;
    bool numbered; /* it is known which row this is */
    char type;     /* of the cell: 'n', 's', 'b', 'e', 't' */
} gvc_xlsx_cell;

gvc_status gvc_xlsx_begin_row(gvc_xlsx_cell *c, const char *number, size_t length);
gvc_status gvc_xlsx_end_row(gvc_xlsx_cell *c);
/* Of the attribute t. */
char gvc_xlsx_type(const char *name, size_t length);
gvc_status gvc_xlsx_begin_cell(gvc_xlsx_cell *c, const char *reference, size_t length);
/* The value of the cell; NUL-ended, and changed where it is a text. */
gvc_status gvc_xlsx_hand_on(gvc_xlsx_cell *c, char *value, size_t length);

/* The sheet by a scanner of its own, several times as fast as a parser of any XML. *sure false:
 * something in it is unusual; what was not handed on by then is to be read by the parser. It finds
 * fault with nothing but cells. */
gvc_status gvc_xlsx_scan(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part, bool *sure);

#endif
