/* tripartite.c - trade that crosses one border, and trade along value chains in three parts: pure
 * backward, pure forward, two-sided. Borin, Mancini and Taglioni (2021).
 *
 * m_s = u A^M_s L_ss, imported content of a unit of output (cB + cF - cL where value added is
 * stated); D_sr = Y_sr + A_sr L_rr Y_rr what the importer absorbs, F_sr = A_sr L_rr E_r what it
 * passes on. Cell (i in s, importer r), o elementwise:
 *   davax = cL o D, gvc_pb = m o D, gvc_pf = cL o F, gvc_ts = m o F.
 * Output of i in s (our own partition), d and p the output for exports that are absorbed at once
 * and for those passed on, h = L_ss Y_ss, h + d + p = X (borders.h), m1 the part of m that crossed
 * one border only, sum over t != s of v_t L_tt A_ts L_ss:
 *   domestic = cL o h, trad = cL o d + m1 o h, gvc_pb = m o d + (m - m1) o h,
 *   gvc_pf = cL o p, gvc_ts = m o p.
 * Cost: nothing global, but G left vectors where value added is stated. */
#include <string.h>

#include "methods/bm.h"
#include "methods/borders.h"
#include "methods/exports.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

enum { GEXP, DAVAX, GVC_PB, GVC_PF, GVC_TS, GVC };
enum { OUTPUT, DOMESTIC, TRAD, OUT_PB, OUT_PF, OUT_TS, OUT_GVC, RESID };

static const gvc_term trade_terms[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"davax", "Traditional trade: domestic value added absorbed by the direct importer",
     "v_s L_ss o D_sr, D_sr = Y_sr + A_sr L_rr Y_rr", NULL, true},
    {"gvc_pb", "Pure backward GVC trade: imported content, absorbed by the importer", "m_s o D_sr",
     NULL, true},
    {"gvc_pf", "Pure forward GVC trade: domestic content, passed on by the importer",
     "v_s L_ss o A_sr L_rr E_r", NULL, true},
    {"gvc_ts", "Two-sided GVC trade: imported content, passed on by the importer",
     "m_s o A_sr L_rr E_r", NULL, true},
    {"gvc", "GVC-related exports: cross more than one border", "gvc_pb + gvc_pf + gvc_ts", NULL,
     false},
    END,
};

#define OUTPUT_TERMS                                                                               \
    {"output", "Gross output", "X_s", NULL, false},                                                \
        {"domestic", "Domestic value added in output that crosses no border",                      \
         "v_s L_ss o L_ss Y_ss", NULL, true},                                                      \
        {"trad", "Output that crosses exactly one border",                                         \
         "v_s L_ss o L_ss sum_{r!=s} D_sr + (sum_{t!=s} v_t L_tt A_ts L_ss) o L_ss Y_ss", NULL,    \
         true},                                                                                    \
        {"gvc_pb", "Pure backward GVC output: imported content, absorbed at home or by importers", \
         "m_s o L_ss sum_{r!=s} D_sr + (m_s - sum_{t!=s} v_t L_tt A_ts L_ss) o L_ss Y_ss", NULL,   \
         true},                                                                                    \
        {"gvc_pf", "Pure forward GVC output: domestic content, passed on by importers",            \
         "v_s L_ss o L_ss sum_{r!=s} A_sr L_rr E_r", NULL, true},                                  \
        {"gvc_ts", "Two-sided GVC output: imported content, passed on by importers",               \
         "m_s o L_ss sum_{r!=s} A_sr L_rr E_r", NULL, true},                                       \
    {                                                                                              \
        "gvc", "GVC-related output: crosses more than one border", "gvc_pb + gvc_pf + gvc_ts",     \
            NULL, false                                                                            \
    }

static const gvc_term output_terms[] = {OUTPUT_TERMS, END};
static const gvc_term stated_terms[] = {
    OUTPUT_TERMS,
    {"resid", "Output that the stated value added does not explain", "(1 - sum_t v_t B_ts) o X_s",
     NULL, true},
    END,
};

