/* cells.c - the cells of a synthetic table, row by row in compressed form, in time proportional to
 * their number: empty stretches of a row are skipped by a geometric draw */
#include <string.h>

#include "alloc.h"
#include "random.h"
#include "synthetic.h"

enum { TAILS = 1 << 16, GRID = 256, ROUNDS = 40 };

/* What the rows of a block are drawn with. */
typedef struct dice {
    float *tails; /* TAILS heavy-tailed weights */
    double *odds; /* (GRID + 1) x sectors: chance of a cell, by density of the block and row */
    int64_t room; /* cells that there is memory for */
    uint64_t state;
} dice;

/* min(1, factor * density * tradable) with the mean equal to the density. */
static void fill_odds(const gvc_bench_plan *p, double density, double *odds)
{
    double low = 0, high = 1e4;
    for (int step = 0; step < ROUNDS; step++) {
        double factor = .5 * (low + high), sum = 0;
        for (gvc_idx i = 0; i < p->sectors; i++) {
            odds[i] = fmin(1, factor * density * p->tradable[i]);
            sum += odds[i];
        }
        *(sum < density * (double)p->sectors ? &low : &high) = factor;
    }
}

static bool make_dice(dice *d, const gvc_bench_plan *p, double sigma, uint64_t seed)
{
    *d = (dice){.state = seed};
    d->tails = gvc_malloc(TAILS, sizeof *d->tails);
    d->odds = gvc_malloc((size_t)((GRID + 1) * p->sectors), sizeof *d->odds);
    if (d->tails == NULL || d->odds == NULL) {
        return false;
    }
    for (int k = 0; k < TAILS; k++) {
        d->tails[k] = (float)exp(sigma * gvc_bench_normal(&d->state));
    }
    for (gvc_idx k = 0; k <= GRID; k++) {
        fill_odds(p, (double)k / GRID, d->odds + k * p->sectors);
    }
    return true;
}

static void free_dice(dice *d)
{
    gvc_release(d->tails);
    gvc_release(d->odds);
}

/* Chance of a cell in row i of a block; sparse blocks lie below the first step of the grid. */
static double chance(const dice *d, const gvc_bench_plan *p, double density, gvc_idx sector)
{
    double at = density * GRID;
    gvc_idx below = (gvc_idx)fmin(at, GRID - 1);
    const double *odds = d->odds + below * p->sectors + sector;
    double part = at - (double)below;
    return (1 - part) * odds[0] + part * odds[p->sectors];
}

/* The cells of row i in the columns of country r. */
static int64_t draw_row(gvc_bench_world *w, const gvc_bench_plan *p, dice *d, gvc_idx i, gvc_idx r,
                        int64_t at)
{
    gvc_idx m = p->sectors, s = i / m, sector = i % m;
    double odds = chance(d, p, p->filled[s * p->countries + r], sector);
    if (odds <= 0) {
        return at;
    }
    double weight = p->supplies[i] * (s == r ? 1 : p->affinity[s * p->countries + r]);
    double scale = odds < 1 ? 1 / log1p(-odds) : 0;
    const double *tech = p->tech + sector * m;
    for (gvc_idx j = -1;;) {
        double skip = scale < 0 ? log(gvc_bench_uniform(&d->state)) * scale : 0;
        if (skip >= (double)(m - 1 - j)) {
            return at;
        }
        j += 1 + (gvc_idx)skip;
        if (j >= m) {
            return at;
        }
        if (!p->empty[r * m + j]) {
            w->col[at] = (int32_t)(r * m + j);
            w->value[at++] = weight * tech[j] * (double)d->tails[gvc_bench_bits(&d->state) >> 48];
        }
    }
}

/* Makes sure that the next row fits. */
static bool room_for_row(gvc_bench_world *w, dice *d, int64_t used)
{
    if (used + w->n <= d->room) {
        return true;
    }
    int64_t room = d->room + d->room / 8 + 2 * w->n;
    int32_t *col = gvc_realloc(w->col, (size_t)used, (size_t)room, sizeof *col);
    if (col == NULL) {
        return false;
    }
    w->col = col;
    double *value = gvc_realloc(w->value, (size_t)used, (size_t)room, sizeof *value);
    if (value == NULL) {
        return false;
    }
    w->value = value;
    d->room = room;
    return true;
}

static double expected_cells(const gvc_bench_plan *p)
{
    double sum = 0;
    for (gvc_idx k = 0; k < p->countries * p->countries; k++) {
        sum += p->filled[k];
    }
    return sum * (double)(p->sectors * p->sectors);
}

/* Scales every column to its sum and own-country share; about one small cell in ten thousand turns
 * negative. sums: 2 x n, zeroed scratch. */
static void settle_columns(gvc_bench_world *w, const gvc_bench_plan *p, double *sums, dice *d)
{
    gvc_idx n = w->n, m = w->sectors;
    double *own = sums, *foreign = sums + n;
    for (gvc_idx i = 0; i < n; i++) {
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            gvc_idx j = w->col[k];
            *(j / m == i / m ? &own[j] : &foreign[j]) += w->value[k];
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        double share = foreign[j] > 0 ? own[j] > 0 ? p->own[j] : 0 : 1;
        own[j] = own[j] > 0 ? share * p->sum[j] / own[j] : 0;
        foreign[j] = foreign[j] > 0 ? (1 - share) * p->sum[j] / foreign[j] : 0;
    }
    int64_t next = 5000;
    for (gvc_idx i = 0; i < n; i++) {
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            gvc_idx j = w->col[k];
            w->value[k] *= j / m == i / m ? own[j] : foreign[j];
            if (k >= next && w->value[k] < 1e-3) {
                w->value[k] *= -1;
                next = k + (int64_t)(gvc_bench_bits(&d->state) % 20000);
            }
        }
    }
}

