/* test_gloria.c - supply and use of GLORIA: the published layout in every form, by-products,
 * valuations, labels, empty regions, and what is refused */
#include <gvc/symmetric.h>

#include "base/base.h"
#include "mock.h"
#include "with_lists.h"

SUITE_WITH_LISTS(gloria);

#define PREFIX "20240110_120secMother_AllCountries_002_"
#define FILE_OF(kind, year, markup) PREFIX kind "-Results_" year "_059_Markup" markup "(full).csv"
#define T_2022 FILE_OF("T", "2022", "001")

/* Two regions, two industries and two products each; two factors, two categories. */
static const char t_text[] = "0,0,60,0,0,0,0,0\n"
                             "0,0,0,40,0,0,0,0\n"
                             "10,5,0,0,2,1,0,0\n"
                             "4,8,0,0,3,0,0,0\n"
                             "0,0,0,0,0,0,50,0\n"
                             "0,0,0,0,0,0,0,30\n"
                             "1,0,0,0,9,6,0,0\n"
                             "0,2,0,0,5,4,0,0\n";
static const char y_text[] = "0,0,0,0\n0,0,0,0\n30,6,5,1\n20,1,3,1\n"
                             "0,0,0,0\n0,0,0,0\n2,1,25,6\n1,1,15,2\n";
static const char v_text[] = "40,20,0,0,0,0,0,0\n5,5,0,0,0,0,0,0\n"
                             "0,0,0,0,30,15,0,0\n0,0,0,0,1,4,0,0\n";

static void put(const char *where, const char *name, const char *text)
{
    char path[FOLDER_PATH];
    snprintf(path, sizeof path, "%s/%s", where, name);
    write_text(path, text);
}

static void lists_in(const char *where)
{
    put(where, "regions.csv", "AAA\nBBB\n");
    put(where, "sectors.csv", "a\nb\n");
}

/* A folder with the table of a year. */
static void small(const char *where, const char *t)
{
    mkdir(where, 0700);
    lists_in(where);
    put(where, T_2022, t);
    put(where, FILE_OF("Y", "2022", "001"), y_text);
    put(where, FILE_OF("V", "2022", "001"), v_text);
}

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static bool has_note(const gvc_table *t, const char *note)
{
    const char *notes = gvc_table_text(t, "source_notes");
    return notes != NULL && strstr(notes, note) != NULL;
}

static void run_command(const char *command)
{
    cr_assert_eq(system(command), 0, "%s", command);
}

/* ---- the mock, in every form ----------------------------------------------------------------- */
static void expect_mock(const char *path, gvc_idx accounts)
{
    mock m;
    mock_load(&m, &here, "gloria_sut");
    expect_ok(ctx, gvc_table_read(ctx, &m.t, path, NULL));
    mock_expect(&m, true);
    cr_expect_eq(gvc_table_year(m.t), 2022, "%s", path);
    cr_expect_eq(gvc_table_count(m.t, GVC_EXTENSION), accounts, "%s", path);
    cr_expect_str_eq(gvc_table_text(m.t, "valuation"), "basic prices");
    cr_expect_str_eq(gvc_table_name(m.t, GVC_COUNTRY, 0), "Rest of Americas");
    cr_expect_str_eq(gvc_table_label(m.t, GVC_VALUE_ADDED, 0), "D.1");
    cr_expect_str_eq(gvc_table_name(m.t, GVC_VALUE_ADDED, 5), "Consumption of fixed capital");
    cr_expect_str_eq(gvc_table_name(m.t, GVC_CATEGORY, 4), "Changes in inventories");
    cr_expect_str_eq(gvc_table_text(m.t, "units_source"), "documentation of the provider");
    mock_free(&m);
}

static void copy_mock(const char *to)
{
    char shared_name[2 * FOLDER_PATH], command[3 * FOLDER_PATH];
    shared_path(&here, "formats/mocks/gloria_sut");
    snprintf(command, sizeof command, "cp -r '%s' %s && chmod -R u+w %s", shared_name, to, to);
    run_command(command);
}

