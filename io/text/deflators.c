/* deflators.c - prices and exchange rates of countries by year: a CSV file with a header */
#include <gvc/io.h>

#include <string.h>
#include <strings.h>

#include "text/csv.h"

enum { COUNTRY, YEAR, DEFLATOR, RATE, COLUMNS };

typedef struct reader {
    gvc_csv *csv;
    int column[COLUMNS]; /* what field k of a line is */
    int fields;
    bool has[COLUMNS];
    gvc_text texts;    /* countries, each with its NUL */
    gvc_deflator *all; /* countries are set at the end, when their texts lie still */
    gvc_idx count, capacity;
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s", gvc_csv_name(r->csv),
                    (long long)gvc_csv_line(r->csv), what);
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    static const char *const names[COLUMNS] = {"country", "year", "deflator", "rate"};
    static const char expected[] =
        "expected a header line: country,year,deflator and, where currencies differ, rate";
    bool more = false;
    const char *field = NULL;
    gvc_status status = gvc_csv_next(ctx, r->csv, &more);
    while (status == GVC_OK && more) {
        status = gvc_csv_text(ctx, r->csv, &field);
        if (status != GVC_OK || field == NULL) {
            break;
        }
        int k = 0;
        while (k < COLUMNS && strcasecmp(field, names[k]) != 0) {
            k++;
        }
        if (k == COLUMNS || r->has[k] || r->fields == COLUMNS) {
            return fail(ctx, r, expected);
        }
        r->has[k] = true;
        r->column[r->fields++] = k;
    }
    if (status == GVC_OK && (!r->has[COUNTRY] || !r->has[YEAR] || !r->has[DEFLATOR])) {
        return fail(ctx, r, expected);
    }
    gvc_csv_expect(r->csv, r->fields);
    return status;
}

static gvc_deflator *new_line(reader *r)
{
    if (r->count == r->capacity) {
        gvc_idx capacity = r->capacity == 0 ? 64 : 2 * r->capacity;
        gvc_deflator *all = gvc_realloc(r->all, (size_t)r->count, (size_t)capacity, sizeof *all);
        if (all == NULL) {
            return NULL;
        }
        r->all = all;
        r->capacity = capacity;
    }
    r->all[r->count] = (gvc_deflator){.rate = 1};
    return &r->all[r->count++];
}

static gvc_status read_country(gvc_ctx *ctx, reader *r)
{
    const char *field = NULL;
    gvc_status status = gvc_csv_text(ctx, r->csv, &field);
    if (status == GVC_OK && (field == NULL || *field == '\0')) {
        return fail(ctx, r, "names no country");
    }
    if (status == GVC_OK) {
        gvc_text_add(&r->texts, field, strlen(field) + 1);
    }
    return status;
}

static gvc_status read_number(gvc_ctx *ctx, reader *r, int column, gvc_deflator *to)
{
    double number = 0;
    gvc_status status = gvc_csv_numbers(ctx, r->csv, &number, 1, false);
    if (status != GVC_OK) {
        return status;
    }
    if (column == YEAR) {
        to->year = number >= 1 && number < 10000 ? (int)number : 0;
        return to->year > 0 && (double)to->year == number ? GVC_OK
                                                          : fail(ctx, r, "the year is no year");
    }
    *(column == DEFLATOR ? &to->deflator : &to->rate) = number;
    return number > 0 ? GVC_OK : fail(ctx, r, "deflators and exchange rates are numbers above 0");
}

static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_deflator *to = new_line(r);
    gvc_status status = to == NULL ? gvc_fail_memory(ctx, sizeof *to, "the deflators") : GVC_OK;
    for (int k = 0; k < r->fields && status == GVC_OK; k++) {
        status =
            r->column[k] == COUNTRY ? read_country(ctx, r) : read_number(ctx, r, r->column[k], to);
    }
    return status == GVC_OK ? gvc_csv_end(ctx, r->csv) : status;
}

static gvc_status read_lines(gvc_ctx *ctx, reader *r)
{
    bool more = true;
    gvc_status status = read_header(ctx, r);
    while (status == GVC_OK && more) {
        status = gvc_csv_next(ctx, r->csv, &more);
        if (status == GVC_OK && more) {
            status = read_line(ctx, r);
        }
    }
    return status == GVC_OK && r->count == 0 ? fail(ctx, r, "nothing below the header") : status;
}

/* Lines and texts as one block. */
static gvc_status hand_over(gvc_ctx *ctx, reader *r, gvc_deflator **out, gvc_idx *count)
{
    size_t head = (size_t)r->count * sizeof *r->all;
    gvc_deflator *all = r->texts.failed ? NULL : gvc_malloc(head + r->texts.length, 1);
    if (all == NULL) {
        return gvc_fail_memory(ctx, head + r->texts.length, "the deflators");
    }
    char *at = (char *)(all + r->count);
    memcpy(all, r->all, head);
    memcpy(at, r->texts.chars, r->texts.length);
    for (gvc_idx k = 0; k < r->count; k++, at += strlen(at) + 1) {
        all[k].country = at;
    }
    *out = all;
    *count = r->count;
    return GVC_OK;
}

gvc_status gvc_deflators_read(gvc_ctx *ctx, gvc_deflator **out, gvc_idx *count, const char *path)
{
    gvc_source *source = NULL;
    reader r = {0};
    gvc_status status = gvc_source_open(ctx, &source, path, NULL, 0);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &r.csv, source);
    }
    if (status == GVC_OK) {
        status = read_lines(ctx, &r);
    }
    if (status == GVC_OK) {
        status = hand_over(ctx, &r, out, count);
    }
    gvc_csv_close(r.csv);
    gvc_source_close(source);
    gvc_release(r.all);
    gvc_text_free(&r.texts);
    return status == GVC_OK ? status : gvc_fail_reading(ctx, status, path);
}

void gvc_deflators_free(gvc_deflator *deflators)
{
    gvc_release(deflators);
}
