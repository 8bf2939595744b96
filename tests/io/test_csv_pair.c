/* test_csv_pair.c - tables in parts: found by their labels, in any order, and what does not agree
 */
#include <expect.h>

#include "folder.h"

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

TestSuite(csv_pair, .init = enter, .fini = leave);

static const char z[] = ",A_x,A_y,B_x\nA_x,1,2,3\nA_y,4,5,6\nB_x,7,8,9\n";
static const char y[] = ",A_C,B_C\nB_x,10,11\nA_x,12,13\nA_y,14,15\n";
static const char va[] = "\xef\xbb\xbf;B_x;A_x;A_y\r\nTLS;1;1;1\r\nVA;16;18;28\r\n";
static const char x[] = "label,indout\nA_x,31\nA_y,44\nB_x,45\n";

static gvc_status read_files(const char *const *paths, gvc_idx count, int year, gvc_table **t)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.year = year;
    return gvc_table_read_files(ctx, t, paths, count, &options);
}

static void expect_table(const gvc_table *t, bool all)
{
    cr_assert_eq(gvc_table_count(t, GVC_INDUSTRY), 3);
    cr_assert_eq(gvc_table_count(t, GVC_FINAL_USE), 2);
    cr_expect_str_eq(gvc_table_text(t, "source_format"), "csv-pair");
    const gvc_dense *zm = gvc_table_z(t), *ym = gvc_table_y(t), *v = gvc_table_v(t);
    for (gvc_idx i = 0; i < 9; i++) {
        cr_expect_eq(zm->data[i], (double)(i + 1));
    }
    cr_expect(ym->data[0] == 12 && ym->data[3] == 15 && ym->data[4] == 10);
    cr_expect_eq(gvc_table_has_given_va(t), all);
    if (all) {
        cr_assert_eq(v->rows, 2);
        cr_expect_eq(gvc_table_role(t, 0), GVC_ROLE_TAX);
        cr_expect(v->data[3] == 18 && v->data[4] == 28 && v->data[5] == 16);
        cr_assert_not_null(gvc_table_x_given(t));
        cr_expect(gvc_table_x_given(t)[1] == 44);
    }
}

Test(csv_pair, reads_files_that_were_named)
{
    gvc_table *t = NULL;
    write_text("a.csv", z);
    write_text("b.csv", y);
    write_text("c.txt", va);
    write_text("d.csv", x);
    expect_ok(ctx, read_files((const char *[]){"a.csv", "b.csv"}, 2, 0, &t));
    expect_table(t, false);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), "final use from b.csv");
    gvc_table_free(t);
    expect_ok(ctx, read_files((const char *[]){"d.csv", "c.txt", "b.csv", "a.csv"}, 4, 0, &t));
    expect_table(t, true);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "final use from b.csv\nvalue added from c.txt\noutput from d.csv");
    gvc_table_free(t);
}

Test(csv_pair, reads_folders_and_archives)
{
    gvc_table *t = NULL;
    pack("t.zip", (const char *[]){"t/Y.csv", y, "t/Z.csv", z, "t/VA.csv", va, "t/X.csv", x,
                                   "t/ReadMe.txt", "these are words, nothing else\n", NULL});
    expect_ok(ctx, read_files((const char *[]){"t.zip"}, 1, 0, &t));
    expect_table(t, true);
    gvc_table_free(t);
    cr_assert(mkdir("d", 0700) == 0);
    write_text("d/Z.csv", z);
    pack("d/Y.csv.gz", (const char *[]){"Y", y, NULL});
    expect_ok(ctx, read_files((const char *[]){"d"}, 1, 0, &t));
    expect_table(t, false);
    gvc_table_free(t);
}

/* By names, or by folders. */
Test(csv_pair, tells_years_apart)
{
    static const char *const forms[][4] = {
        {"Z_2001.csv", "Y_2001.csv", "Z_2002.csv", "Y_2002.csv"},
        {"2001/Z.csv", "2001/Y.csv", "2002/Z.csv", "2002/Y.csv"}};
    for (size_t i = 0; i < 2; i++) {
        gvc_table *t = NULL;
        char other[sizeof y];
        memcpy(other, y, sizeof y);
        *strstr(other, "10") = '9';
        unlink("t.zip");
        pack("t.zip", (const char *[]){forms[i][0], z, forms[i][1], other, forms[i][2], z,
                                       forms[i][3], y, NULL});
        expect_ok(ctx, read_files((const char *[]){"t.zip"}, 1, 2002, &t));
        expect_table(t, false);
        cr_expect_eq(gvc_table_year(t), 2002);
        gvc_table_free(t);
        expect_ok(ctx, read_files((const char *[]){"t.zip"}, 1, 2001, &t));
        cr_expect_eq(gvc_table_y(t)->data[4], 90);
        gvc_table_free(t);
        t = NULL;
        char message[256];
        snprintf(message, sizeof message,
                 "reading t.zip: holds 2 tables (%s, %s); choose one with --year or --member",
                 forms[i][0], forms[i][2]);
        expect_error(ctx, read_files((const char *[]){"t.zip"}, 1, 0, &t), GVC_EUNKNOWN, message);
    }
}

