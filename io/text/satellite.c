/* satellite.c - satellite accounts out of a CSV file: a row an account and a column an industry, or
 * the other way round (satellite_long.c) */
#include "satellite.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "source.h"
#include "text/accounts.h"
#include "text/csv.h"
#include "text/plain.h"

/* Where the columns of the file go, and room for one row of it. */
typedef struct accounts {
    gvc_accounts *file;
    gvc_idx *at; /* of each column but the first: industry, n + final use, or UNIT */
    gvc_idx columns, room;
    double *e, *ey; /* n, f */
    bool of_final_use;
} accounts;

enum { UNIT = -1 };

static gvc_status add_column(gvc_ctx *ctx, accounts *a, const char *label, gvc_idx column)
{
    gvc_idx n = gvc_table_count(a->file->t, GVC_INDUSTRY);
    gvc_idx at = gvc_table_find(a->file->t, GVC_INDUSTRY, label);
    gvc_idx use = at < 0 ? gvc_table_find(a->file->t, GVC_FINAL_USE, label) : -1;
    bool unit =
        at < 0 && use < 0 && (strcasecmp(label, "unit") == 0 || strcasecmp(label, "units") == 0);
    char shown[GVC_SHOWN];
    gvc_shown(label, strlen(label), shown);
    if (at < 0 && use < 0 && !unit) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "%s:1: column %lld: the table has no industry and no final use '%s'",
                        gvc_csv_name(a->file->csv), (long long)column, shown);
    }
    at = unit ? UNIT : at >= 0 ? at : n + use;
    if (!unit && a->file->named[at]) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s:1: column %lld: '%s' is there twice",
                        gvc_csv_name(a->file->csv), (long long)column, shown);
    }
    if (!unit) {
        a->file->named[at] = true;
        a->of_final_use = a->of_final_use || at >= n;
    }
    if (a->columns == a->room) {
        gvc_idx room = a->room == 0 ? 256 : 2 * a->room;
        gvc_idx *grown = gvc_realloc(a->at, (size_t)a->columns, (size_t)room, sizeof *grown);
        if (grown == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *grown, "satellite accounts");
        }
        a->at = grown;
        a->room = room;
    }
    a->at[a->columns++] = at;
    return GVC_OK;
}

/* The industries that the file lacks, some by name. */
static void name_missing(const gvc_accounts *a, gvc_text *to)
{
    enum { MOST = 5 };
    gvc_idx named = 0;
    for (gvc_idx i = 0; i < gvc_table_count(a->t, GVC_INDUSTRY) && named < MOST; i++) {
        if (!a->named[i]) {
            gvc_text_addf(to, "%s'%s'", named++ == 0 ? "" : ", ",
                          gvc_table_label(a->t, GVC_INDUSTRY, i));
        }
    }
    if (a->missing > named) {
        gvc_text_addf(to, " and %lld more", (long long)(a->missing - named));
    }
}

gvc_status gvc_accounts_check_missing(gvc_ctx *ctx, gvc_accounts *a, const char *place)
{
    gvc_text names = {0};
    for (gvc_idx i = 0; i < gvc_table_count(a->t, GVC_INDUSTRY); i++) {
        a->missing += a->named[i] ? 0 : 1;
    }
    if (a->missing == 0 || a->zero) {
        return GVC_OK;
    }
    name_missing(a, &names);
    gvc_status status =
        gvc_fail(ctx, GVC_ESHAPE,
                 "%s%s: no %s for industr%s %s; what is missing is not zero, so each needs one",
                 gvc_csv_name(a->csv), strcmp(place, "column") == 0 ? ":1" : "", place,
                 a->missing == 1 ? "y" : "ies", gvc_text_str(&names));
    gvc_text_free(&names);
    return status;
}

static gvc_status read_header(gvc_ctx *ctx, accounts *a)
{
    bool more = false;
    const char *label = NULL;
    gvc_status status = gvc_csv_next(ctx, a->file->csv, &more);
    if (status == GVC_OK && !more) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row", gvc_csv_name(a->file->csv));
    }
    if (status == GVC_OK) {
        status = gvc_csv_text(ctx, a->file->csv, &label); /* the corner may say anything */
    }
    for (gvc_idx column = 2; status == GVC_OK; column++) {
        status = gvc_csv_text(ctx, a->file->csv, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        status = add_column(ctx, a, label, column);
    }
    return status == GVC_OK ? gvc_accounts_check_missing(ctx, a->file, "column") : status;
}

static gvc_status read_cell(gvc_ctx *ctx, accounts *a, gvc_idx at, gvc_idx column, gvc_text *unit)
{
    gvc_idx n = gvc_table_count(a->file->t, GVC_INDUSTRY);
    double number = 0;
    if (at != UNIT) {
        gvc_status status = gvc_csv_numbers(ctx, a->file->csv, &number, 1, a->file->zero);
        a->file->empty += isnan(number) ? 1 : 0;
        number = isnan(number) ? 0 : number;
        *(at < n ? &a->e[at] : &a->ey[at - n]) = number;
        return status;
    }
    const char *text = NULL;
    gvc_status status = gvc_csv_text(ctx, a->file->csv, &text);
    if (status == GVC_OK && text == NULL) {
        return gvc_fail(ctx, GVC_ESHAPE, "%s:%lld: ends before column %lld",
                        gvc_csv_name(a->file->csv), (long long)gvc_csv_line(a->file->csv),
                        (long long)column);
    }
    if (status == GVC_OK) {
        gvc_text_add(unit, text, strlen(text));
    }
    return status;
}

