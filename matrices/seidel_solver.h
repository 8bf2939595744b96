/* seidel_solver.h - what the two records of block Gauss-Seidel share: both directions, one at a
 * time
 */
#ifndef GVC_SEIDEL_SOLVER_H
#define GVC_SEIDEL_SOLVER_H

#include "solver.h"

gvc_report gvc_seidel_prepare(void **state, const gvc_solver_job *job, bool mixed);
gvc_report gvc_seidel_right(void *state, const gvc_solver_job *job, const gvc_dense *f,
                            const gvc_idx *cut, gvc_dense *y);
gvc_report gvc_seidel_left(void *state, const gvc_solver_job *job, const gvc_dense *v,
                           const gvc_idx *cut, gvc_dense *w);
gvc_report gvc_seidel_renewed(void *state, const gvc_solver_job *job);
void gvc_seidel_release(void *state);
size_t gvc_seidel_plan_bytes(const gvc_plan *plan, const gvc_system *system, bool mixed);
void gvc_seidel_plan_cost(const gvc_plan *plan, const gvc_system *system, bool mixed, double *flops,
                          double *seconds);

#endif
