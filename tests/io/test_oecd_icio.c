/* test_oecd_icio.c - the OECD's tables: all editions, regular and extended, archives, what is odd
 */
#include "mock.h"

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

TestSuite(oecd_icio, .init = enter, .fini = leave);

static double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

Test(oecd_icio, reads_every_edition)
{
    static const struct {
        const char *folder, *file, *zip, *source;
        int year;
    } mocks[] = {
        {"oecd_icio2016", "ICIO2016_2003.csv", "ICIO2016_2003.zip",
         "OECD ICIO, 2016 edition (extended)", 2003},
        {"oecd_icio2018", "ICIO2018_2010.CSV", "ICIO2018_2010.zip",
         "OECD ICIO, 2018 edition (extended)", 2010},
        {"oecd_icio2021", "ICIO2021_2018.csv", "ICIO_2015-2018.zip",
         "OECD ICIO, 2021 edition (extended)", 2018},
        {"oecd_icio2023_sml", "2020_SML.csv", "2016-2020_SML.zip",
         "OECD ICIO, 2023 edition (regular)", 2020},
        {"oecd_icio2023_ext", "2020.csv", "2016-2020.zip", "OECD ICIO, 2023 edition (extended)",
         2020},
        {"oecd_icio2025_sml", "2022_SML.csv", "2016-2022_SML.zip",
         "OECD ICIO, 2025 edition (regular)", 2022},
    };
    for (size_t i = 0; i < sizeof mocks / sizeof *mocks; i++) {
        char path[2 * FOLDER_PATH];
        mock m;
        mock_file(ctx, &here, mocks[i].folder, mocks[i].file, 0, true);
        mock_load(&m, &here, mocks[i].folder);
        snprintf(path, sizeof path, "%s/formats/mocks/%s/%s", here.shared, mocks[i].folder,
                 mocks[i].zip);
        expect_ok(ctx, gvc_table_read(ctx, &m.t, path, NULL));
        mock_expect(&m, true);
        cr_expect_eq(gvc_table_year(m.t), mocks[i].year);
        cr_expect_str_eq(gvc_table_text(m.t, "source_format"), "oecd-icio");
        cr_expect_str_eq(gvc_table_text(m.t, "source"), mocks[i].source);
        cr_expect_str_eq(gvc_table_text(m.t, "units_source"), "documentation of the provider");
        mock_free(&m);
        unlink("in.zip");
    }
}

/* Taxes of industries and of final use, and the discrepancy column. */
Test(oecd_icio, keeps_taxes_and_discrepancies)
{
    static const char *const files[][2] = {{"oecd_icio2016", "ICIO2016_2003.csv"},
                                           {"oecd_icio2018", "ICIO2018_2010.CSV"},
                                           {"oecd_icio2023_ext", "2020.csv"},
                                           {"oecd_icio2025_sml", "2022_SML.csv"}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        mock m;
        char path[2 * FOLDER_PATH];
        size_t n = 0;
        mock_load(&m, &here, files[i][0]);
        snprintf(path, sizeof path, "%s/formats/mocks/%s/%s", here.shared, files[i][0],
                 files[i][1]);
        expect_ok(ctx, gvc_table_read(ctx, &m.t, path, NULL));
        gvc_idx *rows = mock_rows(&m, &n);
        mock_primary(&m, "taxes_on_products", GVC_ROLE_TAX, rows, n);
        const json_t *final = json_object_get(m.expected, "TLS_final");
        for (size_t r = 0; r < json_array_size(final); r++) {
            const json_t *of_region = json_array_get(final, r);
            const char *region = mock_text(json_object_get(m.expected, "regions"), r);
            for (size_t c = 0; c < json_array_size(of_region); c++) {
                gvc_idx k = mock_final_use(
                    m.t, region, mock_text(json_object_get(m.expected, "final_demand"), c));
                cr_expect_eq(cell(gvc_table_vy(m.t), 0, k), mock_number(of_region, c));
            }
        }
        const json_t *disc = json_object_get(m.expected, "DISC");
        for (size_t r = 0; r < json_array_size(disc); r++) {
            gvc_idx k = gvc_table_find(m.t, GVC_FINAL_USE, "DISC");
            cr_assert(k >= 0);
            cr_expect(rows[r] < 0 || cell(gvc_table_y(m.t), rows[r], k) == mock_number(disc, r));
        }
        free(rows);
        mock_free(&m);
    }
}

