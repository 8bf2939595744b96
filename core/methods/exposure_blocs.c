/* exposure_blocs.c - whose value a country's exports contain: the share of each partner, or bloc,
 * in the foreign value added of exports,
 *   (V_c E_s) / sum over c != s of (V_c E_s), V_c = v_c B, content by origin. */
#include <math.h>

#include "methods/exposure.h"

enum { VA, SHARE };

static const gvc_term terms[] = {
    {"va", "Value added of the partner in the exports of the country", "v_p B_.s E_s", NULL, false},
    {"share", "Share of the partner in the foreign value added of exports",
     "va / sum over partners of va", "1", false},
    GVC_EXPOSURE_END,
};
static const gvc_variant variants[] = {
    {"blocs", "by country and partner", terms, NULL, "va share"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCS};
    out->count = 2;
    out->own_b = 1;
    out->variant = variants;
    out->title = "Foreign value added in exports";
    return gvc_word(ctx, "exposure_blocs", "level", &o->level, levels);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return GVC_NEED_ORIGIN;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)m, (void)o, (void)workers;
    return 0;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)ctx, (void)m, (void)o, (void)workers, (void)state;
    return GVC_OK;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)state, (void)worker;
    for (gvc_idx c = 0; c < m->blocks; c++) {
        const double *content = gvc_row(&m->w, c);
        slabs[VA][c] = slabs[SHARE][c] = 0;
        for (gvc_idx j = m->offset[s]; j < m->offset[s + 1]; j++) {
            slabs[VA][c] += content[j] * m->e_total[j];
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* The cells are all partners of one country, its own left out. */
static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m, (void)state;
    double all = 0;
    for (gvc_idx c = 0; c < cells; c++) {
        all += values[VA][c];
    }
    for (gvc_idx c = 0; c < cells; c++) {
        values[SHARE][c] = all == 0 ? (double)NAN : values[VA][c] / all;
    }
}

static void release(void *state)
{
    (void)state;
}

static const char *const identities[] = {
    "share adds up to 1 over partners",
    "va adds up to the foreign value added of exports (exgr_fva of gvc indicators)",
    NULL,
};
static const char *const caveats[] = {
    "content, which counts value that enters the country's exports again and again",
    "in the row of a country's own bloc the country itself is left out",
    NULL,
};

const gvc_method gvc_method_exposure_blocs = {
    .info = {.name = "exposure_blocs",
             .command = "exposure",
             .usage = "exposure --blocs FILE",
             .title = "Regional chains",
             .summary = "which blocs the foreign value added of exports comes from",
             .question = "Are a country's value chains regional or global: how much of the foreign "
                         "value in its exports comes from its own region, from friends, from "
                         "rivals?",
             .reference = "Koopman, Wang and Wei (2014), Tracing value-added and double counting "
                          "in gross exports, American Economic Review 104(2), 459-494",
             .bibtex = "@article{koopman2014tracing,\n"
                       "  author  = {Koopman, Robert and Wang, Zhi and Wei, Shang-Jin},\n"
                       "  title   = {Tracing value-added and double counting in gross exports},\n"
                       "  journal = {American Economic Review},\n"
                       "  volume  = {104},\n"
                       "  number  = {2},\n"
                       "  pages   = {459--494},\n"
                       "  year    = {2014}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_BLOCS,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
