/* columns.c - which terms a figure shows: as they are, or as shares of the total */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "figure/draft.h"
#include "result/result.h"

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

static gvc_status plain_column(gvc_draft *d, gvc_column *c)
{
    const gvc_term *term = gvc_result_term(d->r, c->term);
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
    return c->units == NULL ? GVC_ENOMEM : GVC_OK;
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
    gvc_column c = {.term = gvc_result_find_term(d->r, name), .total = -1};
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

/* The total of chains says nothing about their parts: the first term that is not that. */
static const char *first_term(const gvc_draft *d)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(d->r); k++) {
        bool repeats = false;
        for (gvc_idx i = 0; i < d->free_count; i++) {
            repeats = repeats || gvc_term_repeats(d->r, k, d->free[i]);
        }
        if (k != d->total || !repeats) {
            return gvc_result_term(d->r, k)->name;
        }
    }
    return gvc_result_term(d->r, 0)->name;
}

void gvc_draft_headline(const gvc_draft *d, const char **names, char *text, size_t size)
{
    const char *at = gvc_result_text(d->r, "headline");
    size_t first = at == NULL ? 0 : strcspn(at, " ");
    names[0] = first_term(d);
    names[1] = NULL;
    if (first > 0 && d->total < 0) { /* without a total it names no shares */
        snprintf(text, size, "%.*s", (int)first, at);
        names[0] = gvc_result_find_term(d->r, text) >= 0 ? text : names[0];
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
