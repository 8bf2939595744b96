#include "methods/view.h"

#include <math.h>
#include <string.h>

#include "methods/frame.h"
#include "methods/provenance.h"
#include "result/build.h"
#include "result/units.h"

struct gvc_view {
    const gvc_model *m;
    const gvc_measurement *d;
    gvc_measurement own; /* what d points to, once the names of its axes were found */
    const gvc_sink *sink;
    void *state;
    gvc_shown shown;
    gvc_result *frame;   /* NULL while names are still to be found */
    gvc_result *piece;   /* one label of the slow axis, all terms; made by gvc_view_begin */
    gvc_result *chosen;  /* the same with the chosen terms only; NULL where all are */
    double *hidden;      /* hidden x cells of a piece */
    double **values;     /* terms and hidden, as `derive` wants them */
    unsigned char *skip; /* cells of the piece whose identity cannot hold */
    gvc_idx terms;       /* of the variant */
    gvc_idx cells;       /* of a piece */
    bool whole; /* the identity is measured: all its terms are wanted, and orphans have rows */
    gvc_gap gap;
};

static gvc_idx shown_terms(const gvc_measurement *d)
{
    return gvc_variant_size(d->layout.variant) + (gvc_measurement_resid(d) ? 1 : 0);
}

void gvc_view_extent(const gvc_view *view, gvc_idx *cells, gvc_idx *terms)
{
    const char *const *t = view->d->options.terms;
    const gvc_layout *l = &view->d->layout;
    *cells = 1;
    for (int k = 0; k < l->count; k++) {
        *cells *= gvc_axis_shown(view->m, &l->axes[k], &view->shown);
    }
    *terms = t == NULL ? shown_terms(view->d) : 0;
    for (; t != NULL && *t != NULL; t++) {
        ++*terms;
    }
}

size_t gvc_view_bytes(const gvc_view *view)
{
    gvc_idx cells, terms;
    gvc_view_extent(view, &cells, &terms);
    gvc_idx held = shown_terms(view->d) + view->d->layout.hidden +
                   (view->d->options.terms == NULL ? 0 : terms);
    return (size_t)(view->cells * held) * sizeof(double);
}

static bool is_chosen(const gvc_view *view, const char *name)
{
    for (const char *const *t = view->d->options.terms; t != NULL; t++) {
        if (*t == NULL) {
            return false;
        }
        if (strcmp(*t, name) == 0) {
            return true;
        }
    }
    return true;
}

static bool has_industries(const gvc_layout *l)
{
    for (int k = 0; k < l->count; k++) {
        if (l->axes[k].kind == GVC_AXIS_INDUSTRIES) {
            return true;
        }
    }
    return false;
}

static bool has_orphans(const gvc_model *m)
{
    return m->n > 0 && memchr(m->orphan, true, (size_t)m->n) != NULL;
}

/* What an orphan sells is in the total and in no other term: where its rows are not told apart the
 * identity says nothing. */
static bool measures_identity(const gvc_view *view)
{
    const char *identity = view->d->layout.variant->identity;
    bool parts = false;
    if (identity == NULL || !is_chosen(view, identity) ||
        (has_orphans(view->m) && !has_industries(&view->d->layout))) {
        return false;
    }
    for (gvc_idx k = 0; k < gvc_result_nterms(view->frame); k++) {
        const gvc_term *term = gvc_result_term(view->frame, k);
        parts = parts || term->sums;
        if (term->sums && !is_chosen(view, term->name)) {
            return false;
        }
    }
    return parts;
}

static gvc_status make_frame(gvc_ctx *ctx, gvc_view *view)
{
    gvc_status status = gvc_frame_new(ctx, &view->frame, view->m, view->d, &view->shown);
    if (status == GVC_OK) {
        gvc_idx along = gvc_layout_along(&view->d->layout);
        gvc_idx count = gvc_result_extent(view->frame, along);
        view->cells = count == 0 ? 0 : gvc_result_cells(view->frame) / count;
        view->whole = measures_identity(view);
        status = gvc_provenance(ctx, view->frame, view->m, view->d, NULL, NULL);
    }
    return status;
}

