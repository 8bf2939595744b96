/* bm_source.c - Borin-Mancini, exporter perspective, source approach: value added recorded the
 * first time it leaves s. Borin and Mancini (2023), Economic Systems Research 35(4).
 *
 * Cell (i in s, importer r), o elementwise:
 *   dc = cB o E, dva = cL o E, ref = cL o A_sr (BY)_rs, davax = cL o (Y_sr + A_sr L_rr Y_rr),
 *   fc = cF o E, fva = f o E, ddc = (cL M_s) o E, fdc = (f M_s) o E, gvcf = cL o A_sr L_rr E_r.
 * with ddc = dc - dva, fdc = fc - fva, since v_s B_ss = cL (I + M_s) and cF = f (I + M_s), M_s what
 * crosses the border of s again. Cost: 3 G vectors of the whole world at most, 2 n^2 for each of
 * three products. */
#include "methods/bm.h"

enum { GEXP, DC, DVA, VAX, DAVAX, REF, DDC, FC, FVA, FDC, GVC, GVCB, GVCF, TERMS };

gvc_needs gvc_bm_source_needs(const gvc_measure_options *o)
{
    static const char *const names[] = {"dc",  "vax", "ref", "ddc", "fc",
                                        "fva", "fdc", "gvc", "gvcb"};
    static const gvc_needs needs[] = {GVC_NEED_CONTENT,
                                      GVC_NEED_ABSORBED,
                                      GVC_NEED_ABSORBED,
                                      GVC_NEED_CONTENT,
                                      GVC_NEED_CONTENT,
                                      GVC_NEED_FOREIGN,
                                      GVC_NEED_CONTENT | GVC_NEED_FOREIGN,
                                      GVC_NEED_CONTENT,
                                      GVC_NEED_CONTENT};
    return gvc_wanted_needs(o, names, needs, sizeof needs / sizeof *needs);
}

void gvc_bm_source_common(const gvc_model *m, gvc_idx s, const double *returned,
                          double *const to[GVC_BM_COMMON])
{
    double *gexp = to[0], *dc = to[1], *dva = to[2], *vax = to[3], *ref = to[4], *ddc = to[5];
    double *fc = to[6];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride;
        double cl = m->cl[i], cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            gexp[c] = e[r];
            dc[c] = cb * e[r];
            dva[c] = cl * e[r];
            ref[c] = cl * returned[c];
            vax[c] = dva[c] - ref[c];
            ddc[c] = (cb - cl) * e[r];
            fc[c] = cf * e[r];
        }
    }
}

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_bm_work *w, double *const to[TERMS])
{
    const double *absorbed = w->products[0], *passed = w->products[2];
    double *const common[] = {to[GEXP], to[DC], to[DVA], to[VAX], to[REF], to[DDC], to[FC]};
    gvc_bm_source_common(m, s, w->products[1], common);
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        double cl = m->cl[i], cf = gvc_entry(m->cf, i), f = gvc_entry(m->f, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[DAVAX][c] = cl * (y[r] + absorbed[c]);
            to[FVA][c] = f * e[r];
            to[FDC][c] = (cf - f) * e[r];
            to[GVCB][c] = to[FC][c] + to[DDC][c];
            to[GVCF][c] = cl * passed[c];
            to[GVC][c] = to[GVCB][c] + to[GVCF][c];
        }
    }
}

gvc_report gvc_bm_source(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs)
{
    const double *const p[] = {m->ly, gvc_row(&m->by, s), m->le};
    gvc_bm_times(m, s, p, 3, w);
    fill_cells(m, s, w, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}
