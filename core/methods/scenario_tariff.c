/* scenario_tariff.c - duties on imported inputs, cumulated along the chain:
 *
 *   first order (duties paid at all earlier stages, per unit): (u (tau o A)) B
 *   full, on prices with duties in them: p = c (I - A o (1 + tau))^-1, c = u - u A
 *   effective protection of j: (t_j - sum_i tau_ij A_ij) / v_j, t_j the duty on its product. */
#include <math.h>
#include <string.h>

#include "methods/scenario_duties.h"

static const char kind[] = "tariff";
enum {
    KNOWS = GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_TO | GVC_SHOCK_BUYER | GVC_SHOCK_TO_BUYS,
};

#define PRODUCER                                                                                   \
    GVC_PRICE_TERM("first_order", "Producer prices, duties paid once, weighted by output",         \
                   "100 sum_i x_i dp_i / sum_i x_i, dp = (u (tau o A)) B"),                        \
        GVC_PRICE_TERM(                                                                            \
            "full", "Producer prices, duties on prices with duties in them",                       \
            "100 sum_i x_i dp_i / sum_i x_i, dp = c (I - A o (1 + tau))^-1 - u, c = u - u A")
#define EXPORT                                                                                     \
    GVC_PRICE_TERM("export_first_order", "Export prices, duties paid once, weighted by exports",   \
                   "100 sum_i e_i dp_i / sum_i e_i"),                                              \
        GVC_PRICE_TERM("export_full", "Export prices, duties on prices with duties in them",       \
                       "100 sum_i e_i dp_i / sum_i e_i, dp of full")
#define CONSUMER                                                                                   \
    GVC_PRICE_TERM("consumer_first_order", "What final users pay more through inputs",             \
                   "100 sum_i Y_ir dp_i / sum_i Y_ir"),                                            \
        GVC_PRICE_TERM("consumer_full", "What final users pay more through inputs, full",          \
                       "100 sum_i Y_ir dp_i / sum_i Y_ir, dp of full"),                            \
        GVC_PRICE_TERM("consumer_direct", "Duties on final products themselves",                   \
                       "100 sum_i tau_ir Y_ir / sum_i Y_ir")
#define ERP                                                                                        \
    GVC_PRICE_TERM("erp", "Effective rate of protection",                                          \
                   "100 sum_j x_j (t_j - sum_i tau_ij A_ij) / sum_j va_j, i abroad")
#define ERP_DOMESTIC                                                                               \
    GVC_PRICE_TERM("erp_domestic",                                                                 \
                   "Effective rate of protection, inputs from home dearer by their own duty too",  \
                   "100 sum_j x_j (t_j - sum_i tau_ij A_ij) / sum_j va_j, tau_ij = t_i at home")

#define LIST(NAME, ...)                                                                            \
    static const gvc_term NAME##_country[] = {PRODUCER, EXPORT, CONSUMER, __VA_ARGS__};            \
    static const gvc_term NAME##_sector[] = {PRODUCER, EXPORT, __VA_ARGS__}
LIST(plain, GVC_PRICE_END);
LIST(erp, ERP, GVC_PRICE_END);
LIST(domestic, ERP_DOMESTIC, GVC_PRICE_END);
LIST(both, ERP, ERP_DOMESTIC, GVC_PRICE_END);

#define HEAD_COUNTRY "first_order export_first_order consumer_first_order consumer_direct"
#define HEAD_SECTOR "first_order full export_first_order export_full"
#define TWO(NAME, WORDS, MORE)                                                                     \
    {"country" WORDS, "percent changes of producer, export and consumer prices", NAME##_country,   \
     NULL, HEAD_COUNTRY MORE},                                                                     \
    {                                                                                              \
        "sector" WORDS, "percent changes of producer and export prices", NAME##_sector, NULL,      \
            HEAD_SECTOR MORE                                                                       \
    }
