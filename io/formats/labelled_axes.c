/* labelled_axes.c - first pass over a labelled table: which row and column is what */
#include <string.h>
#include <strings.h>

#include "formats/labelled.h"

gvc_status gvc_labelled_fail_empty(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx column)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column %lld: empty, expected a number",
                    gvc_csv_name(csv), (long long)gvc_csv_line(csv), (long long)column + 2);
}

void gvc_labelled_clear(gvc_labelled *t)
{
    gvc_labels_free(t->columns);
    gvc_labels_free(t->rows);
    gvc_labels_free(t->industries);
    gvc_labels_free(t->value_added);
    gvc_labels_free(t->countries);
    gvc_labels_free(t->sectors);
    gvc_release(t->lines);
    gvc_release(t->kinds);
    gvc_release(t->positions);
    gvc_release(t->row_kinds);
    *t = (gvc_labelled){0};
}

static bool is_output(const char *label)
{
    return strcasecmp(label, "OUT") == 0 || strcasecmp(label, "OUTPUT") == 0 ||
           strcasecmp(label, "TOTAL") == 0 || strcmp(label, "X") == 0;
}

static gvc_status no_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

/* ---- reading --------------------------------------------------------------------------------- */

static gvc_status read_header(gvc_ctx *ctx, gvc_labelled *t, gvc_csv *csv)
{
    bool more = false;
    const char *label = NULL;
    gvc_status status = gvc_csv_next(ctx, csv, &more);
    if (status == GVC_OK && !more) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row", gvc_csv_name(csv));
    }
    if (status == GVC_OK) {
        status = gvc_csv_text(ctx, csv, &label); /* the corner may say anything */
    }
    for (gvc_idx column = 2; status == GVC_OK; column++) {
        status = gvc_csv_text(ctx, csv, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        gvc_idx at = gvc_labels_find(t->columns, label);
        if (label[0] == '\0') {
            status = gvc_fail(ctx, GVC_EFORMAT, "%s:1: column %lld: empty, expected a label",
                              gvc_csv_name(csv), (long long)column);
        } else if (at >= 0) {
            status = gvc_fail(ctx, GVC_EFORMAT,
                              "%s:1: column %lld: '%s' is there twice, first in column %lld",
                              gvc_csv_name(csv), (long long)column, label, (long long)at + 2);
        } else if (gvc_labels_add(t->columns, label) < 0) {
            status = no_memory(ctx);
        }
    }
    t->column_count = gvc_labels_count(t->columns);
    return status;
}

static gvc_status add_row(gvc_ctx *ctx, gvc_labelled *t, gvc_csv *csv, const char *label)
{
    gvc_idx at = gvc_labels_find(t->rows, label), line = gvc_csv_line(csv);
    if (label[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column 1: empty, expected a label",
                        gvc_csv_name(csv), (long long)line);
    }
    if (at >= 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: '%s' is there twice, first in line %lld",
                        gvc_csv_name(csv), (long long)line, label, (long long)t->lines[at]);
    }
    if (t->row_count == t->row_capacity) {
        gvc_idx capacity = t->row_count == 0 ? 64 : 2 * t->row_count;
        gvc_idx *lines =
            gvc_realloc(t->lines, (size_t)t->row_count, (size_t)capacity, sizeof *lines);
        if (lines == NULL) {
            return no_memory(ctx);
        }
        t->lines = lines;
        t->row_capacity = capacity;
    }
    t->lines[t->row_count++] = line;
    return gvc_labels_add(t->rows, label) < 0 ? no_memory(ctx) : GVC_OK;
}

static gvc_status read_rows(gvc_ctx *ctx, gvc_labelled *t, gvc_csv *csv)
{
    bool more = true;
    gvc_status status = GVC_OK;
    while (status == GVC_OK) {
        const char *label = NULL;
        status = gvc_csv_next(ctx, csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = gvc_csv_text(ctx, csv, &label);
        if (status == GVC_OK) {
            status = add_row(ctx, t, csv, label);
        }
    }
    return status;
}

/* ---- sorting --------------------------------------------------------------------------------- */

/* Length of the part before the first underscore, 0 where there are not two parts. */
static size_t country_length(const char *label)
{
    const char *cut = strchr(label, '_');
    return cut == NULL || cut[1] == '\0' ? 0 : (size_t)(cut - label);
}

/* The country of a label as a text of its own, "" without one. */
static bool set_country(gvc_text *country, const char *label)
{
    country->length = 0;
    gvc_text_add(country, label, country_length(label));
    return !country->failed;
}

/* Would this label be an industry, from its parts? */
static bool looks_like_industry(const gvc_labelled *t, const char *label, gvc_text *country)
{
    size_t length = country_length(label);
    return length > 0 && set_country(country, label) &&
           gvc_labels_find(t->countries, gvc_text_str(country)) >= 0 &&
           gvc_labels_find(t->sectors, label + length + 1) >= 0;
}

static gvc_status add_industry(gvc_ctx *ctx, gvc_labelled *t, const gvc_csv *csv, gvc_idx row,
                               gvc_text *country)
{
    const char *label = gvc_labels_get(t->rows, row);
    size_t length = country_length(label);
    if (length == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: industry '%s' is not named COUNTRY_SECTOR",
                        gvc_csv_name(csv), (long long)t->lines[row], label);
    }
    bool done = set_country(country, label) &&
                gvc_labels_add(t->countries, gvc_text_str(country)) >= 0 &&
                gvc_labels_add(t->sectors, label + length + 1) >= 0 &&
                gvc_labels_add(t->industries, label) >= 0;
    return done ? GVC_OK : no_memory(ctx);
}

