/* bm_world.c - Borin-Mancini, world perspective: foreign value added counts once in the exports of
 * the whole world, not once in those of every country. Borin and Mancini (2023), Economic Systems
 * Research 35(4).
 *
 * Only fva and fdc differ from the exporter perspective. Cell (i in s, importer r), o elementwise,
 * m1_s = sum over t != s of v_t L_tt A_ts L_ss what imported inputs hold of those who made them:
 *   source: fva = m1 o E_sr, fdc = cF o E_sr - fva
 *   sink:   fva = cF o (Y_sr + A_sr L_rr Y_rr) + (v_r B_rs) o A_sr d_r
 *           fdc = (cF - v_r B_rs) o A_sr L_rr E_r + (v_r B_rs) o A_sr p_r
 * with d_r and p_r the output of r for exports that are absorbed at once and for those passed on,
 * d + p = L E (borders.h): no term is a difference of large ones. Cost: source nothing global for
 * fva, sink G left vectors. */
#include <string.h>

#include "methods/bm.h"
#include "methods/borders.h"
#include "methods/exports.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

enum { GEXP, DC, DVA, VAX, REF, DDC, FC, FVA, FDC };

static const gvc_term source_terms[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"dc", "Domestic content", "v_s B_ss o E_sr", NULL, false},
    {"dva", "Domestic value added", "v_s L_ss o E_sr", NULL, false},
    {"vax", "Domestic value added absorbed abroad", "dva - ref", NULL, true},
    {"ref", "Domestic value added that returns and is absorbed at home (reflection)",
     "v_s L_ss o A_sr (B Y)_rs", NULL, true},
    {"ddc", "Domestic double counting", "v_s L_ss M_s o E_sr", NULL, true},
    {"fc", "Foreign content", "sum_{t!=s} v_t B_ts o E_sr", NULL, false},
    {"fva", "Foreign value added that another country exports for the first time",
     "sum_{t!=s} v_t L_tt A_ts L_ss o E_sr", NULL, true},
    {"fdc", "Foreign double counting in world exports", "fc - fva", NULL, true},
    END,
};

static const gvc_term sink_terms[] = {
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},
    {"dc", "Domestic content", "v_s B_ss o E_sr", NULL, false},
    {"dva", "Domestic value added", "v_s B_ss o (E_sr - A_sr g_r), g = B^{/s}_.s E_s", NULL, false},
    {"vax", "Domestic value added absorbed abroad", "dva - ref", NULL, true},
    {"ref", "Domestic value added that returns and is absorbed at home (reflection)",
     "v_s B_ss o A_sr (B^{/s} Y^{/s})_rs", NULL, true},
    {"ddc", "Domestic double counting", "v_s B_ss o A_sr g_r", NULL, true},
    {"fc", "Foreign content", "sum_{t!=s} v_t B_ts o E_sr", NULL, false},
    {"fva", "Foreign value added that another country exports for the last time",
     "sum_{t!=s} v_t B_ts o D_sr + v_r B_rs o A_sr L_rr sum_{j!=r} D_rj, "
     "D_sr = Y_sr + A_sr L_rr Y_rr",
     NULL, true},
    {"fdc", "Foreign double counting in world exports", "fc - fva", NULL, true},
    END,
};

static const gvc_variant variants[] = {
    {"source", "foreign value added is recorded the first time that another country exports it",
     source_terms, "gexp", "gexp dva dva% fva fva% fdc resid vax ref ddc"},
    {"sink", "foreign value added is recorded the last time that another country exports it",
     sink_terms, "gexp", "gexp dva dva% fva fva% fdc resid vax ref ddc"},
    {NULL, NULL, NULL, NULL, NULL},
};

static bool is_sink(const gvc_measure_options *o)
{
    return strcmp(o->approach, "sink") == 0;
}

static const char *const perspectives[] = {"world", NULL};
static const char *const approaches[] = {"source", "sink", NULL};
static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "bm_world", "perspective", &o->perspective, perspectives);
    if (status == GVC_OK) {
        status = gvc_word(ctx, "bm_world", "approach", &o->approach, approaches);
    }
    if (status == GVC_OK) {
        status = gvc_exports_layout(ctx, "bm_world", o, levels, out);
    }
    if (status == GVC_OK) {
        out->variant = &variants[is_sink(o) ? 1 : 0];
    }
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const names[] = {"dc", "dva", "vax", "ref", "ddc", "fc", "fva", "fdc"};
    const gvc_needs content = GVC_NEED_CONTENT, again = content | GVC_NEED_AGAIN,
                    home = content | GVC_NEED_HOME, origin = content | GVC_NEED_ORIGIN;
    const gvc_needs source[] = {
        content, 0, GVC_NEED_ABSORBED, GVC_NEED_ABSORBED, content, content, 0, content};
    const gvc_needs sink[] = {content, again, again | home, home, again, content, origin, origin};
    return gvc_wanted_needs(o, names, is_sink(o) ? sink : source, sizeof source / sizeof *source);
}

