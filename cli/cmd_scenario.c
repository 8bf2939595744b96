/* cmd_scenario.c - gvc scenario: what a shock does, at fixed coefficients */
#include <string.h>

#include "measure.h"
#include "scenario.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *const kinds[][2] = {
    {"demand", "scenario_demand"},
    {"extract", "scenario_extract"},
    {"source", "scenario_source"},
    {"tariff", "scenario_tariff"},
    {"price", "scenario_price"},
    {"currency", "scenario_currency"},
    {"carbon", "scenario_carbon"},
    {"supply", "scenario_supply"},
    {"inoperability", "scenario_inoperability"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static const char *kind_names(const gvc_settings *set, size_t i)
{
    (void)set;
    return i < KINDS ? kinds[i][0] : NULL;
}

static const char *method_of(const char *kind)
{
    for (size_t k = 0; k < KINDS && kind != NULL; k++) {
        if (strcmp(kinds[k][0], kind) == 0) {
            return kinds[k][1];
        }
    }
    return NULL;
}

static const char *levels(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_level_of("scenario_demand", i);
}

static const char *variants(const gvc_settings *set, size_t i)
{
    (void)set;
    return gvc_cli_approach_of("scenario_extract", i);
}

static const char *splits(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"shares", "equal", NULL};
    (void)set;
    return names[i];
}

static const gvc_option kind = {
    "kind",          0,
    GVC_OPTION_WORD, false,
    AT(kind),        "KIND",
    kind_names,      "the kind of scenario, where no word before the table says it (in gvc batch)",
};
static const gvc_option country = {
    "country",
    0,
    GVC_OPTION_LIST,
    false,
    AT(shock_country),
    "A,B,...",
    NULL,
    "who is hit, countries or groups: whose demand (demand), currency, industries (the others)",
};
static const gvc_option sector = {
    "sector",
    0,
    GVC_OPTION_LIST,
    false,
    AT(shock_sector),
    "A,B,...",
    NULL,
    "which sectors or products are hit, or industries as KOR_c14; all without it",
};
static const gvc_option from = {
    "from",
    0,
    GVC_OPTION_LIST,
    false,
    AT(from),
    "A,B,...",
    NULL,
    "who sells: what is demanded, stopped, moved or taxed is made there",
};
static const gvc_option to = {
    "to",
    0,
    GVC_OPTION_LIST,
    false,
    AT(to),
    "A,B,...",
    NULL,
    "extract, tariff: who buys; source: who delivers instead, home for the buyer's own country",
};
static const gvc_option buyer = {
    "buyer", 0, GVC_OPTION_LIST, false, AT(buyer), "A,B,...", NULL, "who buys, all without it",
};
static const gvc_option by = {
    "by",
    0,
    GVC_OPTION_AMOUNT,
    false,
    AT(amount),
    "SIZE",
    NULL,
    "how much: 50% or -5% of what is there, or an amount in units of the table",
};
static const gvc_option rate = {
    "rate", 0, GVC_OPTION_AMOUNT, false, AT(rate), "RATE", NULL, "tariff: the duty, 10%",
};
static const gvc_option price = {
    "price",
    0,
    GVC_OPTION_AMOUNT,
    false,
    AT(price),
    "PRICE",
    NULL,
    "carbon: the price of a unit of the account, in units of the table",
};
static const gvc_option border = {
    "border",
    0,
    GVC_OPTION_LIST,
    false,
    AT(border),
    "GROUP,...",
    NULL,
    "carbon: charged at the border of these countries or groups, on all that is embodied",
};
static const gvc_option split = {
    "split",
    0,
    GVC_OPTION_WORD,
    false,
    AT(split),
    "HOW",
    splits,
    "source: several new suppliers share by their sales so far, or get equal parts",
};
static const gvc_option variant = {
    "variant",       0,
    GVC_OPTION_WORD, false,
    AT(approach),    "NAME",
    variants,        "extract, of industries: all of it, or the purchases or sales of one industry",
};
static const gvc_option erp = {
    "erp",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(erp),
    NULL,
    NULL,
    "tariff: add the effective rate of protection",
};
static const gvc_option erp_domestic = {
    "erp-domestic",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(erp_domestic),
    NULL,
    NULL,
    "tariff: add the same with inputs from home dearer by their own duty",
};
static const gvc_option product_rate = {
    "product-rate",
    0,
    GVC_OPTION_AMOUNT,
    false,
    AT(product_rate),
    "RATE",
    NULL,
    "with --erp: the duty on every product itself, instead of that on its imports",
};
static const gvc_option replay = {
    "replay",
    0,
    GVC_OPTION_FILE,
    false,
    AT(replay),
    "TABLE",
    NULL,
    "demand: the final demand of this table, another year, on the technology of TABLE",
};
static const gvc_option periods = {
    "periods",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(periods),
    "T",
    NULL,
    "inoperability: a row for each of so many periods, 1 to 10000",
};
static const gvc_option resilience = {
    "resilience",
    0,
    GVC_OPTION_NUMBER,
    false,
    AT(resilience),
    "K",
    NULL,
    "with --periods: the part of the gap that a period closes, 1 unless said",
};
static const gvc_option shocks = {
    "shocks",
    0,
    GVC_OPTION_FILE,
    false,
    AT(shocks_file),
    "FILE.csv",
    NULL,
    "several shocks, a line each: country,sector,buyer,change,unit (pct or abs), from, to, name",
};
static const gvc_option file = {
    "file",
    0,
    GVC_OPTION_FILE,
    false,
    AT(scenario_file),
    "FILE.ini",
    NULL,
    "several shocks, a section [NAME] each, lines KEY = VALUE named like these options",
};
static const gvc_option level = {
    "level",   0,       GVC_OPTION_WORD, false,
    AT(level), "LEVEL", levels,          "rows by country, or by country and sector",
};
static const gvc_option keep = {
    "keep",
    0,
    GVC_OPTION_LIST,
    false,
    AT(country),
    "A,B,...",
    NULL,
    "keep only the rows of these countries or groups; numbers do not change",
};

