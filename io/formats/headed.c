/* headed.c - labelled text: header rows, label columns, and numbers */
#include "formats/headed.h"

#include <math.h>
#include <string.h>

#include "text/csv.h"

struct gvc_headed {
    gvc_source *source;
    gvc_csv *csv;
    gvc_idx rows, labels, columns, room;
    char **head[GVC_HEADED_ROWS]; /* columns of each */
    char *corner[GVC_HEADED_ROWS][GVC_HEADED_LABELS];
    gvc_text label[GVC_HEADED_LABELS];
    double *first; /* numbers of the first row below the header, which may be one of names */
    bool all_labels, started, held;
    gvc_idx empty;
    size_t bytes; /* of the labels of columns */
};

const char *gvc_headed_name(const gvc_headed *h)
{
    return gvc_csv_name(h->csv);
}

gvc_idx gvc_headed_label_columns(const gvc_headed *h)
{
    return h->labels;
}

gvc_idx gvc_headed_columns(const gvc_headed *h)
{
    return h->columns;
}

const char *gvc_headed_column(const gvc_headed *h, gvc_idx row, gvc_idx column)
{
    return h->head[row][column];
}

const char *gvc_headed_corner(const gvc_headed *h, gvc_idx row, gvc_idx column)
{
    return h->corner[row][column];
}

const char *gvc_headed_label(const gvc_headed *h, gvc_idx column)
{
    return gvc_text_str(&h->label[column]);
}

gvc_idx gvc_headed_empty(const gvc_headed *h)
{
    return h->empty;
}

gvc_status gvc_headed_fail(gvc_ctx *ctx, const gvc_headed *h, gvc_status status)
{
    return gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(h->csv),
                       (long long)gvc_csv_line(h->csv));
}

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

/* ---- header ---------------------------------------------------------------------------------- */

/* Room for a label of header row 0; the other rows have as many. */
static bool grow(gvc_headed *h)
{
    if (h->columns < h->room) {
        return true;
    }
    gvc_idx room = h->room == 0 ? 64 : 2 * h->room;
    char **grown = gvc_realloc(h->head[0], (size_t)h->columns, (size_t)room, sizeof *grown);
    h->head[0] = grown == NULL ? h->head[0] : grown;
    h->room = grown == NULL ? h->room : room;
    return grown != NULL;
}

static gvc_status fail_column(gvc_ctx *ctx, const gvc_headed *h, gvc_idx column)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column %lld: empty, expected the label of a column",
                    gvc_csv_name(h->csv), (long long)gvc_csv_line(h->csv),
                    (long long)(h->labels + column + 1));
}

static gvc_status fail_count(gvc_ctx *ctx, const gvc_headed *h, gvc_idx found)
{
    return gvc_fail(ctx, GVC_ESHAPE, "%s:%lld: labels of %lld columns, expected %lld as in line 1",
                    gvc_csv_name(h->csv), (long long)gvc_csv_line(h->csv), (long long)found,
                    (long long)h->columns);
}

static gvc_status keep_corner(gvc_ctx *ctx, gvc_headed *h, gvc_idx row, gvc_idx column,
                              const char *text)
{
    if (column == GVC_HEADED_LABELS) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: starts with %d empty fields, expected labels",
                        gvc_csv_name(h->csv), (long long)gvc_csv_line(h->csv),
                        GVC_HEADED_LABELS - 1);
    }
    h->corner[row][column] = gvc_strdup(text);
    return h->corner[row][column] == NULL ? fail_memory(ctx) : GVC_OK;
}

static gvc_status keep_label(gvc_ctx *ctx, gvc_headed *h, gvc_idx row, gvc_idx column,
                             const char *text)
{
    if (row > 0 && column >= h->columns) {
        return fail_count(ctx, h, column + 1);
    }
    h->bytes += strlen(text) + 2 * sizeof(char *);
    gvc_status status = gvc_need_memory(ctx, h->bytes, "the labels of a table");
    if (status != GVC_OK) {
        return status;
    }
    if (row == 0 && !grow(h)) {
        return fail_memory(ctx);
    }
    char *copy = gvc_strdup(text);
    if (copy == NULL) {
        return fail_memory(ctx);
    }
    h->head[row][column] = copy;
    h->columns += row == 0;
    return GVC_OK;
}

/* Is the next field of line 1 one of a label column, as far as the line itself says? */
static bool is_corner(const gvc_headed *h, gvc_idx field, gvc_idx column, const char *text)
{
    return h->all_labels || field == 0 || (column == 0 && text[0] == '\0');
}

