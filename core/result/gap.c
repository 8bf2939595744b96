/* gap.c - how well the terms of an identity add up:
 * max over rows |total - sum of the `sums` terms| / max over rows |total| */
#include <math.h>

#include "result/result.h"

/* The sum of the terms of the identity in one cell; the total itself never counts as a part. */
static double sum_of_parts(const gvc_result *r, gvc_idx total, gvc_idx cell)
{
    double sum = 0;
    for (gvc_idx k = 0; k < r->nterms; k++) {
        if (k != total && r->terms[k].sums) {
            sum += r->values[k * r->cells + cell];
        }
    }
    return sum;
}

static bool has_parts(const gvc_result *r, gvc_idx total)
{
    for (gvc_idx k = 0; k < r->nterms; k++) {
        if (k != total && r->terms[k].sums) {
            return true;
        }
    }
    return false;
}

double gvc_result_gap(const gvc_result *r, const char *identity, const unsigned char *skip)
{
    gvc_idx total = identity == NULL ? -1 : gvc_result_find_term(r, identity);
    if (total < 0 || r->values == NULL || r->incomplete || !has_parts(r, total)) {
        return (double)NAN;
    }
    const double *totals = gvc_result_values(r, total);
    double largest = 0, gap = 0;
    for (gvc_idx cell = 0; cell < r->cells; cell++) {
        if ((skip != NULL && skip[cell]) || !gvc_result_is_row(r, cell)) {
            continue;
        }
        double away = fabs(totals[cell] - sum_of_parts(r, total, cell));
        if (!isfinite(away)) {
            return (double)INFINITY; /* a NaN would pass every comparison with a tolerance */
        }
        gap = away > gap ? away : gap;
        largest = fabs(totals[cell]) > largest ? fabs(totals[cell]) : largest;
    }
    if (gap == 0) {
        return 0;
    }
    return largest == 0 ? (double)INFINITY : gap / largest;
}
