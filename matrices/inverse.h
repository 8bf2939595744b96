/* inverse.h - what solvers that hold B as n x n numbers have in common: all but the inversion */
#ifndef GVC_INVERSE_H
#define GVC_INVERSE_H

#include "solver.h"

/* Turns m = I - A into its inverse, in place; sets code, where, growth and fallback. */
typedef gvc_report (*gvc_inverter)(gvc_dense *m, const gvc_solver_job *job);

/* The functions of a solver record. *state holds B. SINGULAR where the condition number says that
 * no digit would be right; the residual is that of one probing vector. */
gvc_report gvc_inverse_prepare(void **state, const gvc_solver_job *job, gvc_inverter invert);
gvc_report gvc_inverse_right(void *state, const gvc_solver_job *job, const gvc_dense *f,
                             const gvc_idx *cut, gvc_dense *y);
gvc_report gvc_inverse_left(void *state, const gvc_solver_job *job, const gvc_dense *v,
                            const gvc_idx *cut, gvc_dense *w);
gvc_report gvc_inverse_rows(void *state, const gvc_solver_job *job, const double *v, gvc_dense *w);
gvc_dense gvc_inverse_get(const void *state);
void gvc_inverse_release(void *state);

/* B, the vectors of the construction, and the largest block where one will be cut off. */
size_t gvc_inverse_bytes(const gvc_plan *plan, const gvc_system *system);
/* Flops and seconds of an inversion at `rate` flops a second and of the products and cut systems
 * that `plan` will ask for. */
void gvc_inverse_cost(const gvc_plan *plan, const gvc_system *system, double rate, double *flops,
                      double *seconds);

#endif