static int fill(gvc_app *app, gvc_measure_options *o)
{
    o->method = method_of(app->set.kind);
    return gvc_cli_scenario_fill(app, app->set.kind, o);
}

static int run(gvc_app *app)
{
    if (method_of(app->set.kind) == NULL) {
        return gvc_cli_usage(app, "no kind of scenario given: gvc scenario KIND TABLE, KIND one of "
                                  "demand, extract, source, tariff, price, currency, carbon, "
                                  "supply, inoperability");
    }
    app->adapt = gvc_cli_scenario_adapt;
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &kind,
    &country,
    &sector,
    &from,
    &to,
    &buyer,
    &by,
    &rate,
    &price,
    &border,
    &split,
    &variant,
    &erp,
    &erp_domestic,
    &product_rate,
    &replay,
    &periods,
    &resilience,
    &shocks,
    &file,
    &gvc_option_satellite,
    &gvc_option_account,
    &gvc_option_missing,
    &level,
    &keep,
    GVC_MEASURE_OPTIONS_UNSHARED,
};

/* The first word is the kind. */
static int choose(gvc_app *app, const char *word, const gvc_option *const **out, bool *taken)
{
    const char *names[KINDS];
    *out = options;
    *taken = method_of(word) != NULL;
    if (*taken) {
        app->set.kind = word;
    }
    if (*taken || word == NULL || word[0] == '-') {
        return GVC_EXIT_DONE;
    }
    for (size_t k = 0; k < KINDS; k++) {
        names[k] = kinds[k][0];
    }
    const char *near = gvc_cli_near(word, names, KINDS);
    return gvc_cli_usage(app,
                         "'%s' is no kind of scenario%s%s%s; there are demand, extract, source, "
                         "tariff, price, currency, carbon, supply and inoperability",
                         word, near == NULL ? "" : "; did you mean ", near == NULL ? "" : near,
                         near == NULL ? "" : "?");
}

static const gvc_example examples[] = {
    {"gvc scenario demand example.h5 --country BIG --by -5%",
     "a recession in one country: what all others lose"},
    {"gvc scenario extract example.h5 --from UPG --to BIG", "deliveries to one country stop"},
    {"gvc scenario source example.h5 --buyer BIG --from UPG --to PAR --sector ELE --by 50%",
     "half of its electronics comes from elsewhere"},
    {"gvc scenario tariff example.h5 --from UPG --to BIG --rate 25% --erp",
     "who pays a tariff on one country"},
    {"gvc scenario currency example.h5 --country UPG --by -10%",
     "how much of a depreciation reaches export prices"},
    {NULL, NULL},
};

const gvc_command gvc_command_scenario = {
    .name = "scenario",
    .group = "measures",
    .summary = "what a shock does: demand, suppliers, tariffs, costs, currencies",
    .usage = "scenario KIND TABLE [OPTION]...",
    .names = kind_names,
    .details =
        "Comparative statics with fixed coefficients: no capacity limits, no substitution, no "
        "behaviour; every result says what it keeps and what gives way (attribute closure, and "
        "below the table). Kinds of quantities give output and value added, base, change and "
        "percent; kinds of prices give percent changes.\n"
        "\ndemand: final demand of --country (or --buyer) for products of --from and --sector; or "
        "--replay. extract: industries (--country, --sector) disappear, or deliveries --from ... "
        "--to ... stop. source: --buyer buys --sector no more --from but --to. tariff: --rate on "
        "what --to buys --from others. price: primary cost, or an account, changes. currency: that "
        "of --country changes its value. carbon: --price on an account, or at a --border. supply: "
        "value added changes and buyers get less (Ghosh). inoperability: the demand shock as "
        "shares of output, at once or over --periods.\n"
        "\nA group that is built in, such as EU27, may stand where a country does; --group makes "
        "one block of countries. 'gvc methods scenario_demand' (scenario_extract, ...) has every "
        "column with its formula.",
    .options = options,
    .examples = examples,
    .choose = choose,
    .run = run,
};
