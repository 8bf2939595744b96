/* test_wiod_stata.c - WIOD as Stata files: the sheet of 2016, the long panel of 2013 */
#include <expect.h>

#include "mock.h"
#include "stata.h"
#include "wide.h"

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

TestSuite(wiod_stata, .init = enter, .fini = leave);

static void refuse(gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    expect_error(ctx, gvc_table_read(ctx, &t, "t.dta", NULL), code, message);
    cr_expect_null(t);
}

Test(wiod_stata, reads_the_mocks)
{
    mock_file(ctx, &here, "wiod2016_stata", "WIOT2014_October16_ROW.dta", 0, true);
    mock_file(ctx, &here, "wiod2013_stata_long", "wiot_full.dta", 0, true);
    mock_file(ctx, &here, "wiod2013_stata_long", "wiot_full.dta", 2009, true);
}

/* ---- the sheet ------------------------------------------------------------------------------- */
typedef struct change {
    int version;                        /* 0 = 118 */
    bool single;                        /* numbers of 32 bits */
    const char *column;                 /* name of the first column of numbers */
    int missing_row, column_of_missing; /* -1 = none */
    bool no_country;                    /* in the second row */
    bool text;                          /* instead of the first column of numbers */
} change;

static void write_sheet(const change *c)
{
    static const char *const labels[] = {"IndustryCode", "IndustryDescription", "Country"};
    stata s = stata_open("t.dta", c->version == 0 ? 118 : c->version);
    for (int i = 0; i < 3; i++) {
        stata_variable(&s, labels[i], READSTAT_TYPE_STRING, 20);
    }
    stata_variable(&s, "RNr", READSTAT_TYPE_INT32, 0);
    stata_variable(&s, "Year", READSTAT_TYPE_DOUBLE, 0);
    for (int j = 0; j < WIDE_COLUMNS; j++) {
        char name[16];
        snprintf(name, sizeof name, "%s%s", j == WIDE_COLUMNS - 1 ? "" : "v", wide_columns[j]);
        stata_variable(&s, j == 0 && c->column != NULL ? c->column : name,
                       j == 0 && c->text ? READSTAT_TYPE_STRING
                       : c->single       ? READSTAT_TYPE_FLOAT
                                         : READSTAT_TYPE_DOUBLE,
                       j == 0 && c->text ? 4 : 0);
    }
    stata_begin(&s, WIDE_ROWS);
    for (int r = 0; r < WIDE_ROWS; r++) {
        stata_row(&s);
        stata_text(&s, 0, wide_codes[r]);
        stata_text(&s, 1, wide_names[r]);
        stata_text(&s, 2, r == 1 && c->no_country ? "" : wide_countries[r]);
        stata_number(&s, 3, wide_numbers[r]);
        stata_number(&s, 4, 2014);
        for (int j = 0; j < WIDE_COLUMNS; j++) {
            if (j == 0 && c->text) {
                stata_text(&s, 5, "1.5");
            } else if (r == c->missing_row && j == c->column_of_missing) {
                stata_missing(&s, 5 + j);
            } else {
                stata_number(&s, 5 + j, wide_cell(r, j));
            }
        }
        stata_end_row(&s);
    }
    stata_close(&s);
}

static void expect_sheet(const char *notes)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.dta", NULL));
    wide_expect(t);
    cr_expect_eq(gvc_table_year(t), 2014);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), notes);
    gvc_table_free(t);
}

Test(wiod_stata, reads_every_version)
{
    static const int versions[] = {104, 105, 108, 110, 111, 113, 114, 115, 117, 118, 119};
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        change c = {.version = versions[i], .missing_row = -1};
        if (versions[i] < 110) { /* names of eight letters */
            continue;
        }
        write_sheet(&c);
        expect_sheet("row II_fob is a total of the rows above: left out");
    }
    write_sheet(&(change){.single = true, .missing_row = -1});
    expect_sheet("9 variables are stored as float: about 7 digits of each number\n"
                 "row II_fob is a total of the rows above: left out");
    write_sheet(&(change){.missing_row = 6, .column_of_missing = 5});
    expect_sheet("row II_fob is a total of the rows above: left out\n1 empty cell read as 0");
}

Test(wiod_stata, tells_what_does_not_fit)
{
    write_sheet(&(change){.missing_row = 2, .column_of_missing = 6});
    refuse(GVC_EFORMAT, "reading t.dta: row ROW_A01, column ROW_CONS_h: NA is not a number");
    write_sheet(&(change){.missing_row = -1, .no_country = true});
    refuse(GVC_EFORMAT, "reading t.dta: row 2 of the data frame has no Country");
    write_sheet(&(change){.missing_row = -1, .column = "vAUS9"});
    refuse(GVC_ESHAPE, "reading t.dta: row 'AUS_A01' has no column of that name");
    write_sheet(&(change){.missing_row = -1, .text = true});
    refuse(GVC_EFORMAT, "reading t.dta: variable 'vAUS1' holds no numbers");
}

