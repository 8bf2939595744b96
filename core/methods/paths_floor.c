/* paths_floor.c - a contribution that the K largest paths are sure to reach: the K-th largest among
 * the paths that consist of the best way to a position and one step more, all of them different */
#include <math.h>
#include <string.h>

#include "methods/paths.h"
#include "threads.h"

enum { ROWS = 64 };

/* The largest numbers seen: at least the `top` largest are among them. */
typedef struct largest {
    double *seen; /* room for 2 x top */
    gvc_idx count, top;
    double cut; /* `top` of them are not below it; 0 while there are fewer */
} largest;

static void swap(double *a, double *b)
{
    double x = *a;
    *a = *b;
    *b = x;
}

/* Moves the `top` largest to the front. */
static void split(double *x, gvc_idx count, gvc_idx top)
{
    gvc_idx first = 0, last = count - 1;
    while (first < last) {
        gvc_idx i = first, j = last;
        double middle = x[first + (last - first) / 2];
        while (i <= j) {
            for (; x[i] > middle; i++) {
            }
            for (; x[j] < middle; j--) {
            }
            if (i <= j) {
                swap(&x[i++], &x[j--]);
            }
        }
        if (top - 1 <= j) {
            last = j;
        } else if (top - 1 >= i) {
            first = i;
        } else {
            return;
        }
    }
}

static void tighten(largest *l)
{
    if (l->count < l->top) {
        return;
    }
    split(l->seen, l->count, l->top);
    l->count = l->top;
    l->cut = l->seen[0];
    for (gvc_idx k = 1; k < l->top; k++) {
        l->cut = l->seen[k] < l->cut ? l->seen[k] : l->cut;
    }
}

static void see(largest *l, double x)
{
    if (x > l->cut) {
        l->seen[l->count++] = x;
        if (l->count == 2 * l->top) {
            tighten(l);
        }
    }
}

typedef struct search {
    const gvc_paths_problem *p;
    const gvc_paths_bounds *b;
    largest *of; /* of each thread */
} search;

static void see_rows(gvc_idx turn, int worker, void *user)
{
    const search *q = user;
    const gvc_sparse *a = q->p->a;
    largest *of = &q->of[worker];
    gvc_idx end = (turn + 1) * ROWS < a->rows ? (turn + 1) * ROWS : a->rows;
    for (gvc_idx k = turn * ROWS; k < end; k++) {
        bool passes = q->p->through == NULL || q->p->through[k];
        const double *weight = passes ? q->b->weight : q->b->weight_passed;
        double s = fabs(q->p->s[k]);
        for (int64_t e = a->start[k]; e < a->start[k + 1] && s > 0; e++) {
            see(of, fabs(a->value[e]) * weight[a->col[e]] * s);
        }
    }
}

/* Paths of tier 0. */
static void see_products(const gvc_paths_problem *p, largest *l)
{
    for (gvc_idx i = 0; i < p->m->n; i++) {
        if (p->through == NULL || p->through[i]) {
            see(l, fabs(p->f[i] * p->s[i]));
        }
    }
}

/* The threads' numbers into those of the first. */
static double merge(largest *of, int threads)
{
    for (int t = 1; t < threads; t++) {
        tighten(&of[t]);
        for (gvc_idx k = 0; k < of[t].count; k++) {
            see(&of[0], of[t].seen[k]);
        }
    }
    tighten(&of[0]);
    return of[0].cut;
}

static bool new_largest(largest *of, int threads, gvc_idx top)
{
    bool done = of != NULL;
    for (int t = 0; t < threads && done; t++) {
        of[t] = (largest){gvc_malloc(2 * (size_t)top, sizeof(double)), 0, top, 0};
        done = of[t].seen != NULL;
    }
    return done;
}

gvc_status gvc_paths_floor(gvc_ctx *ctx, const gvc_paths_problem *p, const gvc_paths_bounds *b,
                           gvc_idx top, double *out)
{
    largest *of = gvc_calloc((size_t)p->threads, sizeof *of);
    bool done = new_largest(of, p->threads, top);
    if (done) {
        search q = {p, b, of};
        see_products(p, &of[0]);
        if (p->tiers != 0) {
            gvc_parallel(p->threads, (p->a->rows + ROWS - 1) / ROWS, see_rows, &q);
        }
        *out = merge(of, p->threads);
    }
    for (int t = 0; t < p->threads && of != NULL; t++) {
        gvc_release(of[t].seen);
    }
    gvc_release(of);
    return done ? GVC_OK
                : gvc_fail_memory(ctx, 2 * (size_t)(top * p->threads) * sizeof(double),
                                  "the largest paths");
}
