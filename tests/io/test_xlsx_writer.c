/* test_xlsx_writer.c - workbooks that are written, read back with our own reader */
#define _XOPEN_SOURCE 700 /* mkdtemp */

#include "../core/comma.h"
#include "book_cells.h"
#include "full.h"
#include "result/result.h"
#include "writers/xlsx.h"
#include "written.h"

extern const gvc_writer gvc_writer_xlsx;

static folder here;
static gvc_ctx *ctx;

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(xlsx_writer, .init = setup, .fini = teardown);

/* Names of the sheets: "2005|About|" */
static void expect_sheets(const char *path, const char *expected)
{
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    gvc_text found = {0};
    expect_ok(ctx, book_open(ctx, path, &source, &book));
    for (gvc_idx i = 0; i < gvc_book_sheets(book); i++) {
        gvc_text_addf(&found, "%s|", gvc_book_sheet(book, i));
    }
    cr_expect_str_eq(gvc_text_str(&found), expected);
    gvc_text_free(&found);
    gvc_book_close(book);
    gvc_source_close(source);
}

static void expect_sheet(const char *path, gvc_idx sheet, const char *expected)
{
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    gvc_text found = {0};
    expect_ok(ctx, book_open(ctx, path, &source, &book));
    expect_ok(ctx, gvc_book_read(ctx, book, sheet, book_list_cell, &found));
    cr_expect_str_eq(gvc_text_str(&found), expected);
    gvc_text_free(&found);
    gvc_book_close(book);
    gvc_source_close(source);
}

