/* smile.c - the smile curve of a chain (gvc stages --chain)
 *
 * A disc an industry: its distance from the final buyer against its value added per unit of output,
 * the area its value added in the chain; those with more than the attribute fit_least of the chain.
 * The parabola is their least-squares fit, weights value added. */
#include <math.h>
#include <string.h>

#include "figure/draft.h"

enum { VA, SHARE, DISTANCE, RATE, TERMS };
enum { NAMED = 8, CURVE = 61 };

static const char *const terms[TERMS + 1] = {"va", "share", "distance", "rate", NULL};

typedef struct plan {
    gvc_idx dims[2], keys;
    gvc_cube cube;
    gvc_figure_point *points; /* those shown, the largest first */
    double *weights;
    const char *home_country; /* "": not known */
    bool *home;
    gvc_idx count;
} plan;

bool gvc_draft_is_chain(const gvc_draft *d)
{
    for (int k = 0; k < TERMS; k++) {
        if (gvc_result_find_term(d->r, terms[k]) < 0) {
            return false;
        }
    }
    return gvc_result_find_dim(d->r, "country") >= 0;
}

/* The country that makes the final product, "KOR" of "KOR_c14"; of the labels the longest that
 * fits, since codes may hold a line themselves. "" without a product; NULL: out of memory. */
static const char *home_country(gvc_draft *d, gvc_idx country)
{
    const char *product = gvc_result_text(d->r, "product");
    size_t length = 0;
    for (gvc_idx i = 0; product != NULL && i < gvc_result_extent(d->r, country); i++) {
        const char *label = gvc_result_label(d->r, country, i);
        size_t own = strlen(label);
        bool fits = strncmp(product, label, own) == 0 && product[own] == '_';
        length = fits && own > length ? own : length;
    }
    length = length == 0 && product != NULL ? strcspn(product, "_") : length;
    return gvc_figure_format(d, "%.*s", (int)length, product == NULL ? "" : product);
}

static double least_share(const gvc_draft *d)
{
    const gvc_attribute *a = gvc_result_find_attribute(d->r, "fit_least");
    return a == NULL || a->kind != GVC_ATTR_NUMBER ? 0 : a->number;
}

static const char *industry(gvc_draft *d, gvc_idx country, gvc_idx sector, gvc_idx i, gvc_idx j)
{
    const char *c = gvc_result_label(d->r, country, i);
    if (sector < 0) {
        return gvc_draft_label(d, country, i);
    }
    const char *s = gvc_result_label(d->r, sector, j);
    const char *code = gvc_figure_format(d, "%s_%s", c, s);
    const char *name = code == NULL ? NULL : gvc_draft_name(d, code);
    if (name != code) {
        return gvc_figure_copy(d, name);
    }
    return gvc_figure_format(d, "%s %s", gvc_draft_name(d, c), gvc_draft_name(d, s));
}

static gvc_status gather(gvc_draft *d, plan *p, gvc_idx country, gvc_idx sector)
{
    gvc_idx rows = p->cube.extents[0], cols = p->cube.extents[1], all = rows * cols;
    double least = least_share(d), *va = gvc_figure_block(d, all, sizeof *va);
    gvc_idx *order = NULL;
    p->points = gvc_figure_block(d, all, sizeof *p->points);
    p->weights = gvc_figure_block(d, all, sizeof *p->weights);
    p->home = gvc_figure_block(d, all, sizeof *p->home);
    p->home_country = home_country(d, country);
    if (va == NULL || p->points == NULL || p->weights == NULL || p->home == NULL ||
        p->home_country == NULL) {
        return GVC_ENOMEM;
    }
    for (gvc_idx i = 0; i < all; i++) {
        va[i] = gvc_cube_at(&p->cube, VA, i / cols, i % cols, 0);
    }
    gvc_status s = gvc_figure_order(d, &order, va, all);
    gvc_idx named = d->o->top > 0 ? d->o->top : NAMED;
    for (gvc_idx k = 0; s == GVC_OK && k < all; k++) {
        gvc_idx i = order[k] / cols, j = order[k] % cols;
        double x = gvc_cube_at(&p->cube, DISTANCE, i, j, 0);
        double y = gvc_cube_at(&p->cube, RATE, i, j, 0);
        if (gvc_cube_at(&p->cube, SHARE, i, j, 0) > 100 * least && !isnan(x) && !isnan(y) &&
            !isnan(va[order[k]])) {
            const char *name = industry(d, country, sector, i, j);
            s = name == NULL ? GVC_ENOMEM : s;
            p->home[p->count] = gvc_same(p->home_country, gvc_result_label(d->r, country, i));
            p->weights[p->count] = va[order[k]];
            p->points[p->count] = (gvc_figure_point){
                .label = name, .x = x, .y = y, .size = va[order[k]], .named = p->count < named};
            p->count++;
        }
    }
    return s;
}

