/* app.c - messages with the command's name in front, and the context as the options want it */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"

static void line(gvc_app *app, const char *word, const char *text)
{
    gvc_cli_progress_clear(app);
    fprintf(stderr, "gvc %s: %s", app->command->name, word);
    gvc_cli_print(stderr, text, strlen(text));
    fputc('\n', stderr);
}

static void message(gvc_app *app, const char *format, va_list args)
{
    char *text = gvc_cli_vformat(format, args);
    line(app, "", text == NULL ? "out of memory" : text);
    free(text);
}

int gvc_cli_usage(gvc_app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    message(app, format, args);
    va_end(args);
    fprintf(stderr, "try 'gvc %s -h'\n", app->command->name);
    return GVC_EXIT_USAGE;
}

int gvc_cli_wrong(gvc_app *app, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    message(app, format, args);
    va_end(args);
    return GVC_EXIT_ERROR;
}

int gvc_cli_failed(gvc_app *app, gvc_status status)
{
    if (status == GVC_EARG) {
        return gvc_cli_usage(app, "%s", gvc_ctx_error(app->ctx));
    }
    if (status == GVC_ENOMEM && app->set.memory.text != NULL) {
        return gvc_cli_wrong(app, "%s (now %s)", gvc_ctx_error(app->ctx), app->set.memory.text);
    }
    gvc_cli_wrong(app, "%s", gvc_ctx_error(app->ctx));
    return status == GVC_ECANCELLED ? GVC_EXIT_INTERRUPTED : GVC_EXIT_ERROR;
}

int gvc_cli_nomem(gvc_app *app)
{
    return gvc_cli_wrong(app, "out of memory");
}

void gvc_cli_say(gvc_app *app, const char *format, ...)
{
    if (!app->set.quiet) {
        va_list args;
        va_start(args, format);
        message(app, format, args);
        va_end(args);
    }
}

void gvc_cli_log(gvc_level level, const char *text, void *user)
{
    static const char *const words[] = {"error: ", "warning: ", "", ""};
    gvc_app *app = user;
    if (level == GVC_WARN && app->shows != NULL && !app->shows(app, text)) {
        return;
    }
    line(app, words[level], text);
}

int gvc_cli_ready(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    gvc_level level = GVC_WARN;
    if (set->quiet) {
        level = GVC_ERROR;
    } else if (set->verbose > 0) {
        level = set->verbose > 1 ? GVC_DEBUG : GVC_INFO;
    }
    gvc_ctx_set_log(app->ctx, level, gvc_cli_log, app);
    gvc_ctx_set_memory_limit(app->ctx, set->memory.bytes);
    gvc_status s = gvc_ctx_set_threads(app->ctx, gvc_cli_threads(set));
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    gvc_cli_progress_start(app);
    return GVC_EXIT_DONE;
}

const char *gvc_cli_file(gvc_app *app, const char *what)
{
    const gvc_list *files = &app->set.files;
    if (files->count == 0) {
        gvc_cli_usage(app, "no %s given", what);
        return NULL;
    }
    if (files->count > 1) {
        gvc_cli_usage(app, "one %s at a time, got '%s' and '%s'", what, files->items[0],
                      files->items[1]);
        return NULL;
    }
    return files->items[0];
}
