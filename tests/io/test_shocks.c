/* test_shocks.c - files of shocks: a line or a section each, lists, sizes */
#include <gvc/gvc.h>

#include "expect.h"
#include "folder.h"

static void write_shocks(const char *name, const char *text)
{
    FILE *f = fopen(name, "w");
    cr_assert(f != NULL);
    fputs(text, f);
    fclose(f);
}

Test(shocks, knows_shares_from_amounts)
{
    static const struct {
        const char *text;
        bool good, absolute;
        double by;
    } sizes[] = {
        {"50%", true, false, 0.5}, {"-5 %", true, false, -0.05}, {"120", true, true, 120},
        {"1e3", true, true, 1000}, {"", false, false, 0},        {"%", false, false, 0},
        {"5%%", false, false, 0},  {"inf", false, false, 0},     {"5 usd", false, false, 0}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        double by = 0;
        bool absolute = false;
        cr_expect_eq(gvc_shock_size(sizes[k].text, &by, &absolute), sizes[k].good, "'%s'",
                     sizes[k].text);
        cr_expect(!sizes[k].good || (by == sizes[k].by && absolute == sizes[k].absolute), "'%s'",
                  sizes[k].text);
    }
}

/* In a file about pairs the country sells; in another it is the country. */
Test(shocks, reads_a_line_each)
{
    folder place;
    gvc_ctx *ctx = NULL;
    gvc_shock *s = NULL;
    gvc_idx count = 0;
    folder_enter(&place);
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    write_shocks("s.csv", "Change,unit,country,sector,buyer,name\r\n-5,pct,KOR,\"c1, c2\",,\r\n"
                          "120,abs,,,USA,more\r\n");
    expect_ok(ctx, gvc_shocks_read(ctx, &s, &count, "s.csv"));
    cr_assert_eq(count, 2);
    cr_expect(s[0].by == -0.05 && !s[0].absolute);
    cr_expect_null(s[0].country);
    cr_expect_null(s[0].buyer);
    cr_expect_null(s[0].name);
    cr_expect_str_eq(s[0].from[0], "KOR");
    cr_expect_str_eq(s[0].sector[0], "c1");
    cr_expect_str_eq(s[0].sector[1], "c2");
    cr_expect_null(s[0].sector[2]);
    cr_expect(s[1].by == 120 && s[1].absolute);
    cr_expect_null(s[1].from);
    cr_expect_str_eq(s[1].buyer[0], "USA");
    cr_expect_str_eq(s[1].name, "more");
    gvc_shocks_free(s, count);
    write_shocks("s.csv", "country,change\nKOR,10\n");
    expect_ok(ctx, gvc_shocks_read(ctx, &s, &count, "s.csv"));
    cr_expect_str_eq(s[0].country[0], "KOR");
    cr_expect(s[0].by == 0.1 && !s[0].absolute);
    gvc_shocks_free(s, count);
    gvc_shocks_free(NULL, 0);
    gvc_ctx_free(ctx);
    folder_leave(&place);
}

Test(shocks, reads_a_section_each)
{
    folder place;
    gvc_ctx *ctx = NULL;
    gvc_shock *s = NULL;
    gvc_idx count = 0;
    folder_enter(&place);
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    write_shocks("s.ini", "\xef\xbb\xbf; a move\r\n[ near ]\r\nbuyer=USA, CAN\r\nfrom = CHN\r\n"
                          "to = home\r\nsplit = equal\r\nby = 30 %\r\n\r\n[price]\n# at a border\n"
                          "border = EU27\nprice = 50\n");
    expect_ok(ctx, gvc_scenario_read(ctx, &s, &count, "s.ini"));
    cr_assert_eq(count, 2);
    cr_expect_str_eq(s[0].name, "near");
    cr_expect_str_eq(s[0].buyer[1], "CAN");
    cr_expect_str_eq(s[0].to[0], "home");
    cr_expect(s[0].equal && s[0].by == 0.3 && !s[0].absolute);
    cr_expect_str_eq(s[1].to[0], "EU27");
    cr_expect(s[1].by == 50 && s[1].absolute && !s[1].equal);
    cr_expect_null(s[1].country);
    gvc_shocks_free(s, count);
    write_shocks("s.ini", "[a]\nto = X\nborder = Y\n");
    cr_expect_eq(gvc_scenario_read(ctx, &s, &count, "s.ini"), GVC_EFORMAT);
    gvc_ctx_free(ctx);
    folder_leave(&place);
}
