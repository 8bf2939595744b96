/* scenario_supply.c - value added that changes, with what each industry sells to whom kept in
 * proportion (Ghosh 1958):
 *
 *   dx' = dva' (I - O)^-1, O = diag(x)^-1 Z;   that is x o (B' (dva / x)): one solve with B. */
#include "methods/scenario_quantities.h"

static const char kind[] = "supply";
enum { KNOWS = GVC_SHOCK_COUNTRY | GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_AMOUNT };

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    return status == GVC_OK ? gvc_scenario_layout(ctx, kind, "Supply that changes",
                                                  gvc_scenario_variants, o, out)
                            : status;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m, (void)o;
    return (gvc_workload){.left = 1};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return gvc_scenario_bytes(m);
}

/* Adds the change of value added by one shock to c->va. */
static gvc_status add_shock(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_shock *s,
                            gvc_scenario_change *c)
{
    gvc_text *says = &c->about.shocks;
    gvc_text_addf(says, "%svalue added of ", says->length == 0 ? "" : "\n");
    gvc_scenario_say(says, s->given->sector, "all sectors");
    gvc_text_addf(says, " of ");
    gvc_scenario_say(says, s->given->from != NULL ? s->given->from : s->given->country,
                     "all countries");
    gvc_text_addf(says, ": ");
    gvc_status status =
        gvc_scenario_need_output(ctx, m, s->seller, "value added", &c->about.left_out);
    double all = 0, factor = s->by;
    for (gvc_idx i = 0; i < m->n; i++) {
        all += s->seller[i] ? m->va[i] : 0;
    }
    gvc_scenario_say_hit(ctx, &c->about, m, s->given, all);
    if (status == GVC_OK && s->given->absolute && all == 0) {
        status = gvc_fail(ctx, GVC_EARG, "there is no value added to spread an amount over");
    }
    if (s->given->absolute) {
        factor = s->by / all;
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        c->va[i] += s->seller[i] ? factor * m->va[i] : 0;
    }
    return gvc_scenario_fail(ctx, status, s->given);
}

static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_change *c)
{
    double *pushed = NULL;
    gvc_status status = gvc_scenario_vector(ctx, m, &pushed);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        pushed[i] = c->va[i] * m->inv_x[i];
    }
    if (status == GVC_OK) {
        status = gvc_scenario_left(ctx, m, pushed, c->output);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        c->output[i] *= m->x[i];
        if (c->account != NULL) {
            c->account_change[i] = c->account[i] * m->inv_x[i] * c->output[i];
        }
    }
    gvc_release(pushed);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_scenario_shocks all = {0};
    gvc_scenario_change *c = gvc_calloc(1, sizeof *c);
    if (c == NULL) {
        return gvc_fail_memory(ctx, sizeof *c, "the scenario");
    }
    *state = c;
    c->about.closure =
        "every industry goes on selling to the same buyers in the same parts (output\n"
        "coefficients stay), whatever these can do with it: inputs are perfect "
        "substitutes";
    gvc_status status = gvc_scenario_change_new(ctx, m, o, c);
    if (status == GVC_OK) {
        status = gvc_scenario_shocks_new(ctx, m, o, KNOWS, &all);
    }
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        status = add_shock(ctx, m, &all.items[k], c);
    }
    gvc_scenario_shocks_free(&all);
    return status == GVC_OK ? solve(ctx, m, c) : status;
}

static const char *const identities[] = {
    "output_change = va_change (I - O)^-1; final use, in proportion to output, changes by as much "
    "as value added",
    NULL,
};
static const char *const caveats[] = {
    "implausible as quantities: output grows where only one input does; read it as a ranking of "
    "exposure to suppliers, or as the price model in values (scenario price)",
    "va_change is the shock itself; the value added of the others stays",
    NULL,
};

const gvc_method gvc_method_scenario_supply = {
    .info = {.name = "scenario_supply",
             .command = "scenario",
             .usage = "scenario supply",
             .title = "Supply shock (Ghosh)",
             .summary = "value added that changes, passed on to buyers",
             .question = "Which countries and sectors hang on the supply of these industries, "
                         "through all that buy from them?",
             .reference = "Ghosh (1958), Input-output approach in an allocation system, Economica "
                          "25(97), 58-64; Dietzenbacher (1997), In vindication of the Ghosh model: "
                          "a reinterpretation as a price model, Journal of Regional Science 37(4), "
                          "629-651; Oosterhaven (1988), On the plausibility of the supply-driven "
                          "input-output model, Journal of Regional Science 28(2), 203-217",
             .bibtex = "@article{ghosh1958input,\n"
                       "  author  = {Ghosh, A.},\n"
                       "  title   = {Input-output approach in an allocation system},\n"
                       "  journal = {Economica},\n"
                       "  volume  = {25},\n"
                       "  number  = {97},\n"
                       "  pages   = {58--64},\n"
                       "  year    = {1958}\n"
                       "}\n"
                       "@article{dietzenbacher1997vindication,\n"
                       "  author  = {Dietzenbacher, Erik},\n"
                       "  title   = {In vindication of the {Ghosh} model: a reinterpretation as a "
                       "price model},\n"
                       "  journal = {Journal of Regional Science},\n"
                       "  volume  = {37},\n"
                       "  number  = {4},\n"
                       "  pages   = {629--651},\n"
                       "  year    = {1997}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_scenario_levels,
             .variants = gvc_scenario_variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = gvc_scenario_piece,
    .derive = gvc_scenario_derive,
    .notes = gvc_scenario_state_notes,
    .release = gvc_scenario_release,
};
