/* test_prices.c - price indices of industries from a CSV file */
#include <gvc/gvc.h>
#include <stdio.h>

#include "expect.h"
#include "folder.h"

static folder here;
static gvc_ctx *ctx;
static gvc_table *t;

/* A_x A_y B_x B_y */
static void enter(void)
{
    static const char *const countries[] = {"A", "B"}, *const sectors[] = {"x", "y"};
    folder_enter(&here);
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, countries[k / 2], sectors[k % 2]));
    }
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "C"));
    expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
}

static void leave(void)
{
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(prices, .init = enter, .fini = leave);

static void expect_prices(const char *text, double a, double b, double c, double d)
{
    const double expected[] = {a, b, c, d};
    gvc_prices *p = NULL;
    write_text("p.csv", text);
    expect_ok(ctx, gvc_prices_read(ctx, &p, t, "p.csv"));
    for (int k = 0; k < 4; k++) {
        cr_expect_eq(p->index[k], expected[k], "%s: %g", gvc_table_label(t, GVC_INDUSTRY, k),
                     p->index[k]);
    }
    cr_expect_str_eq(p->name, "p.csv");
    cr_expect_eq(strlen(p->sha256), 64);
    gvc_prices_free(p);
}

Test(prices, by_industry_country_and_sector)
{
    expect_prices("industry,index\nA_x,1.5\nB_y,2\nA_y,1\nB_x,0.5\n", 1.5, 1, 0.5, 2);
    expect_prices("index100,industry\n150,A_x\n200,B_y\n100,A_y\n50,B_x\n", 1.5, 1, 0.5, 2);
    expect_prices("country,index\nB,2\nA,3\n", 3, 3, 2, 2);
    expect_prices("sector,index\ny,2\nx,3\n", 3, 2, 3, 2);
    expect_prices("country,sector,index\n,y,2\n,x,3\nB,x,5\n", 3, 2, 5, 2);
    expect_prices("country,sector,index\nB,x,5\nA,,2\nB,,3\n", 2, 2, 5, 3);
    gvc_prices_free(NULL);
}

static void keep_warning(gvc_level level, const char *text, void *user)
{
    if (level == GVC_WARN) {
        snprintf(user, 256, "%s", text);
    }
}

Test(prices, warns_where_100_seems_to_be_the_base)
{
    char warning[256] = "";
    gvc_ctx_set_log(ctx, GVC_WARN, keep_warning, warning);
    expect_prices("industry,index\nA_x,110\nB_y,95\nA_y,100\nB_x,120\n", 110, 100, 120, 95);
    cr_expect_str_eq(warning, "p.csv: all indices are from 95 to 120, where 1 stands for the base; "
                              "if 100 does, name the column index100");
    warning[0] = '\0';
    expect_prices("industry,index100\nA_x,110\nB_y,95\nA_y,100\nB_x,120\n", 1.1, 1, 1.2, 0.95);
    expect_prices("industry,index\nA_x,110\nB_y,0.95\nA_y,1\nB_x,1.2\n", 110, 1, 1.2, 0.95);
    cr_expect_str_eq(warning, "");
}

Test(prices, says_where_a_file_is_wrong)
{
    static const char header[] =
        "expected a header line: industry, or country and sector (one of them will do), and index "
        "(1 in the base) or index100";
    static const char *const cases[][2] = {
        {"A_x,1\n", NULL},
        {"industry,country,index\n", NULL},
        {"industry,index,index100\n", NULL},
        {"industry\n", NULL},
        {"industry,index\nA_z,1\n",
         "reading p.csv:2: no industry 'A_z' in the table; did you mean A_x, A_y?"},
        {"country,index\nA,1\nC,1\n",
         "reading p.csv:3: no country 'C' in the table; did you mean A, B?"},
        {"industry,index\nA_x,1\n", "reading p.csv: 3 of 4 industries have no index, the first is "
                                    "A_y; give every industry one, 1 where prices stayed"},
        {"industry,index\nA_x,0\n", "reading p.csv:2: a price index is above 0"},
        {"industry,index\nA_x,1\nA_x,1\n", "reading p.csv:3: A_x has its index in line 2 already"},
        {"country,sector,index\nA,,1\n,x,2\n",
         "reading p.csv:3: A_x has an index by sector and, in "
         "line 2, one by country; give both in one line"},
        {"country,sector,index\n,,1\n", "reading p.csv:2: names no industry, country or sector"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_prices *p = NULL;
        char text[256];
        write_text("p.csv", cases[k][0]);
        snprintf(text, sizeof text, "reading p.csv:1: %s", header);
        cr_expect(gvc_prices_read(ctx, &p, t, "p.csv") != GVC_OK);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[k][1] == NULL ? text : cases[k][1]);
        cr_expect_null(p);
    }
}