/* A tab in a text is none in a label. */
Test(wiod_stata, texts_become_plain)
{
    size_t length = 0;
    gvc_table *t = NULL;
    write_sheet(&(change){.missing_row = -1});
    char *bytes = read_bytes("t.dta", &length);
    for (size_t i = 0; i + 6 < length; i++) {
        if (memcmp(bytes + i, "Mining", 6) == 0) {
            memcpy(bytes + i, "Mi\tin\xff", 6);
        }
    }
    write_bytes("t.dta", bytes, length);
    free(bytes);
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.dta", NULL));
    cr_expect_str_eq(gvc_table_name(t, GVC_SECTOR, 1), "Mi in?");
    gvc_table_free(t);
}

/* ---- the panel ------------------------------------------------------------------------------- */
enum { RECORDS = 2 * (4 * 6 + 3 * 4) };

typedef struct record {
    int year, row, column;
    double value;
} record;

/* Two years of two countries with items 1 and 10, final use 37; the second year is twice the first.
 * Rows 4 to 6 are inputs, value added and output. */
static int make_panel(record *records)
{
    int count = 0;
    for (int year = 0; year < 2; year++) {
        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < (i < 4 ? 6 : 4); j++) {
                double inputs = 64 + 4 * j, output = 4 * (10 * j + 1) + 6 + 200;
                double cell = i < 4    ? (j < 4 ? 10 * i + j + 1 : 100)
                              : i == 4 ? inputs
                              : i == 6 ? output
                                       : output - inputs;
                records[count++] = (record){2000 + year, i, j, (1 + year) * cell};
            }
        }
    }
    return count;
}

static void write_panel(const record *records, int count, const char *value)
{
    static const char *const countries[] = {"USA", "USA", "AUT", "AUT"};
    static const int items[] = {10, 1, 1, 10, 60, 64, 69};
    stata s = stata_open("t.dta", 117);
    stata_variable(&s, value, READSTAT_TYPE_DOUBLE, 0);
    stata_variable(&s, "col_item", READSTAT_TYPE_INT32, 0);
    stata_variable(&s, "year", READSTAT_TYPE_INT32, 0);
    stata_variable(&s, "row_country", READSTAT_TYPE_STRING, 3);
    stata_variable(&s, "row_item", READSTAT_TYPE_INT32, 0);
    stata_variable(&s, "col_country", READSTAT_TYPE_STRING, 3);
    stata_begin(&s, count);
    for (int k = 0; k < count; k++) {
        int i = records[k].row, j = records[k].column;
        stata_row(&s);
        stata_number(&s, 0, records[k].value);
        stata_number(&s, 1, j < 4 ? items[j] : 37);
        stata_number(&s, 2, records[k].year);
        stata_text(&s, 3, i < 4 ? countries[i] : "TOT");
        stata_number(&s, 4, items[i]);
        stata_text(&s, 5, j < 4 ? countries[j] : j == 4 ? "USA" : "AUT");
        stata_end_row(&s);
    }
    stata_close(&s);
}

static double cell_of(const gvc_table *t, const char *row, const char *column)
{
    gvc_idx i = gvc_table_find(t, GVC_INDUSTRY, row), j = gvc_table_find(t, GVC_INDUSTRY, column);
    cr_assert(i >= 0 && j >= 0, "%s %s", row, column);
    return gvc_table_z(t)->data[i * gvc_table_z(t)->stride + j];
}

Test(wiod_stata, reads_a_year_of_the_panel)
{
    record records[RECORDS];
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    int count = make_panel(records);
    write_panel(records, count, "value");
    refuse(GVC_EUNKNOWN,
           "reading t.dta: holds several years (2000 to 2001); choose one with --year");
    for (int year = 2000; year <= 2001; year++) {
        double times = year - 1999;
        options.year = year;
        expect_ok(ctx, gvc_table_read(ctx, &t, "t.dta", &options));
        cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 0), "AUT_1");
        cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 3), "USA_10");
        cr_expect_eq(cell_of(t, "USA_1", "AUT_10"), times * 14);
        cr_expect_eq(gvc_table_y(t)->data[0], times * 100);
        cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "r64");
        cr_expect_eq(gvc_table_x_given(t)[3], times * 210);
        cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                         "row r60 is a total of the rows above: left out");
        gvc_table_free(t);
        t = NULL;
    }
    options.year = 1999;
    expect_error(ctx, gvc_table_read(ctx, &t, "t.dta", &options), GVC_EUNKNOWN,
                 "reading t.dta: does not hold the year 1999, only 2000 to 2001");
}

