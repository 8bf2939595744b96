/* solve_jordan.c - all of B by block Gauss-Jordan elimination */
#include "blas.h"
#include "inverse.h"

/* The residual grows like the largest entry met: above this LAPACK's pivoting is worth its time.
 * Sound tables stay below 10. */
static const double most_growth = 1e3;
/* Far above rounding for any growth below that. */
static const double most_residual = 1e-11;

static gvc_report invert(gvc_dense *m, const gvc_solver_job *job)
{
    double growth = 0;
    gvc_report report = gvc_jordan(m, &growth, job->options);
    report.growth = growth;
    if (report.code == GVC_MAT_SINGULAR ||
        (report.code == GVC_MAT_OK && !(growth <= most_growth))) {
        report.code = GVC_MAT_DIVERGED;
        report.fallback = "elimination without pivoting met large entries";
    }
    return report;
}

static gvc_report prepare(void **state, const gvc_solver_job *job)
{
    gvc_report report = gvc_inverse_prepare(state, job, invert);
    if (report.code == GVC_MAT_OK && !(report.residual <= most_residual)) {
        gvc_inverse_release(*state);
        *state = NULL;
        report.code = GVC_MAT_DIVERGED;
        report.fallback = "elimination without pivoting left a large residual";
    }
    return report;
}

static size_t bytes(const gvc_plan *plan, const gvc_system *system)
{
    return gvc_inverse_bytes(plan, system) + gvc_jordan_bytes(system->n);
}

static void cost(const gvc_plan *plan, const gvc_system *system, double *flops, double *seconds)
{
    const double rate = 66e9; /* measured as in solver.h: 63 to 70 GF/s from n = 1435 to 4050 */
    gvc_inverse_cost(plan, system, rate, flops, seconds);
}

const gvc_solver gvc_solver_jordan = {
    .name = "gauss-jordan",
    .summary = "the whole inverse by block Gauss-Jordan elimination",
    .safer = "lapack",
    .inverse = true,
    .cuts = true,
    .sparse = true,
    .bytes = bytes,
    .cost = cost,
    .prepare = prepare,
    .right = gvc_inverse_right,
    .left = gvc_inverse_left,
    .rows = gvc_inverse_rows,
    .get_inverse = gvc_inverse_get,
    .release = gvc_inverse_release,
};
