/* mario_book.c - MARIO's Excel form: three header rows, three columns of labels, a sheet of units
 *
 * Labels are region, level and item; the level says what a row or column is. */
#include <string.h>
#include <strings.h>

#include "format.h"
#include "formats/sheet.h"
#include "text/number.h"

enum { DEPTH = 3, CORNER_ROWS = 8, CORNER_COLUMNS = 5 };

static const char *const sector = "Sector";
static const char *const final_use = "Consumption category";
static const char *const factor = "Factor of production";
static const char *const satellite = "Satellite account";

/* ---- finding --------------------------------------------------------------------------------- */
static bool is_level(const char *text)
{
    return strcmp(text, sector) == 0 || strcmp(text, "Activity") == 0 ||
           strcmp(text, "Commodity") == 0;
}

/* Levels in the second header row and in the second column. */
static gvc_status look_at(gvc_ctx *ctx, const gvc_book *book, gvc_idx sheet, bool *found)
{
    char **corner = NULL;
    gvc_status status = gvc_book_corner(ctx, book, sheet, CORNER_ROWS, CORNER_COLUMNS, &corner);
    if (status != GVC_OK) {
        return status;
    }
    bool below = false;
    for (gvc_idx r = DEPTH; r < CORNER_ROWS; r++) {
        below = below || is_level(corner[r * CORNER_COLUMNS + 1]);
    }
    *found = below && is_level(corner[CORNER_COLUMNS + DEPTH]);
    gvc_book_free_corner(corner, CORNER_ROWS * CORNER_COLUMNS);
    return GVC_OK;
}

static bool is_coefficients(const gvc_book *book, gvc_idx sheet)
{
    return strcasecmp(gvc_book_sheet(book, sheet), "coefficients") == 0;
}

/* Flows rather than coefficients; -1 = no sheet is laid out like that. */
static gvc_status find_sheet(gvc_ctx *ctx, gvc_input *in, gvc_book **book, gvc_idx *sheet)
{
    gvc_status status = gvc_input_book(ctx, in, book);
    gvc_idx count = status == GVC_OK && *book != NULL ? gvc_book_sheets(*book) : 0;
    *sheet = -1;
    for (gvc_idx s = 0; status == GVC_OK && s < count; s++) {
        bool found = false;
        status = look_at(ctx, *book, s, &found);
        if (status == GVC_OK && found && (*sheet < 0 || is_coefficients(*book, *sheet))) {
            *sheet = s;
        }
    }
    return status;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_book *book = NULL;
    gvc_idx sheet = -1;
    return find_sheet(ctx, in, &book, &sheet) == GVC_OK && sheet >= 0 ? 90 : 0;
}

/* ---- units ----------------------------------------------------------------------------------- */
typedef struct reading {
    gvc_builder *b;
    gvc_labels *keys, *units; /* "level\titem", and the unit of each, which are positions */
    gvc_idx *unit_of;         /* one a key */
    gvc_idx room;
    gvc_text level, item, key; /* of the row of units that is read */
    gvc_idx row;
} reading;

static gvc_status add_unit(gvc_ctx *ctx, reading *r, const char *unit)
{
    r->key.length = 0;
    gvc_text_addf(&r->key, "%s\t%s", gvc_text_str(&r->level), gvc_text_str(&r->item));
    gvc_idx key = r->key.failed ? -1 : gvc_labels_add(r->keys, gvc_text_str(&r->key));
    gvc_idx at = gvc_labels_add(r->units, unit);
    if (key >= r->room) {
        gvc_idx room = 2 * key + 16;
        gvc_idx *grown = gvc_realloc(r->unit_of, (size_t)r->room, (size_t)room, sizeof *grown);
        if (grown == NULL) {
            key = -1;
        } else {
            r->unit_of = grown;
            r->room = room;
        }
    }
    if (key < 0 || at < 0) {
        return gvc_fail_memory(ctx, 1024, "the units of a table");
    }
    r->unit_of[key] = at;
    return GVC_OK;
}

