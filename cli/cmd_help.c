/* cmd_help.c - gvc help: the list of commands, or one command explained */
#include "app.h"

static int run(gvc_app *app)
{
    const gvc_list *files = &app->set.files;
    if (files->count == 0) {
        gvc_cli_help_program(stdout);
        return GVC_EXIT_DONE;
    }
    for (size_t i = 0; i < files->count; i++) {
        const gvc_command *c = gvc_cli_command(files->items[i]);
        if (c == NULL) {
            const char *near = gvc_cli_near_command(files->items[i]);
            return near == NULL ? gvc_cli_usage(app, "no command '%s'; 'gvc help' lists them",
                                                files->items[i])
                                : gvc_cli_usage(app, "no command '%s'; did you mean %s?",
                                                files->items[i], near);
        }
        gvc_cli_help_command(stdout, c, true);
    }
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
