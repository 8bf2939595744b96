/* leontief.c - the door to the solvers: runs the planned one, falls back to safer ones, keeps count
 * of the worst that happened. */
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "cut.h"
#include "solver.h"
#include "threads.h"

struct gvc_leontief {
    const gvc_solver *solver;
    void *state; /* the solver's own; NULL where there are no industries */
    gvc_solver_job job;
    gvc_leontief_options options;
    gvc_plan plan;
    double probe; /* residual that a direct solver measured when it was made, 0 if none */
    gvc_report worst;
    gvc_mat_code broken; /* why no solver is ready any more, GVC_MAT_OK while one is */
};

static gvc_report report_of(gvc_mat_code code)
{
    return (gvc_report){.code = code, .where = -1};
}

/* Adds what a call had to say to what is known; the code is not kept. */
static void keep(gvc_report *worst, const gvc_report *now)
{
    worst->residual = fmax(worst->residual, now->residual);
    worst->condition = fmax(worst->condition, now->condition);
    worst->growth = fmax(worst->growth, now->growth);
    worst->sweeps = now->sweeps > worst->sweeps ? now->sweeps : worst->sweeps;
}

static void drop_state(gvc_leontief *l)
{
    if (l->state != NULL) {
        l->solver->release(l->state);
        l->state = NULL;
    }
}

/* The next safer solver, one that takes cuts itself where that is what failed. */
static const gvc_solver *safer(const gvc_solver *s, bool cuts)
{
    do {
        s = s->safer == NULL ? NULL : gvc_solver_named(s->safer);
    } while (s != NULL && cuts && !s->cuts);
    return s;
}

static gvc_report prepare(gvc_leontief *l)
{
    gvc_report report = report_of(GVC_MAT_OK);
    if (l->job.system->n > 0) {
        report = l->solver->prepare(&l->state, &l->job);
    }
    if (report.code == GVC_MAT_SINGULAR) {
        report.where = gvc_critical_row(l->job.system);
    }
    l->probe = report.residual;
    return report;
}

/* What the solver takes for the planned work, panels with a cut included. */
static size_t bytes_of(const gvc_leontief *l, const gvc_solver *s)
{
    gvc_plan seen = l->plan;
    gvc_workload *work = &seen.work;
    gvc_idx cut = work->cut_left > work->cut_right ? work->cut_left : work->cut_right;
    size_t around = 0;
    if (!s->cuts) { /* goes around the world with plain panels */
        around = gvc_cut_bytes(l->job.system->n, cut);
        work->left += work->cut_left;
        work->right += work->cut_right;
        work->cut_left = work->cut_right = 0;
    }
    return s->bytes(&seen, l->job.system) + around;
}

/* Goes to safer solvers until one is ready; `failed` says why the present one is not good enough.
 * What that one measured is forgotten, but for its growth. */
static gvc_report fall_back(gvc_leontief *l, gvc_report failed, bool cuts)
{
    while (failed.code == GVC_MAT_DIVERGED) {
        const gvc_solver *next = safer(l->solver, cuts);
        keep(&l->worst, &(gvc_report){.growth = failed.growth});
        if (next == NULL) {
            failed.code = GVC_MAT_SINGULAR;
            failed.where = gvc_critical_row(l->job.system);
            break;
        }
        if (l->worst.fallback == NULL) {
            l->worst.fallback = failed.fallback;
        }
        drop_state(l);
        l->solver = next;
        l->worst.solver = next->name;
        l->broken = GVC_MAT_NOMEM;
        if (l->options.memory > 0 && bytes_of(l, next) > l->options.memory) {
            return report_of(GVC_MAT_NOMEM);
        }
        failed = prepare(l);
        l->broken = failed.code;
    }
    return failed;
}

/* Puts the solver's name and the reason for it into the report of a call. */
static gvc_report signed_report(const gvc_leontief *l, gvc_report report)
{
    report.solver = l->solver->name;
    report.fallback = l->worst.fallback;
    return report;
}

