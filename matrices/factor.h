/* factor.h - LU factors kept for many right-hand sides, in double and in float
 *
 * All matrices are row-major, n x n and contiguous. */
#ifndef GVC_FACTOR_H
#define GVC_FACTOR_H

#include <gvc/matrix.h>

/* m becomes its factors; pivot: n. Returns the row and column where a pivot is 0, or -1. */
gvc_idx gvc_factor(double *m, gvc_idx n, int *pivot);
gvc_idx gvc_factor_float(float *m, gvc_idx n, int *pivot);
/* Estimate of the 1-norm condition number from the factors and the 1-norm before; 0 where memory is
 * out. */
double gvc_factor_condition(const double *m, gvc_idx n, double norm);
/* x M = f (left) or M x = f for the `rows` rows of f, in place, `stride` apart. */
void gvc_factor_solve(const double *m, gvc_idx n, const int *pivot, bool left, double *f,
                      gvc_idx rows, gvc_idx stride);
void gvc_factor_solve_float(const float *m, gvc_idx n, const int *pivot, bool left, float *f,
                            gvc_idx rows, gvc_idx stride);

#endif
