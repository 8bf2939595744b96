/* test_exiobase3.c - EXIOBASE 3 archives of both layouts: factor inputs, satellites, codes */
#include "parts.h"

SUITE_WITH_FOLDER(exiobase3);

/* Everything about the archive of a mock, whatever it lies in. */
static void read_mock(const char *name)
{
    mock m;
    mock_load(&m, &here, name);
    run_here("cp '%s/formats/mocks/%s/IOT_2019_ixi.zip' . && unzip -q IOT_2019_ixi.zip && "
             "cp IOT_2019_ixi.zip x.bin && (cd IOT_2019_ixi && zip -q -r ../bare_2019.zip .) && "
             "tar czf all.tar.gz IOT_2019_ixi && zip -q outer.zip IOT_2019_ixi.zip",
             here.shared, name);
    static const char *const paths[] = {"IOT_2019_ixi.zip",
                                        "IOT_2019_ixi",
                                        "IOT_2019_ixi/Z.txt",
                                        "x.bin",
                                        "bare_2019.zip",
                                        "all.tar.gz",
                                        NULL};
    mock_paths(&m, paths, 9);
    gvc_table *t = read_it("IOT_2019_ixi.zip", NULL);
    cr_expect_eq(gvc_table_year(t), 2019);
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "exiobase3");
    cr_expect_str_eq(gvc_table_text(t, "title"), "IOT_2019_ixi");
    cr_expect_str_eq(gvc_table_text(t, "source"), "EXIO3 mock ixi");
    cr_expect_str_eq(gvc_table_text(t, "units_source"), "unit.txt");
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 9);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_VALUE_ADDED);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 1), "Other net taxes on production");
    cr_expect_eq(cell(gvc_table_v(t), 1, 8), 11.463);
    cr_expect_eq(cell(gvc_table_vy(t), 0, 7), 0.2); /* taxes that households pay in CN */
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 1), "CH4 - combustion - air");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 1), "kg");
    cr_expect_str_eq(gvc_table_name(t, GVC_SECTOR, 1), "i02");
    cr_expect_str_eq(gvc_table_name(t, GVC_CATEGORY, 6), "y07");
    cr_expect(strstr(gvc_table_text(t, "source_notes"),
                     "final use 'Exports: Total (fob)' is zero everywhere; kept") != NULL);
    gvc_table_free(t);
    mock_free(&m);
}

Test(exiobase3, reads_the_layout_with_one_satellite)
{
    read_mock("exiobase382_zip");
    gvc_table *t = read_it("IOT_2019_ixi.zip", NULL);
    cr_expect_eq(cell(gvc_table_e(t), 0, 0), 0.317);
    cr_expect_eq(cell(gvc_table_e(t), 0, 8), 0.382);
    gvc_table_free(t);
    run_here(
        "mkdir years && cp IOT_2019_ixi.zip years/ && cp IOT_2019_ixi.zip years/IOT_2018_ixi.zip");
    expect_error(ctx, refuse("years", NULL), GVC_EUNKNOWN,
                 "reading years: holds 2 tables (IOT_2018_ixi.zip/IOT_2019_ixi/Z.txt, "
                 "IOT_2019_ixi.zip/IOT_2019_ixi/Z.txt); choose one with --year or --member");
    run_here("rm years/*8* && mv IOT_2019_ixi years/IOT_2018_ixi && cp -r years/IOT_2018_ixi "
             "years/IOT_2018_pxp");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2018;
    expect_error(ctx, refuse("years", &options), GVC_EUNKNOWN,
                 "reading years: holds 2 tables (IOT_2018_ixi/Z.txt, IOT_2018_pxp/Z.txt); choose "
                 "one with --year or --member");
    options.year = 2019;
    gvc_table_free(read_it("years", &options));
    expect_ok(ctx, gvc_table_read(ctx, &t, "bare_2019.zip", NULL));
    cr_expect_str_eq(gvc_table_text(t, "title"), "bare_2019");
    gvc_table_free(t);
}

Test(exiobase3, reads_the_layout_with_many_folders)
{
    read_mock("exiobase39_zip");
    gvc_table *t = read_it("IOT_2019_ixi.zip", NULL);
    cr_expect_eq(cell(gvc_table_e(t), 0, 0), 0.677);
    cr_expect_eq(cell(gvc_table_e(t), 1, 8), 0.014);
    gvc_table_free(t);
}

