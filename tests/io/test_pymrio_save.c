/* test_pymrio_save.c - tables saved by pymrio: folders, archives, what is missing and refused */
#include "parts.h"

SUITE_WITH_FOLDER(pymrio_save);

static const char parameters[] =
    "{\"systemtype\": \"IOSystem\", \"files\": {"
    "\"Z\": {\"name\": \"Z.txt\", \"nr_index_col\": \"2\", \"nr_header\": \"2\"},"
    "\"Y\": {\"name\": \"Y.txt\", \"nr_index_col\": \"2\", \"nr_header\": \"2\"}}}";
static const char flows[] = "region\t\tA\tA\tB\n"
                            "sector\t\tfarms, mines\tmills\tmills\n"
                            "region\tsector\t\t\t\n"
                            "A\tfarms, mines\t1\t2\t3\n"
                            "A\tmills\t4\t5\t\n"
                            "B\tmills\t6\t7.5e0\t8\n";
static const char uses[] = "region\t\tA\tB\n"
                           "category\t\thh\thh\n"
                           "A\tfarms, mines\t10\t20\n"
                           "A\tmills\t30\t40\n"
                           "B\tmills\t50\t60\n";
static const char units[] = "region\tsector\tunit\nA\tfarms, mines\tM.USD\nA\tmills\tM.USD\n"
                            "B\tmills\tM.USD\n";

/* The small table in the folder t. */
static void save(void)
{
    cr_assert(mkdir("t", 0700) == 0);
    write_text("t/file_parameters.json", parameters);
    write_text("t/Z.txt", flows);
    write_text("t/Y.txt", uses);
    write_text("t/unit.txt", units);
}

static void add_accounts(const char *name, const char *f, const char *fy, const char *unit)
{
    char path[128];
    snprintf(path, sizeof path, "t/%s", name);
    cr_assert(mkdir(path, 0700) == 0);
    snprintf(path, sizeof path, "t/%s/F.txt", name);
    write_text(path, f);
    if (fy != NULL) {
        snprintf(path, sizeof path, "t/%s/F_Y.txt", name);
        write_text(path, fy);
    }
    if (unit != NULL) {
        snprintf(path, sizeof path, "t/%s/unit.txt", name);
        write_text(path, unit);
    }
}

Test(pymrio_save, reads_the_mock_in_every_container)
{
    mock m;
    mock_load(&m, &here, "pymrio_save_txt");
    run_here("cp -r '%s/formats/mocks/pymrio_save_txt' save && rm save/expected.json && "
             "(cd save && zip -q -r ../save.zip .) && zip -q -r whole.zip save && "
             "tar czf save.tar.gz save && cp whole.zip x.bin",
             here.shared);
    mock_paths(&m,
               (const char *[]){"save", "save/", "save/Z.txt", "save/file_parameters.json",
                                "save.zip", "whole.zip", "save.tar.gz", "x.bin", NULL},
               9);
    mock_free(&m);
}

Test(pymrio_save, reads_what_the_labels_say)
{
    save();
    gvc_table *t = read_it("t", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), "A_farms, mines");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 1), "B_hh");
    cr_expect_eq(cell(gvc_table_z(t), 2, 1), 7.5);
    cr_expect_eq(cell(gvc_table_z(t), 1, 2), 0);
    cr_expect_eq(cell(gvc_table_y(t), 1, 1), 40);
    cr_expect_str_eq(gvc_table_text(t, "units"), "M.USD");
    cr_expect_str_eq(gvc_table_text(t, "units_source"), "unit.txt");
    cr_expect_str_eq(gvc_table_text(t, "title"), "t");
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "pymrio");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), "1 empty cells read as 0");
    gvc_table_free(t);
}

/* Rows and columns of each file in an order of its own, commas, CRLF, byte-order mark. */
Test(pymrio_save, puts_rows_and_columns_together_by_their_labels)
{
    save();
    run_here("rm t/file_parameters.json t/Z.txt t/Y.txt");
    write_text("t/Z.csv", "\357\273\277region,,A,A,B\r\nsector,,\"farms, mines\",mills,mills\r\n"
                          "B,mills,6,7.5,8\r\nA,mills,4,5,0\r\nA,\"farms, mines\",1,2,3\r\n");
    write_text("t/Y.tsv", "region\t\tB\tA\t\ncategory\t\thh\thh\t\nA\tmills\t40\t30\t\n"
                          "B\tmills\t60\t50\t\nA\tfarms, mines\t20\t10\t\n");
    gvc_table *t = read_it("t", NULL);
    cr_expect_eq(cell(gvc_table_z(t), 0, 2), 3);
    cr_expect_eq(cell(gvc_table_z(t), 2, 1), 7.5);
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 0), "B_hh");
    cr_expect_eq(cell(gvc_table_y(t), 0, 0), 20);
    cr_expect_eq(cell(gvc_table_y(t), 1, 1), 30);
    gvc_table_free(t);
}

