/* scenario_carbon.c - a price on emissions, at home or at the border:
 *
 *   dc_j = tau S_j of the industries that pay, S = account / x; at the border of a group r, for j
 *   in r: dc_j = tau sum_{i outside r} (S B)_i A_ij, all that is embodied in what r imports;
 *   dp = dc' B. */
#include "methods/scenario_duties.h"

static const char kind[] = "carbon";
enum {
    KNOWS = GVC_SHOCK_COUNTRY | GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_TO |
            GVC_SHOCK_ONLY_AMOUNT,
};

#define PRODUCER                                                                                   \
    GVC_PRICE_TERM("producer_price", "Change of producer prices, weighted by output",              \
                   "100 sum_i x_i dp_i / sum_i x_i, dp = dc' B")
#define EXPORT                                                                                     \
    GVC_PRICE_TERM("export_price", "Change of export prices, weighted by gross exports",           \
                   "100 sum_i e_i dp_i / sum_i e_i")
#define CONSUMER                                                                                   \
    GVC_PRICE_TERM("consumer_price", "Change of what final users pay through producer prices",     \
                   "100 sum_i Y_ir dp_i / sum_i Y_ir")
#define DIRECT                                                                                     \
    GVC_PRICE_TERM("consumer_direct", "Charge at the border on final products themselves",         \
                   "100 tau sum_{i outside r} (S B)_i Y_ir / sum_i Y_ir")

static const gvc_term by_country[] = {PRODUCER, EXPORT, CONSUMER, DIRECT, GVC_PRICE_END};
static const gvc_term by_sector[] = {PRODUCER, EXPORT, GVC_PRICE_END};
static const gvc_variant variants[] = {
    {"country", "percent changes of producer, export and consumer prices", by_country, NULL, NULL},
    {"sector", "percent changes of producer and export prices", by_sector, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = GVC_OK;
    if (o->satellite == NULL) {
        status = gvc_fail(ctx, GVC_EARG,
                          "a scenario of carbon needs the account of emissions: "
                          "--satellite CO2, or a file");
    }
    if (status == GVC_OK) {
        status = gvc_scenario_check(ctx, kind, KNOWS, o);
    }
    return status == GVC_OK
               ? gvc_scenario_price_layout(ctx, kind, "A price on emissions", variants, o, out)
               : status;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m, (void)o;
    return (gvc_workload){.left = 2};
}

typedef struct vectors {
    double *account, *content; /* F; S B, solved for where a border is */
    double *cost;
    double *rate;   /* n x blocks: of a border, per unit of what crosses it */
    double *direct; /* blocks */
} vectors;

static void describe(gvc_text *to, const gvc_model *m, const gvc_shock *s, const char *satellite)
{
    gvc_text_addf(to, "%s%s of ", to->length == 0 ? "" : "\n", satellite);
    gvc_scenario_say(to, s->sector, "all sectors");
    gvc_text_addf(to, " of ");
    gvc_scenario_say(to, s->from != NULL ? s->from : s->country,
                     s->to == NULL ? "all countries" : "all others");
    if (s->to != NULL) {
        gvc_text_addf(to, " at the border of ");
        gvc_scenario_say(to, s->to, "");
    }
    gvc_text_addf(to, ": ");
    gvc_scenario_say_size(to, m, s);
    gvc_text_addf(to, " per unit");
}

static gvc_status find_content(gvc_ctx *ctx, const gvc_model *m, vectors *v)
{
    double *s = NULL;
    if (v->content != NULL) {
        return GVC_OK;
    }
    gvc_status status = gvc_scenario_vector(ctx, m, &s);
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &v->content);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        s[i] = v->account[i] * m->inv_x[i];
    }
    if (status == GVC_OK) {
        status = gvc_scenario_left(ctx, m, s, v->content);
    }
    gvc_release(s);
    return status;
}

static gvc_status add_border(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_shock *s,
                             vectors *v)
{
    gvc_status status = find_content(ctx, m, v);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            bool crosses = s->seller[i] && s->to[r] && !s->to[m->block[i]];
            v->rate[i * m->blocks + r] += crosses ? s->by * v->content[i] : 0;
        }
    }
    return status;
}

