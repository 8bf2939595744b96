/* system.c - I - A in full, its norm, products and residuals, from dense or sparse flows */
#include "system.h"

#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "pattern.h"
#include "threads.h"

enum { TILE = 256 }; /* rows of Z a turn of a parallel loop takes */

static gvc_idx tiles_of(gvc_idx n)
{
    return (n + TILE - 1) / TILE;
}

/* ---- counting ------------------------------------------------------------------------------ */

gvc_idx gvc_system_nonzeros(const gvc_system *s)
{
    enum { ROWS = 512 };
    if (s->sparse != NULL) {
        return s->sparse->start[s->n];
    }
    gvc_idx every = (s->n + ROWS - 1) / ROWS, rows = 0, found = 0;
    uint64_t state = 1;
    for (gvc_idx first = 0; first < s->n; first += every, rows++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        gvc_idx i = first + (gvc_idx)(state >> 33) % every; /* not the same sectors everywhere */
        i = i < s->n ? i : s->n - 1;
        found += gvc_count_nonzeros(s->z.data + i * s->z.stride, s->n);
    }
    return rows == 0 ? 0 : (gvc_idx)((double)found / (double)rows * (double)s->n);
}

/* ---- I - A in full --------------------------------------------------------------------------- */

/* Columns first .. last - 1 of row i of I - A, row i in first .. last - 1, into to[0 ..]. */
static void put_row(const gvc_system *s, gvc_idx i, gvc_idx first, gvc_idx last, double *to)
{
    if (s->sparse == NULL) {
        const double *row = s->z.data + i * s->z.stride;
        for (gvc_idx j = first; j < last; j++) {
            to[j - first] = -row[j] * s->inv_x[j];
        }
    } else {
        memset(to, 0, (size_t)(last - first) * sizeof *to);
        const gvc_sparse *z = s->sparse;
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            gvc_idx j = z->col[e];
            if (j >= first && j < last) {
                to[j - first] = -z->value[e] * s->inv_x[j];
            }
        }
    }
    to[i - first] += 1.0;
}

void gvc_system_row(const gvc_system *s, gvc_idx i, double *to)
{
    put_row(s, i, 0, s->n, to);
}

void gvc_system_fill(const gvc_system *s, gvc_dense *m)
{
    for (gvc_idx i = 0; i < s->n; i++) {
        gvc_system_row(s, i, m->data + i * m->stride);
    }
}

void gvc_system_fill_block(const gvc_system *s, gvc_idx g, gvc_dense *m)
{
    gvc_idx first = s->offset[g], last = s->offset[g + 1];
    for (gvc_idx i = first; i < last; i++) {
        put_row(s, i, first, last, m->data + (i - first) * m->stride);
    }
}

/* Adds |I - A| of one row, entry by entry, to the sums of the columns. */
static void add_absolute(const gvc_system *s, gvc_idx i, double *sums)
{
    double own = 1.0; /* of the diagonal */
    if (s->sparse == NULL) {
        const double *row = s->z.data + i * s->z.stride;
        for (gvc_idx j = 0; j < s->n; j++) {
            sums[j] += fabs(row[j] * s->inv_x[j]);
        }
        own = row[i] * s->inv_x[i];
    } else {
        const gvc_sparse *z = s->sparse;
        own = 0;
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            double a = z->value[e] * s->inv_x[z->col[e]];
            sums[z->col[e]] += fabs(a);
            own = z->col[e] == i ? a : own;
        }
    }
    sums[i] += fabs(1.0 - own) - fabs(own);
}

double gvc_system_norm_1(const gvc_system *s, double *sums)
{
    memset(sums, 0, (size_t)s->n * sizeof *sums);
    for (gvc_idx i = 0; i < s->n; i++) {
        add_absolute(s, i, sums);
    }
    double largest = 0;
    for (gvc_idx j = 0; j < s->n; j++) {
        largest = isnan(sums[j]) ? (double)INFINITY : fmax(largest, sums[j]); /* fmax drops a NaN */
    }
    return largest;
}

static double sparse_dot(const gvc_sparse *z, gvc_idx i, const double *u)
{
    double total = 0;
    for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
        total += z->value[e] * u[z->col[e]];
    }
    return total;
}

/* ---- residuals ------------------------------------------------------------------------------- */

typedef struct missing {
    const gvc_system *s;
    const gvc_dense *f, *x;
    const gvc_idx *cut;
    gvc_dense *r, from; /* from: x scaled (right), x without what is cut off (left) */
} missing;

/* Rows of Z of this tile give the entries `first` .. of every vector of A x. */
static void right_tile(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    missing *m = user;
    const gvc_system *s = m->s;
    gvc_idx first = tile * TILE, count = s->n - first < TILE ? s->n - first : TILE;
    gvc_dense to = {m->r->data + first, m->r->rows, count, m->r->stride};
    if (s->sparse == NULL) {
        gvc_dense rows = {s->z.data + first * s->z.stride, count, s->n, s->z.stride};
        gvc_times_transposed(1.0, &m->from, &rows, 1.0, &to);
        return;
    }
    for (gvc_idx i = first; i < first + count; i++) {
        for (gvc_idx k = 0; k < to.rows; k++) {
            m->r->data[k * m->r->stride + i] +=
                sparse_dot(s->sparse, i, m->from.data + k * m->from.stride);
        }
    }
}

