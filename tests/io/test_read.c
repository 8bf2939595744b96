/* test_read.c - finding the format, the year, units, provenance; what is no table or no result */
#include <expect.h>

#include "folder.h"
#include "small.h"

static folder here;
static gvc_ctx *ctx;

static const char rows[] = "1,2,3,4,50,6\n7,8,9,10,1,12\n1,1,1,1,1,1\n2,2,2,2,2,20\n";

static void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
    write_text("countries.csv", "AAA\nBBB\n");
    write_text("sectors.csv", "a\nb\n");
    write_text("t.csv", rows);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(read, .init = enter, .fini = leave);

static gvc_status refuse(const char *path, const gvc_read_options *options)
{
    gvc_table *t = NULL;
    gvc_status status = gvc_table_read(ctx, &t, path, options);
    cr_expect_null(t);
    gvc_table_free(t);
    return status;
}

static void expect_year(const char *path, int asked, int year, const char *note)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    options.year = asked;
    expect_ok(ctx, gvc_table_read(ctx, &t, path, &options));
    cr_expect_eq(gvc_table_year(t), year, "%s with %d", path, asked);
    const char *notes = gvc_table_text(t, "source_notes");
    cr_expect(note == NULL ? strstr(notes, "year") == NULL : strstr(notes, note) != NULL, "%s",
              notes);
    gvc_table_free(t);
}

static void keep_line(gvc_level level, const char *text, void *user)
{
    snprintf(user, 256, "%d %s", (int)level, text);
}

Test(read, takes_the_year_from_option_or_name)
{
    write_text("x_2005.csv", rows);
    pack("icio_2007.zip", (const char *[]){"a_2006.csv", rows, NULL});
    pack("icio_2008.zip", (const char *[]){"a.csv", rows, NULL});
    expect_year("t.csv", 0, 0, NULL);
    expect_year("t.csv", 2010, 2010, NULL);
    expect_year("x_2005.csv", 0, 2005, "year 2005 from the name x_2005.csv");
    expect_year("x_2005.csv", 2005, 2005, NULL);
    expect_year("x_2005.csv", 2010, 2010,
                "year 2010 as asked for, though the name x_2005.csv says 2005");
    expect_year("icio_2007.zip", 0, 2006, "year 2006 from the name a_2006.csv");
    expect_year("icio_2008.zip", 0, 2008, "year 2008 from the name icio_2008.zip");
    char line[256] = "";
    gvc_ctx_set_log(ctx, GVC_WARN, keep_line, line);
    expect_year("x_2005.csv", 0, 2005, "year");
    expect_year("t.csv", 2010, 2010, NULL);
    cr_expect_str_eq(line, "");
    expect_year("x_2005.csv", 2010, 2010, "year");
    cr_expect_str_eq(line, "1 reading x_2005.csv: taken as of 2010, as asked for, though its name "
                           "says 2005");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 12345;
    expect_error(ctx, refuse("t.csv", &options), GVC_EARG,
                 "year 12345, expected 1 to 9999, or 0 for what the file says");
}

Test(read, picks_a_member_by_year)
{
    pack("z.zip", (const char *[]){"a_2001.csv", rows, "a_2002.csv", rows, NULL});
    expect_year("z.zip", 2002, 2002, NULL);
    expect_error(ctx, refuse("z.zip", NULL), GVC_EUNKNOWN,
                 "reading z.zip: holds 2 tables (a_2001.csv, a_2002.csv); choose one with --year "
                 "or --member");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.member = "a_2001.csv";
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "z.zip", &options));
    cr_expect_eq(gvc_table_year(t), 2001);
    cr_expect_str_eq(gvc_table_text(t, "source_member"), "a_2001.csv");
    gvc_table_free(t);
}

Test(read, refuses_another_year_than_that_of_the_only_member)
{
    static const char *const message = "reading z.zip: holds one table, whose name 2020.csv says "
                                       "2020, not 2019; leave out --year, "
                                       "or name it with --member";
    pack("z.zip", (const char *[]){"2020.csv", rows, "ReadMe.txt", "2019", NULL});
    expect_year("z.zip", 2020, 2020, NULL);
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2019;
    expect_error(ctx, refuse("z.zip", &options), GVC_EUNKNOWN, message);
    options.member = "2020.csv";
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "z.zip", &options));
    cr_expect_eq(gvc_table_year(t), 2019);
    gvc_table_free(t);
}

