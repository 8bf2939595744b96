/* test_eora.c - Eora26 and full Eora: years, lists beside, unequal sectors, what does not fit */
#include "parts.h"

SUITE_WITH_FOLDER(eora);

/* Everything of a mock that names its rows itself: [.., code, .., sector]. */
static void expect_nodes(const mock *m)
{
    const json_t *nodes = json_object_get(m->expected, "node_labels");
    size_t n = json_array_size(nodes);
    gvc_idx *rows = calloc(n, sizeof *rows), *uses = calloc(100, sizeof *uses);
    cr_assert_eq(gvc_table_count(m->t, GVC_INDUSTRY), (gvc_idx)n);
    for (size_t i = 0; i < n; i++) {
        const json_t *node = json_array_get(nodes, i);
        bool full = json_array_size(node) == 4;
        rows[i] = mock_industry(m->t, mock_text(node, full), mock_text(node, full ? 3 : 1));
        cr_assert_eq(rows[i], (gvc_idx)i);
    }
    size_t f = json_array_size(json_array_get(json_object_get(m->expected, "Y"), 0));
    cr_assert_eq(gvc_table_count(m->t, GVC_FINAL_USE), (gvc_idx)f);
    for (size_t k = 0; k < f; k++) {
        uses[k] = (gvc_idx)k;
    }
    mock_matrix(m, "Z", gvc_table_z(m->t), rows, n, rows, n);
    mock_matrix(m, "Y", gvc_table_y(m->t), rows, n, uses, f);
    mock_primary(m, "VA", GVC_ROLE_VALUE_ADDED, rows, n);
    mock_output(m, rows, n);
    cr_expect_str_eq(gvc_table_text(m->t, "units"), "thousand USD");
    free(rows);
    free(uses);
}

static void expect_paths(mock *m, const char *const *paths)
{
    for (; *paths != NULL; paths++) {
        expect_ok(ctx, gvc_table_read(ctx, &m->t, *paths, NULL));
        expect_nodes(m);
        gvc_table_free(m->t);
        m->t = NULL;
    }
}

static void unpack_mock(mock *m)
{
    mock_load(m, &here, "eora26_zip");
    run_here("cp '%s'/formats/mocks/eora26_zip/*.zip . && mkdir d && cd d && "
             "unzip -q ../Eora26_2015_bp.zip",
             here.shared);
}

Test(eora, reads_eora26_in_every_container)
{
    mock m;
    unpack_mock(&m);
    run_here("cp Eora26_2015_bp.zip x.bin && tar czf e.tar.gz d && (zip -q -r f.zip d)");
    expect_paths(&m, (const char *[]){"Eora26_2015_bp.zip", "d", "d/Eora26_2015_bp_T.txt", "x.bin",
                                      "e.tar.gz", "f.zip", NULL});
    gvc_table *t = read_it("Eora26_2015_bp.zip", NULL);
    cr_expect_eq(gvc_table_year(t), 2015);
    cr_expect_str_eq(gvc_table_text(t, "prices"), "current, basic");
    cr_expect_str_eq(gvc_table_text(t, "units_source"), "documentation of the provider");
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 0), "Afghanistan");
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 6);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 2), "Subsidies on production D.39");
    cr_expect_eq(cell(gvc_table_v(t), 2, 6), 0.37);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 0), "I-GHG-CO2 emissions (Gg), Total");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "Gg");
    cr_expect_eq(cell(gvc_table_e(t), 1, 6), 834);
    cr_expect_eq(cell(gvc_table_ey(t), 1, 17), 6);
    cr_expect_str_eq(
        gvc_table_text(t, "source_notes"),
        "2 satellite accounts; their units from the parentheses in labels_Q.txt\n"
        "values are in thousand USD, not in millions as some programs label them\n"
        "region ROW (Rest of World) has the one sector TOTAL and is kept as published: its row "
        "adds up to 132, its column with value added to 132\n"
        "year 2015 from the name Eora26_2015_bp_T.txt");
    gvc_table_free(t);
    mock_free(&m);
}

