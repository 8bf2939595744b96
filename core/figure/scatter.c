/* scatter.c - one term against another, a point a label; several years: a series each */
#include <math.h>
#include <string.h>

#include "figure/draft.h"

enum { NAMED = 45 };

typedef struct plan {
    gvc_idx dims[3], count; /* year, then up to two keys */
    gvc_cube cube;
    gvc_idx rows, cols;
} plan;

static gvc_status choose_terms(gvc_draft *d)
{
    const char *x = d->o->x, *y = d->o->y;
    const char *const *t = d->o->terms;
    if (x == NULL && y == NULL && t != NULL && t[0] != NULL && t[1] != NULL && t[2] == NULL) {
        x = t[0];
        y = t[1];
    }
    if (x == NULL || y == NULL) {
        gvc_text names = {0};
        for (gvc_idx k = 0; k < gvc_result_nterms(d->r); k++) {
            gvc_text_addf(&names, " %s", gvc_result_term(d->r, k)->name);
        }
        gvc_status s =
            gvc_fail(d->ctx, GVC_EARG, "a scatter shows two terms: name x and y out of%s",
                     gvc_text_str(&names));
        gvc_text_free(&names);
        return s;
    }
    gvc_status s = gvc_draft_column(d, x);
    return s == GVC_OK ? gvc_draft_column(d, y) : s;
}

static const char *label(gvc_draft *d, const plan *p, gvc_idx i, gvc_idx j)
{
    if (p->count < 3) {
        return gvc_draft_label(d, p->dims[1], i);
    }
    const char *a = gvc_draft_name(d, gvc_result_label(d->r, p->dims[1], i));
    const char *b = gvc_draft_name(d, gvc_result_label(d->r, p->dims[2], j));
    bool countries = gvc_dim_is_country(d->r, p->dims[2]);
    return gvc_figure_format(d, countries ? "%s-%s" : "%s %s", a, b);
}

/* Logarithms of what is not above 0 are gaps. */
static double on_axis(double x, bool log)
{
    return log && !(x > 0) ? (double)NAN : x;
}

static gvc_status fill(gvc_draft *d, const plan *p, gvc_figure_series *to, gvc_idx year)
{
    gvc_idx by = d->columns[0].amount ? 0 : 1; /* the large ones have names, whatever their y */
    gvc_idx count = 0, named = d->o->top > 0 ? d->o->top : NAMED, *order = NULL;
    gvc_figure_point *points = gvc_figure_block(d, p->rows * p->cols, sizeof *points);
    double *weights = gvc_figure_block(d, p->rows * p->cols, sizeof *weights);
    if (points == NULL || weights == NULL) {
        return GVC_ENOMEM;
    }
    for (gvc_idx i = 0; i < p->rows * p->cols; i++) {
        weights[i] = fabs(gvc_cube_at(&p->cube, by, year, i / p->cols, i % p->cols));
    }
    gvc_status s = gvc_figure_order(d, &order, weights, p->rows * p->cols);
    for (gvc_idx k = 0; s == GVC_OK && k < p->rows * p->cols; k++) {
        gvc_idx i = order[k] / p->cols, j = order[k] % p->cols;
        double x = on_axis(gvc_cube_at(&p->cube, 0, year, i, j), d->o->log_x);
        double y = on_axis(gvc_cube_at(&p->cube, 1, year, i, j), d->o->log_y);
        if (!isnan(x) && !isnan(y)) {
            const char *name = label(d, p, i, j);
            s = name == NULL ? GVC_ENOMEM : s;
            points[count] =
                (gvc_figure_point){.label = name, .x = x, .y = y, .named = count < named};
            count++;
        }
    }
    to->points = points;
    to->count = count;
    return s;
}

static void scale(gvc_draft *d, plan *p)
{
    gvc_idx slots = p->cube.extents[0] * p->cube.extents[1] * p->cube.extents[2];
    for (gvc_idx k = 0; k < 2; k++) {
        double most = 0, *v = p->cube.values + k * slots;
        for (gvc_idx i = 0; i < slots; i++) {
            most = fmax(most, fabs(v[i]));
        }
        double factor =
            gvc_draft_scale(d, &d->columns[k], most, k == 0 ? d->o->xlabel : d->o->ylabel);
        for (gvc_idx i = 0; i < slots; i++) {
            v[i] *= factor;
        }
    }
}

/* "Domestic value added and gross exports" */
static const char *subject(gvc_draft *d)
{
    const char *y = d->columns[1].title, *x = d->columns[0].title;
    bool lower = x[0] >= 'A' && x[0] <= 'Z' && x[1] >= 'a' && x[1] <= 'z';
    return gvc_figure_format(d, "%.*s and %c%.*s", (int)strcspn(y, ":;("), y,
                             lower ? x[0] - 'A' + 'a' : x[0], (int)strcspn(x + 1, ":;("), x + 1);
}

static gvc_status words(gvc_draft *d)
{
    gvc_figure_data *f = &d->f->data;
    f->x.title = gvc_column_axis(d, &d->columns[0]);
    f->y.title = gvc_column_axis(d, &d->columns[1]);
    f->x.log = d->o->log_x;
    f->y.log = d->o->log_y;
    return f->x.title == NULL || f->y.title == NULL ? GVC_ENOMEM : gvc_draft_words(d, subject(d));
}

gvc_status gvc_figure_scatter(gvc_draft *d)
{
    plan p = {.count = 1 + (d->free_count < 2 ? d->free_count : 2), .dims = {d->year}};
    for (gvc_idx i = 1; i < p.count; i++) {
        p.dims[i] = d->free[i - 1];
    }
    gvc_figure_panel *panel = gvc_figure_block(d, 1, sizeof *panel);
    gvc_figure_series *series = gvc_figure_block(d, d->years, sizeof *series);
    gvc_status s = panel == NULL || series == NULL ? GVC_ENOMEM : choose_terms(d);
    if (s == GVC_OK && d->years > GVC_FIGURE_SERIES) {
        s = gvc_fail(d->ctx, GVC_EARG, "a scatter tells %d years apart at most; choose some",
                     GVC_FIGURE_SERIES);
    }
    if (s == GVC_OK) {
        s = gvc_cube_make(d, &p.cube, p.dims, p.count);
    }
    if (s != GVC_OK) {
        return s;
    }
    p.rows = p.cube.extents[1];
    p.cols = p.cube.extents[2];
    scale(d, &p);
    gvc_idx found = 0;
    for (gvc_idx y = 0; s == GVC_OK && y < d->years; y++) {
        series[y].name = gvc_figure_copy(d, gvc_result_label(d->r, d->year, y));
        s = series[y].name == NULL ? GVC_ENOMEM : fill(d, &p, &series[y], y);
        found += series[y].count;
    }
    if (s == GVC_OK && found == 0) {
        s = gvc_fail(d->ctx, GVC_EARG, "no row has both '%s' and '%s'%s", d->columns[0].name,
                     d->columns[1].name,
                     d->o->log_x || d->o->log_y ? " above 0, as a logarithm needs" : "");
    }
    *panel = (gvc_figure_panel){.title = "", .series = series, .count = d->years};
    d->f->data.panels = panel;
    d->f->data.count = 1;
    return s == GVC_OK ? words(d) : s;
}
