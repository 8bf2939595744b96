/* cmd_example.c - gvc example: writes the table that ships with gvc */
#include "app.h"

static const gvc_option year = {
    "year",
    0,
    GVC_OPTION_YEAR,
    false,
    offsetof(gvc_settings, year),
    "Y",
    NULL,
    "which of its years; without it the last",
};
static const gvc_option output = {
    "output",
    'o',
    GVC_OPTION_FILE,
    false,
    offsetof(gvc_settings, output),
    "FILE",
    NULL,
    "write the table there, FILE.h5",
};

static int run(gvc_app *app)
{
    if (app->set.files.count > 0) {
        return gvc_cli_usage(app, "takes no file argument, got '%s'; -o FILE.h5 names the output",
                             app->set.files.items[0]);
    }
    int code = gvc_cli_table_target(app);
    if (code != GVC_EXIT_DONE) {
        return code;
    }
    gvc_table *t = NULL;
    gvc_status s = gvc_example_table(app->ctx, &t, app->set.year);
    code = s == GVC_OK ? gvc_cli_write_table(app, t) : gvc_cli_failed(app, s);
    if (code == GVC_EXIT_DONE) {
        char text[256];
        gvc_cli_describe_table(t, text, sizeof text);
        gvc_cli_say(app, "%s: %s", app->set.output, text);
    }
    gvc_table_free(t);
    return code;
}

static const gvc_option *const options[] = {
    &output,          &year, &gvc_option_reproducible, &gvc_option_quiet, &gvc_option_verbose,
    &gvc_option_help, NULL,
};

static const gvc_example examples[] = {
    {"gvc example -o example.h5", "the last year; then: gvc decompose example.h5"},
    {NULL, NULL},
};

const gvc_command gvc_command_example = {
    .name = "example",
    .group = "tables",
    .summary = "write the table that ships with gvc",
    .usage = "example -o TABLE.h5 [OPTION]...",
    .details = "A small stylised world, balanced to the last digit, for first steps and for tests. "
               "It is made up: no number in it is a statistic of a real country.",
    .options = options,
    .examples = examples,
    .run = run,
};
