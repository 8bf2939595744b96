/* rows.h - small CSV files with a header: columns by name in any order, a row a line
 *
 * No field goes over two lines, so row k stands in line k + 2. Messages start with
 * "reading PATH:LINE: ". */
#ifndef GVC_IO_ROWS_H
#define GVC_IO_ROWS_H

#include "base/base.h"

enum { GVC_ROW_COLUMNS = 8 };

typedef struct gvc_column {
    const char *name;     /* in the header, in small or large letters; NULL: there is none */
    bool number;          /* else a word */
    bool needed;          /* the header must have it */
    const char *nonempty; /* why a word must say something; NULL: it may be empty */
} gvc_column;

typedef struct gvc_rows gvc_rows;
/* Row k as a record; fails with gvc_rows_fail. */
typedef gvc_status gvc_row_taker(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, void *record);

/* What a file may hold; all of it borrowed as long as rows are read. */
typedef struct gvc_columns {
    const gvc_column *items; /* GVC_ROW_COLUMNS at most */
    int count;
    const char *expected; /* "expected a header line: ..." */
    const char *what;     /* "the shares", for want of memory */
    unsigned once;        /* 1 << column, ...: no two rows say the same in all of these */
    gvc_row_taker *take;  /* for gvc_records_read: into zeros of `record` bytes */
    size_t record;
} gvc_columns;

/* One line, in the order of gvc_columns. */
typedef struct gvc_row {
    const char *word[GVC_ROW_COLUMNS]; /* NULL: empty, or no such column */
    double number[GVC_ROW_COLUMNS];    /* finite, or NaN: no such column */
} gvc_row;

struct gvc_rows {
    const char *path; /* borrowed */
    const gvc_columns *columns;
    gvc_row *items;
    gvc_idx count, capacity;
    bool has[GVC_ROW_COLUMNS]; /* the header has the column */
    gvc_text texts;            /* all words of all rows, each with its NUL */
};

/* All lines, one at least. To be freed whatever comes back. */
gvc_status gvc_rows_read(gvc_ctx *ctx, gvc_rows *out, const gvc_columns *columns, const char *path);
void gvc_rows_free(gvc_rows *r);
/* GVC_EFORMAT that names the line of row k; -1: that of the header. */
gvc_status gvc_rows_fail(gvc_ctx *ctx, const gvc_rows *r, gvc_idx k, const char *format, ...)
    GVC_PRINTF(4, 5);
/* All lines as records, with their words behind them in one piece of memory: *out is yours
 * (gvc_release). */
gvc_status gvc_records_read(gvc_ctx *ctx, const gvc_columns *columns, const char *path, void **out,
                            gvc_idx *count);

#endif
