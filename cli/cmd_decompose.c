/* cmd_decompose.c - gvc decompose: gross exports or imports, or a flow by hand, into value added */
#include <string.h>

#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *flows(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"exports", "imports", NULL};
    (void)set;
    return names[i];
}

static const char *origins(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"origin", NULL};
    (void)set;
    return names[i];
}

static const gvc_option method = {
    "method", 'm', GVC_OPTION_CHOICE, false, AT(method), "NAME", gvc_cli_methods, "see gvc methods",
};
static const gvc_option level = {
    "level",
    0,
    GVC_OPTION_WORD,
    false,
    AT(level),
    "LEVEL",
    gvc_cli_levels,
    "a row for each exporter, exporter and sector, exporter and importer, or all three; country "
    "unless the perspective has no such rows",
};
static const gvc_option flow = {
    "flow", 0, GVC_OPTION_WORD, false, AT(flow), "FLOW", flows, "what is decomposed",
};
static const gvc_option perspective = {
    "perspective",
    0,
    GVC_OPTION_WORD,
    false,
    AT(perspective),
    "NAME",
    gvc_cli_perspectives,
    "the perimeter in which value added counts once: all exports of a country, the world's "
    "borders, one flow alone, all imports of a country or those of a product",
};
static const gvc_option approach = {
    "approach",         0,
    GVC_OPTION_WORD,    false,
    AT(approach),       "NAME",
    gvc_cli_approaches, "value added counts the first time it leaves the country, or the last",
};
static const gvc_option elementary = {
    "elementary",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(elementary),
    NULL,
    NULL,
    "after gexp the 12 elementary terms instead of the summary",
};
static const gvc_option kww = {
    "kww",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(kww),
    NULL,
    NULL,
    "with -m wwz: its terms added up to the nine of kww, at every level",
};

static const gvc_option tripartite = {
    "tripartite",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(tripartite),
    NULL,
    NULL,
    "after gexp trade that crosses one border, and GVC trade: pure backward, pure forward, "
    "two-sided",
};
static const gvc_option tripartite_output = {
    "tripartite-output",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(tripartite_output),
    NULL,
    NULL,
    "gross output likewise, by exporter and sector (engine definition)",
};

/* Another set of columns than the summary, *detail NULL where none is asked for. */
static int choose_detail(gvc_app *app, const char **detail)
{
    const gvc_settings *set = &app->set;
    *detail = set->elementary          ? "elementary"
              : set->tripartite        ? "tripartite"
              : set->tripartite_output ? "tripartite-output"
              : set->kww               ? "kww"
                                       : NULL;
    return set->elementary + set->tripartite + set->tripartite_output + set->kww > 1
               ? gvc_cli_usage(app, "--elementary, --tripartite, --tripartite-output and --kww are "
                                    "views of their own; choose one")
               : GVC_EXIT_DONE;
}

static const gvc_option perimeter_from = {
    "perimeter-from",
    0,
    GVC_OPTION_LIST,
    false,
    AT(from),
    "A,B,...",
    NULL,
    "one flow by hand: what these countries, sectors or industries (KOR_c14) sell",
};
static const gvc_option perimeter_to = {
    "perimeter-to",
    0,
    GVC_OPTION_LIST,
    false,
    AT(to),
    "A,B,...",
    NULL,
    "to these countries (as input and for final use), sectors or industries (as input)",
};
static const gvc_option by = {
    "by",   0,     GVC_OPTION_WORD, false,
    AT(by), "KEY", origins,         "with a flow by hand: a row for each origin of its value added",
};

/* Is it a perspective on imports? */
static bool is_of_imports(const char *word)
{
    const char *offered;
    for (size_t i = 0; word != NULL && (offered = gvc_cli_perspective_of("imports", i)) != NULL;
         i++) {
        if (strcmp(offered, word) == 0) {
            return true;
        }
    }
    return false;
}

/* The flow and its perspective, each from the other where only one is named. */
static int choose_flow(gvc_app *app, gvc_measure_options *o)
{
    gvc_settings *set = &app->set;
    bool imports = is_of_imports(set->perspective);
    if (set->flow == NULL) {
        set->flow = imports ? "imports" : "exports";
    } else if (strcmp(set->flow, "imports") == 0 && set->perspective == NULL) {
        o->perspective = gvc_cli_perspective_of("imports", 0);
    } else if ((strcmp(set->flow, "imports") == 0) != imports) {
        return gvc_cli_usage(app,
                             "--perspective %s is one on %s, not on %s; leave out --flow, or the "
                             "perspective",
                             set->perspective, imports ? "imports" : "exports", set->flow);
    }
    if (o->detail != NULL && strcmp(set->flow, "imports") == 0) {
        return gvc_cli_usage(app, "imports have one set of terms; leave out --%s", o->detail);
    }
    return GVC_EXIT_DONE;
}