static gvc_leontief *new_door(const gvc_system *system, const gvc_local *local,
                              const gvc_solver *solver, const gvc_plan *plan,
                              const gvc_leontief_options *options)
{
    gvc_leontief *l = gvc_calloc(1, sizeof *l);
    if (l != NULL) {
        l->solver = solver;
        l->plan = *plan;
        l->options = gvc_leontief_settled(options);
        l->job = (gvc_solver_job){.system = system,
                                  .local = local,
                                  .options = &l->options,
                                  .storage = plan->storage,
                                  .nonzeros = plan->nonzeros,
                                  .work = plan->work};
        l->worst = (gvc_report){.code = GVC_MAT_OK, .where = -1, .solver = solver->name};
    }
    return l;
}

gvc_report gvc_leontief_new(gvc_leontief **out, const gvc_system *system, const gvc_local *local,
                            const gvc_plan *plan, const gvc_leontief_options *options)
{
    const gvc_solver *solver = gvc_solver_named(plan->solver);
    if (solver == NULL) {
        return report_of(GVC_MAT_UNKNOWN);
    }
    if (!gvc_blas_fits(system->n)) {
        return report_of(GVC_MAT_TOO_LARGE);
    }
    if (!gvc_blas_has_room()) {
        return report_of(GVC_MAT_NO_ROOM);
    }
    gvc_leontief *l = new_door(system, local, solver, plan, options);
    if (l == NULL) {
        return report_of(GVC_MAT_NOMEM);
    }
    int threads = gvc_blas_alone();
    gvc_report report = fall_back(l, prepare(l), false);
    gvc_blas_set_threads(threads);
    keep(&l->worst, &report);
    report = signed_report(l, report);
    if (report.code == GVC_MAT_OK) {
        report.growth = l->worst.growth;
        *out = l;
    } else {
        gvc_leontief_free(l);
    }
    return report;
}

static gvc_report once(gvc_leontief *l, bool left, const gvc_dense *from, const gvc_idx *cut,
                       gvc_dense *to)
{
    const gvc_solver *s = l->solver;
    if (cut != NULL && !s->cuts) {
        return gvc_cut_iterate(s, l->state, &l->job, left, from, cut, to);
    }
    return (left ? s->left : s->right)(l->state, &l->job, from, cut, to);
}

/* NULL where no row is cut. */
static const gvc_idx *real_cut(const gvc_idx *cut, gvc_idx rows)
{
    for (gvc_idx k = 0; cut != NULL && k < rows; k++) {
        if (cut[k] >= 0) {
            return cut;
        }
    }
    return NULL;
}

static gvc_report solve(gvc_leontief *l, bool left, const gvc_dense *from, const gvc_idx *cut,
                        gvc_dense *to)
{
    gvc_report report = report_of(GVC_MAT_OK);
    if (!gvc_blas_fits(from->rows) || !gvc_blas_fits(from->stride) || !gvc_blas_fits(to->stride)) {
        return signed_report(l, report_of(GVC_MAT_TOO_LARGE));
    }
    if (l->job.system->n == 0 || from->rows == 0) {
        return signed_report(l, report);
    }
    if (l->state == NULL) {
        return signed_report(l, report_of(l->broken));
    }
    cut = real_cut(cut, from->rows);
    int threads = gvc_blas_alone();
    report = once(l, left, from, cut, to);
    while (report.code == GVC_MAT_DIVERGED) {
        report = fall_back(l, report, cut != NULL && !l->solver->cuts);
        if (report.code == GVC_MAT_OK) {
            keep(&l->worst, &report);
            report = once(l, left, from, cut, to);
        }
    }
    gvc_blas_set_threads(threads);
    if (report.code == GVC_MAT_SINGULAR && report.where < 0) {
        report.where = gvc_critical_row(l->job.system);
    }
    if (report.code == GVC_MAT_OK && report.residual == 0) { /* a direct solver: its probe */
        report.residual = l->probe;
    }
    if (report.code == GVC_MAT_OK) {
        keep(&l->worst, &report);
    }
    return signed_report(l, report);
}

