/* satellite_long.c - satellite accounts with a row an industry and a column an account:
 *
 *   country,sector,jobs (thousand),CO2 (kt)      or      industry,jobs (thousand),CO2 (kt)
 *
 * A unit stands in brackets behind the name of the account. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "text/accounts.h"

enum { COUNTRY, SECTOR, INDUSTRY, KEYS, ACCOUNT = KEYS };
static const char *const key_names[KEYS] = {"country", "sector", "industry"};

typedef struct account {
    char *name, *unit; /* unit NULL: none is said */
} account;

typedef struct reader {
    gvc_accounts *a;
    gvc_idx n, f;
    int *column; /* what field k of a line is: a key, or ACCOUNT */
    account *accounts;
    gvc_idx columns, room, count; /* count: of accounts */
    bool has[KEYS];
    double *values; /* count x (n + f) */
    gvc_idx *line;  /* n + f: that named it */
    gvc_idx last;   /* industry or final use of the line before */
    bool of_final_use;
} reader;

static gvc_status fail(gvc_ctx *ctx, const reader *r, gvc_status status, const char *what,
                       const char *label)
{
    return gvc_fail(ctx, status, "%s:%lld: %s '%s'", gvc_csv_name(r->a->csv),
                    (long long)gvc_csv_line(r->a->csv), what, label);
}

static int key_of(const char *label)
{
    int k = 0;
    while (k < KEYS && strcasecmp(label, key_names[k]) != 0) {
        k++;
    }
    return k;
}

static bool in_table(const gvc_table *t, const char *label)
{
    return gvc_table_find(t, GVC_INDUSTRY, label) >= 0 ||
           gvc_table_find(t, GVC_FINAL_USE, label) >= 0;
}

/* ---- header ------------------------------------------------------------------------------------
 */

