/* shocks.c - shocks out of a CSV file with a header, a line each */
#include <gvc/io.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/csv.h"
#include "text/shock_maker.h"

enum { NAME, COUNTRY, SECTOR, FROM, TO, BUYER, CHANGE, UNIT, COLUMNS };
static const char *const names[] = {"name", "country", "sector", "from",
                                    "to",   "buyer",   "change", "unit"};

typedef struct reader {
    gvc_csv *csv;
    int column[COLUMNS]; /* what field k of a line is */
    int fields;
    bool has[COLUMNS];
    gvc_shock_maker made;
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *what, const char *text)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s%s%s%s", gvc_csv_name(r->csv),
                    (long long)gvc_csv_line(r->csv), text == NULL ? "" : "'",
                    text == NULL ? "" : text, text == NULL ? "" : "' ", what);
}

static gvc_status fail_header(gvc_ctx *ctx, const reader *r, const char *field)
{
    static const char expected[] = "expected a header line with change and some of country, "
                                   "sector, buyer, from, to, unit, name";
    char what[192];
    snprintf(what, sizeof what, "%s%s",
             field == NULL ? "" : "is no column of such a file, or there twice; ", expected);
    return fail(ctx, r, what, field);
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    bool more = false;
    const char *field = NULL;
    gvc_status status = gvc_csv_next(ctx, r->csv, &more);
    if (status == GVC_OK && more) {
        status = gvc_csv_text(ctx, r->csv, &field);
    }
    while (status == GVC_OK && field != NULL) {
        int k = 0;
        while (k < COLUMNS && strcasecmp(field, names[k]) != 0) {
            k++;
        }
        if (k == COLUMNS || r->has[k]) {
            return fail_header(ctx, r, field);
        }
        r->has[k] = true;
        r->column[r->fields++] = k;
        status = gvc_csv_text(ctx, r->csv, &field);
    }
    if (status == GVC_OK && !r->has[CHANGE]) {
        return fail_header(ctx, r, NULL);
    }
    if (status == GVC_OK && r->has[COUNTRY] && r->has[FROM]) {
        return fail(ctx, r, "columns country and from say the same; leave one out", NULL);
    }
    gvc_csv_expect(r->csv, r->fields);
    return status;
}

/* In a line about who buys from whom, the country is the one that sells. */
static const char *const **list_of(const reader *r, gvc_shock *s, int column)
{
    bool pairs = r->has[BUYER] || r->has[TO];
    return column == SECTOR                                 ? &s->sector
           : column == TO                                   ? &s->to
           : column == BUYER                                ? &s->buyer
           : column == FROM || (column == COUNTRY && pairs) ? &s->from
                                                            : &s->country;
}

static gvc_status set_size(gvc_ctx *ctx, const reader *r, gvc_shock *s, const char *change,
                           const char *unit)
{
    bool pct = *unit == '\0' || strcasecmp(unit, "pct") == 0;
    if (!pct && strcasecmp(unit, "abs") != 0) {
        return fail(ctx, r, "is no unit; expected pct or abs", unit);
    }
    if (!gvc_shock_size(change, &s->by, &s->absolute)) {
        return fail(ctx, r, "is no number", change);
    }
    if (!s->absolute) {
        return fail(ctx, r, "holds a sign of percent; the column unit says pct or abs", change);
    }
    s->absolute = !pct;
    s->by = pct ? s->by / 100 : s->by;
    return GVC_OK;
}

static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_text change = {0}, unit = {0};
    gvc_status status = gvc_shock_next(ctx, &r->made);
    for (int k = 0; k < r->fields && status == GVC_OK; k++) {
        gvc_shock *s = &r->made.items[r->made.count - 1];
        const char *field = NULL;
        int column = r->column[k];
        status = gvc_csv_text(ctx, r->csv, &field);
        if (status == GVC_OK && field == NULL) {
            status = fail(ctx, r, "fewer fields than the header", NULL);
        } else if (status == GVC_OK && (column == CHANGE || column == UNIT)) {
            gvc_text_add(column == CHANGE ? &change : &unit, field, strlen(field));
        } else if (status == GVC_OK && column == NAME) {
            status = *field == '\0' ? GVC_OK : gvc_shock_set_name(ctx, &r->made, field);
        } else if (status == GVC_OK) {
            status = gvc_shock_set_list(ctx, list_of(r, s, column), field);
        }
    }
    if (status == GVC_OK) {
        status = gvc_csv_end(ctx, r->csv);
    }
    if (status == GVC_OK) {
        status = set_size(ctx, r, &r->made.items[r->made.count - 1], gvc_text_str(&change),
                          gvc_text_str(&unit));
    }
    gvc_text_free(&change);
    gvc_text_free(&unit);
    return status;
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
    return status == GVC_OK && r->made.count == 0 ? fail(ctx, r, "nothing below the header", NULL)
                                                  : status;
}

gvc_status gvc_shocks_read(gvc_ctx *ctx, gvc_shock **out, gvc_idx *count, const char *path)
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
    gvc_csv_close(r.csv);
    gvc_source_close(source);
    if (status != GVC_OK) {
        gvc_shocks_free(r.made.items, r.made.count);
        return gvc_fail_reading(ctx, status, path);
    }
    *out = r.made.items;
    *count = r.made.count;
    return GVC_OK;
}
