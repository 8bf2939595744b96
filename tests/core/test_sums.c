/* test_sums.c - sums of rows and columns have the bits of plain loops */
#include "table/sums.h"

#include "expect.h"

enum { ROWS = 11, COLS = 9, STRIDE = 12 };

Test(sums, are_those_of_plain_loops)
{
    static double cells[ROWS * STRIDE];
    for (int i = 0; i < ROWS * STRIDE; i++) {
        cells[i] = (i % 3 == 0 ? -1e9 : 1.0) / (i + 3);
    }
    for (gvc_idx rows = 0; rows <= ROWS; rows++) {
        double sums[ROWS], cols[COLS], row_sums[ROWS], col_sums[COLS];
        for (int k = 0; k < ROWS; k++) {
            sums[k] = row_sums[k] = 0.1 * k;
        }
        for (int k = 0; k < COLS; k++) {
            cols[k] = col_sums[k] = 0.7 * k;
        }
        gvc_dense m = {cells, rows, COLS, STRIDE};
        gvc_add_sums(&m, sums, cols);
        for (gvc_idx i = 0; i < rows; i++) {
            for (gvc_idx j = 0; j < COLS; j++) {
                row_sums[i] += cells[i * STRIDE + j];
                col_sums[j] += cells[i * STRIDE + j];
            }
        }
        for (int k = 0; k < ROWS; k++) {
            cr_expect_eq(sums[k], row_sums[k], "row %d of %d", k, (int)rows);
        }
        for (int k = 0; k < COLS; k++) {
            cr_expect_eq(cols[k], col_sums[k], "column %d of %d rows", k, (int)rows);
        }
    }
}