bool gvc_bench_draw_inputs(gvc_bench_world *w, const gvc_bench_plan *p, uint64_t seed)
{
    gvc_idx n = w->n;
    dice d;
    double *sums = gvc_calloc((size_t)(2 * n), sizeof *sums);
    bool done = make_dice(&d, p, 1.0, seed) && sums != NULL;
    d.room = (int64_t)(1.01 * expected_cells(p)) + 2 * n;
    w->start = gvc_calloc((size_t)n + 1, sizeof *w->start);
    w->col = gvc_malloc((size_t)d.room, sizeof *w->col);
    w->value = gvc_malloc((size_t)d.room, sizeof *w->value);
    done = done && w->start != NULL && w->col != NULL && w->value != NULL;
    int64_t at = 0;
    for (gvc_idx i = 0; done && i < n; i++) {
        done = room_for_row(w, &d, at);
        for (gvc_idx r = 0; done && !p->empty[i] && r < w->countries; r++) {
            at = draw_row(w, p, &d, i, r, at);
        }
        w->start[i + 1] = at;
    }
    if (done) {
        settle_columns(w, p, sums, &d);
    }
    gvc_release(sums);
    free_dice(&d);
    return done;
}

/* ---- final use and output ----------------------------------------------------------------------
 */

/* What country r spends on every industry, into column r of y. */
static void spend(gvc_bench_world *w, const gvc_bench_plan *p, gvc_idx r, uint64_t *state)
{
    gvc_idx g = w->countries, m = w->sectors;
    double total[2] = {0, 0}, money = 1e7 * p->size[r], home = fmin(.97, p->home[r] + .1);
    for (gvc_idx i = 0; i < w->n; i++) {
        gvc_idx s = i / m;
        double weight = exp(1.2 * gvc_bench_normal(state)) * p->supplies[i];
        if (s != r) {
            bool sold = gvc_bench_uniform(state) < 1.5 * p->filled[s * g + r];
            weight *= sold ? p->affinity[s * g + r] * p->tradable[i % m] : 0;
        }
        w->y[i * g + r] = p->empty[i] ? 0 : weight;
        total[s != r] += w->y[i * g + r];
    }
    for (gvc_idx i = 0; i < w->n; i++) {
        bool foreign = i / m != r;
        double share = total[foreign] > 0 ? (foreign ? 1 - home : home) / total[foreign] : 0;
        /* Stocks run down, abroad: a few cells are negative. */
        double sign = foreign && gvc_bench_uniform(state) < .015 ? -.2 : 1;
        w->y[i * g + r] *= money * share * sign;
    }
}

/* One round of x = A x + y; `cells` are A. */
static double next_output(const gvc_bench_world *w, const double *final, const double *x,
                          double *out)
{
    double change = 0;
    for (gvc_idx i = 0; i < w->n; i++) {
        double sum = final[i];
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            sum += w->value[k] * x[w->col[k]];
        }
        change = fmax(change, fabs(sum - x[i]) / fmax(fabs(sum), 1e-300));
        out[i] = sum;
    }
    return change;
}

/* x by rounds until nothing changes any more, into w->x; spare: n, scratch. */
static void settle_output(gvc_bench_world *w, const double *final, double *spare)
{
    double change = 1;
    for (int round = 0; round < 100 && change > 1e-8; round += 2) {
        next_output(w, final, w->x, spare);
        change = next_output(w, final, spare, w->x);
    }
}

/* Z = A diag(x); the last digits: output is what is sold. */
static void make_flows(gvc_bench_world *w, const double *final)
{
    for (int64_t k = 0; k < w->start[w->n]; k++) {
        w->value[k] *= w->x[w->col[k]];
    }
    for (gvc_idx i = 0; i < w->n; i++) {
        double sum = final[i];
        for (int64_t k = w->start[i]; k < w->start[i + 1]; k++) {
            sum += w->value[k];
        }
        w->x[i] = sum;
        w->inv_x[i] = sum != 0 ? 1 / sum : 0;
    }
}

bool gvc_bench_draw_demand(gvc_bench_world *w, const gvc_bench_plan *p, uint64_t seed)
{
    gvc_idx n = w->n, g = w->countries;
    uint64_t state = seed ^ 0x5bf03635u;
    double *final = gvc_calloc((size_t)n, sizeof *final);
    double *spare = gvc_calloc((size_t)n, sizeof *spare);
    w->y = gvc_calloc((size_t)(n * g), sizeof *w->y);
    w->x = gvc_calloc((size_t)n, sizeof *w->x);
    w->inv_x = gvc_calloc((size_t)n, sizeof *w->inv_x);
    bool done = final != NULL && spare != NULL && w->y != NULL && w->x != NULL && w->inv_x != NULL;
    if (done) {
        for (gvc_idx r = 0; r < g; r++) {
            spend(w, p, r, &state);
        }
        for (gvc_idx k = 0; k < n * g; k++) {
            final[k / g] += w->y[k];
        }
        settle_output(w, final, spare);
        make_flows(w, final);
    }
    gvc_release(final);
    gvc_release(spare);
    return done;
}
