/* cmd_exposure.c - gvc exposure: on whom a country depends */
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)
#define FLAG(NAME, FIELD, HELP)                                                                    \
    {                                                                                              \
        NAME, 0, GVC_OPTION_FLAG, false, AT(FIELD), NULL, NULL, HELP                               \
    }

/* One run, one view: the method behind each. */
typedef struct view {
    const char *option, *method;
    bool given;
} view;

enum { VIEWS = 9 };

static void list_views(const gvc_settings *set, view views[VIEWS])
{
    const view all[VIEWS] = {{"markets", "exposure_markets", set->markets},
                             {"concentration", "exposure_concentration", set->concentration},
                             {"inputs", "exposure_inputs", set->inputs},
                             {"sales", "exposure_sales", set->sales},
                             {"balance", "exposure_balance", set->balances},
                             {"rca", "exposure_rca", set->rca},
                             {"suppliers", "exposure_suppliers", set->suppliers != NULL},
                             {"fx", "exposure_fx", set->fx},
                             {"upgrade", "exposure_upgrade", set->upgrade}};
    memcpy(views, all, sizeof all);
}

static const char *method_of(const gvc_settings *set)
{
    view views[VIEWS];
    list_views(set, views);
    for (int k = 0; k < VIEWS; k++) {
        if (views[k].given) {
            return views[k].method;
        }
    }
    return set->blocs_file != NULL ? "exposure_blocs" : "exposure";
}

static const char *levels(const gvc_settings *set, size_t i)
{
    static const char *const all[] = {"country", "sector", "pair", NULL};
    return set == NULL ? all[i] : gvc_cli_level_of(method_of(set), i);
}

static const char *bases(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"output", "demand", NULL};
    (void)set;
    return names[i];
}

static const gvc_option markets =
    FLAG("markets", markets, "by partner: shares of value added sold abroad and of gross exports");
static const gvc_option concentration =
    FLAG("concentration", concentration,
         "how evenly sales are spread over markets and sectors: HHI, effective number, Theil");
static const gvc_option inputs =
    FLAG("inputs", inputs, "where inputs come from, by who sells them and by all behind them");
static const gvc_option sales =
    FLAG("sales", sales, "where output goes, to its buyers and to who uses it up in the end");
static const gvc_option balance =
    FLAG("balance", balances, "balances with each partner, gross and in value added");
static const gvc_option rca =
    FLAG("rca", rca, "revealed comparative advantage, gross and in value added");
static const gvc_option suppliers = {
    "suppliers",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(suppliers),
    "SECTOR",
    NULL,
    "who the world buys this product from, and which supplier is a choke point; 'all': of every "
    "product",
};
static const gvc_option fx =
    FLAG("fx", fx, "what exports earn once the imports inside them are paid");
static const gvc_option upgrade =
    FLAG("upgrade", upgrade,
         "the upgrading panel; of several tables the last, and its change since the first");
static const gvc_option hidden = FLAG(
    "hidden", hidden, "with --markets, --inputs and --sales: add look-through minus face value");
static const gvc_option basis = {
    "basis",         0,
    GVC_OPTION_WORD, false,
    AT(basis),       "BASIS",
    bases,           "with --inputs: those of producers (output), or what final use takes (demand)",
};
static const gvc_option rest = {
    "rest",
    0,
    GVC_OPTION_LIST,
    false,
    AT(rest),
    "A,B,...",
    NULL,
    "with --concentration: what is the rest of the world; found by its label unless said",
};
static const gvc_option blocs = {
    "blocs",
    0,
    GVC_OPTION_FILE,
    false,
    AT(blocs_file),
    "FILE",
    NULL,
    "partners are blocs, from CSV lines country,bloc; alone: whose value exports contain, by bloc",
};
static const gvc_option functions = {
    "functions",
    0,
    GVC_OPTION_FILE,
    false,
    AT(functions),
    "FILE",
    NULL,
    "with --upgrade: what exports pay for by function, from CSV lines "
    "[country,]sector,function,share",
};
static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "rows by sector (the default view, --fx), country (--inputs, --sales) or partner (pair: --fx)",
};

static int check_views(gvc_app *app)
{
    view views[VIEWS];
    const char *first = NULL;
    list_views(&app->set, views);
    for (int k = 0; k < VIEWS; k++) {
        if (views[k].given && first != NULL) {
            return gvc_cli_usage(app, "--%s and --%s are two views; choose one", first,
                                 views[k].option);
        }
        first = views[k].given ? views[k].option : first;
    }
    return GVC_EXIT_DONE;
}

