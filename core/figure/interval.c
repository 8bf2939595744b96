/* interval.c - how sure the numbers of a figure are: the columns NAME_lo and NAME_hi beside NAME */
#include <math.h>

#include "figure/draft.h"

/* Is each place of the cube one row of the result? The ends of sums are no sums of ends. */
static bool is_of_rows(const gvc_draft *d, const gvc_cube *c)
{
    for (gvc_idx dim = 0; dim < gvc_result_ndims(d->r); dim++) {
        bool shown = dim == c->dims[0] || dim == c->dims[1] || dim == c->dims[2];
        if (!shown && gvc_result_extent(d->r, dim) > 1) {
            return false;
        }
    }
    return true;
}

gvc_status gvc_interval_make(gvc_draft *d, gvc_interval *out, const gvc_cube *cube,
                             const gvc_column *column)
{
    *out = (gvc_interval){.known = false};
    if (column->low < 0 || column->high < 0 || !is_of_rows(d, cube)) {
        return GVC_OK;
    }
    gvc_draft one = *d;
    gvc_idx count = (cube->dims[0] >= 0) + (cube->dims[1] >= 0) + (cube->dims[2] >= 0);
    one.column_count = 1;
    one.columns[0] = (gvc_column){.term = column->low, .total = -1, .scale = column->scale};
    gvc_status s = gvc_cube_make(&one, &out->low, cube->dims, count);
    one.columns[0].term = column->high;
    s = s == GVC_OK ? gvc_cube_make(&one, &out->high, cube->dims, count) : s;
    out->known = s == GVC_OK;
    return s;
}

void gvc_interval_set(const gvc_interval *v, double factor, gvc_idx i, gvc_idx j,
                      gvc_figure_point *point)
{
    double low = v->known ? gvc_cube_at(&v->low, 0, i, j, 0) : (double)NAN;
    double high = v->known ? gvc_cube_at(&v->high, 0, i, j, 0) : (double)NAN;
    if (low < high) {
        point->low = factor * low;
        point->high = factor * high;
    }
}
