/* test_drop.c - countries that nothing belongs to any more are taken out of a table */
#include <small.h>

static void drop(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const char *country)
{
    const gvc_table *t = gvc_builder_so_far(b);
    bool marks[16] = {false};
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        gvc_idx c = axis == GVC_COUNTRY ? i : gvc_table_country_of(t, axis, i);
        marks[i] = c >= 0 && strcmp(gvc_table_label(t, GVC_COUNTRY, c), country) == 0;
    }
    expect_ok(ctx, gvc_builder_drop(ctx, b, axis, marks));
}

Test(drop, countries_close_up)
{
    gvc_ctx *ctx = small_ctx();
    gvc_builder *b = small_labels(ctx);
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_country(ctx, b, "BBB", "Bland"));
    expect_ok(ctx, gvc_builder_country(ctx, b, "CCC", "Cland"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    small_fill(b);
    drop(ctx, b, GVC_INDUSTRY, "BBB");
    drop(ctx, b, GVC_FINAL_USE, "BBB");
    drop(ctx, b, GVC_COUNTRY, "BBB");
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    cr_assert_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 1), "CCC");
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 1), "Cland");
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 1), 0);
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 2), 1);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 2), 1);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 3), -1); /* DISC */
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(drop, countries_that_are_named_stay)
{
    static const bool first[] = {true, false, false};
    gvc_ctx *ctx = small_ctx();
    gvc_builder *b = small_labels(ctx);
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    expect_error(ctx, gvc_builder_drop(ctx, b, GVC_COUNTRY, first), GVC_EARG,
                 "country AAA is dropped, but AAA_a belongs to it");
    gvc_builder_free(b);
    gvc_ctx_free(ctx);
}
