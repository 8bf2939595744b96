/* cmd_check.c - gvc check: does a table keep its accounts, and is it fit for the measures */
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"

/* NAMED: industries named of each kind; the rest is a number. MARGIN: column of the text behind a
 * title. */
enum { NAMED = 10, MARGIN = 24 };

static const gvc_option as_json = {
    "json",
    0,
    GVC_OPTION_FLAG,
    false,
    offsetof(gvc_settings, json),
    NULL,
    NULL,
    "one JSON object: every check with its level, value, limits and text",
};

static const char *mark_of(gvc_check_level level)
{
    return level == GVC_CHECK_ERROR ? " (!)" : level == GVC_CHECK_WARNING ? " (?)" : "";
}

/* A line of the report, broken at the width of the terminal. */
static int put(gvc_app *app, const char *title, const char *said, gvc_check_level level)
{
    char *text = gvc_cli_format("%s%s", said, mark_of(level));
    bool first = true;
    for (char *line = text, *end; text != NULL && line != NULL; first = false) {
        end = strchr(line, '\n');
        if (end != NULL) {
            *end++ = '\0';
        }
        gvc_cli_clean(line);
        printf("%-*s", MARGIN, first ? title : "");
        gvc_cli_wrap(stdout, line, MARGIN, MARGIN);
        line = end;
    }
    free(text);
    return text == NULL ? gvc_cli_nomem(app) : GVC_EXIT_DONE;
}

/* What hardly any table has is shown where there is some. */
static bool is_shown(const gvc_finding *f)
{
    return f->level != GVC_CHECK_FINE ||
           (strcmp(f->name, "stray_flows") != 0 && strcmp(f->name, "negative_output") != 0);
}

static int put_report(gvc_app *app, const gvc_table *t, const gvc_check *c)
{
    const char *title = "";
    const gvc_finding *f;
    char text[256];
    bool unusual = false;
    gvc_cli_describe_table(t, text, sizeof text);
    int code = put(app, "table", text, GVC_CHECK_FINE);
    for (gvc_idx i = 0; code == GVC_EXIT_DONE && (f = gvc_check_at(c, i)) != NULL; i++) {
        if (!is_shown(f)) {
            continue;
        }
        code = put(app, strcmp(f->title, title) == 0 ? "" : f->title, f->text, f->level);
        title = f->title;
        unusual = unusual || f->level == GVC_CHECK_WARNING;
    }
    if (code == GVC_EXIT_DONE && unusual) {
        puts("(?) unusual, though many published tables have some");
    }
    if (code == GVC_EXIT_DONE && gvc_check_worst(c) == GVC_CHECK_ERROR) {
        printf("(!) beyond tolerance; --strict makes it exit %d\n", GVC_EXIT_CHECK);
    }
    return code;
}

static json_t *number_or_null(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static int put_json(gvc_app *app, const char *path, const gvc_check *c)
{
    json_t *object = json_object(), *checks = json_array();
    const gvc_finding *f;
    json_object_set_new(object, "table", json_string(gvc_cli_base(path)));
    json_object_set_new(object, "level", json_string(gvc_check_level_name(gvc_check_worst(c))));
    for (gvc_idx i = 0; (f = gvc_check_at(c, i)) != NULL; i++) {
        json_t *one = json_object();
        json_object_set_new(one, "name", json_string(f->name));
        json_object_set_new(one, "level", json_string(gvc_check_level_name(f->level)));
        json_object_set_new(one, "value", number_or_null(f->value));
        json_object_set_new(one, "warning", number_or_null(f->warning));
        json_object_set_new(one, "error", number_or_null(f->error));
        json_object_set_new(one, "text", json_string(f->text));
        json_array_append_new(checks, one);
    }
    json_object_set_new(object, "checks", checks);
    char *text = json_dumps(object, JSON_INDENT(2) | JSON_REAL_PRECISION(12));
    json_decref(object);
    if (text == NULL) {
        return gvc_cli_nomem(app);
    }
    puts(text);
    free(text);
    return GVC_EXIT_DONE;
}

/* What the library warns of when it inverts stands in the report. */
static bool show_none(const gvc_app *app, const char *warning)
{
    (void)app;
    (void)warning;
    return false;
}

static int run(gvc_app *app)
{
    const char *path = gvc_cli_file(app, "table");
    if (path == NULL) {
        return GVC_EXIT_USAGE;
    }
    gvc_cli_kernel(app);
    gvc_table *t = NULL;
    gvc_check *c = NULL;
    int code = gvc_cli_read_table(app, &t, path, false);
    if (code == GVC_EXIT_DONE) {
        gvc_idx named = app->set.verbose > 0 ? gvc_table_count(t, GVC_INDUSTRY) : NAMED;
        app->shows = show_none;
        gvc_status s = gvc_table_check(app->ctx, &c, t, named, true);
        app->shows = NULL;
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    if (code == GVC_EXIT_DONE) {
        code = app->set.json ? put_json(app, path, c) : put_report(app, t, c);
    }
    if (code == GVC_EXIT_DONE && app->set.strict && gvc_check_worst(c) == GVC_CHECK_ERROR) {
        code = GVC_EXIT_CHECK;
    }
    gvc_check_free(c);
    gvc_table_free(t);
    return code;
}

static const gvc_option *const options[] = {
    &as_json,
    &gvc_option_year,
    &gvc_option_member,
    &gvc_option_threads,
    &gvc_option_memory,
    &gvc_option_strict,
    &gvc_option_quiet,
    &gvc_option_verbose,
    &gvc_option_progress,
    &gvc_option_help,
    NULL,
};

static const gvc_example examples[] = {
    {"gvc check wiot_2005.csv.gz", "balance, odd industries, and how well I - A can be inverted"},
    {"gvc check table.h5 --json", "the same for programs: levels, values and limits"},
    {"gvc check table.h5 --strict && echo sound", "for scripts: exit code 3 when something is off"},
    {NULL, NULL},
};

const gvc_command gvc_command_check = {
    .name = "check",
    .group = "tables",
    .summary = "accounting balance and odd industries of a table, by name",
    .usage = "check TABLE [OPTION]...",
    .details =
        "Compares sales and costs with stated output and world value added with world final use, "
        "names industries without output that sell or buy all the same, with output below 0, with "
        "negative value added or inputs above output, counts cells below 0 in and outside "
        "inventories, and tells whether the Leontief inverse exists and is accurate: the spectral "
        "radius of A must be below 1. Where little of final use is bought at home, labels or the "
        "order of columns are probably wrong.\n"
        "\nMarked with (!), which --strict turns into exit code 3: stated output or value added "
        "off "
        "by more than 0.01 of all output, flows without output or output below 0, a spectral "
        "radius of 1 or more, negative entries of the inverse. Marked with (?): a gap of more than "
        "0.001 of all output or of one industry, world accounts off by more than a millionth, "
        "negative value added, inputs at or above output, negative intermediate use or final use "
        "outside inventories, less than 0.3 of final use bought at home. -v names all industries "
        "instead of ten.",
    .options = options,
    .examples = examples,
    .run = run,
};
