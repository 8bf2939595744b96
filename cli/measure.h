/* measure.h - what every command that measures a table does: options read, table read, result cut
 * down to the rows and columns asked for, and written */
#ifndef GVC_CLI_MEASURE_H
#define GVC_CLI_MEASURE_H

#include "app.h"

/* What the command's own options mean; those of gvc_cli_conventions are filled in. An exit code. */
typedef int gvc_measure_fill(gvc_app *app, gvc_measure_options *options);

/* The whole run of such a command. */
int gvc_cli_measure(gvc_app *app, gvc_measure_fill *fill);
/* The same of the last of several tables; those of earlier years, if there are any, are
 * options->others. */
int gvc_cli_measure_last(gvc_app *app, gvc_measure_fill *fill);
/* The same of a command that compares tables of several years. */
int gvc_cli_measure_series(gvc_app *app, gvc_measure_fill *fill);

/* uncertainty.c: what --uncertainty and the options beside it say of the view that `options` come
 * to; out->wanted: it was given. Reads the file where it is one. Free *out in any case. */
typedef struct gvc_uncertainty {
    bool wanted;
    gvc_uncertainty_options options;
    gvc_error_block *blocks;
} gvc_uncertainty;
int gvc_cli_uncertainty(gvc_app *app, const gvc_measure_options *options,
                        const gvc_measure_view *view, gvc_uncertainty *out);
/* Has the table the labels of the file? An exit code, after words with the line. */
int gvc_cli_uncertainty_labels(gvc_app *app, const gvc_table *t, const gvc_uncertainty *u);
void gvc_cli_uncertainty_free(gvc_uncertainty *u);
/* For a command whose measures have it: the options of their uncertainty. */
extern const gvc_option gvc_option_uncertainty, gvc_option_draws, gvc_option_seed,
    gvc_option_interval;
#define GVC_UNCERTAINTY_OPTIONS                                                                    \
    &gvc_option_uncertainty, &gvc_option_draws, &gvc_option_seed, &gvc_option_interval

/* The options that every such command ends its list with: columns, output, table conventions,
 * resources, noise. */
#define GVC_MEASURE_OPTIONS &gvc_option_share, GVC_MEASURE_OPTIONS_UNSHARED
/* The same for a command whose columns have no total. */
#define GVC_MEASURE_OPTIONS_UNSHARED &gvc_option_sort, &gvc_option_top, GVC_MEASURE_OPTIONS_UNSORTED
/* The same for one that sorts its rows itself. */
#define GVC_MEASURE_OPTIONS_UNSORTED                                                               \
    &gvc_option_group, &gvc_option_groups, &gvc_option_sector_groups, &gvc_option_terms,           \
        &gvc_option_output, &gvc_option_format, &gvc_option_tidy, &gvc_option_keep_zeros,          \
        &gvc_option_year, &gvc_option_member, &gvc_option_va, &gvc_option_output_total,            \
        &gvc_option_drop_fd, &gvc_option_solver, &gvc_option_threads, &gvc_option_memory,          \
        &gvc_option_reproducible, &gvc_option_strict, GVC_NOISE_OPTIONS

#endif
