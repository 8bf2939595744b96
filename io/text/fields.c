/* fields.c - the fields of a record of delimited text: words, numbers, or only their count */
#include <math.h>
#include <string.h>

#include "text/csv.h"
#include "text/csv_state.h"
#include "text/number.h"
#include "text/plain.h"
#include "text/short_number.h"

/* ---- failing --------------------------------------------------------------------------------- */

/* "NAME:LINE: column C: " before the text set by the caller; C is the field after the done ones. */
static gvc_status fail_at(gvc_ctx *ctx, const gvc_csv *csv, gvc_status code)
{
    return gvc_fail_in(ctx, code, "%s:%lld: column %lld", gvc_csv_name(csv), (long long)csv->line,
                       (long long)(csv->column + 1));
}

/* A field as it may stand in a message: printable, and cut where it is long. */
static gvc_status fail_field(gvc_ctx *ctx, const gvc_csv *csv, const char *text, size_t length,
                             const char *what)
{
    char shown[GVC_SHOWN];
    gvc_shown(text, length, shown);
    return fail_at(ctx, csv, gvc_fail(ctx, GVC_EFORMAT, "'%s' %s", shown, what));
}

static gvc_status fail_ragged(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx fields)
{
    return csv->expected == 0
               ? gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: only %lld fields, expected more",
                          gvc_csv_name(csv), (long long)csv->line, (long long)fields)
               : gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %lld fields, expected %lld as in line %lld",
                          gvc_csv_name(csv), (long long)csv->line, (long long)fields,
                          (long long)csv->expected, (long long)csv->expected_line);
}

static gvc_status fail_long(gvc_ctx *ctx, const gvc_csv *csv)
{
    return fail_at(ctx, csv,
                   gvc_fail(ctx, GVC_EFORMAT, "longer than %d bytes, expected a number or a label",
                            GVC_CSV_FIELD));
}