gvc_report gvc_leontief_right(gvc_leontief *l, const gvc_dense *f, const gvc_idx *cut, gvc_dense *y)
{
    return solve(l, false, f, cut, y);
}

gvc_report gvc_leontief_left(gvc_leontief *l, const gvc_dense *v, const gvc_idx *cut, gvc_dense *w)
{
    return solve(l, true, v, cut, w);
}

static gvc_report solve_from(gvc_leontief *l, bool left, const gvc_dense *from, const gvc_idx *cut,
                             gvc_dense *to)
{
    l->job.guess = true;
    gvc_report report = solve(l, left, from, cut, to);
    l->job.guess = false;
    return report;
}

gvc_report gvc_leontief_right_from(gvc_leontief *l, const gvc_dense *f, const gvc_idx *cut,
                                   gvc_dense *y)
{
    return solve_from(l, false, f, cut, y);
}

gvc_report gvc_leontief_left_from(gvc_leontief *l, const gvc_dense *v, const gvc_idx *cut,
                                  gvc_dense *w)
{
    return solve_from(l, true, v, cut, w);
}

/* v_g B_g. as panel: row g is v in block g, 0 elsewhere. */
static gvc_report rows_by_left(gvc_leontief *l, const double *v, gvc_dense *w)
{
    const gvc_system *s = l->job.system;
    gvc_dense panel = {gvc_calloc((size_t)s->blocks * (size_t)s->n, sizeof(double)), s->blocks,
                       s->n, s->n};
    if (panel.data == NULL) {
        return report_of(GVC_MAT_NOMEM);
    }
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx first = s->offset[g], size = s->offset[g + 1] - first;
        memcpy(panel.data + g * s->n + first, v + first, (size_t)size * sizeof *v);
    }
    gvc_report report = solve(l, true, &panel, NULL, w);
    gvc_release(panel.data);
    return report;
}

gvc_report gvc_leontief_rows(gvc_leontief *l, const double *v, gvc_dense *w)
{
    if (l->solver->rows == NULL || l->state == NULL) {
        return signed_report(l, rows_by_left(l, v, w));
    }
    int threads = gvc_blas_alone();
    gvc_report report = l->solver->rows(l->state, &l->job, v, w);
    gvc_blas_set_threads(threads);
    if (report.code == GVC_MAT_DIVERGED) {
        return signed_report(l, rows_by_left(l, v, w));
    }
    keep(&l->worst, &report);
    return signed_report(l, report);
}

gvc_report gvc_leontief_renew(gvc_leontief *l, const gvc_system *system, const gvc_local *local)
{
    if (l->solver->renew == NULL || l->state == NULL || l->worst.fallback != NULL) {
        return signed_report(l, report_of(GVC_MAT_UNKNOWN));
    }
    l->job.system = system;
    l->job.local = local;
    l->worst = (gvc_report){.code = GVC_MAT_OK, .where = -1, .solver = l->solver->name};
    return signed_report(l, l->solver->renew(l->state, &l->job));
}

gvc_dense gvc_leontief_inverse(const gvc_leontief *l)
{
    return l->state == NULL || l->solver->get_inverse == NULL ? (gvc_dense){0}
                                                              : l->solver->get_inverse(l->state);
}

gvc_report gvc_leontief_report(const gvc_leontief *l)
{
    return l->worst;
}

void gvc_leontief_free(gvc_leontief *l)
{
    if (l != NULL) {
        drop_state(l);
        gvc_release(l);
    }
}

void gvc_dense_range(const gvc_dense *m, double *smallest, double *largest)
{
    double low = 0, high = 0;
    for (gvc_idx i = 0; i < m->rows; i++) {
        const double *row = m->data + i * m->stride;
        for (gvc_idx j = 0; j < m->cols; j++) {
            low = row[j] < low ? row[j] : low;
            high = fabs(row[j]) > high ? fabs(row[j]) : high;
        }
    }
    *smallest = low;
    *largest = high;
}
