/* wwz.c - the record of the Wang-Wei-Zhu decomposition of gross exports: terms, words, variants,
 * and what the terms need. Outputs and cells: wwz_outputs.c, wwz_cells.c. */
#include "methods/wwz.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

static const gvc_term sixteen[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"dva_fin", "Domestic value added in final exports", "v_s B_ss o Y_sr", NULL, true},
    {"dva_int",
     "Domestic value added in intermediates, in the importer's own final goods for itself",
     "v_s L_ss o A_sr B_rr Y_rr", NULL, true},
    {"dva_intrexi1",
     "Domestic value added in intermediates, in final goods that third countries make for "
     "themselves",
     "v_s L_ss o A_sr sum_{t!=s,r} B_rt Y_tt", NULL, true},
    {"dva_intrexf",
     "Domestic value added in intermediates, in final goods of the importer for third countries",
     "v_s L_ss o A_sr B_rr sum_{t!=s,r} Y_rt", NULL, true},
    {"dva_intrexi2",
     "Domestic value added in intermediates, in final exports of third countries, but to the "
     "exporter",
     "v_s L_ss o A_sr sum_{t!=s,r} B_rt sum_{u!=s,t} Y_tu", NULL, true},
    {"rdv_fin", "Domestic value added that returns in final goods of the importer",
     "v_s L_ss o A_sr B_rr Y_rs", NULL, true},
    {"rdv_fin2", "Domestic value added that returns in final goods of third countries",
     "v_s L_ss o A_sr sum_{t!=s,r} B_rt Y_ts", NULL, true},
    {"rdv_int", "Domestic value added that returns in intermediates and is absorbed at home",
     "v_s L_ss o A_sr B_rs Y_ss", NULL, true},
    {"ddc_fin", "Domestic double counting: returns in intermediates, leaves again in final goods",
     "v_s L_ss o A_sr B_rs sum_{u!=s} Y_su", NULL, true},
    {"ddc_int", "Domestic double counting: has returned before it leaves in intermediates",
     "(v_s B_ss - v_s L_ss) o A_sr X_r", NULL, true},
    {"mva_fin", "The importer's value added in final exports", "v_r B_rs o Y_sr", NULL, true},
    {"mva_int", "The importer's value added in intermediates that it absorbs",
     "v_r B_rs o A_sr L_rr Y_rr", NULL, true},
    {"mdc", "The importer's content called double counting: the importer exports it again",
     "v_r B_rs o A_sr L_rr E_r", NULL, true},
    {"ova_fin", "Third countries' value added in final exports", "sum_{t!=s,r} v_t B_ts o Y_sr",
     NULL, true},
    {"ova_int", "Third countries' value added in intermediates that the importer absorbs",
     "sum_{t!=s,r} v_t B_ts o A_sr L_rr Y_rr", NULL, true},
    {"odc", "Third countries' content called double counting: the importer exports it again",
     "sum_{t!=s,r} v_t B_ts o A_sr L_rr E_r", NULL, true},
    {"texp", "Total exports", "E_sr", NULL, false},
    {"texpint", "Exports of intermediates", "A_sr X_r", NULL, false},
    {"texpfd", "Exports of final goods", "Y_sr", NULL, false},
    {"dvix_fsr", "Domestic value added in exports, by industry of origin, without what returns",
     "v_s o L_ss E_sr", NULL, false},
    END,
};

static const gvc_term nine[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"dva_fin", "Domestic value added in final exports", "v_s B_ss o Y_sr", NULL, true},
    {"dva_int", "Domestic value added in intermediates, in final goods that their maker absorbs",
     "v_s L_ss o A_sr sum_{t!=s} B_rt Y_tt", NULL, true},
    {"dva_intrex", "Domestic value added in intermediates, in final goods sold to third countries",
     "v_s L_ss o A_sr sum_{t!=s} B_rt sum_{u!=s,t} Y_tu", NULL, true},
    {"rdv_fin", "Domestic value added that returns in final goods",
     "v_s L_ss o A_sr sum_{t!=s} B_rt Y_ts", NULL, true},
    {"rdv_int", "Domestic value added that returns in intermediates and is absorbed at home",
     "v_s L_ss o A_sr B_rs Y_ss", NULL, true},
    {"ddc", "Domestic double counting",
     "v_s L_ss o A_sr B_rs sum_{u!=s} Y_su + (v_s B_ss - v_s L_ss) o A_sr X_r", NULL, true},
    {"fva_fin", "Foreign value added in final exports", "sum_{t!=s} v_t B_ts o Y_sr", NULL, true},
    {"fva_int", "Foreign value added in intermediates that the importer absorbs",
     "sum_{t!=s} v_t B_ts o A_sr L_rr Y_rr", NULL, true},
    {"fdc", "Foreign content called double counting: the importer exports it again",
     "sum_{t!=s} v_t B_ts o A_sr L_rr E_r", NULL, true},
    END,
};