static gvc_status sort_rows(gvc_ctx *ctx, gvc_labelled *t, const gvc_csv *csv, gvc_text *country)
{
    gvc_status status = GVC_OK;
    gvc_idx last = -1;
    for (gvc_idx i = 0; status == GVC_OK && i < t->row_count; i++) {
        const char *label = gvc_labels_get(t->rows, i);
        t->row_kinds[i] = is_output(label)                          ? GVC_ROW_OUTPUT
                          : gvc_labels_find(t->columns, label) >= 0 ? GVC_ROW_INDUSTRY
                                                                    : GVC_ROW_VALUE_ADDED;
        if (t->row_kinds[i] == GVC_ROW_INDUSTRY) {
            last = i;
            status = add_industry(ctx, t, csv, i, country);
        }
    }
    if (status == GVC_OK && last < 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s: no row has the label of a column, so there is no industry; expected "
                        "labels like DEU_C20 in line 1 and in column 1",
                        gvc_csv_name(csv));
    }
    for (gvc_idx i = 0; status == GVC_OK && i < t->row_count; i++) {
        const char *label = gvc_labels_get(t->rows, i);
        if (t->row_kinds[i] == GVC_ROW_OUTPUT) {
            if (t->has_output_row) {
                return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: a second row of output, '%s'",
                                gvc_csv_name(csv), (long long)t->lines[i], label);
            }
            t->has_output_row = true;
        } else if (t->row_kinds[i] == GVC_ROW_VALUE_ADDED) {
            if (i < last || looks_like_industry(t, label, country)) {
                return gvc_fail(ctx, GVC_ESHAPE, "%s:%lld: row '%s' has no column of that name",
                                gvc_csv_name(csv), (long long)t->lines[i], label);
            }
            status = gvc_labels_add(t->value_added, label) < 0 ? no_memory(ctx) : GVC_OK;
        }
    }
    return status;
}

static gvc_status sort_columns(gvc_ctx *ctx, gvc_labelled *t, const gvc_csv *csv, gvc_text *country)
{
    gvc_idx final = 0;
    for (gvc_idx c = 0; c < t->column_count; c++) {
        const char *label = gvc_labels_get(t->columns, c);
        gvc_idx row = gvc_labels_find(t->industries, label);
        if (row >= 0) {
            t->kinds[c] = GVC_COLUMN_INDUSTRY;
            t->positions[c] = row;
        } else if (is_output(label)) {
            if (t->has_output_column) {
                return gvc_fail(ctx, GVC_EFORMAT,
                                "%s:1: column %lld: a second column of output, '%s'",
                                gvc_csv_name(csv), (long long)c + 2, label);
            }
            t->kinds[c] = GVC_COLUMN_OUTPUT;
            t->positions[c] = 0;
            t->has_output_column = true;
        } else if (looks_like_industry(t, label, country)) {
            return gvc_fail(ctx, GVC_ESHAPE, "%s:1: column %lld: '%s' has no row of that name",
                            gvc_csv_name(csv), (long long)c + 2, label);
        } else {
            t->kinds[c] = GVC_COLUMN_FINAL;
            t->positions[c] = final++;
        }
    }
    return GVC_OK;
}

gvc_status gvc_labelled_read_axes(gvc_ctx *ctx, gvc_labelled *t, gvc_csv *csv)
{
    gvc_labels **sets[] = {&t->columns,     &t->rows,      &t->industries,
                           &t->value_added, &t->countries, &t->sectors};
    for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
        *sets[i] = gvc_labels_new();
        if (*sets[i] == NULL) {
            return no_memory(ctx);
        }
    }
    gvc_status status = read_header(ctx, t, csv);
    if (status == GVC_OK) {
        status = read_rows(ctx, t, csv);
    }
    if (status != GVC_OK) {
        return status;
    }
    t->kinds = gvc_calloc((size_t)t->column_count, 1);
    t->positions = gvc_calloc((size_t)t->column_count, sizeof *t->positions);
    t->row_kinds = gvc_calloc((size_t)t->row_count, 1);
    if (t->kinds == NULL || t->positions == NULL || t->row_kinds == NULL) {
        return no_memory(ctx);
    }
    gvc_text country = {0};
    status = sort_rows(ctx, t, csv, &country);
    if (status == GVC_OK) {
        status = sort_columns(ctx, t, csv, &country);
    }
    gvc_text_free(&country);
    return status;
}
