/* single.h - one vector through I - A, for callers that have A in compressed rows and want one or
 * two vectors: GMRES, preconditioned with L, every country closed to trade.
 *
 * What panels of many vectors cost stands in the plan (gvc/matrix.h); this has nothing to prepare.
 * The bits do not depend on threads. */
#ifndef GVC_SINGLE_H
#define GVC_SINGLE_H

#include <gvc/matrix.h>

/* A out of the flows: entries of Z diag(inv_x) that are not 0. cut: a block whose sales to others
 * are left out, -1 = none. Its arrays are the caller's (gvc_release); GVC_MAT_NOMEM. */
gvc_report gvc_single_rows(const gvc_system *system, gvc_idx cut, int threads, gvc_sparse *out);

/* y = A x, or y = x A (left); n each, not the same memory. */
void gvc_single_times(const gvc_sparse *a, bool left, const double *x, double *y, int threads);

/* y = (I - A)^-1 f, or y = f (I - A)^-1 (left); local: L of the same blocks. y holds a guess
 * before, as good as there is one, or zeros; tolerance: residual wanted, relative to f. Report: the
 * residual reached; sweeps: products with A. GVC_MAT_DIVERGED where it does not get below 1e-12 or
 * ten times the tolerance, GVC_MAT_NOMEM. */
gvc_report gvc_single_solve(const gvc_sparse *a, const gvc_local *local, bool left, const double *f,
                            double tolerance, double *y, int threads);

#endif
