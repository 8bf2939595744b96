/* blas.h - the only place that calls BLAS and LAPACK: checks their 32-bit sizes, keeps row-major.
 *
 * A row-major matrix is the transpose of the same bytes read column-major, so LAPACK works on the
 * transpose and nothing is copied. */
#ifndef GVC_BLAS_H
#define GVC_BLAS_H

#include <gvc/matrix.h>
#include <stdbool.h>

/* gvc_blas_has_room for so many threads that call BLAS at once. */
bool gvc_blas_has_room_for(int callers);
/* True if BLAS can index a dimension of n. */
bool gvc_blas_fits(gvc_idx n);

/* m becomes its inverse, in place; contiguous n x n. Code GVC_MAT_OK, _NOMEM, _SINGULAR (where
 * set), _TOO_LARGE. */
gvc_report gvc_invert(gvc_dense *m);

/* The same by block Gauss-Jordan elimination, faster and without pivoting across blocks: good where
 * *growth, the largest entry of a pivot row, stays small. m is spoilt where the code is not
 * GVC_MAT_OK. */
gvc_report gvc_jordan(gvc_dense *m, double *growth, const gvc_leontief_options *options);
size_t gvc_jordan_bytes(gvc_idx n); /* scratch that it allocates */

/* x += d, of the same shape. */
void gvc_add(const gvc_dense *d, gvc_dense *x);
/* c = alpha a b + beta c: a k x n, b n x m, c k x m; any strides. */
void gvc_times(double alpha, const gvc_dense *a, const gvc_dense *b, double beta, gvc_dense *c);
/* c = alpha a b' + beta c: a k x n, b m x n, c k x m; any strides. */
void gvc_times_transposed(double alpha, const gvc_dense *a, const gvc_dense *b, double beta,
                          gvc_dense *c);

#endif
