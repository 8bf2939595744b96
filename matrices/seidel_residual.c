/* seidel_residual.c - what is missing to a solution, in double */
#include <math.h>
#include <string.h>

#include "seidel_parts.h"

/* Rows of a turn: many, so that what a piece of x is fetched for is worth it, but enough turns for
 * the threads. */
enum { LEAST = 64, MOST = 512 };

/* r += Z x (x in outputs) or Z' x over rows first .. last - 1 of the one or the other. */
static void add_flows(const gvc_seidel *p, const gvc_seidel_strip *s, gvc_idx first, gvc_idx last)
{
    const gvc_dense *z = &p->job.system->z;
    gvc_idx width = s->w * GVC_LANES, some = GVC_SEIDEL_PIECE / (gvc_idx)sizeof(double);
    gvc_idx row = p->left ? 1 : z->stride, next = p->left ? z->stride : 1;
    const double *x = p->left ? s->x : s->scaled;
    for (gvc_idx k = 0; k < p->n; k += some) {
        p->kernel->dense_d(z->data + first * row + k * next, row, next, last - first,
                           p->n - k < some ? p->n - k : some, s->w, width, x + k * width,
                           s->r + first * width);
    }
}

/* Rows first .. last - 1 of block g, one segment: half a wide strip at a time, so that the part of
 * x that the rows meet fits the nearest cache. */
static void add_segment(const gvc_seidel *p, const gvc_seidel_strip *s, gvc_idx g, gvc_idx q,
                        gvc_idx first, gvc_idx last)
{
    const gvc_coefficients *c = &p->a;
    const gvc_dense *z = &p->job.system->z;
    const int64_t *start = gvc_coefficients_start(c, g, q, first);
    gvc_idx width = s->w * GVC_LANES, from = q * c->width;
    const double *x = (c->exact != NULL ? s->x : s->scaled) + from * width;
    double *r = s->r + first * width;
    for (int part = 0, w; part < s->w; part += w) {
        w = s->w < 4 ? s->w : part == 0 ? (s->w + 1) / 2 : s->w / 2;
        const double *xp = x + part * GVC_LANES;
        double *rp = r + part * GVC_LANES;
        if (c->exact != NULL) {
            p->kernel->sparse_d(start, last - first, c->col, c->exact, w, width, xp, rp);
        } else {
            p->kernel->picked_d(start, last - first, c->col, z->data + first * z->stride + from,
                                z->stride, w, width, xp, rp);
        }
    }
}

static void add_sparse(const gvc_seidel *p, const gvc_seidel_strip *s, gvc_idx g, gvc_idx first,
                       gvc_idx last)
{
    for (gvc_idx q = 0; q < p->a.segments && first < last; q++) {
        add_segment(p, s, g, q, first, last);
    }
}

/* Sparse flows, a segment of columns at a time for all rows, so that their part of x stays near. */
static void add_sparse_flows(const gvc_seidel *p, const gvc_seidel_strip *s, gvc_idx first,
                             gvc_idx last)
{
    const gvc_sparse *z = p->job.system->sparse;
    gvc_idx width = s->w * GVC_LANES;
    int64_t at[MOST];
    for (gvc_idx i = first; i < last; i++) {
        at[i - first] = z->start[i];
    }
    for (gvc_idx q = 0; q < p->a.segments; q++) {
        for (gvc_idx i = first; i < last; i++) {
            int64_t entries[2] = {at[i - first], at[i - first]};
            while (entries[1] < z->start[i + 1] && z->col[entries[1]] < (q + 1) * p->a.width) {
                entries[1]++;
            }
            at[i - first] = entries[1];
            p->kernel->wide_d(entries, 1, z->col, z->value, s->w, width, s->scaled,
                              s->r + i * width);
        }
    }
}

