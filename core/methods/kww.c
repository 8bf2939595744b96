/* kww.c - Koopman, Wang and Wei (2014): the exports of a country in nine terms.
 *
 * With w_sr = v_s B_sr and cF_s = sum over t != s of v_t B_ts (figure 1, equation (36)):
 *   dva_fin = cB_s Y_s*                      dva_int = sum_r w_sr Y_rr
 *   dva_intrex = sum_r w_sr sum_{t!=s,r} Y_rt        rdv_fin = sum_r w_sr Y_rs
 *   rdv_int = sum_r w_sr A_rs L_ss Y_ss      ddc = sum_r w_sr A_rs L_ss E_s
 *   fva_fin = cF_s Y_s*                      fva_int = cF_s sum_r A_sr L_rr Y_rr
 *   fdc = cF_s sum_r A_sr L_rr E_r           all r != s
 * Cost: G left vectors of the whole world and one pass over Z. */
#include <string.h>

#include "methods/exports.h"
#include "threads.h"

enum { GEXP, DVA_FIN, DVA_INT, DVA_INTREX, RDV_FIN, RDV_INT, DDC, FVA_FIN, FVA_INT, FDC, TERMS };

static const gvc_term terms[] = {
    {"gexp", "Gross exports", "sum_{r!=s} E_sr", NULL, false},
    {"dva_fin", "Domestic value added in final exports", "v_s B_ss sum_{r!=s} Y_sr", NULL, true},
    {"dva_int", "Domestic value added in intermediates, in final goods that their maker absorbs",
     "sum_{r!=s} v_s B_sr Y_rr", NULL, true},
    {"dva_intrex", "Domestic value added in intermediates, in final goods sold to third countries",
     "sum_{r!=s} v_s B_sr sum_{t!=s,r} Y_rt", NULL, true},
    {"rdv_fin", "Domestic value added that returns in final goods", "sum_{r!=s} v_s B_sr Y_rs",
     NULL, true},
    {"rdv_int", "Domestic value added that returns in intermediates and is absorbed at home",
     "sum_{r!=s} v_s B_sr A_rs L_ss Y_ss", NULL, true},
    {"ddc", "Domestic double counting: returns in intermediates and is exported again",
     "sum_{r!=s} v_s B_sr A_rs L_ss E_s", NULL, true},
    {"fva_fin", "Foreign value added in final exports", "sum_{t!=s} v_t B_ts sum_{r!=s} Y_sr", NULL,
     true},
    {"fva_int", "Foreign value added in intermediates that the importer absorbs",
     "sum_{t!=s} v_t B_ts sum_{r!=s} A_sr L_rr Y_rr", NULL, true},
    {"fdc", "Foreign content called double counting: the importer exports it again",
     "sum_{t!=s} v_t B_ts sum_{r!=s} A_sr L_rr E_r", NULL, true},
    {NULL, NULL, NULL, NULL, false},
};

static const gvc_variant variants[] = {
    {"as published", "the nine terms, by country", terms, "gexp",
     "gexp dva_fin dva_int dva_intrex ddc fva_fin fva_int fdc resid"},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char *const levels[] = {"country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    if (o->level != NULL && strcmp(o->level, "country") != 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "method kww has no level '%s'; it has country, for half of its terms are "
                        "by industry of origin; -m wwz --kww has the same nine at every level",
                        o->level);
    }
    gvc_status status = gvc_exports_all_used(ctx, "kww", o);
    if (status == GVC_OK) {
        status = gvc_exports_layout(ctx, "kww", o, levels, out);
    }
    out->variant = &variants[0];
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const names[] = {"dva_fin", "dva_int", "dva_intrex", "rdv_fin", "rdv_int",
                                        "ddc",     "fva_fin", "fva_int",    "fdc"};
    static const gvc_needs needs[] = {GVC_NEED_CONTENT, GVC_NEED_ORIGIN,  GVC_NEED_ORIGIN,
                                      GVC_NEED_ORIGIN,  GVC_NEED_ORIGIN,  GVC_NEED_ORIGIN,
                                      GVC_NEED_CONTENT, GVC_NEED_CONTENT, GVC_NEED_CONTENT};
    return gvc_wanted_needs(o, names, needs, sizeof needs / sizeof *needs);
}

/* ---- what the exporters share ------------------------------------------------------------------
 */

/* n x blocks: column r holds A_sr L_rr Y_rr (absorbed) and A_sr L_rr E_r (passed) for the
 * industries of every s. */
typedef struct shared {
    gvc_dense absorbed, passed;
    double *scaled[2]; /* n: L_rr Y_rr and L_rr E_r per unit of output */
    const gvc_model *m;
} shared;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o;
    (void)workers;
    return 2 * (size_t)m->n * (size_t)(m->blocks + 1) * sizeof(double);
}

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_release(all->absorbed.data);
        gvc_release(all->passed.data);
        gvc_release(all->scaled[0]);
        gvc_release(all->scaled[1]);
        gvc_release(all);
    }
}

