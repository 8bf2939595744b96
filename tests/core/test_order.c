/* test_order.c - rows listed by the value of a term */
#include <expect.h>
#include <math.h>

#include "result/build.h"
#include "result/order.h"

static gvc_ctx *ctx;

static void enter(void)
{
    gvc_ctx_new(&ctx);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(order, .init = enter, .fini = leave);

/* Two terms over five labels; the first has an undefined value and a pair of equal ones. */
static gvc_result *five(void)
{
    static const char *const labels[] = {"a", "b", "c", "d", "e"};
    static const gvc_term terms[] = {{"x", NULL, NULL, "1", false}, {"y", NULL, NULL, "1", false}};
    const double x[] = {2, (double)NAN, 7, 2, -1};
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "country", labels, 5));
    for (int k = 0; k < 2; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    for (int i = 0; i < 5; i++) {
        gvc_result_fill(r, 0)[i] = x[i];
        gvc_result_fill(r, 1)[i] = i;
    }
    return r;
}

static void expect_order(const char *term, bool ascending, gvc_idx top, const char *expected)
{
    gvc_result *r = five();
    gvc_idx count = 0, all = 0;
    char found[16] = "";
    cr_expect_null(gvc_result_order(r, &count, &all));
    expect_ok(ctx, gvc_result_sort(ctx, r, term, ascending, top));
    const gvc_idx *order = gvc_result_order(r, &count, &all);
    for (gvc_idx i = 0; i < count; i++) {
        found[i] = gvc_result_label(r, 0, order[i])[0];
    }
    cr_expect_str_eq(found, expected);
    cr_expect_eq(all, 5);
    gvc_result_free(r);
}

Test(order, is_by_value_with_undefined_rows_last_and_equal_ones_as_they_were)
{
    expect_order("x", false, 0, "cadeb");
    expect_order("x", true, 0, "eadcb");
    expect_order("x", false, 2, "ca");
    expect_order("y", false, 9, "edcba");
    expect_order(NULL, false, 1, "c");
}

Test(order, needs_a_term_that_is_there)
{
    gvc_result *r = five();
    expect_error(ctx, gvc_result_sort(ctx, r, "z", false, 0), GVC_EUNKNOWN,
                 "no term 'z' in this view; did you mean x, y?");
    gvc_result_free(r);
}
