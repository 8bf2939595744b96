/* test_dta_writer.c - Stata files that are written, read back with our own reader and ReadStat */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <readstat.h>
#include <time.h>

#include "full.h"
#include "stata/dta.h"
#include "written.h"

static folder here;
static gvc_ctx *ctx;

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(dta_writer, .init = setup, .fini = teardown);

/* ---- values, by our own reader: "2005,AAA,.,\n" ------------------------------------------------
 */
typedef struct listing {
    gvc_text text;
    gvc_idx last;
} listing;

static gvc_status list_value(gvc_ctx *c, void *user, gvc_idx row, gvc_idx variable,
                             const char *text, double number, bool missing)
{
    listing *l = user;
    (void)c, (void)row;
    if (text != NULL || missing) {
        gvc_text_addf(&l->text, "%s", text != NULL ? text : ".");
    } else {
        gvc_text_addf(&l->text, "%.17g", number);
    }
    gvc_text_addf(&l->text, "%s", variable == l->last ? "\n" : ",");
    return GVC_OK;
}

static void expect_rows(const char *path, const char *names, const char *rows)
{
    gvc_source *source = NULL;
    gvc_dta *d = NULL;
    bool wanted[32];
    listing l = {{0}, 0};
    memset(wanted, 1, sizeof wanted);
    expect_ok(ctx, gvc_source_open(ctx, &source, path, NULL, 0));
    expect_ok(ctx, gvc_dta_open(ctx, &d, source));
    for (gvc_idx i = 0; i < d->count; i++) {
        gvc_text_addf(&l.text, "%s%s", d->variables[i].name, i + 1 < d->count ? "," : "");
    }
    cr_expect_str_eq(l.text.chars, names);
    l.text.length = 0;
    l.text.chars[0] = '\0';
    l.last = d->count - 1;
    expect_ok(ctx, gvc_dta_stream(ctx, d, wanted, list_value, &l));
    cr_expect_str_eq(l.text.chars, rows);
    gvc_text_free(&l.text);
    gvc_dta_close(d);
    gvc_source_close(source);
}

Test(dta_writer, writes_the_rows_of_the_csv)
{
    gvc_result *r = small_result(ctx);
    expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", NULL));
    expect_rows("r.dta", "year,exporter,sector,importer,gexp,dva,vax,fva",
                "2005,AAA,a,BBB,3,1,0.5,2\n"
                "2005,AAA,a,KOR,6,2,1,4\n"
                "2005,AAA,b,BBB,12,4,2,8\n"
                "2005,AAA,b,KOR,15,5,2.5,10\n"
                "2005,BBB,a,AAA,18,6,3,12\n"
                "2005,BBB,a,KOR,24,8,4,16\n"
                "2005,KOR,a,AAA,36,12,6,24\n"
                "2005,KOR,a,BBB,39,13,6.5,26\n"
                "2005,KOR,b,AAA,45,15,7.5,30\n"
                "2005,KOR,b,BBB,48,16,8,32\n");
    gvc_result_free(r);
}

Test(dta_writer, keeps_every_bit_and_what_is_no_number)
{
    static const char *const labels[] = {
        "plain", "\xc3\x85land", "\xe9t\xe9", "a\nb", "w", "x", "y", "z"};
    static const double values[] = {
        12564277.956053412, 0.30000000000000004,    -5e-324, (double)NAN, HUGE_VAL,
        -HUGE_VAL,          8.9884656743115785e307, -1e307};
    gvc_result *r = one_column(ctx, 0, labels, values, 8, "USD");
    expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", NULL));
    expect_rows("r.dta", "year,exporter,gexp",
                ".,plain,12564277.956053412\n"
                ".,\xc3\x85land,0.30000000000000004\n"
                ".,?t?,-4.9406564584124654e-324\n"
                ".,a b,.\n" /* the reader makes labels plain */
                ".,w,.\n"
                ".,x,.\n"
                ".,y,8.9884656743115785e+307\n"
                ".,z,-9.9999999999999999e+306\n");
    gvc_result_free(r);
}

