/* cmd_check.c - gvc check: does a table keep its accounts, and is it fit for the measures */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"

/* NAMED: industries named of each kind, CELLS: cells; the rest is a number. MARGIN: column of the
 * text behind a name. */
enum { NAMED = 10, CELLS = 5, MARGIN = 24 };

static const char mark[] = " (!)";

typedef struct report {
    gvc_app *app;
    const gvc_table *t;
    bool off; /* something is beyond tolerance */
} report;

static int put(report *r, const char *what, const char *format, ...) GVC_PRINTF(3, 4);

/* A line of the report, broken at the width of the terminal. */
static int put(report *r, const char *what, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = gvc_cli_vformat(format, args);
    va_end(args);
    if (text != NULL) {
        gvc_cli_clean(text);
        printf("%-*s", MARGIN, what);
        gvc_cli_wrap(stdout, text, MARGIN, MARGIN);
    }
    free(text);
    return text == NULL ? gvc_cli_nomem(r->app) : GVC_EXIT_DONE;
}

static int put_gap(report *r, const char *what, double gap, double gap_abs, gvc_idx worst)
{
    if (gap_abs == 0) {
        return put(r, what, "equal");
    }
    bool bad = gap > GVC_BALANCE_TOLERANCE;
    r->off = r->off || bad;
    return put(r, what, "off by at most %.2g of output (%s), %g in table units%s", gap,
               worst < 0 ? "none with output" : gvc_table_label(r->t, GVC_INDUSTRY, worst), gap_abs,
               bad ? mark : "");
}

static int put_fault(report *r, const char *what, gvc_fault fault, bool bad)
{
    char *text = NULL;
    gvc_idx count = 0;
    gvc_idx most = r->app->set.verbose > 0 ? gvc_table_count(r->t, GVC_INDUSTRY) : NAMED;
    int code = gvc_cli_industries(r->app, r->t, fault, most, &text, &count);
    if (code == GVC_EXIT_DONE) {
        bad = bad && count > 0;
        r->off = r->off || bad;
        code = put(r, what, "%lld%s%s%s", (long long)count, count > 0 ? ": " : "", text,
                   bad ? mark : "");
    }
    free(text);
    return code;
}

/* "GRC_c2 -> RoW_INV -1558", a line each. */
static int put_cells(report *r, const char *what, gvc_axis columns)
{
    gvc_table_cell cells[CELLS];
    gvc_idx count = 0;
    gvc_status s = gvc_table_worst_cells(r->app->ctx, r->t, columns, CELLS, cells, &count);
    int code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(r->app, s);
    for (gvc_idx i = 0; code == GVC_EXIT_DONE && i < count; i++) {
        code = put(r, i == 0 ? what : "", "%s -> %s %g",
                   gvc_table_label(r->t, GVC_INDUSTRY, cells[i].row),
                   gvc_table_label(r->t, columns, cells[i].col), cells[i].value);
    }
    return code;
}

static int put_negative(report *r, const gvc_balance *b)
{
    int code = put(r, "negative cells", "%lld in intermediate use, %lld in final use",
                   (long long)b->negative_z, (long long)b->negative_y);
    if (code == GVC_EXIT_DONE) {
        code = put_cells(r, "  intermediate use", GVC_INDUSTRY);
    }
    return code == GVC_EXIT_DONE ? put_cells(r, "  final use", GVC_FINAL_USE) : code;
}

/* Final use that no decomposition counts. */
static int put_homeless(report *r)
{
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < gvc_table_count(r->t, GVC_FINAL_USE); i++) {
        count += gvc_table_country_of(r->t, GVC_FINAL_USE, i) < 0;
    }
    return count == 0 ? GVC_EXIT_DONE
                      : put(r, "final use", "%lld column%s of no country, which measures leave out",
                            (long long)count, count == 1 ? "" : "s");
}

