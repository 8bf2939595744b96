/* growth_lmdi.c - one link by the logarithmic mean Divisia index, additive form I (Ang 2005)
 *
 *   z_ij = v_i B_ij y_j,  w_ij = (z1 - z0) / ln(z1 / z0),
 *   effect of v: sum w_ij ln(v1_i / v0_i), and so for B and y,
 * for i in the focal country and y the demand of one column (home, foreign, a bloc). A zero that
 * becomes something counts as 1e-300, the limit; what is below zero has no logarithm. */
#include <math.h>
#include <string.h>

#include "base/numeric.h"
#include "methods/growth.h"
#include "threads.h"

enum { NAMED = 5 };
static const double tiny = 1e-300;
/* Below this difference of logarithms (z1 - z0) / d loses digits; the series has an error of d^6.
 */
static const double close = 1e-2;

typedef struct work {
    gvc_growth *g;
    const gvc_growth_table *t[2];
    const gvc_growth_rows *rows[2];
    double *y[2];  /* focal x demands x n: demand of the column, of both tables */
    double *floor; /* focal: entries of B above minus this are rounding where they are below 0 */
    gvc_growth_step *out;
} work;

static double *demand_of(const work *w, int t, gvc_idx k, gvc_idx column)
{
    return w->y[t] + (k * w->g->demands + column) * w->t[t]->m->n;
}

static void fill_demand(const work *w, int t)
{
    const gvc_model *m = w->t[t]->m;
    for (gvc_idx k = 0; k < w->g->focal; k++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = r == w->g->country[k] ? GVC_GROWTH_HOME : w->g->demand[r];
            double *to = demand_of(w, t, k, c);
            for (gvc_idx i = 0; i < m->n; i++) {
                to[i] += m->y.data[i * m->y.stride + r] / w->t[t]->world;
            }
        }
    }
}

/* ---- what has no logarithm ---------------------------------------------------------------------
 */

typedef struct offenders {
    gvc_text names;
    gvc_idx count;
} offenders;

static void offend(offenders *o, const work *w, int t, const char *what, gvc_idx i, gvc_idx k,
                   double value)
{
    const gvc_model *m = w->t[t]->m;
    if (o->count++ < NAMED) {
        gvc_text_addf(&o->names, "%s%s of %s", o->count == 1 ? "" : ", ", what,
                      gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]));
        if (k >= 0) {
            gvc_text_addf(&o->names, " seen from %s", m->name[w->g->country[k]]);
        }
        gvc_text_addf(&o->names, " in %d: ", gvc_table_year(m->table));
        gvc_text_add_number(&o->names, value, 6);
    }
}

static void find_negative_values(offenders *o, const work *w, int t)
{
    const gvc_model *m = w->t[t]->m;
    for (gvc_idx k = 0; k < w->g->focal; k++) {
        gvc_idx c = w->g->country[k];
        for (gvc_idx i = m->offset[c]; i < m->offset[c + 1]; i++) {
            if (w->t[t]->v[i] < 0) {
                offend(o, w, t, w->g->options->satellite == NULL ? "value added" : "the satellite",
                       i, -1, w->t[t]->v[i] * m->x[i]);
            }
        }
    }
}

static void find_negative_demand(offenders *o, const work *w, int t)
{
    const gvc_model *m = w->t[t]->m;
    for (gvc_idx k = 0; k < w->g->focal; k++) {
        for (gvc_idx d = 0; d < w->g->demands; d++) {
            const double *y = demand_of(w, t, k, d);
            for (gvc_idx i = 0; i < m->n; i++) {
                if (y[i] < 0) {
                    offend(o, w, t, d == GVC_GROWTH_HOME ? "home demand" : "foreign demand", i, k,
                           y[i]);
                }
            }
        }
    }
}

