/* bm_sink.c - Borin-Mancini, exporter perspective, sink approach: value added recorded the last
 * time it leaves s. Borin and Mancini (2023), Economic Systems Research 35(4).
 *
 * Cell (i in s, importer r), g and x the outputs with the exports of s cut (bm.h, gvc_bm_cut):
 *   dva = cB o phi, phi = E - A_sr g_r;  ddc = cB o A_sr g_r;  ref = cB o A_sr x^s_r;
 *   vaxim = cB o (Y_sr + A_sr x^r_r);  fva = cF o phi;  fdc = cF o A_sr g_r.
 * Cost beside B: 2 n^2 for each of three products and three cut systems. */
#include "methods/bm.h"

enum { GEXP, DC, DVA, VAX, VAXIM, REF, DDC, FC, FVA, FDC, TERMS };

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_bm_work *w, double *const to[TERMS])
{
    const double *again = w->products[0], *returned = w->products[1], *direct = w->products[2];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            double last = e[r] - again[c];
            to[GEXP][c] = e[r];
            to[DC][c] = m->cb[i] * e[r];
            to[DVA][c] = m->cb[i] * last;
            to[REF][c] = m->cb[i] * returned[c];
            to[VAX][c] = to[DVA][c] - to[REF][c];
            to[VAXIM][c] = m->cb[i] * (y[r] + direct[c]);
            to[DDC][c] = m->cb[i] * again[c];
            to[FC][c] = m->cf[i] * e[r];
            to[FVA][c] = m->cf[i] * last;
            to[FDC][c] = m->cf[i] * again[c];
        }
    }
}

gvc_report gvc_bm_sink(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs)
{
    gvc_bm_cut cut = {w->outputs, w->outputs + m->n, NULL, w->outputs + 2 * m->n};
    gvc_report report = gvc_bm_cut_exporter(m, s, w, &cut);
    if (report.code == GVC_MAT_OK) {
        gvc_bm_times(m, s, cut.g, w, w->products[0]);
        gvc_bm_times(m, s, cut.home, w, w->products[1]);
        gvc_bm_times(m, s, cut.importer, w, w->products[2]);
        fill_cells(m, s, w, slabs);
    }
    return report;
}