Test(pymrio_save, sorts_accounts)
{
    save();
    add_accounts("factor_inputs",
                 "region\tA\tA\tB\nsector\tfarms, mines\tmills\tmills\nstressor\t\t\t\n"
                 "wages\t1\t2\t3\nTaxes less subsidies on products purchased: Total\t4\t5\t6\n",
                 "region\tA\tB\ncategory\thh\thh\n"
                 "Taxes less subsidies on products purchased: Total\t7\t8\nwages\t0\t0\n",
                 "stressor\tunit\nwages\tM.USD\n"
                 "Taxes less subsidies on products purchased: Total\tM.USD\n");
    add_accounts("air",
                 "region\t\tB\tA\tA\nsector\t\tmills\tfarms, mines\tmills\n"
                 "CO2\tair\t3\t1\t2\nSO2\t\t6\t4\t5\n",
                 NULL, "stressor\tcompartment\tunit\nCO2\tair\tkg\nSO2\t\tt\n");
    add_accounts("water", "region\tA\tA\tB\nsector\tfarms, mines\tmills\tmills\nSO2\t1\t1\t1\n",
                 "region\tA\tB\ncategory\thh\thh\nSO2\t9\t8\n", NULL);
    gvc_table *t = read_it("t", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_VALUE_ADDED);
    cr_expect_eq(gvc_table_role(t, 1), GVC_ROLE_TAX);
    cr_expect_eq(cell(gvc_table_v(t), 1, 2), 6);
    cr_expect_eq(cell(gvc_table_vy(t), 1, 0), 7);
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 3);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 0), "CO2 (air)");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "kg");
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 1), "air: SO2");
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 2), "water: SO2");
    cr_expect_null(gvc_table_name(t, GVC_EXTENSION, 2));
    for (gvc_idx i = 0; i < 3; i++) {
        cr_expect_eq(cell(gvc_table_e(t), 0, i), (double)(i + 1));
        cr_expect_eq(cell(gvc_table_e(t), 1, i), (double)(i + 4));
    }
    cr_expect_eq(cell(gvc_table_ey(t), 2, 0), 9);
    cr_expect_eq(cell(gvc_table_ey(t), 0, 0), 0);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "air: 2 satellite accounts\n"
                     "factor_inputs: 2 primary rows (1 of taxes on products)\n"
                     "water: 1 satellite account\n1 empty cells read as 0");
    gvc_table_free(t);
}

Test(pymrio_save, takes_old_names_and_leaves_coefficients)
{
    save();
    add_accounts("air", "region\tA\tA\tB\nsector\tfarms, mines\tmills\tmills\nCO2\t1\t2\t3\n", NULL,
                 NULL);
    write_text("t/air/FY.txt", "region\tA\tB\ncategory\thh\thh\nCO2\t4\t5\n");
    cr_assert(mkdir("t/impacts", 0700) == 0);
    write_text("t/impacts/S.txt", "region\tA\tA\tB\nsector\tfarms, mines\tmills\tmills\n");
    gvc_table *t = read_it("t", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 1);
    cr_expect_eq(cell(gvc_table_ey(t), 0, 1), 5);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "impacts: holds coefficients only, no accounts F; left out\n"
                     "air: 1 satellite account\n1 empty cells read as 0\n"
                     "not read: impacts/S.txt");
    gvc_table_free(t);
}

static const char coefficients[] = "region\t\tA\tB\nsector\t\ts\ts\n"
                                   "A\ts\t0.25\t0.5\nB\ts\t0.25\t0\n";

static void save_coefficients(void)
{
    cr_assert(mkdir("c", 0700) == 0);
    write_text("c/A.txt", coefficients);
    write_text("c/Y.txt", "region\t\tA\tB\ncategory\t\thh\thh\nA\ts\t5\t5\nB\ts\t1\t4\n");
}

