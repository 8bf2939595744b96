/* sheet_header.c - the header of a sheet: its texts, and what they make the columns of a grid */
#include <stdio.h>
#include <string.h>

#include "formats/sheet_state.h"
#include "text/number.h"

gvc_status gvc_sheet_fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

/* ---- texts ----------------------------------------------------------------------------------- */
static bool is_blank(const char *at, size_t left, size_t *length)
{
    bool wide = left >= 2 && memcmp(at, "\xc2\xa0", 2) == 0; /* a no-break space */
    *length = wide ? 2 : 1;
    return wide || (unsigned char)*at <= ' ';
}

/* Without the blanks around it. */
const char *gvc_sheet_trim(const char *text, size_t *length)
{
    size_t step = 0, left = strlen(text);
    while (left > 0 && is_blank(text, left, &step)) {
        text += step;
        left -= step;
    }
    while (left > 0 && ((unsigned char)text[left - 1] <= ' ' ||
                        (left >= 2 && memcmp(text + left - 2, "\xc2\xa0", 2) == 0))) {
        left -= (unsigned char)text[left - 1] <= ' ' ? 1 : 2;
    }
    *length = left;
    return text;
}

/* Of any cell, as a text. */
gvc_status gvc_sheet_set_text(gvc_ctx *ctx, gvc_text *to, const gvc_cell *cell)
{
    char number[GVC_NUMBER_CHARS];
    size_t length = 0;
    const char *text = number;
    if (cell->kind == GVC_CELL_NUMBER) {
        length = gvc_print_double(number, cell->number);
    } else {
        text = gvc_sheet_trim(cell->text, &length);
    }
    to->length = 0;
    gvc_text_add(to, text, length);
    return to->failed ? gvc_fail_memory(ctx, length, "the labels of a table") : GVC_OK;
}

const char *gvc_sheet_text(const gvc_sheet *sheet, gvc_idx row, gvc_idx column)
{
    bool inside =
        row >= 0 && row < sheet->layout->header && column >= 0 && column < GVC_SHEET_COLUMNS;
    int32_t at = inside ? sheet->header[row * GVC_SHEET_COLUMNS + column] : -1;
    return at < 0 ? "" : gvc_labels_get(sheet->texts, at);
}

const char *gvc_sheet_filled(const gvc_sheet *sheet, gvc_idx row, gvc_idx column)
{
    const char *text = gvc_sheet_text(sheet, row, column);
    while (text[0] == '\0' && column > sheet->layout->labels) {
        text = gvc_sheet_text(sheet, row, --column);
    }
    return text;
}

gvc_idx gvc_sheet_width(const gvc_sheet *sheet)
{
    return sheet->width;
}

/* ---- errors ---------------------------------------------------------------------------------- */
gvc_status gvc_sheet_fail_at(gvc_ctx *ctx, gvc_status status, const gvc_sheet *s, gvc_idx row,
                             gvc_idx column)
{
    char place[512];
    gvc_book_place(s->book, s->layout->sheet, row, column, place, sizeof place);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", place);
}

/* An error of the whole sheet, or of the end of it. */
gvc_status gvc_sheet_fail(gvc_ctx *ctx, gvc_status status, const gvc_sheet *s)
{
    char place[512], *cut;
    gvc_book_place(s->book, s->layout->sheet, 0, 0, place, sizeof place);
    cut = strstr(place, ", cell A1");
    if (cut != NULL) {
        *cut = '\0';
    }
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", place);
}

/* ---- the header ------------------------------------------------------------------------------ */
gvc_status gvc_sheet_add_header(gvc_ctx *ctx, gvc_sheet *s, const gvc_cell *cell)
{
    gvc_text text = {0};
    if (s->pass == GVC_SHEET_CELLS || s->named) {
        return GVC_OK; /* again */
    }
    if (cell->kind == GVC_CELL_ERROR) {
        return gvc_sheet_fail_at(
            ctx, gvc_fail(ctx, GVC_EFORMAT, "holds the error %s, expected a label", cell->text), s,
            cell->row, cell->column);
    }
    gvc_status status = gvc_sheet_set_text(ctx, &text, cell);
    if (status == GVC_OK && text.length > 0) {
        gvc_idx at = gvc_labels_add(s->texts, gvc_text_str(&text));
        s->header[cell->row * GVC_SHEET_COLUMNS + cell->column] = (int32_t)at;
        s->width = cell->column >= s->width ? cell->column + 1 : s->width;
        status = at < 0 ? gvc_fail_memory(ctx, text.length, "the labels of a table") : GVC_OK;
    }
    gvc_text_free(&text);
    return status;
}

/* Of the sheet, that is `column` of the grid. */
static gvc_idx column_of(const gvc_sheet *s, gvc_idx column)
{
    gvc_idx c = s->layout->labels;
    while (c + 1 < s->width && s->columns[c] != column) {
        c++;
    }
    return c;
}

/* Of the grid, about a column that is there twice: says where. */
static gvc_status fail_twice(gvc_ctx *ctx, const gvc_sheet *s, gvc_status status)
{
    gvc_grid_place place = gvc_grid_failed_at(s->grid);
    if (status != GVC_EFORMAT || place.first < 0) {
        return status;
    }
    char letters[GVC_COLUMN_LETTERS];
    gvc_column_letters(column_of(s, place.first), letters);
    return gvc_fail(ctx, status, "the label of this column is there twice, first in column %s",
                    letters);
}

static gvc_status name_columns(gvc_ctx *ctx, gvc_sheet *s)
{
    gvc_idx count = 0;
    s->columns = gvc_malloc((size_t)s->width + 1, sizeof *s->columns);
    gvc_status status = s->columns == NULL ? gvc_sheet_fail_memory(ctx) : GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < s->width; c++) {
        gvc_grid_label label = {0};
        s->columns[c] = -1;
        if (c < s->layout->labels) {
            continue;
        }
        status = s->layout->column(ctx, s->layout->user, s, c, &label);
        bool named = label.item != NULL || label.text != NULL;
        if (status == GVC_OK && named) {
            s->columns[c] = count++;
            status = gvc_grid_column(ctx, s->grid, &label);
            status = fail_twice(ctx, s, status);
        }
        status = gvc_sheet_fail_at(ctx, status, s, s->layout->header - 1, c);
    }
    return status;
}

/* All header rows are read. */
gvc_status gvc_sheet_open_grid(gvc_ctx *ctx, gvc_sheet *s)
{
    bool sure = true;
    gvc_status status = GVC_OK;
    if (!s->named) {
        s->named = true;
        status = s->layout->opened == NULL ? GVC_OK : s->layout->opened(ctx, s->layout->user, s);
        if (status == GVC_OK) {
            status = name_columns(ctx, s);
        }
        if (status != GVC_OK) {
            return status;
        }
        s->cells = gvc_malloc((size_t)gvc_grid_columns(s->grid) + 1, sizeof *s->cells);
        status = s->cells == NULL ? gvc_sheet_fail_memory(ctx) : GVC_OK;
    }
    if (status == GVC_OK && s->pass != GVC_SHEET_NAMES) {
        status = gvc_grid_open(ctx, s->grid, &sure);
        gvc_idx column = gvc_grid_failed_at(s->grid).column;
        status =
            status == GVC_OK || column < 0
                ? gvc_sheet_fail(ctx, status, s)
                : gvc_sheet_fail_at(ctx, status, s, s->layout->header - 1, column_of(s, column));
    }
    s->again = s->again || !sure;
    return status;
}
