/* figure.c - options of gvc plot: sizes, colours, names */
#include "figure.h"

#include <stdlib.h>
#include <string.h>

/* A letter is 2 mm high; nobody prints a metre. */
static int check_size(gvc_app *app, const char *text, const gvc_figure_style *style)
{
    static const double least = 20 / 25.4, most = 1000 / 25.4;
    bool good = style->width >= least && style->width <= most &&
                (style->height == 0 || (style->height >= least && style->height <= most));
    return good ? GVC_EXIT_DONE
                : gvc_cli_usage(app, "--size: '%s' is not between 20 and 1000 mm a side", text);
}

/* "90mm", "90x65mm", "3.5x2.5in", "9x6.5cm", "1063x768px" (at the 300 dots an inch of .png). */
static int read_size(gvc_app *app, const char *text, gvc_figure_style *style)
{
    static const struct {
        const char *unit;
        double per_inch;
    } units[] = {{"mm", 25.4}, {"cm", 2.54}, {"in", 1}, {"px", 300}, {"pt", 72}};
    char *end = NULL;
    bool hexadecimal = text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
    double wide = hexadecimal ? 0 : strtod(text, &end), high = 0;
    bool good = wide > 0 && end != text;
    if (good && *end == 'x') {
        const char *start = end + 1;
        high = strtod(start, &end);
        good = end != start && high > 0;
    }
    for (size_t i = 0; good && i < sizeof units / sizeof *units; i++) {
        if (strcmp(end, units[i].unit) == 0) {
            style->width = wide / units[i].per_inch;
            style->height = high / units[i].per_inch;
            return check_size(app, text, style);
        }
    }
    return gvc_cli_usage(app, "--size: '%s' is not a size such as 90mm, 90x65mm or 3.5x2.5in",
                         text);
}

static int read_log(gvc_app *app, gvc_figure_options *o)
{
    for (size_t i = 0; i < app->set.log.count; i++) {
        const char *axis = app->set.log.items[i];
        bool *at = strcmp(axis, "x") == 0       ? &o->log_x
                   : strcmp(axis, "y") == 0     ? &o->log_y
                   : strcmp(axis, "color") == 0 ? &o->log_size
                                                : NULL;
        if (at == NULL) {
            return gvc_cli_usage(app, "--log: '%s' is not one of x, y, color", axis);
        }
        *at = true;
    }
    return GVC_EXIT_DONE;
}

/* With or without the #, which a shell may take for a comment. */
static int read_colors(gvc_app *app, gvc_figure_request *out)
{
    const gvc_list *given = &app->set.colors;
    if (given->count == 0) {
        return GVC_EXIT_DONE;
    }
    out->colors = calloc(given->count + 1, sizeof *out->colors);
    for (size_t i = 0; out->colors != NULL && i < given->count; i++) {
        const char *text = given->items[i] + (given->items[i][0] == '#');
        if (strlen(text) != 6 || strspn(text, "0123456789abcdefABCDEF") != 6) {
            return gvc_cli_usage(app, "--colors: '%s' is not a colour such as 0072B2",
                                 given->items[i]);
        }
        out->colors[i] = gvc_cli_format("#%s", text);
        if (out->colors[i] == NULL) {
            return gvc_cli_nomem(app);
        }
    }
    out->style.colors = (const char *const *)out->colors;
    return out->colors == NULL ? gvc_cli_nomem(app) : GVC_EXIT_DONE;
}

/* --label CODE=NAME stands before those of --labels FILE, so that it wins. */
static int read_names(gvc_app *app, gvc_figure_request *out)
{
    const gvc_list *given = &app->set.names;
    const gvc_groups *file = &app->set.file_names;
    size_t count = given->count, at = 0;
    for (size_t k = 0; k < file->count; k++) {
        count += file->members[k].count;
    }
    out->names = calloc(count + 1, sizeof *out->names);
    out->codes = calloc(given->count + 1, sizeof *out->codes);
    if (out->names == NULL || out->codes == NULL) {
        return gvc_cli_nomem(app);
    }
    for (; at < given->count; at++) {
        const char *equals = strchr(given->items[at], '=');
        if (equals == NULL || equals == given->items[at] || equals[1] == '\0') {
            return gvc_cli_usage(app,
                                 "--label: '%s' is not CODE=NAME; names with a comma go into "
                                 "a file (--labels)",
                                 given->items[at]);
        }
        out->codes[at] = gvc_cli_format("%.*s", (int)(equals - given->items[at]), given->items[at]);
        out->names[at] = (gvc_figure_name){out->codes[at], equals + 1};
        out->code_count++;
        if (out->codes[at] == NULL) {
            return gvc_cli_nomem(app);
        }
    }
    for (size_t k = 0; k < file->count; k++) {
        for (size_t i = 0; i < file->members[k].count; i++) {
            out->names[at++] = (gvc_figure_name){file->members[k].items[i], file->names[k]};
        }
    }
    out->options.names = out->names;
    out->options.name_count = (gvc_idx)count;
    return GVC_EXIT_DONE;
}

int gvc_cli_figure_request(gvc_app *app, gvc_figure_request *out)
{
    const gvc_settings *set = &app->set;
    *out = (gvc_figure_request){.options = GVC_FIGURE_OPTIONS_INIT, .style = GVC_FIGURE_STYLE_INIT};
    gvc_figure_options *o = &out->options;
    o->kind = set->kind;
    o->terms = set->terms.count > 0 ? (const char *const *)set->terms.items : NULL;
    o->share = set->share;
    o->x = set->x;
    o->y = set->y;
    o->top = set->top;
    o->title = set->title;
    o->xlabel = set->xlabel;
    o->ylabel = set->ylabel;
    o->source = set->caption_source;
    out->style.decimal = set->decimal[0];
    out->style.bare = set->bare;
    int code = set->size == NULL ? GVC_EXIT_DONE : read_size(app, set->size, &out->style);
    code = code == GVC_EXIT_DONE ? read_log(app, o) : code;
    code = code == GVC_EXIT_DONE ? read_colors(app, out) : code;
    code = code == GVC_EXIT_DONE ? gvc_cli_names_ready(app) : code;
    return code == GVC_EXIT_DONE ? read_names(app, out) : code;
}

void gvc_cli_figure_free(gvc_figure_request *request)
{
    for (size_t i = 0; i < request->code_count; i++) {
        free(request->codes[i]);
    }
    for (size_t i = 0; request->colors != NULL && request->colors[i] != NULL; i++) {
        free(request->colors[i]);
    }
    free(request->codes);
    free(request->colors);
    free(request->names);
}
