/* test_wiod_rdata.c - WIOD's release of 2016 as R data */
#include <expect.h>

#include "source.h"

#include "mock.h"
#include "rstream.h"
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

TestSuite(wiod_rdata, .init = enter, .fini = leave);

Test(wiod_rdata, reads_the_mock)
{
    mock_file(ctx, &here, "wiod2016_rdata", "WIOT2014_October16_ROW.RData", 0, true);
    mock_file(ctx, &here, "wiod2016_rdata", "WIOT2013_October16_ROW.RData", 2014, true);
}

/* What a test changes in the sheet; the rest is as published. */
typedef struct change {
    bool factors, turned,
        sequence;          /* codes as factors; columns of labels last; year as 2014:2014 */
    int year_of_last;      /* of the last row, 0 = as the others */
    const char *bad_name;  /* of the first column of numbers */
    int na_row, na_column; /* -1 = none */
    double na;
    bool short_column, text_column;
} change;

static void put_label(rstream *s, const change *c, int which)
{
    int32_t codes[WIDE_ROWS];
    double numbers[WIDE_ROWS];
    const char *const *texts[] = {wide_codes, wide_names, wide_countries};
    if (which == 0 && c->factors) {
        for (int r = 0; r < WIDE_ROWS; r++) {
            codes[r] = r < 4 ? r % 2 + 1 : r - 1;
        }
        r_integers(s, codes, WIDE_ROWS, R_ATTR | R_OBJECT);
        r_pair(s, "levels");
        r_texts(s, wide_codes + 2, 6, 0);
        r_pair(s, "class");
        r_texts(s, (const char *const[]){"factor"}, 1, 0);
        r_nil(s);
    } else if (which < 3) {
        r_texts(s, texts[which], WIDE_ROWS, 0);
    } else if (which == 3) {
        for (int r = 0; r < WIDE_ROWS; r++) {
            numbers[r] = wide_numbers[r];
        }
        r_reals(s, numbers, WIDE_ROWS, 0);
    } else if (c->sequence) {
        r_sequence(s, WIDE_ROWS, 2014, 0);
    } else {
        for (int r = 0; r < WIDE_ROWS; r++) {
            codes[r] = r == WIDE_ROWS - 1 && c->year_of_last != 0 ? c->year_of_last : 2014;
        }
        r_integers(s, codes, WIDE_ROWS, 0);
    }
}

static void put_column(rstream *s, const change *c, int column)
{
    double values[WIDE_ROWS];
    for (int r = 0; r < WIDE_ROWS; r++) {
        bool na = r == c->na_row && column == c->na_column;
        values[r] = na ? c->na : wide_cell(r, column);
    }
    if (column == 0 && c->text_column) {
        r_texts(s, wide_codes, WIDE_ROWS, 0);
    } else {
        r_reals(s, values, WIDE_ROWS - (column == 1 && c->short_column), 0);
    }
}

/* Columns of numbers come turned round where labels come last. */
static int column_at(const change *c, int i)
{
    return c->turned ? WIDE_COLUMNS - 1 - i : i;
}

static void write_sheet(const char *name, const change *c)
{
    static const char *const labels[] = {"IndustryCode", "IndustryDescription", "Country", "RNr",
                                         "Year"};
    const char *names[5 + WIDE_COLUMNS];
    rstream s = {0};
    int at = 0;
    r_header(&s, 3);
    r_pair(&s, "wiot");
    r_vector(&s, 19, 5 + WIDE_COLUMNS, R_ATTR | R_OBJECT);
    for (int i = 0; i < WIDE_COLUMNS + 5; i++) {
        int label = c->turned ? i - WIDE_COLUMNS : i, column = c->turned ? i : i - 5;
        if (label >= 0 && label < 5) {
            put_label(&s, c, label);
            names[at++] = labels[label];
        } else {
            column = column_at(c, column);
            put_column(&s, c, column);
            names[at++] = column == 0 && c->bad_name != NULL ? c->bad_name : wide_columns[column];
        }
    }
    r_pair(&s, "names");
    r_texts(&s, names, at, 0);
    r_pair(&s, "row.names");
    r_integers(&s, (const int32_t[]){INT32_MIN, -WIDE_ROWS}, 2, 0);
    r_pair(&s, "class");
    r_texts(&s, (const char *const[]){"data.frame"}, 1, 0);
    r_nil(&s);
    r_nil(&s);
    r_write(&s, name);
}

static const change as_published = {.na_row = -1};

static gvc_table *read_sheet(const change *c)
{
    gvc_table *t = NULL;
    write_sheet("t.RData", c);
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.RData", NULL));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "wiod-rdata");
    return t;
}

static void refuse(const change *c, gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    write_sheet("t.RData", c);
    expect_error(ctx, gvc_table_read(ctx, &t, "t.RData", NULL), code, message);
    cr_expect_null(t);
}

