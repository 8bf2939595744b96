/* inputs.c - the output must not be one of the files that are read, which would be gone afterwards
 */
#include <string.h>
#include <sys/stat.h>

#include "app.h"

/* The same regular file, whatever the two are called; devices may be read and written. */
static bool same_file(const char *a, const char *b)
{
    struct stat first, second;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && S_ISREG(first.st_mode) &&
           first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

static bool writes_file(const gvc_app *app)
{
    return app->set.output != NULL && strcmp(app->set.output, "-") != 0;
}

static int refuse(gvc_app *app, const char *what)
{
    return gvc_cli_usage(app, "--output: %s is the %s that is read; name another file",
                         app->set.output, what);
}

int gvc_cli_spares_inputs(gvc_app *app, const char *what)
{
    const gvc_settings *set = &app->set;
    const struct {
        const char *path, *what;
    } inputs[] = {
        {set->countries, "list of countries"},
        {set->sectors, "list of sectors"},
        {set->fd_countries, "list of countries of final demand"},
        {set->groups_file, "file of groups"},
        {set->sector_groups_file, "file of sector groups"},
        {set->map, "file of stages"},
        {set->functions, "file of functions"},
    };
    if (!writes_file(app)) {
        return GVC_EXIT_DONE;
    }
    for (size_t i = 0; what != NULL && i < set->files.count; i++) {
        if (same_file(set->output, set->files.items[i])) {
            return refuse(app, what);
        }
    }
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        if (inputs[i].path != NULL && same_file(set->output, inputs[i].path)) {
            return refuse(app, inputs[i].what);
        }
    }
    return GVC_EXIT_DONE;
}

/* The reader notes "countries from NAME"; NAME lies in the folder of the table. */
int gvc_cli_spares_lists(gvc_app *app, const gvc_table *t)
{
    static const char from[] = " from ";
    /* A stored table has read no lists now; its notes tell of the first import. */
    bool stored = gvc_table_text(t, "table_sha256") != NULL;
    const char *notes = stored ? NULL : gvc_table_text(t, "source_notes");
    const char *table = app->set.files.items[0];
    int folder = (int)(gvc_cli_base(table) - table);
    while (writes_file(app) && notes != NULL && *notes != '\0') {
        int length = (int)strcspn(notes, "\n");
        const char *name = strstr(notes, from);
        if (name != NULL && name < notes + length) {
            char path[4096];
            int start = (int)(name - notes);
            name += strlen(from);
            snprintf(path, sizeof path, "%.*s%.*s", folder, table, (int)(notes + length - name),
                     name);
            if (same_file(app->set.output, path)) {
                return gvc_cli_usage(app,
                                     "--output: %s is the list of %.*s that is read; name another "
                                     "file",
                                     app->set.output, start, notes);
            }
        }
        notes += length + (notes[length] == '\n');
    }
    return GVC_EXIT_DONE;
}
