/* cmd_import.c - gvc import: reads a published table, checks it, stores it as HDF5 */
#include <stdlib.h>
#include <string.h>

#include "app.h"

#define AT(field) offsetof(gvc_settings, field)

static const gvc_option format = {
    "format",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(read_format),
    "NAME",
    NULL,
    "the format of the table (see gvc formats) instead of what its content shows",
};
static const gvc_option countries = {
    "countries",
    0,
    GVC_OPTION_FILE,
    false,
    AT(countries),
    "FILE",
    NULL,
    "the countries, one a line, instead of a list found beside the table",
};
static const gvc_option sectors = {
    "sectors",
    0,
    GVC_OPTION_FILE,
    false,
    AT(sectors),
    "FILE",
    NULL,
    "the sectors, one a line, instead of a list found beside the table",
};
static const gvc_option fd_countries = {
    "fd-countries",
    0,
    GVC_OPTION_FILE,
    false,
    AT(fd_countries),
    "FILE",
    NULL,
    "the countries of final demand, where they are fewer than those of the rows",
};
static const gvc_option unit = {
    "unit",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(units),
    "TEXT",
    NULL,
    "the unit, where the file does not say",
};
static const gvc_option prices = {
    "prices",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(prices),
    "TEXT",
    NULL,
    "the prices, where the file does not say (without it: current)",
};

static const gvc_option keep_splits = {
    "keep-splits",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(keep_splits),
    NULL,
    NULL,
    "territories (CN1 and CN2 of CHN) as countries of their own, not as industries of one country",
};
static const char *models(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"D", "A", "B", "C"};
    (void)set;
    return i < sizeof names / sizeof *names ? names[i] : NULL;
}
static const gvc_option model = {
    "model",   0,       GVC_OPTION_WORD, false,
    AT(model), "MODEL", models,          "supply-use tables: how they become symmetric",
};
static const gvc_option valuation = {
    "valuation",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(valuation),
    "NAME",
    NULL,
    "tables that come in several valuations: which (without it: basic prices)",
};
static const gvc_option satellite = {
    "satellite",
    0,
    GVC_OPTION_FILE,
    false,
    AT(satellite),
    "FILE",
    NULL,
    "satellite accounts to go with the table: CSV, a column an industry, a row an account",
};

static const gvc_option deflate = {
    "deflate",
    0,
    GVC_OPTION_FILE,
    false,
    AT(deflate),
    "FILE.csv",
    NULL,
    "divide rows by the price indices of industries: a header line industry,index (or country, "
    "sector, index) and a line for each; --prices then names the prices of the result",
};

