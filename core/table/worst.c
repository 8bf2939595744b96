/* worst.c - the cells furthest below zero, in one pass over the matrix */
#include "table/table.h"

/* Puts a cell at its place among the `held` lowest, of which there may be `most`; equal ones stay
 * in the order of the table. Returns how many are held then. */
static gvc_idx insert(gvc_table_cell *list, gvc_idx held, gvc_idx most, gvc_table_cell cell)
{
    if (held == most && (most == 0 || list[most - 1].value <= cell.value)) {
        return held;
    }
    gvc_idx at = held < most ? held : most - 1;
    for (; at > 0 && list[at - 1].value > cell.value; at--) {
        list[at] = list[at - 1];
    }
    list[at] = cell;
    return held < most ? held + 1 : held;
}

gvc_status gvc_table_worst_cells(gvc_ctx *ctx, const gvc_table *t, gvc_axis columns, gvc_idx most,
                                 gvc_table_cell *list, gvc_idx *count)
{
    if (columns != GVC_INDUSTRY && columns != GVC_FINAL_USE) {
        return gvc_fail(ctx, GVC_EARG, "columns are industries or final uses, not axis %d",
                        (int)columns);
    }
    const gvc_dense *m = columns == GVC_INDUSTRY ? gvc_table_z(t) : gvc_table_y(t);
    if (m == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table was opened for its labels only; open it with its matrices");
    }
    gvc_idx held = 0;
    for (gvc_idx i = 0; i < m->rows; i++) {
        for (gvc_idx j = 0; j < m->cols; j++) {
            double value = m->data[i * m->stride + j];
            if (value < 0) {
                held = insert(list, held, most, (gvc_table_cell){i, j, value});
            }
        }
    }
    *count = held;
    return GVC_OK;
}