Test(xlsx_writer, writes_the_rows_of_the_csv)
{
    gvc_result *r = small_result(ctx);
    expect_ok(ctx, gvc_result_set_text(ctx, r, "view", "bilateral"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", NULL));
    expect_sheets("r.xlsx", "data|About|");
    expect_sheet("r.xlsx", 0,
                 "A1='year' B1='exporter' C1='sector' D1='importer' "
                 "E1='gexp' F1='dva' G1='vax' H1='fva' "
                 "A2=2005 B2='AAA' C2='a' D2='BBB' E2=3 F2=1 G2=0.5 H2=2 "
                 "A3=2005 B3='AAA' C3='a' D3='KOR' E3=6 F3=2 G3=1 H3=4 "
                 "A4=2005 B4='AAA' C4='b' D4='BBB' E4=12 F4=4 G4=2 H4=8 "
                 "A5=2005 B5='AAA' C5='b' D5='KOR' E5=15 F5=5 G5=2.5 H5=10 "
                 "A6=2005 B6='BBB' C6='a' D6='AAA' E6=18 F6=6 G6=3 H6=12 "
                 "A7=2005 B7='BBB' C7='a' D7='KOR' E7=24 F7=8 G7=4 H7=16 "
                 "A8=2005 B8='KOR' C8='a' D8='AAA' E8=36 F8=12 G8=6 H8=24 "
                 "A9=2005 B9='KOR' C9='a' D9='BBB' E9=39 F9=13 G9=6.5 H9=26 "
                 "A10=2005 B10='KOR' C10='b' D10='AAA' E10=45 F10=15 G10=7.5 H10=30 "
                 "A11=2005 B11='KOR' C11='b' D11='BBB' E11=48 F11=16 G11=8 H11=32 ");
    gvc_result_free(r);
}

Test(xlsx_writer, explains_columns_and_attributes)
{
    gvc_result *r = small_result(ctx);
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    o.command_line = "gvc decompose small";
    o.reproducible = true;
    expect_ok(ctx, gvc_result_set_text(ctx, r, "warnings", "one\ntwo"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", &o));
    expect_sheets("r.xlsx", "data|About|");
    gvc_text expected = {0};
    gvc_text_addf(&expected,
                  "A1='a small result' A3='column' B3='what it is' C3='unit' D3='formula' "
                  "E3='part of total' A4='year' B4='key, whole number' A5='exporter' "
                  "B5='key, label' A6='sector' B6='key, label' A7='importer' B7='key, label' "
                  "A8='gexp' B8='Gross exports' C8='million USD' D8='u E_sr' "
                  "A9='dva' B9='Domestic value added' C9='million USD' D9='v_s B_ss E_sr' "
                  "E9='gexp' A10='vax' C10='million USD' A11='fva' B11='Foreign value added' "
                  "C11='million USD' D11='v_t B_ts E_sr' E11='gexp' "
                  "A13='attribute' B13='value' A14='gvc_version' B14='%s' "
                  "A15='own_cell' B15='exporter importer' A16='identity' B16='gexp' "
                  "A17='title' B17='a small result' A18='warnings' B18='one\ntwo' "
                  "A19='command_line' B19='gvc decompose small' "
                  "A20='history' B20='gvc decompose small' ",
                  gvc_version());
    expect_sheet("r.xlsx", 1, expected.chars);
    gvc_text_free(&expected);
    gvc_result_free(r);
}

static gvc_result *of_years(const int32_t *years, gvc_idx count)
{
    static const char *const labels[] = {"AAA", "BBB"};
    static const int32_t ranks[] = {1, 200000};
    static const gvc_term term = {"x", NULL, NULL, "1", false};
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", years, count));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "country", labels, 2));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "rank", ranks, 2));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &term));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    for (gvc_idx i = 0; i < gvc_result_cells(r); i++) {
        gvc_result_fill(r, 0)[i] = (double)i;
    }
    return r;
}

/* Programs read the first sheet: it has all years. */
Test(xlsx_writer, puts_all_years_on_one_sheet)
{
    gvc_result *r = of_years((const int32_t[]){1995, 2005}, 2);
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", NULL));
    expect_sheets("r.xlsx", "data|About|");
    expect_sheet("r.xlsx", 0,
                 "A1='year' B1='country' C1='rank' D1='x' A2=1995 B2='AAA' C2=1 D2=0 "
                 "A3=1995 B3='AAA' C3=200000 D3=1 A4=1995 B4='BBB' C4=1 D4=2 "
                 "A5=1995 B5='BBB' C5=200000 D5=3 A6=2005 B6='AAA' C6=1 D6=4 "
                 "A7=2005 B7='AAA' C7=200000 D7=5 A8=2005 B8='BBB' C8=1 D8=6 "
                 "A9=2005 B9='BBB' C9=200000 D9=7 ");
    gvc_result_free(r);
}

/* The dimension that makes sheets, of `years` years with 1024 x `ranks` rows each. */
static gvc_idx sheets_of(gvc_idx years, gvc_idx ranks)
{
    enum { MOST = 1024 };
    static int32_t numbers[MOST];
    gvc_result *r = NULL;
    const gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    void *state = NULL;
    for (int i = 0; i < MOST; i++) {
        numbers[i] = i + 1;
    }
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", numbers, years));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "rank", numbers, MOST));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "other", numbers, ranks));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &(gvc_term){"x", NULL, NULL, "1", false}));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_writer_xlsx.file->begin(ctx, &state, r, "r.xlsx", &o));
    gvc_idx dim = ((gvc_xlsx *)state)->years;
    gvc_writer_xlsx.file->release(state);
    gvc_result_free(r);
    return dim;
}

Test(xlsx_writer, makes_a_sheet_a_year_where_one_sheet_might_be_too_small)
{
    cr_expect_eq(sheets_of(2, 511), -1);
    cr_expect_eq(sheets_of(2, 512), 0); /* with the header one row more than there are */
    cr_expect_eq(sheets_of(1, 1024), -1);
}

/* As the writer is called, with sheets of three rows. */
Test(xlsx_writer, continues_on_the_next_sheet)
{
    gvc_result *r = of_years((const int32_t[]){1995, 2005}, 2);
    const gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    const gvc_file_writer *file = gvc_writer_xlsx.file;
    void *state = NULL;
    expect_ok(ctx, file->begin(ctx, &state, r, "r.xlsx", &o));
    ((gvc_xlsx *)state)->most = 4;
    ((gvc_xlsx *)state)->years = 0;
    expect_ok(ctx, file->piece(ctx, state, r));
    expect_ok(ctx, file->end(ctx, state, r));
    file->release(state);
    expect_sheets("r.xlsx", "1995|1995 (2)|2005|2005 (2)|About|");
    expect_sheet("r.xlsx", 1,
                 "A1='year' B1='country' C1='rank' D1='x' "
                 "A2=1995 B2='BBB' C2=200000 D2=3 ");
    expect_sheet("r.xlsx", 2,
                 "A1='year' B1='country' C1='rank' D1='x' A2=2005 B2='AAA' C2=1 D2=4 "
                 "A3=2005 B3='AAA' C3=200000 D3=5 A4=2005 B4='BBB' C4=1 D4=6 ");
    gvc_result_free(r);
}

Test(xlsx_writer, keeps_what_cells_can_hold)
{
    static const char *const labels[] = {"plain",        "<a> & \"b\"", "\xc3\x85land",
                                         " x ",          "a\x01\rb",    "\xe9t\xe9",
                                         "\xef\xbf\xbf", "a\nb",        "z"};
    static const double values[] = {12564277.95605341, -0.0,      5e-324, 1e300, (double)NAN,
                                    HUGE_VAL,          -HUGE_VAL, 0.1,    -1e-7};
    gvc_result *r = one_column(ctx, 0, labels, values, 9, "USD");
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", NULL));
    expect_sheet("r.xlsx", 0,
                 "A1='year' B1='exporter' C1='gexp' B2='plain' C2=12564277.95605341 "
                 "B3='<a> & \"b\"' C3=-0 B4='\xc3\x85land' C4=4.9406564584124654e-324 "
                 "B5=' x ' C5=1.0000000000000001e+300 B6='a  b' B7='?t?' C7='inf' "
                 "B8='\xef\xbf\xbd' C8='-inf' B9='a\nb' C9=0.10000000000000001 "
                 "B10='z' C10=-9.9999999999999995e-08 ");
    gvc_result_free(r);
}

/* A number has 16 digits: within half a unit of the 16th. */
Test(xlsx_writer, rounds_to_16_digits)
{
    static const char *const labels[] = {"a", "b", "c"};
    static const double values[] = {0.30000000000000004, 12564277.956053412, 1.0000000000000002};
    gvc_result *r = one_column(ctx, 2005, labels, values, 3, "USD");
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", NULL));
    expect_sheet("r.xlsx", 0,
                 "A1='year' B1='exporter' C1='gexp' A2=2005 B2='a' C2=0.29999999999999999 "
                 "A3=2005 B3='b' C3=12564277.95605341 A4=2005 B4='c' C4=1 ");
    gvc_result_free(r);
}

Test(xlsx_writer, cuts_a_text_that_is_too_long)
{
    enum { LONG = 40000 };
    char *text = calloc(LONG + 1, 1);
    memset(text, 'a', LONG);
    gvc_result *r = small_result(ctx);
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    o.reproducible = true;
    expect_ok(ctx, gvc_result_set_text(ctx, r, "notes", text));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", &o));
    gvc_source *source = NULL;
    gvc_book *book = NULL;
    gvc_text found = {0};
    expect_ok(ctx, book_open(ctx, "r.xlsx", &source, &book));
    expect_ok(ctx, gvc_book_read(ctx, book, 1, book_list_cell, &found));
    const char *at = strstr(found.chars, "='aaa");
    cr_assert_not_null(at);
    cr_expect_eq(strcspn(at + 2, "'"), 32767);
    cr_expect_not_null(strstr(at, "aaa [cut: a cell holds no more]'"));
    gvc_text_free(&found);
    gvc_book_close(book);
    gvc_source_close(source);
    gvc_result_free(r);
    free(text);
}

Test(xlsx_writer, writes_a_header_without_rows)
{
    static const char *const only[] = {"AAA"};
    gvc_result *r = NULL, *all = small_result(ctx);
    gvc_result *one = NULL;
    expect_ok(ctx,
              gvc_result_select(ctx, &one, all, "exporter", (const char *const[]){"AAA", NULL}));
    expect_ok(ctx,
              gvc_result_select(ctx, &r, one, "importer", (const char *const[]){only[0], NULL}));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", NULL));
    expect_sheet("r.xlsx", 0,
                 "A1='year' B1='exporter' C1='sector' D1='importer' "
                 "E1='gexp' F1='dva' G1='vax' H1='fva' ");
    gvc_result_free(r);
    gvc_result_free(one);
    gvc_result_free(all);
}

static char *bytes_of(const gvc_result *r, bool reproducible, const char *date, size_t *length)
{
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    o.reproducible = reproducible;
    setenv("SOURCE_DATE_EPOCH", date, 1);
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", &o));
    return read_bytes("r.xlsx", length);
}

Test(xlsx_writer, is_reproducible_where_asked)
{
    gvc_result *r = small_result(ctx);
    for (int asked = 0; asked < 2; asked++) {
        size_t a = 0, b = 0;
        char *first = bytes_of(r, asked != 0, "1000000000", &a);
        char *second = bytes_of(r, asked != 0, "1100000000", &b);
        bool same = a == b && memcmp(first, second, a) == 0;
        cr_expect_eq(same, asked != 0);
        free(first);
        free(second);
    }
    gvc_result_free(r);
}

Test(xlsx_writer, refuses_more_columns_than_a_sheet_has)
{
    gvc_result *r = small_result(ctx), wide = *r;
    void *state = NULL;
    const gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    wide.nterms = LXW_COL_MAX;
    expect_error(ctx, gvc_writer_xlsx.file->begin(ctx, &state, &wide, "r.xlsx", &o),
                 GVC_EUNSUPPORTED,
                 "an Excel sheet holds 16384 columns, this result has 16388; take fewer, or write "
                 "csv or hdf5");
    gvc_writer_xlsx.file->release(state);
    gvc_result_free(r);
}

Test(xlsx_writer, is_whole_or_not_there_where_files_cannot_grow)
{
    static char names[1500][8];
    const char *labels[1500];
    double values[1500];
    for (int i = 0; i < 1500; i++) {
        snprintf(names[i], sizeof names[i], "C%d", i);
        labels[i] = names[i];
        values[i] = 1.0 / (i + 3);
    }
    gvc_result *r = one_column(ctx, 2005, labels, values, 1500, "USD");
    expect_whole_or_nothing(ctx, r, "r.xlsx", 16384);
    gvc_result_free(r);
}

/* What the check behind the writer finds. */
Test(xlsx_writer, notices_a_file_that_came_out_cut)
{
    gvc_result *r = small_result(ctx);
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    o.reproducible = true;
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", &o));
    gvc_idx cells = 8 + 10 * 8 + 40;
    expect_ok(ctx, gvc_xlsx_check_file(ctx, "r.xlsx", cells));
    expect_error(ctx, gvc_xlsx_check_file(ctx, "r.xlsx", cells + 1), GVC_EIO,
                 "the workbook came out cut, the disk may be full: 128 of 129 cells are there");
    cut_file("r.xlsx", "cut.xlsx", -30);
    cr_expect_eq(gvc_xlsx_check_file(ctx, "cut.xlsx", cells), GVC_EIO);
    book_write("bad.xlsx", (const char *const[]){"a", "<worksheet><sheetData><row><c>", NULL},
               NULL);
    cr_expect_eq(gvc_xlsx_check_file(ctx, "bad.xlsx", 1), GVC_EIO);
    gvc_result_free(r);
}

/* In a program whose locale writes 0,5. */
Test(xlsx_writer, does_not_follow_the_locale)
{
    if (!comma_locale()) {
        cr_skip_test("no locale with a comma is installed");
    }
    static const char *const labels[] = {"AAA"};
    const double half = 0.5;
    gvc_result *r = one_column(ctx, 2005, labels, &half, 1, "USD");
    expect_ok(ctx, gvc_result_write(ctx, r, "r.xlsx", NULL));
    cr_expect_str_eq(localeconv()->decimal_point, ",");
    setlocale(LC_NUMERIC, "C");
    expect_sheet("r.xlsx", 0, "A1='year' B1='exporter' C1='gexp' A2=2005 B2='AAA' C2=0.5 ");
    gvc_result_free(r);
}
