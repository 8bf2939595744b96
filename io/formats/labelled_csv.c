/* labelled_csv.c - a table with labels: header row, label column, value-added rows, given output
 *
 * The labels are read in a first pass over the file, the numbers in a second. A column whose label
 * is a row label too is an industry; the columns may stand in any order. labelled.h holds what the
 * two passes share, labelled_axes.c sorts the labels. */
#include <math.h>
#include <string.h>

#include "format.h"
#include "formats/labelled.h"

static int score(const char *name, const unsigned char *head, size_t length)
{
    (void)name;
    gvc_idx numbers = 0, fields = 0;
    if (!gvc_csv_sniff(head, length, &numbers, &fields)) {
        return 0;
    }
    return fields > 2 && 2 * numbers < fields ? 50 : 0;
}

/* One value-added row: industries into V; what stands under final demand is only added up. */
static gvc_status take_value_added(gvc_ctx *ctx, gvc_csv *csv, const gvc_labelled *t,
                                   const double *cells, double *v, double *left_out)
{
    for (gvc_idx c = 0; c < t->column_count; c++) {
        if (t->kinds[c] == GVC_COLUMN_INDUSTRY) {
            if (isnan(cells[c])) {
                return gvc_labelled_fail_empty(ctx, csv, c);
            }
            v[t->positions[c]] = cells[c];
        } else if (t->kinds[c] == GVC_COLUMN_FINAL && !isnan(cells[c])) {
            *left_out += fabs(cells[c]);
        }
    }
    return GVC_OK;
}

static gvc_status take_output_row(gvc_ctx *ctx, gvc_csv *csv, const gvc_labelled *t,
                                  const double *cells, double *x)
{
    for (gvc_idx c = 0; c < t->column_count; c++) {
        if (t->kinds[c] == GVC_COLUMN_INDUSTRY) {
            if (isnan(cells[c])) {
                return gvc_labelled_fail_empty(ctx, csv, c);
            }
            x[t->positions[c]] = cells[c];
        }
    }
    return GVC_OK;
}

static void take_industry(const gvc_labelled *t, const double *cells, double *z, double *y,
                          double *x)
{
    for (gvc_idx c = 0; c < t->column_count; c++) {
        gvc_idx at = t->positions[c];
        if (t->kinds[c] == GVC_COLUMN_INDUSTRY) {
            z[at] = cells[c];
        } else if (t->kinds[c] == GVC_COLUMN_FINAL) {
            y[at] = cells[c];
        } else {
            *x = cells[c];
        }
    }
}

/* Where a row of the file goes. */
typedef struct target {
    gvc_builder *builder;
    double *x_column, *x_row; /* NULL where the file has none */
    double *cells;            /* columns */
    gvc_idx industry, value_added;
} target;

static gvc_status take_row(gvc_ctx *ctx, gvc_csv *csv, const gvc_labelled *t, target *to,
                           gvc_row_kind kind)
{
    gvc_status status =
        gvc_csv_numbers(ctx, csv, to->cells, t->column_count, kind != GVC_ROW_INDUSTRY);
    if (status == GVC_OK) {
        status = gvc_csv_end(ctx, csv);
    }
    if (status != GVC_OK) {
        return status;
    }
    if (kind == GVC_ROW_OUTPUT) {
        return take_output_row(ctx, csv, t, to->cells, to->x_row);
    }
    if (kind == GVC_ROW_VALUE_ADDED) {
        gvc_dense *v = gvc_builder_v(to->builder);
        gvc_idx k = to->value_added++;
        double left_out = 0;
        status = take_value_added(ctx, csv, t, to->cells, v->data + k * v->stride, &left_out);
        if (status == GVC_OK && left_out != 0) {
            status = gvc_builder_note(ctx, to->builder,
                                      "row %s: cells under final demand left out, %g in all",
                                      gvc_labels_get(t->value_added, k), left_out);
        }
        return status;
    }
    gvc_dense *z = gvc_builder_z(to->builder), *y = gvc_builder_y(to->builder);
    gvc_idx i = to->industry++;
    double unused = 0;
    take_industry(t, to->cells, z->data + i * z->stride, y->data + i * y->stride,
                  to->x_column == NULL ? &unused : &to->x_column[i]);
    return GVC_OK;
}

