/* first_levels.c - standard errors of the levels of growth to first order
 *
 * A level is T = v_c B Y a, a the absorbers that a column adds up. With p = v_c B and q = B Y a its
 * derivative by z_ij is (p_i - k_j) q_j / x_j + xbar_i, by final use of block r p_i a_r + xbar_i,
 * xbar_i = -q_i / x_i (p_i - k_i): what a larger output takes from the coefficients of its column.
 * k is 1 in c where value added is the residual, which falls by what an industry buys; 0 where the
 * table states what is in v. The covariances of the levels of one country, table by table, are all
 * that its terms need: they are functions of the levels of two tables whose errors are
 * independent. */
#include <math.h>
#include <string.h>

#include "methods/growth.h"
#include "uncertainty/first_order.h"
#include "uncertainty/places.h"

static const char *const terms[] = {"growth", "points", "value",
                                    "first",  "last",   "export_led_share_simple"};
enum { GROWTH, POINTS, VALUE, FIRST, LAST, SHARE, TERMS };

bool gvc_first_levels_exist(const gvc_measurement *d)
{
    return strcmp(d->method->info.name, "growth") == 0 && gvc_same(d->options.level, "demand");
}

/* ---- the levels of one table -------------------------------------------------------------------
 */

typedef struct levels {
    const gvc_growth *g;
    const gvc_growth_table *t;
    const gvc_cells *cells;
    bool follows; /* value added is the residual */
    gvc_dense p;  /* focal x n */
    gvc_places places;
    double *variance;   /* of the cells */
    double *q, *xbar;   /* n x demands, of the country at hand */
    double *slope;      /* demands */
    double *level;      /* focal x demands */
    double *covariance; /* focal x demands x demands, lower triangles */
} levels;

static size_t numbers_of(const levels *l)
{
    const gvc_growth *g = l->g;
    gvc_idx d = g->demands, n = l->t->m->n;
    return (size_t)(l->cells->count + 2 * n * d + d + g->focal * d + g->focal * d * d);
}

static gvc_status allocate(gvc_ctx *ctx, levels *l)
{
    const gvc_growth *g = l->g;
    gvc_idx d = g->demands, n = l->t->m->n;
    l->variance = gvc_calloc(numbers_of(l), sizeof(double));
    if (l->variance == NULL) {
        return gvc_fail_memory(ctx, numbers_of(l) * sizeof(double), "the standard errors");
    }
    l->q = l->variance + l->cells->count;
    l->xbar = l->q + n * d;
    l->slope = l->xbar + n * d;
    l->level = l->slope + d;
    l->covariance = l->level + g->focal * d;
    gvc_cells_variance(l->cells, l->variance);
    return GVC_OK;
}

static void release(levels *l)
{
    gvc_places_free(&l->places);
    gvc_release(l->p.data);
    gvc_release(l->variance);
}

/* The left vectors; the right ones are those of the model. */
static gvc_status solve(gvc_ctx *ctx, levels *l, gvc_model *m)
{
    const gvc_growth *g = l->g;
    gvc_dense v = {0};
    gvc_model_ask ask = {.needs = GVC_NEED_ABSORBED,
                         .extra = {.left = g->focal},
                         .solver = g->options->solver,
                         .later = (2 * (size_t)(g->focal * m->n) + numbers_of(l)) * sizeof(double)};
    gvc_status status = gvc_model_solve(ctx, m, &ask);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &v, g->focal, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &l->p, g->focal, m->n);
    }
    for (gvc_idx k = 0; k < g->focal && status == GVC_OK; k++) {
        gvc_idx first = m->offset[g->country[k]], size = gvc_model_size(m, g->country[k]);
        memcpy(v.data + k * v.stride + first, l->t->v + first, (size_t)size * sizeof *v.data);
    }
    if (status == GVC_OK) {
        status = gvc_model_left(ctx, m, &v, NULL, &l->p);
    }
    gvc_release(v.data);
    return status;
}

static gvc_idx column_of(const gvc_growth *g, gvc_idx k, gvc_idx absorber)
{
    return absorber == g->country[k] ? GVC_GROWTH_HOME : g->demand[absorber];
}

/* 1 where value added of focal country k falls by what industry i buys. */
static double falls(const levels *l, gvc_idx k, gvc_idx i)
{
    return l->follows && l->t->m->block[i] == l->g->country[k] ? 1 : 0;
}

