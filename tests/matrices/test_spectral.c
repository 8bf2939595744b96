#include "expect.h"
#include "random.h"

Test(spectral, radius_of_equal_column_sums_is_that_sum)
{
    double inv_x[SIZE];
    gvc_dense z = random_flows(9, 0.8, inv_x);
    double total = 0;
    for (gvc_idx i = 0; i < SIZE; i++) {
        total += z.data[i * SIZE + 5];
    }
    inv_x[5] = 0.8 / total;
    gvc_system system = random_system(&z, inv_x);
    cr_expect(fabs(gvc_spectral_radius(&system, 1000, 1e-12) - 0.8) < 1e-9);
    free(z.data);
}

Test(spectral, radius_of_a_cycle_settles)
{
    /* Two industries that buy only from each other: eigenvalues 0.3 and -0.3. */
    double cells[4] = {0, 90, 10, 0}, inv_x[2] = {0.01, 0.01};
    gvc_system system = {2, 1, (gvc_idx[]){0, 2}, inv_x, {cells, 2, 2, 2}, NULL};
    cr_expect(fabs(gvc_spectral_radius(&system, 1000, 1e-12) - 0.3) < 1e-9);
    cr_expect(isnan(gvc_spectral_radius(&system, 1, 1e-12)), "one step settles nothing");
}

Test(spectral, radius_of_chains_that_end_is_zero)
{
    double cells[9] = {0, 5, 2, 0, 0, 7, 0, 0, 0}, inv_x[3] = {0.1, 0.1, 0.1};
    gvc_system system = {3, 1, (gvc_idx[]){0, 3}, inv_x, {cells, 3, 3, 3}, NULL};
    cr_expect_eq(gvc_spectral_radius(&system, 1000, 1e-12), 0.0);
}

Test(spectral, radius_of_nothing_is_zero)
{
    double zeros[4] = {0}, inv_x[2] = {1, 1};
    gvc_system system = {2, 1, (gvc_idx[]){0, 2}, inv_x, {zeros, 2, 2, 2}, NULL};
    cr_expect_eq(gvc_spectral_radius(&system, 1000, 1e-12), 0.0);
}