gvc_status gvc_view_new(gvc_ctx *ctx, gvc_view **out, const gvc_model *m, const gvc_measurement *d,
                        const gvc_sink *sink)
{
    gvc_view *view = gvc_calloc(1, sizeof *view);
    if (view == NULL) {
        return gvc_fail_memory(ctx, sizeof *view, "the view");
    }
    view->m = m;
    view->d = d;
    view->sink = sink;
    view->terms = gvc_variant_size(d->layout.variant);
    gvc_status status = gvc_sector_map_new(ctx, &view->shown.sectors, m->table, &d->options);
    if (status == GVC_OK) {
        status = gvc_bloc_map_new(ctx, &view->shown.blocs, m, &d->options);
    }
    if (status == GVC_OK && gvc_layout_is_open(&d->layout)) {
        gvc_idx terms;
        gvc_view_extent(view, &view->cells, &terms); /* at most */
    } else if (status == GVC_OK) {
        status = make_frame(ctx, view);
    }
    if (status == GVC_OK) {
        *out = view;
    } else {
        gvc_view_free(view);
    }
    return status;
}

static gvc_status make_piece(gvc_ctx *ctx, gvc_view *view)
{
    const gvc_layout *l = &view->d->layout;
    const char *const *terms = view->d->options.terms;
    gvc_status status = gvc_result_new_piece(ctx, &view->piece, view->frame, gvc_layout_along(l));
    if (status == GVC_OK && terms != NULL) {
        status = gvc_result_pick(ctx, &view->chosen, view->piece, terms);
    }
    if (status != GVC_OK) {
        return status;
    }
    size_t cells = (size_t)view->cells, slabs = (size_t)(view->terms + l->hidden);
    view->skip = gvc_malloc(cells, 1);
    view->hidden = gvc_malloc(cells * (size_t)l->hidden, sizeof(double));
    view->values = gvc_malloc(slabs, sizeof *view->values);
    if (view->skip == NULL || view->hidden == NULL || view->values == NULL) {
        return gvc_fail_memory(ctx, cells, "one piece of the result");
    }
    for (gvc_idx k = 0; k < view->terms + l->hidden; k++) {
        view->values[k] = k < view->terms ? gvc_result_fill(view->piece, k)
                                          : view->hidden + (k - view->terms) * view->cells;
    }
    return GVC_OK;
}

/* Tells the sink about the frame, without the terms that are not wanted. */
static gvc_status tell(gvc_ctx *ctx, const gvc_view *view,
                       gvc_status (*say)(gvc_ctx *ctx, const gvc_result *frame, void *user))
{
    const char *const *terms = view->d->options.terms;
    if (terms == NULL) {
        return say(ctx, view->frame, view->sink->user);
    }
    gvc_result *chosen = NULL;
    gvc_status status = gvc_result_pick(ctx, &chosen, view->frame, terms);
    if (status == GVC_OK) {
        status = say(ctx, chosen, view->sink->user);
    }
    gvc_result_free(chosen);
    return status;
}

gvc_status gvc_view_begin(gvc_ctx *ctx, gvc_view *view, void *state)
{
    gvc_status status = GVC_OK;
    view->state = state;
    if (gvc_layout_is_open(&view->d->layout)) {
        view->own = gvc_measurement_found(view->d, state);
        view->d = &view->own;
        status = make_frame(ctx, view);
    }
    if (status == GVC_OK) {
        status = gvc_provenance(ctx, view->frame, view->m, view->d, view->state, NULL);
    }
    if (status == GVC_OK) {
        status = make_piece(ctx, view);
    }
    return status == GVC_OK ? tell(ctx, view, view->sink->begin) : status;
}

/* ---- one piece ---------------------------------------------------------------------------------
 * The slab's axes are walked as nested loops; where a cell goes is the sum of one step an axis. */

typedef struct walk {
    int count;
    gvc_idx fine[GVC_LAYOUT_AXES];       /* cells of axis k in the slab */
    gvc_idx step[GVC_LAYOUT_AXES];       /* between two labels in the result, 0 = summed */
    const gvc_idx *row[GVC_LAYOUT_AXES]; /* label of cell i where it is not i itself */
    int own;                             /* axis one of whose cells is no flow, -1 = none */
    int twin;                            /* and the axis that says which, -1: `own_at` does */
    gvc_idx own_at;
    int once; /* axis of which cells that go where an earlier one went are left out, -1 = none */
    gvc_idx at[GVC_LAYOUT_AXES];
} walk;