/* One header row. An empty field at its very end is a delimiter too many; elsewhere it is a label
 * that is missing. found: where the label columns end is seen from line 1. */
static gvc_status read_header_row(gvc_ctx *ctx, gvc_headed *h, gvc_idx row, bool found)
{
    const char *text = NULL;
    gvc_status status = gvc_csv_text(ctx, h->csv, &text);
    gvc_idx field = 0, empty = -1, column = 0;
    for (; status == GVC_OK && text != NULL; field++) {
        bool corner = found ? is_corner(h, field, column, text) : field < h->labels;
        h->labels = found && corner ? field + 1 : h->labels;
        if (empty >= 0) {
            status = fail_column(ctx, h, empty);
        } else if (corner) {
            status = keep_corner(ctx, h, row, field, text);
        } else if (text[0] == '\0') {
            empty = column;
        } else {
            status = keep_label(ctx, h, row, column++, text);
        }
        if (status == GVC_OK) {
            status = gvc_csv_text(ctx, h->csv, &text);
        }
    }
    if (status == GVC_OK && row > 0 && column != h->columns) {
        status = fail_count(ctx, h, column);
    }
    return status;
}

static gvc_status read_header(gvc_ctx *ctx, gvc_headed *h)
{
    bool found = h->labels == 0, more = false;
    gvc_status status = GVC_OK;
    for (gvc_idx row = 0; status == GVC_OK && row < h->rows; row++) {
        status = gvc_csv_next(ctx, h->csv, &more);
        if (status == GVC_OK && !more) {
            status = gvc_fail(ctx, GVC_EFORMAT, "%s: only %lld lines, expected %lld of labels",
                              gvc_csv_name(h->csv), (long long)row, (long long)h->rows);
        }
        if (status == GVC_OK && row > 0) {
            h->head[row] = gvc_calloc((size_t)h->columns + 1, sizeof *h->head[row]);
            status = h->head[row] == NULL ? fail_memory(ctx) : GVC_OK;
        }
        if (status == GVC_OK) {
            status = read_header_row(ctx, h, row, found && row == 0);
        }
    }
    if (status == GVC_OK) {
        gvc_csv_expect(h->csv, h->labels + h->columns);
    }
    return status;
}

gvc_status gvc_headed_open(gvc_ctx *ctx, gvc_headed **out, const gvc_files *files, gvc_idx at,
                           gvc_idx header_rows, gvc_idx label_columns)
{
    gvc_headed *h = gvc_calloc(1, sizeof *h);
    if (h == NULL) {
        return fail_memory(ctx);
    }
    h->rows = header_rows;
    h->all_labels = label_columns < 0;
    h->labels = label_columns < 0 ? 0 : label_columns;
    gvc_status status = gvc_files_source(ctx, files, at, &h->source);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &h->csv, h->source);
    } else {
        status = gvc_fail_in(ctx, status, "%s", gvc_files_name(files, at));
    }
    if (status == GVC_OK) {
        gvc_csv_prefer_tabs(h->csv);
        status = read_header(ctx, h);
    }
    if (status == GVC_OK) {
        *out = h;
    } else {
        gvc_headed_close(h);
    }
    return status;
}

void gvc_headed_close(gvc_headed *h)
{
    if (h == NULL) {
        return;
    }
    for (gvc_idx row = 0; row < GVC_HEADED_ROWS; row++) {
        for (gvc_idx c = 0; h->head[row] != NULL && c < h->columns; c++) {
            gvc_release(h->head[row][c]);
        }
        for (gvc_idx c = 0; c < GVC_HEADED_LABELS; c++) {
            gvc_release(h->corner[row][c]);
        }
        gvc_release(h->head[row]);
    }
    for (gvc_idx c = 0; c < GVC_HEADED_LABELS; c++) {
        gvc_text_free(&h->label[c]);
    }
    gvc_release(h->first);
    gvc_csv_close(h->csv);
    gvc_source_close(h->source);
    gvc_release(h);
}

/* ---- rows ------------------------------------------------------------------------------------ */

