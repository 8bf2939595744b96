/* book.c - workbooks: every sheet cell by cell, and its corner */
#include "book/book.h"

#include <math.h>

#include "files.h"
#include "fuzz.h"

typedef struct walk {
    gvc_idx row, column, cells;
} walk;

/* Rows ascend, and columns in a row. */
static gvc_status each(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop)
{
    walk *w = user;
    (void)ctx;
    if (cell->row < w->row || (cell->row == w->row && cell->column <= w->column) ||
        cell->column < 0) {
        fuzz_wrong("cell %lld, %lld comes after %lld, %lld", (long long)cell->row,
                   (long long)cell->column, (long long)w->row, (long long)w->column);
    }
    if (cell->kind == GVC_CELL_NUMBER) {
        if (isnan(cell->number)) {
            fuzz_wrong("a number is NaN");
        }
    } else if (cell->text == NULL) {
        fuzz_wrong("a text is missing");
    } else {
        fuzz_check_text(cell->text, "a cell");
    }
    w->row = cell->row;
    w->column = cell->column;
    *stop = ++w->cells > 1000000;
    return GVC_OK;
}

static void read_book(gvc_ctx *ctx, gvc_source *source)
{
    gvc_book *book = NULL;
    gvc_status status = gvc_book_open(ctx, &book, source);
    fuzz_check_failure(ctx, status, book);
    for (gvc_idx s = 0; status == GVC_OK && s < gvc_book_sheets(book) && s < 10; s++) {
        char place[80];
        char **corner = NULL;
        walk w = {-1, -1, 0};
        fuzz_check_text(gvc_book_sheet(book, s), "the name of a sheet");
        fuzz_check_failure(ctx, gvc_book_read(ctx, book, s, each, &w), NULL);
        gvc_book_place(book, s, w.row < 0 ? 0 : w.row, w.column < 0 ? 0 : w.column, place,
                       sizeof place);
        if (gvc_book_corner(ctx, book, s, 12, 9, &corner) == GVC_OK) {
            for (int i = 0; i < 12 * 9; i++) {
                if (corner[i] == NULL) {
                    fuzz_wrong("a cell of the corner is missing");
                }
                fuzz_check_text(corner[i], "a cell of the corner");
            }
            gvc_book_free_corner(corner, 12 * 9);
        }
    }
    gvc_book_close(book);
}

static void read_first(gvc_ctx *ctx, const char *path)
{
    gvc_files *files = NULL;
    gvc_source *source = NULL;
    const unsigned char *all = NULL;
    size_t length = 0;
    if (gvc_files_open(ctx, &files, &path, 1) == GVC_OK &&
        gvc_files_source(ctx, files, 0, &source) == GVC_OK &&
        gvc_source_map(ctx, source, &all, &length) == GVC_OK && gvc_book_is(ctx, all, length)) {
        read_book(ctx, source);
    }
    gvc_source_close(source);
    gvc_files_close(files);
}

void fuzz_book(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    (void)t;
    fuzz_on_folder(bytes, size, read_first);
}
