/* test_sut_csv.c - supply and use in labelled texts: a case by hand, several files, mixed order,
 * and what is refused */
#include "with_lists.h"

SUITE_WITH_LISTS(sut_csv);

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static bool has_note(const gvc_table *t, const char *note)
{
    const char *notes = gvc_table_text(t, "source_notes");
    return notes != NULL && strstr(notes, note) != NULL;
}

static void expect_cells(const gvc_dense *m, const double *want)
{
    for (gvc_idx i = 0; i < m->rows * m->cols; i++) {
        cr_expect(fabs(m->data[i] - want[i]) < 1e-12, "[%d] is %.17g, expected %.17g", (int)i,
                  m->data[i], want[i]);
    }
}

static const char by_hand[] = ",AAA_p1,AAA_p2\nAAA_i1,90,10\nAAA_i2,0,50\n";
static const char use_by_hand[] =
    "use,AAA_i1,AAA_i2,AAA_C\nAAA_p1,20,10,60\nAAA_p2,30,5,25\nVA,50,35,0\n";

/* The same numbers as in the test of the step itself. */
Test(sut_csv, two_by_two_by_hand)
{
    static const double z[][4] = {{18, 12, 29, 6},
                                  {18, 12, 27, 8},
                                  {200. / 9, 100. / 9, 250. / 9, 35. / 9},
                                  {25, 10 + 5. / 6, 25, 25. / 6}};
    static const double v[][2] = {{43, 42}, {45, 40}, {50, 35}, {50, 35}};
    static const char *const first[] = {"AAA_p1", "AAA_p1", "AAA_i1", "AAA_i1"};
    write_text("supply.csv", by_hand);
    write_text("use.csv", use_by_hand);
    for (int k = 0; k < 4; k++) {
        gvc_read_options options = GVC_READ_OPTIONS_INIT;
        options.model = (char)('A' + k);
        gvc_table *t = read_it(k % 2 == 0 ? "supply.csv" : "use.csv", &options);
        expect_cells(gvc_table_z(t), z[k]);
        expect_cells(gvc_table_v(t), v[k]);
        cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), first[k]);
        cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 0), "AAA_C");
        cr_expect_eq(gvc_table_x_given(t)[0], k < 2 ? 90 : 100);
        cr_expect(fabs(gvc_table_x(t)[1] - gvc_table_x_given(t)[1]) < 1e-12);
        cr_expect_null(gvc_table_vy(t));
        gvc_table_free(t);
    }
    gvc_table *t = read_it("use.csv", NULL);
    cr_expect(has_note(t, "made symmetric by model D, fixed product sales structure: industry by "
                          "industry"));
    cr_expect_str_eq(gvc_table_text(t, "sut_model"), "D");
    gvc_table_free(t);
}

/* Countries in turns, more products than industries in one of them, totals, taxes that final use
 * pays, empty cells, final demand and value added in texts of their own. */
static const char *const mixed[] = {
    "d/supply.csv",
    ",AAA_p1,BBB_q1,AAA_p2,BBB_q2,BBB_q3,TOTAL\n"
    "AAA_i1,30,,10,,,40\nBBB_j1,,20,,5,5,30\nAAA_i2,,,20,,,20\nTOTAL,30,20,30,5,5,90\n",
    "d/use.csv",
    ",AAA_i1,AAA_i2,BBB_j1,OUT\nAAA_p1,5,2,3,30\nAAA_p2,4,4,2,30\nBBB_q1,1,1,6,20\nBBB_q2,1,0,1,5\n"
    "BBB_q3,0,1,2,5\n",
    "d/final_demand.csv",
    ",AAA_C,BBB_C,DISC\nBBB_q1,2,10,0\nAAA_p1,15,5,0\nAAA_p2,10,9,1\nBBB_q2,0,3,0\nBBB_q3,1,1,0\n",
    "d/value_added.csv",
    ",BBB_j1,AAA_i1,AAA_i2\nTLS,1,1,2\nGOS,15,28,10\n",
    NULL};

