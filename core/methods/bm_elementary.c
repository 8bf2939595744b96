/* bm_elementary.c - the 12 elementary terms of Borin-Mancini, exporter perspective.
 *
 * Where exports of s to r end, per unit of the coefficient a (cL or cB for domestic, f or cF for
 * foreign value added):
 *   1  Y_sr                                  final goods
 *   2  A_sr L_rr Y_rr                        intermediates, absorbed by r
 *   3  A_sr L_rr sum over j != r of Y_rj     re-exported by r as final goods (to j = s: ref1)
 *   4  A_sr L_rr sum over j != r of A_rj Q_j re-exported by r as intermediates (in s: ref2)
 * with Q = B Y (source) or the output with the exports of s cut (sink). Every piece is a sum of
 * products, none a difference. Panels have a row a block: 2 n^2 G flops for each A Q. */
#include <string.h>

#include "methods/bm.h"

enum { GEXP, VAX1, VAX2, VAX3, VAX4, REF1, REF2, DDC, FVA1, FVA2, FVA3, FVA4, FDC, TERMS };

/* Panels G x n, rows by exporter s. */
struct gvc_bm_panels {
    gvc_dense home, abroad;   /* Q_.s, and sum over d != s of Q_.d; then L (A Q) of them */
    gvc_dense final, through; /* L Y_.s, and sum over d != s, r of L_rr Y_rd */
    gvc_dense scratch;
};

void gvc_bm_panels_free(gvc_bm_panels *p)
{
    if (p == NULL) {
        return;
    }
    gvc_dense *all[] = {&p->home, &p->abroad, &p->final, &p->through, &p->scratch};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]->data);
    }
    gvc_release(p);
}

static gvc_status new_panels(gvc_ctx *ctx, const gvc_model *m, gvc_bm_panels *p)
{
    gvc_dense *all[] = {&p->home, &p->abroad, &p->final, &p->through, &p->scratch};
    gvc_status status = GVC_OK;
    for (size_t k = 0; k < sizeof all / sizeof *all && status == GVC_OK; k++) {
        status = gvc_model_panel(ctx, all[k], m->blocks, m->n);
    }
    return status;
}

size_t gvc_bm_panels_bytes(const gvc_model *m)
{
    const size_t panels = 6; /* and one that comes and goes */
    return panels * (size_t)m->blocks * (size_t)m->n * sizeof(double);
}

/* final and through from Y. */
static gvc_status final_goods(gvc_ctx *ctx, const gvc_model *m, gvc_bm_panels *p)
{
    gvc_dense demand = {0};
    gvc_status status = gvc_model_demand(ctx, m, &demand);
    if (status == GVC_OK) {
        gvc_local_right(m->local, &demand, &p->final);
        gvc_model_others(m, &p->final, true, &p->through);
    }
    gvc_release(demand.data);
    return status;
}

/* q becomes L (A q) without the diagonal blocks of A. */
static gvc_status pass_on(gvc_ctx *ctx, const gvc_model *m, gvc_dense *q, gvc_dense *scratch)
{
    gvc_status status = gvc_model_report(ctx, m, gvc_offblock_times(&m->system, q, scratch));
    if (status == GVC_OK) {
        gvc_local_right(m->local, scratch, q);
    }
    return status;
}

static void copy_panel(gvc_dense *to, const gvc_dense *from)
{
    memcpy(to->data, from->data, (size_t)from->rows * (size_t)from->cols * sizeof(double));
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, bool sink, gvc_bm_panels *p)
{
    gvc_status status = new_panels(ctx, m, p);
    if (status == GVC_OK) {
        status = final_goods(ctx, m, p);
    }
    if (status == GVC_OK && sink) {
        copy_panel(&p->home, &m->home);
        copy_panel(&p->abroad, &m->abroad);
    } else if (status == GVC_OK) {
        copy_panel(&p->home, &m->by);
        gvc_model_others(m, &m->by, false, &p->abroad);
    }
    if (status == GVC_OK) {
        status = pass_on(ctx, m, &p->home, &p->scratch);
    }
    return status == GVC_OK ? pass_on(ctx, m, &p->abroad, &p->scratch) : status;
}

gvc_needs gvc_bm_elementary_needs(bool sink)
{
    return GVC_NEED_CONTENT | (sink ? GVC_NEED_AGAIN | GVC_NEED_HOME | GVC_NEED_ABROAD
                                    : GVC_NEED_ABSORBED | GVC_NEED_FOREIGN);
}

gvc_status gvc_bm_panels_new(gvc_ctx *ctx, gvc_bm_panels **out, const gvc_model *m, bool sink)
{
    gvc_bm_panels *p = gvc_calloc(1, sizeof *p);
    if (p == NULL) {
        return gvc_fail_memory(ctx, sizeof *p, "the panels of the elementary terms");
    }
    gvc_status status = prepare(ctx, m, sink, p);
    if (status == GVC_OK) {
        *out = p;
    } else {
        gvc_bm_panels_free(p);
    }
    return status;
}

/* The pieces of the exports of s, times the coefficients of domestic and foreign value added. */
static void fill_pieces(const gvc_model *m, gvc_idx s, const double *domestic,
                        const double *foreign, const gvc_bm_work *w, double *const *slabs)
{
    static const int domestic_term[] = {VAX2, VAX3, VAX4, REF1, REF2};
    static const int foreign_term[] = {FVA2, FVA3, FVA4, FVA3, FVA4};
    for (int k = 0; k < 5; k++) {
        const double *from = w->products[k];
        double *d = slabs[domestic_term[k]], *f = slabs[foreign_term[k]];
        for (gvc_idx i = 0; i < gvc_model_size(m, s); i++) {
            for (gvc_idx c = i * m->blocks; c < (i + 1) * m->blocks; c++) {
                d[c] = domestic[i] * from[c];
                f[c] = (k < 3 ? 0 : f[c]) + foreign[i] * from[c];
            }
        }
    }
}

/* Exports, final goods, and double counting: a coefficient times what crosses the border again
 * (sink), or what content has above value added times E (source). */
static void fill_rest(const gvc_model *m, gvc_idx s, bool sink, const gvc_bm_work *w,
                      double *const *slabs)
{
    const double *again = w->products[5];
    double *gexp = slabs[GEXP], *vax1 = slabs[VAX1], *fva1 = slabs[FVA1];
    double *ddc = slabs[DDC], *fdc = slabs[FDC];
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        double domestic = sink ? m->cb[i] : m->cl[i], foreign = sink ? m->cf[i] : m->f[i];
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            double e = m->e.data[i * m->e.stride + r], y = m->y.data[i * m->y.stride + r];
            gexp[c] = e;
            vax1[c] = domestic * y;
            fva1[c] = foreign * y;
            ddc[c] = sink ? domestic * again[c] : (m->cb[i] - domestic) * e;
            fdc[c] = sink ? foreign * again[c] : (m->cf[i] - foreign) * e;
        }
    }
}

gvc_report gvc_bm_elementary(const gvc_model *m, const gvc_bm_panels *p, gvc_idx s, bool sink,
                             gvc_bm_work *w, double *const *slabs)
{
    gvc_idx first = m->offset[s], at = s * m->n;
    const double *const from[] = {m->ly,
                                  p->through.data + at,
                                  p->abroad.data + at,
                                  p->final.data + at,
                                  p->home.data + at,
                                  sink ? m->g.data + at : NULL};
    gvc_bm_times(m, s, from, 6, w);
    fill_pieces(m, s, (sink ? m->cb : m->cl) + first, (sink ? m->cf : m->f) + first, w, slabs);
    fill_rest(m, s, sink, w, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}
