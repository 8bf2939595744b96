/* cmd_info.c - gvc info: what a table or a stored result holds, out of its labels and attributes */
#include <string.h>

#include "app.h"
#include "facts.h"

static const gvc_option list_countries = {
    "countries",
    0,
    GVC_OPTION_FLAG,
    false,
    offsetof(gvc_settings, list_countries),
    NULL,
    NULL,
    "list the countries with their names",
};
static const gvc_option list_sectors = {
    "sectors",
    0,
    GVC_OPTION_FLAG,
    false,
    offsetof(gvc_settings, list_sectors),
    NULL,
    NULL,
    "list the sectors with their names",
};
static const gvc_option as_json = {
    "json",
    0,
    GVC_OPTION_FLAG,
    false,
    offsetof(gvc_settings, json),
    NULL,
    NULL,
    "everything as one JSON object",
};

static int print(gvc_app *app, gvc_facts *facts)
{
    if (app->set.json) {
        return gvc_cli_facts_json(facts, stdout) ? GVC_EXIT_DONE : gvc_cli_nomem(app);
    }
    gvc_cli_facts_text(facts, stdout, app->set.list_countries || app->set.list_sectors);
    return GVC_EXIT_DONE;
}

/* A list that was asked for and that the file cannot give. */
static int check_lists(gvc_app *app, const gvc_facts *facts, const gvc_result *r)
{
    const struct {
        bool wanted;
        const char *list, *what;
    } lists[] = {
        {app->set.list_countries, "country_list", "countries"},
        {app->set.list_sectors, "sector_list", "sectors"},
    };
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (lists[i].wanted && json_object_get(facts->object, lists[i].list) == NULL) {
            char dims[256] = "";
            size_t used = 0;
            for (gvc_idx d = 0; r != NULL && d < gvc_result_ndims(r); d++) {
                gvc_cli_add(dims, sizeof dims, &used, "%s%s", d == 0 ? "; its rows are by " : ", ",
                            gvc_result_dim(r, d));
            }
            return gvc_cli_wrong(app, "--%s: %s has no %s%s", lists[i].what,
                                 app->set.files.items[0], lists[i].what, dims);
        }
    }
    return GVC_EXIT_DONE;
}

static int run(gvc_app *app)
{
    const char *path = gvc_cli_file(app, "file");
    if (path == NULL) {
        return GVC_EXIT_USAGE;
    }
    gvc_kind kind = GVC_KIND_TABLE;
    gvc_table *t = NULL;
    gvc_result *r = NULL;
    gvc_facts *facts = gvc_cli_facts_new();
    int code = facts == NULL ? gvc_cli_nomem(app) : GVC_EXIT_DONE;
    if (code == GVC_EXIT_DONE) {
        gvc_status s = gvc_file_kind(app->ctx, path, &kind);
        if (s == GVC_OK && kind == GVC_KIND_RESULT) {
            s = gvc_result_read(app->ctx, &r, path);
        }
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    if (code == GVC_EXIT_DONE && r == NULL) {
        code = gvc_cli_read_table(app, &t, path, true);
    }
    if (code == GVC_EXIT_DONE) {
        gvc_cli_facts_text_of(facts, "file", gvc_cli_base(path));
        if (r != NULL) {
            gvc_cli_facts_of_result(facts, r, app->set.list_countries, app->set.list_sectors);
        } else {
            gvc_cli_facts_of_table(facts, t, app->set.list_countries, app->set.list_sectors);
        }
        code = facts->failed ? gvc_cli_nomem(app) : check_lists(app, facts, r);
    }
    if (code == GVC_EXIT_DONE) {
        code = print(app, facts);
    }
    gvc_cli_facts_free(facts);
    gvc_result_free(r);
    gvc_table_free(t);
    return code;
}

static const gvc_option *const options[] = {
    &list_countries,     &list_sectors,      &as_json,
    &gvc_option_year,    &gvc_option_member, &gvc_option_quiet,
    &gvc_option_verbose, &gvc_option_help,   NULL,
};

static const gvc_example examples[] = {
    {"gvc info example.h5", "how many countries and sectors, which year, which unit, where from"},
    {"gvc info example.h5 --countries", "the codes to use after --exporter"},
    {NULL, NULL},
};

const gvc_command gvc_command_info = {
    .name = "info",
    .group = "tables",
    .summary = "dimensions, labels, unit and origin of a table or a result",
    .usage = "info FILE [OPTION]...",
    .details = "At once on stored files, whatever their size: only labels and attributes are read. "
               "A text table has to be read as a whole.",
    .options = options,
    .examples = examples,
    .run = run,
};
