/* exposure_upgrade_panel.c - the numbers of the upgrading panel, country by country
 *
 * Shares of exports by what crosses more than one border (Borin and Mancini 2019), positions of
 * Koopman, Powers, Wang and Wei (2010), upstreamness of Antras, Chor, Fally and Hillberry (2012),
 * GVC income of manufactures of Timmer, Los, Stehrer and de Vries (2013): by_country(v o B f), f
 * the world's final demand for manufactures. */
#include <math.h>
#include <string.h>

#include "methods/borders.h"
#include "methods/exposure_upgrade.h"
#include "methods/stage_default.h"
#include "methods/stages.h"
#include "methods/weights.h"

/* Vectors by industry. */
typedef struct vectors {
    double *in_exports;            /* v o L E */
    double *imported;              /* u A_F L */
    double *direct, *onward;       /* output for exports that importers absorb, or pass on */
    gvc_dense solved;              /* 2 x n: B x, B f */
    gvc_weight *stage;             /* of every sector of the table; NULL: codes are not known */
    double *job, *jobs_in_exports; /* per unit of output; NULL: no satellite */
} vectors;

gvc_needs gvc_upgrade_needs(void)
{
    return GVC_NEED_CONTENT | GVC_NEED_SOLD;
}

gvc_workload gvc_upgrade_extra(void)
{
    return (gvc_workload){.right = 2};
}

size_t gvc_upgrade_bytes(const gvc_model *m)
{
    return (size_t)m->n * 12 * sizeof(double) +
           (size_t)m->blocks * GVC_UPGRADE_NUMBERS * sizeof(double);
}

static void free_vectors(vectors *v)
{
    gvc_release(v->in_exports);
    gvc_release(v->imported);
    gvc_release(v->direct);
    gvc_release(v->onward);
    gvc_release(v->solved.data);
    gvc_release(v->stage);
    gvc_release(v->job);
    gvc_release(v->jobs_in_exports);
}

static const char *stage_of(const vectors *v, gvc_idx sector)
{
    return v->stage == NULL ? "" : v->stage[sector].name;
}

static bool is_manufacturing(const char *stage)
{
    static const char prefix[] = "manufacturing";
    return strncmp(stage, prefix, sizeof prefix - 1) == 0;
}

/* Unknown sector codes are no error here: the columns that need them stay NaN. */
static gvc_status find_stages(gvc_ctx *ctx, const gvc_model *m, vectors *v)
{
    gvc_status status = gvc_default_weights(ctx, m->table, &v->stage);
    return status == GVC_EUNKNOWN ? GVC_OK : status;
}

static gvc_status find_jobs(gvc_ctx *ctx, const gvc_model *m, const char *satellite, vectors *v)
{
    gvc_idx row = gvc_table_find(m->table, GVC_EXTENSION, satellite);
    if (row < 0) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "--satellite: the table has no account '%s'; gvc info lists those it has",
                        satellite);
    }
    const gvc_dense *e = gvc_table_e(m->table);
    v->job = gvc_calloc((size_t)m->n, sizeof *v->job);
    if (v->job == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *v->job, "the satellite");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        v->job[i] = e->data[row * e->stride + m->industry[i]] * m->inv_x[i];
    }
    return gvc_exposure_in_exports(ctx, m, v->job, &v->jobs_in_exports);
}

/* B x and B f. */
static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, vectors *v)
{
    gvc_dense from = {0};
    gvc_status status = gvc_model_panel(ctx, &from, 2, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &v->solved, 2, m->n);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        bool made = is_manufacturing(stage_of(v, m->sector[i]));
        from.data[i] = m->x[i];
        from.data[from.stride + i] = made ? gvc_stages_demand(m, i) : 0;
    }
    if (status == GVC_OK) {
        status = gvc_model_right(ctx, m, &from, NULL, &v->solved);
    }
    gvc_release(from.data);
    return status;
}