Test(csv_pair, says_what_does_not_agree)
{
    static const struct {
        const char *z, *y, *message;
        gvc_status code;
    } cases[] = {
        {z, ",A_C,B_C\nB_x,10,11\nA_x,12,13\nA_z,14,15\n", "Y.csv:4: row 'A_z' is no row of Z.csv",
         GVC_ESHAPE},
        {z, ",A_C,B_C\nC_x,10,11\nA_x,12,13\nA_y,14,15\n", "Y.csv:2: row 'C_x' is no row of Z.csv",
         GVC_ESHAPE},
        {z, ",A_C,B_C\nB_x,10,11\nA_x,12,13\n", "Y.csv: has no row 'A_y', which Z.csv has",
         GVC_ESHAPE},
        {z, ",A_C,B_C\nB_x,10,11\nB_x,12,13\nA_y,14,15\n", "Y.csv:3: row 'B_x' is there twice",
         GVC_EFORMAT},
        {z, ",A_C,B_C\nB_x,10,11\nA_x,12\nA_y,14,15\n",
         "Y.csv:3: 2 fields, expected 3 as in line 1", GVC_EFORMAT},
        {z, ",A_C,B_C\nB_x,10,NA\nA_x,12,3\nA_y,14,15\n", "Y.csv:2: column 3: 'NA' is not a number",
         GVC_EFORMAT},
        {z, ",A_C,A_C\nB_x,10,1\nA_x,12,3\nA_y,14,15\n",
         "Y.csv:1: column 3: 'A_C' is there twice (columns 4 and 5 of the table)", GVC_EFORMAT},
        {z, ",A_C,C_x\nB_x,10,1\nA_x,12,3\nA_y,14,15\n",
         "Y.csv:1: column 3: 'C_x' has no row of that name", GVC_ESHAPE},
        {",A_x,A_y,B_x\nA_x,1,2,3\nB_x,7,8,9\n", y,
         "Z.csv:1: column 3: 'A_y' has no row of that name", GVC_ESHAPE},
        {",A_x,A_y\nA_x,1,2\nA_y,4,5\nB_x,7,8\n", y, "Z.csv: row 'B_x' has no column of that name",
         GVC_ESHAPE},
        {",A_x,A_y,B_x\nA_x,1,2,3\nA_y,4,5,6\nA_y,7,8,9\n", y,
         "Z.csv:4: 'A_y' is there twice (rows 2 and 3 of the table)", GVC_EFORMAT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_table *t = NULL;
        char message[256];
        write_text("Z.csv", cases[i].z);
        write_text("Y.csv", cases[i].y);
        snprintf(message, sizeof message, "reading Z.csv: %s", cases[i].message);
        if (strncmp(cases[i].message, "Z.csv:", 6) == 0) {
            snprintf(message, sizeof message, "reading %s", cases[i].message);
        }
        expect_error(ctx, read_files((const char *[]){"Z.csv", "Y.csv"}, 2, 0, &t), cases[i].code,
                     message);
        cr_expect_null(t);
    }
}

/* Asked for by name, of a file that is alone. */
Test(csv_pair, needs_both)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.format = "csv-pair";
    write_text("Z.csv", z);
    expect_error(ctx, gvc_table_read(ctx, &t, "Z.csv", &options), GVC_EFORMAT,
                 "reading Z.csv: no file of final use goes with it; name both, Z with the same "
                 "labels in rows and columns, Y with the same rows: gvc import Z.csv Y.csv");
    write_text("Y.csv", y);
    expect_ok(ctx, gvc_table_read(ctx, &t, "Z.csv", &options));
    expect_table(t, false);
    gvc_table_free(t);
}

/* Without the other part a file is read as a whole table, which it is not. */
Test(csv_pair, misses_a_member)
{
    gvc_table *t = NULL;
    pack("t.zip", (const char *[]){"Z.csv", z, "VA.csv", va, NULL});
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.member = "Z.csv";
    expect_error(ctx, gvc_table_read(ctx, &t, "t.zip", &options), GVC_ESHAPE,
                 "reading t.zip: Z.csv: has no column of final use; where that is a file of its "
                 "own, name both: gvc import Z.csv Y.csv");
    options.format = "csv-pair";
    expect_error(ctx, gvc_table_read(ctx, &t, "t.zip", &options), GVC_EFORMAT,
                 "reading t.zip: Z.csv: no file of final use goes with it; name both, Z with the "
                 "same labels in rows and columns, Y with the same rows: gvc import Z.csv Y.csv");
    pack("u.zip", (const char *[]){"Z.csv", z, "Y.csv", y, NULL});
    cut_file("u.zip", "cut.zip", 150);
    cr_expect_neq(gvc_table_read(ctx, &t, "cut.zip", NULL), GVC_OK);
    cr_expect(strncmp(gvc_ctx_error(ctx), "reading cut.zip: is truncated or damaged", 40) == 0,
              "%s", gvc_ctx_error(ctx));
    cr_expect_null(t);
}