static gvc_status add_shocks(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                             vectors *v, gvc_scenario_prices *p)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, KNOWS, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        gvc_scenario_shock *s = &all.items[k];
        describe(&p->about.shocks, m, s->given, o->satellite);
        status = gvc_scenario_need_output(ctx, m, s->seller, "carbon", NULL);
        status = gvc_scenario_fail(ctx, status, s->given);
        if (status == GVC_OK && s->given->to != NULL) {
            status = add_border(ctx, m, s, v);
            continue;
        }
        for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
            v->cost[i] += s->seller[i] ? s->by * v->account[i] * m->inv_x[i] : 0;
        }
    }
    gvc_scenario_shocks_free(&all);
    return status;
}

/* What crosses the border adds to the cost of industries and to what final users pay. */
static gvc_status charge(gvc_ctx *ctx, const gvc_model *m, vectors *v)
{
    double *charged = NULL;
    gvc_status status = gvc_scenario_vector(ctx, m, &charged);
    if (status == GVC_OK) {
        gvc_duties_charge(m, v->rate, NULL, charged);
        gvc_duties_direct(m, v->rate, v->direct);
    }
    for (gvc_idx j = 0; j < m->n && status == GVC_OK; j++) {
        v->cost[j] += charged[j];
    }
    gvc_release(charged);
    return status;
}

static gvc_status compute(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          vectors *v, gvc_scenario_prices *p)
{
    size_t n = (size_t)m->n, blocks = (size_t)m->blocks;
    v->rate = gvc_calloc(n * blocks, sizeof *v->rate);
    v->direct = gvc_calloc(blocks, sizeof *v->direct);
    if (v->rate == NULL || v->direct == NULL) {
        return gvc_fail_memory(ctx, n * blocks * sizeof *v->rate, "the charges");
    }
    gvc_status status = gvc_scenario_account(ctx, m, o->satellite, &v->account);
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &v->cost);
    }
    if (status == GVC_OK) {
        status = add_shocks(ctx, m, o, v, p);
    }
    if (status == GVC_OK) {
        status = charge(ctx, m, v);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_push(ctx, m, v->cost, p);
    }
    return status == GVC_OK ? gvc_scenario_consumed(ctx, m, p, v->direct) : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    vectors v = {0};
    gvc_scenario_prices *p = NULL;
    gvc_status status = gvc_scenario_prices_new(ctx, o, &p);
    *state = p;
    if (status == GVC_OK) {
        p->about.closure =
            "quantities, input coefficients and emissions per unit of output stay; every cost is\n"
            "passed on";
        status = compute(ctx, m, o, &v, p);
    }
    gvc_release(v.account);
    gvc_release(v.content);
    gvc_release(v.cost);
    gvc_release(v.rate);
    gvc_release(v.direct);
    return status;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    return gvc_scenario_prices_bytes(m, o, workers) +
           (size_t)(m->n * (m->blocks + 4)) * sizeof(double);
}

static const char *const identities[] = {
    "what final users pay more through prices is the bill of all industries; without a border, of "
    "all countries, it is the price times all emissions of the account",
    NULL,
};
static const char *const caveats[] = {
    "the price is in units of the table per unit of the account: with million dollars and "
    "kilotons, "
    "50 dollars a ton are 0.05",
    "--border GROUP charges what the group imports with all emissions embodied in it, also where "
    "these were priced before; emissions of the group itself are charged by a second shock",
    NULL,
};

const gvc_method gvc_method_scenario_carbon = {
    .info = {.name = "scenario_carbon",
             .command = "scenario",
             .usage = "scenario carbon",
             .title = "Carbon price",
             .summary = "a price on emissions, at home or at a border",
             .question = "What does a price on emissions, or a charge at the border on what is "
                         "embodied in imports, do to prices of producers, exporters and consumers?",
             .reference = "Miller and Blair (2009), Input-Output Analysis: Foundations and "
                          "Extensions, 2nd edition, Cambridge University Press, section 2.6 and "
                          "chapter 10",
             .bibtex = "@book{miller2009input,\n"
                       "  author    = {Miller, Ronald E. and Blair, Peter D.},\n"
                       "  title     = {Input-Output Analysis: Foundations and Extensions},\n"
                       "  edition   = {2},\n"
                       "  publisher = {Cambridge University Press},\n"
                       "  year      = {2009}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_scenario_levels,
             .variants = variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = gvc_scenario_price_piece,
    .derive = gvc_scenario_price_derive,
    .notes = gvc_scenario_price_notes,
    .release = gvc_scenario_prices_release,
};
