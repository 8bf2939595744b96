/* rates_weights.c - with whom a country competes, and where: weights of real effective exchange
 * rates, in value added and gross. Bems and Johnson (2017). */
#include <math.h>

#include "blas.h"
#include "methods/rates.h"

static double part(double of, double all)
{
    return all == 0 ? 0 : of / all;
}

/* sales: G x G, seller by market; becomes shares of the seller's sales, and those of all that the
 * market takes (G numbers) go into bought. */
static void take_shares(const double *market, gvc_dense *sales, gvc_dense *bought)
{
    gvc_idx g = sales->rows;
    for (gvc_idx s = 0; s < g; s++) {
        for (gvc_idx k = 0; k < g; k++) {
            bought->data[s * bought->stride + k] =
                part(sales->data[s * sales->stride + k], market[k]);
        }
    }
    for (gvc_idx s = 0; s < g; s++) {
        double *row = sales->data + s * sales->stride, all = 0;
        for (gvc_idx k = 0; k < g; k++) {
            all += row[k];
        }
        for (gvc_idx k = 0; k < g; k++) {
            row[k] = part(row[k], all);
        }
    }
}

static void take_weights(const gvc_dense *overlap, gvc_dense *weights)
{
    for (gvc_idx s = 0; s < overlap->rows; s++) {
        const double *t = overlap->data + s * overlap->stride;
        double abroad = 1 - t[s];
        bool sells = false;
        for (gvc_idx r = 0; r < overlap->rows; r++) {
            sells = sells || t[r] != 0;
        }
        for (gvc_idx r = 0; r < overlap->rows; r++) {
            weights->data[s * weights->stride + r] = !sells || abroad == 0 ? (double)NAN
                                                     : r == s              ? 0
                                                                           : t[r] / abroad;
        }
    }
}

/* sales: a last row holds what the market takes in all. They are spoilt. */
static gvc_status weigh(gvc_ctx *ctx, const gvc_model *m, gvc_dense *sales, gvc_dense *weights,
                        gvc_dense *overlap)
{
    gvc_dense bought = {0}, own = {0};
    const double *market = sales->data + m->blocks * sales->stride;
    sales->rows = m->blocks;
    gvc_status status = gvc_model_panel(ctx, &bought, m->blocks, m->blocks);
    if (status == GVC_OK && overlap == NULL) {
        overlap = &own;
        status = gvc_model_panel(ctx, overlap, m->blocks, m->blocks);
    }
    if (status == GVC_OK) {
        take_shares(market, sales, &bought);
        gvc_times_transposed(1.0, sales, &bought, 0.0, overlap);
        take_weights(overlap, weights);
    }
    gvc_release(bought.data);
    gvc_release(own.data);
    return status;
}

gvc_status gvc_rates_value_added(gvc_ctx *ctx, const gvc_model *m, gvc_dense *weights,
                                 gvc_dense *overlap)
{
    gvc_dense sales = {0};
    gvc_status status = gvc_model_panel(ctx, &sales, m->blocks + 1, m->blocks);
    for (gvc_idx k = 0; k < m->blocks && status == GVC_OK; k++) {
        const double *by = gvc_row(&m->by, k);
        for (gvc_idx i = 0; i < m->n; i++) {
            sales.data[m->block[i] * sales.stride + k] += m->v[i] * by[i];
            sales.data[m->blocks * sales.stride + k] += m->y.data[i * m->y.stride + k];
        }
    }
    status = status == GVC_OK ? weigh(ctx, m, &sales, weights, overlap) : status;
    gvc_release(sales.data);
    return status;
}

gvc_status gvc_rates_gross(gvc_ctx *ctx, const gvc_model *m, gvc_dense *weights)
{
    gvc_dense sales = {0};
    gvc_status status = gvc_model_panel(ctx, &sales, m->blocks + 1, m->blocks);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        gvc_idx s = m->block[i];
        const double *e = m->e.data + i * m->e.stride;
        double *to = sales.data + s * sales.stride;
        for (gvc_idx k = 0; k < m->blocks; k++) {
            double sold = k == s ? m->x[i] - m->slack[i] - m->e_total[i] : e[k];
            to[k] += sold;
            sales.data[m->blocks * sales.stride + k] += sold;
        }
    }
    status = status == GVC_OK ? weigh(ctx, m, &sales, weights, NULL) : status;
    gvc_release(sales.data);
    return status;
}
