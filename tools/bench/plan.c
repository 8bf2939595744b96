/* plan.c - sizes, shares and structure of a synthetic world, by the quantiles of WIOD 2005 */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "random.h"
#include "synthetic.h"

typedef struct knot {
    double rank, value;
} knot;

static const knot column_sums[] = {{0, .03},   {.05, .20}, {.25, .39}, {.5, .53}, {.75, .64},
                                   {.95, .75}, {.99, .82}, {1, .95},   {2, 0}};
static const knot own_shares[] = {{0, .42}, {.1, .52}, {.5, .74}, {.8, .86}, {1, .93}, {2, 0}};
/* Logarithms are interpolated. */
static const knot foreign_density[] = {{0, -8.5},   {.1, -5.81}, {.5, -2.41},
                                       {.9, -.844}, {1, -.1},    {2, 0}};

enum { CLUSTERS = 4 };
static const double own_density = .83, zero_output = .014, above_one = .0014;
/* How much more is bought inside a cluster, and how little size counts there: what makes feedback
 * between countries, and so slow solvers, likely. */
static const double closeness = 100, gravity = .25, unevenness = .5, openness = 2.5;

static double at_rank(const knot *knots, double rank)
{
    while (knots[1].rank < rank) {
        knots++;
    }
    double part = (rank - knots[0].rank) / (knots[1].rank - knots[0].rank);
    return knots[0].value + part * (knots[1].value - knots[0].value);
}

typedef struct scored {
    double score;
    gvc_idx index;
} scored;

static int by_score(const void *a, const void *b)
{
    const scored *p = a, *q = b;
    return p->score != q->score ? (p->score > q->score) - (p->score < q->score)
                                : (p->index > q->index) - (p->index < q->index);
}

static void shares_of_countries(gvc_bench_plan *p, scored *order, uint64_t *state)
{
    gvc_idx g = p->countries;
    for (gvc_idx k = 0; k < g; k++) {
        order[k] = (scored){gvc_bench_uniform(state), k};
    }
    qsort(order, (size_t)g, sizeof *order, by_score);
    for (gvc_idx k = 0; k < g; k++) {
        p->size[order[k].index] = pow(10, -3 * ((double)k + .5) / (double)g);
    }
    for (gvc_idx k = 0; k < g; k++) {
        order[k] = (scored){log(p->size[k]) + 2 * gvc_bench_normal(state), k};
        order[k].score -= k % CLUSTERS == 0 ? openness : 0;
    }
    qsort(order, (size_t)g, sizeof *order, by_score);
    for (gvc_idx k = 0; k < g; k++) {
        double rank = g > 1 ? (double)k / (double)(g - 1) : 1;
        p->home[order[k].index] = at_rank(own_shares, rank);
    }
}

/* Closed countries are no good customers of anybody: the open ones trade with each other. What two
 * countries are to each other, near or far, they are both ways. */
static void trade_between(gvc_bench_plan *p, uint64_t *state)
{
    gvc_idx g = p->countries;
    for (gvc_idx s = 0; s < g; s++) {
        for (gvc_idx r = 0; r < s; r++) {
            bool near = s % CLUSTERS == r % CLUSTERS;
            double tie = (near ? closeness : 1) * exp(unevenness * gvc_bench_normal(state));
            p->affinity[s * g + r] = tie * pow(p->size[s], gravity) * (1 - p->home[s]);
            p->affinity[r * g + s] = tie * pow(p->size[r], gravity) * (1 - p->home[r]);
        }
    }
}

/* The factor on the densities of foreign blocks that gives the mean asked for. */
static double density_factor(gvc_idx blocks, double mean)
{
    double low = 0, high = 1e6;
    for (int step = 0; step < 60; step++) {
        double factor = step < 30 ? sqrt(fmax(low, 1e-6) * high) : .5 * (low + high), sum = 0;
        for (int k = 0; k < 512; k++) {
            sum += fmin(1, factor * exp(at_rank(foreign_density, (k + .5) / 512)));
        }
        *(sum < mean * 512 ? &low : &high) = factor;
    }
    return blocks > 0 ? high : 0;
}

static void densities(gvc_bench_plan *p, double density, scored *order, uint64_t *state)
{
    gvc_idx g = p->countries, count = 0;
    double own = density > own_density ? density : fmin(own_density, .9 * density * (double)g);
    double foreign = g > 1 ? (density * (double)g - own) / (double)(g - 1) : 0;
    double factor = density_factor(g * g - g, foreign);
    for (gvc_idx k = 0; k < g * g; k++) {
        gvc_idx s = k / g, r = k % g;
        double sizes = log(p->size[s] * p->size[r]);
        p->filled[k] = own;
        if (s != r) {
            order[count++] = (scored){sizes + 1.5 * gvc_bench_normal(state), k};
        }
    }
    qsort(order, (size_t)count, sizeof *order, by_score);
    for (gvc_idx k = 0; k < count; k++) {
        double rank = ((double)k + .5) / (double)count;
        p->filled[order[k].index] = fmin(1, factor * exp(at_rank(foreign_density, rank)));
    }
}

