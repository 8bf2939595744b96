/* test_iot_rdata.c - tables of the R packages wiod and decompr */
#include <expect.h>

#include "source.h"

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

TestSuite(iot_rdata, .init = enter, .fini = leave);

/* Two countries of two industries; one column of final use each, or two. */
enum { N = 4 };

typedef struct change {
    bool integers, turned, no_output;
    int per;               /* columns of final use a country, 0 = 1 */
    const char *names;     /* of the first row, NULL = no names */
    int rows, year, final; /* 0 = as it should be */
    double first;          /* cell 1,1; 0 = as it should be */
} change;

static double z(int i, int j)
{
    return 1 + 10 * i + j;
}

static double y(int i, int k)
{
    return 100 - i - 20 * k;
}

static double x(int i, int f)
{
    double sum = 0;
    for (int j = 0; j < N; j++) {
        sum += z(i, j);
    }
    for (int k = 0; k < f; k++) {
        sum += y(i, k);
    }
    return sum;
}

static void put_matrix(rstream *s, const change *c, bool final, int f)
{
    int rows = c->rows != 0 ? c->rows : N, columns = final ? f : N;
    bool names = !final && c->names != NULL;
    r_vector(s, c->integers ? 13 : 14, rows * columns, R_ATTR);
    for (int k = 0; k < rows * columns; k++) {
        int i = k % rows, j = k / rows;
        double value = final ? y(i, j) : k == 0 && c->first != 0 ? c->first : z(i, j);
        if (c->integers) {
            r_int(s, (int32_t)value);
        } else {
            r_real(s, value);
        }
    }
    r_pair(s, "dim");
    r_integers(s, (const int32_t[]){rows, columns}, 2, 0);
    if (names) {
        r_pair(s, "dimnames");
        r_vector(s, 19, 2, 0);
        r_texts(s, (const char *const[]){c->names, "Peru.b", "Chile.a", "Chile.b"}, N, 0);
        r_nil(s);
    }
    r_nil(s);
}

static void put_item(rstream *s, const change *c, const char *name, int f)
{
    if (strcmp(name, "countries") == 0) {
        r_texts(s, (const char *const[]){"Peru", "Chile"}, 2, 0);
    } else if (strcmp(name, "industries") == 0) {
        r_texts(s, (const char *const[]){"a", "b"}, 2, 0);
    } else if (strcmp(name, "year") == 0) {
        r_reals(s, (const double[]){c->year}, 1, 0);
    } else if (strcmp(name, "out") == 0 || strcmp(name, "output") == 0) {
        const double values[] = {x(0, f), x(1, f), x(2, f), x(3, f) + 1};
        r_reals(s, values, N, 0);
    } else {
        put_matrix(s, c, strcmp(name, "final") == 0, f);
    }
}

static void put_table(rstream *s, const char *object, const change *c)
{
    static const char *const straight[] = {"inter", "final", "countries", "industries", "out"};
    static const char *const turned[] = {"year",  "countries", "industries",
                                         "final", "output",    "inter"};
    const char *const *names = c->turned ? turned : straight;
    int count = c->turned ? 6 : c->no_output ? 4 : 5;
    int f = c->final != 0 ? c->final : 2 * (c->per == 0 ? 1 : c->per);
    r_pair(s, object);
    r_vector(s, 19, count, R_ATTR | R_OBJECT);
    for (int i = 0; i < count; i++) {
        put_item(s, c, names[i], f);
    }
    r_pair(s, "names");
    r_texts(s, names, count, 0);
    r_pair(s, "class");
    r_texts(s, (const char *const[]){"iot"}, 1, 0);
    r_nil(s);
}

static void write_table(const change *c)
{
    rstream s = {0};
    r_header(&s, 2);
    put_table(&s, "leather", c);
    r_nil(&s);
    r_write(&s, "t.RData");
}

static void refuse(const change *c, gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    write_table(c);
    expect_error(ctx, gvc_table_read(ctx, &t, "t.RData", NULL), code, message);
    cr_expect_null(t);
}

