/* sheet_facts.c - "41 countries, in current prices", "(millions of US$)", "... Table for 2009" */
#include "formats/sheet_facts.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* The first place of `word` in any case, or NULL. */
static const char *find(const char *text, const char *word)
{
    size_t length = strlen(word);
    for (; *text != '\0'; text++) {
        if (strncasecmp(text, word, length) == 0) {
            return text;
        }
    }
    return NULL;
}

bool gvc_sheet_facts_has(const char *text, const char *word)
{
    return find(text, word) != NULL;
}

/* A year of exactly four digits at `text`; 0 = none. */
static int year_at(const char *text)
{
    int year = 0;
    if (strspn(text, "0123456789") != 4 || sscanf(text, "%4d", &year) != 1) {
        return 0;
    }
    return year >= 1900 && year <= 2100 ? year : 0;
}

int gvc_sheet_facts_year(const char *text)
{
    const char *start = text;
    for (; *text != '\0'; text++) {
        bool inside = text > start && isdigit((unsigned char)text[-1]);
        bool base = text - start >= 9 && strncasecmp(text - 9, "constant ", 9) == 0;
        int year = inside || base ? 0 : year_at(text);
        if (year != 0) {
            return year;
        }
    }
    return 0;
}

bool gvc_sheet_facts_prices(const char *text, char *out, size_t size)
{
    const char *constant = find(text, "constant");
    if (find(text, "previous year") != NULL || find(text, "previous-year") != NULL ||
        find(text, "PYP") != NULL) {
        snprintf(out, size, "previous year");
        return true;
    }
    if (constant != NULL) {
        int base = 0;
        for (const char *at = constant; base == 0 && *at != '\0' && *at != '\n'; at++) {
            base = year_at(at);
        }
        snprintf(out, size, base == 0 ? "constant" : "constant %d", base);
        return true;
    }
    if (find(text, "current") != NULL) {
        snprintf(out, size, "current");
        return true;
    }
    return false;
}

bool gvc_sheet_facts_units(const char *text, char *out, size_t size)
{
    static const char *const scales[] = {"million", "thousand", "billion"};
    static const char *const currencies[][2] = {
        {"US$", "USD"}, {"USD", "USD"}, {"US dollar", "USD"}, {"EUR", "EUR"}, {"euro", "EUR"}};
    const char *scale = NULL, *currency = NULL;
    for (size_t i = 0; scale == NULL && i < sizeof scales / sizeof *scales; i++) {
        scale = find(text, scales[i]) == NULL ? NULL : scales[i];
    }
    for (size_t i = 0; currency == NULL && i < sizeof currencies / sizeof *currencies; i++) {
        currency = find(text, currencies[i][0]) == NULL ? NULL : currencies[i][1];
    }
    if (scale == NULL || currency == NULL) {
        return false;
    }
    snprintf(out, size, "%s %s", scale, currency);
    return true;
}

int gvc_sheet_facts_stated(const char *title, const char *sheet, const char **from)
{
    int year = gvc_sheet_facts_year(title);
    *from = year != 0 ? "title of the sheet" : "name of the sheet";
    return year != 0 ? year : gvc_sheet_facts_year(sheet);
}

static gvc_status set_year(gvc_ctx *ctx, const gvc_read_options *options, const char *title,
                           const char *sheet, gvc_builder *b)
{
    const char *from = NULL;
    int year = gvc_sheet_facts_stated(title, sheet, &from);
    if (year == 0) {
        return GVC_OK;
    }
    int before = gvc_table_year(gvc_builder_so_far(b));
    gvc_builder_set_year(b, year);
    return before == 0 || before == year || options->year != 0
               ? gvc_builder_note(ctx, b, "year %d from the %s", year, from)
               : gvc_builder_note(ctx, b, "year %d from the %s, not %d", year, from, before);
}

static gvc_status set_prices(gvc_ctx *ctx, const gvc_read_options *options, const char *title,
                             const char *file, gvc_builder *b)
{
    char prices[64];
    const char *from = "title of the sheet";
    bool found = gvc_sheet_facts_prices(title, prices, sizeof prices);
    if (!found) {
        from = "name of the file";
        found = gvc_sheet_facts_prices(file, prices, sizeof prices);
    }
    if (!found) {
        return GVC_OK;
    }
    gvc_status status = gvc_builder_set_text(ctx, b, "prices", prices);
    if (status == GVC_OK && options->prices != NULL && strcmp(options->prices, prices) != 0) {
        return gvc_builder_note(ctx, b, "prices: %s (%s), not %s as asked for", prices, from,
                                options->prices);
    }
    return status == GVC_OK ? gvc_builder_note(ctx, b, "prices: %s (%s)", prices, from) : status;
}

gvc_status gvc_sheet_facts_set(gvc_ctx *ctx, const gvc_input *in, const gvc_read_options *options,
                               const char *title, const char *sheet, gvc_builder *b)
{
    char units[64];
    bool stated = gvc_sheet_facts_units(title, units, sizeof units);
    gvc_status status = set_year(ctx, options, title, sheet, b);
    if (status == GVC_OK) {
        status = set_prices(ctx, options, title, gvc_base_name(in->name), b);
    }
    return status != GVC_OK ? status
           : stated
               ? gvc_set_units(ctx, b, options, units, "title of the sheet")
               : gvc_set_units(ctx, b, options, "million USD", "documentation of the provider");
}
