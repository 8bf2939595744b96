/* test_shares.c - shares of the total of an identity */
#include "with_result.h"

SUITE_WITH_RESULT(shares);

Test(shares, stand_after_their_terms)
{
    static const char *const names[] = {"gexp", "dva", "dva_sh", "vax", "vax_sh", "fva", "fva_sh"};
    gvc_result *shared = NULL;
    expect_ok(ctx, gvc_result_add_shares(ctx, &shared, r));
    cr_assert_eq(gvc_result_nterms(shared), 7);
    for (int k = 0; k < 7; k++) {
        cr_expect_str_eq(gvc_result_term(shared, k)->name, names[k]);
    }
    const gvc_term *dva = gvc_result_term(shared, 2);
    cr_expect_str_eq(dva->long_name, "Domestic value added, share of gross exports");
    cr_expect_str_eq(dva->formula, "dva / gexp");
    cr_expect_str_eq(dva->units, "1");
    cr_expect(!dva->sums);
    cr_expect_str_eq(gvc_result_term(shared, 4)->long_name, "vax, share of gross exports");
    cr_expect_eq(gvc_result_values(shared, 2)[8], 8.0 / 24.0);
    cr_expect_eq(gvc_result_values(shared, 5)[8], 16.0);
    cr_expect_eq(gvc_result_values(shared, 6)[8], 16.0 / 24.0);
    cr_expect_eq(gvc_result_gap(shared, "gexp", NULL), 0.0);
    gvc_result_free(shared);
}

Test(shares, of_nothing_are_undefined)
{
    gvc_result *shared = NULL;
    gvc_result_fill(r, 0)[1] = 0;
    gvc_result_fill(r, 1)[1] = 0;
    gvc_result_fill(r, 3)[1] = 4; /* 4 / 0 is no share either */
    gvc_result_fill(r, 0)[2] = 5;
    gvc_result_fill(r, 1)[2] = 0;
    expect_ok(ctx, gvc_result_add_shares(ctx, &shared, r));
    cr_expect(isnan(gvc_result_values(shared, 2)[1]));
    cr_expect(isnan(gvc_result_values(shared, 6)[1]));
    cr_expect_eq(gvc_result_values(shared, 2)[2], 0.0);
    cr_expect(isnan(gvc_result_values(shared, 2)[9]), "BBB has no sector b");
    gvc_result_free(shared);
}

Test(shares, need_a_total)
{
    gvc_result *const untouched = (gvc_result *)(uintptr_t)8;
    gvc_result *shared = untouched, *picked = NULL;
    expect_ok(ctx, gvc_result_pick(ctx, &picked, r, (const char *[]){"dva", NULL}));
    expect_error(ctx, gvc_result_add_shares(ctx, &shared, picked), GVC_EARG,
                 "shares need the total 'gexp', which is not among the terms; keep it too");
    expect_ok(ctx, gvc_result_set_text(ctx, picked, "identity", NULL));
    expect_error(ctx, gvc_result_add_shares(ctx, &shared, picked), GVC_EARG,
                 "this view has no total that its terms add up to, so it has no shares");
    cr_expect_eq(shared, untouched);
    gvc_result_free(picked);
}

Test(shares, are_added_once)
{
    gvc_result *shared = NULL, *again = NULL;
    expect_ok(ctx, gvc_result_add_shares(ctx, &shared, r));
    expect_error(ctx, gvc_result_add_shares(ctx, &again, shared), GVC_EARG,
                 "shares were added before: there is a term 'dva_sh'");
    cr_expect_null(again);
    gvc_result_free(shared);
}
