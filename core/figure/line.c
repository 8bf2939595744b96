/* line.c - terms over the years
 *
 * Up to six labels of a key: a panel a term, a line a label. More: a panel a label, a line a term.
 * No key left: a line a term, where they have one unit, else a panel each. */
#include <math.h>

#include "figure/draft.h"

enum { MOST_PANELS = 12 };

typedef struct plan {
    gvc_cube cube; /* year x labels */
    gvc_idx key;   /* the dimension of the labels, -1: none */
    gvc_idx *order, labels;
    double factor[GVC_DRAFT_COLUMNS]; /* that the columns were scaled by */
    bool panel_a_label;
} plan;

/* What labels are sorted by: the last year's total, also where shares of it are shown. */
static gvc_status weigh(gvc_draft *d, const plan *p, double *weights)
{
    gvc_draft total = *d;
    gvc_cube cube = p->cube;
    gvc_status s = GVC_OK;
    if (d->columns[0].total >= 0) {
        total.columns[0] = (gvc_column){.term = d->total, .total = -1, .scale = 1, .name = ""};
        total.column_count = 1;
        s = gvc_cube_make(&total, &cube, p->cube.dims, 2);
    }
    for (gvc_idx i = 0; s == GVC_OK && i < p->labels; i++) {
        weights[i] = fabs(gvc_cube_at(&cube, 0, d->years - 1, i, 0));
    }
    return s;
}

static gvc_status sort(gvc_draft *d, plan *p)
{
    p->labels = p->cube.extents[1];
    double *weights = gvc_figure_block(d, p->labels, sizeof *weights);
    if (weights == NULL) {
        return GVC_ENOMEM;
    }
    bool ordered = p->key < 0 || gvc_dim_is_ordered(d->r, p->key);
    gvc_status s = ordered ? GVC_OK : weigh(d, p, weights);
    return s == GVC_OK ? gvc_figure_order(d, &p->order, weights, p->labels) : s;
}

/* All lines of a unit get the factor that its largest value asks for. */
static void scale(gvc_draft *d, plan *p)
{
    const char *label = d->f->data.own_scales ? NULL : d->o->ylabel; /* where there is one axis */
    gvc_idx slots = d->years * p->cube.extents[1];
    double most[GVC_DRAFT_COLUMNS] = {0};
    for (gvc_idx k = 0; k < d->column_count; k++) {
        for (gvc_idx i = 0; i < slots * d->column_count; i++) {
            if (gvc_same(d->columns[k].units, d->columns[i / slots].units)) {
                most[k] = fmax(most[k], fabs(p->cube.values[i]));
            }
        }
    }
    for (gvc_idx k = 0; k < d->column_count; k++) {
        double factor = gvc_draft_scale(d, &d->columns[k], most[k], label);
        p->factor[k] = factor;
        for (gvc_idx i = 0; i < slots; i++) {
            p->cube.values[k * slots + i] *= factor;
        }
    }
}

static gvc_status fill(gvc_draft *d, const plan *p, gvc_figure_series *to, gvc_idx column,
                       gvc_idx label, const char *name)
{
    gvc_interval sure;
    gvc_figure_point *points = gvc_figure_block(d, d->years, sizeof *points);
    if (points == NULL || name == NULL) {
        return GVC_ENOMEM;
    }
    gvc_status s = gvc_interval_make(d, &sure, &p->cube, &d->columns[column]);
    for (gvc_idx y = 0; y < d->years; y++) {
        points[y] = (gvc_figure_point){.label = "",
                                       .x = gvc_result_number(d->r, d->year, y),
                                       .y = gvc_cube_at(&p->cube, column, y, label, 0)};
        gvc_interval_set(&sure, p->factor[column], y, label, &points[y]);
    }
    *to = (gvc_figure_series){.name = name, .points = points, .count = d->years};
    return s;
}