/* What only some of the views can take. */
static int check_options(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    const struct {
        bool wrong;
        const char *says;
    } checks[] = {
        {set->hidden && !set->markets && !set->inputs && !set->sales,
         "--hidden belongs to --markets, --inputs and --sales"},
        {set->basis != NULL && !set->inputs, "--basis belongs to --inputs"},
        {set->rest.count > 0 && !set->concentration, "--rest belongs to --concentration"},
        {set->satellite != NULL && !set->upgrade, "--satellite belongs to --upgrade"},
        {set->functions != NULL && !set->upgrade, "--functions belongs to --upgrade"},
        {set->blocs_file != NULL && (set->rca || set->upgrade || set->suppliers != NULL),
         "--blocs: rows of --rca, --suppliers and --upgrade have no partner; leave it out"},
        {set->files.count > 1 && !set->upgrade,
         "several tables belong to --upgrade; other views look at one (gvc batch takes many)"},
    };
    for (size_t k = 0; k < sizeof checks / sizeof *checks; k++) {
        if (checks[k].wrong) {
            return gvc_cli_usage(app, "%s", checks[k].says);
        }
    }
    return GVC_EXIT_DONE;
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    static const char *const with_hidden[] = {"hidden", NULL};
    const gvc_settings *set = &app->set;
    int code = check_views(app);
    if (code == GVC_EXIT_DONE) {
        code = check_options(app);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_blocs_ready(app);
    }
    if (code == GVC_EXIT_DONE && set->functions != NULL) {
        gvc_status s = gvc_weights_read(app->ctx, &app->set.weights, &app->set.weight_count,
                                        set->functions, "function");
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_one_satellite(app, &o->satellite);
    }
    o->method = method_of(set);
    o->with = set->hidden ? with_hidden : NULL;
    o->in = set->basis;
    o->rest = (const char *const *)set->rest.items;
    o->blocs = set->bloc_views;
    o->bloc_count = set->bloc_count;
    o->weights = set->weights;
    o->weight_count = set->weight_count;
    o->product =
        set->suppliers != NULL && strcmp(set->suppliers, "all") != 0 ? set->suppliers : NULL;
    o->other_count = set->files.count == 0 ? 0 : (gvc_idx)set->files.count - 1;
    return code;
}

static int run(gvc_app *app)
{
    app->adapt = gvc_cli_only_account;
    return gvc_cli_measure_last(app, fill);
}

static const gvc_option *const options[] = {
    &markets,
    &concentration,
    &inputs,
    &sales,
    &balance,
    &rca,
    &suppliers,
    &fx,
    &upgrade,
    &hidden,
    &basis,
    &blocs,
    &rest,
    &gvc_option_satellite,
    &gvc_option_account,
    &gvc_option_missing,
    &functions,
    &level,
    &gvc_option_country,
    &gvc_option_sector,
    &gvc_option_partner,
    GVC_UNCERTAINTY_OPTIONS,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

static const gvc_example examples[] = {
    {"gvc exposure example.h5", "exports over GDP, and the share of GDP that others use up"},
    {"gvc exposure example.h5 --markets --hidden --country UPG",
     "the buyers of one country, at face value and in the end"},
    {"gvc exposure example.h5 --concentration",
     "on how few markets and sectors each country hangs"},
    {"gvc exposure example.h5 --inputs --level country --country UPG",
     "which countries its inputs come from, by who sells them and by all behind them"},
    {"gvc exposure example.h5 --balance --country UPG", "its balances, gross and in value added"},
    {"gvc exposure example.h5 --suppliers ELE", "who the world buys electronics from"},
    {"gvc exposure example.h5 --upgrade", "the upgrading panel of one year"},
    {"gvc exposure example.h5 --concentration --uncertainty rel=0.1 --draws 200",
     "how sure concentration is where every cell has an error of a tenth"},
    {NULL, NULL},
};

const gvc_command gvc_command_exposure = {
    .name = "exposure",
    .group = "measures",
    .summary = "dependence on markets, suppliers and blocs; upgrading",
    .usage = "exposure TABLE... [OPTION]...",
    .details =
        "One run gives one view. Without an option: exports over GDP, and the share of GDP that "
        "other countries use up in the end. Face value looks at who buys or sells first, "
        "look-through at who uses things up or made what is in them; --hidden shows the "
        "difference. Several tables, the earlier first, belong to --upgrade: the rows are those of "
        "the last one with their change since the first, and a line names each country with the "
        "trap signal and the numbers that caused it.\n"
        "\n--blocs FILE adds up partners by bloc (friends, rivals; EU, East Asia) in --markets, "
        "--concentration, --inputs, --sales, --balance and --fx --level pair; with no other view "
        "it shows how much of the foreign value added in exports each bloc has. Countries in no "
        "bloc stay alone, and in its own bloc a country is left out. 'gvc methods "
        "exposure_markets' (exposure_concentration, exposure_inputs, exposure_sales, "
        "exposure_balance, exposure_rca, exposure_suppliers, exposure_fx, exposure_upgrade, "
        "exposure_blocs) has every column with its formula.\n"
        "\nFilters (--country, --sector, --partner) pick rows of the result and never change a "
        "number.",
    .options = options,
    .examples = examples,
    .run = run,
};