static void add_product(const gvc_seidel *p, const gvc_seidel_strip *s, gvc_idx first, gvc_idx last)
{
    const gvc_coefficients *c = &p->a;
    const gvc_idx *offset = p->job.system->offset;
    gvc_idx width = s->w * GVC_LANES;
    switch (p->from) {
    case GVC_FROM_EXACT:
    case GVC_FROM_PICKED:
        for (gvc_idx g = p->block[first]; g <= p->block[last - 1]; g++) {
            add_sparse(p, s, g, first > offset[g] ? first : offset[g],
                       last < offset[g + 1] ? last : offset[g + 1]);
        }
        return;
    case GVC_FROM_SPARSE:
        add_sparse_flows(p, s, first, last);
        return;
    case GVC_FROM_DENSE:
        p->kernel->dense_d(c->dense_exact + first * c->n, c->n, 1, last - first, c->n, s->w, width,
                           s->x, s->r + first * width);
        return;
    case GVC_FROM_FLOWS:
        add_flows(p, s, first, last);
        return;
    }
}

static void residual_tile(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    gvc_seidel_strip *s = &v->strips[turn / v->tiles];
    gvc_idx first = turn % v->tiles * v->tile, width = s->w * GVC_LANES;
    gvc_idx last = first + v->tile < v->p->n ? first + v->tile : v->p->n;
    memset(s->r + first * width, 0, (size_t)((last - first) * width) * sizeof *s->r);
    add_product(v->p, s, first, last);
    for (gvc_idx i = first; i < last; i++) {
        double *r = s->r + i * width, *x = s->x + i * width;
        double by = v->p->from == GVC_FROM_FLOWS && v->p->left ? v->p->job.system->inv_x[i] : 1;
        for (gvc_idx c = 0; c < width; c++) {
            r[c] = by * r[c] - x[c];
        }
        for (gvc_idx k = 0; k < s->count; k++) {
            r[k] += v->f->data[(s->first + k) * v->f->stride + i];
        }
    }
}

/* Largest |r| and |x| of every vector, cut blocks left out of r; s->worst: the worst ratio. */
static void measure_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    gvc_seidel_strip *s = &v->strips[turn];
    const gvc_idx *offset = v->p->job.system->offset;
    gvc_idx width = s->w * GVC_LANES, n = v->p->n;
    for (gvc_idx k = 0; k < s->count; k++) { /* right: exact there; left: x is 0 there for now */
        gvc_idx g = s->cut[k];
        for (gvc_idx i = g < 0 || v->p->left || s->rounds == 0 ? n : offset[g];
             i < n && i < offset[g + 1]; i++) {
            s->r[i * width + k] = 0;
        }
    }
    memset(s->scale, 0, (size_t)width * sizeof *s->scale);
    memset(s->top, 0, (size_t)width * sizeof *s->top);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx c = 0; c < width; c++) {
            double r = fabs(s->r[i * width + c]), x = fabs(s->x[i * width + c]);
            s->scale[c] = gvc_seidel_larger(s->scale[c], r);
            s->top[c] = gvc_seidel_larger(s->top[c], x);
        }
    }
    for (gvc_idx k = 0; k < s->count && v->p->left; k++) {
        gvc_idx g = s->cut[k];
        double most = 0;
        for (gvc_idx i = 0; i < n && g >= 0; i++) {
            bool own = i >= offset[g] && i < offset[g + 1];
            most = gvc_seidel_larger(most, own ? 0 : fabs(s->r[i * width + k]));
        }
        s->scale[k] = g >= 0 ? most : s->scale[k];
    }
    s->worst = 0;
    for (gvc_idx c = 0; c < width; c++) {
        double ratio = s->scale[c] > 0 ? s->scale[c] / s->top[c] : s->scale[c];
        s->worst = gvc_seidel_larger(s->worst, ratio);
        s->unscale[c] = s->scale[c] > 0 ? 1.0 / s->scale[c] : 0;
    }
}

