/* cut.h - systems with the sales of one block to the others taken out, from solutions without */
#ifndef GVC_CUT_H
#define GVC_CUT_H

#include "solver.h"

/* From B: `to` holds B f (or v B) and becomes B^{/s} f (v B^{/s}) in the rows that have a cut. One
 * small factor a block; needs job->local. Report: residual of the small systems; SINGULAR where one
 * has no solution. */
gvc_report gvc_cut_from_inverse(const gvc_dense *b, const gvc_solver_job *job, bool left,
                                const gvc_dense *from, const gvc_idx *cut, gvc_dense *to);

/* Without B: what comes back through the block is followed around the world, one solve of the whole
 * panel a round. DIVERGED where it does not die out; the report of the solver where that fails. */
gvc_report gvc_cut_iterate(const gvc_solver *solver, void *state, const gvc_solver_job *job,
                           bool left, const gvc_dense *from, const gvc_idx *cut, gvc_dense *to);
/* Bytes it takes for panels of up to `rows`. */
size_t gvc_cut_bytes(gvc_idx n, gvc_idx rows);
enum { GVC_CUT_ROUNDS = 10 }; /* what it usually takes, for the plan */

#endif