static gvc_status read_row(gvc_ctx *ctx, accounts *a, gvc_builder *b)
{
    gvc_text label = {0}, unit = {0};
    const char *text = NULL;
    gvc_status status = gvc_csv_text(ctx, a->file->csv, &text);
    if (status == GVC_OK) {
        gvc_text_add(&label, text, strlen(text));
    }
    for (gvc_idx c = 0; status == GVC_OK && c < a->columns; c++) {
        status = read_cell(ctx, a, a->at[c], c + 2, &unit);
    }
    if (status == GVC_OK) {
        status = gvc_csv_end(ctx, a->file->csv);
    }
    if (status == GVC_OK && (label.failed || unit.failed)) {
        status = gvc_fail_memory(ctx, 64, "the label of an account");
    }
    if (status == GVC_OK) {
        status = gvc_builder_extension_row(ctx, b, gvc_text_str(&label),
                                           unit.length > 0 ? gvc_text_str(&unit) : NULL, a->e,
                                           a->of_final_use ? a->ey : NULL);
        status = status == GVC_OK ? GVC_OK
                                  : gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(a->file->csv),
                                                (long long)gvc_csv_line(a->file->csv));
    }
    gvc_text_free(&label);
    gvc_text_free(&unit);
    return status;
}

static gvc_status read_columns(gvc_ctx *ctx, accounts *a, gvc_builder *b)
{
    gvc_idx n = gvc_table_count(a->file->t, GVC_INDUSTRY),
            f = gvc_table_count(a->file->t, GVC_FINAL_USE);
    a->e = gvc_calloc((size_t)n, sizeof *a->e);
    a->ey = gvc_calloc((size_t)f, sizeof *a->ey);
    if (a->e == NULL || a->ey == NULL) {
        return gvc_fail_memory(ctx, (size_t)(n + f) * 8, "satellite accounts");
    }
    gvc_status status = read_header(ctx, a);
    bool more = true;
    while (status == GVC_OK) {
        status = gvc_csv_next(ctx, a->file->csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = read_row(ctx, a, b);
    }
    return status;
}

static gvc_status read_wide(gvc_ctx *ctx, gvc_accounts *file, gvc_builder *b)
{
    accounts a = {.file = file};
    gvc_status status = read_columns(ctx, &a, b);
    gvc_release(a.at);
    gvc_release(a.e);
    gvc_release(a.ey);
    return status;
}

/* What was there, and what was taken as 0. */
static gvc_status note(gvc_ctx *ctx, gvc_builder *b, const gvc_accounts *a, gvc_idx added)
{
    gvc_status status =
        gvc_builder_note(ctx, b, "%lld satellite account%s from %s", (long long)added,
                         added == 1 ? "" : "s", gvc_csv_name(a->csv));
    if (status == GVC_OK && a->missing > 0) {
        gvc_text names = {0};
        name_missing(a, &names);
        status = gvc_builder_note(ctx, b, "satellite accounts taken as 0, which the file lacks: %s",
                                  gvc_text_str(&names));
        gvc_text_free(&names);
    }
    if (status == GVC_OK && a->empty > 0) {
        status = gvc_builder_note(ctx, b, "%lld empty cell%s of satellite accounts taken as 0",
                                  (long long)a->empty, a->empty == 1 ? "" : "s");
    }
    return status;
}

static gvc_status read_accounts(gvc_ctx *ctx, gvc_accounts *a, gvc_builder *b)
{
    gvc_idx all = gvc_table_count(a->t, GVC_INDUSTRY) + gvc_table_count(a->t, GVC_FINAL_USE);
    gvc_idx before = gvc_table_count(a->t, GVC_EXTENSION);
    bool is_long = false;
    a->named = gvc_calloc((size_t)all, sizeof *a->named);
    gvc_status status = a->named == NULL ? gvc_fail_memory(ctx, (size_t)all, "satellite accounts")
                                         : gvc_accounts_are_long(ctx, a, &is_long);
    if (status == GVC_OK) {
        status = is_long ? gvc_accounts_read_long(ctx, a, b) : read_wide(ctx, a, b);
    }
    return status == GVC_OK ? note(ctx, b, a, gvc_table_count(a->t, GVC_EXTENSION) - before)
                            : status;
}

gvc_status gvc_satellite_read(gvc_ctx *ctx, gvc_builder *b, const char *path, bool missing_is_zero)
{
    gvc_accounts a = {.t = gvc_builder_so_far(b), .zero = missing_is_zero};
    gvc_source *source = NULL;
    gvc_status status = gvc_source_open(ctx, &source, path, NULL, 0);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &a.csv, source);
    }
    if (status == GVC_OK) {
        status = read_accounts(ctx, &a, b);
    }
    gvc_csv_close(a.csv);
    gvc_source_close(source);
    gvc_release(a.named);
    return status == GVC_OK ? GVC_OK : gvc_fail_reading(ctx, status, path);
}
