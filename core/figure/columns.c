/* columns.c - which terms a figure shows: as they are, or as shares of the total */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "figure/draft.h"
#include "result/result.h"
#include "result/units.h"

static bool ends_in(const char *text, const char *tail)
{
    size_t length = strlen(text), end = strlen(tail);
    return length > end && strcmp(text + length - end, tail) == 0;
}

/* "gross exports" of "Gross exports, with an absorber the part that ends there". */
static void lower_head(const char *title, char *out, size_t size)
{
    snprintf(out, size, "%.*s", (int)strcspn(title, ",;:("), title);
    size_t length = strlen(out);
    while (length > 0 && out[length - 1] == ' ') {
        out[--length] = '\0';
    }
    if (islower((unsigned char)out[0]) == 0 && islower((unsigned char)out[1]) != 0) {
        out[0] = (char)tolower((unsigned char)out[0]);
    }
}

size_t gvc_unit_length(const char *units)
{
    return strcspn(units, ",");
}

static bool is_money(const gvc_draft *d, const char *units)
{
    const char *table = gvc_result_text(d->r, "units");
    table = table == NULL && d->total >= 0 ? gvc_result_term(d->r, d->total)->units : table;
    return table != NULL && gvc_unit_length(table) == gvc_unit_length(units) &&
           strncmp(table, units, gvc_unit_length(table)) == 0;
}

static const char *title_of(gvc_draft *d, const gvc_term *term)
{
    const char *said = gvc_draft_name(d, term->name);
    if (strcmp(said, term->name) != 0) {
        return said;
    }
    return term->long_name == NULL ? term->name : term->long_name;
}

static gvc_status share_column(gvc_draft *d, gvc_column *c)
{
    char of[128];
    const gvc_term *total = gvc_result_term(d->r, d->total);
    c->total = d->total;
    c->scale = 100;
    lower_head(title_of(d, total), of, sizeof of);
    c->units = gvc_figure_format(d, "%% of %s", of);
    c->name = gvc_figure_format(d, "%s_sh", gvc_result_term(d->r, c->term)->name);
    return c->units == NULL || c->name == NULL ? GVC_ENOMEM : GVC_OK;
}

/* "thousand jobs" of the account EMP, out of the lines "EMP: thousand jobs". */
static const char *account_unit(gvc_draft *d, const char *account)
{
    const char *lines = gvc_result_text(d->r, "account_units");
    size_t length = strlen(account);
    for (const char *at = lines; at != NULL && *at != '\0';) {
        size_t line = strcspn(at, "\n");
        if (line > length + 2 && strncmp(at, account, length) == 0 && at[length] == ':') {
            return gvc_figure_format(d, "%.*s", (int)(line - length - 2), at + length + 2);
        }
        at += line + (at[line] == '\n');
    }
    const char *money = gvc_result_text(d->r, "units");
    return strcmp(account, "va") == 0 && money != NULL ? money : "unit of the account";
}

/* With the units of the account and of money for these words: "thousand jobs / million USD". */
static gvc_status say_account(gvc_draft *d, gvc_column *c)
{
    static const char of[] = "unit of the account";
    gvc_idx dim = gvc_result_find_dim(d->r, "account");
    const char *money = gvc_result_text(d->r, "units");
    const char *at = strstr(c->units, of);
    if (dim < 0 || at == NULL) {
        return GVC_OK;
    }
    const char *unit = account_unit(d, gvc_result_label(d->r, dim, 0));
    const char *rest = at + strlen(of);
    bool over = strcmp(rest, " / money") == 0 && money != NULL;
    if (unit == NULL) {
        return GVC_ENOMEM;
    }
    c->money = at == c->units && *rest == '\0' && gvc_same(unit, money);
    c->units = gvc_figure_format(d, "%.*s%s%s%s", (int)(at - c->units), c->units, unit,
                                 over ? " / " : rest, over ? money : "");
    return c->units == NULL ? GVC_ENOMEM : GVC_OK;
}

/* Rows in units of their own share no axis: one account, one term has to be chosen. */
static gvc_status check_one_unit(gvc_draft *d, const gvc_term *term)
{
    bool of_rows = gvc_units_kind_of(term->units) == GVC_UNITS_OF_ROWS;
    gvc_idx dim = of_rows                             ? gvc_result_find_dim(d->r, "term")
                  : gvc_units_of_account(term->units) ? gvc_result_find_dim(d->r, "account")
                                                      : -1;
    if (dim < 0 || gvc_result_extent(d->r, dim) == 1) {
        return GVC_OK;
    }
    enum { TOLD = 8 };
    char option[80];
    gvc_text names = {0};
    gvc_idx count = gvc_result_extent(d->r, dim);
    gvc_draft_option(d, dim, option, sizeof option);
    for (gvc_idx i = 0; i < count && i < TOLD; i++) {
        gvc_text_addf(&names, "%s%s", i == 0 ? "" : ", ", gvc_result_label(d->r, dim, i));
    }
    gvc_status s = gvc_fail(
        d->ctx, GVC_EARG, "'%s' is in other units for each %s (%s%s): choose one, %s", term->name,
        gvc_result_dim(d->r, dim), gvc_text_str(&names), count > TOLD ? ", ..." : "", option);
    gvc_text_free(&names);
    return s;
}

static gvc_idx beside(const gvc_draft *d, const char *name, const char *tail)
{
    char text[256];
    snprintf(text, sizeof text, "%s%s", name, tail);
    return gvc_result_find_term(d->r, text);
}

