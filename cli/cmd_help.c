/* cmd_help.c - gvc help: the list of commands and topics, or one of them explained */
#include <string.h>

#include "pages.h"

enum { MOST_NAMES = 128 };

/* What the build and the shells ask for; not shown in the help. */
static const struct {
    const char *word;
    int (*print)(gvc_app *app);
} prints[] = {
    {"manual", gvc_cli_manual},
    {"examples", gvc_cli_examples},
    {"candidates", gvc_cli_candidates},
};

static const char *print_words(const gvc_settings *set, size_t i)
{
    (void)set;
    return i < sizeof prints / sizeof prints[0] ? prints[i].word : NULL;
}

static const gvc_option print = {
    "print", 0, GVC_OPTION_WORD, true, offsetof(gvc_settings, print), "WHAT", print_words, NULL,
};

static int unknown(gvc_app *app, const char *name)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    while (count < MOST_NAMES && (names[count] = gvc_cli_help_names(NULL, count)) != NULL) {
        count++;
    }
    const char *near = gvc_cli_near(name, names, count);
    return near == NULL
               ? gvc_cli_usage(
                     app, "no command, topic or column '%s'; 'gvc help' lists commands and topics",
                     name)
               : gvc_cli_usage(app, "no command, topic or column '%s'; did you mean %s?", name,
                               near);
}

/* "batch", or "batch merge": a word of the command's usage behind its name. */
static bool is_part(const gvc_command *c, const gvc_list *words)
{
    return words->count == 1 || (words->count == 2 && strstr(c->usage, words->items[1]) != NULL);
}

static int run(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    for (size_t i = 0; set->print != NULL && print_words(NULL, i) != NULL; i++) {
        if (strcmp(print_words(NULL, i), set->print) == 0) {
            return prints[i].print(app);
        }
    }
    if (set->files.count == 0) {
        gvc_cli_help_program(stdout);
        return GVC_EXIT_DONE;
    }
    const gvc_command *c = gvc_cli_command(set->files.items[0]);
    if (c != NULL && is_part(c, &set->files)) {
        gvc_cli_help_command(stdout, c, true);
        return GVC_EXIT_DONE;
    }
    const char *name = gvc_cli_file(app, "command or topic");
    if (name == NULL) {
        return GVC_EXIT_USAGE;
    }
    const gvc_topic *t = gvc_cli_topic(name);
    if (t == NULL && !gvc_cli_print_column(name)) {
        return unknown(app, name);
    }
    if (t != NULL) {
        gvc_cli_print_topic(stdout, t);
    }
    return GVC_EXIT_DONE;
}

static const gvc_option *const options[] = {&print, &gvc_option_help, NULL};

static const gvc_example examples[] = {
    {"gvc help decompose", "a command, with its options and examples"},
    {"gvc help double-counting", "a topic: what gross exports count twice, with an example"},
    {"gvc help fva", "a column of results: what it says, and which measures have it"},
    {NULL, NULL},
};

const gvc_command gvc_command_help = {
    .name = "help",
    .group = "about",
    .summary = "commands, topics and columns explained, with examples",
    .usage = "help [COMMAND|TOPIC|COLUMN]",
    .options = options,
    .examples = examples,
    .names = gvc_cli_help_names,
    .run = run,
};
