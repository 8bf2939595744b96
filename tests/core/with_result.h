/* with_result.h - a context and the small result, made before and freed after every test of the
 * suite that SUITE_WITH_RESULT(name) declares */
#ifndef GVC_TESTS_WITH_RESULT_H
#define GVC_TESTS_WITH_RESULT_H

#include "small.h"

static gvc_ctx *ctx;
static gvc_result *r;

static void setup(void)
{
    ctx = small_ctx();
    r = small_result(ctx);
}

static void teardown(void)
{
    gvc_result_free(r);
    gvc_ctx_free(ctx);
}

#define SUITE_WITH_RESULT(name) TestSuite(name, .init = setup, .fini = teardown)

#endif
