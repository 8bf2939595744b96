/* gloria_files.c - which files make up a table of GLORIA
 *
 * Names say matrix, year, release and valuation. Where somebody renamed the three files, the
 * workbook of the release beside them tells what they are, and their first rows which is which. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "formats/gloria.h"
#include "text/csv.h"

static const char *const kinds[GVC_GLORIA_KINDS] = {"T", "Y", "V", "TQ", "YQ"};
static const char *const contents[GVC_GLORIA_KINDS] = {"supply and use", "final demand",
                                                       "value added", "satellite accounts",
                                                       "satellite accounts of final demand"};

/* ---- names ----------------------------------------------------------------------------------- */
static const char *find_results(const char *base)
{
    static const char results[] = "-Results_";
    for (const char *p = base; *p != '\0'; p++) {
        if (strncasecmp(p, results, sizeof results - 1) == 0) {
            return p;
        }
    }
    return NULL;
}

/* Where the letters of the kind begin. */
static const char *kind_start(const char *base, const char *results)
{
    const char *start = results;
    while (start > base && isalpha((unsigned char)start[-1])) {
        start--;
    }
    return start;
}

bool gvc_gloria_parse(const char *name, gvc_gloria_name *out)
{
    const char *base = gvc_base_name(name), *results = find_results(base);
    if (results == NULL || strstr(base, ".csv") == NULL) {
        return false;
    }
    const char *start = kind_start(base, results);
    size_t length = (size_t)(results - start), kind = 0;
    while (kind < GVC_GLORIA_KINDS &&
           (strlen(kinds[kind]) != length || strncasecmp(kinds[kind], start, length) != 0)) {
        kind++;
    }
    int year = 0, release = 0, markup = 0;
    bool known =
        sscanf(results, "-%*[A-Za-z]_%4d_%3d%*[a-z]_Markup%3d", &year, &release, &markup) == 3 ||
        sscanf(results, "-%*[A-Za-z]_%4d_%3d_Markup%3d", &year, &release, &markup) == 3;
    if (kind == GVC_GLORIA_KINDS || !known) {
        return false;
    }
    *out = (gvc_gloria_name){(gvc_gloria_kind)kind, year, release, markup};
    return true;
}

static const char *const valuations[] = {"basic prices", "trade margins", "transport margins",
                                         "taxes on products", "subsidies on products"};
enum { VALUATIONS = sizeof valuations / sizeof *valuations };

const char *gvc_gloria_valuation_name(int markup)
{
    return markup >= 1 && markup <= VALUATIONS ? valuations[markup - 1] : NULL;
}

/* "taxes" is as good as "taxes on products". */
int gvc_gloria_valuation(const char *asked)
{
    char *end = NULL;
    long number = strtol(asked, &end, 10);
    if (end != asked && *end == '\0') {
        return number >= 1 && number <= VALUATIONS ? (int)number : 0;
    }
    for (int i = 0; i < VALUATIONS; i++) {
        size_t length = strlen(asked);
        bool whole = valuations[i][length < strlen(valuations[i]) ? length : 0] == ' ';
        if (strcasecmp(asked, valuations[i]) == 0 ||
            (whole && strncasecmp(asked, valuations[i], length) == 0)) {
            return i + 1;
        }
    }
    return 0;
}

bool gvc_gloria_is_numbers(const unsigned char *head, size_t length)
{
    gvc_idx numbers = 0, fields = 0;
    /* The last field of what is seen may be cut off. */
    return gvc_csv_sniff(head, length, &numbers, &fields) && fields > 1 && numbers + 1 >= fields;
}

/* ---- renamed files --------------------------------------------------------------------------- */
static bool is_readme(const char *name)
{
    const char *base = gvc_base_name(name);
    return strncasecmp(base, "gloria_readme", 13) == 0 && gvc_ends_with(base, ".xlsx");
}

/* Files of numbers alone, at most 4; more or others: not ours. */
static gvc_idx number_files(gvc_ctx *ctx, const gvc_files *f, gvc_idx at[4], bool *readme)
{
    enum { HEAD = 4096 };
    unsigned char *head = gvc_malloc(HEAD, 1);
    gvc_idx count = 0;
    *readme = false;
    for (gvc_idx i = 0; head != NULL && count < 4 && i < gvc_files_count(f); i++) {
        size_t length = 0;
        if (is_readme(gvc_files_name(f, i))) {
            *readme = true;
        } else if (gvc_files_head(ctx, f, i, head, HEAD, &length) == GVC_OK &&
                   gvc_gloria_is_numbers(head, length)) {
            at[count++] = i;
        }
    }
    gvc_release(head);
    return count;
}