Test(iot_rdata, reads_lists_in_any_order)
{
    const change changes[] = {{0},
                              {.integers = true},
                              {.turned = true, .year = 2005, .per = 2},
                              {.no_output = true, .names = "Peru.a"}};
    for (size_t k = 0; k < sizeof changes / sizeof *changes; k++) {
        gvc_table *t = NULL;
        int per = changes[k].per == 0 ? 1 : changes[k].per;
        write_table(&changes[k]);
        expect_ok(ctx, gvc_table_read(ctx, &t, "t.RData", NULL));
        cr_expect_str_eq(gvc_table_text(t, "source_format"), "iot-rdata");
        cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), N);
        cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 2 * per);
        cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 2), "Chile_a");
        cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, per),
                         per == 1 ? "Chile_FD" : "Chile_F1");
        cr_expect_eq(gvc_table_year(t), changes[k].year);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) {
                cr_expect_eq(gvc_table_z(t)->data[i * gvc_table_z(t)->stride + j], z(i, j));
            }
            for (int j = 0; j < 2 * per; j++) {
                cr_expect_eq(gvc_table_y(t)->data[i * gvc_table_y(t)->stride + j], y(i, j));
            }
        }
        cr_expect_eq(gvc_table_x_given(t) == NULL, changes[k].no_output);
        cr_expect(changes[k].no_output || gvc_table_x_given(t)[3] == x(3, 2 * per) + 1);
        gvc_table_free(t);
    }
}

Test(iot_rdata, tells_what_does_not_fit)
{
    refuse(&(change){.rows = 3}, GVC_ESHAPE,
           "reading t.RData: inter is 3 x 4, expected 4 rows and columns, countries x industries");
    refuse(&(change){.final = 3}, GVC_ESHAPE,
           "reading t.RData: final has 3 columns, not a multiple of 2 countries");
    refuse(&(change){.first = (double)NAN}, GVC_EFORMAT,
           "reading t.RData: inter: row 1, column 1: NaN is not a number");
    refuse(&(change){.first = -(double)INFINITY}, GVC_EFORMAT,
           "reading t.RData: inter: row 1, column 1: -Inf is not a number");
    refuse(&(change){.names = "Chile.a"}, GVC_EFORMAT,
           "reading t.RData: row 1 of inter is named 'Chile.a', expected one of Peru: rows are to "
           "be country by country, as in countries");
}

Test(iot_rdata, chooses_among_tables)
{
    rstream s = {0};
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    r_header(&s, 3);
    put_table(&s, "wiot_2000", &(change){.turned = true, .year = 2000});
    put_table(&s, "wiot_2001", &(change){.turned = true, .year = 2001});
    r_nil(&s);
    r_write(&s, "t.RData");
    expect_error(ctx, gvc_table_read(ctx, &t, "t.RData", NULL), GVC_EUNKNOWN,
                 "reading t.RData: holds 2 tables (wiot_2000, wiot_2001), several of the year "
                 "asked for; choose one with --year");
    options.year = 2001;
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.RData", &options));
    cr_expect_eq(gvc_table_year(t), 2001);
    gvc_table_free(t);
    t = NULL;
    options.year = 1999;
    expect_error(ctx, gvc_table_read(ctx, &t, "t.RData", &options), GVC_EUNKNOWN,
                 "reading t.RData: holds 2 tables (wiot_2000, wiot_2001), none of the year asked "
                 "for; choose one with --year");
}

/* The object of the R package, cell by cell against the CSV made from it. */
Test(iot_rdata, reads_wiod_2005)
{
    char path[2 * FOLDER_PATH], csv[2 * FOLDER_PATH];
    gvc_table *t = NULL, *other = NULL;
    if (here.shared[0] == '\0') {
        cr_skip_test("GVC_SHARED is not set");
    }
    snprintf(path, sizeof path, "%s/formats/samples/wiod2013-rpackage/wiot_2005.RData",
             here.shared);
    snprintf(csv, sizeof csv, "%s/data/wiod2013/wiot_2005_full_labelled.csv.gz", here.shared);
    if (access(path, R_OK) != 0 || access(csv, R_OK) != 0) {
        cr_skip_test("no file %s", path);
    }
    expect_ok(ctx, gvc_table_read(ctx, &t, path, NULL));
    expect_ok(ctx, gvc_table_read(ctx, &other, csv, NULL));
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 1435);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 205);
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 204), "RoW_c42");
    cr_expect_str_eq(gvc_table_text(t, "units"), "million USD");
    cr_expect_eq(gvc_table_year(t), 2005);
    for (gvc_idx i = 0; i < 1435; i++) {
        const gvc_dense *a = gvc_table_z(t), *b = gvc_table_z(other);
        const gvc_dense *c = gvc_table_y(t), *d = gvc_table_y(other);
        cr_assert_str_eq(gvc_table_label(t, GVC_INDUSTRY, i),
                         gvc_table_label(other, GVC_INDUSTRY, i));
        cr_assert(memcmp(a->data + i * a->stride, b->data + i * b->stride, 1435 * 8) == 0);
        cr_assert(memcmp(c->data + i * c->stride, d->data + i * d->stride, 205 * 8) == 0);
        cr_assert_eq(gvc_table_x_given(t)[i], gvc_table_x_given(other)[i]);
    }
    gvc_table_free(t);
    gvc_table_free(other);
}
