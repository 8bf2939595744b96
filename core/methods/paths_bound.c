/* paths_bound.c - the largest single path behind and before every position, in the (max, x) algebra
 *
 * A sweep is one pass over Z; only what the last sweep changed is read again, so that a second one
 * is often nearly free. Maxima are the same in any order: the bits do not depend on threads. */
#include <math.h>
#include <string.h>

#include "methods/paths.h"
#include "threads.h"

enum { STRIP = 512, LANES = 8, ROWS = 32 };

typedef struct sweep {
    const gvc_paths_problem *p;
    const double *from; /* n */
    double *to;         /* n: raised where the sweep finds more */
    gvc_idx *changed;   /* of `from`, since the last sweep; count of them */
    gvc_idx count;
    double *scaled; /* n: forward, from / x where changed, else 0 */
} sweep;

/* Columns of row k that count. */
static void columns_of(const gvc_paths_problem *p, gvc_idx k, gvc_idx *first, gvc_idx *end)
{
    const gvc_model *m = p->m;
    *first = 0;
    *end = m->n;
    if (p->cut >= 0 && m->block[k] == p->cut) {
        *first = m->offset[p->cut];
        *end = m->offset[p->cut + 1];
    }
}

/* ---- backward: to_i = max(to_i, max_k |A_ki| from_k) -------------------------------------------
 */

static void raise_row(double *restrict most, const double *restrict row, double by, gvc_idx count)
{
    for (gvc_idx j = 0; j < count; j++) {
        double x = fabs(row[j]) * by;
        most[j] = x > most[j] ? x : most[j];
    }
}

static void back_strip(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    const sweep *w = user;
    const gvc_model *m = w->p->m;
    double most[STRIP] = {0};
    gvc_idx first = strip * STRIP, end = first + STRIP < m->n ? first + STRIP : m->n;
    for (gvc_idx c = 0; c < w->count; c++) {
        gvc_idx k = w->changed[c], low, high;
        columns_of(w->p, k, &low, &high);
        low = low > first ? low : first;
        high = high < end ? high : end;
        if (low < high) {
            raise_row(most + (low - first), m->z.data + k * m->z.stride + low, w->from[k],
                      high - low);
        }
    }
    for (gvc_idx j = first; j < end; j++) {
        double x = most[j - first] * fabs(m->inv_x[j]);
        w->to[j] = x > w->to[j] ? x : w->to[j];
    }
}

static void back(sweep *w)
{
    gvc_parallel(w->p->threads, (w->p->m->n + STRIP - 1) / STRIP, back_strip, w);
}

/* ---- forward: to_k = max(to_k, max_j |A_kj| from_j) --------------------------------------------
 */

static double most_of_row(const double *row, const double *scaled, gvc_idx count)
{
    double lane[LANES] = {0}, most = 0;
    gvc_idx j = 0;
    for (; j + LANES <= count; j += LANES) {
        for (int l = 0; l < LANES; l++) {
            double x = fabs(row[j + l]) * scaled[j + l];
            lane[l] = x > lane[l] ? x : lane[l];
        }
    }
    for (; j < count; j++) {
        lane[0] = fmax(lane[0], fabs(row[j]) * scaled[j]);
    }
    for (int l = 0; l < LANES; l++) {
        most = fmax(most, lane[l]);
    }
    return most;
}

/* Where few columns have changed. */
static double most_of_few(const sweep *w, const double *row, gvc_idx low, gvc_idx high)
{
    double most = 0;
    for (gvc_idx c = 0; c < w->count; c++) {
        gvc_idx j = w->changed[c];
        if (j >= low && j < high) {
            most = fmax(most, fabs(row[j]) * w->scaled[j]);
        }
    }
    return most;
}

static void forward_rows(gvc_idx turn, int worker, void *user)
{
    enum { FEW = 16 };
    (void)worker;
    const sweep *w = user;
    const gvc_model *m = w->p->m;
    gvc_idx end = (turn + 1) * ROWS < m->n ? (turn + 1) * ROWS : m->n;
    for (gvc_idx k = turn * ROWS; k < end; k++) {
        gvc_idx low, high;
        const double *row = m->z.data + k * m->z.stride;
        columns_of(w->p, k, &low, &high);
        double most = w->count * FEW < m->n ? most_of_few(w, row, low, high)
                                            : most_of_row(row + low, w->scaled + low, high - low);
        w->to[k] = most > w->to[k] ? most : w->to[k];
    }
}

static void forward(sweep *w)
{
    const gvc_model *m = w->p->m;
    memset(w->scaled, 0, (size_t)m->n * sizeof *w->scaled);
    for (gvc_idx c = 0; c < w->count; c++) {
        gvc_idx j = w->changed[c];
        w->scaled[j] = w->from[j] * fabs(m->inv_x[j]);
    }
    gvc_parallel(w->p->threads, (m->n + ROWS - 1) / ROWS, forward_rows, w);
}

/* ---- until nothing changes ---------------------------------------------------------------------
 */

/* A vector with the one that has to pass, going up together. */
typedef struct pair {
    const gvc_paths_problem *p;
    void (*step)(sweep *w);
    double *now[2], *next[2]; /* all paths; those that pass, NULL where nothing is to be passed */
    gvc_idx *changed[2], count[2];
    double *scaled;
} pair;

static void list_changed(pair *q, int which)
{
    q->count[which] = 0;
    for (gvc_idx i = 0; i < q->p->m->n; i++) {
        if (q->next[which][i] > q->now[which][i]) {
            q->changed[which][q->count[which]++] = i;
        }
    }
}

