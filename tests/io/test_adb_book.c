/* test_adb_book.c - ADB's workbooks: both layouts, constant prices, regions, sets */
#include "mock.h"
#include "with_books.h"

TestSuite(adb_book, .init = enter, .fini = leave);

Test(adb_book, reads_both_layouts)
{
    static const char *const mocks[][2] = {
        {"adb_mrio_xlsx", "ADB-MRIO62-2019_Dec2022.xlsx"},
        {"adb_mrio_xlsx_2024", "ADB-MRIO62-2023_August 2024.xlsx"}};
    for (size_t i = 0; i < 2; i++) {
        mock m;
        mock_file(ctx, &here, mocks[i][0], mocks[i][1], 0, true);
        mock_load(&m, &here, mocks[i][0]);
        m.t = read_ok("x.bin");
        cr_expect_eq(gvc_table_year(m.t), 2019);
        cr_expect_str_eq(gvc_table_text(m.t, "source_format"), "adb-workbook");
        cr_expect_str_eq(
            gvc_table_text(m.t, "source_notes"),
            "row of total intermediate consumption left out: it is the sum of the rows "
            "above\n2 empty cells read as 0\nyear 2019 from the title of the sheet\n"
            "prices: current (title of the sheet)");
        cr_expect_str_eq(gvc_table_name(m.t, GVC_COUNTRY, 1), "People's Republic of China");
        cr_expect_str_eq(gvc_table_name(m.t, GVC_COUNTRY, 2), "Rest of the world");
        cr_expect_str_eq(gvc_table_name(m.t, GVC_CATEGORY, 2),
                         "Final consumption expenditure by government");
        cr_expect(gvc_table_find(m.t, GVC_VALUE_ADDED, "trs") >= 0);
        cr_expect(gvc_table_find(m.t, GVC_VALUE_ADDED, "r60") < 0);
        mock_free(&m);
        unlink("in.zip");
    }
}

/* Where the year of the name is another than that of the sheet, the sheet is right. */
Test(adb_book, year_of_the_sheet_before_that_of_the_name)
{
    mock m;
    char path[2 * FOLDER_PATH];
    mock_load(&m, &here, "adb_mrio_xlsx_2024");
    snprintf(path, sizeof path, "%s/formats/mocks/%s/ADB-MRIO62-2023_August 2024.xlsx", here.shared,
             m.folder);
    char command[4 * FOLDER_PATH];
    snprintf(command, sizeof command, "cp '%s' ADB-MRIO-2023.xlsx", path);
    cr_assert_eq(system(command), 0);
    m.t = read_ok("ADB-MRIO-2023.xlsx");
    cr_expect_eq(gvc_table_year(m.t), 2019);
    cr_expect(strstr(gvc_table_text(m.t, "source_notes"),
                     "year 2019 from the title of the sheet, not 2023") != NULL);
    cr_expect_null(strstr(gvc_table_text(m.t, "source_notes"), "year 2023 from the name"));
    mock_free(&m);
}

#define BODY                                                                                       \
    "\n|||||Agri|Mining|Agri|Mining|Households|Households|TOTAL\n"                                 \
    "|||||GER|GER|ZZZ|ZZZ|GER|ZZZ|ToT\n|||||c1|c2|c1|c2|F1|F1\n"                                   \
    "||Agri|GER|c1|1|2|3|4|10|20|40\n||Mining|GER|c2|2|1|' |1|6|10|20\n"                           \
    "||Agri|ZZZ|c1|3|1|2|2|12|20|40\n||Mining|ZZZ|c2|1|1|1|1|1|5|10\n"                             \
    "||Total|TOT|r60|7|5|6|8|29|55\n||Value added|ToT|r64|33|15|34|2\n"                            \
    "||TOTAL|ToT|r69|40|20|40|10\n||Note: provisional\n"

static const char *const constant =
    "Multiregional Input-Output Table 2022, at constant 2010 prices\n"
    "2 economies\nIn millions of US$\n" BODY;

/* One column of labels more, a legend first, constant prices, a region that is none of ADB's. */
Test(adb_book, own_table_in_constant_prices)
{
    char *legend = book_sheet("Code|Country\nGER|Germany\n"), *table = book_sheet(constant);
    book_write("ADB MRIO 2022, at constant 2010 prices.xlsx",
               (const char *const[]){"Legend", legend, "ADB MRIO 2022", table, NULL}, NULL);
    gvc_release(legend);
    gvc_release(table);
    gvc_table *t = read_ok("ADB MRIO 2022, at constant 2010 prices.xlsx");
    cr_expect_eq(gvc_table_year(t), 2022);
    cr_expect_str_eq(gvc_table_text(t, "prices"), "constant 2010");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 0), "Germany");
    cr_expect(gvc_table_name(t, GVC_COUNTRY, 1) == NULL);
    cr_expect_eq(cell(gvc_table_z(t), 0, 3), 4);
    cr_expect_eq(cell(gvc_table_y(t), 3, 1), 5);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "row 15 of the sheet left out, it is text: Note: provisional\n"
                     "row of total intermediate consumption left out: it is the sum of the rows "
                     "above\n1 empty cell read as 0\nyear 2022 from the title of the sheet\n"
                     "prices: constant 2010 (title of the sheet)\n"
                     "regions not in ADB's list, so without a name: ZZZ");
    gvc_table_free(t);
}

/* Neither title nor sheet say prices and unit: the name of the file, and what ADB documents. */
Test(adb_book, prices_from_the_name)
{
    book_of_lines("ADB-MRIO-2021 constant.xlsx", "ADB MRIO", "Multiregional Input-Output\n" BODY);
    gvc_table *t = read_ok("ADB-MRIO-2021 constant.xlsx");
    cr_expect_eq(gvc_table_year(t), 2021);
    cr_expect_str_eq(gvc_table_text(t, "prices"), "constant");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_text(t, "units_source"), "documentation of the provider");
    gvc_table_free(t);
}

Test(adb_book, years_of_a_folder)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    book_of_lines("ADB MRIO 2022, at constant 2010 prices.xlsx", "ADB MRIO 2022", constant);
    book_of_lines("ADB-MRIO62-2020_June2023.xlsx", "ADB MRIO 2020",
                  "Multiregional Input-Output Table 2020\n\n" BODY);
    options.year = 2022;
    expect_ok(ctx, gvc_table_read(ctx, &t, ".", &options));
    cr_expect_eq(gvc_table_year(t), 2022);
    gvc_table_free(t);
    options.year = 2020;
    expect_ok(ctx, gvc_table_read(ctx, &t, ".", &options));
    cr_expect_eq(gvc_table_year(t), 2020);
    gvc_table_free(t);
}

Test(adb_book, total_consumption_that_does_not_fit)
{
    book_of_lines("ADB-MRIO-2020.xlsx", "ADB MRIO 2020",
                  "Multiregional Input-Output Table 2020\n\n\n\n|||Agri|Mining|Households|TOTAL\n"
                  "|||GER|GER|GER|ToT\n|||c1|c2|F1\nAgri|GER|c1|1|2|10|13\n"
                  "Mining|GER|c2|2|1|6|9\nTotal|TOT|r60|3|4\nValue added|ToT|r64|10|6\n");
    gvc_table *t = read_ok("ADB-MRIO-2020.xlsx");
    cr_expect(
        strstr(gvc_table_text(t, "source_notes"),
               "row of total intermediate consumption left out, though it is off from the sum "
               "of the rows above by 1 in all") != NULL,
        "%s", gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
}
