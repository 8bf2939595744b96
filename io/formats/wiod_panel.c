/* wiod_panel.c - a long panel into a table: once over it for years and labels, once for values
 *
 * Records come in any order, so the order of the table is that of its labels: countries by their
 * code, the rest of the world last; items by their number. */
#include "formats/wiod_panel.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/grid.h"

enum { YEAR, ROW_COUNTRY, ROW_ITEM, COL_COUNTRY, COL_ITEM, VALUE, FIELDS };

static const char *const fields[FIELDS] = {"year",        "row_country", "row_item",
                                           "col_country", "col_item",    "value"};

/* Labels of either kind, far above any release. */
enum { MOST = 1000, MOST_YEARS = 200 };
/* Cells of a sheet, a bit each. */
#define MOST_CELLS (INT64_C(1) << 32)

typedef struct panel {
    const gvc_dta *d;
    gvc_idx at[FIELDS], last; /* variables; the last of them in a row */
    gvc_labels *countries, *items;
    gvc_idx numbers[MOST]; /* 1 + label of an item that is a small number, once it was looked up */
    int years[MOST_YEARS];
    gvc_idx year_count;
    int asked;
    int32_t *rows, *columns; /* by country and item: 1 + place in the grid, or seen; 0 = absent */
    gvc_idx row_count, column_count;
    gvc_grid *grid;
    unsigned char *seen; /* a bit for each cell */
    /* The record at hand. */
    int year;
    gvc_idx key[FIELDS]; /* label of country or item */
    double value;
    bool missing;
} panel;

bool gvc_wiod_panel_is(const gvc_dta *d)
{
    for (int f = ROW_COUNTRY; f < FIELDS; f++) {
        if (gvc_dta_find(d, fields[f]) < 0) {
            return false;
        }
    }
    return true;
}

/* ---- records --------------------------------------------------------------------------------- */
static gvc_status fail_field(gvc_ctx *ctx, gvc_idx row, int field, const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT, "row %lld: %s is %s", (long long)row + 1, fields[field],
                    what);
}

/* Countries are texts; items are texts or whole numbers. */
static gvc_status take_label(gvc_ctx *ctx, panel *p, gvc_idx row, int field, const char *text,
                             double number, bool missing)
{
    char room[32];
    gvc_labels *labels = field == ROW_COUNTRY || field == COL_COUNTRY ? p->countries : p->items;
    bool small = text == NULL && !missing && labels == p->items && number >= 0 && number < MOST &&
                 number == (double)(int)number;
    if (small && p->numbers[(int)number] != 0) {
        p->key[field] = p->numbers[(int)number] - 1;
        return GVC_OK;
    }
    if (missing || (text != NULL && text[0] == '\0')) {
        return fail_field(ctx, row, field, "empty");
    }
    if (text == NULL) {
        gvc_print_plain(room, sizeof room, "%.15g", number);
        text = room;
    }
    gvc_idx label = gvc_labels_find(labels, text);
    if (label < 0 && gvc_labels_count(labels) == MOST) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "row %lld: more than %d labels in %s",
                        (long long)row + 1, MOST, fields[field]);
    }
    label = label < 0 ? gvc_labels_add(labels, text) : label;
    p->key[field] = label;
    if (small) {
        p->numbers[(int)number] = label + 1;
    }
    return label < 0 ? gvc_fail_memory(ctx, 256, "the labels of a table") : GVC_OK;
}

static gvc_status take_year(gvc_ctx *ctx, panel *p, gvc_idx row, const char *text, double number,
                            bool missing)
{
    char *end = NULL;
    double year = text != NULL ? strtod(text, &end) : number;
    bool whole = !missing && year >= 1 && year <= 9999 && year == (double)(int)year;
    if (!whole || (text != NULL && (end == text || *end != '\0'))) {
        return fail_field(ctx, row, YEAR, "no year");
    }
    p->year = (int)year;
    return GVC_OK;
}