static gvc_status fill_panel(gvc_draft *d, const plan *p, gvc_figure_panel *panel, gvc_idx at,
                             gvc_idx lines)
{
    gvc_status s = GVC_OK;
    gvc_figure_series *series = gvc_figure_block(d, lines, sizeof *series);
    panel->series = series;
    panel->count = lines;
    for (gvc_idx i = 0; s == GVC_OK && i < lines; i++) {
        gvc_idx column = p->panel_a_label ? i : at, label = p->order[p->panel_a_label ? at : i];
        bool by_term = p->panel_a_label || p->key < 0;
        s = series == NULL
                ? GVC_ENOMEM
                : fill(d, p, &series[i], column, label,
                       by_term ? d->columns[column].title : gvc_draft_label(d, p->key, label));
    }
    if (s == GVC_OK && d->f->data.count > 1) {
        panel->title = p->panel_a_label ? gvc_draft_label(d, p->key, p->order[at])
                                        : gvc_column_axis(d, &d->columns[at]);
    }
    return panel->title == NULL ? GVC_ENOMEM : s;
}

static bool one_unit(const gvc_draft *d)
{
    for (gvc_idx k = 1; k < d->column_count; k++) {
        if (!gvc_same(d->columns[k].units, d->columns[0].units)) {
            return false;
        }
    }
    return true;
}

/* How many panels, of how many lines. */
static gvc_status shape(gvc_draft *d, plan *p, gvc_idx *lines)
{
    gvc_figure_data *f = &d->f->data;
    gvc_idx most = d->o->top > 0 ? d->o->top : p->key < 0 ? 1 : MOST_PANELS;
    gvc_idx shown = p->labels < most ? p->labels : most;
    p->panel_a_label = (shown > GVC_FIGURE_SERIES || p->key < 0) && one_unit(d);
    if (p->panel_a_label && d->column_count > GVC_FIGURE_SERIES) {
        return gvc_fail(d->ctx, GVC_EARG,
                        "%lld lines in one panel cannot be told apart; choose "
                        "%d terms at most (terms)",
                        (long long)d->column_count, GVC_FIGURE_SERIES);
    }
    if (!p->panel_a_label && shown > GVC_FIGURE_SERIES) {
        return gvc_fail(d->ctx, GVC_EARG,
                        "terms of several units for more than %d labels of %s; choose one term, "
                        "or fewer labels",
                        GVC_FIGURE_SERIES, gvc_result_dim(d->r, p->key));
    }
    f->count = p->panel_a_label ? shown : d->column_count;
    *lines = p->panel_a_label ? d->column_count : shown;
    f->own_scales = !p->panel_a_label && f->count > 1;
    if (shown < p->labels) {
        gvc_text_addf(&d->notes, "The %lld largest of %lld, %s. ", (long long)shown,
                      (long long)p->labels, gvc_result_label(d->r, d->year, d->years - 1));
    }
    return GVC_OK;
}

static gvc_status words(gvc_draft *d, gvc_idx lines)
{
    gvc_figure_data *f = &d->f->data;
    const gvc_column *c = &d->columns[0];
    bool one = d->column_count == 1;
    f->x.years = true;
    if (!f->own_scales) {
        const char *units = c->units;
        f->y.title = lines == 1 || one ? units : *units == '\0' ? c->title : units;
        f->y.title = *f->y.title == '\0' ? c->title : f->y.title;
    }
    return gvc_draft_words(d, one ? c->title : NULL);
}

gvc_status gvc_figure_line(gvc_draft *d)
{
    const char *names[GVC_DRAFT_COLUMNS + 1];
    char text[256];
    plan p = {.key = d->free_count > 0 ? d->free[0] : -1};
    gvc_idx dims[2] = {d->year, p.key}, lines = 0;
    gvc_draft_headline(d, names, text, sizeof text);
    gvc_status s = gvc_draft_columns(d, names);
    if (s == GVC_OK) {
        s = gvc_cube_make(d, &p.cube, dims, p.key < 0 ? 1 : 2);
    }
    if (s == GVC_OK) {
        s = sort(d, &p);
    }
    if (s == GVC_OK) {
        s = shape(d, &p, &lines);
    }
    if (s == GVC_OK) {
        scale(d, &p);
    }
    gvc_figure_panel *panels =
        s == GVC_OK ? gvc_figure_block(d, d->f->data.count, sizeof *panels) : NULL;
    for (gvc_idx i = 0; panels != NULL && s == GVC_OK && i < d->f->data.count; i++) {
        panels[i].title = "";
        s = fill_panel(d, &p, &panels[i], i, lines);
    }
    if (panels == NULL) {
        return s == GVC_OK ? GVC_ENOMEM : s;
    }
    d->f->data.panels = panels;
    return s == GVC_OK ? words(d, lines) : s;
}
