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
    "perspective",   0,      GVC_OPTION_WORD,      false,
    AT(perspective), "NAME", gvc_cli_perspectives, "whose borders count a flow as double",
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

static int fill(gvc_app *app, gvc_measure_options *o)
{
    const gvc_settings *set = &app->set;
    o->method = set->method;
    o->perspective = set->perspective;
    o->approach = set->approach;
    o->detail = set->elementary ? "elementary" : set->kww ? "kww" : NULL;
    return set->elementary && set->kww
               ? gvc_cli_usage(app, "--elementary is for -m bm, --kww for -m wwz: not both")
               : GVC_EXIT_DONE;
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
        "\nReads every format that 'gvc formats' lists; no import is needed before. Filters "
        "(--exporter, --importer, --sector) pick rows of the result and never change a number.",
    .options = options,
    .examples = examples,
    .run = run,
};