Test(eora, finds_lists_in_an_archive_beside)
{
    mock m;
    unpack_mock(&m);
    run_here("zip -q -d Eora26_2015_bp.zip labels_VA.txt && rm d/labels_VA.txt && "
             "cp indices.zip d/");
    expect_paths(&m, (const char *[]){"Eora26_2015_bp.zip", "d", "d/Eora26_2015_bp_T.txt", NULL});
    gvc_table *t = read_it("Eora26_2015_bp.zip", NULL);
    cr_expect(strstr(gvc_table_text(t, "source_notes"), "labels_VA.txt from indices.zip\n") !=
              NULL);
    gvc_table_free(t);
    run_here("rm indices.zip");
    expect_error(ctx, refuse("Eora26_2015_bp.zip", NULL), GVC_EFORMAT,
                 "reading Eora26_2015_bp.zip: Eora26_2015_bp_T.txt: no labels_VA.txt beside it, "
                 "nor in an archive there; the provider has the lists in indices.zip: put that "
                 "beside it");
    mock_free(&m);
}

Test(eora, chooses_among_years)
{
    mock m;
    unpack_mock(&m);
    run_here("cd d && for f in Eora26_*; do cp $f $(echo $f | sed s/2015/2014/); done && "
             "zip -q ../two.zip *");
    expect_error(ctx, refuse("two.zip", NULL), GVC_EUNKNOWN,
                 "reading two.zip: holds 2 tables (Eora26_2014_bp_T.txt, Eora26_2015_bp_T.txt); "
                 "choose one with --year or --member");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2014;
    expect_ok(ctx, gvc_table_read(ctx, &m.t, "two.zip", &options));
    cr_expect_eq(gvc_table_year(m.t), 2014);
    expect_nodes(&m);
    mock_free(&m);
}

Test(eora, reads_full_eora)
{
    mock m;
    mock_load(&m, &here, "eora_full_heterogeneous");
    run_here("cp -r '%s/formats/mocks/eora_full_heterogeneous' e && rm e/expected.json && "
             "zip -q -j e.zip e/* && tar czf e.tar.gz e",
             here.shared);
    expect_paths(&m, (const char *[]){"e", "e.zip", "e.tar.gz", "e/T.txt", NULL});
    gvc_table *t = read_it("e", NULL);
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "Primary Inputs");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 8), "ROW_Services");
    cr_expect(strstr(gvc_table_text(t, "source_notes"), "5 of 9 rows are commodities") != NULL);
    gvc_table_free(t);
    mock_free(&m);
}

Test(eora, reads_the_sample)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, "formats/samples/pymrio-layout-mocks/eora26_mock");
    gvc_table *t = read_it(shared_name, NULL);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 48);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 42);
    cr_expect_eq(gvc_table_year(t), 2010);
    cr_expect_eq(cell(gvc_table_z(t), 0, 0), 23697.221);
    cr_expect_eq(cell(gvc_table_z(t), 2, 1), 6063.071);
    gvc_table_free(t);
}

/* ---- a table of its own ---------------------------------------------------------------------- */

static void save(void)
{
    run_here("mkdir -p t");
    write_text("t/w_T.txt", "1\t2\t3\t\n4\t-5\t6\t\n7\t8\t9E-02\t\n");
    write_text("t/w_FD.txt", "10\t20\n30\t40\n50\t60\n");
    write_text("t/labels_T.txt", "Aland, the\tAAA\tIndustries\tgoods\t\n"
                                 "Aland, the\tAAA\tCommodities\tgoods\t\n"
                                 "Bland\tBBB\tIndustries\tgoods\t\n");
    write_text("t/labels_FD.txt", "Aland, the\tAAA\tFinal Demand\tTotal\nBland\tBBB\tFinal "
                                  "Demand\tTotal\n");
}

