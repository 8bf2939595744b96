/* ragged.h - decomposing, and a made-up table of countries of unequal size in mixed order */
#ifndef GVC_TESTS_RAGGED_H
#define GVC_TESTS_RAGGED_H

#include "expect.h"

#include <string.h>

static inline gvc_result *decompose(gvc_ctx *ctx, const gvc_table *t, const char *level,
                                    const char *approach, bool elementary)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.level = level;
    o.approach = approach;
    o.detail = elementary ? "elementary" : NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

static inline const double *term(const gvc_result *r, const char *name)
{
    gvc_idx k = gvc_result_find_term(r, name);
    cr_assert(k >= 0, "no term %s", name);
    return gvc_result_values(r, k);
}
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

/* total = a + b in every cell that is a row. */
static inline void expect_sum(const gvc_result *r, const char *total, const char *a, const char *b)
{
    const double *t = term(r, total), *x = term(r, a), *y = term(r, b);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        if (gvc_result_is_row(r, c)) {
            cr_expect(fabs(t[c] - x[c] - y[c]) <= 1e-11, "%s = %s + %s, cell %d", total, a, b,
                      (int)c);
        }
    }
}

#endif