/* Columns are level, item, unit; levels may be merged cells. */
static gvc_status take_unit(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop)
{
    reading *r = user;
    char number[GVC_NUMBER_CHARS];
    const char *text = cell->text;
    (void)stop;
    if (cell->row == 0) {
        return GVC_OK;
    }
    if (cell->kind == GVC_CELL_NUMBER) {
        gvc_print_double(number, cell->number);
        text = number; /* "1000 people" may be 1000 */
    }
    if (cell->column < 2) {
        gvc_text *to = cell->column == 0 ? &r->level : &r->item;
        to->length = 0;
        gvc_text_addf(to, "%s", text);
        r->row = cell->column == 1 ? cell->row : r->row;
        return to->failed ? gvc_fail_memory(ctx, 1024, "the units of a table") : GVC_OK;
    }
    return cell->column == 2 && r->row == cell->row ? add_unit(ctx, r, text) : GVC_OK;
}

static const char *unit_of(reading *r, const char *level, const char *item)
{
    r->key.length = 0;
    gvc_text_addf(&r->key, "%s\t%s", level, item);
    gvc_idx key = gvc_labels_find(r->keys, gvc_text_str(&r->key));
    return key < 0 ? NULL : gvc_labels_get(r->units, r->unit_of[key]);
}

static gvc_status read_units(gvc_ctx *ctx, const gvc_book *book, reading *r)
{
    for (gvc_idx s = 0; s < gvc_book_sheets(book); s++) {
        if (strcasecmp(gvc_book_sheet(book, s), "units") == 0) {
            return gvc_book_read(ctx, book, s, take_unit, r);
        }
    }
    return gvc_builder_note(ctx, r->b, "no sheet of units in the workbook");
}

/* The unit of the sectors, where they have one and the same. */
static gvc_status set_units(gvc_ctx *ctx, const gvc_read_options *options, reading *r)
{
    const char *units = NULL;
    bool mixed = false;
    for (gvc_idx k = 0; k < gvc_labels_count(r->keys); k++) {
        const char *key = gvc_labels_get(r->keys, k);
        const char *unit = gvc_labels_get(r->units, r->unit_of[k]);
        bool of_sector = strncmp(key, sector, strlen(sector)) == 0 && key[strlen(sector)] == '\t';
        if (of_sector) {
            mixed = mixed || (units != NULL && strcmp(units, unit) != 0);
            units = unit;
        }
    }
    if (units == NULL) {
        return GVC_OK;
    }
    return gvc_set_units(ctx, r->b, options, mixed ? "mixed" : units, "sheet 'units'");
}

/* ---- labels ---------------------------------------------------------------------------------- */
static gvc_status fail_level(gvc_ctx *ctx, const char *level)
{
    if (strcmp(level, "Activity") == 0 || strcmp(level, "Commodity") == 0) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "is a supply-use table (level %s); make it a table of sectors first, with "
                        "MARIO's to_iot",
                        level);
    }
    return gvc_fail(ctx, GVC_EFORMAT, "'%s' is no level of MARIO's, expected %s, %s, %s or %s",
                    level, sector, final_use, factor, satellite);
}

static gvc_status column(gvc_ctx *ctx, void *user, const gvc_sheet *sheet, gvc_idx at,
                         gvc_grid_label *label)
{
    const char *level = gvc_sheet_filled(sheet, 1, at), *item = gvc_sheet_text(sheet, 2, at);
    (void)user;
    if (item[0] == '\0') {
        return GVC_OK;
    }
    if (strcmp(level, sector) != 0 && strcmp(level, final_use) != 0) {
        return fail_level(ctx, level);
    }
    label->country = gvc_sheet_filled(sheet, 0, at);
    label->item = item;
    return GVC_OK;
}