Test(sut_csv, reads_several_texts_in_any_order)
{
    pack("in.zip", mixed);
    gvc_table *t = read_it("in.zip", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "AAA_i2");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 2), "BBB_j1");
    /* i1 makes all of p1 and a third of p2, i2 two thirds; j1 everything of BBB. */
    const double z[] = {5 + 4. / 3, 2 + 4. / 3, 3 + 2. / 3, 8. / 3, 8. / 3, 4. / 3, 2, 2, 9};
    expect_cells(gvc_table_z(t), z);
    const double y[] = {15 + 10. / 3, 8, 1. / 3, 20. / 3, 6, 2. / 3, 3, 14, 0};
    expect_cells(gvc_table_y(t), y);
    const double v[] = {1, 2, 1, 28, 10, 15};
    expect_cells(gvc_table_v(t), v);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_VALUE_ADDED);
    cr_expect_eq(gvc_table_country_of(t, GVC_FINAL_USE, 2), -1);
    cr_expect(has_note(t, "9 empty cells taken as 0"), "%s", gvc_table_text(t, "source_notes"));
    cr_expect(has_note(t, "rows and columns of totals left out: 2, first TOTAL"));
    gvc_table_free(t);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.model = 'B';
    t = read_it("in.zip", &options);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 5);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 4), "BBB_q3");
    /* j1 spends two thirds of its inputs on q1. */
    cr_expect(fabs(cell(gvc_table_z(t), 2, 2) - 4) < 1e-12);
    cr_expect(fabs(cell(gvc_table_v(t), 1, 4) - 2.5) < 1e-12);
    cr_expect_eq(cell(gvc_table_y(t), 2, 1), 10);
    gvc_table_free(t);
    options.labels_only = true;
    t = read_it("in.zip", &options);
    cr_expect_null(gvc_table_z(t));
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 5);
    gvc_table_free(t);
    options.labels_only = false;
    options.model = 'A';
    expect_error(ctx, refuse("in.zip", &options), GVC_ESHAPE,
                 "reading in.zip: model A needs as many products as industries; BBB makes 3 "
                 "products in 1 industries; models B and D take any numbers");
}

Test(sut_csv, keeps_what_final_use_pays_of_primary_rows)
{
    write_text("supply.csv", by_hand);
    write_text("use.csv", "use,AAA_i1,AAA_i2,AAA_C\nAAA_p1,20,10,60\nAAA_p2,30,5,25\n"
                          "TLS,1,2,3\nVA,49,33,0\n");
    gvc_table *t = read_it(".", NULL);
    cr_assert_not_null(gvc_table_vy(t));
    cr_expect_eq(cell(gvc_table_vy(t), 0, 0), 3);
    gvc_table_free(t);
}