/* An extended table of our own: labels of 2023, quoted, padded, with a byte-order mark and CRLF. */
static const char extended[] =
    "\xef\xbb\xbf"
    "V1,\"AUS_A01_02\", CHN_A01_02 ,CN1_A01_02,CN2_A01_02,AUS_GFCF,AUS_GGFC,"
    "AUS_HFCE,AUS_NPISH,AUS_INVNT,AUS_DPABR,CHN_HFCE,CHN_NPISH,CHN_GGFC,CHN_GFCF,CHN_INVNT,"
    "CHN_DPABR,OUT\r\n"
    "AUS_A01_02,1,0,2,3,10,1,1,1,1,1,1,1,1,1,1,1.5E+00,27.5\r\n"
    "\" CHN_A01_02\",0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\r\n"
    "CN1_A01_02,1,0,1,1,1,1,1,1,1,1,1,1,1,1,1,1,15\r\n"
    "CN2_A01_02,2,0,2,2,1,1,1,1,1,1,1,1,1,1,1,1,18\r\n"
    "TLS,1,0,1,1,1,1,1,1,1,1,1,1,1,1,1,1,15\r\n"
    "VA,22.5,0,9,11,0,0,0,0,0,0,0,0,0,0,0,0,42.5\r\n"
    "OUT,27.5,0,15,18,,,,,,,,,,,,,\r\n";

Test(oecd_icio, reads_extended_tables_both_ways)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    write_text("x.csv", extended);
    expect_ok(ctx, gvc_table_read(ctx, &t, "x.csv", &options));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "oecd-icio");
    cr_expect_str_eq(gvc_table_text(t, "source"), "OECD ICIO, 2023 edition (extended)");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 2);
    cr_expect_eq(cell(gvc_table_y(t), 0, 11), 1.5);
    cr_expect_str_eq(gvc_table_label(t, GVC_CATEGORY, 0), "GFCF");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "CN1 counted as part of CHN\nCN2 counted as part of CHN\n"
                     "1 industries of CHN are all zero beside its territories and were left out");
    gvc_table_free(t);
    options.keep_splits = true;
    expect_ok(ctx, gvc_table_read(ctx, &t, "x.csv", &options));
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 4);
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 4);
    cr_expect_null(gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
}

/* Another edition: other sectors, a category and rows that nobody knows yet, unequal sectors. */
static const char future[] =
    "V1;AUS_X1;AUS_X2;BRA_X1;AUS_HFCE;AUS_NPISH;AUS_GGFC;AUS_GFCF;AUS_INVNT;"
    "AUS_NEW;BRA_HFCE;BRA_NPISH;BRA_GGFC;BRA_GFCF;BRA_INVNT;BRA_NEW;SUM\n"
    "AUS_X1;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;66\n"
    "AUS_X2;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;66\n"
    "BRA_X1;1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;66\n"
    "TAXES;1;1;1;0;0;0;0;0;0;0;0;0;0;0;0;3\n"
    "LABOUR;62;59;56;0;0;0;0;0;0;0;0;0;0;0;0;177\n"
    "SUPPLY;66;66;66;0;0;0;0;0;0;0;0;0;0;0;0;198\n";

