/* prices.c - price indices of industries from a CSV file with a header
 *
 * A line is about one industry (column industry), or about a country, a sector, or both; the more
 * special line wins, and one by country against one by sector is an error. Every industry needs
 * one: what is missing is not 1. */
#include <gvc/io.h>

#include <math.h>
#include <string.h>
#include <strings.h>

#include "table/find.h"
#include "text/csv.h"

enum { INDUSTRY, COUNTRY, SECTOR, LABELS, INDEX = LABELS, INDEX_100, COLUMNS };

/* How special the line of an industry is. */
enum { NONE, BY_SECTOR, BY_COUNTRY, BY_PAIR, BY_INDUSTRY };

typedef struct reader {
    const gvc_table *t;
    gvc_csv *csv;
    gvc_prices *to;
    int column[COLUMNS]; /* what field k is */
    int fields;
    bool has[COLUMNS];
    unsigned char *rank; /* n */
    gvc_idx *line;       /* n: that the index comes from */
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s", gvc_csv_name(r->csv),
                    (long long)gvc_csv_line(r->csv), what);
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    static const char *const names[COLUMNS] = {"industry", "country", "sector", "index",
                                               "index100"};
    static const char expected[] = "expected a header line: industry, or country and sector (one "
                                   "of them will do), and index (1 in the base) or index100";
    bool more = false;
    const char *name = NULL;
    gvc_status s = gvc_csv_next(ctx, r->csv, &more);
    while (s == GVC_OK && more) {
        s = gvc_csv_text(ctx, r->csv, &name);
        if (s != GVC_OK || name == NULL) {
            break;
        }
        int k = 0;
        while (k < COLUMNS && strcasecmp(names[k], name) != 0) {
            k++;
        }
        if (k == COLUMNS || r->has[k] || r->fields == COLUMNS) {
            return fail(ctx, r, expected);
        }
        r->has[k] = true;
        r->column[r->fields++] = k;
    }
    bool labels = r->has[INDUSTRY] != (r->has[COUNTRY] || r->has[SECTOR]);
    if (s == GVC_OK && (!labels || r->has[INDEX] == r->has[INDEX_100])) {
        return fail(ctx, r, expected);
    }
    gvc_csv_expect(r->csv, r->fields);
    return s;
}

static gvc_status set(gvc_ctx *ctx, reader *r, gvc_idx i, int rank, double index)
{
    int before = r->rank[i];
    const char *label = gvc_table_label(r->t, GVC_INDUSTRY, i);
    if (before == rank) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: %s has its index in line %lld already",
                        gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), label,
                        (long long)r->line[i]);
    }
    if (before + rank == BY_SECTOR + BY_COUNTRY && before != NONE) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s:%lld: %s has an index by %s and, in line %lld, one by %s; give both in "
                        "one line",
                        gvc_csv_name(r->csv), (long long)gvc_csv_line(r->csv), label,
                        rank == BY_SECTOR ? "sector" : "country", (long long)r->line[i],
                        rank == BY_SECTOR ? "country" : "sector");
    }
    if (rank > before) {
        r->rank[i] = (unsigned char)rank;
        r->line[i] = gvc_csv_line(r->csv);
        r->to->index[i] = index;
    }
    return GVC_OK;
}

/* Position of a label that may be empty (-1: all). */
static gvc_status place(gvc_ctx *ctx, const reader *r, gvc_axis axis, const gvc_text *label,
                        gvc_idx *at)
{
    *at = -1;
    if (label->length == 0) {
        return GVC_OK;
    }
    gvc_status s = gvc_table_named(ctx, r->t, axis, gvc_text_str(label), NULL, at);
    return s == GVC_OK ? s
                       : gvc_fail_in(ctx, s, "%s:%lld", gvc_csv_name(r->csv),
                                     (long long)gvc_csv_line(r->csv));
}

static gvc_status set_line(gvc_ctx *ctx, reader *r, const gvc_text labels[LABELS], double index)
{
    static const gvc_axis axes[LABELS] = {GVC_INDUSTRY, GVC_COUNTRY, GVC_SECTOR};
    gvc_idx at[LABELS];
    for (int k = 0; k < LABELS; k++) {
        gvc_status s = place(ctx, r, axes[k], &labels[k], &at[k]);
        if (s != GVC_OK) {
            return s;
        }
    }
    if (at[INDUSTRY] >= 0) {
        return set(ctx, r, at[INDUSTRY], BY_INDUSTRY, index);
    }
    if (at[COUNTRY] < 0 && at[SECTOR] < 0) {
        return fail(ctx, r, "names no industry, country or sector");
    }
    int rank = at[COUNTRY] < 0 ? BY_SECTOR : at[SECTOR] < 0 ? BY_COUNTRY : BY_PAIR;
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; i < gvc_table_count(r->t, GVC_INDUSTRY) && s == GVC_OK; i++) {
        bool here =
            (at[COUNTRY] < 0 || gvc_table_country_of(r->t, GVC_INDUSTRY, i) == at[COUNTRY]) &&
            (at[SECTOR] < 0 || gvc_table_sector_of(r->t, i) == at[SECTOR]);
        s = here ? set(ctx, r, i, rank, index) : GVC_OK;
    }
    return s;
}

