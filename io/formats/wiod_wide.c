/* wiod_wide.c - rows and columns of WIOD's sheet as a data frame into a grid */
#include "formats/wiod_wide.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/grid.h"

/* Far above any release; a frame with more rows is something else. */
enum { MOST_ROWS = 100000 };

typedef struct row {
    char *labels[GVC_WIDE_LABELS];
    gvc_idx at; /* in the grid; -1 = of another year */
} row;

struct gvc_wide {
    row *rows;
    gvc_idx count, room;
    gvc_labels *ids; /* "AUS1" of the rows that are taken */
    gvc_idx *taken;  /* the row of each */
    gvc_grid *grid;
};

int gvc_wide_label(const char *name)
{
    static const char *const names[GVC_WIDE_LABELS] = {"IndustryCode", "IndustryDescription",
                                                       "Country", "RNr", "Year"};
    for (int i = 0; i < GVC_WIDE_LABELS; i++) {
        if (strcasecmp(name, names[i]) == 0) {
            return i;
        }
    }
    return -1;
}

bool gvc_wide_is(const gvc_idx at[GVC_WIDE_LABELS])
{
    return at[GVC_WIDE_CODE] >= 0 && at[GVC_WIDE_COUNTRY] >= 0 && at[GVC_WIDE_NUMBER] >= 0;
}

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, MOST_ROWS, "the rows of a data frame");
}

gvc_status gvc_wide_new(gvc_ctx *ctx, gvc_wide **out)
{
    gvc_wide *w = gvc_calloc(1, sizeof *w);
    if (w != NULL) {
        w->ids = gvc_labels_new();
    }
    if (w == NULL || w->ids == NULL) {
        gvc_wide_free(w);
        return fail_memory(ctx);
    }
    *out = w;
    return GVC_OK;
}

void gvc_wide_free(gvc_wide *w)
{
    if (w == NULL) {
        return;
    }
    for (gvc_idx r = 0; r < w->count; r++) {
        for (int i = 0; i < GVC_WIDE_LABELS; i++) {
            gvc_release(w->rows[r].labels[i]);
        }
    }
    gvc_grid_free(w->grid);
    gvc_labels_free(w->ids);
    gvc_release(w->taken);
    gvc_release(w->rows);
    gvc_release(w);
}

gvc_idx gvc_wide_rows(const gvc_wide *w)
{
    return w->count;
}

gvc_status gvc_wide_row(gvc_ctx *ctx, gvc_wide *w, const char *const labels[GVC_WIDE_LABELS])
{
    static const int needed[] = {GVC_WIDE_CODE, GVC_WIDE_COUNTRY, GVC_WIDE_NUMBER};
    static const char *const names[] = {"IndustryCode", "Country", "RNr"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        const char *label = labels[needed[i]];
        if (label == NULL || label[0] == '\0') {
            return gvc_fail(ctx, GVC_EFORMAT, "row %lld of the data frame has no %s",
                            (long long)w->count + 1, names[i]);
        }
    }
    if (w->count == MOST_ROWS) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "a data frame of more than %d rows", MOST_ROWS);
    }
    if (w->count == w->room) {
        gvc_idx room = w->room == 0 ? 64 : 2 * w->room;
        row *rows = gvc_realloc(w->rows, (size_t)w->count, (size_t)room, sizeof *rows);
        if (rows == NULL) {
            return fail_memory(ctx);
        }
        w->rows = rows;
        w->room = room;
    }
    row *next = &w->rows[w->count++];
    *next = (row){.at = -1};
    for (int i = 0; i < GVC_WIDE_LABELS; i++) {
        next->labels[i] = gvc_strdup(labels[i]);
        if (labels[i] != NULL && next->labels[i] == NULL) {
            return fail_memory(ctx);
        }
    }
    return GVC_OK;
}

/* ---- years ----------------------------------------------------------------------------------- */
static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

gvc_status gvc_wide_year(gvc_ctx *ctx, gvc_idx r, const char *text, int *year)
{
    char *end = NULL;
    long value = text == NULL ? 0 : strtol(text, &end, 10);
    if (text != NULL && (end == text || *end != '\0' || value < 1 || value > 9999)) {
        return gvc_fail(ctx, GVC_EFORMAT, "row %lld of the data frame: Year '%s' is no year",
                        (long long)r + 1, text);
    }
    *year = (int)value;
    return GVC_OK;
}

static gvc_status choose_year(gvc_ctx *ctx, const gvc_wide *w, int *years, gvc_builder *b,
                              const gvc_read_options *options, const char *name, int *year)
{
    gvc_status status = GVC_OK;
    gvc_idx distinct = 0;
    int *sorted = gvc_malloc((size_t)w->count + 1, sizeof *sorted);
    if (sorted == NULL) {
        return fail_memory(ctx);
    }
    for (gvc_idx r = 0; status == GVC_OK && r < w->count; r++) {
        status = gvc_wide_year(ctx, r, w->rows[r].labels[GVC_WIDE_YEAR], &years[r]);
        sorted[r] = years[r];
    }
    if (status == GVC_OK && w->count > 0) {
        qsort(sorted, (size_t)w->count, sizeof *sorted, by_value);
        for (gvc_idx r = 0; r < w->count; r++) {
            if (r == 0 || sorted[r] != sorted[r - 1]) {
                sorted[distinct++] = sorted[r];
            }
        }
        *year = sorted[0];
    }
    if (status == GVC_OK && (distinct > 1 || *year != 0)) {
        status = gvc_choose_year(ctx, name, sorted, distinct, options->year, year);
    }
    if (status == GVC_OK && *year != 0) {
        gvc_builder_set_year(b, *year);
    }
    gvc_release(sorted);
    return status;
}

