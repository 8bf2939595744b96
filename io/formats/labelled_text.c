/* labelled_text.c - a delimited text with a label on every column and row, read into a grid
 *
 * Numbers go from the text into the row of the grid. The rows are expected in the order of the
 * columns, as published tables have them; where one comes that is not, the file is read again: its
 * row labels first, then its numbers. */
#include "formats/labelled_text.h"

#include <math.h>

#include "text/csv.h"

typedef struct reading {
    gvc_csv *csv;
    gvc_grid *grid;
    gvc_label_parts *parts;
    void *state;
    gvc_idx *lines; /* of the known rows */
    gvc_idx line_count, line_room;
    bool open_ended; /* the header ends with empty fields */
    gvc_idx blank;   /* lines without a label and a number */
} reading;

static gvc_status fail_empty_label(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx field)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column %lld: empty, expected a label",
                    gvc_csv_name(csv), (long long)gvc_csv_line(csv), (long long)field);
}

/* ---- the header ------------------------------------------------------------------------------ */
static gvc_status add_column(gvc_ctx *ctx, reading *r, const char *text, gvc_idx field)
{
    gvc_grid_label label = {.text = text};
    if (r->parts != NULL && r->parts(r->state, text, &label)) {
        label.text = NULL;
    }
    gvc_status status = gvc_grid_column(ctx, r->grid, &label);
    gvc_grid_place place = gvc_grid_failed_at(r->grid);
    if (status == GVC_EFORMAT && place.first >= 0) {
        return gvc_fail(ctx, status,
                        "%s:%lld: column %lld: '%s' is there twice, first in column "
                        "%lld",
                        gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), (long long)field,
                        text, (long long)place.first + 2);
    }
    return status == GVC_OK ? GVC_OK
                            : gvc_fail_in(ctx, status, "%s:%lld: column %lld", gvc_csv_name(r->csv),
                                          (long long)gvc_csv_line(r->csv), (long long)field);
}

/* To the first row; the header is passed over. */
static gvc_status skip_header(gvc_ctx *ctx, reading *r)
{
    bool more = false;
    gvc_status status = gvc_csv_rewind(ctx, r->csv);
    return status == GVC_OK ? gvc_csv_next(ctx, r->csv, &more) : status;
}

static gvc_status read_header(gvc_ctx *ctx, reading *r)
{
    bool more = false;
    const char *label = NULL;
    gvc_idx empty = 0, fields = 1;
    gvc_status status = gvc_csv_next(ctx, r->csv, &more);
    if (status == GVC_OK && !more) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row", gvc_csv_name(r->csv));
    }
    if (status == GVC_OK) {
        status = gvc_csv_text(ctx, r->csv, &label); /* the corner may say anything */
    }
    while (status == GVC_OK) {
        status = gvc_csv_text(ctx, r->csv, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        fields++;
        if (label[0] == '\0') {
            empty = empty == 0 ? fields : empty;
        } else {
            status = empty != 0 ? fail_empty_label(ctx, r->csv, empty)
                                : add_column(ctx, r, label, fields);
        }
    }
    r->open_ended = empty != 0;
    gvc_csv_expect(r->csv, fields);
    return status;
}

/* ---- rows ------------------------------------------------------------------------------------ */
/* The next row with a label; *label NULL at the end. Lines of nothing but delimiters, as
 * spreadsheets leave them, are passed over. */
static gvc_status next_row(gvc_ctx *ctx, reading *r, const char **label)
{
    for (;;) {
        bool more = false;
        gvc_status status = gvc_csv_next(ctx, r->csv, &more);
        *label = NULL;
        if (status == GVC_OK && more) {
            status = gvc_csv_text(ctx, r->csv, label);
        }
        if (status != GVC_OK || *label == NULL || (*label)[0] != '\0') {
            return status;
        }
        while (status == GVC_OK && *label != NULL && (*label)[0] == '\0') {
            status = gvc_csv_text(ctx, r->csv, label);
        }
        if (status != GVC_OK || *label != NULL) {
            return status != GVC_OK ? status : fail_empty_label(ctx, r->csv, 1);
        }
        r->blank++;
    }
}