static const gvc_variant variants[] = {
    TWO(plain, "", ""),
    TWO(erp, ", --erp", " erp"),
    TWO(domestic, ", --erp-domestic", " erp_domestic"),
    TWO(both, ", --erp --erp-domestic", " erp erp_domestic"),
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- words -------------------------------------------------------------------------------------
 */

static const char *const words[] = {"erp", "erp-domestic", NULL};

static bool has(const gvc_measure_options *o, const char *word)
{
    for (const char *const *w = o->with; w != NULL && *w != NULL; w++) {
        if (strcmp(*w, word) == 0) {
            return true;
        }
    }
    return false;
}

static gvc_status check_words(gvc_ctx *ctx, const gvc_measure_options *o)
{
    gvc_status status = GVC_OK;
    for (const char *const *w = o->with; w != NULL && *w != NULL && status == GVC_OK; w++) {
        const char *word = *w;
        status = gvc_word(ctx, kind, "columns", &word, words);
    }
    if (status == GVC_OK && o->product_rate != 0 && o->with == NULL) {
        status = gvc_fail(ctx, GVC_EARG, "--product-rate belongs to --erp");
    }
    if (status == GVC_OK && !(fabs(o->product_rate) <= GVC_SHOCK_MOST)) {
        status = gvc_fail(ctx, GVC_EARG,
                          "--product-rate: a duty of %g times the price is beyond "
                          "any; give a smaller one",
                          o->product_rate);
    }
    for (gvc_idx k = 0; k < o->shock_count && status == GVC_OK; k++) {
        if (o->shocks[k].by <= -1) {
            status =
                gvc_fail(ctx, GVC_EARG, "a duty of %g %% leaves no price", 100 * o->shocks[k].by);
            status = gvc_scenario_fail(ctx, status, &o->shocks[k]);
        }
    }
    return status;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    if (status == GVC_OK) {
        status = check_words(ctx, o);
    }
    int pair = (has(o, "erp") ? 1 : 0) + (has(o, "erp-domestic") ? 2 : 0);
    return status == GVC_OK ? gvc_scenario_price_layout(ctx, kind, "Tariffs along the chain",
                                                        &variants[2 * (size_t)pair], o, out)
                            : status;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m, (void)o;
    return (gvc_workload){.left = GVC_DUTIES_SOLVES};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    return gvc_scenario_prices_bytes(m, o, workers) +
           (size_t)(m->n * (m->blocks + 4)) * sizeof(double);
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct vectors {
    double *rate;  /* n x blocks */
    double *first; /* duties per unit of output at base prices */
    double *first_order, *full;
    double *own;    /* duty on the product itself */
    double *num;    /* of effective protection */
    double *direct; /* blocks */
} vectors;

static void describe(gvc_text *to, const gvc_shock *s)
{
    gvc_text_addf(to, "%sduty on ", to->length == 0 ? "" : "\n");
    gvc_scenario_say(to, s->sector, "all products");
    gvc_text_addf(to, " from ");
    gvc_scenario_say(to, s->from, "all others");
    gvc_text_addf(to, " into ");
    gvc_scenario_say(to, s->buyer != NULL ? s->buyer : s->to, "all countries");
    gvc_text_addf(to, ": ");
    gvc_scenario_say_share(to, s);
}

static gvc_status find_rates(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                             gvc_text *says, double *rate)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, KNOWS, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        gvc_scenario_shock *s = &all.items[k];
        describe(says, s->given);
        status = gvc_scenario_need_output(ctx, m, s->seller, "tariff", NULL);
        status = gvc_scenario_fail(ctx, status, s->given);
        for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
            for (gvc_idx r = 0; r < m->blocks && s->seller[i]; r++) {
                rate[i * m->blocks + r] += s->buyer[r] && m->block[i] != r ? s->by : 0;
            }
        }
    }
    gvc_scenario_shocks_free(&all);
    return status;
}

/* num_j = x_j (t_j - sum_i tau_ij A_ij), domestic: with tau_ij = t_i at home. */
static void protect(const gvc_model *m, const vectors *v, bool domestic, double *num)
{
    for (gvc_idx j = 0; j < m->n; j++) {
        num[j] = m->x[j] * (v->own[j] - v->first[j]);
    }
    for (gvc_idx i = 0; i < m->n && domestic; i++) {
        gvc_idx s = m->block[i];
        const double *z = m->z.data + i * m->z.stride;
        for (gvc_idx j = m->offset[s]; j < m->offset[s + 1]; j++) {
            num[j] -= m->inv_x[j] == 0 ? 0 : v->own[i] * z[j];
        }
    }
}

static gvc_status add_protection(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                 vectors *v, gvc_scenario_prices *p)
{
    gvc_status status = gvc_duties_protection(ctx, m, v->rate, v->own);
    for (gvc_idx j = 0; j < m->n && o->product_rate != 0; j++) {
        v->own[j] = o->product_rate;
    }
    for (size_t k = 0; words[k] != NULL && status == GVC_OK; k++) {
        if (has(o, words[k])) {
            protect(m, v, k == 1, v->num);
            status = gvc_scenario_ratio(ctx, m, p, v->num, m->va);
        }
    }
    return status;
}

static gvc_status add_prices(gvc_ctx *ctx, const gvc_model *m, vectors *v, gvc_scenario_prices *p)
{
    const double *const price[] = {v->first_order, v->full};
    const double *const weight[] = {m->x, m->e_total};
    gvc_status status = GVC_OK;
    for (int k = 0; k < 4 && status == GVC_OK; k++) {
        status = gvc_scenario_weighted(ctx, m, p, price[k % 2], weight[k / 2]);
    }
    for (int k = 0; k < 2 && status == GVC_OK; k++) {
        status = gvc_scenario_consumers(ctx, m, p, price[k], NULL);
    }
    if (status == GVC_OK) {
        gvc_duties_direct(m, v->rate, v->direct);
        status = gvc_scenario_consumed(ctx, m, p, v->direct);
    }
    for (gvc_idx j = 0; j < m->n; j++) {
        p->cost += v->first[j] * m->x[j];
    }
    p->spent = gvc_scenario_spent(m, v->first_order);
    return status;
}

