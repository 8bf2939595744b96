/* solve_lu_float.c - float factors of I - A, panels corrected in double until they are exact.
 *
 * Half the memory and two thirds of the time of double factors; every round gains some six digits
 * where I - A is as well conditioned as tables are. */
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "factor.h"
#include "refine.h"
#include "system.h"
#include "threads.h"

enum { STRIP = 64, ROUNDS = 4 };

/* A solution so much larger than its right-hand side has no digit in common with the float one; a
 * small residual would say nothing. */
static const double most_growth = 1e5;

typedef struct lu_float {
    float *m;
    int *pivot;
} lu_float;

static void release(void *state)
{
    lu_float *s = state;
    gvc_release(s->m);
    gvc_release(s->pivot);
    gvc_release(s);
}

typedef struct strips {
    const lu_float *s;
    bool left;
    gvc_dense *r;
    float *rows; /* STRIP x n a worker */
} strips;

/* Every vector is scaled by its own largest entry, so that float holds small ones as well. */
static void solve_strip(gvc_idx strip, int worker, void *user)
{
    strips *p = user;
    gvc_idx n = p->r->cols, first = strip * STRIP, rest = p->r->rows - first;
    gvc_idx count = rest < STRIP ? rest : STRIP;
    float *rows = p->rows + (gvc_idx)worker * STRIP * n;
    double scale[STRIP];
    for (gvc_idx k = 0; k < count; k++) {
        const double *from = p->r->data + (first + k) * p->r->stride;
        scale[k] = 0;
        for (gvc_idx i = 0; i < n; i++) {
            scale[k] = fmax(scale[k], fabs(from[i]));
        }
        double by = scale[k] > 0 ? 1 / scale[k] : 0;
        for (gvc_idx i = 0; i < n; i++) {
            rows[k * n + i] = (float)(from[i] * by);
        }
    }
    gvc_factor_solve_float(p->s->m, n, p->s->pivot, p->left, rows, count, n);
    for (gvc_idx k = 0; k < count; k++) {
        double *to = p->r->data + (first + k) * p->r->stride;
        for (gvc_idx i = 0; i < n; i++) {
            to[i] = scale[k] * (double)rows[k * n + i];
        }
    }
}

typedef struct solving {
    const lu_float *s;
    float *rows;
} solving;

static void substitute(void *state, const gvc_solver_job *job, bool left, gvc_dense *r)
{
    const solving *now = state;
    strips p = {now->s, left, r, now->rows};
    gvc_parallel(job->options->threads, (r->rows + STRIP - 1) / STRIP, solve_strip, &p);
}

/* row: n, scratch. */
static void fill(const gvc_system *s, double *row, float *m)
{
    for (gvc_idx i = 0; i < s->n; i++) {
        float *to = m + i * s->n;
        gvc_system_row(s, i, row);
        for (gvc_idx j = 0; j < s->n; j++) {
            to[j] = (float)row[j];
        }
    }
}

static gvc_report prepare(void **state, const gvc_solver_job *job)
{
    size_t n = (size_t)job->system->n;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    lu_float *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return report;
    }
    s->m = gvc_malloc(n * n, sizeof *s->m);
    s->pivot = gvc_malloc(n, sizeof *s->pivot);
    double *row = gvc_malloc(n, sizeof *row);
    if (s->m != NULL && s->pivot != NULL && row != NULL) {
        report.code = GVC_MAT_CANCELLED;
        if (!gvc_solver_stopped(job, 0, job->system->n)) {
            fill(job->system, row, s->m);
            bool broken = gvc_factor_float(s->m, job->system->n, s->pivot) >= 0;
            report.code = broken ? GVC_MAT_DIVERGED : GVC_MAT_OK;
            report.fallback = broken ? "float factors broke down" : NULL;
        }
        if (report.code == GVC_MAT_OK && gvc_solver_stopped(job, job->system->n, job->system->n)) {
            report.code = GVC_MAT_CANCELLED;
        }
    }
    gvc_release(row);
    if (report.code == GVC_MAT_OK) {
        *state = s;
    } else {
        release(s);
    }
    return report;
}

static gvc_report solve(const lu_float *s, const gvc_solver_job *job, bool left, const gvc_dense *f,
                        gvc_dense *x)
{
    size_t workers = (size_t)job->options->threads, n = (size_t)x->cols;
    solving now = {s, gvc_malloc(workers * STRIP * n, sizeof(float))};
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    if (now.rows != NULL) {
        const gvc_refinement plan = {substitute, ROUNDS, job->options->tolerance, most_growth};
        report = gvc_refine(&now, job, &plan, left, f, x);
    }
    gvc_release(now.rows);
    return report;
}

static gvc_report right(void *state, const gvc_solver_job *job, const gvc_dense *f,
                        const gvc_idx *cut, gvc_dense *y)
{
    (void)cut; /* never given: the record says so */
    return solve(state, job, false, f, y);
}

static gvc_report left(void *state, const gvc_solver_job *job, const gvc_dense *v,
                       const gvc_idx *cut, gvc_dense *w)
{
    (void)cut;
    return solve(state, job, true, v, w);
}

static size_t bytes(const gvc_plan *plan, const gvc_system *system)
{
    size_t n = (size_t)system->n;
    gvc_idx rows = plan->work.left + plan->work.right;
    return n * (n + STRIP) * sizeof(float) + n * sizeof(int) + gvc_refine_bytes(system->n, rows);
}

/* Rates measured as in solver.h: sgetrf, sgetrs, and the residual in double; three rounds. The
 * factor runs in one thread, whatever the options allow. */
static void cost(const gvc_plan *plan, const gvc_system *system, double *flops, double *seconds)
{
    double n = (double)system->n, rows = (double)(plan->work.left + plan->work.right);
    *flops = 2.0 / 3 * n * n * n + 3 * 4 * n * n * rows;
    *seconds = 2.0 / 3 * n * n * n / 95e9 + n * n * GVC_SECONDS_ENTRY / 2 +
               3 * 2 * n * n * rows * (1 / 50e9 + 1 / GVC_RATE_PRODUCT);
}

const gvc_solver gvc_solver_lu_float = {
    .name = "lu-float",
    .summary = "factors of I - A in float, panels corrected in double",
    .safer = "lu",
    .sparse = true,
    .bytes = bytes,
    .cost = cost,
    .prepare = prepare,
    .right = right,
    .left = left,
    .release = release,
};
