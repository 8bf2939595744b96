/* heat.c - one term over two keys: rows the first, columns the second; with several years and one
 * key the years are the columns. The own country of both sides is left blank where the other cells
 * could not be told apart beside it. */
#include <math.h>
#include <string.h>

#include "figure/draft.h"

enum { MOST_LABELS = 12, SKEWED = 6 };

typedef struct plan {
    gvc_idx dims[2];
    gvc_cube cube;
    gvc_idx *order[2], shown[2]; /* labels of each side in the order shown */
    bool same;                   /* both sides have the same labels */
    bool blank;                  /* the own country of both sides is left out */
} plan;

static gvc_status choose_term(gvc_draft *d)
{
    const char *names[GVC_DRAFT_COLUMNS + 1];
    char text[256];
    if (gvc_draft_parts(d, names) != 1) {
        gvc_draft_headline(d, names, text, sizeof text);
        gvc_idx total = gvc_result_find_term(d->r, names[0]) < 0 ? d->total : -1;
        if (total >= 0 && !d->o->share) {
            names[0] = gvc_result_term(d->r, total)->name; /* of pairs: how much, not which share */
        }
    }
    gvc_status s = gvc_draft_columns(d, names);
    return s != GVC_OK || d->column_count == 1
               ? s
               : gvc_fail(d->ctx, GVC_EARG, "a heat map shows one term; choose it");
}

/* Both sides of the same kind of label are sorted alike, by row and column together. */
static double weight(const plan *p, int side, gvc_idx i)
{
    double sum = 0;
    gvc_idx across = p->cube.extents[1 - side];
    for (gvc_idx j = 0; j < across; j++) {
        if (p->blank && i == j) {
            continue;
        }
        double x =
            side == 0 ? gvc_cube_at(&p->cube, 0, i, j, 0) : gvc_cube_at(&p->cube, 0, j, i, 0);
        sum += isnan(x) ? 0 : fabs(x);
    }
    return sum;
}

static bool same_labels(const gvc_draft *d, const plan *p)
{
    gvc_idx count = p->cube.extents[0];
    bool same = count == p->cube.extents[1];
    for (gvc_idx i = 0; same && i < count; i++) {
        same = strcmp(gvc_result_label(d->r, p->dims[0], i),
                      gvc_result_label(d->r, p->dims[1], i)) == 0;
    }
    return same;
}

/* Is the mean of the other cells below a tenth of that on the diagonal? */
static bool own_dwarfs(const plan *p)
{
    double own = 0, others = 0;
    gvc_idx n = p->cube.extents[0];
    if (!p->same || n < 3) {
        return false;
    }
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            double x = fabs(gvc_cube_at(&p->cube, 0, i, j, 0));
            own += isnan(x) || i != j ? 0 : x / (double)n;
            others += isnan(x) || i == j ? 0 : x / (double)(n * (n - 1));
        }
    }
    return others < own / 10;
}

static gvc_status sort(gvc_draft *d, plan *p)
{
    bool same = p->same;
    gvc_idx most = d->o->top > 0 ? d->o->top : MOST_LABELS;
    for (int side = 0; side < 2; side++) {
        gvc_idx count = p->cube.extents[side];
        double *weights = gvc_figure_block(d, count, sizeof *weights);
        if (weights == NULL) {
            return GVC_ENOMEM;
        }
        bool ordered = p->dims[side] == d->year || gvc_dim_is_ordered(d->r, p->dims[side]);
        for (gvc_idx i = 0; i < count && !ordered; i++) {
            weights[i] = weight(p, side, i) + (same ? weight(p, 1 - side, i) : 0);
        }
        gvc_status s = gvc_figure_order(d, &p->order[side], weights, count);
        if (s != GVC_OK) {
            return s;
        }
        p->shown[side] = count > most && !ordered ? most : count;
        if (p->shown[side] < count && (side == 0 || !same)) {
            gvc_text_addf(&d->notes, "The %lld largest of %lld. ", (long long)most,
                          (long long)count);
        }
    }
    return GVC_OK;
}