static gvc_status take_field(gvc_ctx *ctx, panel *p, gvc_idx row, gvc_idx variable,
                             const char *text, double number, bool missing)
{
    int field = 0;
    while (field < FIELDS && p->at[field] != variable) {
        field++;
    }
    if (field == YEAR) {
        return take_year(ctx, p, row, text, number, missing);
    }
    if (field == VALUE) {
        p->value = number;
        p->missing = missing;
        return text == NULL ? GVC_OK : fail_field(ctx, row, VALUE, "a text, expected a number");
    }
    /* Records of other years are passed over as soon as that is known. */
    return p->asked == 0 || p->year == p->asked || p->at[YEAR] > variable
               ? take_label(ctx, p, row, field, text, number, missing)
               : GVC_OK;
}

static size_t cell_of(const panel *p, int country, int item)
{
    return (size_t)p->key[country] * MOST + (size_t)p->key[item];
}

/* ---- first pass: years and labels ------------------------------------------------------------ */
static gvc_status add_year(gvc_ctx *ctx, panel *p)
{
    for (gvc_idx i = 0; i < p->year_count; i++) {
        if (p->years[i] == p->year) {
            return GVC_OK;
        }
    }
    if (p->year_count == MOST_YEARS) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "holds more than %d years", MOST_YEARS);
    }
    p->years[p->year_count++] = p->year;
    return GVC_OK;
}

static gvc_status look(gvc_ctx *ctx, void *user, gvc_idx row, gvc_idx variable, const char *text,
                       double number, bool missing)
{
    panel *p = user;
    gvc_status status = take_field(ctx, p, row, variable, text, number, missing);
    if (status != GVC_OK || variable != p->last) {
        return status;
    }
    status = add_year(ctx, p);
    if (p->asked == 0) {
        p->asked = p->year; /* the only one, or an error later */
    }
    if (status == GVC_OK && p->year == p->asked) {
        p->rows[cell_of(p, ROW_COUNTRY, ROW_ITEM)] = 1;
        p->columns[cell_of(p, COL_COUNTRY, COL_ITEM)] = 1;
    }
    return status;
}

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* ---- labels in their order ------------------------------------------------------------------- */
typedef struct key {
    const char *country, *item;
    size_t cell;
} key;

static int rank(const char *country)
{
    return strcasecmp(country, "TOT") == 0 ? 2 : strcasecmp(country, "ROW") == 0 ? 1 : 0;
}

static int by_label(const void *a, const void *b)
{
    const key *x = a, *y = b;
    int order = rank(x->country) - rank(y->country);
    if (order == 0) {
        order = strcmp(x->country, y->country);
    }
    if (order == 0) {
        long i = strtol(x->item, NULL, 10), j = strtol(y->item, NULL, 10);
        order = (i > j) - (i < j);
    }
    return order == 0 ? strcmp(x->item, y->item) : order;
}

static bool is_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* Rows below are called as in the workbooks of the release, r60 and so on; categories of final use
 * have their names from its documentation. */
static gvc_status add_key(gvc_ctx *ctx, panel *p, const key *k, bool row)
{
    static const char *const uses[][2] = {
        {"37", "Final consumption expenditure by households"},
        {"38", "Final consumption expenditure by non-profit organisations serving households"},
        {"39", "Final consumption expenditure by government"},
        {"41", "Gross fixed capital formation"},
        {"42", "Changes in inventories and valuables"},
    };
    char item[32];
    gvc_grid_label label = {.country = k->country, .item = k->item};
    if (row && p->columns[k->cell] == 0 && is_number(k->item)) {
        snprintf(item, sizeof item, "r%.20s", k->item);
        label.item = item;
    }
    for (size_t i = 0; !row && p->rows[k->cell] == 0 && i < sizeof uses / sizeof *uses; i++) {
        label.name = strcmp(k->item, uses[i][0]) == 0 ? uses[i][1] : label.name;
    }
    return row ? gvc_grid_known_row(ctx, p->grid, &label) : gvc_grid_column(ctx, p->grid, &label);
}

