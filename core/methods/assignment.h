/* assignment.h - the assignment problem: one cell in every row and column, the largest sum
 *
 * Shortest augmenting paths with prices (Jonker and Volgenant 1987), O(n^3) at the worst, exact;
 * rows in their order, no start from earlier prices: on tables of flows that costs more than it
 * saves. Of equally short paths one to a free column is taken, of those the one met last. */
#ifndef GVC_METHODS_ASSIGNMENT_H
#define GVC_METHODS_ASSIGNMENT_H

#include <gvc/matrix.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct gvc_assignment gvc_assignment;

size_t gvc_assignment_bytes(gvc_idx n);
/* For the values of a square matrix, which are copied. NULL when memory is out. */
gvc_assignment *gvc_assignment_new(const gvc_dense *values);
/* The best one over the cells that no earlier one had: column[i] of row i, n numbers. There are n
 * of them; false after that. */
bool gvc_assignment_next(gvc_assignment *a, gvc_idx *column);
void gvc_assignment_free(gvc_assignment *a); /* NULL is fine */

#endif
