/* test_table_writer.c - the table for the terminal */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "written.h"

#include "writers/cell.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(table_writer, .init = setup, .fini = teardown);

static gvc_write_options look(int width, gvc_idx max_rows, bool color)
{
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.format = "table";
    options.width = width;
    options.max_rows = max_rows;
    options.color = color;
    return options;
}

Test(table_writer, aligns_and_cuts_rows)
{
    gvc_result *r = small_result(ctx);
    expect_ok(ctx, gvc_result_set_text(ctx, r, "units", "million USD"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "variant", "Borin-Mancini, source"));
    expect_written(ctx, r, look(0, 4, false),
                   "a small result, 2005, million USD  Borin-Mancini, source\n"
                   "exporter  sector  importer  gexp  dva      vax  fva\n"
                   "AAA       a       BBB          3    1  0.50000    2\n"
                   "AAA       a       KOR          6    2  1.00000    4\n"
                   "AAA       b       BBB         12    4  2.00000    8\n"
                   "AAA       b       KOR         15    5  2.50000   10\n"
                   "6 more rows: -o FILE.csv, or --exporter NAME\n");
    gvc_result_free(r);
}

Test(table_writer, drops_columns_that_do_not_fit)
{
    gvc_result *r = small_result(ctx);
    expect_written(ctx, r, look(35, 1, true),
                   "a small result, 2005\n"
                   "\033[1mexporter  sector  importer  gexp\033[0m\n"
                   "AAA       a       BBB          3\n"
                   "9 more rows: -o FILE.csv, or --exporter NAME\n"
                   "3 more columns: dva vax fva\n"
                   "  (--terms NAME,...,\n"
                   "  or -o FILE.csv)\n");
    expect_written(ctx, r, look(1, 1, false), /* keys and one term stay */
                   "a small result, 2005\n"
                   "exporter  sector  importer  gexp\n"
                   "AAA       a       BBB          3\n"
                   "9 more rows: -o FILE.csv, or --exporter NAME\n"
                   "3 more columns:\n  dva\n  vax\n  fva\n"
                   "  (--terms NAME,...,\n"
                   "  or -o FILE.csv)\n");
    gvc_result_free(r);
}

Test(table_writer, puts_single_keys_into_the_caption)
{
    static const char *const keep[] = {"KOR", NULL}, *const gexp[] = {"gexp", NULL};
    gvc_result *all = small_result(ctx), *korea = NULL, *r = NULL;
    expect_ok(ctx, gvc_result_select(ctx, &korea, all, "exporter", keep));
    expect_ok(ctx, gvc_result_pick(ctx, &r, korea, gexp));
    expect_written(ctx, r, look(80, 2, false),
                   "a small result, 2005, exporter KOR\n"
                   "sector  importer  gexp\n"
                   "a       AAA         36\n"
                   "a       BBB         39\n"
                   "2 more rows: -o FILE.csv, or --sector NAME\n");
    gvc_result_free(r);
    gvc_result_free(korea);
    gvc_result_free(all);
}

Test(table_writer, counts_letters_and_hides_control_characters)
{
    static const char *const labels[] = {"\xc3\x85land", "C\xc3\xb4te", "a\033[2J", "KOR"};
    static const double values[] = {1234567.5, -20.25, 0.25, 0};
    gvc_result *r = one_column(ctx, 0, labels, values, 4, "USD");
    gvc_result_fill(r, 0)[3] = (double)NAN;
    expect_ok(ctx, gvc_result_set_text(ctx, r, "units", "unknown"));
    expect_written(ctx, r, look(80, 0, false),
                   "unit unknown\n"
                   "exporter       gexp\n"
                   "\xc3\x85land     1,234,568\n"
                   "C\xc3\xb4te            -20\n"
                   "a?[2J             0\n"
                   "KOR               -\n");
    gvc_result_free(r);
}

Test(table_writer, shows_shares_in_per_cent)
{
    static const char *const labels[] = {"AAA", "BBB", "CCC"};
    static const double values[] = {0.67449, 1, -0.00001};
    gvc_result *r = one_column(ctx, 2005, labels, values, 3, "1");
    expect_written(ctx, r, look(80, 3, false),
                   "2005\n"
                   "exporter    gexp\n"
                   "AAA        67.4%\n"
                   "BBB       100.0%\n"
                   "CCC         0.0%\n");
    gvc_result_free(r);
}

Test(table_writer, says_that_there_is_no_row)
{
    static const char *const labels[] = {"AAA"};
    static const unsigned char absent[] = {0};
    static const double value = 0;
    gvc_result *r = one_column(ctx, 2005, labels, &value, 1, "USD");
    expect_ok(ctx, gvc_result_set_present(ctx, r, "year", "exporter", absent));
    expect_written(ctx, r, look(80, 3, false), "2005\nexporter  gexp\nno rows\n");
    gvc_result_free(r);
}

static void expect_cell(double x, double largest, bool whole, const char *expected)
{
    char text[GVC_CELL_CHARS];
    size_t length = gvc_cell_print(text, x, gvc_cell_style_for(largest, whole, false));
    cr_expect_str_eq(text, expected);
    cr_expect_eq(length, strlen(expected));
}

Test(table_writer, shows_about_six_digits)
{
    expect_cell(326743.4, 326743.4, false, "326,743");
    expect_cell(1446.26, 20000.5, false, "1,446.3");
    expect_cell(1446, 20000, true, "1,446");
    expect_cell(-999.9996, 999.9996, false, "-1,000.000");
    expect_cell(0.00123456, 0.00123456, false, "0.00123456");
    expect_cell(-1e-9, 1, false, "0.00000");
    expect_cell(123456789012.4, 123456789012.4, false, "123,456,789,012");
    expect_cell(1e15, 1e15, true, "1.00000e+15");
    expect_cell(-1.7976931348623157e308, 1e308, false, "-1.79769e+308");
    expect_cell(9.999999e-5, 9.999999e-5, false, "1.00000e-04");
    expect_cell(5e-324, 5e-324, false, "4.94066e-324");
    expect_cell(0, 1e-7, false, "0.00000e+00");
    expect_cell(HUGE_VAL, 1, false, "inf");
    expect_cell(-HUGE_VAL, 1, false, "-inf");
    expect_cell((double)NAN, 1, false, "-");
}
