/* test_wiod_book.c - WIOD's workbooks: both releases, variants made here, what is refused */
#include "mock.h"
#include "with_books.h"

static char shared_name[2 * FOLDER_PATH];

TestSuite(wiod_book, .init = enter, .fini = leave);

/* ---- mocks and samples ----------------------------------------------------------------------- */
Test(wiod_book, reads_both_releases)
{
    static const char *const mocks[][2] = {{"wiod2013_xlsx", "WIOT09_ROW_Sep12.xlsx"},
                                           {"wiod2016_xlsb", "WIOT2014_Nov16_ROW.xlsb"}};
    for (size_t i = 0; i < 2; i++) {
        mock m;
        size_t n = 0;
        mock_file(ctx, &here, mocks[i][0], mocks[i][1], 0, true);
        mock_load(&m, &here, mocks[i][0]);
        m.t = read_ok("x.bin");
        gvc_idx *rows = mock_rows(&m, &n);
        mock_primary(&m, "TXSP", GVC_ROLE_TAX, rows, n);
        mock_primary(&m, "IntTTM", GVC_ROLE_ADJUSTMENT, rows, n);
        cr_expect_eq(gvc_table_year(m.t), i == 0 ? 2009 : 2014);
        cr_expect_str_eq(gvc_table_text(m.t, "source_format"), "wiod-workbook");
        cr_expect_str_eq(gvc_table_text(m.t, "prices"), "current");
        cr_expect_str_eq(gvc_table_text(m.t, "units_source"), "title of the sheet");
        free(rows);
        mock_free(&m);
        unlink("in.zip");
    }
}

Test(wiod_book, full_names_come_from_the_sheet)
{
    shared_path(&here, "formats/mocks/wiod2013_xlsx/WIOT09_ROW_Sep12.xlsx");
    gvc_table *t = read_ok(shared_name);
    gvc_idx leather = gvc_table_find(t, GVC_SECTOR, "c5");
    cr_expect_str_eq(gvc_table_name(t, GVC_SECTOR, leather), "Leather, Leather and Footwear");
    cr_expect_str_eq(gvc_table_name(t, GVC_CATEGORY, gvc_table_find(t, GVC_CATEGORY, "c41")),
                     "Gross fixed capital formation");
    gvc_idx va = gvc_table_find(t, GVC_VALUE_ADDED, "r64");
    cr_expect_str_eq(gvc_table_name(t, GVC_VALUE_ADDED, va), "Value added at basic prices");
    cr_expect(gvc_table_find(t, GVC_VALUE_ADDED, "r60") < 0);
    cr_expect(gvc_table_find(t, GVC_VALUE_ADDED, "IntTTM") >= 0);
    gvc_table_free(t);
}

/* Its numbers are made up, but for totals that do add up. */
Test(wiod_book, layout_sample)
{
    shared_path(&here, "formats/samples/pymrio-layout-mocks/wiod_mock/wiot09_row_sep12.xlsx");
    gvc_table *t = read_ok(shared_name);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 6);
    cr_expect_eq(gvc_table_count(t, GVC_SECTOR), 8);
    gvc_idx first = gvc_table_find(t, GVC_INDUSTRY, "AUS_c1");
    gvc_idx last = gvc_table_find(t, GVC_INDUSTRY, "RoW_c35");
    cr_expect_eq(cell(gvc_table_z(t), first, first), 23697.221);
    cr_expect_eq(gvc_table_x_given(t)[first], 239150.176812268);
    cr_expect_eq(gvc_table_x_given(t)[last], 91544441.8318252);
    cr_expect_eq(cell(gvc_table_y(t), last, gvc_table_find(t, GVC_FINAL_USE, "RoW_c42")),
                 1281.5681);
    gvc_table_free(t);
}

/* ---- tables of our own ----------------------------------------------------------------------- */
#define TITLE                                                                                      \
    "Intercountry Input-Output Table for 2008\n"                                                   \
    "2 countries, in previous years' prices\n"
