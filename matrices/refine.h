/* refine.h - solutions of a cheap solver, corrected until the residual in double is small, and the
 * error that it stands for as well */
#ifndef GVC_REFINE_H
#define GVC_REFINE_H

#include "solver.h"

/* Turns the rows of r, k x n contiguous, into approximate solutions for them, in place. */
typedef void (*gvc_approximate)(void *state, const gvc_solver_job *job, bool left, gvc_dense *r);

typedef struct gvc_refinement {
    gvc_approximate approximate;
    int rounds;         /* at most */
    double tolerance;   /* of the relative residual */
    double most_growth; /* of a solution's largest entry beside its right-hand side's */
} gvc_refinement;

/* x = B f or f B row by row, in slabs. Ends with a residual within the tolerance and, as far as
 * doubles allow, an error (the residual times the growth seen) within it. DIVERGED where
 * the tolerance is not reached, a round does not shrink the residual a hundred times before that,
 * or a solution is too large. */
gvc_report gvc_refine(void *state, const gvc_solver_job *job, const gvc_refinement *how, bool left,
                      const gvc_dense *f, gvc_dense *x);
/* Bytes it takes for panels of up to `rows`. */
size_t gvc_refine_bytes(gvc_idx n, gvc_idx rows);

#endif
