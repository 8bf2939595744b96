/* cmd_help.c - gvc help: the list of commands, or one command explained */
#include "app.h"

static int run(gvc_app *app)
{
    if (app->set.files.count == 0) {
        gvc_cli_help_program(stdout);
        return GVC_EXIT_DONE;
    }
    const char *name = gvc_cli_file(app, "command");
    if (name == NULL) {
        return GVC_EXIT_USAGE;
    }
    const gvc_command *c = gvc_cli_command(name);
    if (c == NULL) {
        const char *near = gvc_cli_near_command(name);
        return near == NULL ? gvc_cli_usage(app, "no command '%s'; 'gvc help' lists them", name)
                            : gvc_cli_usage(app, "no command '%s'; did you mean %s?", name, near);
    }
    gvc_cli_help_command(stdout, c, true);
    return GVC_EXIT_DONE;
}

static const gvc_option *const options[] = {&gvc_option_help, NULL};

const gvc_command gvc_command_help = {
    .name = "help",
    .group = "about",
    .summary = "the list of commands, or one command explained with examples",
    .usage = "help [COMMAND]",
    .options = options,
    .run = run,
};
