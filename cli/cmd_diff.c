/* cmd_diff.c - gvc diff: how two stored results, or two tables, differ */
#include <string.h>

#include "app.h"

#define AT(field) offsetof(gvc_settings, field)

static const gvc_option tolerance = {
    "tolerance",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(tolerance),
    "REL",
    NULL,
    "cells whose difference is at most REL times their scale count as equal (without it only equal "
    "numbers do)",
};
static const gvc_option cells = {
    "cells",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(cells),
    NULL,
    NULL,
    "results: a row for every cell that differs, with both values, change and per cent",
};
static const gvc_option top = {
    "top",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(top),
    "N",
    NULL,
    "of every column (of a table: of Z, Y, V, x) name the N cells that change most; with --cells "
    "list only these",
};
static const char *views(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_table_diff_view(i);
}
static const gvc_option by = {
    "by",
    0,
    GVC_OPTION_WORD,
    false,
    AT(by),
    "WHAT",
    views,
    "tables: a row for each block (the default), pair of countries, or industry",
};
static const gvc_option strict = {
    "strict", 0, GVC_OPTION_FLAG, false, AT(strict), NULL, NULL, "exit 3 where the two differ",
};

/* The two files; false after a message. */
static bool two_files(gvc_app *app)
{
    size_t count = app->set.files.count;
    if (count != 2) {
        gvc_cli_usage(app, "%s named; two results or two tables are compared",
                      count == 0   ? "no file is"
                      : count == 1 ? "one file is"
                                   : "more than two files are");
    }
    return count == 2;
}

static int kind_of_both(gvc_app *app, gvc_kind *kind)
{
    gvc_kind kinds[2];
    for (int i = 0; i < 2; i++) {
        gvc_status s = gvc_file_kind(app->ctx, app->set.files.items[i], &kinds[i]);
        if (s != GVC_OK) {
            return gvc_cli_failed(app, s);
        }
    }
    if (kinds[0] != kinds[1]) {
        return gvc_cli_wrong(
            app, "%s is a %s and %s a %s; compare two of a kind", app->set.files.items[0],
            kinds[0] == GVC_KIND_TABLE ? "table" : "result", app->set.files.items[1],
            kinds[1] == GVC_KIND_TABLE ? "table" : "result");
    }
    *kind = kinds[0];
    return GVC_EXIT_DONE;
}

/* Options that only one of the two kinds has. */
static int check_options(gvc_app *app, gvc_kind kind)
{
    const gvc_settings *set = &app->set;
    if (kind == GVC_KIND_RESULT && set->by != NULL) {
        return gvc_cli_usage(app, "--by is for tables; of results --cells lists what differs");
    }
    if (kind == GVC_KIND_TABLE && set->cells) {
        return gvc_cli_usage(app,
                             "--cells is for results; for tables take --by pair, --by industry "
                             "or --top N");
    }
    if (kind == GVC_KIND_TABLE && (gvc_cli_has_filter(set) || set->terms.count > 0)) {
        return gvc_cli_usage(app, "--terms and the filters of rows are for results");
    }
    return GVC_EXIT_DONE;
}

/* A result, cut down to the rows and columns that were asked for. */
static int read_result(gvc_app *app, gvc_result **out, const char *path)
{
    gvc_status s = gvc_result_read(app->ctx, out, path);
    int code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_filter(app, out);
    }
    return code == GVC_EXIT_DONE ? gvc_cli_columns(app, out) : code;
}

