/* manual.c - the pages of the manual: which there are, and each as the source of scdoc(5)
 *
 * A page of every command, gvc-NAME(1), of every format, gvc-NAME(5), of every topic, gvc-NAME(7),
 * and gvc(1). Two pages are written by hand, gvc-table(5) and gvc-result(5) in doc/. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"

const char *gvc_cli_format_page(const gvc_format_info *f, char *name, size_t size)
{
    static const char *const by_hand[] = {"table", "result"};
    bool taken = strcmp(f->name, by_hand[0]) == 0 || strcmp(f->name, by_hand[1]) == 0;
    snprintf(name, size, "gvc-%s%s", f->name, taken ? "-format" : "");
    return name;
}

static const gvc_format_info *format_of(const gvc_format_info *const *all, const char *page)
{
    for (char name[64]; *all != NULL; all++) {
        if (strcmp(gvc_cli_format_page(*all, name, sizeof name), page) == 0) {
            return *all;
        }
    }
    return NULL;
}

static void see_commands(FILE *out)
{
    const char *group = "";
    for (const gvc_command *const *c = gvc_cli_commands(); *c != NULL; c++) {
        if (strcmp((*c)->group, group) != 0) {
            group = (*c)->group;
            fprintf(out, "## %s\n\n", group);
        }
        fprintf(out, "*gvc-%s*(1)\n\t", (*c)->name);
        gvc_cli_scd_text(out, (*c)->summary);
        fputs("\n\n", out);
    }
}

static void see_formats(FILE *out, const char *title, const gvc_format_info *const *all)
{
    fprintf(out, "## %s\n\n", title);
    for (char name[64]; *all != NULL; all++) {
        fprintf(out, "*%s*(5)\n\t", gvc_cli_format_page(*all, name, sizeof name));
        gvc_cli_scd_text(out, (*all)->summary);
        fputs("\n\n", out);
    }
}

static void page_program(FILE *out)
{
    const gvc_topic *t;
    fputs("# NAME\n\ngvc - global value chains from multi-region input-output tables\n\n"
          "# SYNOPSIS\n\n",
          out);
    gvc_cli_scd_usage(out, "gvc COMMAND [FILE]... [OPTION]...");
    fputs("\n\n# DESCRIPTION\n", out);
    gvc_cli_scd_topic(out, gvc_cli_topic("first-steps"), "##");
    fputs("\n# COMMANDS\n\n", out);
    see_commands(out);
    fputs("# TOPICS\n\n", out);
    for (size_t i = 0; (t = gvc_cli_topic_at(i)) != NULL; i++) {
        fprintf(out, "*gvc-%s*(7)\n\t", t->name);
        gvc_cli_scd_text(out, t->lines[0]);
        fputs("\n\n", out);
    }
    fputs("# FORMATS\n\n", out);
    see_formats(out, "tables that can be read", gvc_format_list());
    see_formats(out, "results that can be written", gvc_writer_list());
    fputs("# MESSAGES, EXIT STATUS, ENVIRONMENT\n", out);
    gvc_cli_scd_topic(out, gvc_cli_topic("messages"), "##");
    fputs("\n# SEE ALSO\n\n*gvc-table*(5), *gvc-result*(5)\n", out);
}

static void page_topic(FILE *out, const gvc_topic *t)
{
    fprintf(out, "# NAME\n\ngvc-%s - ", t->name);
    gvc_cli_scd_text(out, t->lines[0]);
    fputs("\n\n# DESCRIPTION\n", out);
    gvc_cli_scd_topic(out, t, "#");
    fprintf(out, "\n# SEE ALSO\n\n*gvc*(1)\n");
}

static void begin(const char *name, char section)
{
    printf("\f%s.%c\n%s(%c) \"gvc %s\"\n\n", name, section, name, section, gvc_version());
}

static void pages_of_formats(void)
{
    char name[64];
    for (const gvc_format_info *const *f = gvc_format_list(); *f != NULL; f++) {
        begin(gvc_cli_format_page(*f, name, sizeof name), '5');
        gvc_cli_page_format(stdout, *f, format_of(gvc_writer_list(), name));
    }
    for (const gvc_format_info *const *f = gvc_writer_list(); *f != NULL; f++) {
        if (format_of(gvc_format_list(), gvc_cli_format_page(*f, name, sizeof name)) == NULL) {
            begin(name, '5');
            gvc_cli_page_format(stdout, NULL, *f);
        }
    }
}

int gvc_cli_manual(gvc_app *app)
{
    char name[64];
    (void)app;
    begin("gvc", '1');
    page_program(stdout);
    for (const gvc_command *const *c = gvc_cli_commands(); *c != NULL; c++) {
        snprintf(name, sizeof name, "gvc-%s", (*c)->name);
        begin(name, '1');
        gvc_cli_page_command(stdout, *c);
    }
    pages_of_formats();
    for (size_t i = 0; gvc_cli_topic_at(i) != NULL; i++) {
        snprintf(name, sizeof name, "gvc-%s", gvc_cli_topic_at(i)->name);
        begin(name, '7');
        page_topic(stdout, gvc_cli_topic_at(i));
    }
    return GVC_EXIT_DONE;
}
