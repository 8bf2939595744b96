/* solve_lapack.c - all of B by LAPACK's factors with pivoting: the last resort */
#include "blas.h"
#include "inverse.h"

static gvc_report invert(gvc_dense *m, const gvc_solver_job *job)
{
    if (gvc_solver_stopped(job, 0, 1)) {
        return (gvc_report){.code = GVC_MAT_CANCELLED, .where = -1};
    }
    gvc_report report = gvc_invert(m);
    if (report.code == GVC_MAT_OK && gvc_solver_stopped(job, 1, 1)) {
        report.code = GVC_MAT_CANCELLED;
    }
    return report;
}

static gvc_report prepare(void **state, const gvc_solver_job *job)
{
    return gvc_inverse_prepare(state, job, invert);
}

static size_t bytes(const gvc_plan *plan, const gvc_system *system)
{
    enum { WORKSPACE = 64 }; /* columns that dgetri asks for */
    return gvc_inverse_bytes(plan, system) + WORKSPACE * (size_t)system->n * sizeof(double);
}

static void cost(const gvc_plan *plan, const gvc_system *system, double *flops, double *seconds)
{
    const double rate = 50e9; /* measured as in solver.h: 45 to 53 GF/s */
    gvc_inverse_cost(plan, system, rate, flops, seconds);
}

const gvc_solver gvc_solver_lapack = {
    .name = "lapack",
    .summary = "the whole inverse by LAPACK, with pivoting",
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