Test(pymrio_save, makes_flows_of_coefficients)
{
    save_coefficients();
    gvc_table *t = read_it("c", NULL);
    /* x = (20, 10): 0.25 * 20 + 0.5 * 10 + 10, 0.25 * 20 + 5 */
    cr_expect_float_eq(cell(gvc_table_z(t), 0, 0), 5, 1e-13);
    cr_expect_float_eq(cell(gvc_table_z(t), 0, 1), 5, 1e-13);
    cr_expect_float_eq(gvc_table_x(t)[0], 20, 1e-12);
    cr_expect_null(gvc_table_x_given(t));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "flows are the coefficients of A.txt times the output that they and final use "
                     "imply, x = A x + Y 1; no file states it");
    gvc_table_free(t);
    write_text("c/x.txt", "region\tsector\tindout\nB\ts\t11\nA\ts\t20\n");
    t = read_it("c", NULL);
    cr_expect_eq(cell(gvc_table_z(t), 0, 1), 5.5);
    cr_expect_eq(gvc_table_x_given(t)[1], 11);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "flows are the coefficients of A.txt times output of x.txt");
    gvc_table_free(t);
    run_here("rm c/x.txt");
    replace_text("c/A.txt", "0.25\t0.5", "0.99\t0.5");
    expect_error(ctx, refuse("c", NULL), GVC_ESINGULAR,
                 "reading c: A.txt holds no flows and no output x is beside it: the input "
                 "coefficients and final use imply no output: an industry uses more than it makes");
}

Test(pymrio_save, lists_two_tables)
{
    save();
    run_here("mkdir s && mv t s/t_2001 && cp -r s/t_2001 s/t_2002 && zip -q -r s.zip s");
    expect_error(ctx, refuse("s", NULL), GVC_EUNKNOWN,
                 "reading s: holds 2 tables (t_2001/Z.txt, t_2002/Z.txt); choose one with --year "
                 "or --member");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2002;
    gvc_table *t = read_it("s.zip", &options);
    cr_expect_eq(gvc_table_year(t), 2002);
    cr_expect_str_eq(gvc_table_text(t, "source_member"), "s/t_2002/Z.txt");
    gvc_table_free(t);
    options.year = 0;
    options.member = "t_2001/Z.txt";
    t = read_it("s", &options);
    cr_expect_eq(gvc_table_year(t), 2001);
    gvc_table_free(t);
}

Test(pymrio_save, takes_year_and_source_from_the_metadata)
{
    save();
    write_text("t/metadata.json", "{\"description\": \"flows of 2007\", \"name\": \"world\", "
                                  "\"version\": \"v2\", \"system\": \"ixi\", \"history\": []}");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    gvc_table *t = read_it("t", &options);
    cr_expect_eq(gvc_table_year(t), 2007);
    cr_expect_str_eq(gvc_table_text(t, "source"), "world v2 ixi");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), "year 2007 from metadata.json");
    cr_expect_null(gvc_table_z(t));
    gvc_table_free(t);
}

Test(pymrio_save, refuses_what_it_cannot_read)
{
    save();
    replace_text("t/file_parameters.json", "Z.txt", "Z.pkl");
    expect_error(ctx, refuse("t", NULL), GVC_EUNSUPPORTED,
                 "reading t: Z.pkl is a pickle, which can run code when it is loaded and is never "
                 "read; save the table as text: io.save_all(path, table_format='txt') in pymrio");
    replace_text("t/file_parameters.json", "Z.pkl", "Z.parquet");
    expect_error(
        ctx, refuse("t", NULL), GVC_EUNSUPPORTED,
        "reading t: Z.parquet is a parquet file, which cannot be read here; save the table "
        "as text: io.save_all(path, table_format='txt') in pymrio");
    write_text("t/file_parameters.json", parameters);
    add_accounts("air", "", NULL, NULL);
    write_text("t/air/file_parameters.json", "{\"systemtype\": \"Extension\", \"files\": ");
    expect_error(ctx, refuse("t", NULL), GVC_EFORMAT,
                 "reading t: air/file_parameters.json:1: is not JSON: unexpected token near end of "
                 "file");
}

Test(pymrio_save, says_what_is_missing)
{
    save();
    run_here("rm t/Y.txt");
    expect_error(ctx, refuse("t", NULL), GVC_EFORMAT,
                 "reading t: holds no Y.txt (final demand) in its top folder");
    run_here("rm t/Z.txt && zip -q -r t.zip t");
    expect_error(ctx, refuse("t.zip", NULL), GVC_EFORMAT,
                 "reading t.zip: holds no Z.txt (flows) and no A.txt (coefficients) in t");
}

