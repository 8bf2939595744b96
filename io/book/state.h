/* state.h - the inside of a workbook, shared by the files that read its parts */
#ifndef GVC_IO_BOOK_STATE_H
#define GVC_IO_BOOK_STATE_H

#include "book/book.h"
#include "book/strings.h"
#include "stream.h"

/* Excel's own limits. */
enum { GVC_BOOK_SHEETS = 4096, GVC_BOOK_ROWS = 1048576, GVC_BOOK_COLUMNS = 16384 };
/* Longest text of a cell or name, in bytes: Excel has 32767 characters. */
enum { GVC_BOOK_TEXT = 256 * 1024 };

typedef struct gvc_book_sheet_part {
    char *name, *path;
} gvc_book_sheet_part;

/* A part by its name, letters in any case; -1 if there is none. */
gvc_idx gvc_book_part(const gvc_zip *zip, const char *name);

struct gvc_book {
    const char *name; /* for messages; borrowed from the source */
    gvc_zip *zip;
    bool binary; /* .xlsb */
    gvc_book_sheet_part *sheets;
    gvc_idx count;
    char *strings_path; /* NULL where there are none */
    gvc_strings strings;
};

/* Adds a sheet that a relation leads to; takes over nothing. */
gvc_status gvc_book_add_sheet(gvc_ctx *ctx, gvc_book *book, const char *name, const char *path);
/* Relations: where the parts of a workbook are. */
typedef struct gvc_relation {
    char *id, *path;
    bool sheet, strings;
} gvc_relation;
typedef struct gvc_relations {
    gvc_relation *items;
    gvc_idx count, room;
} gvc_relations;
gvc_status gvc_relations_read(gvc_ctx *ctx, const gvc_book *book, gvc_relations *out);
void gvc_relations_free(gvc_relations *r);
/* NULL where no relation has this id. */
const gvc_relation *gvc_relations_find(const gvc_relations *r, const char *id);

/* Where cells go: in order, within Excel's limits. */
typedef struct gvc_cells {
    gvc_ctx *ctx;
    const gvc_book *book;
    gvc_idx sheet;
    gvc_idx row, column;           /* the last that was used; column -1 = none in this row yet */
    gvc_idx seen_row, seen_column; /* the last cell that was handed on; row -1 = none */
    gvc_cell_fn *each;
    void *user;
    bool stop;
    bool named; /* an error names its place, or is the caller's */
} gvc_cells;

/* Starts over: what was handed on is passed over. */
void gvc_cells_again(gvc_cells *c);
/* Begins a row (from 0); -1 = the one after the last. */
gvc_status gvc_cells_row(gvc_cells *c, gvc_idx row);
/* Places the next cell of the row (from 0); -1 = the one after the last. */
gvc_status gvc_cells_place(gvc_cells *c, gvc_idx column);
/* What is in it, or nothing: an empty text is not handed on. */
gvc_status gvc_cells_number(gvc_cells *c, double number);
gvc_status gvc_cells_text(gvc_cells *c, gvc_cell_kind kind, const char *text);
/* "wiot.xlsx: sheet 'WIOT_2009', cell E7: WORDS". */
gvc_status gvc_cells_fail(gvc_cells *c, const char *words);

/* Sheet names into the book; errors do not name the file. */
gvc_status gvc_xlsx_sheets(gvc_ctx *ctx, gvc_book *book, gvc_idx part,
                           const gvc_relations *relations);
gvc_status gvc_xlsb_sheets(gvc_ctx *ctx, gvc_book *book, gvc_idx part,
                           const gvc_relations *relations);
gvc_status gvc_xlsb_strings(gvc_ctx *ctx, gvc_book *book, gvc_idx part);
gvc_status gvc_xlsx_read(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part);
gvc_status gvc_xlsb_read(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part);

#endif
