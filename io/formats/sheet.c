/* sheet.c - cells of a sheet, one after the other, into the rows of a grid */
#include "formats/sheet.h"

#include <math.h>
#include <string.h>

#include "formats/sheet_state.h"
#include "text/number.h"

enum { SHOWN = 60 }; /* characters of a text, in messages and notes */

/* ---- rows ------------------------------------------------------------------------------------ */
/* Rows below the industries end with them as a rule: nothing under final use is 0, and usual. */
static void clear_beside(gvc_sheet *s)
{
    for (gvc_idx c = 0; c < gvc_grid_columns(s->grid); c++) {
        bool industry = gvc_grid_column_kind(s->grid, c) == GVC_GRID_INDUSTRY;
        s->cells[c] = !industry && isnan(s->cells[c]) ? 0 : s->cells[c];
    }
}

static gvc_status take_row(gvc_ctx *ctx, gvc_sheet *s, const gvc_grid_label *label)
{
    gvc_grid_kind kind = GVC_GRID_UNSURE;
    if (s->pass == GVC_SHEET_NAMES) {
        return gvc_grid_known_row(ctx, s->grid, label);
    }
    gvc_status status = gvc_grid_row(ctx, s->grid, label, &kind);
    s->again = status == GVC_OK && kind == GVC_GRID_UNSURE;
    if (status == GVC_OK && kind == GVC_GRID_PRIMARY && s->layout->regions_have_industries &&
        label->country[0] != '\0') {
        return gvc_fail(ctx, GVC_ESHAPE, "row %s of %s has no column of that name", label->item,
                        label->country);
    }
    if (kind == GVC_GRID_PRIMARY) {
        clear_beside(s);
    }
    if (status == GVC_OK && !s->again) {
        memcpy(gvc_grid_cells(s->grid), s->cells,
               (size_t)gvc_grid_columns(s->grid) * sizeof *s->cells);
        status = gvc_grid_take(ctx, s->grid);
    }
    return status;
}

static gvc_status leave_row(gvc_ctx *ctx, const gvc_sheet *s, const char *const *texts)
{
    const char *text = "";
    for (gvc_idx i = s->layout->labels; i-- > 0;) {
        text = texts[i][0] == '\0' ? text : texts[i];
    }
    if (s->pass == GVC_SHEET_NAMES || text[0] == '\0') {
        return GVC_OK;
    }
    size_t shown = strlen(text) < SHOWN ? strlen(text) : SHOWN;
    while (((unsigned char)text[shown] & 0xc0) == 0x80) {
        shown--; /* no half characters */
    }
    return gvc_builder_note(ctx, s->b, "row %lld of the sheet left out, it is text: %.*s%s",
                            (long long)s->row + 1, (int)shown, text,
                            text[shown] == '\0' ? "" : "...");
}

/* Empty labels of merged cells from the row above. */
static gvc_status fill_labels(gvc_ctx *ctx, gvc_sheet *s)
{
    bool failed = false;
    for (gvc_idx i = 0; i < s->layout->filled; i++) {
        gvc_text *to = s->labels[i].length == 0 ? &s->labels[i] : &s->above[i];
        const gvc_text *from = s->labels[i].length == 0 ? &s->above[i] : &s->labels[i];
        to->length = 0;
        gvc_text_add(to, gvc_text_str(from), from->length);
        failed = failed || to->failed;
    }
    return failed ? gvc_sheet_fail_memory(ctx) : GVC_OK;
}

/* The row is complete. */
static gvc_status end_row(gvc_ctx *ctx, gvc_sheet *s)
{
    const char *texts[GVC_SHEET_LABELS];
    gvc_grid_label label = {0};
    gvc_sheet_use use = GVC_SHEET_BLANK;
    bool any = !s->empty;
    for (gvc_idx i = 0; i < s->layout->labels; i++) {
        any = any || s->labels[i].length > 0;
    }
    if (s->row < s->layout->header || !any) {
        return GVC_OK;
    }
    gvc_status status = fill_labels(ctx, s);
    for (gvc_idx i = 0; i < s->layout->labels; i++) {
        texts[i] = gvc_text_str(&s->labels[i]);
    }
    if (status != GVC_OK) {
        return status;
    }
    status = s->layout->row(ctx, s->layout->user, texts, s->empty, &label, &use);
    if (status == GVC_OK && use == GVC_SHEET_ROW) {
        status = take_row(ctx, s, &label);
    } else if (status == GVC_OK && use == GVC_SHEET_OWN && s->pass != GVC_SHEET_NAMES) {
        status = s->layout->own(ctx, s->layout->user, s->grid, &label, s->cells);
    } else if (status == GVC_OK && use == GVC_SHEET_LEAVE) {
        status = leave_row(ctx, s, texts);
    }
    return gvc_sheet_fail_at(ctx, status, s, s->row, s->layout->labels - 1);
}

static gvc_status begin_row(gvc_ctx *ctx, gvc_sheet *s, gvc_idx row)
{
    gvc_status status = s->row < 0 ? GVC_OK : end_row(ctx, s);
    bool opens = s->row < s->layout->header && row >= s->layout->header;
    if (status == GVC_OK && opens) {
        status = gvc_sheet_open_grid(ctx, s);
    }
    s->row = row;
    s->empty = true;
    for (gvc_idx i = 0; i < s->layout->labels; i++) {
        s->labels[i].length = 0;
        gvc_text_add(&s->labels[i], "", 0);
    }
    for (gvc_idx c = 0; status == GVC_OK && s->cells != NULL && c < gvc_grid_columns(s->grid);
         c++) {
        s->cells[c] = (double)NAN;
    }
    return status;
}