Test(gloria, reads_the_mock_as_a_folder)
{
    copy_mock("all");
    expect_mock("all", 2);
    expect_mock("all/GLORIA_MRIOs_59_2022", 0); /* the workbook lies one folder up */
    run_command("mv all/GLORIA_MRIOs_59_2022 all/x && mv all/GLORIA_SatelliteAccounts_059_2022 y");
    expect_mock("all", 0);
}

Test(gloria, reads_the_mock_from_archives)
{
    copy_mock("all");
    run_command("cd all && zip -q -r ../GLORIA_MRIOs_59_2022.zip GLORIA_MRIOs_59_2022 && zip -q -r "
                "../GLORIA_SatelliteAccounts_059_2022.zip GLORIA_SatelliteAccounts_059_2022 && cp "
                "GLORIA_ReadMe_059.xlsx .. && zip -q -r ../whole.zip .");
    expect_mock("whole.zip", 2);
    expect_mock("GLORIA_MRIOs_59_2022.zip", 0);
    const char *const both[] = {"GLORIA_MRIOs_59_2022.zip",
                                "GLORIA_SatelliteAccounts_059_2022.zip"};
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read_files(ctx, &t, both, 2, NULL));
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 1), "co2_1A1_EDGAR_consistent");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 1), "kilotonnes");
    cr_expect_eq(cell(gvc_table_e(t), 0, 3), 0.725);
    cr_expect_eq(cell(gvc_table_e(t), 1, 8), 0.192);
    cr_expect_eq(cell(gvc_table_ey(t), 1, 17), 0.269);
    gvc_table_free(t);
}

Test(gloria, reads_the_mock_from_one_of_its_files)
{
    copy_mock("all");
    expect_mock("all/GLORIA_MRIOs_59_2022/" T_2022, 0);
    expect_mock("all/GLORIA_MRIOs_59_2022/" FILE_OF("Y", "2022", "001"), 0);
    run_command(
        "cp all/GLORIA_ReadMe_059.xlsx . && cd all/GLORIA_MRIOs_59_2022 && gzip *.csv && mv "
        "*.gz ../..");
    expect_mock(T_2022 ".gz", 0);
}

Test(gloria, reads_the_mock_under_other_names)
{
    copy_mock("all");
    run_command("mkdir r && cp all/GLORIA_ReadMe_059.xlsx r && for k in T Y V; do cp "
                "all/GLORIA_MRIOs_59_2022/*_$k-* r/2022$k.csv; done && mv r/2022T.csv r/z.csv");
    mock m;
    mock_load(&m, &here, "gloria_sut");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    expect_ok(ctx, gvc_table_read(ctx, &m.t, "r", &options));
    mock_expect(&m, true);
    mock_free(&m);
    options.valuation = "trade margins";
    expect_error(ctx, refuse("r", &options), GVC_EUNKNOWN,
                 "reading r: z.csv: its name does not tell its valuation, so it is taken as of "
                 "basic prices, not trade margins");
    options.valuation = NULL;
    options.format = "gloria";
    run_command("rm r/GLORIA*");
    expect_error(ctx, refuse("r/z.csv", &options), GVC_EFORMAT,
                 "reading r/z.csv: is not named like a file of GLORIA, "
                 "..._T-Results_2022_059_Markup001(full).csv; renamed files are read where T, Y "
                 "and V lie together with the workbook GLORIA_ReadMe_059.xlsx");
}