static void find_negative_inverse(offenders *o, const work *w, int t)
{
    const gvc_model *m = w->t[t]->m;
    for (gvc_idx k = 0; k < w->g->focal; k++) {
        gvc_dense b = gvc_growth_block(w->g, m, w->rows[t], k);
        double smallest, largest;
        gvc_dense_range(&b, &smallest, &largest);
        w->floor[k] = fmax(w->floor[k], GVC_TOL_NEGATIVE * largest);
        for (gvc_idx i = 0; i < b.rows && smallest < -w->floor[k]; i++) {
            for (gvc_idx j = 0; j < b.cols; j++) {
                if (b.data[i * b.stride + j] < -w->floor[k]) {
                    offend(o, w, t, "output for the products", j, k, b.data[i * b.stride + j]);
                }
            }
        }
    }
}

static gvc_status refuse_negative(gvc_ctx *ctx, const work *w)
{
    offenders o = {{0}, 0};
    for (int t = 0; t < 2; t++) {
        find_negative_values(&o, w, t);
        find_negative_demand(&o, w, t);
        find_negative_inverse(&o, w, t);
    }
    gvc_status status = GVC_OK;
    if (o.count > NAMED) {
        gvc_text_addf(&o.names, " and %lld more", (long long)(o.count - NAMED));
    }
    if (o.count > 0) {
        status = gvc_fail(ctx, GVC_EDATA,
                          "lmdi takes logarithms and needs cells of 0 or more: %s; use --method "
                          "shapley, which takes any",
                          gvc_text_str(&o.names));
    }
    gvc_text_free(&o.names);
    return status;
}

/* ---- effects -----------------------------------------------------------------------------------
 */

static double log_ratio(double from, double to)
{
    return log(fmax(to, tiny)) - log(fmax(from, tiny));
}

/* (z1 - z0) / d with d = ln(z1 / z0). */
static double log_mean(double z0, double z1, double d)
{
    return fabs(d) < close ? sqrt(z0 * z1) * (1 + d * d / 24 * (1 + d * d / 80)) : (z1 - z0) / d;
}

/* One country at work: logarithms of its demand, columns x n, and its parts. */
typedef struct effects {
    const work *w;
    gvc_idx k, n;
    double *log_y;
    double *part;
} effects;

/* Entry j of B, of row i: adds its effects to all columns. v, b: of both tables. */
static void add_entry(const effects *e, gvc_idx j, const double v[2], double log_v,
                      const double b[2])
{
    gvc_idx columns = e->w->g->demands;
    double log_b = log_ratio(b[0], b[1]);
    for (gvc_idx d = 0; d < columns; d++) {
        double z0 = v[0] * b[0] * demand_of(e->w, 0, e->k, d)[j];
        double z1 = v[1] * b[1] * demand_of(e->w, 1, e->k, d)[j];
        double log_y = e->log_y[d * e->n + j];
        double mean = z0 == z1 ? z0 : log_mean(z0, z1, log_v + log_b + log_y);
        e->part[d] += mean * log_v;
        e->part[columns + d] += mean * log_b;
        e->part[2 * columns + d] += mean * log_y;
    }
}

static void add_row(const effects *e, gvc_idx i, const double *const b[2])
{
    double v[2] = {e->w->t[0]->v[i], e->w->t[1]->v[i]};
    double log_v = log_ratio(v[0], v[1]);
    for (gvc_idx j = 0; j < e->n; j++) {
        double both[2] = {fmax(b[0][j], 0), fmax(b[1][j], 0)};
        if (both[0] + both[1] > 0) {
            add_entry(e, j, v, log_v, both);
        }
    }
}

static void add_levels(const effects *e, gvc_idx i, const double *const b[2])
{
    const work *w = e->w;
    gvc_idx columns = w->g->demands;
    for (gvc_idx d = 0; d < columns; d++) {
        double sum[2] = {0, 0};
        for (int t = 0; t < 2; t++) {
            const double *y = demand_of(w, t, e->k, d);
            for (gvc_idx j = 0; j < e->n; j++) {
                sum[t] += fmax(b[t][j], 0) * y[j];
            }
        }
        w->out->from[e->k * columns + d] += w->t[0]->v[i] * sum[0];
        w->out->to[e->k * columns + d] += w->t[1]->v[i] * sum[1];
    }
}

