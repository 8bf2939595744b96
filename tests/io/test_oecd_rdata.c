/* test_oecd_rdata.c - OECD ICIO as arrays of R, one part of the table a file */
#include <expect.h>

#include "mock.h"
#include "rstream.h"

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

TestSuite(oecd_rdata, .init = enter, .fini = leave);

/* ---- the mock -------------------------------------------------------------------------------- */
static void read_mock(const char *path, mock *m)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2018;
    expect_ok(ctx, gvc_table_read(ctx, &m->t, path, &options));
    mock_expect(m, true);
    cr_expect_eq(gvc_table_year(m->t), 2018);
    gvc_table_free(m->t);
    m->t = NULL;
}

Test(oecd_rdata, reads_the_mock_from_any_of_its_files)
{
    static const char *const parts[] = {"Z", "FD", "VA", "X"};
    mock m;
    char path[2 * FOLDER_PATH], command[12 * FOLDER_PATH];
    mock_load(&m, &here, "oecd_icio2021_rdata");
    snprintf(path, sizeof path, "%s/formats/mocks/oecd_icio2021_rdata", here.shared);
    read_mock(path, &m);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        snprintf(command, sizeof command, "%s/ICIO2021econ%s.RData", path, parts[i]);
        read_mock(command, &m);
    }
    /* Beside the others, renamed; packed once more; all in a zip. */
    snprintf(command, sizeof command,
             "cp '%s'/*.RData . && chmod u+w *.RData && zip -q all.zip *.RData && mkdir r g && "
             "cp *.RData r && mv r/ICIO2021econZ.RData r/x.bin && cp *.RData g && "
             "gzip g/ICIO2021econZ.RData",
             path);
    cr_assert_eq(system(command), 0);
    read_mock("all.zip", &m);
    read_mock("r/x.bin", &m);
    read_mock("g/ICIO2021econZ.RData.gz", &m);
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2017;
    options.keep_splits = true;
    expect_ok(ctx, gvc_table_read(ctx, &t, "all.zip", &options));
    cr_expect_eq(gvc_table_count(t, GVC_COUNTRY), 5);
    cr_expect_eq(gvc_table_count(t, GVC_INDUSTRY), 15);
    cr_expect_eq(gvc_table_z(t)->data[0],
                 2 * mock_number(json_array_get(json_object_get(m.expected, "Z"), 0), 0));
    gvc_table_free(t);
    t = NULL;
    expect_error(ctx, gvc_table_read(ctx, &t, "all.zip", NULL), GVC_EUNKNOWN,
                 "reading all.zip: ICIO2021econZ.RData: holds several years (2017 to 2018); choose "
                 "one with --year");
    mock_free(&m);
}

/* ---- made here ------------------------------------------------------------------------------- */
enum { N = 3, G = 2, YEARS = 2 };

static const char *const industries[N] = {"A_x", "A_y", "B_x"};
static const char *const turned[N] = {"B_x", "A_y", "A_x"};
static const char *const regions[G] = {"B", "A"};
static const char *const years[YEARS] = {"2001", "2000"};

static double z(int year, int i, int j)
{
    return year + 1 + 10 * i + j;
}

static double y(int year, int i, int k)
{
    return 50 + year + i + 3 * k;
}

static double output(int year, int i)
{
    double sum = 0;
    for (int j = 0; j < N; j++) {
        sum += z(year, i, j);
    }
    for (int k = 0; k < G; k++) {
        sum += y(year, i, k);
    }
    return sum;
}

static double residual(int year, int j)
{
    double sum = output(year, j);
    for (int i = 0; i < N; i++) {
        sum -= z(year, i, j);
    }
    return sum;
}

static void end_array(rstream *s, const int32_t *extents, const char *const *const *names,
                      int dimensions, const char *file)
{
    r_pair(s, "dim");
    r_integers(s, extents, dimensions, 0);
    r_pair(s, "dimnames");
    r_vector(s, 19, dimensions, 0);
    for (int d = 0; d < dimensions; d++) {
        r_texts(s, names[d], extents[d], 0);
    }
    r_nil(s);
    r_nil(s);
    r_write(s, file);
}

static void begin_array(rstream *s, const char *object, int cells)
{
    r_header(s, 3);
    r_pair(s, object);
    r_vector(s, 14, cells, R_ATTR);
}

/* [year, row, column], or with the year last. */
static void write_z(bool year_last)
{
    rstream s = {0};
    const int32_t extents[2][3] = {{YEARS, N, N}, {N, N, YEARS}};
    const char *const *names[2][3] = {{years, industries, industries},
                                      {industries, industries, years}};
    begin_array(&s, "testZ", YEARS * N * N);
    for (int k = 0; k < YEARS * N * N; k++) {
        int year = year_last ? k / (N * N) : k % YEARS;
        int cell = year_last ? k % (N * N) : k / YEARS;
        r_real(&s, z(year, cell % N, cell / N));
    }
    end_array(&s, extents[year_last], names[year_last], 3, "testZ.RData");
}

/* [year, region, row], rows in another order than those of Z. */
static void write_fd(double bad)
{
    rstream s = {0};
    const int32_t extents[3] = {YEARS, G, N};
    const char *const *names[3] = {years, regions, turned};
    begin_array(&s, "testFD", YEARS * G * N);
    for (int k = 0; k < YEARS * G * N; k++) {
        int region = k / YEARS % G, row = N - 1 - k / YEARS / G;
        r_real(&s, k == 0 && bad != 0 ? bad : y(k % YEARS, row, region));
    }
    end_array(&s, extents, names, 3, "testFD.RData");
}

