/* scenario_currency.c - a currency that changes its value against all others:
 *
 *   share_cj = ((v masked to c)' B)_j, dp_j = by share_cj in the currency of partners,
 *   dp_j - by in the currency of c itself; every country's own cost stays in its own currency. */
#include "methods/scenario_prices.h"

static const char kind[] = "currency";
enum { KNOWS = GVC_SHOCK_COUNTRY | GVC_SHOCK_COUNTRY_BUYS };

#define PRODUCER_PARTNER                                                                           \
    GVC_PRICE_TERM("producer_partner", "Change of producer prices in the currency of partners",    \
                   "100 sum_i x_i dp_i / sum_i x_i, dp = sum_c by_c (v masked to c)' B")
#define PRODUCER_OWN                                                                               \
    GVC_PRICE_TERM("producer_own", "Change of producer prices in the own currency",                \
                   "100 sum_i x_i (dp_i - by_c(i)) / sum_i x_i")
#define EXPORT_PARTNER                                                                             \
    GVC_PRICE_TERM("export_partner", "Change of export prices in the currency of partners",        \
                   "100 sum_i e_i dp_i / sum_i e_i")
#define EXPORT_OWN                                                                                 \
    GVC_PRICE_TERM("export_own", "Change of export prices in the own currency",                    \
                   "100 sum_i e_i (dp_i - by_c(i)) / sum_i e_i")
#define CONSUMER_OWN                                                                               \
    GVC_PRICE_TERM("consumer_own", "Change of what final users pay, in their own currency",        \
                   "100 (sum_i Y_ir dp_i / sum_i Y_ir - by_r)")

static const gvc_term by_country[] = {PRODUCER_PARTNER, PRODUCER_OWN, EXPORT_PARTNER,
                                      EXPORT_OWN,       CONSUMER_OWN, GVC_PRICE_END};
static const gvc_term by_sector[] = {PRODUCER_PARTNER, PRODUCER_OWN, EXPORT_PARTNER, EXPORT_OWN,
                                     GVC_PRICE_END};
static const gvc_variant variants[] = {
    {"country", "percent changes of producer, export and consumer prices", by_country, NULL, NULL},
    {"sector", "percent changes of producer and export prices", by_sector, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    for (gvc_idx k = 0; k < o->shock_count && status == GVC_OK; k++) {
        if (o->shocks[k].country == NULL) {
            status = gvc_fail(ctx, GVC_EARG, "say whose currency changes: %scountry KOR",
                              gvc_scenario_dashes(&o->shocks[k]));
        } else if (o->shocks[k].by <= -1) {
            status = gvc_fail(ctx, GVC_EARG, "a currency cannot lose %g %% of its value",
                              -100 * o->shocks[k].by);
        }
        status = gvc_scenario_fail(ctx, status, &o->shocks[k]);
    }
    return status == GVC_OK ? gvc_scenario_price_layout(ctx, kind, "Exchange rate pass-through",
                                                        variants, o, out)
                            : status;
}

/* by of every block, into change (blocks). */
static gvc_status find_changes(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                               gvc_text *says, double *change)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, KNOWS, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        const gvc_scenario_shock *s = &all.items[k];
        gvc_text_addf(says, "%scurrency of ", says->length == 0 ? "" : "\n");
        gvc_scenario_say(says, s->given->country, "");
        gvc_text_addf(says, ": ");
        gvc_scenario_say_share(says, s->given);
        for (gvc_idx b = 0; b < m->blocks; b++) {
            change[b] += s->buyer[b] ? s->by : 0;
        }
    }
    gvc_scenario_shocks_free(&all);
    return status;
}

typedef struct vectors {
    double *change; /* blocks */
    double *cost, *partner, *own;
} vectors;

static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, vectors *v, gvc_scenario_prices *p)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        v->cost[i] = v->change[m->block[i]] * m->v[i];
        p->cost += v->cost[i] * m->x[i];
    }
    gvc_status status = gvc_scenario_left(ctx, m, v->cost, v->partner);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        v->own[i] = v->partner[i] - v->change[m->block[i]];
    }
    if (status == GVC_OK) {
        p->spent = gvc_scenario_spent(m, v->partner);
    }
    return status;
}

static gvc_status add_columns(gvc_ctx *ctx, const gvc_model *m, vectors *v, gvc_scenario_prices *p)
{
    const double *const columns[][2] = {
        {v->partner, m->x}, {v->own, m->x}, {v->partner, m->e_total}, {v->own, m->e_total}};
    gvc_status status = GVC_OK;
    for (size_t k = 0; k < sizeof columns / sizeof *columns && status == GVC_OK; k++) {
        status = gvc_scenario_weighted(ctx, m, p, columns[k][0], columns[k][1]);
    }
    for (gvc_idx b = 0; b < m->blocks; b++) {
        v->change[b] = 0 - v->change[b];
    }
    return status == GVC_OK ? gvc_scenario_consumers(ctx, m, p, v->partner, v->change) : status;
}

static gvc_status compute(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          vectors *v, gvc_scenario_prices *p)
{
    double **const all[] = {&v->cost, &v->partner, &v->own};
    gvc_status status = GVC_OK;
    v->change = gvc_calloc((size_t)m->blocks, sizeof *v->change);
    if (v->change == NULL) {
        status = gvc_fail_memory(ctx, (size_t)m->blocks * sizeof *v->change, "the currencies");
    }
    for (size_t k = 0; k < sizeof all / sizeof *all && status == GVC_OK; k++) {
        status = gvc_scenario_vector(ctx, m, all[k]);
    }
    if (status == GVC_OK) {
        status = find_changes(ctx, m, o, &p->about.shocks, v->change);
    }
    if (status == GVC_OK) {
        status = solve(ctx, m, v, p);
    }
    return status == GVC_OK ? add_columns(ctx, m, v, p) : status;
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
            "quantities and input coefficients stay, every country's own cost stays in its\n"
            "own currency and is passed on; first order in the change";
        status = compute(ctx, m, o, &v, p);
    }
    gvc_release(v.change);
    gvc_release(v.cost);
    gvc_release(v.partner);
    gvc_release(v.own);
    return status;
}

static const char *const identities[] = {
    "export_partner - export_own is the change of the currency; export_partner over it is the "
    "domestic content of exports (weighted by gross exports)",
    "what final users pay more in the common currency is the change of the countries' value added",
    NULL,
};
static const char *const caveats[] = {
    "complete pass-through: invoicing in foreign currency and pricing to market are not in a table",
    "--by -10%: the currency loses 10 % against all others that are not named",
    NULL,
};

const gvc_method gvc_method_scenario_currency = {
    .info = {.name = "scenario_currency",
             .command = "scenario",
             .usage = "scenario currency",
             .title = "Exchange rate pass-through",
             .summary = "a cheaper or dearer currency, through value chains",
             .question = "Does a cheap currency help? How much of a depreciation reaches export "
                         "prices once imported inputs cost more, and what happens to prices at "
                         "home?",
             .reference = "Miller and Blair (2009), Input-Output Analysis: Foundations and "
                          "Extensions, 2nd edition, Cambridge University Press, section 2.6; the "
                          "dual of value added by country of origin",
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
    .knows = GVC_KNOWS_SHOCKS,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = gvc_scenario_one_left,
    .bytes = gvc_scenario_prices_bytes,
    .prepare = prepare,
    .piece = gvc_scenario_price_piece,
    .derive = gvc_scenario_price_derive,
    .notes = gvc_scenario_price_notes,
    .release = gvc_scenario_prices_release,
};
