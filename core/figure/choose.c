/* choose.c - which kind of figure a result gives */
#include <string.h>

#include "figure/draft.h"

static const char *const names[] = {"line", "bars", "smile", "scatter", "heat", NULL};

const char *gvc_figure_kind_name(gvc_idx i)
{
    return i >= 0 && i < (gvc_idx)(sizeof names / sizeof *names) ? names[i] : NULL;
}

/* Two keys of countries, or two of sectors, make a square that a map shows best. */
static bool is_square(const gvc_draft *d)
{
    if (d->free_count != 2) {
        return false;
    }
    gvc_idx a = d->free[0], b = d->free[1];
    return (gvc_dim_is_country(d->r, a) && gvc_dim_is_country(d->r, b)) ||
           (gvc_dim_is_sector(d->r, a) && gvc_dim_is_sector(d->r, b));
}

static bool names_two(const gvc_draft *d)
{
    const char *const *t = d->o->terms;
    return (d->o->x != NULL && d->o->y != NULL) ||
           (t != NULL && t[0] != NULL && t[1] != NULL && t[2] == NULL);
}

/* NULL, or what the kind would need. */
static const char *lacks(const gvc_draft *d, gvc_figure_kind kind)
{
    switch (kind) {
    case GVC_FIGURE_LINE:
        return d->years > 1 ? NULL : "a line needs several years";
    case GVC_FIGURE_SMILE:
        return !gvc_draft_is_chain(d) ? "a smile curve needs a chain (gvc stages --chain)"
               : d->years > 1         ? "a smile curve shows one year"
                                      : NULL;
    case GVC_FIGURE_SCATTER:
        return d->year < 0                   ? "a scatter needs the key year"
               : gvc_result_nterms(d->r) < 2 ? "a scatter needs two terms"
               : d->free_count == 0          ? "a scatter needs a key with several labels"
                                             : NULL;
    case GVC_FIGURE_HEAT:
        return d->free_count + (d->years > 1) < 2  ? "a heat map needs two keys with several labels"
               : d->free_count > 1 && d->years > 1 ? "a heat map of two keys shows one year"
                                                   : NULL;
    case GVC_FIGURE_BARS:
        break;
    }
    return NULL;
}

/* "this result holds 2005 alone; it can give bars, scatter" */
static gvc_status refuse(gvc_draft *d, const char *why, bool by_year)
{
    gvc_text text = {0};
    const char *before = "; it can give ";
    gvc_text_addf(&text, "%s; this result has ", why);
    if (by_year && d->year >= 0) {
        gvc_text_addf(&text, "%s%s", d->years == 1 ? gvc_result_label(d->r, d->year, 0) : "several",
                      d->years == 1 ? " alone" : "");
    } else {
        gvc_text_addf(&text, "%s", d->free_count == 0 ? "none" : "only");
        for (gvc_idx i = 0; i < d->free_count; i++) {
            gvc_text_addf(&text, "%s%s", i == 0 ? " " : ", ", gvc_result_dim(d->r, d->free[i]));
        }
    }
    for (gvc_idx k = 0; names[k] != NULL; k++) {
        if (lacks(d, (gvc_figure_kind)k) == NULL) {
            gvc_text_addf(&text, "%s%s", before, names[k]);
            before = ", ";
        }
    }
    gvc_status s = gvc_fail(d->ctx, GVC_EARG, "%s", gvc_text_str(&text));
    gvc_text_free(&text);
    return s;
}

static gvc_status by_name(gvc_draft *d, gvc_figure_kind *out)
{
    gvc_idx k = 0;
    while (names[k] != NULL && strcmp(names[k], d->o->kind) != 0) {
        k++;
    }
    if (names[k] == NULL) {
        return gvc_fail(d->ctx, GVC_EARG,
                        "no kind of figure '%s'; there are line, bars, smile, scatter, heat",
                        d->o->kind);
    }
    *out = (gvc_figure_kind)k;
    const char *why = lacks(d, *out);
    return why == NULL ? GVC_OK : refuse(d, why, *out == GVC_FIGURE_LINE);
}

/* Bars would show one key and add up, or stack, the other: of two keys a map where that cannot be.
 * Looks at the one term that the figure would show. */
static bool needs_map(const gvc_draft *d)
{
    const char *terms[GVC_DRAFT_COLUMNS + 1];
    char text[256];
    const char *const *asked = d->o->terms;
    if (d->free_count != 2 || d->years > 1) {
        return false;
    }
    if (asked != NULL) {
        terms[0] = asked[1] == NULL ? asked[0] : NULL;
    } else if (gvc_draft_parts(d, terms) == 0) {
        gvc_draft_headline(d, terms, text, sizeof text);
    }
    gvc_idx term = terms[0] == NULL ? -1 : gvc_result_find_term(d->r, terms[0]);
    return term >= 0 && gvc_column_no_sum(d, &(gvc_column){.term = term}, d->free[1]) != NULL;
}

gvc_status gvc_draft_choose(gvc_draft *d, gvc_figure_kind *out)
{
    if (d->o->kind != NULL) {
        return by_name(d, out);
    }
    *out = d->o->x != NULL || d->o->y != NULL             ? GVC_FIGURE_SCATTER
           : d->years > 1                                 ? GVC_FIGURE_LINE
           : gvc_draft_is_chain(d) && d->o->terms == NULL ? GVC_FIGURE_SMILE
           : is_square(d) && !names_two(d)                ? GVC_FIGURE_HEAT
           : needs_map(d)                                 ? GVC_FIGURE_HEAT
                                                          : GVC_FIGURE_BARS;
    const char *why = lacks(d, *out);
    return why == NULL ? GVC_OK : refuse(d, why, false);
}