static int compare_results(gvc_app *app, gvc_result **out, const gvc_diff_options *options,
                           gvc_diff *found)
{
    gvc_result *a = NULL, *b = NULL;
    int code = read_result(app, &a, app->set.files.items[0]);
    if (code == GVC_EXIT_DONE) {
        code = read_result(app, &b, app->set.files.items[1]);
    }
    if (code == GVC_EXIT_DONE) {
        gvc_status s = gvc_result_diff(app->ctx, out, a, b, options, found);
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    gvc_result_free(a);
    gvc_result_free(b);
    return code;
}

static int compare_tables(gvc_app *app, gvc_result **out, const gvc_diff_options *options,
                          gvc_diff *found)
{
    gvc_table *a = NULL, *b = NULL;
    int code = gvc_cli_read_table(app, &a, app->set.files.items[0], false);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_read_table(app, &b, app->set.files.items[1], false);
    }
    if (code == GVC_EXIT_DONE) {
        gvc_status s = gvc_table_diff(app->ctx, out, a, b, options, found);
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    gvc_table_free(a);
    gvc_table_free(b);
    return code;
}

/* Of two files of one name the folders matter. */
static const char *name_of(const gvc_app *app, int i)
{
    char *const *files = app->set.files.items;
    bool same = strcmp(gvc_cli_base(files[0]), gvc_cli_base(files[1])) == 0;
    return same ? files[i] : gvc_cli_base(files[i]);
}

static int compare(gvc_app *app, gvc_result **out, gvc_diff *found)
{
    gvc_diff_options options = GVC_DIFF_OPTIONS_INIT;
    gvc_kind kind = GVC_KIND_RESULT;
    options.name_a = name_of(app, 0);
    options.name_b = name_of(app, 1);
    options.tolerance = app->set.tolerance;
    options.cells = app->set.cells;
    options.top = app->set.top;
    options.by = app->set.by;
    int code = kind_of_both(app, &kind);
    if (code == GVC_EXIT_DONE) {
        code = check_options(app, kind);
    }
    if (code == GVC_EXIT_DONE) {
        code = kind == GVC_KIND_RESULT ? compare_results(app, out, &options, found)
                                       : compare_tables(app, out, &options, found);
    }
    return code == GVC_EXIT_DONE ? gvc_cli_record(app, *out, true) : code;
}

/* A table shows them below; of others the count, and what was asked to be named. */
static void say_notes(gvc_app *app, const gvc_result *r)
{
    const char *line = gvc_result_text(r, "notes");
    bool all = app->set.verbose > 0 || (app->set.top > 0 && !app->set.cells);
    while (line != NULL && *line != '\0') {
        size_t length = strcspn(line, "\n");
        gvc_cli_say(app, "%.*s", (int)length, line);
        line += length + (line[length] == '\n');
        line = all ? line : NULL;
    }
}

static void hint(gvc_app *app, const gvc_diff *found)
{
    if (found->rounding) {
        gvc_cli_say(app,
                    "every difference is within %g of its scale, as between solvers or "
                    "processors; --tolerance %g takes them for equal",
                    found->bound, found->bound);
    }
}

static int run(gvc_app *app)
{
    const char *target = NULL;
    gvc_write_options options;
    gvc_result *r = NULL;
    gvc_diff found = {0};
    int code = two_files(app) ? gvc_cli_target(app, &target, &options) : GVC_EXIT_USAGE;
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_inputs(app, "file");
    }
    if (code == GVC_EXIT_DONE) {
        code = compare(app, &r, &found);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_write(app, r, target, &options);
    }
    if (code == GVC_EXIT_DONE) {
        if (options.format == NULL || strcmp(options.format, "table") != 0) {
            say_notes(app, r);
        }
        hint(app, &found);
        code = app->set.strict && found.differ + found.alone > 0 ? GVC_EXIT_CHECK : GVC_EXIT_DONE;
    }
    gvc_result_free(r);
    return code;
}

static const gvc_option *const options[] = {
    &tolerance,
    &cells,
    &top,
    &by,
    GVC_KEY_OPTIONS,
    &gvc_option_terms,
    &gvc_option_output,
    &gvc_option_format,
    &gvc_option_tidy,
    &gvc_option_keep_zeros,
    &gvc_option_year,
    &gvc_option_member,
    &gvc_option_memory,
    &gvc_option_reproducible,
    &strict,
    GVC_NOISE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc diff old.h5 new.h5", "each column of two results: how many cells differ, by how much"},
    {"gvc diff old.h5 new.h5 --cells --top 20 --terms dva -o changes.csv",
     "the 20 cells whose dva changed most, with both values"},
    {"gvc diff wiod2000.h5 wiod2005.h5 --by pair -o trade.csv",
     "two tables: sales of every country to every other, before and after"},
    {"gvc diff a.h5 b.h5 --tolerance 1e-11 --strict && echo same", "for scripts"},
    {NULL, NULL},
};

const gvc_command gvc_command_diff = {
    .name = "diff",
    .group = "output",
    .summary = "how two results, or two tables, differ",
    .usage = "diff A B [OPTION]...",
    .details =
        "A and B are two stored results with the same keys (the same measure and level; of two "
        "years, table releases, solvers or versions of gvc), or two tables in any format. Labels "
        "are matched by name; what only one of the two has is named and left out.\n"
        "\nResults: a row a column, with the number of cells that both have, of those that differ, "
        "the largest difference and the largest relative to its scale. The scale of a cell is the "
        "larger of the two values; where the columns have a total (gexp), columns in its unit are "
        "measured by the total of their row. The notes in the last lines say where each column "
        "changes most. --cells lists the cells instead, --terms and --exporter and the like narrow "
        "both results beforehand.\n"
        "\nTables: a row for each of intermediate use Z, final use Y, primary rows V, output x "
        "and what else both have, with the sums of the common cells in both; --by pair: Z and Y "
        "of every seller and user country; --by industry: output, sales, inputs, final use, value "
        "added. The notes name the cells that change most and say how both keep their accounts.\n"
        "\nWhat comes out is a result like any other: -o takes all formats, and the HDF5 file says "
        "which labels were left out (only_a, only_b), which facts of the two are not the same "
        "(differing), and the history of both.",
    .options = options,
    .examples = examples,
    .run = run,
};
