/* rows.c - small CSV files with a header: columns by name in any order, a row a line */
#include "text/rows.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "text/csv.h"
#include "text/plain.h"

typedef struct reader {
    gvc_csv *csv;
    gvc_rows *to;
    int column[GVC_ROW_COLUMNS]; /* what field k of a line is */
    int fields;
} reader;

gvc_status gvc_rows_fail(gvc_ctx *ctx, const gvc_rows *r, gvc_idx k, const char *format, ...)
{
    gvc_text text = {0};
    va_list args;
    va_start(args, format);
    gvc_text_addv(&text, format, args);
    va_end(args);
    gvc_status status = gvc_fail(ctx, GVC_EFORMAT, "reading %s:%lld: %s", r->path, (long long)k + 2,
                                 gvc_text_str(&text));
    gvc_text_free(&text);
    return status;
}

/* ---- the header --------------------------------------------------------------------------------
 */

static gvc_status fail_header(gvc_ctx *ctx, const reader *r, const char *field, const char *why)
{
    char shown[GVC_SHOWN];
    gvc_shown(field, strlen(field), shown);
    return gvc_rows_fail(ctx, r->to, -1, "'%s' %s; %s", shown, why, r->to->columns->expected);
}

static gvc_status take_column(gvc_ctx *ctx, reader *r, const char *field)
{
    const gvc_columns *all = r->to->columns;
    int k = 0;
    while (k < all->count &&
           (all->items[k].name == NULL || strcasecmp(field, all->items[k].name) != 0)) {
        k++;
    }
    if (k == all->count) {
        return fail_header(ctx, r, field, "is no column of such a file");
    }
    if (r->to->has[k]) {
        return fail_header(ctx, r, field, "is the name of two columns");
    }
    r->to->has[k] = true;
    r->column[r->fields++] = k;
    return GVC_OK;
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    const gvc_columns *all = r->to->columns;
    bool more = false;
    const char *field = NULL;
    gvc_status status = gvc_csv_next(ctx, r->csv, &more);
    if (status == GVC_OK && more) {
        status = gvc_csv_text(ctx, r->csv, &field);
    }
    while (status == GVC_OK && field != NULL) {
        status = take_column(ctx, r, field);
        if (status == GVC_OK) {
            status = gvc_csv_text(ctx, r->csv, &field);
        }
    }
    for (int k = 0; k < all->count && status == GVC_OK; k++) {
        if (all->items[k].needed && !r->to->has[k]) {
            status = gvc_rows_fail(ctx, r->to, -1, "%s", all->expected);
        }
    }
    gvc_csv_expect(r->csv, r->fields);
    return status;
}

/* ---- lines -------------------------------------------------------------------------------------
 */

static gvc_row *new_row(gvc_rows *to)
{
    if (to->count == to->capacity) {
        gvc_idx capacity = to->capacity == 0 ? 64 : 2 * to->capacity;
        gvc_row *all = gvc_realloc(to->items, (size_t)to->count, (size_t)capacity, sizeof *all);
        if (all == NULL) {
            return NULL;
        }
        to->items = all;
        to->capacity = capacity;
    }
    gvc_row *row = &to->items[to->count++];
    for (int k = 0; k < GVC_ROW_COLUMNS; k++) {
        row->word[k] = NULL;
        row->number[k] = (double)NAN;
    }
    return row;
}

/* The words of a line stand behind those of the one before, in the order of its fields. */
static gvc_status read_word(gvc_ctx *ctx, reader *r, int k)
{
    const gvc_column *column = &r->to->columns->items[k];
    gvc_idx at = r->to->count - 1;
    const char *field = NULL;
    gvc_status status = gvc_csv_text(ctx, r->csv, &field);
    if (status != GVC_OK) {
        return status;
    }
    if (field == NULL) {
        return gvc_rows_fail(ctx, r->to, at, "fewer fields than the header");
    }
    if (strchr(field, '\n') != NULL) {
        return gvc_rows_fail(ctx, r->to, at, "a field over two lines; expected a line a row");
    }
    if (*field == '\0' && column->nonempty != NULL) {
        return gvc_rows_fail(ctx, r->to, at, "%s", column->nonempty);
    }
    gvc_text_add(&r->to->texts, field, strlen(field) + 1);
    return r->to->texts.failed ? gvc_fail_memory(ctx, r->to->texts.length, r->to->columns->what)
                               : GVC_OK;
}

static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_row *row = new_row(r->to);
    gvc_status status =
        row == NULL ? gvc_fail_memory(ctx, sizeof *row, r->to->columns->what) : GVC_OK;
    for (int f = 0; f < r->fields && status == GVC_OK; f++) {
        int k = r->column[f];
        status = r->to->columns->items[k].number
                     ? gvc_csv_numbers(ctx, r->csv, &row->number[k], 1, false)
                     : read_word(ctx, r, k);
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
    return status == GVC_OK && r->to->count == 0
               ? gvc_rows_fail(ctx, r->to, -1, "nothing below the header")
               : status;
}

