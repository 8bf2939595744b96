/* seidel.c - rounds of block Gauss-Seidel: sweeps for a correction, a residual, and when to stop */
#include "seidel.h"

#include <math.h>

#include "seidel_parts.h"

/* What an extrapolation leaves of a residual, seen on real tables. */
static const double gain = 0.3;

/* More sweeps than this and a factorisation is cheaper. */
static double most_sweeps(const gvc_seidel *p, gvc_idx vectors)
{
    double ratio = 0.5 * (double)p->n / (double)(vectors > 0 ? vectors : 1);
    return fmax(20, ratio);
}

static bool stopped(const gvc_seidel_run *v, int sweeps)
{
    const gvc_leontief_options *o = v->p->job.options;
    return o->progress != NULL && o->progress((uint64_t)sweeps, 0, o->user) != 0;
}

/* Early sweeps say little about the later ones (they may well make things worse), so only what gets
 * nowhere is given up early; then the mean of the sweeps since counts. early: after the first DEPTH
 * of them. */
static bool converges(const gvc_seidel_run *v, int sweeps, double worst, double early, double rate)
{
    if (sweeps <= GVC_SEIDEL_DEPTH) {
        return rate < 0.95;
    }
    double mean = pow(worst / early, 1.0 / (sweeps - GVC_SEIDEL_DEPTH));
    double needed = sweeps + log(v->p->job.options->tolerance / worst) / log(mean);
    return mean < 1 && needed <= most_sweeps(v->p, v->f->rows);
}

/* The rounding of floats is reached. */
static bool stands_still(int sweeps, double worst, double rate)
{
    return sweeps > GVC_SEIDEL_DEPTH && rate > 0.5 && worst < 1e-4;
}

/* Sweeps until the correction is good to `target`; its own rate says when it will be. */
static gvc_report correct(gvc_seidel_run *v, double target, int *sweeps)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double before = 1, early = 1, rate = 1;
    gvc_seidel_start(v);
    for (int k = 1;; k++) {
        v->first = k == 1;
        gvc_seidel_sweep(v);
        double worst = gvc_seidel_worst(v);
        rate = k > 1 && before > 0 ? worst / before : rate;
        before = worst;
        early = k == GVC_SEIDEL_DEPTH ? worst : early;
        ++*sweeps;
        bool hopeless =
            k % GVC_SEIDEL_DEPTH == 0 && worst > 0 && !converges(v, k, worst, early, rate);
        if (!isfinite(worst) || hopeless || k > 200) {
            report.code = GVC_MAT_DIVERGED;
            report.fallback = "Gauss-Seidel converges too slowly";
            return report;
        }
        if (stopped(v, *sweeps)) {
            report.code = GVC_MAT_CANCELLED;
            return report;
        }
        /* The sweep has gained once more since, and the extrapolation will as much again. */
        bool done =
            k > 1 && (worst * fmin(rate, 0.5) * gain <= target || stands_still(k, worst, rate));
        if (done || v->strips[0].updates == GVC_SEIDEL_DEPTH) {
            gvc_seidel_extrapolate(v);
        }
        if (done) {
            return report;
        }
    }
}

/* How good a correction has to be: the first about as good as floats are, the next such that every
 * vector gets to the tolerance, if floats can, and no better. */
static double target_of(const gvc_seidel_run *v)
{
    double least = 1, floor = v->p->mixed ? 1e-7 : 1e-15;
    for (gvc_idx k = 0; k < v->count; k++) {
        const gvc_seidel_strip *s = &v->strips[k];
        for (gvc_idx c = 0; c < s->count; c++) {
            double enough =
                s->scale[c] > 0 ? 0.8 * v->p->job.options->tolerance * s->top[c] / s->scale[c] : 1;
            least = fmin(least, s->rounds == 0 ? (v->p->mixed ? 6e-7 : 0) : enough);
        }
    }
    return fmax(least, floor);
}

/* Whether floats can tell that a correction of a guess got to the tolerance: what it leaves is
 * known but for their rounding. */
static bool floats_tell(const gvc_seidel_run *v)
{
    const double rounding = 2e-7;
    return v->p->mixed && v->guess && v->p->job.options->tolerance >= rounding * v->worst &&
           (!v->cut || gvc_seidel_knows_own(v->p));
}

/* The residual of x = 0 is the right-hand side itself; that of a guess has to be found. True where
 * the guess is good enough. */
static bool begin(gvc_seidel_run *v, gvc_report *report)
{
    if (!v->guess) {
        gvc_seidel_measure(v);
        return false;
    }
    gvc_seidel_residual(v);
    report->residual = v->worst;
    return report->residual <= v->p->job.options->tolerance;
}

/* x += d, and what is still missing. */
static double add_correction(gvc_seidel_run *v)
{
    double tolerance = v->p->job.options->tolerance;
    bool floats = floats_tell(v);
    double left = floats ? gvc_seidel_remains(v) * v->worst : (double)INFINITY;
    gvc_seidel_finish(v);
    if (left <= 0.8 * tolerance) {
        gvc_seidel_own_residual(v);
        return left;
    }
    gvc_seidel_residual(v);
    return v->worst;
}

static gvc_report iterate(gvc_seidel_run *v)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double before = (double)INFINITY, tolerance = v->p->job.options->tolerance;
    int sweeps = 0;
    if (begin(v, &report)) {
        return report;
    }
    for (;;) {
        report = correct(v, target_of(v), &sweeps);
        if (report.code == GVC_MAT_OK) {
            report.residual = add_correction(v);
        }
        report.sweeps = sweeps;
        if (report.code != GVC_MAT_OK || report.residual <= tolerance) {
            return report;
        }
        if (!(report.residual <= 0.01 * before)) {
            report.code = GVC_MAT_DIVERGED;
            report.fallback = "Gauss-Seidel stagnates";
            return report;
        }
        before = report.residual;
    }
}

static gvc_report solve_batch(gvc_seidel *p, const gvc_dense *f, const gvc_idx *cut, bool guess,
                              gvc_dense *y)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_seidel_run v = {.p = p, .f = f, .y = y, .guess = guess, .cut = cut != NULL};
    report.code = gvc_seidel_load(&v, cut);
    if (report.code == GVC_MAT_OK) {
        report = iterate(&v);
    }
    if (report.code == GVC_MAT_OK) {
        gvc_seidel_unload(&v);
    }
    gvc_seidel_end(&v, report.code == GVC_MAT_OK && p->job.options->renewable);
    return report;
}

gvc_report gvc_seidel_solve(gvc_seidel *p, const gvc_dense *f, const gvc_idx *cut, bool guess,
                            gvc_dense *y)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_idx batch = gvc_seidel_batch(p->n, p->mixed);
    for (gvc_idx k = 0; k < f->rows && p->n > 0 && report.code == GVC_MAT_OK; k += batch) {
        gvc_idx rows = f->rows - k < batch ? f->rows - k : batch;
        gvc_dense from = {f->data + k * f->stride, rows, f->cols, f->stride};
        gvc_dense to = {y->data + k * y->stride, rows, y->cols, y->stride};
        gvc_report now = solve_batch(p, &from, cut == NULL ? NULL : cut + k, guess, &to);
        now.residual = fmax(now.residual, report.residual);
        now.sweeps = now.sweeps > report.sweeps ? now.sweeps : report.sweeps;
        report = now;
    }
    return report;
}
