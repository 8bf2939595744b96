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

/* What no chosen term needs was not solved, and counts as 0 in the terms nobody sees. */
static double entry(const double *vector, gvc_idx i)
{
    return vector == NULL ? 0 : vector[i];
}

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_bm_work *w, double *const to[TERMS])
{
    const double *absorbed = w->products[0], *returned = w->products[1], *passed = w->products[2];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        double cl = m->cl[i], cb = entry(m->cb, i), cf = entry(m->cf, i), f = entry(m->f, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[GEXP][c] = e[r];
            to[DC][c] = cb * e[r];
            to[DVA][c] = cl * e[r];
            to[REF][c] = cl * returned[c];
            to[VAX][c] = to[DVA][c] - to[REF][c];
            to[DAVAX][c] = cl * (y[r] + absorbed[c]);
            to[DDC][c] = (cb - cl) * e[r];
            to[FC][c] = cf * e[r];
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
    const double *by = m->by.data == NULL ? NULL : m->by.data + s * m->by.stride;
    const double *const p[] = {m->ly, by, m->le};
    gvc_bm_times(m, s, p, 3, w);
    fill_cells(m, s, w, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}