/* q, xbar and the levels of focal country k. */
static void choose(levels *l, gvc_idx k)
{
    const gvc_growth *g = l->g;
    const gvc_model *m = l->t->m;
    gvc_idx d = g->demands, c = g->country[k];
    const double *p = gvc_row(&l->p, k);
    memset(l->q, 0, (size_t)(m->n * d) * sizeof *l->q);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        const double *by = gvc_row(&m->by, r);
        gvc_idx at = column_of(g, k, r);
        for (gvc_idx i = 0; i < m->n; i++) {
            l->q[i * d + at] += by[i];
        }
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        double taken = m->inv_x[i] * (p[i] - falls(l, k, i));
        for (gvc_idx e = 0; e < d; e++) {
            l->xbar[i * d + e] = -taken * l->q[i * d + e];
        }
    }
    for (gvc_idx i = m->offset[c]; i < m->offset[c + 1]; i++) {
        for (gvc_idx e = 0; e < d; e++) {
            l->level[k * d + e] += l->t->v[i] * l->q[i * d + e] / l->t->world;
        }
    }
}

/* Derivatives by a sale of industry i to industry j, or (j < 0) to final use of block r. A sale to
 * final use adds to the world's total, one between industries does not. */
static void find_slope(const levels *l, gvc_idx k, gvc_idx i, gvc_idx j, gvc_idx r)
{
    gvc_idx d = l->g->demands;
    double p = gvc_row(&l->p, k)[i];
    double share = j < 0 ? 0 : l->t->m->inv_x[j] * (p - falls(l, k, j));
    bool of_world = j < 0 && l->follows && l->g->options->relative_to != NULL;
    for (gvc_idx e = 0; e < d; e++) {
        double slope = l->xbar[i * d + e] + (j < 0 ? 0 : share * l->q[j * d + e]);
        slope += j < 0 && e == column_of(l->g, k, r) ? p : 0;
        slope -= of_world ? l->level[k * d + e] : 0;
        l->slope[e] = slope / l->t->world;
    }
}

/* What the cells of row `from` of the table bring. Inputs of an industry without output count as
 * final use of its country. */
static void add_row(levels *l, gvc_idx k, gvc_idx from)
{
    const gvc_cells *c = l->cells;
    const gvc_model *m = l->t->m;
    gvc_idx n = m->n, d = l->g->demands, i = l->places.industry[from];
    double *to = l->covariance + k * d * d;
    for (gvc_idx at = c->start[from]; at < c->start[from + 1]; at++) {
        gvc_idx column = c->at[at] - from * c->width;
        gvc_idx j = column < n ? l->places.industry[column] : -1;
        gvc_idx r = j < 0 ? l->places.use[column - n] : m->block[j];
        if (r < 0) {
            continue;
        }
        find_slope(l, k, i, j >= 0 && m->x[j] != 0 ? j : -1, r);
        for (gvc_idx e = 0; e < d; e++) {
            for (gvc_idx f = 0; f <= e; f++) {
                to[e * d + f] += l->variance[at] * l->slope[e] * l->slope[f];
            }
        }
    }
}

/* All of table `at`. */
static gvc_status of_table(gvc_ctx *ctx, levels *l, gvc_model *last, gvc_growth *g, gvc_idx at,
                           const gvc_cells *cells)
{
    gvc_growth_table t = {0};
    const gvc_measure_options *o = g->options;
    *l = (levels){.g = g,
                  .t = &t,
                  .cells = cells,
                  .follows = o->satellite == NULL && o->va == GVC_VA_RESIDUAL};
    gvc_status status = gvc_growth_open(ctx, last, g, at, &t);
    if (status == GVC_OK) {
        status = allocate(ctx, l);
    }
    if (status == GVC_OK) {
        status = gvc_places_new(ctx, &l->places, t.m, o);
    }
    if (status == GVC_OK) {
        status = solve(ctx, l, t.own != NULL ? t.own : last);
    }
    for (gvc_idx k = 0; k < g->focal && status == GVC_OK; k++) {
        choose(l, k);
        for (gvc_idx i = 0; i < t.m->n; i++) {
            add_row(l, k, i);
        }
    }
    gvc_growth_close(&t);
    l->t = NULL;
    return status;
}

/* ---- terms -------------------------------------------------------------------------------------
 */

/* Levels of one country, of the first and the last table, and derivatives of a term by them. */
typedef struct row {
    gvc_idx demands;
    const double *level[2], *covariance[2];
    double *slope[2];
    double sum[2];
} row;

