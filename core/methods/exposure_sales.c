/* exposure_sales.c - to which countries output goes: at face value, to the buyer of the product,
 * and looked through, to who uses it up in the end or passes it on. The mirror of exposure_inputs.c
 *
 *   face: (sum_{j in c} Z_ij + Y_ic) / x_i;  final: (B Y)_ic / x_i;  using producers: the rows of
 *   the Ghosh inverse, (Gh - I) 1_c = (B Z_.c) / x, Z_.c = sum_{j in c} Z_ij. */
#include <string.h>

#include "methods/exposure_reliance.h"

enum { FACE, FINAL, THROUGH, HIDDEN };

#define SALES_TERMS                                                                                \
    {"fmr_face", "Share of output that the partner buys", "(sum_{j in p} Z_ij + Y_ip) / x_i", "1", \
     false},                                                                                       \
        {"fmr_final", "Share of output that the partner uses up in the end", "(B Y)_ip / x_i",     \
         "1", false},                                                                              \
        {"fmr", "Share of the partner's producers in those who use the product, of all tiers",     \
         "sum_{j in p} (Gh - I)_ij / sum_j (Gh - I)_ij", "1", false},

static const gvc_term terms[] = {SALES_TERMS GVC_EXPOSURE_END};
static const gvc_term hidden_terms[] = {
    SALES_TERMS{"hidden", "Look-through minus face value", "fmr_final - fmr_face", "1", false},
    GVC_EXPOSURE_END};
static const gvc_variant variants[] = {
    {"sales", "the output of producers", terms, NULL, "fmr_face fmr_final fmr"},
    {"hidden", "the same with look-through minus face value", hidden_terms, NULL,
     "fmr_face fmr_final fmr hidden"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"sector", "country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "exposure_sales", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_exposure_with(ctx, "exposure_sales", o);
    }
    if (status == GVC_OK) {
        gvc_reliance_lay_out(o, true, 1, out);
        out->variant = &variants[gvc_exposure_hidden(o) ? 1 : 0];
        out->title = "Destination of output";
    }
    return status;
}

static bool wants_through(const gvc_measure_options *o)
{
    static const char *const names[] = {"fmr", NULL};
    return gvc_wants(o, names);
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const final[] = {"fmr_final", "hidden", NULL};
    return gvc_wants(o, final) ? (gvc_needs)GVC_NEED_ABSORBED : 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.right = wants_through(o) ? m->blocks : 0};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return 3 * (size_t)m->blocks * (size_t)m->n * sizeof(double);
}

/* face: row c is Z_.c; through: B Z_.c. */
static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_dense used = {0};
    gvc_reliance *all = NULL;
    gvc_status status = gvc_reliance_new(ctx, m, o, &all);
    *state = all;
    if (status == GVC_OK) {
        all->hidden = gvc_exposure_hidden(o) ? HIDDEN : -1;
        status = gvc_model_panel(ctx, &used, m->n, m->blocks);
    }
    if (status == GVC_OK) {
        gvc_segment_dots(&m->z, NULL, m->offset, m->blocks, &used);
        for (gvc_idx i = 0; i < m->n; i++) {
            for (gvc_idx c = 0; c < m->blocks; c++) {
                all->face.data[c * all->face.stride + i] = used.data[i * used.stride + c];
            }
        }
    }
    gvc_release(used.data);
    return status == GVC_OK && wants_through(o)
               ? gvc_model_right(ctx, m, &all->face, NULL, &all->through)
               : status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const gvc_reliance *all = state;
    double *output = slabs[all->hidden < 0 ? HIDDEN : HIDDEN + 1];
    gvc_idx rows = gvc_model_size(m, s);
    for (gvc_idx p = 0; p < rows; p++) {
        gvc_idx i = m->offset[s] + p, at = p * m->blocks;
        bool live = m->x[i] != 0; /* what an orphan sells is no share of its output */
        for (gvc_idx c = 0; c < m->blocks; c++) {
            slabs[FACE][at + c] = live ? gvc_row(&all->face, c)[i] + gvc_row(&m->y, i)[c] : 0;
            slabs[FINAL][at + c] = live ? gvc_entry(gvc_row(&m->by, c), i) : 0;
            slabs[THROUGH][at + c] = live ? gvc_row(&all->through, c)[i] : 0;
        }
        gvc_reliance_weight(m, s, p, output);
    }
    if (all->hidden >= 0) {
        memset(slabs[HIDDEN], 0, (size_t)(rows * m->blocks) * sizeof(double));
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const gvc_reliance *all = state;
    const double *output = values[all->hidden < 0 ? HIDDEN : HIDDEN + 1];
    gvc_reliance_divide(all, values[FACE], output, cells);
    gvc_reliance_divide(all, values[FINAL], output, cells);
    gvc_reliance_divide(all, values[THROUGH], NULL, cells);
    for (gvc_idx c = 0; c < cells && all->hidden >= 0; c++) {
        values[HIDDEN][c] = values[FINAL][c] - values[FACE][c];
    }
}

static const char *const identities[] = {
    "over partners, the country itself among them, every share adds up to 1 where it is defined, "
    "and hidden to 0",
    "foreign = 1 - the row in which partner is the country itself",
    NULL,
};
static const char *const caveats[] = {
    "rows of countries, blocs and groups of sectors are ratios of sums weighted by output, never "
    "means of ratios",
    "fmr looks at using producers and counts the same value at every stage it passes; fmr_final "
    "counts it once, at who uses it up",
    "the papers normalise in several ways: these formulas are gvc's, compare them before you "
    "compare published figures",
    "an industry without output has none of these: NaN; with --output-total given fmr_face and "
    "fmr_final miss 1 by what nobody is said to buy",
    NULL,
};

const gvc_method gvc_method_exposure_sales = {
    .info = {.name = "exposure_sales",
             .command = "exposure",
             .usage = "exposure --sales",
             .title = "Foreign market reliance",
             .summary = "where output goes, at face value and through the chain",
             .question = "On which countries do producers depend for sales: counting only those "
                         "who buy the product, or those who use it up or work on with it further "
                         "down the chain?",
             .reference = GVC_BALDWIN,
             .bibtex = GVC_BALDWIN_BIBTEX,
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_WITH | GVC_KNOWS_BLOCS,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = gvc_reliance_free,
};
