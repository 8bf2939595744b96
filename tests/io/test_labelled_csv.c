/* test_labelled_csv.c - tables with labels: sorting of rows and columns, given output, refusals */
#include <expect.h>

#include "folder.h"

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

TestSuite(labelled_csv, .init = enter, .fini = leave);

static gvc_table *read_text(const char *text)
{
    gvc_table *t = NULL;
    write_text("t.csv", text);
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.csv", NULL));
    return t;
}

static void expect_refused(const char *text, gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    char whole[512];
    write_text("t.csv", text);
    snprintf(whole, sizeof whole, "reading t.csv%s", message);
    expect_error(ctx, gvc_table_read(ctx, &t, "t.csv", NULL), code, whole);
    cr_expect_null(t);
    gvc_table_free(t);
}

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static const char plain[] = "V1,A_x,A_y,B_x,A_C,A_G,B_C,OUT\n"
                            "A_x,1,2,3,4,5,6,21\n"
                            "A_y,7,8,9,10,11,12,57\n"
                            "B_x,13,14,15,16,17,18,93\n"
                            "TLS,1,1,1,0,0,0,\n"
                            "VA,-1,32,65,,,,\n"
                            "OUT,21,57,93,30,33,36,\n";

Test(labelled_csv, sorts_rows_and_columns)
{
    gvc_table *t = read_text(plain);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 3);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 1), "A_G");
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 1), "VA");
    cr_expect_eq(gvc_table_count(t, GVC_CATEGORY), 2);
    cr_expect(cell(gvc_table_z(t), 2, 0) == 13 && cell(gvc_table_y(t), 1, 2) == 12);
    cr_expect(cell(gvc_table_v(t), 0, 2) == 1 && cell(gvc_table_v(t), 1, 0) == -1);
    cr_expect(gvc_table_has_given_va(t));
    cr_assert_not_null(gvc_table_x_given(t));
    cr_expect(gvc_table_x_given(t)[0] == 21 && gvc_table_x_given(t)[2] == 93);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_VALUE_ADDED);
    cr_expect_null(gvc_table_vy(t));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), "3 empty cells read as 0");
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "labelled-csv");
    gvc_table_free(t);
}

/* The same table with the columns in another order, quoted, with CRLF and a byte-order mark. */
Test(labelled_csv, maps_columns_by_label)
{
    gvc_table *t = read_text("\xef\xbb\xbf\"\",\"OUT\",B_C,B_x,A_C,A_y,\"A_x\",A_G\r\n"
                             "\"A_x\",21,6,3,4,2,1,5\r\n"
                             "A_y,57,12,9,10,8,7,11\r\n"
                             "B_x,93,18,15,16,14,13,17\r\n");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), "A_x");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 0), "B_C");
    cr_expect(cell(gvc_table_z(t), 2, 0) == 13 && cell(gvc_table_z(t), 0, 2) == 3);
    cr_expect(cell(gvc_table_y(t), 1, 0) == 12 && cell(gvc_table_y(t), 1, 2) == 11);
    cr_expect_eq(gvc_table_x_given(t)[1], 57);
    cr_expect_not(gvc_table_has_given_va(t));
    gvc_table_free(t);
}

Test(labelled_csv, notes_what_it_found)
{
    gvc_table *t = read_text("V1,A_x,B_x,A_C,DISC,Z_C,TOTAL\n"
                             "A_x,1,2,3,4,5,15\n"
                             "B_x,6,7,8,9,10,40\n"
                             "VA,8,31,-1.5,,2,\n"
                             "OUTPUT,15,41,0,0,0,0\n");
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 1), -1);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 2), -1);
    cr_expect_eq(gvc_table_x_given(t)[1], 40);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "final-use column DISC belongs to no country\n"
                     "final-use column Z_C belongs to no country\n"
                     "row and column of output differ in 1 industry: the column is taken\n"
                     "1 empty cell read as 0");
    cr_assert_not_null(gvc_table_vy(t));
    cr_expect(cell(gvc_table_vy(t), 0, 0) == -1.5 && cell(gvc_table_vy(t), 0, 2) == 2);
    gvc_table_free(t);
}

Test(labelled_csv, counts_territories_into_their_country)
{
    gvc_table *t = read_text("V1,MX1_x,A_x,MX2_x,A_C,MEX_C\n"
                             "MX1_x,1,2,3,4,5\n"
                             "A_x,1,2,3,4,5\n"
                             "MX2_x,1,2,3,4,5\n");
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 0),
                 gvc_table_country_of(t, GVC_FINAL_USE, 1));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "MX1 counted as part of MEX\nMX2 counted as part of MEX");
    gvc_table_free(t);
}

