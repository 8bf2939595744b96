#include "uncertainty/adjoint.h"

#include <string.h>

gvc_needs gvc_adjoint_needs(void)
{
    return GVC_NEED_ORIGIN | GVC_NEED_SOLD | GVC_NEED_ABSORBED | GVC_NEED_AGAIN;
}

gvc_workload gvc_adjoint_extra(const gvc_model *m)
{
    return (gvc_workload){.left = m->blocks, .cut_left = m->blocks};
}

static double *row(const gvc_dense *d, gvc_idx k)
{
    return d->data + k * d->stride;
}

/* ---- what the exporters share ------------------------------------------------------------------
 */

static gvc_status new_memory(gvc_ctx *ctx, gvc_adjoint *a)
{
    const gvc_model *m = a->m;
    gvc_dense *panels[] = {&a->c, &a->u, &a->p, &a->lg};
    gvc_status status = GVC_OK;
    for (int k = 0; k < 4 && status == GVC_OK; k++) {
        status = gvc_model_panel(ctx, panels[k], m->blocks, m->n);
    }
    double **vectors[GVC_BASICS + 2] = {&a->lh, &a->cl_local};
    for (int k = 0; k < GVC_BASICS; k++) {
        vectors[k + 2] = &a->xbar[k];
    }
    for (int k = 0; k < GVC_BASICS + 2 && status == GVC_OK; k++) {
        *vectors[k] = gvc_calloc((size_t)m->n, sizeof(double));
        status = *vectors[k] == NULL
                     ? gvc_fail_memory(ctx, (size_t)m->n * sizeof(double), "derivatives")
                     : GVC_OK;
    }
    return status;
}

/* Left vectors: cl in block s for c; v outside s, with s cut, for p. from: scratch. */
static gvc_status solve_left(gvc_ctx *ctx, gvc_adjoint *a, gvc_dense *from)
{
    const gvc_model *m = a->m;
    gvc_idx *cut = gvc_malloc((size_t)m->blocks, sizeof *cut);
    if (cut == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->blocks * sizeof *cut, "derivatives");
    }
    for (gvc_idx s = 0; s < m->blocks; s++) {
        cut[s] = s;
        memcpy(row(from, s) + m->offset[s], m->cl + m->offset[s],
               (size_t)gvc_model_size(m, s) * sizeof(double));
    }
    gvc_status status = gvc_model_report(ctx, m, gvc_offblock_left(&m->system, from, &a->c));
    if (status == GVC_OK) {
        status = gvc_model_left(ctx, m, &a->c, NULL, &a->u);
    }
    for (gvc_idx s = 0; s < m->blocks; s++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            row(from, s)[i] = m->block[i] == s ? 0 : m->v[i];
        }
    }
    if (status == GVC_OK) {
        status = gvc_model_left(ctx, m, from, cut, &a->p);
    }
    gvc_release(cut);
    return status;
}

/* lg and lh. from: scratch. */
static gvc_status fill_local(gvc_ctx *ctx, gvc_adjoint *a, gvc_dense *from)
{
    const gvc_model *m = a->m;
    gvc_status status = gvc_model_report(ctx, m, gvc_offblock_times(&m->system, &m->by, from));
    for (gvc_idx s = 0; s < m->blocks; s++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            row(from, s)[i] = m->block[i] == s ? row(from, s)[i] : 0;
        }
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_local_right(m->local, from, &a->lg);
    gvc_dense ly = {m->ly, 1, m->n, m->n}, h = {from->data, 1, m->n, m->n};
    gvc_dense lh = {a->lh, 1, m->n, m->n};
    status = gvc_model_report(ctx, m, gvc_offblock_times(&m->system, &ly, &h));
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            h.data[i] += r == m->block[i] ? 0 : m->y.data[i * m->y.stride + r];
        }
    }
    gvc_local_right(m->local, &h, &lh);
    return status;
}

gvc_status gvc_adjoint_new(gvc_ctx *ctx, gvc_adjoint *out, const gvc_model *m)
{
    gvc_dense from = {0};
    *out = (gvc_adjoint){.m = m};
    gvc_status status = new_memory(ctx, out);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &from, m->blocks, m->n);
    }
    if (status == GVC_OK) {
        status = solve_left(ctx, out, &from);
    }
    if (status == GVC_OK) {
        status = fill_local(ctx, out, &from);
    }
    gvc_release(from.data);
    return status;
}

void gvc_adjoint_free(gvc_adjoint *a)
{
    void *all[] = {a->c.data, a->u.data, a->p.data, a->lg.data, a->lh, a->cl_local};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
    for (int k = 0; k < GVC_BASICS; k++) {
        gvc_release(a->xbar[k]);
    }
    *a = (gvc_adjoint){0};
}

/* ---- one exporter ------------------------------------------------------------------------------
 */

