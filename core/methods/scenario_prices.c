/* scenario_prices.c - columns of price changes: weighted by output, exports and final demand */
#include "methods/scenario_prices.h"

#include <math.h>

#include "methods/amounts.h"

#define PRODUCER                                                                                   \
    GVC_PRICE_TERM("producer_price", "Change of producer prices, weighted by output",              \
                   "100 sum_i x_i dp_i / sum_i x_i, dp = dc' B")
#define EXPORT                                                                                     \
    GVC_PRICE_TERM("export_price", "Change of export prices, weighted by gross exports",           \
                   "100 sum_i e_i dp_i / sum_i e_i")
#define CONSUMER                                                                                   \
    GVC_PRICE_TERM("consumer_price", "Change of what final users pay, weighted by final demand",   \
                   "100 sum_i Y_ir dp_i / sum_i Y_ir")

static const gvc_term by_country[] = {PRODUCER, EXPORT, CONSUMER, GVC_PRICE_END};
static const gvc_term by_sector[] = {PRODUCER, EXPORT, GVC_PRICE_END};
const gvc_variant gvc_scenario_price_variants[] = {
    {"country", "percent changes of producer, export and consumer prices", by_country, NULL, NULL},
    {"sector", "percent changes of producer and export prices", by_sector, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

gvc_status gvc_scenario_price_layout(gvc_ctx *ctx, const char *kind, const char *title,
                                     const gvc_variant *variants, gvc_measure_options *o,
                                     gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, kind, "level", &o->level, gvc_scenario_levels);
    if (status != GVC_OK) {
        return status;
    }
    bool sector = o->level[0] == 's';
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (sector) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES};
    }
    out->variant = &variants[sector ? 1 : 0];
    while (out->variant->terms[out->hidden].name != NULL) {
        out->hidden++; /* a denominator a column */
    }
    out->title = title;
    return GVC_OK;
}

size_t gvc_scenario_prices_bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    enum { SCRATCH = 8 };
    (void)o, (void)workers;
    return (size_t)(m->n * (2 * GVC_SCENARIO_COLUMNS + SCRATCH)) * sizeof(double);
}

gvc_workload gvc_scenario_one_left(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m, (void)o;
    return (gvc_workload){.left = 1};
}

gvc_status gvc_scenario_prices_new(gvc_ctx *ctx, const gvc_measure_options *o,
                                   gvc_scenario_prices **out)
{
    *out = gvc_calloc(1, sizeof **out);
    if (*out == NULL) {
        return gvc_fail_memory(ctx, sizeof **out, "the scenario");
    }
    (*out)->by_sector = o->level[0] == 's';
    return GVC_OK;
}

void gvc_scenario_prices_release(void *state)
{
    gvc_scenario_prices *p = state;
    if (p == NULL) {
        return;
    }
    for (int k = 0; k < p->count; k++) {
        gvc_release(p->column[k].num);
        gvc_release(p->column[k].den);
    }
    gvc_scenario_about_free(&p->about);
    gvc_release(p);
}

/* ---- columns -----------------------------------------------------------------------------------
 */

static gvc_status new_column(gvc_ctx *ctx, gvc_scenario_prices *p, gvc_idx count, bool by_block,
                             gvc_scenario_column **out)
{
    gvc_scenario_column *c = &p->column[p->count++];
    *c = (gvc_scenario_column){gvc_calloc((size_t)count, sizeof *c->num),
                               gvc_calloc((size_t)count, sizeof *c->den), by_block};
    *out = c;
    return c->num == NULL || c->den == NULL
               ? gvc_fail_memory(ctx, (size_t)count * 2 * sizeof *c->num, "a column of prices")
               : GVC_OK;
}

gvc_status gvc_scenario_ratio(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                              const double *num, const double *den)
{
    gvc_scenario_column *c;
    gvc_status status = new_column(ctx, p, m->n, false, &c);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        c->num[i] = num[i];
        c->den[i] = den[i];
    }
    return status;
}

gvc_status gvc_scenario_weighted(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                                 const double *price, const double *weight)
{
    gvc_scenario_column *c;
    gvc_status status = new_column(ctx, p, m->n, false, &c);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        c->num[i] = price[i] * weight[i];
        c->den[i] = weight[i];
    }
    return status;
}