Test(read, states_where_a_table_is_from)
{
    cr_assert(mkdir("d", 0700) == 0);
    write_text("d/t.csv", "abc");
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    options.units = "million USD";
    options.year = 2010;
    expect_ok(ctx, gvc_table_read(ctx, &t, "./t.csv", &options));
    cr_expect_str_eq(gvc_table_text(t, "source_file"), "t.csv");
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "icio-csv");
    cr_expect_eq(strlen(gvc_table_text(t, "source_sha256")), 64);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_text(t, "prices"), "current");
    cr_expect_str_eq(gvc_table_text(t, "title"), "t, 2010");
    gvc_table_free(t);
    t = NULL;
    options.units = NULL;
    options.prices = "previous year";
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.csv", &options));
    cr_expect_str_eq(gvc_table_text(t, "units"), "unknown");
    cr_expect_str_eq(gvc_table_text(t, "prices"), "previous year");
    gvc_table_free(t);
}

Test(read, finds_the_format_by_content)
{
    gvc_table *t = NULL;
    write_text("a.dat", "x,A_x,A_C\nA_x,1,2\n");
    expect_ok(ctx, gvc_table_read(ctx, &t, "a.dat", NULL));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "labelled-csv");
    gvc_table_free(t);
    t = NULL;
    write_text("b.dat", rows);
    expect_ok(ctx, gvc_table_read(ctx, &t, "b.dat", NULL));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "icio-csv");
    gvc_table_free(t);
}

Test(read, takes_the_format_by_name)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.format = "labelled-csv";
    expect_error(ctx, refuse("t.csv", &options), GVC_EFORMAT,
                 "reading t.csv:4: industry '2' is not named COUNTRY_SECTOR");
    options.format = "icio_csv";
    expect_error(ctx, refuse("t.csv", &options), GVC_EUNKNOWN,
                 "reading t.csv: no format is named 'icio_csv'; did you mean icio-csv?");
    options.format = "parquet";
    expect_error(ctx, refuse("t.csv", &options), GVC_EUNKNOWN,
                 "reading t.csv: no format is named 'parquet'; see gvc formats");
}

Test(read, refuses_what_is_no_table)
{
    expect_error(ctx, refuse("none.csv", NULL), GVC_EIO, "reading none.csv: no such file");
    write_text("empty.csv", "");
    expect_error(ctx, refuse("empty.csv", NULL), GVC_EFORMAT, "reading empty.csv: is empty");
    cr_assert(mkdir("folder", 0700) == 0);
    expect_error(ctx, refuse("folder", NULL), GVC_EFORMAT,
                 "reading folder: is a folder without files");
    write_text("novel.txt", "It was a dark and stormy night.\n");
    expect_error(ctx, refuse("novel.txt", NULL), GVC_EFORMAT,
                 "reading novel.txt: is no table that gvc knows by its look; gvc formats lists "
                 "them, gvc import --format NAME reads it as one");
    write_bytes("wide.csv",
                "\xff\xfe"
                "1\0,\0",
                6);
    expect_error(ctx, refuse("wide.csv", NULL), GVC_EFORMAT,
                 "reading wide.csv: is UTF-16 text; save it as UTF-8");
    pack("t.csv.gz", (const char *[]){"t", rows, NULL});
    cut_file("t.csv.gz", "cut.csv.gz", -9);
    expect_error(
        ctx, refuse("cut.csv.gz", NULL), GVC_EIO,
        "reading cut.csv.gz: is truncated or damaged: truncated gzip input; fetch the file "
        "again");
    pack("e.csv.gz", (const char *[]){"t", "", NULL});
    expect_error(ctx, refuse("e.csv.gz", NULL), GVC_EFORMAT, "reading e.csv.gz: is empty");
}

Test(read, tells_tables_from_results)
{
    gvc_kind kind = GVC_KIND_RESULT;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_file_kind(ctx, "t.csv", &kind));
    cr_expect_eq(kind, GVC_KIND_TABLE);
    expect_error(ctx, gvc_file_kind(ctx, "none.h5", &kind), GVC_EIO,
                 "reading none.h5: no such file");
    expect_error(ctx, gvc_result_read(ctx, &r, "t.csv"), GVC_EFORMAT,
                 "reading t.csv: is not a gvc result file, which is HDF5 as gvc decompose -o "
                 "FILE.h5 writes it");
    cr_expect_null(r);
}