/* The corner of a wide file may say anything, "industry" too, but its columns are industries. */
gvc_status gvc_accounts_are_long(gvc_ctx *ctx, const gvc_accounts *a, bool *yes)
{
    bool more = false;
    const char *label = NULL;
    int first = KEYS, second = KEYS;
    bool wide = false;
    gvc_status status = gvc_csv_next(ctx, a->csv, &more);
    for (gvc_idx k = 0; status == GVC_OK && more && k < 3; k++) {
        status = gvc_csv_text(ctx, a->csv, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        first = k == 0 ? key_of(label) : first;
        second = k == 1 ? key_of(label) : second;
        wide = wide || (k > 0 && in_table(a->t, label));
    }
    *yes = !wide && (first == INDUSTRY || (first == COUNTRY && second == SECTOR) ||
                     (first == SECTOR && second == COUNTRY));
    return status == GVC_OK ? gvc_csv_rewind(ctx, a->csv) : status;
}

/* "jobs (thousand)": the name, and the unit. */
static gvc_status add_account(gvc_ctx *ctx, reader *r, const char *label)
{
    size_t length = strlen(label);
    const char *open = length > 0 && label[length - 1] == ')' ? strrchr(label, '(') : NULL;
    account *to = &r->accounts[r->count];
    to->name = gvc_strdup(label);
    to->unit = open == NULL ? NULL : gvc_strdup(open + 1);
    if (to->name == NULL || (open != NULL && to->unit == NULL)) {
        return gvc_fail_memory(ctx, length, "the name of an account");
    }
    r->count++;
    if (open != NULL) {
        size_t end = (size_t)(open - label);
        while (end > 0 && label[end - 1] == ' ') {
            end--;
        }
        to->name[end] = '\0';
        to->unit[strlen(to->unit) - 1] = '\0';
    }
    return to->name[0] != '\0' ? GVC_OK
                               : fail(ctx, r, GVC_EFORMAT, "no name of an account in", label);
}

static gvc_status grow(gvc_ctx *ctx, reader *r)
{
    if (r->columns < r->room) {
        return GVC_OK;
    }
    gvc_idx room = r->room == 0 ? 16 : 2 * r->room;
    int *column = gvc_realloc(r->column, (size_t)r->columns, (size_t)room, sizeof *column);
    r->column = column == NULL ? r->column : column;
    account *accounts = gvc_realloc(r->accounts, (size_t)r->count, (size_t)room, sizeof *accounts);
    r->accounts = accounts == NULL ? r->accounts : accounts;
    if (column == NULL || accounts == NULL) {
        return gvc_fail_memory(ctx, (size_t)room * sizeof *accounts, "satellite accounts");
    }
    r->room = room;
    return GVC_OK;
}

static gvc_status read_header(gvc_ctx *ctx, reader *r)
{
    bool more = false;
    const char *label = NULL;
    gvc_status status = gvc_csv_next(ctx, r->a->csv, &more);
    while (status == GVC_OK) {
        status = gvc_csv_text(ctx, r->a->csv, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        int key = key_of(label);
        status = key < KEYS && r->has[key] ? fail(ctx, r, GVC_EFORMAT, "a second column", label)
                                           : grow(ctx, r);
        if (status == GVC_OK && key == KEYS) {
            status = add_account(ctx, r, label);
        } else if (status == GVC_OK) {
            r->has[key] = true;
        }
        if (status == GVC_OK) {
            r->column[r->columns++] = key;
        }
    }
    if (status == GVC_OK && r->count == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s:1: no column of an account; expected a header as "
                          "country,sector,jobs or industry,jobs",
                          gvc_csv_name(r->a->csv));
    }
    gvc_csv_expect(r->a->csv, r->columns);
    return status;
}

/* ---- rows --------------------------------------------------------------------------------------
 */

typedef struct axis {
    const gvc_table *t;
    gvc_axis axis;
} axis;

static const char *label_at(const void *set, gvc_idx i)
{
    const axis *a = set;
    return gvc_table_label(a->t, a->axis, i);
}

/* "sat.csv:5: the table has no sector 'c99'; did you mean c9?" */
static gvc_status unknown(gvc_ctx *ctx, const reader *r, gvc_axis which, const char *what,
                          const char *label)
{
    const axis set = {r->a->t, which};
    gvc_text near = {0};
    gvc_suggest(&near, label, label_at, &set, gvc_table_count(set.t, which));
    gvc_status status =
        gvc_fail(ctx, GVC_EUNKNOWN, "%s:%lld: the table has no %s '%s'%s", gvc_csv_name(r->a->csv),
                 (long long)gvc_csv_line(r->a->csv), what, label, gvc_text_str(&near));
    gvc_text_free(&near);
    return status;
}

static bool is_pair(const reader *r, gvc_idx at, gvc_idx country, gvc_idx sector, gvc_idx category)
{
    bool industry = at < r->n;
    return gvc_table_country_of(r->a->t, industry ? GVC_INDUSTRY : GVC_FINAL_USE,
                                industry ? at : at - r->n) == country &&
           (industry ? gvc_table_sector_of(r->a->t, at) == sector
                     : gvc_table_category_of(r->a->t, at - r->n) == category);
}

/* Files are mostly in the order of the table: the search starts behind the line before. */
static gvc_status find_pair(gvc_ctx *ctx, reader *r, const char *country, const char *sector,
                            gvc_idx *out)
{
    const gvc_table *t = r->a->t;
    gvc_idx c = gvc_table_find(t, GVC_COUNTRY, country);
    gvc_idx s = gvc_table_find(t, GVC_SECTOR, sector);
    gvc_idx y = gvc_table_find(t, GVC_CATEGORY, sector), all = r->n + r->f;
    if (c < 0) {
        return unknown(ctx, r, GVC_COUNTRY, "country", country);
    }
    if (s < 0 && y < 0) {
        return unknown(ctx, r, GVC_SECTOR, "sector", sector);
    }
    for (gvc_idx k = 1; k <= all; k++) {
        gvc_idx at = (r->last + k) % all;
        if (is_pair(r, at, c, s < 0 ? -2 : s, y < 0 ? -2 : y)) {
            *out = at;
            return GVC_OK;
        }
    }
    return gvc_fail(ctx, GVC_EUNKNOWN, "%s:%lld: the table has no sector '%s' in country '%s'",
                    gvc_csv_name(r->a->csv), (long long)gvc_csv_line(r->a->csv), sector, country);
}

static gvc_status find_industry(gvc_ctx *ctx, reader *r, const char *label, gvc_idx *out)
{
    gvc_idx at = gvc_table_find(r->a->t, GVC_INDUSTRY, label);
    gvc_idx use = at < 0 ? gvc_table_find(r->a->t, GVC_FINAL_USE, label) : -1;
    *out = at >= 0 ? at : r->n + use;
    return at >= 0 || use >= 0 ? GVC_OK : unknown(ctx, r, GVC_INDUSTRY, "industry", label);
}

static gvc_status find_row(gvc_ctx *ctx, reader *r, const gvc_text *keys, gvc_idx *out)
{
    gvc_status status = r->has[INDUSTRY] ? find_industry(ctx, r, gvc_text_str(&keys[INDUSTRY]), out)
                                         : find_pair(ctx, r, gvc_text_str(&keys[COUNTRY]),
                                                     gvc_text_str(&keys[SECTOR]), out);
    if (status == GVC_OK && r->line[*out] > 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:%lld: the industry of line %lld again",
                        gvc_csv_name(r->a->csv), (long long)gvc_csv_line(r->a->csv),
                        (long long)r->line[*out]);
    }
    return status;
}