static void scale_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    gvc_seidel_strip *s = &v->strips[turn];
    gvc_idx width = s->w * GVC_LANES;
    for (gvc_idx i = 0; i < v->p->n; i++) {
        double by = v->p->job.system->inv_x[i];
        for (gvc_idx c = 0; c < width; c++) {
            s->scaled[i * width + c] = s->x[i * width + c] * by;
        }
    }
}

void gvc_seidel_measure(gvc_seidel_run *v)
{
    gvc_seidel_each(v, measure_strip);
    v->worst = gvc_seidel_worst(v);
}

/* So that one target of a correction is right for all vectors: each is scaled by its x, not by its
 * residual, and all by the same, so that the numbers stay near 1. */
static void share_scale(gvc_seidel_run *v)
{
    double most = fmin(v->worst, 1);
    for (gvc_idx k = 0; k < v->count; k++) {
        gvc_seidel_strip *s = &v->strips[k];
        for (gvc_idx c = 0; c < s->count; c++) {
            double scale = s->top[c] * most;
            s->scale[c] = scale > 0 ? scale : s->scale[c];
            s->unscale[c] = s->scale[c] > 0 ? 1.0 / s->scale[c] : 0;
        }
    }
}

/* Whether x is multiplied by 1 / output beforehand. */
static bool scales(gvc_seidel_source from, bool left)
{
    return from == GVC_FROM_PICKED || from == GVC_FROM_SPARSE || (from == GVC_FROM_FLOWS && !left);
}

void gvc_seidel_residual(gvc_seidel_run *v)
{
    gvc_idx turns = 4 * v->p->job.options->threads, rows = v->p->n * v->count / turns;
    v->tile = rows < LEAST ? LEAST : rows > MOST ? MOST : rows;
    v->tiles = (v->p->n + v->tile - 1) / v->tile;
    if (scales(v->p->from, v->p->left)) {
        gvc_seidel_each(v, scale_strip);
    }
    gvc_parallel(v->p->job.options->threads, v->count * v->tiles, residual_tile, v);
    gvc_seidel_measure(v);
    share_scale(v);
}

/* ---- own blocks --------------------------------------------------------------------------------
 */

bool gvc_seidel_knows_own(const gvc_seidel *p)
{
    return !p->left || p->from == GVC_FROM_EXACT;
}

/* Block g of the lanes around vector k of the strip. */
static void add_own(const gvc_seidel *p, const gvc_seidel_strip *s, gvc_idx g, gvc_idx k)
{
    const gvc_coefficients *c = &p->a;
    gvc_idx first = p->job.system->offset[g], rows = p->job.system->offset[g + 1] - first;
    gvc_idx width = s->w * GVC_LANES, lanes = k / GVC_LANES * GVC_LANES;
    double *r = s->r + first * width + lanes;
    for (gvc_idx i = 0; i < rows; i++) {
        memset(r + i * width, 0, GVC_LANES * sizeof *r);
    }
    for (gvc_idx q = 0; q < c->segments; q++) {
        p->kernel->sparse_d(gvc_coefficients_start(c, g, q, first), rows, c->col, c->exact, 1,
                            width, s->x + q * c->width * width + lanes, r);
    }
}

static void own_of_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    gvc_seidel_run *v = user;
    gvc_seidel_strip *s = &v->strips[turn];
    const gvc_idx *offset = v->p->job.system->offset;
    for (gvc_idx k = 0; k < s->count; k++) {
        if (s->cut[k] >= 0) {
            add_own(v->p, s, s->cut[k], k);
        }
    }
    for (gvc_idx k = 0; k < s->count; k++) { /* several may share a block and lanes */
        gvc_idx g = s->cut[k];
        for (gvc_idx i = g < 0 ? 0 : offset[g]; g >= 0 && i < offset[g + 1]; i++) {
            s->r[i * s->w * GVC_LANES + k] += v->f->data[(s->first + k) * v->f->stride + i];
        }
    }
}

void gvc_seidel_own_residual(gvc_seidel_run *v)
{
    if (v->p->left && v->cut) {
        gvc_seidel_each(v, own_of_strip);
    }
}
