/* seidel.h - block Gauss-Seidel for panels: one small inverse a block, never a large factor.
 *
 * Right: X_j += L_jj (F_j - X_j + A_j. X) for one block after the other, in several sweeps; left
 * the same with the transpose. A vector whose block s is cut (matrix.h) keeps in block s what its
 * first visit gives, so its sales never feed back: all cut systems are solved at once. In mixed
 * precision the sweeps run on floats for a correction, residuals and solution in double. After
 * three sweeps the updates are combined by reduced-rank extrapolation, each vector for itself. */
#ifndef GVC_SEIDEL_H
#define GVC_SEIDEL_H

#include "pattern.h"
#include "solver.h"

typedef struct gvc_seidel gvc_seidel;

/* Prepares one direction. mixed: float sweeps; pattern: of the flows, read here only. Code
 * GVC_MAT_OK, _NOMEM. */
gvc_report gvc_seidel_new(gvc_seidel **out, const gvc_solver_job *job, const gvc_pattern *pattern,
                          bool left, bool mixed);
/* guess: y holds one on entry. Code GVC_MAT_OK with the residual reached, _DIVERGED with
 * `fallback`, _NOMEM, _CANCELLED. */
gvc_report gvc_seidel_solve(gvc_seidel *p, const gvc_dense *f, const gvc_idx *cut, bool guess,
                            gvc_dense *y);
/* The flows and L of another job of the same pattern. */
void gvc_seidel_renew(gvc_seidel *p, const gvc_solver_job *job);
void gvc_seidel_free(gvc_seidel *p);

/* Bytes of one direction with `vectors` vectors at once. */
size_t gvc_seidel_bytes(const gvc_system *s, gvc_idx nonzeros, gvc_storage storage, bool left,
                        gvc_idx vectors, bool mixed);

#endif