/* Number of columns, and of those before the first that is not 0 in the first row. */
static gvc_status measure(gvc_ctx *ctx, const gvc_files *f, gvc_idx at, gvc_idx *columns,
                          gvc_idx *zeros)
{
    gvc_gloria_rows rows = {0};
    gvc_status status = gvc_gloria_open(ctx, f, at, &rows);
    *columns = rows.columns;
    double cell = 0;
    for (*zeros = 0; status == GVC_OK && *zeros < rows.columns; (*zeros)++) {
        status = gvc_csv_numbers(ctx, rows.csv, &cell, 1, true);
        if (cell != 0 && cell == cell) {
            break;
        }
    }
    gvc_gloria_close(&rows);
    return status;
}

/* The first row of V is what the first industries pay; that of T is an industry, which sells
 * nothing to industries; that of Y is one, too, and final demand is for products. */
static gvc_status sort_renamed(gvc_ctx *ctx, const gvc_files *f, gvc_idx at[GVC_GLORIA_KINDS])
{
    gvc_idx found[4], columns[3] = {0}, zeros[3] = {0};
    bool readme = false;
    memset(at, -1, GVC_GLORIA_KINDS * sizeof *at);
    if (number_files(ctx, f, found, &readme) != 3 || !readme) {
        return GVC_OK;
    }
    gvc_status status = GVC_OK;
    gvc_idx v = 0;
    for (int i = 0; status == GVC_OK && i < 3; i++) {
        status = measure(ctx, f, found[i], &columns[i], &zeros[i]);
        v = zeros[i] < zeros[v] ? i : v;
    }
    gvc_idx a = v == 0 ? 1 : 0, b = 3 - v - a;
    bool first = columns[a] != columns[b] ? columns[a] > columns[b] : zeros[a] < zeros[b];
    gvc_idx t = first ? a : b;
    if (status == GVC_OK && columns[t] == columns[v] && zeros[v] < zeros[t]) {
        at[GVC_GLORIA_V] = found[v];
        at[GVC_GLORIA_T] = found[t];
        at[GVC_GLORIA_Y] = found[first ? b : a];
    }
    return status;
}

/* ---- a set of files -------------------------------------------------------------------------- */
static bool same_table(const gvc_gloria_name *a, const gvc_gloria_name *b)
{
    return a->year == b->year && a->release == b->release;
}

/* A T of the same year and release with a lower number of the valuation stands for both. */
static bool is_first(const gvc_files *f, gvc_idx at, const gvc_gloria_name *name)
{
    for (gvc_idx i = 0; i < gvc_files_count(f); i++) {
        gvc_gloria_name other;
        if (i != at && gvc_gloria_parse(gvc_files_name(f, i), &other) &&
            other.kind == GVC_GLORIA_T && same_table(name, &other) && other.markup < name->markup) {
            return false;
        }
    }
    return true;
}

static bool add_by_year(const gvc_files *f, gvc_finds *out, int year)
{
    bool done = true;
    for (gvc_idx i = 0; done && i < gvc_files_count(f); i++) {
        gvc_gloria_name name;
        if (gvc_gloria_parse(gvc_files_name(f, i), &name) && name.kind == GVC_GLORIA_T &&
            name.year == year && is_first(f, i, &name)) {
            done = gvc_finds_add(out, i, year);
        }
    }
    return done;
}

gvc_status gvc_gloria_find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    int next = 0;
    for (int year = -1; next >= 0; year = next) { /* ascending */
        next = -1;
        for (gvc_idx i = 0; i < gvc_files_count(in->files); i++) {
            gvc_gloria_name name;
            if (gvc_gloria_parse(gvc_files_name(in->files, i), &name) &&
                name.kind == GVC_GLORIA_T && name.year > year && (next < 0 || name.year < next)) {
                next = name.year;
            }
        }
        if (next >= 0 && !add_by_year(in->files, out, next)) {
            return gvc_fail_memory(ctx, 1024, "a list of tables");
        }
    }
    if (out->count > 0) {
        return GVC_OK;
    }
    gvc_idx at[GVC_GLORIA_KINDS];
    gvc_status status = sort_renamed(ctx, in->files, at);
    if (status == GVC_OK && at[GVC_GLORIA_T] >= 0 && !gvc_finds_add(out, at[GVC_GLORIA_T], 0)) {
        status = gvc_fail_memory(ctx, 1024, "a list of tables");
    }
    return status;
}

/* The name that a file of another kind or valuation would have beside main. */
static void name_of(gvc_text *out, const char *main, gvc_gloria_kind kind, int markup)
{
    const char *base = gvc_base_name(main), *results = find_results(base);
    const char *start = kind_start(base, results), *digits = results;
    while (*digits != '\0' && strncasecmp(digits, "Markup", 6) != 0) {
        digits++;
    }
    gvc_text_add(out, base, (size_t)(start - base));
    gvc_text_addf(out, "%s", kinds[kind]);
    gvc_text_add(out, results, (size_t)(digits - results));
    digits += *digits == '\0' ? 0 : 6;
    while (isdigit((unsigned char)*digits)) {
        digits++;
    }
    gvc_text_addf(out, "Markup%03d%s", markup, digits);
}