/* Without a product of supply nobody makes: what is used of it is lost, and said to be. */
Test(sut_csv, tells_what_is_lost_and_what_is_negative)
{
    write_text("supply.csv", ",A_p1,A_p2,A_p3\nA_i1,9,1,0\nA_i2,1,9,0\n");
    write_text("use.csv", ",A_i1,A_i2,A_C\nA_p1,1,2,7\nA_p2,3,1,6\nA_p3,1,0,-2\nVA,5,7,0\n");
    gvc_table *t = read_it(".", NULL);
    cr_expect(has_note(t, "model D: 1 products are in use and nobody makes them, so that 3 of use "
                          "is lost"),
              "%s", gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
    write_text("supply.csv", ",A_p1,A_p2\nA_i1,6,4\nA_i2,4,6\n");
    write_text("use.csv", ",A_i1,A_i2,A_C\nA_p1,1,9,0\nA_p2,2,0,8\nVA,7,1,0\n");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.model = 'A';
    t = read_it(".", &options);
    cr_expect(has_note(t, "model A: 2 cells of Z are below 0, in all -19 (of use: 0, 0)"), "%s",
              gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
}

Test(sut_csv, refuses_what_does_not_fit_together)
{
    static const char *const cases[][3] = {
        {",AAA_p1,BBB_p2\nAAA_i1,90,10\nBBB_i2,0,50\n",
         ",AAA_i1,BBB_i2,AAA_C\nAAA_p1,20,10,60\nBBB_p2,30,5,25\n",
         "reading .: supply.csv:2: column 3: 10, expected 0: an industry makes products of its own "
         "country only"},
        {",p1,AAA_p2\nAAA_i1,90,10\nAAA_i2,0,50\n",
         ",AAA_i1,AAA_i2,AAA_C\np1,20,10,60\nAAA_p2,30,5,25\n",
         "reading .: product 'p1' is not labelled COUNTRY_ITEM"},
        {",AAA_p1,AAA_p1\nAAA_i1,90,10\nAAA_i2,0,50\n", use_by_hand,
         "reading .: supply.csv:1: label 'AAA_p1' is there twice"},
        {",AAA_p1,AAA_p2\nAAA_i1,90,10\nAAA_i1,0,50\n", use_by_hand,
         "reading .: supply.csv:3: label 'AAA_i1' is there twice"},
        {by_hand, ",AAA_i1,AAA_i2,AAA_C\nAAA_p1,20,x,60\nAAA_p2,1,2,3\n",
         "reading .: use.csv:2: column 3: 'x' is not a number"},
        {by_hand, ",AAA_i1,AAA_i2,AAA_C\nAAA_p1,20,1\nAAA_p2,1,2,3\n",
         "reading .: use.csv:2: 3 fields, expected 4 as in line 1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text("supply.csv", cases[i][0]);
        write_text("use.csv", cases[i][1]);
        expect_error(ctx, refuse(".", NULL), GVC_EFORMAT, cases[i][2]);
    }
    write_text("supply.csv", by_hand);
    write_text("use.csv", use_by_hand);
    write_text("final_demand.csv", ",AAA_G\nAAA_p3,1\n");
    expect_error(ctx, refuse(".", NULL), GVC_EFORMAT,
                 "reading .: final_demand.csv:2: 'AAA_p3' is no product of supply");
    write_text("final_demand.csv", ",AAA_C\nAAA_p1,1\n");
    expect_error(ctx, refuse(".", NULL), GVC_EFORMAT,
                 "reading .: final_demand.csv:1: label 'AAA_C' is in another file, too");
    unlink("final_demand.csv");
    write_text("value_added.csv", ",AAA_i1,AAA_G\nGOS,1,1\n");
    expect_error(ctx, refuse(".", NULL), GVC_EFORMAT,
                 "reading .: value_added.csv:1: 'AAA_G' is no industry of supply");
    unlink("use.csv");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.format = "sut-csv";
    expect_error(ctx, refuse("supply.csv", &options), GVC_EIO,
                 "reading supply.csv: no use.csv beside it");
}

/* Two years side by side: each has its own texts. */
Test(sut_csv, keeps_folders_apart)
{
    const char *const both[] = {"2018/supply.csv",
                                by_hand,
                                "2018/use.csv",
                                use_by_hand,
                                "2019/supply.csv",
                                by_hand,
                                "2019/use.csv",
                                use_by_hand,
                                "2019/final_demand.csv",
                                ",AAA_G\nAAA_p1,6\n",
                                NULL};
    pack("both.zip", both);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2018;
    gvc_table *t = read_it("both.zip", &options);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 1);
    gvc_table_free(t);
    options.year = 2019;
    t = read_it("both.zip", &options);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_eq(cell(gvc_table_y(t), 0, 1), 6);
    gvc_table_free(t);
}

static void expect_use_refused(const char *supply, const char *use, const char *message)
{
    gvc_table *refused = NULL;
    write_text("supply.csv", supply);
    write_text("use.csv", use);
    expect_error(ctx, gvc_table_read(ctx, &refused, "use.csv", NULL), GVC_ESHAPE, message);
}

Test(sut_csv, takes_no_industry_of_supply_for_final_use)
{
    expect_use_refused(by_hand, "use,AAA_i1,AAA_I2,AAA_C\nAAA_p1,20,10,60\nAAA_p2,30,5,25\n",
                       "reading use.csv: has no column 'AAA_i2', though it is an industry of "
                       "supply; rows of supply are industries, its columns products");
    expect_use_refused(by_hand, "use,AAA_i1,AAA_i2,AAA_C\nAAA_p1,20,10,60\nAAA_P2,30,5,25\n",
                       "reading use.csv: has no row 'AAA_p2', though it is a product of supply; "
                       "rows of supply are industries, its columns products");
    expect_use_refused(",AAA_i1,AAA_i2\nAAA_p1,90,0\nAAA_p2,10,50\n", use_by_hand,
                       "reading use.csv: has no column 'AAA_p1', though it is an industry of "
                       "supply; rows of supply are industries, its columns products");
}
