/* paths_totals.c - what all paths add up to, as they are and in absolute values
 *
 *   total = s B f;  absolute = |s| (I - |A|)^-1 |f|
 * Where A has entries below 0, |A| = A + 2 N, and the second is the limit of y = B (|f| + 2 N y):
 * such entries are few and small, so two or three rounds do. */
#include <math.h>
#include <string.h>

#include "methods/paths.h"
#include "single.h"

enum { ROUNDS = 50 };
static const double settled = 1e-12, exact = 1e-13; /* relative */

/* An entry of A below 0. */
typedef struct negative {
    gvc_idx row, col;
    double size;
} negative;

typedef struct negatives {
    negative *items;
    gvc_idx count;
} negatives;

/* items NULL: counts them only. */
static void list(const gvc_sparse *a, negatives *g)
{
    g->count = 0;
    for (gvc_idx k = 0; k < a->rows; k++) {
        for (int64_t e = a->start[k]; e < a->start[k + 1]; e++) {
            if (a->value[e] < 0) {
                if (g->items != NULL) {
                    g->items[g->count] = (negative){k, a->col[e], -a->value[e]};
                }
                g->count++;
            }
        }
    }
}

static bool find_negatives(const gvc_paths_question *q, negatives *g)
{
    *g = (negatives){NULL, 0};
    list(&q->a, g);
    g->items = gvc_malloc((size_t)g->count, sizeof *g->items);
    if (g->items != NULL && g->count > 0) {
        list(&q->a, g);
    }
    return g->items != NULL;
}

static bool any_below_zero(const double *x, gvc_idx n)
{
    for (gvc_idx i = 0; i < n; i++) {
        if (x[i] < 0) {
            return true;
        }
    }
    return false;
}

static gvc_status failed(gvc_ctx *ctx, const gvc_model *m, gvc_report report)
{
    return report.code == GVC_MAT_DIVERGED
               ? gvc_fail(ctx, GVC_ECONVERGE,
                          "the sum over all paths does not settle (residual %.1e); name a solver, "
                          "as lapack, and see gvc check",
                          report.residual)
               : gvc_model_report(ctx, m, report);
}

/* One vector through B, alone or, where a solver was asked for, as planned. out: a guess before. */
static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q, bool left,
                        double *f, double *out)
{
    const gvc_idx *cut = q->cut < 0 ? NULL : &q->cut;
    gvc_dense from = {f, 1, m->n, m->n}, to = {out, 1, m->n, m->n};
    if (q->planned) {
        return (left ? gvc_model_left : gvc_model_right)(ctx, m, &from, cut, &to);
    }
    gvc_report report = gvc_single_solve(&q->a, m->local, left, f, exact, out, q->problem.threads);
    q->solved.solver = report.solver;
    q->solved.residual = fmax(q->solved.residual, report.residual);
    q->solved.sweeps = report.sweeps > q->solved.sweeps ? report.sweeps : q->solved.sweeps;
    return report.code == GVC_MAT_OK ? GVC_OK : failed(ctx, m, report);
}

bool gvc_paths_say_solved(const gvc_paths_question *q, gvc_attributes *to)
{
    return q->planned || (gvc_attributes_set_text(to, "solver", q->solved.solver) &&
                          gvc_attributes_set_number(to, "residual", q->solved.residual) &&
                          gvc_attributes_set_integer(to, "sweeps", (int32_t)q->solved.sweeps));
}

/* y = B (|f| + 2 N y), from y = B f on; *change: of the last round, relative. */
static gvc_status round_once(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                             const negatives *g, double *y, double *f, double *change)
{
    double *next = f + m->n, moved = 0, largest = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        f[i] = fabs(q->f[i]);
    }
    for (gvc_idx e = 0; e < g->count; e++) {
        f[g->items[e].row] += 2 * g->items[e].size * y[g->items[e].col];
    }
    memcpy(next, y, (size_t)m->n * sizeof *next);
    gvc_status status = solve(ctx, m, q, false, f, next);
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        moved = fmax(moved, fabs(next[i] - y[i]));
        largest = fmax(largest, fabs(next[i]));
        y[i] = next[i];
    }
    *change = largest > 0 ? moved / largest : 0;
    return status;
}

/* NaN where the rounds do not settle. work: 3 n. */
static gvc_status sum_absolute(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                               const negatives *g, double *work)
{
    double *y = work, change = 1;
    gvc_status status = GVC_OK;
    memcpy(y, q->output, (size_t)m->n * sizeof *y);
    if (g->count == 0 && !any_below_zero(q->f, m->n)) {
        change = 0;
    }
    for (int k = 0; k < ROUNDS && status == GVC_OK && change > settled; k++) {
        status = round_once(ctx, m, q, g, y, work + m->n, &change);
        change = g->count == 0 ? 0 : change;
    }
    q->absolute = 0;
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        q->absolute += fabs(q->s[i]) * y[i];
    }
    q->absolute = change > settled ? (double)NAN : q->absolute;
    return status;
}

gvc_status gvc_paths_solve(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q)
{
    negatives g = {0};
    double *work = gvc_malloc(3 * (size_t)m->n, sizeof *work);
    gvc_status status = work == NULL || !find_negatives(q, &g)
                            ? gvc_fail_memory(ctx, 3 * (size_t)m->n * sizeof *work, "the total")
                            : solve(ctx, m, q, false, q->f, q->output);
    q->total = 0;
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        q->total += q->s[i] * q->output[i];
    }
    q->absolute = q->total;
    if (status == GVC_OK &&
        (g.count > 0 || any_below_zero(q->f, m->n) || any_below_zero(q->s, m->n))) {
        status = sum_absolute(ctx, m, q, &g, work);
    }
    gvc_release(g.items);
    gvc_release(work);
    return status;
}

gvc_status gvc_paths_multiplier(gvc_ctx *ctx, const gvc_model *m, gvc_paths_question *q,
                                double **out)
{
    *out = gvc_calloc((size_t)m->n, sizeof **out);
    return *out == NULL ? gvc_fail_memory(ctx, (size_t)m->n * sizeof **out, "the multipliers")
                        : solve(ctx, m, q, true, q->s, *out);
}

void gvc_paths_step(const gvc_paths_question *q, const double *g, double *out)
{
    gvc_single_times(&q->a, false, g, out, q->problem.threads);
}
