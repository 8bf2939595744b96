/* test_labelled_set.c - labelled texts told apart by their labels: EXIOBASE 1 and 2, pymrio's test
 */
#include "parts.h"

SUITE_WITH_FOLDER(labelled_set);

#define SAMPLES "formats/samples/pymrio-layout-mocks/"

/* x = (20, 10): 0.25 * 20 + 0.5 * 10 + 10, 0.25 * 20 + 5. */
static const char coefficients[] = "\t\t\tA\tB\n\t\t\ts\ts\n"
                                   "A\ts\tM.EUR/M.EUR\t0.25\t0.5\nB\ts\tM.EUR/M.EUR\t0.25\t0\n";
static const char flows[] = "\t\t\tA\tB\n\t\t\ts\ts\nA\ts\tM.EUR\t5\t5\nB\ts\tM.EUR\t5\t0\n";
static const char uses[] = "\t\t\tA\tB\n\t\t\thh\thh\nA\ts\tM.EUR\t5\t5\nB\ts\tM.EUR\t1\t4\n";

static void save(const char *z)
{
    run_here("mkdir -p t");
    write_text("t/one.txt", z);
    write_text("t/two.txt", uses);
    write_text("t/factor.txt", "\t\tA\tB\n\t\ts\ts\nwages\tM.EUR/M.EUR\t0.5\t0.25\n");
    write_text("t/air.txt", "\t\t\tA\tB\n\t\t\ts\ts\nCO2\tair\tkg/M.EUR\t2\t3\n");
    write_text("t/homes.txt", "\t\t\tA\tB\n\t\t\thh\thh\nCO2\tair\tkg\t7\t8\n");
}

static void expect_small(const gvc_table *t)
{
    cr_expect_float_eq(cell(gvc_table_z(t), 0, 0), 5, 1e-13);
    cr_expect_float_eq(cell(gvc_table_z(t), 1, 0), 5, 1e-13);
    cr_expect_float_eq(gvc_table_x(t)[0], 20, 1e-12);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 1);
    cr_expect_float_eq(cell(gvc_table_v(t), 0, 0), 10, 1e-12);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 0), "CO2 (air)");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "kg");
    cr_expect_float_eq(cell(gvc_table_e(t), 0, 0), 40, 1e-12);
    cr_expect_eq(cell(gvc_table_ey(t), 0, 1), 8);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million EUR");
}

Test(labelled_set, makes_flows_of_coefficients)
{
    save(coefficients);
    write_text("t/people.txt", "\tA\tB\nPopulation\t1\t2\n");
    run_here("tar czf t.tar.gz t && zip -q -r t.zip t && cp t.zip x.bin");
    static const char *const paths[] = {"t",        "t.zip",     "x.bin",
                                        "t.tar.gz", "t/one.txt", "t/two.txt"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        gvc_table *t = read_it(paths[i], NULL);
        expect_small(t);
        cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                         "no labelled texts with units, left out: people.txt\n"
                         "air: 1 satellite account\nfactor: 1 primary row (0 of taxes on "
                         "products)\nflows are the coefficients of one.txt times the output that "
                         "they and final use imply, x = A x + Y 1; no file states it");
        gvc_table_free(t);
    }
}

Test(labelled_set, takes_flows_with_accounts_per_unit)
{
    save(flows);
    gvc_table *t = read_it("t", NULL);
    expect_small(t);
    gvc_table_free(t);
}

Test(labelled_set, refuses_units_that_do_not_fit)
{
    save(coefficients);
    replace_text("t/one.txt", "B\ts\tM.EUR/M.EUR", "B\ts\tM.EUR");
    expect_error(ctx, refuse("t", NULL), GVC_EUNSUPPORTED,
                 "reading t: one.txt:4: column 3: unit 'M.EUR', expected 'M.EUR/M.EUR'");
    save(coefficients);
    replace_text("t/two.txt", "B\ts\tM.EUR", "B\ts\tt");
    expect_error(ctx, refuse("t", NULL), GVC_EUNSUPPORTED,
                 "reading t: two.txt:4: column 3: unit 't', expected 'M.EUR'");
}

Test(labelled_set, needs_final_use)
{
    save(coefficients);
    run_here("rm t/two.txt");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.format = "labelled-set";
    expect_error(ctx, refuse("t/one.txt", &options), GVC_EFORMAT,
                 "reading t/one.txt: no text in the folder holds final use: two header rows, and "
                 "rows with region, sector and unit labelled as those of intermediate use");
}

/* The coefficients of EXIOBASE 1's layout were made from the flows of pymrio's test table. */
Test(labelled_set, reads_the_samples_alike)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, SAMPLES "test_mrio");
    gvc_table *plain = read_it(shared_name, NULL);
    cr_expect_eq(cell(gvc_table_v(plain), 0, 0), 111490.88);
    cr_expect_str_eq(gvc_table_text(plain, "units"), "Mill USD");
    static const char *const others[] = {SAMPLES "exio1_mock", SAMPLES
                                         "exio2_mock/mrIOT_PxP_ita_coefficient_version2.2.2.zip"};
    for (size_t k = 0; k < 2; k++) {
        shared_path(&here, others[k]);
        gvc_table *t = read_it(shared_name, NULL);
        cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 48);
        cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), k == 0 ? 2 : 7);
        for (gvc_idx i = 0; i < 48; i++) {
            double x = gvc_table_x(plain)[i], va = cell(gvc_table_v(plain), 0, i);
            double e = cell(gvc_table_e(plain), 1, i);
            cr_expect_float_eq(gvc_table_x(t)[i], x, 1e-7 * x);
            cr_expect_float_eq(cell(gvc_table_v(t), 0, i), va, 1e-7 * va);
            cr_expect_float_eq(cell(gvc_table_e(t), 1, i), e, 1e-7 * e);
            for (gvc_idx j = 0; j < 48; j++) {
                double z = cell(gvc_table_z(plain), i, j);
                cr_expect_float_eq(cell(gvc_table_z(t), i, j), z, 1e-7 * fabs(z) + 1e-9);
            }
        }
        gvc_table_free(t);
    }
    gvc_table_free(plain);
}
