/* cmd_position.c - gvc position: where countries and industries stand in value chains */
#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *levels(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"country", "sector", NULL};
    (void)set;
    return names[i];
}

static const gvc_option level = {
    "level",   0,       GVC_OPTION_WORD, false,
    AT(level), "LEVEL", levels,          "a row for each country, or country and sector",
};
static const gvc_option length = {
    "length",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(length),
    NULL,
    NULL,
    "add what enters value chains, and how long they are, forward and backward",
};
static const gvc_option kpww = {
    "kpww",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(kpww),
    NULL,
    NULL,
    "add participation and position in exports",
};
static const gvc_option apl = {
    "apl",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(apl),
    NULL,
    NULL,
    "instead, a row for each pair of industries: how many steps lie between them",
};
static const gvc_option least = {
    "least",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(least),
    "LINK",
    NULL,
    "with --apl: cells of pairs with a smaller link stay empty",
};

static int fill_apl(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    if (set->length || set->kpww) {
        return gvc_cli_usage(app, "--apl has rows of its own; leave out --%s",
                             set->length ? "length" : "kpww");
    }
    o->method = "apl";
    o->least = set->least;
    return GVC_EXIT_DONE;
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    static const char *const with[][3] = {
        {NULL}, {"length", NULL}, {"kpww", NULL}, {"length", "kpww", NULL}};
    const gvc_settings *set = &app->set;
    if (set->apl) {
        return fill_apl(app, o);
    }
    if (set->least > 0) {
        return gvc_cli_usage(app, "--least is about the links of --apl");
    }
    o->method = "position";
    o->with = with[(set->length ? 1 : 0) + (set->kpww ? 2 : 0)];
    return GVC_EXIT_DONE;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &level,
    &length,
    &kpww,
    &apl,
    &least,
    &gvc_option_country,
    &gvc_option_sector,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

static const gvc_example examples[] = {
    {"gvc position example.h5", "by country, as a table on the terminal"},
    {"gvc position example.h5 --level sector --country UPG -o upg.csv",
     "the industries of one country, as CSV"},
    {"gvc position example.h5 --length --terms part_f,part_b,plv_gvc,ply_gvc",
     "participation and length of value chains"},
    {"gvc position example.h5 --kpww --terms "
     "participation_backward,participation_forward,position_kpww",
     "participation and position in exports"},
    {"gvc position example.h5 --apl --least 0.01 -o apl.h5", "steps between any two industries"},
    {NULL, NULL},
};

const gvc_command gvc_command_position = {
    .name = "position",
    .group = "measures",
    .summary = "upstreamness, downstreamness, production length, participation",
    .usage = "position TABLE [OPTION]...",
    .details =
        "Upstreamness is the mean number of stages from an industry to the final buyer, "
        "downstreamness the mean number of stages behind its product; both are 1 where there is "
        "nothing between. A column's weights are in its name; numbers of countries, groups and "
        "groups of sectors are ratios of sums. 'gvc methods position' and 'gvc methods apl' have "
        "every column with its formula.\n"
        "\nFilters (--country, --sector) pick rows of the result and never change a number.",
    .options = options,
    .examples = examples,
    .run = run,
};
