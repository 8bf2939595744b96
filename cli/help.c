/* help.c - help out of the records of commands and options */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "pages.h"

enum { NARROWEST = 40, WIDEST_HELP = 100, USUAL = 80, OPTION_COLUMN = 27 };

int gvc_cli_width(int descriptor)
{
    const char *columns = getenv("COLUMNS");
    long width = columns == NULL ? 0 : strtol(columns, NULL, 10);
    struct winsize size;
    if (width <= 0 && ioctl(descriptor, TIOCGWINSZ, &size) == 0) {
        width = size.ws_col;
    }
    if (width <= 0 || width > 10000) {
        return USUAL;
    }
    return width < NARROWEST ? NARROWEST : (int)width;
}

int gvc_cli_height(int descriptor)
{
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

/* Writes the words of one paragraph. */
static void wrap_line(FILE *out, const char *text, size_t length, int indent, int at, int width)
{
    const char *end = text + length;
    bool first = true;
    while (text < end) {
        size_t word = strcspn(text, " \n");
        word = word > (size_t)(end - text) ? (size_t)(end - text) : word;
        if (!first && at + 1 + (int)word > width) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
            first = true;
        }
        fprintf(out, "%s%.*s", first ? "" : " ", (int)word, text);
        at += (int)word + !first;
        first = false;
        text += word;
        while (text < end && *text == ' ') {
            text++;
        }
    }
}

void gvc_cli_wrap(FILE *out, const char *text, int indent, int at)
{
    int width = gvc_cli_width(fileno(out));
    width = width > WIDEST_HELP ? WIDEST_HELP : width;
    for (;;) {
        size_t length = strcspn(text, "\n");
        wrap_line(out, text, length, indent, at, width);
        fputc('\n', out);
        text += length;
        if (*text == '\0') {
            return;
        }
        text++;
        if (*text != '\n') {
            fprintf(out, "%*s", indent, "");
        }
        at = indent;
    }
}

void gvc_cli_help_program(FILE *out)
{
    fprintf(out,
            "gvc %s - global value chains from multi-region input-output tables\n\n"
            "usage: gvc COMMAND [FILE] [OPTION]...\n",
            gvc_version());
    const char *group = "";
    const gvc_command *const *commands = gvc_cli_commands();
    for (size_t i = 0; commands[i] != NULL; i++) {
        if (strcmp(commands[i]->group, group) != 0) {
            group = commands[i]->group;
            fprintf(out, "\n%s\n", group);
        }
        fprintf(out, "  %-10s ", commands[i]->name);
        gvc_cli_wrap(out, commands[i]->summary, 13, 13);
    }
    fputs("\ntopics\n", out);
    gvc_cli_print_topics(out);
    fputs("\n'gvc COMMAND -h' lists the options of a command, 'gvc help COMMAND' explains it, "
          "'gvc help\nTOPIC' a topic.\n",
          out);
}

static void print_option(FILE *out, const gvc_option *o)
{
    char head[64];
    int used = o->letter == 0 ? snprintf(head, sizeof head, "      --%s", o->name)
                              : snprintf(head, sizeof head, "  -%c, --%s", o->letter, o->name);
    if (o->argument != NULL && used > 0) {
        used += snprintf(head + used, sizeof head - (size_t)used, " %s", o->argument);
    }
    fputs(head, out);
    if (used >= OPTION_COLUMN) {
        fputc('\n', out);
        used = 0;
    }
    fprintf(out, "%*s", OPTION_COLUMN - used, "");
    if (o->choices == NULL) {
        gvc_cli_wrap(out, o->help, OPTION_COLUMN, OPTION_COLUMN);
        return;
    }
    char text[512];
    size_t length = 0;
    const char *choice;
    gvc_cli_add(text, sizeof text, &length, "%s: ", o->help);
    for (size_t i = 0; (choice = o->choices(NULL, i)) != NULL; i++) {
        bool first_of_many = i == 0 && o->kind == GVC_OPTION_CHOICE && o->choices(NULL, 1) != NULL;
        gvc_cli_add(text, sizeof text, &length, "%s%s%s", i == 0 ? "" : ", ", choice,
                    first_of_many ? " (default)" : "");
    }
    gvc_cli_wrap(out, text, OPTION_COLUMN, OPTION_COLUMN);
}

void gvc_cli_help_command(FILE *out, const gvc_command *c, bool details)
{
    fprintf(out, "gvc %s - ", c->name);
    gvc_cli_wrap(out, c->summary, 4, (int)strlen(c->name) + 7);
    fprintf(out, "\nusage: gvc %s\n\n", c->usage);
    if (details && c->details != NULL) {
        gvc_cli_wrap(out, c->details, 0, 0);
        fputc('\n', out);
    }
    fputs("options\n", out);
    for (size_t i = 0; c->options[i] != NULL; i++) {
        if (c->options[i]->help != NULL) {
            print_option(out, c->options[i]);
        }
    }
    if (details && c->examples != NULL) {
        fputs("\nexamples\n", out);
        for (const gvc_example *e = c->examples; e->command != NULL; e++) {
            fprintf(out, "  %s\n      ", e->command);
            gvc_cli_wrap(out, e->says, 6, 6);
        }
    }
}
