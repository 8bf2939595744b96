/* app.h - a command, and what one run of the program carries */
#ifndef GVC_CLI_APP_H
#define GVC_CLI_APP_H

#include <gvc/gvc.h>
#include <stdio.h>
#include <time.h>

#include "options.h"

enum {
    GVC_EXIT_DONE = 0,
    GVC_EXIT_ERROR = 1,         /* could not be done */
    GVC_EXIT_USAGE = 2,         /* asked in a wrong way */
    GVC_EXIT_CHECK = 3,         /* done, but a check failed and --strict was given */
    GVC_EXIT_INTERRUPTED = 130, /* Ctrl-C; 143 after SIGTERM, 129 after SIGHUP */
};

typedef struct gvc_progress_line {
    bool show;  /* wanted at all */
    bool drawn; /* something stands on the line now */
    struct timespec start;
} gvc_progress_line;

struct gvc_command;

typedef struct gvc_app {
    const struct gvc_command *command;
    char **argv;      /* as the program was started, untouched */
    const char *line; /* the command line for the record */
    gvc_settings set;
    gvc_ctx *ctx;
    gvc_progress_line progress;
    const char *written;               /* the file that is there, whole; NULL: none yet */
    const gvc_table *table;            /* the one that is computed with, for `shows` */
    const char *word;                  /* that chose the options; NULL: none did */
    const struct gvc_command *inner;   /* of gvc batch: the command that it does; NULL: none */
    const struct gvc_option **options; /* with its options; yours (free) */
    /* Of a process of gvc batch: is called as the reading of a table begins; what is wrong before
     * that hangs on no table. NULL: nobody asks. */
    void (*reads)(const struct gvc_app *app);
    /* Of a process of gvc batch: is called once the table is read, other than GVC_EXIT_DONE stops;
     * dry: only the labels are read. */
    /* uncertainty: NULL where none is asked for. */
    int (*before)(struct gvc_app *app, const gvc_table *t, const gvc_measure_options *options,
                  const gvc_uncertainty_options *uncertainty);
    /* Is called once the table is read, for options that depend on its labels; other than
     * GVC_EXIT_DONE stops. NULL: there are none. */
    int (*adapt)(struct gvc_app *app, const gvc_table *t, gvc_measure_options *options);
    int control;
    bool dry;
    /* Is a warning to be printed? NULL: all are. */
    bool (*shows)(const struct gvc_app *app, const char *warning);
} gvc_app;

typedef struct gvc_example {
    const char *command, *says;
} gvc_example;

typedef struct gvc_command {
    const char *name;
    const char *group;                /* heading in the list of commands */
    const char *summary;              /* one line, lower case, no full stop */
    const char *usage;                /* after "gvc " */
    gvc_choices *names;               /* what its arguments can be; NULL: files */
    const char *details;              /* long help; paragraphs, a line each */
    const gvc_option *const *options; /* NULL-ended */
    const gvc_example *examples;      /* ends with a record whose command is NULL */
    /* Chooses other options by the first word after the command, and whether that word is taken;
     * NULL: always `options`. Returns an exit code. */
    int (*choose)(gvc_app *app, const char *word, const gvc_option *const **options, bool *taken);
    int (*run)(gvc_app *app); /* returns the exit code */
    bool several;             /* takes all its tables at once: nothing that gvc batch could do */
} gvc_command;

#define GVC_COMMAND(name) extern const gvc_command gvc_command_##name;
#include "commands.def"
#undef GVC_COMMAND

const gvc_command *const *gvc_cli_commands(void); /* NULL-ended */
const gvc_command *gvc_cli_command(const char *name);
const char *gvc_cli_near_command(const char *name); /* NULL: none is near */

/* app.c: messages. "gvc decompose: ..." on stderr, one line; the exit code comes back. */
int gvc_cli_usage(gvc_app *app, const char *format, ...) GVC_PRINTF(2, 3);
int gvc_cli_wrong(gvc_app *app, const char *format, ...) GVC_PRINTF(2, 3);
int gvc_cli_failed(gvc_app *app, gvc_status status); /* the text of the context */
int gvc_cli_nomem(gvc_app *app);
void gvc_cli_say(gvc_app *app, const char *format, ...) GVC_PRINTF(2, 3); /* unless --quiet */
void gvc_cli_log(gvc_level level, const char *text, void *app);
/* Threads, memory limit, log and progress of the context, as the options say. */
int gvc_cli_ready(gvc_app *app);
/* clean.c: control bytes become '?', in place or while they are printed (length is returned). */
void gvc_cli_clean(char *text);
int gvc_cli_print(FILE *out, const char *text, size_t length);
/* The one file argument; NULL after a usage message when there is none, or more than one. */
const char *gvc_cli_file(gvc_app *app, const char *what);

