/* cmd_linkages.c - gvc linkages: key sectors, multipliers, feedback among countries and industries
 */
#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

/* The method behind the view that was asked for. */
static const char *method_of(const gvc_settings *set)
{
    return set->feedback ? "feedback" : set->loops > 0 ? "loops" : "linkages";
}

static const char *levels(const gvc_settings *set, size_t i)
{
    static const char *const all[] = {"country", "sector", "loop", "industry", NULL};
    return set == NULL ? all[i] : gvc_cli_level_of(method_of(set), i);
}

static const char *means(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_approach_of("linkages", i);
}

static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "by sector (unless said) or country; with --feedback country or sector; with --loops loop or "
    "industry",
};
static const gvc_option normalise = {
    "normalise",
    0,
    GVC_OPTION_WORD,
    false,
    AT(normalise),
    "MEAN",
    means,
    "the mean that indices divide by: over all industries, those of the country, or weighted by "
    "output",
};
static const gvc_option dispersion = {
    "dispersion",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(dispersion),
    NULL,
    NULL,
    "add how unevenly linkages spread over industries; takes the whole inverse",
};
static const gvc_option feedback = {
    "feedback",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(feedback),
    NULL,
    NULL,
    "instead, what comes back to a country by way of other countries",
};
static const gvc_option loops = {
    "loops",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(loops),
    "K",
    NULL,
    "instead, the K strongest complete circuits of deliveries, 1 to 10000",
};

static int check(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    const char *view = set->feedback ? "feedback" : "loops";
    bool other = set->feedback || set->loops > 0;
    if (set->feedback && set->loops > 0) {
        return gvc_cli_usage(app, "--feedback and --loops are two views; choose one");
    }
    if (other && (set->dispersion || set->normalise != NULL || set->satellite != NULL ||
                  set->account != NULL)) {
        return gvc_cli_usage(app, "--%s has columns of its own; leave out --%s", view,
                             set->dispersion          ? "dispersion"
                             : set->normalise != NULL ? "normalise"
                             : set->satellite != NULL ? "satellite"
                                                      : "account");
    }
    return GVC_EXIT_DONE;
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    static const char *const with[][3] = {
        {NULL}, {"dispersion", NULL}, {"satellite", NULL}, {"dispersion", "satellite", NULL}};
    const gvc_settings *set = &app->set;
    bool account = set->satellite != NULL || set->account != NULL;
    int code = check(app);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_satellite(app, &o->satellite);
    }
    o->method = method_of(set);
    o->tiers = set->loops;
    if (!set->feedback && set->loops == 0) {
        o->approach = set->normalise;
        o->with = with[(set->dispersion ? 1 : 0) + (account ? 2 : 0)];
        o->countries = set->country.count == 0 ? NULL : (const char *const *)set->country.items;
    }
    return code;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &level,
    &normalise,
    &dispersion,
    &gvc_option_satellite,
    &gvc_option_account,
    &gvc_option_missing,
    &feedback,
    &loops,
    &gvc_option_country,
    &gvc_option_sector,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

static const gvc_example examples[] = {
    {"gvc linkages example.h5 --country UPG", "linkages and key sectors of one country"},
    {"gvc linkages example.h5 --level country --terms backward_intra,backward_inter",
     "how much of the pull stays at home"},
    {"gvc linkages example.h5 --feedback", "what comes back by way of other countries"},
    {"gvc linkages example.h5 --loops 3", "the strongest circuits of deliveries"},
    {NULL, NULL},
};

const gvc_command gvc_command_linkages = {
    .name = "linkages",
    .group = "measures",
    .summary = "key sectors, multipliers, feedback",
    .usage = "linkages TABLE [OPTION]...",
    .details =
        "Backward linkages are the inputs behind a unit of output, directly (backward_direct) or "
        "in "
        "all (backward_total, the output multiplier); forward linkages are those of its sales. An "
        "index is a linkage over the mean of all; class is 1 weak, 2 forward, 3 key (both indices "
        "at least 1), 4 backward; the key sectors of a few countries are named below the table. "
        "--satellite adds multipliers of an account, as jobs. --feedback and --loops are "
        "views of their own.\n"
        "\n'gvc methods linkages' (feedback, loops) has every column with its formula.",
    .options = options,
    .examples = examples,
    .run = run,
};
