/* cmd_aggregate.c - gvc aggregate: a table with fewer countries, sectors or categories of final use
 */
#include <string.h>

#include "app.h"

#define AT(field) offsetof(gvc_settings, field)

static const gvc_option countries = {
    "countries",
    0,
    GVC_OPTION_FILES,
    false,
    AT(country_maps),
    "MAP,...",
    NULL,
    "merge countries: groups that are built in (EU27,USMCA), a set of regions (M49), or CSV files "
    "with a line OLD,NEW for each, OLD in any usual country code",
};
static const gvc_option sectors = {
    "sectors",
    0,
    GVC_OPTION_FILES,
    false,
    AT(sector_maps),
    "MAP,...",
    NULL,
    "merge sectors: a set that is built in (ggdc10), or CSV files with a line OLD,NEW for each, or "
    "OLD,NEW,SHARE where one is split",
};
static const gvc_option categories = {
    "categories",
    0,
    GVC_OPTION_FILES,
    false,
    AT(category_maps),
    "MAP,...",
    NULL,
    "merge categories of final use: CSV files with a line OLD,NEW for each",
};
static const gvc_option merge_territories = {
    "merge-territories",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(merge_territories),
    NULL,
    NULL,
    "make one industry of those that share country and sector (CN1_C20 and CN2_C20 of CHN)",
};
static const gvc_option list = {
    "list",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(list),
    NULL,
    NULL,
    "show what is built in, with members and source; with names after it only those",
};
static const gvc_option strict = {
    "strict",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(strict),
    NULL,
    NULL,
    "every country, sector or category must be named by the map of its kind",
};

enum { HEAD = 2, MARGIN = 18 };

static void put_members(const gvc_code_list *l)
{
    const char *label, *name;
    printf("%*s", MARGIN, "");
    if (l->group) {
        gvc_cli_wrap(stdout, l->members, MARGIN, MARGIN);
        return;
    }
    char text[4096] = "";
    size_t used = 0;
    for (gvc_idx i = 0; gvc_code_set_label(l->name, i, &label, &name); i++) {
        gvc_cli_add(text, sizeof text, &used, "%s%s", i == 0 ? "" : ", ", label);
    }
    const char *classification;
    for (gvc_idx i = 0; (classification = gvc_code_set_classification(l->name, i)) != NULL; i++) {
        gvc_cli_add(text, sizeof text, &used, "%s%s",
                    i == 0 ? "\nfor tables with the sectors of " : ", ", classification);
    }
    gvc_cli_wrap(stdout, text, MARGIN, MARGIN);
}

static void put_list(const gvc_code_list *l)
{
    char dates[64] = "";
    if (l->since[0] != '\0') {
        snprintf(dates, sizeof dates, ", since %s%s%s", l->since,
                 l->until[0] == '\0' ? "" : " until ", l->until);
    }
    char text[512];
    snprintf(text, sizeof text, "%s%s", l->title, dates);
    printf("%*s%-*s", HEAD, "", MARGIN - HEAD, l->name);
    bool beside = strlen(l->name) < MARGIN - HEAD; /* else the text begins below the name */
    if (!beside) {
        printf("\n%*s", MARGIN, "");
    }
    gvc_cli_wrap(stdout, text, MARGIN, MARGIN);
    put_members(l);
    snprintf(text, sizeof text, "source: %s", l->source);
    printf("%*s", MARGIN, "");
    gvc_cli_wrap(stdout, text, MARGIN, MARGIN);
}

/* The one that was probably meant by a name that no list has. */
static int unknown_list(gvc_app *app, const char *name)
{
    enum { MOST = 128 };
    const char *names[MOST];
    size_t count = 0;
    gvc_code_list l;
    for (; count < MOST && gvc_code_list_at((gvc_idx)count, &l); count++) {
        names[count] = l.name;
    }
    return gvc_cli_unknown(app, "no list", name, names, count);
}

static int show_lists(gvc_app *app)
{
    const gvc_list *names = &app->set.files;
    gvc_code_list l;
    for (size_t k = 0; k < names->count; k++) {
        if (!gvc_code_list_find(names->items[k], &l)) {
            return unknown_list(app, names->items[k]);
        }
        put_list(&l);
    }
    for (int part = 0; part < 3 && names->count == 0; part++) {
        static const char *const headings[] = {"Groups of countries", "Sets of countries",
                                               "Sets of sectors"};
        printf("%s%s\n", part == 0 ? "" : "\n", headings[part]);
        for (gvc_idx i = 0; gvc_code_list_at(i, &l); i++) {
            if (part == (l.group ? 0 : l.axis == GVC_COUNTRY ? 1 : 2)) {
                put_list(&l);
            }
        }
    }
    return GVC_EXIT_DONE;
}