Test(wiod_stata, tells_what_the_panel_lacks)
{
    record records[RECORDS];
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    int count = make_panel(records) / 2;
    record first = records[0];
    records[0] = records[1];
    write_panel(records, count, "value");
    refuse(GVC_EFORMAT,
           "reading t.dta: row 2: the cell of USA 10 and USA 1 is there twice in 2000");
    write_panel(records + 1, count - 1, "value");
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.dta", &options));
    cr_expect_eq(cell_of(t, "USA_10", "USA_10"), 0);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "1 cell is not in the file: 0\n"
                     "row r60 is the total of inputs by its name, though it misses their "
                     "sum: left out");
    gvc_table_free(t);
    records[0] = first;
    write_panel(records, count, "flow");
    refuse(GVC_EFORMAT,
           "reading t.dta: is a Stata file of 36 rows and 6 variables (flow, col_item, year, "
           "row_country, row_item, col_country): no table that gvc knows; expected WIOD's with "
           "IndustryCode, Country and RNr, or with row_country, row_item, col_country, col_item "
           "and value");
}

/* ---- damage ---------------------------------------------------------------------------------- */
Test(wiod_stata, any_truncation_is_an_error)
{
    static const int versions[] = {114, 118};
    for (size_t k = 0; k < sizeof versions / sizeof *versions; k++) {
        size_t length = 0;
        write_sheet(&(change){.version = versions[k], .missing_row = -1});
        char *bytes = read_bytes("t.dta", &length);
        size_t end = versions[k] == 114 ? length : length - 100; /* what follows the values */
        for (size_t cut = 12; cut < end; cut += 7) {
            gvc_table *t = NULL;
            write_bytes("x.dta", bytes, cut);
            cr_assert_neq(gvc_table_read(ctx, &t, "x.dta", NULL), GVC_OK, "version %d cut at %zu",
                          versions[k], cut);
        }
        free(bytes);
    }
    write_sheet(&(change){.version = 114, .missing_row = -1});
    cut_file("t.dta", "cut.dta", -10);
    gvc_table *t = NULL;
    expect_error(ctx, gvc_table_read(ctx, &t, "cut.dta", NULL), GVC_EFORMAT,
                 "reading cut.dta: is a Stata file that is truncated or damaged");
}

/* Bytes changed at random: an error or a table, never a crash. */
Test(wiod_stata, damage_is_survived)
{
    static const int versions[] = {114, 118};
    uint64_t state = 20240613;
    for (size_t k = 0; k < sizeof versions / sizeof *versions; k++) {
        size_t length = 0;
        write_sheet(&(change){.version = versions[k], .missing_row = -1});
        char *bytes = read_bytes("t.dta", &length);
        for (int trial = 0; trial < 1500; trial++) {
            char *copy = malloc(length);
            gvc_table *t = NULL;
            memcpy(copy, bytes, length);
            for (int i = 0; i < 1 + trial % 4; i++) {
                state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
                size_t range = trial % 2 == 0 ? 1500 : length;
                copy[(state >> 33) % (range < length ? range : length)] = (char)(state >> 25);
            }
            write_bytes("x.dta", copy, length);
            if (gvc_table_read(ctx, &t, "x.dta", NULL) == GVC_OK) {
                gvc_table_free(t);
            }
            free(copy);
        }
        free(bytes);
    }
}

/* The result of another program: what it holds is told. */
Test(wiod_stata, says_what_another_file_holds)
{
    char path[2 * FOLDER_PATH];
    gvc_table *t = NULL;
    if (here.shared[0] == '\0') {
        cr_skip_test("GVC_SHARED is not set");
    }
    snprintf(path, sizeof path, "%s/formats/samples/stata-dta/icio_wiodn_dva_by_partner.dta",
             here.shared);
    if (access(path, R_OK) != 0) {
        cr_skip_test("no file %s", path);
    }
    cr_expect_eq(gvc_table_read(ctx, &t, path, NULL), GVC_EFORMAT);
    cr_expect_not_null(strstr(gvc_ctx_error(ctx),
                              ": is a Stata file of 9680 rows and 5 variables (exporter, importer, "
                              "year, gtrade, dva): no table that gvc knows; expected WIOD's with"));
}