static const gvc_variant variants[] = {
    {"as published", "the sixteen terms", sixteen, "gexp",
     "gexp dva_fin dva_int ddc_int mva_fin ova_fin odc resid"},
    {"kww", "the sixteen terms added up to the nine of Koopman, Wang and Wei, at every level", nine,
     "gexp", "gexp dva_fin dva_int dva_intrex ddc fva_fin fva_int fdc resid"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};
static const char *const details[] = {"kww", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = GVC_OK;
    if (o->detail != NULL) {
        status = gvc_word(ctx, "wwz", "detail", &o->detail, details);
    }
    if (status == GVC_OK) {
        status = gvc_exports_all_used(ctx, "wwz", o);
    }
    if (status == GVC_OK) {
        status = gvc_exports_layout(ctx, "wwz", o, levels, out);
    }
    out->variant = &variants[o->detail == NULL ? 0 : 1];
    return status;
}

/* ---- needs -------------------------------------------------------------------------------------
 */

static gvc_needs need(const gvc_measure_options *o)
{
    enum {
        THEIRS = GVC_NEED_OWN,
        AGAIN = GVC_NEED_FINAL,
        RETURNS = GVC_NEED_OWN | GVC_NEED_ABSORBED,
        BLOCKS = GVC_NEED_INVERSE
    };
    static const char *const names[] = {"dva_fin",      "dva_int", "dva_intrexi1", "dva_intrexf",
                                        "dva_intrexi2", "rdv_fin", "rdv_fin2",     "rdv_int",
                                        "ddc_fin",      "ddc_int", "mva_fin",      "mva_int",
                                        "mdc",          "ova_fin", "ova_int",      "odc"};
    static const gvc_needs needs[] = {GVC_NEED_CONTENT,
                                      THEIRS,
                                      THEIRS,
                                      BLOCKS,
                                      AGAIN | RETURNS | BLOCKS,
                                      BLOCKS,
                                      RETURNS | BLOCKS,
                                      THEIRS,
                                      AGAIN,
                                      GVC_NEED_CONTENT,
                                      GVC_NEED_ORIGIN,
                                      GVC_NEED_ORIGIN,
                                      GVC_NEED_ORIGIN,
                                      GVC_NEED_ORIGIN,
                                      GVC_NEED_ORIGIN,
                                      GVC_NEED_ORIGIN};
    static const char *const nine_names[] = {"dva_fin", "dva_int", "dva_intrex",
                                             "rdv_fin", "rdv_int", "ddc",
                                             "fva_fin", "fva_int", "fdc"};
    static const gvc_needs nine_needs[] = {
        GVC_NEED_CONTENT,         THEIRS,           AGAIN | RETURNS,  RETURNS,         THEIRS,
        AGAIN | GVC_NEED_CONTENT, GVC_NEED_CONTENT, GVC_NEED_CONTENT, GVC_NEED_CONTENT};
    return o->detail == NULL
               ? gvc_wanted_needs(o, names, needs, sizeof needs / sizeof *needs)
               : gvc_wanted_needs(o, nine_names, nine_needs, sizeof nine_needs / sizeof *needs);
}

/* ---- what the exporters share ------------------------------------------------------------------
 */

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    size_t panels = o->detail == NULL ? GVC_WWZ_HELD + 1 : 3; /* and one that comes and goes */
    size_t numbers = panels * (size_t)m->blocks * (size_t)m->n;
    return (numbers + (size_t)workers * gvc_wwz_scratch(m)) * sizeof(double);
}

