/* cmd_rates.c - gvc rates: value-added exchange rates */
#include <stdlib.h>
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const gvc_option equal = {
    "equal",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(equal),
    NULL,
    NULL,
    "one elasticity everywhere (the default)",
};
static const gvc_option elasticities = {
    "elasticities",
    0,
    GVC_OPTION_LIST,
    false,
    AT(elasticities),
    "V,M,F",
    NULL,
    "those between value added and inputs, among inputs, and among final goods",
};
static const gvc_option index_option = {
    "index",
    0,
    GVC_OPTION_FILE,
    false,
    AT(index),
    "FILE.csv",
    NULL,
    "instead, exchange rates of countries over the tables given, from lines "
    "country,year,deflator,rate",
};

/* ---- options -----------------------------------------------------------------------------------
 */

static int read_elasticities(gvc_app *app)
{
    gvc_settings *set = &app->set;
    if (set->elasticities.count != 3) {
        return gvc_cli_usage(app, "--elasticities takes three numbers, V,M,F");
    }
    for (size_t k = 0; k < 3; k++) {
        char *end = NULL;
        set->elasticity[k] = strtod(set->elasticities.items[k], &end);
        if (*end != '\0' || end == set->elasticities.items[k]) {
            return gvc_cli_usage(app, "--elasticities: '%s' is not a number",
                                 set->elasticities.items[k]);
        }
    }
    return GVC_EXIT_DONE;
}

static int check(gvc_app *app)
{
    const gvc_settings *set = &app->set;
    bool given = set->elasticities.count > 0;
    if (given && set->equal) {
        return gvc_cli_usage(app, "--equal and --elasticities contradict each other; choose one");
    }
    if (set->index != NULL && (given || set->equal)) {
        return gvc_cli_usage(app, "--index has weights of one elasticity; leave out --%s",
                             given ? "elasticities" : "equal");
    }
    return given ? read_elasticities(app) : GVC_EXIT_DONE;
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    int code = check(app);
    o->method = "rates";
    o->elasticities = set->elasticities.count > 0 ? set->elasticity : NULL;
    if (code == GVC_EXIT_DONE && set->index != NULL) {
        gvc_status s =
            gvc_deflators_read(app->ctx, &set->deflators, &set->deflator_count, set->index);
        o->method = "rates_index";
        o->deflators = set->deflators;
        o->deflator_count = set->deflator_count;
        o->other_count = app->set.files.count == 0 ? 0 : (gvc_idx)app->set.files.count - 1;
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    return code;
}

/* ---- several tables ----------------------------------------------------------------------------
 */

static int run(gvc_app *app)
{
    return app->set.index == NULL ? gvc_cli_measure(app, fill) : gvc_cli_measure_last(app, fill);
}

static const gvc_option *const options[] = {
    &equal,
    &elasticities,
    &index_option,
    &gvc_option_country,
    &gvc_option_partner,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

static const gvc_example examples[] = {
    {"gvc rates example.h5 --country UPG", "against whom one country competes"},
    {"gvc rates example.h5 --elasticities 0.5,2,4 --terms response",
     "what prices of partners do to real value added"},
    {NULL, NULL},
};

const gvc_command gvc_command_rates = {
    .name = "rates",
    .group = "measures",
    .summary = "against whom a country competes: value-added exchange rates",
    .usage = "rates TABLE... [OPTION]...",
    .details =
        "A country competes with all whose value added ends up where its own does. weight is the "
        "share of a partner in its value-added real effective exchange rate, gross_weight that of "
        "gross trade. With --elasticities, response is what one per cent on the price of the "
        "partner's value added does to real value added; there are no defaults for them.\n"
        "\n--index FILE takes several tables, in the order of their years, and a file of GDP "
        "deflators and exchange rates (a country's currency for one unit of a common one); rows "
        "are countries, the last year against the first. 'gvc methods rates' and 'gvc methods "
        "rates_index' have every column with its formula.",
    .options = options,
    .examples = examples,
    .run = run,
};