#define HEADER_2013                                                                                \
    "(industry-by-industry)||||AtB|19|AtB|19\n"                                                    \
    "(millions of US$)||||Agri|Leather|Agri|Leather|Households|Households|Total output\n"          \
    "||||ALB|ALB|XKX|XKX|ALB|XKX\n"                                                                \
    "||||c1|c5|c1|c5|c37|c37\n"
#define ROWS_2013                                                                                  \
    "AtB|Agri|ALB|c1|1|2|3|4|10|20|40\n"                                                           \
    "19|Leather|ALB|c5|2|1|1|1|5|10|20\n"                                                          \
    "AtB|Agri|XKX|c1|3|1|2|2|12|20|40\n"                                                           \
    "19|Leather|XKX|c5|1|1|1|1|1|5|10\n"
#define BELOW_2013                                                                                 \
    "|Total intermediate consumption|TOT|r60|7|5|7|8|28|55\n"                                      \
    "|taxes less subsidies on products||r99|1|1|1|1|2|3\n"                                         \
    "|Value added at basic prices||r64|31|13|31|0.5\n"                                             \
    "|International Transport Margins|||1|1|1|0.5\n"                                               \
    "|Output at basic prices||r69|40|20|40|10\n"

Test(wiod_book, own_table_in_previous_years_prices)
{
    book_of_lines("w.xlsx", "WIOT_2008", TITLE HEADER_2013 ROWS_2013 BELOW_2013);
    gvc_table *t = read_ok("w.xlsx");
    cr_expect_eq(gvc_table_year(t), 2008);
    cr_expect_str_eq(gvc_table_text(t, "prices"), "previous year");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_eq(cell(gvc_table_z(t), 0, 3), 4);
    cr_expect_eq(cell(gvc_table_y(t), 2, 1), 20);
    cr_expect_eq(cell(gvc_table_vy(t), 0, 1), 3);
    cr_expect_eq(gvc_table_x_given(t)[3], 10);
    cr_expect_str_eq(
        gvc_table_text(t, "source_notes"),
        "row 'International Transport Margins' has no code: called IntTTM\n"
        "row of total intermediate consumption left out: it is the sum of the rows above\n"
        "year 2008 from the title of the sheet\n"
        "prices: previous year (title of the sheet)");
    gvc_table_free(t);
}

/* No row of total consumption, one more of totals without a code, a source below the table, blanks,
 * numbers stored as text, labels with blanks around them. */
Test(wiod_book, missing_extra_and_odd_rows)
{
    book_of_lines("w.xlsx", "2008",
                  TITLE HEADER_2013 "AtB|Agri| ALB |c1 |1|'2|'3.0|4|10|20|40\n"
                                    "19|Leather|ALB|c5|2|1|1|1|5|10|20\n"
                                    "AtB|Agri|XKX|c1|3|1|2|2|12|20|40\n"
                                    "19|Leather|XKX|c5|1||' |1|3|5|10\n"
                                    "|Value added at basic prices|TOT|r64|33|16|34|2\n"
                                    "|Sum of all|||40|20|40|10\n"
                                    "|Output at basic prices||r69|40|20|40|10\n"
                                    "\n"
                                    "|Source: WIOD, release of 2013\n");
    gvc_table *t = read_ok("w.xlsx");
    cr_expect_eq(cell(gvc_table_z(t), 0, 1), 2);
    cr_expect_eq(cell(gvc_table_z(t), 0, 2), 3);
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 1);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "row 'Sum of all' has no code: called Sum of all\n"
                     "row 15 of the sheet left out, it is text: Source: WIOD, release of 2013\n"
                     "row Sum of all is a total of the rows above: left out\n"
                     "2 empty cells read as 0\n"
                     "2 numbers stored as text in the sheet\n"
                     "year 2008 from the title of the sheet\n"
                     "prices: previous year (title of the sheet)");
    gvc_table_free(t);
}