Test(wiod_rdata, reads_the_sheet_in_any_order_of_columns)
{
    const change changes[] = {{.na_row = -1},
                              {.na_row = -1, .factors = true},
                              {.na_row = -1, .turned = true},
                              {.na_row = -1, .sequence = true}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        gvc_table *t = read_sheet(&changes[i]);
        wide_expect(t);
        cr_expect_eq(gvc_table_year(t), 2014);
        cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                         "row II_fob is a total of the rows above: left out");
        gvc_table_free(t);
    }
}

/* Names of categories come back from the file that gvc keeps. */
Test(wiod_rdata, keeps_names_in_its_own_file)
{
    gvc_table *t = read_sheet(&as_published), *back = NULL;
    expect_ok(ctx, gvc_table_write(ctx, t, "t.h5", NULL));
    gvc_table_free(t);
    expect_ok(ctx, gvc_table_read(ctx, &back, "t.h5", NULL));
    wide_expect(back);
    gvc_table_free(back);
}

Test(wiod_rdata, chooses_among_years)
{
    change c = as_published;
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    c.year_of_last = 2013;
    refuse(&c, GVC_EUNKNOWN,
           "reading t.RData: holds several years (2013 to 2014); choose one with --year");
    options.year = 2014;
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.RData", &options));
    wide_expect(t);
    gvc_table_free(t);
    t = NULL;
    options.year = 2009;
    expect_error(ctx, gvc_table_read(ctx, &t, "t.RData", &options), GVC_EUNKNOWN,
                 "reading t.RData: does not hold the year 2009, only 2013 to 2014");
}

Test(wiod_rdata, names_what_is_no_number)
{
    uint64_t bits = UINT64_C(0x7ff00000000007a2);
    change c = {.na_row = 1, .na_column = 2};
    memcpy(&c.na, &bits, sizeof bits);
    refuse(&c, GVC_EFORMAT, "reading t.RData: row AUS_B, column ROW_A01: NA is not a number");
    c.na_row = 6;
    refuse(&c, GVC_EFORMAT, "reading t.RData: row TOT_VA, column ROW_A01: NA is not a number");
    c.na = (double)INFINITY;
    refuse(&c, GVC_EFORMAT, "reading t.RData: row TOT_VA, column ROW_A01: Inf is not a number");
    c.na = (double)NAN;
    c.na_column = 5;
    refuse(&c, GVC_EFORMAT, "reading t.RData: row TOT_VA, column AUS_INVEN: NaN is not a number");
    memcpy(&c.na, &bits, sizeof bits);
    gvc_table *t = read_sheet(&c);
    wide_expect(t);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "row II_fob is a total of the rows above: left out\n1 empty cell read as 0");
    gvc_table_free(t);
}

Test(wiod_rdata, tells_what_does_not_fit)
{
    change c = as_published;
    c.bad_name = "AUS4";
    refuse(&c, GVC_EFORMAT,
           "reading t.RData: column 'AUS4': 'AUS_B' is there twice (columns 1 and 2 of the table)");
    c.bad_name = "AUT1";
    refuse(&c, GVC_ESHAPE, "reading t.RData: row 'AUS_A01' has no column of that name");
    c = (change){.na_row = -1, .short_column = true};
    refuse(&c, GVC_ESHAPE, "reading t.RData: column 'AUS4' has 7 values, expected 8");
    c = (change){.na_row = -1, .text_column = true};
    refuse(&c, GVC_EFORMAT, "reading t.RData: column 'AUS1' holds no numbers");
}

/* In a zip of several years the name chooses; what is damaged is told. */
Test(wiod_rdata, reads_members_and_refuses_damage)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    write_sheet("WIOT_2014.RData", &as_published);
    write_sheet("WIOT_2013.RData", &as_published);
    cr_assert_eq(system("zip -q years.zip WIOT_2014.RData WIOT_2013.RData"), 0);
    expect_error(ctx, gvc_table_read(ctx, &t, "years.zip", NULL), GVC_EUNKNOWN,
                 "reading years.zip: holds 2 tables (WIOT_2014.RData, WIOT_2013.RData); choose "
                 "one with --year or --member");
    options.year = 2014;
    expect_ok(ctx, gvc_table_read(ctx, &t, "years.zip", &options));
    wide_expect(t);
    gvc_table_free(t);
    t = NULL;
    cut_file("WIOT_2014.RData", "cut.RData", 1000);
    expect_error(ctx, gvc_table_read(ctx, &t, "cut.RData", NULL), GVC_EFORMAT,
                 "reading cut.RData: is truncated: ends after 1000 bytes, within a vector of "
                 "numbers");
    options = (gvc_read_options)GVC_READ_OPTIONS_INIT;
    options.format = "wiod-rdata";
    write_text("no.csv", "1,2\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "no.csv", &options), GVC_EFORMAT,
                 "reading no.csv: is no R data");
}
