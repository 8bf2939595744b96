/* cmd_version.c - gvc version: the version; with -v who does the arithmetic, and how */
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
               "built with: %s\n"
               "solvers:\n",
               gvc_blas_name(), gvc_blas_kernel(), gvc_cli_threads(&app->set), GVC_BUILT_WITH);
        for (gvc_idx i = 0; gvc_solver_name(i) != NULL; i++) {
            printf("  %-14s ", gvc_solver_name(i));
            gvc_cli_wrap(stdout, gvc_solver_summary(i), 17, 17);
        }
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
    "BLAS and its kernel in use, threads, other libraries, solvers",
};

static const gvc_option *const options[] = {&verbose, &gvc_option_help, NULL};

const gvc_command gvc_command_version = {
    .name = "version",
    .group = "about",
    .summary = "the version; -v: BLAS, threads, libraries, solvers",
    .usage = "version [-v]",
    .options = options,
    .run = run,
};