static walk walk_of(const gvc_view *view, gvc_idx at)
{
    const gvc_layout *l = &view->d->layout;
    const gvc_model *m = view->m;
    walk w = {.own = -1, .twin = -1, .own_at = at, .once = -1};
    int first = l->whole ? 0 : 1;
    for (int k = first; k < l->count; k++) {
        const gvc_layout_axis *axis = &l->axes[k];
        w.fine[w.count] = gvc_axis_fine(m, axis, at);
        w.row[w.count] = axis->summed                        ? NULL
                         : axis->kind == GVC_AXIS_INDUSTRIES ? m->sector + m->offset[at]
                                                             : NULL;
        w.count++;
    }
    gvc_idx step = 1;
    for (int k = l->count - 1; k >= first; k--) {
        gvc_idx shown = gvc_axis_shown(m, &l->axes[k], &view->shown);
        w.step[k - first] = l->axes[k].summed ? 0 : step;
        step *= shown;
    }
    if (l->own_a != l->own_b) {
        w.own = l->own_b - first;
        w.twin = l->own_a - first;
    }
    return w;
}

/* Where cell i of axis k goes. */
static gvc_idx place(const gvc_view *view, const walk *w, int k, gvc_idx i)
{
    const gvc_layout *l = &view->d->layout;
    const gvc_layout_axis *axis = &l->axes[k + (l->whole ? 0 : 1)];
    if (axis->kind == GVC_AXIS_INDUSTRIES || axis->kind == GVC_AXIS_SECTORS) {
        gvc_idx sector = w->row[k] != NULL ? w->row[k][i] : i;
        return axis->summed ? 0 : view->shown.sectors.row[sector] * w->step[k];
    }
    if (axis->kind == GVC_AXIS_BLOCS) {
        return axis->summed ? 0 : view->shown.blocs.row[i] * w->step[k];
    }
    return i * w->step[k];
}

/* Does an earlier cell of axis k go to the same place? */
static bool is_again(const gvc_view *view, const walk *w, int k, gvc_idx i)
{
    gvc_idx before = 0;
    while (before < i && place(view, w, k, before) != place(view, w, k, i)) {
        before++;
    }
    return before < i;
}

static void add_row(double *to, const double *from, gvc_idx first, gvc_idx end)
{
    for (gvc_idx r = first; r < end; r++) {
        to[r] += from[r];
    }
}

static double sum_row(double sum, const double *from, gvc_idx first, gvc_idx end)
{
    for (gvc_idx r = first; r < end; r++) {
        sum += from[r];
    }
    return sum;
}

/* The last axis, whose cells lie side by side; `own` of them is no flow. */
static void add_last(const gvc_view *view, const walk *w, const double *from, gvc_idx own,
                     double *to)
{
    int k = w->count - 1;
    gvc_idx count = w->fine[k];
    own = own < 0 || own > count ? count : own;
    gvc_idx after = own < count ? own + 1 : count;
    const gvc_layout *l = &view->d->layout;
    gvc_axis_kind kind = l->axes[l->count - 1].kind;
    if (w->step[k] == 0) {
        *to = sum_row(sum_row(*to, from, 0, own), from, after, count);
    } else if (kind == GVC_AXIS_INDUSTRIES ||
               (kind == GVC_AXIS_SECTORS && !view->shown.sectors.plain)) {
        for (gvc_idx i = 0; i < count; i++) {
            to[place(view, w, k, i)] += from[i];
        }
    } else if (kind == GVC_AXIS_BLOCS && !view->shown.blocs.plain) {
        for (gvc_idx r = 0; r < count; r++) {
            to[place(view, w, k, r)] += r >= own && r < after ? 0 : from[r];
        }
    } else {
        add_row(to, from, 0, own);
        add_row(to, from, after, count);
    }
}

/* Adds the slab from axis k on; from and to belong to the cells of the axes before. The position
 * after it in the slab comes back. */
