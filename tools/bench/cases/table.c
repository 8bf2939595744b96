/* table.c - what a synthetic table looks like beside a real one, and how fast iterations would be
 *
 * The rates are measured, not assumed: a synthetic table is a fair one only where block
 * Gauss-Seidel is at least as slow on it as on WIOD 2005. */
#include <math.h>
#include <stdlib.h>

#include "alloc.h"
#include "subject.h"

/* Rates of WIOD 2005. */
static const double wiod_a = .576, wiod_jacobi = .257, wiod_seidel = .096;

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double quantile(const double *sorted, gvc_idx count, double rank)
{
    return count > 0 ? sorted[(gvc_idx)(rank * (double)(count - 1) + .5)] : (double)NAN;
}

static void print_rate(gvc_bench *b, const char *name, double rate, double wiod)
{
    gvc_bench_figure f = {name, rate, "", wiod / rate, "WIOD 2005's rate over it", 0, NULL};
    gvc_bench_print(b, &f);
}

typedef struct profile {
    double *sums;             /* n: column sums of A */
    double *density;          /* countries x countries */
    double *own, *all;        /* countries: inputs from home, all inputs, in money */
    double foreign, small[3]; /* foreign cells in all; those with a from 1e-3, 1e-4, 1e-5 */
    double mass, thin;        /* sum of a in foreign blocks; in cells below 1e-3 */
    double negative;
} profile;

static bool make_profile(profile *p, const gvc_bench_world *w)
{
    size_t g = (size_t)w->countries;
    *p = (profile){.sums = gvc_calloc((size_t)w->n, sizeof *p->sums),
                   .density = gvc_calloc(g * g, sizeof *p->density),
                   .own = gvc_calloc(g, sizeof *p->own),
                   .all = gvc_calloc(g, sizeof *p->all)};
    return p->sums != NULL && p->density != NULL && p->own != NULL && p->all != NULL;
}

static void free_profile(profile *p)
{
    gvc_release(p->sums);
    gvc_release(p->density);
    gvc_release(p->own);
    gvc_release(p->all);
}

static void take_cell(profile *p, const gvc_bench_world *w, gvc_idx s, gvc_idx r, int64_t k)
{
    double flow = w->value[k], a = flow * w->inv_x[w->col[k]];
    p->sums[w->col[k]] += a;
    p->density[s * w->countries + r]++;
    p->all[r] += flow;
    p->own[r] += s == r ? flow : 0;
    p->negative += flow < 0;
    if (s != r) {
        p->small[0] += a >= 1e-3;
        p->small[1] += a >= 1e-4;
        p->small[2] += a >= 1e-5;
        p->mass += a;
        p->thin += a < 1e-3 ? a : 0;
    }
}

static void take_cells(profile *p, const gvc_bench_world *w)
{
    for (gvc_idx s = 0; s < w->countries; s++) {
        for (gvc_idx i = w->offset[s]; i < w->offset[s + 1]; i++) {
            gvc_idx r = 0;
            for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
                while (w->col[k] >= w->offset[r + 1]) {
                    r++;
                }
                take_cell(p, w, s, r, k);
            }
        }
    }
}

/* Foreign blocks' densities to the front, sorted; their number comes back. */
static gvc_idx sort_blocks(profile *p, const gvc_bench_world *w)
{
    gvc_idx g = w->countries, count = 0;
    for (gvc_idx k = 0; k < g * g; k++) {
        gvc_idx s = k / g, r = k % g;
        double rows = (double)(w->offset[s + 1] - w->offset[s]);
        double cells = rows * (double)(w->offset[r + 1] - w->offset[r]);
        if (s != r) {
            p->foreign += cells;
            p->density[count++] = cells > 0 ? p->density[k] / cells : 0;
        }
    }
    qsort(p->density, (size_t)count, sizeof *p->density, by_size);
    return count;
}

static void print_shares(gvc_bench *b, profile *p, const gvc_bench_world *w)
{
    gvc_idx g = w->countries;
    double own = 0, all = 0;
    for (gvc_idx r = 0; r < g; r++) {
        own += p->own[r];
        all += p->all[r];
        p->own[r] = p->all[r] > 0 ? p->own[r] / p->all[r] : 1;
    }
    qsort(p->own, (size_t)g, sizeof *p->own, by_size);
    gvc_bench_print_value(b, "own_world", own / all, "");
    gvc_bench_print_value(b, "own_median", quantile(p->own, g, .5), "");
    gvc_bench_print_value(b, "own_least", p->own[0], "");
}