/* What stands right of the last column with a label must be empty. */
static gvc_status end_row(gvc_ctx *ctx, reading *r)
{
    const char *text = "";
    gvc_status status = GVC_OK;
    gvc_idx field = gvc_grid_columns(r->grid) + 1;
    if (!r->open_ended) {
        return gvc_csv_end(ctx, r->csv);
    }
    while (status == GVC_OK && text != NULL && text[0] == '\0') {
        status = gvc_csv_text(ctx, r->csv, &text);
        field++;
    }
    return status != GVC_OK || text == NULL
               ? status
               : gvc_fail(ctx, GVC_EFORMAT,
                          "%s:%lld: column %lld: '%s' stands in a column without "
                          "a label",
                          gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), (long long)field,
                          text);
}

static gvc_status read_row(gvc_ctx *ctx, reading *r, const char *text, gvc_grid_kind *kind)
{
    const gvc_grid_label label = {.text = text};
    gvc_status status = gvc_grid_row(ctx, r->grid, &label, kind);
    if (status != GVC_OK) {
        return gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(r->csv),
                           (long long)gvc_csv_line(r->csv));
    }
    if (*kind == GVC_GRID_UNSURE) {
        return GVC_OK;
    }
    status = gvc_csv_numbers(ctx, r->csv, gvc_grid_cells(r->grid), gvc_grid_columns(r->grid), true);
    if (status == GVC_OK) {
        status = end_row(ctx, r);
    }
    return status == GVC_OK ? gvc_grid_take(ctx, r->grid) : status;
}

/* *sure false: the rows are not those that were expected. */
static gvc_status read_rows(gvc_ctx *ctx, reading *r, bool *sure)
{
    gvc_idx total = gvc_grid_columns(r->grid);
    gvc_status status = GVC_OK;
    for (gvc_idx row = 0; status == GVC_OK; row++) {
        const char *label = NULL;
        gvc_grid_kind kind = GVC_GRID_UNSURE;
        status = next_row(ctx, r, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        status = read_row(ctx, r, label, &kind);
        if (status == GVC_OK && kind == GVC_GRID_UNSURE) {
            *sure = false;
            return GVC_OK;
        }
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "reading", (uint64_t)row, (uint64_t)(total + row));
        }
    }
    *sure = status != GVC_OK || gvc_grid_is_complete(r->grid);
    return status;
}

/* ---- rows by their labels first -------------------------------------------------------------- */
static gvc_status add_line(gvc_ctx *ctx, reading *r)
{
    if (r->line_count == r->line_room) {
        gvc_idx room = r->line_room == 0 ? 64 : 2 * r->line_room;
        gvc_idx *lines = gvc_realloc(r->lines, (size_t)r->line_room, (size_t)room, sizeof *lines);
        if (lines == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *lines, "the labels of a table");
        }
        r->lines = lines;
        r->line_room = room;
    }
    r->lines[r->line_count++] = gvc_csv_line(r->csv);
    return GVC_OK;
}

static gvc_status know_row(gvc_ctx *ctx, reading *r, const char *text)
{
    const gvc_grid_label label = {.text = text};
    gvc_status status = gvc_grid_known_row(ctx, r->grid, &label);
    gvc_grid_place place = gvc_grid_failed_at(r->grid);
    if (status == GVC_EFORMAT && place.first >= 0) {
        return gvc_fail(ctx, status, "%s:%lld: '%s' is there twice, first in line %lld",
                        gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), text,
                        (long long)r->lines[place.first]);
    }
    return status == GVC_OK ? add_line(ctx, r)
                            : gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(r->csv),
                                          (long long)gvc_csv_line(r->csv));
}

/* The label that an error is about stands in the header, or in a line. */
static gvc_status fail_open(gvc_ctx *ctx, const reading *r, gvc_status status)
{
    gvc_grid_place place = gvc_grid_failed_at(r->grid);
    return place.column >= 0 ? gvc_fail_in(ctx, status, "%s:1: column %lld", gvc_csv_name(r->csv),
                                           (long long)place.column + 2)
           : place.row >= 0  ? gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(r->csv),
                                           (long long)r->lines[place.row])
                             : gvc_fail_in(ctx, status, "%s", gvc_csv_name(r->csv));
}

static gvc_status know_rows(gvc_ctx *ctx, reading *r)
{
    gvc_status status = skip_header(ctx, r);
    while (status == GVC_OK) {
        const char *label = NULL;
        status = next_row(ctx, r, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        status = know_row(ctx, r, label);
    }
    return status == GVC_OK && r->line_count == 0
               ? gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row below its header",
                          gvc_csv_name(r->csv))
               : status;
}

