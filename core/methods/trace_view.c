/* trace_view.c - which words go together, the rows and columns they come to, and what those need */
#include <string.h>

#include "methods/trace.h"

static const char *const flows[] = {"exports", "output", "final-demand", NULL};
static const char *const keys[] = {"origin", "absorber", "both", NULL};
static const char *const origin_levels[] = {"country", "sector", NULL};
static const char *const perspectives[] = {"exporter", "world",   "sectexp", "bilateral",
                                           "sectbil",  "content", NULL};
static const char *const approaches[] = {"source", "sink", NULL};

static bool is(const char *word, const char *other)
{
    return word != NULL && strcmp(word, other) == 0;
}

/* ---- terms -------------------------------------------------------------------------------------
 */

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define FLOW                                                                                       \
    {                                                                                              \
        "flow", "Gross exports, with an absorber the part that ends there",                        \
            "F_sr = sum_d F_sr,d, F_sr,d = [d = r] Y_sr + A_sr (B Y)_rd", NULL, false              \
    }
#define VA "Value added of the origin, counted once"
#define CONTENT                                                                                    \
    {                                                                                              \
        "content", "Value added of the origin, counted again at every passage", "v_o B_os o F_sr", \
            NULL, false                                                                            \
    }

static const gvc_term source_terms[] = {
    FLOW, {"va", VA, "v_o B_os B_ss^-1 L_ss o F_sr", NULL, false}, CONTENT, END};
static const gvc_term sink_terms[] = {
    FLOW,
    {"va", VA, "v_o B_os o F^s_sr, F^s_sr,d = [d = r] Y_sr + A_sr (B^{/s} Y^{/s})_rd", NULL, false},
    CONTENT,
    END};
static const gvc_term world_source_terms[] = {
    FLOW,
    {"va", VA, "v_o L_oo A_os L_ss o F_sr; at home v_s L_ss o F_sr", NULL, false},
    CONTENT,
    END};
static const gvc_term world_sink_terms[] = {
    FLOW,
    {"va", VA,
     "v_o B_os o D_sr + [o = r] v_r B_rs o A_sr L_rr sum_{j!=r} D_rj, D_sr = Y_sr + A_sr L_rr "
     "Y_rr; at home v_s B_ss o F^s_sr as in exporter, sink",
     NULL, false},
    CONTENT,
    END};
static const gvc_term sectexp_terms[] = {
    FLOW, {"va", VA, "v_o B_oi / (1 + sum_{r!=s} (A_sr B_rs)_ii) F_ir", NULL, false}, CONTENT, END};
static const gvc_term bilateral_terms[] = {
    FLOW, {"va", VA, "v_o B_os (I + A_sr B_rs)^-1 o F_sr", NULL, false}, CONTENT, END};
static const gvc_term sectbil_terms[] = {
    FLOW, {"va", VA, "v_o B_oi / (1 + (A_sr B_rs)_ii) F_ir", NULL, false}, CONTENT, END};
static const gvc_term content_terms[] = {
    FLOW,
    {"va", "Value added of the origin, counted again at every passage", "v_o B_os o F_sr", NULL,
     false},
    END};
static const gvc_term output_terms[] = {
    {"flow", "Gross output", "X", NULL, false},
    {"va", "Value added of the origin in it", "v_o B_os o X_s", NULL, false},
    END};
static const gvc_term final_terms[] = {
    {"flow", "Final demand of the absorber", "u Y_d", NULL, false},
    {"va", "Value added of the origin in it", "v_o (B Y)_od", NULL, false},
    END};

