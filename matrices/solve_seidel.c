/* solve_seidel.c - block Gauss-Seidel, sweeps in float for a correction, residuals in double; see
 * seidel.h */
#include "seidel_solver.h"

static gvc_report prepare(void **state, const gvc_solver_job *job)
{
    return gvc_seidel_prepare(state, job, true);
}

static size_t bytes(const gvc_plan *plan, const gvc_system *system)
{
    return gvc_seidel_plan_bytes(plan, system, true);
}

static void cost(const gvc_plan *plan, const gvc_system *system, double *flops, double *seconds)
{
    gvc_seidel_plan_cost(plan, system, true, flops, seconds);
}

const gvc_solver gvc_solver_seidel = {
    .name = "seidel",
    .summary = "block Gauss-Seidel over countries, sweeps in float, exact in double",
    .safer = "lu-float",
    .cuts = true,
    .sparse = true,
    .bytes = bytes,
    .cost = cost,
    .prepare = prepare,
    .right = gvc_seidel_right,
    .left = gvc_seidel_left,
    .renew = gvc_seidel_renewed,
    .release = gvc_seidel_release,
};