Test(read, leaves_a_stored_table_its_own_facts)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    gvc_kind kind = GVC_KIND_RESULT;
    options.year = 2010;
    options.units = "million USD";
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.csv", &options));
    expect_ok(ctx, gvc_table_write(ctx, t, "x_2005.h5", NULL));
    gvc_table_free(t);
    t = NULL;
    expect_ok(ctx, gvc_file_kind(ctx, "x_2005.h5", &kind));
    cr_expect_eq(kind, GVC_KIND_TABLE);
    expect_ok(ctx, gvc_table_read(ctx, &t, "x_2005.h5", NULL));
    cr_expect_eq(gvc_table_year(t), 2010);
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_str_eq(gvc_table_text(t, "source_file"), "t.csv");
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "icio-csv");
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "countries from countries.csv\nsectors from sectors.csv");
    gvc_table_free(t);
    options.year = 2011;
    expect_error(ctx, refuse("x_2005.h5", &options), GVC_EUNKNOWN,
                 "reading x_2005.h5: holds the year 2010, not 2011");
    pack("again.zip", (const char *[]){"x.h5", "\x89HDF\r\n\x1a\n and so on", NULL});
    expect_error(
        ctx, refuse("again.zip", NULL), GVC_EUNSUPPORTED,
        "reading again.zip: x.h5: is an HDF5 file inside a compressed one; unpack it first");
}

/* What a stored table does not say may be said; what it says, not otherwise. */
Test(read, takes_units_and_prices_that_a_stored_table_lacks)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.csv", NULL));
    expect_ok(ctx, gvc_table_write(ctx, t, "u.h5", NULL));
    gvc_table_free(t);
    t = NULL;
    options.units = "million USD";
    options.prices = "current";
    expect_ok(ctx, gvc_table_read(ctx, &t, "u.h5", &options));
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    expect_ok(ctx, gvc_table_write(ctx, t, "m.h5", NULL));
    gvc_table_free(t);
    t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "m.h5", &options));
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    gvc_table_free(t);
    options.units = "bn";
    expect_error(ctx, refuse("m.h5", &options), GVC_EUNKNOWN,
                 "reading m.h5: holds the unit 'million USD', not 'bn'");
    options.labels_only = true;
    options.units = NULL;
    options.prices = "previous year"; /* "current" stood there because nobody had said */
    t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "m.h5", &options));
    cr_expect_str_eq(gvc_table_text(t, "prices"), "previous year");
    gvc_table_free(t);
}

/* Results as text are no tables, whatever numbers they hold. */
Test(read, refuses_results_as_tables)
{
    static const char *const names[] = {"r.csv", "r.csv.gz", "r.tsv", "r.json", "r.h5"};
    gvc_result *r = small_result(ctx);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char message[128];
        expect_ok(ctx, gvc_result_write(ctx, r, names[i], NULL));
        snprintf(message, sizeof message, "reading %s: is a gvc result, not a table", names[i]);
        expect_error(ctx, refuse(names[i], NULL), GVC_EFORMAT, message);
    }
    gvc_result_free(r);
}

Test(read, lists_every_format_once)
{
    static const char *const expected[] = {"gvc", "icio-csv", "labelled-csv"};
    const gvc_format_info *const *list = gvc_format_list();
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        int seen = 0;
        for (size_t k = 0; list[k] != NULL; k++) {
            seen += strcmp(list[k]->name, expected[i]) == 0;
            cr_expect(list[k]->summary[0] != '\0' && list[k]->details[0] != '\0');
        }
        cr_expect_eq(seen, 1, "%s", expected[i]);
    }
}

/* Damage of any kind is an error or a table, never a crash. */
Test(read, survives_random_damage)
{
    static const char *const names[] = {"t.csv", "m.csv.gz", "m.zip", "l.csv"};
    static const char labelled[] = "V1,A_x,B_x,A_C,OUT\nA_x,1,2,3,6\nB_x,4,5,6,15\nVA,1,8,,\n";
    uint64_t state = 1;
    pack("m.csv.gz", (const char *[]){"t", rows, NULL});
    pack("m.zip", (const char *[]){"t.csv", rows, "countries.csv", "AAA\nBBB\n", NULL});
    write_text("l.csv", labelled);
    for (int round = 0; round < 2000; round++) {
        size_t length = 0;
        char *bytes = read_bytes(names[round % 4], &length);
        for (int k = 0; k < 1 + round % 3; k++) {
            state = state * 6364136223846793005u + 1442695040888963407u;
            bytes[(state >> 33) % length] = (char)(state >> 25);
        }
        write_bytes("damaged", bytes, round % 5 == 0 ? (state >> 40) % length + 1 : length);
        free(bytes);
        gvc_table *t = NULL;
        gvc_status status = gvc_table_read(ctx, &t, "damaged", NULL);
        cr_assert((status == GVC_OK) == (t != NULL));
        cr_assert(status == GVC_OK || strncmp(gvc_ctx_error(ctx), "reading damaged:", 16) == 0,
                  "%s", gvc_ctx_error(ctx));
        gvc_table_free(t);
    }
}
