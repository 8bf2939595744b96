/* exposure.c - how much a country sells abroad: gross exports and the part of its value added that
 * others use up in the end. Johnson and Noguera (2012). */
#include <math.h>

#include "methods/exposure.h"

enum { GDP, EXPORTS, ABROAD, IN_EXPORTS, EXPORTS_GDP, ABROAD_SHARE, DVA_SHARE };

static const gvc_term terms[] = {
    {"gdp", "Value added", "sum_i va_i", NULL, false},
    {"exports", "Gross exports", "sum_i E_i", NULL, false},
    {"va_abroad", "Value added that other countries use up in the end",
     "sum over r != c of sum_i v_i (B Y)_ir", NULL, false},
    {"va_in_exports", "Own value added in exports, by the industry it arises in",
     "sum_i v_i (L_cc E_c)_i", NULL, false},
    {"exports_gdp", "Gross exports over value added", "exports / gdp", "1", false},
    {"va_abroad_gdp", "Share of value added absorbed abroad", "va_abroad / gdp", "1", false},
    {"va_in_exports_gdp", "Share of value added that is in exports", "va_in_exports / gdp", "1",
     false},
    GVC_EXPOSURE_END,
};
static const gvc_variant variants[] = {
    {"country", "by country, or country and sector", terms, NULL,
     "gdp exports va_abroad exports_gdp va_abroad_gdp"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"country", "sector", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "exposure", "level", &o->level, levels);
    if (status == GVC_OK) {
        bool sector = o->level[0] == 's';
        out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
        out->axes[1] =
            (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = !sector};
        out->count = 2;
        out->variant = variants;
        out->title = "Sales abroad";
    }
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const abroad[] = {"va_abroad", "va_abroad_gdp", NULL};
    return gvc_wants(o, abroad) ? (gvc_needs)GVC_NEED_ABSORBED : 0;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return (size_t)m->n * sizeof(double);
}

/* *state: n, v o L E. */
static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)o, (void)workers;
    double *in_exports = NULL;
    gvc_status status = gvc_exposure_in_exports(ctx, m, NULL, &in_exports);
    *state = in_exports;
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const double *in_exports = state;
    for (gvc_idx i = m->offset[s], p = 0; i < m->offset[s + 1]; i++, p++) {
        double abroad = 0;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            abroad += r == s ? 0 : gvc_entry(gvc_row(&m->by, r), i);
        }
        slabs[GDP][p] = m->va[i];
        slabs[EXPORTS][p] = m->e_total[i];
        slabs[ABROAD][p] = m->v[i] * abroad;
        slabs[IN_EXPORTS][p] = in_exports[i];
        slabs[EXPORTS_GDP][p] = slabs[ABROAD_SHARE][p] = slabs[DVA_SHARE][p] = 0;
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m, (void)state;
    for (gvc_idx c = 0; c < cells; c++) {
        double gdp = values[GDP][c];
        values[EXPORTS_GDP][c] = gdp == 0 ? (double)NAN : values[EXPORTS][c] / gdp;
        values[ABROAD_SHARE][c] = gdp == 0 ? (double)NAN : values[ABROAD][c] / gdp;
        values[DVA_SHARE][c] = gdp == 0 ? (double)NAN : values[IN_EXPORTS][c] / gdp;
    }
}

static const char *const identities[] = {
    "gdp = va_abroad + the value added that the country uses up itself",
    "the world's gdp is the world's final demand, with value added as the residual",
    "coarser rows are the sums of finer ones, ratios those of the sums",
    NULL,
};
static const char *const caveats[] = {
    "exports over gdp counts imported content and what crosses borders twice, and can exceed 1; "
    "the share absorbed abroad cannot, unless flows are negative",
    "current prices: exports and value added of one year, whatever the exchange rate",
    "by sector, exports are those that the industry ships, va_abroad and va_in_exports what arises "
    "in it, whoever ships",
    NULL,
};

const gvc_method gvc_method_exposure = {
    .info = {.name = "exposure",
             .command = "exposure",
             .usage = "exposure",
             .title = "Sales abroad",
             .summary = "exports over GDP, and the share of GDP that others use up",
             .question = "How much does a country, or one of its industries, live on demand "
                         "abroad: counted as exports, and as its own value added that other "
                         "countries use up in the end?",
             .reference = GVC_JOHNSON_NOGUERA,
             .bibtex = GVC_JOHNSON_NOGUERA_BIBTEX,
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = gvc_release,
};
