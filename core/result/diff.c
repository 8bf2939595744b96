/* diff.c - how two results of one view differ: every common cell of every common term */
#include "result/diff.h"
#include "result/units.h"

#include <math.h>

/* The cell of a (or b) that is common cell `cell`. */
static gvc_idx cell_of(const gvc_pairing *p, gvc_idx cell, bool first)
{
    const gvc_result *r = first ? p->a : p->b;
    gvc_idx at = 0, rest = cell;
    for (gvc_idx d = p->ndims - 1; d >= 0; d--) {
        const gvc_match *m = &p->dims[d];
        gvc_idx pair = rest % m->count;
        at += (first ? m->a : m->b)[pair] * r->dims[d].step;
        rest /= m->count;
    }
    return at;
}

/* What the terms of a row are measured by, where they are in the units of the total. */
static double scale_of_row(const gvc_pairing *p, gvc_idx cell_a, gvc_idx cell_b)
{
    if (p->total_a < 0) {
        return 0;
    }
    return fmax(fabs(gvc_result_values(p->a, p->total_a)[cell_a]),
                fabs(gvc_result_values(p->b, p->total_b)[cell_b]));
}

static bool has_units_of_total(const gvc_pairing *p, gvc_idx k)
{
    return p->total_a >= 0 && gvc_same(gvc_result_term(p->a, p->terms.a[k])->units,
                                       gvc_result_term(p->a, p->total_a)->units);
}

static gvc_status compare(gvc_ctx *ctx, gvc_pairing *p, gvc_diff *found)
{
    const gvc_diff_options *o = p->options;
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        p->tallies[k].changes.most = o->top == 0 && !o->cells ? 1 : o->top;
    }
    for (gvc_idx cell = 0; cell < p->cells; cell++) {
        gvc_idx a = cell_of(p, cell, true), b = cell_of(p, cell, false);
        if (!gvc_result_is_row(p->a, a) && !gvc_result_is_row(p->b, b)) {
            continue;
        }
        double scale = scale_of_row(p, a, b);
        for (gvc_idx k = 0; k < p->terms.count; k++) {
            gvc_tally_add(&p->tallies[k], cell, gvc_result_values(p->a, p->terms.a[k])[a],
                          gvc_result_values(p->b, p->terms.b[k])[b],
                          has_units_of_total(p, k) ? scale : 0, o->tolerance);
        }
    }
    found->alone = p->alone.count;
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        gvc_tally_report(&p->tallies[k], found);
        if (p->tallies[k].failed) {
            return gvc_fail_memory(ctx, 1, "the list of cells that differ");
        }
    }
    return GVC_OK;
}

/* "UPG, ELE": the labels of a cell, but for a single year. */
static void add_place(gvc_text *to, const gvc_pairing *p, gvc_idx cell)
{
    bool first = true;
    for (gvc_idx d = 0; d < p->ndims; d++) {
        const gvc_match *m = &p->dims[d];
        if (m->count > 1 || !gvc_result_is_integer(p->a, d)) {
            gvc_text_addf(to, "%s%s", first ? "" : ", ",
                          gvc_result_label(p->a, d, m->a[gvc_pairing_at(p, cell, d)]));
            first = false;
        }
    }
}

static void say_terms(gvc_text *to, const gvc_pairing *p)
{
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        const gvc_changes *all = &p->tallies[k].changes;
        const gvc_term *term = gvc_result_term(p->a, p->terms.a[k]);
        const char *name = term->name;
        bool points = gvc_is_percent(term->units);
        for (gvc_idx i = 0; i < all->count; i++) {
            gvc_text_addf(to, "\n%s changes most at ", name);
            add_place(to, p, all->items[i].where);
            gvc_text_addf(to, ": ");
            gvc_change_say(to, all->items[i].a, all->items[i].b, points);
        }
    }
}

