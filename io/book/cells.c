/* cells.c - cells on their way out of a workbook: in order, within limits, with their place */
#include <math.h>
#include <stdio.h>

#include "book/state.h"

void gvc_column_letters(gvc_idx column, char text[GVC_COLUMN_LETTERS])
{
    char letters[GVC_COLUMN_LETTERS];
    int count = 0, i = 0;
    for (gvc_idx n = column + 1; n > 0 && count + 1 < GVC_COLUMN_LETTERS; n = (n - 1) / 26) {
        letters[count++] = (char)('A' + (n - 1) % 26);
    }
    while (count > 0) {
        text[i++] = letters[--count];
    }
    text[i] = '\0';
}

void gvc_book_place(const gvc_book *book, gvc_idx sheet, gvc_idx row, gvc_idx column, char *text,
                    size_t size)
{
    char letters[GVC_COLUMN_LETTERS];
    gvc_column_letters(column, letters);
    snprintf(text, size, "%s: sheet '%s', cell %s%lld", book->name, gvc_book_sheet(book, sheet),
             letters, (long long)row + 1);
}

gvc_status gvc_cells_fail(gvc_cells *c, const char *words)
{
    char place[512];
    c->named = true;
    gvc_book_place(c->book, c->sheet, c->row < 0 ? 0 : c->row, c->column < 0 ? 0 : c->column, place,
                   sizeof place);
    return gvc_fail(c->ctx, GVC_EFORMAT, "%s: %s", place, words);
}

void gvc_cells_again(gvc_cells *c)
{
    c->row = c->column = -1;
}

gvc_status gvc_cells_row(gvc_cells *c, gvc_idx row)
{
    gvc_idx next = row < 0 ? c->row + 1 : row, before = c->row;
    c->column = -1;
    if (next >= GVC_BOOK_ROWS) {
        return gvc_cells_fail(c, "a row beyond 1048576 follows, which no sheet has");
    }
    if (next <= before) {
        return gvc_cells_fail(c, "the rows that follow are not in their order");
    }
    c->row = next;
    return gvc_progress(c->ctx, "reading", (uint64_t)next, 0);
}

gvc_status gvc_cells_place(gvc_cells *c, gvc_idx column)
{
    gvc_idx next = column < 0 ? c->column + 1 : column;
    if (next >= GVC_BOOK_COLUMNS) {
        return gvc_cells_fail(c, "a column beyond XFD follows, which no sheet has");
    }
    if (next <= c->column) {
        return gvc_cells_fail(c, "the cells that follow are not in their order");
    }
    c->column = next;
    return GVC_OK;
}

static gvc_status hand_on(gvc_cells *c, const gvc_cell *cell)
{
    if (c->row < c->seen_row || (c->row == c->seen_row && c->column <= c->seen_column)) {
        return GVC_OK;
    }
    c->seen_row = c->row;
    c->seen_column = c->column;
    gvc_status status = c->each(c->ctx, c->user, cell, &c->stop);
    c->named = c->named || status != GVC_OK;
    return status;
}

gvc_status gvc_cells_number(gvc_cells *c, double number)
{
    if (!isfinite(number)) {
        return gvc_cells_fail(c, "holds a number that is not finite");
    }
    const gvc_cell cell = {c->row, c->column, GVC_CELL_NUMBER, number, NULL};
    return hand_on(c, &cell);
}

gvc_status gvc_cells_text(gvc_cells *c, gvc_cell_kind kind, const char *text)
{
    if (text[0] == '\0') {
        return GVC_OK;
    }
    const gvc_cell cell = {c->row, c->column, kind, 0, text};
    return hand_on(c, &cell);
}
