/* cmd_balance.c - gvc balance: a table whose rows and columns add up to given totals */
#include <string.h>

#include "app.h"

#define AT(field) offsetof(gvc_settings, field)

static const gvc_option targets = {
    "targets",
    0,
    GVC_OPTION_FILE,
    false,
    AT(targets),
    "FILE.csv",
    NULL,
    "the totals: a header line label,output,inputs,value_added,total (some of them; total is for "
    "final use) and a line a label; an empty cell is not given. Without it: what the table states",
};
static const char *methods(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"gras", "ras", NULL};
    (void)set;
    return names[i];
}
static const gvc_option method = {
    "method",    'm',    GVC_OPTION_CHOICE, false,
    AT(balance), "NAME", methods,           "ras refuses cells below 0, which gras keeps below 0",
};
static const gvc_option tolerance = {
    "tolerance",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(tolerance),
    "GAP",
    NULL,
    "largest gap of a row or column, relative to its cells without sign (without it 1e-10)",
};
static const gvc_option sweeps = {
    "sweeps",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(sweeps),
    "N",
    NULL,
    "give up after so many sweeps over rows and columns (without it 10000)",
};
static const gvc_option strict = {
    "strict",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(strict),
    NULL,
    NULL,
    "exit 3 where final use had to be scaled so that rows and columns have the same sum",
};

/* Takes the table and gives the balanced one. */
static int rebalance(gvc_app *app, gvc_table **t, gvc_rebalanced *done)
{
    const gvc_settings *set = &app->set;
    gvc_targets *totals = NULL;
    gvc_status s =
        set->targets == NULL ? GVC_OK : gvc_targets_read(app->ctx, &totals, *t, set->targets);
    if (s == GVC_OK) {
        gvc_rebalance_options options = GVC_REBALANCE_OPTIONS_INIT;
        options.targets = totals;
        options.ras = strcmp(set->balance, "ras") == 0;
        options.tolerance = set->tolerance;
        options.sweeps = set->sweeps;
        gvc_table *given = *t;
        *t = NULL;
        s = gvc_table_rebalance(app->ctx, t, given, &options, done);
    }
    gvc_targets_free(totals);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

static int run(gvc_app *app)
{
    const char *path = gvc_cli_file(app, "table");
    int code = path == NULL ? GVC_EXIT_USAGE : gvc_cli_table_target(app);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_inputs(app, NULL);
    }
    gvc_table *t = NULL;
    gvc_rebalanced done = {.factor = 1};
    size_t known = 0;
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_read_table(app, &t, path, false);
    }
    if (code == GVC_EXIT_DONE) {
        known = gvc_cli_notes_length(t);
        code = rebalance(app, &t, &done);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_write_table(app, t);
    }
    if (code == GVC_EXIT_DONE) {
        gvc_cli_say_notes(app, t, known);
        code = app->set.strict && done.factor != 1 ? GVC_EXIT_CHECK : GVC_EXIT_DONE;
    }
    gvc_table_free(t);
    return code;
}

static const gvc_option *const options[] = {
    &gvc_option_table_output,
    &targets,
    &method,
    &tolerance,
    &sweeps,
    &gvc_option_year,
    &gvc_option_member,
    &gvc_option_memory,
    &gvc_option_reproducible,
    &strict,
    &gvc_option_quiet,
    &gvc_option_verbose,
    &gvc_option_progress,
    &gvc_option_help,
    NULL,
};

static const gvc_example examples[] = {
    {"gvc balance table.h5 -o balanced.h5",
     "rows and columns made to agree with the output and value added that the table states"},
    {"gvc balance table.h5 --targets national_accounts.csv -o balanced.h5",
     "to totals of one's own; what is not given stays"},
    {NULL, NULL},
};

const gvc_command gvc_command_balance = {
    .name = "balance",
    .group = "tables",
    .summary = "make rows and columns add up to totals, by RAS or GRAS",
    .usage = "balance TABLE -o OUT.h5 [OPTION]...",
    .details =
        "Multiplies rows and columns of intermediate and final use, taken together, by factors "
        "until they add up to the totals. Signs stay, and what is 0 stays 0. GRAS scales cells "
        "below 0 by the inverse factors; without such cells it is RAS.\n"
        "\nWithout --targets the table is made consistent with what it states: a row adds up to "
        "the stated output (where there is none, to what it adds up to now), a column of inputs "
        "to that output less the stated rows of value added, taxes and adjustments (where there "
        "are none, to what it adds up to now). With --targets, rows and inputs without a total "
        "keep the sum they have, and stated value added becomes what output leaves. In both cases "
        "final uses without a total are scaled by one factor, so that rows and columns have the "
        "same sum; the factor is told.\n"
        "\nA table is written only if every row and column is within the tolerance. Totals that no "
        "factors can reach are refused by name: an empty row with output, positive cells that "
        "shall add up to less than 0.",
    .options = options,
    .examples = examples,
    .run = run,
};