typedef struct shared {
    bool sink;
    int workers;
    gvc_bm_work *work;       /* workers */
    double *once;            /* source, n: m1 */
    double *direct, *onward; /* sink, n: d and p */
} shared;

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_bm_works_free(all->work, all->workers);
        gvc_release(all->once);
        gvc_release(all->direct);
        gvc_release(all->onward);
        gvc_release(all);
    }
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o;
    return (size_t)workers * gvc_bm_work_bytes(m, false) + gvc_borders_bytes(m);
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
    gvc_status status = gvc_bm_works_new(ctx, m, false, workers, &all->work);
    if (status == GVC_OK) {
        status = all->sink ? gvc_borders_output(ctx, m, &all->direct, &all->onward)
                           : gvc_borders_inputs(ctx, m, m->cl, &all->once);
    }
    return status;
}

static void fill_source(const gvc_model *m, gvc_idx s, const double *once, double *const *to)
{
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride;
        double rest = gvc_entry(m->cf, i) - once[i];
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[FVA][c] = once[i] * e[r];
            to[FDC][c] = rest * e[r];
        }
    }
}

static gvc_report source(const gvc_model *m, const shared *all, gvc_idx s, gvc_bm_work *w,
                         double *const *slabs)
{
    const double *const p[] = {gvc_row(&m->by, s)};
    gvc_bm_times(m, s, p, 1, w);
    gvc_bm_source_common(m, s, w->products[0], slabs);
    fill_source(m, s, all->once, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* products: what importers absorb, re-export, re-export for use there, and pass on. */
static void fill_sink(const gvc_model *m, gvc_idx s, double *const *products, double *const *to)
{
    const double *absorbed = products[0], *sold = products[1];
    const double *direct = products[2], *onward = products[3];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *y = m->y.data + i * m->y.stride;
        double cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            double theirs = gvc_entry(gvc_row(&m->w, r), i);
            to[FVA][c] = cf * (y[r] + absorbed[c]) + theirs * direct[c];
            to[FDC][c] = (cf - theirs) * sold[c] + theirs * onward[c];
        }
    }
}

static gvc_report sink(const gvc_model *m, const shared *all, gvc_idx s, gvc_bm_work *w,
                       double *const *slabs)
{
    const double *const p[] = {gvc_row(&m->g, s), gvc_row(&m->home, s), m->ly, m->le,
                               all->direct,       all->onward};
    gvc_bm_times(m, s, p, 6, w);
    gvc_bm_sink_common(m, s, w->products[0], w->products[1], slabs);
    fill_sink(m, s, w->products + 2, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    return (all->sink ? sink : source)(m, all, s, &all->work[worker], slabs);
}

static const char *const identities[] = {
    "gexp = dc + fc (+ resid), dc = dva + ddc, fc = fva + fdc, dva = vax + ref",
    "gexp dc dva vax ref ddc fc are those of perspective exporter with the same approach",
    "the sum of fva over all exporters: source = sink",
    "coarser levels are the sums of finer ones",
    NULL,
};
static const char *const caveats[] = {
    "Borin and Mancini give countries alone; the figures by sector and importer are our additive "
    "extension",
    "every border counts, so that no one country loses what fva of its exports says if they stop; "
    "perspective exporter tells that",
    GVC_BM_RESID,
    GVC_BM_ORPHANS,
    NULL,
};

const gvc_method gvc_method_bm_world = {
    .info =
        {.name = "bm_world",
         .family = "bm",
         .command = "decompose",
         .usage = "decompose --perspective world",
         .title = "Borin-Mancini",
         .summary = "gross exports, foreign value added counted once in the exports of the "
                    "whole world",
         .question =
             "How much foreign value added do a country's exports hold if a unit of value "
             "added may count once in the exports of the whole world? The exporter "
             "perspective counts it once in the exports of every country on its way; here it "
             "counts where a country other than its own exports it for the first time (source) "
             "or for the last time (sink). The sink approach corrects the foreign terms of kww.",
         .reference = GVC_BM_REFERENCE ", world perspective",
         .bibtex = GVC_BM_BIBTEX,
         .identities = identities,
         .caveats = caveats,
         .perspectives = perspectives,
         .approaches = approaches,
         .levels = levels,
         .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