Test(pymrio_save, refuses_damaged_files)
{
    static const damage cases[] = {
        {"Z.txt", "5\t\n", "x5\t\n", GVC_EFORMAT, "Z.txt:5: column 4: 'x5' is not a number"},
        {"Z.txt", "5\t\n", "NaN\t\n", GVC_EFORMAT,
         "Z.txt:5: column 4: 'NaN' is not a finite number"},
        {"Z.txt", "4\t5\t\n", "4\t5\n", GVC_EFORMAT, "Z.txt:5: 4 fields, expected 5 as in line 2"},
        {"Z.txt", "4\t5\t\n", "4\t5\t6\t7\n", GVC_ESHAPE,
         "Z.txt:5: more than 5 fields, but that many are labelled"},
        {"Z.txt", "B\tmills\t6\t7.5e0\t8\n", "", GVC_ESHAPE,
         "Z.txt: 2 rows for 3 industries; none for 'B', 'mills'"},
        {"Z.txt", "B\tmills\t6", "A\tmills\t6", GVC_EFORMAT,
         "Z.txt:6: row 'A', 'mills' is there "
         "twice"},
        {"Z.txt", "B\tmills\t6", "C\tmills\t6", GVC_EUNKNOWN,
         "Z.txt:6: row 'C', 'mills' has no column of intermediate use"},
        {"Z.txt", "A\tA\tB\n", "A\tA\tA\n", GVC_EFORMAT,
         "Z.txt: duplicate industry label 'A_mills' (industries 2 and 3)"},
        {"Z.txt", "mills\tmills\n", "mills\n", GVC_ESHAPE,
         "Z.txt:2: labels of 2 columns, expected 3 as in line 1"},
        {"Z.txt", "A\tA\tB\n", "A\t\tB\n", GVC_EFORMAT,
         "Z.txt:1: column 4: empty, expected the label of a column"},
        {"Y.txt", "region\t\tA\tB\ncategory\t\thh", "region\tA\tA\tB\ncategory\thh\thh", GVC_ESHAPE,
         "Y.txt: 1 label columns, expected 2: region, sector"},
        {"Y.txt", "B\tmills\t50\t60\n", "", GVC_ESHAPE,
         "Y.txt: 2 rows for 3 industries; none for 'B', 'mills'"},
    };
    save();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text("t/Z.txt", flows);
        write_text("t/Y.txt", uses);
        expect_damage(&cases[i], "t");
    }
}

Test(pymrio_save, refuses_accounts_that_do_not_fit)
{
    static const char good[] =
        "region\tA\tA\tB\nsector\tfarms, mines\tmills\tmills\nCO2\t1\t2\t3\n";
    static const damage cases[] = {
        {"F.txt", "CO2", "CO3", GVC_EFORMAT, "F.txt:3: account 'CO3' is not in the list of units"},
        {"F.txt", "CO2\t1\t2\t3\n", "CO2\t1\t2\t3\nCO2\t1\t2\t3\n", GVC_EFORMAT,
         "F.txt:4: account 'CO2' is there twice"},
        {"F.txt", "CO2\t1\t2\t3\n", "", GVC_ESHAPE,
         "F.txt: no row for 'CO2', which the list of units names"},
        {"F.txt", "A\tA\tB", "A\tA\tC", GVC_EUNKNOWN,
         "F.txt: column 'C', 'mills' is none of the "
         "table"},
        {"F.txt", "A\tB\nsector\tfarms, mines\tmills\tmills\nCO2\t1\t2\t3\n",
         "A\nsector\tfarms, mines\tmills\nCO2\t1\t2\n", GVC_ESHAPE,
         "F.txt: 2 columns, expected 3 as in the table"},
        {"unit.txt", "CO2\tkg\n", "CO2\tkg\nCO2\tkg\n", GVC_EFORMAT,
         "unit.txt:3: 'CO2' is there twice"},
    };
    save();
    add_accounts("air", good, NULL, "stressor\tunit\nCO2\tkg\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text("t/air/F.txt", good);
        write_text("t/air/unit.txt", "stressor\tunit\nCO2\tkg\n");
        expect_damage(&cases[i], "t/air");
    }
}

Test(pymrio_save, refuses_truncated_archives)
{
    save();
    run_here("zip -q -r t.zip t && tar czf t.tar.gz t");
    cut_file("t.zip", "cut.zip", -100);
    cut_file("t.tar.gz", "cut.tar.gz", 300);
    static const char *const paths[] = {"cut.zip", "cut.tar.gz"};
    for (size_t i = 0; i < 2; i++) {
        cr_expect_eq(refuse(paths[i], NULL), GVC_EIO);
        cr_expect(strstr(gvc_ctx_error(ctx), "is truncated or damaged") != NULL, "%s",
                  gvc_ctx_error(ctx));
    }
}
