/* test_hdf5_schema.c - files of other versions of the layout, and two of version 1.0 that have to
 * read to the same numbers for ever
 *
 * data/table-1.0.h5: the example table of 2020 aggregated to three countries and two sectors.
 * data/result-1.0.h5: the decomposition (bilateral, gexp dva fva, with /tidy) of a made-up table of
 * three countries, of which CCC has no services. Both were written by gvc 0.1.0 and are never made
 * anew; the numbers below were read with h5py. */
#include "with_hdf5.h"

SUITE_WITH_HDF5(hdf5_schema);

#define VERSION "gvc_schema_version"

/* ---- for ever ---------------------------------------------------------------------------------
 */

Test(hdf5_schema, table_1_0_reads)
{
    static const char *const industries[] = {"ADV_goods",    "ADV_services", "ASM_goods",
                                             "ASM_services", "SRC_goods",    "SRC_services"};
    static const double z[] = {11471049, 5692196, 520940, 166406, 976760, 466756},
                        x[] = {28877219, 46100132, 10975919, 11858931, 21729799, 29919873},
                        capital[] = {5267731, 9982383, 1756707, 2545280, 4680153, 5977437},
                        jobs[] = {107137, 301908, 129190, 241507, 361230, 781351};
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, GVC_TEST_DATA "/table-1.0.h5", NULL));
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 6);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 12);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 1);
    for (gvc_idx i = 0; i < 6; i++) {
        cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, i), industries[i]);
    }
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 11), "SRC_INV");
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 1), "CAP");
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 0), "EMP");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "thousand jobs");
    cr_expect_arr_eq(gvc_table_z(t)->data, z, sizeof z);
    cr_expect_eq(gvc_table_z(t)->data[35], 8529812);
    cr_expect_eq(gvc_table_y(t)->data[0], 6239955);
    cr_expect_eq(gvc_table_y(t)->data[11], 10749);
    cr_expect_arr_eq(gvc_table_x(t), x, sizeof x);
    cr_expect_arr_eq(gvc_table_v(t)->data + 6, capital, sizeof capital);
    cr_expect_arr_eq(gvc_table_e(t)->data, jobs, sizeof jobs);
    cr_expect(gvc_table_has_given_va(t));
    cr_expect_eq(gvc_table_year(t), 2020);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_text(t, "title"), "A stylised world, 2020 (made up, not data)");
    gvc_table_free(t);
}

Test(hdf5_schema, result_1_0_reads)
{
    static const double dva[] = {0,
                                 52.969484391441604,
                                 10.470712030866363,
                                 0,
                                 8.832339529989477,
                                 2.7176429323044546,
                                 58.8686706672935,
                                 0,
                                 30.7928431182766,
                                 22.09618096844667,
                                 0,
                                 16.33195984624319,
                                 9.127659574468083,
                                 33.702127659574465,
                                 0};
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_read(ctx, &r, GVC_TEST_DATA "/result-1.0.h5"));
    cr_assert_eq(gvc_result_ndims(r), 4);
    cr_assert_eq(gvc_result_nterms(r), 3);
    cr_assert_eq(gvc_result_cells(r), 18);
    cr_expect_str_eq(gvc_result_dim(r, 3), "importer");
    cr_expect_str_eq(gvc_result_label(r, 1, 2), "CCC");
    cr_expect_eq(gvc_result_number(r, 0, 0), 2015);
    cr_expect_str_eq(gvc_result_term(r, 1)->name, "dva");
    cr_expect(!gvc_result_term(r, 0)->sums);
    cr_expect_arr_eq(gvc_result_values(r, 1), dva, sizeof dva);
    cr_expect(isnan(gvc_result_values(r, 1)[15]) && isnan(gvc_result_values(r, 1)[17]));
    cr_expect_eq(gvc_result_values(r, 0)[1], 86);
    char rows[19] = "";
    for (gvc_idx i = 0; i < 18; i++) {
        rows[i] = gvc_result_is_row(r, i) ? '1' : '0';
    }
    cr_expect_str_eq(rows, "011011101101110000");
    cr_expect_str_eq(gvc_result_text(r, "identity"), "gexp");
    cr_expect_str_eq(gvc_result_text(r, "source_file"), "ragged_2015.csv");
    gvc_result_free(r);
}

/* ---- other versions ---------------------------------------------------------------------------
 */

static char told[512]; /* the last thing that was logged */

static void keep_log(gvc_level level, const char *text, void *user)
{
    (void)level;
    (void)user;
    snprintf(told, sizeof told, "%s", text);
}

Test(hdf5_schema, later_additions_are_passed_over)
{
    gvc_ctx_set_log(ctx, GVC_INFO, keep_log, NULL);
    spoil_attribute("t.h5", VERSION, "1.7");
    spoil_attribute("r.h5", VERSION, "1.7");
    cr_expect_eq(try_table(ctx, "t.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
    cr_expect_str_eq(told, "written with schema 1.7, this gvc knows 1.0: what was added since is "
                           "passed over");
    cr_expect_eq(try_result(ctx, "r.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
}

Test(hdf5_schema, a_higher_first_number_is_refused)
{
    spoil_attribute("t.h5", VERSION, "2.0");
    spoil_attribute("r.h5", VERSION, "10.3");
    expect_error(ctx, try_table(ctx, "t.h5"), GVC_EFORMAT,
                 "was written with schema 2.0, this gvc reads 1.x; install a newer gvc");
    expect_error(ctx, try_result(ctx, "r.h5"), GVC_EFORMAT,
                 "was written with schema 10.3, this gvc reads 1.x; install a newer gvc");
}

Test(hdf5_schema, a_lower_one_says_how_to_make_it_again)
{
    spoil_attribute("t.h5", VERSION, "0.9");
    spoil_attribute("t.h5", "gvc_version", "0.0.3");
    spoil_attribute("t.h5", "history", "gvc import w.csv -o w.h5\ngvc balance w.h5 -o t.h5");
    expect_error(ctx, try_table(ctx, "t.h5"), GVC_EFORMAT,
                 "was written with schema 0.9 by gvc 0.0.3, this gvc reads 1.x; make it again: gvc "
                 "import w.csv -o w.h5; gvc balance w.h5 -o t.h5");
    spoil_attribute("r.h5", VERSION, "0.9");
    spoil_attribute("r.h5", "gvc_version", NULL);
    spoil_attribute("r.h5", "history", NULL);
    expect_error(ctx, try_result(ctx, "r.h5"), GVC_EFORMAT,
                 "was written with schema 0.9, this gvc reads 1.x; make it again from its source");
}

Test(hdf5_schema, no_version_is_told)
{
    static const char *const nonsense[] = {
        "soon", "1", "1.", ".0", "-1.0", "1.0b", " 1.0", "1.0.0", "99999999999999999999.0"};
    spoil_attribute("t.h5", VERSION, NULL);
    expect_error(ctx, try_table(ctx, "t.h5"), GVC_EFORMAT,
                 "is damaged: attribute gvc_schema_version is missing, expected 1.0");
    for (size_t i = 0; i < sizeof nonsense / sizeof *nonsense; i++) {
        char words[128];
        snprintf(words, sizeof words,
                 "attribute gvc_schema_version is '%s', expected a version like 1.0", nonsense[i]);
        spoil_attribute("r.h5", VERSION, nonsense[i]);
        expect_error(ctx, try_result(ctx, "r.h5"), GVC_EFORMAT, words);
    }
}
