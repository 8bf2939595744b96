/* layers.c - value added by tier: what arises in the final producer itself (tier 0), at its direct
 * suppliers (tier 1), at theirs (tier 2), ...
 *
 * Tier k of a demand f is v o A^k f. What comes after the last tier, A^{K+1} f + A^{K+2} f + ... =
 * B A^{K+1} f, is solved for, not found by subtraction.
 *   exports of s: A is cut (A* = A without the sales of s abroad), so nothing counts twice; what
 *     comes back to the border, h = (A - A*) B* E_s, is the double counting, v B h by origin.
 *   final demand of d: for every product j of country c, v A^k tells what arises in c and what
 *     elsewhere: G + 1 left vectors for all d at once.
 *   one product: f = y_j e_j.
 * Cost: K products of A with G vectors, G solves. */
#include "methods/layers.h"
#include "methods/bm.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define LAYER_TERMS(WHAT, SUM, V, HOME)                                                            \
    {"total", WHAT, SUM, NULL, false}, {"va", "Value added of the tier", V, NULL, false},          \
        {"domestic", "Value added in the country that makes the final product or the exports",     \
         HOME, NULL, false},                                                                       \
        {"foreign", "Value added in other countries",                                              \
         "va - domestic: with the other countries' v", NULL, false},
#define OTHER_TERM(T)                                                                              \
    {"other", "Taxes, margins and the like that stated value added leaves out", T, NULL, false},

#define EXPORT_TERMS                                                                               \
    LAYER_TERMS(                                                                                   \
        "Gross exports", "u E_s",                                                                  \
        "v A*^k E_s; rest: v B* A*^{K+1} E_s; double_counting: v B h, h = (A - A*) B* E_s",        \
        "va with v_s instead of v")
#define DEMAND_TERMS                                                                               \
    LAYER_TERMS("Final demand of the absorber", "u Y_.d", "v A^k Y_.d; rest: v B A^{K+1} Y_.d",    \
                "sum_c v_c A^k Y_cd, Y_cd the demand for products of c")
#define PRODUCT_TERMS                                                                              \
    LAYER_TERMS("Final demand for the product", "y_j", "v A^k e_j y_j; rest: v B A^{K+1} e_j y_j", \
                "v_c A^k e_j y_j, c the country of j")

static const gvc_term exports_terms[] = {EXPORT_TERMS END};
static const gvc_term exports_given[] = {
    EXPORT_TERMS OTHER_TERM("va with t = u - u A - v instead of v") END};
static const gvc_term demand_terms[] = {DEMAND_TERMS END};
static const gvc_term demand_given[] = {
    DEMAND_TERMS OTHER_TERM("va with t = u - u A - v instead of v") END};
static const gvc_term product_terms[] = {PRODUCT_TERMS END};
static const gvc_term product_given[] = {
    PRODUCT_TERMS OTHER_TERM("va with t = u - u A - v instead of v") END};

