/* test_tsv.c - tab-separated values */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "written.h"

Test(tsv, replaces_tabs_and_line_ends)
{
    static const char *const labels[] = {"plain",        "a,b \"c\"", "two\nlines",
                                         "\xc3\x85land", "t\tab",     "trail\r\n"};
    static const double values[] = {0.1, -0.0, 5e-324, 1e-7, 326743, 0.30000000000000004};
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.format = "tsv";
    gvc_ctx *ctx = small_ctx();
    gvc_result *r = one_column(ctx, 1995, labels, values, 6, "USD");
    gvc_result_fill(r, 0)[4] = (double)NAN;
    expect_written(ctx, r, options,
                   "year\texporter\tgexp\n"
                   "1995\tplain\t0.1\n"
                   "1995\ta,b \"c\"\t-0\n"
                   "1995\ttwo lines\t5e-324\n"
                   "1995\t\xc3\x85land\t1e-07\n"
                   "1995\tt ab\t\n"
                   "1995\ttrail  \t0.30000000000000004\n");
    gvc_result_free(r);
    gvc_ctx_free(ctx);
}

Test(tsv, leaves_an_unknown_year_empty)
{
    static const char *const labels[] = {"AAA"};
    static const double value = 1;
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.format = "tsv";
    gvc_ctx *ctx = small_ctx();
    gvc_result *r = one_column(ctx, 0, labels, &value, 1, "USD");
    expect_written(ctx, r, options, "year\texporter\tgexp\n\tAAA\t1\n");
    gvc_result_free(r);
    gvc_ctx_free(ctx);
}
