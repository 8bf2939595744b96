/* growth_national.c - growth as a national accountant asks: by the demand for the country's own
 * products, exports and the uses at home, with imports taken off where they enter
 *
 *   va_c = v_c L_cc (sum over categories of y_cc + e_c), L_cc = (I - A_cc)^-1
 * (Kranendonk and Verbruggen 2008). Beside it the accounts as they are published, where all imports
 * are taken off exports: GDP = purchases of the categories + e - m. */
#include <math.h>
#include <string.h>

#include "methods/growth.h"

static const char rest[] = "other";

gvc_idx gvc_growth_use_count(const gvc_table *t)
{
    return gvc_table_count(t, GVC_CATEGORY) + 2;
}

gvc_status gvc_growth_uses(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    static const char *const first[] = {"exports", "other"};
    gvc_layout_axis *axis = &out->axes[out->count++];
    *axis = (gvc_layout_axis){.name = "demand", .kind = GVC_AXIS_NAMED, .names = first, .count = 2};
    if (o->other_count == 0) { /* a check without tables: the keys are known */
        return GVC_OK;
    }
    const gvc_table *t = o->others[0];
    gvc_idx count = gvc_growth_use_count(t);
    const char **names = gvc_calloc((size_t)count, sizeof *names);
    if (names == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *names, "the categories");
    }
    out->memory = names;
    names[0] = first[0];
    names[count - 1] = rest;
    for (gvc_idx k = 0; k + 2 < count; k++) {
        names[k + 1] = gvc_table_label(t, GVC_CATEGORY, k);
    }
    axis->names = names;
    axis->count = count;
    return GVC_OK;
}

/* ---- one country of one table
 * --------------------------------------------------------------------
 */

typedef struct national {
    const gvc_growth *g;
    const gvc_growth_table *t;
    gvc_idx c, last; /* the country; the last column */
    double *demand;  /* columns x n: for products of c, by column */
    double *bought;  /* columns: the purchases themselves, imports and all */
    double imports;
} national;

/* The column of a final-use column of the table, 0: left out. */
static gvc_idx use_of(const gvc_measure_options *o, const gvc_table *t, gvc_idx f)
{
    gvc_idx category = gvc_table_category_of(t, f);
    for (const char *const *drop = o->drop_fd; drop != NULL && *drop != NULL; drop++) {
        if (strcmp(*drop, gvc_table_label(t, GVC_CATEGORY, category)) == 0) {
            return 0;
        }
    }
    return 1 + category;
}

/* What c buys of i for a use. */
static void buy(national *a, gvc_idx use, gvc_idx i, double value)
{
    const gvc_model *m = a->t->m;
    a->bought[use] += value;
    if (m->block[i] == a->c) {
        a->demand[use * m->n + i] += value;
    } else {
        a->imports += value;
    }
}

static void add_final_use(national *a)
{
    const gvc_model *m = a->t->m;
    const gvc_dense *y = gvc_table_y(m->table);
    for (gvc_idx f = 0; f < y->cols; f++) {
        gvc_idx country = gvc_table_country_of(m->table, GVC_FINAL_USE, f);
        gvc_idx use = use_of(a->g->options, m->table, f);
        if (country >= 0 && m->block_of_country[country] == a->c && use > 0) {
            for (gvc_idx i = 0; i < m->n; i++) {
                buy(a, use, i, y->data[m->industry[i] * y->stride + f]);
            }
        }
    }
}

/* Inputs from abroad; what industries without output buy is a use of its own. */
static void add_inputs(national *a)
{
    const gvc_model *m = a->t->m;
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *row = m->z.data + i * m->z.stride;
        for (gvc_idx j = m->offset[a->c]; j < m->offset[a->c + 1]; j++) {
            if (m->inv_x[j] == 0) {
                buy(a, a->last, i, row[j]);
            } else {
                a->imports += m->block[i] == a->c ? 0 : row[j];
            }
        }
    }
}