static const gvc_variant variants[] = {
    {"exports", "the exports of every country, cut so that nothing counts twice", exports_terms,
     "total", "va va% domestic domestic% foreign foreign%"},
    {"exports, stated value added", "the same with --va given", exports_given, "total",
     "va va% domestic domestic% foreign foreign% other"},
    {"final demand", "the final demand of every country", demand_terms, "total",
     "va va% domestic domestic% foreign foreign%"},
    {"final demand, stated value added", "the same with --va given", demand_given, "total",
     "va va% domestic domestic% foreign foreign% other"},
    {"product", "the final demand for one product (--product)", product_terms, "total",
     "va va% domestic domestic% foreign foreign%"},
    {"product, stated value added", "the same with --va given", product_given, "total",
     "va va% domestic domestic% foreign foreign% other"},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- words -------------------------------------------------------------------------------------
 */

static gvc_layers_flow flow_of(const gvc_measure_options *o)
{
    return o->product != NULL         ? GVC_LAYERS_OF_PRODUCT
           : gvc_stages_in_exports(o) ? GVC_LAYERS_OF_EXPORTS
                                      : GVC_LAYERS_OF_DEMAND;
}

static const char *const levels[] = {"country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    static const char *const tails[][3] = {
        {"rest", "double_counting", NULL}, {"rest", NULL}, {"rest", NULL}};
    gvc_status status = gvc_word(ctx, "layers", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_stages_tiers(ctx, o);
    }
    if (status == GVC_OK) {
        status = gvc_stages_flow(ctx, "layers", o);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_layers_flow in = flow_of(o);
    out->whole = in == GVC_LAYERS_OF_PRODUCT;
    if (!out->whole) {
        out->axes[out->count++] = (gvc_layout_axis){
            .name = in == GVC_LAYERS_OF_EXPORTS ? "exporter" : "absorber", .kind = GVC_AXIS_BLOCKS};
    }
    out->variant = &variants[2 * (int)in + (o->va == GVC_VA_GIVEN ? 1 : 0)];
    out->title =
        in == GVC_LAYERS_OF_EXPORTS ? "Value added in exports by tier" : "Value added by tier";
    return gvc_stages_counted(ctx, o->tiers, tails[in], "tier", out, &out->axes[out->count++]);
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const contents[] = {"va", "domestic", "foreign", "other", NULL};
    bool again = flow_of(o) == GVC_LAYERS_OF_EXPORTS && gvc_wants(o, contents);
    return again ? (gvc_needs)GVC_NEED_CONTENT : 0;
}

/* Vectors of the panel. */
static gvc_idx panel_rows(const gvc_model *m, const gvc_measure_options *o)
{
    gvc_layers_flow in = flow_of(o);
    bool given = o->va == GVC_VA_GIVEN;
    return in == GVC_LAYERS_OF_PRODUCT ? 1
                                       : m->blocks + (in == GVC_LAYERS_OF_DEMAND && given ? 1 : 0);
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    gvc_workload w = {0};
    gvc_layers_flow in = flow_of(o);
    *(in == GVC_LAYERS_OF_EXPORTS  ? &w.cut_right
      : in == GVC_LAYERS_OF_DEMAND ? &w.left
                                   : &w.right) = panel_rows(m, o);
    return w;
}

/* ---- what the pieces share ----------------------------------------------------------------------
 */

static gvc_idx width_of(const gvc_measure_options *o)
{
    return o->tiers + (flow_of(o) == GVC_LAYERS_OF_EXPORTS ? 3 : 2);
}

static gvc_idx chains_of(const gvc_model *m, const gvc_measure_options *o)
{
    return flow_of(o) == GVC_LAYERS_OF_PRODUCT ? 1 : m->blocks;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    bool exports = flow_of(o) == GVC_LAYERS_OF_EXPORTS;
    size_t rows = (size_t)panel_rows(m, o), n = (size_t)m->n;
    size_t scratch = exports ? (size_t)workers * (size_t)gvc_layers_scratch(m) : 0;
    return (rows * n * (exports ? 5 : 4) + scratch) * sizeof(double) +
           gvc_stages_store_bytes(GVC_STAGES_TERMS, chains_of(m, o), width_of(o));
}

static void release(void *state)
{
    gvc_layers *l = state;
    if (l == NULL) {
        return;
    }
    gvc_stages_store_free(&l->kept);
    gvc_release(l->home);
    gvc_release(l->cut);
    gvc_release(l->t);
    gvc_release(l->now.data);
    gvc_release(l->next.data);
    gvc_release(l->sum.data);
    gvc_release(l->scratch);
    gvc_release(l);
}

static gvc_status new_chains(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                             gvc_layers *l)
{
    gvc_idx chains = chains_of(m, o), rows = panel_rows(m, o);
    gvc_status status = gvc_stages_unnamed(ctx, m, o, &l->t);
    if (status == GVC_OK) {
        status = gvc_stages_store_new(ctx, &l->kept,
                                      l->t == NULL ? GVC_LAYERS_OTHER : GVC_LAYERS_OTHER + 1,
                                      chains, width_of(o));
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &l->now, rows, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &l->next, rows, m->n);
    }
    l->home = gvc_calloc((size_t)chains, sizeof *l->home);
    return status == GVC_OK && l->home == NULL
               ? gvc_fail_memory(ctx, (size_t)chains * sizeof *l->home, "the chains")
               : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    gvc_layers *l = gvc_calloc(1, sizeof *l);
    if (l == NULL) {
        return gvc_fail_memory(ctx, sizeof *l, "the chains");
    }
    *state = l;
    l->in = flow_of(o);
    l->tiers = o->tiers;
    l->workers = workers;
    gvc_status status = new_chains(ctx, m, o, l);
    if (status != GVC_OK) {
        return status;
    }
    return l->in == GVC_LAYERS_OF_EXPORTS   ? gvc_layers_exports(ctx, m, l)
           : l->in == GVC_LAYERS_OF_PRODUCT ? gvc_layers_product(ctx, m, o->product, l)
                                            : gvc_layers_demand(ctx, m, l);
}

