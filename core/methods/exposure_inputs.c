/* exposure_inputs.c - from which countries inputs come: at face value, by the seller of the input,
 * and looked through, by all who had a hand in it. Baldwin, Freeman and Theodorakopoulos (2022).
 *
 *   face:  sum_{i in c} A_ij;  look-through: sum_{i in c} (B - I)_ij = (1_c A B)_j, so that nothing
 *   is subtracted;  value added: v_c B_.j.
 * Rows are weighted by output, numerators and denominators each. Per buyer of final products the
 * same with (I + A) Y_.r and B Y_.r. */
#include <string.h>

#include "methods/exposure.h"
#include "methods/exposure_reliance.h"

enum { FACE, THROUGH, VALUE, HIDDEN };

#define INPUT_TERMS                                                                                \
    {"fir_face", "Share of the partner in inputs, by who sells them",                              \
     "sum_{i in p} A_ij / sum_i A_ij", "1", false},                                                \
        {"fir", "Share of the partner in inputs of all tiers, gross",                              \
         "sum_{i in p} (B - I)_ij / sum_i (B - I)_ij", "1", false},                                \
        {"fir_va", "Share of the partner's value added in the product", "(v_p B)_j", "1", false},
#define DEMAND_TERMS                                                                               \
    {"fpem_face",                                                                                  \
     "Share of the partner in what final demand takes from makers and their suppliers",            \
     "sum_{i in p} ((I + A) Y_r)_i / sum_i ((I + A) Y_r)_i", "1", false},                          \
        {"fpem", "Share of the partner in all output for final demand",                            \
         "sum_{i in p} (B Y_r)_i / sum_i (B Y_r)_i", "1", false},
#define HIDDEN_TERM(THROUGH, FACE)                                                                 \
    {"hidden", "Look-through minus face value", THROUGH " - " FACE, "1", false},

static const gvc_term input_terms[] = {INPUT_TERMS GVC_EXPOSURE_END};
static const gvc_term input_hidden[] = {INPUT_TERMS HIDDEN_TERM("fir", "fir_face")
                                            GVC_EXPOSURE_END};
static const gvc_term demand_terms[] = {DEMAND_TERMS GVC_EXPOSURE_END};
static const gvc_term demand_hidden[] = {DEMAND_TERMS HIDDEN_TERM("fpem", "fpem_face")
                                             GVC_EXPOSURE_END};
static const gvc_variant variants[] = {
    {"inputs", "the inputs of producers", input_terms, NULL, "fir_face fir fir_va"},
    {"hidden", "the same with look-through minus face value", input_hidden, NULL,
     "fir_face fir fir_va hidden"},
    {"demand", "the final demand of countries (--basis demand)", demand_terms, NULL,
     "fpem_face fpem"},
    {"demand, hidden", "the same with look-through minus face value", demand_hidden, NULL,
     "fpem_face fpem hidden"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"sector", "country", NULL};

static bool of_demand(const gvc_measure_options *o)
{
    return gvc_same(o->in, "demand");
}

static gvc_status choose_level(gvc_ctx *ctx, gvc_measure_options *o)
{
    if (!of_demand(o)) {
        return gvc_word(ctx, "exposure_inputs", "level", &o->level, levels);
    }
    if (o->level != NULL && strcmp(o->level, "country") != 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "--basis demand is about what countries use up; use --level country");
    }
    o->level = "country";
    return GVC_OK;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    static const char *const bases[] = {"output", "demand", NULL};
    gvc_status status = gvc_word(ctx, "exposure_inputs", "basis", &o->in, bases);
    if (status == GVC_OK) {
        status = choose_level(ctx, o);
    }
    if (status == GVC_OK) {
        status = gvc_exposure_with(ctx, "exposure_inputs", o);
    }
    if (status == GVC_OK) {
        gvc_reliance_lay_out(o, !of_demand(o), of_demand(o) ? 0 : 1, out);
        out->variant = &variants[(of_demand(o) ? 2 : 0) + (gvc_exposure_hidden(o) ? 1 : 0)];
        out->title = "Origin of inputs";
    }
    return status;
}

static bool wants_through(const gvc_measure_options *o)
{
    static const char *const names[] = {"fir", "hidden", NULL};
    return !of_demand(o) && gvc_wants(o, names);
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const value[] = {"fir_va", NULL}, *const final[] = {"fpem", "hidden", NULL};
    return of_demand(o)          ? gvc_wants(o, final) ? (gvc_needs)GVC_NEED_ABSORBED : 0
           : gvc_wants(o, value) ? (gvc_needs)GVC_NEED_ORIGIN
                                 : 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.left = wants_through(o) ? m->blocks : 0};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return 3 * (size_t)m->blocks * (size_t)m->n * sizeof(double);
}

/* face: row c is 1_c A, and from it 1_c A B. */
static gvc_status of_producers(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                               gvc_reliance *all)
{
    gvc_dense ones = {0};
    gvc_status status = gvc_model_panel(ctx, &ones, 1, gvc_model_most(m));
    for (gvc_idx k = 0; k < ones.cols && status == GVC_OK; k++) {
        ones.data[k] = 1;
    }
    for (gvc_idx c = 0; c < m->blocks && status == GVC_OK; c++) {
        const gvc_dense rows = gvc_model_rows(m, c);
        double *to = all->face.data + c * all->face.stride;
        gvc_row_times(ones.data, &rows, to);
        for (gvc_idx j = 0; j < m->n; j++) {
            to[j] *= m->inv_x[j];
        }
    }
    gvc_release(ones.data);
    if (status == GVC_OK && wants_through(o)) {
        status = gvc_model_left(ctx, m, &all->face, NULL, &all->through);
    }
    return status;
}

