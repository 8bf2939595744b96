/* test_years.c - the years that files, folders and archives hold, by name or by what they say */
#include <sys/stat.h>

#include "base/base.h"
#include "with_folder.h"

SUITE_WITH_FOLDER(years);

static const char small[] = ",A_1,A_FD\nA_1,1,2\nVA,2,\n";
static const char lines[] = "year,row_country,row_item,col_country,col_item,value\n"
                            "1999,A,1,A,1,1\n"
                            "1970,A,1,A,37,5\n"
                            "1999,A,1,A,37,9\n"
                            "1985,A,1,A,1,2\n";

/* "1970 1985 1999"; to be freed. */
static char *years_of(const char *path, const gvc_read_options *options)
{
    int *years = NULL;
    gvc_idx count = -1;
    gvc_text text = {0};
    expect_ok(ctx, gvc_table_years(ctx, &years, &count, path, options));
    for (gvc_idx i = 0; i < count; i++) {
        gvc_text_addf(&text, "%s%d", i == 0 ? "" : " ", years[i]);
    }
    gvc_years_free(years);
    char *out = gvc_strdup(gvc_text_str(&text));
    gvc_text_free(&text);
    return out;
}

static void expect_years_as(const char *path, const gvc_read_options *options, const char *expected)
{
    char *years = years_of(path, options);
    cr_expect_str_eq(years, expected, "%s: years %s, expected %s", path, years, expected);
    gvc_release(years);
}

static void expect_years(const char *path, const char *expected)
{
    expect_years_as(path, NULL, expected);
}

/* The text of the error begins like this. */
static void refuse_years(const char *path, const gvc_read_options *options, gvc_status code,
                         const char *text)
{
    int *years = NULL;
    gvc_idx count = -1;
    gvc_status status = gvc_table_years(ctx, &years, &count, path, options);
    const char *said = gvc_ctx_error(ctx);
    cr_expect_eq(status, code, "%s: %s", path, gvc_status_name(status));
    cr_expect(strncmp(said, text, strlen(text)) == 0, "%s, expected %s", said, text);
    cr_expect_null(years);
    cr_expect_eq(count, -1);
    gvc_years_free(years);
}

Test(years, of_published_files_are_what_reading_them_says)
{
    static const char *const mocks[][2] = {
        {"adb_mrio_xlsx/ADB-MRIO62-2019_Dec2022.xlsx", "2019"},
        {"emerging_mat73/global_mrio_2019.mat", "2019"},
        {"eora26_zip/Eora26_2015_bp.zip", "2015"},
        {"eora_full_heterogeneous/T.txt", ""},
        {"exiobase39_zip", "2019"},
        {"figaro_indbyind/matrix_eu-ic-io_ind-by-ind_24ed_2021.csv", "2021"},
        {"figaro_prodbyprod/flatfile_eu-ic-io_prod-by-prod_24ed_2021.zip", "2021"},
        {"gloria_sut", "2022"},
        {"icio_user_csv", "2015"},
        {"lrwiod_csv/lr_wiod_wiot_final_filled.csv", "1965 1966"},
        {"oecd_icio2021/ICIO_2015-2018.zip", "2018"},
        {"oecd_icio2021_rdata", "2017 2018"},
        {"oecd_icio2021_rdata/ICIO2021econFD.RData", "2017 2018"},
        {"wiod2013_stata_long/wiot_full.dta", "2009"},
        {"wiod2013_xlsx/WIOT09_ROW_Sep12.xlsx", "2009"},
        {"wiod2016_rdata/WIOT2014_October16_ROW.RData", "2014"},
        {"wiod2016_stata/WIOT2014_October16_ROW.dta", "2014"},
        {"wiod2016_xlsb/WIOT2014_Nov16_ROW.xlsb", "2014"},
    };
    char shared_name[2 * FOLDER_PATH];
    for (size_t i = 0; i < sizeof mocks / sizeof *mocks; i++) {
        char name[256];
        snprintf(name, sizeof name, "formats/mocks/%s", mocks[i][0]);
        shared_path(&here, name);
        expect_years(shared_name, mocks[i][1]);
    }
}

Test(years, stand_in_the_names_of_archives_and_folders)
{
    const char *const files[] = {"d/T_2003.csv",
                                 small,
                                 "d/T_1999.csv",
                                 small,
                                 "d/T_2001.csv",
                                 small,
                                 "d/T_2001_b.csv",
                                 small,
                                 "readme_1950.txt",
                                 "x",
                                 "d/other.csv",
                                 small,
                                 NULL};
    pack("a.zip", files);
    pack("a.tar.gz", files);
    expect_years("a.zip", "1999 2001 2003");
    expect_years("a.tar.gz", "1999 2001 2003");
    cr_assert_eq(mkdir("folder", 0755), 0);
    write_text("folder/T_2010.csv", small);
    write_text("folder/T_2009.csv", small);
    expect_years("folder", "2009 2010");
    /* Nothing of it is read: one of the tables is none. */
    write_text("folder/T_2008.csv", "nothing");
    expect_years("folder", "2008 2009 2010");
}