/* dT/dv_j of the basic terms of s; home: j is in s. */
static void by_value_added(const gvc_adjoint *a, gvc_idx s, gvc_idx j, bool home,
                           double by[GVC_BASICS])
{
    const gvc_model *m = a->m;
    by[GVC_BASIC_GEXP] = 0;
    by[GVC_BASIC_DC] = home ? row(&m->sold, s)[j] : 0;
    by[GVC_BASIC_DVA] = home ? m->le[j] : 0;
    by[GVC_BASIC_REF] = home ? row(&a->lg, s)[j] : 0;
    by[GVC_BASIC_DAVAX] = home ? a->lh[j] : 0;
    by[GVC_BASIC_FVA] = home ? 0 : row(&m->g, s)[j];
}

/* The sum over i of dT/dA_ij A_ij: every left solution is its right-hand side and what A makes of
 * it. */
static void by_column(const gvc_adjoint *a, gvc_idx s, gvc_idx j, bool home, double by[GVC_BASICS])
{
    const gvc_model *m = a->m;
    double v = m->v[j], local = m->cl[j] - v;
    by[GVC_BASIC_GEXP] = 0;
    by[GVC_BASIC_DC] = row(&m->sold, s)[j] * (row(&m->w, s)[j] - (home ? v : 0));
    by[GVC_BASIC_DVA] = home ? m->le[j] * local : 0;
    by[GVC_BASIC_REF] =
        row(&m->by, s)[j] * row(&a->u, s)[j] + (home ? row(&a->lg, s)[j] * local : 0);
    by[GVC_BASIC_DAVAX] = home ? a->lh[j] * local : m->ly[j] * a->cl_local[j];
    by[GVC_BASIC_FVA] = row(&m->g, s)[j] * (row(&a->p, s)[j] - (home ? 0 : v));
}

void gvc_adjoint_choose(gvc_adjoint *a, gvc_idx s)
{
    const gvc_model *m = a->m;
    gvc_local_left(m->local, row(&a->c, s), a->cl_local);
    for (gvc_idx j = 0; j < m->n; j++) {
        double column[GVC_BASICS], value[GVC_BASICS];
        bool home = m->block[j] == s;
        by_column(a, s, j, home, column);
        by_value_added(a, s, j, home, value);
        for (int k = 0; k < GVC_BASICS; k++) { /* v + column sum of A = 1 */
            a->xbar[k][j] = -m->inv_x[j] * (column[k] - value[k] * (1 - m->v[j]));
        }
    }
}

/* dT/dA_ij */
static void by_coefficient(const gvc_adjoint *a, gvc_idx s, gvc_idx i, gvc_idx j,
                           double by[GVC_BASICS])
{
    const gvc_model *m = a->m;
    bool from = m->block[i] == s, to = m->block[j] == s, leaves = from && !to;
    double cl = m->cl[i];
    by[GVC_BASIC_GEXP] = 0;
    by[GVC_BASIC_DC] = row(&m->w, s)[i] * row(&m->sold, s)[j];
    by[GVC_BASIC_DVA] = from && to ? cl * m->le[j] : 0;
    by[GVC_BASIC_REF] = row(&a->u, s)[i] * row(&m->by, s)[j] + (leaves ? cl * row(&m->by, s)[j]
                                                                : from ? cl * row(&a->lg, s)[j]
                                                                       : 0);
    by[GVC_BASIC_DAVAX] = leaves                       ? cl * m->ly[j]
                          : from                       ? cl * a->lh[j]
                          : m->block[i] == m->block[j] ? a->cl_local[i] * m->ly[j]
                                                       : 0;
    by[GVC_BASIC_FVA] = leaves ? 0 : row(&a->p, s)[i] * row(&m->g, s)[j];
}

/* Over Y itself, block d. */
static void add_final_use(const gvc_adjoint *a, gvc_idx s, gvc_idx i, gvc_idx d,
                          double by[GVC_BASICS])
{
    const gvc_model *m = a->m;
    bool from = m->block[i] == s;
    by[GVC_BASIC_REF] += d == s ? row(&a->u, s)[i] : 0;
    by[GVC_BASIC_DAVAX] += from && d != s              ? m->cl[i]
                           : !from && d == m->block[i] ? a->cl_local[i]
                                                       : 0;
}

void gvc_adjoint_at(const gvc_adjoint *a, gvc_idx s, gvc_idx i, gvc_idx j, gvc_idx d,
                    double by[GVC_BASICS])
{
    const gvc_model *m = a->m;
    double coefficient[GVC_BASICS], value[GVC_BASICS];
    for (int k = 0; k < GVC_BASICS; k++) {
        by[k] = a->xbar[k][i];
    }
    if (j >= 0) {
        d = m->block[j];
        by_coefficient(a, s, i, j, coefficient);
        by_value_added(a, s, j, d == s, value);
        for (int k = 0; k < GVC_BASICS; k++) {
            by[k] += m->inv_x[j] * (coefficient[k] - value[k]);
        }
    } else {
        add_final_use(a, s, i, d, by);
    }
    if (m->block[i] == s && d != s) { /* an export */
        by[GVC_BASIC_GEXP] += 1;
        by[GVC_BASIC_DC] += row(&m->w, s)[i];
        by[GVC_BASIC_DVA] += m->cl[i];
        by[GVC_BASIC_FVA] += row(&a->p, s)[i];
    }
}