/* Rows in another order than the columns: the sheet is read twice. */
Test(wiod_book, rows_in_their_own_order)
{
    book_of_lines("w.xlsx", "W",
                  TITLE HEADER_2013 "19|Leather|XKX|c5|1|1|1|1|1|5|10\n"
                                    "19|Leather|ALB|c5|2|1|1|1|5|10|20\n"
                                    "AtB|Agri|ALB|c1|1|2|3|4|10|20|40\n"
                                    "AtB|Agri|XKX|c1|3|1|2|2|12|20|40\n" BELOW_2013);
    gvc_table *t = read_ok("w.xlsx");
    gvc_idx i = gvc_table_find(t, GVC_INDUSTRY, "ALB_c1"),
            j = gvc_table_find(t, GVC_INDUSTRY, "XKX_c5");
    cr_expect_eq(cell(gvc_table_z(t), i, j), 4);
    cr_expect_eq(cell(gvc_table_z(t), j, i), 1);
    cr_expect_eq(gvc_table_x_given(t)[i], 40);
    gvc_table_free(t);
}

/* The release of 2016 as .xlsx: codes name industries and final use. */
Test(wiod_book, sector_codes_where_final_use_has_some)
{
    book_of_lines("w.xlsx", "2014",
                  "Intercountry Input-Output Table\n2 countries, in current prices\n"
                  "(industry-by-industry)||||A01|C10-C12|A01|C10-C12|CONS_h|CONS_h|GO\n"
                  "(millions of US$)||||Crops|Food|Crops|Food|Households|Households|Total output\n"
                  "||||ALB|ALB|XKX|XKX|ALB|XKX|TOT\n||||c1|c2|c1|c2|c57|c57|c62\n"
                  "A01|Crops|ALB|c1|1|2|3|4|10|20|40\nC10-C12|Food|ALB|c2|2|1|1|1|5|10|20\n"
                  "A01|Crops|XKX|c1|3|1|2|2|12|20|40\nC10-C12|Food|XKX|c2|1|1|1|1|1|5|10\n"
                  "II_fob|Total intermediate consumption|TOT|r65|7|5|7|8|28|55|110\n"
                  "TXSP|taxes|TOT|r66|1|1|1|1|2|3|9\nVA|Value added|TOT|r70|32|14|32|1|0|0|79\n"
                  "GO|Output at basic prices|TOT|r73|40|20|40|10|30|58|198\n");
    gvc_table *t = read_ok("w.xlsx");
    cr_expect(gvc_table_find(t, GVC_INDUSTRY, "XKX_C10-C12") == 3);
    cr_expect(gvc_table_find(t, GVC_FINAL_USE, "XKX_CONS_h") == 1);
    cr_expect(gvc_table_find(t, GVC_VALUE_ADDED, "TXSP") == 0);
    cr_expect_eq(gvc_table_year(t), 2014);
    cr_expect_eq(gvc_table_x_given(t)[0], 40);
    gvc_table_free(t);
}

/* ---- sets ------------------------------------------------------------------------------------ */
Test(wiod_book, years_of_an_archive)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    cr_assert_eq(mkdir("f", 0700), 0);
    book_of_lines("f/WIOT07_ROW_Apr12.xlsx", "WIOT_2007",
                  "Intercountry Input-Output Table for 2007\n\n" HEADER_2013 ROWS_2013 BELOW_2013);
    book_of_lines("f/wiot08_row_sep12.xlsx", "WIOT_2008", TITLE HEADER_2013 ROWS_2013 BELOW_2013);
    cr_assert_eq(
        system("zip -q -j WIOTS_in_EXCEL.zip f/WIOT07_ROW_Apr12.xlsx f/wiot08_row_sep12.xlsx"), 0);
    expect_error(ctx, gvc_table_read(ctx, &t, "WIOTS_in_EXCEL.zip", NULL), GVC_EUNKNOWN,
                 "reading WIOTS_in_EXCEL.zip: holds 2 tables (WIOT07_ROW_Apr12.xlsx, "
                 "wiot08_row_sep12.xlsx); choose one with --year or --member");
    for (int year = 2007; year <= 2008; year++) {
        options.year = year;
        expect_ok(ctx, gvc_table_read(ctx, &t, "WIOTS_in_EXCEL.zip", &options));
        cr_expect_eq(gvc_table_year(t), year);
        cr_expect_eq(cell(gvc_table_z(t), 0, 3), 4);
        gvc_table_free(t);
        expect_ok(ctx, gvc_table_read(ctx, &t, "f", &options));
        cr_expect_eq(gvc_table_year(t), year);
        gvc_table_free(t);
    }
}

