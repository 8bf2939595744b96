/* groups.c - files of groups of countries, as --groups takes them; stands for the rest of the
 * program, whose messages go nowhere */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"
#include "fuzz.h"

int gvc_cli_wrong(gvc_app *app, const char *format, ...)
{
    char text[4096];
    va_list args;
    (void)app;
    va_start(args, format);
    int length = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    if (length <= 0) {
        fuzz_wrong("a failure without a word");
    }
    return GVC_EXIT_ERROR;
}

int gvc_cli_nomem(gvc_app *app)
{
    (void)app;
    return GVC_EXIT_ERROR;
}

int gvc_cli_failed(gvc_app *app, gvc_status status)
{
    (void)app;
    (void)status;
    return GVC_EXIT_ERROR;
}

void gvc_cli_say(gvc_app *app, const char *format, ...)
{
    (void)app;
    (void)format;
}

const gvc_filter gvc_cli_filters[] = {{0}};

const gvc_list *gvc_cli_filter_list(const gvc_settings *set, const gvc_filter *filter)
{
    (void)filter;
    return &set->exporter;
}

const char *gvc_cli_filter_option(const gvc_app *app, const gvc_filter *filter)
{
    (void)app;
    return filter->key;
}

static void check_groups(const gvc_groups *g)
{
    size_t members = 0;
    for (size_t k = 0; k < g->count; k++) {
        if (g->names[k][0] == '\0' || g->members[k].count == 0) {
            fuzz_wrong("group %zu is empty", k);
        }
        members += g->members[k].count;
    }
    if (members == 0) {
        fuzz_wrong("no group");
    }
}

void fuzz_groups(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    static fuzz_folder folder;
    static gvc_app app;
    char path[FUZZ_PATH];
    (void)t;
    if (!fuzz_unfold(&folder, bytes, size)) {
        return;
    }
    fuzz_path(&folder, path);
    app = (gvc_app){.set = {.groups_file = path, .sector_groups_file = path}};
    if (gvc_cli_groups_ready(&app) == GVC_EXIT_DONE) {
        gvc_idx count = 0;
        check_groups(&app.set.groups);
        check_groups(&app.set.sector_groups);
        free(gvc_cli_sector_groups(&app.set, &count));
    }
    gvc_cli_groups_free(&app.set.groups);
    gvc_cli_groups_free(&app.set.sector_groups);
    fuzz_remove(&folder);
}