static gvc_status fill_vectors(gvc_ctx *ctx, const gvc_model *m, const char *satellite, vectors *v)
{
    gvc_status status = find_stages(ctx, m, v);
    if (status == GVC_OK && satellite != NULL) {
        status = find_jobs(ctx, m, satellite, v);
    }
    if (status == GVC_OK) {
        status = gvc_exposure_in_exports(ctx, m, NULL, &v->in_exports);
    }
    if (status == GVC_OK) {
        status = gvc_borders_inputs(ctx, m, NULL, &v->imported);
    }
    if (status == GVC_OK) {
        status = gvc_borders_output(ctx, m, &v->direct, &v->onward);
    }
    return status == GVC_OK ? solve(ctx, m, v) : status;
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

/* ---- one country --------------------------------------------------------------------------------
 */

typedef struct sums {
    double gdp, exports, dva, imported, direct, foreign, indirect, upstream, live;
    double primary, high, services, income, jobs;
} sums;

static void add_industry(const gvc_model *m, const vectors *v, gvc_idx i, sums *to)
{
    const char *stage = stage_of(v, m->sector[i]);
    double e = m->e_total[i], dva = v->in_exports[i];
    to->gdp += m->va[i];
    to->exports += e;
    to->dva += dva;
    to->imported += v->imported[i] * e;
    to->direct += m->v[i] * v->direct[i];
    to->foreign += m->cf[i] * e;
    to->upstream += v->solved.data[i] * m->inv_x[i] * e;
    to->live += m->x[i] == 0 ? 0 : e;
    to->income += m->v[i] * v->solved.data[v->solved.stride + i];
    to->jobs += v->jobs_in_exports == NULL ? 0 : v->jobs_in_exports[i];
    to->primary += strcmp(stage, "primary") == 0 ? dva : 0;
    to->high += strcmp(stage, "manufacturing_high") == 0 ? dva : 0;
    to->services +=
        strcmp(stage, "trade_transport") == 0 || strcmp(stage, "business_services") == 0 ? dva : 0;
    for (gvc_idx t = 0; t < m->blocks; t++) {
        to->indirect += t == m->block[i] ? 0 : m->v[i] * gvc_row(&m->sold, t)[i];
    }
}

/* NaN where exports are not above 0, or a logarithm has no meaning. */
static double log_share(double part, double exports)
{
    double share = exports > 0 ? part / exports : (double)NAN;
    return share > -1 ? log1p(share) : (double)NAN;
}

static void put(const sums *of, double world_income, bool stages, gvc_upgrade_panel *to, gvc_idx s)
{
    const double none = (double)NAN;
    const double numbers[GVC_UPGRADE_NUMBERS] = {
        [GVC_UPGRADE_EXPORTS_GDP] = ratio(of->exports, of->gdp),
        [GVC_UPGRADE_DVA_SHARE] = ratio(of->exports - of->imported, of->exports),
        [GVC_UPGRADE_NET_FX] = of->exports - of->imported,
        [GVC_UPGRADE_GVC_SHARE] = ratio(of->exports - of->direct, of->exports),
        [GVC_UPGRADE_FV] = ratio(of->foreign, of->exports),
        [GVC_UPGRADE_IV] = ratio(of->indirect, of->exports),
        [GVC_UPGRADE_POSITION] =
            log_share(of->indirect, of->exports) - log_share(of->foreign, of->exports),
        [GVC_UPGRADE_UPSTREAMNESS] = ratio(of->upstream, of->live),
        [GVC_UPGRADE_PRIMARY] = stages ? ratio(of->primary, of->dva) : none,
        [GVC_UPGRADE_HIGH_TECH] = stages ? ratio(of->high, of->dva) : none,
        [GVC_UPGRADE_SERVICES] = stages ? ratio(of->services, of->dva) : none,
        [GVC_UPGRADE_INCOME] = stages ? ratio(of->income, world_income) : none,
        [GVC_UPGRADE_VA_PER_JOB] = ratio(of->dva, of->jobs),
    };
    for (int k = 0; k < GVC_UPGRADE_NUMBERS; k++) {
        to->number[k][s] = numbers[k];
    }
}

static void fill_panel(const gvc_model *m, const vectors *v, gvc_upgrade_panel *to)
{
    double world = 0;
    to->stages = v->stage != NULL;
    for (gvc_idx i = 0; i < m->n; i++) {
        world += m->v[i] * v->solved.data[v->solved.stride + i];
    }
    for (gvc_idx s = 0; s < m->blocks; s++) {
        sums of = {0};
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            add_industry(m, v, i, &of);
        }
        put(&of, world, to->stages, to, s);
    }
}

/* f_sk = sum over i in s of W_ik v_i (L E)_i, over its sum (Timmer, Miroudot and de Vries 2019). */
static gvc_status fill_functions(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                 const vectors *v, gvc_upgrade_panel *to)
{
    const char **name = NULL;
    double *part = NULL;
    gvc_idx names = 0;
    gvc_status status = gvc_weights_names(ctx, o->weights, o->weight_count, &name, &names);
    if (status == GVC_OK) {
        status = gvc_weights_spread(ctx, m, "--functions", o->weights, o->weight_count, name, names,
                                    &part);
    }
    to->function = gvc_calloc((size_t)(names * m->blocks), sizeof *to->function);
    if (status == GVC_OK && to->function == NULL) {
        status = gvc_fail_memory(ctx, (size_t)(names * m->blocks) * sizeof *to->function,
                                 "the functions");
    }
    for (gvc_idx s = 0; s < m->blocks && status == GVC_OK; s++) {
        double all = 0;
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            all += v->in_exports[i];
            for (gvc_idx k = 0; k < names; k++) {
                to->function[k * m->blocks + s] += part[i * names + k] * v->in_exports[i];
            }
        }
        for (gvc_idx k = 0; k < names; k++) {
            to->function[k * m->blocks + s] = ratio(to->function[k * m->blocks + s], all);
        }
    }
    gvc_release(name);
    gvc_release(part);
    return status;
}

gvc_status gvc_upgrade_panel_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                 gvc_upgrade_panel *out)
{
    vectors v = {0};
    gvc_status status = GVC_OK;
    for (int k = 0; k < GVC_UPGRADE_NUMBERS && status == GVC_OK; k++) {
        out->number[k] = gvc_calloc((size_t)m->blocks, sizeof(double));
        status = out->number[k] == NULL
                     ? gvc_fail_memory(ctx, (size_t)m->blocks * sizeof(double), "the panel")
                     : GVC_OK;
    }
    if (status == GVC_OK) {
        status = fill_vectors(ctx, m, o->satellite, &v);
    }
    if (status == GVC_OK) {
        fill_panel(m, &v, out);
        status = o->weight_count == 0 ? GVC_OK : fill_functions(ctx, m, o, &v, out);
    }
    free_vectors(&v);
    return status;
}

void gvc_upgrade_panel_free(gvc_upgrade_panel *panel)
{
    for (int k = 0; k < GVC_UPGRADE_NUMBERS; k++) {
        gvc_release(panel->number[k]);
    }
    gvc_release(panel->function);
}