static gvc_status plain_column(gvc_draft *d, gvc_column *c)
{
    const gvc_term *term = gvc_result_term(d->r, c->term);
    gvc_status s = check_one_unit(d, term);
    if (s != GVC_OK) {
        return s;
    }
    c->low = beside(d, term->name, "_lo");
    c->high = beside(d, term->name, "_hi");
    c->amount = gvc_units_kind_of(term->units) == GVC_UNITS_AMOUNT;
    bool ratio = strcmp(term->units, "1") == 0;
    bool percent = ratio && (ends_in(term->name, "_sh") || ends_in(term->name, "share"));
    c->name = term->name;
    c->money = is_money(d, term->units);
    c->scale = percent ? 100 : 1;
    c->units = percent ? "%" : ratio ? "" : term->units;
    if (c->money) {
        c->units = gvc_figure_format(d, "%.*s", (int)gvc_unit_length(term->units), term->units);
        c->units = c->units != NULL && strcmp(c->units, "unknown") == 0 ? "" : c->units;
    }
    return c->units == NULL ? GVC_ENOMEM : say_account(d, c);
}

/* May the term be divided by the total? */
static bool shareable(const gvc_draft *d, gvc_idx term)
{
    return d->total >= 0 && term != d->total &&
           gvc_same(gvc_result_term(d->r, term)->units, gvc_result_term(d->r, d->total)->units);
}

static gvc_status no_share(gvc_draft *d, const char *name)
{
    if (d->total < 0) {
        return gvc_fail(d->ctx, GVC_EARG,
                        "this view has no total that its terms add up to, so it has no shares");
    }
    const char *total = gvc_result_term(d->r, d->total)->name;
    return strcmp(name, total) == 0
               ? gvc_fail(d->ctx, GVC_EARG,
                          "'%s' is the total that shares are of; choose its parts", name)
               : gvc_fail(d->ctx, GVC_EARG, "'%s' is no part of the total '%s'", name, total);
}

gvc_status gvc_draft_column(gvc_draft *d, const char *name)
{
    char base[256];
    gvc_column c = {.term = gvc_result_find_term(d->r, name), .total = -1, .low = -1, .high = -1};
    bool share = d->o->share;
    if (d->column_count == GVC_DRAFT_COLUMNS) {
        return gvc_fail(d->ctx, GVC_EARG, "a figure shows %d terms at most; choose some",
                        GVC_DRAFT_COLUMNS);
    }
    if (c.term < 0 && ends_in(name, "_sh")) {
        snprintf(base, sizeof base, "%.*s", (int)strlen(name) - 3, name);
        c.term = gvc_result_find_term(d->r, base);
        share = true;
    }
    if (c.term < 0) {
        return gvc_result_need_term(d->ctx, d->r, name, &c.term);
    }
    const gvc_term *term = gvc_result_term(d->r, c.term);
    if (share && !shareable(d, c.term) && strcmp(term->units, "1") != 0 &&
        strcmp(term->units, "%") != 0) {
        return no_share(d, term->name);
    }
    c.title = title_of(d, term);
    gvc_status s = share && shareable(d, c.term) ? share_column(d, &c) : plain_column(d, &c);
    if (s == GVC_OK) {
        d->columns[d->column_count++] = c;
    }
    return s;
}

gvc_status gvc_draft_columns(gvc_draft *d, const char *const *fallback)
{
    const char *const *names = d->o->terms == NULL ? fallback : d->o->terms;
    gvc_status s = GVC_OK;
    d->column_count = 0;
    for (; s == GVC_OK && *names != NULL; names++) {
        s = gvc_draft_column(d, *names);
    }
    return s;
}

gvc_idx gvc_draft_parts(const gvc_draft *d, const char **names)
{
    gvc_idx count = 0;
    for (gvc_idx k = 0; d->total >= 0 && k < gvc_result_nterms(d->r); k++) {
        const gvc_term *term = gvc_result_term(d->r, k);
        if (term->sums && k != d->total && count < GVC_DRAFT_COLUMNS) {
            names[count++] = term->name;
        }
    }
    names[count] = NULL;
    return count;
}

/* The same at every label of a key: the total of a chain, the growth of a country. */
static bool repeats(const gvc_draft *d, gvc_idx term)
{
    for (gvc_idx i = 0; i < d->free_count; i++) {
        if (gvc_term_repeats(d->r, term, d->free[i])) {
            return true;
        }
    }
    return false;
}

/* The first term that says something about the rows: their total does not, nor does their place in
 * a list. */
static const char *first_term(const gvc_draft *d)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(d->r); k++) {
        const gvc_term *term = gvc_result_term(d->r, k);
        if (strcmp(term->units, "rank") != 0 && !repeats(d, k)) {
            return term->name;
        }
    }
    return gvc_result_term(d->r, 0)->name;
}

/* Without a total the view names no shares: the first of its terms that differs from row to row. */
static bool first_of_view(const gvc_draft *d, const char *at, char *text, size_t size)
{
    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, " ");
        snprintf(text, size, "%.*s", (int)length, at);
        gvc_idx term = gvc_result_find_term(d->r, text);
        if (term >= 0 && !repeats(d, term)) {
            return true;
        }
        at += length + strspn(at + length, " ");
    }
    return false;
}

void gvc_draft_headline(const gvc_draft *d, const char **names, char *text, size_t size)
{
    const char *at = gvc_result_text(d->r, "headline");
    names[0] = first_term(d);
    names[1] = NULL;
    if (d->total < 0) {
        names[0] = first_of_view(d, at, text, size) ? text : names[0];
        return;
    }
    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, " ");
        if (length > 1 && at[length - 1] == '%') {
            snprintf(text, size, "%.*s", (int)length - 1, at);
            gvc_idx term = gvc_result_find_term(d->r, text);
            if (term >= 0 && shareable(d, term)) {
                snprintf(text, size, "%.*s_sh", (int)length - 1, at);
                names[0] = text;
                return;
            }
        }
        at += length + strspn(at + length, " ");
    }
}
