/* cmd_decompose.c - gvc decompose: gross exports into domestic and foreign value added */
#include "measure.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *flows(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"exports", NULL};
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
    "flow", 0, GVC_OPTION_CHOICE, false, AT(flow), "FLOW", flows, "what is decomposed",
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
    "borders, "
    "or one flow alone",
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

static int fill(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    o->method = set->method;
    o->perspective = set->perspective;
    o->approach = set->approach;
    return choose_detail(app, &o->detail);
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
    &gvc_option_exporter,
    &gvc_option_importer,
    &gvc_option_sector,
    GVC_MEASURE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc decompose example.h5", "by country, as a table on the terminal"},
    {"gvc decompose example.h5 --level sector --exporter UPG -o upg.csv",
     "the exports of one country by sector, as CSV"},
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
    {NULL, NULL},
};

const gvc_command gvc_command_decompose = {
    .name = "decompose",
    .group = "measures",
    .summary = "gross exports into domestic and foreign value added",
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
        "\nReads every format that 'gvc formats' lists; no import is needed before. Filters "
        "(--exporter, --importer, --sector) pick rows of the result and never change a number.",
    .options = options,
    .examples = examples,
    .run = run,
};
