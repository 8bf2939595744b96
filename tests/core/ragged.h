/* ragged.h - a made-up table of countries of unequal size in mixed order */
#ifndef GVC_TESTS_RAGGED_H
#define GVC_TESTS_RAGGED_H

#include "measured.h"

enum { N = 8, F = 4 };
static const char *const home[N] = {"A", "B", "A", "C", "C", "B", "C", "C"};
static const char *const kind[N] = {"x", "x", "y", "x", "y", "z", "z", "w"};
static const char *const buyer[F] = {"A", "B", "C", "D"}; /* D buys but makes nothing */

static inline double noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static inline gvc_table *ragged(gvc_ctx *ctx, uint64_t seed, const int *order)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    double z[N][N], y[N][F];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            z[i][j] = 10 * noise(&seed);
        }
        for (int d = 0; d < F; d++) {
            y[i][d] = 60 * noise(&seed);
        }
    }
    y[3][1] = -4; /* stocks run down */
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < N; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, home[order[i]], kind[order[i]]));
    }
    for (int d = 0; d < F; d++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, buyer[d], "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            gvc_builder_z(b)->data[i * N + j] = z[order[i]][order[j]];
        }
        for (int d = 0; d < F; d++) {
            gvc_builder_y(b)->data[i * F + d] = y[order[i]][d];
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static const int in_order[N] = {0, 1, 2, 3, 4, 5, 6, 7};

#endif
