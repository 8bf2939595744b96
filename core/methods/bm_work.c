/* bm_work.c - coefficients and cut systems of one exporter, from the blocks of B and L */
#include <string.h>

#include "methods/bm.h"

gvc_status gvc_bm_work_new(gvc_ctx *ctx, const gvc_model *m, gvc_bm_work *w)
{
    *w = (gvc_bm_work){0};
    size_t most = 0, blocks = (size_t)m->blocks;
    for (gvc_idx s = 0; s < m->blocks; s++) {
        size_t size = (size_t)gvc_model_size(m, s);
        most = size > most ? size : most;
    }
    struct {
        double **to;
        size_t count;
    } parts[] = {
        {&w->u, (size_t)m->n},
        {&w->f, most},
        {&w->cl_m, most},
        {&w->f_m, most},
        {&w->block, most * most},
        {&w->solve, (blocks + 3) * most},
        {&w->products[0], most * blocks},
        {&w->products[1], most * blocks},
        {&w->products[2], most * blocks},
        {&w->outputs, 3 * (size_t)m->n},
    };
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        *parts[k].to = gvc_calloc(parts[k].count, sizeof(double));
        if (*parts[k].to == NULL) {
            gvc_bm_work_free(w);
            return gvc_fail_memory(ctx, parts[k].count * sizeof(double), "one exporter at a time");
        }
    }
    return GVC_OK;
}

void gvc_bm_work_free(gvc_bm_work *w)
{
    double *parts[] = {w->u,     w->f,           w->cl_m,        w->f_m,         w->block,
                       w->solve, w->products[0], w->products[1], w->products[2], w->outputs};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        gvc_release(parts[k]);
    }
    *w = (gvc_bm_work){0};
}

void gvc_bm_times(const gvc_model *m, gvc_idx s, const double *p, gvc_bm_work *w, double *out)
{
    for (gvc_idx j = 0; j < m->n; j++) {
        w->u[j] = p[j] * m->inv_x[j];
    }
    gvc_dense rows = gvc_model_rows(m, s);
    gvc_dense to = {out, rows.rows, m->blocks, m->blocks};
    gvc_segment_dots(&rows, w->u, m->offset, m->blocks, &to);
}

/* B_ss, to be overwritten. */
static gvc_dense copy_block(const gvc_model *m, gvc_idx s, gvc_bm_work *w)
{
    gvc_dense from = gvc_model_inverse_block(m, s, s);
    gvc_dense to = {w->block, from.rows, from.cols, from.cols};
    for (gvc_idx i = 0; i < from.rows; i++) {
        memcpy(to.data + i * to.stride, from.data + i * from.stride,
               (size_t)from.cols * sizeof(double));
    }
    return to;
}

static gvc_report done(void)
{
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

gvc_report gvc_bm_foreign(const gvc_model *m, gvc_idx s, gvc_bm_work *w)
{
    gvc_idx size = gvc_model_size(m, s);
    if (size == 0) {
        return done();
    }
    gvc_dense block = copy_block(m, s, w), row = {w->solve, 1, size, size};
    memcpy(row.data, m->cf + m->offset[s], (size_t)size * sizeof(double));
    gvc_report report = gvc_solve_left(&block, &row);
    report.where = report.where < 0 ? -1 : report.where + m->offset[s];
    if (report.code == GVC_MAT_OK) {
        gvc_dense local = gvc_local_block(m->local, s);
        gvc_row_times(row.data, &local, w->f);
    }
    return report;
}

void gvc_bm_reimport(const gvc_model *m, gvc_idx s, const double *c, gvc_bm_work *w, double *out)
{
    gvc_dense rows = gvc_model_rows(m, s), columns = gvc_model_inverse_columns(m, s);
    if (rows.rows == 0) {
        return;
    }
    gvc_row_times(c, &rows, w->u);
    for (gvc_idx j = 0; j < m->n; j++) {
        w->u[j] = m->block[j] == s ? 0 : w->u[j] * m->inv_x[j];
    }
    gvc_row_times(w->u, &columns, out);
}

/* Right-hand sides of B_ss x = .: 0 L_ss E_s; 1 (BY)_ss - L_ss Y_ss; 2 sum over d != s of (BY)_sd;
 * 3 + d (BY)_sd. */
static void fill_sides(const gvc_model *m, gvc_idx s, const gvc_bm_cut *cut, double *sides)
{
    gvc_idx first = m->offset[s], size = gvc_model_size(m, s);
    gvc_dense local = gvc_local_block(m->local, s);
    gvc_rows_times(&local, m->e_total + first, sides);
    for (gvc_idx i = 0; i < size; i++) {
        const double *absorbed = m->by.data + first + i;
        sides[size + i] = absorbed[s * m->by.stride] - m->ly[first + i];
        double abroad = 0;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            abroad += d == s ? 0 : absorbed[d * m->by.stride];
        }
        sides[2 * size + i] = abroad;
    }
    for (gvc_idx d = 0; d < m->blocks && cut->importer != NULL; d++) {
        memcpy(sides + (3 + d) * size, m->by.data + d * m->by.stride + first,
               (size_t)size * sizeof(double));
    }
}