/* The layout mock of another tool: fewer factors and categories, numbers that do not balance. */
Test(gloria, reads_the_layout_mock)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, "formats/samples/pymrio-layout-mocks/gloria_mock");
    gvc_table *t = read_it(shared_name, NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 9);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 6);
    cr_expect_eq(gvc_table_count(t, GVC_EXTENSION), 5);
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 1), "D.29");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 3), "AUT_NPISH");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 3), "AUT_Forestry and logging");
    cr_expect_eq(cell(gvc_table_z(t), 0, 1), 0.26391);
    cr_expect_eq(cell(gvc_table_z(t), 3, 3), 1369300);
    cr_expect_eq(cell(gvc_table_v(t), 1, 8), 937.52);
    cr_expect_eq(gvc_table_x_given(t)[5], 52469);
    gvc_table_free(t);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.valuation = "Subsidies";
    t = read_it(shared_name, &options);
    cr_expect_str_eq(gvc_table_text(t, "valuation"), "subsidies on products");
    cr_expect_not(gvc_table_has_given_va(t));
    cr_expect_null(gvc_table_x_given(t));
    cr_expect_eq(gvc_table_count(t, GVC_EXTENSION), 0);
    cr_expect(has_note(t, "valuation: subsidies on products (Markup005)"));
    cr_expect(has_note(t, "come without value added: VA is a residual"));
    gvc_table_free(t);
}

/* The workbook of release 59 lists every position; a table of its size is too large for a test. */
Test(gloria, reads_the_workbook_of_a_release)
{
    char shared_name[2 * FOLDER_PATH], command[3 * FOLDER_PATH];
    shared_path(&here, "formats/samples/gloria059-readme/GLORIA_ReadMe_059.xlsx");
    small("g", t_text);
    snprintf(command, sizeof command, "cp '%s' g && rm g/regions.csv g/sectors.csv", shared_name);
    run_command(command);
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " T_2022 ": 8 columns, expected 39360 = 164 regions x (120 industries "
                 "+ 120 products) (GLORIA_ReadMe_059.xlsx)");
}

/* ---- without shared data --------------------------------------------------------------------- */
static void expect_small(const gvc_table *t)
{
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 2), "BBB_a");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 3), "BBB_F2");
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 1), "V2");
    const double z[] = {10, 5, 2, 1, 4, 8, 3, 0, 1, 0, 9, 6, 0, 2, 5, 4};
    for (gvc_idx i = 0; i < 16; i++) {
        cr_expect_eq(cell(gvc_table_z(t), i / 4, i % 4), z[i]);
    }
    cr_expect(cell(gvc_table_y(t), 0, 1) == 6 && cell(gvc_table_y(t), 3, 2) == 15);
    cr_expect(cell(gvc_table_v(t), 0, 2) == 30 && cell(gvc_table_v(t), 1, 3) == 4);
    cr_expect_eq(gvc_table_x_given(t)[3], 30);
    cr_expect_str_eq(gvc_table_text(t, "units"), "thousand USD");
}

Test(gloria, takes_use_as_it_stands_whatever_the_model)
{
    small("g", t_text);
    for (char model = 'A'; model <= 'D'; model++) {
        gvc_read_options options = GVC_READ_OPTIONS_INIT;
        options.model = model;
        gvc_table *t = read_it("g", &options);
        expect_small(t);
        cr_expect_eq(gvc_table_text(t, "sut_model")[0], model);
        cr_expect(has_note(t, "models A to D are the same and use is taken as it stands"));
        cr_expect_not(has_note(t, "as asked for"));
        gvc_table_free(t);
    }
}

/* Industry a of AAA makes 6 of product b, too: D by hand, the others by the balance. */
Test(gloria, makes_by_products_symmetric)
{
    static const char with_by_product[] = "0,0,54,6,0,0,0,0\n"
                                          "0,0,0,40,0,0,0,0\n";
    gvc_text text = {0};
    gvc_text_addf(&text, "%s%s", with_by_product, strchr(strchr(t_text, '\n') + 1, '\n') + 1);
    small("g", gvc_text_str(&text));
    gvc_text_free(&text);
    for (char model = 'A'; model <= 'D'; model++) {
        gvc_read_options options = GVC_READ_OPTIONS_INIT;
        options.model = model == 'D' ? 0 : model;
        gvc_table *t = read_it("g", &options);
        char note[64];
        snprintf(note, sizeof note, "made symmetric by model %c, %s", model,
                 gvc_sut_model_name(model));
        cr_expect(has_note(t, note), "%s", gvc_table_text(t, "source_notes"));
        const gvc_dense *z = gvc_table_z(t);
        double in = 0, gap = 0;
        for (gvc_idx i = 0; i < 4; i++) {
            in += cell(z, i, 0);
            gap += cell(z, i, 2) - (i == 0 ? 2 : i == 1 ? 3 : i == 2 ? 9 : 5);
        }
        bool by_product = gvc_sut_by_product(model);
        cr_expect_eq(gvc_table_x_given(t)[0], by_product ? 54 : 60);
        if (!by_product) {
            cr_expect(fabs(in - 15) < 1e-12 && fabs(gap) < 1e-12);
        }
        if (model == 'D') {
            double share = 6. / 46;
            cr_expect(fabs(cell(z, 0, 0) - (10 + share * 4)) < 1e-12);
            cr_expect(fabs(cell(z, 1, 1) - (1 - share) * 8) < 1e-12);
            cr_expect(fabs(cell(gvc_table_y(t), 1, 0) - (1 - share) * 20) < 1e-12);
            cr_expect_eq(cell(z, 2, 2), 9);
        }
        gvc_table_free(t);
    }
}