/* ---- what is refused ------------------------------------------------------------------------- */
static void refused(const char *lines, gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    book_of_lines("w.xlsx", "WIOT_2008", lines);
    expect_error(ctx, gvc_table_read(ctx, &t, "w.xlsx", NULL), code, message);
}

Test(wiod_book, cells_that_are_no_numbers_are_named)
{
    refused(TITLE HEADER_2013 "AtB|Agri|ALB|c1|1|2|n.a.|4|10|20|40\n", GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell G7: 'n.a.' is not a number");
    refused(TITLE HEADER_2013 "AtB|Agri|ALB|c1|1|2|3|#REF!|10|20|40\n", GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell H7: holds the error #REF!, expected a number");
    refused(TITLE HEADER_2013 "AtB|Agri|ALB|c1|1|2|3|'NaN|10|20|40\n", GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell H7: 'NaN' is not a number");
    refused(TITLE HEADER_2013 "AtB|Agri|ALB|c1|1|2|3|4|10|20|40|9\n", GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell L7: holds a number, and its column has no "
            "label");
}

Test(wiod_book, labels_that_do_not_fit)
{
    refused(TITLE "(industry-by-industry)\n||||Agri|Leather|Agri\n||||ALB|ALB|ALB\n||||c1|c5|c1\n"
                  "|Agri|ALB|c1|1|1|1\n",
            GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell G6: the label of this column is there twice, "
            "first in column E");
    refused(TITLE HEADER_2013 ROWS_2013 "AtB|Agri|ALB|c1|1|2|3|4|10|20|40\n", GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell D11: 'ALB_c1' is there twice (rows 1 and 5 of "
            "the table)");
    refused(TITLE HEADER_2013 "AtB|Agri|ALB|c1|1|2|3|4|10|20|40\n"
                              "19|Leather|ALB|c5|2|1|1|1|5|10|20\n"
                              "AtB|Agri|XKX|c1|3|1|2|2|12|20|40\n" BELOW_2013,
            GVC_ESHAPE,
            "reading w.xlsx: sheet 'WIOT_2008', cell H6: 'XKX_c5' has no row of that name");
    refused(
        TITLE HEADER_2013 ROWS_2013 "20|Wood|XKX|c6|1|2|3|4|10|20|40\n", GVC_ESHAPE,
        "reading w.xlsx: sheet 'WIOT_2008', cell D11: row c6 of XKX has no column of that name");
    refused(TITLE "(industry-by-industry)\n||||Agri|Leather|Wood\n||||ALB|ALB|\n||||c1|c5|c6\n"
                  "|Agri|ALB|c1|1|1|1\n",
            GVC_EFORMAT,
            "reading w.xlsx: sheet 'WIOT_2008', cell G6: column c6 has no region above its code");
    refused(TITLE HEADER_2013, GVC_ESHAPE,
            "reading w.xlsx: sheet 'WIOT_2008': ends before the first row of numbers");
}

Test(wiod_book, asked_for_and_is_none)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    options.format = "wiod-workbook";
    write_text("x.csv", "a,b\n1,2\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "x.csv", &options), GVC_EFORMAT,
                 "reading x.csv: is no workbook (.xlsx, .xlsb)");
    book_of_lines("w.xlsx", "S", "a|b\n1|2\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "w.xlsx", &options), GVC_EFORMAT,
                 "reading w.xlsx: no sheet has a row of codes c1, c2, ... below one of regions and "
                 "one of names within its first 20 rows and 16 columns");
}

/* A workbook that is damaged says so, whatever it was. */
Test(wiod_book, damaged_workbook)
{
    gvc_table *t = NULL;
    book_write("w.xlsx", (const char *const[]){"S", "<worksheet><sheetData><row>", NULL}, NULL);
    expect_error(ctx, gvc_table_read(ctx, &t, "w.xlsx", NULL), GVC_EFORMAT,
                 "reading w.xlsx: sheet 'S': xl/worksheets/sheet1.xml is no XML (no element found, "
                 "line 1)");
}
