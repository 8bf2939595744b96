/* lu.c - the yardstick: CPU time of one LU factorisation of I - A, n = 1435, one thread */
#include <cblas.h>
#include <lapack.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { N = 1435 };

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void fill(double *a)
{
    srand(1);
    for (int j = 0; j < N; j++) {
        for (int i = 0; i < N; i++) {
            a[j * N + i] = (i == j) - 0.9 * rand() / ((double)RAND_MAX * N);
        }
    }
}

int main(void)
{
    int n = N, info = 0;
    double *a = malloc((size_t)N * N * sizeof *a), best = 1e9;
    int *pivot = malloc(N * sizeof *pivot);
    if (a == NULL || pivot == NULL) {
        return 1;
    }
    openblas_set_num_threads(1);
    for (int run = 0; run < 4; run++) { /* the first one warms up */
        fill(a);
        double before = seconds();
        LAPACK_dgetrf(&n, &n, a, &n, pivot, &info);
        double took = seconds() - before;
        best = run > 0 && took < best ? took : best;
    }
    printf("%.6f %s\n", best, openblas_get_corename());
    free(a);
    free(pivot);
    return info != 0;
}