static void print_profile(gvc_bench *b, profile *p, const gvc_bench_world *w)
{
    gvc_idx n = w->n, zero = 0, above = 0, blocks = sort_blocks(p, w);
    for (gvc_idx j = 0; j < n; j++) {
        zero += w->inv_x[j] == 0;
        above += p->sums[j] > 1;
    }
    print_shares(b, p, w);
    qsort(p->sums, (size_t)n, sizeof *p->sums, by_size);
    gvc_bench_print_value(b, "colsum_05", quantile(p->sums, n, .05), "");
    gvc_bench_print_value(b, "colsum_25", quantile(p->sums, n, .25), "");
    gvc_bench_print_value(b, "colsum_50", quantile(p->sums, n, .5), "");
    gvc_bench_print_value(b, "colsum_75", quantile(p->sums, n, .75), "");
    gvc_bench_print_value(b, "colsum_95", quantile(p->sums, n, .95), "");
    gvc_bench_print_value(b, "colsum_above_1", (double)above, "");
    gvc_bench_print_value(b, "zero_output", (double)zero, "");
    gvc_bench_print_value(b, "negative_cells", p->negative, "");
    gvc_bench_print_value(b, "blocks_10", quantile(p->density, blocks, .1), "");
    gvc_bench_print_value(b, "blocks_50", quantile(p->density, blocks, .5), "");
    gvc_bench_print_value(b, "blocks_90", quantile(p->density, blocks, .9), "");
    gvc_bench_print_value(b, "foreign_1e-3", p->small[0] / p->foreign, "");
    gvc_bench_print_value(b, "foreign_1e-4", p->small[1] / p->foreign, "");
    gvc_bench_print_value(b, "foreign_1e-5", p->small[2] / p->foreign, "");
    gvc_bench_print_value(b, "mass_below_1e-3", p->thin / p->mass, "");
}

static bool describe(gvc_bench *b, const gvc_bench_world *w)
{
    gvc_bench_rates rates;
    profile p;
    bool done = make_profile(&p, w);
    if (done) {
        take_cells(&p, w);
        print_profile(b, &p, w);
    }
    free_profile(&p);
    if (!done || !gvc_bench_rates_of(w, &rates)) {
        return gvc_bench_fail(b, "out of memory, or a country that is singular by itself");
    }
    print_rate(b, "rate_a", rates.a, wiod_a);
    print_rate(b, "rate_jacobi", rates.jacobi, wiod_jacobi);
    print_rate(b, "rate_seidel", rates.seidel, wiod_seidel);
    return true;
}

static bool from_file(gvc_bench *b, gvc_bench_world *w)
{
    gvc_bench_subject s;
    bool done = gvc_bench_subject_make(b, &s);
    if (done && !gvc_bench_world_of(w, &s.z, s.inv_x, s.offset, s.countries)) {
        done = gvc_bench_fail(b, "out of memory");
    }
    gvc_bench_subject_free(&s);
    return done;
}

static bool made_up(gvc_bench *b, gvc_bench_world *w)
{
    gvc_bench_recipe recipe;
    if (!gvc_bench_recipe_of(b, &recipe)) {
        return false;
    }
    double before = gvc_bench_cpu();
    if (!gvc_bench_world_make(w, &recipe)) {
        return gvc_bench_fail(b, "out of memory");
    }
    double took = gvc_bench_cpu() - before, n = (double)w->n;
    b->n = w->n;
    b->countries = w->countries;
    b->density = (double)w->start[w->n] / (n * n);
    gvc_bench_print_value(b, "generation", took, "s");
    gvc_bench_print_value(b, "peak", gvc_bench_peak() / 1e6, "MB");
    return true;
}

static bool run(gvc_bench *b)
{
    gvc_bench_world w = {0};
    bool done = b->set.table != NULL ? from_file(b, &w) : made_up(b, &w);
    done = done && describe(b, &w);
    gvc_bench_world_free(&w);
    return done;
}

const gvc_bench_case gvc_bench_case_table = {
    "table", "what a table looks like: shares, densities, rates of convergence", 1435, 41, run};