static gvc_status row(gvc_ctx *ctx, void *user, const char *const *texts, bool empty,
                      gvc_grid_label *label, gvc_sheet_use *use)
{
    const char *region = texts[0], *level = texts[1], *item = texts[2];
    (void)user;
    bool known =
        strcmp(level, sector) == 0 || strcmp(level, factor) == 0 || strcmp(level, satellite) == 0;
    if (empty && !known) {
        *use = GVC_SHEET_LEAVE; /* names of the levels, as pandas writes them */
        return GVC_OK;
    }
    if (!known) {
        return fail_level(ctx, level);
    }
    if (item[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty, expected the item of the row");
    }
    label->country = strcmp(level, sector) == 0 ? region : "";
    label->item = item;
    *use = strcmp(level, satellite) == 0 ? GVC_SHEET_OWN : GVC_SHEET_ROW;
    return GVC_OK;
}

/* A satellite account: of industries, and of final use where it has any. */
static gvc_status add_account(gvc_ctx *ctx, void *user, gvc_grid *grid, const gvc_grid_label *label,
                              const double *cells)
{
    reading *r = user;
    const gvc_table *t = gvc_builder_so_far(r->b);
    size_t industries = (size_t)gvc_table_count(t, GVC_INDUSTRY);
    size_t uses = (size_t)gvc_table_count(t, GVC_FINAL_USE);
    double *e = gvc_calloc(industries + 1, sizeof *e), *ey = gvc_calloc(uses + 1, sizeof *ey);
    gvc_status status = e == NULL || ey == NULL
                            ? gvc_fail_memory(ctx, industries * sizeof *e, "a satellite account")
                            : GVC_OK;
    bool any = false;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_grid_columns(grid); c++) {
        gvc_grid_kind kind = gvc_grid_column_kind(grid, c);
        gvc_idx at = gvc_grid_column_position(grid, c);
        double value = cells[c] == cells[c] ? cells[c] : 0;
        if (kind == GVC_GRID_INDUSTRY) {
            e[at] = value;
        } else if (kind == GVC_GRID_FINAL_USE) {
            ey[at] = value;
            any = any || value != 0;
        }
    }
    if (status == GVC_OK) {
        const char *unit = unit_of(r, satellite, label->item);
        status = gvc_builder_extension_row(ctx, r->b, label->item, unit == NULL ? "" : unit, e,
                                           any ? ey : NULL);
    }
    gvc_release(e);
    gvc_release(ey);
    return status;
}

/* ---- reading --------------------------------------------------------------------------------- */
static gvc_status read_flows(gvc_ctx *ctx, const gvc_book *book, gvc_idx sheet,
                             const gvc_read_options *options, reading *r)
{
    const gvc_sheet_layout layout = {.sheet = sheet,
                                     .header = DEPTH,
                                     .labels = DEPTH,
                                     .filled = DEPTH - 1,
                                     .user = r,
                                     .column = column,
                                     .row = row,
                                     .own = add_account};
    gvc_status status = read_units(ctx, book, r);
    if (status == GVC_OK) {
        status = gvc_sheet_read(ctx, book, &layout, r->b, options->keep_splits);
    }
    return status == GVC_OK ? set_units(ctx, options, r) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_book *book = NULL;
    gvc_idx sheet = -1;
    reading r = {.b = b, .keys = gvc_labels_new(), .units = gvc_labels_new(), .row = -1};
    gvc_status status = r.keys == NULL || r.units == NULL
                            ? gvc_fail_memory(ctx, 1024, "the units of a table")
                            : find_sheet(ctx, in, &book, &sheet);
    if (status == GVC_OK && sheet < 0) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s: no sheet has three header rows and three columns of labels with "
                          "MARIO's levels (%s, ...) in the second",
                          in->name, sector);
    } else if (status == GVC_OK && is_coefficients(book, sheet)) {
        status = gvc_fail(ctx, GVC_EUNSUPPORTED,
                          "%s: sheet '%s' holds coefficients and no output to make flows of them; "
                          "save it from MARIO with flows=True",
                          in->name, gvc_book_sheet(book, sheet));
    }
    if (status == GVC_OK) {
        status = read_flows(ctx, book, sheet, options, &r);
    }
    gvc_labels_free(r.keys);
    gvc_labels_free(r.units);
    gvc_release(r.unit_of);
    gvc_text_free(&r.level);
    gvc_text_free(&r.item);
    gvc_text_free(&r.key);
    return status;
}

const gvc_format gvc_format_mario_book = {
    .info =
        {"mario-workbook", "a table saved by MARIO as a workbook, .xlsx",
         "A sheet of flows with three header rows and three columns of labels (region, level, "
         "item), merged cells too, and a sheet of units. Rows and columns of level Sector are the "
         "industries, those of Consumption category final use, factors of production are value "
         "added (taxes on products where their name says so), satellite accounts come with their "
         "units, and with what final use itself has of them. Coefficients without flows and "
         "supply-use tables are refused with words. The year is that in the name of the file.",
         "xlsx zip"},
    .score = score,
    .read = read_table,
};
