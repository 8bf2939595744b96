/* output.c - where a result goes, how it looks there, and the record of how it was made */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"

/* Rows of a table that fit on a terminal with what stood there before still in sight. */
enum { TERMINAL_ROWS = 40 };

static bool colored(const gvc_settings *set, bool terminal)
{
    const char *none = getenv("NO_COLOR"), *kind = getenv("TERM");
    if (set->color != NULL && strcmp(set->color, "auto") != 0) {
        return strcmp(set->color, "always") == 0;
    }
    return terminal && (none == NULL || none[0] == '\0') &&
           (kind == NULL || strcmp(kind, "dumb") != 0);
}

int gvc_cli_target(gvc_app *app, const char **path, gvc_write_options *options)
{
    const gvc_settings *set = &app->set;
    bool terminal = isatty(STDOUT_FILENO) != 0;
    bool printed = set->output == NULL || strcmp(set->output, "-") == 0;
    *path = printed ? "-" : set->output;
    *options = (gvc_write_options)GVC_WRITE_OPTIONS_INIT;
    options->format = set->format;
    if (printed && set->format == NULL) {
        options->format = set->output == NULL && terminal ? "table" : "csv";
    }
    options->tidy = set->tidy;
    options->keep_zeros = set->keep_zeros;
    options->reproducible = set->reproducible;
    options->width = gvc_cli_width(STDOUT_FILENO);
    options->max_rows = printed && terminal ? TERMINAL_ROWS : 0;
    options->color = printed && colored(set, terminal);
    gvc_status s = gvc_result_can_write(app->ctx, *path, options);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

int gvc_cli_record(gvc_app *app, gvc_result *r, bool computed)
{
    gvc_status s = GVC_OK;
    const char *before = gvc_result_text(r, "history");
    char *history = before == NULL || before[0] == '\0'
                        ? gvc_cli_format("%s", app->line)
                        : gvc_cli_format("%s\n%s", before, app->line);
    char *json = computed ? gvc_cli_options_json(&app->set, app->command->options) : NULL;
    int code = GVC_EXIT_DONE;
    if (history == NULL || (computed && json == NULL)) {
        code = gvc_cli_nomem(app);
        goto done;
    }
    if (computed) {
        s = gvc_result_set_text(app->ctx, r, "command_line", app->line);
        s = s == GVC_OK ? gvc_result_set_text(app->ctx, r, "options", json) : s;
    }
    s = s == GVC_OK ? gvc_result_set_text(app->ctx, r, "history", history) : s;
    code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
done:
    free(history);
    free(json);
    return code;
}