/* One more step; false: nothing came of it. now becomes next. */
static bool step(pair *q)
{
    size_t bytes = (size_t)q->p->m->n * sizeof(double);
    int both = q->now[1] == NULL ? 1 : 2;
    bool more = false;
    for (int k = 0; k < both; k++) {
        memcpy(q->next[k], q->now[k], bytes);
        sweep w = {q->p, q->now[k], q->next[k], q->changed[k], q->count[k], q->scaled};
        if (w.count > 0) {
            q->step(&w);
        }
    }
    for (gvc_idx i = 0; both == 2 && i < q->p->m->n; i++) {
        q->next[1][i] = q->p->through[i] ? q->next[0][i] : q->next[1][i];
    }
    for (int k = 0; k < both; k++) {
        list_changed(q, k);
        more = more || q->count[k] > 0;
        memcpy(q->now[k], q->next[k], bytes);
    }
    return more;
}

/* start: n. */
static gvc_status pair_new(gvc_ctx *ctx, pair *q, const gvc_paths_problem *p, const double *start,
                           void (*one)(sweep *w))
{
    size_t n = (size_t)p->m->n;
    *q = (pair){.p = p, .step = one, .scaled = gvc_malloc(n, sizeof(double))};
    bool done = q->scaled != NULL;
    for (int k = 0; k < (p->through == NULL ? 1 : 2) && done; k++) {
        q->now[k] = gvc_calloc(n, sizeof(double));
        q->next[k] = gvc_malloc(n, sizeof(double));
        q->changed[k] = gvc_malloc(n, sizeof(gvc_idx));
        done = q->now[k] != NULL && q->next[k] != NULL && q->changed[k] != NULL;
        for (size_t i = 0; i < n && done; i++) {
            q->next[k][i] = k == 0 || p->through[i] ? fabs(start[i]) : 0;
        }
        if (done) {
            list_changed(q, k);
            memcpy(q->now[k], q->next[k], n * sizeof(double));
        }
    }
    return done ? GVC_OK : gvc_fail_memory(ctx, 6 * n * sizeof(double), "the bounds of paths");
}

static void pair_free(pair *q)
{
    for (int k = 0; k < 2; k++) {
        gvc_release(q->now[k]);
        gvc_release(q->next[k]);
        gvc_release(q->changed[k]);
    }
    gvc_release(q->scaled);
}

static gvc_status growing(gvc_ctx *ctx)
{
    return gvc_fail(ctx, GVC_ECONVERGE,
                    "paths grow along the way round a loop: no largest one exists; see gvc check "
                    "for industries that use more than they make");
}

/* Keeps the pair as a level behind the others. */
static bool keep(gvc_paths_bounds *b, const pair *q)
{
    double **to[] = {&b->value, &b->passing};
    size_t n = (size_t)b->n, old = (size_t)b->levels * n;
    for (int k = 0; k < 2; k++) {
        if (q->now[k] != NULL) {
            double *grown = gvc_realloc(*to[k], old, old + n, sizeof *grown);
            if (grown == NULL) {
                return false;
            }
            memcpy(grown + old, q->now[k], n * sizeof *grown);
            *to[k] = grown;
        }
    }
    b->levels++;
    return true;
}

/* All levels where the tier is limited, else the last alone. */
static gvc_status find_values(gvc_ctx *ctx, gvc_paths_bounds *b, const gvc_paths_problem *p)
{
    pair q;
    gvc_status status = pair_new(ctx, &q, p, p->s, back);
    bool more = status == GVC_OK, kept = true;
    while (more && kept && status == GVC_OK) {
        kept = p->tiers < 0 || keep(b, &q);
        more = kept && (p->tiers < 0 || b->sweeps < p->tiers) && step(&q);
        b->sweeps += more;
        status = b->sweeps > p->m->n ? growing(ctx) : gvc_progress(ctx, "bounds of paths", 0, 0);
    }
    if (status == GVC_OK && p->tiers < 0) {
        kept = keep(b, &q);
    }
    pair_free(&q);
    return status == GVC_OK && !kept
               ? gvc_fail_memory(ctx, (size_t)b->n * sizeof(double), "the bounds of paths")
               : status;
}

/* Of paths that are at most so long that a step may follow. */
static gvc_status find_weights(gvc_ctx *ctx, gvc_paths_bounds *b, const gvc_paths_problem *p)
{
    pair q;
    gvc_idx sweeps = 0;
    gvc_status status = pair_new(ctx, &q, p, p->f, forward);
    while (status == GVC_OK && (p->tiers < 0 || sweeps + 1 < p->tiers) && step(&q)) {
        status = ++sweeps > p->m->n ? growing(ctx) : gvc_progress(ctx, "bounds of paths", 0, 0);
    }
    if (status == GVC_OK) {
        b->weight = q.now[0];
        b->weight_passed = q.now[1];
        q.now[0] = q.now[1] = NULL;
    }
    pair_free(&q);
    return status;
}

gvc_status gvc_paths_bounds_new(gvc_ctx *ctx, gvc_paths_bounds *b, const gvc_paths_problem *p)
{
    *b = (gvc_paths_bounds){.n = p->m->n};
    gvc_status status = find_values(ctx, b, p);
    return status == GVC_OK ? find_weights(ctx, b, p) : status;
}

void gvc_paths_bounds_free(gvc_paths_bounds *b)
{
    gvc_release(b->value);
    gvc_release(b->passing);
    gvc_release(b->weight);
    gvc_release(b->weight_passed);
    *b = (gvc_paths_bounds){0};
}
