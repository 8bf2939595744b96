/* series.c - the tables of a command that compares several: all read, in the order of their years
 */
#include <stdlib.h>
#include <string.h>

#include "app.h"

void gvc_cli_series_free(gvc_series *s)
{
    for (gvc_idx k = 0; k < s->all; k++) {
        gvc_table_free(s->owned[k]);
    }
    free(s->owned);
    free(s->tables);
    *s = (gvc_series){0};
}

/* Room for one more table. */
static bool grow(gvc_series *s)
{
    size_t room = (size_t)s->all + 2;
    gvc_table **owned = realloc(s->owned, room * sizeof *owned);
    s->owned = owned == NULL ? s->owned : owned;
    const gvc_table **tables = realloc(s->tables, room * sizeof *tables);
    s->tables = tables == NULL ? s->tables : tables;
    return owned != NULL && tables != NULL;
}

/* A measure of a file that could not be read as a table says which file. */
static int read_one(gvc_app *app, gvc_series *s, const char *path)
{
    gvc_table *t = NULL;
    if (!grow(s)) {
        return gvc_cli_nomem(app);
    }
    int code = gvc_cli_read_table(app, &t, path, false);
    s->owned[s->all] = t;
    s->tables[s->all++] = t;
    return code;
}

/* A folder, an archive or a file of several years is as many tables; what is none fails when it is
 * read. */
static int read_path(gvc_app *app, gvc_series *s, const char *path)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    int *years = NULL, code = GVC_EXIT_DONE, asked = app->set.year;
    gvc_idx count = 0;
    options.format = app->set.read_format;
    options.member = app->set.member;
    options.year = asked;
    if (gvc_table_years(app->ctx, &years, &count, path, &options) != GVC_OK || count < 2) {
        gvc_years_free(years);
        return read_one(app, s, path);
    }
    for (gvc_idx k = 0; k < count && code == GVC_EXIT_DONE; k++) {
        app->set.year = years[k];
        code = read_one(app, s, path);
    }
    app->set.year = asked;
    gvc_years_free(years);
    return code;
}

static int read_all(gvc_app *app, gvc_series *s)
{
    int code = GVC_EXIT_DONE;
    for (size_t i = 0; i < app->set.files.count && code == GVC_EXIT_DONE; i++) {
        code = read_path(app, s, app->set.files.items[i]);
    }
    return code;
}

int gvc_cli_read_series(gvc_app *app, gvc_series *s)
{
    *s = (gvc_series){0};
    int code = read_all(app, s);
    s->count = s->all;
    if (code == GVC_EXIT_DONE && s->all < 2) {
        code = gvc_cli_usage(app, "one table alone says nothing of growth; give those of two years "
                                  "or more");
    }
    if (code == GVC_EXIT_DONE) {
        gvc_status status = gvc_growth_arrange(app->ctx, s->tables, &s->count);
        code = status == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, status);
    }
    return code;
}