static void release(void *state)
{
    gvc_wwz *w = state;
    if (w != NULL) {
        for (int k = 0; k < w->holds; k++) {
            gvc_release(w->held[k]);
        }
        gvc_release(w->scratch);
        gvc_release(w);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    gvc_wwz *w = gvc_calloc(1, sizeof *w);
    size_t scratch = (size_t)workers * gvc_wwz_scratch(m);
    if (w == NULL) {
        return gvc_fail_memory(ctx, sizeof *w, "what exporters share");
    }
    *state = w;
    w->kww = o->detail != NULL;
    w->scratch = gvc_calloc(scratch, sizeof *w->scratch);
    if (w->scratch == NULL) {
        return gvc_fail_memory(ctx, scratch * sizeof *w->scratch, "one exporter at a time");
    }
    return gvc_wwz_fill(ctx, m, w);
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    return gvc_wwz_piece(m, state, s, worker, slabs);
}

/* ---- the record --------------------------------------------------------------------------------
 */

static const char *const identities[] = {
    "gexp = the sum of the sixteen terms, or of the nine (+ resid); texp = texpint + texpfd = gexp",
    "dva_fin + mva_fin + ova_fin (+ resid on final goods) = texpfd, the other thirteen = texpint",
    "country totals: dva_fin to rdv_int = dva, ddc_fin + ddc_int = ddc, the last six = fc of bm",
    "nine terms: dva_int = dva_int + dva_intrexi1, dva_intrex = dva_intrexf + dva_intrexi2, "
    "rdv_fin "
    "= rdv_fin + rdv_fin2, ddc = ddc_fin + ddc_int, fva_fin = mva_fin + ova_fin, fva_int = mva_int "
    "+ "
    "ova_int, fdc = mdc + odc of the sixteen; by country they are those of kww",
    "coarser levels are the sums of finer ones",
    NULL,
};
static const char *const caveats[] = {
    "known error: two ways of counting are mixed. Final exports count value added the last time it "
    "leaves (v_s B_ss, sink), intermediates the first time (v_s L_ss, source); below country level "
    "the domestic value added is neither, in WIOD 2005 off by up to 4 % of large bilateral flows. "
    "For sectors and partners bm has both, each consistent",
    "known error: the importer's and third countries' terms take over that of kww: foreign value "
    "added is too small, double counting too large; corrected: -m bm --perspective world "
    "--approach sink",
    "mdc and odc are published as pure double counting, but contain value added that no other flow "
    "counts",
    "dva_intrexi1 ends in final goods that a third country makes and uses itself; descriptions as "
    "coming back to the importer are wrong, and the nine terms add it to what 'the importer' "
    "absorbs",
    "other programs order the terms in other ways: go by name, not by number",
    "exports of an industry without output (an orphan flow) stay in gexp, texp and its parts and "
    "in "
    "no other term but resid, which --va given adds",
    NULL,
};

const gvc_method gvc_method_wwz = {
    .info = {.name = "wwz",
             .command = "decompose",
             .usage = "decompose -m wwz",
             .title = "Wang-Wei-Zhu",
             .summary =
                 "gross exports by sector and partner in sixteen terms, as published in 2013",
             .question =
                 "Of what one industry exports to one country: how much is domestic value added, "
                 "and does the importer use it, sell it on to third countries or send it back; how "
                 "much is the importer's or third countries' value added; how much crosses borders "
                 "again and again? The terms are as published; for new work take bm, which counts "
                 "value added in one way throughout.",
             .reference =
                 "Wang, Wei and Zhu (2013, revised 2018), Quantifying international production "
                 "sharing at the bilateral and sector levels, NBER Working Paper 19677, tables E1 "
                 "(terms) and E2 (the nine terms of Koopman, Wang and Wei) of the appendix",
             .bibtex = "@techreport{wang2013quantifying,\n"
                       "  author      = {Wang, Zhi and Wei, Shang-Jin and Zhu, Kunfu},\n"
                       "  title       = {Quantifying International Production Sharing at the "
                       "Bilateral and Sector Levels},\n"
                       "  institution = {National Bureau of Economic Research},\n"
                       "  type        = {NBER Working Paper},\n"
                       "  number      = {19677},\n"
                       "  year        = {2013},\n"
                       "  note        = {Revised 2018},\n"
                       "  doi         = {10.3386/w19677}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
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