Test(eora, tells_industries_from_commodities)
{
    save();
    gvc_table *t = read_it("t", NULL);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), "AAA_goods_I");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "AAA_goods_C");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 2), "BBB_goods");
    cr_expect_str_eq(gvc_table_name(t, GVC_COUNTRY, 0), "Aland, the");
    cr_expect_eq(cell(gvc_table_z(t), 2, 2), 0.09);
    cr_expect_eq(cell(gvc_table_y(t), 2, 1), 60);
    cr_expect_not(gvc_table_has_given_va(t));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "1 of 3 rows are commodities, each an industry of the table; 1 have the name "
                     "of an industry of their country: _C and _I tell them apart\n"
                     "values are in thousand USD, not in millions as some programs label them\n"
                     "1 cells of T are below 0, sum -5; kept");
    gvc_table_free(t);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    t = read_it("t", &options);
    cr_expect_null(gvc_table_z(t));
    gvc_table_free(t);
}

Test(eora, refuses_what_does_not_fit)
{
    static const damage cases[] = {
        {"w_T.txt", "-5", "-5x", GVC_EFORMAT, "w_T.txt:2: column 2: '-5x' is not a number"},
        {"w_T.txt", "-5", "1e999", GVC_EFORMAT,
         "w_T.txt:2: column 2: '1e999' is not a finite number"},
        {"w_T.txt", "7\t8\t9E-02\t\n", "", GVC_ESHAPE,
         "w_T.txt: 2 rows, but labels_T.txt has 3 labels"},
        {"w_T.txt", "7\t8\t9E-02\t\n", "7\t8\t9\n1\t2\t3\n", GVC_ESHAPE,
         "w_T.txt: more than 3 rows, but labels_T.txt has 3 labels"},
        {"w_T.txt", "1\t2\t3\t\n", "1\t2\n", GVC_ESHAPE,
         "w_T.txt: 2 columns, but labels_T.txt has 3 labels"},
        {"w_T.txt", "4\t-5\t6\t\n", "4\t-5\t6\t7\n", GVC_ESHAPE,
         "w_T.txt:2: more than 3 columns, the labels in labels_T.txt"},
        {"w_FD.txt", "30\t40\n", "30\n", GVC_EFORMAT,
         "w_FD.txt:2: 1 fields, expected 2 as in line 1"},
        {"labels_T.txt", "AAA\tCommodities", "AAA\tIndustries", GVC_EFORMAT,
         "labels_T.txt: duplicate industry label 'AAA_goods' (industries 1 and 2)"},
        {"labels_T.txt", "Bland\tBBB\tIndustries\tgoods", "Bland\tBBB\tgoods", GVC_EFORMAT,
         "labels_T.txt:3: column 4: empty, expected 4 labels separated by tabs"},
        {"labels_T.txt", "goods\t\nBland", "goods\tx\nBland", GVC_EFORMAT,
         "labels_T.txt:2: column 5: one too many, expected 4 labels separated by tabs"},
        {"labels_FD.txt", "BBB", "CCC", GVC_EUNKNOWN,
         "labels_FD.txt: line 2: 'CCC' is no country of labels_T.txt"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        save();
        expect_damage(&cases[i], "t");
    }
}

Test(eora, says_what_is_missing)
{
    save();
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.format = "eora";
    run_here("rm t/w_FD.txt");
    expect_error(ctx, refuse("t/w_T.txt", &options), GVC_EFORMAT,
                 "reading t/w_T.txt: no w_FD.txt (final demand) beside it");
    save();
    run_here("rm t/labels_FD.txt");
    expect_error(ctx, refuse("t", NULL), GVC_EFORMAT,
                 "reading t: w_T.txt: no labels_FD.txt beside it, nor in an archive there; the "
                 "provider has the lists in indices.zip: put that beside it");
}
