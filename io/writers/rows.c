/* rows.c - the walk over rows: positions count up like the digits of a number, or rows come as they
 * were sorted */
#include "writers/rows.h"

#include <string.h>

#include "result/order.h"

gvc_status gvc_rows_start(gvc_ctx *ctx, gvc_rows *rows, const gvc_result *r)
{
    *rows = (gvc_rows){.result = r, .cells = gvc_result_cells(r), .ndims = gvc_result_ndims(r)};
    gvc_idx all;
    rows->order = gvc_result_order(r, &rows->listed, &all);
    rows->positions = gvc_calloc((size_t)rows->ndims, sizeof *rows->positions);
    if (rows->positions == NULL) {
        return gvc_fail_memory(ctx, (size_t)rows->ndims * sizeof *rows->positions, "a row");
    }
    gvc_rows_again(rows);
    return GVC_OK;
}

void gvc_rows_again(gvc_rows *rows)
{
    memset(rows->positions, 0, (size_t)rows->ndims * sizeof *rows->positions);
    rows->cell = -1;
    rows->at = 0;
}

void gvc_rows_end(gvc_rows *rows)
{
    gvc_release(rows->positions);
    rows->positions = NULL;
}

static bool next_in_order(gvc_rows *rows)
{
    if (rows->at == rows->listed) {
        return false;
    }
    rows->cell = rows->order[rows->at++];
    for (gvc_idx d = rows->ndims - 1, left = rows->cell; d >= 0; d--) {
        gvc_idx extent = gvc_result_extent(rows->result, d);
        rows->positions[d] = left % extent;
        left /= extent;
    }
    return true;
}

bool gvc_rows_next(gvc_rows *rows)
{
    if (rows->order != NULL) {
        return next_in_order(rows);
    }
    while (++rows->cell < rows->cells) {
        for (gvc_idx d = rows->ndims - 1; rows->cell > 0 && d >= 0; d--) {
            if (++rows->positions[d] < gvc_result_extent(rows->result, d)) {
                break;
            }
            rows->positions[d] = 0;
        }
        if (gvc_result_is_row(rows->result, rows->cell)) {
            return true;
        }
    }
    return false;
}

const char *gvc_rows_label(const gvc_rows *rows, gvc_idx d)
{
    const gvc_result *r = rows->result;
    gvc_idx i = rows->positions[d];
    if (gvc_result_is_integer(r, d) && gvc_result_number(r, d, i) == 0 &&
        strcmp(gvc_result_dim(r, d), "year") == 0) {
        return NULL;
    }
    return gvc_result_label(r, d, i);
}