Test(labelled_csv, refuses_labels_that_do_not_fit)
{
    static const struct {
        gvc_status code;
        const char *text, *message;
    } cases[] = {
        {GVC_EFORMAT, "V1,A_x,A_x,A_C\nA_x,1,2,3\n",
         ":1: column 3: 'A_x' is there twice, first in column 2"},
        {GVC_EFORMAT, "V1,A_x,B_x,A_\033[2J\nA_x,1,2,3\n",
         ":1: column 4: the label holds a control character"},
        {GVC_EFORMAT, "V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,2,3\nV\177,1,2,3\n",
         ":4: the label holds a control character"},
        {GVC_EFORMAT, "V1,A_x,,A_C\nA_x,1,2,3\n", ":1: column 3: empty, expected a label"},
        {GVC_EFORMAT, "V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,2,3\nA_x,1,2,3\n",
         ":4: 'A_x' is there twice, first in line 2"},
        {GVC_EFORMAT, "V1,A_x,B_x,A_C\nA_x,1,2,3\n,1,2,3\n",
         ":3: column 1: empty, expected a label"},
        {GVC_ESHAPE, "V1,A_x,A_y,B_x,A_C\nA_x,1,2,3,4\nB_y,1,2,3,4\nA_y,1,2,3,4\nB_x,1,2,3,4\n",
         ":3: row 'B_y' has no column of that name"},
        {GVC_ESHAPE, "V1,A_x,A_y,B_x,A_C\nA_x,1,2,3,4\nA_y,1,2,3,4\nB_x,1,2,3,4\nB_y,1,2,3,4\n",
         ":5: row 'B_y' has no column of that name"},
        {GVC_ESHAPE, "V1,A_x,A_y,B_x,B_y,A_C\nA_x,1,2,3,4,5\nA_y,1,2,3,4,5\nB_x,1,2,3,4,5\n",
         ":1: column 5: 'B_y' has no row of that name"},
        {GVC_EFORMAT, "V1,steel,corn,final\nsteel,1,2,3\ncorn,1,2,3\n",
         ":2: industry 'steel' is not named COUNTRY_SECTOR"},
        {GVC_EFORMAT, "V1,A_x,B_x,A_C\na,1,2,3\nb,1,2,3\n",
         ": no row has the label of a column, so there is no industry; expected labels like "
         "DEU_C20 in the header and in the first column"},
        {GVC_EFORMAT, "V1,A_x,B_x,A_C,OUT,TOTAL\nA_x,1,2,3,4,5\nB_x,1,2,3,4,5\n",
         ":1: column 6: a second column of output, 'TOTAL', with other numbers"},
        {GVC_EFORMAT, "V1,A_x,B_x,VA,OUT\nA_x,1,2,7,10\nB_x,3,4,4,11\nA_C,6,5,,\nOUT,10,11,,\n",
         ":1: column 4: 'VA' is value added by its name, expected as a row below the industries; "
         "transpose the table if its sellers are columns"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_refused(cases[i].text, cases[i].code, cases[i].message);
    }
}

Test(labelled_csv, refuses_decimal_commas)
{
    expect_refused("V1;A_x;B_x;A_C\nA_x;1;2;3\nB_x;1;-2.000,5;3\n", GVC_EFORMAT,
                   ":3: decimal commas in fields separated by ';'; save with a decimal point");
    expect_refused("V1;A_x;B_x;A_C\nA_x;1;2,5,1;3\nB_x;1;2;3\n", GVC_EFORMAT,
                   ":2: column 3: '2,5,1' is not a number");
}

Test(labelled_csv, refuses_bad_cells)
{
    static const char *const cases[][2] = {
        {"V1,A_x,B_x,A_C\nA_x,1,-,3\nB_x,1,2,3\n", ":2: column 3: '-' is not a number"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,NaN\nB_x,1,2,3\n", ":2: column 4: 'NaN' is not a finite number"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,2,NA\n", ":3: column 4: 'NA' is not a number"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,2,3\nVA,1,1e400,3\n",
         ":4: column 3: '1e400' is not a finite number"},
        {"V1,A_x,B_x,A_C,\nA_x,1,2,3,\nB_x,1,2,3,4\n",
         ":3: column 5: '4' stands in a column without a label"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,3\n,,4,\nB_x,1,2,3\n", ":3: column 1: empty, expected a label"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,2\n", ":3: 3 fields, expected 4 as in line 1"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,2,3,4\n", ":3: 5 fields, expected 4 as in line 1"},
        {"V1,A_x,B_x,A_C\nA_x,1,2,3\nB_x,1,Inf,3\n", ":3: column 3: 'Inf' is not a finite number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_refused(cases[i][0], GVC_EFORMAT, cases[i][1]);
    }
}

/* Spreadsheets leave cells, columns and lines empty. */
Test(labelled_csv, reads_empty_cells_as_0)
{
    gvc_table *t = read_text("V1;A_x;B_x;A_C;B_C;;\n"
                             "A_x; 1.5e1 ;;3;\" \";;\n"
                             ";;;;;;\n"
                             "B_x;4;5;;6;;\n"
                             ";;;;;;\n");
    cr_expect(cell(gvc_table_z(t), 0, 0) == 15 && cell(gvc_table_z(t), 0, 1) == 0);
    cr_expect(cell(gvc_table_y(t), 0, 0) == 3 && cell(gvc_table_y(t), 1, 1) == 6);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "3 empty cells read as 0\n2 lines without labels and numbers left out");
    gvc_table_free(t);
}

static double sum_of(const double *x, gvc_idx n)
{
    double sum = 0;
    for (gvc_idx i = 0; i < n; i++) {
        sum += x[i];
    }
    return sum;
}

Test(labelled_csv, reads_wiod_2005)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, "data/wiod2013/wiot_2005_full_labelled.csv.gz");
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, shared_name, NULL));
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY);
    cr_assert_eq(n, 1435);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 205);
    cr_expect_eq(gvc_table_count(t, GVC_CATEGORY), 5);
    cr_expect_eq(gvc_table_year(t), 2005);
    cr_assert_not_null(gvc_table_x_given(t));
    double output = sum_of(gvc_table_x_given(t), n), inputs = 0, value_added = 0;
    for (gvc_idx i = 0; i < n; i++) {
        inputs += sum_of(gvc_table_z(t)->data + i * gvc_table_z(t)->stride, n);
    }
    value_added = sum_of(gvc_table_v(t)->data, n);
    /* Integers in the file: exact. VA there is published output less the column sum. */
    cr_expect_eq(value_added, output - inputs);
    cr_expect_eq(gvc_table_x_given(t)[0], 37935);
    cr_expect_eq(gvc_table_v(t)->data[0], 21763);
    cr_expect_null(strstr(gvc_table_text(t, "source_notes"), "differ"));
    gvc_table_free(t);
}

