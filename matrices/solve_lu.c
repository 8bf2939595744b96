/* solve_lu.c - double factors of I - A, panels by substitution */
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "factor.h"
#include "largest.h"
#include "refine.h"
#include "system.h"
#include "threads.h"

enum { STRIP = 64 }; /* rows of a panel that a turn of a parallel loop solves for */

/* Above this residual of a probe a second round pays. */
static const double fine_residual = 1e-14;
/* A probe that grows more than this is reason to ask LAPACK for the condition number, which takes
 * half as long as the factors. */
static const double suspicious = 1e6;
/* What the second round has to reach; partial pivoting leaves it far below on any sound matrix. */
static const double most_residual = 1e-11;

typedef struct lu {
    double *m;
    int *pivot;
    bool refine;
} lu;

static void release(void *state)
{
    lu *s = state;
    gvc_release(s->m);
    gvc_release(s->pivot);
    gvc_release(s);
}

typedef struct strips {
    const lu *s;
    bool left;
    gvc_dense *r;
} strips;

static void solve_strip(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    strips *p = user;
    gvc_idx first = strip * STRIP, rest = p->r->rows - first;
    gvc_factor_solve(p->s->m, p->r->cols, p->s->pivot, p->left, p->r->data + first * p->r->stride,
                     rest < STRIP ? rest : STRIP, p->r->stride);
}

static void substitute(void *state, const gvc_solver_job *job, bool left, gvc_dense *r)
{
    strips p = {state, left, r};
    gvc_parallel(job->options->threads, (r->rows + STRIP - 1) / STRIP, solve_strip, &p);
}

/* Solves for one vector of signs: the residual, and the largest entry. work: 4 n. */
static double probe(lu *s, const gvc_solver_job *job, double *work, double *most)
{
    gvc_idx n = job->system->n;
    double *f = work, *x = work + n;
    gvc_system_signs(f, n);
    gvc_system_signs(x, n);
    gvc_dense from = {f, 1, n, n}, to = {x, 1, n, n}, r = {work + 2 * n, 1, n, n};
    substitute(s, job, false, &to);
    *most = gvc_largest(x, n);
    return gvc_system_residual(job->system, false, &from, &to, NULL, &r, work + 3 * n,
                               job->options->threads);
}

/* The condition number where the probe gives reason to ask. */
static gvc_report judge(lu *s, const gvc_solver_job *job, double norm, double *work)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double most;
    report.residual = probe(s, job, work, &most);
    s->refine = !(report.residual <= fine_residual);
    if (!(most <= suspicious)) {
        report.condition = gvc_factor_condition(s->m, job->system->n, norm);
        if (report.condition == 0) {
            report.code = GVC_MAT_NOMEM;
        } else if (!(report.condition < GVC_MOST_CONDITION)) {
            report.code = GVC_MAT_SINGULAR;
        }
    }
    return report;
}

static gvc_report factor(lu *s, const gvc_solver_job *job, double *work)
{
    gvc_idx n = job->system->n;
    gvc_report report = {.code = GVC_MAT_CANCELLED, .where = -1};
    gvc_dense m = {s->m, n, n, n};
    if (gvc_solver_stopped(job, 0, n)) {
        return report;
    }
    gvc_system_fill(job->system, &m);
    double norm = gvc_system_norm_1(job->system, work);
    if (!isfinite(norm) || gvc_factor(s->m, n, s->pivot) >= 0) {
        report.code = GVC_MAT_SINGULAR;
        return report;
    }
    return gvc_solver_stopped(job, n, n) ? report : judge(s, job, norm, work);
}

static gvc_report prepare(void **state, const gvc_solver_job *job)
{
    size_t n = (size_t)job->system->n;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    lu *s = gvc_calloc(1, sizeof *s);
    double *work = gvc_malloc(4 * n, sizeof *work);
    if (s != NULL) {
        s->m = gvc_malloc(n * n, sizeof *s->m);
        s->pivot = gvc_malloc(n, sizeof *s->pivot);
    }
    if (s != NULL && s->m != NULL && s->pivot != NULL && work != NULL) {
        report = factor(s, job, work);
    }
    gvc_release(work);
    if (report.code == GVC_MAT_OK) {
        *state = s;
    } else if (s != NULL) {
        release(s);
    }
    return report;
}

static gvc_report solve(lu *s, const gvc_solver_job *job, bool left, const gvc_dense *f,
                        gvc_dense *x)
{
    if (s->refine) {
        const gvc_refinement plan = {substitute, 3, most_residual, (double)INFINITY};
        return gvc_refine(s, job, &plan, left, f, x);
    }
    for (gvc_idx k = 0; k < f->rows; k++) {
        memcpy(x->data + k * x->stride, f->data + k * f->stride, (size_t)f->cols * sizeof(double));
    }
    substitute(s, job, left, x);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
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
    (void)plan;
    size_t n = (size_t)system->n;
    return n * (n + 8) * sizeof(double) + n * 2 * sizeof(int);
}

/* Rates measured as in solver.h: dgetrf, dgetrs. The factor runs in one thread, whatever the
 * options allow. */
static void cost(const gvc_plan *plan, const gvc_system *system, double *flops, double *seconds)
{
    double n = (double)system->n, rows = (double)(plan->work.left + plan->work.right);
    *flops = 2.0 / 3 * n * n * n + 2 * n * n * rows;
    *seconds = 2.0 / 3 * n * n * n / 50e9 + n * n * GVC_SECONDS_ENTRY + 2 * n * n * rows / 31e9;
}

const gvc_solver gvc_solver_lu = {
    .name = "lu",
    .summary = "factors of I - A in double, panels by substitution",
    .safer = "gauss-jordan", /* where a cut system does not settle */
    .sparse = true,
    .bytes = bytes,
    .cost = cost,
    .prepare = prepare,
    .right = right,
    .left = left,
    .release = release,
};
