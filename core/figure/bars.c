/* bars.c - bars of the largest labels of a key, in parts that add up
 *
 * The parts are terms, or the labels of a second key that only counts (tier, stage, crossings).
 * What has no bar or part of its own is summed into "others" where sums mean something. */
#include <math.h>
#include <string.h>

#include "figure/draft.h"
#include "result/units.h"

enum { MOST_BARS = 12 };

typedef struct plan {
    gvc_idx key, parts_key; /* dimensions; -1: none */
    gvc_cube cube;          /* key x parts_key */
    gvc_idx bars, parts;    /* in the cube */
    gvc_idx *bar_order, *part_order;
    gvc_idx shown_bars, shown_parts; /* with a place of their own */
    bool other_bars, other_parts;    /* a last one for the rest */
} plan;

/* ---- which keys ---- */

static void choose_keys(const gvc_draft *d, plan *p)
{
    p->key = d->free_count > 0 ? d->free[0] : -1;
    p->parts_key = -1;
    if (d->years > 1) {
        p->key = d->year;
    }
    for (gvc_idx i = 0; i < d->free_count; i++) {
        if (d->free[i] != p->key && gvc_dim_is_ordered(d->r, d->free[i]) &&
            !gvc_dim_is_period(d->r, d->free[i])) {
            p->parts_key = d->free[i];
            return;
        }
    }
}

/* Only what adds up is stacked: amounts, shares of one total, points of one growth. */
static gvc_status check_stack(gvc_draft *d, const plan *p)
{
    char option[80];
    const gvc_column *c = &d->columns[0];
    const char *why = p->parts_key < 0 ? NULL : gvc_column_no_sum(d, c, p->parts_key);
    if (why != NULL) {
        gvc_draft_option(d, p->parts_key, option, sizeof option);
        return gvc_fail(d->ctx, GVC_EARG, "'%s' cannot be stacked over %s (%s): name one, %s",
                        c->name, gvc_result_dim(d->r, p->parts_key), why, option);
    }
    for (gvc_idx k = 0; p->key >= 0 && d->column_count > 1 && k < d->column_count; k++) {
        const gvc_term *term = gvc_result_term(d->r, d->columns[k].term);
        if (d->columns[k].total < 0 && gvc_units_kind_of(term->units) == GVC_UNITS_RATIO) {
            return gvc_fail(d->ctx, GVC_EARG,
                            "bars stack what adds up, and '%s' is a percentage, index or ratio: "
                            "choose one term, or two as a scatter",
                            d->columns[k].name);
        }
    }
    return GVC_OK;
}

static gvc_status choose_terms(gvc_draft *d, plan *p)
{
    const char *names[GVC_DRAFT_COLUMNS + 1];
    char text[256];
    if (gvc_draft_parts(d, names) == 0) {
        gvc_draft_headline(d, names, text, sizeof text);
    } else if (p->parts_key >= 0) {
        names[1] = NULL;
    }
    gvc_status s = gvc_draft_columns(d, names);
    if (s != GVC_OK) {
        return s;
    }
    if (p->parts_key >= 0 && d->column_count > 1) {
        return gvc_fail(d->ctx, GVC_EARG, "bars by %s show one term; choose it",
                        gvc_result_dim(d->r, p->parts_key));
    }
    for (gvc_idx k = 1; k < d->column_count; k++) {
        if (!gvc_same(d->columns[k].units, d->columns[0].units)) {
            return gvc_fail(d->ctx, GVC_EARG,
                            "bars stack terms of one unit; '%s' and '%s' have two: choose terms",
                            d->columns[0].name, d->columns[k].name);
        }
    }
    return check_stack(d, p);
}

static double part_of(const plan *p, gvc_idx bar, gvc_idx part)
{
    return p->parts_key >= 0 ? gvc_cube_at(&p->cube, 0, bar, part, 0)
                             : gvc_cube_at(&p->cube, part, bar, 0, 0);
}

/* ---- order ---- */

/* What a bar is sorted by: the total, also where shares of it are shown; else its own length, so
 * that of losses the largest come first. */
