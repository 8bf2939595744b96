/* cmd_export.c - gvc export: a stored result, or a part of it, in another format */
#include "app.h"

static int run(gvc_app *app)
{
    const char *path = gvc_cli_file(app, "result"), *target = NULL;
    gvc_write_options options;
    gvc_result *r = NULL;
    int code = path == NULL ? GVC_EXIT_USAGE : gvc_cli_target(app, &target, &options);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_inputs(app, "result");
    }
    if (code == GVC_EXIT_DONE) {
        gvc_status s = gvc_result_read(app->ctx, &r, path);
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_filter(app, &r);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_keep(app, &r, "year", &app->set.years);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_columns(app, &r);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_record(app, r, false);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_write(app, r, target, &options);
    }
    gvc_result_free(r);
    return code;
}

static const gvc_option *const options[] = {
    &gvc_option_years, &gvc_option_output,     &gvc_option_format,       GVC_KEY_OPTIONS,
    &gvc_option_terms, &gvc_option_sort,       &gvc_option_top,          &gvc_option_share,
    &gvc_option_tidy,  &gvc_option_keep_zeros, &gvc_option_reproducible, GVC_NOISE_OPTIONS,
};

static const gvc_example examples[] = {
    {"gvc export r.h5 -o r.csv.gz", "all of it as compressed CSV"},
    {"gvc export r.h5 --exporter UPG --terms gexp,dva", "two columns of one exporter"},
    {"gvc export r.h5 --sort -dva --top 5", "the five rows with the smallest of one column"},
    {"gvc export panel.h5 --year 2000,2020 -o ends.csv", "two years of a panel"},
    {NULL, NULL},
};

const gvc_command gvc_command_export = {
    .name = "export",
    .group = "output",
    .summary = "write a stored result in another format",
    .usage = "export RESULT.h5 [-o FILE] [OPTION]...",
    .details =
        "Takes a result that was stored as HDF5 and writes it, or the rows and columns asked "
        "for, as any format that 'gvc formats' lists: the same bytes that the measure itself "
        "would have written.",
    .options = options,
    .examples = examples,
    .run = run,
};
