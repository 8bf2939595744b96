/* table.c - reading a table as the options say, and naming one in a line */
#include <string.h>

#include "app.h"

int gvc_cli_read_table(gvc_app *app, gvc_table **out, const char *path, bool labels_only)
{
    const gvc_settings *set = &app->set;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    if (app->reads != NULL) {
        app->reads(app);
    }
    options.year = set->year;
    options.member = set->member;
    options.countries = set->countries;
    options.sectors = set->sectors;
    options.fd_countries = set->fd_countries;
    options.units = set->units;
    options.prices = set->prices;
    options.labels_only = labels_only;
    options.format = set->read_format;
    options.keep_splits = set->keep_splits;
    options.model = set->model == NULL ? 0 : set->model[0];
    options.valuation = set->valuation;
    options.satellite = set->accounts_file;
    options.missing_is_zero = set->missing != NULL && strcmp(set->missing, "zero") == 0;
    const char *const *paths = &path;
    gvc_idx count = 1;
    if (path == NULL) { /* all that were named */
        paths = (const char *const *)set->files.items;
        count = (gvc_idx)set->files.count;
    }
    gvc_status s = gvc_table_read_files(app->ctx, out, paths, count, &options);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

void gvc_cli_say_notes(gvc_app *app, const gvc_table *t, size_t skip)
{
    const char *notes = gvc_table_text(t, "source_notes");
    notes = notes == NULL || strlen(notes) < skip ? NULL : notes + skip;
    notes += notes != NULL && *notes == '\n';
    while (notes != NULL && *notes != '\0') {
        size_t length = strcspn(notes, "\n");
        gvc_cli_say(app, "%.*s", (int)length, notes);
        notes += length + (notes[length] == '\n');
    }
}

size_t gvc_cli_notes_length(const gvc_table *t)
{
    const char *notes = gvc_table_text(t, "source_notes");
    return notes == NULL ? 0 : strlen(notes);
}

static const char *plural(gvc_idx count)
{
    return count == 1 ? "" : "s";
}

void gvc_cli_describe_table(const gvc_table *t, char *text, size_t size)
{
    long long countries = gvc_table_count(t, GVC_COUNTRY), sectors = gvc_table_count(t, GVC_SECTOR),
              industries = gvc_table_count(t, GVC_INDUSTRY);
    char year[32] = "year unknown";
    if (gvc_table_year(t) != 0) {
        snprintf(year, sizeof year, "year %d", gvc_table_year(t));
    }
    const char *units = gvc_table_text(t, "units");
    bool known = units != NULL && strcmp(units, "unknown") != 0;
    snprintf(text, size, "%lld countr%s, %lld sector%s, %lld industr%s, %s, %s", countries,
             countries == 1 ? "y" : "ies", sectors, plural(sectors), industries,
             industries == 1 ? "y" : "ies", year, known ? units : "unit unknown");
}

int gvc_cli_table_target(gvc_app *app)
{
    const char *path = app->set.output;
    if (path == NULL) {
        return gvc_cli_usage(app, "no file to write: give -o TABLE.h5");
    }
    if (!gvc_cli_writes("hdf5", path, NULL)) {
        return gvc_cli_usage(
            app, "--output: tables are stored as HDF5, and '%s' does not end in .h5", path);
    }
    gvc_status s = gvc_result_can_write(app->ctx, path, NULL);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

int gvc_cli_write_table(gvc_app *app, const gvc_table *t)
{
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.reproducible = app->set.reproducible;
    options.command_line = app->line;
    if (gvc_cli_stopped()) {
        return gvc_cli_wrong(app, "interrupted; nothing was written");
    }
    gvc_status s = gvc_table_write(app->ctx, t, app->set.output, &options);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    app->written = app->set.output;
    return GVC_EXIT_DONE;
}
