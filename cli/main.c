/* main.c - finds the command, reads its options, runs it
 *
 * Exit codes: 0 done, 1 could not be done, 2 wrong usage, 3 a check failed under --strict, 130
 * interrupted (143 by SIGTERM, 129 by SIGHUP). */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app.h"

#define GVC_COMMAND(name) &gvc_command_##name,
static const gvc_command *const commands[] = {
#include "commands.def"
    NULL,
};
#undef GVC_COMMAND

const gvc_command *const *gvc_cli_commands(void)
{
    return commands;
}

const gvc_command *gvc_cli_command(const char *name)
{
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}

const char *gvc_cli_near_command(const char *name)
{
    const char *names[sizeof commands / sizeof commands[0]];
    size_t count = 0;
    for (; commands[count] != NULL; count++) {
        names[count] = commands[count]->name;
    }
    return gvc_cli_near(name, names, count);
}

static int unknown_command(const char *name)
{
    const char *near = gvc_cli_near_command(name), *after = near == NULL ? "'" : "'; did you mean ";
    bool option = name[0] == '-';
    fputs(option ? "gvc: option '" : "gvc: no command '", stderr);
    gvc_cli_print(stderr, name, strlen(name));
    fprintf(stderr, "%s%s%s\ntry 'gvc -h'\n",
            option ? "' before a command; the command comes first" : after,
            option || near == NULL ? "" : near, option || near == NULL ? "" : "?");
    return GVC_EXIT_USAGE;
}

/* What was printed has arrived, or the exit code says that it has not. */
static int flushed(const char *command, int code)
{
    errno = 0;
    if (fflush(stdout) == 0 && ferror(stdout) == 0) {
        return code;
    }
    fprintf(stderr, "gvc %s: writing standard output: %s\n", command,
            errno == 0 ? "cannot be written" : strerror(errno));
    return code == GVC_EXIT_DONE ? GVC_EXIT_ERROR : code;
}

static int run(gvc_app *app, gvc_parsed parsed, const char *error)
{
    switch (parsed) {
    case GVC_PARSED_SHORT_HELP:
    case GVC_PARSED_LONG_HELP:
        gvc_cli_help_command(stdout, app->command, parsed == GVC_PARSED_LONG_HELP);
        if (app->inner != NULL) {
            printf("\nand the options of 'gvc %s -h', which each table is done with\n",
                   app->inner->name);
        }
        return GVC_EXIT_DONE;
    case GVC_PARSED_WRONG:
        return gvc_cli_usage(app, "%s", error);
    case GVC_PARSED_NOMEM:
        return gvc_cli_nomem(app);
    case GVC_PARSED:
        break;
    }
    if (gvc_ctx_new(&app->ctx) != GVC_OK) {
        return gvc_cli_nomem(app);
    }
    int code = gvc_cli_ready(app);
    if (code == GVC_EXIT_DONE) {
        code = app->command->run(app);
    }
    gvc_cli_progress_clear(app);
    code = gvc_cli_stopped_code(app, code);
    gvc_ctx_free(app->ctx);
    return code;
}

/* A word that chose the options is part of the command's name: "batch decompose". */
static int parse_and_run(gvc_app *app, int argc, char **argv)
{
    const gvc_option *const *options = app->command->options;
    char *line = NULL, *error = NULL, *name = NULL, **words = NULL;
    bool taken = false;
    int code = GVC_EXIT_DONE;
    if (app->command->choose != NULL) {
        code = app->command->choose(app, argc > 1 ? argv[1] : NULL, &options, &taken);
    }
    if (code == GVC_EXIT_DONE && taken) {
        words = calloc((size_t)argc, sizeof *words);
        name = gvc_cli_format("%s %s", argv[0], argv[1]);
        if (words == NULL || name == NULL) {
            code = gvc_cli_nomem(app);
        } else {
            memcpy(words + 1, argv + 2, (size_t)(argc - 2) * sizeof *words);
            words[0] = name;
        }
    }
    if (code == GVC_EXIT_DONE) {
        gvc_parsed parsed = gvc_cli_parse(&app->set, options, taken ? argc - 1 : argc,
                                          taken ? words : argv, &line, &error);
        app->line = line;
        code = run(app, parsed, error);
    }
    gvc_cli_settings_free(&app->set);
    free(app->options);
    free(words);
    free(name);
    free(line);
    free(error);
    return code;
}

int main(int argc, char **argv)
{
    /* A file beyond the limit of the shell is then an error of writing like any other. */
    signal(SIGXFSZ, SIG_IGN);
    const char *name = argc < 2 ? "help" : argv[1];
    if (argc < 2 || strcmp(name, "-h") == 0 || strcmp(name, "--help") == 0) {
        gvc_cli_help_program(stdout);
        return flushed("help", GVC_EXIT_DONE);
    }
    gvc_app app = {.argv = argv};
    app.command = gvc_cli_command(strcmp(name, "--version") == 0 ? "version" : name);
    if (app.command == NULL) {
        return unknown_command(name);
    }
    int code = flushed(app.command->name, parse_and_run(&app, argc - 1, argv + 1));
    if (!gvc_blas_has_room()) { /* BLAS would wait for ever for a thread that asks for memory */
        fflush(NULL);
        _exit(code);
    }
    return code;
}
