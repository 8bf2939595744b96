/* test_weights.c - files of shares by stage or function: columns in any order, and what is wrong */
#include <gvc/gvc.h>

#include "expect.h"
#include "folder.h"

static void write_file(const char *text)
{
    FILE *f = fopen("w.csv", "w");
    cr_assert(f != NULL);
    fputs(text, f);
    fclose(f);
}

Test(weights, reads_columns_in_any_order)
{
    folder place;
    gvc_ctx *ctx = NULL;
    gvc_weight *w = NULL;
    gvc_idx count = 0;
    folder_enter(&place);
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    write_file("\xef\xbb\xbfShare,FUNCTION,sector,country\r\n0.25,\"R&D, design\",c1,\r\n"
               "0.75,making,c1,KOR\r\n");
    expect_ok(ctx, gvc_weights_read(ctx, &w, &count, "w.csv", "function"));
    cr_assert_eq(count, 2);
    cr_expect_null(w[0].country);
    cr_expect_str_eq(w[0].sector, "c1");
    cr_expect_str_eq(w[0].name, "R&D, design");
    cr_expect_eq(w[0].share, 0.25);
    cr_expect_str_eq(w[1].country, "KOR");
    cr_expect_str_eq(w[1].name, "making");
    cr_expect_eq(w[1].share, 0.75);
    gvc_weights_free(w);
    write_file("sector;stage\nc1;early\n");
    expect_ok(ctx, gvc_weights_read(ctx, &w, &count, "w.csv", "stage"));
    cr_expect_eq(count, 1);
    cr_expect_null(w[0].country);
    cr_expect_str_eq(w[0].name, "early");
    cr_expect_eq(w[0].share, 1.0, "all of it where no share is said");
    gvc_weights_free(w);
    gvc_weights_free(NULL);
    gvc_ctx_free(ctx);
    folder_leave(&place);
}

Test(weights, says_where_a_file_is_wrong)
{
    static const char *const cases[][2] = {
        {"c1,early\n", "w.csv:1: 'c1' is no column of such a file; expected a header line: "
                       "sector,stage, and where needed country, share"},
        {"sector,share\nc1,1\n", "w.csv:1: expected a header line: sector,stage, and where needed "
                                 "country, share"},
        {"sector,sector,stage\n", "w.csv:1: 'sector' is the name of two columns; expected a "
                                  "header line: sector,stage, and where needed country, share"},
        {"sector,stage\n", "w.csv:1: nothing below the header"},
        {"sector,stage\nc1,\n", "w.csv:2: an empty field"},
        {"sector,stage,share\nc1,early,0.5\nc1,late,0.5\nc1,early,0.1\n",
         "w.csv:4: 'c1, early' is there twice, first in line 2; leave one of them out"},
        {"sector,stage\n\"c\n1\",early\n",
         "w.csv:2: a field over two lines; expected a line a row"},
        {"sector,stage,share\nc1,early,-0.5\n", "w.csv:2: a share below 0"},
        {"sector,stage,share\nc1,early,much\n", NULL},
        {"sector,stage\nc1\n", NULL},
        {"sector,stage\nc1,early,1\n", NULL},
        {"", "w.csv: is empty"},
    };
    folder place;
    folder_enter(&place);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_ctx *ctx = NULL;
        gvc_weight *w = NULL;
        gvc_idx count = 0;
        char message[256];
        cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
        write_file(cases[k][0]);
        gvc_status s = gvc_weights_read(ctx, &w, &count, "w.csv", "stage");
        cr_expect(s == GVC_EFORMAT, "case %d: %s", (int)k, gvc_status_name(s));
        cr_expect_null(w);
        if (cases[k][1] != NULL) {
            snprintf(message, sizeof message, "reading %s", cases[k][1]);
            cr_expect_str_eq(gvc_ctx_error(ctx), message);
        }
        cr_expect(strncmp(gvc_ctx_error(ctx), "reading w.csv:", 14) == 0, "%s", gvc_ctx_error(ctx));
        gvc_ctx_free(ctx);
    }
    folder_leave(&place);
}
