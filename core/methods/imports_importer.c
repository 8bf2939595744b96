/* imports_importer.c - imports of a country as one flow: S is everything outside r, C is r.
 *
 * Output for the imports of r, each counted once: outside r the model's `imported`; in r, which
 * sells nothing back within the perimeter, own_r = L_rr sum over j != r of A_rj imported_j. What
 * crosses the border of r again is q_i = (A_ir own_r)_i outside r, and dcount = hat(v) B q: all
 * sums, no differences. Two passes over Z, 2 n^2 flops each. */
#include <string.h>

#include "methods/imports.h"

size_t gvc_imports_importer_bytes(const gvc_model *m)
{
    size_t panels = 2, vectors = 3;
    return (panels * (size_t)m->blocks + vectors) * (size_t)m->n * sizeof(double);
}

static gvc_dense as_row(double *vector, gvc_idx n)
{
    return (gvc_dense){vector, 1, n, n};
}

/* own, through the inputs that r buys of itself; scaled: n, scratch; inflow: n. */
static void fill_own(const gvc_model *m, double *scaled, double *inflow, double *own)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        const double *imported = m->imported.data + r * m->imported.stride;
        gvc_dense rows = gvc_model_rows(m, r);
        for (gvc_idx j = 0; j < m->n; j++) {
            scaled[j] = imported[j] * m->inv_x[j];
        }
        if (rows.rows > 0) {
            gvc_rows_times(&rows, scaled, inflow + m->offset[r]);
        }
    }
    gvc_dense from = as_row(inflow, m->n), to = as_row(own, m->n);
    gvc_local_right(m->local, &from, &to);
}

/* q, a row an importer; scaled: n, dots: blocks, scratch. */
static void fill_again(const gvc_model *m, const double *own, double *scaled, double *dots,
                       gvc_dense *again)
{
    gvc_dense to = as_row(dots, m->blocks);
    for (gvc_idx j = 0; j < m->n; j++) {
        scaled[j] = own[j] * m->inv_x[j];
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_dense row = as_row(m->z.data + i * m->z.stride, m->n);
        gvc_segment_dots(&row, scaled, m->offset, m->blocks, &to);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            again->data[r * again->stride + i] = r == m->block[i] ? 0 : dots[r];
        }
    }
}

/* again becomes B again. */
static gvc_status spread(gvc_ctx *ctx, const gvc_model *m, gvc_dense *again)
{
    gvc_dense output = {0};
    gvc_status status = gvc_model_panel(ctx, &output, again->rows, again->cols);
    if (status == GVC_OK) {
        status = gvc_model_right(ctx, m, again, NULL, &output);
    }
    if (status == GVC_OK) {
        gvc_dense flow = *again;
        *again = output;
        output = flow;
    }
    gvc_release(output.data);
    return status;
}

gvc_status gvc_imports_importer(gvc_ctx *ctx, const gvc_model *m, bool by_industry, gvc_imports *to)
{
    gvc_dense scratch = {0}, own = {0};
    gvc_idx wide = m->n > m->blocks ? m->n : m->blocks;
    gvc_status status = gvc_model_panel(ctx, &scratch, 2, wide);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &own, 1, m->n);
        to->own = own.data;
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &to->again, m->blocks, m->n);
    }
    if (status == GVC_OK) {
        double *first = scratch.data, *second = scratch.data + wide;
        fill_own(m, first, second, to->own);
        fill_again(m, to->own, first, second, &to->again);
        status = by_industry ? spread(ctx, m, &to->again) : GVC_OK;
    }
    gvc_release(scratch.data);
    return status;
}

static double dot(const double *a, const double *b, gvc_idx count)
{
    double sum = 0;
    for (gvc_idx i = 0; i < count; i++) {
        sum += a[i] * b[i];
    }
    return sum;
}

/* Value added of block t in the imports of r. */
static double value_added(const gvc_model *m, const gvc_imports *all, gvc_idx t, gvc_idx r)
{
    gvc_idx first = m->offset[t];
    const double *output = t == r ? all->own : m->imported.data + r * m->imported.stride;
    return dot(m->v + first, output + first, gvc_model_size(m, t));
}

void gvc_imports_country(const gvc_model *m, const gvc_imports *all, gvc_idx r,
                         double *const *slabs)
{
    double gimp = 0, va = 0, dcount = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        gimp += m->e.data[i * m->e.stride + r];
    }
    for (gvc_idx t = 0; t < m->blocks && all->own != NULL; t++) {
        va += value_added(m, all, t, r);
    }
    if (all->again.data != NULL && all->content != NULL) {
        dcount = dot(all->content, all->again.data + r * all->again.stride, m->n);
    }
    slabs[0][0] = gimp;
    slabs[1][0] = va;
    slabs[2][0] = dcount;
}

void gvc_imports_pair(const gvc_model *m, const gvc_imports *all, gvc_idx t, double *const *slabs)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        slabs[0][r] = all->own == NULL ? 0 : value_added(m, all, t, r);
        slabs[1][r] = 0;
    }
    if (all->again.data != NULL && m->w.data != NULL) {
        gvc_rows_times(&all->again, m->w.data + t * m->w.stride, slabs[1]);
    }
}

void gvc_imports_bilateral(const gvc_model *m, const gvc_imports *all, gvc_idx t,
                           double *const *slabs)
{
    for (gvc_idx i = m->offset[t]; i < m->offset[t + 1]; i++) {
        gvc_idx cell = (i - m->offset[t]) * m->blocks;
        for (gvc_idx r = 0; r < m->blocks; r++, cell++) {
            double once = all->own == NULL ? 0
                          : r == t         ? all->own[i]
                                           : m->imported.data[r * m->imported.stride + i];
            double twice = gvc_entry(gvc_row(&all->again, r), i);
            slabs[0][cell] = m->v[i] * once;
            slabs[1][cell] = m->v[i] * twice;
        }
    }
}