static gvc_status read_labels(gvc_ctx *ctx, gvc_headed *h)
{
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < h->labels; c++) {
        const char *text = NULL;
        status = gvc_csv_text(ctx, h->csv, &text);
        if (status == GVC_OK && text == NULL) {
            status = gvc_fail(ctx, GVC_ESHAPE, "%s:%lld: %lld fields, expected %lld labels",
                              gvc_csv_name(h->csv), (long long)gvc_csv_line(h->csv), (long long)c,
                              (long long)h->labels);
        } else if (status == GVC_OK) {
            h->label[c].length = 0;
            gvc_text_add(&h->label[c], text, strlen(text));
            status = h->label[c].failed ? fail_memory(ctx) : GVC_OK;
        }
    }
    return status;
}

/* A delimiter at the end of the line may be one too many. */
static gvc_status end_row(gvc_ctx *ctx, gvc_headed *h)
{
    const char *text = NULL;
    gvc_status status = gvc_csv_text(ctx, h->csv, &text);
    if (status == GVC_OK && text != NULL && text[0] != '\0') {
        return gvc_headed_fail(ctx, h,
                               gvc_fail(ctx, GVC_ESHAPE,
                                        "more than %lld fields, but that many are labelled",
                                        (long long)(h->labels + h->columns)));
    }
    return status == GVC_OK ? gvc_csv_end(ctx, h->csv) : status;
}

/* Reads the numbers of the first row below the header; without any it is the row that names the
 * label columns. */
static gvc_status look_at_first(gvc_ctx *ctx, gvc_headed *h, bool *names)
{
    *names = false;
    if (h->columns == 0 || h->rows == 0) {
        return GVC_OK;
    }
    h->first = gvc_calloc((size_t)h->columns, sizeof *h->first);
    gvc_status status = h->first == NULL ? fail_memory(ctx)
                                         : gvc_csv_numbers(ctx, h->csv, h->first, h->columns, true);
    bool empty = true;
    for (gvc_idx c = 0; status == GVC_OK && empty && c < h->columns; c++) {
        empty = isnan(h->first[c]);
    }
    *names = empty;
    h->held = !empty;
    return status;
}

gvc_status gvc_headed_next(gvc_ctx *ctx, gvc_headed *h, bool *more)
{
    h->held = false;
    gvc_status status = gvc_csv_next(ctx, h->csv, more);
    if (status == GVC_OK && *more) {
        status = read_labels(ctx, h);
    }
    if (status == GVC_OK && *more && !h->started) {
        bool names = false;
        h->started = true;
        status = look_at_first(ctx, h, &names);
        if (status == GVC_OK && names) {
            return gvc_headed_next(ctx, h, more);
        }
    }
    return status;
}

gvc_status gvc_headed_numbers(gvc_ctx *ctx, gvc_headed *h, double *out)
{
    gvc_status status = GVC_OK;
    if (h->held) {
        memcpy(out, h->first, (size_t)h->columns * sizeof *out);
        h->held = false;
    } else {
        status = gvc_csv_numbers(ctx, h->csv, out, h->columns, true);
    }
    for (gvc_idx c = 0; status == GVC_OK && c < h->columns; c++) {
        if (isnan(out[c])) {
            out[c] = 0;
            h->empty++;
        }
    }
    return status == GVC_OK ? end_row(ctx, h) : status;
}

/* Fields of a line up to the first that is not empty, but for that in front; -1 = no such field, or
 * it lies beyond the bytes. */
static gvc_idx corner_of(const char *line, const char *end, char delimiter)
{
    gvc_idx fields = 1;
    const char *q = memchr(line, delimiter, (size_t)(end - line));
    while (q != NULL && q + 1 < end && q[1] == delimiter) {
        fields++;
        q++;
    }
    return q == NULL || q + 1 >= end || q[1] == '\r' ? -1 : fields;
}

bool gvc_headed_looks_like(const unsigned char *head, size_t length, gvc_idx label_columns)
{
    const char *at = (const char *)head, *end = at + length;
    if (memchr(head, 0, length) != NULL) {
        return false;
    }
    at += length >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    const char *line = memchr(at, '\n', (size_t)(end - at));
    const char *line_end = line == NULL ? end : line;
    bool tabs = memchr(at, '\t', (size_t)(line_end - at)) != NULL;
    char delimiter = tabs ? '\t' : gvc_csv_delimiter(at, line_end);
    if (corner_of(at, line_end, delimiter) != label_columns) {
        return false;
    }
    if (line == NULL) {
        return true; /* the first line alone is longer */
    }
    const char *next = line + 1, *next_end = memchr(next, '\n', (size_t)(end - next));
    return corner_of(next, next_end == NULL ? end : next_end, delimiter) == label_columns;
}