/* Coefficients and output instead of flows; old name of the direct accounts of final use. */
Test(exiobase3, reads_coefficients_and_old_names)
{
    mock m;
    mock_load(&m, &here, "exiobase382_zip");
    run_here("unzip -q '%s/formats/mocks/exiobase382_zip/IOT_2019_ixi.zip' && cd IOT_2019_ixi && "
             "rm Z.txt file_parameters.json satellite/file_parameters.json && "
             "mv satellite/F_Y.txt satellite/F_hh.txt",
             here.shared);
    gvc_table *t = read_it("IOT_2019_ixi", NULL);
    const json_t *z = json_object_get(m.expected, "Z");
    for (size_t i = 0; i < 9; i++) {
        for (size_t j = 0; j < 9; j++) {
            double want = mock_number(json_array_get(z, i), j);
            cr_expect_float_eq(cell(gvc_table_z(t), (gvc_idx)i, (gvc_idx)j), want, 1e-12 * want);
        }
    }
    cr_expect_eq(cell(gvc_table_vy(t), 0, 7), 0.2);
    cr_expect(strstr(gvc_table_text(t, "source_notes"),
                     "flows are the coefficients of A.txt times output of x.txt") != NULL);
    gvc_table_free(t);
    mock_free(&m);
}

static double brute_output(const gvc_table *t, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = 0; j < gvc_table_z(t)->cols; j++) {
        sum += cell(gvc_table_z(t), i, j);
    }
    for (gvc_idx j = 0; j < gvc_table_y(t)->cols; j++) {
        sum += cell(gvc_table_y(t), i, j);
    }
    return sum;
}

Test(exiobase3, reads_the_sample_with_coefficients_only)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, "formats/samples/pymrio-layout-mocks/exio3_mock");
    gvc_table *t = read_it(shared_name, NULL);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 48);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 42);
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 2);
    cr_expect_eq(gvc_table_year(t), 2009);
    cr_expect_str_eq(gvc_table_text(t, "units"), "Mill USD");
    double x = gvc_table_x(t)[0];
    cr_expect_float_eq(cell(gvc_table_z(t), 0, 0) / x, 0.0990875448681, 1e-14);
    cr_expect_float_eq(brute_output(t, 0), x, 1e-9 * x);
    cr_expect_eq(cell(gvc_table_y(t), 0, 0), 58180.65);
    cr_expect_eq(cell(gvc_table_e(t), 1, 0), 139250.47);
    cr_expect_eq(cell(gvc_table_ey(t), 0, 0), 62335321);
    gvc_table_free(t);
}

static void write_small(const char *exports)
{
    run_here("mkdir -p I/satellite I/impacts");
    write_text("I/Z.txt", "region\t\tAT\tDE\nsector\t\ta\ta\nregion\tsector\t\t\nAT\ta\t1\t2\n"
                          "DE\ta\t3\t4\n");
    char text[512];
    snprintf(text, sizeof text,
             "region\t\tAT\tAT\tDE\tDE\ncategory\t\tHH\tExports\tHH\tExports\n"
             "AT\ta\t10\t0\t20\t%s\nDE\ta\t30\t0\t40\t0\n",
             exports);
    write_text("I/Y.txt", text);
    write_text("I/unit.txt", "region\tsector\tunit\nAT\ta\tM.EUR\nDE\ta\tM.EUR\n");
    write_text("I/satellite/F.txt", "region\tAT\tDE\nsector\ta\ta\n"
                                    "Other taxes\t1\t2\nLand\t3\t4\nRoyalties\t5\t6\n");
    write_text("I/satellite/unit.txt", "stressor\tunit\nOther taxes\tM.EUR\nLand\tkm2\n"
                                       "Royalties\tM.EUR\n");
    write_text("I/impacts/F.txt", "region\tAT\tDE\nsector\ta\ta\nLand\t7\t8\n");
    write_text("I/impacts/unit.txt", "impact\tunit\nLand\tha\n");
}

/* Only rows in money that the satellite begins with are factor inputs. */
Test(exiobase3, tells_factor_inputs_from_accounts_in_money)
{
    write_small("5");
    gvc_table *t = read_it("I", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 1);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "Other taxes");
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 3);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 0), "impacts: Land");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "ha");
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 1), "satellite: Land");
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 2), "Royalties");
    cr_expect_eq(cell(gvc_table_e(t), 0, 1), 8);
    cr_expect_eq(cell(gvc_table_e(t), 2, 1), 6);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million EUR");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "impacts: 1 satellite account\n"
                     "satellite: 1 primary row (0 of taxes on products), 2 satellite accounts\n"
                     "1 rows of factor inputs, EXIOBASE has had 9\n"
                     "final use 'Exports' has 1 cells that are not zero, sum 5; kept as final use "
                     "of its region");
    gvc_table_free(t);
}

Test(exiobase3, goes_on_without_codes_and_says_so)
{
    write_small("0");
    write_text("I/industries.txt", "Nr\tLabel\n1\ta\n");
    run_here("rm -r I/impacts I/satellite I/unit.txt");
    gvc_table *t = read_it("I", NULL);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million EUR");
    cr_expect_str_eq(gvc_table_text(t, "units_source"), "documentation of the provider");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "industries.txt: no columns Name and CodeNr, so no codes are taken\n"
                     "no factor inputs in the unit of the table: value added is output less "
                     "inputs\nfinal use 'Exports' is zero everywhere; kept");
    gvc_table_free(t);
}
