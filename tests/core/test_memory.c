/* test_memory.c - every allocation of a decomposition may fail: the call says so, and leaks nothing
 */
#include "expect.h"
#include "reference.h"

#include "alloc.h"

/* Counted only inside these tests, each of which is a process of its own. */
static long left = -1;

bool gvc_alloc_denied(void)
{
    return left >= 0 && left-- == 0;
}

static void deny_each(const char *approach, bool elementary, const char *const *terms)
{
    double zs[16] = {1, 2, 1, 0, 3, 5, 0, 1, 1, 0, 1, 1, 0, 2, 1, 1};
    double ys[8] = {5, 1, 9, 8, 1, 5, 2, 2};
    gvc_dense z = {zs, 4, 4, 4}, y = {ys, 4, 2, 2};
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1)); /* threads that start make no good counting */
    gvc_table *t = make_table(ctx, &z, &y, 2);
    gvc_decompose_options o = GVC_DECOMPOSE_OPTIONS_INIT;
    o.approach = approach;
    o.elementary = elementary;
    o.level = "bilateral";
    o.terms = terms;
    long k = 0;
    for (gvc_status status = GVC_ENOMEM; status != GVC_OK; k++) {
        gvc_result *r = NULL;
        left = k;
        status = gvc_decompose(ctx, &r, t, &o);
        left = -1;
        cr_assert(status == GVC_OK || status == GVC_ENOMEM, "%s at allocation %ld: %s",
                  gvc_status_name(status), k, gvc_ctx_error(ctx));
        cr_assert((r != NULL) == (status == GVC_OK));
        gvc_result_free(r);
    }
    cr_expect(k > 50, "only %ld allocations were tried", k);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(memory, every_allocation_may_fail)
{
    deny_each("source", false, NULL);
    deny_each("sink", false, NULL);
    deny_each("source", true, NULL);
    deny_each("sink", true, NULL);
    deny_each("source", false, (const char *const[]){"dva", "fva", NULL});
}
