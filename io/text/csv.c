/* csv.c - delimited text read block by block: the window and the records; fields.c does the rest
 *
 * The window [at, end) of a buffer always holds a whole field: before a field is looked at, the
 * rest of the window moves to the front and the next block is put behind it, unless GVC_CSV_FIELD
 * bytes are there already. So the hot path neither allocates nor copies a field, and a field that
 * lies across two blocks needs no special case. */
#include "text/csv.h"

#include <string.h>

#include "text/csv_state.h"

/* FRONT: bytes before the window that reading numbers may look at, and then leaves out. */
enum { CAPACITY = GVC_CSV_FIELD + GVC_SOURCE_BLOCK, FRONT = 64 };

gvc_status gvc_csv_open(gvc_ctx *ctx, gvc_csv **out, gvc_source *source)
{
    gvc_csv *csv = gvc_calloc(1, sizeof *csv);
    if (csv != NULL) {
        csv->memory = gvc_malloc(FRONT + CAPACITY, 1);
        csv->field = gvc_malloc(GVC_CSV_FIELD + 1, 1);
    }
    if (csv == NULL || csv->memory == NULL || csv->field == NULL) {
        gvc_csv_close(csv);
        return gvc_fail_memory(ctx, CAPACITY, "reading a text file");
    }
    csv->source = source;
    memset(csv->memory, 0, FRONT);
    csv->buffer = csv->memory + FRONT;
    csv->at = csv->end = csv->buffer;
    *out = csv;
    return GVC_OK;
}

void gvc_csv_close(gvc_csv *csv)
{
    if (csv != NULL) {
        gvc_release(csv->memory);
        gvc_release(csv->field);
        gvc_release(csv);
    }
}

void gvc_csv_prefer_tabs(gvc_csv *csv)
{
    csv->prefer_tabs = true;
}

gvc_status gvc_csv_rewind(gvc_ctx *ctx, gvc_csv *csv)
{
    csv->at = csv->end = csv->buffer;
    csv->started = csv->eof = csv->inside = false;
    csv->lines = csv->line = csv->column = 0;
    return gvc_source_rewind(ctx, csv->source);
}

const char *gvc_csv_name(const gvc_csv *csv)
{
    return gvc_source_name(csv->source);
}

gvc_idx gvc_csv_line(const gvc_csv *csv)
{
    return csv->line;
}

void gvc_csv_expect(gvc_csv *csv, gvc_idx fields)
{
    csv->expected = fields;
    csv->expected_line = csv->line;
}

/* ---- the window ------------------------------------------------------------------------------ */

gvc_status gvc_csv_refill(gvc_ctx *ctx, gvc_csv *csv)
{
    size_t left = (size_t)(csv->end - csv->at);
    memmove(csv->buffer, csv->at, left);
    csv->at = csv->buffer;
    while (left < GVC_CSV_FIELD && !csv->eof) {
        size_t length = 0;
        gvc_status status = gvc_source_copy(ctx, csv->source, csv->buffer + left, &length);
        if (status != GVC_OK) {
            csv->end = csv->buffer + left;
            return status;
        }
        left += length;
        csv->eof = length == 0;
    }
    csv->end = csv->buffer + left;
    return GVC_OK;
}

gvc_status gvc_csv_fail_decimal(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx line)
{
    return gvc_fail(ctx, GVC_EFORMAT,
                    "%s:%lld: decimal commas in fields separated by ';'; save with a decimal point",
                    gvc_csv_name(csv), (long long)line);
}

static gvc_status start(gvc_ctx *ctx, gvc_csv *csv)
{
    gvc_status status = gvc_csv_refill(ctx, csv);
    if (status != GVC_OK) {
        return status;
    }
    size_t length = (size_t)(csv->end - csv->at);
    if (length >= 2 &&
        (memcmp(csv->at, "\xff\xfe", 2) == 0 || memcmp(csv->at, "\xfe\xff", 2) == 0)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s is UTF-16 text; save it as UTF-8", gvc_csv_name(csv));
    }
    if (length >= 3 && memcmp(csv->at, "\xef\xbb\xbf", 3) == 0) {
        csv->at += 3;
    }
    const char *line_end = memchr(csv->at, '\n', (size_t)(csv->end - csv->at));
    const char *end = line_end == NULL ? csv->end : line_end;
    bool tabs = csv->prefer_tabs && memchr(csv->at, '\t', (size_t)(end - csv->at)) != NULL;
    csv->delimiter = tabs ? '\t' : gvc_csv_delimiter(csv->at, end);
    csv->started = true;
    /* Such a line has commas only where they are decimal ones. */
    return csv->delimiter == ';' && memchr(csv->at, ',', (size_t)(end - csv->at)) != NULL
               ? gvc_csv_fail_decimal(ctx, csv, 1)
               : GVC_OK;
}

gvc_status gvc_csv_next(gvc_ctx *ctx, gvc_csv *csv, bool *more)
{
    gvc_status status = csv->started ? GVC_OK : start(ctx, csv);
    if (status == GVC_OK && csv->inside) {
        status = gvc_csv_skip(ctx, csv, NULL);
    }
    gvc_idx blank = 0;
    while (status == GVC_OK) {
        status = gvc_csv_need(ctx, csv);
        const char *q = csv->at;
        while (q < csv->end && gvc_csv_is_blank(csv, *q)) {
            q++;
        }
        if (status != GVC_OK || (q == csv->end && csv->eof)) {
            *more = false;
            return status;
        }
        if (q < csv->end && *q != '\n') {
            break;
        }
        if (q < csv->end) {
            csv->lines++;
            blank = blank == 0 ? csv->lines : blank;
            q++;
        }
        csv->at = q;
    }
    if (status == GVC_OK && blank != 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: the line is empty, expected a row",
                        gvc_csv_name(csv), (long long)blank);
    }
    csv->line = csv->lines + 1;
    csv->column = 0;
    csv->inside = status == GVC_OK;
    *more = csv->inside;
    return status;
}