/* `maker`: how much of a manufacturer a sector is. Makers buy from makers and trade more. */
static void sectors(gvc_bench_plan *p, double *maker, uint64_t *state)
{
    gvc_idx count = p->sectors;
    for (gvc_idx i = 0; i < count; i++) {
        maker[i] = fmax(-1.5, fmin(1.5, gvc_bench_normal(state)));
        p->tradable[i] = exp(.6 * maker[i] + .6 * gvc_bench_normal(state));
    }
    for (gvc_idx i = 0; i < count; i++) {
        for (gvc_idx j = 0; j < count; j++) {
            p->tech[i * count + j] = exp(.4 * maker[i] * maker[j] + .8 * gvc_bench_normal(state));
        }
        p->tech[i * count + i] *= 3; /* the diagonal of A is heavy */
    }
}

static void empty_industries(gvc_bench_plan *p, uint64_t *state)
{
    gvc_idx left = (gvc_idx)(zero_output * (double)p->n + .5);
    while (left > 0) {
        gvc_idx i = (gvc_idx)(gvc_bench_bits(state) % (uint64_t)p->n);
        bool small = p->size[i / p->sectors] < .05;
        if (!p->empty[i] && (small || p->countries < CLUSTERS)) {
            p->empty[i] = true;
            left--;
        }
    }
}

/* Column sums by rank: makers buy more. Those above one are drawn. */
static void sums_of_columns(gvc_bench_plan *p, const double *maker, scored *order, uint64_t *state)
{
    gvc_idx n = p->n, above = (gvc_idx)ceil(above_one * (double)n);
    for (gvc_idx i = 0; i < n; i++) {
        order[i] = (scored){maker[i % p->sectors] + gvc_bench_normal(state), i};
    }
    qsort(order, (size_t)n, sizeof *order, by_score);
    for (gvc_idx k = 0; k < n; k++) {
        p->sum[order[k].index] = at_rank(column_sums, ((double)k + .5) / (double)n);
    }
    for (gvc_idx k = 0; k < above; k++) {
        p->sum[gvc_bench_bits(state) % (uint64_t)n] = 1.05;
    }
    for (gvc_idx i = 0; i < n; i++) {
        p->sum[i] = p->empty[i] ? 0 : p->sum[i];
    }
}

/* Own-country shares of the industries of country g, from their odds; in the mean the country's. */
static void settle_home(gvc_bench_plan *p, gvc_idx g, const double *odds)
{
    gvc_idx low = g * p->sectors, high = low + p->sectors;
    double least = 1e-4, most = 1e4;
    for (int step = 0; step < 60; step++) {
        double factor = sqrt(least * most), own = 0, all = 0;
        for (gvc_idx i = low; i < high; i++) {
            p->own[i] = factor * odds[i] / (1 + factor * odds[i]);
            own += p->sum[i] * p->own[i];
            all += p->sum[i];
        }
        *(own < p->home[g] * all ? &least : &most) = factor;
    }
}

static bool industries(gvc_bench_plan *p, const double *maker, scored *order, uint64_t *state)
{
    double *odds = gvc_malloc((size_t)p->n, sizeof *odds);
    if (odds == NULL) {
        return false;
    }
    sums_of_columns(p, maker, order, state);
    for (gvc_idx i = 0; i < p->n; i++) {
        odds[i] = exp(-.8 * maker[i % p->sectors] + .4 * gvc_bench_normal(state));
        p->supplies[i] = exp(.8 * gvc_bench_normal(state));
    }
    for (gvc_idx g = 0; g < p->countries; g++) {
        settle_home(p, g, odds);
    }
    gvc_release(odds);
    return true;
}

bool gvc_bench_plan_make(gvc_bench_plan *p, const gvc_bench_recipe *r)
{
    size_t g = (size_t)r->countries, m = (size_t)r->sectors, n = g * m;
    uint64_t state = r->seed;
    *p = (gvc_bench_plan){.n = (gvc_idx)n, .countries = r->countries, .sectors = r->sectors};
    p->size = gvc_calloc(g, sizeof *p->size);
    p->home = gvc_calloc(g, sizeof *p->home);
    p->affinity = gvc_calloc(g * g, sizeof *p->affinity);
    p->filled = gvc_calloc(g * g, sizeof *p->filled);
    p->tech = gvc_calloc(m * m, sizeof *p->tech);
    p->tradable = gvc_calloc(m, sizeof *p->tradable);
    p->supplies = gvc_calloc(n, sizeof *p->supplies);
    p->sum = gvc_calloc(n, sizeof *p->sum);
    p->own = gvc_calloc(n, sizeof *p->own);
    p->empty = gvc_calloc(n, sizeof *p->empty);
    double *maker = gvc_calloc(m, sizeof *maker);
    scored *order = gvc_calloc(n > g * g ? n : g * g, sizeof *order);
    bool made = p->size != NULL && p->home != NULL && p->affinity != NULL && p->filled != NULL &&
                p->tech != NULL && p->tradable != NULL && p->supplies != NULL && p->sum != NULL &&
                p->own != NULL && p->empty != NULL && maker != NULL && order != NULL;
    if (made) {
        shares_of_countries(p, order, &state);
        trade_between(p, &state);
        densities(p, r->density, order, &state);
        sectors(p, maker, &state);
        empty_industries(p, &state);
        made = industries(p, maker, order, &state);
    }
    gvc_release(order);
    gvc_release(maker);
    return made;
}

void gvc_bench_plan_free(gvc_bench_plan *p)
{
    void *const blocks[] = {p->size,     p->home,     p->affinity, p->filled, p->tech,
                            p->tradable, p->supplies, p->sum,      p->own,    p->empty};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++) {
        gvc_release(blocks[k]);
    }
    *p = (gvc_bench_plan){0};
}