static int choose_perimeter(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    bool by_hand = set->from.count + set->to.count > 0;
    if (!by_hand && set->by != NULL) {
        return gvc_cli_usage(app,
                             "--by %s goes with --perimeter-from or --perimeter-to alone; for "
                             "imports by origin: --flow imports --level pair",
                             set->by);
    }
    if (by_hand && set->flow != NULL) {
        return gvc_cli_usage(app,
                             "--flow %s with a perimeter by hand, which is a flow itself; leave "
                             "out one of them",
                             set->flow);
    }
    o->from = (const char *const *)set->from.items;
    o->to = (const char *const *)set->to.items;
    o->by = set->by;
    return by_hand ? GVC_EXIT_DONE : choose_flow(app, o);
}

static int fill(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    o->method = set->method;
    o->perspective = set->perspective;
    o->approach = set->approach;
    int code = choose_detail(app, &o->detail);
    return code == GVC_EXIT_DONE ? choose_perimeter(app, o) : code;
}

static int run(gvc_app *app)
{
    return gvc_cli_measure(app, fill);
}

static const gvc_option *const options[] = {
    &method,
    &level,
    &flow,
    &perspective,
    &approach,
    &elementary,
    &kww,
    &tripartite,
    &tripartite_output,
    &perimeter_from,
    &perimeter_to,
    &by,
    &gvc_option_exporter,
    &gvc_option_importer,
    &gvc_option_sector,
    &gvc_option_origin,
    &gvc_option_origin_sector,
    GVC_UNCERTAINTY_OPTIONS,
    GVC_MEASURE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc decompose example.h5", "by country, as a table on the terminal"},
    {"gvc decompose example.h5 --level sector --exporter UPG -o upg.csv",
     "the exports of one country by sector, as CSV"},
    {"gvc decompose example.h5 --uncertainty rel=0.1 --terms dva,fva",
     "how sure they are where every cell has an error of a tenth; see gvc help uncertainty"},
    {"gvc decompose example.h5 --level bilateral -o r.h5",
     "every exporter, sector and importer, for Python and R"},
    {"gvc decompose example.h5 --terms dva,fva --share", "two columns and their shares in exports"},
    {"gvc decompose example.h5 --perspective sectbil --exporter UPG --importer HQE",
     "value added exposed to a shock on one flow, sector by sector"},
    {"gvc decompose example.h5 --tripartite --share", "trade in value chains in three parts"},
    {"gvc decompose example.h5 --group EAST=UPG,ASY,PAR --exporter EAST",
     "three countries as one block: trade among them is not export"},
    {"gvc decompose example.h5 -m kww", "the nine terms of Koopman, Wang and Wei"},
    {"gvc decompose example.h5 -m wwz --kww --level sector -o kww.csv",
     "the same nine by exporting sector"},
    {"gvc decompose example.h5 -m wwz --level bilateral -o wwz.h5",
     "the sixteen terms of Wang, Wei and Zhu"},
    {"gvc decompose example.h5 --flow imports --level pair --importer UPG",
     "whose value added a country imports"},
    {"gvc decompose example.h5 --perspective sectimp --sector ELE,CAR",
     "the imports of two products: what a tariff on them would meet"},
    {"gvc decompose example.h5 --perimeter-from UPG,ASY_ELE --perimeter-to PAR --by origin",
     "a flow put together by hand"},
    {NULL, NULL},
};

const gvc_command gvc_command_decompose = {
    .name = "decompose",
    .group = "measures",
    .summary = "gross exports or imports into value added and double counting",
    .usage = "decompose TABLE [OPTION]...",
    .details =
        "Gross exports (gexp) are domestic content (dc) plus foreign content (fc). Domestic "
        "content "
        "is domestic value added (dva) plus its double counting (ddc), foreign content is foreign "
        "value added (fva) plus its double counting (fdc). dva is what others absorb (vax) plus "
        "what comes home again (ref). 'gvc methods bm' has every column with its formula.\n"
        "\nDouble is what crosses the borders of the perspective again. exporter: those of the "
        "country; sectors and importers add up. world: all borders, value added counts once in "
        "the exports of the world. sectexp, bilateral, sectbil: the exports of an industry, of a "
        "country to one importer, of an industry to one importer, by themselves; such flows do "
        "not add up, so that each has its own levels.\n"
        "\nGross imports (gimp) are value added (va) plus double counting (dcount), of all imports "
        "of "
        "a country (--perspective importer) or of one product (sectimp); 'gvc methods imports'. "
        "--perimeter-from and --perimeter-to do the same for any flow: its va is the GDP that "
        "would be lost if the flow stopped; 'gvc methods perimeter'.\n"
        "\nReads every format that 'gvc formats' lists; no import is needed before. Filters "
        "(--exporter, --importer and so on) pick rows of the result and never change a number.",
    .options = options,
    .examples = examples,
    .run = run,
};
