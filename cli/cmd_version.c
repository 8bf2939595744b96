/* cmd_version.c - gvc version: the version; with -v who does the arithmetic */
#include "app.h"

#ifndef GVC_BUILT_WITH
#define GVC_BUILT_WITH "unknown libraries"
#endif

static int run(gvc_app *app)
{
    if (app->set.files.count > 0) {
        return gvc_cli_usage(app, "takes no argument, got '%s'", app->set.files.items[0]);
    }
    if (app->set.verbose > 0) {
        gvc_cli_kernel(app);
    }
    printf("gvc %s\n", gvc_version());
    if (app->set.verbose > 0) {
        printf("BLAS:       %s\n"
               "kernel:     %s\n"
               "threads:    %d\n"
               "built with: %s\n",
               gvc_blas_name(), gvc_blas_kernel(), gvc_blas_threads(), GVC_BUILT_WITH);
    }
    return GVC_EXIT_DONE;
}

static const gvc_option verbose = {
    "verbose",
    'v',
    GVC_OPTION_COUNT,
    true,
    offsetof(gvc_settings, verbose),
    NULL,
    NULL,
    "the BLAS library, its kernel in use, threads, other libraries",
};

static const gvc_option *const options[] = {&verbose, &gvc_option_help, NULL};

const gvc_command gvc_command_version = {
    .name = "version",
    .group = "about",
    .summary = "the version; -v: BLAS kernel, threads and libraries",
    .usage = "version [-v]",
    .options = options,
    .run = run,
};