typedef struct all_effects {
    work *w;
    double *log_y; /* workers x columns x n */
} all_effects;

static void turn(gvc_idx k, int worker, void *user)
{
    const all_effects *all = user;
    const work *w = all->w;
    const gvc_growth *g = w->g;
    const gvc_model *m = w->t[1]->m;
    gvc_idx first = m->offset[g->country[k]];
    effects e = {w, k, m->n, all->log_y + worker * g->demands * m->n,
                 w->out->part + k * g->parts * g->demands};
    for (gvc_idx d = 0; d < g->demands; d++) {
        const double *y0 = demand_of(w, 0, k, d), *y1 = demand_of(w, 1, k, d);
        for (gvc_idx j = 0; j < m->n; j++) {
            e.log_y[d * m->n + j] = log_ratio(y0[j], y1[j]);
        }
    }
    gvc_dense b0 = gvc_growth_block(g, m, w->rows[0], k),
              b1 = gvc_growth_block(g, m, w->rows[1], k);
    for (gvc_idx i = 0; i < b0.rows; i++) {
        const double *rows[2] = {b0.data + i * b0.stride, b1.data + i * b1.stride};
        add_row(&e, first + i, rows);
        add_levels(&e, first + i, rows);
    }
}

/* ---- one link ----------------------------------------------------------------------------------
 */

static gvc_status effects_of_all(gvc_ctx *ctx, work *w)
{
    const gvc_growth *g = w->g;
    gvc_idx n = w->t[1]->m->n;
    size_t numbers = (size_t)(g->focal * g->demands * n),
           logs = (size_t)(g->workers * g->demands * n);
    double *memory = gvc_calloc(2 * numbers + logs + (size_t)g->focal, sizeof *memory);
    if (memory == NULL) {
        return gvc_fail_memory(ctx, (2 * numbers + logs) * sizeof *memory, "the logarithms");
    }
    w->y[0] = memory + logs;
    w->y[1] = w->y[0] + numbers;
    w->floor = w->y[1] + numbers;
    fill_demand(w, 0);
    fill_demand(w, 1);
    gvc_status status = refuse_negative(ctx, w);
    if (status == GVC_OK) {
        gvc_parallel(g->workers, g->focal, turn, &(all_effects){w, memory});
    }
    gvc_release(memory);
    return status;
}

gvc_status gvc_growth_by_log_mean(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                                  const gvc_growth_table *to, gvc_growth_rows *held,
                                  gvc_growth_step *out)
{
    gvc_growth_rows rows = {0};
    work w = {.g = g, .t = {from, to}, .rows = {held, &rows}, .out = out};
    gvc_status status = GVC_OK;
    if (held->leontief == NULL && held->panel == NULL) {
        status = gvc_growth_solve(ctx, from->m, g, &from->m->system, held);
    }
    if (status == GVC_OK) {
        status = gvc_growth_solve(ctx, to->m, g, &to->m->system, &rows);
    }
    if (status == GVC_OK) {
        status = effects_of_all(ctx, &w);
    }
    gvc_growth_rows_free(held);
    *held = rows;
    return status;
}

size_t gvc_growth_lmdi_bytes(const gvc_model *m, const gvc_measure_options *o, gvc_idx focal,
                             gvc_idx rows, int workers)
{
    gvc_idx n = m->n, columns = gvc_growth_demand_count(o);
    size_t again = 2 * rows > n ? (size_t)n * (size_t)n : (size_t)rows * (size_t)n;
    return ((size_t)((2 * focal + workers) * columns * n) + again) * sizeof(double);
}
