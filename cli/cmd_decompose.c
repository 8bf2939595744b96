/* cmd_decompose.c - gvc decompose: gross exports into domestic and foreign value added */
#include <string.h>

#include "app.h"

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
    GVC_OPTION_CHOICE,
    false,
    AT(level),
    "LEVEL",
    gvc_cli_levels,
    "a row for each exporter, exporter and sector, exporter and importer, or all three",
};
static const gvc_option flow = {
    "flow", 0, GVC_OPTION_CHOICE, false, AT(flow), "FLOW", flows, "what is decomposed",
};
static const gvc_option perspective = {
    "perspective",   0,      GVC_OPTION_CHOICE,    false,
    AT(perspective), "NAME", gvc_cli_perspectives, "whose borders count a flow as double",
};
static const gvc_option approach = {
    "approach",         0,
    GVC_OPTION_CHOICE,  false,
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

static const gvc_option solver = {
    "solver",          0,
    GVC_OPTION_CHOICE, false,
    AT(solver),        "NAME",
    gvc_cli_solvers,   "how I - A is solved, auto takes the fastest that fits (see gvc version -v)",
};

static gvc_status compute(gvc_app *app, const gvc_table *t, const gvc_list *terms,
                          const gvc_sink *sink)
{
    const gvc_settings *set = &app->set;
    gvc_measure_options options = GVC_MEASURE_OPTIONS_INIT;
    options.method = set->method;
    options.level = set->level;
    options.perspective = set->perspective;
    options.approach = set->approach;
    options.detail = set->elementary ? "elementary" : NULL;
    options.va = strcmp(set->va, "given") == 0 ? GVC_VA_GIVEN : GVC_VA_RESIDUAL;
    options.output = strcmp(set->output_total, "given") == 0 ? GVC_OUTPUT_GIVEN : GVC_OUTPUT_ROWSUM;
    options.drop_fd = (const char *const *)set->drop_fd.items;
    options.solver = strcmp(set->solver, "auto") == 0 ? NULL : set->solver;
    options.groups = set->groups.views;
    options.group_count = (gvc_idx)set->groups.count;
    options.terms = (const char *const *)terms->items;
    const gvc_measure_job job = {&options, sink};
    return gvc_measure_all(app->ctx, t, &job, 1);
}

/* What can be refused without reading the table. */
static int prepare(gvc_app *app, const char **path, const char **target, gvc_write_options *options)
{
    *path = gvc_cli_file(app, "table");
    int code = *path == NULL ? GVC_EXIT_USAGE : gvc_cli_target(app, target, options);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_inputs(app, "table");
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_check_keys(app);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_check_terms(app);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_groups_ready(app);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_groups_check(app, "exporter", &app->set.exporter);
    }
    return code == GVC_EXIT_DONE ? gvc_cli_groups_check(app, "importer", &app->set.importer) : code;
}

/* A solver that cannot do this work was asked for in the right way, but in vain. */
static int failed(gvc_app *app, gvc_status s)
{
    bool named = strcmp(app->set.solver, "auto") != 0;
    return s == GVC_EARG && named ? gvc_cli_wrong(app, "%s", gvc_ctx_error(app->ctx))
                                  : gvc_cli_failed(app, s);
}

static int make(gvc_app *app, const char *path, gvc_stream *stream)
{
    gvc_table *t = NULL;
    gvc_list terms = {0};
    const gvc_method_info *m = gvc_method_find(app->set.method);
    const char *total = m == NULL ? NULL : m->variants[0].identity;
    int code = gvc_cli_needed_terms(&app->set, total, &terms) ? GVC_EXIT_DONE : gvc_cli_nomem(app);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_read_table(app, &t, path, false);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_lists(app, t);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_check_labels(app, t);
    }
    if (code == GVC_EXIT_DONE) {
        app->table = t;
        app->shows = gvc_cli_concerns;
        gvc_sink sink = gvc_cli_stream(stream);
        gvc_status s = compute(app, t, &terms, &sink);
        app->table = NULL;
        code = stream->code != GVC_EXIT_DONE ? stream->code
               : s == GVC_OK                 ? GVC_EXIT_DONE
                                             : failed(app, s);
    }
    gvc_table_free(t);
    gvc_cli_list_free(&terms);
    return code;
}

/* On a terminal the number of rows decides how they are shown, so all are there before. */
static int show(gvc_app *app, const char *path, const char *target, gvc_write_options *options,
                gvc_stream *stream)
{
    gvc_collector *all = NULL;
    gvc_status s = gvc_collector_new(app->ctx, &all);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    stream->to = gvc_collector_sink(all);
    int code = make(app, path, stream);
    if (code == GVC_EXIT_DONE) {
        gvc_result *r = gvc_collector_take(all);
        code = gvc_cli_write(app, r, target, options);
        gvc_result_free(r);
    }
    gvc_collector_free(all);
    return code;
}

/* Into a file or a pipe rows go as they are computed. */
static int store(gvc_app *app, const char *path, const char *target,
                 const gvc_write_options *options, gvc_stream *stream)
{
    gvc_result_writer *writer = NULL;
    gvc_status s = gvc_result_writer_open(app->ctx, &writer, target, options);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    stream->to = gvc_result_writer_sink(writer);
    stream->warn = true;
    int code = make(app, path, stream);
    gvc_cli_progress_clear(app);
    if (code == GVC_EXIT_DONE && gvc_cli_stopped()) {
        code = gvc_cli_wrong(app, "interrupted; %s",
                             strcmp(target, "-") == 0 ? "the output is not complete"
                                                      : "nothing was written");
    }
    if (code != GVC_EXIT_DONE) {
        gvc_result_writer_abandon(writer);
        return code;
    }
    s = gvc_result_writer_commit(app->ctx, writer);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    app->written = strcmp(target, "-") == 0 ? NULL : target;
    return GVC_EXIT_DONE;
}

static int run(gvc_app *app)
{
    const char *path = NULL, *target = NULL;
    gvc_write_options options;
    gvc_stream stream = {.app = app};
    int code = prepare(app, &path, &target, &options);
    if (code == GVC_EXIT_DONE) {
        gvc_cli_kernel(app);
        code = options.max_rows > 0 ? show(app, path, target, &options, &stream)
                                    : store(app, path, target, &options, &stream);
    }
    return code == GVC_EXIT_DONE && app->set.strict && stream.warned ? GVC_EXIT_CHECK : code;
}

static const gvc_option *const options[] = {
    &method,
    &level,
    &flow,
    &perspective,
    &approach,
    &elementary,
    &gvc_option_exporter,
    &gvc_option_importer,
    &gvc_option_sector,
    &gvc_option_group,
    &gvc_option_groups,
    &gvc_option_terms,
    &gvc_option_share,
    &gvc_option_output,
    &gvc_option_format,
    &gvc_option_tidy,
    &gvc_option_keep_zeros,
    &gvc_option_year,
    &gvc_option_member,
    &gvc_option_va,
    &gvc_option_output_total,
    &gvc_option_drop_fd,
    &solver,
    &gvc_option_threads,
    &gvc_option_memory,
    &gvc_option_reproducible,
    &gvc_option_strict,
    &gvc_option_quiet,
    &gvc_option_verbose,
    &gvc_option_progress,
    &gvc_option_color,
    &gvc_option_help,
    NULL,
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
