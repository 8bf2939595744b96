/* economy.h - small tables with uneven blocks, dense and sparse, and exact answers by plain loops
 *
 * Answers come from elimination in long double on a matrix written out in full, so they share no
 * code with the solvers. */
#ifndef GVC_TESTS_ECONOMY_H
#define GVC_TESTS_ECONOMY_H

#include "expect.h"
#include "random.h"

#include <string.h>

typedef struct economy {
    gvc_idx n, blocks;
    gvc_idx offset[16];
    double *z, *inv_x;
    gvc_sparse sparse;
    int64_t *start;
    int32_t *col;
    double *value;
    gvc_system dense, thin; /* the same system: z, or `sparse` alone */
} economy;

/* Blocks of these sizes, -1 ends the list. Column sums of A are between half of `share` and it, own
 * inputs the larger part; `density` of the cells are filled; every 29th industry makes nothing. */
static inline economy *economy_new(uint64_t seed, const int *sizes, double density, double share)
{
    economy *e = calloc(1, sizeof *e);
    for (; sizes[e->blocks] >= 0; e->blocks++) {
        e->offset[e->blocks + 1] = e->offset[e->blocks] + sizes[e->blocks];
    }
    gvc_idx n = e->n = e->offset[e->blocks];
    e->z = calloc((size_t)(n * n) + 1, sizeof *e->z);
    e->inv_x = calloc((size_t)n + 1, sizeof *e->inv_x);
    for (gvc_idx g = 0; g < e->blocks; g++) {
        for (gvc_idx j = e->offset[g]; j < e->offset[g + 1]; j++) {
            double total = 0;
            for (gvc_idx i = 0; i < n && j % 29 != 28; i++) {
                bool own = i >= e->offset[g] && i < e->offset[g + 1];
                bool filled = random_unit(&seed) < (own ? 0.8 : density);
                e->z[i * n + j] = filled ? random_unit(&seed) * (own ? 40 : 4) : 0;
                total += e->z[i * n + j];
            }
            e->inv_x[j] = total > 0 ? share * (0.5 + 0.5 * random_unit(&seed)) / total : 0;
        }
    }
    return e;
}

/* Takes the flows as they stand into both systems; call after any change of z. */
static inline void economy_settle(economy *e)
{
    gvc_idx n = e->n, count = 0;
    free(e->start);
    free(e->col);
    free(e->value);
    e->start = calloc((size_t)n + 1, sizeof *e->start);
    e->col = malloc(((size_t)(n * n) + 1) * sizeof *e->col);
    e->value = malloc(((size_t)(n * n) + 1) * sizeof *e->value);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            if (e->z[i * n + j] != 0) {
                e->col[count] = (int32_t)j;
                e->value[count++] = e->z[i * n + j];
            }
        }
        e->start[i + 1] = count;
    }
    e->sparse = (gvc_sparse){e->start, e->col, e->value, n, n};
    e->dense = (gvc_system){n, e->blocks, e->offset, e->inv_x, {e->z, n, n, n}, NULL};
    e->thin = (gvc_system){n, e->blocks, e->offset, e->inv_x, {NULL, n, n, n}, &e->sparse};
}

static inline void economy_free(economy *e)
{
    free(e->z);
    free(e->inv_x);
    free(e->start);
    free(e->col);
    free(e->value);
    free(e);
}

/* A[i, j] with the sales of block `cut` to others taken out; -1 = none. */
static inline long double economy_a(const economy *e, gvc_idx cut, gvc_idx i, gvc_idx j)
{
    if (cut >= 0) {
        gvc_idx first = e->offset[cut], last = e->offset[cut + 1];
        if (i >= first && i < last && (j < first || j >= last)) {
            return 0;
        }
    }
    return (long double)e->z[i * e->n + j] * (long double)e->inv_x[j];
}

/* Largest |f - (I - A) x| (left: |f - x (I - A)|) over the largest |x|. */
static inline double economy_residual(const economy *e, bool left, gvc_idx cut, const double *f,
                                      const double *x)
{
    long double worst = 0, most = 0;
    for (gvc_idx i = 0; i < e->n; i++) {
        long double gap = (long double)f[i] - (long double)x[i];
        for (gvc_idx j = 0; j < e->n; j++) {
            long double a = left ? economy_a(e, cut, j, i) : economy_a(e, cut, i, j);
            gap += a * (long double)x[j];
        }
        if (!(fabsl(gap) <= worst)) { /* a NaN is the worst */
            worst = fabsl(gap);
        }
        most = fmaxl(most, fabsl((long double)x[i]));
    }
    return most > 0 ? (double)(worst / most) : (double)worst;
}

/* x = B f or f B, by elimination with pivoting in long double. */
static inline void economy_solve(const economy *e, bool left, gvc_idx cut, const double *f,
                                 double *x)
{
    gvc_idx n = e->n, wide = n + 1;
    long double *m = malloc((size_t)(n * wide + 1) * sizeof *m);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            m[i * wide + j] =
                (i == j ? 1.0L : 0.0L) - (left ? economy_a(e, cut, j, i) : economy_a(e, cut, i, j));
        }
        m[i * wide + n] = (long double)f[i];
    }
    for (gvc_idx k = 0; k < n; k++) {
        gvc_idx best = k;
        for (gvc_idx i = k + 1; i < n; i++) {
            best = fabsl(m[i * wide + k]) > fabsl(m[best * wide + k]) ? i : best;
        }
        for (gvc_idx j = k; j < wide; j++) {
            long double swap = m[k * wide + j];
            m[k * wide + j] = m[best * wide + j];
            m[best * wide + j] = swap;
        }
        for (gvc_idx i = k + 1; i < n; i++) {
            long double by = m[i * wide + k] / m[k * wide + k];
            for (gvc_idx j = k; j < wide && by != 0; j++) {
                m[i * wide + j] -= by * m[k * wide + j];
            }
        }
    }
    for (gvc_idx i = n - 1; i >= 0; i--) {
        long double total = m[i * wide + n];
        for (gvc_idx j = i + 1; j < n; j++) {
            total -= m[i * wide + j] * (long double)x[j];
        }
        x[i] = (double)(total / m[i * wide + i]);
    }
    free(m);
}

/* Fills a panel with numbers between -0.2 and 0.8; every seventh is 0. */
static inline gvc_dense economy_panel(const economy *e, gvc_idx rows, uint64_t seed)
{
    gvc_idx stride = e->n + 3;
    gvc_dense p = {malloc((size_t)(rows * stride) * sizeof(double)), rows, e->n, stride};
    for (gvc_idx k = 0; k < rows * stride; k++) {
        p.data[k] = k % 7 == 3 ? 0 : random_unit(&seed) - 0.2;
    }
    return p;
}

#endif