static gvc_status read_again(gvc_ctx *ctx, reading *r)
{
    bool sure = true;
    gvc_status status = gvc_grid_restart(ctx, r->grid);
    if (status == GVC_OK) {
        status = know_rows(ctx, r);
    }
    if (status == GVC_OK) {
        status = gvc_grid_open(ctx, r->grid, &sure);
        status = status == GVC_OK ? GVC_OK : fail_open(ctx, r, status);
    }
    if (status == GVC_OK) {
        r->blank = 0;
        status = skip_header(ctx, r);
    }
    return status == GVC_OK ? read_rows(ctx, r, &sure) : status;
}

/* ---- all ------------------------------------------------------------------------------------- */
static gvc_status read_all(gvc_ctx *ctx, reading *r, gvc_builder *b)
{
    bool sure = false;
    gvc_status status = read_header(ctx, r);
    if (status == GVC_OK) {
        status = gvc_grid_open(ctx, r->grid, &sure);
        status = status == GVC_OK ? GVC_OK : fail_open(ctx, r, status);
    }
    if (status == GVC_OK && sure) {
        status = read_rows(ctx, r, &sure);
    }
    if (status == GVC_OK && !sure) {
        status = read_again(ctx, r);
    }
    if (status == GVC_OK) {
        status = gvc_grid_close(ctx, r->grid);
        status = status == GVC_OK ? GVC_OK : fail_open(ctx, r, status);
    }
    if (status == GVC_OK && gvc_table_count(gvc_builder_so_far(b), GVC_FINAL_USE) == 0) {
        status = gvc_fail(ctx, GVC_ESHAPE,
                          "%s: has no column of final use; where that is a file of its own, name "
                          "both: gvc import Z.csv Y.csv",
                          gvc_csv_name(r->csv));
    }
    return status == GVC_OK && r->blank > 0
               ? gvc_builder_note(ctx, b, "%lld lines without labels and numbers left out",
                                  (long long)r->blank)
               : status;
}

gvc_status gvc_labelled_text_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                                  gvc_builder *b, gvc_label_parts *parts, void *state)
{
    reading r = {.parts = parts, .state = state};
    gvc_status status = gvc_csv_open(ctx, &r.csv, in->source);
    if (status == GVC_OK) {
        status = gvc_grid_new(ctx, &r.grid, b, options->keep_splits);
    }
    if (status == GVC_OK) {
        status = read_all(ctx, &r, b);
    }
    gvc_grid_free(r.grid);
    gvc_csv_close(r.csv);
    gvc_release(r.lines);
    return status;
}

/* ---- looking at the header only -------------------------------------------------------------- */
/* More labels than any table has columns. */
enum { LABELS_MOST = 1 << 18 };

gvc_status gvc_labelled_text_labels(gvc_ctx *ctx, gvc_csv *csv, gvc_labels *labels)
{
    const char *label = "";
    gvc_status status = GVC_OK;
    for (gvc_idx count = 0; status == GVC_OK && label != NULL; count++) {
        status = gvc_csv_text(ctx, csv, &label);
        if (status == GVC_OK && count == LABELS_MOST) {
            return gvc_fail(ctx, GVC_EUNSUPPORTED, "%s:1: more than %d columns", gvc_csv_name(csv),
                            LABELS_MOST);
        }
        if (status == GVC_OK && label != NULL && gvc_labels_add(labels, label) < 0) {
            status = gvc_fail_memory(ctx, 256, "the labels of a table");
        }
    }
    return status;
}

gvc_labels *gvc_labelled_text_header(gvc_ctx *ctx, gvc_input *in)
{
    gvc_idx numbers = 0, fields = 0;
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    if (!gvc_csv_sniff(in->head, in->length, &numbers, &fields) || fields < 3 ||
        2 * numbers >= fields) {
        return NULL;
    }
    gvc_labels *labels = gvc_labels_new();
    gvc_status status =
        labels == NULL ? GVC_ENOMEM : gvc_files_source(ctx, in->files, in->main, &source);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &csv, source);
    }
    bool more = false;
    if (status == GVC_OK) {
        status = gvc_csv_next(ctx, csv, &more);
    }
    if (status == GVC_OK) {
        status = gvc_labelled_text_labels(ctx, csv, labels);
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    if (status != GVC_OK) {
        gvc_labels_free(labels);
        labels = NULL;
    }
    return labels;
}
