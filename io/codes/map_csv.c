/* map_csv.c - a map in a CSV file: old label, new label, and where a label is split the share; with
 * a header line or without */
#include <string.h>
#include <strings.h>

#include "codes/codes.h"
#include "table/find.h"
#include "text/csv.h"
#include "text/number.h"

enum { OLD, NEW, SHARE, COLUMNS };

typedef struct line {
    gvc_text fields[COLUMNS];
    gvc_idx count;
} line;

static void free_line(line *l)
{
    for (int k = 0; k < COLUMNS; k++) {
        gvc_text_free(&l->fields[k]);
    }
}

static gvc_status fail(gvc_ctx *ctx, const gvc_csv *csv, const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s", gvc_csv_name(csv),
                    (long long)gvc_csv_line(csv), what);
}

static gvc_status read_line(gvc_ctx *ctx, gvc_csv *csv, line *l)
{
    gvc_status s = GVC_OK;
    const char *text = NULL;
    for (; l->count < COLUMNS; l->count++) {
        s = gvc_csv_text(ctx, csv, &text);
        if (s != GVC_OK || text == NULL) {
            break;
        }
        gvc_text_add(&l->fields[l->count], text, strlen(text));
    }
    if (s == GVC_OK && text != NULL) {
        s = gvc_csv_end(ctx, csv);
    }
    if (s != GVC_OK) {
        return s;
    }
    if (l->fields[OLD].failed || l->fields[NEW].failed || l->fields[SHARE].failed) {
        return gvc_fail_memory(ctx, 1024, "a line of a map");
    }
    if (l->count < SHARE || l->fields[OLD].length == 0 || l->fields[NEW].length == 0) {
        return fail(ctx, csv, "expected an old label, a new label and, where it is split, a share");
    }
    return GVC_OK;
}

/* A first line of words that describe columns, and that no table has as labels. */
static bool is_header(const gvc_map_maker *m, const line *l)
{
    static const char *const words[] = {"from",     "old",      "label",     "code",
                                        "country",  "iso3",     "iso2",      "sector",
                                        "industry", "category", "old label", "source"};
    const char *first = gvc_text_str(&l->fields[OLD]);
    if (gvc_table_find(m->table, m->axis, first) >= 0) {
        return false;
    }
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (strcasecmp(words[k], first) == 0) {
            return true;
        }
    }
    return false;
}

static gvc_status get_share(gvc_ctx *ctx, const gvc_csv *csv, const line *l, double *share)
{
    const gvc_text *text = &l->fields[SHARE];
    *share = 1;
    if (text->length == 0) {
        return GVC_OK;
    }
    const char *end = text->chars + text->length;
    if (gvc_parse_double(text->chars, end, share) != end || !(*share >= 0 && *share <= 1)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: column 3: '%s' is not a share from 0 to 1",
                        gvc_csv_name(csv), (long long)gvc_csv_line(csv), text->chars);
    }
    return GVC_OK;
}

static gvc_status add_line(gvc_ctx *ctx, gvc_map_maker *m, const gvc_csv *csv, const line *l)
{
    const char *from = gvc_text_str(&l->fields[OLD]), *to = gvc_text_str(&l->fields[NEW]);
    double share;
    gvc_idx found = 0;
    gvc_status s = get_share(ctx, csv, l, &share);
    if (s != GVC_OK) {
        return s;
    }
    if (m->axis == GVC_COUNTRY) {
        s = gvc_map_add_country(ctx, m, from, to, share, &found);
    }
    if (s == GVC_OK && found == 0 && m->axis == GVC_COUNTRY && gvc_country_iso3(from) != NULL) {
        gvc_map_note(m, "%s: %s is not in the table", gvc_csv_name(csv), from);
        return GVC_OK;
    }
    if (s == GVC_OK && found == 0) {
        gvc_idx at;
        s = gvc_table_named(ctx, m->table, m->axis, from, NULL, &at);
        s = s == GVC_OK ? gvc_map_add(ctx, m, from, to, NULL, share) : s;
    }
    return s == GVC_OK
               ? s
               : gvc_fail_in(ctx, s, "%s:%lld", gvc_csv_name(csv), (long long)gvc_csv_line(csv));
}

static gvc_status read_lines(gvc_ctx *ctx, gvc_map_maker *m, gvc_csv *csv)
{
    gvc_idx before = m->count, lines = 0;
    gvc_status s = GVC_OK;
    for (;; lines++) {
        bool more = false;
        s = gvc_csv_next(ctx, csv, &more);
        if (s != GVC_OK || !more) {
            break;
        }
        line l = {.count = 0};
        s = read_line(ctx, csv, &l);
        if (s == GVC_OK && (lines > 0 || !is_header(m, &l))) {
            s = add_line(ctx, m, csv, &l);
        }
        free_line(&l);
        if (s != GVC_OK) {
            break;
        }
    }
    return s == GVC_OK && m->count == before
               ? gvc_fail(ctx, GVC_EFORMAT, "%s: maps nothing that the table has",
                          gvc_csv_name(csv))
               : s;
}

gvc_status gvc_map_add_file(gvc_ctx *ctx, gvc_map_maker *m, const char *path)
{
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    gvc_status s = gvc_source_open(ctx, &source, path, NULL, 0);
    if (s == GVC_OK) {
        s = gvc_csv_open(ctx, &csv, source);
    }
    if (s == GVC_OK) {
        s = read_lines(ctx, m, csv);
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    return s == GVC_OK ? s : gvc_fail_reading(ctx, s, path);
}
