/* system.h - products with A = Z diag(inv_x), dense or sparse, none of them storing A */
#ifndef GVC_SYSTEM_H
#define GVC_SYSTEM_H

#include <gvc/matrix.h>

/* Flows that are not zero; of a large dense table estimated from some 500 rows, which is enough for
 * a plan and costs nothing. */
gvc_idx gvc_system_nonzeros(const gvc_system *s);
/* Row i of I - A; to: n. */
void gvc_system_row(const gvc_system *s, gvc_idx i, double *to);
/* m = I - A, n x n. */
void gvc_system_fill(const gvc_system *s, gvc_dense *m);
/* m = I - A_gg, contiguous, its size squared. */
void gvc_system_fill_block(const gvc_system *s, gvc_idx g, gvc_dense *m);
/* 1-norm of I - A; sums: n, scratch. */
double gvc_system_norm_1(const gvc_system *s, double *sums);
/* R = F - X + A X (right) or V - W + W A (left): what is missing in every vector, one a row, k x n.
 * cut as in gvc_leontief_right. scratch: k x n. Returns the largest |R| relative to the largest |X|
 * or |W| of its vector, infinite if not finite. */
double gvc_system_residual(const gvc_system *s, bool left, const gvc_dense *f, const gvc_dense *x,
                           const gvc_idx *cut, gvc_dense *r, double *scratch, int threads);
/* A vector of signs to try a solver with: a wrong inverse cannot hide from it. */
void gvc_system_signs(double *u, gvc_idx n);

#endif