/* [year, row]: `share` of output less inputs. */
static void write_vector(const char *part, double share, bool of_output)
{
    rstream s = {0};
    char object[32], file[64];
    const int32_t extents[2] = {YEARS, N};
    const char *const *names[2] = {years, industries};
    snprintf(object, sizeof object, "test%s", part);
    snprintf(file, sizeof file, "test%s.RData", part);
    begin_array(&s, object, YEARS * N);
    for (int k = 0; k < YEARS * N; k++) {
        int year = k % YEARS, i = k / YEARS;
        r_real(&s, share * (of_output ? output(year, i) : residual(year, i)));
    }
    end_array(&s, extents, names, 2, file);
}

static gvc_table *read_test(int year)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = year;
    expect_ok(ctx, gvc_table_read(ctx, &t, "testZ.RData", &options));
    return t;
}

static void expect_cells(const gvc_table *t, int year)
{
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            cr_expect_eq(gvc_table_z(t)->data[i * gvc_table_z(t)->stride + j], z(year, i, j));
        }
        for (int k = 0; k < G; k++) {
            cr_expect_eq(gvc_table_y(t)->data[i * gvc_table_y(t)->stride + k], y(year, i, k));
        }
    }
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 0), "B_FD");
}

Test(oecd_rdata, goes_by_the_names_of_dimensions)
{
    for (int last = 0; last < 2; last++) {
        write_z(last == 1);
        write_fd(0);
        gvc_table *t = read_test(2000);
        expect_cells(t, 1);
        cr_expect_null(gvc_table_x_given(t));
        cr_expect_not(gvc_table_has_given_va(t));
        gvc_table_free(t);
        t = read_test(2001);
        expect_cells(t, 0);
        gvc_table_free(t);
    }
}

Test(oecd_rdata, tells_which_value_added_holds_taxes)
{
    write_z(false);
    write_fd(0);
    write_vector("X", 1, true);
    write_vector("VA", 1, false);
    gvc_table *t = read_test(2000);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "X from testX.RData\nVA from testVA.RData\nfinal use from testFD.RData\n"
                     "VA equals output less inputs: it holds the taxes on products");
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 1);
    cr_expect_eq(gvc_table_x_given(t)[1], output(1, 1));
    gvc_table_free(t);
    write_vector("VAexTAX", 0.875, false);
    t = read_test(2000);
    cr_expect_str_eq(
        gvc_table_text(t, "source_notes"),
        "X from testX.RData\nVA from testVA.RData\nVAexTAX from testVAexTAX.RData\nfinal use from "
        "testFD.RData\nVA equals output less inputs: it holds the taxes on products\nVAexTAX "
        "differs from output less inputs by 12 %: taxes on products are not in it\nrow TLS is VA "
        "less VAexTAX");
    cr_assert_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
    cr_expect_eq(gvc_table_v(t)->data[2], 0.125 * residual(1, 2));
    cr_expect_eq(gvc_table_v(t)->data[gvc_table_v(t)->stride + 2], 0.875 * residual(1, 2));
    gvc_table_free(t);
    write_vector("TLS", 0.125, false);
    t = read_test(2000);
    cr_expect_eq(gvc_table_count(t, GVC_VALUE_ADDED), 2);
    cr_expect_eq(gvc_table_v(t)->data[1], 0.125 * residual(1, 1));
    gvc_table_free(t);
}

Test(oecd_rdata, names_files_of_a_set_that_it_does_not_read)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2000;
    write_z(false);
    write_fd(0);
    write_vector("HFCE", 0.5, false);
    expect_ok(ctx, gvc_table_read(ctx, &t, here.path, &options));
    expect_cells(t, 1);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "final use from testFD.RData\ntestHFCE.RData is not read");
    gvc_table_free(t);
}

Test(oecd_rdata, tells_what_is_missing_or_wrong)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = 2000;
    write_fd(0);
    expect_error(ctx, gvc_table_read(ctx, &t, "testFD.RData", &options), GVC_EFORMAT,
                 "reading testFD.RData: is one part of a table; intermediate flows were not found "
                 "beside it: testZ.RData");
    cr_assert_eq(unlink("testFD.RData"), 0);
    write_z(false);
    expect_error(ctx, gvc_table_read(ctx, &t, "testZ.RData", &options), GVC_EFORMAT,
                 "reading testZ.RData: final use was not found beside testZ.RData: testFD.RData");
    write_fd((double)INFINITY);
    options.year = 2001;
    expect_error(ctx, gvc_table_read(ctx, &t, "testZ.RData", &options), GVC_EFORMAT,
                 "reading testZ.RData: row B_x, column B_FD: Inf is not a number");
    options.year = 1999;
    expect_error(ctx, gvc_table_read(ctx, &t, "testZ.RData", &options), GVC_EUNKNOWN,
                 "reading testZ.RData: does not hold the year 1999, only 2000 to 2001");
    options.year = 2000;
    rstream s = {0};
    const int32_t extents[2] = {YEARS, G};
    const char *const *names[2] = {years, regions};
    begin_array(&s, "testX", YEARS * G);
    for (int k = 0; k < YEARS * G; k++) {
        r_real(&s, 1);
    }
    end_array(&s, extents, names, 2, "testX.RData");
    expect_error(ctx, gvc_table_read(ctx, &t, "testZ.RData", &options), GVC_ESHAPE,
                 "reading testZ.RData: testX.RData: no dimension of testX has the 3 names of the "
                 "rows of testZ");
    write_text("testX.RData", "RDX3\nX\n");
    expect_error(ctx, gvc_table_read(ctx, &t, "testZ.RData", &options), GVC_EFORMAT,
                 "reading testZ.RData: testX.RData: is truncated: ends after 7 bytes, within its "
                 "header");
    cr_expect_null(t);
}