#define OUTPUT_HEADLINE "output domestic domestic% trad gvc% gvc_pb gvc_pf gvc_ts resid"
static const gvc_variant variants[] = {
    {"tripartite", "gross exports by what crossed a border before and what crosses one after",
     trade_terms, "gexp", "gexp davax gvc% gvc_pb gvc_pf gvc_ts resid"},
    {"tripartite-output", "gross output likewise (engine definition)", output_terms, "output",
     OUTPUT_HEADLINE},
    {"tripartite-output, value added given", "the same with --va given", stated_terms, "output",
     OUTPUT_HEADLINE},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char *const details[] = {"tripartite", "tripartite-output", NULL};
static const char *const perspectives[] = {"exporter", NULL};
static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};

static bool is_output(const gvc_measure_options *o)
{
    return strcmp(o->detail, "tripartite-output") == 0;
}

static gvc_status output_layout(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    static const char *const output_levels[] = {"sector", "country", NULL};
    gvc_status status = gvc_word(ctx, "tripartite-output", "level", &o->level, output_levels);
    if (status == GVC_OK && o->output == GVC_OUTPUT_GIVEN) {
        status = gvc_fail(ctx, GVC_EARG,
                          "--tripartite-output with --output-total given: stated output that "
                          "nobody uses crosses no border and stays at no home; use rowsum");
    }
    if (status == GVC_OK) {
        out->axes[0] = (gvc_layout_axis){.name = "exporter", .kind = GVC_AXIS_BLOCKS};
        out->axes[1] = (gvc_layout_axis){.name = "sector",
                                         .kind = GVC_AXIS_INDUSTRIES,
                                         .summed = strcmp(o->level, "sector") != 0};
        out->count = 2;
        out->variant = &variants[o->va == GVC_VA_GIVEN ? 2 : 1];
        out->title = "Gross output decomposed";
    }
    return status;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "tripartite", "detail", &o->detail, details);
    if (status == GVC_OK) {
        status = gvc_word(ctx, o->detail, "perspective", &o->perspective, perspectives);
    }
    if (status != GVC_OK || is_output(o)) {
        return status == GVC_OK ? output_layout(ctx, o, out) : status;
    }
    out->variant = &variants[0];
    return gvc_exports_layout(ctx, o->detail, o, levels, out);
}

/* Residual value added makes imported content local. */
static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const imported[] = {"gvc_pb", "gvc_ts", "gvc", "resid", NULL};
    return o->va == GVC_VA_GIVEN && gvc_wants(o, imported) ? GVC_NEED_CONTENT : 0;
}

typedef struct shared {
    bool output, stated;
    int workers;
    gvc_bm_work *work;       /* trade: workers */
    double *inputs;          /* n: m */
    double *once;            /* output, n: m1 */
    double *direct, *onward; /* output, n: d and p */
} shared;

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_bm_works_free(all->work, all->workers);
        gvc_release(all->inputs);
        gvc_release(all->once);
        gvc_release(all->direct);
        gvc_release(all->onward);
        gvc_release(all);
    }
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    return (is_output(o) ? 0 : (size_t)workers * gvc_bm_work_bytes(m, false)) +
           4 * (size_t)m->n * sizeof(double) + gvc_borders_bytes(m);
}

/* m: where value added is stated what the world's inverse says beyond cL; 0 where that was not
 * asked for. */
static gvc_status imported_content(gvc_ctx *ctx, const gvc_model *m, bool stated, double **out)
{
    if (!stated) {
        return gvc_borders_inputs(ctx, m, NULL, out);
    }
    gvc_dense all = {0};
    gvc_status status = gvc_model_panel(ctx, &all, 1, m->n);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK && m->cb != NULL; i++) {
        all.data[i] = (m->cb[i] - m->cl[i]) + m->cf[i];
    }
    *out = all.data;
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what exporters share");
    }
    *state = all;
    all->output = is_output(o);
    all->stated = o->va == GVC_VA_GIVEN;
    all->workers = workers;
    gvc_status status = imported_content(ctx, m, all->stated, &all->inputs);
    if (status == GVC_OK && !all->output) {
        return gvc_bm_works_new(ctx, m, false, workers, &all->work);
    }
    if (status == GVC_OK) {
        status = gvc_borders_inputs(ctx, m, m->cl, &all->once);
    }
    return status == GVC_OK ? gvc_borders_output(ctx, m, &all->direct, &all->onward) : status;
}

