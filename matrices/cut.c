/* cut.c - systems with the sales of block s to others cut off, by going around the world again and
 * again: x = d = f B, then d = -(what block s would have sold abroad) B, x += d, until it dies out.
 *
 * The rate is that of re-imports, a few per cent on real tables. The panel goes through the solver
 * as a whole. */
#include "cut.h"

#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "system.h"
#include "threads.h"

enum { SLAB = 256 }; /* rows at a time: bounds the memory of large panels */

static const char *const no_end = "what comes back through a cut block does not die out";

typedef struct around {
    const gvc_system *system;
    const gvc_idx *cut;
    bool left;
    const gvc_dense *x;
    gvc_dense d, q;  /* k x n: the last correction; what to solve for next */
    double *scratch; /* k x n */
    double *size;    /* k: largest |q| relative to the largest |x| */
} around;

/* q_s = -A_s. d outside s; u: n, scratch. */
static void sold_right(const gvc_system *s, gvc_idx g, const double *d, double *u, double *q)
{
    gvc_idx first = s->offset[g], last = s->offset[g + 1];
    memset(q, 0, (size_t)s->n * sizeof *q);
    for (gvc_idx j = 0; j < s->n; j++) {
        u[j] = j >= first && j < last ? 0 : -d[j] * s->inv_x[j];
    }
    if (s->sparse == NULL) {
        gvc_dense rows = {s->z.data + first * s->z.stride, last - first, s->n, s->z.stride};
        gvc_rows_times(&rows, u, q + first);
        return;
    }
    for (gvc_idx i = first; i < last; i++) {
        for (int64_t e = s->sparse->start[i]; e < s->sparse->start[i + 1]; e++) {
            q[i] += s->sparse->value[e] * u[s->sparse->col[e]];
        }
    }
}

/* q = -d_s A_s. outside s. */
static void sold_left(const gvc_system *s, gvc_idx g, const double *d, double *q)
{
    gvc_idx first = s->offset[g], last = s->offset[g + 1];
    if (s->sparse == NULL) {
        gvc_dense rows = {s->z.data + first * s->z.stride, last - first, s->n, s->z.stride};
        gvc_row_times(d + first, &rows, q);
    } else {
        memset(q, 0, (size_t)s->n * sizeof *q);
        for (gvc_idx i = first; i < last; i++) {
            for (int64_t e = s->sparse->start[i]; e < s->sparse->start[i + 1]; e++) {
                q[s->sparse->col[e]] += d[i] * s->sparse->value[e];
            }
        }
    }
    for (gvc_idx j = 0; j < s->n; j++) {
        q[j] = j >= first && j < last ? 0 : -q[j] * s->inv_x[j];
    }
}

static void sold(gvc_idx k, int worker, void *user)
{
    (void)worker;
    around *a = user;
    gvc_idx n = a->system->n;
    double *q = a->q.data + k * n, *d = a->d.data + k * n, gap = 0, most = 0;
    a->size[k] = 0;
    if (a->cut[k] < 0) {
        memset(q, 0, (size_t)n * sizeof *q);
        return;
    }
    if (a->left) {
        sold_left(a->system, a->cut[k], d, q);
    } else {
        sold_right(a->system, a->cut[k], d, a->scratch + k * n, q);
    }
    const double *x = a->x->data + k * a->x->stride;
    for (gvc_idx i = 0; i < n; i++) {
        gap = isnan(q[i]) ? (double)INFINITY : fmax(gap, fabs(q[i]));
        most = fmax(most, fabs(x[i]));
    }
    a->size[k] = gap > 0 ? gap / most : 0;
}

static double worst_size(const around *a)
{
    double worst = 0;
    for (gvc_idx k = 0; k < a->x->rows; k++) {
        worst = fmax(worst, a->size[k]);
    }
    return worst;
}

static gvc_report run(const gvc_solver *solver, void *state, const gvc_solver_job *job, around *a,
                      gvc_dense *x)
{
    enum { MOST = 60 };
    const double small = 0.1 * job->options->tolerance;
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double before = (double)INFINITY;
    int round = 0, sweeps = 0, worse = 0;
    for (; report.code == GVC_MAT_OK; round++) {
        gvc_parallel(job->options->threads, x->rows, sold, a);
        double now = worst_size(a);
        if (now <= small) {
            break;
        }
        worse = now < before ? 0 : worse + 1;
        before = now;
        if (round == MOST || worse == 2 || !(now < 1e6)) {
            report = (gvc_report){.code = GVC_MAT_DIVERGED, .where = -1, .fallback = no_end};
            break;
        }
        report = (a->left ? solver->left : solver->right)(state, job, &a->q, NULL, &a->d);
        sweeps = report.sweeps > sweeps ? report.sweeps : sweeps;
        gvc_add(&a->d, x);
    }
    report.sweeps = sweeps;
    return report;
}

/* One slab of the panel; work: 3 n + 1 numbers a row. */
static gvc_report iterate(const gvc_solver *solver, void *state, const gvc_solver_job *job,
                          bool left, const gvc_dense *from, const gvc_idx *cut, gvc_dense *to,
                          double *work)
{
    gvc_idx n = to->cols, rows = to->rows;
    size_t panel = (size_t)n * (size_t)rows;
    around a = {.system = job->system,
                .cut = cut,
                .left = left,
                .x = to,
                .d = {work, rows, n, n},
                .q = {work + panel, rows, n, n},
                .scratch = work + 2 * panel,
                .size = work + 3 * panel};
    gvc_report report = (left ? solver->left : solver->right)(state, job, from, NULL, to);
    int sweeps = report.sweeps;
    for (gvc_idx k = 0; k < rows && report.code == GVC_MAT_OK; k++) {
        memcpy(a.d.data + k * n, to->data + k * to->stride, (size_t)n * sizeof *work);
    }
    if (report.code == GVC_MAT_OK) {
        report = run(solver, state, job, &a, to);
        report.sweeps = report.sweeps > sweeps ? report.sweeps : sweeps;
    }
    if (report.code == GVC_MAT_OK) {
        report.residual = gvc_system_residual(job->system, left, from, to, cut, &a.q, a.scratch,
                                              job->options->threads);
        if (!(report.residual <= 10 * job->options->tolerance)) {
            report.code = GVC_MAT_DIVERGED;
            report.fallback = no_end;
        }
    }
    return report;
}

size_t gvc_cut_bytes(gvc_idx n, gvc_idx rows)
{
    return (size_t)(rows < SLAB ? rows : SLAB) * (3 * (size_t)n + 1) * sizeof(double);
}

gvc_report gvc_cut_iterate(const gvc_solver *solver, void *state, const gvc_solver_job *job,
                           bool left, const gvc_dense *from, const gvc_idx *cut, gvc_dense *to)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    double *work = gvc_malloc(gvc_cut_bytes(to->cols, to->rows), 1);
    if (work == NULL) {
        return report;
    }
    report.code = GVC_MAT_OK;
    for (gvc_idx k = 0; k < to->rows && report.code == GVC_MAT_OK; k += SLAB) {
        gvc_idx rows = to->rows - k < SLAB ? to->rows - k : SLAB;
        gvc_dense f = {from->data + k * from->stride, rows, from->cols, from->stride};
        gvc_dense x = {to->data + k * to->stride, rows, to->cols, to->stride};
        gvc_report slab = iterate(solver, state, job, left, &f, cut + k, &x, work);
        slab.residual = fmax(slab.residual, report.residual);
        slab.sweeps = slab.sweeps > report.sweeps ? slab.sweeps : report.sweeps;
        report = slab;
    }
    gvc_release(work);
    return report;
}
