/* test_icio_csv.c - headerless tables: lists, shapes, real files, and what is refused */
#include "with_lists.h"

SUITE_WITH_LISTS(icio_csv);

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static double world_exports(const gvc_table *t)
{
    double sum = 0;
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        gvc_idx own = gvc_table_country_of(t, GVC_INDUSTRY, i);
        for (gvc_idx j = 0; j < gvc_table_count(t, GVC_INDUSTRY); j++) {
            sum += gvc_table_country_of(t, GVC_INDUSTRY, j) != own ? cell(gvc_table_z(t), i, j) : 0;
        }
        for (gvc_idx j = 0; j < gvc_table_count(t, GVC_FINAL_USE); j++) {
            sum +=
                gvc_table_country_of(t, GVC_FINAL_USE, j) != own ? cell(gvc_table_y(t), i, j) : 0;
        }
    }
    return sum;
}

Test(icio_csv, labels_and_cells)
{
    lists();
    write_text("t.csv", rows);
    gvc_table *t = read_it("t.csv", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "AAA_b");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 2), "BBB_a");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 1), "BBB_FD");
    cr_expect(cell(gvc_table_z(t), 0, 0) == 1 && cell(gvc_table_z(t), 1, 3) == 10);
    cr_expect(cell(gvc_table_y(t), 0, 0) == 50 && cell(gvc_table_y(t), 3, 1) == 20);
    cr_expect_eq(gvc_table_x(t)[0], 66);
    cr_expect_not(gvc_table_has_given_va(t));
    cr_expect_null(gvc_table_x_given(t));
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "countries from countries.csv\nsectors from sectors.csv");
    gvc_table_free(t);
}

Test(icio_csv, names_categories_and_counts_sectors)
{
    write_text("countries.csv", "AAA\nBBB\n");
    write_text("t.csv", "1,2,3,4,5,6\n7,8,9,10,11,12\n");
    gvc_table *t = read_it("t.csv", NULL);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "BBB_s1");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 1), "AAA_F2");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 2), "BBB_F1");
    cr_expect(cell(gvc_table_z(t), 1, 0) == 7 && cell(gvc_table_y(t), 1, 3) == 12);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "countries from countries.csv\nno list of sectors: named s1 .. s1");
    gvc_table_free(t);
    write_text("t.csv", "1,2,3,4,5,6\n7,8,9,10,11,12\n1,2,3,4,5,6\n");
    expect_error(ctx, refuse("t.csv", NULL), GVC_ESHAPE,
                 "reading t.csv: 3 rows, not a multiple of 2 countries (countries.csv)");
}

/* Every spelling of the lists gives the same labels. */
Test(icio_csv, accepts_every_spelling_of_lists)
{
    static const char *const countries[] = {"AAA\nBBB\n",     "AAA\r\nBBB\r\n",
                                            "AAA\nBBB",       "\"AAA\"\n\"BBB\"",
                                            " AAA \nBBB\n\n", "\357\273\277AAA\nBBB\n"};
    lists();
    write_text("t.csv", rows);
    for (size_t i = 0; i < sizeof countries / sizeof *countries; i++) {
        write_text("countries.csv", countries[i]);
        gvc_table *t = read_it("t.csv", NULL);
        cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 0), "AAA", "list %zu", i);
        cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 1), "BBB", "list %zu", i);
        gvc_table_free(t);
    }
}

static void expect_countries_from(const char *table, const char *name)
{
    char note[64];
    gvc_table *t = read_it(table, NULL);
    snprintf(note, sizeof note, "countries from %s\nsectors from sectors.csv", name);
    const char *notes = gvc_table_text(t, "source_notes");
    cr_expect(notes != NULL && strstr(notes, note) != NULL, "%s in %s", name, notes);
    gvc_table_free(t);
}

Test(icio_csv, looks_for_lists_in_order)
{
    static const char *const names[] = {
        "countrylist.csv",   "countries.csv",         "x_countrylist.csv",  "x_countries.csv",
        "x_y_countries.csv", "x_y_z_countrylist.csv", "x_y_z_countries.csv"};
    write_text("sectors.csv", "a\nb\n");
    write_text("x_y_z.csv", rows);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        write_text(names[i], "AAA\nBBB\n");
        expect_countries_from("x_y_z.csv", names[i]);
    }
}

Test(icio_csv, takes_lists_by_name)
{
    lists();
    write_text("t.csv", rows);
    cr_assert(mkdir("d", 0700) == 0);
    write_text("d/c.txt", "QQQ\nYYY\n");
    write_text("d/s.txt", "one\ntwo\n");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.countries = "d/c.txt";
    options.sectors = "d/s.txt";
    gvc_table *t = read_it("t.csv", &options);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 3), "YYY_two");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), "countries from c.txt\nsectors from s.txt");
    gvc_table_free(t);
    options.countries = "none.csv";
    expect_error(ctx, refuse("t.csv", &options), GVC_EIO, "reading t.csv: none.csv: no such file");
}