static void fill_trade(const gvc_model *m, const shared *all, gvc_idx s, const gvc_bm_work *w,
                       double *const *to)
{
    const double *absorbed = w->products[0], *passed = w->products[1];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        double cl = m->cl[i], inputs = all->inputs[i];
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[GEXP][c] = e[r];
            to[DAVAX][c] = cl * (y[r] + absorbed[c]);
            to[GVC_PB][c] = inputs * (y[r] + absorbed[c]);
            to[GVC_PF][c] = cl * passed[c];
            to[GVC_TS][c] = inputs * passed[c];
            to[GVC][c] = to[GVC_PB][c] + to[GVC_PF][c] + to[GVC_TS][c];
        }
    }
}

static void fill_output(const gvc_model *m, const shared *all, gvc_idx s, double *const *to)
{
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        double cl = m->cl[i], inputs = all->inputs[i], once = all->once[i], home = m->ly[i];
        double direct = all->direct[i], onward = all->onward[i];
        to[OUTPUT][p] = m->x[i];
        to[DOMESTIC][p] = cl * home;
        to[TRAD][p] = cl * direct + once * home;
        to[OUT_PB][p] = inputs * direct + (inputs - once) * home;
        to[OUT_PF][p] = cl * onward;
        to[OUT_TS][p] = inputs * onward;
        to[OUT_GVC][p] = to[OUT_PB][p] + to[OUT_PF][p] + to[OUT_TS][p];
        if (all->stated) {
            to[RESID][p] = (1 - (cl + inputs)) * m->x[i];
        }
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    if (all->output) {
        fill_output(m, all, s, slabs);
    } else {
        const double *const p[] = {m->ly, m->le};
        gvc_bm_times(m, s, p, 2, &all->work[worker]);
        fill_trade(m, all, s, &all->work[worker], slabs);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "tripartite: gexp = davax + gvc_pb + gvc_pf + gvc_ts (+ resid), gvc = gexp - davax (- resid)",
    "bm, source approach: gvc_pb + gvc_ts = gvcb, gvc_pf = gvcf, davax = davax",
    "tripartite-output: output = domestic + trad + gvc_pb + gvc_pf + gvc_ts (+ resid)",
    "coarser levels are the sums of finer ones",
    NULL,
};
static const char *const caveats[] = {
    "the split of output is an engine definition, an exact partition by borders crossed, not the "
    "published one, whose equations were not at hand",
    "in the split of output imported content that crossed exactly one border and is absorbed at "
    "home is traditional trade (trad)",
    "with --va given the term resid is added, what stated value added does not explain, and never "
    "spread over the others",
    "with --output-total given, output that nobody uses counts as passed on (gvc_pf, gvc_ts)",
    GVC_BM_ORPHANS,
    NULL,
};

const gvc_method gvc_method_tripartite = {
    .info =
        {.name = "tripartite",
         .family = "bm",
         .command = "decompose",
         .usage = "decompose --tripartite|--tripartite-output",
         .title = "Borin-Mancini-Taglioni",
         .summary = "gross exports or output: traditional trade and GVC trade in three parts",
         .question =
             "How much of trade crosses one border only, and how much is part of a global value "
             "chain: because it holds imported content (pure backward), because the importer "
             "passes it on (pure forward), or both (two-sided)? The same for gross output, where "
             "what crosses no border is told apart as well.",
         .reference = "Borin, Mancini and Taglioni (2021), Economic consequences of trade and "
                      "global value chain integration: a measurement perspective, World Bank "
                      "Policy Research Working Paper 9785",
         .bibtex = "@techreport{borin2021economic,\n"
                   "  author      = {Borin, Alessandro and Mancini, Michele and Taglioni, Daria},\n"
                   "  title       = {Economic consequences of trade and global value chain "
                   "integration: a measurement perspective},\n"
                   "  institution = {World Bank},\n"
                   "  type        = {Policy Research Working Paper},\n"
                   "  number      = {9785},\n"
                   "  year        = {2021}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .perspectives = perspectives,
         .details = details,
         .levels = levels,
         .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