/* ---- labels ---------------------------------------------------------------------------------- */
static gvc_status add_row(gvc_ctx *ctx, gvc_wide *w, gvc_idx r)
{
    row *own = &w->rows[r];
    const gvc_grid_label label = {NULL, own->labels[GVC_WIDE_COUNTRY], own->labels[GVC_WIDE_CODE],
                                  own->labels[GVC_WIDE_DESCRIPTION]};
    gvc_text id = {0};
    gvc_text_addf(&id, "%s%s", own->labels[GVC_WIDE_COUNTRY], own->labels[GVC_WIDE_NUMBER]);
    gvc_idx before = gvc_labels_count(w->ids);
    gvc_idx at = id.failed ? -1 : gvc_labels_add(w->ids, gvc_text_str(&id));
    gvc_status status = at < 0 ? fail_memory(ctx) : GVC_OK;
    if (status == GVC_OK && at < before) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "rows %lld and %lld of the data frame have the same country and number, "
                          "%s",
                          (long long)w->taken[at] + 1, (long long)r + 1, gvc_text_str(&id));
    }
    gvc_text_free(&id);
    if (status == GVC_OK) {
        w->taken[at] = r;
        own->at = at;
        status = gvc_grid_known_row(ctx, w->grid, &label);
    }
    return status;
}

/* A column without a row: a category of final use of a country, or output. */
static gvc_status add_other_column(gvc_ctx *ctx, gvc_wide *w, const char *name)
{
    static const char *const uses[][2] = {
        {"CONS_h", "Final consumption expenditure by households"},
        {"CONS_np", "Final consumption expenditure by non-profit organisations serving households"},
        {"CONS_g", "Final consumption expenditure by government"},
        {"GFCF", "Gross fixed capital formation"},
        {"INVEN", "Changes in inventories and valuables"},
    };
    enum { FIRST_USE = 57, USES = sizeof uses / sizeof *uses };
    size_t letters = strlen(name);
    while (letters > 0 && name[letters - 1] >= '0' && name[letters - 1] <= '9') {
        letters--;
    }
    if (name[letters] == '\0' || letters == 0) {
        return gvc_grid_column(ctx, w->grid, &(gvc_grid_label){.item = name});
    }
    gvc_text country = {0}, item = {0};
    long number = strtol(name + letters, NULL, 10);
    bool known = number >= FIRST_USE && number < FIRST_USE + USES;
    gvc_text_add(&country, name, letters);
    gvc_text_addf(&item, "%s%s", known ? "" : "F",
                  known ? uses[number - FIRST_USE][0] : name + letters);
    const gvc_grid_label label = {NULL, gvc_text_str(&country), gvc_text_str(&item),
                                  known ? uses[number - FIRST_USE][1] : NULL};
    gvc_status status =
        country.failed || item.failed ? fail_memory(ctx) : gvc_grid_column(ctx, w->grid, &label);
    gvc_text_free(&country);
    gvc_text_free(&item);
    return status;
}

static gvc_status add_column(gvc_ctx *ctx, gvc_wide *w, const char *name)
{
    gvc_idx at = gvc_labels_find(w->ids, name);
    gvc_status status;
    if (at >= 0) {
        const row *own = &w->rows[w->taken[at]];
        status = gvc_grid_column(ctx, w->grid,
                                 &(gvc_grid_label){NULL, own->labels[GVC_WIDE_COUNTRY],
                                                   own->labels[GVC_WIDE_CODE],
                                                   own->labels[GVC_WIDE_DESCRIPTION]});
    } else {
        status = add_other_column(ctx, w, name);
    }
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "column '%s'", name);
}

gvc_status gvc_wide_open(gvc_ctx *ctx, gvc_wide *w, gvc_builder *b, const char *const *columns,
                         gvc_idx count, const gvc_read_options *options, const char *name)
{
    int year = 0;
    bool sure = false;
    int *years = gvc_calloc((size_t)w->count + 1, sizeof *years);
    w->taken = gvc_calloc((size_t)w->count + 1, sizeof *w->taken);
    gvc_status status = years == NULL || w->taken == NULL
                            ? fail_memory(ctx)
                            : choose_year(ctx, w, years, b, options, name, &year);
    if (status == GVC_OK) {
        status = gvc_grid_new(ctx, &w->grid, b, options->keep_splits);
    }
    for (gvc_idx r = 0; status == GVC_OK && r < w->count; r++) {
        status = years[r] == year ? add_row(ctx, w, r) : GVC_OK;
    }
    for (gvc_idx c = 0; status == GVC_OK && c < count; c++) {
        status = add_column(ctx, w, columns[c]);
    }
    if (status == GVC_OK) {
        status = gvc_grid_open(ctx, w->grid, &sure);
    }
    if (status == GVC_OK) {
        status =
            gvc_set_units(ctx, b, options, "million USD", "documentation of the provider, WIOD");
    }
    gvc_release(years);
    return status;
}

gvc_status gvc_wide_put(gvc_ctx *ctx, gvc_wide *w, gvc_idx r, gvc_idx column, double value,
                        bool missing)
{
    gvc_idx at = w->rows[r].at;
    return at < 0 ? GVC_OK : gvc_grid_put_strict(ctx, w->grid, at, column, value, missing);
}

gvc_status gvc_wide_close(gvc_ctx *ctx, gvc_wide *w)
{
    return gvc_grid_close(ctx, w->grid);
}