static double cell(const plan *p, gvc_idx row, gvc_idx col)
{
    return gvc_cube_at(&p->cube, 0, p->order[0][row], p->order[1][col], 0);
}

static gvc_status categories(gvc_draft *d, const plan *p, int side, gvc_figure_axis *axis)
{
    const char **names = gvc_figure_block(d, p->shown[side], sizeof *names);
    for (gvc_idx i = 0; names != NULL && i < p->shown[side]; i++) {
        names[i] = gvc_draft_label(d, p->dims[side], p->order[side][i]);
        if (names[i] == NULL) {
            return GVC_ENOMEM;
        }
    }
    axis->categories = names;
    axis->count = p->shown[side];
    axis->title = p->dims[side] == d->year ? "" : gvc_draft_key(d, p->dims[side]);
    return names == NULL || axis->title == NULL ? GVC_ENOMEM : GVC_OK;
}

static gvc_status fill(gvc_draft *d, plan *p, gvc_figure_series *series)
{
    gvc_idx rows = p->shown[0], cols = p->shown[1];
    gvc_figure_point *points = gvc_figure_block(d, rows * cols, sizeof *points);
    double most = 0, sum = 0;
    bool below = false;
    if (points == NULL) {
        return GVC_ENOMEM;
    }
    for (gvc_idx i = 0; i < rows * cols; i++) {
        double x = p->blank && i / cols == i % cols ? (double)NAN : cell(p, i / cols, i % cols);
        points[i] = (gvc_figure_point){
            .label = "", .x = (double)(i % cols), .y = (double)(i / cols), .size = x};
        most = fmax(most, fabs(x));
        sum += isnan(x) ? 0 : fabs(x);
        below = below || x < 0;
    }
    /* A few large cells would leave all others one pale colour. */
    double mean = sum / (double)(rows * cols);
    d->f->data.size.log = !below && (d->o->log_size || most > SKEWED * mean);
    if (d->f->data.size.log) {
        gvc_text_addf(&d->notes, "Colours by logarithm. ");
    } else if (d->o->log_size) {
        gvc_text_addf(&d->notes, "No logarithm: some values are below 0. ");
    }
    double factor = gvc_draft_scale(d, &d->columns[0], most, NULL);
    for (gvc_idx i = 0; i < rows * cols; i++) {
        points[i].size *= factor;
    }
    if (p->blank) {
        gvc_text_addf(&d->notes, "The own country is left blank. ");
    }
    *series = (gvc_figure_series){.name = "", .points = points, .count = rows * cols};
    return GVC_OK;
}

gvc_status gvc_figure_heat(gvc_draft *d)
{
    gvc_figure_data *f = &d->f->data;
    plan p = {.dims = {d->free[0], d->free_count > 1 ? d->free[1] : d->year}};
    gvc_figure_panel *panel = gvc_figure_block(d, 1, sizeof *panel);
    gvc_figure_series *series = gvc_figure_block(d, 1, sizeof *series);
    gvc_status s = panel == NULL || series == NULL ? GVC_ENOMEM : choose_term(d);
    if (s == GVC_OK) {
        s = gvc_cube_make(d, &p.cube, p.dims, 2);
    }
    if (s == GVC_OK) {
        p.same = same_labels(d, &p);
        p.blank = own_dwarfs(&p);
        s = sort(d, &p);
    }
    if (s == GVC_OK) {
        s = fill(d, &p, series);
    }
    if (s == GVC_OK) {
        s = categories(d, &p, 1, &f->x);
    }
    if (s == GVC_OK) {
        s = categories(d, &p, 0, &f->y);
    }
    if (s != GVC_OK) {
        return s;
    }
    *panel = (gvc_figure_panel){.title = "", .series = series, .count = 1};
    f->panels = panel;
    f->count = 1;
    f->size.title = d->columns[0].units[0] != '\0' ? d->columns[0].units : d->columns[0].title;
    return gvc_draft_words(d, d->columns[0].title);
}
