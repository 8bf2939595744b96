/* bm.c - the record of the Borin-Mancini decomposition of gross exports: terms, words, variants */
#include "methods/bm.h"

#include <string.h>

#include "methods/exports.h"
#include "methods/registry.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

/* A^M_s holds the imported inputs of s, M_s = sum over j != s of A_sj B_js is what comes back to
 * the border of s, f_s = sum over t != s of v_t B^{/s}_ts with the exports of s cut. */
static const gvc_term source_terms[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"dc", "Domestic content", "v_s B_ss o E_sr", NULL, false},
    {"dva", "Domestic value added", "v_s L_ss o E_sr", NULL, false},
    {"vax", "Domestic value added absorbed abroad", "dva - ref", NULL, true},
    {"davax", "Domestic value added absorbed by the direct importer",
     "v_s L_ss o (Y_sr + A_sr L_rr Y_rr)", NULL, false},
    {"ref", "Domestic value added that returns and is absorbed at home (reflection)",
     "v_s L_ss o A_sr (B Y)_rs", NULL, true},
    {"ddc", "Domestic double counting", "v_s L_ss M_s o E_sr", NULL, true},
    {"fc", "Foreign content", "sum_{t!=s} v_t B_ts o E_sr", NULL, false},
    {"fva", "Foreign value added", "f_s o E_sr, f_s = sum_{t!=s} v_t B^{/s}_ts", NULL, true},
    {"fdc", "Foreign double counting", "f_s M_s o E_sr", NULL, true},
    {"gvc", "GVC-related exports: cross more than one border", "gvcb + gvcf", NULL, false},
    {"gvcb", "Backward GVC participation: import content", "fc + ddc", NULL, false},
    {"gvcf", "Forward GVC participation: re-exported by the importer", "v_s L_ss o A_sr L_rr E_r",
     NULL, false},
    END,
};

static const gvc_term sink_terms[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"dc", "Domestic content", "v_s B_ss o E_sr", NULL, false},
    {"dva", "Domestic value added", "v_s B_ss o (E_sr - A_sr g_r), g = B^{/s}_.s E_s", NULL, false},
    {"vax", "Domestic value added absorbed abroad", "dva - ref", NULL, true},
    {"vaxim", "Domestic value added absorbed by the direct importer",
     "v_s B_ss o (Y_sr + A_sr (B^{/s} Y^{/s})_rr)", NULL, false},
    {"ref", "Domestic value added that returns and is absorbed at home (reflection)",
     "v_s B_ss o A_sr (B^{/s} Y^{/s})_rs", NULL, true},
    {"ddc", "Domestic double counting", "v_s B_ss o A_sr g_r", NULL, true},
    {"fc", "Foreign content", "sum_{t!=s} v_t B_ts o E_sr", NULL, false},
    {"fva", "Foreign value added", "sum_{t!=s} v_t B_ts o (E_sr - A_sr g_r)", NULL, true},
    {"fdc", "Foreign double counting", "sum_{t!=s} v_t B_ts o A_sr g_r", NULL, true},
    END,
};

/* a = v_s L_ss (source) or v_s B_ss (sink) for vax and ref; a = f_s or sum_{t!=s} v_t B_ts for fva;
 * Q = B Y (source) or B^{/s} Y^{/s} (sink). */
#define ELEMENTARY_TERMS(D, F, Q)                                                                  \
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},                              \
        {"vax1", "Domestic value added in final exports", D " o Y_sr", NULL, true},                \
        {"vax2", "Domestic value added in intermediates that the importer absorbs",                \
         D " o A_sr L_rr Y_rr", NULL, true},                                                       \
        {"vax3", "Domestic value added re-exported as final goods to third countries",             \
         D " o A_sr L_rr sum_{j!=r,s} Y_rj", NULL, true},                                          \
        {"vax4", "Domestic value added re-exported as intermediates, absorbed abroad",             \
         D " o A_sr L_rr sum_{j!=r} A_rj sum_{l!=s} " Q "_jl", NULL, true},                        \
        {"ref1", "Domestic value added that returns in final goods", D " o A_sr L_rr Y_rs", NULL,  \
         true},                                                                                    \
        {"ref2", "Domestic value added that returns in intermediates",                             \
         D " o A_sr L_rr sum_{j!=r} A_rj " Q "_js", NULL, true},                                   \
        {"ddc", "Domestic double counting", "domestic content - domestic value added", NULL,       \
         true},                                                                                    \
        {"fva1", "Foreign value added in final exports", F " o Y_sr", NULL, true},                 \
        {"fva2", "Foreign value added in intermediates that the importer absorbs",                 \
         F " o A_sr L_rr Y_rr", NULL, true},                                                       \
        {"fva3", "Foreign value added re-exported as final goods",                                 \
         F " o A_sr L_rr sum_{j!=r} Y_rj", NULL, true},                                            \
        {"fva4", "Foreign value added re-exported as intermediates",                               \
         F " o A_sr L_rr sum_{j!=r} A_rj sum_l " Q "_jl", NULL, true},                             \
        {"fdc", "Foreign double counting", "foreign content - foreign value added", NULL, true},   \
        END

static const gvc_term source_elementary[] = {ELEMENTARY_TERMS("v_s L_ss", "f_s", "(B Y)")};
static const gvc_term sink_elementary[] = {
    ELEMENTARY_TERMS("v_s B_ss", "sum_{t!=s} v_t B_ts", "(B^{/s} Y^{/s})")};

