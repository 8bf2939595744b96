/* bm_sink.c - Borin-Mancini, exporter perspective, sink approach: value added recorded the last
 * time it leaves s. Borin and Mancini (2023), Economic Systems Research 35(4).
 *
 * Cell (i in s, importer r), g and x the outputs with the exports of s cut (bm.h, gvc_bm_cut):
 *   dva = cB o phi, phi = E - A_sr g_r;  ddc = cB o A_sr g_r;  ref = cB o A_sr x^s_r;
 *   vaxim = cB o (Y_sr + A_sr x^r_r);  fva = cF o phi;  fdc = cF o A_sr g_r.
 * Cost beside B: 2 n^2 for each of three products and three cut systems. */
#include "methods/bm.h"

enum { GEXP, DC, DVA, VAX, VAXIM, REF, DDC, FC, FVA, FDC, TERMS };

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_bm_work *w, gvc_view *view)
{
    double *to[TERMS];
    for (int k = 0; k < TERMS; k++) {
        to[k] = gvc_view_slab(view, k);
    }
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

gvc_status gvc_bm_sink(gvc_ctx *ctx, const gvc_model *m, gvc_view *view)
{
    gvc_bm_work w;
    gvc_dense outputs = {0};
    gvc_status status = gvc_bm_work_new(ctx, m, &w);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &outputs, 3, m->n);
    }
    gvc_bm_cut cut = {outputs.data, outputs.data + m->n, NULL, outputs.data + 2 * m->n};
    for (gvc_idx s = 0; s < m->blocks && status == GVC_OK; s++) {
        status = gvc_bm_cut_exporter(ctx, m, s, &w, &cut);
        if (status == GVC_OK) {
            gvc_bm_times(m, s, cut.g, &w, w.products[0]);
            gvc_bm_times(m, s, cut.home, &w, w.products[1]);
            gvc_bm_times(m, s, cut.importer, &w, w.products[2]);
            fill_cells(m, s, &w, view);
            gvc_view_add(view, s);
            status = gvc_progress(ctx, "decomposing exports", (uint64_t)s + 1, (uint64_t)m->blocks);
        }
    }
    gvc_release(outputs.data);
    gvc_bm_work_free(&w);
    return status;
}
