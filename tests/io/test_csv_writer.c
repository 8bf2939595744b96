/* test_csv_writer.c - csv, and which writer a path picks */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "written.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(csv_writer, .init = setup, .fini = teardown);

static gvc_write_options as(const char *format)
{
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.format = format;
    return options;
}

/* Own country and absent industries are no rows; the first key runs slowest. */
Test(csv_writer, writes_keys_and_terms)
{
    gvc_result *r = small_result(ctx);
    expect_written(ctx, r, as("csv"),
                   "year,exporter,sector,importer,gexp,dva,vax,fva\n"
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

static const char *const odd[] = {"plain",        "a,b",   "say \"hi\"", "\"",        "two\nlines",
                                  "\xc3\x85land", "t\tab", "empty",      "trail\r\n", "x"};
static const double values[] = {0.1,  -0.0,   1e300, 12564277.956053412,  5e-324,
                                1e-7, 326743, -1.5,  0.30000000000000004, 0};

Test(csv_writer, quotes_where_needed)
{
    gvc_result *r = one_column(ctx, 0, odd, values, 10, "USD");
    gvc_result_fill(r, 0)[9] = (double)NAN;
    expect_written(ctx, r, as("csv"),
                   "year,exporter,gexp\n"
                   ",plain,0.1\n"
                   ",\"a,b\",-0\n"
                   ",\"say \"\"hi\"\"\",1e+300\n"
                   ",\"\"\"\",12564277.956053412\n"
                   ",\"two\nlines\",5e-324\n"
                   ",\xc3\x85land,1e-07\n"
                   ",t\tab,326743\n"
                   ",empty,-1.5\n"
                   ",\"trail\r\n\",0.30000000000000004\n"
                   ",x,\n");
    gvc_result_free(r);
}

Test(csv_writer, is_picked_by_suffix)
{
    static const char *const known[] = {"out.csv", "b.csv.gz", "a.b.tsv", "OUT.JSON", "-"};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        expect_ok(ctx, gvc_result_can_write(ctx, known[i], NULL));
    }
    gvc_write_options options = as("tsv");
    expect_ok(ctx, gvc_result_can_write(ctx, "any.thing", &options));
}

/* The message lists what the registry holds, so only its beginning is fixed. */
static void expect_refused(const char *path, const char *format, const char *message)
{
    gvc_write_options options = as(format);
    cr_expect_eq(gvc_result_can_write(ctx, path, &options), GVC_EARG);
    cr_expect(strncmp(gvc_ctx_error(ctx), message, strlen(message)) == 0, "%s", gvc_ctx_error(ctx));
}

Test(csv_writer, refuses_an_unknown_suffix)
{
    expect_refused("x.foo", NULL,
                   "writing x.foo: no writer for '.foo'; known are .csv .csv.gz .tsv");
    expect_refused("x.foo.gz", NULL, "writing x.foo.gz: no writer for '.foo.gz'; known are .csv");
    expect_refused("a.d/x", NULL, "writing a.d/x: no suffix that says how; known are .csv");
    expect_refused(".csv", NULL, "writing .csv: no suffix that says how; known are .csv");
    expect_refused("x.csv", "cvs",
                   "no writer 'cvs'; did you mean csv? known are csv tsv vega json");
    expect_refused("x.csv", "parquet", "no writer 'parquet'; known are csv tsv vega json");
    expect_error(ctx, gvc_result_can_write(ctx, "no-such-folder/x.csv", NULL), GVC_EIO,
                 "writing no-such-folder/x.csv: folder 'no-such-folder' does not exist");
}

Test(csv_writer, lists_every_writer_with_words)
{
    const gvc_format_info *const *list = gvc_writer_list();
    int count = 0;
    for (; list[count] != NULL; count++) {
        cr_expect(strlen(list[count]->name) > 0 && strlen(list[count]->summary) > 0 &&
                  strlen(list[count]->details) > 0 && list[count]->suffixes != NULL);
    }
    cr_expect(count >= 4);
}
