/* scenario_inoperability.c - the inoperability input-output model (Haimes and Jiang 2001; Santos
 * and Haimes 2004): q = (I - A*)^-1 c*, A* = diag(x)^-1 A diag(x), c* = df / x, that is
 * q = (B df) / x. Period by period, with resilience K: q_{t+1} = q_t + K (A* q_t + c* - q_t), here
 * times x: d_{t+1} = d_t + K (A d_t + df - d_t). */
#include <math.h>
#include <string.h>

#include "methods/scenario_quantities.h"
#include "methods/stages.h"

static const char kind[] = "inoperability";
enum {
    KNOWS =
        GVC_SHOCK_COUNTRY | GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_BUYER | GVC_SHOCK_AMOUNT,
};

#define INOPERABILITY                                                                              \
    {                                                                                              \
        "inoperability", "Change of output over output", "q = (B df) / x", "1", false              \
    }
#define CUMULATIVE                                                                                 \
    {                                                                                              \
        "cumulative_change", "Change of output up to the period, summed", "sum_t x o q_t", NULL,   \
            false                                                                                  \
    }
static const gvc_term plain[] = {GVC_SCENARIO_TERMS, INOPERABILITY, GVC_SCENARIO_END};
static const gvc_term with_account[] = {GVC_SCENARIO_TERMS, GVC_SCENARIO_ACCOUNT, INOPERABILITY,
                                        GVC_SCENARIO_END};
static const gvc_term path[] = {GVC_SCENARIO_TERMS, INOPERABILITY, CUMULATIVE, GVC_SCENARIO_END};
static const gvc_term path_account[] = {GVC_SCENARIO_TERMS, GVC_SCENARIO_ACCOUNT, INOPERABILITY,
                                        CUMULATIVE, GVC_SCENARIO_END};
static const char headline[] = GVC_SCENARIO_HEADLINE " inoperability";

static const gvc_variant variants[] = {
    {"changes", "once all is settled: output and value added, base, change, percent; inoperability",
     plain, NULL, headline},
    {"changes, satellite", "the same with a satellite account (--satellite)", with_account, NULL,
     headline},
    {"path", "a row a period (--periods), with the change summed up to it", path, NULL, headline},
    {"path, satellite", "the same with a satellite account", path_account, NULL, headline},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status check_periods(gvc_ctx *ctx, const gvc_measure_options *o)
{
    if (o->periods < 0 || o->periods > GVC_COUNTED_MOST) {
        return gvc_fail(ctx, GVC_EARG, "%lld periods; expected 1 to %d", (long long)o->periods,
                        GVC_COUNTED_MOST);
    }
    if (!(o->resilience >= 0 && o->resilience <= 1)) {
        return gvc_fail(ctx, GVC_EARG, "resilience %g is not in (0, 1]", o->resilience);
    }
    return o->resilience != 0 && o->periods == 0
               ? gvc_fail(ctx, GVC_EARG, "--resilience belongs to --periods")
               : GVC_OK;
}

static gvc_status add_periods(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    static const char *const none[] = {NULL};
    out->variant += 2;
    return gvc_stages_counted(ctx, o->periods, none, "period", out, &out->axes[out->count++]);
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    if (status == GVC_OK) {
        status = check_periods(ctx, o);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_layout(ctx, kind, "Inoperability", variants, o, out);
    }
    return status == GVC_OK && o->periods > 0 ? add_periods(ctx, o, out) : status;
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct inoperability {
    gvc_scenario_change change; /* first: the end, or a path's last period */
    gvc_dense path;             /* periods + 1 x n: change of output; else empty */
} inoperability;

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m;
    return (gvc_workload){.right = o->periods > 0 ? 0 : 1};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    gvc_idx vectors = m->blocks + 3 * o->shock_count + o->periods + 4;
    return gvc_scenario_bytes(m) + (size_t)(vectors * m->n) * sizeof(double);
}

static void release(void *state)
{
    inoperability *q = state;
    if (q != NULL) {
        gvc_release(q->path.data);
        gvc_scenario_release(q);
    }
}

/* The demand of all absorbers together. */
static void add_up(const gvc_scenario_demand *f, gvc_idx n, double *all)
{
    for (gvc_idx k = 0; k < f->change.rows; k++) {
        for (gvc_idx i = 0; i < n; i++) {
            all[i] += f->change.data[k * f->change.stride + i];
        }
    }
}

static gvc_status follow_path(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              const double *demand, inoperability *q)
{
    double k = o->resilience == 0 ? 1 : o->resilience;
    double *used = NULL;
    gvc_status status = gvc_model_panel(ctx, &q->path, o->periods + 1, m->n);
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &used);
    }
    for (gvc_idx t = 0; t < o->periods && status == GVC_OK; t++) {
        gvc_dense now = {q->path.data + t * m->n, 1, m->n, m->n}, to = {used, 1, m->n, m->n};
        double *next = now.data + m->n;
        status = gvc_model_report(
            ctx, m, gvc_direct_right(&m->system, &now, NULL, &to, gvc_ctx_workers(ctx)));
        for (gvc_idx i = 0; i < m->n; i++) {
            next[i] = now.data[i] + k * (used[i] + demand[i] - now.data[i]);
        }
    }
    if (status == GVC_OK) {
        memcpy(q->change.output, q->path.data + o->periods * m->n,
               (size_t)m->n * sizeof *q->change.output);
    }
    gvc_release(used);
    return status;
}

