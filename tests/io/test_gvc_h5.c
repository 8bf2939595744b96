/* test_gvc_h5.c - the table format of gvc itself: found by its first bytes, read whole, labels only
 */
#include "format.h"
#include "hdf5_samples.h"

extern const gvc_format gvc_format_gvc_h5;

Test(gvc_h5, knows_hdf5_by_its_first_bytes)
{
    static const unsigned char magic[] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    gvc_input in = {.name = "t.csv", .head = magic, .length = sizeof magic};
    cr_expect_eq(gvc_format_gvc_h5.score(NULL, &in), 100);
    in.length = 4;
    cr_expect_eq(gvc_format_gvc_h5.score(NULL, &in), 0);
    in = (gvc_input){.name = "t.h5", .head = (const unsigned char *)"1,2,3\n45", .length = 8};
    cr_expect_eq(gvc_format_gvc_h5.score(NULL, &in), 0);
}

Test(gvc_h5, reads_what_was_written_under_any_name)
{
    folder here;
    folder_enter(&here);
    gvc_ctx *ctx = small_ctx();
    gvc_table *t = NULL, *back = NULL, *labels = NULL;
    expect_ok(ctx, gvc_example_table(ctx, &t, 2010));
    expect_ok(ctx, gvc_table_write(ctx, t, "t.bin", NULL));
    expect_ok(ctx, gvc_table_read(ctx, &back, "t.bin", NULL));
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY);
    cr_assert_eq(gvc_table_count(back, GVC_INDUSTRY), n);
    cr_expect_arr_eq(gvc_table_z(back)->data, gvc_table_z(t)->data, (size_t)(n * n) * 8);
    cr_expect_eq(gvc_table_year(back), 2010);
    cr_expect(gvc_table_has_given_va(back));
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    expect_ok(ctx, gvc_table_read(ctx, &labels, "t.bin", &options));
    cr_expect_eq(gvc_table_count(labels, GVC_COUNTRY), gvc_table_count(t, GVC_COUNTRY));
    cr_expect_null(gvc_table_z(labels));
    gvc_table_free(labels);
    gvc_table_free(back);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}