static gvc_status read_line(gvc_ctx *ctx, reader *r)
{
    gvc_text labels[LABELS] = {{0}, {0}, {0}};
    double index = 0;
    gvc_status s = GVC_OK;
    for (int k = 0; k < r->fields && s == GVC_OK; k++) {
        const char *text = NULL;
        if (r->column[k] >= INDEX) {
            s = gvc_csv_numbers(ctx, r->csv, &index, 1, false);
            index /= r->column[k] == INDEX_100 ? 100 : 1;
            continue;
        }
        s = gvc_csv_text(ctx, r->csv, &text);
        if (s == GVC_OK && text == NULL) {
            s = fail(ctx, r, "fewer fields than the header");
        } else if (s == GVC_OK) {
            gvc_text_add(&labels[r->column[k]], text, strlen(text));
        }
    }
    if (s == GVC_OK) {
        s = gvc_csv_end(ctx, r->csv);
    }
    if (s == GVC_OK && !(index > 0)) {
        s = fail(ctx, r, "a price index is above 0");
    }
    if (s == GVC_OK) {
        s = set_line(ctx, r, labels, index);
    }
    for (int k = 0; k < LABELS; k++) {
        gvc_text_free(&labels[k]);
    }
    return s;
}

/* Indices that are 100 in the base, in the column of those that are 1 there, divide all by 100. */
static void warn_of_base(gvc_ctx *ctx, const reader *r)
{
    static const double lowest = 20;
    double least = (double)INFINITY, most = 0;
    for (gvc_idx i = 0; i < gvc_table_count(r->t, GVC_INDUSTRY); i++) {
        if (r->rank[i] != NONE) {
            least = fmin(least, r->to->index[i]);
            most = fmax(most, r->to->index[i]);
        }
    }
    if (most >= lowest && least >= lowest) {
        gvc_log(ctx, GVC_WARN,
                "%s: all indices are from %g to %g, where 1 stands for the base; if 100 does, name "
                "the column index100",
                gvc_csv_name(r->csv), least, most);
    }
}

static gvc_status read_lines(gvc_ctx *ctx, reader *r)
{
    bool more = true;
    gvc_status s = read_header(ctx, r);
    while (s == GVC_OK && more) {
        s = gvc_csv_next(ctx, r->csv, &more);
        if (s == GVC_OK && more) {
            s = read_line(ctx, r);
        }
    }
    if (s == GVC_OK && r->has[INDEX]) {
        warn_of_base(ctx, r);
    }
    gvc_idx missing = 0, first = -1;
    for (gvc_idx i = 0; s == GVC_OK && i < gvc_table_count(r->t, GVC_INDUSTRY); i++) {
        first = r->rank[i] == NONE && missing++ == 0 ? i : first;
    }
    return missing == 0 ? s
                        : gvc_fail(ctx, GVC_ESHAPE,
                                   "%s: %lld of %lld industries have no index, the first is %s; "
                                   "give every industry one, 1 where prices stayed",
                                   gvc_csv_name(r->csv), (long long)missing,
                                   (long long)gvc_table_count(r->t, GVC_INDUSTRY),
                                   gvc_table_label(r->t, GVC_INDUSTRY, first));
}

static gvc_status allocate(gvc_ctx *ctx, reader *r, const char *path)
{
    size_t n = (size_t)gvc_table_count(r->t, GVC_INDUSTRY);
    char hex[65];
    gvc_status s = gvc_file_sha256(ctx, path, hex);
    if (s != GVC_OK) {
        return s;
    }
    *r->to = (gvc_prices){gvc_strdup(gvc_base_name(path)), gvc_strdup(hex),
                          gvc_calloc(n, sizeof(double))};
    r->rank = gvc_calloc(n, 1);
    r->line = gvc_calloc(n, sizeof *r->line);
    bool there = r->to->name != NULL && r->to->sha256 != NULL && r->to->index != NULL &&
                 r->rank != NULL && r->line != NULL;
    return there ? GVC_OK : gvc_fail_memory(ctx, n * 17, "price indices");
}

gvc_status gvc_prices_read(gvc_ctx *ctx, gvc_prices **out, const gvc_table *t, const char *path)
{
    gvc_source *source = NULL;
    reader r = {.t = t, .to = gvc_calloc(1, sizeof *r.to)};
    gvc_status s = r.to == NULL ? gvc_fail_memory(ctx, sizeof *r.to, "price indices")
                                : gvc_source_open(ctx, &source, path, NULL, 0);
    if (s == GVC_OK) {
        s = allocate(ctx, &r, path);
    }
    if (s == GVC_OK) {
        s = gvc_csv_open(ctx, &r.csv, source);
    }
    if (s == GVC_OK) {
        s = read_lines(ctx, &r);
    }
    gvc_csv_close(r.csv);
    gvc_source_close(source);
    gvc_release(r.rank);
    gvc_release(r.line);
    if (s != GVC_OK) {
        gvc_prices_free(r.to);
        return gvc_fail_reading(ctx, s, path);
    }
    *out = r.to;
    return s;
}

void gvc_prices_free(gvc_prices *p)
{
    if (p != NULL) {
        gvc_release((char *)p->name);
        gvc_release((char *)p->sha256);
        gvc_release(p->index);
        gvc_release(p);
    }
}
