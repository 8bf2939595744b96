#include "indicators/data.h"

/* The vectors of length n, for allocation and release. */
enum { VECTORS = 8, PANELS = 4, SCALED = 3, KINDS = 3 };

static void list_vectors(gvc_indicator_data *d, double **to[VECTORS])
{
    double **const all[VECTORS] = {&d->direct,     &d->indirect, &d->again,       &d->imported,
                                   &d->production, &d->own_va,   &d->own_content, &d->final};
    for (int k = 0; k < VECTORS; k++) {
        to[k] = all[k];
    }
}

static gvc_dense *panel(gvc_indicator_data *d, int k)
{
    gvc_dense *const all[PANELS] = {&d->inputs, &d->passed, &d->reii_local, &d->reii};
    return all[k];
}

size_t gvc_indicator_data_bytes(const gvc_model *m)
{
    size_t n = (size_t)m->n, blocks = (size_t)m->blocks;
    size_t sectors = (size_t)gvc_table_count(m->table, GVC_SECTOR);
    size_t numbers = n * (VECTORS + PANELS * blocks + SCALED + 1) + KINDS * (sectors + blocks);
    return numbers * sizeof(double);
}

static gvc_status allocate(gvc_ctx *ctx, const gvc_model *m, gvc_indicator_data *d)
{
    size_t sectors = (size_t)gvc_table_count(m->table, GVC_SECTOR);
    double **vectors[VECTORS];
    bool done = true;
    list_vectors(d, vectors);
    for (int k = 0; k < VECTORS; k++) {
        *vectors[k] = gvc_calloc((size_t)m->n, sizeof(double));
        done = done && *vectors[k] != NULL;
    }
    for (int k = 0; k < KINDS; k++) {
        d->world[k] = gvc_calloc(sectors, sizeof(double));
        d->country[k] = gvc_calloc((size_t)m->blocks, sizeof(double));
        done = done && d->world[k] != NULL && d->country[k] != NULL;
    }
    gvc_status status =
        done ? GVC_OK : gvc_fail_memory(ctx, gvc_indicator_data_bytes(m), "what indicators share");
    for (int k = 0; k < PANELS && status == GVC_OK; k++) {
        status = gvc_model_panel(ctx, panel(d, k), m->n, m->blocks);
    }
    return status;
}

/* ---- at home ------------------------------------------------------------------------------------
 */

static void fill_content(const gvc_model *m, gvc_indicator_data *d)
{
    for (gvc_idx s = 0; s < m->blocks; s++) {
        gvc_dense l = gvc_local_block(m->local, s);
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            gvc_idx p = i - m->offset[s];
            d->direct[i] = m->v[i] * l.data[p * l.stride + p];
            d->indirect[i] = m->cl[i] - d->direct[i];
            d->again[i] = m->cb == NULL ? 0 : m->cb[i] - m->cl[i];
        }
    }
}

static void fill_production(const gvc_model *m, gvc_indicator_data *d)
{
    gvc_dense from = {m->e_total, 1, m->n, m->n}, to = {d->production, 1, m->n, m->n};
    gvc_local_right(m->local, &from, &to);
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        d->own_va[i] = m->v[i] * d->production[i];
        d->own_content[i] = m->v[i] * gvc_entry(gvc_row(&m->sold, m->block[i]), i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            d->final[i] += y[r];
        }
    }
}

/* u' A^M_s L_ss: the rows above and below the block of s, so that nothing is subtracted. */
static void fill_imported(const gvc_model *m, double *ones, double *sums, gvc_indicator_data *d)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        ones[i] = 1;
    }
    for (gvc_idx s = 0; s < m->blocks; s++) {
        gvc_idx first = m->offset[s], end = m->offset[s + 1];
        double *below = d->imported + first; /* for the time being */
        gvc_dense rows = {m->z.data + first, first, end - first, m->z.stride};
        gvc_row_times(ones, &rows, sums + first);
        rows.data += end * m->z.stride;
        rows.rows = m->n - end;
        gvc_row_times(ones, &rows, below);
        for (gvc_idx i = first; i < end; i++) {
            sums[i] = (sums[i] + d->imported[i]) * m->inv_x[i];
        }
    }
    gvc_local_left(m->local, sums, d->imported);
}

/* ---- abroad -------------------------------------------------------------------------------------
 */

/* A_jr x_r for every industry j and importer r, of several vectors x at once. */
static void fill_products(const gvc_model *m, double *const scaled[SCALED], gvc_indicator_data *d)
{
    const double *u[SCALED] = {scaled[0], scaled[1], scaled[2]};
    double *const out[SCALED] = {d->passed.data, d->reii_local.data, d->reii.data};
    bool global = m->sold.data != NULL;
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx r = m->block[i];
        scaled[0][i] = m->le[i] * m->inv_x[i];
        scaled[1][i] = d->production[i] * m->inv_x[i];
        scaled[2][i] = global ? m->sold.data[r * m->sold.stride + i] * m->inv_x[i] : 0;
    }
    gvc_segment_dots(&m->z, NULL, m->offset, m->blocks, &d->inputs);
    gvc_segment_dots_many(&m->z, u, global ? SCALED : SCALED - 1, m->offset, m->blocks, out);
}

static void fill_world(const gvc_model *m, gvc_indicator_data *d)
{
    const double *const exports[KINDS] = {m->e_total, d->own_va, d->own_content};
    for (int k = 0; k < KINDS; k++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            d->world[k][m->sector[i]] += exports[k][i];
            d->country[k][m->block[i]] += exports[k][i];
            d->total[k] += exports[k][i];
        }
    }
}

static gvc_status fill(gvc_ctx *ctx, const gvc_model *m, gvc_indicator_data *d)
{
    gvc_dense scratch = {0};
    gvc_status status = gvc_model_panel(ctx, &scratch, SCALED, m->n);
    if (status == GVC_OK) {
        double *const rows[SCALED] = {scratch.data, scratch.data + m->n, scratch.data + 2 * m->n};
        fill_content(m, d);
        fill_production(m, d);
        fill_imported(m, rows[0], rows[1], d);
        fill_products(m, rows, d);
        fill_world(m, d);
    }
    gvc_release(scratch.data);
    return status;
}

gvc_status gvc_indicator_data_new(gvc_ctx *ctx, gvc_indicator_data **out, const gvc_model *m,
                                  gvc_va_rule rule)
{
    gvc_indicator_data *d = gvc_calloc(1, sizeof *d);
    if (d == NULL) {
        return gvc_fail_memory(ctx, sizeof *d, "what indicators share");
    }
    d->residual = rule == GVC_VA_RESIDUAL;
    gvc_status status = allocate(ctx, m, d);
    if (status == GVC_OK) {
        status = fill(ctx, m, d);
    }
    if (status == GVC_OK) {
        *out = d;
    } else {
        gvc_indicator_data_free(d);
    }
    return status;
}

void gvc_indicator_data_free(gvc_indicator_data *d)
{
    if (d == NULL) {
        return;
    }
    double **vectors[VECTORS];
    list_vectors(d, vectors);
    for (int k = 0; k < VECTORS; k++) {
        gvc_release(*vectors[k]);
    }
    for (int k = 0; k < PANELS; k++) {
        gvc_release(panel(d, k)->data);
    }
    for (int k = 0; k < KINDS; k++) {
        gvc_release(d->world[k]);
        gvc_release(d->country[k]);
    }
    gvc_release(d);
}
