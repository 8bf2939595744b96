/* growth_factors.c - A and Y of two tables as exact products of factors, and any mixture of them
 *
 * A product that an industry does not buy at all in one of the tables has no sources there: its
 * whole change is technology. So it is where purchases of a product do not add up to something
 * above zero (negative cells). Likewise the demand of a country for a product that is not above
 * 1e-9 of its whole demand (inventories that are run down) is expressed by no factor: it is the
 * rest. */
#include <math.h>
#include <string.h>

#include "methods/growth.h"

/* Purchases of a product that cancel to less than this part of their size tell nothing of shares;
 * the same for the demand for a product against the whole demand of a country. */
static const double least_share = 1e-9;

/* To be written, all of them. */
static double *new_numbers(gvc_ctx *ctx, size_t count, gvc_status *status)
{
    double *x = *status == GVC_OK ? gvc_malloc(count, sizeof *x) : NULL;
    if (*status == GVC_OK && x == NULL) {
        *status = gvc_fail_memory(ctx, count * sizeof *x, "the factors of growth");
    }
    return x;
}

/* ---- A -----------------------------------------------------------------------------------------
 */

/* What every industry buys of every product, products x n, and the sum of the sizes. */
static void add_inputs(const gvc_growth_split *f, int t, double *bought, double *size)
{
    const gvc_dense *z = &f->t[t]->m->z;
    for (gvc_idx i = 0; i < f->n; i++) {
        const double *row = z->data + i * z->stride;
        double *b = bought + f->product[i] * f->n, *s = size + f->product[i] * f->n;
        for (gvc_idx j = 0; j < f->n; j++) {
            b[j] += row[j];
            s[j] += fabs(row[j]);
        }
    }
}

/* Shares of the sources of product p in industry j are known in both tables. */
static bool has_shares(const double *const bought[2], const double *const size[2], gvc_idx pj)
{
    return bought[0][pj] > least_share * size[0][pj] && bought[1][pj] > least_share * size[1][pj];
}

static void fill_scales(gvc_growth_split *f, const double *const bought[2],
                        const double *const size[2])
{
    for (gvc_idx p = 0; p < f->products; p++) {
        for (gvc_idx j = 0; j < f->n; j++) {
            gvc_idx pj = p * f->n + j;
            bool shares = has_shares(bought, size, pj);
            for (int t = 0; t < 2; t++) {
                int s = 1 - t;
                double own = f->t[t]->m->inv_x[j];
                f->keep[t][s][pj] = shares ? own * bought[t][pj] / bought[s][pj] : 0;
                f->take[t][s][pj] = shares ? 0 : own;
            }
        }
    }
}

static gvc_status split_inputs(gvc_ctx *ctx, gvc_growth_split *f)
{
    size_t cells = (size_t)f->products * (size_t)f->n;
    gvc_status status = GVC_OK;
    double *all = new_numbers(ctx, 4 * cells, &status);
    for (int t = 0; t < 2; t++) {
        f->keep[t][1 - t] = new_numbers(ctx, cells, &status);
        f->take[t][1 - t] = new_numbers(ctx, cells, &status);
    }
    f->ones = new_numbers(ctx, (size_t)f->n, &status);
    if (status == GVC_OK) {
        const double *const bought[2] = {all, all + cells};
        const double *const size[2] = {all + 2 * cells, all + 3 * cells};
        memset(all, 0, 4 * cells * sizeof *all);
        add_inputs(f, 0, all, all + 2 * cells);
        add_inputs(f, 1, all + cells, all + 3 * cells);
        fill_scales(f, bought, size);
        for (gvc_idx j = 0; j < f->n; j++) {
            f->ones[j] = 1;
        }
    }
    gvc_release(all);
    return status;
}

/* Z_t of a column times 1 / output. */
static void pure_columns(const gvc_growth_split *f, int t, gvc_idx first, gvc_dense *to)
{
    const gvc_model *m = f->t[t]->m;
    for (gvc_idx i = 0; i < f->n; i++) {
        const double *row = m->z.data + i * m->z.stride + first;
        double *out = to->data + i * to->stride;
        for (gvc_idx j = 0; j < to->cols; j++) {
            out[j] = row[j] * m->inv_x[first + j];
        }
    }
}

static void mixed_columns(const gvc_growth_split *f, int t, int s, gvc_idx first, gvc_dense *to)
{
    const gvc_dense *zs = &f->t[s]->m->z, *zt = &f->t[t]->m->z;
    for (gvc_idx i = 0; i < f->n; i++) {
        gvc_idx p = f->product[i] * f->n + first;
        const double *keep = f->keep[t][s] + p, *take = f->take[t][s] + p;
        const double *a = zs->data + i * zs->stride + first, *b = zt->data + i * zt->stride + first;
        double *out = to->data + i * to->stride;
        for (gvc_idx j = 0; j < to->cols; j++) {
            out[j] = keep[j] * a[j] + take[j] * b[j];
        }
    }
}

