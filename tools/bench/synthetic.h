/* synthetic.h - tables that resemble real ones, of any size
 *
 * Fitted to what the WIOD tables of 1995 to 2011 look like: column sums of A, own-country share of
 * inputs, density of blocks, tails of entries, trade clusters, countries over three orders of
 * magnitude, industries without output, a few negative cells. Case `table` prints all of it, and
 * the rates of convergence that come out. */
#ifndef GVC_BENCH_SYNTHETIC_H
#define GVC_BENCH_SYNTHETIC_H

#include "bench.h"

typedef struct gvc_bench_recipe {
    gvc_idx countries, sectors;
    double density; /* share of cells of Z that are not 0 */
    uint64_t seed;
} gvc_bench_recipe;

/* A table in memory: Z in compressed rows, every column ascending. Money in millions. */
typedef struct gvc_bench_world {
    gvc_idx n, countries, sectors;
    int64_t *start; /* n + 1 */
    int32_t *col;
    double *value;   /* Z */
    double *y;       /* n x countries: final use */
    double *x;       /* n: row sums of Z and y */
    double *inv_x;   /* n: 1 / x, or 0 where x is 0 */
    gvc_idx *offset; /* countries + 1 */
} gvc_bench_world;

/* False when memory is out; free it in any case. */
bool gvc_bench_world_make(gvc_bench_world *w, const gvc_bench_recipe *r);
/* The same out of a dense table; no sectors then. */
bool gvc_bench_world_of(gvc_bench_world *w, const gvc_dense *z, const double *inv_x,
                        const gvc_idx *offset, gvc_idx countries);
void gvc_bench_world_free(gvc_bench_world *w);

/* ---- plan.c: what is drawn before the cells ----------------------------------------------------
 */
typedef struct gvc_bench_plan {
    gvc_idx n, countries, sectors;
    double *size;     /* countries: 1 for the largest */
    double *home;     /* countries: own share of inputs */
    double *affinity; /* countries x countries: weight of supplier s (row) for buyer r; 0 at home */
    double *filled;   /* countries x countries: density of the block */
    double *tech;     /* sectors x sectors: how much a user (column) takes of a supplier */
    double *tradable; /* sectors: how readily a row of a foreign block is filled; mean about 1 */
    double *supplies; /* n: weight of an industry among the suppliers of its country */
    double *sum;      /* n: column sum of A; 0 for an industry without output */
    double *own;      /* n: share of it from the own country */
    bool *empty;      /* n: no output */
} gvc_bench_plan;

bool gvc_bench_plan_make(gvc_bench_plan *p, const gvc_bench_recipe *r);
void gvc_bench_plan_free(gvc_bench_plan *p);

/* ---- cells.c: the cells of A, then Z and final use ----------------------------------------------
 */
/* Fills start, col and value with A; takes w->n, countries, sectors as set. */
bool gvc_bench_draw_inputs(gvc_bench_world *w, const gvc_bench_plan *p, uint64_t seed);
/* Final use, output, and Z = A diag(x). */
bool gvc_bench_draw_demand(gvc_bench_world *w, const gvc_bench_plan *p, uint64_t seed);

/* ---- rates.c -----------------------------------------------------------------------------------
 */
typedef struct gvc_bench_rates {
    double a, jacobi, seidel; /* spectral radius of A and of both block iterations by country */
} gvc_bench_rates;
bool gvc_bench_rates_of(const gvc_bench_world *w, gvc_bench_rates *out);

#endif