/* warnings.c: does a warning concern the exporters whose rows are kept? For `shows`. */
bool gvc_cli_concerns(const gvc_app *app, const char *warning);

/* suggest.c: the near name, or NULL. names: count of them. */
const char *gvc_cli_near(const char *wrong, const char *const *names, size_t count);
/* Wrong usage: "WHAT 'WRONG'", then the near name, or all there are. */
int gvc_cli_unknown(gvc_app *app, const char *what, const char *wrong, const char *const *names,
                    size_t count);

/* help.c */
void gvc_cli_help_program(FILE *out);
void gvc_cli_help_command(FILE *out, const gvc_command *c, bool details);
/* Text broken at blanks, `indent` blanks before every line but the first, which starts at column
 * `at`. */
void gvc_cli_wrap(FILE *out, const char *text, int indent, int at);
int gvc_cli_width(int descriptor);  /* COLUMNS, else the terminal's width, else 80 */
int gvc_cli_height(int descriptor); /* 0: no terminal, or one that does not say */

/* progress.c */
void gvc_cli_progress_start(gvc_app *app); /* and the handlers of Ctrl-C, SIGTERM and SIGHUP */
void gvc_cli_progress_clear(gvc_app *app);
double gvc_cli_seconds_since(const struct timespec *start); /* by CLOCK_MONOTONIC */
bool gvc_cli_stopped(void);                                 /* was one of them sent? */
/* The exit code of a command, given that it may have been told to stop. */
int gvc_cli_stopped_code(gvc_app *app, int code);

/* threads.c: what the user said, else the cores that the process may use. */
int gvc_cli_threads(const gvc_settings *set);

/* kernel.c: starts the program anew where OpenBLAS made threads that nobody needs, or took a kernel
 * far too old for this processor. */
void gvc_cli_kernel(gvc_app *app);

/* table.c: reading tables as the options say; exit codes. path NULL: all files named are one table.
 */
int gvc_cli_read_table(gvc_app *app, gvc_table **out, const char *path, bool labels_only);
/* series.c: all files named, each a table, in the order of their years. */
typedef struct gvc_series {
    const gvc_table **tables; /* count of them; the last one is to be measured */
    gvc_idx count;
    gvc_table **owned; /* all that were read */
    gvc_idx all;
} gvc_series;
int gvc_cli_read_series(gvc_app *app, gvc_series *s); /* to be freed whatever comes back */
void gvc_cli_series_free(gvc_series *s);
/* satellite.c: the account that --satellite NAME or --account NAME chooses, NULL: none; the file of
 * --satellite FILE will be read with the table. An exit code. */
int gvc_cli_satellite(gvc_app *app, const char **account);
/* The same for a measure that looks at one account; then gvc_cli_only_account, an `adapt`, finds
 * the one of a file that has no other. */
int gvc_cli_one_satellite(gvc_app *app, const char **account);
int gvc_cli_only_account(gvc_app *app, const gvc_table *t, gvc_measure_options *o);
/* The notes of a table, one line each, from byte `skip` on: those that came later. */
void gvc_cli_say_notes(gvc_app *app, const gvc_table *t, size_t skip);
size_t gvc_cli_notes_length(const gvc_table *t);
void gvc_cli_describe_table(const gvc_table *t, char *text, size_t size);
/* Is -o a name for a table file, and can it be written? */
int gvc_cli_table_target(gvc_app *app);
/* Writes to -o FILE. */
int gvc_cli_write_table(gvc_app *app, const gvc_table *t);

/* groups.c: reads --groups FILE and --sector-groups FILE and gives the groups the library's shape.
 */
int gvc_cli_groups_ready(gvc_app *app);
/* Reads --blocs FILE into the library's shape. */
int gvc_cli_blocs_ready(gvc_app *app);
/* Reads --labels FILE. */
int gvc_cli_names_ready(gvc_app *app);
/* Members of groups that are built in (--group EU27), which hang on the table; says who is missing.
 */