const gvc_variant gvc_trace_variants[] = {
    {"exporter, source",
     "value added counts once in the exports of a country, the first time it leaves", source_terms,
     "flow", NULL},
    {"exporter, sink",
     "value added counts once in the exports of a country, the last time it leaves", sink_terms,
     "flow", NULL},
    {"world, source",
     "foreign value added counts once in the exports of all countries, where it leaves a foreign "
     "country for the first time",
     world_source_terms, "flow", NULL},
    {"world, sink",
     "foreign value added counts once in the exports of all countries, where it leaves a foreign "
     "country for the last time",
     world_sink_terms, "flow", NULL},
    {"sectexp", "value added counts once in the exports of one industry", sectexp_terms, "flow",
     NULL},
    {"bilateral", "value added counts once in the exports to one country", bilateral_terms, "flow",
     NULL},
    {"sectbil", "value added counts once in the exports of one industry to one country",
     sectbil_terms, "flow", NULL},
    {"content", "all that was added, each time it passes", content_terms, "flow", NULL},
    {"output", "--in output: the value added in gross output", output_terms, "flow", NULL},
    {"final-demand", "--in final-demand: the value added that a country absorbs", final_terms,
     "flow", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
enum { OUTPUT_VARIANT = GVC_TRACE_NONE + 1, FINAL_VARIANT };

/* ---- words -------------------------------------------------------------------------------------
 */

static gvc_trace_rule rule_of(const gvc_measure_options *o)
{
    static const gvc_trace_rule rules[] = {GVC_TRACE_SOURCE,  GVC_TRACE_WORLD_SOURCE,
                                           GVC_TRACE_SECTEXP, GVC_TRACE_BILATERAL,
                                           GVC_TRACE_SECTBIL, GVC_TRACE_NONE};
    for (int k = 0; perspectives[k] != NULL; k++) {
        if (is(o->perspective, perspectives[k])) {
            return is(o->approach, "sink") ? rules[k] + 1 : rules[k];
        }
    }
    return GVC_TRACE_NONE;
}

gvc_trace_view gvc_trace_view_of(const gvc_measure_options *o)
{
    gvc_trace_view v = {.in = is(o->in, "output")         ? GVC_TRACE_OUTPUT
                              : is(o->in, "final-demand") ? GVC_TRACE_FINAL
                                                          : GVC_TRACE_EXPORTS};
    v.rule = rule_of(o);
    v.origin = !is(o->by, "absorber");
    v.origin_sector = is(o->origin_level, "sector");
    v.sector = is(o->level, "sector") || is(o->level, "bilateral");
    v.importer = is(o->level, "pair") || is(o->level, "bilateral");
    v.absorber = v.in == GVC_TRACE_EXPORTS && !is(o->by, "origin");
    v.product = gvc_trace_is_part(o);
    return v;
}

/* The levels of a perspective: those that do not add up would count twice. */
static gvc_status choose_level(gvc_ctx *ctx, gvc_measure_options *o)
{
    static const char *const all[] = {"country", "sector", "pair", "bilateral", NULL};
    static const char *const sectors[] = {"sector", "bilateral", NULL};
    static const char *const pairs[] = {"pair", "bilateral", NULL};
    static const char *const both[] = {"bilateral", NULL};
    const gvc_trace_rule rule = rule_of(o);
    const char *const *offered = rule == GVC_TRACE_SECTEXP     ? sectors
                                 : rule == GVC_TRACE_BILATERAL ? pairs
                                 : rule == GVC_TRACE_SECTBIL   ? both
                                                               : all;
    gvc_status status = gvc_word(ctx, "trace", "level", &o->level, all);
    for (size_t k = 0; status == GVC_OK && offered != all; k++) {
        if (offered[k] == NULL) {
            return gvc_fail(ctx, GVC_EARG,
                            "level %s of perspective %s would count value added twice; use level "
                            "%s, or perspective exporter",
                            o->level, o->perspective, offered[0]);
        }
        if (strcmp(offered[k], o->level) == 0) {
            break;
        }
    }
    return status;
}

/* Where no level was chosen: the first that the perspective has. */
static const char *first_level(const gvc_measure_options *o)
{
    return is(o->perspective, "sectexp")     ? "sector"
           : is(o->perspective, "bilateral") ? "pair"
           : is(o->perspective, "sectbil")   ? "bilateral"
                                             : "country";
}

bool gvc_trace_is_part(const gvc_measure_options *o)
{
    return o->product != NULL || o->category != NULL;
}

static gvc_status refuse_part(gvc_ctx *ctx, const gvc_measure_options *o)
{
    return gvc_fail(ctx, GVC_EARG,
                    "a product or category of the absorber is traced in final demand alone; use "
                    "--in final-demand, or leave out '%s'",
                    o->product != NULL ? o->product : o->category);
}

static gvc_status choose_exports(gvc_ctx *ctx, gvc_measure_options *o)
{
    gvc_status status = gvc_word(ctx, "trace", "perspective", &o->perspective, perspectives);
    if (status != GVC_OK) {
        return status;
    }
    if (gvc_trace_is_part(o)) {
        return refuse_part(ctx, o);
    }
    if (is(o->perspective, "exporter") || is(o->perspective, "world")) {
        status = gvc_word(ctx, "trace", "approach", &o->approach, approaches);
    } else if (o->approach != NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "perspective %s has no approach: whatever enters the flow counts, once; "
                        "leave out '%s', or use perspective exporter",
                        o->perspective, o->approach);
    }
    o->level = o->level == NULL ? first_level(o) : o->level;
    return status == GVC_OK ? choose_level(ctx, o) : status;
}

/* Output and final demand cross no border by themselves. */
static gvc_status refuse_borders(gvc_ctx *ctx, const gvc_measure_options *o)
{
    const char *word = o->perspective != NULL ? o->perspective : o->approach;
    return word == NULL ? GVC_OK
                        : gvc_fail(ctx, GVC_EARG,
                                   "perspectives and approaches are of exports, not of %s; leave "
                                   "out '%s', or use --in exports",
                                   o->in, word);
}

static gvc_status choose_output(gvc_ctx *ctx, gvc_measure_options *o)
{
    gvc_status status = refuse_borders(ctx, o);
    if (status != GVC_OK) {
        return status;
    }
    if (!is(o->by, "origin")) {
        return gvc_fail(ctx, GVC_EARG,
                        "output is not all absorbed, so --in output has no '%s'; use --by origin, "
                        "or --in final-demand",
                        o->by);
    }
    if (gvc_trace_is_part(o)) {
        return refuse_part(ctx, o);
    }
    o->level = o->level == NULL ? "country" : o->level;
    if (is(o->level, "pair") || is(o->level, "bilateral")) {
        return gvc_fail(ctx, GVC_EARG, "output has no importer; use level %s, or --in exports",
                        is(o->level, "pair") ? "country" : "sector");
    }
    return gvc_word(ctx, "trace", "level", &o->level, origin_levels);
}

static gvc_status choose_final(gvc_ctx *ctx, gvc_measure_options *o)
{
    gvc_status status = refuse_borders(ctx, o);
    if (status == GVC_OK && o->level != NULL && !is(o->level, "country")) {
        status = gvc_fail(ctx, GVC_EARG,
                          "rows of final demand are origins and absorbers, without level '%s'; "
                          "use --origin-level sector, --absorber-product, or --in exports",
                          o->level);
    }
    o->level = "country";
    return status;
}

static gvc_status choose_words(gvc_ctx *ctx, gvc_measure_options *o)
{
    gvc_status status = gvc_word(ctx, "trace", "flow", &o->in, flows);
    if (status == GVC_OK) {
        status = gvc_word(ctx, "trace", "key", &o->by, keys);
    }
    if (status == GVC_OK) {
        status = gvc_word(ctx, "trace", "origin level", &o->origin_level, origin_levels);
    }
    if (status == GVC_OK && is(o->by, "absorber")) {
        status = !is(o->origin_level, "sector")
                     ? GVC_OK
                     : gvc_fail(ctx, GVC_EARG,
                                "--by absorber has no origins whose sectors could be told apart; "
                                "use --by both");
        o->origin_level = NULL;
    }
    if (status != GVC_OK) {
        return status;
    }
    return is(o->in, "output")         ? choose_output(ctx, o)
           : is(o->in, "final-demand") ? choose_final(ctx, o)
                                       : choose_exports(ctx, o);
}

/* ---- rows --------------------------------------------------------------------------------------
 */

static void add_axis(gvc_layout *l, const char *name, gvc_axis_kind kind, int of)
{
    l->axes[l->count++] = (gvc_layout_axis){.name = name, .kind = kind, .of = of};
}

static void lay_out(const gvc_trace_view *v, gvc_layout *l)
{
    if (v->origin) {
        add_axis(l, "origin", GVC_AXIS_BLOCKS, 0);
        if (v->origin_sector) {
            l->again = l->count;
            add_axis(l, "origin_sector", GVC_AXIS_INDUSTRIES, 0);
        }
    }
    if (v->in == GVC_TRACE_FINAL) {
        add_axis(l, "absorber", GVC_AXIS_BLOCKS, 0);
        return;
    }
    int seller = l->count;
    add_axis(l, v->in == GVC_TRACE_OUTPUT ? "country" : "exporter", GVC_AXIS_BLOCKS, 0);
    if (v->sector) {
        add_axis(l, "sector", v->origin ? GVC_AXIS_SECTORS : GVC_AXIS_INDUSTRIES, seller + 1);
    }
    if (v->importer) {
        l->own_a = seller;
        l->own_b = l->count;
        add_axis(l, "importer", GVC_AXIS_BLOCKS, 0);
    }
    if (v->absorber) {
        add_axis(l, "absorber", GVC_AXIS_BLOCKS, 0);
    }
}

static const char *title_of(const gvc_trace_view *v)
{
    if (v->in == GVC_TRACE_OUTPUT) {
        return "Origin of the value added in output";
    }
    if (v->in == GVC_TRACE_FINAL) {
        return v->origin ? "Origin of the value added in final demand"
                         : "Value added in final demand";
    }
    return !v->absorber ? "Origin of the value added in exports"
           : v->origin  ? "Origin and destination of the value added in exports"
                        : "Destination of the value added in exports";
}

gvc_status gvc_trace_choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = choose_words(ctx, o);
    if (status != GVC_OK) {
        return status;
    }
    gvc_trace_view v = gvc_trace_view_of(o);
    lay_out(&v, out);
    out->title = title_of(&v);
    out->variant = &gvc_trace_variants[v.in == GVC_TRACE_OUTPUT  ? OUTPUT_VARIANT
                                       : v.in == GVC_TRACE_FINAL ? FINAL_VARIANT
                                                                 : (int)v.rule];
    return GVC_OK;
}