/* The rows of exporter s. */
static void use_abroad(gvc_idx s, int worker, void *user)
{
    shared *all = user;
    const gvc_model *m = all->m;
    gvc_idx first = m->offset[s];
    double *const out[] = {all->absorbed.data + first * m->blocks,
                           all->passed.data + first * m->blocks};
    gvc_dense rows = gvc_model_rows(m, s);
    (void)worker;
    gvc_segment_dots_many(&rows, (const double *const *)all->scaled, 2, m->offset, m->blocks, out);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    size_t size = (size_t)m->n * sizeof(double);
    shared *all = gvc_calloc(1, sizeof *all);
    (void)o;
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what exporters share");
    }
    *state = all;
    all->m = m;
    all->scaled[0] = gvc_malloc(size, 1);
    all->scaled[1] = gvc_malloc(size, 1);
    if (all->scaled[0] == NULL || all->scaled[1] == NULL) {
        return gvc_fail_memory(ctx, size, "what exporters share");
    }
    gvc_status status = gvc_model_panel(ctx, &all->absorbed, m->n, m->blocks);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &all->passed, m->n, m->blocks);
    }
    if (status == GVC_OK) {
        for (gvc_idx j = 0; j < m->n; j++) {
            all->scaled[0][j] = m->ly[j] * m->inv_x[j];
            all->scaled[1][j] = m->le[j] * m->inv_x[j];
        }
        gvc_parallel(workers, m->blocks, use_abroad, all);
    }
    return status;
}

/* ---- one exporter ------------------------------------------------------------------------------
 */

/* What is by exporting industry: its exports and their foreign content. What was not solved for
 * counts as 0 in terms that nobody sees. */
static void fill_exports(const gvc_model *m, const shared *all, gvc_idx s, double *const *to)
{
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        const double *absorbed = all->absorbed.data + i * m->blocks;
        const double *passed = all->passed.data + i * m->blocks;
        double cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[GEXP][c] = e[r];
            to[DVA_FIN][c] = cb * y[r];
            to[FVA_FIN][c] = cf * y[r];
            to[FVA_INT][c] = cf * absorbed[r];
            to[FDC][c] = cf * passed[r];
            for (int k = DVA_INT; k <= DDC; k++) {
                to[k][c] = 0;
            }
        }
    }
}

/* The final use of what industry i of country r makes, in third countries. */
static double sold_on(const gvc_model *m, gvc_idx i, gvc_idx s, gvc_idx r)
{
    const double *y = m->y.data + i * m->y.stride;
    double sum = 0;
    for (gvc_idx t = 0; t < m->blocks; t++) {
        sum += t == s || t == r ? 0 : y[t];
    }
    return sum;
}

/* What is by industry of origin, known by country r of its last maker: it stands in the first row
 * of the exporter, in the column of r; only the sum over the rows is shown. */
static void fill_made_abroad(const gvc_model *m, const shared *all, gvc_idx s, double *const *to)
{
    const double *w = m->w.data + s * m->w.stride;
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx r = m->block[i];
        if (r != s) {
            to[DVA_INT][r] += w[i] * m->y_own[i];
            to[DVA_INTREX][r] += w[i] * sold_on(m, i, s, r);
            to[RDV_FIN][r] += w[i] * m->y.data[i * m->y.stride + s];
            to[RDV_INT][r] += w[i] * all->absorbed.data[i * m->blocks + s];
            to[DDC][r] += w[i] * all->passed.data[i * m->blocks + s];
        }
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    fill_exports(m, state, s, slabs);
    if (m->w.data != NULL && gvc_model_size(m, s) > 0) {
        fill_made_abroad(m, state, s, slabs);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* ---- the record --------------------------------------------------------------------------------
 */

static const char *const identities[] = {
    "gexp = the sum of the nine terms (+ resid)",
    "dva_fin + dva_int + dva_intrex = vax, rdv_fin + rdv_int = ref, and ddc of bm, country",
    "dva_fin + dva_int + dva_intrex is also value added exports as Johnson and Noguera count them",
    "fva_fin + fva_int + fdc = fc of bm; equals the 16 terms of wwz summed by country (wwz --kww)",
    NULL,
};
static const char *const caveats[] = {
    "known error: fva_fin + fva_int is too small and fdc too large, for all foreign content that "
    "the importer exports again is called double counting, also the importer's own value added, "
    "which counts as foreign value added nowhere else; corrected: -m bm --perspective world "
    "--approach sink",
    "by country only: the domestic terms are by industry of origin, the foreign ones by exporting "
    "industry; for sectors and partners take the same terms of wwz (-m wwz --kww)",
    "fdc follows its formula and is no remainder: exports of an industry without output (an orphan "
    "flow) stay in gexp and in no other term but resid",
    "with --va given the term resid is added and never spread over the others",
    NULL,
};

const gvc_method gvc_method_kww = {
    .info = {.name = "kww",
             .command = "decompose",
             .usage = "decompose -m kww",
             .title = "Koopman-Wang-Wei",
             .summary = "a country's gross exports in nine terms, as published in 2014",
             .question =
                 "Where does the value in a country's exports come from and where does it end: how "
                 "much of its own value added is absorbed abroad, directly or after being sold on, "
                 "how much returns home, how much is foreign, and how much is counted twice? The "
                 "terms are as published; for new work take bm, which counts foreign value added "
                 "without the known error below.",
             .reference = "Koopman, Wang and Wei (2014), Tracing value-added and double counting "
                          "in gross exports, American Economic Review 104(2), 459-494, equation "
                          "(36) and figure 1",
             .bibtex = "@article{koopman2014tracing,\n"
                       "  author  = {Koopman, Robert and Wang, Zhi and Wei, Shang-Jin},\n"
                       "  title   = {Tracing Value-Added and Double Counting in Gross Exports},\n"
                       "  journal = {American Economic Review},\n"
                       "  volume  = {104},\n"
                       "  number  = {2},\n"
                       "  pages   = {459--494},\n"
                       "  year    = {2014},\n"
                       "  doi     = {10.1257/aer.104.2.459}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
