/* test_satellite.c - accounts from a file of their own: by label, with units, and what is refused
 */
#include <expect.h>

#include "folder.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
    write_text("t.csv", "V1,A_x,B_x,A_C,B_C\n"
                        "A_x,1,2,3,4\n"
                        "B_x,5,6,7,8\n");
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(satellite, .init = enter, .fini = leave);

static gvc_status read_with(gvc_table **t, const char *text)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    write_text("s.csv", text);
    options.satellite = "s.csv";
    return gvc_table_read(ctx, t, "t.csv", &options);
}

Test(satellite, finds_columns_by_label)
{
    gvc_table *t = NULL;
    expect_ok(ctx,
              read_with(&t, "account,unit,B_x,B_C,A_x\njobs,thousand,20,2,10\nCO2,kt,4,0,3\n"));
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 1), "CO2");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "thousand");
    const gvc_dense *e = gvc_table_e(t), *ey = gvc_table_ey(t);
    cr_expect(e->data[0] == 10 && e->data[1] == 20 && e->data[e->stride] == 3);
    cr_expect(ey->data[0] == 0 && ey->data[1] == 2);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"), "2 satellite accounts from s.csv");
    gvc_table_free(t);
}

Test(satellite, without_final_use_and_unit)
{
    gvc_table *t = NULL;
    expect_ok(ctx, read_with(&t, "account,A_x,B_x\njobs,1,2\n"));
    cr_expect_null(gvc_table_name(t, GVC_EXTENSION, 0));
    cr_expect_null(gvc_table_ey(t));
    gvc_table_free(t);
}

/* What is missing is 0 where that is said, and the notes say so again. */
Test(satellite, takes_what_is_missing_as_zero)
{
    gvc_table *t = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    write_text("s.csv", "account,B_C,B_x\njobs,,\nCO2,1,4\n");
    options.satellite = "s.csv";
    options.missing_is_zero = true;
    expect_ok(ctx, gvc_table_read(ctx, &t, "t.csv", &options));
    const gvc_dense *e = gvc_table_e(t);
    cr_expect(e->data[0] == 0 && e->data[1] == 0);
    cr_expect(e->data[e->stride] == 0 && e->data[e->stride + 1] == 4);
    cr_expect_str_eq(gvc_table_text(t, "source_notes"),
                     "2 satellite accounts from s.csv\n"
                     "satellite accounts taken as 0, which the file lacks: 'A_x'\n"
                     "2 empty cells of satellite accounts taken as 0");
    gvc_table_free(t);
    options.missing_is_zero = false;
    cr_expect_neq(gvc_table_read(ctx, &t, "t.csv", &options), GVC_OK);
}

Test(satellite, refuses_what_does_not_fit)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"account,A_x\njobs,1\n", "reading s.csv:1: no column for industry 'B_x'; what is missing "
                                  "is not zero, so each needs one"},
        {"account,A_x,B_x,C_x\njobs,1,2,3\n",
         "reading s.csv:1: column 4: the table has no industry and no final use 'C_x'"},
        {"account,A_x,B_x,A_x\njobs,1,2,3\n", "reading s.csv:1: column 4: 'A_x' is there twice"},
        {"account,A_x,B_x\njobs,1,2\njobs,1,2\n",
         "reading s.csv:3: extension row 'jobs' is there twice (rows 1 and 2)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_table *t = NULL;
        cr_expect_neq(read_with(&t, cases[i].text), GVC_OK);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[i].message);
        cr_expect_null(t);
    }
}

static void expect_long(const char *text)
{
    gvc_table *t = NULL;
    expect_ok(ctx, read_with(&t, text));
    cr_assert_eq(gvc_table_count(t, GVC_EXTENSION), 2);
    cr_expect_str_eq(gvc_table_label(t, GVC_EXTENSION, 1), "CO2");
    cr_expect_str_eq(gvc_table_name(t, GVC_EXTENSION, 0), "thousand heads");
    cr_expect_null(gvc_table_name(t, GVC_EXTENSION, 1));
    const gvc_dense *e = gvc_table_e(t), *ey = gvc_table_ey(t);
    cr_expect(e->data[0] == 10 && e->data[1] == 20 && e->data[e->stride] == 3);
    cr_expect(ey->data[0] == 0 && ey->data[1] == 2);
    gvc_table_free(t);
}

Test(satellite, has_a_row_an_industry_too)
{
    expect_long("industry,jobs (thousand heads),CO2\nB_C,2,0\nB_x,20,4\nA_x,10,3\n");
    expect_long("Sector,Country,jobs (thousand heads),CO2\nC,B,2,0\nx,B,20,4\nx,A,10,3\n");
}
