#include "factor.h"

#include <lapack.h>

#include "alloc.h"

/* LAPACK sees the transpose: its 'T' solves with the row-major matrix itself. */
static char side(bool left)
{
    return left ? 'N' : 'T';
}

gvc_idx gvc_factor(double *m, gvc_idx n, int *pivot)
{
    int size = (int)n, info = 0;
    LAPACK_dgetrf(&size, &size, m, &size, pivot, &info);
    return info > 0 ? info - 1 : -1;
}

gvc_idx gvc_factor_float(float *m, gvc_idx n, int *pivot)
{
    int size = (int)n, info = 0;
    LAPACK_sgetrf(&size, &size, m, &size, pivot, &info);
    return info > 0 ? info - 1 : -1;
}

double gvc_factor_condition(const double *m, gvc_idx n, double norm)
{
    int size = (int)n, info = 0;
    double reciprocal = 0;
    char rows = 'I'; /* of the transpose: columns of m */
    double *work = gvc_malloc(4 * (size_t)n, sizeof *work);
    int *more = gvc_malloc((size_t)n, sizeof *more);
    if (work != NULL && more != NULL) {
        LAPACK_dgecon(&rows, &size, m, &size, &norm, &reciprocal, work, more, &info);
    }
    bool done = work != NULL && more != NULL;
    gvc_release(work);
    gvc_release(more);
    return done ? 1 / reciprocal : 0;
}

void gvc_factor_solve(const double *m, gvc_idx n, const int *pivot, bool left, double *f,
                      gvc_idx rows, gvc_idx stride)
{
    int size = (int)n, count = (int)rows, apart = (int)stride, info = 0;
    char trans = side(left);
    LAPACK_dgetrs(&trans, &size, &count, m, &size, pivot, f, &apart, &info);
}

void gvc_factor_solve_float(const float *m, gvc_idx n, const int *pivot, bool left, float *f,
                            gvc_idx rows, gvc_idx stride)
{
    int size = (int)n, count = (int)rows, apart = (int)stride, info = 0;
    char trans = side(left);
    LAPACK_sgetrs(&trans, &size, &count, m, &size, pivot, f, &apart, &info);
}