/* Passes what ends the field: q is on a delimiter, a line end, or at the end of the file. */
static void pass_end(gvc_csv *csv, const char *q)
{
    csv->column++;
    if (q == csv->end) {
        csv->inside = false;
        csv->at = q;
        return;
    }
    if (*q == '\n') {
        csv->inside = false;
        csv->lines++;
    }
    csv->at = q + 1;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* A quoted field starting at q goes into csv->field; its end is passed. */
static gvc_status scan_quoted(gvc_ctx *ctx, gvc_csv *csv, const char *q, size_t *length)
{
    size_t n = 0;
    gvc_idx lines = 0;
    for (q++;; q++) {
        if (q == csv->end) {
            return csv->eof ? fail_at(ctx, csv,
                                      gvc_fail(ctx, GVC_EFORMAT,
                                               "the quote that opens here is never closed"))
                            : fail_long(ctx, csv);
        }
        if (*q == '"') {
            if (q + 1 == csv->end || q[1] != '"') {
                break;
            }
            q++;
        }
        lines += *q == '\n';
        if (n == GVC_CSV_FIELD) {
            return fail_long(ctx, csv);
        }
        csv->field[n++] = *q;
    }
    for (q++; q < csv->end && gvc_csv_is_blank(csv, *q); q++) {
    }
    if (q < csv->end && *q != csv->delimiter && *q != '\n') {
        return fail_field(ctx, csv, csv->field, n, "is followed by text after its closing quote");
    }
    pass_end(csv, q);
    csv->lines += lines;
    *length = n;
    return GVC_OK;
}

/* The next field, trimmed: in place, or in csv->field if it is quoted. Its end is passed, and
 * csv->column still counts it as the present one: the caller adds 1. */
static gvc_status scan(gvc_ctx *ctx, gvc_csv *csv, const char **text, size_t *length)
{
    gvc_status status = gvc_csv_need(ctx, csv);
    if (status != GVC_OK) {
        return status;
    }
    const char *q = csv->at;
    while (q < csv->end && gvc_csv_is_blank(csv, *q)) {
        q++;
    }
    if (q < csv->end && *q == '"') {
        status = scan_quoted(ctx, csv, q, length);
        *text = csv->field;
    } else {
        const char *first = q;
        while (q < csv->end && *q != csv->delimiter && *q != '\n') {
            q++;
        }
        if (q == csv->end && !csv->eof) {
            return fail_long(ctx, csv);
        }
        const char *last = q;
        while (last > first && gvc_csv_is_blank(csv, last[-1])) {
            last--;
        }
        *text = first;
        *length = (size_t)(last - first);
        pass_end(csv, q);
    }
    csv->column -= status == GVC_OK;
    return status;
}

gvc_status gvc_csv_text(gvc_ctx *ctx, gvc_csv *csv, const char **text)
{
    if (!csv->inside) {
        *text = NULL;
        return GVC_OK;
    }
    const char *chars = NULL;
    size_t length = 0;
    gvc_status status = scan(ctx, csv, &chars, &length);
    if (status != GVC_OK) {
        return status;
    }
    if (length > GVC_CSV_FIELD) {
        return fail_long(ctx, csv);
    }
    if (!gvc_is_utf8(chars, length)) {
        return fail_field(ctx, csv, chars, length,
                          "is not UTF-8 text; convert the file with iconv");
    }
    memmove(csv->field, chars, length);
    csv->field[length] = '\0';
    csv->column++;
    *text = csv->field;
    return GVC_OK;
}

static gvc_status slow_number(gvc_ctx *ctx, gvc_csv *csv, double *out, bool empty_is_nan)
{
    const char *text = NULL;
    size_t length = 0;
    gvc_status status = scan(ctx, csv, &text, &length);
    if (status != GVC_OK) {
        return status;
    }
    while (length > 0 && gvc_csv_is_blank(csv, *text)) { /* within quotes */
        text++;
        length--;
    }
    while (length > 0 && gvc_csv_is_blank(csv, text[length - 1])) {
        length--;
    }
    if (length == 0) {
        if (!empty_is_nan) {
            return fail_at(ctx, csv, gvc_fail(ctx, GVC_EFORMAT, "empty, expected a number"));
        }
        *out = (double)NAN;
    } else {
        const char *end = gvc_parse_double(text, text + length, out);
        if (end != text + length && csv->delimiter == ';' &&
            gvc_csv_is_decimal_comma(text, text + length)) {
            return gvc_csv_fail_decimal(ctx, csv, csv->line);
        }
        if (end != text + length) {
            return fail_field(ctx, csv, text, length, "is not a number");
        }
        if (!isfinite(*out)) {
            return fail_field(ctx, csv, text, length, "is not a finite number");
        }
    }
    csv->column++;
    return GVC_OK;
}

/* Reads fields that are plain numbers up to a delimiter, as nearly all are, and stops before the
 * first that is not, or that the window may hold only in part. Returns how many it has read. */
static gvc_idx plain_numbers(gvc_csv *csv, double *out, gvc_idx count)
{
    const char delimiter = csv->delimiter, *at = csv->at, *end = csv->end;
    const char zeros[8] = {'0', delimiter, '0', delimiter, '0', delimiter, '0', delimiter};
    const gvc_delimiter stop = gvc_delimiter_of(delimiter);
    gvc_idx k = 0;
    while (k < count && at < end) {
        if (end - at >= GVC_SHORT_NUMBER) {
            /* Half of the cells of a table of whole numbers are zeros, in runs. */
            if (at[1] == delimiter && count - k >= 4 && memcmp(at, zeros, sizeof zeros) == 0) {
                memset(out + k, 0, 4 * sizeof *out);
                at += sizeof zeros;
                k += 4;
                continue;
            }
            const char *next = gvc_short_number(at, &stop, &out[k]);
            if (next != NULL) {
                at = next;
                k++;
                continue;
            }
        }
        const char *q = gvc_parse_double(at, end, &out[k]);
        if (q == NULL || q == end || *q != delimiter || !isfinite(out[k])) {
            break;
        }
        at = q + 1;
        k++;
    }
    csv->at = at;
    csv->column += k;
    return k;
}

gvc_status gvc_csv_numbers(gvc_ctx *ctx, gvc_csv *csv, double *out, gvc_idx count,
                           bool empty_is_nan)
{
    for (gvc_idx k = 0; k < count;) {
        if (!csv->inside) {
            return fail_ragged(ctx, csv, csv->column);
        }
        gvc_status status = gvc_csv_need(ctx, csv);
        if (status != GVC_OK) {
            return status;
        }
        gvc_idx done = plain_numbers(csv, out + k, count - k);
        if (done == 0) {
            status = slow_number(ctx, csv, &out[k], empty_is_nan);
            done = 1;
        }
        if (status != GVC_OK) {
            return status;
        }
        k += done;
    }
    return GVC_OK;
}

static gvc_status pass_field(gvc_ctx *ctx, gvc_csv *csv)
{
    gvc_status status = gvc_csv_need(ctx, csv);
    const char *q = csv->at, *end = csv->end;
    if (status == GVC_OK && q < end && (*q == '"' || gvc_csv_is_blank(csv, *q))) {
        const char *text = NULL;
        size_t length = 0;
        status = scan(ctx, csv, &text, &length);
        csv->column++;
    } else if (status == GVC_OK) {
        while (q < end && *q != csv->delimiter && *q != '\n') {
            q++;
        }
        if (q == end && !csv->eof) {
            return fail_long(ctx, csv);
        }
        pass_end(csv, q);
    }
    return status;
}

gvc_status gvc_csv_pass(gvc_ctx *ctx, gvc_csv *csv, gvc_idx count)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; status == GVC_OK && csv->inside && k < count; k++) {
        status = pass_field(ctx, csv);
    }
    return status;
}

gvc_status gvc_csv_skip(gvc_ctx *ctx, gvc_csv *csv, gvc_idx *fields)
{
    while (csv->inside) {
        gvc_status status = pass_field(ctx, csv);
        if (status != GVC_OK) {
            return status;
        }
    }
    if (fields != NULL) {
        *fields = csv->column;
    }
    return GVC_OK;
}

gvc_status gvc_csv_end(gvc_ctx *ctx, gvc_csv *csv)
{
    if (!csv->inside) {
        return GVC_OK;
    }
    gvc_idx fields = 0;
    gvc_status status = gvc_csv_skip(ctx, csv, &fields);
    return status == GVC_OK ? fail_ragged(ctx, csv, fields) : status;
}
