/* uncertain.h - measures with their uncertainty */
#ifndef GVC_TESTS_UNCERTAIN_H
#define GVC_TESTS_UNCERTAIN_H

#include "uncertainty/cells.h"
#include "worlds.h"

static inline gvc_uncertainty_options rel(double r, gvc_idx draws)
{
    gvc_uncertainty_options u = GVC_UNCERTAINTY_OPTIONS_INIT;
    u.rel = r;
    u.draws = draws;
    return u;
}

static inline gvc_result *uncertain(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o,
                                    const gvc_uncertainty_options *u)
{
    gvc_collector *c = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    expect_ok(ctx, gvc_measure_uncertain(ctx, t, o, u, &sink));
    gvc_result *r = gvc_collector_take(c);
    gvc_collector_free(c);
    return r;
}

/* A standard deviation out of `draws` is good to this part of itself, but once in a million; the
 * kurtosis of sums of many small errors is close to that of a normal. */
static inline double sampling(gvc_idx draws)
{
    return 5 / sqrt(2 * (double)draws);
}

#endif