Test(dta_writer, writes_ranks_and_files_without_rows)
{
    static const char *const labels[] = {"AAA"};
    static const gvc_term term = {"x", NULL, NULL, "1", false};
    static const int32_t ranks[][2] = {{-5, 7}, {1, 32741}, {1, INT32_MAX}};
    for (int i = 0; i < 3; i++) {
        char expected[64];
        gvc_result *r = NULL;
        expect_ok(ctx, gvc_result_new(ctx, &r));
        expect_ok(ctx, gvc_result_add_dim(ctx, r, "country", labels, 1));
        expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "rank", ranks[i], 2));
        expect_ok(ctx, gvc_result_add_term(ctx, r, &term));
        expect_ok(ctx, gvc_result_allocate(ctx, r));
        expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", NULL));
        snprintf(expected, sizeof expected, "AAA,%d,0\nAAA,%d,0\n", ranks[i][0], ranks[i][1]);
        expect_rows("r.dta", "country,rank,x", expected);
        gvc_result_free(r);
    }
    gvc_result *all = small_result(ctx), *one = NULL, *none = NULL;
    const char *const only[] = {"AAA", NULL};
    expect_ok(ctx, gvc_result_select(ctx, &one, all, "exporter", only));
    expect_ok(ctx, gvc_result_select(ctx, &none, one, "importer", only));
    expect_ok(ctx, gvc_result_write(ctx, none, "r.dta", NULL));
    expect_rows("r.dta", "year,exporter,sector,importer,gexp,dva,vax,fva", "");
    gvc_result_free(none);
    gvc_result_free(one);
    gvc_result_free(all);
}

/* ---- labels and notes, by ReadStat ------------------------------------------------------------
 */
typedef struct about {
    gvc_text labels, notes;
    char title[400];
    time_t made;
} about;

static int take_metadata(readstat_metadata_t *metadata, void *user)
{
    about *a = user;
    snprintf(a->title, sizeof a->title, "%s", readstat_get_file_label(metadata));
    a->made = readstat_get_creation_time(metadata);
    return READSTAT_HANDLER_OK;
}

static int take_variable(int index, readstat_variable_t *variable, const char *labels, void *user)
{
    about *a = user;
    const char *label = readstat_variable_get_label(variable);
    (void)index, (void)labels;
    gvc_text_addf(&a->labels, "%s\n", label == NULL ? "" : label);
    return READSTAT_HANDLER_OK;
}

static int take_note(int index, const char *note, void *user)
{
    about *a = user;
    (void)index;
    gvc_text_addf(&a->notes, "%s\n", note);
    return READSTAT_HANDLER_OK;
}

static about look(const char *path)
{
    about a = {{0}, {0}, "", 0};
    readstat_parser_t *parser = readstat_parser_init();
    readstat_set_metadata_handler(parser, take_metadata);
    readstat_set_variable_handler(parser, take_variable);
    readstat_set_note_handler(parser, take_note);
    cr_assert_eq(readstat_parse_dta(parser, path, &a), READSTAT_OK);
    readstat_parser_free(parser);
    return a;
}

static void forget(about *a)
{
    gvc_text_free(&a->labels);
    gvc_text_free(&a->notes);
}

Test(dta_writer, says_what_it_holds)
{
    gvc_result *r = small_result(ctx);
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    const gvc_attribute gap = {"identity_gap", GVC_ATTR_NUMBER, NULL, 0.5, 0};
    o.command_line = "gvc decompose small";
    o.reproducible = true;
    expect_ok(ctx, gvc_result_set_attribute(ctx, r, &gap));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "warnings", "one\ntwo"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", &o));
    about a = look("r.dta");
    gvc_text notes = {0};
    gvc_text_addf(&notes,
                  "gvc_version: %s\nown_cell: exporter importer\nidentity: gexp\n"
                  "title: a small result\nidentity_gap: 0.5\nwarnings: one\ntwo\n"
                  "command_line: gvc decompose small\nhistory: gvc decompose small\n"
                  "gexp: Gross exports; unit: million USD; formula: u E_sr\n"
                  "dva: Domestic value added; unit: million USD; formula: v_s B_ss E_sr\n"
                  "vax: vax; unit: million USD\n"
                  "fva: Foreign value added; unit: million USD; formula: v_t B_ts E_sr\n",
                  gvc_version());
    cr_expect_str_eq(a.title, "a small result");
    cr_expect_str_eq(a.labels.chars,
                     "Year\nExporter\nSector\nImporter\nGross exports (million USD)\n"
                     "Domestic value added (million USD)\nvax (million USD)\n"
                     "Foreign value added (million USD)\n");
    cr_expect_str_eq(a.notes.chars, notes.chars);
    gvc_text_free(&notes);
    forget(&a);
    gvc_result_free(r);
}

#define TEN                                                                                        \
    "\xc3\x85"                                                                                     \
    "234567890"
#define SEVENTY TEN TEN TEN TEN TEN TEN TEN