static int put_accounts(report *r)
{
    gvc_balance b;
    gvc_status s = gvc_table_balance(r->app->ctx, r->t, &b);
    if (s != GVC_OK) {
        return gvc_cli_failed(r->app, s);
    }
    char text[256];
    gvc_cli_describe_table(r->t, text, sizeof text);
    int code = put(r, "table", "%s", text);
    if (code == GVC_EXIT_DONE) {
        code = gvc_table_x_given(r->t) == NULL
                   ? put(r, "output", "sum of the sales (the table states none)")
                   : put_gap(r, "given output", b.row_gap, b.row_gap_abs, b.worst_row);
    }
    if (code == GVC_EXIT_DONE) {
        code = !gvc_table_has_given_va(r->t)
                   ? put(r, "value added", "residual (the table states none)")
                   : put_gap(r, "given value added", b.col_gap, b.col_gap_abs, b.worst_col);
    }
    if (code == GVC_EXIT_DONE) {
        code = put_fault(r, "no output", GVC_FAULT_ZERO_OUTPUT, false);
    }
    if (code == GVC_EXIT_DONE) {
        code = put_fault(r, "exports without output", GVC_FAULT_ORPHAN, true);
    }
    if (code == GVC_EXIT_DONE) {
        code = put_fault(r, "negative value added", GVC_FAULT_NEGATIVE_VA, true);
    }
    if (code == GVC_EXIT_DONE) {
        code = put_homeless(r);
    }
    return code == GVC_EXIT_DONE ? put_negative(r, &b) : code;
}

/* What the library warns of when it inverts stands in the report. */
static bool show_none(const gvc_app *app, const char *warning)
{
    (void)app;
    (void)warning;
    return false;
}

static int put_leontief(report *r)
{
    gvc_leontief_check c;
    r->app->shows = show_none;
    gvc_status s = gvc_check_leontief(r->app->ctx, r->t, &c);
    r->app->shows = NULL;
    if (s != GVC_OK) {
        return gvc_cli_failed(r->app, s);
    }
    bool settled = c.spectral_radius == c.spectral_radius; /* NaN where it is not known */
    bool unproductive = c.spectral_radius >= 1.0;
    /* Less is rounding: the largest entry of an inverse is 1 or more. */
    bool negative = c.smallest < -1e-12;
    int code = settled ? put(r, "rho(A)", "%.4g%s%s", c.spectral_radius,
                             unproductive ? " must be below 1" : "", unproductive ? mark : "")
                       : put(r, "rho(A)", "not known: the iteration did not settle");
    if (code == GVC_EXIT_DONE) {
        code = put(r, "condition of I - A", "%.3g", c.condition);
    }
    if (code == GVC_EXIT_DONE && negative) {
        code = put(r, "Leontief inverse",
                   "has negative entries (smallest %.3g): an industry would make less to "
                   "meet more demand%s",
                   c.smallest, mark);
    }
    r->off = r->off || unproductive || negative;
    return code;
}

static int run(gvc_app *app)
{
    const char *path = gvc_cli_file(app, "table");
    if (path == NULL) {
        return GVC_EXIT_USAGE;
    }
    gvc_cli_kernel(app);
    gvc_table *t = NULL;
    report r = {.app = app};
    int code = gvc_cli_read_table(app, &t, path, false);
    if (code == GVC_EXIT_DONE) {
        r.t = t;
        code = put_accounts(&r);
    }
    if (code == GVC_EXIT_DONE) {
        code = put_leontief(&r);
    }
    if (code == GVC_EXIT_DONE && r.off) {
        printf("(!) beyond tolerance; --strict makes it exit %d\n", GVC_EXIT_CHECK);
    }
    gvc_table_free(t);
    return code == GVC_EXIT_DONE && r.off && app->set.strict ? GVC_EXIT_CHECK : code;
}

static const gvc_option *const options[] = {
    &gvc_option_year,    &gvc_option_member,
    &gvc_option_threads, &gvc_option_memory,
    &gvc_option_strict,  &gvc_option_quiet,
    &gvc_option_verbose, &gvc_option_progress,
    &gvc_option_help,    NULL,
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
        "value added, a spectral radius of 1 or more, negative entries of the inverse. They are "
        "facts of many published tables; --strict turns them into exit code 3. -v names all "
        "industries instead of ten.",
    .options = options,
    .examples = examples,
    .run = run,
};