/* Once the words lie still, at `from`. */
static void point(const reader *r, const char *from)
{
    for (gvc_idx i = 0; i < r->to->count; i++) {
        for (int f = 0; f < r->fields; f++) {
            int k = r->column[f];
            if (!r->to->columns->items[k].number) {
                r->to->items[i].word[k] = *from == '\0' ? NULL : from;
                from += strlen(from) + 1;
            }
        }
    }
}

/* ---- rows that say the same
 * -----------------------------------------------------------------------------
 */

/* "CO2, warming"; words apart for telling rows apart where `between` stands in none. */
static void add_words(gvc_text *to, const gvc_rows *r, gvc_idx i, const char *between)
{
    const gvc_row *row = &r->items[i];
    bool exact = *between == '\n';
    for (int k = 0; k < r->columns->count; k++) {
        if ((r->columns->once >> k & 1) == 0 || !r->has[k] ||
            (!exact && row->word[k] == NULL && isnan(row->number[k]))) {
            continue;
        }
        gvc_text_addf(to, "%s", to->length == 0 ? "" : between);
        if (r->columns->items[k].number) {
            gvc_text_addf(to, "%.17g", row->number[k]);
        } else {
            gvc_text_addf(to, "%s", row->word[k] == NULL ? "" : row->word[k]);
        }
    }
}

static gvc_status fail_twice(gvc_ctx *ctx, const gvc_rows *r, gvc_idx i, gvc_idx first)
{
    char shown[GVC_SHOWN];
    gvc_text words = {0};
    add_words(&words, r, i, ", ");
    gvc_shown(gvc_text_str(&words), words.length, shown);
    gvc_status status =
        gvc_rows_fail(ctx, r, i, "'%s' is there twice, first in line %lld; leave one of them out",
                      shown, (long long)first + 2);
    gvc_text_free(&words);
    return status;
}

static gvc_status check_once(gvc_ctx *ctx, const gvc_rows *r)
{
    if (r->columns->once == 0) {
        return GVC_OK;
    }
    gvc_labels *seen = gvc_labels_new();
    gvc_status status = seen == NULL ? gvc_fail_memory(ctx, 1024, r->columns->what) : GVC_OK;
    for (gvc_idx i = 0; i < r->count && status == GVC_OK; i++) {
        gvc_text words = {0};
        add_words(&words, r, i, "\n");
        gvc_idx at = words.failed ? -1 : gvc_labels_add(seen, gvc_text_str(&words));
        status = at < 0   ? gvc_fail_memory(ctx, words.length, r->columns->what)
                 : at < i ? fail_twice(ctx, r, i, at)
                          : GVC_OK;
        gvc_text_free(&words);
    }
    gvc_labels_free(seen);
    return status;
}

/* ---- all of it ---------------------------------------------------------------------------------
 */

gvc_status gvc_rows_read(gvc_ctx *ctx, gvc_rows *out, const gvc_columns *columns, const char *path)
{
    gvc_source *source = NULL;
    *out = (gvc_rows){.path = path, .columns = columns};
    reader r = {.to = out};
    gvc_status status = gvc_source_open(ctx, &source, path, NULL, 0);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &r.csv, source);
    }
    if (status == GVC_OK) {
        status = read_lines(ctx, &r);
    }
    if (status == GVC_OK) {
        point(&r, gvc_text_str(&out->texts));
        status = check_once(ctx, out);
    } else {
        gvc_fail_reading(ctx, status, path);
    }
    gvc_csv_close(r.csv);
    gvc_source_close(source);
    return status;
}

void gvc_rows_free(gvc_rows *r)
{
    gvc_release(r->items);
    gvc_text_free(&r->texts);
    *r = (gvc_rows){0};
}

/* Memory for the records, with the words behind, where the rows now have them. */
static gvc_status new_block(gvc_ctx *ctx, gvc_rows *r, char **out)
{
    size_t head = (size_t)r->count * r->columns->record;
    char *all = gvc_calloc(head + r->texts.length + 1, 1);
    if (all == NULL) {
        return gvc_fail_memory(ctx, head + r->texts.length, r->columns->what);
    }
    const char *old = gvc_text_str(&r->texts);
    memcpy(all + head, old, r->texts.length);
    for (gvc_idx i = 0; i < r->count; i++) {
        for (int k = 0; k < r->columns->count; k++) {
            const char **word = &r->items[i].word[k];
            *word = *word == NULL ? NULL : all + head + (*word - old);
        }
    }
    *out = all;
    return GVC_OK;
}

gvc_status gvc_records_read(gvc_ctx *ctx, const gvc_columns *columns, const char *path, void **out,
                            gvc_idx *count)
{
    gvc_rows rows;
    char *all = NULL;
    gvc_status status = gvc_rows_read(ctx, &rows, columns, path);
    if (status == GVC_OK) {
        status = new_block(ctx, &rows, &all);
    }
    for (gvc_idx k = 0; k < rows.count && status == GVC_OK; k++) {
        status = columns->take(ctx, &rows, k, all + (size_t)k * columns->record);
    }
    if (status == GVC_OK) {
        *out = all;
        *count = rows.count;
    } else {
        gvc_release(all);
    }
    gvc_rows_free(&rows);
    return status;
}