static const double *add_axis(const gvc_view *view, walk *w, int k, const double *from, double *to)
{
    gvc_idx own = w->own != k ? -1 : w->twin < 0 ? w->own_at : w->at[w->twin];
    if (k == w->count - 1) {
        add_last(view, w, from, own, to);
        return from + w->fine[k];
    }
    for (gvc_idx i = 0; i < w->fine[k]; i++) {
        w->at[k] = i;
        if (i == own || (w->once == k && is_again(view, w, k, i))) {
            gvc_idx inner = 1;
            for (int j = k + 1; j < w->count; j++) {
                inner *= w->fine[j];
            }
            from += inner;
        } else {
            from = add_axis(view, w, k + 1, from, to + place(view, w, k, i));
        }
    }
    return from;
}

static void add_up(const gvc_view *view, gvc_idx at, bool once, const double *slab, double *values)
{
    walk w = walk_of(view, at);
    const gvc_layout *l = &view->d->layout;
    w.once = once && l->again > 0 ? l->again - (l->whole ? 0 : 1) : -1;
    memset(values, 0, (size_t)view->cells * sizeof *values);
    if (w.count == 0) {
        values[0] = slab[0];
    } else {
        add_axis(view, &w, 0, slab, values);
    }
}

/* NaN where the table has no such industry. */
static void blank_absent(const gvc_view *view, double *values)
{
    gvc_idx a, b;
    if (gvc_result_present(view->piece, &a, &b) == NULL) {
        return;
    }
    for (gvc_idx cell = 0; cell < view->cells; cell++) {
        if (!gvc_result_is_present(view->piece, cell)) {
            values[cell] = (double)NAN;
        }
    }
}

/* Cells that hold an orphan flow cannot close; the identity is measured on the others. */
static void mark_orphan(gvc_view *view, gvc_idx at, gvc_idx orphan)
{
    const gvc_layout *l = &view->d->layout;
    walk w = walk_of(view, at);
    for (int k = 0; k < w.count; k++) {
        if (l->axes[k + 1].kind != GVC_AXIS_INDUSTRIES) {
            continue;
        }
        gvc_idx label = place(view, &w, k, orphan), inner = 1, shown;
        shown = l->axes[k + 1].summed ? 1 : view->shown.sectors.rows;
        for (int j = k + 2; j < l->count; j++) {
            inner *= gvc_axis_shown(view->m, &l->axes[j], &view->shown);
        }
        for (gvc_idx start = label; start < view->cells; start += inner * shown) {
            memset(view->skip + start, 1, (size_t)inner);
        }
    }
}

static void measure(gvc_view *view, gvc_idx at)
{
    const gvc_model *m = view->m;
    memset(view->skip, 0, (size_t)view->cells);
    if (has_industries(&view->d->layout) && !gvc_measurement_resid(view->d)) {
        for (gvc_idx i = m->offset[at]; i < m->offset[at + 1]; i++) {
            if (m->orphan[i]) {
                mark_orphan(view, at, i - m->offset[at]);
            }
        }
    }
    gvc_gap_add(&view->gap, view->piece, view->d->layout.variant->identity, view->skip);
}

static void copy_chosen(const gvc_view *view)
{
    gvc_result *to = view->chosen;
    for (gvc_idx k = 0; k < gvc_result_nterms(to); k++) {
        gvc_idx from = gvc_result_find_term(view->piece, gvc_result_term(to, k)->name);
        memcpy(gvc_result_fill(to, k), gvc_result_values(view->piece, from),
               (size_t)view->cells * sizeof(double));
    }
}

static void fill_piece(gvc_view *view, gvc_idx at, double *const *slabs)
{
    const gvc_measurement *d = view->d;
    gvc_idx summed = view->terms + d->layout.hidden;
    for (gvc_idx k = 0; k < summed; k++) {
        add_up(view, at, k == 0, slabs[k], view->values[k]);
        blank_absent(view, view->values[k]);
    }
    if (gvc_measurement_resid(d)) {
        double *values = gvc_result_fill(view->piece, view->terms);
        add_up(view, at, false, slabs[summed], values);
        blank_absent(view, values);
    }
    if (d->method->derive != NULL) {
        d->method->derive(view->m, view->state, view->values, view->cells);
    }
}

