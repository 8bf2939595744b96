/* cube.c - the columns of a figure over the dimensions that it shows
 *
 * Values of the other dimensions are added up where that means something: a share is the sum of its
 * term over the sum of the total, and a total that stands at every label of a dimension (that of a
 * chain, at every tier) counts once. */
#include <math.h>
#include <string.h>

#include "figure/draft.h"

static gvc_idx step_of(const gvc_result *r, gvc_idx dim)
{
    gvc_idx step = 1;
    for (gvc_idx d = dim + 1; d < gvc_result_ndims(r); d++) {
        step *= gvc_result_extent(r, d);
    }
    return step;
}

static gvc_idx position(const gvc_result *r, gvc_idx cell, gvc_idx dim)
{
    return cell / step_of(r, dim) % gvc_result_extent(r, dim);
}

/* The first cell in line with this one along the dimension that is a row. */
static gvc_idx first_in_line(const gvc_result *r, gvc_idx cell, gvc_idx dim)
{
    gvc_idx step = step_of(r, dim), at = cell - position(r, cell, dim) * step;
    while (at < cell && !gvc_result_is_row(r, at)) {
        at += step;
    }
    return at;
}

bool gvc_term_repeats(const gvc_result *r, gvc_idx term, gvc_idx dim)
{
    const double *v = gvc_result_values(r, term);
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        if (gvc_result_is_row(r, cell)) {
            double first = v[first_in_line(r, cell, dim)];
            if (v[cell] != first && !(isnan(v[cell]) && isnan(first))) {
                return false;
            }
        }
    }
    return gvc_result_extent(r, dim) > 1;
}

const char *gvc_column_no_sum(const gvc_draft *d, const gvc_column *c, gvc_idx dim)
{
    if (gvc_result_extent(d->r, dim) == 1 || gvc_term_repeats(d->r, c->term, dim)) {
        return NULL;
    }
    return gvc_result_no_sum(d->r, c->term, dim);
}

static gvc_status check_sums(gvc_draft *d, const gvc_cube *c)
{
    for (gvc_idx dim = 0; dim < gvc_result_ndims(d->r); dim++) {
        if (dim == c->dims[0] || dim == c->dims[1] || dim == c->dims[2]) {
            continue;
        }
        for (gvc_idx k = 0; k < d->column_count; k++) {
            const char *why = gvc_column_no_sum(d, &d->columns[k], dim);
            if (why != NULL) {
                char option[80];
                gvc_draft_option(d, dim, option, sizeof option);
                return gvc_fail(d->ctx, GVC_EARG,
                                "'%s' cannot be added up over %s (%s), which this figure does not "
                                "show: name one, %s",
                                d->columns[k].name, gvc_result_dim(d->r, dim), why, option);
            }
        }
    }
    return GVC_OK;
}

/* Does the cell count in the sum of the term? */
static bool counts(const gvc_result *r, const gvc_cube *c, const bool *repeats, gvc_idx cell)
{
    for (gvc_idx dim = 0; dim < gvc_result_ndims(r); dim++) {
        bool shown = dim == c->dims[0] || dim == c->dims[1] || dim == c->dims[2];
        if (!shown && repeats[dim] && first_in_line(r, cell, dim) != cell) {
            return false;
        }
    }
    return true;
}

static gvc_idx slot(const gvc_result *r, const gvc_cube *c, gvc_idx cell)
{
    gvc_idx at = 0;
    for (int i = 0; i < 3; i++) {
        at = at * c->extents[i] + (c->dims[i] < 0 ? 0 : position(r, cell, c->dims[i]));
    }
    return at;
}

/* Sums of one term into `sums`, where nothing is defined NaN; what is infinite stays so. */
static gvc_status add_up(gvc_draft *d, const gvc_cube *c, gvc_idx term, double *sums, gvc_idx slots)
{
    enum { BETWEEN = 65536 }; /* cells from question to question */
    const gvc_result *r = d->r;
    gvc_status s = GVC_OK;
    const double *v = gvc_result_values(r, term);
    bool repeats[64] = {false};
    for (gvc_idx dim = 0; dim < gvc_result_ndims(r) && dim < 64; dim++) {
        repeats[dim] = gvc_term_repeats(r, term, dim);
    }
    for (gvc_idx i = 0; i < slots; i++) {
        sums[i] = (double)NAN;
    }
    for (gvc_idx cell = 0; s == GVC_OK && cell < gvc_result_cells(r); cell++) {
        if (gvc_result_is_row(r, cell) && !isnan(v[cell]) && counts(r, c, repeats, cell)) {
            gvc_idx at = slot(r, c, cell);
            sums[at] = isnan(sums[at]) ? v[cell] : isinf(sums[at]) ? sums[at] : sums[at] + v[cell];
        }
        if (cell % BETWEEN == BETWEEN - 1) {
            s = gvc_progress(d->ctx, "adding up the figure", (uint64_t)cell,
                             (uint64_t)gvc_result_cells(r));
        }
    }
    return s;
}

/* The column over the slots, as a share where it is one; no axis has a place for infinity. */
static gvc_status fill(gvc_draft *d, const gvc_cube *c, const gvc_column *column, double *v,
                       double *totals, gvc_idx slots)
{
    gvc_status s = add_up(d, c, column->term, v, slots);
    if (s == GVC_OK && column->total >= 0) {
        s = add_up(d, c, column->total, totals, slots);
    }
    for (gvc_idx i = 0; s == GVC_OK && i < slots; i++) {
        double over = column->total < 0 ? 1 : totals[i];
        double x = over == 0 ? (double)NAN : column->scale * v[i] / over;
        bool infinite = isinf(v[i]) || isinf(over) || isinf(x);
        d->infinite = d->infinite || infinite;
        v[i] = infinite ? (double)NAN : x;
    }
    return s;
}

gvc_status gvc_cube_make(gvc_draft *d, gvc_cube *out, const gvc_idx *dims, gvc_idx count)
{
    gvc_idx slots = 1;
    *out = (gvc_cube){.dims = {-1, -1, -1}, .extents = {1, 1, 1}};
    for (gvc_idx i = 0; i < count; i++) {
        out->dims[i] = dims[i];
        out->extents[i] = gvc_result_extent(d->r, dims[i]);
        slots *= out->extents[i];
    }
    gvc_status s = check_sums(d, out);
    if (s != GVC_OK) {
        return s;
    }
    out->values = gvc_figure_block(d, slots * d->column_count, sizeof *out->values);
    double *totals = gvc_figure_block(d, slots, sizeof *totals);
    if (out->values == NULL || totals == NULL) {
        return GVC_ENOMEM;
    }
    for (gvc_idx k = 0; s == GVC_OK && k < d->column_count; k++) {
        s = fill(d, out, &d->columns[k], out->values + k * slots, totals, slots);
    }
    return s;
}

double gvc_cube_at(const gvc_cube *c, gvc_idx column, gvc_idx i, gvc_idx j, gvc_idx k)
{
    gvc_idx rows = c->extents[0], cols = c->extents[1], deep = c->extents[2];
    return c->values[((column * rows + i) * cols + j) * deep + k];
}
