/* bm_source.c - Borin-Mancini, exporter perspective, source approach: value added recorded the
 * first time it leaves s. Borin and Mancini (2023), Economic Systems Research 35(4).
 *
 * Cell (i in s, importer r), o elementwise, everything from blocks of L and B:
 *   dc = cB o E, dva = cL o E, ref = cL o A_sr (BY)_rs, davax = cL o (Y_sr + A_sr L_rr Y_rr),
 *   fc = cF o E, fva = f o E, ddc = (cL M_s) o E, fdc = (f M_s) o E, gvcf = cL o A_sr L_rr E_r.
 * Cost beside B: 2 n^2 for each of three products, n N^2 for the coefficients. */
#include "methods/bm.h"

enum { GEXP, DC, DVA, VAX, DAVAX, REF, DDC, FC, FVA, FDC, GVC, GVCB, GVCF, TERMS };

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_bm_work *w, double *const to[TERMS])
{
    const double *absorbed = w->products[0], *returned = w->products[1], *passed = w->products[2];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[GEXP][c] = e[r];
            to[DC][c] = m->cb[i] * e[r];
            to[DVA][c] = m->cl[i] * e[r];
            to[REF][c] = m->cl[i] * returned[c];
            to[VAX][c] = to[DVA][c] - to[REF][c];
            to[DAVAX][c] = m->cl[i] * (y[r] + absorbed[c]);
            to[DDC][c] = w->cl_m[p] * e[r];
            to[FC][c] = m->cf[i] * e[r];
            to[FVA][c] = w->f[p] * e[r];
            to[FDC][c] = w->f_m[p] * e[r];
            to[GVCB][c] = to[FC][c] + to[DDC][c];
            to[GVCF][c] = m->cl[i] * passed[c];
            to[GVC][c] = to[GVCB][c] + to[GVCF][c];
        }
    }
}

gvc_report gvc_bm_source(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs)
{
    gvc_report report = gvc_bm_foreign(m, s, w);
    if (report.code == GVC_MAT_OK) {
        gvc_bm_reimport(m, s, m->cl + m->offset[s], w, w->cl_m);
        gvc_bm_reimport(m, s, w->f, w, w->f_m);
        gvc_bm_times(m, s, m->ly, w, w->products[0]);
        gvc_bm_times(m, s, m->by.data + s * m->by.stride, w, w->products[1]);
        gvc_bm_times(m, s, m->le, w, w->products[2]);
        fill_cells(m, s, w, slabs);
    }
    return report;
}
