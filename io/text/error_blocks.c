/* error_blocks.c - relative errors of blocks of cells: a CSV file with the header from,to,rel */
#include <gvc/io.h>

#include <string.h>
#include <strings.h>

#include "text/csv.h"

enum { FROM, TO, REL, COLUMNS };
static const char *const names[COLUMNS] = {"from", "to", "rel"};

typedef struct reader {
    gvc_csv *csv;
    int column[COLUMNS];     /* what field k of a line is */
    gvc_text texts;          /* from and to of every line, each with its NUL */
    gvc_error_block *blocks; /* texts are set at the end, when they lie still */
    gvc_idx count, capacity;
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s", gvc_csv_name(r->csv),
                    (long long)gvc_csv_line(r->csv), what);
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    bool more = false, has[COLUMNS] = {false};
    gvc_status status = gvc_csv_next(ctx, r->csv, &more);
    for (int k = 0; k < COLUMNS && status == GVC_OK; k++) {
        const char *field = NULL;
        int c = 0;
        status = more ? gvc_csv_text(ctx, r->csv, &field) : GVC_OK;
        while (status == GVC_OK && c < COLUMNS &&
               (field == NULL || strcasecmp(field, names[c]) != 0)) {
            c++;
        }
        if (status == GVC_OK && (c == COLUMNS || has[c])) {
            return fail(ctx, r, "expected a header line: from,to,rel");
        }
        if (status == GVC_OK) {
            has[c] = true;
            r->column[k] = c;
        }
    }
    gvc_csv_expect(r->csv, COLUMNS);
    return status == GVC_OK ? gvc_csv_end(ctx, r->csv) : status;
}

static gvc_error_block *new_block(reader *r)
{
    if (r->count == r->capacity) {
        gvc_idx capacity = r->capacity == 0 ? 64 : 2 * r->capacity;
        gvc_error_block *all =
            gvc_realloc(r->blocks, (size_t)r->count, (size_t)capacity, sizeof *all);
        if (all == NULL) {
            return NULL;
        }
        r->blocks = all;
        r->capacity = capacity;
    }
    r->blocks[r->count] = (gvc_error_block){0};
    return &r->blocks[r->count++];
}

static gvc_status read_rel(gvc_ctx *ctx, reader *r, double *out)
{
    gvc_status status = gvc_csv_numbers(ctx, r->csv, out, 1, false);
    return status == GVC_OK && !(*out >= 0 && *out <= GVC_ERROR_MOST)
               ? fail(ctx, r, "a relative error is a fraction from 0 to 10, 0.1 for a tenth")
               : status;
}

/* One line; its texts go behind the others, `from` first. */
static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_text text[REL] = {{0}, {0}};
    gvc_error_block *b = new_block(r);
    gvc_status status = b == NULL ? gvc_fail_memory(ctx, sizeof *b, "the errors") : GVC_OK;
    for (int k = 0; k < COLUMNS && status == GVC_OK; k++) {
        const char *field = NULL;
        if (r->column[k] == REL) {
            status = read_rel(ctx, r, &b->rel);
            continue;
        }
        status = gvc_csv_text(ctx, r->csv, &field);
        if (status == GVC_OK && (field == NULL || *field == '\0')) {
            status = fail(ctx, r, "an empty field; * stands for all");
        } else if (status == GVC_OK) {
            gvc_text_add(&text[r->column[k]], field, strlen(field));
        }
    }
    if (status == GVC_OK) {
        status = gvc_csv_end(ctx, r->csv);
    }
    for (int k = 0; k < REL; k++) {
        gvc_text_add(&r->texts, gvc_text_str(&text[k]), text[k].length + 1);
        r->texts.failed = r->texts.failed || text[k].failed;
        gvc_text_free(&text[k]);
    }
    return status == GVC_OK && r->texts.failed ? gvc_fail_memory(ctx, r->texts.length, "the errors")
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
    return status == GVC_OK && r->count == 0 ? fail(ctx, r, "nothing below the header") : status;
}

/* Blocks and texts as one piece of memory. */
static gvc_status hand_over(gvc_ctx *ctx, reader *r, gvc_error_block **out, gvc_idx *count)
{
    size_t head = (size_t)r->count * sizeof *r->blocks;
    gvc_error_block *all = gvc_malloc(head + r->texts.length, 1);
    if (all == NULL) {
        return gvc_fail_memory(ctx, head + r->texts.length, "the errors");
    }
    char *at = (char *)(all + r->count);
    memcpy(all, r->blocks, head);
    memcpy(at, r->texts.chars, r->texts.length);
    for (gvc_idx k = 0; k < r->count; k++) {
        all[k].from = at;
        at += strlen(at) + 1;
        all[k].to = at;
        at += strlen(at) + 1;
    }
    *out = all;
    *count = r->count;
    return GVC_OK;
}

gvc_status gvc_error_blocks_read(gvc_ctx *ctx, gvc_error_block **out, gvc_idx *count,
                                 const char *path)
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
    gvc_release(r.blocks);
    gvc_text_free(&r.texts);
    return status == GVC_OK ? status : gvc_fail_reading(ctx, status, path);
}

void gvc_error_blocks_free(gvc_error_block *blocks)
{
    gvc_release(blocks);
}