static gvc_status add_curve(gvc_draft *d, const plan *p, gvc_figure_panel *panel)
{
    double fit[3], low = p->points[0].x, high = low;
    if (!gvc_fit_parabola(p->points, p->weights, p->count, fit)) {
        gvc_text_addf(&d->notes, "Too few distances for a curve. ");
        return GVC_OK;
    }
    for (gvc_idx i = 1; i < p->count; i++) {
        low = fmin(low, p->points[i].x);
        high = fmax(high, p->points[i].x);
    }
    gvc_figure_point *curve = gvc_figure_block(d, CURVE, sizeof *curve);
    if (curve == NULL) {
        return GVC_ENOMEM;
    }
    for (gvc_idx i = 0; i < CURVE; i++) {
        double x = low + (high - low) * (double)i / (CURVE - 1);
        curve[i] = (gvc_figure_point){.label = "", .x = x, .y = fit[0] + x * (fit[1] + x * fit[2])};
    }
    panel->curve = curve;
    panel->curve_count = CURVE;
    gvc_text_addf(&d->notes, "Curve: least squares weighted by value added. ");
    return GVC_OK;
}

/* Two series: at home and abroad. */
static gvc_status split(gvc_draft *d, const plan *p, gvc_figure_panel *panel)
{
    gvc_figure_series *series = gvc_figure_block(d, 2, sizeof *series);
    const char *country = p->home_country[0] == '\0' ? "home" : p->home_country;
    if (series == NULL) {
        return GVC_ENOMEM;
    }
    for (int s = 0; s < 2; s++) {
        gvc_figure_point *points = gvc_figure_block(d, p->count, sizeof *points);
        const char *name = s == 0 ? gvc_figure_copy(d, gvc_draft_name(d, country))
                                  : gvc_figure_copy(d, gvc_draft_name(d, "abroad"));
        if (points == NULL || name == NULL) {
            return GVC_ENOMEM;
        }
        gvc_idx count = 0;
        for (gvc_idx i = 0; i < p->count; i++) {
            if (p->home[i] == (s == 0)) {
                points[count++] = p->points[i];
            }
        }
        series[s] = (gvc_figure_series){.name = name, .points = points, .count = count};
    }
    panel->series = series;
    panel->count = 2;
    return GVC_OK;
}

static gvc_status words(gvc_draft *d)
{
    gvc_figure_data *f = &d->f->data;
    f->x.title = "Stages to the final buyer";
    f->y.title = "Value added, % of output";
    f->size.title = gvc_figure_format(d, "Value added, %s", d->columns[VA].units);
    const gvc_attribute *a = gvc_result_find_attribute(d->r, "fit_least");
    if (a != NULL && a->kind == GVC_ATTR_NUMBER) {
        gvc_text_addf(&d->notes,
                      "Discs: industries with more than %g %% of the chain, area by value added. ",
                      100 * a->number);
    }
    return f->size.title == NULL ? GVC_ENOMEM : gvc_draft_words(d, "Smile curve");
}

/* The four terms as the chain has them; distances are not added up, so both keys are shown. */
static gvc_status columns(gvc_draft *d)
{
    gvc_status s = GVC_OK;
    for (int k = 0; s == GVC_OK && k < TERMS; k++) {
        s = gvc_draft_column(d, terms[k]);
    }
    if (s == GVC_OK) {
        d->columns[SHARE].scale = d->columns[RATE].scale = 100;
    }
    return s;
}

gvc_status gvc_figure_smile(gvc_draft *d)
{
    gvc_idx country = gvc_result_find_dim(d->r, "country");
    gvc_idx sector = gvc_result_find_dim(d->r, "sector");
    plan p = {.dims = {country, sector}, .keys = sector < 0 ? 1 : 2};
    gvc_figure_panel *panel = gvc_figure_block(d, 1, sizeof *panel);
    gvc_status s = panel == NULL ? GVC_ENOMEM : columns(d);
    if (s == GVC_OK) {
        s = gvc_cube_make(d, &p.cube, p.dims, p.keys);
    }
    if (s == GVC_OK) {
        s = gather(d, &p, country, sector);
    }
    if (s == GVC_OK && p.count == 0) {
        s = gvc_fail(d->ctx, GVC_EARG, "no industry has a part in this chain that can be shown");
    }
    if (s != GVC_OK) {
        return s;
    }
    panel->title = "";
    double factor = gvc_draft_scale(d, &d->columns[VA], p.points[0].size, NULL);
    for (gvc_idx i = 0; i < p.count; i++) {
        p.points[i].size *= factor;
    }
    s = add_curve(d, &p, panel);
    if (s == GVC_OK) {
        s = split(d, &p, panel);
    }
    d->f->data.panels = panel;
    d->f->data.count = 1;
    return s == GVC_OK ? words(d) : s;
}
