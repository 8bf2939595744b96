/* wwz_outputs.c - the outputs behind the terms of Wang, Wei and Zhu, as panels with a row for every
 * exporter s.
 *
 * From the solutions P1 = B_.s Y_ss (own), P2 = B_.s sum over u != s of Y_su (final), B Y (by) and
 * the diagonal blocks of B. Sums over "all but s and r" run from both ends; two differences are
 * left, of outputs of the same size:
 *   BACK + THIRD = by - own, what all but s make for the final use of s, of which BACK is made in
 * r; ONWARD = (t != s, r: P2) - THIRD, what third countries export, but for what s buys. */
#include <string.h>

#include "methods/wwz.h"

/* A zeroed panel that is released with w. */
static gvc_status hold(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w, gvc_dense *out)
{
    gvc_status status = gvc_model_panel(ctx, out, m->blocks, m->n);
    w->held[w->holds++] = out->data;
    return status;
}

static gvc_status others(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w, const gvc_dense *from,
                         bool not_own, gvc_dense *out)
{
    if (from->data == NULL) {
        return GVC_OK;
    }
    gvc_status status = hold(ctx, m, w, out);
    if (status == GVC_OK) {
        gvc_model_others(m, from, not_own, out);
    }
    return status;
}

static void subtract(const gvc_model *m, gvc_dense *from, const gvc_dense *what)
{
    for (gvc_idx s = 0; s < m->blocks; s++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            from->data[s * from->stride + i] -= what->data[s * what->stride + i];
        }
    }
}

/* by - own: what all but s make for the final use of s. */
static gvc_status returning(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w, gvc_dense *out)
{
    if (m->by.data == NULL || m->own.data == NULL) {
        return GVC_OK;
    }
    gvc_status status = hold(ctx, m, w, out);
    for (gvc_idx s = 0; s < m->blocks && status == GVC_OK; s++) {
        memcpy(out->data + s * out->stride, m->by.data + s * m->by.stride,
               (size_t)m->n * sizeof(double));
    }
    if (status == GVC_OK) {
        subtract(m, out, &m->own);
    }
    return status;
}

/* ONWARD: what all but s (and r) export, without what comes back to s. */
static gvc_status onward(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w, bool not_own,
                         const gvc_dense *returned)
{
    gvc_dense *out = &w->output[GVC_WWZ_ONWARD];
    if (returned->data == NULL) {
        return GVC_OK;
    }
    gvc_status status = others(ctx, m, w, &m->final, not_own, out);
    if (status == GVC_OK && out->data != NULL) {
        subtract(m, out, returned);
    }
    return status;
}

/* BACK: row s holds B_rr Y_rs for every r. */
static gvc_status made_at_importer(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w, gvc_dense *out)
{
    gvc_dense demand = {0};
    gvc_status status = gvc_model_demand(ctx, m, &demand);
    if (status == GVC_OK) {
        status = hold(ctx, m, w, out);
    }
    for (gvc_idx r = 0; r < m->blocks && status == GVC_OK; r++) {
        gvc_dense b = gvc_model_inverse_block(m, r, r);
        for (gvc_idx s = 0; s < m->blocks && b.rows > 0; s++) {
            gvc_idx at = s * m->n + m->offset[r];
            gvc_rows_times(&b, demand.data + at, out->data + at);
        }
    }
    gvc_release(demand.data);
    return status;
}

/* OWN: the diagonal blocks of P1, one vector for all exporters. */
static gvc_status absorbed_where_made(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w)
{
    gvc_dense *out = &w->output[GVC_WWZ_OWN];
    gvc_status status = gvc_model_panel(ctx, out, 1, m->n);
    w->held[w->holds++] = out->data;
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        out->data[i] = m->own.data[m->block[i] * m->own.stride + i];
    }
    out->stride = 0;
    return status;
}

/* What needs diagonal blocks of B. */
static gvc_status by_blocks(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w)
{
    gvc_dense *to = w->output;
    gvc_status status = made_at_importer(ctx, m, w, &to[GVC_WWZ_BACK]);
    if (status == GVC_OK) {
        status = others(ctx, m, w, &to[GVC_WWZ_BACK], true, &to[GVC_WWZ_FINAL]);
    }
    if (status == GVC_OK) {
        status = returning(ctx, m, w, &to[GVC_WWZ_THIRD]);
    }
    if (status == GVC_OK && to[GVC_WWZ_THIRD].data != NULL) {
        subtract(m, &to[GVC_WWZ_THIRD], &to[GVC_WWZ_BACK]);
        status = onward(ctx, m, w, true, &to[GVC_WWZ_THIRD]);
    }
    return status;
}

/* L E_.r for every r. */
static gvc_status local_output(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w)
{
    gvc_dense exports = {0};
    gvc_status status = gvc_model_panel(ctx, &exports, m->blocks, m->n);
    if (status == GVC_OK) {
        status = hold(ctx, m, w, &w->local);
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            exports.data[r * m->n + i] = m->e.data[i * m->e.stride + r];
        }
    }
    if (status == GVC_OK) {
        gvc_local_right(m->local, &exports, &w->local);
    }
    gvc_release(exports.data);
    return status;
}

static gvc_status fill_sixteen(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w)
{
    gvc_status status = local_output(ctx, m, w);
    if (status == GVC_OK) {
        status = others(ctx, m, w, &m->w, true, &w->third);
    }
    if (status == GVC_OK && m->own.data != NULL) {
        status = absorbed_where_made(ctx, m, w);
    }
    if (status == GVC_OK) {
        status = others(ctx, m, w, &m->own, true, &w->output[GVC_WWZ_THEIRS]);
    }
    if (status == GVC_OK && m->has_inverse) {
        status = by_blocks(ctx, m, w);
    }
    return status;
}

static gvc_status fill_nine(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w)
{
    gvc_status status = others(ctx, m, w, &m->own, false, &w->output[GVC_WWZ_OWN]);
    if (status == GVC_OK) {
        status = returning(ctx, m, w, &w->output[GVC_WWZ_BACK]);
    }
    return status == GVC_OK ? onward(ctx, m, w, false, &w->output[GVC_WWZ_BACK]) : status;
}

gvc_status gvc_wwz_fill(gvc_ctx *ctx, const gvc_model *m, gvc_wwz *w)
{
    w->output[GVC_WWZ_HOME] = m->own;
    w->output[GVC_WWZ_AGAIN] = m->final;
    w->output[GVC_WWZ_ABSORBED] = (gvc_dense){m->ly, 1, m->n, 0};
    w->output[GVC_WWZ_PASSED] = (gvc_dense){m->le, 1, m->n, 0};
    return w->kww ? fill_nine(ctx, m, w) : fill_sixteen(ctx, m, w);
}
