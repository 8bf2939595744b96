/* cmd_trace.c - gvc trace: where value added comes from and where it is finally absorbed */
#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *flows(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"exports", "output", "final-demand", NULL};
    (void)set;
    return names[i];
}

static const char *keys(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"origin", "absorber", "both", NULL};
    (void)set;
    return names[i];
}

static const char *origin_levels(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"country", "sector", NULL};
    (void)set;
    return names[i];
}

static const char *levels(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_level_of("trace", i);
}

static const char *perspectives(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_perspective_of("trace", i);
}

static const char *approaches(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_approach_of("trace", i);
}

static const gvc_option in = {
    "in", 0, GVC_OPTION_CHOICE, false, AT(in), "FLOW", flows, "the flow that is looked into",
};
static const gvc_option by = {
    "by",
    0,
    GVC_OPTION_CHOICE,
    false,
    AT(by),
    "KEY",
    keys,
    "a row for each country that added the value, for each that absorbs it, or for both",
};
static const gvc_option origin_level = {
    "origin-level",   0,
    GVC_OPTION_WORD,  false,
    AT(origin_level), "LEVEL",
    origin_levels,    "a row for each country that added the value, or for each of its sectors",
};
static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "a flow for each exporter, exporter and sector, exporter and importer, or all three; country "
    "unless the perspective has no such flows",
};
static const gvc_option perspective = {
    "perspective",   0,
    GVC_OPTION_WORD, false,
    AT(perspective), "NAME",
    perspectives,    "whose borders count what passes again as double; content: nobody's",
};
static const gvc_option approach = {
    "approach",      0,
    GVC_OPTION_WORD, false,
    AT(approach),    "NAME",
    approaches,      "value added counts the first time it leaves the country, or the last",
};
static const gvc_option product = {
    "absorber-product",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(product),
    "SECTOR",
    NULL,
    "with --in final-demand: only what is bought of this product",
};
static const gvc_option category = {
    "absorber-category",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(category),
    "CATEGORY",
    NULL,
    "with --in final-demand: only final use of this category of the table, as investment",
};

static int fill(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    o->method = "trace";
    o->in = set->in;
    o->by = set->by;
    o->origin_level = set->origin_level;
    o->perspective = set->perspective;
    o->approach = set->approach;
    o->product = set->product;
    o->category = set->category;
    return GVC_EXIT_DONE;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &in,
    &by,
    &origin_level,
    &level,
    &perspective,
    &approach,
    &product,
    &category,
    &gvc_option_origin,
    &gvc_option_origin_sector,
    &gvc_option_exporter,
    &gvc_option_country,
    &gvc_option_sector,
    &gvc_option_importer,
    &gvc_option_absorber,
    GVC_MEASURE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc trace example.h5 --exporter UPG", "who added the value in the exports of one country"},
    {"gvc trace example.h5 --origin-level sector --exporter UPG --origin ASY --share",
     "by industry of origin, as shares in the exports"},
    {"gvc trace example.h5 --by absorber --level pair --exporter UPG -o ends.csv",
     "where the exports to each country are finally used"},
    {"gvc trace example.h5 --by both --origin UPG --terms va -o upg.h5",
     "one country's value added in all exports, by exporter and absorber"},
    {"gvc trace example.h5 --in final-demand --origin UPG",
     "one country's value added in what every country uses"},
    {"gvc trace example.h5 --in final-demand --absorber-product ELE",
     "whose value added is in the electronics that each country uses"},
    {NULL, NULL},
};

const gvc_command gvc_command_trace = {
    .name = "trace",
    .group = "measures",
    .summary = "where value added comes from and where it is finally absorbed",
    .usage = "trace TABLE [OPTION]...",
    .details =
        "The value added in a flow (va) is told by the country, or its sector, that added it "
        "(origin), by the country that finally uses the product that it became part of (absorber), "
        "or by both. In exports va counts once: with the exporter as origin it is dva of 'gvc "
        "decompose', all other origins make fva. content counts again whatever passes again; over "
        "all origins it adds up to the flow, which every origin has beside it for shares.\n"
        "\n--in output looks into all that a country makes, --in final-demand into all that it "
        "uses. 'gvc methods trace' has every column with its formula. Filters (--origin, "
        "--exporter, --absorber, ...) pick rows of the result and never change a number.",
    .options = options,
    .examples = examples,
    .run = run,
};
