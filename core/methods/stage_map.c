/* stage_map.c - value added by production stage of the industries it arises in: M' (v o g), M the
 * share of each industry in each stage.
 *
 * g = L E_s for exports (domestic value added in exports), B Y_.d for the final demand of d,
 * B e_j y_j for one product. */
#include <math.h>
#include <string.h>

#include "methods/stage_default.h"
#include "methods/stages.h"
#include "methods/weights.h"

enum { TOTAL, VA, SHARE, OTHER };

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define STAGE_TERMS(WHAT, SUM, G)                                                                  \
    {"total", WHAT, SUM, NULL, false},                                                             \
        {"va", "Value added that arises in the stage", "sum_i M_ik v_i g_i, g = " G, NULL, false}, \
        {"share", "Share of the stage in the value added of the chain", "va / sum over stages",    \
         "1", false},
#define OTHER_TERM                                                                                 \
    {"other", "Taxes, margins and the like that stated value added leaves out",                    \
     "sum_i M_ik t_i g_i, t = u - u A - v", NULL, false},
#define EXPORT_TERMS STAGE_TERMS("Gross exports", "u E_s", "L_ss E_s")
#define DEMAND_TERMS STAGE_TERMS("Final demand of the absorber", "u Y_.d", "B Y_.d")
#define PRODUCT_TERMS STAGE_TERMS("Final demand for the product", "y_j", "B e_j y_j")

static const gvc_term exports_terms[] = {EXPORT_TERMS END};
static const gvc_term exports_given[] = {EXPORT_TERMS OTHER_TERM END};
static const gvc_term demand_terms[] = {DEMAND_TERMS END};
static const gvc_term demand_given[] = {DEMAND_TERMS OTHER_TERM END};
static const gvc_term product_terms[] = {PRODUCT_TERMS END};
static const gvc_term product_given[] = {PRODUCT_TERMS OTHER_TERM END};

static const gvc_variant variants[] = {
    {"exports", "domestic value added in the exports of every country", exports_terms, "total",
     "va share"},
    {"exports, stated value added", "the same with --va given", exports_given, "total",
     "va share other"},
    {"final demand", "value added of the world in the final demand of every country", demand_terms,
     "total", "va share"},
    {"final demand, stated value added", "the same with --va given", demand_given, "total",
     "va share other"},
    {"product", "value added of the world in one product (--product)", product_terms, "total",
     "va share"},
    {"product, stated value added", "the same with --va given", product_given, "total",
     "va share other"},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- words -------------------------------------------------------------------------------------
 */

typedef enum flow { EXPORTS, DEMAND, PRODUCT } flow;

static flow flow_of(const gvc_measure_options *o)
{
    return o->product != NULL ? PRODUCT : gvc_stages_in_exports(o) ? EXPORTS : DEMAND;
}

static const char *const levels[] = {"country", NULL};

static gvc_status add_stages(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    const char *const *names = gvc_default_stages;
    gvc_idx count = GVC_DEFAULT_STAGES;
    if (o->weight_count > 0) {
        const char **own = NULL;
        gvc_status status = gvc_weights_names(ctx, o->weights, o->weight_count, &own, &count);
        if (status != GVC_OK) {
            return status;
        }
        out->memory = own;
        names = own;
    }
    out->axes[out->count++] =
        (gvc_layout_axis){.name = "stage", .kind = GVC_AXIS_NAMED, .names = names, .count = count};
    return GVC_OK;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "stage_map", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_stages_flow(ctx, "stage_map", o);
    }
    if (status != GVC_OK) {
        return status;
    }
    flow in = flow_of(o);
    out->whole = in == PRODUCT;
    if (!out->whole) {
        out->axes[out->count++] = (gvc_layout_axis){.name = in == EXPORTS ? "exporter" : "absorber",
                                                    .kind = GVC_AXIS_BLOCKS};
    }
    out->hidden = 1; /* value added of all stages */
    out->variant = &variants[2 * (int)in + (o->va == GVC_VA_GIVEN ? 1 : 0)];
    out->title =
        in == EXPORTS ? "Domestic value added in exports by stage" : "Value added by stage";
    return add_stages(ctx, o, out);
}

static gvc_needs need(const gvc_measure_options *o)
{
    return flow_of(o) == DEMAND ? (gvc_needs)GVC_NEED_ABSORBED : 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m;
    return (gvc_workload){.right = flow_of(o) == PRODUCT ? 1 : 0};
}

/* ---- what the pieces share ----------------------------------------------------------------------
 */

typedef struct stage_map {
    flow in;
    gvc_idx stages;
    double *part;  /* n x stages */
    double *t;     /* n: what stated value added leaves out; NULL = nothing */
    gvc_dense g;   /* exports: 1 x n, L E of all countries; product: 1 x n; else empty */
    double demand; /* for the product */
} stage_map;

static gvc_idx stages_of(const gvc_measure_options *o)
{
    return o->weight_count == 0 ? GVC_DEFAULT_STAGES
                                : gvc_weights_count(o->weights, o->weight_count);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return (size_t)m->n * (size_t)(stages_of(o) + 5) * sizeof(double);
}

static void release(void *state)
{
    stage_map *s = state;
    if (s == NULL) {
        return;
    }
    gvc_release(s->part);
    gvc_release(s->t);
    gvc_release(s->g.data);
    gvc_release(s);
}

static gvc_status spread(gvc_ctx *ctx, const gvc_model *m, const gvc_weight *weights, gvc_idx count,
                         const char *const *names, stage_map *s)
{
    return gvc_weights_spread(ctx, m, "--map", weights, count, names, s->stages, &s->part);
}

