/* cmd_paths.c - gvc paths: the supply chains that carry a demand, what passes through industries
 * and over deliveries */
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *method_of(const gvc_settings *set)
{
    return set->nodes ? "path_nodes" : set->edges ? "path_edges" : "paths";
}

static const char *rows(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"origin",         "final",        "tier",
                                        "first-supplier", "country-path", NULL};
    (void)set;
    return names[i];
}

static const char *levels(const gvc_settings *set, size_t i)
{
    static const char *const all[] = {"sector", "country", "industry", NULL};
    return set == NULL ? all[i] : gvc_cli_level_of(method_of(set), i);
}

static const gvc_option nodes = {
    "nodes",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(nodes),
    NULL,
    NULL,
    "instead, a row for each industry: what all paths carry through it",
};
static const gvc_option edges = {
    "edges",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(edges),
    NULL,
    NULL,
    "instead, the largest deliveries between industries: what all paths carry over them",
};
static const gvc_option product = {
    "product",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(product),
    "INDUSTRY",
    NULL,
    "the final demand for one product, as KOR_c14; without it that of the world for all",
};
static const gvc_option exporter = {
    "exporter",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(cut),
    "COUNTRY",
    NULL,
    "instead of final demand, the exports of a country or group, each counted once",
};
static const gvc_option top = {
    "top", 0, GVC_OPTION_INTEGER, false, AT(top), "N", NULL, "the N largest, 20 unless said",
};
static const gvc_option least = {
    "min",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(least),
    "SHARE",
    NULL,
    "all that carry at least this share of the total, as 1e-4",
};
static const gvc_option least_value = {
    "min-value",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(least_value),
    "VALUE",
    NULL,
    "all that carry at least this, in the units of the result",
};
static const gvc_option coverage = {
    "coverage",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(coverage),
    "SHARE",
    NULL,
    "the largest, as many as carry this share of the total, as 0.8",
};
static const gvc_option tiers = {
    "tiers",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(tiers),
    "K",
    NULL,
    "only paths of at most K steps; without it they may have any number",
};
static const gvc_option from = {
    "from",
    0,
    GVC_OPTION_LIST,
    false,
    AT(from),
    "A,B,...",
    NULL,
    "only paths whose value arises in these countries, sectors or industries",
};
static const gvc_option to = {
    "to",
    0,
    GVC_OPTION_LIST,
    false,
    AT(to),
    "A,B,...",
    NULL,
    "only paths to the products of these countries, sectors or industries",
};
static const gvc_option through = {
    "through",
    0,
    GVC_OPTION_LIST,
    false,
    AT(through),
    "A,B,...",
    NULL,
    "only paths that pass one of these countries, sectors or industries, ends included",
};
static const gvc_option by = {
    "by",
    0,
    GVC_OPTION_WORD,
    false,
    AT(by),
    "ROWS",
    rows,
    "add the paths up: by industry of origin, final product, tier, direct supplier of the final "
    "producer, or the countries that they pass",
};
static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "with --nodes: sector or country; with --edges: industry, or country for all pairs of them",
};

/* What is about lists of paths, for a view that has none. */
static int check_view(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    const char *view = set->nodes ? "nodes" : "edges";
    if (set->nodes && set->edges) {
        return gvc_cli_usage(app, "--nodes and --edges are two views; choose one");
    }
    const struct {
        bool given;
        const char *name;
    } options[] = {{set->top != 0 && set->nodes, "top"},
                   {set->least > 0, "min"},
                   {set->least_value > 0, "min-value"},
                   {set->coverage > 0, "coverage"},
                   {set->tiers != 0, "tiers"},
                   {set->from.count > 0, "from"},
                   {set->to.count > 0, "to"},
                   {set->through.count > 0, "through"},
                   {set->by != NULL, "by"}};
    for (size_t k = 0; k < sizeof options / sizeof *options; k++) {
        if ((set->nodes || set->edges) && options[k].given) {
            return gvc_cli_usage(app, "--%s is about lists of paths; leave it out, or --%s",
                                 options[k].name, view);
        }
    }
    return set->level != NULL && !set->nodes && !set->edges
               ? gvc_cli_usage(app, "--level belongs to --nodes and --edges; see --by")
               : GVC_EXIT_DONE;
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    int code = check_view(app);
    o->method = method_of(set);
    o->by = set->by;
    o->product = set->product;
    o->cut = set->cut;
    o->tiers = set->tiers;
    o->least = set->least;
    o->least_value = set->least_value;
    o->coverage = set->coverage;
    o->top = set->top;
    o->from = (const char *const *)set->from.items;
    o->to = (const char *const *)set->to.items;
    o->through = (const char *const *)set->through.items;
    return code == GVC_EXIT_DONE ? gvc_cli_one_satellite(app, &o->satellite) : code;
}

static int run(gvc_app *app)
{
    app->adapt = gvc_cli_only_account;
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &product,
    &exporter,
    &gvc_option_satellite,
    &gvc_option_account,
    &gvc_option_missing,
    &top,
    &least,
    &least_value,
    &coverage,
    &tiers,
    &from,
    &to,
    &through,
    &by,
    &nodes,
    &edges,
    &level,
    &gvc_option_origin,
    &gvc_option_origin_sector,
    &gvc_option_country,
    &gvc_option_sector,
    GVC_MEASURE_OPTIONS_UNSORTED,
};

static const gvc_example examples[] = {
    {"gvc paths example.h5 --product UPG_CAR",
     "the largest supply chains behind one final product"},
    {"gvc paths example.h5 --product UPG_CAR --coverage 0.9 -o paths.csv",
     "as many as carry nine tenths of it"},
    {"gvc paths example.h5 --min 1e-4 --through UPG_ELE --by origin -o upg.h5",
     "whose value passes through an industry, in all final demand of the world"},
    {"gvc paths example.h5 --exporter UPG --from HQE,ASY --by country-path",
     "the ways on which foreign value gets into a country's exports"},
    {"gvc paths example.h5 --nodes --country UPG",
     "what passes through the industries of a country"},
    {"gvc paths example.h5 --product UPG_CAR --top 30 -o paths.gv",
     "a graph for Graphviz; .graphml for other network programs"},
    {NULL, NULL},
};

const gvc_command gvc_command_paths = {
    .name = "paths",
    .group = "measures",
    .summary = "supply chains that carry a demand, the largest first",
    .usage = "paths TABLE [OPTION]...",
    .details =
        "A path is written from a final product to the industry where value arises: "
        "UPG_CAR < UPG_MET < COM_MIN is value added of COM_MIN in what it sells to UPG_MET, which "
        "sells to UPG_CAR. Its tier is the number of steps. The list is exact: --top gives the N "
        "largest of all paths of any length, --min and --min-value all that are as large, "
        "--coverage as many as make up a share. Below it stands what they cover in all and in each "
        "tier, and the size that none of the missing paths exceeds (attributes covered, "
        "covered_absolute, covered_tiers, next_bound).\n"
        "\n--from, --to and --through choose among the paths and never change a number; shares are "
        "of all value in the demand. They take countries, sectors and industries.\n"
        "\n--by adds the listed paths up, and says what all paths of the row carry (total) and how "
        "much of that was listed (covered). --nodes and --edges are exact totals over all paths, "
        "without a list. 'gvc methods paths' (path_nodes, path_edges) has every column with its "
        "formula.\n"
        "\nLists, --edges and --by country-path can be written as graphs: -o FILE.graphml, "
        "-o FILE.gv.",
    .options = options,
    .examples = examples,
    .run = run,
};
