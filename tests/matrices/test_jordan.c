#include "blas.h"
#include "expect.h"
#include "random.h"

#include <string.h>

/* Wider than one elimination block, so that the last one is cut. */
enum { WIDE = 150 };

static void fill(double *m, uint64_t seed)
{
    for (int i = 0; i < WIDE * WIDE; i++) {
        m[i] = (i % (WIDE + 1) == 0) - 0.9 * random_unit(&seed) / WIDE * 2;
    }
}

/* Largest |M M^-1 - I|. */
static double residual(const double *m, const double *inverse)
{
    double worst = 0;
    for (int i = 0; i < WIDE; i++) {
        for (int j = 0; j < WIDE; j++) {
            double sum = i == j ? -1 : 0;
            for (int k = 0; k < WIDE; k++) {
                sum += m[i * WIDE + k] * inverse[k * WIDE + j];
            }
            worst = fmax(worst, fabs(sum));
        }
    }
    return worst;
}

Test(jordan, inverts_over_several_blocks)
{
    double *m = malloc(2 * WIDE * WIDE * sizeof *m), *inverse = m + WIDE * WIDE, growth;
    fill(m, 5);
    memcpy(inverse, m, WIDE * WIDE * sizeof *m);
    gvc_dense block = {inverse, WIDE, WIDE, WIDE};
    cr_assert_eq(gvc_jordan(&block, &growth, NULL).code, GVC_MAT_OK);
    cr_expect(residual(m, inverse) < 1e-12);
    cr_expect(growth >= 1 && growth < 100);
    free(m);
}

Test(jordan, tells_of_growth_where_a_leading_block_is_nearly_singular)
{
    double *m = malloc(2 * WIDE * WIDE * sizeof *m), *inverse = m + WIDE * WIDE, growth;
    fill(m, 6);
    /* The first row is nearly zero inside the first block, sound outside: the matrix is regular. */
    for (int j = 0; j < WIDE; j++) {
        m[j] = j < 100 ? 1e-9 * (j == 0) : j == 100 ? 1 : 0;
    }
    m[100 * WIDE] = 1;
    memcpy(inverse, m, WIDE * WIDE * sizeof *m);
    gvc_dense block = {inverse, WIDE, WIDE, WIDE};
    cr_assert_eq(gvc_jordan(&block, &growth, NULL).code, GVC_MAT_OK);
    cr_expect(growth > 1e6, "growth %g", growth);
    free(m);
}
