/* test_faults.c - industries that a user should know about, by position */
#include "small.h"

/* Five industries, a country each, one column of final use a country. Industry 1 has no flows at
 * all, industry 3 sells 2 at home and -2 abroad, industry 4 buys more than it sells. */
static gvc_table *odd(gvc_ctx *ctx)
{
    static const char *const countries[] = {"AAA", "BBB", "CCC", "DDD", "EEE"};
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < 5; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, countries[i], "s"));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, countries[i], "HH"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    y->data[0 * y->stride + 0] = 10.0;
    y->data[2 * y->stride + 1] = 8.0;
    y->data[3 * y->stride + 3] = 2.0;
    y->data[3 * y->stride + 0] = -2.0;
    y->data[4 * y->stride + 4] = 3.0;
    z->data[0 * z->stride + 4] = 4.0;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static void expect_faults(gvc_ctx *ctx, const gvc_table *t, gvc_fault fault, gvc_idx count,
                          const gvc_idx *expected)
{
    gvc_idx list[5] = {-1, -1, -1, -1, -1}, found = -1;
    expect_ok(ctx, gvc_table_faults(ctx, t, fault, 5, list, &found));
    cr_assert_eq(found, count);
    for (gvc_idx i = 0; i < count; i++) {
        cr_expect_eq(list[i], expected[i]);
    }
}

Test(faults, finds_each_kind)
{
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = odd(ctx);
    expect_faults(ctx, t, GVC_FAULT_ZERO_OUTPUT, 2, (gvc_idx[]){1, 3});
    expect_faults(ctx, t, GVC_FAULT_ORPHAN, 1, (gvc_idx[]){3});
    expect_faults(ctx, t, GVC_FAULT_NEGATIVE_VA, 1, (gvc_idx[]){4});
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(faults, lists_no_more_than_asked_for_but_counts_all)
{
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = odd(ctx);
    gvc_idx list[2] = {-1, -1}, found = -1;
    expect_ok(ctx, gvc_table_faults(ctx, t, GVC_FAULT_ZERO_OUTPUT, 1, list, &found));
    cr_expect_eq(found, 2);
    cr_expect_eq(list[0], 1);
    cr_expect_eq(list[1], -1);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(faults, counts_the_same_as_the_balance)
{
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = odd(ctx);
    gvc_balance b;
    gvc_idx zero = -1, orphans = -1, negative = -1, none[1];
    expect_ok(ctx, gvc_table_balance(ctx, t, &b));
    expect_ok(ctx, gvc_table_faults(ctx, t, GVC_FAULT_ZERO_OUTPUT, 0, none, &zero));
    expect_ok(ctx, gvc_table_faults(ctx, t, GVC_FAULT_ORPHAN, 0, none, &orphans));
    expect_ok(ctx, gvc_table_faults(ctx, t, GVC_FAULT_NEGATIVE_VA, 0, none, &negative));
    cr_expect(zero == b.zero_output && orphans == b.orphans && negative == b.negative_va);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