/* face: row r is (I + A) Y_.r. */
static gvc_status of_buyers(gvc_ctx *ctx, const gvc_model *m, gvc_reliance *all)
{
    gvc_dense y = {0};
    gvc_status status = gvc_model_demand(ctx, m, &y);
    if (status == GVC_OK) {
        status = gvc_model_report(
            ctx, m, gvc_direct_right(&m->system, &y, NULL, &all->face, gvc_ctx_workers(ctx)));
    }
    for (gvc_idx k = 0; k < m->blocks * m->n && status == GVC_OK; k++) {
        all->face.data[k] += y.data[k];
    }
    gvc_release(y.data);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_reliance *all = NULL;
    gvc_status status = gvc_reliance_new(ctx, m, o, &all);
    *state = all;
    if (status == GVC_OK) {
        all->of_demand = of_demand(o);
        all->hidden = gvc_exposure_hidden(o) ? (of_demand(o) ? THROUGH + 1 : HIDDEN) : -1;
        status = of_demand(o) ? of_buyers(ctx, m, all) : of_producers(ctx, m, o, all);
    }
    return status;
}

/* What r takes, by origin. */
static void put_buyer(const gvc_model *m, const gvc_reliance *all, gvc_idx r, double *const *slabs)
{
    const double *face = gvc_row(&all->face, r), *through = gvc_row(&m->by, r);
    for (gvc_idx c = 0; c < m->blocks; c++) {
        slabs[FACE][c] = slabs[THROUGH][c] = 0;
        for (gvc_idx i = m->offset[c]; i < m->offset[c + 1]; i++) {
            slabs[FACE][c] += face[i];
            slabs[THROUGH][c] += gvc_entry(through, i);
        }
    }
}

/* Cell (industry p, origin c) of all terms, weighted by output. */
static void put_producer(const gvc_model *m, const gvc_reliance *all, gvc_idx j,
                         double *const *slabs, gvc_idx at)
{
    for (gvc_idx c = 0; c < m->blocks; c++) {
        slabs[FACE][at + c] = m->x[j] * gvc_row(&all->face, c)[j];
        slabs[THROUGH][at + c] = m->x[j] * gvc_row(&all->through, c)[j];
        slabs[VALUE][at + c] = m->x[j] * gvc_entry(gvc_row(&m->w, c), j);
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const gvc_reliance *all = state;
    gvc_idx rows = all->of_demand ? 1 : gvc_model_size(m, s);
    for (gvc_idx p = 0; p < rows && !all->of_demand; p++) {
        put_producer(m, all, m->offset[s] + p, slabs, p * m->blocks);
        gvc_reliance_weight(m, s, p, slabs[all->hidden < 0 ? HIDDEN : HIDDEN + 1]);
    }
    if (all->of_demand) {
        put_buyer(m, all, s, slabs);
    }
    if (all->hidden >= 0) {
        memset(slabs[all->hidden], 0, (size_t)(rows * m->blocks) * sizeof(double));
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const gvc_reliance *all = state;
    const double *output = all->of_demand ? NULL : values[all->hidden < 0 ? HIDDEN : HIDDEN + 1];
    if (!all->of_demand) {
        gvc_reliance_divide(all, values[VALUE], output, cells);
    }
    gvc_reliance_divide(all, values[FACE], NULL, cells);
    gvc_reliance_divide(all, values[THROUGH], NULL, cells);
    for (gvc_idx c = 0; c < cells && all->hidden >= 0; c++) {
        values[all->hidden][c] = values[THROUGH][c] - values[FACE][c];
    }
}

static const char *const identities[] = {
    "over partners, the country itself among them, every share adds up to 1 where it is defined "
    "(fir_va where value added is the residual), and hidden to 0",
    "foreign = 1 - the row in which partner is the country itself",
    NULL,
};
static const char *const caveats[] = {
    "rows of countries, blocs and groups of sectors are ratios of sums weighted by output, never "
    "means of ratios",
    "fir counts the same value at every stage it passes, so it measures exposed transactions; "
    "fir_va counts it once",
    "the papers normalise in several ways: these formulas are gvc's, compare them before you "
    "compare published figures",
    "an industry without output has none of these: NaN",
    NULL,
};

const gvc_method gvc_method_exposure_inputs = {
    .info = {.name = "exposure_inputs",
             .command = "exposure",
             .usage = "exposure --inputs",
             .title = "Foreign input reliance",
             .summary = "where inputs come from, at face value and through the chain",
             .question = "On which countries do producers depend for inputs: counting only those "
                         "who sell them, or everybody behind them? The difference is hidden "
                         "exposure.",
             .reference = GVC_BALDWIN,
             .bibtex = GVC_BALDWIN_BIBTEX,
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_WITH | GVC_KNOWS_BLOCS | GVC_KNOWS_IN,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = gvc_reliance_free,
};
