/* bm_sink.c - Borin-Mancini, exporter perspective, sink approach: value added recorded the last
 * time it leaves s. Borin and Mancini (2023), Economic Systems Research 35(4).
 *
 * Cell (i in s, importer r), g and x the outputs with the exports of s cut (model.h: g, home;
 * bm_work.c: importer):
 *   dva = cB o phi, phi = E - A_sr g_r;  ddc = cB o A_sr g_r;  ref = cB o A_sr x^s_r;
 *   vaxim = cB o (Y_sr + A_sr x^r_r);  fva = cF o phi;  fdc = cF o A_sr g_r.
 * Cost: 3 G vectors of the whole world, 2 n^2 for each of three products; vaxim alone needs B. */
#include <string.h>

#include "methods/bm.h"

enum { GEXP, DC, DVA, VAX, VAXIM, REF, DDC, FC, FVA, FDC, TERMS };

gvc_needs gvc_bm_sink_needs(const gvc_measure_options *o)
{
    const gvc_needs content = GVC_NEED_CONTENT, again = content | GVC_NEED_AGAIN,
                    home = content | GVC_NEED_HOME;
    static const char *const names[] = {"dc",  "dva", "vax", "vaxim", "ref",
                                        "ddc", "fc",  "fva", "fdc"};
    const gvc_needs needs[] = {
        content, again, again | home, content | GVC_NEED_ABSORBED | GVC_NEED_INVERSE, home, again,
        content, again, again};
    return gvc_wanted_needs(o, names, needs, sizeof needs / sizeof *needs);
}

void gvc_bm_sink_common(const gvc_model *m, gvc_idx s, const double *again, const double *returned,
                        double *const to[GVC_BM_COMMON])
{
    double *gexp = to[0], *dc = to[1], *dva = to[2], *vax = to[3], *ref = to[4], *ddc = to[5];
    double *fc = to[6];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride;
        double cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            gexp[c] = e[r];
            dc[c] = cb * e[r];
            dva[c] = cb * (e[r] - again[c]);
            ref[c] = cb * returned[c];
            vax[c] = dva[c] - ref[c];
            ddc[c] = cb * again[c];
            fc[c] = cf * e[r];
        }
    }
}

static void fill_cells(const gvc_model *m, gvc_idx s, const gvc_bm_work *w, double *const to[TERMS])
{
    const double *again = w->products[0], *direct = w->products[2];
    double *const common[] = {to[GEXP], to[DC], to[DVA], to[VAX], to[REF], to[DDC], to[FC]};
    gvc_bm_sink_common(m, s, again, w->products[1], common);
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride, *y = m->y.data + i * m->y.stride;
        double cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            to[VAXIM][c] = cb * (y[r] + direct[c]);
            to[FVA][c] = cf * (e[r] - again[c]);
            to[FDC][c] = cf * again[c];
        }
    }
}

gvc_report gvc_bm_sink(const gvc_model *m, gvc_idx s, gvc_bm_work *w, double *const *slabs)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (w->importer != NULL) {
        report = gvc_bm_importer(m, s, w);
    }
    if (report.code == GVC_MAT_OK) {
        const double *const p[] = {gvc_row(&m->g, s), gvc_row(&m->home, s), w->importer};
        gvc_bm_times(m, s, p, 3, w);
        fill_cells(m, s, w, slabs);
    }
    return report;
}