static gvc_status weigh_bars(gvc_draft *d, const plan *p, double *weights)
{
    gvc_draft total = *d;
    gvc_cube cube;
    if (d->columns[0].total >= 0) {
        total.columns[0] = (gvc_column){.term = d->total, .total = -1, .scale = 1, .name = ""};
        total.column_count = 1;
        gvc_status s = gvc_cube_make(&total, &cube, &p->key, 1);
        for (gvc_idx i = 0; s == GVC_OK && i < p->bars; i++) {
            weights[i] = fabs(gvc_cube_at(&cube, 0, i, 0, 0));
        }
        return s;
    }
    for (gvc_idx i = 0; i < p->bars; i++) {
        weights[i] = (double)NAN;
        for (gvc_idx k = 0; k < p->parts; k++) {
            double x = fabs(part_of(p, i, k));
            weights[i] = isnan(x) ? weights[i] : isnan(weights[i]) ? x : weights[i] + x;
        }
    }
    return GVC_OK;
}

static void weigh_parts(const plan *p, double *weights)
{
    for (gvc_idx k = 0; k < p->parts; k++) {
        for (gvc_idx i = 0; i < p->bars; i++) {
            double x = fabs(part_of(p, i, k));
            weights[k] += isnan(x) ? 0 : x;
        }
    }
}

static gvc_status sort(gvc_draft *d, plan *p)
{
    double *bars = gvc_figure_block(d, p->bars, sizeof *bars);
    double *parts = gvc_figure_block(d, p->parts, sizeof *parts);
    gvc_status s = bars == NULL || parts == NULL ? GVC_ENOMEM : GVC_OK;
    if (s == GVC_OK && p->key >= 0 && !gvc_dim_is_ordered(d->r, p->key)) {
        s = weigh_bars(d, p, bars);
    }
    if (s == GVC_OK) {
        s = gvc_figure_order(d, &p->bar_order, bars, p->bars);
    }
    bool many = p->parts > GVC_FIGURE_SERIES;
    if (s == GVC_OK && many && p->parts_key < 0) {
        weigh_parts(p, parts);
    }
    return s == GVC_OK ? gvc_figure_order(d, &p->part_order, parts, p->parts) : s;
}

/* ---- others ---- */

/* May the bars left over be added up? Shares are added as shares of the sum: made anew. */
static bool adds_up(const gvc_draft *d, gvc_idx dim)
{
    for (gvc_idx k = 0; k < d->column_count; k++) {
        if (gvc_column_no_sum(d, &d->columns[k], dim) != NULL ||
            gvc_term_repeats(d->r, d->columns[k].term, dim)) {
            return false;
        }
    }
    return true;
}

static void count_shown(gvc_draft *d, plan *p)
{
    bool sorted = p->key >= 0 && !gvc_dim_is_ordered(d->r, p->key);
    gvc_idx most = d->o->top > 0 ? d->o->top : sorted ? MOST_BARS : p->bars;
    p->shown_bars = p->bars > most ? most : p->bars;
    p->other_bars = p->shown_bars < p->bars && adds_up(d, p->key);
    if (p->shown_bars + 1 == p->bars && p->other_bars) {
        p->shown_bars = p->bars; /* others of one would be that one */
        p->other_bars = false;
    }
    p->other_parts = p->parts > GVC_FIGURE_SERIES + 1;
    p->shown_parts = p->other_parts ? GVC_FIGURE_SERIES : p->parts;
    if (p->shown_bars < p->bars) {
        gvc_text_addf(&d->notes,
                      p->other_bars ? "Others: the sum of %lld. " : "%lld more are not shown. ",
                      (long long)(p->bars - p->shown_bars));
    }
}

