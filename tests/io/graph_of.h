/* graph_of.h - a small list of paths, as a result */
#ifndef GVC_TESTS_GRAPH_OF_H
#define GVC_TESTS_GRAPH_OF_H

#include <gvc/io.h>

#include "small.h"

enum { GRAPH_PATHS = 4 };

static inline gvc_result *graph_of(gvc_ctx *ctx, const char *graph)
{
    static const char *const paths[] = {"A", "A < \"B\"", "A < \"B\" < C&D", "C&D < A < \"B\""};
    static const gvc_term flow = {"contribution", "Value", NULL, "million <USD>", false};
    const int32_t year = 2005;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "path", paths, GRAPH_PATHS));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &flow));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "title", "Paths \\ 2005"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "graph", graph));
    for (gvc_idx k = 0; k < GRAPH_PATHS; k++) {
        gvc_result_fill(r, 0)[k] = (double)(8 >> k);
    }
    return r;
}

static inline gvc_write_options as(const char *format)
{
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.format = format;
    return options;
}

#endif