Test(gloria, chooses_among_years_and_valuations)
{
    small("g", t_text);
    put("g", FILE_OF("T", "2021", "001"), t_text);
    put("g", FILE_OF("Y", "2021", "001"), y_text);
    put("g", FILE_OF("V", "2021", "001"), v_text);
    put("g", FILE_OF("T", "2022", "002"),
        "0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n7,0,0,0,0,0,0,0\n"
        "0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n"
        "0,0,0,0,3,0,0,0\n0,0,0,0,0,0,0,0\n");
    put("g", FILE_OF("Y", "2022", "002"), y_text);
    expect_error(ctx, refuse("g", NULL), GVC_EUNKNOWN,
                 "reading g: holds 2 tables (" FILE_OF(
                     "T", "2021", "001") ", " T_2022 "); choose one with --year or --member");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2021;
    gvc_table *t = read_it("g", &options);
    cr_expect_eq(gvc_table_year(t), 2021);
    expect_small(t);
    gvc_table_free(t);
    options.year = 2022;
    options.valuation = "trade";
    t = read_it("g", &options);
    cr_expect_eq(cell(gvc_table_z(t), 0, 0), 7);
    cr_expect_str_eq(gvc_table_text(t, "valuation"), "trade margins");
    gvc_table_free(t);
    options.valuation = "4";
    expect_error(ctx, refuse("g", &options), GVC_EIO,
                 "reading g: " T_2022 ": no supply and use at taxes on products: " FILE_OF(
                     "T", "2022",
                     "004") " is neither among the files nor beside them; there are basic prices, "
                            "trade margins");
    options.valuation = "retail";
    expect_error(ctx, refuse("g", &options), GVC_EUNKNOWN,
                 "reading g: " T_2022 ": no valuation 'retail'; GLORIA has basic prices, trade "
                 "margins, transport margins, taxes on products, subsidies on products");
    /* A file of one valuation that is named is what is meant. */
    t = read_it("g/" FILE_OF("T", "2022", "002"), NULL);
    cr_expect_str_eq(gvc_table_text(t, "valuation"), "trade margins");
    gvc_table_free(t);
}

Test(gloria, leaves_out_regions_without_any_flow)
{
    mkdir("g", 0700);
    lists_in("g");
    put("g", T_2022,
        "0,0,60,0,0,0,0,0\n0,0,0,40,0,0,0,0\n10,5,0,0,0,0,0,0\n4,8,0,0,0,0,0,0\n"
        "0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n");
    put("g", FILE_OF("V", "2022", "001"),
        "46,27,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n");
    put("g", FILE_OF("Y", "2022", "001"),
        "0,0,0,0\n0,0,0,0\n45,0,0,0\n28,0,0,0\n0,0,0,0\n0,0,0,0\n"
        "0,0,0,0\n0,0,0,0\n");
    gvc_table *t = read_it("g", NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 2);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 1);
    cr_expect_eq(gvc_table_x_given(t)[1], 40);
    cr_expect(has_note(t, "regions without any flow left out: BBB"));
    gvc_table_free(t);
    /* It buys: it stays as a country. */
    put("g", FILE_OF("Y", "2022", "001"),
        "0,0,0,0\n0,0,0,0\n40,0,5,0\n28,0,0,0\n0,0,0,0\n0,0,0,0\n"
        "0,0,0,0\n0,0,0,0\n");
    t = read_it("g", NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 2);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 4);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    gvc_table_free(t);
}