/* Labels have 80 characters; the unit is kept where it can be. */
Test(dta_writer, cuts_labels_between_characters)
{
    static const gvc_term terms[] = {{"fits", SEVENTY "1234567890", NULL, "1", false},
                                     {"more", SEVENTY "12345678901", NULL, "1", false},
                                     {"unit", SEVENTY "12345678901", NULL, "USD", false},
                                     {"both", SEVENTY "12345678901", NULL, SEVENTY, false}};
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", (const int32_t[]){2005}, 1));
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "title", SEVENTY "12345678901"));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", NULL));
    about a = look("r.dta");
    cr_expect_str_eq(a.title, SEVENTY "1234567...");
    cr_expect_str_eq(a.labels.chars, "Year\n" SEVENTY "1234567890\n" SEVENTY "1234567...\n" SEVENTY
                                     "1... (USD)\n" SEVENTY "1234567...\n");
    forget(&a);
    gvc_result_free(r);
}

/* The same time in every time zone. */
Test(dta_writer, is_reproducible_where_asked)
{
    gvc_result *r = small_result(ctx);
    for (int asked = 0; asked < 2; asked++) {
        char *bytes[2];
        size_t length[2] = {0, 0};
        for (int i = 0; i < 2; i++) {
            gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
            o.reproducible = asked != 0;
            setenv("TZ", i == 0 ? "XXX-9" : "YYY5", 1);
            setenv("SOURCE_DATE_EPOCH", "1000000000", 1);
            tzset();
            expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", &o));
            bytes[i] = read_bytes("r.dta", &length[i]);
        }
        bool same = length[0] == length[1] && memcmp(bytes[0], bytes[1], length[0]) == 0;
        cr_expect_eq(same, asked != 0);
        free(bytes[0]);
        free(bytes[1]);
    }
    gvc_result_free(r);
}

/* ---- what Stata does not take -----------------------------------------------------------------
 */
static gvc_result *with_term(const char *name, double value)
{
    gvc_result *r = NULL;
    const gvc_term term = {name, NULL, NULL, "1", false};
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", (const int32_t[]){2005}, 1));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &term));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    gvc_result_fill(r, 0)[0] = value;
    return r;
}

Test(dta_writer, refuses_names_that_stata_does)
{
    static const char *const bad[] = {"abcdefghijklmnopqrstuvwxyz_123456", "int", "a-b", "1a",
                                      "a b"};
    static const char *const good[] = {"abcdefghijklmnopqrstuvwxyz_12345", "ref", "_1", "gexp_sh"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char message[300];
        gvc_result *r = with_term(bad[i], 1);
        snprintf(message, sizeof message,
                 "Stata takes no variable '%s': names have at most 32 letters, digits and _, and "
                 "are no word of its own; leave the column out (--terms), or write csv or hdf5",
                 bad[i]);
        expect_error(ctx, gvc_result_write(ctx, r, "r.dta", NULL), GVC_EUNSUPPORTED, message);
        cr_expect_eq(files_in("."), 0);
        gvc_result_free(r);
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        gvc_result *r = with_term(good[i], 1);
        expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", NULL));
        gvc_result_free(r);
    }
}

Test(dta_writer, refuses_numbers_and_texts_that_stata_cannot_hold)
{
    static const double large[] = {1e308, -1e308};
    for (int i = 0; i < 2; i++) {
        char message[160];
        gvc_result *r = with_term("x", large[i]);
        snprintf(message, sizeof message,
                 "x holds %g, the largest number of Stata is 8.98847e+307; write csv or hdf5",
                 large[i]);
        expect_error(ctx, gvc_result_write(ctx, r, "r.dta", NULL), GVC_EUNSUPPORTED, message);
        cr_expect_eq(files_in("."), 0);
        gvc_result_free(r);
    }
    char label[2048];
    const char *const labels[] = {label};
    const double one = 1;
    memset(label, 'a', sizeof label);
    label[2045] = '\0';
    gvc_result *r = one_column(ctx, 2005, labels, &one, 1, "USD");
    expect_ok(ctx, gvc_result_write(ctx, r, "r.dta", NULL));
    gvc_result_free(r);
    cr_assert(unlink("r.dta") == 0);
    label[2045] = 'a';
    label[2046] = '\0';
    r = one_column(ctx, 2005, labels, &one, 1, "USD");
    expect_error(ctx, gvc_result_write(ctx, r, "r.dta", NULL), GVC_EUNSUPPORTED,
                 "a label of 'exporter' has 2046 bytes, a text in Stata at most 2045; write csv or "
                 "hdf5");
    cr_expect_eq(files_in("."), 0);
    gvc_result_free(r);
}

Test(dta_writer, is_whole_or_not_there_where_files_cannot_grow)
{
    gvc_result *r = small_result(ctx);
    expect_whole_or_nothing(ctx, r, "r.dta", 1024);
    gvc_result_free(r);
}
