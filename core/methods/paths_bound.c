/* paths_bound.c - the largest single path behind and before every position, in the (max, x) algebra
 *
 * A sweep is one pass over A; backward only what the last sweep changed is read again, so that a
 * second one is often nearly free. Maxima are the same in any order: the bits do not depend on
 * threads. */
#include <math.h>
#include <string.h>

#include "methods/paths.h"
#include "threads.h"

enum { STRIPS = 16, ROWS = 64 };

typedef struct sweep {
    const gvc_paths_problem *p;
    const double *from; /* n */
    double *to;         /* n: raised where the sweep finds more */
    gvc_idx *changed;   /* of `from`, since the last sweep; count of them */
    gvc_idx count;
    gvc_idx strips; /* of columns, backward */
} sweep;

/* ---- backward: to_i = max(to_i, max_k |A_ki| from_k) -------------------------------------------
 */

/* The first entry of row k whose column is not before j. */
static int64_t entry_from(const gvc_sparse *a, gvc_idx k, gvc_idx j)
{
    int64_t low = a->start[k], high = a->start[k + 1];
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (a->col[middle] < j) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The columns of a strip, of which nobody else writes. */
static void back_strip(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    const sweep *w = user;
    const gvc_sparse *a = w->p->a;
    gvc_idx first = strip * a->cols / w->strips, end = (strip + 1) * a->cols / w->strips;
    for (gvc_idx c = 0; c < w->count; c++) {
        gvc_idx k = w->changed[c];
        double by = w->from[k];
        for (int64_t e = entry_from(a, k, first); e < a->start[k + 1] && a->col[e] < end; e++) {
            double x = fabs(a->value[e]) * by, *to = &w->to[a->col[e]];
            *to = x > *to ? x : *to;
        }
    }
}

static void back(sweep *w)
{
    w->strips = w->p->threads > 1 ? STRIPS : 1;
    gvc_parallel(w->p->threads, w->strips, back_strip, w);
}

/* ---- forward: to_k = max(to_k, max_j |A_kj| from_j) --------------------------------------------
 */

static double most_of_row(const gvc_sparse *a, gvc_idx k, const double *from)
{
    enum { LANES = 4 };
    double lane[LANES] = {0};
    int64_t e = a->start[k], end = a->start[k + 1];
    for (; e + LANES <= end; e += LANES) {
        for (int l = 0; l < LANES; l++) {
            double x = fabs(a->value[e + l]) * from[a->col[e + l]];
            lane[l] = x > lane[l] ? x : lane[l];
        }
    }
    for (; e < end; e++) {
        lane[0] = fmax(lane[0], fabs(a->value[e]) * from[a->col[e]]);
    }
    return fmax(fmax(lane[0], lane[1]), fmax(lane[2], lane[3]));
}

static void forward_rows(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    const sweep *w = user;
    const gvc_sparse *a = w->p->a;
    gvc_idx end = (turn + 1) * ROWS < a->rows ? (turn + 1) * ROWS : a->rows;
    for (gvc_idx k = turn * ROWS; k < end; k++) {
        double most = most_of_row(a, k, w->from);
        w->to[k] = most > w->to[k] ? most : w->to[k];
    }
}

static void forward(sweep *w)
{
    gvc_parallel(w->p->threads, (w->p->a->rows + ROWS - 1) / ROWS, forward_rows, w);
}

/* ---- until nothing changes ---------------------------------------------------------------------
 */

/* A vector with the one that has to pass, going up together. */
typedef struct pair {
    const gvc_paths_problem *p;
    void (*step)(sweep *w);
    double *now[2], *next[2]; /* all paths; those that pass, NULL where nothing is to be passed */
    gvc_idx *changed[2], count[2];
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
        sweep w = {q->p, q->now[k], q->next[k], q->changed[k], q->count[k], 1};
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
    bool done = true;
    *q = (pair){.p = p, .step = one};
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
