/* test_deflators.c - files of prices and exchange rates, and of what accounts add to indicators */
#include <gvc/gvc.h>

#include "expect.h"
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

TestSuite(deflators, .init = enter, .fini = leave);

Test(deflators, reads_columns_in_any_order)
{
    gvc_deflator *d = NULL;
    gvc_idx count = 0;
    write_text("p.csv", "Rate,year,country,DEFLATOR\n1000.5,1995,KOR,80\n1,2000,USA,1e2\n");
    expect_ok(ctx, gvc_deflators_read(ctx, &d, &count, "p.csv"));
    cr_assert_eq(count, 2);
    cr_expect_str_eq(d[0].country, "KOR");
    cr_expect(d[0].year == 1995 && d[0].deflator == 80 && d[0].rate == 1000.5);
    cr_expect_str_eq(d[1].country, "USA");
    cr_expect(d[1].year == 2000 && d[1].deflator == 100 && d[1].rate == 1);
    gvc_deflators_free(d);
    write_text("p.csv", "country;year;deflator\nKOR;1995;80\n");
    expect_ok(ctx, gvc_deflators_read(ctx, &d, &count, "p.csv"));
    cr_expect(count == 1 && d[0].rate == 1, "one currency where no rate is said");
    gvc_deflators_free(d);
    gvc_deflators_free(NULL);
}

Test(deflators, says_where_a_file_is_wrong)
{
    static const char *const cases[][2] = {
        {"country,year,rate\nKOR,1995,1\n", "expected a header line: country,year,deflator and, "
                                            "where currencies differ, rate"},
        {"country,year,deflator,year\n", "expected a header line: country,year,deflator and, where "
                                         "currencies differ, rate"},
        {"country,year,deflator\n", "nothing below the header"},
        {"country,year,deflator\n,1995,1\n", "names no country"},
        {"country,year,deflator\nKOR,1995.5,1\n", "the year is no year"},
        {"country,year,deflator\nKOR,1995,0\n", "deflators and exchange rates are numbers above 0"},
        {"country,year,deflator,rate\nKOR,1995,1,-2\n",
         "deflators and exchange rates are numbers above 0"},
        {"country,year,deflator\nKOR,1995,much\n", "'much'"},
        {"country,year,deflator\nKOR,1995\n", "1995"},
    };
    gvc_deflator *d = NULL;
    gvc_idx count = 0;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        write_text("p.csv", cases[k][0]);
        cr_expect_neq(gvc_deflators_read(ctx, &d, &count, "p.csv"), GVC_OK);
        const char *error = gvc_ctx_error(ctx);
        cr_expect(strncmp(error, "reading p.csv:", 14) == 0, "%s", error);
        cr_expect(k + 2 > sizeof cases / sizeof *cases || strstr(error, cases[k][1]) != NULL,
                  "%s: not %s", error, cases[k][1]);
    }
    cr_expect_null(d);
}

Test(deflators, characterisation_has_weights_of_any_sign)
{
    gvc_weight *w = NULL;
    gvc_idx count = 0;
    write_text("w.csv", "weight,account,indicator\n28,CH4,warming\n-1,sink,warming\n");
    expect_ok(ctx, gvc_characterisation_read(ctx, &w, &count, "w.csv"));
    cr_assert_eq(count, 2);
    cr_expect_null(w[0].country);
    cr_expect_str_eq(w[0].sector, "CH4");
    cr_expect_str_eq(w[0].name, "warming");
    cr_expect(w[0].share == 28 && w[1].share == -1);
    gvc_weights_free(w);
    write_text("w.csv", "account,indicator\nCH4,warming\n");
    expect_error(ctx, gvc_characterisation_read(ctx, &w, &count, "w.csv"), GVC_EFORMAT,
                 "reading w.csv:1: expected a header line: account,indicator,weight");
    write_text("w.csv", "account,indicator,weight,country\nCH4,warming,1,KOR\n");
    expect_error(ctx, gvc_characterisation_read(ctx, &w, &count, "w.csv"), GVC_EFORMAT,
                 "reading w.csv:1: 'country' is no column of such a file; expected a header line: "
                 "account,indicator,weight");
}
