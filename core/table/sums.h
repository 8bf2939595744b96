/* sums.h - row and column sums of a matrix in one pass over it */
#ifndef GVC_TABLE_SUMS_H
#define GVC_TABLE_SUMS_H

#include <gvc/matrix.h>

/* rows[i] += row i of m, in the order of the columns; cols[j] += column j, in the order of the
 * rows.
 */
void gvc_add_sums(const gvc_dense *m, double *rows, double *cols);

#endif
