/* exposure_balance.c - bilateral trade balances, gross and in value added. They differ by pair; the
 * totals of a country are the same: sum_r (VA_sr - VA_rs) = sum_r (GM_sr - GM_rs). */
#include "methods/exposure.h"

enum { EXPORTS, IMPORTS, BALANCE, VA_EXPORTS, VA_IMPORTS, VA_BALANCE };

static const gvc_term terms[] = {
    {"exports", "Gross exports to the partner", "GM_sr = sum_i E_ir", NULL, false},
    {"imports", "Gross imports from the partner", "GM_rs", NULL, false},
    {"balance", "Balance with the partner, gross", "GM_sr - GM_rs", NULL, false},
    {"va_exports", "Value added of the country that the partner uses up in the end",
     "VA_sr = sum_i v_i (B Y)_ir", NULL, false},
    {"va_imports", "Value added of the partner that the country uses up in the end", "VA_rs", NULL,
     false},
    {"va_balance", "Balance with the partner, in value added", "VA_sr - VA_rs", NULL, false},
    GVC_EXPOSURE_END,
};
static const gvc_variant variants[] = {
    {"balance", "by country and partner", terms, NULL, "exports imports balance va_balance"},
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
    out->title = "Trade balances";
    return gvc_word(ctx, "exposure_balance", "level", &o->level, levels);
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const value[] = {"va_exports", "va_imports", "va_balance", NULL};
    return gvc_wants(o, value) ? (gvc_needs)GVC_NEED_ABSORBED : 0;
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
    gvc_exposure_gross(m, s, slabs[EXPORTS]);
    gvc_exposure_bought(m, s, slabs[IMPORTS]);
    gvc_exposure_value(m, s, slabs[VA_EXPORTS]);
    gvc_exposure_absorbed(m, s, slabs[VA_IMPORTS]);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        slabs[BALANCE][r] = slabs[EXPORTS][r] - slabs[IMPORTS][r];
        slabs[VA_BALANCE][r] = slabs[VA_EXPORTS][r] - slabs[VA_IMPORTS][r];
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void release(void *state)
{
    (void)state;
}

static const char *const identities[] = {
    "balance = exports - imports, va_balance = va_exports - va_imports",
    "summed over partners va_balance is balance, where value added is the residual; pair by pair "
    "they differ",
    "the balance of a country with a partner is that of the partner with it, with the other sign",
    NULL,
};
static const char *const caveats[] = {
    "flows of an industry without output (orphan flows) are missing in value added: the totals "
    "differ by them; so they do by taxes and margins with --va given",
    "with --blocs a partner is a bloc, without the country itself where it belongs to it",
    "imports are counted at the prices of the table's rows, without transport and tariffs",
    NULL,
};

const gvc_method gvc_method_exposure_balance = {
    .info = {.name = "exposure_balance",
             .command = "exposure",
             .usage = "exposure --balance",
             .title = "Trade balances",
             .summary = "balances with each partner, gross and in value added",
             .question = "Against whom does a country run a deficit, once every good is traced to "
                         "where its value was added and where it is used up?",
             .reference = GVC_JOHNSON_NOGUERA,
             .bibtex = GVC_JOHNSON_NOGUERA_BIBTEX,
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
    .release = release,
};
