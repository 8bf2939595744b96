/* cmd_growth.c - gvc growth: where growth between tables of several years came from */
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *ways(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_approach_of("growth", i);
}

static const char *wholes(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"world", NULL};
    (void)set;
    return names[i];
}

static const gvc_option levels = {
    "levels",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(levels),
    NULL,
    NULL,
    "without factors: what is absorbed at home and abroad, then and now, and the share of exports",
};
static const gvc_option summary = {
    "summary",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(summary),
    NULL,
    NULL,
    "a row a country: growth at home and abroad, the export-led index and its two parts",
};
static const gvc_option national = {
    "national",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(national),
    NULL,
    NULL,
    "by the demand for the country's own products: exports and each use at home, imports taken off",
};
static const gvc_option method = {
    "method",
    'm',
    GVC_OPTION_WORD,
    false,
    AT(approach),
    "METHOD",
    ways,
    "how factors share what they do together: the mean of all orders, of two opposite ones, or by "
    "logarithms into three factors; shapley unless said",
};
static const gvc_option blocs = {
    "blocs",
    0,
    GVC_OPTION_FILE,
    false,
    AT(blocs_file),
    "FILE.csv",
    NULL,
    "demand abroad by blocs, from a file with a line COUNTRY,BLOC for each country; the others are "
    "'other'",
};
static const gvc_option satellite = {
    "satellite",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(satellite),
    "NAME",
    NULL,
    "growth of a satellite account of the tables (jobs, co2) instead of value added",
};
static const gvc_option direct = {
    "direct",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(direct),
    NULL,
    NULL,
    "compare the first and the last table only, instead of adding up link by link",
};
static const gvc_option relative_to = {
    "relative-to",
    0,
    GVC_OPTION_WORD,
    false,
    AT(relative_to),
    "world",
    wholes,
    "of the country's share in the world's total: without inflation and the table's currency",
};

static int fill(gvc_app *app, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    if (set->levels + set->summary + set->national > 1) {
        return gvc_cli_usage(app, "--levels, --summary and --national are views; choose one");
    }
    int code = gvc_cli_blocs_ready(app);
    o->method = "growth";
    o->level = set->levels     ? "demand"
               : set->summary  ? "country"
               : set->national ? "national"
                               : "factor";
    o->approach = set->approach;
    o->satellite = set->satellite;
    o->blocs = set->bloc_views;
    o->bloc_count = set->bloc_count;
    o->countries = set->country.count == 0 ? NULL : (const char *const *)set->country.items;
    o->direct = set->direct;
    o->relative_to = set->relative_to;
    return code;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure_series(app, fill);
}

static const gvc_option *const options[] = {
    &levels,
    &summary,
    &national,
    &method,
    &blocs,
    &satellite,
    &direct,
    &relative_to,
    &gvc_option_country,
    GVC_UNCERTAINTY_OPTIONS,
    &gvc_option_group,
    &gvc_option_groups,
    &gvc_option_sort,
    &gvc_option_top,
    &gvc_option_terms,
    &gvc_option_output,
    &gvc_option_format,
    &gvc_option_tidy,
    &gvc_option_keep_zeros,
    &gvc_option_va,
    &gvc_option_output_total,
    &gvc_option_drop_fd,
    &gvc_option_solver,
    &gvc_option_threads,
    &gvc_option_memory,
    &gvc_option_reproducible,
    &gvc_option_strict,
    GVC_NOISE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc growth world2000.h5 world2010.h5 world2020.h5 --levels --country UPG",
     "how much of growth was absorbed at home, how much abroad"},
    {"gvc growth world2000.h5 world2010.h5 world2020.h5 --country UPG",
     "the same by factor, added up over the two links"},
    {"gvc growth world20*.h5 --summary -o growth.csv",
     "all countries: export-led index, demand abroad, market share won"},
    {"gvc growth world2000.h5 world2020.h5 --relative-to world --country UPG,ASY",
     "of the share in the world's value added"},
    {"gvc growth world2000.h5 world2020.h5 --satellite EMP --method polar -o jobs.h5",
     "of jobs, the mean of two orders"},
    {"gvc growth world2000.h5 world2020.h5 --levels --uncertainty rel=0.1 --draws 200",
     "how sure growth is where every cell of both tables has an error of a tenth"},
    {NULL, NULL},
};

const gvc_command gvc_command_growth = {
    .name = "growth",
    .group = "measures",
    .several = true,
    .summary = "growth by demand at home and abroad, by factor; export-led or not",
    .usage = "growth TABLE... [OPTION]...",
    .details =
        "Takes tables of two years or more, each a file, or a folder, archive or file of several "
        "years, chains them in the order of their years, and splits "
        "the change of every country's value added by the demand that absorbed it (home, foreign, "
        "or blocs) and by factor: value added per unit of output (va_coef), technology and choice "
        "of suppliers of its own industries (tech_own, src_own) and of others (tech_foreign, "
        "src_foreign), level, mix and suppliers of final demand (fd_level, fd_mix, fd_src). Column "
        "'points' is in percentage points of the first year's value added, 'value' in units of the "
        "table; summed over rows they are the growth of the country. fd_src of foreign demand and "
        "src_foreign are markets won or lost.\n"
        "\n--levels and --national need no factors: by who absorbs value added finally, or by the "
        "demand for the country's own products, exports among them. --summary is a row a country.\n"
        "\nTables in current prices hold inflation and exchange rates: such growth is no real "
        "growth, and every result says so. Give each table in prices of the year before (prices: "
        "previous year) behind the one in current prices of that year, and the result is of "
        "volumes; or take --relative-to world.\n"
        "\n--country picks the countries that are computed; it changes no number. The tables must "
        "have the same countries and sectors: gvc aggregate brings them there. 'gvc methods "
        "growth' has the formulas.\n"
        "\n--uncertainty draws errors for the cells of every table, independent of those of the "
        "others; only --levels has NAME_se1, the standard error to first order. 'gvc help "
        "uncertainty' says what is assumed.",
    .options = options,
    .examples = examples,
    .run = run,
};