/* out = base - B_.s k, and exactly `own` on block s (NULL = 0). */
static void subtract(const gvc_model *m, gvc_idx s, const double *base, const double *k,
                     const double *own, double *out)
{
    gvc_dense columns = gvc_model_inverse_columns(m, s);
    gvc_rows_times(&columns, k, out);
    for (gvc_idx i = 0; i < m->n; i++) {
        out[i] = base[i] - out[i];
    }
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        out[i] = own == NULL ? 0 : own[i];
    }
}

/* Block r of the output absorbed in r: (BY)_rr - B_rs B_ss^-1 (BY)_sr. */
static void cut_importers(const gvc_model *m, gvc_idx s, const double *k, double *out)
{
    gvc_idx size = gvc_model_size(m, s);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        gvc_dense block = gvc_model_inverse_block(m, r, s);
        const double *absorbed = m->by.data + r * m->by.stride;
        if (block.rows > 0) {
            gvc_rows_times(&block, k + r * size, out + m->offset[r]);
        }
        for (gvc_idx i = m->offset[r]; i < m->offset[r + 1]; i++) {
            out[i] = r == s ? 0 : absorbed[i] - out[i];
        }
    }
}

/* Sum over d != s of (BY)_.d, all industries. */
static void absorbed_abroad(const gvc_model *m, gvc_idx s, double *out)
{
    memset(out, 0, (size_t)m->n * sizeof *out);
    for (gvc_idx d = 0; d < m->blocks; d++) {
        const double *row = m->by.data + d * m->by.stride;
        for (gvc_idx i = 0; i < m->n && d != s; i++) {
            out[i] += row[i];
        }
    }
}

gvc_report gvc_bm_cut_exporter(const gvc_model *m, gvc_idx s, gvc_bm_work *w, const gvc_bm_cut *out)
{
    gvc_idx size = gvc_model_size(m, s);
    if (size == 0) {
        return done();
    }
    gvc_dense block = copy_block(m, s, w);
    gvc_dense sides = {w->solve, 3 + (out->importer != NULL ? m->blocks : 0), size, size};
    fill_sides(m, s, out, sides.data);
    gvc_report report = gvc_solve_right(&block, &sides);
    report.where = report.where < 0 ? -1 : report.where + m->offset[s];
    if (report.code != GVC_MAT_OK) {
        return report;
    }
    gvc_dense columns = gvc_model_inverse_columns(m, s);
    gvc_rows_times(&columns, sides.data, out->g);
    subtract(m, s, m->by.data + s * m->by.stride, sides.data + size, m->ly, out->home);
    if (out->abroad != NULL) {
        absorbed_abroad(m, s, w->u);
        subtract(m, s, w->u, sides.data + 2 * size, NULL, out->abroad);
    }
    if (out->importer != NULL) {
        cut_importers(m, s, sides.data + 3 * size, out->importer);
    }
    return report;
}
