/* rates.c - value-added exchange rates: how much the prices of partners weigh for a country that
 * competes with them everywhere. Bems and Johnson (2017).
 *
 * Meaning: with real absorption fixed and one elasticity eta everywhere, d ln VA_s = -eta (1 -
 * T_ss) d ln VAREER_s, d ln VAREER_s = p_s - sum_r weight_sr p_r, p prices of value added in a
 * common currency, up = appreciation. */
#include "methods/rates.h"

#include <math.h>

enum { WEIGHT, GROSS, OVERLAP };
enum { RESPONSE, ELASTIC_WEIGHT };

static const gvc_term equal_terms[] = {
    {"weight", "Weight of the partner in the value-added exchange rate (VAREER)",
     "T_sr / (1 - T_ss), 0 at home", "1", false},
    {"gross_weight", "Weight of the partner by gross sales and their direct buyers",
     "T_sr / (1 - T_ss) of gross sales", "1", false},
    {"overlap", "Overlap of markets: value added of s by absorber, times shares of r there",
     "T_sr = sum_k (VA_sk / GDP_s) (VA_rk / FD_k)", "1", false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_term elastic_terms[] = {
    {"response", "Real value added when the price of value added of the partner rises by 1 %",
     "E_sr = sum_{i in s} va_i vh_ir / GDP_s", "%", false},
    {"weight", "Weight of the partner", "E_sr / (-E_ss), 0 at home", "1", false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_variant variants[] = {
    {"weights", "one elasticity everywhere (the default)", equal_terms, NULL, NULL},
    {"elasticities", "three elasticities (--elasticities)", elastic_terms, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status check_elasticities(gvc_ctx *ctx, const gvc_measure_options *o)
{
    for (int k = 0; k < 3; k++) {
        if (!(o->elasticities[k] >= 0 && o->elasticities[k] <= GVC_ELASTICITY_MOST)) {
            return gvc_fail(ctx, GVC_EARG, "an elasticity of %g: they are numbers from 0 to %g",
                            o->elasticities[k], GVC_ELASTICITY_MOST);
        }
    }
    if (o->va == GVC_VA_GIVEN || o->output == GVC_OUTPUT_GIVEN) {
        return gvc_fail(ctx, GVC_EARG,
                        "elasticities with --va or --output-total given: a price is the cost of "
                        "inputs and value added, and all output is sold; use residual and rowsum");
    }
    return GVC_OK;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCKS};
    out->count = 2;
    out->variant = &variants[o->elasticities == NULL ? 0 : 1];
    out->title = "Weights of exchange rates";
    return o->elasticities == NULL ? GVC_OK : check_elasticities(ctx, o);
}

static bool wants_value_added(const gvc_measure_options *o)
{
    static const char *const names[] = {"weight", "overlap", NULL};
    return o->elasticities == NULL && gvc_wants(o, names);
}

static gvc_needs need(const gvc_measure_options *o)
{
    return o->elasticities != NULL ? (gvc_needs)GVC_NEED_ORIGIN
           : wants_value_added(o)  ? (gvc_needs)GVC_NEED_ABSORBED
                                   : 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.right = o->elasticities == NULL ? 0 : m->blocks};
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct rates {
    bool elastic;
    gvc_dense weights, gross, overlap; /* G x G */
    gvc_dense response;
} rates;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return 6 * (size_t)m->blocks * (size_t)m->blocks * sizeof(double) +
           (o->elasticities == NULL ? 0 : gvc_rates_elastic_bytes(m));
}

static void release(void *state)
{
    rates *all = state;
    if (all != NULL) {
        gvc_release(all->weights.data);
        gvc_release(all->gross.data);
        gvc_release(all->overlap.data);
        gvc_release(all->response.data);
        gvc_release(all);
    }
}

static gvc_status fill(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o, rates *all)
{
    if (all->elastic) {
        return gvc_rates_elastic(ctx, m, o->elasticities, &all->response);
    }
    gvc_status status = gvc_rates_gross(ctx, m, &all->gross);
    return status == GVC_OK && wants_value_added(o)
               ? gvc_rates_value_added(ctx, m, &all->weights, &all->overlap)
               : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    rates *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the weights");
    }
    *state = all;
    all->elastic = o->elasticities != NULL;
    gvc_dense *const panels[] = {&all->weights, &all->gross, &all->overlap, &all->response};
    gvc_status status = GVC_OK;
    for (int k = 0; k < 4 && status == GVC_OK; k++) {
        status = gvc_model_panel(ctx, panels[k], m->blocks, m->blocks);
    }
    return status == GVC_OK ? fill(ctx, m, o, all) : status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const rates *all = state;
    for (gvc_idx r = 0; r < m->blocks; r++) {
        gvc_idx at = s * m->blocks + r;
        if (all->elastic) {
            double own = all->response.data[s * m->blocks + s], e = all->response.data[at];
            slabs[RESPONSE][r] = e;
            slabs[ELASTIC_WEIGHT][r] = r == s ? 0 : own == 0 ? (double)NAN : e / -own;
        } else {
            slabs[WEIGHT][r] = all->weights.data[at];
            slabs[GROSS][r] = all->gross.data[at];
            slabs[OVERLAP][r] = all->overlap.data[at];
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "weights of a country add up to 1, overlaps too, where all final demand is somebody's value "
    "added",
    "elasticities: responses of a country add up to 0: prices that all rise alike change nothing",
    "three equal elasticities eta: response at home = -eta (1 - overlap at home), and the weights "
    "are those of one elasticity",
    NULL,
};
static const char *const caveats[] = {
    "an index of the exchange rate needs prices: --index",
    "the response is of the first order, with real absorption of every country fixed; elasticities "
    "are the user's, there are no defaults",
    "final demand that is nobody's value added, sales without output behind them (orphan flows) or "
    "what stated value added leaves out, is missing in the weights' sum of 1",
    "the three elasticities are an extension of the paper's idea, not its numbers",
    NULL,
};

const gvc_method gvc_method_rates = {
    .info = {.name = "rates",
             .command = "rates",
             .usage = "rates",
             .title = "Value-added exchange rates",
             .summary = "against whom a country competes: weights of real exchange rates",
             .question =
                 "Against whom does a country's value added compete, in all markets where it "
                 "ends up? How much does its price competitiveness depend on the prices of "
                 "each partner?",
             .reference =
                 "Bems and Johnson (2017), Demand for value added and value-added exchange "
                 "rates, American Economic Journal: Macroeconomics 9(4), 45-90",
             .bibtex = "@article{bems2017demand,\n"
                       "  author  = {Bems, Rudolfs and Johnson, Robert C.},\n"
                       "  title   = {Demand for value added and value-added exchange rates},\n"
                       "  journal = {American Economic Journal: Macroeconomics},\n"
                       "  volume  = {9},\n"
                       "  number  = {4},\n"
                       "  pages   = {45--90},\n"
                       "  year    = {2017}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .variants = variants},
    .knows = GVC_KNOWS_ELASTICITIES,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
