/* test_targets.c - totals of rows and columns from a CSV file */
#include <gvc/gvc.h>

#include "expect.h"
#include "folder.h"

static folder here;
static gvc_ctx *ctx;
static gvc_table *t;

/* x is 7, 15; taxes of B_x are 0.5. */
static void enter(void)
{
    folder_enter(&here);
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "C"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "C"));
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_primary(ctx, b, "TLS", NULL, GVC_ROLE_TAX));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int k = 0; k < 4; k++) {
        gvc_builder_z(b)->data[k] = k + 1;
        gvc_builder_y(b)->data[k] = 2 * k + (k < 2);
    }
    gvc_builder_v(b)->data[3] = 0.5;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
}

static void leave(void)
{
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(targets, .init = enter, .fini = leave);

static gvc_targets *read_text(const char *text)
{
    gvc_targets *totals = NULL;
    write_text("totals.csv", text);
    expect_ok(ctx, gvc_targets_read(ctx, &totals, t, "totals.csv"));
    return totals;
}

Test(targets, columns_in_any_order_and_empty_cells)
{
    gvc_targets *totals = read_text("label,Inputs,output,total\nB_x,,20,\nA_C,,,9\nA_x,4,8,\n");
    cr_expect_str_eq(totals->name, "totals.csv");
    cr_expect_eq(strlen(totals->sha256), 64);
    cr_expect(totals->output[0] == 8 && totals->output[1] == 20);
    cr_expect(totals->inputs[0] == 4 && isnan(totals->inputs[1]));
    cr_expect(totals->final_use[0] == 9 && isnan(totals->final_use[1]));
    gvc_targets_free(totals);
    gvc_targets_free(NULL);
}

Test(targets, value_added_is_what_output_leaves)
{
    gvc_targets *totals = read_text("label,va,row\nA_x,3,8\nB_x,5,\n");
    cr_expect_eq(totals->inputs[0], 5);
    /* Output as the table has it, less value added and the stated taxes. */
    cr_expect_eq(totals->inputs[1], gvc_table_x(t)[1] - 5 - 0.5);
    cr_expect(isnan(totals->output[1]));
    gvc_targets_free(totals);
}

Test(targets, says_where_a_file_is_wrong)
{
    static const char *const cases[][2] = {
        {"label\nA_x\n", "reading totals.csv:1: expected a header line: label and some of output, "
                         "inputs, value_added, total"},
        {"label,outputs\n",
         "reading totals.csv:1: 'outputs' is no such column, or is there twice; "
         "expected a header line: label and some of output, inputs, value_added, "
         "total"},
        {"label,row,output\n", "reading totals.csv:1: 'output' is no such column, or is there "
                               "twice; expected a header line: label and some of output, inputs, "
                               "value_added, total"},
        {"label,output\nA_y,1\n",
         "reading totals.csv:2: no industry 'A_y' in the table; did you mean A_x?"},
        {"label,output\nA_x,1\nA_x,1\n", "reading totals.csv:3: 'A_x' is there twice"},
        {"label,output\nA_C,1\n",
         "reading totals.csv:2: 'A_C' is a final use and has a column total only"},
        {"label,inputs,va\nA_x,1,2\n", "reading totals.csv:2: 'A_x' has both inputs and value "
                                       "added; one follows from the other"},
        {"label,total\nA_x,1\n", "reading totals.csv:2: 'A_x' is an industry; the total of its "
                                 "column is called inputs"},
        {"label,total,col\nA_C,1,1\n", "reading totals.csv:2: 'A_C' has both inputs and a total, "
                                       "which mean the same"},
        {"label,output\nA_x,much\n", "reading totals.csv:2: column 2: 'much' is not a number"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_targets *totals = NULL;
        write_text("totals.csv", cases[k][0]);
        cr_expect(gvc_targets_read(ctx, &totals, t, "totals.csv") != GVC_OK);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[k][1]);
        cr_expect_null(totals);
    }
}
