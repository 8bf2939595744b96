/* draws.h - the numbers of all draws, and what they say of each cell */
#ifndef GVC_UNCERTAINTY_DRAWS_H
#define GVC_UNCERTAINTY_DRAWS_H

#include <gvc/result.h>

#include "base/base.h"

typedef struct gvc_draws {
    gvc_idx draws, cells, terms;
    double *values; /* draws x terms x cells */
} gvc_draws;

size_t gvc_draws_bytes(gvc_idx draws, gvc_idx cells, gvc_idx terms);
/* Room for as many draws of a result like r; checks the memory limit, `beside` bytes counted. */
gvc_status gvc_draws_new(gvc_ctx *ctx, gvc_draws *out, gvc_idx draws, const gvc_result *r,
                         size_t beside);
void gvc_draws_free(gvc_draws *d);

/* A sink that puts the pieces of a result into one draw; `to` stays while it is used. */
typedef struct gvc_draw_place {
    gvc_draws *draws;
    gvc_idx draw;
    bool shares;  /* with the shares that are made of the pieces */
    gvc_idx came; /* cells */
} gvc_draw_place;
gvc_sink gvc_draw_sink(gvc_draw_place *to);

/* What the draws of one number say. */
typedef struct gvc_spread {
    double se, low, high;
} gvc_spread;
/* draws: count of them, reordered; interval: per cent. NaN where one of them is. */
gvc_spread gvc_spread_of(double *draws, gvc_idx count, double interval);
/* Standard deviations and percentiles of all cells of term `term`, into se, low and high (cells
 * each), by so many threads. False when memory is out. */
bool gvc_draws_spread(const gvc_draws *d, gvc_idx term, double interval, int threads, double *se,
                      double *low, double *high);

#endif
