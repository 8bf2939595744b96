/* cmd_formats.c - gvc formats: what can be read and written */
#include <string.h>

#include "app.h"

static void print_all(const char *title, const gvc_format_info *const *all)
{
    printf("%s\n", title);
    for (size_t i = 0; all[i] != NULL; i++) {
        int used = printf("  %-14s ", all[i]->name);
        const char *suffixes = all[i]->suffixes;
        bool some = suffixes != NULL && suffixes[0] != '\0';
        char text[512];
        snprintf(text, sizeof text, "%s%s%s%s", all[i]->summary, some ? " (" : "",
                 some ? suffixes : "", some ? ")" : "");
        gvc_cli_wrap(stdout, text, 17, used);
    }
}

static bool print_one(const gvc_format_info *const *all, const char *what, const char *name)
{
    for (size_t i = 0; all[i] != NULL; i++) {
        if (strcmp(all[i]->name, name) == 0) {
            printf("%s (%s) - ", name, what);
            gvc_cli_wrap(stdout, all[i]->summary, 2, (int)(strlen(name) + strlen(what)) + 6);
            if (all[i]->details != NULL && all[i]->details[0] != '\0') {
                fputc('\n', stdout);
                gvc_cli_wrap(stdout, all[i]->details, 0, 0);
            }
            return true;
        }
    }
    return false;
}

static int run(gvc_app *app)
{
    const gvc_list *files = &app->set.files;
    const gvc_format_info *const *readers = gvc_format_list(), *const *writers = gvc_writer_list();
    if (files->count == 0) {
        print_all("tables that can be read (plain, .gz, .xz, or inside .zip)", readers);
        print_all("\nresults that can be written (suffixes that pick the writer)", writers);
        fputs("\n'gvc formats NAME' says what such a file looks like.\n", stdout);
        return GVC_EXIT_DONE;
    }
    for (size_t i = 0; i < files->count; i++) {
        bool read = print_one(readers, "read", files->items[i]);
        bool written = print_one(writers, "written", files->items[i]);
        if (!read && !written) {
            return gvc_cli_usage(app, "no format '%s'; 'gvc formats' lists them", files->items[i]);
        }
    }
    return GVC_EXIT_DONE;
}

static const gvc_option *const options[] = {&gvc_option_help, NULL};

static const gvc_example examples[] = {
    {"gvc formats icio-csv", "how a headerless table must look, and which lists it needs"},
    {NULL, NULL},
};

static const char *names(const gvc_settings *set, size_t i)
{
    (void)set;
    for (const gvc_format_info *const *f = gvc_format_list(); *f != NULL; f++, i--) {
        if (i == 0) {
            return (*f)->name;
        }
    }
    for (const gvc_format_info *const *f = gvc_writer_list(); *f != NULL; f++, i--) {
        if (i == 0) {
            return (*f)->name;
        }
    }
    return NULL;
}

const gvc_command gvc_command_formats = {
    .name = "formats",
    .group = "about",
    .summary = "the formats of tables that can be read, and of results that can be written",
    .usage = "formats [NAME]...",
    .options = options,
    .examples = examples,
    .names = names,
    .run = run,
};
