#include "refine.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "largest.h"
#include "system.h"

enum { SLAB = 256 }; /* rows at a time: bounds the memory of large panels */

size_t gvc_refine_bytes(gvc_idx n, gvc_idx rows)
{
    return 2 * (size_t)n * (size_t)(rows < SLAB ? rows : SLAB) * sizeof(double);
}

static bool too_large(const gvc_dense *f, const gvc_dense *x, double most)
{
    for (gvc_idx k = 0; k < x->rows; k++) {
        double size = gvc_largest(x->data + k * x->stride, x->cols);
        if (size > 0 && !(size <= most * gvc_largest(f->data + k * f->stride, f->cols))) {
            return true;
        }
    }
    return false;
}

static void measure(const gvc_dense *r, double *size)
{
    for (gvc_idx k = 0; k < r->rows; k++) {
        size[k] = gvc_largest(r->data + k * r->stride, r->cols);
    }
}

/* Largest entry of a correction beside that of the residual it answers, the worst vector's. */
static double growth_of(const gvc_dense *d, const double *size)
{
    double most = 0;
    for (gvc_idx k = 0; k < d->rows; k++) {
        double now = gvc_largest(d->data + k * d->stride, d->cols);
        most = size[k] > 0 ? fmax(most, now / size[k]) : most;
    }
    return most;
}

/* The error is the residual times B: where B is large a small residual is not enough. What the
 * corrections grew by stands for the size of B. No round helps where the residual is down to
 * rounding, or hardly shrinks any more. */
static bool is_close(const gvc_refinement *how, double residual, double before, double growth)
{
    const double rounding = 4 * DBL_EPSILON;
    return residual <= how->tolerance && (residual * growth <= how->tolerance ||
                                          residual <= rounding || !(residual <= 0.01 * before));
}

/* One slab; r and scratch as large as it. */
static gvc_report refine_slab(void *state, const gvc_solver_job *job, const gvc_refinement *how,
                              bool left, const gvc_dense *f, gvc_dense *x, gvc_dense *r,
                              double *scratch)
{
    gvc_report report = {.code = GVC_MAT_DIVERGED,
                         .where = -1,
                         .residual = 1,
                         .fallback = "corrections did not shrink the residual"};
    double size[SLAB], growth = 0;
    for (gvc_idx k = 0; k < f->rows; k++) {
        memcpy(r->data + k * r->stride, f->data + k * f->stride, (size_t)f->cols * sizeof(double));
        memset(x->data + k * x->stride, 0, (size_t)x->cols * sizeof(double));
    }
    for (int round = 0; round < how->rounds; round++) {
        double before = report.residual;
        measure(r, size);
        how->approximate(state, job, left, r);
        growth = fmax(growth, growth_of(r, size));
        gvc_add(r, x);
        if (too_large(f, x, how->most_growth)) {
            report.fallback = "the condition is too large for float factors";
            break;
        }
        report.residual =
            gvc_system_residual(job->system, left, f, x, NULL, r, scratch, job->options->threads);
        report.sweeps = round + 1;
        bool last = round + 1 == how->rounds && report.residual <= how->tolerance;
        if (last || is_close(how, report.residual, before, growth)) {
            report.code = GVC_MAT_OK;
            report.fallback = NULL;
            break;
        }
        if (!(report.residual <= 0.01 * before)) {
            break;
        }
    }
    return report;
}

gvc_report gvc_refine(void *state, const gvc_solver_job *job, const gvc_refinement *how, bool left,
                      const gvc_dense *f, gvc_dense *x)
{
    gvc_idx n = x->cols, most = x->rows < SLAB ? x->rows : SLAB;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    double *work = gvc_malloc(gvc_refine_bytes(n, most), 1);
    if (work == NULL) {
        return report;
    }
    report.code = GVC_MAT_OK;
    for (gvc_idx k = 0; k < x->rows && report.code == GVC_MAT_OK; k += most) {
        gvc_idx rows = x->rows - k < most ? x->rows - k : most;
        gvc_dense from = {f->data + k * f->stride, rows, n, f->stride};
        gvc_dense to = {x->data + k * x->stride, rows, n, x->stride}, r = {work, rows, n, n};
        gvc_report slab = refine_slab(state, job, how, left, &from, &to, &r, work + most * n);
        slab.residual = fmax(slab.residual, report.residual);
        slab.sweeps = slab.sweeps > report.sweeps ? slab.sweeps : report.sweeps;
        report = slab;
        if (report.code == GVC_MAT_OK && gvc_solver_stopped(job, k + rows, x->rows)) {
            report.code = GVC_MAT_CANCELLED;
        }
    }
    gvc_release(work);
    return report;
}
