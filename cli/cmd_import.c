/* cmd_import.c - gvc import: reads a published table, checks it, stores it as HDF5 */
#include <stdlib.h>
#include <string.h>

#include "app.h"

#define AT(field) offsetof(gvc_settings, field)

static const gvc_option output = {
    "output",
    'o',
    GVC_OPTION_FILE,
    false,
    AT(output),
    "FILE",
    NULL,
    "write the table there, FILE.h5",
};
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

/* Notes of the reader, one line each. */
static void say_notes(gvc_app *app, const gvc_table *t)
{
    const char *notes = gvc_table_text(t, "source_notes");
    while (notes != NULL && *notes != '\0') {
        size_t length = strcspn(notes, "\n");
        gvc_cli_say(app, "%.*s", (int)length, notes);
        notes += length + (notes[length] == '\n');
    }
}

static int say_balance(gvc_app *app, const gvc_table *t, bool *off)
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
    *off = b.row_gap > GVC_BALANCE_TOLERANCE || b.col_gap > GVC_BALANCE_TOLERANCE;
    return GVC_EXIT_DONE;
}

/* One line for the industries with a fault that --strict of gvc check counts. */
static int say_fault(gvc_app *app, const gvc_table *t, const char *what, gvc_fault fault, bool *off)
{
    enum { NAMED = 6 };
    char *text = NULL;
    gvc_idx count = 0;
    int code = gvc_cli_industries(app, t, fault, NAMED, &text, &count);
    if (code == GVC_EXIT_DONE && count > 0) {
        gvc_cli_say(app, "warning: %s: %s", what, text);
        *off = true;
    }
    free(text);
    return code;
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
    const char *path = gvc_cli_file(app, "table");
    int code = path == NULL ? GVC_EXIT_USAGE : known_format(app);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_table_target(app);
    }
    gvc_table *t = NULL;
    bool off = false;
    if (code == GVC_EXIT_DONE) {
        /* A table may take the place of the one it was read from. */
        code = gvc_cli_spares_inputs(app, NULL);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_read_table(app, &t, path, false);
    }
    if (code == GVC_EXIT_DONE) {
        say_notes(app, t);
        code = say_balance(app, t, &off);
    }
    if (code == GVC_EXIT_DONE) {
        code = say_fault(app, t, "exports without output behind them", GVC_FAULT_ORPHAN, &off);
    }
    if (code == GVC_EXIT_DONE) {
        code = say_fault(app, t, "negative value added", GVC_FAULT_NEGATIVE_VA, &off);
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
    &output,
    &format,
    &countries,
    &sectors,
    &fd_countries,
    &unit,
    &prices,
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
    .usage = "import FILE -o TABLE.h5 [OPTION]...",
    .details = "Takes every format that 'gvc formats' lists, plain, .gz, .xz or inside .zip; the "
               "format is found by looking at the content. Other commands read the same files; a "
               "stored table is read much faster and carries its labels, unit, year and origin.\n"
               "\nValues are never rescaled.",
    .options = options,
    .examples = examples,
    .run = run,
};