static const gvc_variant variants[] = {
    {"source", "value added is recorded the first time it leaves the exporter", source_terms,
     "gexp", "gexp dva dva% fva gvc% resid vax ref ddc"},
    {"sink", "value added is recorded the last time it leaves the exporter, closest to final use",
     sink_terms, "gexp", "gexp dva dva% fva fva% resid vax ref ddc"},
    {"source, elementary", "the 12 elementary terms of the source approach", source_elementary,
     "gexp", NULL},
    {"sink, elementary", "the 12 elementary terms of the sink approach", sink_elementary, "gexp",
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static bool is_sink(const gvc_measure_options *o)
{
    return strcmp(o->approach, "sink") == 0;
}

static bool is_elementary(const gvc_measure_options *o)
{
    return o->detail != NULL;
}

static const char *const perspectives[] = {"exporter", NULL};
static const char *const approaches[] = {"source", "sink", NULL};
static const char *const details[] = {"elementary", NULL};
static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};

/* Words that another record of the family knows come here only with a detail that it lacks. */
static gvc_status choose_perspective(gvc_ctx *ctx, gvc_measure_options *o)
{
    if (o->perspective == NULL || strcmp(o->perspective, perspectives[0]) == 0) {
        return gvc_word(ctx, "bm", "perspective", &o->perspective, perspectives);
    }
    if (o->detail != NULL) {
        return gvc_fail(ctx, GVC_EARG, "--%s goes with perspective %s alone; leave out '%s'",
                        o->detail, perspectives[0], o->perspective);
    }
    gvc_text all = {0};
    gvc_method_perspectives(&all, "bm");
    gvc_fail(ctx, GVC_EARG, "method bm has no perspective '%s'; it has %s", o->perspective,
             gvc_text_str(&all));
    gvc_text_free(&all);
    return GVC_EARG;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = choose_perspective(ctx, o);
    if (status == GVC_OK) {
        status = gvc_word(ctx, "bm", "approach", &o->approach, approaches);
    }
    if (status == GVC_OK && o->detail != NULL) {
        status = gvc_word(ctx, "bm", "detail", &o->detail, details);
    }
    if (status == GVC_OK && is_elementary(o) && o->output == GVC_OUTPUT_GIVEN) {
        status =
            gvc_fail(ctx, GVC_EARG,
                     "--elementary with --output-total given: stated output that nobody uses has "
                     "no place among the 12 terms; use rowsum");
    }
    if (status == GVC_OK) {
        status = gvc_exports_layout(ctx, "bm", o, levels, out);
    }
    if (status == GVC_OK) {
        out->variant = &variants[(is_elementary(o) ? 2 : 0) + (is_sink(o) ? 1 : 0)];
    }
    return status;
}

typedef struct shared {
    bool sink;
    int workers;
    gvc_bm_work *work;     /* workers */
    gvc_bm_panels *panels; /* NULL but for the elementary terms */
} shared;

static void release(void *state)
{
    shared *all = state;
    if (all == NULL) {
        return;
    }
    gvc_bm_works_free(all->work, all->workers);
    gvc_bm_panels_free(all->panels);
    gvc_release(all);
}

static gvc_needs need(const gvc_measure_options *o)
{
    if (is_elementary(o)) {
        return gvc_bm_elementary_needs(is_sink(o));
    }
    return is_sink(o) ? gvc_bm_sink_needs(o) : gvc_bm_source_needs(o);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    bool importer = (need(o) & GVC_NEED_INVERSE) != 0;
    return (size_t)workers * gvc_bm_work_bytes(m, importer) +
           (is_elementary(o) ? gvc_bm_panels_bytes(m) : 0);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what exporters share");
    }
    *state = all;
    all->sink = is_sink(o);
    all->workers = workers;
    /* B may be there for other terms that this run serves as well. */
    bool importer = all->sink && !is_elementary(o) && m->has_inverse && m->by.data != NULL;
    gvc_status status = gvc_bm_works_new(ctx, m, importer, workers, &all->work);
    if (status == GVC_OK && is_elementary(o)) {
        status = gvc_bm_panels_new(ctx, &all->panels, m, all->sink);
    }
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    gvc_bm_work *w = &all->work[worker];
    if (all->panels != NULL) {
        return gvc_bm_elementary(m, all->panels, s, all->sink, w, slabs);
    }
    return all->sink ? gvc_bm_sink(m, s, w, slabs) : gvc_bm_source(m, s, w, slabs);
}

static const char *const identities[] = {
    "gexp = dc + fc (+ resid), dc = dva + ddc, fc = fva + fdc, dva = vax + ref",
    "source: gvc = gvcb + gvcf = gexp - davax (- resid), gvcb = fc + ddc, gvcf = dva - davax",
    "country totals: source = sink for every term they share",
    "coarser levels are the sums of finer ones",
    NULL,
};
static const char *const caveats[] = {
    GVC_BM_RESID,
    GVC_BM_ORPHANS,
    "dc is domestic content and includes double counting; domestic value added is dva",
    NULL,
};

const gvc_method gvc_method_bm = {
    .info =
        {.name = "bm",
         .command = "decompose",
         .usage = "decompose",
         .title = "Borin-Mancini",
         .summary = "gross exports into domestic and foreign value added and double counting",
         .question =
             "How much of what a country exports is its own value added, how much is foreign, and "
             "how much is counted more than once because it crosses the country's border again? "
             "Exporter perspective: value added counts once in the exports of the country.",
         .reference = GVC_BM_REFERENCE,
         .bibtex = GVC_BM_BIBTEX,
         .identities = identities,
         .caveats = caveats,
         .perspectives = perspectives,
         .approaches = approaches,
         .levels = levels,
         .details = details,
         .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