/* The map of one axis, NULL where none was asked for. */
static int read_map(gvc_app *app, const gvc_table *t, gvc_axis axis, const gvc_list *names,
                    gvc_map **map)
{
    if (names->count == 0) {
        return GVC_EXIT_DONE;
    }
    gvc_status s = gvc_map_read(app->ctx, map, t, axis, (const char *const *)names->items,
                                (gvc_idx)names->count);
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

static int aggregate(gvc_app *app, const gvc_table *t, gvc_table **out)
{
    const gvc_settings *set = &app->set;
    gvc_map *maps[3] = {NULL, NULL, NULL};
    int code = read_map(app, t, GVC_COUNTRY, &set->country_maps, &maps[0]);
    if (code == GVC_EXIT_DONE) {
        code = read_map(app, t, GVC_SECTOR, &set->sector_maps, &maps[1]);
    }
    if (code == GVC_EXIT_DONE) {
        code = read_map(app, t, GVC_CATEGORY, &set->category_maps, &maps[2]);
    }
    if (code == GVC_EXIT_DONE) {
        gvc_aggregate_options options = GVC_AGGREGATE_OPTIONS_INIT;
        options.countries = maps[0];
        options.sectors = maps[1];
        options.categories = maps[2];
        options.complete = set->strict;
        options.merge_territories = set->merge_territories;
        gvc_status s = gvc_table_aggregate(app->ctx, out, t, &options);
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    for (int k = 0; k < 3; k++) {
        gvc_map_free(maps[k]);
    }
    return code;
}

static int run(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    if (set->list) {
        return show_lists(app);
    }
    const char *path = gvc_cli_file(app, "table");
    int code = path == NULL ? GVC_EXIT_USAGE : gvc_cli_table_target(app);
    if (code == GVC_EXIT_DONE && !set->merge_territories &&
        set->country_maps.count + set->sector_maps.count + set->category_maps.count == 0) {
        code = gvc_cli_usage(app, "nothing to merge: give --countries, --sectors or --categories");
    }
    gvc_table *t = NULL, *made = NULL;
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_read_table(app, &t, path, false);
    }
    if (code == GVC_EXIT_DONE) {
        code = aggregate(app, t, &made);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_write_table(app, made);
    }
    if (code == GVC_EXIT_DONE) {
        char text[256];
        gvc_cli_say_notes(app, made, gvc_cli_notes_length(t));
        gvc_cli_describe_table(made, text, sizeof text);
        gvc_cli_say(app, "%s", text);
    }
    gvc_table_free(t);
    gvc_table_free(made);
    return code;
}

static const gvc_option *const options[] = {
    &gvc_option_table_output,
    &countries,
    &sectors,
    &categories,
    &merge_territories,
    &list,
    &gvc_option_year,
    &gvc_option_member,
    &gvc_option_memory,
    &gvc_option_reproducible,
    &strict,
    &gvc_option_quiet,
    &gvc_option_verbose,
    &gvc_option_progress,
    &gvc_option_help,
    NULL,
};

static const gvc_example examples[] = {
    {"gvc aggregate wiod2005.h5 --countries EU27,USMCA --sectors ggdc10 -o small.h5",
     "the members of the two groups become one country each, 35 sectors become ten"},
    {"gvc aggregate icio.h5 --sectors mine.csv -o mine.h5 --strict",
     "a map of one's own, which must name every sector"},
    {"gvc aggregate --list EU27 ggdc10", "who is in it, and where that comes from"},
    {NULL, NULL},
};

const gvc_command gvc_command_aggregate = {
    .name = "aggregate",
    .group = "tables",
    .summary = "a table with fewer countries, sectors or final uses, by maps",
    .usage = "aggregate TABLE -o OUT.h5 [OPTION]...",
    .details =
        "Adds up rows and columns of the table: flows between merged countries become domestic. "
        "Value added, satellite accounts and stated output go along; coefficients are never "
        "averaged. What a map does not name stays as it is. Industries that share country and "
        "sector (territories such as CN1 and CN2) stay apart unless their country or sector is "
        "merged. Several maps of one kind add up.\n"
        "\nResults of an aggregated table are not the sums of results. With one sector a country "
        "every export has the average inputs of the country, although what is exported uses more "
        "imports than what is not: domestic value added (dva) in Korea's exports of 2005 (WIOD) is "
        "67.4 % from the 35 sectors and 79.0 % from the same table aggregated to one. So measure "
        "first and add up results where that is what is wanted: --sector-groups adds rows by "
        "sector, --group treats countries as one block and leaves their industries apart. "
        "Aggregate where the table itself is needed small, or common to several sources.",
    .options = options,
    .examples = examples,
    .run = run,
};
