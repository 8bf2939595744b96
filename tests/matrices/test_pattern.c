#include "deny.h"
#include "economy.h"
#include "pattern.h"

Test(pattern, bits_say_which_numbers_are_not_zero)
{
    double x[64];
    uint64_t seed = 5;
    for (int round = 0; round < 50; round++) {
        uint64_t bits = 0;
        gvc_idx found = 0;
        for (int k = 0; k < 64; k++) {
            double u = random_unit(&seed);
            x[k] = u < 0.3 ? 0 : u < 0.4 ? -0.0 : u < 0.5 ? 4e-324 : u < 0.6 ? (double)NAN : -u;
            bits |= (uint64_t)(u >= 0.4) << k;
        }
        for (int count = 0; count <= 64; count++) {
            uint64_t some = count == 64 ? bits : bits & (((uint64_t)1 << count) - 1);
            cr_expect_eq(gvc_nonzero_bits(x, count), some, "%d numbers", count);
            found = 0;
            for (int k = 0; k < count; k++) {
                found += (gvc_idx)(bits >> k & 1);
            }
            cr_expect_eq(gvc_count_nonzeros(x, count), found, "%d numbers", count);
            cr_expect_eq(gvc_count_bits(some), found, "%d bits", count);
        }
    }
    cr_expect_eq(gvc_count_bits(UINT64_MAX), 64);
}

/* Rows end within a word, on its border, and there is more than one tile of them. */
Test(pattern, has_a_bit_for_every_cell)
{
    static const gvc_idx sizes[] = {1, 63, 64, 65, 130};
    for (int k = 0; k < 5; k++) {
        gvc_idx n = sizes[k], stride = n + 5, offset[2] = {0, n};
        double *z = malloc((size_t)(n * stride) * sizeof *z);
        uint64_t seed = 9;
        for (gvc_idx e = 0; e < n * stride; e++) {
            z[e] = random_unit(&seed) < 0.7 ? 0 : 1; /* also behind the rows */
        }
        gvc_system s = {n, 1, offset, NULL, {z, n, n, stride}, NULL};
        for (int threads = 1; threads <= 3; threads++) {
            gvc_pattern p;
            cr_assert(gvc_pattern_new(&p, &s, threads));
            cr_assert_eq(p.row, (n + 63) / 64);
            for (gvc_idx i = 0; i < n; i++) {
                for (gvc_idx j = 0; j < 64 * p.row; j++) {
                    bool there = j < n && z[i * stride + j] != 0;
                    cr_expect_eq(p.words[i * p.row + j / 64] >> j % 64 & 1, there, "%d, %d of %d",
                                 (int)i, (int)j, (int)n);
                }
            }
            gvc_pattern_free(&p);
            cr_expect_null(p.words);
        }
        free(z);
    }
}

Test(pattern, sparse_flows_need_none_and_memory_may_be_out)
{
    static const int sizes[] = {7, 0, 20, -1};
    economy *e = economy_new(1, sizes, 0.3, 0.8);
    economy_settle(e);
    gvc_pattern p;
    cr_expect(gvc_pattern_new(&p, &e->thin, 1));
    cr_expect_null(p.words);
    gvc_pattern_free(&p);
    allocations_granted = 0;
    cr_expect_not(gvc_pattern_new(&p, &e->dense, 1));
    gvc_pattern_free(&p);
    economy_free(e);
}