static const gvc_term columns[] = {
    {"cells", "Cells compared", NULL, "cells", false},
    {"differ", "Cells that differ beyond the tolerance", NULL, "cells", false},
    {"largest", "Largest absolute difference of a cell", "max |b - a|", GVC_UNITS_OF_ROW, false},
    {"relative", "Largest difference of a cell relative to its scale", "max |b - a| / scale",
     "scale", false},
};
enum { COLUMNS = sizeof columns / sizeof columns[0] };

static gvc_status add_terms_dim(gvc_ctx *ctx, gvc_result *r, const gvc_pairing *p)
{
    const char **names = gvc_malloc((size_t)p->terms.count, sizeof *names);
    if (names == NULL) {
        return gvc_fail_memory(ctx, 1, "the names of terms");
    }
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        names[k] = gvc_result_term(p->a, p->terms.a[k])->name;
    }
    gvc_status s = gvc_result_add_dim(ctx, r, "term", names, p->terms.count);
    gvc_release(names);
    return s;
}

static gvc_status summary(gvc_ctx *ctx, gvc_result **out, const gvc_pairing *p)
{
    const int32_t year = (int32_t)p->year;
    gvc_result *r = NULL;
    gvc_status s = gvc_result_new(ctx, &r);
    s = s == GVC_OK ? gvc_result_add_int_dim(ctx, r, "year", &year, 1) : s;
    s = s == GVC_OK ? add_terms_dim(ctx, r, p) : s;
    for (int c = 0; c < COLUMNS && s == GVC_OK; c++) {
        s = gvc_result_add_term(ctx, r, &columns[c]);
    }
    s = s == GVC_OK ? gvc_result_allocate(ctx, r) : s;
    for (gvc_idx k = 0; k < p->terms.count && s == GVC_OK; k++) {
        const gvc_tally *t = &p->tallies[k];
        const double values[COLUMNS] = {(double)t->cells, (double)t->differ, t->largest,
                                        t->relative};
        for (int c = 0; c < COLUMNS; c++) {
            gvc_result_fill(r, c)[k] = values[c];
        }
    }
    *out = r; /* freed by the caller */
    return s;
}

static gvc_status finish(gvc_ctx *ctx, gvc_result *r, const gvc_pairing *p, const gvc_diff *found)
{
    gvc_text notes = {0};
    gvc_diff_say_count(&notes, found, p->options->tolerance);
    if (!p->options->cells) {
        say_terms(&notes, p);
    }
    const gvc_diff_about about = {p->name_a, p->name_b, &p->a->attributes,     &p->b->attributes,
                                  &p->alone, &notes,    p->options->tolerance, "Difference"};
    gvc_status s = notes.failed ? gvc_fail_memory(ctx, 1, "the notes of a difference")
                                : gvc_diff_set_about(ctx, r, &about);
    if (s == GVC_OK) {
        s = gvc_result_set_text(ctx, r, "view", p->options->cells ? "cells" : "terms");
    }
    if (s == GVC_OK && p->options->cells) { /* what a figure shows */
        s = gvc_result_set_text(ctx, r, "headline", "change a b percent");
    }
    gvc_text_free(&notes);
    return s;
}

gvc_status gvc_result_diff(gvc_ctx *ctx, gvc_result **out, const gvc_result *a, const gvc_result *b,
                           const gvc_diff_options *options, gvc_diff *report)
{
    gvc_pairing p = {0};
    gvc_result *r = NULL;
    gvc_diff found = {0};
    gvc_status s = gvc_diff_options_check(ctx, &options);
    if (s == GVC_OK && options->by != NULL) {
        s = gvc_fail(ctx, GVC_EARG, "by '%s' is for tables; results differ term by term",
                     options->by);
    }
    if (s != GVC_OK) {
        return s;
    }
    s = gvc_pairing_make(ctx, &p, a, b, options);
    s = s == GVC_OK ? compare(ctx, &p, &found) : s;
    if (s == GVC_OK) {
        s = options->cells ? gvc_diff_list_cells(ctx, &r, &p) : summary(ctx, &r, &p);
    }
    s = s == GVC_OK ? finish(ctx, r, &p, &found) : s;
    gvc_pairing_free(&p);
    return gvc_diff_hand_over(s, r, &found, out, report);
}
