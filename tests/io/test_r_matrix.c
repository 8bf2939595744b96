/* test_r_matrix.c - sheets as R keeps them, and R data that is no table */
#include <expect.h>

#include "base/base.h"
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

TestSuite(r_matrix, .init = enter, .fini = leave);

enum { ROWS = 3, COLUMNS = 6 };

/* Labels of rows and columns; NULL = none. */
typedef struct sheet {
    const char *const *rows, *const *columns;
    int row_count, bad; /* 0 = ROWS; cell that is NaN + 1 */
    bool text_first;    /* of a frame: names of rows as a column of texts */
} sheet;

static const char *const columns[] = {"A_x", "B_x", "A_C", "B_C", "A_G", "B_G"};
static const char *const rows[] = {"A_x", "B_x", "VA"};
static const char *const dots[] = {"A.x", "B.x", "A.C", "B.C", "A.G", "B.G"};

static double value(const sheet *s, int i, int j)
{
    int rows_there = s->row_count == 0 ? ROWS : s->row_count;
    return i + j * rows_there + 1 == s->bad ? (double)NAN : 10 * i + j + 1;
}

static void put_names(rstream *s, const char *const *names, int count)
{
    if (names == NULL) {
        r_nil(s);
    } else {
        r_texts(s, names, count, 0);
    }
}

static void write_matrix(const sheet *m)
{
    rstream s = {0};
    int count = m->row_count == 0 ? ROWS : m->row_count;
    r_header(&s, 3);
    r_pair(&s, "m");
    r_vector(&s, 14, count * COLUMNS, R_ATTR);
    for (int k = 0; k < count * COLUMNS; k++) {
        r_real(&s, value(m, k % count, k / count));
    }
    r_pair(&s, "dim");
    r_integers(&s, (const int32_t[]){count, COLUMNS}, 2, 0);
    if (m->rows != NULL || m->columns != NULL) {
        r_pair(&s, "dimnames");
        r_vector(&s, 19, 2, 0);
        put_names(&s, m->rows, count);
        put_names(&s, m->columns, COLUMNS);
    }
    r_nil(&s);
    r_nil(&s);
    r_write(&s, "t.rda");
}

static void write_frame(const sheet *m)
{
    rstream s = {0};
    const char *names[COLUMNS + 1] = {"label"};
    int count = m->row_count == 0 ? ROWS : m->row_count, first = m->text_first ? 1 : 0;
    memcpy(names + first, m->columns, COLUMNS * sizeof *names);
    r_header(&s, 3);
    r_pair(&s, "m");
    r_vector(&s, 19, COLUMNS + first, R_ATTR | R_OBJECT);
    if (m->text_first) {
        r_texts(&s, m->rows, count, 0);
    }
    for (int j = 0; j < COLUMNS; j++) {
        r_vector(&s, 14, count, 0);
        for (int i = 0; i < count; i++) {
            r_real(&s, value(m, i, j));
        }
    }
    r_pair(&s, "names");
    r_texts(&s, names, COLUMNS + first, 0);
    r_pair(&s, "row.names");
    if (m->rows != NULL && !m->text_first) {
        r_texts(&s, m->rows, count, 0);
    } else {
        r_integers(&s, (const int32_t[]){INT32_MIN, -count}, 2, 0);
    }
    r_pair(&s, "class");
    r_texts(&s, (const char *const[]){"data.frame"}, 1, 0);
    r_nil(&s);
    r_nil(&s);
    r_write(&s, "t.rda");
}

static void expect_table(const char *notes)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.rda", NULL));
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "r-matrix");
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 2);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 4);
    cr_expect_str_eq(gvc_table_label(t, GVC_INDUSTRY, 1), "B_x");
    cr_expect_str_eq(gvc_table_label(t, GVC_FINAL_USE, 2), "A_G");
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < COLUMNS; j++) {
            const gvc_dense *m = j < 2 ? gvc_table_z(t) : gvc_table_y(t);
            cr_expect_eq(m->data[i * m->stride + (j < 2 ? j : j - 2)], 10 * i + j + 1);
        }
    }
    cr_expect(gvc_same(gvc_table_text(t, "source_notes"), notes), "%s",
              gvc_table_text(t, "source_notes"));
    gvc_table_free(t);
}

static void refuse(gvc_status code, const char *message)
{
    gvc_table *t = NULL;
    expect_error(ctx, gvc_table_read(ctx, &t, "t.rda", NULL), code, message);
    cr_expect_null(t);
}

Test(r_matrix, reads_matrices_and_frames)
{
    write_matrix(&(sheet){rows, columns, 2, 0, false});
    expect_table(NULL);
    write_matrix(&(sheet){NULL, columns, 2, 0, false});
    expect_table("rows have no names: taken for the industries of the first 2 columns");
    write_matrix(&(sheet){dots, dots, 2, 0, false});
    expect_table(NULL);
    write_frame(&(sheet){rows, columns, 2, 0, false});
    expect_table(NULL);
    write_frame(&(sheet){rows, columns, 2, 0, true});
    expect_table(NULL);
    write_frame(&(sheet){NULL, columns, 2, 0, false});
    expect_table("rows have no names: taken for the industries of the first 2 columns");
}