static gvc_status name_keys(gvc_ctx *ctx, panel *p, int32_t *cells, gvc_idx *count, bool row)
{
    gvc_status status = GVC_OK;
    for (size_t c = 0; c < (size_t)MOST * MOST; c++) {
        *count += cells[c] != 0;
    }
    key *keys = gvc_calloc((size_t)*count + 1, sizeof *keys);
    if (keys == NULL) {
        return gvc_fail_memory(ctx, (size_t)*count * sizeof *keys, "the labels of a table");
    }
    gvc_idx at = 0;
    for (size_t c = 0; c < (size_t)MOST * MOST; c++) {
        if (cells[c] != 0) {
            keys[at++] = (key){gvc_labels_get(p->countries, (gvc_idx)(c / MOST)),
                               gvc_labels_get(p->items, (gvc_idx)(c % MOST)), c};
        }
    }
    qsort(keys, (size_t)*count, sizeof *keys, by_label);
    for (at = 0; status == GVC_OK && at < *count; at++) {
        cells[keys[at].cell] = (int32_t)at + 1;
        status = add_key(ctx, p, &keys[at], row);
    }
    gvc_release(keys);
    return status;
}

/* ---- second pass: values --------------------------------------------------------------------- */
static gvc_status place(gvc_ctx *ctx, void *user, gvc_idx row, gvc_idx variable, const char *text,
                        double number, bool missing)
{
    panel *p = user;
    gvc_status status = take_field(ctx, p, row, variable, text, number, missing);
    if (status != GVC_OK || variable != p->last || p->year != p->asked) {
        return status;
    }
    gvc_idx r = p->rows[cell_of(p, ROW_COUNTRY, ROW_ITEM)] - 1;
    gvc_idx c = p->columns[cell_of(p, COL_COUNTRY, COL_ITEM)] - 1;
    if (r < 0 || c < 0) {
        return gvc_fail(ctx, GVC_EIO, "was changed while it was read");
    }
    size_t bit = (size_t)r * (size_t)p->column_count + (size_t)c;
    if ((p->seen[bit / 8] & 1u << bit % 8) != 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "row %lld: the cell of %s %s and %s %s is there twice in %d",
                        (long long)row + 1, gvc_labels_get(p->countries, p->key[ROW_COUNTRY]),
                        gvc_labels_get(p->items, p->key[ROW_ITEM]),
                        gvc_labels_get(p->countries, p->key[COL_COUNTRY]),
                        gvc_labels_get(p->items, p->key[COL_ITEM]), p->year);
    }
    p->seen[bit / 8] |= (unsigned char)(1u << bit % 8);
    return gvc_grid_put_strict(ctx, p->grid, r, c, p->value, p->missing);
}

/* Cells of industries that no record states. */
static gvc_status note_absent(gvc_ctx *ctx, const panel *p, gvc_builder *b)
{
    gvc_idx absent = 0;
    for (gvc_idx r = 0; r < p->row_count; r++) {
        bool industry = gvc_grid_row_kind(p->grid, r) == GVC_GRID_INDUSTRY;
        for (gvc_idx c = 0; industry && c < p->column_count; c++) {
            size_t bit = (size_t)r * (size_t)p->column_count + (size_t)c;
            absent += (p->seen[bit / 8] & 1u << bit % 8) == 0;
        }
    }
    return absent == 0 ? GVC_OK
                       : gvc_builder_note(ctx, b, "%lld cell%s not in the file: 0",
                                          (long long)absent, absent == 1 ? " is" : "s are");
}

