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

void gvc_gap_add(gvc_gap *gap, const gvc_result *r, const char *identity, const unsigned char *skip)
{
    gvc_idx total = identity == NULL ? -1 : gvc_result_find_term(r, identity);
    if (total < 0 || r->values == NULL || r->incomplete || !has_parts(r, total)) {
        gap->undefined = true;
        return;
    }
    const double *totals = gvc_result_values(r, total);
    for (gvc_idx cell = 0; cell < r->cells; cell++) {
        if ((skip != NULL && skip[cell]) || !gvc_result_is_row(r, cell)) {
            continue;
        }
        double away = fabs(totals[cell] - sum_of_parts(r, total, cell));
        if (!isfinite(away)) {
            gap->away = (double)INFINITY; /* a NaN would pass every comparison with a tolerance */
            return;
        }
        gap->away = away > gap->away ? away : gap->away;
        gap->largest = fabs(totals[cell]) > gap->largest ? fabs(totals[cell]) : gap->largest;
    }
}

double gvc_gap_value(const gvc_gap *gap)
{
    if (gap->undefined) {
        return (double)NAN;
    }
    if (gap->away == 0 || isinf(gap->away)) {
        return gap->away;
    }
    return gap->largest == 0 ? (double)INFINITY : gap->away / gap->largest;
}

double gvc_result_gap(const gvc_result *r, const char *identity, const unsigned char *skip)
{
    gvc_gap gap = {0, 0, false};
    gvc_gap_add(&gap, r, identity, skip);
    return gvc_gap_value(&gap);
}
