/* sums.c - row and column sums of a matrix in one pass over it
 *
 * Four rows at a time: the sum of a row waits for each addition in turn, those of four rows wait
 * together. Every sum still adds its cells in their order, so its bits do not depend on this. */
#include "table/sums.h"

enum { AT_ONCE = 4 };

static void add_four(const double *row, gvc_idx stride, gvc_idx count, double *rows, double *cols)
{
    const double *b = row + stride, *c = b + stride, *d = c + stride;
    double w = rows[0], x = rows[1], y = rows[2], z = rows[3];
    for (gvc_idx j = 0; j < count; j++) {
        double col = cols[j] + row[j];
        w += row[j];
        col += b[j];
        x += b[j];
        col += c[j];
        y += c[j];
        z += d[j];
        cols[j] = col + d[j];
    }
    rows[0] = w;
    rows[1] = x;
    rows[2] = y;
    rows[3] = z;
}

static void add_one(const double *row, gvc_idx count, double *sum, double *cols)
{
    double x = *sum;
    for (gvc_idx j = 0; j < count; j++) {
        x += row[j];
        cols[j] += row[j];
    }
    *sum = x;
}

void gvc_add_sums(const gvc_dense *m, double *rows, double *cols)
{
    gvc_idx i = 0;
    for (; i + AT_ONCE <= m->rows; i += AT_ONCE) {
        add_four(m->data + i * m->stride, m->stride, m->cols, rows + i, cols);
    }
    for (; i < m->rows; i++) {
        add_one(m->data + i * m->stride, m->cols, rows + i, cols);
    }
}