/* ---- needs -------------------------------------------------------------------------------------
 */

/* v_o B of whoever the rows tell apart. */
static gvc_needs kernel_needs(const gvc_trace_view *v)
{
    return v->origin_sector ? GVC_NEED_INVERSE : v->origin ? GVC_NEED_ORIGIN : GVC_NEED_CONTENT;
}

static gvc_needs sink_needs(const gvc_trace_view *v)
{
    return kernel_needs(v) | (v->absorber ? GVC_NEED_INVERSE : GVC_NEED_AGAIN);
}

static gvc_needs va_needs(const gvc_trace_view *v)
{
    switch (v->rule) {
    case GVC_TRACE_SOURCE:
        return v->origin ? kernel_needs(v) | GVC_NEED_INVERSE : GVC_NEED_FOREIGN;
    case GVC_TRACE_SINK:
        return sink_needs(v);
    case GVC_TRACE_WORLD_SOURCE:
        return 0;
    case GVC_TRACE_WORLD_SINK:
        return sink_needs(v) | (v->origin ? 0 : GVC_NEED_ORIGIN);
    case GVC_TRACE_SECTEXP:
    case GVC_TRACE_BILATERAL:
    case GVC_TRACE_SECTBIL:
        return kernel_needs(v) | GVC_NEED_INVERSE;
    case GVC_TRACE_NONE:
        break;
    }
    return kernel_needs(v);
}

gvc_needs gvc_trace_needs(const gvc_trace_view *v, int term)
{
    if (v->in == GVC_TRACE_FINAL) {
        return term == GVC_TRACE_VA && !v->product ? GVC_NEED_ABSORBED : 0;
    }
    gvc_needs flow = v->absorber ? GVC_NEED_ABSORBED : 0;
    return term == GVC_TRACE_FLOW      ? flow
           : term == GVC_TRACE_CONTENT ? flow | kernel_needs(v)
                                       : flow | va_needs(v);
}
