/* random.h - reproducible blocks of an economy: flows z, 1 / x, uneven offsets */
#ifndef GVC_TESTS_RANDOM_H
#define GVC_TESTS_RANDOM_H

#include <gvc/matrix.h>
#include <math.h>
#include <stdlib.h>

static inline double random_unit(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

enum { SIZE = 60, BLOCKS = 4 };
static const gvc_idx random_offset[BLOCKS + 1] = {0, 7, 7, 40, SIZE}; /* one block is empty */

/* Column sums of A are `share`; industry 5 makes nothing. */
static inline gvc_dense random_flows(uint64_t seed, double share, double *inv_x)
{
    gvc_dense z = {malloc(SIZE * SIZE * sizeof(double)), SIZE, SIZE, SIZE};
    for (gvc_idx j = 0; j < SIZE; j++) {
        double total = 0;
        for (gvc_idx i = 0; i < SIZE; i++) {
            z.data[i * SIZE + j] = random_unit(&seed) < 0.5 ? 0 : 100 * random_unit(&seed);
            total += z.data[i * SIZE + j];
        }
        inv_x[j] = j == 5 ? 0 : share / total;
    }
    return z;
}

/* The same as a system; z and inv_x are borrowed. */
static inline gvc_system random_system(const gvc_dense *z, const double *inv_x)
{
    return (gvc_system){SIZE, BLOCKS, random_offset, inv_x, *z, NULL};
}

#endif