static gvc_status new_parts(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            stage_map *s)
{
    if (o->weight_count > 0) {
        const char **names = NULL;
        gvc_status status = gvc_weights_names(ctx, o->weights, o->weight_count, &names, &s->stages);
        if (status == GVC_OK) {
            status = spread(ctx, m, o->weights, o->weight_count, names, s);
        }
        gvc_release(names);
        return status;
    }
    gvc_weight *weights = NULL;
    s->stages = GVC_DEFAULT_STAGES;
    gvc_status status = gvc_default_weights(ctx, m->table, &weights);
    if (status == GVC_OK) {
        status =
            spread(ctx, m, weights, gvc_table_count(m->table, GVC_SECTOR), gvc_default_stages, s);
    }
    gvc_release(weights);
    return status;
}

/* L E, E the exports of every country: they do not meet in a block-diagonal L. */
static gvc_status new_exports(gvc_ctx *ctx, const gvc_model *m, stage_map *s)
{
    gvc_dense exports = {m->e_total, 1, m->n, m->n};
    gvc_status status = gvc_model_panel(ctx, &s->g, 1, m->n);
    if (status == GVC_OK) {
        gvc_local_right(m->local, &exports, &s->g);
    }
    return status;
}

static gvc_status new_product(gvc_ctx *ctx, const gvc_model *m, const char *product, stage_map *s)
{
    gvc_idx j = -1;
    gvc_dense demand = {0};
    gvc_status status = gvc_model_find(ctx, m, product, &j);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &demand, 1, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &s->g, 1, m->n);
    }
    if (status == GVC_OK) {
        demand.data[j] = s->demand = gvc_stages_demand(m, j);
        status = gvc_model_right(ctx, m, &demand, NULL, &s->g);
    }
    gvc_release(demand.data);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    stage_map *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return gvc_fail_memory(ctx, sizeof *s, "the stages");
    }
    *state = s;
    s->in = flow_of(o);
    gvc_status status = new_parts(ctx, m, o, s);
    if (status == GVC_OK) {
        status = gvc_stages_unnamed(ctx, m, o, &s->t);
    }
    if (status != GVC_OK || s->in == DEMAND) {
        return status;
    }
    return s->in == EXPORTS ? new_exports(ctx, m, s) : new_product(ctx, m, o->product, s);
}

/* ---- pieces ------------------------------------------------------------------------------------
 */

static double total_of(const gvc_model *m, const stage_map *s, gvc_idx at)
{
    if (s->in != EXPORTS) {
        return s->in == PRODUCT ? s->demand : gvc_stages_absorption(m, at);
    }
    double sum = 0;
    for (gvc_idx i = m->offset[at]; i < m->offset[at + 1]; i++) {
        sum += m->e_total[i];
    }
    return sum;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)worker;
    const stage_map *s = state;
    bool exports = s->in == EXPORTS;
    const double *g = s->in == DEMAND ? m->by.data + at * m->by.stride : s->g.data;
    double *all = slabs[s->t == NULL ? SHARE + 1 : OTHER + 1];
    double total = total_of(m, s, at), sum = 0;
    memset(slabs[VA], 0, (size_t)s->stages * sizeof(double));
    if (s->t != NULL) {
        memset(slabs[OTHER], 0, (size_t)s->stages * sizeof(double));
    }
    for (gvc_idx i = exports ? m->offset[at] : 0; i < (exports ? m->offset[at + 1] : m->n); i++) {
        const double *part = s->part + i * s->stages;
        for (gvc_idx k = 0; k < s->stages; k++) {
            slabs[VA][k] += part[k] * m->v[i] * g[i];
            if (s->t != NULL) {
                slabs[OTHER][k] += part[k] * s->t[i] * g[i];
            }
        }
        sum += m->v[i] * g[i];
    }
    for (gvc_idx k = 0; k < s->stages; k++) {
        slabs[TOTAL][k] = total;
        slabs[SHARE][k] = 0;
        all[k] = sum;
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const stage_map *s = state;
    const double *all = values[s->t == NULL ? SHARE + 1 : OTHER + 1];
    for (gvc_idx c = 0; c < cells; c++) {
        values[SHARE][c] = all[c] == 0 ? (double)NAN : values[VA][c] / all[c];
    }
}

static const char *const identities[] = {
    "exports: va, summed over stages, is dva of gvc decompose",
    "final demand: va, summed over stages, is final demand (+ other)",
    "share, summed over stages, is 1",
    NULL,
};
static const char *const caveats[] = {
    "exports are looked into by domestic value added alone (L, not B): what the exporter's own "
    "industries add",
    "the built-in map: manufacturing by the R&D intensity of the OECD's classes; business services "
    "are telecommunications, finance, ICT, real estate and professional services",
    NULL,
};

const gvc_method gvc_method_stage_map = {
    .info = {.name = "stage_map",
             .command = "stages",
             .usage = "stages --map default",
             .title = "Stages by sector",
             .summary = "value added by stage: primary, manufacturing, services, ...",
             .question = "Which kinds of work does a country sell when it exports: raw materials, "
                         "simple or high-technology manufacturing, transport, business services? "
                         "Sectors are put into stages by a map of yours or the built-in one.",
             .reference = "stage map times value added; technology classes of manufacturing: OECD "
                          "(2011), ISIC Rev. 3 Technology Intensity Definition",
             .bibtex = "@techreport{oecd2011technology,\n"
                       "  author      = {{OECD}},\n"
                       "  title       = {ISIC Rev. 3 Technology Intensity Definition},\n"
                       "  institution = {Organisation for Economic Co-operation and Development},\n"
                       "  year        = {2011}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_IN | GVC_KNOWS_PRODUCT | GVC_KNOWS_WEIGHTS,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
