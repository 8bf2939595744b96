/* test_labelled_book.c - tables of one's own in a workbook */
#include "with_books.h"

TestSuite(labelled_book, .init = enter, .fini = leave);

static void expect_table(const char *path)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, path, NULL));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "labelled-workbook");
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_eq(cell(gvc_table_z(t), 0, 3), 4);
    cr_expect_eq(cell(gvc_table_y(t), gvc_table_find(t, GVC_INDUSTRY, "FRA_B"), 1), 5);
    cr_expect_eq(gvc_table_x_given(t)[2], 40);
    cr_expect_eq(cell(gvc_table_v(t), 0, 1), 15);
    gvc_table_free(t);
}

Test(labelled_book, country_and_sector_in_one_label)
{
    book_of_lines("t.xlsx", "mine",
                  "|DEU_A|DEU_B|FRA_A|FRA_B|DEU_FD|FRA_FD|OUT\nDEU_A|1|2|3|4|10|20|40\n"
                  "DEU_B|2|1|1|1|5|10|20\nFRA_A|3|1|2|2|12|20|40\nFRA_B|1|1|1|1|1|5|10\n"
                  "VA|33|15|33|2\n\nmade by me\n");
    expect_table("t.xlsx");
}

Test(labelled_book, country_and_sector_apart_and_merged)
{
    book_of_lines("t.xlsx", "mine",
                  "||DEU||FRA||DEU|FRA\n||A|B|A|B|FD|FD|OUT\nDEU|A|1|2|3|4|10|20|40\n"
                  "|B|2|1|1|1|5|10|20\nFRA|A|3|1|2|2|12|20|40\n|B|1|1|1|1|1|5|10\n"
                  "-|VA|33|15|33|2\n");
    expect_table("t.xlsx");
}

Test(labelled_book, what_is_refused)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    book_of_lines("t.xlsx", "mine",
                  "|DEU_A|DEU_B|FRA_A|FRA_B|DEU_FD|FRA_FD|OUT\nDEU_A|1|2|3|4|10|20|40\n"
                  "DEU_B|2|1|1|..|5|10|20\nFRA_A|3|1|2|2|12|20|40\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "t.xlsx", NULL), GVC_EFORMAT,
                 "reading t.xlsx: sheet 'mine', cell E3: '..' is not a number");
    book_of_lines("t.xlsx", "mine", "a|b\n1|2\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "t.xlsx", NULL), GVC_EFORMAT,
                 "reading t.xlsx: is no table that gvc knows by its look; gvc formats lists them, "
                 "gvc import --format NAME reads it as one");
    options.format = "labelled-workbook";
    expect_error(
        ctx, gvc_table_read(ctx, &t, "t.xlsx", &options), GVC_EFORMAT,
        "reading t.xlsx: no sheet has labels like DEU_C20 in its first row and the same in "
        "its first column, or country and sector in its first two");
}
