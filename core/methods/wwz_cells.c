/* wwz_cells.c - the terms of Wang, Wei and Zhu, cell by cell (exporting industry i of s, importer
 * r).
 *
 * The coefficients: cB_s = v_s B_ss for final exports, cL_s = v_s L_ss for intermediates, cB - cL
 * for what comes back; W_rs = v_r B_rs of the importer and the sum over t != s, r of v_t B_ts of
 * third countries. Cost: ten products A_sr p_r, in one pass over the rows of s. */
#include "methods/wwz.h"

enum {
    GEXP,
    DVA_FIN,
    DVA_INT, /* with the next seven in the order of the outputs */
    DDC_FIN = DVA_INT + GVC_WWZ_DOMESTIC - 1,
    DDC_INT,
    MVA_FIN,
    MVA_INT,
    MDC,
    OVA_FIN,
    OVA_INT,
    ODC,
    TEXP,
    TEXPINT,
    TEXPFD,
    DVIX_FSR
};
enum {
    NINE_FIN = 1,
    NINE_INT,
    NINE_REX,
    NINE_BACK,
    NINE_HOME,
    NINE_DDC,
    NINE_FVA,
    NINE_FVI,
    NINE_FDC
};

static gvc_idx scratch_of_worker(const gvc_model *m)
{
    return GVC_WWZ_OUTPUTS * (m->n + gvc_model_most(m) * m->blocks);
}

size_t gvc_wwz_scratch(const gvc_model *m)
{
    return (size_t)scratch_of_worker(m);
}

/* products[k][i, r] = (A_sr p_r)_i for every output p; zeros where there is none. */
static void multiply(const gvc_model *m, const gvc_wwz *w, gvc_idx s, int worker,
                     const double *products[GVC_WWZ_OUTPUTS])
{
    const double *p[GVC_WWZ_OUTPUTS];
    double *scaled[GVC_WWZ_OUTPUTS], *out[GVC_WWZ_OUTPUTS];
    double *free = w->scratch + worker * scratch_of_worker(m);
    for (int k = 0; k < GVC_WWZ_OUTPUTS; k++) {
        p[k] = gvc_row(&w->output[k], s);
        scaled[k] = free;
        products[k] = out[k] = free + m->n;
        free += m->n + gvc_model_most(m) * m->blocks;
    }
    gvc_exports_times(m, s, p, GVC_WWZ_OUTPUTS, scaled, out);
}

static void fill_domestic(const gvc_model *m, gvc_idx i, gvc_idx c, gvc_idx r,
                          const double *const *products, double *const *to)
{
    double y = m->y.data[i * m->y.stride + r], used = m->e.data[i * m->e.stride + r] - y;
    double cl = m->cl[i], cb = gvc_entry(m->cb, i);
    to[DVA_FIN][c] = cb * y;
    for (int k = 0; k < GVC_WWZ_DOMESTIC; k++) {
        to[DVA_INT + k][c] = cl * products[k][c];
    }
    to[DDC_INT][c] = (cb - cl) * used;
    to[TEXPINT][c] = used;
    to[TEXPFD][c] = y;
}

static void fill_foreign(const gvc_model *m, const gvc_wwz *w, gvc_idx i, gvc_idx c, gvc_idx r,
                         const double *const *products, double *const *to)
{
    double importer = gvc_entry(gvc_row(&m->w, r), i), third = gvc_entry(gvc_row(&w->third, r), i);
    double y = m->y.data[i * m->y.stride + r];
    double absorbed = products[GVC_WWZ_ABSORBED][c], passed = products[GVC_WWZ_PASSED][c];
    to[MVA_FIN][c] = importer * y;
    to[MVA_INT][c] = importer * absorbed;
    to[MDC][c] = importer * passed;
    to[OVA_FIN][c] = third * y;
    to[OVA_INT][c] = third * absorbed;
    to[ODC][c] = third * passed;
}

static void fill_nine(const gvc_model *m, gvc_idx i, gvc_idx c, gvc_idx r,
                      const double *const *products, double *const *to)
{
    double y = m->y.data[i * m->y.stride + r], used = m->e.data[i * m->e.stride + r] - y;
    double cl = m->cl[i], cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
    to[NINE_FIN][c] = cb * y;
    to[NINE_INT][c] = cl * products[GVC_WWZ_OWN][c];
    to[NINE_REX][c] = cl * products[GVC_WWZ_ONWARD][c];
    to[NINE_BACK][c] = cl * products[GVC_WWZ_BACK][c];
    to[NINE_HOME][c] = cl * products[GVC_WWZ_HOME][c];
    to[NINE_DDC][c] = cl * products[GVC_WWZ_AGAIN][c] + (cb - cl) * used;
    to[NINE_FVA][c] = cf * y;
    to[NINE_FVI][c] = cf * products[GVC_WWZ_ABSORBED][c];
    to[NINE_FDC][c] = cf * products[GVC_WWZ_PASSED][c];
}

gvc_report gvc_wwz_piece(const gvc_model *m, const gvc_wwz *w, gvc_idx s, int worker,
                         double *const *to)
{
    const double *products[GVC_WWZ_OUTPUTS];
    multiply(m, w, s, worker, products);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = (i - m->offset[s]) * m->blocks + r;
            to[GEXP][c] = m->e.data[i * m->e.stride + r];
            if (w->kww) {
                fill_nine(m, i, c, r, products, to);
                continue;
            }
            fill_domestic(m, i, c, r, products, to);
            fill_foreign(m, w, i, c, r, products, to);
            to[TEXP][c] = to[GEXP][c];
            to[DVIX_FSR][c] = m->v[i] * gvc_entry(gvc_row(&w->local, r), i);
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}