static gvc_status allocate(gvc_ctx *ctx, const gvc_model *m, vectors *v)
{
    double **const all[] = {&v->first, &v->first_order, &v->full, &v->own, &v->num};
    gvc_status status = GVC_OK;
    v->rate = gvc_calloc((size_t)(m->n * m->blocks), sizeof *v->rate);
    v->direct = gvc_calloc((size_t)m->blocks, sizeof *v->direct);
    if (v->rate == NULL || v->direct == NULL) {
        return gvc_fail_memory(ctx, (size_t)(m->n * m->blocks) * sizeof *v->rate, "the duties");
    }
    for (size_t k = 0; k < sizeof all / sizeof *all && status == GVC_OK; k++) {
        status = gvc_scenario_vector(ctx, m, all[k]);
    }
    return status;
}

/* Do final users pay any of the duties themselves? */
static bool any_paid(const gvc_model *m, const vectors *v)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        if (v->direct[r] != 0) {
            return true;
        }
    }
    return false;
}

static gvc_status compute(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          vectors *v, gvc_scenario_prices *p)
{
    gvc_status status = allocate(ctx, m, v);
    if (status == GVC_OK) {
        status = find_rates(ctx, m, o, &p->about.shocks, v->rate);
    }
    if (status == GVC_OK) {
        gvc_duties_charge(m, v->rate, NULL, v->first);
        status = gvc_duties_solve(ctx, m, v->rate, v->first, v->first_order, v->full);
    }
    if (status == GVC_OK) {
        status = add_prices(ctx, m, v, p);
    }
    if (status == GVC_OK && !any_paid(m, v)) {
        gvc_scenario_warn_of_nothing(ctx, v->first, m->n, &p->about);
    }
    return status == GVC_OK && o->with != NULL ? add_protection(ctx, m, o, v, p) : status;
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
            "quantities, input coefficients and primary cost stay; the duty is paid by the buyer\n"
            "and passed on in full";
        status = compute(ctx, m, o, &v, p);
    }
    double *const all[] = {v.rate, v.first, v.first_order, v.full, v.own, v.num, v.direct};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
    return status;
}

static const char *const identities[] = {
    "first order: what final users pay more through inputs is the duties paid on all inputs, "
    "sum_ij tau_ij Z_ij",
    "full: it is the duties paid at prices with duties in them, sum_ij tau_ij p_i Z_ij",
    NULL,
};
static const char *const caveats[] = {
    "duties come on top of what the table's prices hold already; suppliers do not lower prices and "
    "nobody buys elsewhere",
    "the duty on the product itself (--erp) is the mean of the duties on its imports, or "
    "--product-rate",
    "--erp: of an industry whose value added is not above 0 the rate means nothing",
    NULL,
};

const gvc_method gvc_method_scenario_tariff = {
    .info = {.name = "scenario_tariff",
             .command = "scenario",
             .usage = "scenario tariff",
             .title = "Tariffs along the chain",
             .summary = "cumulative tariffs in prices; effective protection",
             .question =
                 "What do duties on inputs add to prices by the time a product is finished, "
                 "who pays a tariff of one country on another, and does protection help the "
                 "producer once his inputs are protected too?",
             .reference =
                 "Rouzet and Miroudot (2013), The cumulative impact of trade barriers along "
                 "the value chain, GTAP conference paper; Muradov (2017), Trade costs and "
                 "borders in global value chains, Review of World Economics 153(3), 487-509; "
                 "Corden (1966), The structure of a tariff system and the effective "
                 "protective rate, Journal of Political Economy 74(3), 221-237",
             .bibtex = "@article{corden1966structure,\n"
                       "  author  = {Corden, W. Max},\n"
                       "  title   = {The structure of a tariff system and the effective protective "
                       "rate},\n"
                       "  journal = {Journal of Political Economy},\n"
                       "  volume  = {74},\n"
                       "  number  = {3},\n"
                       "  pages   = {221--237},\n"
                       "  year    = {1966}\n"
                       "}\n"
                       "@article{muradov2017trade,\n"
                       "  author  = {Muradov, Kirill},\n"
                       "  title   = {Trade costs and borders in global value chains},\n"
                       "  journal = {Review of World Economics},\n"
                       "  volume  = {153},\n"
                       "  number  = {3},\n"
                       "  pages   = {487--509},\n"
                       "  year    = {2017}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_scenario_levels,
             .variants = variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_WITH | GVC_KNOWS_PRODUCT_RATE,
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
