/* exposure_markets.c - in whose hands value added and exports end: shares of markets
 *   m_sr = max(VA_sr, 0) / sum over r != s of max(VA_sr, 0), the same with gross exports. */
#include <math.h>
#include <string.h>

#include "methods/exposure.h"

enum { VA, EXPORTS, VA_MARKET, EXPORTS_MARKET, HIDDEN };

#define MARKET_TERMS                                                                               \
    {"va", "Value added of the country that the partner uses up in the end",                       \
     "VA_sr = sum_i v_i (B Y)_ir", NULL, false},                                                   \
        {"exports", "Gross exports to the partner", "GM_sr = sum_i E_ir", NULL, false},            \
        {"va_market", "Share of the partner in the value added sold abroad",                       \
         "VA_sr / sum over r != s of VA_sr, flows below 0 set to 0", "1", false},                  \
        {"exports_market", "Share of the partner in gross exports",                                \
         "GM_sr / sum over r of GM_sr, flows below 0 set to 0", "1", false},
static const gvc_term plain_terms[] = {MARKET_TERMS GVC_EXPOSURE_END};
static const gvc_term hidden_terms[] = {
    MARKET_TERMS{"hidden_market",
                 "Look-through minus face value: sold through others (above 0) or "
                 "passed on (below)",
                 "va_market - exports_market", "1", false},
    GVC_EXPOSURE_END};
static const gvc_variant variants[] = {
    {"markets", "by country and partner", plain_terms, NULL, "va exports va_market exports_market"},
    {"hidden", "the same with look-through minus face value", hidden_terms, NULL,
     "va_market exports_market hidden_market"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "exposure_markets", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_exposure_with(ctx, "exposure_markets", o);
    }
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCS};
    out->count = 2;
    out->own_b = 1;
    out->hidden = 2;
    out->variant = &variants[gvc_exposure_hidden(o) ? 1 : 0];
    out->title = "Markets";
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const value[] = {"va", "va_market", "hidden_market", NULL};
    return gvc_wants(o, value) ? (gvc_needs)GVC_NEED_ABSORBED : 0;
}

typedef struct shared {
    gvc_exposure_negatives negatives;
    bool hidden;
} shared;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)m, (void)o, (void)workers;
    return sizeof(shared);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what countries share");
    }
    *state = all;
    all->hidden = gvc_exposure_hidden(o);
    gvc_exposure_count_negatives(m, &all->negatives);
    return GVC_OK;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const shared *all = state;
    double *const *sold = slabs + HIDDEN + (all->hidden ? 1 : 0);
    gvc_exposure_value(m, s, slabs[VA]);
    gvc_exposure_gross(m, s, slabs[EXPORTS]);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        sold[0][r] = gvc_exposure_positive(slabs[VA][r]);
        sold[1][r] = gvc_exposure_positive(slabs[EXPORTS][r]);
        slabs[VA_MARKET][r] = slabs[EXPORTS_MARKET][r] = 0;
    }
    if (all->hidden) {
        memset(slabs[HIDDEN], 0, (size_t)m->blocks * sizeof(double));
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* The cells are all partners of one country. */
static void share(const double *sold, double *to, gvc_idx cells)
{
    double all = 0;
    for (gvc_idx r = 0; r < cells; r++) {
        all += sold[r];
    }
    for (gvc_idx r = 0; r < cells; r++) {
        to[r] = all == 0 ? (double)NAN : sold[r] / all;
    }
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const shared *all = state;
    double *const *sold = values + HIDDEN + (all->hidden ? 1 : 0);
    share(sold[0], values[VA_MARKET], cells);
    share(sold[1], values[EXPORTS_MARKET], cells);
    for (gvc_idx r = 0; r < cells && all->hidden; r++) {
        values[HIDDEN][r] = values[VA_MARKET][r] - values[EXPORTS_MARKET][r];
    }
}

static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    (void)m;
    const shared *all = state;
    return gvc_exposure_tell_negatives(&all->negatives, to);
}

static const char *const identities[] = {
    "va, with what the country uses up itself, adds up to its gdp; the shares of each kind add up "
    "to 1, hidden_market to 0",
    "va summed over countries, with the partner's own, is the partner's final demand, where value "
    "added is the residual",
    NULL,
};
static const char *const caveats[] = {
    "negative flows (stocks that are run down) stay in va and exports and count as 0 in the "
    "shares; the result says how many there were",
    "the rest of the world is one row and not one market: it is the largest buyer of several "
    "countries",
    "with --blocs a partner is a bloc, without the country itself where it belongs to it",
    NULL,
};

const gvc_method gvc_method_exposure_markets = {
    .info = {.name = "exposure_markets",
             .command = "exposure",
             .usage = "exposure --markets",
             .title = "Markets",
             .summary = "who buys, at face value and in the end",
             .question = "On which buyers does a country depend? The first buyer (gross exports) "
                         "often only passes on what others use up (value added): the difference "
                         "is the hidden market.",
             .reference = GVC_JOHNSON_NOGUERA,
             .bibtex = GVC_JOHNSON_NOGUERA_BIBTEX,
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_WITH | GVC_KNOWS_BLOCS,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .notes = notes,
    .release = gvc_release,
};
