/* output.c - an industry whose sales cancel has no output, whatever rounding left of the sum; and
 * the output that a file states has to be that of its rows.
 *
 * +6, -1.2 and -4.8 add up to 0 or to 2e-16, as the order falls. Everything that asks for zero
 * output asks for exactly 0, so noise is set to 0 where output is made. */
#include <float.h>
#include <math.h>

#include "table/table.h"

/* Sums below this times the largest are looked at: far above rounding, far below real industries.
 */
static const double suspicious = 1e-9;
/* Rounding of a sum of n cells is well below n epsilon of their absolute sum. */
static const double rounding = 64 * DBL_EPSILON;

static double absolute(const gvc_dense *m, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = 0; j < m->cols; j++) {
        sum += fabs(m->data[i * m->stride + j]);
    }
    return sum;
}

double gvc_table_largest(const double *x, gvc_idx n)
{
    double largest = 0;
    for (gvc_idx i = 0; i < n; i++) {
        largest = fabs(x[i]) > largest ? fabs(x[i]) : largest;
    }
    return largest;
}

double gvc_table_settle(const gvc_table *t, gvc_idx i, double x, double largest)
{
    if (x == 0 || fabs(x) > suspicious * largest) {
        return x;
    }
    return fabs(x) <= rounding * (absolute(&t->z, i) + absolute(&t->y, i)) ? 0 : x;
}

/* Written as the row sums, to the bit; another program may have added in another order. */
static const double allowed = 1e-9;

gvc_status gvc_table_check_stored(gvc_ctx *ctx, const gvc_table *t, const double *stored)
{
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        const char *label = gvc_table_label(t, GVC_INDUSTRY, i);
        double gap = fabs(stored[i] - t->x[i]), limit = allowed * fabs(t->x[i]);
        if (!isfinite(stored[i])) {
            return gvc_fail(ctx, GVC_EFORMAT, "is damaged: x of %s is %g, not a finite number",
                            label, stored[i]);
        }
        if (gap > limit && gap > limit + rounding * (absolute(&t->z, i) + absolute(&t->y, i))) {
            return gvc_fail(ctx, GVC_EFORMAT,
                            "is damaged: x of %s is %.10g, its row adds up to %.10g", label,
                            stored[i], t->x[i]);
        }
    }
    return GVC_OK;
}