Test(oecd_icio, says_what_is_new_in_an_edition)
{
    gvc_table *t = NULL;
    write_text("2031.csv", future);
    expect_ok(ctx, gvc_table_read(ctx, &t, "2031.csv", NULL));
    cr_expect_eq(gvc_table_year(t), 2031);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_expect_eq(gvc_table_count(t, GVC_FINAL_USE), 12);
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_x_given(t)[0], 66);
    cr_expect_str_eq(gvc_table_text(t, "source"), "OECD ICIO (regular), edition unknown");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "column SUM is the sum of its row: taken for output\n"
                     "row LABOUR is not known by its name: counted as value added\n"
                     "row SUPPLY equals output: taken for it\n"
                     "sectors and rows are those of none of the ICIO editions 2016 to 2025\n"
                     "final demand NEW is in no known edition of the ICIO tables: kept\n"
                     "row TAXES is in no known edition of the ICIO tables: kept as taxes on "
                     "products\n"
                     "row LABOUR is in no known edition of the ICIO tables: kept as value added\n"
                     "year 2031 from the name 2031.csv");
    gvc_table_free(t);
}

static void expect_refused(const char *path, const gvc_read_options *options, gvc_status code,
                           const char *message)
{
    gvc_table *t = NULL;
    expect_error(ctx, gvc_table_read(ctx, &t, path, options), code, message);
    cr_expect_null(t);
    gvc_table_free(t);
}

Test(oecd_icio, chooses_the_year_of_an_archive)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    pack("2019-2020_SML.zip", (const char *[]){"2019_SML.csv", extended, "2020_SML.csv", extended,
                                               "ReadMe.txt", "words", NULL});
    expect_refused("2019-2020_SML.zip", NULL, GVC_EUNKNOWN,
                   "reading 2019-2020_SML.zip: holds 2 tables (2019_SML.csv, 2020_SML.csv); choose "
                   "one with --year or --member");
    options.year = 2020;
    expect_ok(ctx, gvc_table_read(ctx, &t, "2019-2020_SML.zip", &options));
    cr_expect_eq(gvc_table_year(t), 2020);
    cr_expect_str_eq(gvc_table_text(t, "source_member"), "2020_SML.csv");
    gvc_table_free(t);
    options.year = 2021;
    expect_refused("2019-2020_SML.zip", &options, GVC_EUNKNOWN,
                   "reading 2019-2020_SML.zip: holds 2 tables, none with 2021 in its name "
                   "(2019_SML.csv, 2020_SML.csv); choose one with --year or --member");
}

Test(oecd_icio, refuses_what_is_damaged)
{
    char *text = strdup(extended), *at = strstr(text, "1.5E+00");
    memcpy(at, "    NaN", 7);
    write_text("nan.csv", text);
    expect_refused("nan.csv", NULL, GVC_EFORMAT,
                   "reading nan.csv:2: column 17: 'NaN' is not a finite number");
    free(text);
    write_text("whole.csv", extended);
    cut_file("whole.csv", "row.csv", strstr(extended, "CN2_A01_02,2") - extended);
    expect_refused("row.csv", NULL, GVC_ESHAPE,
                   "reading row.csv:1: column 5: 'CN2_A01_02' has no row of that name");
    cut_file("whole.csv", "cell.csv", strstr(extended, "1.5E+00") - extended);
    expect_refused("cell.csv", NULL, GVC_EFORMAT,
                   "reading cell.csv:2: 17 fields, expected 18 as in line 1");
    text = strdup(extended);
    memcpy(strstr(text, "CN2_A01_02,2"), "CN1_A01_02,2", 12);
    write_text("twice.csv", text);
    expect_refused("twice.csv", NULL, GVC_EFORMAT,
                   "reading twice.csv:5: 'CN1_A01_02' is there twice, first in line 4");
    free(text);
    pack("t.zip", (const char *[]){"2020.csv", extended, NULL});
    cut_file("t.zip", "cut.zip", 200);
    expect_refused("cut.zip", NULL, GVC_EIO,
                   "reading cut.zip: is truncated or damaged: the directory at the end of the zip "
                   "is missing; fetch "
                   "the file again");
}