void gvc_growth_columns(const gvc_growth_split *f, int t, int s, gvc_idx first, gvc_dense *to)
{
    if (t == s) {
        pure_columns(f, t, first, to);
    } else {
        mixed_columns(f, t, s, first, to);
    }
}

/* ---- Y -----------------------------------------------------------------------------------------
 */

/* Demand of one country in one table. */
typedef struct demand {
    double level;
    double *product; /* products: demand for them */
    double *y;       /* n */
} demand;

static void add_demand(const gvc_growth_split *f, int t, gvc_idx r, demand *d)
{
    const gvc_model *m = f->t[t]->m;
    d->level = 0;
    memset(d->product, 0, (size_t)f->products * sizeof *d->product);
    for (gvc_idx i = 0; i < f->n; i++) {
        d->y[i] = m->y.data[i * m->y.stride + r] / f->t[t]->world;
        d->level += d->y[i];
        d->product[f->product[i]] += d->y[i];
    }
}

static bool expressed(const demand *d, gvc_idx p)
{
    return d->level > 0 && d->product[p] > least_share * d->level;
}

/* The share of source i in the demand for its product, of table t or, where it says nothing, of the
 * other one. */
static double source(const demand d[2], int t, gvc_idx i, gvc_idx p)
{
    int from = expressed(&d[t], p) ? t : 1 - t;
    return expressed(&d[from], p) ? d[from].y[i] / d[from].product[p] : 0;
}

static double mix(const demand *d, gvc_idx p)
{
    return expressed(d, p) ? d->product[p] / d->level : 0;
}

static void combine(gvc_growth_split *f, const demand d[2], gvc_idx r)
{
    for (gvc_idx i = 0; i < f->n; i++) {
        gvc_idx p = f->product[i], at = r * f->n + i;
        double src[2] = {source(d, 0, i, p), source(d, 1, i, p)};
        for (int l = 0; l < 2; l++) {
            for (int x = 0; x < 2; x++) {
                double of_product = d[l].level * mix(&d[x], p);
                f->y[l][x][0].data[at] = of_product * src[0];
                f->y[l][x][1].data[at] = of_product * src[1];
            }
            f->rest[l].data[at] = expressed(&d[l], p) ? 0 : d[l].y[i];
        }
    }
}

static gvc_status split_demand(gvc_ctx *ctx, gvc_growth_split *f)
{
    size_t panel = (size_t)f->blocks * (size_t)f->n, n = (size_t)f->n;
    gvc_status status = GVC_OK;
    double *work = new_numbers(ctx, 2 * (n + (size_t)f->products), &status);
    f->demand = new_numbers(ctx, 10 * panel, &status);
    if (status != GVC_OK) {
        gvc_release(work);
        return status;
    }
    for (int k = 0; k < 8; k++) {
        f->y[k >> 2][(k >> 1) & 1][k & 1] =
            (gvc_dense){f->demand + (size_t)k * panel, f->blocks, f->n, f->n};
    }
    for (int t = 0; t < 2; t++) {
        f->rest[t] = (gvc_dense){f->demand + (size_t)(8 + t) * panel, f->blocks, f->n, f->n};
    }
    demand d[2] = {{0, work + 2 * n, work}, {0, work + 2 * n + f->products, work + n}};
    for (gvc_idx r = 0; r < f->blocks; r++) {
        add_demand(f, 0, r, &d[0]);
        add_demand(f, 1, r, &d[1]);
        combine(f, d, r);
    }
    gvc_release(work);
    return GVC_OK;
}

/* ---- both --------------------------------------------------------------------------------------
 */

gvc_status gvc_growth_split_new(gvc_ctx *ctx, const gvc_growth_table *from,
                                const gvc_growth_table *to, gvc_growth_split *out)
{
    *out = (gvc_growth_split){.t = {from, to},
                              .n = to->m->n,
                              .blocks = to->m->blocks,
                              .products = gvc_table_count(to->m->table, GVC_SECTOR),
                              .product = to->m->sector};
    gvc_status status = split_inputs(ctx, out);
    return status == GVC_OK ? split_demand(ctx, out) : status;
}

void gvc_growth_split_free(gvc_growth_split *f)
{
    for (int t = 0; t < 2; t++) {
        gvc_release(f->keep[t][1 - t]);
        gvc_release(f->take[t][1 - t]);
    }
    gvc_release(f->ones);
    gvc_release(f->demand);
    *f = (gvc_growth_split){0};
}

size_t gvc_growth_split_bytes(gvc_idx n, gvc_idx blocks, gvc_idx products)
{
    return (size_t)n * (size_t)(8 * products + 10 * blocks + 3) * sizeof(double);
}