/* One of the files that were named, else one beside main. */
static gvc_status locate(gvc_ctx *ctx, gvc_input *in, const gvc_gloria_name *wanted, gvc_idx *at)
{
    *at = -1;
    for (gvc_idx i = 0; i < gvc_files_count(in->files); i++) {
        gvc_gloria_name name;
        if (gvc_gloria_parse(gvc_files_name(in->files, i), &name) && name.kind == wanted->kind &&
            same_table(&name, wanted) && name.markup == wanted->markup) {
            *at = i;
            return GVC_OK;
        }
    }
    /* Satellites may be as large as the table: they are read where they are named. */
    if (wanted->kind == GVC_GLORIA_TQ || wanted->kind == GVC_GLORIA_YQ) {
        return GVC_OK;
    }
    gvc_text name = {0};
    name_of(&name, in->name, wanted->kind, wanted->markup);
    gvc_status status =
        name.failed ? gvc_fail_memory(ctx, 256, "a name")
                    : gvc_files_find_beside(ctx, in->files, in->main, gvc_text_str(&name), at);
    gvc_text_free(&name);
    return status;
}

/* The valuations that are among the files. */
static void list_valuations(const gvc_files *f, const gvc_gloria_name *wanted, gvc_text *out)
{
    for (gvc_idx i = 0; i < gvc_files_count(f); i++) {
        gvc_gloria_name name;
        if (gvc_gloria_parse(gvc_files_name(f, i), &name) && name.kind == GVC_GLORIA_T &&
            same_table(&name, wanted) && gvc_gloria_valuation_name(name.markup) != NULL) {
            gvc_text_addf(out, "%s%s", out->length == 0 ? "; there are " : ", ",
                          gvc_gloria_valuation_name(name.markup));
        }
    }
}

static gvc_status fail_missing(gvc_ctx *ctx, const gvc_input *in, const gvc_gloria_name *wanted)
{
    gvc_text name = {0}, others = {0};
    name_of(&name, in->name, wanted->kind, wanted->markup);
    if (wanted->kind == GVC_GLORIA_T) {
        list_valuations(in->files, wanted, &others);
    }
    gvc_status status =
        gvc_fail(ctx, GVC_EIO, "%s: no %s at %s: %s is neither among the files nor beside them%s",
                 in->name, contents[wanted->kind], gvc_gloria_valuation_name(wanted->markup),
                 gvc_text_str(&name), gvc_text_str(&others));
    gvc_text_free(&name);
    gvc_text_free(&others);
    return status;
}

static gvc_status collect_renamed(gvc_ctx *ctx, const gvc_input *in,
                                  const gvc_read_options *options, gvc_gloria_files *out)
{
    out->markup = 1;
    gvc_status status = sort_renamed(ctx, in->files, out->at);
    if (status == GVC_OK && out->at[GVC_GLORIA_T] < 0) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s: is not named like a file of GLORIA, "
                          "..._T-Results_2022_059_Markup001(full).csv; renamed files are read "
                          "where T, Y and V lie together with the workbook GLORIA_ReadMe_059.xlsx",
                          in->name);
    }
    if (status == GVC_OK && options->valuation != NULL &&
        gvc_gloria_valuation(options->valuation) != 1) {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "%s: its name does not tell its valuation, so it is taken as of basic "
                          "prices, not %s",
                          in->name, options->valuation);
    }
    return status;
}

gvc_status gvc_gloria_collect(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                              gvc_gloria_files *out)
{
    gvc_gloria_name main;
    *out = (gvc_gloria_files){.at = {-1, -1, -1, -1, -1}};
    if (!gvc_gloria_parse(in->name, &main)) {
        return collect_renamed(ctx, in, options, out);
    }
    int markup =
        options->valuation == NULL ? main.markup : gvc_gloria_valuation(options->valuation);
    if (gvc_gloria_valuation_name(markup) == NULL) {
        char number[16];
        snprintf(number, sizeof number, "Markup%03d", markup);
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "%s: no valuation '%s'; GLORIA has basic prices, trade margins, transport "
                        "margins, taxes on products, subsidies on products",
                        in->name, options->valuation == NULL ? number : options->valuation);
    }
    out->year = main.year;
    out->release = main.release;
    out->markup = markup;
    gvc_status status = GVC_OK;
    for (int k = 0; status == GVC_OK && k < GVC_GLORIA_KINDS; k++) {
        const gvc_gloria_name wanted = {(gvc_gloria_kind)k, main.year, main.release, markup};
        if (k > GVC_GLORIA_Y && markup != 1) {
            break; /* value added and satellites come with basic prices only */
        }
        status = locate(ctx, in, &wanted, &out->at[k]);
        if (status == GVC_OK && out->at[k] < 0 && k <= GVC_GLORIA_V) {
            status = fail_missing(ctx, in, &wanted);
        }
    }
    return status;
}