Test(gloria, takes_lists_by_name_and_empty_cells_as_zero)
{
    small("g", t_text);
    put("g", FILE_OF("V", "2022", "001"), "40,20,,,,,,\n5,5,,,,,,\n,,,,30,15,,\n,,,,1,4,0,0\n");
    write_text("c.txt", "QQQ\nBBB\n");
    write_text("s.txt", "\"one, and more\"\nb\n");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.countries = "c.txt";
    options.sectors = "s.txt";
    gvc_table *t = read_it("g", &options);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), "QQQ_one, and more");
    cr_expect(has_note(t, "regions and sectors from c.txt and s.txt"));
    cr_expect(has_note(t, "22 empty cells taken as 0"), "%s", gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
    options.labels_only = true;
    options.model = 'B';
    t = read_it("g", &options);
    cr_expect_null(gvc_table_z(t));
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 4);
    gvc_table_free(t);
}

/* 164 regions and 120 sectors are those of release 59, where nothing else says so. */
Test(gloria, knows_the_labels_of_release_59)
{
    enum { COLUMNS = 2 * 164 * 120, USES = 164 * 6 };
    FILE *t = fopen(T_2022, "w"), *y = fopen(FILE_OF("Y", "2022", "001"), "w");
    FILE *v = fopen(FILE_OF("V", "2022", "001"), "w");
    cr_assert(t != NULL && y != NULL && v != NULL);
    for (int j = 0; j < COLUMNS; j++) {
        fputs(j == 0 ? "0" : ",0", t);
        fputs(j == 0 ? "0" : ",0", v);
    }
    for (int j = 0; j < USES; j++) {
        fputs(j == 0 ? "0" : ",0", y);
    }
    for (int r = 1; r < 164 * 6; r++) {
        fputs("\n0", v);
    }
    fclose(t);
    fclose(y);
    fclose(v);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    gvc_table *table = read_it(T_2022, &options);
    cr_expect_eq(gvc_table_count(table, GVC_INDUSTRY), 164 * 120);
    cr_expect_str_eq(gvc_table_label(table, GVC_COUNTRY, 163), "ZWE");
    cr_expect_str_eq(gvc_table_name(table, GVC_COUNTRY, 0), "Rest of Americas");
    cr_expect_str_eq(gvc_table_label(table, GVC_SECTOR, 119), "Other services");
    cr_expect_str_eq(gvc_table_label(table, GVC_FINAL_USE, 5), "XAM_DPABR");
    cr_expect(has_note(table, "the labels are those of release 59"));
    gvc_table_free(table);
    options.labels_only = false;
    gvc_ctx_set_memory_limit(ctx, (size_t)1 << 30);
    gvc_status status = refuse(T_2022, &options);
    cr_expect_eq(status, GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "a table of 19680 industries") != NULL, "%s",
              gvc_ctx_error(ctx));
}

