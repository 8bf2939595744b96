#include "alloc.h"
#include "expect.h"

Test(alloc, refuses_products_that_overflow)
{
    cr_expect_null(gvc_malloc(SIZE_MAX / 4, 8));
    cr_expect_null(gvc_calloc(SIZE_MAX / 4, 8));
}

Test(alloc, aligns_large_blocks_and_keeps_what_it_grows)
{
    char *block = gvc_malloc(5000, 1);
    cr_assert_not_null(block);
    cr_expect_eq((uintptr_t)block % 64, 0);
    for (int i = 0; i < 5000; i++) {
        block[i] = (char)i;
    }
    block = gvc_realloc(block, 5000, 50000, 1);
    cr_assert_not_null(block);
    for (int i = 0; i < 5000; i++) {
        cr_expect_eq(block[i], (char)i);
    }
    gvc_release(block);
    void *nothing = gvc_malloc(0, 8);
    cr_expect_not_null(nothing);
    gvc_release(nothing);
}
