/* test_lrwiod_csv.c - long-run WIOD: years in one file, special codes, order, and the old release
 */
#include "mock.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(lrwiod_csv, .init = enter, .fini = leave);

Test(lrwiod_csv, reads_the_published_form)
{
    char path[2 * FOLDER_PATH], command[8 * FOLDER_PATH];
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    mock m;
    mock_file(ctx, &here, "lrwiod_csv", "lr_wiod_wiot_final_filled.csv", 1965, true);
    mock_load(&m, &here, "lrwiod_csv");
    snprintf(path, sizeof path, "%s/formats/mocks/lrwiod_csv/lr_wiod_wiot_final_filled.csv",
             here.shared);
    /* Lines of all years mixed and turned round; the first country stays the first. */
    snprintf(command, sizeof command, "(head -n 2 '%s' && tail -n +3 '%s' | tac) >turned.csv", path,
             path);
    cr_assert_eq(system(command), 0);
    options.year = 1965;
    expect_ok(ctx, gvc_table_read(ctx, &m.t, "turned.csv", &options));
    mock_expect(&m, true);
    cr_expect_eq(gvc_table_year(m.t), 1965);
    cr_expect_str_eq(gvc_table_text(m.t, "source_format"), "wiod-longrun");
    cr_expect_str_eq(gvc_table_text(m.t, "source"), "Long-run WIOD (1965-2000)");
    cr_assert_not_null(gvc_table_x_given(m.t));
    double first = gvc_table_z(m.t)->data[0];
    gvc_table_free(m.t);
    options.year = 1966;
    expect_ok(ctx, gvc_table_read(ctx, &m.t, path, &options));
    cr_expect_eq(gvc_table_z(m.t)->data[0], 2 * first);
    mock_free(&m);
}

static const char small[] = "year;row_country;row_id;row_isic3;col_country;col_id;col_isic3;value\n"
                            "1970;A;1;x;A;1;x;1\n"
                            "1970;A;1;x;xROW;1;x;2\n"
                            "1970;xROW;1;x;A;1;x;3\n"
                            "1970;xROW;1;x;xROW;1;x;4\n"
                            "1970;A;1;x;A;9;xCONS_h;5\n"
                            "1970;xROW;1;x;xROW;9;xCONS_h;6\n"
                            "1970;A;1;x;xTOT;20;xX;2\n"
                            "1970;xROW;1;x;xTOT;20;xX;3\n"
                            "1970;A;1;x;xTOT;30;xGO;8\n"
                            "1970;xROW;1;x;xTOT;30;xGO;13\n"
                            "1970;xTOT;40;xVA;A;1;x;4\n"
                            "1970;xTOT;40;xVA;xROW;1;x;7\n"
                            "1999;A;1;x;A;1;x;9\n";

static gvc_status read_text(const char *text, int year, gvc_table **t)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = year;
    write_text("t.csv", text);
    return gvc_table_read(ctx, t, "t.csv", &options);
}

Test(lrwiod_csv, knows_the_special_codes)
{
    gvc_table *t = NULL;
    expect_ok(ctx, read_text(small, 1970, &t));
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 2);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 1), "ROW");
    cr_expect_str_eq(gvc_table_label(t, GVC_CATEGORY, 0), "CONS_h");
    cr_expect_eq(gvc_table_x(t)[0], 8);
    cr_expect_eq(gvc_table_x_given(t)[1], 13);
    cr_expect_str_eq(
        gvc_table_text(t, "source_notes"),
        "column TOT_xX is no part of output, which equals the sum of the other columns: "
        "left out\n2 cells that the file does not have are 0");
    gvc_table_free(t);
}

Test(lrwiod_csv, lists_the_years)
{
    gvc_table *t = NULL;
    expect_error(ctx, read_text(small, 0, &t), GVC_EUNKNOWN,
                 "reading t.csv: holds several years (1970, 1999); choose one with --year");
    expect_error(ctx, read_text(small, 1998, &t), GVC_EUNKNOWN,
                 "reading t.csv: does not hold the year 1998, only 1970, 1999");
    cr_expect_null(t);
}

/* What the name says is no year of the file: no note that it is, and no error in an archive. */
Test(lrwiod_csv, knows_its_years_better_than_its_name)
{
    static const char *const paths[] = {"l_2021.csv", "l.zip"};
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 1970;
    write_text("l_2021.csv", small);
    cr_assert_eq(system("zip -q l.zip l_2021.csv"), 0);
    for (int k = 0; k < 2; k++) {
        gvc_table *t = NULL;
        expect_ok(ctx, gvc_table_read(ctx, &t, paths[k], &options));
        cr_expect_eq(gvc_table_year(t), 1970);
        cr_expect_null(strstr(gvc_table_text(t, "source_notes"), "2021"));
        gvc_table_free(t);
    }
}

Test(lrwiod_csv, reads_the_release_of_2013)
{
    gvc_table *t = NULL;
    expect_ok(ctx, read_text("year,row_country,row_item,col_country,col_item,value\n"
                             "2001,A,1,A,1,1\n2001,A,1,B,1,2\n2001,B,1,A,1,3\n2001,B,1,B,1,4\n"
                             "2001,A,1,A,37,5\n2001,B,1,B,37,6\n2001,TOT,60,A,1,4\n"
                             "2001,TOT,60,B,1,6\n2001,TOT,99,A,1,1\n2001,TOT,64,A,1,3\n"
                             "2001,TOT,64,B,1,7\n",
                             0, &t));
    cr_expect_eq(gvc_table_year(t), 2001);
    cr_expect_str_eq(gvc_table_text(t, "source"), "WIOD, release of 2013");
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_VALUE_ADDED);
    gvc_table_free(t);
}

Test(lrwiod_csv, refuses_what_is_damaged)
{
    static const char *const cases[][2] = {
        {"year,row_country,row_item,col_country,col_item,value\n2001,A,1,A,1,1\n2001,A,1,A,1,2\n",
         "reading t.csv:3: the cell of row 'A_1' and column 'A_1' is there twice"},
        {"year,row_country,row_item,col_country,col_item,value\n2001.5,A,1,A,1,1\n",
         "reading t.csv:2: column 1: 2001.5 is no year"},
        {"year,row_country,row_item,col_country,col_item,value\n2001,A,1,A,1,Inf\n",
         "reading t.csv:2: column 6: 'Inf' is not a finite number"},
        {"year,row_country,row_item,col_country,col_item,value\n2001,A,1,A\n",
         "reading t.csv:2: 4 fields, expected 6 as in line 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_table *t = NULL;
        cr_expect_eq(read_text(cases[i][0], 0, &t), GVC_EFORMAT);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[i][1]);
        cr_expect_null(t);
    }
}