Test(icio_csv, finds_lists_in_archives)
{
    pack("t.zip", (const char *[]){"d/t.csv", rows, "d/countries.csv", "AAA\nBBB\n",
                                   "d/sectors.csv", "a\nb\n", NULL});
    gvc_table *t = read_it("t.zip", NULL);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 3), "BBB_b");
    gvc_table_free(t);
    pack("u.zip", (const char *[]){"t.csv", rows, NULL});
    lists();
    expect_countries_from("u.zip", "countries.csv");
}

Test(icio_csv, refuses_a_table_without_countries)
{
    write_text("x_2005.csv", rows);
    expect_error(ctx, refuse("x_2005.csv", NULL), GVC_EFORMAT,
                 "reading x_2005.csv: a table without labels needs a list of its countries, and "
                 "none was found beside it (x_2005_countries.csv, x_2005_countrylist.csv, "
                 "x_countries.csv, x_countrylist.csv, countries.csv, countrylist.csv); put one "
                 "there, or name it: gvc import --countries FILE");
}

Test(icio_csv, refuses_shapes_that_do_not_fit)
{
    static const char *const cases[][2] = {
        {"1,2,3,4,5\n1,2,3,4,5\n1,2,3,4,5\n1,2,3,4,5\n",
         "columns 5 = 4 rows + 1, not a multiple of 2 countries (countries.csv)"},
        {"1,2,3,4\n1,2,3,4\n1,2,3,4\n1,2,3,4\n",
         "4 columns for 4 rows, expected one for each row and then those of final demand"},
        {"1,2,3,4,5,6\n1,2,3,4,5,6\n1,2,3,4,5,6\n",
         "3 rows, expected 4 = 2 countries (countries.csv) x 2 sectors (sectors.csv)"},
        {"1,2,3,4,5,6\n1,2,3,4,5,6\n1,2,3,4,5,6\n1,2,3,4,5,6\n1,2,3,4,5,6\n",
         "5 rows, expected 4 = 2 countries (countries.csv) x 2 sectors (sectors.csv)"},
        {"1,2,3,4,5,6,7\n1,2,3,4,5,6,7\n1,2,3,4,5,6,7\n",
         "3 rows, expected 4 = 2 countries (countries.csv) x 2 sectors (sectors.csv)"},
    };
    lists();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[256];
        snprintf(message, sizeof message, "reading t.csv: %s", cases[i][1]);
        write_text("t.csv", cases[i][0]);
        expect_error(ctx, refuse("t.csv", NULL), GVC_ESHAPE, message);
    }
}

Test(icio_csv, refuses_bad_cells)
{
    static const char *const cases[][2] = {
        {"1,2,3,4,50,6\n7,8,n.a.,10,1,12\n1,1,1,1,1,1\n2,2,2,2,2,20\n",
         "reading t.csv:2: column 3: 'n.a.' is not a number"},
        {"1,2,3,4,50,6\n7,8,9,10,1,12\n1,1,1,1,1,NaN\n2,2,2,2,2,20\n",
         "reading t.csv:3: column 6: 'NaN' is not a finite number"},
        {"1,2,3,4,50,6\n7,8,9,10,1,12\n1,1,1,1,1\n2,2,2,2,2,20\n",
         "reading t.csv:3: 5 fields, expected 6 as in line 1"},
        {"1,2,3,4,50,6\n7,8,9,10,1,12\n1,1,1,1,1,1\n2,2,2,2,2,20,1\n",
         "reading t.csv:4: 7 fields, expected 6 as in line 1"},
        {"0,0,0,0,0,0\n0,0,0,0,0,0\n0,0,0,0,0,0\n0,0,0,0,0,0\n",
         "reading t.csv: the table is all zero"},
    };
    lists();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write_text("t.csv", cases[i][0]);
        expect_error(ctx, refuse("t.csv", NULL), GVC_EFORMAT, cases[i][1]);
    }
    pack("icio.zip", (const char *[]){"2018.csv", cases[0][0], "countries.csv", "AAA\nBBB\n",
                                      "sectors.csv", "a\nb\n", NULL});
    expect_error(ctx, refuse("icio.zip", NULL), GVC_EFORMAT,
                 "reading icio.zip: 2018.csv:2: column 3: 'n.a.' is not a number");
}

