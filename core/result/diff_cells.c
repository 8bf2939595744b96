/* diff_cells.c - the cells of two results that differ: all, or those that change most
 *
 * The result is rectangular, but over the labels that are needed only, and has values only where
 * cells differ: the others are NaN and no rows. */
#include <math.h>

#include "result/diff.h"
#include "result/units.h"

enum { A, B, CHANGE, PERCENT, COLUMNS };

/* For each dimension which pairs are needed, then their places in the list; the terms last. */
typedef struct places {
    const gvc_pairing *p;
    gvc_idx **at;    /* ndims + 1 arrays; -1 = not needed */
    gvc_idx *counts; /* ndims + 1 */
} places;

static gvc_idx pairs_of(const gvc_pairing *p, gvc_idx d)
{
    return d == p->ndims ? p->terms.count : p->dims[d].count;
}

static void mark(places *w)
{
    const gvc_pairing *p = w->p;
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        const gvc_changes *all = &p->tallies[k].changes;
        for (gvc_idx i = 0; i < all->count; i++) {
            for (gvc_idx d = 0; d < p->ndims; d++) {
                w->at[d][gvc_pairing_at(p, all->items[i].where, d)] = 0;
            }
            w->at[p->ndims][k] = 0;
        }
    }
    for (gvc_idx d = 0; d <= p->ndims; d++) {
        for (gvc_idx i = 0; i < pairs_of(p, d); i++) {
            w->at[d][i] = w->at[d][i] < 0 ? -1 : w->counts[d]++;
        }
        if (w->counts[d] == 0) { /* nothing differs; a dimension has one label at least */
            w->at[d][0] = 0;
            w->counts[d] = 1;
        }
    }
}

static gvc_status make_places(gvc_ctx *ctx, places *w)
{
    size_t dims = (size_t)w->p->ndims + 1;
    w->at = gvc_calloc(dims, sizeof *w->at);
    w->counts = gvc_calloc(dims, sizeof *w->counts);
    bool done = w->at != NULL && w->counts != NULL;
    for (gvc_idx d = 0; done && d < (gvc_idx)dims; d++) {
        w->at[d] = gvc_malloc((size_t)pairs_of(w->p, d), sizeof **w->at);
        done = w->at[d] != NULL;
        for (gvc_idx i = 0; done && i < pairs_of(w->p, d); i++) {
            w->at[d][i] = -1;
        }
    }
    if (!done) {
        return gvc_fail_memory(ctx, dims * sizeof *w->at, "the labels of cells that differ");
    }
    mark(w);
    return GVC_OK;
}

static void free_places(places *w)
{
    for (gvc_idx d = 0; w->at != NULL && d <= w->p->ndims; d++) {
        gvc_release(w->at[d]);
    }
    gvc_release(w->at);
    gvc_release(w->counts);
}

static gvc_status add_dim(gvc_ctx *ctx, gvc_result *r, const places *w, gvc_idx d)
{
    const gvc_pairing *p = w->p;
    gvc_idx count = 0;
    const char **labels = gvc_malloc((size_t)w->counts[d], sizeof *labels);
    int32_t *numbers = gvc_malloc((size_t)w->counts[d], sizeof *numbers);
    gvc_status s = labels == NULL || numbers == NULL
                       ? gvc_fail_memory(ctx, 1, "the labels of cells that differ")
                       : GVC_OK;
    for (gvc_idx i = 0; i < pairs_of(p, d) && s == GVC_OK; i++) {
        if (w->at[d][i] < 0) {
            continue;
        }
        bool term = d == p->ndims;
        gvc_idx in_a = term ? p->terms.a[i] : p->dims[d].a[i];
        labels[count] = term ? gvc_result_term(p->a, in_a)->name : gvc_result_label(p->a, d, in_a);
        numbers[count++] = term ? 0 : gvc_result_number(p->a, d, in_a);
    }
    if (s == GVC_OK && d < p->ndims && gvc_result_is_integer(p->a, d)) {
        /* One year each, and not the same: unknown. */
        bool other = gvc_result_extent(p->a, d) == 1 && gvc_result_extent(p->b, d) == 1 &&
                     numbers[0] != gvc_result_number(p->b, d, 0);
        numbers[0] = other ? 0 : numbers[0];
        s = gvc_result_add_int_dim(ctx, r, gvc_result_dim(p->a, d), numbers, count);
    } else if (s == GVC_OK) {
        const char *name = d == p->ndims ? "term" : gvc_result_dim(p->a, d);
        s = gvc_result_add_dim(ctx, r, name, labels, count);
    }
    gvc_release(labels);
    gvc_release(numbers);
    return s;
}

/* The units of all terms, where they are the same. */
static const char *common_units(const gvc_pairing *p)
{
    const char *units = gvc_result_term(p->a, p->terms.a[0])->units;
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        if (!gvc_same(units, gvc_result_term(p->a, p->terms.a[k])->units) ||
            !gvc_same(units, gvc_result_term(p->b, p->terms.b[k])->units)) {
            return GVC_UNITS_OF_ROW;
        }
    }
    return units;
}

static gvc_status shape(gvc_ctx *ctx, gvc_result *r, const places *w)
{
    const char *units = common_units(w->p);
    const gvc_term terms[COLUMNS] = {
        {"a", w->p->name_a, NULL, units, false},
        {"b", w->p->name_b, NULL, units, false},
        {"change", "Change", "b - a", gvc_is_percent(units) ? "pp" : units, false},
        {"percent", "Change in per cent", "100 (b - a) / |a|", "%", false},
    };
    gvc_status s = GVC_OK;
    for (gvc_idx d = 0; d <= w->p->ndims && s == GVC_OK; d++) {
        s = add_dim(ctx, r, w, d);
    }
    for (int c = 0; c < COLUMNS && s == GVC_OK; c++) {
        s = gvc_result_add_term(ctx, r, &terms[c]);
    }
    s = s == GVC_OK ? gvc_result_allocate(ctx, r) : s;
    return s == GVC_OK ? gvc_result_set_defined_rows(ctx, r) : s;
}

static void fill(gvc_result *r, const places *w)
{
    const gvc_pairing *p = w->p;
    for (gvc_idx i = 0; i < r->cells * COLUMNS; i++) {
        r->values[i] = (double)NAN;
    }
    for (gvc_idx k = 0; k < p->terms.count; k++) {
        const gvc_changes *all = &p->tallies[k].changes;
        for (gvc_idx i = 0; i < all->count; i++) {
            const gvc_change *c = &all->items[i];
            gvc_idx cell = w->at[p->ndims][k];
            for (gvc_idx d = 0; d < p->ndims; d++) {
                cell += w->at[d][gvc_pairing_at(p, c->where, d)] * r->dims[d].step;
            }
            gvc_result_fill(r, A)[cell] = c->a;
            gvc_result_fill(r, B)[cell] = c->b;
            gvc_result_fill(r, CHANGE)[cell] = c->b - c->a;
            gvc_result_fill(r, PERCENT)[cell] = gvc_percent_change(c->a, c->b);
        }
    }
}

gvc_status gvc_diff_list_cells(gvc_ctx *ctx, gvc_result **out, const gvc_pairing *p)
{
    places w = {.p = p};
    gvc_status s = make_places(ctx, &w);
    s = s == GVC_OK ? gvc_result_new(ctx, out) : s;
    s = s == GVC_OK ? shape(ctx, *out, &w) : s;
    if (s == GVC_OK) {
        fill(*out, &w);
    }
    free_places(&w);
    return s;
}
