/* book_cells.h - what a sheet holds, as a text to compare: "A1=1 B1='x' C1!'#REF!' " */
#ifndef GVC_TESTS_BOOK_CELLS_H
#define GVC_TESTS_BOOK_CELLS_H

#include "book/book.h"
#include "books.h"

static inline gvc_status book_list_cell(gvc_ctx *c, void *user, const gvc_cell *cell, bool *stop)
{
    gvc_text *out = user;
    char letters[GVC_COLUMN_LETTERS];
    (void)c, (void)stop;
    gvc_column_letters(cell->column, letters);
    gvc_text_addf(out, "%s%lld", letters, (long long)cell->row + 1);
    if (cell->kind == GVC_CELL_NUMBER) {
        gvc_text_addf(out, "=%.17g ", cell->number);
    } else {
        gvc_text_addf(out, "%s'%s' ", cell->kind == GVC_CELL_ERROR ? "!" : "=", cell->text);
    }
    return GVC_OK;
}

static inline gvc_status book_open(gvc_ctx *ctx, const char *path, gvc_source **source,
                                   gvc_book **book)
{
    gvc_status status = gvc_source_open(ctx, source, path, NULL, 0);
    return status == GVC_OK ? gvc_book_open(ctx, book, *source) : status;
}

/* Of the first sheet: "A1=1 B1='x' "; the status is that of opening or reading. */
static inline gvc_status book_list(gvc_ctx *ctx, const char *path, gvc_text *out)
{
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    gvc_status status = book_open(ctx, path, &source, &book);
    if (status == GVC_OK) {
        status = gvc_book_read(ctx, book, 0, book_list_cell, out);
    }
    gvc_book_close(book);
    gvc_source_close(source);
    return status;
}

static inline void book_expect(gvc_ctx *ctx, const char *path, const char *expected)
{
    gvc_text found = {0};
    expect_ok(ctx, book_list(ctx, path, &found));
    cr_expect_str_eq(gvc_text_str(&found), expected);
    gvc_text_free(&found);
}

static inline void book_refused(gvc_ctx *ctx, const char *path, gvc_status code,
                                const char *message)
{
    gvc_text found = {0};
    expect_error(ctx, book_list(ctx, path, &found), code, message);
    gvc_text_free(&found);
}

#endif
