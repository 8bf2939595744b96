/* cmd_check.c - gvc check: does a table keep its accounts, and is it fit for the measures */
#include <math.h>
#include <string.h>

#include "app.h"

/* Industries named of each kind; the rest is a number. */
enum { NAMED = 10 };

static void print_gap(const gvc_table *t, const char *what, double gap, double gap_abs,
                      gvc_idx worst, bool *off)
{
    printf("%-24s", what);
    if (worst < 0) {
        fputs("the table has none of its own to compare with\n", stdout);
        return;
    }
    if (gap_abs == 0) {
        fputs("equal\n", stdout);
        return;
    }
    bool bad = gap > GVC_CLI_BALANCE;
    printf("off by at most %.2g of output (%s), %g in table units%s\n", gap,
           gvc_table_label(t, GVC_INDUSTRY, worst), gap_abs, bad ? "  (!)" : "");
    *off = *off || bad;
}

static gvc_status print_fault(gvc_app *app, const gvc_table *t, const char *what, gvc_fault fault,
                              bool bad, bool *off)
{
    gvc_idx list[NAMED], count = 0;
    gvc_status s = gvc_table_faults(app->ctx, t, fault, NAMED, list, &count);
    if (s != GVC_OK) {
        return s;
    }
    printf("%-24s%lld", what, (long long)count);
    for (gvc_idx i = 0; i < count && i < NAMED; i++) {
        printf("%s%s", i == 0 ? ": " : ", ", gvc_table_label(t, GVC_INDUSTRY, list[i]));
    }
    if (count > NAMED) {
        printf(" and %lld more", (long long)(count - NAMED));
    }
    printf("%s\n", bad && count > 0 ? "  (!)" : "");
    *off = *off || (bad && count > 0);
    return GVC_OK;
}

static gvc_status print_accounts(gvc_app *app, const gvc_table *t, bool *off)
{
    gvc_balance b;
    gvc_status s = gvc_table_balance(app->ctx, t, &b);
    if (s != GVC_OK) {
        return s;
    }
    char text[256];
    gvc_cli_describe_table(t, text, sizeof text);
    printf("%-24s%s\n", "table", text);
    print_gap(t, "given output", b.row_gap, b.row_gap_abs, b.worst_row, off);
    print_gap(t, "given value added", b.col_gap, b.col_gap_abs, b.worst_col, off);
    s = print_fault(app, t, "no output", GVC_FAULT_ZERO_OUTPUT, false, off);
    if (s == GVC_OK) {
        s = print_fault(app, t, "exports without output", GVC_FAULT_ORPHAN, true, off);
    }
    if (s == GVC_OK) {
        s = print_fault(app, t, "negative value added", GVC_FAULT_NEGATIVE_VA, true, off);
    }
    printf("%-24s%lld in intermediate use, %lld in final use\n", "negative cells",
           (long long)b.negative_z, (long long)b.negative_y);
    return s;
}

static gvc_status print_leontief(gvc_app *app, const gvc_table *t, bool *off)
{
    gvc_leontief_check c;
    gvc_status s = gvc_check_leontief(app->ctx, t, &c);
    if (s != GVC_OK) {
        return s;
    }
    bool unproductive = !(c.spectral_radius < 1.0);
    printf("%-24s%.4g%s\n", "rho(A)", c.spectral_radius,
           unproductive ? "  (!) must be below 1" : "");
    printf("%-24s%.3g\n", "condition of I - A", c.condition);
    printf("%-24s%.3g\n", "smallest of inverse", c.smallest);
    *off = *off || unproductive;
    return GVC_OK;
}

static int run(gvc_app *app)
{
    const char *path = gvc_cli_file(app, "table");
    if (path == NULL) {
        return GVC_EXIT_USAGE;
    }
    gvc_cli_kernel(app);
    gvc_table *t = NULL;
    bool off = false;
    int code = gvc_cli_read_table(app, &t, path, false);
    if (code == GVC_EXIT_DONE) {
        gvc_status s = print_accounts(app, t, &off);
        s = s == GVC_OK ? print_leontief(app, t, &off) : s;
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    gvc_table_free(t);
    return code == GVC_EXIT_DONE && off && app->set.strict ? GVC_EXIT_CHECK : code;
}

static const gvc_option *const options[] = {
    &gvc_option_year,     &gvc_option_threads, &gvc_option_memory,
    &gvc_option_strict,   &gvc_option_quiet,   &gvc_option_verbose,
    &gvc_option_progress, &gvc_option_help,    NULL,
};

static const gvc_example examples[] = {
    {"gvc check wiot_2005.csv.gz", "balance, odd industries, and how well I - A can be inverted"},
    {"gvc check table.h5 --strict && echo sound", "for scripts: exit code 3 when something is off"},
    {NULL, NULL},
};

const gvc_command gvc_command_check = {
    .name = "check",
    .group = "tables",
    .summary = "accounting balance and odd industries of a table, by name",
    .usage = "check TABLE [OPTION]...",
    .details =
        "Compares sales and costs with output, names industries without output, with exports "
        "but no output behind them, and with negative value added, and tells whether the "
        "Leontief inverse exists and is accurate: the spectral radius of A must be below 1.\n"
        "\nMarked with (!): a gap above 0.001 of output, exports without output, negative "
        "value added, a spectral radius of 1 or more. They are facts of many published "
        "tables; --strict turns them into exit code 3.",
    .options = options,
    .examples = examples,
    .run = run,
};
