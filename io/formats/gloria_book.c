/* gloria_book.c - the workbook that comes with a release of GLORIA: what its positions are called
 *
 * Columns are found by their headings (Region_acronyms, Region_names, Sector_names, ...), sheets by
 * their names. A sheet that lists every position is compared with regions x (industries, products)
 * x sectors, which is how the reader takes them. */
#include <string.h>
#include <strings.h>

#include "formats/gloria.h"

enum { MOST_COLUMNS = 3, MOST_ROWS = 100000 };

/* Columns of a sheet that are wanted, by what their heading contains. */
typedef struct column {
    const char *heading;
    gvc_gloria_list *list;
    gvc_idx at; /* -1 until the heading is met */
} column;

typedef struct sheet {
    column columns[MOST_COLUMNS];
    gvc_idx row; /* that cells are put into, counted from below the headings */
    gvc_idx heading_row;
} sheet;

static bool contains(const char *text, const char *part)
{
    for (size_t length = strlen(part); *text != '\0'; text++) {
        if (strncasecmp(text, part, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Blanks, and the quotes that some labels have, off both ends. */
static void trim(const char **text, size_t *length)
{
    static const char off[] = " \t\r\n'";
    *length = strlen(*text);
    while (*length > 0 && strchr(off, (*text)[0]) != NULL) {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && strchr(off, (*text)[*length - 1]) != NULL) {
        (*length)--;
    }
}

static gvc_status push(gvc_ctx *ctx, gvc_gloria_list *list, const char *text)
{
    gvc_text trimmed = {0};
    size_t length = 0;
    trim(&text, &length);
    gvc_text_add(&trimmed, text, length);
    bool done = !trimmed.failed && gvc_gloria_push(list, gvc_text_str(&trimmed));
    gvc_text_free(&trimmed);
    return done ? GVC_OK : gvc_fail_memory(ctx, length, "a label");
}

static gvc_status take(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop)
{
    sheet *s = user;
    gvc_status status = GVC_OK;
    if (cell->kind != GVC_CELL_TEXT || cell->row > MOST_ROWS) {
        *stop = cell->row > MOST_ROWS;
        return GVC_OK;
    }
    for (int k = 0; status == GVC_OK && k < MOST_COLUMNS && s->columns[k].list != NULL; k++) {
        column *c = &s->columns[k];
        if (c->at < 0 && contains(cell->text, c->heading)) {
            c->at = cell->column;
            s->heading_row = cell->row;
        } else if (c->at == cell->column && cell->row > s->heading_row) {
            /* A cell that is missing leaves its place empty. */
            while (status == GVC_OK && c->list->count < cell->row - s->heading_row - 1) {
                status = push(ctx, c->list, "");
            }
            if (status == GVC_OK) {
                status = push(ctx, c->list, cell->text);
            }
        }
    }
    return status;
}

static gvc_idx find_sheet(const gvc_book *book, const char *name)
{
    for (gvc_idx i = 0; i < gvc_book_sheets(book); i++) {
        if (contains(gvc_book_sheet(book, i), name)) {
            return i;
        }
    }
    return -1;
}

/* Lists of one sheet; empty ones where there is no such sheet. */
static gvc_status read_sheet(gvc_ctx *ctx, const gvc_book *book, const char *name, sheet *s)
{
    gvc_idx at = find_sheet(book, name);
    return at < 0 ? GVC_OK : gvc_book_read(ctx, book, at, take, s);
}

static gvc_status read_lists(gvc_ctx *ctx, const gvc_book *book, gvc_gloria_labels *out)
{
    sheet regions = {
        {{"acronym", &out->regions, -1}, {"region_name", &out->region_names, -1}}, 0, 0};
    sheet sectors = {{{"sector_name", &out->sectors, -1}}, 0, 0};
    sheet rows = {
        {{"value_added", &out->value_added, -1}, {"final_demand", &out->final_demand, -1}}, 0, 0};
    sheet satellites = {{{"sat_indicator", &out->satellites, -1},
                         {"head_indicator", &out->heads, -1},
                         {"unit", &out->units, -1}},
                        0,
                        0};
    gvc_status status = read_sheet(ctx, book, "regions", &regions);
    if (status == GVC_OK) {
        status = read_sheet(ctx, book, "sectors", &sectors);
    }
    if (status == GVC_OK) {
        status = read_sheet(ctx, book, "value added", &rows);
    }
    return status == GVC_OK ? read_sheet(ctx, book, "satellites", &satellites) : status;
}

/* ---- every position -------------------------------------------------------------------------- */
typedef struct sequence {
    const gvc_book *book;
    gvc_idx sheet, column, heading_row, count;
    const gvc_gloria_labels *labels;
    gvc_text expected;
} sequence;

/* "Rest of Americas (XAM) Growing wheat industry" */
static void expect(sequence *s, gvc_idx position)
{
    gvc_idx sectors = s->labels->sectors.count, region = position / (2 * sectors);
    gvc_idx within = position % (2 * sectors);
    const char *name =
        region < s->labels->region_names.count ? s->labels->region_names.items[region] : "";
    s->expected.length = 0;
    gvc_text_addf(&s->expected, "%s (%s) %s %s", name, s->labels->regions.items[region],
                  s->labels->sectors.items[within % sectors],
                  within < sectors ? "industry" : "product");
}

static gvc_status compare(gvc_ctx *ctx, void *user, const gvc_cell *cell, bool *stop)
{
    sequence *s = user;
    (void)stop;
    if (cell->kind != GVC_CELL_TEXT) {
        return GVC_OK;
    }
    if (s->column < 0) {
        bool heading = contains(cell->text, "regionsector");
        s->column = heading ? cell->column : -1;
        s->heading_row = cell->row;
        return GVC_OK;
    }
    gvc_idx position = cell->row - s->heading_row - 1;
    if (cell->column != s->column || position < 0) {
        return GVC_OK;
    }
    s->count++;
    if (position >= 2 * s->labels->sectors.count * s->labels->regions.count) {
        return GVC_OK; /* counted */
    }
    expect(s, position);
    const char *text = cell->text;
    size_t length = 0;
    trim(&text, &length);
    if (s->expected.failed) {
        return gvc_fail_memory(ctx, 256, "a label");
    }
    if (length == s->expected.length && memcmp(text, s->expected.chars, length) == 0) {
        return GVC_OK;
    }
    char place[256];
    gvc_book_place(s->book, s->sheet, cell->row, cell->column, place, sizeof place);
    return gvc_fail(ctx, GVC_EFORMAT,
                    "%s: position %lld is '%.*s', expected '%s': regions, in each its industries "
                    "and then its products",
                    place, (long long)position + 1, (int)length, text, gvc_text_str(&s->expected));
}

static gvc_status check_sequence(gvc_ctx *ctx, const gvc_book *book, const char *name,
                                 const gvc_gloria_labels *labels)
{
    sequence s = {.book = book, .sheet = find_sheet(book, "sequential"), .column = -1};
    s.labels = labels;
    if (s.sheet < 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_book_read(ctx, book, s.sheet, compare, &s);
    gvc_idx wanted = 2 * labels->regions.count * labels->sectors.count;
    if (status == GVC_OK && s.column >= 0 && s.count != wanted) {
        status =
            gvc_fail(ctx, GVC_ESHAPE,
                     "%s: sheet '%s' has %lld labels, expected %lld = 2 x %lld regions x %lld "
                     "sectors",
                     name, gvc_book_sheet(book, s.sheet), (long long)s.count, (long long)wanted,
                     (long long)labels->regions.count, (long long)labels->sectors.count);
    }
    gvc_text_free(&s.expected);
    return status;
}

gvc_status gvc_gloria_read_book(gvc_ctx *ctx, gvc_source *source, gvc_gloria_labels *out)
{
    gvc_book *book = NULL;
    const char *name = gvc_source_name(source);
    gvc_status status = gvc_book_open(ctx, &book, source);
    if (status == GVC_OK) {
        status = read_lists(ctx, book, out);
    }
    if (status == GVC_OK && (out->regions.count == 0 || out->sectors.count == 0)) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s: no sheet 'Regions' with a column of acronyms, or no sheet 'Sectors' "
                          "with one of names",
                          name);
    }
    if (status == GVC_OK) {
        status = check_sequence(ctx, book, name, out);
    }
    gvc_book_close(book);
    return status;
}
