/* weights.c - shares of sectors by stage or business function, and what accounts add to indicators:
 * a CSV file with a header */
#include <gvc/io.h>

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "text/csv.h"

enum { COUNTRY, SECTOR, NAME, SHARE, COLUMNS };

typedef struct reader {
    gvc_csv *csv;
    const char *names[COLUMNS]; /* of the columns; NULL: there is none */
    bool plain;                 /* all columns are needed, and a weight may be below 0 */
    int column[COLUMNS];        /* what field k of a line is, -1 past the end */
    int fields;
    gvc_text texts;      /* country, sector, name of every line, each with its NUL */
    gvc_weight *weights; /* texts are set at the end, when they lie still */
    gvc_idx count, capacity;
    bool has[COLUMNS];
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *what, const char *text)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s%s%s%s", gvc_csv_name(r->csv),
                    (long long)gvc_csv_line(r->csv), text == NULL ? "" : "'",
                    text == NULL ? "" : text, text == NULL ? "" : "' ", what);
}

static gvc_status fail_header(gvc_ctx *ctx, const reader *r, const char *field)
{
    char what[160];
    const char *sorry = field == NULL ? "" : "is no column of such a file; ";
    if (r->plain) {
        snprintf(what, sizeof what, "%sexpected a header line: %s,%s,%s", sorry, r->names[SECTOR],
                 r->names[NAME], r->names[SHARE]);
    } else {
        snprintf(what, sizeof what,
                 "%sexpected a header line: sector,%s, and where needed country, share", sorry,
                 r->names[NAME]);
    }
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
        while (k < COLUMNS && (r->names[k] == NULL || strcasecmp(field, r->names[k]) != 0)) {
            k++;
        }
        if (k == COLUMNS || r->has[k] || r->fields == COLUMNS) {
            return fail_header(ctx, r, field);
        }
        r->has[k] = true;
        r->column[r->fields++] = k;
        status = gvc_csv_text(ctx, r->csv, &field);
    }
    bool short_of = !r->has[SECTOR] || !r->has[NAME] || (r->plain && !r->has[SHARE]);
    if (status == GVC_OK && short_of) {
        return fail_header(ctx, r, NULL);
    }
    gvc_csv_expect(r->csv, r->fields);
    return status;
}

static gvc_weight *new_weight(reader *r)
{
    if (r->count == r->capacity) {
        gvc_idx capacity = r->capacity == 0 ? 64 : 2 * r->capacity;
        gvc_weight *all = gvc_realloc(r->weights, (size_t)r->count, (size_t)capacity, sizeof *all);
        if (all == NULL) {
            return NULL;
        }
        r->weights = all;
        r->capacity = capacity;
    }
    r->weights[r->count] = (gvc_weight){.share = 1};
    return &r->weights[r->count++];
}

static gvc_status read_share(gvc_ctx *ctx, reader *r, double *out)
{
    gvc_status status = gvc_csv_numbers(ctx, r->csv, out, 1, false);
    return status == GVC_OK && *out < 0 && !r->plain ? fail(ctx, r, "a share below 0", NULL)
                                                     : status;
}

/* One line; its texts go behind the others, country first. */
static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_text text[SHARE] = {{0}, {0}, {0}};
    gvc_weight *w = new_weight(r);
    gvc_status status = w == NULL ? gvc_fail_memory(ctx, sizeof *w, "the shares") : GVC_OK;
    for (int k = 0; k < r->fields && status == GVC_OK; k++) {
        const char *field = NULL;
        int column = r->column[k];
        if (column == SHARE) {
            status = read_share(ctx, r, &w->share);
            continue;
        }
        status = gvc_csv_text(ctx, r->csv, &field);
        if (status == GVC_OK && field == NULL) {
            status = fail(ctx, r, "fewer fields than the header", NULL);
        } else if (status == GVC_OK && *field == '\0' && column != COUNTRY) {
            status = fail(ctx, r, "an empty field", NULL);
        } else if (status == GVC_OK) {
            gvc_text_add(&text[column], field, strlen(field));
        }
    }
    if (status == GVC_OK) {
        status = gvc_csv_end(ctx, r->csv);
    }
    for (int k = 0; k < SHARE; k++) {
        gvc_text_add(&r->texts, gvc_text_str(&text[k]), text[k].length + 1);
        r->texts.failed = r->texts.failed || text[k].failed;
        gvc_text_free(&text[k]);
    }
    return status == GVC_OK && r->texts.failed ? gvc_fail_memory(ctx, r->texts.length, "the shares")
                                               : status;
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
    return status == GVC_OK && r->count == 0 ? fail(ctx, r, "nothing below the header", NULL)
                                             : status;
}

/* Weights and texts as one block. */
static gvc_status hand_over(gvc_ctx *ctx, reader *r, gvc_weight **out, gvc_idx *count)
{
    size_t head = (size_t)r->count * sizeof *r->weights;
    gvc_weight *all = gvc_malloc(head + r->texts.length, 1);
    if (all == NULL) {
        return gvc_fail_memory(ctx, head + r->texts.length, "the shares");
    }
    char *at = (char *)(all + r->count);
    memcpy(all, r->weights, head);
    memcpy(at, r->texts.chars, r->texts.length);
    for (gvc_idx k = 0; k < r->count; k++) {
        const char **text[SHARE] = {&all[k].country, &all[k].sector, &all[k].name};
        for (int c = 0; c < SHARE; c++, at += strlen(at) + 1) {
            *text[c] = c == COUNTRY && *at == '\0' ? NULL : at;
        }
    }
    *out = all;
    *count = r->count;
    return GVC_OK;
}

static gvc_status read_file(gvc_ctx *ctx, reader r, gvc_weight **out, gvc_idx *count,
                            const char *path)
{
    gvc_source *source = NULL;
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
    gvc_release(r.weights);
    gvc_text_free(&r.texts);
    return status == GVC_OK ? status : gvc_fail_reading(ctx, status, path);
}

gvc_status gvc_weights_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count, const char *path,
                            const char *name)
{
    return read_file(ctx, (reader){.names = {"country", "sector", name, "share"}}, out, count,
                     path);
}

gvc_status gvc_characterisation_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count,
                                     const char *path)
{
    reader r = {.names = {NULL, "account", "indicator", "weight"}, .plain = true};
    return read_file(ctx, r, out, count, path);
}

void gvc_weights_free(gvc_weight *weights)
{
    gvc_release(weights);
}