/* ---- cells ----------------------------------------------------------------------------------- */
/* *value of a cell that is no number; NaN where it is blank. */
static gvc_status from_text(gvc_ctx *ctx, gvc_sheet *s, const gvc_cell *cell, double *value)
{
    size_t length = 0;
    const char *text = gvc_sheet_trim(cell->text, &length);
    *value = (double)NAN;
    if (cell->kind == GVC_CELL_ERROR) {
        return gvc_fail(ctx, GVC_EFORMAT, "holds the error %s, expected a number", cell->text);
    }
    if (length == 0) {
        return GVC_OK;
    }
    if (gvc_parse_double(text, text + length, value) != text + length || !isfinite(*value)) {
        return gvc_fail(ctx, GVC_EFORMAT, "'%.*s' is not a number",
                        (int)(length < SHOWN ? length : SHOWN), text);
    }
    s->as_text += s->pass != GVC_SHEET_NAMES;
    return GVC_OK;
}

static gvc_status take_value(gvc_ctx *ctx, gvc_sheet *s, const gvc_cell *cell)
{
    double value = cell->number;
    gvc_status status = GVC_OK;
    gvc_idx at = cell->column < s->width ? s->columns[cell->column] : -1;
    if (cell->kind != GVC_CELL_NUMBER) {
        status = from_text(ctx, s, cell, &value);
    }
    if (status == GVC_OK && at < 0 && !isnan(value)) {
        status = gvc_fail(ctx, GVC_EFORMAT, "holds a number, and its column has no label");
    }
    if (status != GVC_OK) {
        return gvc_sheet_fail_at(ctx, status, s, cell->row, cell->column);
    }
    if (at >= 0) {
        s->cells[at] = value;
        s->empty = s->empty && isnan(value);
    }
    return GVC_OK;
}

static gvc_status take_cell(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop)
{
    gvc_sheet *s = user;
    gvc_status status = cell->row == s->row ? GVC_OK : begin_row(ctx, s, cell->row);
    *stop = s->again;
    if (status != GVC_OK || s->again) {
        return status;
    }
    if (cell->row < s->layout->header) {
        return gvc_sheet_add_header(ctx, s, cell);
    }
    if (cell->column < s->layout->labels) {
        return gvc_sheet_fail_at(ctx, gvc_sheet_set_text(ctx, &s->labels[cell->column], cell), s,
                                 cell->row, cell->column);
    }
    return take_value(ctx, s, cell);
}

/* ---- passes ---------------------------------------------------------------------------------- */
static gvc_status read_pass(gvc_ctx *ctx, gvc_sheet *s, gvc_sheet_pass which)
{
    s->pass = which;
    s->row = -1;
    s->again = false;
    s->as_text = 0;
    gvc_status status = gvc_book_read(ctx, s->book, s->layout->sheet, take_cell, s);
    if (status == GVC_OK && !s->again && s->row < s->layout->header) {
        status = gvc_sheet_fail(
            ctx, gvc_fail(ctx, GVC_ESHAPE, "ends before the first row of numbers"), s);
    }
    if (status == GVC_OK && !s->again) {
        status = end_row(ctx, s);
        s->again = s->again || (which == GVC_SHEET_ONLY && !gvc_grid_is_complete(s->grid));
    }
    return status;
}

static gvc_status read_passes(gvc_ctx *ctx, gvc_sheet *s)
{
    gvc_status status = read_pass(ctx, s, GVC_SHEET_ONLY);
    if (status == GVC_OK && s->again) {
        status = gvc_grid_restart(ctx, s->grid);
        if (status == GVC_OK) {
            status = read_pass(ctx, s, GVC_SHEET_NAMES);
        }
        if (status == GVC_OK) {
            status = read_pass(ctx, s, GVC_SHEET_CELLS);
        }
    }
    return status;
}

static gvc_status close_grid(gvc_ctx *ctx, gvc_sheet *s)
{
    gvc_status status = GVC_OK;
    if (s->layout->done != NULL) {
        status = s->layout->done(ctx, s->layout->user, s->grid);
    }
    if (status == GVC_OK) {
        status = gvc_grid_close(ctx, s->grid);
    }
    if (status == GVC_OK && s->as_text > 0) {
        status = gvc_builder_note(ctx, s->b, "%lld number%s stored as text in the sheet",
                                  (long long)s->as_text, s->as_text == 1 ? "" : "s");
    }
    return gvc_sheet_fail(ctx, status, s);
}

gvc_status gvc_sheet_read(gvc_ctx *ctx, const gvc_book *book, const gvc_sheet_layout *layout,
                          gvc_builder *b, bool keep_splits)
{
    size_t room = (size_t)layout->header * GVC_SHEET_COLUMNS;
    gvc_sheet s = {.book = book,
                   .layout = layout,
                   .b = b,
                   .texts = gvc_labels_new(),
                   .header = gvc_malloc(room, sizeof *s.header)};
    gvc_status status = s.texts == NULL || s.header == NULL
                            ? gvc_sheet_fail_memory(ctx)
                            : gvc_grid_new(ctx, &s.grid, b, keep_splits);
    for (size_t i = 0; status == GVC_OK && i < room; i++) {
        s.header[i] = -1;
    }
    if (status == GVC_OK) {
        status = read_passes(ctx, &s);
    }
    if (status == GVC_OK) {
        status = close_grid(ctx, &s);
    }
    for (size_t i = 0; i < GVC_SHEET_LABELS; i++) {
        gvc_text_free(&s.labels[i]);
        gvc_text_free(&s.above[i]);
    }
    gvc_grid_free(s.grid);
    gvc_labels_free(s.texts);
    gvc_release(s.header);
    gvc_release(s.columns);
    gvc_release(s.cells);
    return status;
}
