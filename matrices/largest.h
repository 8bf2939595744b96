/* largest.h - the largest of many numbers, where what is not finite must never be overlooked */
#ifndef GVC_LARGEST_H
#define GVC_LARGEST_H

#include <gvc/matrix.h>
#include <math.h>

/* Largest |x|; NaN where one of them is not finite. */
static inline double gvc_largest(const double *x, gvc_idx count)
{
    double most = 0, odd = 0;
    for (gvc_idx k = 0; k < count; k++) {
        double size = fabs(x[k]);
        most = size > most ? size : most;
        odd += x[k] - x[k]; /* 0, or NaN for ever */
    }
    return most + odd;
}

#endif