int gvc_cli_groups_fill(gvc_app *app, const gvc_table *t);
/* The sector groups in the library's shape; yours (free), texts borrowed; NULL: out of memory. */
gvc_sector_group *gvc_cli_sector_groups(const gvc_settings *set, gvc_idx *count);
/* Refuses a country or sector named alone in a filter although a group holds it. */
int gvc_cli_groups_check(gvc_app *app, const gvc_filter *filter);

/* inputs.c: refuses an output that is one of the files read, which would be gone. `what` names the
 * file argument ("table"); NULL: it may be replaced. */
int gvc_cli_spares_inputs(gvc_app *app, const char *what);
/* The same for the file that an option ("script") writes; path NULL: none. */
int gvc_cli_spares(gvc_app *app, const char *option, const char *path, const char *what);
typedef struct gvc_target {
    const char *option, *path; /* path NULL: not asked for */
} gvc_target;
/* The same for all files that a command writes, which must be different ones. */
int gvc_cli_check_targets(gvc_app *app, const gvc_target *targets, size_t count, const char *what);
/* The same for the lists that the reader found beside the table. */
int gvc_cli_spares_lists(gvc_app *app, const gvc_table *t);

/* early.c: what was asked in vain, found before anything is computed. */
int gvc_cli_check_keys(gvc_app *app, const gvc_measure_options *options,
                       const gvc_measure_view *view);
int gvc_cli_check_terms(gvc_app *app, const gvc_measure_view *view);
/* What the command calls the option of a filter: "keep". */
const char *gvc_cli_filter_option(const gvc_app *app, const gvc_filter *filter);
bool gvc_cli_is_column(const gvc_variant *v, const char *term); /* of a view; v may be NULL */
/* "no term 'dvx' ...": what is near, and the columns there are. */
int gvc_cli_no_term(gvc_app *app, const char *term, const char *const *names, size_t count);
int gvc_cli_no_share(gvc_app *app, const char *total);
int gvc_cli_check_labels(gvc_app *app, const gvc_table *t);

/* industries.c: "LUX_c5, LUX_c8 and 3 more", at most `most` by name; *text is yours (free). */
int gvc_cli_industries(gvc_app *app, const gvc_table *t, gvc_fault fault, gvc_idx most, char **text,
                       gvc_idx *count);

/* view.c: the part of a result that was asked for. Replaces *r. */
int gvc_cli_filter(gvc_app *app, gvc_result **r);
int gvc_cli_keep(gvc_app *app, gvc_result **r, const char *dim, const gvc_list *labels);
int gvc_cli_columns(gvc_app *app, gvc_result **r);
/* The terms to compute for the columns asked for (none = all): NAME for the share NAME_sh, unless
 * the view itself (may be NULL) has such a column; `total` (may be NULL) too where it is needed.
 * False: out of memory. */
bool gvc_cli_needed_terms(const gvc_settings *set, const gvc_variant *view, const char *total,
                          gvc_list *out);

/* output.c: where a result goes. path "-" = standard output. */
int gvc_cli_target(gvc_app *app, const char **path, gvc_write_options *options);
/* Would the writer of this name (of gvc_writer_list) write there, format NULL: by its suffix? */
bool gvc_cli_writes(const char *writer, const char *path, const char *format);
/* To the target; a terminal gets as many rows as fit, and where none are left a warning says so. */
int gvc_cli_write(gvc_app *app, const gvc_result *r, const char *path, gvc_write_options *options);
/* The command line and, of a result just computed, the options. */
int gvc_cli_record(gvc_app *app, gvc_result *r, bool computed);
void gvc_cli_warn_of_no_rows(gvc_app *app, const gvc_result *r);

/* stream.c: a sink that hands on the part of a computed result that was asked for. */
typedef struct gvc_stream {
    gvc_app *app;
    gvc_sink to;
    bool warn;    /* where no rows are left */
    bool prices;  /* say at the end which prices growth is in: a text format has no place for it */
    gvc_idx next; /* labels handed on, of the dimension that pieces are cut along */
    int code;     /* other than GVC_EXIT_DONE: why it stopped, as the user was told */
    bool warned;  /* the result carries warnings */
} gvc_stream;
gvc_sink gvc_cli_stream(gvc_stream *s);

#endif