/* ---- pieces ------------------------------------------------------------------------------------
 */

/* What comes back to the border of s, by origin of the value added in it. */
static void count_double(const gvc_model *m, const gvc_layers *l, gvc_idx s, int worker,
                         double *const *slabs)
{
    gvc_idx first = m->offset[s], size = gvc_model_size(m, s), at = l->tiers + 2;
    double *scaled = l->scratch + worker * gvc_layers_scratch(m), *back = scaled + m->n;
    const double *g = l->sum.data + s * l->sum.stride;
    gvc_dense rows = gvc_model_rows(m, s);
    double home = 0, abroad = 0, other = 0;
    for (gvc_idx j = 0; j < m->n; j++) {
        scaled[j] = m->block[j] == s ? 0 : g[j] * m->inv_x[j];
    }
    gvc_rows_times(&rows, scaled, back);
    for (gvc_idx i = 0; i < size && m->cb != NULL; i++) {
        double cb = m->cb[first + i], cf = m->cf[first + i];
        home += cb * back[i];
        abroad += cf * back[i];
        other += (1 - (cb + cf)) * back[i];
    }
    slabs[GVC_LAYERS_VA][at] = home + abroad;
    slabs[GVC_LAYERS_DOMESTIC][at] = home;
    slabs[GVC_LAYERS_FOREIGN][at] = abroad;
    if (l->t != NULL) {
        slabs[GVC_LAYERS_OTHER][at] = other;
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    const gvc_layers *l = state;
    gvc_stages_store_copy(&l->kept, at, 1, slabs);
    if (l->in == GVC_LAYERS_OF_EXPORTS) {
        count_double(m, l, at, worker, slabs);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "va = domestic + foreign in every tier",
    "exports: va, summed over tiers, rest and double_counting, is gross exports (+ other)",
    "exports: domestic over tiers and rest is dva of gvc decompose, foreign is fva, and "
    "double_counting is ddc + fdc",
    "final demand: va, summed over tiers and rest, is final demand (+ other)",
    NULL,
};
static const char *const caveats[] = {
    "domestic is about the country that makes the final product or the exports, which need not be "
    "the one that absorbs it; several territories of one country are one country",
    "with --va given the column other says what stated value added leaves out of every tier",
    "what industries without output sell abroad (orphan flows) is in total and in no tier, except "
    "in other with --va given",
    NULL,
};

const gvc_method gvc_method_layers = {
    .info =
        {.name = "layers",
         .command = "stages",
         .usage = "stages --layers",
         .title = "Layers",
         .summary = "value added by tier: the producer, its suppliers, theirs, ...",
         .question =
             "At which step of the chain does value arise? Tier 0 is the industry that sells the "
             "final product (or the exporter), tier 1 its direct suppliers, tier 2 their "
             "suppliers, and so on; each tier at home and abroad.",
         .reference = "power series of the Leontief inverse; for exports with the sales of the "
                      "exporter cut, Borin and Mancini (2023), Economic Systems Research 35(4)",
         .bibtex = GVC_BM_BIBTEX,
         .identities = identities,
         .caveats = caveats,
         .levels = levels,
         .variants = variants},
    .knows = GVC_KNOWS_IN | GVC_KNOWS_PRODUCT | GVC_KNOWS_TIERS,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
