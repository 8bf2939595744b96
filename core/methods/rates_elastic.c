/* rates_elastic.c - value-added exchange rates with elasticities that differ: between value added
 * and inputs (sigma_v), among the inputs of a producer (sigma_m), among the final goods of an
 * absorber (sigma_f); nested CES, real absorption fixed, first order.
 *
 *   p  = (v masked by country) B      price of output, by country whose price of value added rises
 *   pm = (p - v o own) / (1 - v)      price of the input bundle
 *   pf = diag(1'Y)^-1 Y'p             price of absorption
 *   x o g = -sigma_m (Z u) o p + Z ((sigma_m - sigma_v) pm + sigma_v p)
 *           - sigma_f ((Y u) o p - Y pf)
 *   va o vh = -sigma_v va o (own - p) + v o B (x o g);   E_sr = sum_{i in s} (va o vh)_ir / GDP_s
 * Every array but the last is G x n, a row for each price; one panel of G right vectors. */
#include <math.h>

#include "blas.h"
#include "methods/rates.h"

typedef struct work {
    const gvc_model *m;
    const double *sigma;        /* v, m, f */
    gvc_dense bundle, pull, to; /* G x n: argument of Z; x o g; B (x o g) */
    gvc_dense absorbed;         /* G x G: pf, absorber by price */
    gvc_dense used;             /* 1 x n: Z u */
} work;

enum { SIGMA_V, SIGMA_M, SIGMA_F };

static void fill_bundle(const work *w, gvc_idx r)
{
    const gvc_model *m = w->m;
    const double *p = gvc_row(&m->w, r);
    double *to = w->bundle.data + r * w->bundle.stride;
    for (gvc_idx i = 0; i < m->n; i++) {
        double inputs = 1 - m->v[i], own = m->block[i] == r ? m->v[i] : 0;
        double pm = inputs == 0 ? 0 : (p[i] - own) / inputs;
        to[i] = (w->sigma[SIGMA_M] - w->sigma[SIGMA_V]) * pm + w->sigma[SIGMA_V] * p[i];
    }
}

static void fill_absorbed(const work *w)
{
    const gvc_model *m = w->m;
    for (gvc_idx d = 0; d < m->blocks; d++) {
        double all = 0;
        double *to = w->absorbed.data + d * w->absorbed.stride;
        for (gvc_idx i = 0; i < m->n; i++) {
            double y = m->y.data[i * m->y.stride + d];
            all += y;
            for (gvc_idx r = 0; r < m->blocks; r++) {
                to[r] += y * m->w.data[r * m->w.stride + i];
            }
        }
        for (gvc_idx r = 0; r < m->blocks; r++) {
            to[r] = all == 0 ? 0 : to[r] / all;
        }
    }
}

/* x o g; `pull` holds Z bundle before. */
static void fill_pull(const work *w)
{
    const gvc_model *m = w->m;
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        double final = 0;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            final += y[d];
        }
        for (gvc_idx r = 0; r < m->blocks; r++) {
            double p = m->w.data[r * m->w.stride + i], prices = 0;
            for (gvc_idx d = 0; d < m->blocks; d++) {
                prices += y[d] * w->absorbed.data[d * w->absorbed.stride + r];
            }
            w->pull.data[r * w->pull.stride + i] -=
                w->sigma[SIGMA_M] * w->used.data[i] * p + w->sigma[SIGMA_F] * (final * p - prices);
        }
    }
}

static void fill_response(const work *w, gvc_dense *response)
{
    const gvc_model *m = w->m;
    for (gvc_idx s = 0; s < m->blocks; s++) {
        double gdp = 0;
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            gdp += m->va[i];
        }
        for (gvc_idx r = 0; r < m->blocks; r++) {
            const double *p = gvc_row(&m->w, r), *to = gvc_row(&w->to, r);
            double sum = 0, own = r == s ? 1 : 0;
            for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
                sum += m->v[i] * to[i] - w->sigma[SIGMA_V] * m->va[i] * (own - p[i]);
            }
            response->data[s * response->stride + r] = gdp == 0 ? (double)NAN : sum / gdp;
        }
    }
}

size_t gvc_rates_elastic_bytes(const gvc_model *m)
{
    size_t n = (size_t)m->n, g = (size_t)m->blocks;
    return ((3 * g + 2) * n + g * g) * sizeof(double);
}

static gvc_status new_work(gvc_ctx *ctx, work *w)
{
    const gvc_model *m = w->m;
    gvc_dense *const panels[] = {&w->bundle, &w->pull, &w->to};
    gvc_status status = gvc_model_panel(ctx, &w->absorbed, m->blocks, m->blocks);
    for (int k = 0; k < 3 && status == GVC_OK; k++) {
        status = gvc_model_panel(ctx, panels[k], m->blocks, m->n);
    }
    return status == GVC_OK ? gvc_model_panel(ctx, &w->used, 2, m->n) : status;
}

gvc_status gvc_rates_elastic(gvc_ctx *ctx, const gvc_model *m, const double *elasticities,
                             gvc_dense *response)
{
    work w = {.m = m, .sigma = elasticities};
    gvc_status status = new_work(ctx, &w);
    if (status == GVC_OK) {
        double *ones = w.used.data + w.used.stride;
        for (gvc_idx i = 0; i < m->n; i++) {
            ones[i] = 1;
        }
        gvc_rows_times(&m->z, ones, w.used.data);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            fill_bundle(&w, r);
        }
        gvc_times_transposed(1.0, &w.bundle, &m->z, 0.0, &w.pull);
        fill_absorbed(&w);
        fill_pull(&w);
        status = gvc_model_right(ctx, m, &w.pull, NULL, &w.to);
    }
    if (status == GVC_OK) {
        fill_response(&w, response);
    }
    gvc_release(w.bundle.data);
    gvc_release(w.pull.data);
    gvc_release(w.to.data);
    gvc_release(w.absorbed.data);
    gvc_release(w.used.data);
    return status;
}