/* The shares of all bars left over: their terms over their totals. */
static gvc_status other_cube(gvc_draft *d, const plan *p, gvc_cube *out)
{
    gvc_idx slots = p->cube.extents[1];
    gvc_draft plain = *d;
    gvc_cube terms, totals;
    gvc_idx dims[2] = {p->key, p->parts_key};
    gvc_idx count = p->parts_key < 0 ? 1 : 2;
    for (gvc_idx k = 0; k < d->column_count; k++) {
        plain.columns[k].total = -1;
        plain.columns[k].scale = 1;
    }
    gvc_status s = gvc_cube_make(&plain, &terms, dims, count);
    bool share = d->columns[0].total >= 0;
    if (s == GVC_OK && share) {
        plain.columns[0].term = d->total;
        plain.column_count = 1;
        s = gvc_cube_make(&plain, &totals, dims, count);
    }
    *out = (gvc_cube){.dims = {-1, -1, -1}, .extents = {1, slots, 1}};
    out->values = s == GVC_OK ? gvc_figure_block(d, d->column_count * slots, sizeof(double)) : NULL;
    if (out->values == NULL) {
        return s == GVC_OK ? GVC_ENOMEM : s;
    }
    for (gvc_idx k = 0; k < d->column_count; k++) {
        for (gvc_idx j = 0; j < slots; j++) {
            double sum = 0, over = share ? 0 : 1;
            for (gvc_idx i = p->shown_bars; i < p->bars; i++) {
                double x = gvc_cube_at(&terms, k, p->bar_order[i], j, 0);
                double t = share ? gvc_cube_at(&totals, 0, p->bar_order[i], j, 0) : 0;
                sum += isnan(x) ? 0 : x;
                over += isnan(t) ? 0 : t;
            }
            out->values[k * slots + j] = over == 0 ? (double)NAN : d->columns[k].scale * sum / over;
        }
    }
    return GVC_OK;
}

/* ---- points ---- */

/* A part of a bar; part shown_parts: the sum of those without a place. */
static double value(const plan *p, const plan *from, gvc_idx bar, gvc_idx part)
{
    if (part < p->shown_parts) {
        return part_of(from, bar, p->part_order[part]);
    }
    double sum = 0;
    for (gvc_idx k = p->shown_parts; k < p->parts; k++) {
        double x = part_of(from, bar, p->part_order[k]);
        sum += isnan(x) ? 0 : x;
    }
    return sum;
}

static double largest(const plan *p)
{
    double most = 0;
    for (gvc_idx i = 0; i < p->bars; i++) {
        double sum = 0;
        for (gvc_idx k = 0; k < p->parts; k++) {
            double x = fabs(part_of(p, i, k));
            sum += isnan(x) ? 0 : x;
        }
        most = fmax(most, sum);
    }
    return most;
}

static const char *part_name(gvc_draft *d, const plan *p, gvc_idx part)
{
    if (part == p->shown_parts) {
        return gvc_figure_copy(d, gvc_draft_name(d, "others"));
    }
    gvc_idx k = p->part_order[part];
    return p->parts_key >= 0 ? gvc_draft_label(d, p->parts_key, k) : d->columns[k].title;
}

static gvc_status fill(gvc_draft *d, const plan *p, gvc_figure_series *series,
                       const char *const *bars)
{
    plan others = *p;
    gvc_status s = p->other_bars ? other_cube(d, p, &others.cube) : GVC_OK;
    double most = largest(p);
    most = p->other_bars && s == GVC_OK ? fmax(most, largest(&(plan){.parts_key = p->parts_key,
                                                                     .cube = others.cube,
                                                                     .bars = 1,
                                                                     .parts = p->parts}))
                                        : most;
    gvc_interval sure = {.known = false};
    if (s == GVC_OK && p->parts == 1) { /* a stack has no whiskers */
        s = gvc_interval_make(d, &sure, &p->cube, &d->columns[0]);
    }
    double factor = s == GVC_OK ? gvc_draft_scale(d, &d->columns[0], most, d->o->ylabel) : 1;
    gvc_idx bar_count = p->shown_bars + p->other_bars, parts = p->shown_parts + p->other_parts;
    for (gvc_idx k = 0; s == GVC_OK && k < parts; k++) {
        gvc_figure_point *points = gvc_figure_block(d, bar_count, sizeof *points);
        const char *name = part_name(d, p, k);
        if (points == NULL || name == NULL) {
            return GVC_ENOMEM;
        }
        for (gvc_idx i = 0; i < bar_count; i++) {
            bool rest = i == p->shown_bars;
            double y = value(p, rest ? &others : p, rest ? 0 : p->bar_order[i], k);
            points[i] = (gvc_figure_point){.label = bars[i], .x = (double)i, .y = factor * y};
            if (!rest) {
                gvc_interval_set(&sure, factor, p->bar_order[i], 0, &points[i]);
            }
        }
        series[k] = (gvc_figure_series){
            .name = name, .points = points, .count = bar_count, .rest = k == p->shown_parts};
    }
    return s;
}