/* Takes the table and gives the one in other prices, where that was asked for. */
static int change_prices(gvc_app *app, gvc_table **t)
{
    gvc_prices *indices = NULL;
    if (app->set.deflate == NULL) {
        return GVC_EXIT_DONE;
    }
    gvc_status s = gvc_prices_read(app->ctx, &indices, *t, app->set.deflate);
    if (s == GVC_OK) {
        gvc_table *given = *t;
        *t = NULL;
        s = gvc_table_deflate(app->ctx, t, given, indices, app->set.prices);
    }
    gvc_prices_free(indices);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

static int say_balance(gvc_app *app, const gvc_table *t)
{
    gvc_balance b;
    gvc_status s = gvc_table_balance(app->ctx, t, &b);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    if (b.row_gap > GVC_BALANCE_TOLERANCE && b.worst_row >= 0) {
        gvc_cli_say(
            app, "warning: output and the sum of sales differ by up to %.2g of output, most in %s",
            b.row_gap, gvc_table_label(t, GVC_INDUSTRY, b.worst_row));
    }
    if (b.col_gap > GVC_BALANCE_TOLERANCE && b.worst_col >= 0) {
        gvc_cli_say(app,
                    "warning: inputs and value added miss output by up to %.2g of it, most in %s",
                    b.col_gap, gvc_table_label(t, GVC_INDUSTRY, b.worst_col));
    }
    return GVC_EXIT_DONE;
}

/* One line for the industries with a fault. */
static int say_fault(gvc_app *app, const gvc_table *t, const char *what, gvc_fault fault)
{
    enum { NAMED = 6 };
    char *text = NULL;
    gvc_idx count = 0;
    int code = gvc_cli_industries(app, t, fault, NAMED, &text, &count);
    if (code == GVC_EXIT_DONE && count > 0) {
        gvc_cli_say(app, "warning: %s: %s", what, text);
    }
    free(text);
    return code;
}

/* Is there anything that --strict of gvc check fails, the inverse aside? */
static int judge(gvc_app *app, const gvc_table *t, bool *off)
{
    gvc_check *c = NULL;
    gvc_status s = gvc_table_check(app->ctx, &c, t, 1, false);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    *off = gvc_check_worst(c) == GVC_CHECK_ERROR;
    gvc_check_free(c);
    return GVC_EXIT_DONE;
}

static int say_checks(gvc_app *app, const gvc_table *t, bool *off)
{
    static const struct {
        const char *what;
        gvc_fault fault;
    } faults[] = {
        {"exports without output behind them", GVC_FAULT_ORPHAN},
        {"flows without output behind them", GVC_FAULT_STRAY},
        {"output below 0", GVC_FAULT_NEGATIVE_OUTPUT},
        {"negative value added", GVC_FAULT_NEGATIVE_VA},
    };
    int code = say_balance(app, t);
    for (size_t k = 0; k < sizeof faults / sizeof *faults && code == GVC_EXIT_DONE; k++) {
        code = say_fault(app, t, faults[k].what, faults[k].fault);
    }
    return code == GVC_EXIT_DONE ? judge(app, t, off) : code;
}

static int known_format(gvc_app *app)
{
    enum { MOST = 64 };
    const char *names[MOST], *wanted = app->set.read_format;
    const gvc_format_info *const *all = gvc_format_list();
    size_t count = 0;
    for (; wanted != NULL && all[count] != NULL && count < MOST; count++) {
        names[count] = all[count]->name;
        if (strcmp(names[count], wanted) == 0) {
            return GVC_EXIT_DONE;
        }
    }
    if (wanted == NULL || count == MOST) {
        return GVC_EXIT_DONE;
    }
    return gvc_cli_unknown(app, "--format: no format", wanted, names, count);
}

static int run(gvc_app *app)
{
    /* Several files may be one table: an archive and its labels. */
    const char *path = app->set.files.count > 1 ? NULL : gvc_cli_file(app, "table");
    int code = app->set.files.count == 0 ? GVC_EXIT_USAGE : known_format(app);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_table_target(app);
    }
    gvc_table *t = NULL;
    bool off = false;
    app->set.accounts_file = app->set.satellite;
    if (code == GVC_EXIT_DONE) {
        /* A table may take the place of the one it was read from. */
        code = gvc_cli_spares_inputs(app, NULL);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_read_table(app, &t, path, false);
    }
    if (code == GVC_EXIT_DONE) {
        code = change_prices(app, &t);
    }
    if (code == GVC_EXIT_DONE) {
        gvc_cli_say_notes(app, t, 0);
        code = say_checks(app, t, &off);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_write_table(app, t);
    }
    if (code == GVC_EXIT_DONE) {
        char text[256];
        gvc_cli_describe_table(t, text, sizeof text);
        gvc_cli_say(app, "%s", text);
        code = off && app->set.strict ? GVC_EXIT_CHECK : GVC_EXIT_DONE;
    }
    gvc_table_free(t);
    return code;
}

static const gvc_option *const options[] = {
    &gvc_option_table_output,
    &format,
    &countries,
    &sectors,
    &fd_countries,
    &unit,
    &prices,
    &keep_splits,
    &model,
    &valuation,
    &satellite,
    &gvc_option_missing,
    &deflate,
    &gvc_option_member,
    &gvc_option_year,
    &gvc_option_memory,
    &gvc_option_reproducible,
    &gvc_option_strict,
    &gvc_option_quiet,
    &gvc_option_verbose,
    &gvc_option_progress,
    &gvc_option_help,
    NULL,
};

static const gvc_example examples[] = {
    {"gvc import wiot_2005.csv.gz -o wiod2005.h5",
     "the lists countries.csv and sectors.csv are found beside the table"},
    {"gvc import flows.csv --countries c.csv --sectors s.csv --year 2018 --unit 'million USD' -o "
     "t.h5",
     "a headerless table that says nothing about itself"},
    {NULL, NULL},
};

const gvc_command gvc_command_import = {
    .name = "import",
    .group = "tables",
    .summary = "read a published table, check it, store it as HDF5",
    .usage = "import FILE... -o TABLE.h5 [OPTION]...",
    .details =
        "Takes every format that 'gvc formats' lists, plain, .gz, .xz or inside .zip, as it was "
        "downloaded; the format is found by looking at the content, not at the name. A table of "
        "several files is given as its archive, as its folder, or as all of them. Other commands "
        "read the same files; a stored table is read much faster and carries its labels, unit, "
        "year and origin.\n"
        "\nValues are never rescaled. Nothing is dropped: rows below the table stay with it, and "
        "'gvc info' shows what was read how.\n"
        "\nWith --deflate every row is divided by the price index of its industry, for all uses "
        "alike, and value added is what constant-price output leaves after constant-price inputs "
        "(double deflation); it takes the place of stated rows and may fall below 0, which is "
        "told.",
    .options = options,
    .examples = examples,
    .run = run,
};
