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

/* A measure of a file that could not be read as a table says which file. */
static int read_all(gvc_app *app, gvc_series *s)
{
    int code = GVC_EXIT_DONE;
    for (size_t i = 0; i < app->set.files.count && code == GVC_EXIT_DONE; i++) {
        gvc_table *t = NULL;
        code = gvc_cli_read_table(app, &t, app->set.files.items[i], false);
        s->owned[i] = t;
        s->tables[i] = t;
        s->all = (gvc_idx)i + 1;
    }
    return code;
}

int gvc_cli_read_series(gvc_app *app, gvc_series *s)
{
    size_t count = app->set.files.count;
    *s = (gvc_series){.owned = calloc(count + 1, sizeof *s->owned),
                      .tables = calloc(count + 1, sizeof *s->tables)};
    if (s->owned == NULL || s->tables == NULL) {
        return gvc_cli_nomem(app);
    }
    int code = read_all(app, s);
    s->count = s->all;
    if (code == GVC_EXIT_DONE) {
        gvc_status status = gvc_growth_arrange(app->ctx, s->tables, &s->count);
        code = status == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, status);
    }
    return code;
}