Test(labelled_csv, agrees_with_the_headerless_file)
{
    char shared_name[2 * FOLDER_PATH];
    gvc_table *labelled = NULL, *plain_table = NULL;
    shared_path(&here, "data/exvatools-test/iciotest_labelled.csv.gz");
    expect_ok(ctx, gvc_table_read(ctx, &labelled, shared_name, NULL));
    shared_path(&here, "data/exvatools-test/iciotest.csv.gz");
    expect_ok(ctx, gvc_table_read(ctx, &plain_table, shared_name, NULL));
    /* The empty blocks of MEX and CHN are left out. */
    gvc_idx n = gvc_table_count(labelled, GVC_INDUSTRY);
    cr_assert(n == 24 && gvc_table_count(plain_table, GVC_INDUSTRY) == 30);
    for (gvc_idx i = 0; i < n; i++) {
        gvc_idx row =
            gvc_table_find(plain_table, GVC_INDUSTRY, gvc_table_label(labelled, GVC_INDUSTRY, i));
        cr_assert(row >= 0);
        cr_expect_eq(gvc_table_country_of(labelled, GVC_INDUSTRY, i),
                     gvc_table_country_of(plain_table, GVC_INDUSTRY, row));
        for (gvc_idx j = 0; j < n; j++) {
            gvc_idx col = gvc_table_find(plain_table, GVC_INDUSTRY,
                                         gvc_table_label(labelled, GVC_INDUSTRY, j));
            cr_expect_eq(cell(gvc_table_z(labelled), i, j),
                         cell(gvc_table_z(plain_table), row, col), "row %lld", (long long)i);
        }
    }
    gvc_table_free(labelled);
    gvc_table_free(plain_table);
}