/* The fields of a line: keys, and the numbers in the order of the accounts. */
static gvc_status read_fields(gvc_ctx *ctx, reader *r, gvc_text *keys, double *numbers)
{
    gvc_status status = GVC_OK;
    gvc_idx next = 0;
    for (gvc_idx k = 0; k < r->columns && status == GVC_OK; k++) {
        const char *text = NULL;
        if (r->column[k] == ACCOUNT) {
            status = gvc_csv_numbers(ctx, r->a->csv, &numbers[next++], 1, r->a->zero);
            continue;
        }
        status = gvc_csv_text(ctx, r->a->csv, &text);
        if (status == GVC_OK && (text == NULL || *text == '\0')) {
            status = fail(ctx, r, GVC_EFORMAT, "names no", key_names[r->column[k]]);
        }
        if (status == GVC_OK) {
            gvc_text_add(&keys[r->column[k]], text, strlen(text));
        }
    }
    return status == GVC_OK ? gvc_csv_end(ctx, r->a->csv) : status;
}

static gvc_status read_row(gvc_ctx *ctx, reader *r, double *numbers)
{
    gvc_text keys[KEYS] = {{0}, {0}, {0}};
    gvc_idx at = 0;
    gvc_status status = read_fields(ctx, r, keys, numbers);
    if (status == GVC_OK) {
        status = find_row(ctx, r, keys, &at);
    }
    for (gvc_idx k = 0; k < r->count && status == GVC_OK; k++) {
        r->a->empty += isnan(numbers[k]) ? 1 : 0;
        r->values[k * (r->n + r->f) + at] = isnan(numbers[k]) ? 0 : numbers[k];
    }
    if (status == GVC_OK) {
        r->a->named[at] = true;
        r->of_final_use = r->of_final_use || at >= r->n;
        r->line[at] = gvc_csv_line(r->a->csv);
        r->last = at;
    }
    for (int k = 0; k < KEYS; k++) {
        gvc_text_free(&keys[k]);
    }
    return status;
}

static gvc_status read_rows(gvc_ctx *ctx, reader *r)
{
    size_t all = (size_t)(r->n + r->f);
    double *numbers = gvc_calloc((size_t)r->count, sizeof *numbers);
    r->values = gvc_calloc(all * (size_t)r->count, sizeof *r->values);
    r->line = gvc_calloc(all, sizeof *r->line);
    r->last = r->n + r->f - 1;
    bool more = true;
    gvc_status status =
        numbers == NULL || r->values == NULL || r->line == NULL
            ? gvc_fail_memory(ctx, all * (size_t)r->count * sizeof(double), "satellite accounts")
            : GVC_OK;
    while (status == GVC_OK) {
        status = gvc_csv_next(ctx, r->a->csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = read_row(ctx, r, numbers);
    }
    gvc_release(numbers);
    return status;
}

static gvc_status add_accounts(gvc_ctx *ctx, reader *r, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < r->count && status == GVC_OK; k++) {
        const double *row = r->values + k * (r->n + r->f);
        status = gvc_builder_extension_row(ctx, b, r->accounts[k].name, r->accounts[k].unit, row,
                                           r->of_final_use ? row + r->n : NULL);
        status =
            status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s:1", gvc_csv_name(r->a->csv));
    }
    return status;
}

gvc_status gvc_accounts_read_long(gvc_ctx *ctx, gvc_accounts *a, gvc_builder *b)
{
    reader r = {.a = a,
                .n = gvc_table_count(a->t, GVC_INDUSTRY),
                .f = gvc_table_count(a->t, GVC_FINAL_USE)};
    gvc_status status = read_header(ctx, &r);
    if (status == GVC_OK) {
        status = read_rows(ctx, &r);
    }
    if (status == GVC_OK) {
        status = gvc_accounts_check_missing(ctx, a, "row");
    }
    if (status == GVC_OK) {
        status = add_accounts(ctx, &r, b);
    }
    for (gvc_idx k = 0; k < r.count; k++) {
        gvc_release(r.accounts[k].name);
        gvc_release(r.accounts[k].unit);
    }
    gvc_release(r.accounts);
    gvc_release(r.column);
    gvc_release(r.values);
    gvc_release(r.line);
    return status;
}