/* ---- what is refused ------------------------------------------------------------------------- */
Test(gloria, refuses_tables_that_are_not_whole)
{
    small("g", t_text);
    unlink("g/" FILE_OF("V", "2022", "001"));
    expect_error(ctx, refuse("g", NULL), GVC_EIO,
                 "reading g: " T_2022 ": no value added at basic prices: " FILE_OF(
                     "V", "2022", "001") " is neither among the files nor beside them");
    put("g", FILE_OF("V", "2022", "001"), "0,0,0,0,0,0,0,0\n1,1,1,1,1,1,1,1\n1,1,1,1,1,1,1,1\n");
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " FILE_OF("V", "2022", "001") ": 3 rows, not a multiple of 2 regions "
                                                           "(regions.csv and sectors.csv)");
    put("g", FILE_OF("V", "2022", "001"), "0,0,0,0,0,0,0\n1,1,1,1,1,1,1\n");
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " FILE_OF("V", "2022", "001") ": 7 columns, expected 8 for value "
                                                           "added (regions.csv and sectors.csv)");
    put("g", FILE_OF("V", "2022", "001"), v_text);
    put("g", FILE_OF("Y", "2022", "001"), "0,0,0\n");
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " FILE_OF("Y", "2022", "001") ": 3 columns, not a multiple of 2 "
                                                           "regions (regions.csv and sectors.csv)");
    put("g", FILE_OF("Y", "2022", "001"), "0,0,0,0\n0,0,0,0\n");
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " FILE_OF("Y", "2022", "001") ": 2 rows, expected 8 for final demand "
                                                           "(regions.csv and sectors.csv)");
    unlink("g/sectors.csv");
    unlink("g/regions.csv");
    expect_error(ctx, refuse("g", NULL), GVC_EFORMAT,
                 "reading g: " T_2022 ": has no labels; they are in the workbook "
                 "GLORIA_ReadMe_059.xlsx of its release, which is neither among the files nor "
                 "beside them: put it there, or name lists with --countries FILE --sectors FILE");
}

Test(gloria, refuses_rows_that_are_missing_or_too_many)
{
    gvc_text more = {0};
    gvc_text_addf(&more, "%s0,0,0,0,0,0,0,0\n0,0,0,0,0,0,0,0\n", t_text);
    small("g", gvc_text_str(&more));
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " T_2022
                 ": 10 rows, expected 8 for supply and use (regions.csv and sectors.csv)");
    more.chars[strlen(t_text) - 16] = '\0';
    put("g", T_2022, gvc_text_str(&more));
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " T_2022
                 ": 7 rows, expected 8 for supply and use (regions.csv and sectors.csv)");
    gvc_text_free(&more);
    put("g", "sectors.csv", "a\nb\nc\n");
    expect_error(ctx, refuse("g", NULL), GVC_ESHAPE,
                 "reading g: " T_2022 ": 8 columns, expected 12 = 2 regions x (3 industries + 3 "
                 "products) (regions.csv and sectors.csv)");
}

/* A file laid out in another way has numbers where supply and use have none. */
Test(gloria, refuses_cells_outside_supply_and_use)
{
    static const struct {
        gvc_idx at; /* byte of t_text that becomes 7 */
        const char *message;
    } cases[] = {
        {0, ":1: column 1: 7, expected 0: an industry sells products of its own region only"},
        {17 + 15, ":2: column 8: 7, expected 0: an industry sells products of its own region only"},
        {17 + 17 + 5, ":3: column 3: 7, expected 0: a product is sold to industries"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[sizeof t_text], message[512];
        memcpy(text, t_text, sizeof text);
        text[cases[i].at] = '7';
        small("g", text);
        snprintf(message, sizeof message, "reading g: %s%s", T_2022, cases[i].message);
        expect_error(ctx, refuse("g", NULL), GVC_EFORMAT, message);
    }
    small("g", t_text);
    put("g", FILE_OF("Y", "2022", "001"), "0,0,0,0\n0,0,2.5,0\n");
    expect_error(ctx, refuse("g", NULL), GVC_EFORMAT,
                 "reading g: " FILE_OF("Y", "2022", "001") ":2: column 3: 2.5, expected 0: final "
                                                           "demand is for products");
    small("g", t_text);
    put("g", FILE_OF("V", "2022", "001"), "0,0,0,1,0,0,0,0\n0,0,0,0,0,0,0,0\n");
    expect_error(ctx, refuse("g", NULL), GVC_EFORMAT,
                 "reading g: " FILE_OF("V", "2022", "001") ":1: column 4: 1, expected 0: value "
                                                           "added is that of industries");
    put("g", FILE_OF("V", "2022", "001"), "0,0,0,0,0,0,0,0\n0,x,0,0,0,0,0,0\n");
    expect_error(ctx, refuse("g", NULL), GVC_EFORMAT,
                 "reading g: " FILE_OF("V", "2022", "001") ":2: column 2: 'x' is not a number");
}
