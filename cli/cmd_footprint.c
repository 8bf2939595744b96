/* cmd_footprint.c - gvc footprint: satellite accounts by producers, final users, and in trade */
#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *levels(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_level_of("footprint", i);
}

static const gvc_option characterise = {
    "characterise",
    0,
    GVC_OPTION_FILE,
    false,
    AT(characterise),
    "FILE.csv",
    NULL,
    "indicators instead of accounts, which they add up, from lines account,indicator,weight",
};
static const gvc_option ratios = {
    "ratios",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(ratios),
    NULL,
    NULL,
    "add productivity of exports, intensities and terms of trade, against value added",
};
static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    levels,
    "a row for each country and account (country), with sectors (sector), or with partners (pair): "
    "who uses it for whom",
};

static int fill(gvc_app *app, gvc_measure_options *o)
{
    static const char *const with[] = {"ratios", NULL};
    gvc_settings *set = &app->set;
    int code = gvc_cli_satellite(app, &o->satellite);
    if (code != GVC_EXIT_DONE) {
        return code;
    }
    o->method = "footprint";
    o->with = set->ratios ? with : NULL;
    if (set->characterise != NULL) {
        gvc_status s = gvc_characterisation_read(app->ctx, &set->weights, &set->weight_count,
                                                 set->characterise);
        o->weights = set->weights;
        o->weight_count = set->weight_count;
        return s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    return GVC_EXIT_DONE;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &gvc_option_satellite,
    &gvc_option_account,
    &gvc_option_missing,
    &characterise,
    &ratios,
    &level,
    &gvc_option_country,
    &gvc_option_sector,
    &gvc_option_partner,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

static const gvc_example examples[] = {
    {"gvc footprint example.h5", "value added, and every account of the table, by country"},
    {"gvc footprint example.h5 --satellite va --level sector --country UPG,HQE --terms net",
     "net trade in value added, by sector"},
    {"gvc footprint example.h5 --satellite va --level pair --country UPG",
     "who absorbs the value added of one country, and whose it absorbs"},
    {NULL, NULL},
};

const gvc_command gvc_command_footprint = {
    .name = "footprint",
    .group = "measures",
    .summary = "jobs, wages, emissions: by producers, by final users, in trade",
    .usage = "footprint TABLE [OPTION]...",
    .details =
        "Of every account, value added (va) among them: pba is what producers at home use, cba "
        "what "
        "is used anywhere for final use at home, exp and imp the parts that cross borders, and "
        "in_exports what stands behind gross exports. pba - exp = cba - imp.\n"
        "\nAccounts come with the table or from a CSV file. A row an industry: a header "
        "'country,sector,jobs (thousand),CO2 (kt)', or 'industry,jobs', with units in brackets if "
        "any. Or a row an account: a header 'account' (and 'unit', if any) and an industry for "
        "each column. Final use, by its labels too, holds what final use itself emits or uses. "
        "What is missing is not zero: industries that the file lacks are an error unless --missing "
        "zero says otherwise.\n"
        "\n--characterise makes indicators of accounts, as tonnes of CO2 and CH4 make warming. "
        "'gvc "
        "methods footprint' has every column with its formula.",
    .options = options,
    .examples = examples,
    .run = run,
};
