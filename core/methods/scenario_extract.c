/* scenario_extract.c - hypothetical extraction: industries that disappear, or deliveries that stop.
 * The words and the record; the numbers are in scenario_extract_solve.c. */
#include <string.h>

#include "methods/scenario_extract.h"

static const char kind[] = "extract";
enum { KNOWS = GVC_EXTRACT_KNOWS };

static const char *const approaches[] = {"complete",       "backward",      "forward",
                                         "backward.total", "forward.total", NULL};

static bool stops_deliveries(const gvc_shock *s)
{
    return s->from != NULL || s->to != NULL || s->buyer != NULL;
}

bool gvc_extract_is_partial(const gvc_measure_options *o)
{
    return o->shock_count > 0 && stops_deliveries(&o->shocks[0]);
}

static gvc_status check_shock(gvc_ctx *ctx, const gvc_measure_options *o, const gvc_shock *s)
{
    bool partial = stops_deliveries(s);
    const char *dash = gvc_scenario_dashes(s);
    if (s->country != NULL && partial) {
        return gvc_fail(ctx, GVC_EARG,
                        "%scountry and %ssector remove whole industries, %sfrom and %sto stop "
                        "deliveries; choose one",
                        dash, dash, dash, dash);
    }
    if (s->country == NULL && s->sector == NULL && !partial) {
        return gvc_fail(ctx, GVC_EARG,
                        "say what is extracted: industries by %scountry and %ssector, or "
                        "deliveries by %sfrom and %sto",
                        dash, dash, dash, dash);
    }
    if (partial != stops_deliveries(&o->shocks[0])) {
        return gvc_fail(ctx, GVC_EARG,
                        "some shocks remove industries, others stop deliveries; "
                        "make two scenarios of them");
    }
    if (!partial && (s->by < 1 || s->by > 1)) {
        return gvc_fail(ctx, GVC_EARG,
                        "industries are removed as a whole; for a part of their "
                        "deliveries use %sfrom and %sto, leave out %sby",
                        dash, dash, dash);
    }
    return s->by < 0 || s->by > 1
               ? gvc_fail(ctx, GVC_EARG, "deliveries stop by a share from 0 to 100 %%, not %g %%",
                          100 * s->by)
               : GVC_OK;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_scenario_check(ctx, kind, KNOWS, o);
    for (gvc_idx k = 0; k < o->shock_count && status == GVC_OK; k++) {
        status = gvc_scenario_fail(ctx, check_shock(ctx, o, &o->shocks[k]), &o->shocks[k]);
    }
    if (status == GVC_OK && gvc_extract_is_partial(o)) {
        status = o->approach == NULL ? GVC_OK
                                     : gvc_fail(ctx, GVC_EARG,
                                                "variant %s is about one industry: name it with "
                                                "--country and --sector",
                                                o->approach);
    } else if (status == GVC_OK) {
        status = gvc_word(ctx, kind, "variant", &o->approach, approaches);
    }
    return status == GVC_OK ? gvc_scenario_layout(ctx, kind, "Hypothetical extraction",
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
    bool forward = o->approach != NULL && strncmp(o->approach, "forward", 7) == 0;
    c->about.closure =
        forward
            ? "output coefficients and value added of the others stay; output follows supply"
            : "input coefficients of the rest, its value added per unit of output and its final\n"
              "demand stay; what is not delivered any more is bought outside the world of the "
              "table";
    gvc_status status = gvc_scenario_change_new(ctx, m, o, c);
    if (status == GVC_OK) {
        status = gvc_extract_is_partial(o) ? gvc_extract_deliveries(ctx, m, o, c)
                                           : gvc_extract_industries(ctx, m, o, c);
    }
    if (status == GVC_OK) {
        gvc_scenario_follow(m, c);
    }
    return status;
}

static const char *const identities[] = {
    "complete: the loss of what is removed is its output",
    "deliveries: value added lost by a country when its exports stop is the domestic value added "
    "in "
    "its exports; the loss of the world is the flow, less what of it passes there again (residual "
    "value added)",
    NULL,
};
static const char *const caveats[] = {
    "a demand-side loss: no shortage of inputs, buyers find the product outside the table; it is a "
    "measure of importance, not a forecast",
    "without --to (--from) deliveries to (from) all other countries stop, not those at home",
    "backward, forward: one industry's purchases, or sales, alone; the .total variants keep what "
    "the industry delivers to itself",
    "forward variants are of the supply side, where value added is given: va_change reads the loss "
    "of "
    "output at the value added per unit of output of before",
    NULL,
};

const gvc_method gvc_method_scenario_extract = {
    .info = {.name = "scenario_extract",
             .command = "scenario",
             .usage = "scenario extract",
             .title = "Hypothetical extraction",
             .summary = "industries that disappear, deliveries that stop",
             .question =
                 "What is lost, and where, if an industry disappears, or if one country stops "
                 "delivering to another, in all or in part?",
             .reference =
                 "Dietzenbacher, van der Linden and Steenge (1993), The regional extraction "
                 "method: EC input-output comparisons, Economic Systems Research 5(2), "
                 "185-206; Miller and Lahr (2001), A taxonomy of extractions; Los, Timmer and "
                 "de Vries (2016), American Economic Review 106(7), 1958-1966",
             .bibtex =
                 "@article{dietzenbacher1993regional,\n"
                 "  author  = {Dietzenbacher, Erik and van der Linden, Jan A. and Steenge, "
                 "Albert E.},\n"
                 "  title   = {The regional extraction method: {EC} input-output comparisons},\n"
                 "  journal = {Economic Systems Research},\n"
                 "  volume  = {5},\n"
                 "  number  = {2},\n"
                 "  pages   = {185--206},\n"
                 "  year    = {1993}\n"
                 "}\n"
                 "@article{los2016tracing,\n"
                 "  author  = {Los, Bart and Timmer, Marcel P. and de Vries, Gaaitzen J.},\n"
                 "  title   = {Tracing value-added and double counting in gross exports: "
                 "Comment},\n"
                 "  journal = {American Economic Review},\n"
                 "  volume  = {106},\n"
                 "  number  = {7},\n"
                 "  pages   = {1958--1966},\n"
                 "  year    = {2016},\n"
                 "  doi     = {10.1257/aer.20140883}\n"
                 "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_scenario_levels,
             .approaches = approaches,
             .variants = gvc_scenario_variants},
    .knows = GVC_KNOWS_SHOCKS | GVC_KNOWS_SATELLITE,
    .choose = choose,
    .need = gvc_scenario_needs_nothing,
    .extra = gvc_extract_extra,
    .bytes = gvc_extract_bytes,
    .prepare = prepare,
    .piece = gvc_scenario_piece,
    .derive = gvc_scenario_derive,
    .notes = gvc_scenario_state_notes,
    .release = gvc_scenario_release,
};
