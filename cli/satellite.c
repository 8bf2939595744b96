/* satellite.c - which satellite accounts: a name of the table, or a file that is read with it */
#include <string.h>
#include <unistd.h>

#include "app.h"

/* A path, a file of text, or what is there. */
static bool is_file(const char *word)
{
    return strchr(word, '/') != NULL || strstr(word, ".csv") != NULL ||
           strstr(word, ".tsv") != NULL || access(word, F_OK) == 0;
}

int gvc_cli_satellite(gvc_app *app, const char **account)
{
    gvc_settings *set = &app->set;
    bool file = set->satellite != NULL && is_file(set->satellite);
    set->accounts_file = file ? set->satellite : NULL;
    *account = set->account;
    if (set->missing != NULL && !file) {
        return gvc_cli_usage(app, "--missing is about the file of --satellite");
    }
    if (set->account != NULL && set->satellite != NULL && !file) {
        return gvc_cli_usage(app, "--satellite %s and --account %s name two accounts; choose one",
                             set->satellite, set->account);
    }
    if (set->satellite != NULL && !file) {
        *account = set->satellite;
    }
    return GVC_EXIT_DONE;
}

/* What stands in the file is not known yet: its name stands for the account. */
int gvc_cli_one_satellite(gvc_app *app, const char **account)
{
    int code = gvc_cli_satellite(app, account);
    if (code == GVC_EXIT_DONE && *account == NULL) {
        *account = app->set.accounts_file;
    }
    return code;
}

int gvc_cli_only_account(gvc_app *app, const gvc_table *t, gvc_measure_options *o)
{
    gvc_idx count = gvc_table_count(t, GVC_EXTENSION);
    if (app->set.accounts_file == NULL || o->satellite != app->set.accounts_file) {
        return GVC_EXIT_DONE;
    }
    if (count == 1) {
        o->satellite = gvc_table_label(t, GVC_EXTENSION, 0);
        return GVC_EXIT_DONE;
    }
    char names[256] = "";
    size_t used = 0;
    for (gvc_idx k = 0; k < count; k++) {
        gvc_cli_add(names, sizeof names, &used, "%s%s", k == 0 ? "" : ", ",
                    gvc_table_label(t, GVC_EXTENSION, k));
    }
    return gvc_cli_wrong(
        app, "--satellite: there are several accounts (%s); choose one with --account", names);
}
