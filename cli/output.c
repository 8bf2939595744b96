/* output.c - where a result goes, how it looks there, and the record of how it was made */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "app.h"

/* A table on a terminal shows as many rows as the window, but not fewer than LEAST_ROWS, and none
 * is cut for the sake of a few. AROUND: lines for caption, header, the line below, the prompt. */
enum { LEAST_ROWS = 40, FEW_ROWS = 10, AROUND = 6 };

static bool colored(const gvc_settings *set, bool terminal)
{
    const char *none = getenv("NO_COLOR"), *kind = getenv("TERM");
    if (set->color != NULL && strcmp(set->color, "auto") != 0) {
        return strcmp(set->color, "always") == 0;
    }
    return terminal && (none == NULL || none[0] == '\0') &&
           (kind == NULL || strcmp(kind, "dumb") != 0);
}

bool gvc_cli_writes(const char *writer, const char *path, const char *format)
{
    if (format != NULL) {
        return strcmp(format, writer) == 0;
    }
    const gvc_format_info *const *info = gvc_writer_list();
    while (*info != NULL && strcmp((*info)->name, writer) != 0) {
        info++;
    }
    const char *name = gvc_cli_base(path);
    size_t length = strlen(name);
    for (const char *suffix = *info == NULL ? "" : (*info)->suffixes; *suffix != '\0';) {
        size_t tail = strcspn(suffix, " ");
        if (length > tail + 1 && name[length - tail - 1] == '.' &&
            strncasecmp(name + length - tail, suffix, tail) == 0) {
            return true;
        }
        suffix += tail + strspn(suffix + tail, " ");
    }
    return false;
}

int gvc_cli_target(gvc_app *app, const char **path, gvc_write_options *options)
{
    const gvc_settings *set = &app->set;
    bool terminal = isatty(STDOUT_FILENO) != 0;
    bool printed = set->output == NULL || strcmp(set->output, "-") == 0;
    *path = printed ? "-" : set->output;
    *options = (gvc_write_options)GVC_WRITE_OPTIONS_INIT;
    options->format = set->format;
    if (printed && set->format == NULL) {
        options->format = set->output == NULL && terminal ? "table" : "csv";
    }
    options->tidy = set->tidy;
    options->keep_zeros = set->keep_zeros;
    options->ascending = set->sort != NULL && set->sort[0] == '-';
    options->sort = set->sort == NULL ? NULL : set->sort + (options->ascending ? 1 : 0);
    options->top = set->top_rows;
    options->reproducible = set->reproducible;
    options->width = gvc_cli_width(STDOUT_FILENO);
    options->max_rows = printed && terminal ? LEAST_ROWS : 0;
    options->color = printed && colored(set, terminal);
    gvc_status s = gvc_result_can_write(app->ctx, *path, options);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    if (set->keep_zeros && !set->tidy) {
        return gvc_cli_usage(app, "--keep-zeros is about the rows of --tidy; add --tidy");
    }
    if (set->tidy && !gvc_cli_writes("hdf5", *path, options->format)) {
        return gvc_cli_usage(app, "--tidy adds a data frame to HDF5; other formats are data frames "
                                  "already: leave it out, or write -o FILE.h5");
    }
    return GVC_EXIT_DONE;
}

/* Rows of the result, counted up to `most`. */
static gvc_idx count_rows(const gvc_result *r, gvc_idx most)
{
    gvc_idx rows = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r) && rows < most; cell++) {
        rows += gvc_result_is_row(r, cell);
    }
    return rows;
}

void gvc_cli_warn_of_no_rows(gvc_app *app, const gvc_result *r)
{
    bool lists_cells = gvc_result_text(r, "rows") != NULL; /* none: none differs */
    if (!lists_cells && count_rows(r, 1) == 0) {
        const gvc_settings *set = &app->set;
        gvc_cli_say(app, "warning: no rows: %s",
                    gvc_cli_has_filter(set)
                        ? "the filters (--exporter, --sector, --importer, ...) have none in common"
                        : "the table has no other country to export to");
    }
}

static void fit_rows(const gvc_result *r, gvc_write_options *options)
{
    gvc_idx fit = gvc_cli_height(STDOUT_FILENO) - AROUND;
    fit = fit < LEAST_ROWS ? LEAST_ROWS : fit;
    bool by_country = gvc_result_ndims(r) <= 2;
    bool all =
        options->max_rows == 0 || by_country || count_rows(r, fit + FEW_ROWS) < fit + FEW_ROWS;
    options->max_rows = all ? 0 : fit;
}

int gvc_cli_write(gvc_app *app, const gvc_result *r, const char *path, gvc_write_options *options)
{
    gvc_cli_progress_clear(app);
    gvc_cli_warn_of_no_rows(app, r);
    fit_rows(r, options);
    if (gvc_cli_stopped()) {
        return gvc_cli_wrong(app, "interrupted; nothing was written");
    }
    gvc_status s = gvc_result_write(app->ctx, r, path, options);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    app->written = strcmp(path, "-") == 0 ? NULL : path;
    return GVC_EXIT_DONE;
}

int gvc_cli_record(gvc_app *app, gvc_result *r, bool computed)
{
    gvc_status s = GVC_OK;
    const char *before = gvc_result_text(r, "history");
    char *history = before == NULL || before[0] == '\0'
                        ? gvc_cli_format("%s", app->line)
                        : gvc_cli_format("%s\n%s", before, app->line);
    char *json = computed ? gvc_cli_options_json(&app->set, app->command->options) : NULL;
    int code = GVC_EXIT_DONE;
    if (history == NULL || (computed && json == NULL)) {
        code = gvc_cli_nomem(app);
        goto done;
    }
    if (computed) {
        s = gvc_result_set_text(app->ctx, r, "command_line", app->line);
        s = s == GVC_OK ? gvc_result_set_text(app->ctx, r, "options", json) : s;
    }
    s = s == GVC_OK ? gvc_result_set_text(app->ctx, r, "history", history) : s;
    code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
done:
    free(history);
    free(json);
    return code;
}