/* What a term, or a sum on the way to one, may not be infinite in: a ratio to nothing is. */
static bool is_amount(const gvc_view *view, gvc_idx k)
{
    return k >= view->terms ||
           gvc_units_kind_of(gvc_result_term(view->piece, k)->units) != GVC_UNITS_RATIO;
}

/* The first cell that is neither a number nor NaN, -1: none. */
static gvc_idx find_infinite(const double *values, gvc_idx count)
{
    for (gvc_idx c = 0; c < count; c++) {
        if (isinf(values[c])) {
            return c;
        }
    }
    return -1;
}

/* Numbers of the table or of the options so large that a sum or product of them is none. */
static gvc_status fail_infinite(gvc_ctx *ctx, const gvc_view *view, gvc_idx k, gvc_idx cell)
{
    gvc_text labels = {0};
    const char *term = k < gvc_result_nterms(view->piece) ? gvc_result_term(view->piece, k)->name
                                                          : "a sum on the way";
    for (gvc_idx d = gvc_result_ndims(view->piece); d-- > 0;) {
        gvc_idx count = gvc_result_extent(view->piece, d);
        gvc_text before = labels;
        labels = (gvc_text){0};
        gvc_text_addf(&labels, "%s%s%s", gvc_result_label(view->piece, d, cell % count),
                      before.length == 0 ? "" : ", ", gvc_text_str(&before));
        gvc_text_free(&before);
        cell /= count;
    }
    gvc_status status = gvc_fail(ctx, GVC_EBALANCE,
                                 "%s of %s is no finite number: the table, its accounts or the "
                                 "options hold numbers too large to compute with; give them in "
                                 "larger units",
                                 term, labels.length == 0 ? "a row" : labels.chars);
    gvc_text_free(&labels);
    return status;
}

static gvc_status check_finite(gvc_ctx *ctx, const gvc_view *view)
{
    gvc_idx count = view->terms + view->d->layout.hidden;
    for (gvc_idx k = 0; k < count; k++) {
        gvc_idx cell = is_amount(view, k) ? find_infinite(view->values[k], view->cells) : -1;
        if (cell >= 0) {
            return fail_infinite(ctx, view, k < view->terms ? k : gvc_result_nterms(view->piece),
                                 cell);
        }
    }
    return GVC_OK;
}

gvc_status gvc_view_piece(gvc_ctx *ctx, gvc_view *view, gvc_idx at, double *const *slabs)
{
    gvc_idx along = gvc_layout_along(&view->d->layout);
    gvc_status status = gvc_result_move_piece(ctx, view->piece, view->frame, along, at);
    if (status == GVC_OK && view->chosen != NULL) {
        status = gvc_result_move_piece(ctx, view->chosen, view->frame, along, at);
    }
    if (status != GVC_OK) {
        return status;
    }
    fill_piece(view, at, slabs);
    status = check_finite(ctx, view);
    if (status != GVC_OK) {
        return status;
    }
    if (view->whole) {
        measure(view, at);
    }
    if (view->chosen != NULL) {
        copy_chosen(view);
    }
    const gvc_result *piece = view->chosen != NULL ? view->chosen : view->piece;
    return view->sink->piece(ctx, piece, along, at, view->sink->user);
}

gvc_status gvc_view_end(gvc_ctx *ctx, gvc_view *view)
{
    double gap = gvc_gap_value(&view->gap);
    const double *measured = view->whole ? &gap : NULL;
    gvc_status status = gvc_provenance(ctx, view->frame, view->m, view->d, view->state, measured);
    return status == GVC_OK ? tell(ctx, view, view->sink->end) : status;
}

void gvc_view_free(gvc_view *view)
{
    if (view != NULL) {
        gvc_sector_map_free(&view->shown.sectors);
        gvc_bloc_map_free(&view->shown.blocs);
        gvc_release(view->skip);
        gvc_release(view->hidden);
        gvc_release(view->values);
        gvc_result_free(view->piece);
        gvc_result_free(view->chosen);
        gvc_result_free(view->frame);
        gvc_release(view);
    }
}
