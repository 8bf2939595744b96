/* test_build.c - making a result */
#include "small.h"

static gvc_ctx *ctx;
static gvc_result *r;

static void setup(void)
{
    ctx = small_ctx();
    expect_ok(ctx, gvc_result_new(ctx, &r));
}

static void teardown(void)
{
    gvc_result_free(r);
    gvc_ctx_free(ctx);
}

TestSuite(build, .init = setup, .fini = teardown);

static const char *const labels[] = {"A", "B", "A", ""};
static const gvc_term dva = {"dva", "Domestic value added", "v B E", "million USD", true};

Test(build, starts_with_zeros)
{
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", labels, 2));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &dva));
    cr_expect_null(gvc_result_values(r, 0));
    cr_expect_null(gvc_result_fill(r, 0));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    cr_expect_eq(gvc_result_values(r, 0)[0], 0.0);
    cr_expect_eq(gvc_result_values(r, 0)[1], 0.0);
}

Test(build, refuses_bad_dimensions)
{
    expect_error(ctx, gvc_result_add_dim(ctx, r, "", labels, 2), GVC_EARG,
                 "a dimension of a result has no name");
    expect_error(ctx, gvc_result_add_dim(ctx, r, "exporter", labels, 0), GVC_EARG,
                 "dimension 'exporter' has no label; at least one is needed");
    expect_error(ctx, gvc_result_add_dim(ctx, r, "exporter", labels, 3), GVC_EARG,
                 "dimension 'exporter': duplicate label 'A' (1 and 3)");
    expect_error(ctx, gvc_result_add_dim(ctx, r, "sector", labels + 3, 1), GVC_EARG,
                 "dimension 'sector': label 1 is empty");
    expect_error(ctx, gvc_result_add_dim(ctx, r, "sector", labels, 2), GVC_EARG,
                 "duplicate dimension 'sector'");
    expect_error(ctx, gvc_result_add_int_dim(ctx, r, "year", (int32_t[]){-5, -5}, 2), GVC_EARG,
                 "dimension 'year': duplicate label '-5' (1 and 2)");
}

Test(build, refuses_bad_terms)
{
    expect_error(ctx, gvc_result_add_term(ctx, r, &(gvc_term){.units = "1"}), GVC_EARG,
                 "a term of a result has no name");
    expect_error(ctx, gvc_result_add_term(ctx, r, &(gvc_term){.name = "dva"}), GVC_EARG,
                 "term 'dva' has no units");
    expect_ok(ctx, gvc_result_add_term(ctx, r, &dva));
    expect_error(ctx, gvc_result_add_term(ctx, r, &dva), GVC_EARG, "duplicate term 'dva'");
}

Test(build, refuses_changes_after_allocation)
{
    expect_error(ctx, gvc_result_allocate(ctx, r), GVC_EARG,
                 "a result without dimensions cannot be allocated");
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", labels, 2));
    expect_error(ctx, gvc_result_allocate(ctx, r), GVC_EARG,
                 "a result without terms cannot be allocated");
    expect_ok(ctx, gvc_result_add_term(ctx, r, &dva));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_error(ctx, gvc_result_allocate(ctx, r), GVC_EARG,
                 "gvc_result_allocate was called twice on one result");
    expect_error(ctx, gvc_result_add_dim(ctx, r, "sector", labels, 2), GVC_EARG,
                 "dimension 'sector' comes after gvc_result_allocate");
    expect_error(ctx, gvc_result_add_term(ctx, r, &(gvc_term){.name = "x", .units = "1"}), GVC_EARG,
                 "term 'x' comes after gvc_result_allocate");
}

static void add_long_dim(const char *name, int32_t count)
{
    int32_t *numbers = gvc_malloc((size_t)count, sizeof *numbers);
    for (int32_t i = 0; i < count; i++) {
        numbers[i] = i;
    }
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, name, numbers, count));
    gvc_release(numbers);
}

Test(build, checks_the_memory_limit)
{
    add_long_dim("a", 1000);
    add_long_dim("b", 1000);
    expect_ok(ctx, gvc_result_add_term(ctx, r, &dva));
    gvc_ctx_set_memory_limit(ctx, 1000000);
    expect_error(ctx, gvc_result_allocate(ctx, r), GVC_ENOMEM,
                 "a result of 1000000 rows and 1 terms needs 8.0 MB, the limit is 1.0 MB; raise "
                 "--memory");
    cr_expect_null(gvc_result_values(r, 0));
}

Test(build, survives_a_product_that_overflows)
{
    const char *const names[] = {"a", "b", "c", "d", "e"};
    for (int d = 0; d < 5; d++) {
        add_long_dim(names[d], 10000);
    }
    expect_ok(ctx, gvc_result_add_term(ctx, r, &dva));
    expect_error(ctx, gvc_result_allocate(ctx, r), GVC_ENOMEM,
                 "a result with this many cells fits in no memory");
}