static gvc_status prepare(gvc_ctx *ctx, panel *p, const gvc_dta *d, int year)
{
    *p = (panel){.d = d, .last = -1};
    for (int f = 0; f < FIELDS; f++) {
        p->at[f] = gvc_dta_find(d, fields[f]);
    }
    p->asked = p->at[YEAR] >= 0 ? year : 0;
    p->countries = gvc_labels_new();
    p->items = gvc_labels_new();
    p->rows = gvc_calloc((size_t)MOST * MOST, sizeof *p->rows);
    p->columns = gvc_calloc((size_t)MOST * MOST, sizeof *p->columns);
    return p->countries == NULL || p->items == NULL || p->rows == NULL || p->columns == NULL
               ? gvc_fail_memory(ctx, (size_t)MOST * MOST * 8, "the labels of a table")
               : GVC_OK;
}

/* One pass over the variables up to `most`. */
static gvc_status pass(gvc_ctx *ctx, panel *p, int most, gvc_dta_take *take)
{
    bool *wanted = gvc_calloc((size_t)p->d->count + 1, sizeof *wanted);
    if (wanted == NULL) {
        return gvc_fail_memory(ctx, (size_t)p->d->count, "variables");
    }
    p->last = -1;
    for (int f = 0; f <= most; f++) {
        if (p->at[f] >= 0) {
            wanted[p->at[f]] = true;
            p->last = p->at[f] > p->last ? p->at[f] : p->last;
        }
    }
    gvc_status status = gvc_dta_stream(ctx, p->d, wanted, take, p);
    gvc_release(wanted);
    return status;
}

static gvc_status name_labels(gvc_ctx *ctx, panel *p, const gvc_read_options *options,
                              gvc_builder *b, const char *name)
{
    bool sure = false;
    gvc_status status = GVC_OK;
    if (p->at[YEAR] >= 0) {
        qsort(p->years, (size_t)p->year_count, sizeof *p->years, by_value);
        status = gvc_choose_year(ctx, name, p->years, p->year_count, options->year, &p->asked);
        gvc_builder_set_year(b, p->asked);
    }
    if (status == GVC_OK) {
        status = gvc_grid_new(ctx, &p->grid, b, options->keep_splits);
    }
    if (status == GVC_OK) {
        status = name_keys(ctx, p, p->columns, &p->column_count, false);
    }
    if (status == GVC_OK) {
        status = name_keys(ctx, p, p->rows, &p->row_count, true);
    }
    if (status == GVC_OK) {
        status = gvc_grid_open(ctx, p->grid, &sure);
    }
    size_t bytes = (size_t)p->row_count * (size_t)p->column_count / 8 + 1;
    if (status == GVC_OK && p->row_count * p->column_count > MOST_CELLS) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "%lld rows and %lld columns are too many",
                        (long long)p->row_count, (long long)p->column_count);
    }
    if (status == GVC_OK) {
        status = gvc_need_memory(ctx, bytes, "the cells of a panel");
    }
    p->seen = status == GVC_OK ? gvc_calloc(bytes, 1) : NULL;
    return status == GVC_OK && p->seen == NULL ? gvc_fail_memory(ctx, bytes, "the cells of a panel")
                                               : status;
}

gvc_status gvc_wiod_panel_read(gvc_ctx *ctx, const gvc_dta *d, const gvc_read_options *options,
                               gvc_builder *b, const char *name)
{
    panel p;
    gvc_status status = prepare(ctx, &p, d, options->year);
    if (status == GVC_OK) {
        status = pass(ctx, &p, COL_ITEM, look);
    }
    if (status == GVC_OK) {
        status = name_labels(ctx, &p, options, b, name);
    }
    if (status == GVC_OK) {
        status = pass(ctx, &p, VALUE, place);
    }
    if (status == GVC_OK) {
        status = note_absent(ctx, &p, b);
    }
    if (status == GVC_OK) {
        status = gvc_grid_close(ctx, p.grid);
    }
    gvc_grid_free(p.grid);
    gvc_labels_free(p.countries);
    gvc_labels_free(p.items);
    gvc_release(p.rows);
    gvc_release(p.columns);
    gvc_release(p.seen);
    return status;
}
