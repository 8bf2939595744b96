/* scenario_price.c - primary cost that changes, pushed into prices (Leontief price model):
 *
 *   dp = dc' B, dc_j = change of value added, or of an account such as wages, over x_j. */
#include "methods/scenario_prices.h"

static const char kind[] = "price";
enum { KNOWS = GVC_SHOCK_COUNTRY | GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_AMOUNT };

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    return status == GVC_OK ? gvc_scenario_price_layout(ctx, kind, "Costs pushed into prices",
                                                        gvc_scenario_price_variants, o, out)
                            : status;
}

static void describe(gvc_text *to, const gvc_shock *s, const char *satellite)
{
    gvc_text_addf(to, "%s%s of ", to->length == 0 ? "" : "\n",
                  satellite == NULL ? "primary cost" : satellite);
    gvc_scenario_say(to, s->sector, "all sectors");
    gvc_text_addf(to, " of ");
    gvc_scenario_say(to, s->from != NULL ? s->from : s->country, "all countries");
    gvc_text_addf(to, ": ");
}

/* component: n, in units of the table. */
static gvc_status add_shock(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_shock *s,
                            const double *component, gvc_scenario_prices *p, double *cost)
{
    gvc_status status = gvc_scenario_need_output(ctx, m, s->seller, "price", &p->about.left_out);
    double all = 0, factor = s->by;
    for (gvc_idx i = 0; i < m->n; i++) {
        all += s->seller[i] ? component[i] : 0;
    }
    gvc_scenario_say_hit(ctx, &p->about, m, s->given, all);
    if (status == GVC_OK && s->given->absolute && all == 0) {
        status = gvc_fail(ctx, GVC_EARG, "there is no such cost to spread an amount over");
    }
    if (s->given->absolute) {
        factor = s->by / all;
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        cost[i] += s->seller[i] ? factor * component[i] * m->inv_x[i] : 0;
    }
    return gvc_scenario_fail(ctx, status, s->given);
}

static gvc_status add_shocks(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                             const double *component, gvc_scenario_prices *p, double *cost)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, KNOWS, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        describe(&p->about.shocks, all.items[k].given, o->satellite);
        status = add_shock(ctx, m, &all.items[k], component, p, cost);
    }
    gvc_scenario_shocks_free(&all);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_scenario_prices *p = NULL;
    double *cost = NULL, *account = NULL;
    gvc_status status = gvc_scenario_prices_new(ctx, o, &p);
    *state = p;
    if (status == GVC_OK) {
        p->about.closure = "quantities, input coefficients and all other primary cost stay; every "
                           "cost is passed on";
        status = gvc_scenario_vector(ctx, m, &cost);
    }
    if (status == GVC_OK && o->satellite != NULL) {
        status = gvc_scenario_account(ctx, m, o->satellite, &account);
    }
    if (status == GVC_OK) {
        status = add_shocks(ctx, m, o, account == NULL ? m->va : account, p, cost);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_push(ctx, m, cost, p);
    }
    gvc_release(cost);
    gvc_release(account);
    return status;
}

static const char *const identities[] = {
    "what final users pay more, sum_i dp_i y_i, is what is pushed in, sum_j dc_j x_j",
    NULL,
};
static const char *const caveats[] = {
    "base prices are 1, the change is exact for any size: the price model is linear in cost",
    "with --satellite the account is a part of cost in units of the table (wages), else all of "
    "value added changes",
    NULL,
};

const gvc_method gvc_method_scenario_price = {
    .info = {.name = "scenario_price",
             .command = "scenario",
             .usage = "scenario price",
             .title = "Cost push",
             .summary = "wages or other primary cost that change, in prices",
             .question = "If wages or other primary costs rise here, what happens to prices "
                         "everywhere, through all stages of production?",
             .reference = "Miller and Blair (2009), Input-Output Analysis: Foundations and "
                          "Extensions, 2nd edition, Cambridge University Press, section 2.6",
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
             .variants = gvc_scenario_price_variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE,
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
