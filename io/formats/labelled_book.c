/* labelled_book.c - a table of one's own in a workbook: a label on every column and every row */
#include <string.h>

#include "format.h"
#include "formats/roles.h"
#include "formats/sheet.h"

enum { CORNER_ROWS = 6, CORNER_COLUMNS = 8, INDUSTRIES_SEEN = 3 };

/* Rows above the cells and columns before them: 1, COUNTRY_SECTOR in one cell; 2, one for each. */
typedef struct layout {
    gvc_idx sheet, depth;
} layout;

static const char *at(char *const *corner, gvc_idx row, gvc_idx column)
{
    return corner[row * CORNER_COLUMNS + column];
}

/* The first rows have the labels of the first columns. */
static bool fits(char *const *corner, gvc_idx depth)
{
    for (gvc_idx i = 0; i < INDUSTRIES_SEEN; i++) {
        for (gvc_idx d = 0; d < depth; d++) {
            const char *above = at(corner, d, depth + i), *before = at(corner, depth + i, d);
            /* Merged cells hold the country once. */
            bool merged = d == 0 && depth == 2 && i > 0 && above[0] == '\0' && before[0] == '\0';
            if (strcmp(above, before) != 0 || (above[0] == '\0' && !merged)) {
                return false;
            }
        }
        if (depth == 1 && strchr(at(corner, 0, 1 + i), '_') == NULL) {
            return false;
        }
    }
    return true;
}

static gvc_status look_at(gvc_ctx *ctx, const gvc_book *book, layout *l)
{
    char **corner = NULL;
    gvc_status status = gvc_book_corner(ctx, book, l->sheet, CORNER_ROWS, CORNER_COLUMNS, &corner);
    if (status == GVC_OK) {
        l->depth = fits(corner, 1) ? 1 : fits(corner, 2) ? 2 : 0;
        gvc_book_free_corner(corner, CORNER_ROWS * CORNER_COLUMNS);
    }
    return status;
}

/* The first sheet that is laid out like that; depth 0 = none is. */
static gvc_status find_sheet(gvc_ctx *ctx, gvc_input *in, gvc_book **book, layout *l)
{
    gvc_status status = gvc_input_book(ctx, in, book);
    *l = (layout){0, 0};
    for (gvc_idx s = 0; status == GVC_OK && *book != NULL && l->depth == 0; s++) {
        if (s == gvc_book_sheets(*book)) {
            break;
        }
        l->sheet = s;
        status = look_at(ctx, *book, l);
    }
    return status;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_book *book = NULL;
    layout l;
    return find_sheet(ctx, in, &book, &l) == GVC_OK && l.depth > 0 ? 40 : 0;
}

/* What is output or value added by its name belongs to no country, though merged cells before it
 * may seem to say so. */
static void set_parts(gvc_grid_label *label, const char *country, const char *item)
{
    bool known = false;
    gvc_role_of(item, &known);
    label->country = known || gvc_is_output_label(item) ? "" : country;
    label->item = item;
}

static gvc_status column(gvc_ctx *ctx, void *user, const gvc_sheet *sheet, gvc_idx c,
                         gvc_grid_label *label)
{
    const layout *l = user;
    const char *text = gvc_sheet_text(sheet, l->depth - 1, c);
    (void)ctx;
    if (text[0] != '\0' && l->depth == 1) {
        label->text = text;
    } else if (text[0] != '\0') {
        set_parts(label, gvc_sheet_filled(sheet, 0, c), text);
    }
    return GVC_OK;
}

static gvc_status row(gvc_ctx *ctx, void *user, const char *const *texts, bool empty,
                      gvc_grid_label *label, gvc_sheet_use *use)
{
    const layout *l = user;
    const char *text = texts[l->depth - 1];
    if (empty && (text[0] == '\0' || (l->depth == 1 && strchr(text, '_') == NULL))) {
        *use = GVC_SHEET_LEAVE;
        return GVC_OK;
    }
    if (text[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty, expected the label of a row");
    }
    if (l->depth == 1) {
        label->text = text;
    } else {
        set_parts(label, texts[0], text);
    }
    *use = GVC_SHEET_ROW;
    return GVC_OK;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_book *book = NULL;
    layout l;
    gvc_status status = find_sheet(ctx, in, &book, &l);
    if (status == GVC_OK && l.depth == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s: no sheet has labels like DEU_C20 in its first row and the same in "
                          "its first column, or country and sector in its first two",
                          in->name);
    }
    const gvc_sheet_layout sheet = {.sheet = l.sheet,
                                    .header = l.depth,
                                    .labels = l.depth,
                                    .filled = l.depth == 2 ? 1 : 0,
                                    .user = &l,
                                    .column = column,
                                    .row = row};
    if (status == GVC_OK) {
        status = gvc_sheet_read(ctx, book, &sheet, b, options->keep_splits);
    }
    return status == GVC_OK
               ? gvc_builder_note(ctx, b, "read from sheet '%s'", gvc_book_sheet(book, l.sheet))
               : status;
}

const gvc_format gvc_format_labelled_book = {
    .info =
        {"labelled-workbook", "a labelled table of your own in a workbook, .xlsx or .xlsb",
         "The first sheet whose first row and first column hold the same labels, COUNTRY_SECTOR as "
         "in DEU_C20, or whose first two rows and columns hold countries and sectors apart (merged "
         "cells too). Further columns are final use (DEU_HFCE) or output, further rows value "
         "added, "
         "taxes or output, as in labelled-csv. Cells are numbers or results of formulas; blank "
         "ones "
         "are 0, and counted; numbers stored as text are read with a note; an error (#REF!) or any "
         "other text is refused with its cell.",
         "xlsx xlsb zip"},
    .score = score,
    .read = read_table,
};
