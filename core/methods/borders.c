#include "methods/borders.h"

size_t gvc_borders_bytes(const gvc_model *m)
{
    return 6 * (size_t)m->n * sizeof(double);
}

gvc_status gvc_borders_inputs(gvc_ctx *ctx, const gvc_model *m, const double *v, double **out)
{
    gvc_dense from = {0}, to = {0};
    gvc_status status = gvc_model_panel(ctx, &from, 1, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &to, 1, m->n);
    }
    if (status == GVC_OK) {
        for (gvc_idx i = 0; i < m->n; i++) {
            from.data[i] = v == NULL ? 1 : v[i];
        }
        status = gvc_model_report(ctx, m, gvc_offblock_left(&m->system, &from, &to));
    }
    if (status == GVC_OK) {
        gvc_local_left(m->local, to.data, from.data);
        *out = from.data;
        from.data = NULL;
    }
    gvc_release(from.data);
    gvc_release(to.data);
    return status;
}

/* Row 0: sum over r of Y_sr + A_sr L_rr Y_rr; row 1: sum over r of A_sr L_rr E_r, and what is
 * stated as output but sold to nobody. */
static gvc_status fill_sales(gvc_ctx *ctx, const gvc_model *m, gvc_dense *sales)
{
    gvc_dense from = {0};
    gvc_status status = gvc_model_panel(ctx, &from, 2, m->n);
    if (status == GVC_OK) {
        for (gvc_idx i = 0; i < m->n; i++) {
            from.data[i] = m->ly[i];
            from.data[m->n + i] = m->le[i];
        }
        status = gvc_model_report(ctx, m, gvc_offblock_times(&m->system, &from, sales));
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        const double *y = m->y.data + i * m->y.stride;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            sales->data[i] += r == m->block[i] ? 0 : y[r];
        }
        sales->data[m->n + i] += m->slack[i];
    }
    gvc_release(from.data);
    return status;
}

gvc_status gvc_borders_output(gvc_ctx *ctx, const gvc_model *m, double **direct, double **onward)
{
    gvc_dense sales = {0};
    double **const out[] = {direct, onward};
    gvc_status status = gvc_model_panel(ctx, &sales, 2, m->n);
    if (status == GVC_OK) {
        status = fill_sales(ctx, m, &sales);
    }
    for (int k = 0; k < 2 && status == GVC_OK; k++) {
        gvc_dense from = {sales.data + k * m->n, 1, m->n, m->n}, to = {0};
        status = gvc_model_panel(ctx, &to, 1, m->n);
        *out[k] = to.data;
        if (status == GVC_OK) {
            gvc_local_right(m->local, &from, &to);
        }
    }
    gvc_release(sales.data);
    return status;
}