static gvc_status categories(gvc_draft *d, const plan *p)
{
    gvc_idx count = p->shown_bars + p->other_bars;
    const char **names = gvc_figure_block(d, count, sizeof *names);
    for (gvc_idx i = 0; names != NULL && i < count; i++) {
        names[i] = i == p->shown_bars ? gvc_figure_copy(d, gvc_draft_name(d, "others"))
                   : p->key < 0       ? ""
                                      : gvc_draft_label(d, p->key, p->bar_order[i]);
        if (names[i] == NULL) {
            return GVC_ENOMEM;
        }
    }
    d->f->data.x.categories = names;
    d->f->data.x.count = count;
    d->f->data.x.years = p->key >= 0 && p->key == d->year;
    return names == NULL ? GVC_ENOMEM : GVC_OK;
}

/* Nothing left to compare but the terms: a bar each. */
static gvc_status turn(gvc_draft *d, const plan *p, gvc_figure_series *series)
{
    gvc_figure_point *points = gvc_figure_block(d, p->parts, sizeof *points);
    const char **names = gvc_figure_block(d, p->parts, sizeof *names);
    if (points == NULL || names == NULL) {
        return GVC_ENOMEM;
    }
    double factor = gvc_draft_scale(d, &d->columns[0], largest(p), d->o->ylabel);
    for (gvc_idx k = 0; k < p->parts; k++) {
        names[k] = p->parts_key >= 0 ? gvc_draft_label(d, p->parts_key, k) : d->columns[k].title;
        points[k] =
            (gvc_figure_point){.label = names[k], .x = (double)k, .y = factor * part_of(p, 0, k)};
        gvc_interval sure = {.known = false};
        gvc_column *c = &d->columns[p->parts_key >= 0 ? 0 : k];
        gvc_status s = gvc_interval_make(d, &sure, &p->cube, c);
        if (s != GVC_OK) {
            return s;
        }
        gvc_interval_set(&sure, factor, 0, p->parts_key >= 0 ? k : 0, &points[k]);
    }
    series[0] = (gvc_figure_series){.name = "", .points = points, .count = p->parts};
    d->f->data.x.categories = names;
    d->f->data.x.count = p->parts;
    return GVC_OK;
}

static gvc_status words(gvc_draft *d, const plan *p)
{
    const gvc_column *c = &d->columns[0];
    bool one = d->column_count == 1 && p->parts_key < 0;
    if (p->parts_key >= 0) {
        d->f->data.legend = gvc_draft_key(d, p->parts_key);
    }
    if (d->f->data.legend == NULL) {
        return GVC_ENOMEM;
    }
    if (d->column_count > 1 && p->key >= 0 && d->total < 0) {
        gvc_text_addf(&d->notes, "Bars stack the terms chosen, which may overlap. ");
    }
    d->f->data.y.title = c->units[0] != '\0' ? c->units : one ? c->title : "";
    return gvc_draft_words(d, one || d->column_count == 1 ? c->title : NULL);
}

gvc_status gvc_figure_bars(gvc_draft *d)
{
    plan p;
    choose_keys(d, &p);
    gvc_status s = choose_terms(d, &p);
    gvc_idx dims[2] = {p.key, p.parts_key}, count = (p.key >= 0) + (p.parts_key >= 0);
    gvc_figure_panel *panel = gvc_figure_block(d, 1, sizeof *panel);
    gvc_figure_series *series =
        gvc_figure_block(d, GVC_DRAFT_COLUMNS + GVC_FIGURE_SERIES, sizeof *series);
    if (panel == NULL || series == NULL) {
        return GVC_ENOMEM;
    }
    if (s == GVC_OK) {
        s = gvc_cube_make(d, &p.cube, dims, count);
    }
    if (s != GVC_OK) {
        return s;
    }
    p.bars = p.cube.extents[0];
    p.parts = p.parts_key >= 0 ? p.cube.extents[1] : d->column_count;
    *panel = (gvc_figure_panel){.title = "", .series = series, .count = 1};
    d->f->data.panels = panel;
    d->f->data.count = 1;
    if (p.key < 0) {
        s = turn(d, &p, series);
        return s == GVC_OK ? words(d, &p) : s;
    }
    s = sort(d, &p);
    if (s == GVC_OK) {
        count_shown(d, &p);
        panel->count = p.shown_parts + p.other_parts;
        s = categories(d, &p);
    }
    if (s == GVC_OK) {
        s = fill(d, &p, series, d->f->data.x.categories);
    }
    return s == GVC_OK ? words(d, &p) : s;
}