Test(icio_csv, counts_territories_into_their_country)
{
    write_text("countries.csv", "MX1\nAAA\nMX2\n");
    write_text("fd_countries.csv", "AAA\nMEX\n");
    write_text("sectors.csv", "a\n");
    write_text("t.csv", "1,2,3,4,5\n6,7,8,9,10\n11,12,13,14,15\n");
    gvc_table *t = read_it("t.csv", NULL);
    cr_assert_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_COUNTRY, 0), "AAA");
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), "MX1_a");
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 0), 1);
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 2), 1);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "countries from countries.csv\nsectors from sectors.csv\ncountries of final "
                     "demand from fd_countries.csv\nMX1 counted as part of MEX\nMX2 counted as "
                     "part of MEX");
    gvc_table_free(t);
    write_text("fd_countries.csv", "MEX\n");
    write_text("t.csv", "1,2,3,4\n6,7,8,9\n11,12,13,14\n");
    expect_error(ctx, refuse("t.csv", NULL), GVC_EUNKNOWN,
                 "reading t.csv: countries.csv: 'AAA' has no final demand in fd_countries.csv, and "
                 "is no known part of a country that has; add it there");
    write_text("fd_countries.csv", "AAA\nMEX\nZZZ\n");
    expect_error(ctx, refuse("t.csv", NULL), GVC_EUNKNOWN,
                 "reading t.csv: fd_countries.csv: 'ZZZ' has no industry, it is not in "
                 "countries.csv");
}

/* A first line whose commas are decimal ones would otherwise be cut at them. */
Test(icio_csv, refuses_decimal_commas)
{
    static const char *const cases[][2] = {
        {"1,5;2;3;4;50;6\n7;8;9;10;1;12\n1;1;1;1;1;1\n2;2;2;2;2;20\n", ":1"},
        {"1,5;2,5;3,0;4,1;5,0;6,25\n7;8;9;10;1;12\n1;1;1;1;1;1\n2;2;2;2;2;20\n", ":1"},
        {"0;2;3;4;\"-50,1\";6\n7;8;9;10;1;12\n1;1;1;1;1;1\n2;2;2;2;2;20\n", ":1"},
        {"1;2;3;4;50;6\n7;8;9;10;1;12\n1;1;1;1;1;1\n2;2;2;2;2;0,20\n", ":4"},
    };
    lists();
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[256];
        options.labels_only = i < 3; /* seen without reading a cell */
        snprintf(message, sizeof message,
                 "reading t.csv%s: decimal commas in fields separated by ';'; save with a decimal "
                 "point",
                 cases[i][1]);
        write_text("t.csv", cases[i][0]);
        expect_error(ctx, refuse("t.csv", &options), GVC_EFORMAT, message);
    }
    write_text("t.csv", "1;2;3;4;50;6\n7;8;9;10;1;12\n1;1;1;1;1;1\n2;2;2;2;2;20.5\n");
    gvc_table *t = read_it("t.csv", NULL);
    cr_expect_eq(cell(gvc_table_y(t), 3, 1), 20.5);
    gvc_table_free(t);
}

Test(icio_csv, reads_labels_only)
{
    lists();
    write_text("t.csv", rows);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    gvc_table *t = read_it("t.csv", &options);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_null(gvc_table_z(t));
    gvc_table_free(t);
}

Test(icio_csv, reads_wiod_2005)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, "data/wiod2013/wiot_2005.csv.gz");
    gvc_table *t = read_it(shared_name, NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 1435);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 41);
    cr_expect_eq(gvc_table_year(t), 2005);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1434), "RoW_c35");
    cr_expect_eq(world_exports(t), 11288261);
    cr_expect_str_eq(gvc_table_text(t, "source_sha256"),
                     "60ff6933914819427a05d3829362f1f54cc6898b216f83f950ac6f4d5c54744f");
    gvc_table_free(t);
}

Test(icio_csv, reads_small_shared_tables)
{
    char shared_name[2 * FOLDER_PATH];
    shared_path(&here, "data/leather/leather.csv");
    gvc_table *t = read_it(shared_name, NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 9);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 3);
    gvc_table_free(t);
    shared_path(&here, "data/exvatools-test/wiodtest.csv.gz");
    t = read_it(shared_name, NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 18);
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 11), "ROW_F2");
    gvc_table_free(t);
    shared_path(&here, "data/exvatools-test/iciotest.csv.gz");
    t = read_it(shared_name, NULL);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 30);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 12);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 6);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 18), "MX1_D01T09");
    cr_expect_eq(gvc_table_country_of(t, GVC_INDUSTRY, 18), gvc_table_find(t, GVC_COUNTRY, "MEX"));
    gvc_table_free(t);
}