static void remark(const gvc_model *m, inoperability *q)
{
    gvc_idx below = 0, above = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        double share = q->change.output[i] * m->inv_x[i];
        below += share < -1;
        above += share > 0;
    }
    if (below + above > 0) {
        gvc_text_addf(
            &q->change.about.remark,
            "inoperability below -1 in %lld industries, above 0 in %lld: not capped, which "
            "would break q = A* q + c*",
            (long long)below, (long long)above);
    }
}

static gvc_status compute(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          inoperability *q)
{
    gvc_scenario_demand f = {0};
    double *demand = NULL;
    gvc_status status = gvc_scenario_change_new(ctx, m, o, &q->change);
    if (status == GVC_OK) {
        status = gvc_scenario_demand_new(ctx, m, o, KNOWS, &q->change.about, &f);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &demand);
    }
    if (status == GVC_OK) {
        add_up(&f, m->n, demand);
        status = o->periods > 0 ? follow_path(ctx, m, o, demand, q)
                                : gvc_scenario_right(ctx, m, demand, q->change.output);
    }
    if (status == GVC_OK) {
        gvc_scenario_follow(m, &q->change);
        remark(m, q);
    }
    gvc_release(demand);
    gvc_scenario_demand_free(&f);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    inoperability *q = gvc_calloc(1, sizeof *q);
    if (q == NULL) {
        return gvc_fail_memory(ctx, sizeof *q, "the scenario");
    }
    *state = q;
    q->change.about.closure =
        "input coefficients and value added per unit of output stay; output follows demand, as\n"
        "shares of the output of before";
    return compute(ctx, m, o, q);
}

/* Rows of one industry after the other, its periods side by side. */
static void fill_path(const gvc_model *m, const inoperability *q, gvc_idx s, double *const *slabs)
{
    const gvc_scenario_change *c = &q->change;
    gvc_idx periods = q->path.rows, k = 0;
    int last = c->account == NULL ? GVC_SCENARIO_BASE : GVC_SCENARIO_WITH_ACCOUNT;
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        double sum = 0;
        for (gvc_idx t = 0; t < periods; t++, k++) {
            double change = q->path.data[t * m->n + i];
            double account = c->account == NULL ? 0 : c->account[i];
            const double values[] = {m->x[i],
                                     change,
                                     0,
                                     m->va[i],
                                     m->v[i] * change,
                                     0,
                                     account,
                                     account * m->inv_x[i] * change,
                                     0};
            sum += change;
            for (int v = 0; v < last; v++) {
                slabs[v][k] = values[v];
            }
            slabs[last][k] = 0;
            slabs[last + 1][k] = sum;
        }
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const inoperability *q = state;
    if (q->path.data != NULL) {
        fill_path(m, q, s, slabs);
    } else {
        int next = gvc_scenario_fill(m, &q->change, s, slabs);
        memset(slabs[next], 0, (size_t)gvc_model_size(m, s) * sizeof(double));
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const inoperability *q = state;
    int at = q->change.account == NULL ? GVC_SCENARIO_BASE : GVC_SCENARIO_WITH_ACCOUNT;
    gvc_scenario_percent(&q->change, values, cells);
    for (gvc_idx cell = 0; cell < cells; cell++) {
        values[at][cell] = values[0][cell] == 0 ? (double)NAN : values[1][cell] / values[0][cell];
    }
}

static const char *const identities[] = {
    "inoperability times output is the change of output that the same demand shock gives",
    "a path ends there: its last period tends to the settled state",
    NULL,
};
static const char *const caveats[] = {
    "--country and --sector name the industries whose products are demanded less, --buyer by whom",
    "resilience is the part of the gap that a period closes, the same for all industries",
    "values outside -1 and 0 are not capped",
    NULL,
};

const gvc_method gvc_method_scenario_inoperability = {
    .info = {.name = "scenario_inoperability",
             .command = "scenario",
             .usage = "scenario inoperability",
             .title = "Inoperability",
             .summary = "the part of output that a shock makes idle",
             .question = "If demand for the products of some industries falls, which part of every "
                         "industry stands still, at once and on the way there?",
             .reference =
                 "Haimes and Jiang (2001), Leontief-based model of risk in complex "
                 "interconnected infrastructures, Journal of Infrastructure Systems 7(1), "
                 "1-12; Santos and Haimes (2004), Modeling the demand reduction input-output "
                 "inoperability due to terrorism of interconnected infrastructures, Risk "
                 "Analysis 24(6), 1437-1451",
             .bibtex = "@article{haimes2001leontief,\n"
                       "  author  = {Haimes, Yacov Y. and Jiang, Pu},\n"
                       "  title   = {{Leontief}-based model of risk in complex interconnected "
                       "infrastructures},\n"
                       "  journal = {Journal of Infrastructure Systems},\n"
                       "  volume  = {7},\n"
                       "  number  = {1},\n"
                       "  pages   = {1--12},\n"
                       "  year    = {2001}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_scenario_levels,
             .variants = variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE | GVC_KNOWS_PERIODS,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .notes = gvc_scenario_state_notes,
    .release = release,
};
