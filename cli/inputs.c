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

static bool is_named(const char *path)
{
    return path != NULL && strcmp(path, "-") != 0;
}

static int refuse(gvc_app *app, const char *option, const char *path, const char *what)
{
    return gvc_cli_usage(app, "--%s: %s is the %s that is read; name another file", option, path,
                         what);
}

int gvc_cli_spares(gvc_app *app, const char *option, const char *path, const char *what)
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
        {set->blocs_file, "file of blocs"},
        {set->map, "file of stages"},
        {set->functions, "file of functions"},
        {set->satellite, "file of satellite accounts"},
        {set->characterise, "file of weights"},
        {set->index, "file of prices"},
        {set->targets, "file of totals"},
        {set->uncertainty, "file of errors"},
        {set->deflate, "file of price indices"},
        {set->names_file, "file of names"},
        {set->blocs_file, "file of blocs"},
        {set->shocks_file, "file of shocks"},
        {set->scenario_file, "file of the scenario"},
        {set->replay, "table of --replay"},
    };
    if (!is_named(path)) {
        return GVC_EXIT_DONE;
    }
    for (size_t i = 0; what != NULL && i < set->files.count; i++) {
        if (same_file(path, set->files.items[i])) {
            return refuse(app, option, path, what);
        }
    }
    for (size_t i = 0; i < sizeof inputs / sizeof inputs[0]; i++) {
        if (inputs[i].path != NULL && same_file(path, inputs[i].path)) {
            return refuse(app, option, path, inputs[i].what);
        }
    }
    return GVC_EXIT_DONE;
}

int gvc_cli_spares_inputs(gvc_app *app, const char *what)
{
    return gvc_cli_spares(app, "output", app->set.output, what);
}

/* One file, also one that is not there yet: the same name in the same folder. */
static bool same_target(const char *a, const char *b)
{
    struct stat first, second;
    const char *name = gvc_cli_base(a);
    if (strcmp(a, "-") == 0 || strcmp(b, "-") == 0) {
        return strcmp(a, b) == 0;
    }
    if (stat(a, &first) == 0) {
        return same_file(a, b);
    }
    char folders[2][4096];
    snprintf(folders[0], sizeof folders[0], "%.*s.", (int)(name - a), a);
    snprintf(folders[1], sizeof folders[1], "%.*s.", (int)(gvc_cli_base(b) - b), b);
    return strcmp(name, gvc_cli_base(b)) == 0 && stat(folders[0], &first) == 0 &&
           stat(folders[1], &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

int gvc_cli_check_targets(gvc_app *app, const gvc_target *targets, size_t count, const char *what)
{
    for (size_t i = 0; i < count; i++) {
        int code = gvc_cli_spares(app, targets[i].option, targets[i].path, what);
        if (code != GVC_EXIT_DONE) {
            return code;
        }
        for (size_t k = 0; targets[i].path != NULL && k < i; k++) {
            if (targets[k].path != NULL && same_target(targets[i].path, targets[k].path)) {
                return gvc_cli_usage(app, "--%s: %s is what --%s writes; name another file",
                                     targets[i].option, targets[i].path, targets[k].option);
            }
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
    while (is_named(app->set.output) && notes != NULL && *notes != '\0') {
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