static double absorbed(const gvc_model *m, gvc_idx r)
{
    double sum = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        sum += m->y.data[i * m->y.stride + r];
    }
    return sum;
}

gvc_status gvc_scenario_consumed(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                                 const double *amount)
{
    gvc_scenario_column *c;
    if (p->by_sector) {
        return GVC_OK;
    }
    gvc_status status = new_column(ctx, p, m->blocks, true, &c);
    for (gvc_idx r = 0; r < m->blocks && status == GVC_OK; r++) {
        c->num[r] = amount[r];
        c->den[r] = absorbed(m, r);
    }
    return status;
}

gvc_status gvc_scenario_consumers(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                                  const double *price, const double *more)
{
    gvc_scenario_column *c;
    if (p->by_sector) {
        return GVC_OK;
    }
    gvc_status status = new_column(ctx, p, m->blocks, true, &c);
    for (gvc_idx r = 0; r < m->blocks && status == GVC_OK; r++) {
        c->den[r] = absorbed(m, r);
        c->num[r] = more == NULL ? 0 : more[r] * c->den[r];
        for (gvc_idx i = 0; i < m->n; i++) {
            c->num[r] += price[i] * m->y.data[i * m->y.stride + r];
        }
    }
    return status;
}

double gvc_scenario_spent(const gvc_model *m, const double *price)
{
    double sum = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            sum += price[i] * m->y.data[i * m->y.stride + r];
        }
        sum += price[i] * m->slack[i];
    }
    return sum;
}

gvc_status gvc_scenario_push(gvc_ctx *ctx, const gvc_model *m, const double *cost,
                             gvc_scenario_prices *p)
{
    double *price = NULL;
    gvc_status status = gvc_scenario_vector(ctx, m, &price);
    if (status == GVC_OK) {
        status = gvc_scenario_left(ctx, m, cost, price);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_weighted(ctx, m, p, price, m->x);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_weighted(ctx, m, p, price, m->e_total);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_consumers(ctx, m, p, price, NULL);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        p->cost += cost[i] * m->x[i];
    }
    if (status == GVC_OK) {
        p->spent = gvc_scenario_spent(m, price);
    }
    gvc_release(price);
    return status;
}

/* ---- rows --------------------------------------------------------------------------------------
 */

gvc_report gvc_scenario_price_piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                                    double *const *slabs)
{
    const gvc_scenario_prices *p = state;
    (void)worker;
    gvc_idx first = m->offset[at], count = p->by_sector ? gvc_model_size(m, at) : 1;
    for (int k = 0; k < p->count; k++) {
        const gvc_scenario_column *c = &p->column[k];
        double *num = slabs[k], *den = slabs[p->count + k];
        for (gvc_idx i = 0; i < count; i++) {
            num[i] = c->by_block ? c->num[at] : p->by_sector ? c->num[first + i] : 0;
            den[i] = c->by_block ? c->den[at] : p->by_sector ? c->den[first + i] : 0;
        }
        for (gvc_idx i = first; i < m->offset[at + 1] && !c->by_block && !p->by_sector; i++) {
            num[0] += c->num[i];
            den[0] += c->den[i];
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

void gvc_scenario_price_derive(const gvc_model *m, void *state, double *const *values,
                               gvc_idx cells)
{
    const gvc_scenario_prices *p = state;
    (void)m;
    for (int k = 0; k < p->count; k++) {
        for (gvc_idx cell = 0; cell < cells; cell++) {
            double den = values[p->count + k][cell];
            values[k][cell] = den == 0 ? (double)NAN : 100 * values[k][cell] / den;
        }
    }
}

bool gvc_scenario_price_notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const gvc_scenario_prices *p = state;
    gvc_text world = {0};
    gvc_text_addf(&world, "world: pushed into costs ");
    gvc_text_add_number(&world, p->cost, 6);
    gvc_say_units(&world, m, NULL);
    gvc_text_addf(&world, ", paid more by final users ");
    gvc_text_add_number(&world, p->spent, 6);
    gvc_say_units(&world, m, NULL);
    bool done = !world.failed && gvc_attributes_set_number(to, "world_cost", p->cost) &&
                gvc_attributes_set_number(to, "world_spent", p->spent) &&
                gvc_scenario_notes(&p->about, gvc_text_str(&world), to);
    gvc_text_free(&world);
    return done;
}