static void add_exports(national *a)
{
    const gvc_model *m = a->t->m;
    for (gvc_idx i = m->offset[a->c]; i < m->offset[a->c + 1]; i++) {
        a->demand[GVC_GROWTH_EXPORTS * m->n + i] = m->e_total[i];
        a->bought[GVC_GROWTH_EXPORTS] += m->e_total[i];
    }
}

/* Value added that the demands hold, and the demands themselves, net and gross. */
static void add_up(const national *a, const gvc_dense *output, double *held, double *net,
                   double *gross)
{
    const gvc_model *m = a->t->m;
    bool money = a->g->options->satellite == NULL;
    for (gvc_idx d = 0; d <= a->last; d++) {
        for (gvc_idx i = m->offset[a->c]; i < m->offset[a->c + 1]; i++) {
            held[d] += a->t->v[i] * output->data[d * output->stride + i] / a->t->world;
        }
        double taken = d == GVC_GROWTH_EXPORTS ? a->imports : 0;
        net[d] = money ? (a->bought[d] - taken) / a->t->world : (double)NAN;
        gross[d] = money ? a->bought[d] / a->t->world : (double)NAN;
    }
}

/* One table: focal x columns each. */
static gvc_status of_table(gvc_ctx *ctx, const gvc_growth *g, const gvc_growth_table *t,
                           double *held, double *net, double *gross)
{
    const gvc_model *m = t->m;
    gvc_idx columns = g->demands;
    gvc_dense demand = {0}, output = {0};
    gvc_local *local = NULL;
    double *bought = gvc_malloc((size_t)columns, sizeof *bought);
    gvc_status status = gvc_model_panel(ctx, &demand, columns, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &output, columns, m->n);
    }
    if (status == GVC_OK && bought == NULL) {
        status = gvc_fail_memory(ctx, (size_t)columns * sizeof *bought, "the uses");
    }
    if (status == GVC_OK) {
        status = gvc_model_report(ctx, m, gvc_local_new(&local, &m->system));
    }
    for (gvc_idx k = 0; k < g->focal && status == GVC_OK; k++) {
        national a = {g, t, g->country[k], columns - 1, demand.data, bought, 0};
        memset(demand.data, 0, (size_t)(columns * m->n) * sizeof *demand.data);
        memset(bought, 0, (size_t)columns * sizeof *bought);
        add_final_use(&a);
        add_inputs(&a);
        add_exports(&a);
        gvc_local_right(local, &demand, &output);
        add_up(&a, &output, held + k * columns, net + k * columns, gross + k * columns);
    }
    gvc_local_free(local);
    gvc_release(bought);
    gvc_release(demand.data);
    gvc_release(output.data);
    return status;
}

/* part: (after - before) of net and gross. */
static void subtract(const gvc_growth *g, const double *before, const double *after, double *part)
{
    gvc_idx d = g->demands, cells = g->focal * d;
    for (gvc_idx k = 0; k < g->focal; k++) {
        for (gvc_idx c = 0; c < d; c++) {
            double *to = part + k * g->parts * d + c;
            to[GVC_GROWTH_NET * d] = after[k * d + c] - before[k * d + c];
            to[GVC_GROWTH_GROSS * d] = after[cells + k * d + c] - before[cells + k * d + c];
        }
    }
}

gvc_status gvc_growth_national(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                               const gvc_growth_table *to, gvc_growth_step *out)
{
    gvc_idx cells = g->focal * g->demands;
    double *both = gvc_calloc(4 * (size_t)cells, sizeof *both);
    if (both == NULL) {
        return gvc_fail_memory(ctx, 4 * (size_t)cells * sizeof *both, "the uses");
    }
    double *after = both + 2 * cells;
    gvc_status status = of_table(ctx, g, from, out->from, both, both + cells);
    if (status == GVC_OK) {
        status = of_table(ctx, g, to, out->to, after, after + cells);
    }
    if (status == GVC_OK) {
        subtract(g, both, after, out->part);
    }
    gvc_release(both);
    return status;
}
