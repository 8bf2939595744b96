/* test_memory.c - every allocation of a decomposition may fail: the call says so, or does without,
 * and leaks nothing */
#include "expect.h"
#include "reference.h"

#include "alloc.h"

/* Counted only inside these tests, each of which is a process of its own. */
static long left = -1;

bool gvc_alloc_denied(void)
{
    return left >= 0 && left-- == 0;
}

static void deny_all(const gvc_measure_options *o)
{
    double zs[16] = {1, 2, 1, 0, 3, 5, 0, 1, 1, 0, 1, 1, 0, 2, 1, 1};
    double ys[8] = {5, 1, 9, 8, 1, 5, 2, 2};
    gvc_dense z = {zs, 4, 4, 4}, y = {ys, 4, 2, 2};
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_ctx_set_threads(ctx, 1)); /* threads that start make no good counting */
    gvc_table *t = make_table(ctx, &z, &y, 2);
    long k = 0, failed = 0;
    for (bool denied = true; denied; k++) {
        gvc_result *r = NULL;
        left = k;
        gvc_status status = gvc_measure(ctx, &r, t, o);
        denied = left < 0;
        left = -1;
        failed += status != GVC_OK;
        cr_assert(status == GVC_OK || status == GVC_ENOMEM, "%s at allocation %ld: %s",
                  gvc_status_name(status), k, gvc_ctx_error(ctx));
        cr_assert((r != NULL) == (status == GVC_OK));
        gvc_result_free(r);
    }
    /* Harmless: the texts of the log, the count of filled cells, which the plan can guess, and what
     * is counted to know how much memory will be taken. */
    cr_expect(k > 300 && k - failed < 10, "%ld of %ld allocations failed", failed, k);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

static void deny_each(const char *approach, bool elementary, const char *const *terms,
                      const char *solver)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.approach = approach;
    o.detail = elementary ? "elementary" : NULL;
    o.level = "bilateral";
    o.terms = terms;
    o.solver = solver;
    deny_all(&o);
}

Test(memory, every_allocation_may_fail)
{
    deny_each("source", false, NULL, NULL);
    deny_each("sink", false, NULL, NULL);
    deny_each("source", true, NULL, NULL);
    deny_each("sink", true, NULL, NULL);
    deny_each("source", false, (const char *const[]){"dva", "fva", NULL}, NULL);
    for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
        deny_each("source", false, NULL, gvc_solver_name(i));
    }
}

static void deny_trace(const char *in, const char *by, const char *perspective,
                       const char *approach, const char *product)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "trace";
    o.in = in;
    o.by = by;
    o.level = perspective == NULL ? NULL : "bilateral";
    o.perspective = perspective;
    o.approach = approach;
    o.product = product;
    deny_all(&o);
}

Test(memory, every_allocation_of_tracing_may_fail)
{
    deny_trace(NULL, "origin", "exporter", "source", NULL);
    deny_trace(NULL, "both", "exporter", "sink", NULL);
    deny_trace(NULL, "both", "world", "sink", NULL);
    deny_trace(NULL, "absorber", "bilateral", NULL, NULL);
    deny_trace("output", NULL, NULL, NULL, NULL);
    deny_trace("final-demand", NULL, NULL, NULL, "S1");
}

Test(memory, every_allocation_of_imports_and_perimeters_may_fail)
{
    static const char *const from[] = {"C1", NULL}, *const to[] = {"C2_S1", NULL};
    static const char *const views[][2] = {{"importer", "country"},
                                           {"importer", "bilateral"},
                                           {"sectimp", "sector"},
                                           {"sectimp", "bilateral"}};
    for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.perspective = views[k][0];
        o.level = views[k][1];
        deny_all(&o);
    }
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.from = from;
    deny_all(&o);
    o.to = to;
    deny_all(&o);
}
