/* scenario_source.c - purchases that move from one supplier to another: reshoring, nearshoring,
 * friend-shoring. Of each product p that buyers in r buy,
 *
 *   A'_(a,p),j = (1 - phi) A_(a,p),j,   A'_(b,p),j += phi A_(a,p),j,   Y alike,
 *
 * j in r; several receivers b share by what they sell to r, or equally. The sums of columns stay,
 * so that the GDP of the world does (residual value added): v B = u'. Exact: scenario_cut.c. The
 * words and the record; the numbers are in scenario_source_solve.c. */
#include "methods/scenario_source.h"

static const char kind[] = "source";
enum { KNOWS = GVC_SOURCE_KNOWS };

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    for (gvc_idx k = 0; k < o->shock_count && status == GVC_OK; k++) {
        const gvc_shock *s = &o->shocks[k];
        if (s->to == NULL) {
            status = gvc_fail(ctx, GVC_EARG,
                              "a scenario of source needs the new suppliers: %sto "
                              "MEX, a group, or home for the buyer's own country",
                              gvc_scenario_dashes(s));
        } else if (s->by < 0 || s->by > 1) {
            status = gvc_fail(ctx, GVC_EARG,
                              "purchases move by a share from 0 to 100 %%, not %g %%", 100 * s->by);
        }
        status = gvc_scenario_fail(ctx, status, s);
    }
    return status == GVC_OK ? gvc_scenario_layout(ctx, kind, "Purchases that move",
                                                  gvc_scenario_variants, o, out)
                            : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_scenario_change *c = gvc_calloc(1, sizeof *c);
    if (c == NULL) {
        return gvc_fail_memory(ctx, sizeof *c, "the scenario");
    }
    *state = c;
    c->about.closure =
        "what buyers spend on each product, unit costs and value added per unit of output\n"
        "stay; suppliers change at the same price, with the technology they have";
    gvc_status status = gvc_scenario_change_new(ctx, m, o, c);
    if (status == GVC_OK) {
        status = gvc_source_solve(ctx, m, o, c);
    }
    if (status == GVC_OK) {
        gvc_scenario_follow(m, c);
    }
    return status;
}

static const char *const identities[] = {
    "the value added of the world stays (residual value added): what some lose others win",
    "the sums of the columns of A and Y stay",
    NULL,
};
static const char *const caveats[] = {
    "at the same price: add a price scenario for what the new suppliers cost more",
    "several new suppliers share by what they sell to the buyer's country so far, equally where "
    "that is nothing or with --split equal; those without output get nothing, and where none has "
    "output the scenario is refused",
    "without --from all foreign suppliers of the buyer give up sales; without --buyer all "
    "countries "
    "but the seller's own buy elsewhere",
    NULL,
};

const gvc_method gvc_method_scenario_source = {
    .info = {.name = "scenario_source",
             .command = "scenario",
             .usage = "scenario source",
             .title = "Reallocation of sourcing",
             .summary = "purchases that move: reshoring, nearshoring, friend-shoring",
             .question = "Who wins and who loses if a country buys a product at home, nearby or "
                         "from friends instead of where it buys it now?",
             .reference = "Miller and Blair (2009), Input-Output Analysis: Foundations and "
                          "Extensions, 2nd edition, Cambridge University Press, chapter 3 "
                          "(interregional trade coefficients that change)",
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
             .variants = gvc_scenario_variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = gvc_source_extra,
    .bytes = gvc_source_bytes,
    .prepare = prepare,
    .piece = gvc_scenario_piece,
    .derive = gvc_scenario_derive,
    .notes = gvc_scenario_state_notes,
    .release = gvc_scenario_release,
};
