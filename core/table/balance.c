/* balance.c - how well a table keeps its accounts, in one pass in the order of the rows
 *
 * Rows: Z 1 + Y 1 = given output. Columns: 1'Z + 1'V = output (the given one where there is one).
 * A relative gap is in terms of that output; industries without output have none. */
#include <math.h>

#include "table/table.h"

static gvc_idx count_negative(const double *row, gvc_idx count)
{
    gvc_idx negative = 0;
    for (gvc_idx j = 0; j < count; j++) {
        negative += row[j] < 0;
    }
    return negative;
}

bool gvc_table_exports(const gvc_table *t, gvc_idx i)
{
    const gvc_idx *seller = t->axes[GVC_INDUSTRY].country, *user = t->axes[GVC_FINAL_USE].country;
    const double *z = t->z.data + i * t->z.stride, *y = t->y.data + i * t->y.stride;
    for (gvc_idx j = 0; j < t->z.cols; j++) {
        if (z[j] != 0 && seller[j] != seller[i]) {
            return true;
        }
    }
    for (gvc_idx j = 0; j < t->y.cols; j++) {
        if (y[j] != 0 && user[j] >= 0 && user[j] != seller[i]) {
            return true;
        }
    }
    return false;
}

static void compare(double expected, double found, gvc_idx i, double *gap, double *gap_abs,
                    gvc_idx *worst)
{
    double away = fabs(expected - found);
    *gap_abs = away > *gap_abs ? away : *gap_abs;
    if (expected == 0) {
        return;
    }
    double relative = away / fabs(expected);
    if (*worst < 0 || relative > *gap) {
        *gap = relative;
        *worst = i;
    }
}

static void add_row(double *sums, const gvc_dense *m, gvc_idx i)
{
    const double *row = m->data + i * m->stride;
    for (gvc_idx j = 0; j < m->cols; j++) {
        sums[j] += row[j];
    }
}

static void look_at_rows(const gvc_table *t, double *inputs, gvc_balance *b)
{
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        b->negative_z += count_negative(t->z.data + i * t->z.stride, t->z.cols);
        b->negative_y += count_negative(t->y.data + i * t->y.stride, t->y.cols);
        add_row(inputs, &t->z, i);
        if (t->x[i] == 0) {
            b->zero_output++;
            b->orphans += gvc_table_exports(t, i);
        }
    }
}

static void look_at_columns(const gvc_table *t, const double *inputs, gvc_balance *b)
{
    for (gvc_idx j = 0; j < t->z.cols; j++) {
        b->negative_va += t->x[j] - inputs[j] < 0;
        b->col_sums_above_one += t->x[j] > 0 && inputs[j] > t->x[j];
    }
}

void gvc_table_gaps(const gvc_table *t, double *inputs, gvc_balance *out)
{
    for (gvc_idx i = 0; t->x_given != NULL && i < t->z.rows; i++) {
        compare(t->x_given[i], t->x[i], i, &out->row_gap, &out->row_gap_abs, &out->worst_row);
    }
    if (!gvc_table_has_given_va(t)) {
        return; /* the residual closes every column by construction */
    }
    for (gvc_idx k = 0; k < t->v.rows; k++) {
        add_row(inputs, &t->v, k);
    }
    const double *x = t->x_given != NULL ? t->x_given : t->x;
    for (gvc_idx j = 0; j < t->z.cols; j++) {
        compare(x[j], inputs[j], j, &out->col_gap, &out->col_gap_abs, &out->worst_col);
    }
}

gvc_status gvc_table_balance(gvc_ctx *ctx, const gvc_table *t, gvc_balance *out)
{
    if (t->x == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table was opened for its labels only; open it with its matrices");
    }
    double *inputs = gvc_calloc((size_t)t->z.cols, sizeof *inputs);
    if (inputs == NULL) {
        return gvc_fail_memory(ctx, gvc_table_bytes(1, t->z.cols), "the balance of a table");
    }
    gvc_balance b = {.worst_row = -1, .worst_col = -1};
    look_at_rows(t, inputs, &b);
    look_at_columns(t, inputs, &b);
    gvc_table_gaps(t, inputs, &b);
    gvc_release(inputs);
    *out = b;
    return GVC_OK;
}
