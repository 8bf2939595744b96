/* faults.c - which industries have something that a user should know: no output, exports without
 * output behind them, other flows without output, output below zero, inputs above output */
#include "table/table.h"

/* Does it sell or buy anything at all? Cells may cancel in a sum. */
static bool has_flows(const gvc_table *t, gvc_idx i)
{
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
    for (gvc_idx j = 0; j < z->cols; j++) {
        if (z->data[i * z->stride + j] != 0 || z->data[j * z->stride + i] != 0) {
            return true;
        }
    }
    for (gvc_idx j = 0; j < y->cols; j++) {
        if (y->data[i * y->stride + j] != 0) {
            return true;
        }
    }
    return false;
}

static bool has(const gvc_table *t, gvc_fault fault, gvc_idx i, const double *inputs)
{
    double x = gvc_table_x(t)[i];
    switch (fault) {
    case GVC_FAULT_ZERO_OUTPUT:
        return x == 0;
    case GVC_FAULT_ORPHAN:
        return x == 0 && gvc_table_exports(t, i);
    case GVC_FAULT_STRAY:
        return x == 0 && !gvc_table_exports(t, i) && has_flows(t, i);
    case GVC_FAULT_NEGATIVE_OUTPUT:
        return x < 0;
    case GVC_FAULT_NEGATIVE_VA:
        break;
    }
    return x - inputs[i] < 0;
}

gvc_status gvc_table_faults(gvc_ctx *ctx, const gvc_table *t, gvc_fault fault, gvc_idx most,
                            gvc_idx *list, gvc_idx *count)
{
    const gvc_dense *z = gvc_table_z(t);
    if (z == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table was opened for its labels only; open it with its matrices");
    }
    double *inputs = gvc_calloc((size_t)z->cols, sizeof *inputs);
    if (inputs == NULL) {
        return gvc_fail_memory(ctx, (size_t)z->cols * sizeof *inputs, "the check of a table");
    }
    for (gvc_idx i = 0; i < z->rows && fault == GVC_FAULT_NEGATIVE_VA; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            inputs[j] += z->data[i * z->stride + j];
        }
    }
    gvc_idx found = 0;
    for (gvc_idx i = 0; i < z->rows; i++) {
        if (has(t, fault, i, inputs)) {
            if (found < most) {
                list[found] = i;
            }
            found++;
        }
    }
    gvc_release(inputs);
    *count = found;
    return GVC_OK;
}