Test(years, of_one_file_in_an_archive_may_stand_in_the_name_of_that)
{
    pack("t_1990.zip", (const char *const[]){"table.csv", small, NULL});
    pack("1990.zip", (const char *const[]){"table_1991.csv", small, NULL});
    expect_years("t_1990.zip", "1990");
    expect_years("1990.zip", "1991");
}

Test(years, of_one_file_are_those_of_its_name)
{
    write_text("t.csv", small);
    write_text("t_2004.csv", small);
    write_text("t_2004_2005.csv", small);
    expect_years("t.csv", "");
    expect_years("t_2004.csv", "2004");
    expect_years("t_2004_2005.csv", ""); /* two say none */
}

Test(years, of_a_long_text_are_those_of_its_lines)
{
    write_text("lines_2020.csv", lines);
    pack("lines.csv.gz", (const char *const[]){"", lines, NULL});
    pack("lines.zip", (const char *const[]){"lines.csv", lines, "readme.txt", "x", NULL});
    expect_years("lines_2020.csv", "1970 1985 1999");
    expect_years("lines.csv.gz", "1970 1985 1999");
    expect_years("lines.zip", "1970 1985 1999");
    write_text("bad.csv", "year,row_country,row_item,col_country,col_item,value\n"
                          "1999,A,1,A,1,1\n19x9,A,1,A,1,1\n");
    refuse_years("bad.csv", NULL, GVC_EFORMAT, "reading bad.csv:3:");
    write_text("short.csv", "year,row_country,row_item,col_country,col_item,value\n"
                            "1999,A,1,A,1,1\n1999,A,1,A\n");
    refuse_years("short.csv", NULL, GVC_EFORMAT, "reading short.csv:3: 4 fields, expected 6");
    write_text("none.csv", "year,row_country,row_item,col_country,col_item,value\n");
    refuse_years("none.csv", NULL, GVC_EFORMAT, "reading none.csv: holds no row below its header");
}

Test(years, of_a_stored_table_is_its_attribute)
{
    gvc_table *t = NULL;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_example_table(ctx, &t, 0));
    int year = gvc_table_year(t);
    char expected[16];
    snprintf(expected, sizeof expected, "%d", year);
    expect_ok(ctx, gvc_table_write(ctx, t, "table_1950.h5", NULL));
    expect_years("table_1950.h5", expected);
    gvc_measure_options options = GVC_MEASURE_OPTIONS_INIT;
    options.method = "kww";
    expect_ok(ctx, gvc_measure(ctx, &r, t, &options));
    expect_ok(ctx, gvc_result_write(ctx, r, "result.h5", NULL));
    refuse_years("result.h5", NULL, GVC_EFORMAT, "reading result.h5: is a gvc result, not a table");
    gvc_result_free(r);
    gvc_table_free(t);
}

Test(years, can_be_asked_for_by_year_member_and_format)
{
    pack("a.zip",
         (const char *const[]){"T_2003.csv", small, "T_1999.csv", small, "lines.csv", lines, NULL});
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 1999;
    expect_years_as("a.zip", &options, "1999");
    options.year = 2000;
    refuse_years("a.zip", &options, GVC_EUNKNOWN,
                 "reading a.zip: does not hold the year 2000, only 1999, 2003");
    options.year = 0;
    options.member = "lines.csv";
    expect_years_as("a.zip", &options, "1970 1985 1999");
    options.member = "absent.csv";
    refuse_years("a.zip", &options, GVC_EUNKNOWN, "reading a.zip: holds no member 'absent.csv'");
    options.member = NULL;
    options.format = "wiod-longrn";
    refuse_years("a.zip", &options, GVC_EUNKNOWN,
                 "reading a.zip: no format is named 'wiod-longrn'; did you mean wiod-longrun");
    /* A file that says none is taken as of the year. */
    write_text("t.csv", small);
    options = (gvc_read_options)GVC_READ_OPTIONS_INIT;
    options.year = 1988;
    expect_years_as("t.csv", &options, "1988");
    options.version = 99;
    refuse_years("t.csv", &options, GVC_EARG, "gvc_read_options of version 99");
}

Test(years, that_cannot_be_told_apart_are_an_error)
{
    pack("a.zip", (const char *const[]){"one.csv", small, "two.csv", small, NULL});
    refuse_years("a.zip", NULL, GVC_EUNKNOWN, "reading a.zip: holds 2 tables (one.csv, two.csv)");
    refuse_years("absent.csv", NULL, GVC_EIO, "reading absent.csv: no such file");
    write_text("text.csv", "hello\n");
    refuse_years("text.csv", NULL, GVC_EFORMAT,
                 "reading text.csv: is no table that gvc knows by its look");
}