/* Given output: the column, or else the row. Where both are there and differ, the column. */
static gvc_status settle_output(gvc_ctx *ctx, const gvc_labelled *t, target *to)
{
    double *given =
        to->x_column != NULL || to->x_row != NULL ? gvc_builder_x_given(to->builder) : NULL;
    gvc_idx n = gvc_labels_count(t->industries), apart = 0;
    double tolerance = 1e-9;
    if (to->x_column == NULL && to->x_row == NULL) {
        return GVC_OK;
    }
    if (given == NULL) {
        return gvc_fail_memory(ctx, (size_t)n * sizeof *given, "given output");
    }
    memcpy(given, to->x_column != NULL ? to->x_column : to->x_row, (size_t)n * sizeof *given);
    for (gvc_idx i = 0; to->x_column != NULL && to->x_row != NULL && i < n; i++) {
        double gap = fabs(to->x_column[i] - to->x_row[i]);
        apart += gap > tolerance * fmax(fabs(to->x_column[i]), fabs(to->x_row[i]));
    }
    return apart == 0 ? GVC_OK
                      : gvc_builder_note(ctx, to->builder,
                                         "row and column of output differ in %lld industr%s: the "
                                         "column is taken",
                                         (long long)apart, apart == 1 ? "y" : "ies");
}

static gvc_status read_cells(gvc_ctx *ctx, gvc_csv *csv, const gvc_labelled *t, gvc_builder *b)
{
    gvc_idx n = gvc_labels_count(t->industries);
    target to = {.builder = b};
    to.cells = gvc_malloc((size_t)t->column_count, sizeof *to.cells);
    to.x_column = t->has_output_column ? gvc_calloc((size_t)n, sizeof(double)) : NULL;
    to.x_row = t->has_output_row ? gvc_calloc((size_t)n, sizeof(double)) : NULL;
    gvc_status status = GVC_OK;
    if (to.cells == NULL || (t->has_output_column && to.x_column == NULL) ||
        (t->has_output_row && to.x_row == NULL)) {
        status = gvc_fail_memory(ctx, (size_t)(t->column_count + 2 * n) * 8, "rows of a table");
    }
    bool more = true;
    if (status == GVC_OK) {
        status = gvc_csv_rewind(ctx, csv);
    }
    if (status == GVC_OK) {
        status = gvc_csv_next(ctx, csv, &more); /* the header */
        gvc_csv_expect(csv, t->column_count + 1);
    }
    for (gvc_idx row = 0; status == GVC_OK && row < t->row_count; row++) {
        const char *label = NULL;
        status = gvc_csv_next(ctx, csv, &more);
        if (status == GVC_OK && more) {
            status = gvc_csv_text(ctx, csv, &label);
        }
        if (status == GVC_OK && label == NULL) {
            status = gvc_fail(ctx, GVC_EIO, "changed while it was read");
        }
        if (status == GVC_OK) {
            status = take_row(ctx, csv, t, &to, t->row_kinds[row]);
        }
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "reading", (uint64_t)row, (uint64_t)t->row_count);
        }
    }
    if (status == GVC_OK) {
        status = settle_output(ctx, t, &to);
    }
    gvc_release(to.cells);
    gvc_release(to.x_column);
    gvc_release(to.x_row);
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_source *source, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_csv *csv = NULL;
    gvc_labelled t = {0};
    gvc_status status = gvc_csv_open(ctx, &csv, source);
    if (status == GVC_OK) {
        status = gvc_labelled_read_axes(ctx, &t, csv);
    }
    if (status == GVC_OK) {
        status = gvc_labelled_name(ctx, &t, b);
    }
    if (status == GVC_OK && !options->labels_only) {
        status = gvc_builder_allocate(ctx, b);
        if (status == GVC_OK) {
            status = read_cells(ctx, csv, &t, b);
        }
    }
    gvc_labelled_clear(&t);
    gvc_csv_close(csv);
    return status;
}

const gvc_format gvc_format_labelled_csv = {
    .info =
        {"labelled-csv", "header row and label column, value added and output in the table",
         "The first line holds the column labels, the first column the row labels: COUNTRY_SECTOR, "
         "split at the first underscore, for industries, COUNTRY_CATEGORY for final demand. Rows "
         "after "
         "the industries are value added; a row and a column OUT, OUTPUT, TOTAL or X are the "
         "output "
         "that "
         "the source states.",
         "csv txt csv.gz csv.xz zip"},
    .score = score,
    .read = read_table,
};