Test(r_matrix, keeps_rows_below)
{
    gvc_table *t = NULL;
    write_matrix(&(sheet){rows, columns, 0, 0, false});
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.rda", NULL));
    cr_expect_str_eq(gvc_table_label(t, GVC_VALUE_ADDED, 0), "VA");
    cr_expect(gvc_table_has_given_va(t) && gvc_table_v(t)->data[1] == 22);
    gvc_table_free(t);
}

Test(r_matrix, tells_what_does_not_fit)
{
    write_matrix(&(sheet){NULL, NULL, 0, 0, false});
    refuse(GVC_EFORMAT,
           "reading t.rda: 3 x 6 numbers without names of columns, so nothing says what they are; "
           "set colnames() and rownames() to labels like DEU_C20 in R, or write the numbers as CSV "
           "beside lists of labels (gvc formats icio-csv)");
    write_matrix(&(sheet){NULL, columns, 6, 0, false});
    refuse(GVC_EFORMAT,
           "reading t.rda: 6 rows without names and 6 columns; name the rows, or leave "
           "more columns than rows, industries first");
    write_matrix(&(sheet){rows, columns, 0, 5, false});
    refuse(GVC_EFORMAT, "reading t.rda: row B_x, column B_x: NaN is not a number");
    write_frame(&(sheet){rows, columns, 0, 5, true});
    refuse(GVC_EFORMAT, "reading t.rda: row B_x, column B_x: NaN is not a number");
    write_matrix(&(sheet){(const char *const[]){"A_x", "", "VA"}, columns, 0, 0, false});
    refuse(GVC_EFORMAT, "reading t.rda: name of row 2: empty, expected a label");
    write_matrix(
        &(sheet){rows, (const char *const[]){"A_x", "A_x", "a", "b", "c", "d"}, 0, 0, false});
    refuse(GVC_EFORMAT, "reading t.rda: name of column 2: 'A_x' is there twice (columns 1 and 2 of "
                        "the table)");
}

Test(r_matrix, says_what_other_data_hold)
{
    rstream s = {0};
    r_header(&s, 3);
    r_pair(&s, "model");
    r_vector(&s, 19, 2, R_ATTR | R_OBJECT);
    r_reals(&s, (const double[]){1}, 1, 0);
    r_int(&s, 242);
    r_pair(&s, "names");
    r_texts(&s, (const char *const[]){"coefficients", "env"}, 2, 0);
    r_pair(&s, "class");
    r_texts(&s, (const char *const[]){"lm"}, 1, 0);
    r_nil(&s);
    r_pair(&s, "l");
    r_vector(&s, 19, 1, 0);
    r_nil(&s);
    r_pair(&s, "f"); /* function(x) x */
    r_int(&s, 3 | R_TAG);
    r_int(&s, 253);
    r_pair(&s, "x");
    r_int(&s, 251);
    r_nil(&s);
    r_symbol(&s, "x");
    r_nil(&s);
    r_write(&s, "t.rda");
    refuse(GVC_EFORMAT,
           "reading t.rda: is R data that holds model, an object of class lm; l, a list of 1 "
           "(without a name); f, a function: no table that gvc knows; gvc formats lists them");
}

/* The tables of exvatools, against the CSV made from them. */
static void same_as_csv(const char *sample, const char *csv)
{
    char path[2 * FOLDER_PATH], other[2 * FOLDER_PATH];
    gvc_table *a = NULL, *b = NULL;
    if (here.shared[0] == '\0') {
        cr_skip_test("GVC_SHARED is not set");
    }
    snprintf(path, sizeof path, "%s/formats/samples/exvatools-test-tables/%s", here.shared, sample);
    snprintf(other, sizeof other, "%s/data/exvatools-test/%s", here.shared, csv);
    if (access(path, R_OK) != 0 || access(other, R_OK) != 0) {
        cr_skip_test("no file %s", path);
    }
    expect_ok(ctx, gvc_table_read(ctx, &a, path, NULL));
    expect_ok(ctx, gvc_table_read(ctx, &b, other, NULL));
    gvc_idx n = gvc_table_count(a, GVC_INDUSTRY), f = gvc_table_count(a, GVC_FINAL_USE);
    cr_assert(n == gvc_table_count(b, GVC_INDUSTRY) && f == gvc_table_count(b, GVC_FINAL_USE),
              "%s: %lld x %lld", sample, (long long)n, (long long)f);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n + f; j++) {
            const gvc_dense *x = j < n ? gvc_table_z(a) : gvc_table_y(a);
            const gvc_dense *y = j < n ? gvc_table_z(b) : gvc_table_y(b);
            gvc_idx column = j < n ? j : j - n;
            cr_assert_eq(x->data[i * x->stride + column], y->data[i * y->stride + column]);
        }
    }
    gvc_table_free(a);
    gvc_table_free(b);
}

Test(r_matrix, reads_the_tables_of_exvatools)
{
    same_as_csv("wiodtest_data.rda", "wiodtest_labelled.csv.gz");
    same_as_csv("iciotest_data.rda", "iciotest_labelled.csv.gz");
}
