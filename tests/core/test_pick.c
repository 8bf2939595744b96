/* test_pick.c - keeping some terms */
#include "with_result.h"

SUITE_WITH_RESULT(pick);

Test(pick, keeps_the_order_asked_for)
{
    gvc_result *kept = NULL;
    expect_ok(ctx, gvc_result_pick(ctx, &kept, r, (const char *[]){"fva", "gexp", "fva", NULL}));
    cr_assert_eq(gvc_result_nterms(kept), 2);
    cr_expect_str_eq(gvc_result_term(kept, 0)->name, "fva");
    cr_expect_str_eq(gvc_result_term(kept, 1)->name, "gexp");
    cr_expect_eq(gvc_result_values(kept, 0)[7], 0.0);
    cr_expect_eq(gvc_result_values(kept, 0)[8], 16.0);
    cr_expect_eq(gvc_result_values(kept, 1)[8], 24.0);
    cr_expect_not_null(gvc_result_present(kept, NULL, NULL));
    cr_expect(!gvc_result_is_row(kept, 7));
    cr_expect_str_eq(gvc_result_text(kept, "identity"), "gexp");
    gvc_result_free(kept);
}

Test(pick, names_near_terms)
{
    gvc_result *const untouched = (gvc_result *)(uintptr_t)8;
    gvc_result *kept = untouched;
    expect_error(ctx, gvc_result_pick(ctx, &kept, r, (const char *[]){"gexp", "dvaa", NULL}),
                 GVC_EUNKNOWN, "no term 'dvaa' in this view; did you mean dva, vax, fva?");
    expect_error(ctx, gvc_result_pick(ctx, &kept, r, (const char *[]){NULL}), GVC_EARG,
                 "no term named; name at least one to keep");
    cr_expect_eq(kept, untouched);
}
