/* cmd_stages.c - gvc stages: value added by stage of production */
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

/* The method behind the view that was asked for. */
static const char *method_of(const gvc_settings *set)
{
    return set->crossings           ? "crossings"
           : set->map != NULL       ? "stage_map"
           : set->functions != NULL ? "functions"
           : set->chain != NULL     ? "chain"
                                    : "layers";
}

static const char *levels(const gvc_settings *set, size_t i)
{
    static const char *const all[] = {"country", "sector", "world", NULL};
    return set == NULL ? all[i] : gvc_cli_level_of(method_of(set), i);
}

static const char *flows(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"exports", "final-demand", NULL};
    (void)set;
    return names[i];
}

static const gvc_option layers = {
    "layers",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(layers),
    NULL,
    NULL,
    "by tier: the producer itself, its suppliers, their suppliers (the default)",
};
static const gvc_option crossings = {
    "crossings",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(crossings),
    NULL,
    NULL,
    "by the number of borders crossed",
};
static const gvc_option map = {
    "map",
    0,
    GVC_OPTION_FILE,
    false,
    AT(map),
    "FILE",
    NULL,
    "by stage of the sector, from CSV lines sector,stage[,share]; 'default': the built-in map",
};
static const gvc_option functions = {
    "functions",
    0,
    GVC_OPTION_FILE,
    false,
    AT(functions),
    "FILE",
    NULL,
    "income by business function, from CSV lines [country,]sector,function,share",
};
static const gvc_option chain = {
    "chain",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(chain),
    "INDUSTRY",
    NULL,
    "the participants of the chain of one final product, as KOR_c14, with the smile curve",
};
static const gvc_option in = {
    "in",
    0,
    GVC_OPTION_WORD,
    false,
    AT(in),
    "FLOW",
    flows,
    "what is looked into, with --layers and --map; exports unless a product is named",
};
static const gvc_option product = {
    "product",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(product),
    "INDUSTRY",
    NULL,
    "with --layers and --map: the final demand for one product, as KOR_c14",
};
static const gvc_option tiers = {
    "tiers",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(tiers),
    "K",
    NULL,
    "with --layers and --crossings: how many are told apart, 10 unless said; the others are 'rest'",
};
static const gvc_option least = {
    "least",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(least),
    "SHARE",
    NULL,
    "with --chain: the curve is fitted to industries with more than this, 0.0001 unless said",
};
static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "with --crossings: by absorber (country), industry of origin (sector), or of the world; with "
    "--chain: sector or country",
};

/* One run, one view. */
static int check_views(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    const struct {
        bool given;
        const char *name;
    } views[] = {{set->layers, "layers"},
                 {set->crossings, "crossings"},
                 {set->map != NULL, "map"},
                 {set->functions != NULL, "functions"},
                 {set->chain != NULL, "chain"}};
    const char *first = NULL;
    for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
        if (views[k].given && first != NULL) {
            return gvc_cli_usage(app, "--%s and --%s are two views; choose one", first,
                                 views[k].name);
        }
        first = views[k].given ? views[k].name : first;
    }
    return GVC_EXIT_DONE;
}

/* What only some of the views can take. */
static int check_options(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    bool flows_apply = !set->crossings && set->functions == NULL && set->chain == NULL;
    bool tiers_apply = set->map == NULL && set->functions == NULL && set->chain == NULL;
    const struct {
        bool wrong;
        const char *says;
    } checks[] = {
        {set->product != NULL && !flows_apply, "--product belongs to --layers and --map"},
        {set->in != NULL && !flows_apply, "--in belongs to --layers and --map"},
        {set->tiers != 0 && !tiers_apply, "--tiers belongs to --layers and --crossings"},
        {set->least != 0 && set->chain == NULL, "--least belongs to --chain"},
    };
    for (size_t k = 0; k < sizeof checks / sizeof *checks; k++) {
        if (checks[k].wrong) {
            return gvc_cli_usage(app, "%s", checks[k].says);
        }
    }
    return GVC_EXIT_DONE;
}

/* The file of --map or --functions. */
static int read_weights(gvc_app *app)
{
    gvc_settings *set = &app->set;
    bool maps = set->map != NULL && strcmp(set->map, "default") != 0;
    const char *path = maps ? set->map : set->functions;
    if (path == NULL) {
        return GVC_EXIT_DONE;
    }
    gvc_status s = gvc_weights_read(app->ctx, &set->weights, &set->weight_count, path,
                                    maps ? "stage" : "function");
    return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    int code = check_views(app);
    if (code == GVC_EXIT_DONE) {
        code = check_options(app);
    }
    if (code == GVC_EXIT_DONE) {
        code = read_weights(app);
    }
    o->method = method_of(set);
    o->in = set->in;
    o->product = set->chain != NULL ? set->chain : set->product;
    o->tiers = set->tiers;
    o->least = set->least;
    o->weights = set->weights;
    o->weight_count = set->weight_count;
    return code;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &layers,
    &crossings,
    &map,
    &functions,
    &chain,
    &in,
    &product,
    &tiers,
    &least,
    &level,
    &gvc_option_exporter,
    &gvc_option_absorber,
    &gvc_option_origin,
    &gvc_option_origin_sector,
    &gvc_option_country,
    &gvc_option_sector,
    GVC_MEASURE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc stages example.h5 --exporter UPG --tiers 4 --share",
     "the exports of one country by tier, at home and abroad"},
    {"gvc stages example.h5 --in final-demand --absorber UPG", "what the country uses up, by tier"},
    {"gvc stages example.h5 --product UPG_CAR", "one final product, by tier"},
    {"gvc stages example.h5 --crossings --level world",
     "how many borders value added crosses, and how much of trade is value chains"},
    {"gvc stages example.h5 --map default --exporter UPG", "which kinds of work the country sells"},
    {"gvc stages example.h5 --chain UPG_CAR -o chain.csv",
     "the participants of a chain with their distance from its end"},
    {NULL, NULL},
};

const gvc_command gvc_command_stages = {
    .name = "stages",
    .group = "measures",
    .summary = "value added by tier, border crossings, stage or function",
    .usage = "stages TABLE [OPTION]...",
    .details =
        "One run gives one view. --layers: tier 0 is the industry that sells the final product or "
        "exports, tier 1 its suppliers, and so on; 'rest' is what comes after the last tier, "
        "'double_counting' what re-enters the exporter. --crossings: value added by borders "
        "crossed; 0 stays at home, 1 is traditional trade, 2 and more are value chains. --map and "
        "--functions: value added by stage and by business function, from a file. --chain: who "
        "takes part in one final product, with the smile curve fitted to it (attributes fit_c0, "
        "fit_c1, fit_c2).\n"
        "\nColumn 'total' is the demand or the exports of the row's chain; --share divides by it. "
        "'gvc methods layers' (crossings, stage_map, functions, chain) has every column with its "
        "formula. A country in a file of functions may be a territory of the table: country D1 and "
        "sector c14 are industry D1_c14.",
    .options = options,
    .examples = examples,
    .run = run,
};
