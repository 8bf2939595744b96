/* book.h - workbooks, .xlsx and .xlsb: sheets streamed cell by cell, whatever wrote them
 *
 * Shared and inline texts, numbers, booleans, cached results of formulas, errors (#REF!), skipped
 * cells and rows, cells without a reference. The compressed file is held in memory, a sheet never
 * is. Sizes and counts that a file claims are checked before anything is allocated for them. */
#ifndef GVC_IO_BOOK_H
#define GVC_IO_BOOK_H

#include "base/base.h"
#include "source.h"

typedef struct gvc_book gvc_book;

typedef enum gvc_cell_kind { GVC_CELL_NUMBER, GVC_CELL_TEXT, GVC_CELL_ERROR } gvc_cell_kind;

typedef struct gvc_cell {
    gvc_idx row, column; /* from 0 */
    gvc_cell_kind kind;
    double number; /* of a number or a boolean */
    const char
        *text; /* of a text or an error, UTF-8, blanks around it kept; borrowed for the call */
} gvc_cell;

/* True where these are the first bytes of a zip that is a workbook, judged by its list of parts;
 * `bytes` is the whole file. */
bool gvc_book_is(gvc_ctx *ctx, const unsigned char *bytes, size_t length);
/* Borrows the source, which must stay open. Errors name the source. *out is yours. */
gvc_status gvc_book_open(gvc_ctx *ctx, gvc_book **out, gvc_source *source);
void gvc_book_close(gvc_book *book); /* NULL is fine */

gvc_idx gvc_book_sheets(const gvc_book *book);
const char *gvc_book_sheet(const gvc_book *book, gvc_idx sheet); /* its name; borrowed */
/* For messages: "wiot.xlsx: sheet 'WIOT_2009', cell E7". Into text, which is cut where it is too
 * short. */
void gvc_book_place(const gvc_book *book, gvc_idx sheet, gvc_idx row, gvc_idx column, char *text,
                    size_t size);

/* "AB" of column 27. */
enum { GVC_COLUMN_LETTERS = 16 };
void gvc_column_letters(gvc_idx column, char text[GVC_COLUMN_LETTERS]);

/* Called for each cell that holds something, rows ascending, columns ascending in a row. *stop ends
 * the reading without an error. */
typedef gvc_status gvc_cell_fn(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop);
gvc_status gvc_book_read(gvc_ctx *ctx, const gvc_book *book, gvc_idx sheet, gvc_cell_fn *each,
                         void *user);

/* The first `rows` x `columns` cells as texts (numbers in their shortest form, "" where empty), row
 * by row: what detection looks at. Yours (gvc_book_free_corner). */
gvc_status gvc_book_corner(gvc_ctx *ctx, const gvc_book *book, gvc_idx sheet, gvc_idx rows,
                           gvc_idx columns, char ***out);
void gvc_book_free_corner(char **corner, gvc_idx count);

#endif
