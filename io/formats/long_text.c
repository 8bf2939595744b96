/* long_text.c - a delimited text with a line for each cell, read twice */
#include "formats/long_text.h"

#include <string.h>
#include <strings.h>

#include "formats/long_cells.h"
#include "text/csv.h"

enum { YEARS = 10000 };
/* Parts of a line: four texts, then these. */
enum { TEXTS = 4, VALUE = TEXTS, YEAR, PARTS };

gvc_idx gvc_long_field(const gvc_labels *header, const char *const *names)
{
    for (; *names != NULL; names++) {
        for (gvc_idx i = 0; i < gvc_labels_count(header); i++) {
            if (strcasecmp(gvc_labels_get(header, i), *names) == 0) {
                return i;
            }
        }
    }
    return -1;
}

typedef struct reading {
    gvc_csv *csv;
    const gvc_long_layout *at;
    gvc_long *cells;
    int wanted; /* year; 0 = any */
    gvc_idx fields;
    /* The line. */
    gvc_idx field[PARTS]; /* of the parts that there are, ascending */
    int part[PARTS], stops;
    gvc_text texts[TEXTS]; /* row country, row item, column country, column item */
    int year;
    double value;
    unsigned char seen[YEARS]; /* years */
} reading;

static gvc_status fail_at(gvc_ctx *ctx, const reading *r, gvc_status status)
{
    return gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(r->csv),
                       (long long)gvc_csv_line(r->csv));
}

static gvc_status read_year(gvc_ctx *ctx, reading *r, gvc_idx field)
{
    double year = 0;
    gvc_status status = gvc_csv_numbers(ctx, r->csv, &year, 1, false);
    if (status != GVC_OK) {
        return status;
    }
    bool whole = year >= 1 && year < YEARS;
    if (!whole || (double)(int)year != year) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column %lld: %g is no year",
                        gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), (long long)field + 1,
                        year);
    }
    r->year = (int)year;
    r->seen[r->year] = 1;
    return GVC_OK;
}

/* Text k of the line, which stands in `field`. */
static gvc_status read_text(gvc_ctx *ctx, reading *r, int k, gvc_idx field)
{
    const char *(*rename)(const char *) = k % 2 == 0 ? r->at->country
                                          : k == 3   ? r->at->category
                                                     : NULL;
    const char *text = NULL;
    gvc_status status = gvc_csv_text(ctx, r->csv, &text);
    if (status != GVC_OK || text == NULL) {
        return status;
    }
    if (text[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column %lld: empty, expected a label",
                        gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv),
                        (long long)field + 1);
    }
    text = rename == NULL ? text : rename(text);
    r->texts[k].length = 0;
    gvc_text_add(&r->texts[k], text, strlen(text));
    return r->texts[k].failed ? gvc_fail_memory(ctx, 256, "a label") : GVC_OK;
}

/* The line from here on must have as many fields as the header. */
static gvc_status end_line(gvc_ctx *ctx, reading *r)
{
    gvc_idx fields = 0;
    gvc_status status = gvc_csv_skip(ctx, r->csv, &fields);
    return status != GVC_OK || fields == r->fields
               ? status
               : gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %lld fields, expected %lld as in line 1",
                          gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), (long long)fields,
                          (long long)r->fields);
}

/* What is read of a line, in the order of its fields. */
static void plan(reading *r)
{
    const gvc_idx fields[PARTS] = {r->at->row_country, r->at->row_item, r->at->column_country,
                                   r->at->column_item, r->at->value,    r->at->year};
    r->stops = 0;
    for (gvc_idx f = 0; f < r->fields; f++) {
        for (int k = 0; k < PARTS; k++) {
            if (fields[k] == f && r->stops < PARTS) {
                r->field[r->stops] = f;
                r->part[r->stops++] = k;
            }
        }
    }
}

/* The parts of the present line. *wanted false: of another year. */
static gvc_status read_line(gvc_ctx *ctx, reading *r, bool numbers, bool *wanted)
{
    gvc_idx at = 0;
    gvc_status status = GVC_OK;
    *wanted = true;
    for (int s = 0; status == GVC_OK && *wanted && s < r->stops; s++) {
        int part = r->part[s];
        if (part == VALUE && !numbers) {
            continue;
        }
        status = gvc_csv_pass(ctx, r->csv, r->field[s] - at);
        at = r->field[s] + 1;
        if (status == GVC_OK && part == YEAR) {
            status = read_year(ctx, r, r->field[s]);
            *wanted = r->wanted == 0 || r->year == r->wanted;
        } else if (status == GVC_OK && part == VALUE) {
            status = gvc_csv_numbers(ctx, r->csv, &r->value, 1, true);
        } else if (status == GVC_OK) {
            status = read_text(ctx, r, part, r->field[s]);
        }
    }
    return status == GVC_OK && *wanted ? end_line(ctx, r) : status;
}

/* The next line that is wanted; *more false at the end. numbers: with its value. */
static gvc_status next_line(gvc_ctx *ctx, reading *r, bool numbers, bool *more)
{
    bool wanted = false;
    gvc_status status = GVC_OK;
    while (status == GVC_OK && !wanted) {
        status = gvc_csv_next(ctx, r->csv, more);
        if (status != GVC_OK || !*more) {
            break;
        }
        status = read_line(ctx, r, numbers, &wanted);
    }
    return status;
}