/* A tile of columns of v - w + w A, dense Z. */
static void left_tile(gvc_idx tile, int worker, void *user)
{
    (void)worker;
    missing *m = user;
    const gvc_system *s = m->s;
    gvc_idx first = tile * TILE, count = s->n - first < TILE ? s->n - first : TILE;
    gvc_dense columns = {s->z.data + first, s->n, count, s->z.stride};
    gvc_dense to = {m->r->data + first, m->r->rows, count, m->r->stride};
    gvc_times(1.0, &m->from, &columns, 0.0, &to);
    for (gvc_idx k = 0; k < to.rows; k++) {
        const double *f = m->f->data + k * m->f->stride + first;
        const double *x = m->x->data + k * m->x->stride + first;
        double *r = to.data + k * to.stride;
        for (gvc_idx j = 0; j < count; j++) {
            r[j] = f[j] - x[j] + r[j] * s->inv_x[first + j];
        }
    }
}

static void left_sparse(gvc_idx k, int worker, void *user)
{
    (void)worker;
    missing *m = user;
    const gvc_sparse *z = m->s->sparse;
    const double *from = m->from.data + k * m->from.stride;
    double *to = m->r->data + k * m->r->stride;
    for (gvc_idx i = 0; i < m->s->n; i++) {
        for (int64_t e = z->start[i]; e < z->start[i + 1]; e++) {
            to[z->col[e]] += from[i] * (z->value[e] * m->s->inv_x[z->col[e]]);
        }
    }
}

/* The own block of a vector whose sales abroad are cut: only A_ss counts there (right), or counts
 * beside the others' sales (left). */
static void own_block(missing *m, gvc_idx k, bool left)
{
    const gvc_system *s = m->s;
    gvc_idx g = m->cut[k], first = s->offset[g], last = s->offset[g + 1];
    const double *x = m->x->data + k * m->x->stride, *f = m->f->data + k * m->f->stride;
    double *r = m->r->data + k * m->r->stride;
    for (gvc_idx i = first; i < last && !left; i++) {
        r[i] = f[i] - x[i];
    }
    for (gvc_idx i = first; i < last; i++) {
        if (s->sparse == NULL) {
            const double *row = s->z.data + i * s->z.stride;
            for (gvc_idx j = first; j < last; j++) {
                *(left ? &r[j] : &r[i]) += row[j] * s->inv_x[j] * (left ? x[i] : x[j]);
            }
            continue;
        }
        for (int64_t e = s->sparse->start[i]; e < s->sparse->start[i + 1]; e++) {
            gvc_idx j = s->sparse->col[e];
            if (j >= first && j < last) {
                *(left ? &r[j] : &r[i]) += s->sparse->value[e] * s->inv_x[j] * (left ? x[i] : x[j]);
            }
        }
    }
}

static void start(missing *m, bool left)
{
    gvc_idx n = m->s->n;
    for (gvc_idx k = 0; k < m->x->rows; k++) {
        const double *x = m->x->data + k * m->x->stride, *f = m->f->data + k * m->f->stride;
        double *r = m->r->data + k * m->r->stride, *from = m->from.data + k * m->from.stride;
        for (gvc_idx i = 0; i < n; i++) {
            r[i] = f[i] - x[i];
            from[i] = left ? x[i] : x[i] * m->s->inv_x[i];
        }
        gvc_idx g = m->cut == NULL ? -1 : m->cut[k];
        for (gvc_idx i = g < 0 || !left ? n : m->s->offset[g]; i < n && i < m->s->offset[g + 1];
             i++) {
            from[i] = 0;
        }
    }
}

/* Largest |r| over largest |x|, the worst vector's. */
static double worst(const gvc_dense *r, const gvc_dense *x)
{
    double most = 0;
    for (gvc_idx k = 0; k < r->rows; k++) {
        double gap = 0, size = 0;
        for (gvc_idx i = 0; i < r->cols; i++) {
            double off = fabs(r->data[k * r->stride + i]);
            gap = isnan(off) ? (double)INFINITY : fmax(gap, off);
            size = fmax(size, fabs(x->data[k * x->stride + i]));
        }
        most = fmax(most, size > 0 ? gap / size : gap > 0 ? (double)INFINITY : 0);
    }
    return most;
}

double gvc_system_residual(const gvc_system *s, bool left, const gvc_dense *f, const gvc_dense *x,
                           const gvc_idx *cut, gvc_dense *r, double *scratch, int threads)
{
    missing m = {s, f, x, cut, r, {scratch, x->rows, s->n, s->n}};
    start(&m, left);
    if (left && s->sparse != NULL) {
        gvc_parallel(threads, x->rows, left_sparse, &m);
    } else {
        gvc_parallel(threads, tiles_of(s->n), left ? left_tile : right_tile, &m);
    }
    for (gvc_idx k = 0; k < x->rows && cut != NULL; k++) {
        if (cut[k] >= 0) {
            own_block(&m, k, left);
        }
    }
    return worst(r, x);
}

void gvc_system_signs(double *u, gvc_idx n)
{
    uint64_t state = 0x9e3779b97f4a7c15u;
    for (gvc_idx i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        u[i] = (state >> 63) != 0 ? 1.0 : -1.0;
    }
}