/* Derivatives of a term of demand d; false: the term has no meaning here. */
static bool differentiate(const row *r, int term, gvc_idx d)
{
    double base = r->sum[0], more = r->sum[1] - r->sum[0];
    double home = 100 * (r->level[1][GVC_GROWTH_HOME] - r->level[0][GVC_GROWTH_HOME]) / base;
    double share = gvc_growth_share_abroad(home, 100 * more / base - home);
    double change = r->level[1][d] - r->level[0][d];
    for (gvc_idx e = 0; e < r->demands; e++) {
        double here = e == d ? 1 : 0, abroad = e == GVC_GROWTH_HOME ? 0 : 1;
        const double before[TERMS] = {
            -100 * r->sum[1] / (base * base), -100 * (here + change / base) / base, -here, here, 0,
            -(abroad - share) / more};
        const double after[TERMS] = {100 / base, 100 * here / base,      here, 0,
                                     here,       (abroad - share) / more};
        r->slope[0][e] = before[term];
        r->slope[1][e] = after[term];
    }
    return term != SHARE || !isnan(share);
}

static double error_of(const row *r)
{
    double variance = 0;
    gvc_idx d = r->demands;
    for (int t = 0; t < 2; t++) {
        for (gvc_idx e = 0; e < d; e++) {
            for (gvc_idx f = 0; f <= e; f++) {
                double both = r->slope[t][e] * r->slope[t][f] * r->covariance[t][e * d + f];
                variance += e == f ? both : 2 * both;
            }
        }
    }
    return sqrt(fmax(variance, 0));
}

/* Focal country k, demand by demand, into the cells of its block. */
static void fill_country(gvc_first_order *out, const gvc_growth *g, const levels l[2], gvc_idx k,
                         double *scratch)
{
    gvc_idx d = g->demands;
    row r = {.demands = d, .slope = {scratch, scratch + d}};
    for (int t = 0; t < 2; t++) {
        r.level[t] = l[t].level + k * d;
        r.covariance[t] = l[t].covariance + k * d * d;
        for (gvc_idx e = 0; e < d; e++) {
            r.sum[t] += r.level[t][e];
        }
    }
    for (int term = 0; term < TERMS; term++) {
        for (gvc_idx e = 0; e < d; e++) {
            bool known = differentiate(&r, term, e);
            out->se[term * out->cells + g->country[k] * d + e] = known ? error_of(&r) : (double)NAN;
        }
    }
}

static gvc_status fill(gvc_ctx *ctx, gvc_first_order *out, const gvc_growth *g, const levels l[2])
{
    gvc_idx cells = g->blocks * g->demands, numbers = TERMS * cells;
    double *scratch = gvc_malloc(2 * (size_t)g->demands, sizeof *scratch);
    out->se = gvc_malloc((size_t)numbers, sizeof *out->se);
    out->cells = cells;
    out->names = terms;
    out->count = TERMS;
    if (scratch == NULL || out->se == NULL) {
        gvc_release(scratch);
        return gvc_fail_memory(ctx, (size_t)numbers * sizeof *out->se, "the standard errors");
    }
    for (gvc_idx i = 0; i < numbers; i++) {
        out->se[i] = (double)NAN; /* of countries that are not asked for */
    }
    for (gvc_idx k = 0; k < g->focal; k++) {
        fill_country(out, g, l, k, scratch);
    }
    gvc_release(scratch);
    return GVC_OK;
}

gvc_status gvc_first_levels(gvc_ctx *ctx, gvc_first_order *out, const gvc_cell_set *cells,
                            const gvc_measure_options *o)
{
    levels l[2] = {{0}};
    gvc_model *last = NULL;
    gvc_growth *g = gvc_calloc(1, sizeof *g);
    gvc_status status = g == NULL ? gvc_fail_memory(ctx, sizeof *g, "the comparison")
                                  : gvc_model_new(ctx, &last, cells->of[0].t, o);
    if (status == GVC_OK) {
        *g = (gvc_growth){.options = o, .view = GVC_GROWTH_LEVELS, .workers = 1};
        status = gvc_growth_begin(ctx, last, g);
    }
    bool exists = status == GVC_OK && !(g->volumes && g->links > 1);
    for (int t = 0; t < 2 && status == GVC_OK && exists; t++) {
        gvc_idx at = t == 0 ? g->link[0].from : g->link[g->links - 1].to;
        status = of_table(ctx, &l[t], last, g, at, &cells->of[g->tables - 1 - at]);
    }
    if (status == GVC_OK && exists) {
        status = fill(ctx, out, g, l);
    }
    release(&l[0]);
    release(&l[1]);
    gvc_growth_free(g);
    gvc_model_free(last);
    return status;
}