static void ends_of(const reading *r, gvc_long_end *row, gvc_long_end *column)
{
    *row = (gvc_long_end){r->at->row_country < 0 ? NULL : gvc_text_str(&r->texts[0]),
                          gvc_text_str(&r->texts[1])};
    *column = (gvc_long_end){r->at->column_country < 0 ? NULL : gvc_text_str(&r->texts[2]),
                             gvc_text_str(&r->texts[3])};
}

static gvc_status skip_header(gvc_ctx *ctx, reading *r)
{
    bool more = false;
    gvc_status status = gvc_csv_next(ctx, r->csv, &more);
    if (status == GVC_OK) {
        status = gvc_csv_skip(ctx, r->csv, &r->fields);
    }
    gvc_csv_expect(r->csv, r->fields);
    plan(r);
    return status;
}

/* All lines, once. numbers: the second time. */
static gvc_status read_lines(gvc_ctx *ctx, reading *r, bool numbers)
{
    gvc_status status = skip_header(ctx, r);
    bool more = status == GVC_OK;
    for (uint64_t line = 0; status == GVC_OK; line++) {
        gvc_long_end row, column;
        status = next_line(ctx, r, numbers, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        ends_of(r, &row, &column);
        status = numbers ? gvc_long_put(ctx, r->cells, &row, &column, r->value)
                         : gvc_long_see(ctx, r->cells, &row, &column);
        status = status == GVC_OK ? GVC_OK : fail_at(ctx, r, status);
        if (status == GVC_OK && line % 4096 == 0) {
            status = gvc_progress(ctx, numbers ? "reading" : "reading labels", line, 0);
        }
    }
    return status;
}

static gvc_status choose_year(gvc_ctx *ctx, reading *r, gvc_builder *b, int asked)
{
    gvc_idx count = 0;
    for (int y = 0; y < YEARS; y++) {
        count += r->seen[y];
    }
    int *years = gvc_calloc((size_t)count + 1, sizeof *years);
    if (years == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *years, "a list of years");
    }
    count = 0;
    for (int y = 0; y < YEARS; y++) {
        if (r->seen[y] != 0) {
            years[count++] = y;
        }
    }
    gvc_status status =
        count == 0
            ? gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row below its header", gvc_csv_name(r->csv))
            : gvc_choose_year(ctx, gvc_csv_name(r->csv), years, count, asked, &r->wanted);
    if (status == GVC_OK) {
        gvc_builder_set_year(b, r->wanted);
    }
    gvc_release(years);
    return status;
}

static gvc_status read_all(gvc_ctx *ctx, reading *r, const gvc_read_options *options,
                           gvc_builder *b)
{
    r->wanted = options->year;
    gvc_status status = read_lines(ctx, r, false);
    if (status == GVC_OK && r->at->year >= 0) {
        status = choose_year(ctx, r, b, options->year);
    }
    if (status == GVC_OK) {
        status = gvc_long_open(ctx, r->cells, b, options->keep_splits);
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", gvc_csv_name(r->csv));
    }
    if (status == GVC_OK) {
        status = gvc_csv_rewind(ctx, r->csv);
    }
    if (status == GVC_OK) {
        status = read_lines(ctx, r, true);
    }
    if (status == GVC_OK) {
        status = gvc_long_close(ctx, r->cells);
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", gvc_csv_name(r->csv));
    }
    return status;
}

gvc_status gvc_long_text_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                              gvc_builder *b, const gvc_long_layout *layout)
{
    reading *r = gvc_calloc(1, sizeof *r);
    if (r == NULL) {
        return gvc_fail_memory(ctx, sizeof *r, "reading a text file");
    }
    r->at = layout;
    gvc_status status = gvc_csv_open(ctx, &r->csv, in->source);
    if (status == GVC_OK) {
        status = gvc_long_new(ctx, &r->cells);
    }
    if (status == GVC_OK) {
        status = read_all(ctx, r, options, b);
    }
    gvc_long_free(r->cells);
    gvc_csv_close(r->csv);
    for (int k = 0; k < TEXTS; k++) {
        gvc_text_free(&r->texts[k]);
    }
    gvc_release(r);
    return status;
}

gvc_status gvc_long_text_years(gvc_ctx *ctx, gvc_input *in, const gvc_long_layout *layout,
                               gvc_year_list *out)
{
    const gvc_long_layout only = {layout->year, -1, -1, -1, -1, -1, NULL, NULL};
    reading *r = layout->year < 0 ? NULL : gvc_calloc(1, sizeof *r);
    if (r == NULL) {
        return layout->year < 0 ? GVC_OK : gvc_fail_memory(ctx, sizeof *r, "reading a text file");
    }
    bool more = true;
    r->at = &only;
    gvc_status status = gvc_csv_open(ctx, &r->csv, in->source);
    if (status == GVC_OK) {
        status = skip_header(ctx, r);
    }
    for (uint64_t line = 0; status == GVC_OK; line++) {
        status = next_line(ctx, r, false, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = line % 4096 == 0 ? gvc_progress(ctx, "looking for years", line, 0) : GVC_OK;
    }
    for (int y = 0; status == GVC_OK && y < YEARS; y++) {
        status = r->seen[y] != 0 ? gvc_years_add(ctx, out, y) : GVC_OK;
    }
    if (status == GVC_OK && out->count == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row below its header", in->name);
    }
    gvc_csv_close(r->csv);
    gvc_release(r);
    return status;
}
