/* cmd_batch.c - gvc batch: one command over many tables, into one panel or a folder */
#define _DEFAULT_SOURCE
#include <stdlib.h>
#include <string.h>

#include "batch/batch.h"

#define AT(field) offsetof(gvc_settings, field)

const gvc_option gvc_batch_output = {
    "output",
    'o',
    GVC_OPTION_FILE,
    false,
    AT(output),
    "OUT",
    NULL,
    "FILE: one panel of all years, the suffix picks the writer; FOLDER/: a file a table"};
static const gvc_option year = {
    "year",
    0,
    GVC_OPTION_LIST,
    false,
    AT(years),
    "Y,Y-Y,...",
    NULL,
    "only tables of these years, out of files with several too; without it all that there are"};
static const gvc_option jobs = {
    "jobs",
    'j',
    GVC_OPTION_INTEGER,
    true,
    AT(jobs),
    "N",
    NULL,
    "tables at once (without it: as many as there are cores and memory for)"};
static const gvc_option threads = {"threads",
                                   0,
                                   GVC_OPTION_INTEGER,
                                   true,
                                   AT(threads),
                                   "N",
                                   NULL,
                                   "cores for all of them together; numbers do not change"};
static const gvc_option memory = {
    "memory",
    0,
    GVC_OPTION_SIZE,
    true,
    AT(memory),
    "SIZE",
    NULL,
    "memory for all of them together, as 4G (without it: 80 % of what is free)"};
static const gvc_option keep_going = {
    "keep-going",
    'k',
    GVC_OPTION_FLAG,
    true,
    AT(keep_going),
    NULL,
    NULL,
    "go on with the other tables when one fails (what is done without being asked)"};
static const gvc_option fail_fast = {"fail-fast",
                                     0,
                                     GVC_OPTION_FLAG,
                                     true,
                                     AT(fail_fast),
                                     NULL,
                                     NULL,
                                     "begin nothing more when a table fails"};
static const gvc_option dry_run = {"dry-run",
                                   'n',
                                   GVC_OPTION_FLAG,
                                   true,
                                   AT(dry_run),
                                   NULL,
                                   NULL,
                                   "only print what would be done, with memory and time"};
static const gvc_option shard = {
    "shard",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(shard),
    "I/N",
    NULL,
    "only part I of N of the list, into FILE.IofN.h5; auto takes I and N from the array of jobs "
    "that Slurm or SGE runs, auto/N from one of PBS"};

static const gvc_option *const options[] = {
    &gvc_batch_output, &year,      &jobs,    &threads, &memory,
    &keep_going,       &fail_fast, &dry_run, &shard,   GVC_NOISE_OPTIONS,
};

static const gvc_option *const merge_options[] = {
    &gvc_option_output,       &gvc_option_format, &gvc_option_tidy,    &gvc_option_keep_zeros,
    &gvc_option_reproducible, &gvc_option_strict, &gvc_option_threads, GVC_NOISE_OPTIONS,
};

/* Commands that make tables, which need a folder. */
static const char *const tables[] = {"import", "aggregate", "balance"};

static bool makes_tables(const gvc_command *c)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        if (strcmp(c->name, tables[i]) == 0) {
            return true;
        }
    }
    return false;
}

static const gvc_command *find_inner(const char *name)
{
    const gvc_command *c = gvc_cli_command(name);
    bool good = c != NULL && (strcmp(c->group, "measures") == 0 || makes_tables(c));
    return good && !c->several ? c : NULL;
}

static int no_inner(gvc_app *app, const char *name)
{
    char list[256] = "";
    size_t used = 0;
    for (const gvc_command *const *c = gvc_cli_commands(); *c != NULL; c++) {
        if (find_inner((*c)->name) != NULL) {
            gvc_cli_add(list, sizeof list, &used, "%s, ", (*c)->name);
        }
    }
    return gvc_cli_usage(app, "'%s' is no command that batch can do over tables; there are %smerge",
                         name, list);
}

/* Options of batch, then those of the inner command that it does not have itself. */
static const gvc_option **combine(const gvc_command *inner)
{
    size_t own = sizeof options / sizeof *options - 1, count = 0;
    while (inner->options[count] != NULL) {
        count++;
    }
    const gvc_option **all = calloc(own + count + 1, sizeof *all);
    if (all == NULL) {
        return NULL;
    }
    memcpy(all, options, own * sizeof *all);
    for (size_t i = 0, used = own; i < count; i++) {
        bool has = false;
        for (size_t k = 0; k < own && !has; k++) {
            has = strcmp(options[k]->name, inner->options[i]->name) == 0;
        }
        if (!has) {
            all[used++] = inner->options[i];
        }
    }
    return all;
}

/* What the run writes, and the folder it works in. */
static int find_target(gvc_batch *b)
{
    gvc_app *app = b->app;
    const char *output = app->set.output;
    if (output == NULL || strcmp(output, "-") == 0) {
        return gvc_cli_usage(app, "no file to write: give -o FILE.h5 for a panel, or -o FOLDER/ "
                                  "for a file a table");
    }
    size_t length = strlen(output);
    b->folder = output[length - 1] == '/';
    while (length > 1 && output[length - 1] == '/') {
        length--;
    }
    if (!b->measures && !b->folder) {
        return gvc_cli_usage(app, "%s makes a table of each: give a folder, -o FOLDER/",
                             b->inner->name);
    }
    char *named = gvc_cli_format("%.*s", (int)length, output);
    b->target = b->folder || named == NULL ? NULL : realpath(named, NULL);
    if (b->target == NULL) {
        b->target = named;
        named = NULL;
    }
    free(named);
    if (b->shards > 1 && !b->folder && b->target != NULL) {
        char *whole = b->target;
        b->target = gvc_batch_shard_name(whole, b->shard, b->shards);
        free(whole);
    }
    if (b->target == NULL) {
        return gvc_cli_nomem(app);
    }
    b->state = !b->folder      ? gvc_cli_format("%s.batch", b->target)
               : b->shards > 1 ? gvc_cli_format("%s/.batch-%dof%d", b->target, b->shard, b->shards)
                               : gvc_cli_format("%s/.batch", b->target);
    return b->state == NULL ? gvc_cli_nomem(app) : GVC_EXIT_DONE;
}

static int check_target(gvc_batch *b)
{
    gvc_app *app = b->app;
    const char *path;
    gvc_write_options write;
    if (b->folder) {
        const char *format = app->set.format;
        return app->set.tidy && format != NULL && strcmp(format, "hdf5") != 0
                   ? gvc_cli_usage(app, "--tidy is for HDF5, not for %s", format)
                   : GVC_EXIT_DONE;
    }
    int code = gvc_cli_target(app, &path, &write);
    if (code == GVC_EXIT_DONE && b->shards > 1 &&
        !gvc_cli_writes("hdf5", app->set.output, app->set.format)) {
        code = gvc_cli_usage(app, "--shard: a shard is HDF5, to be merged: -o FILE.h5");
    }
    return code == GVC_EXIT_DONE ? gvc_cli_spares_inputs(app, "table") : code;
}

/* What looks at several tables at once, or writes what cannot be joined. */
static int check_inner(gvc_batch *b)
{
    static const char *const graphs[] = {"graphml", "dot"};
    gvc_app *app = b->app;
    if (app->set.index != NULL) {
        return gvc_cli_usage(app,
                             "--index looks at all tables at once, and batch gives each to a "
                             "process of its own; use gvc %s TABLE... --index FILE",
                             b->inner->name);
    }
    for (size_t k = 0; k < sizeof graphs / sizeof *graphs && app->set.output != NULL; k++) {
        if (!b->folder && gvc_cli_writes(graphs[k], app->set.output, app->set.format)) {
            return gvc_cli_usage(app,
                                 "a panel is no graph: %s draws one result; give -o FOLDER/ "
                                 "--format %s for a file a table, or a panel as HDF5 or CSV",
                                 graphs[k], graphs[k]);
        }
    }
    return GVC_EXIT_DONE;
}

static int prepare(gvc_batch *b)
{
    int code = gvc_batch_find_shard(b);
    if (code == GVC_EXIT_DONE && b->app->set.keep_going && b->app->set.fail_fast) {
        code = gvc_cli_usage(b->app, "--keep-going and --fail-fast are opposites; choose one");
    }
    if (code == GVC_EXIT_DONE) {
        code = find_target(b);
    }
    if (code == GVC_EXIT_DONE) {
        code = check_inner(b);
    }
    if (code == GVC_EXIT_DONE) {
        code = check_target(b);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_batch_find_items(b);
    }
    return code == GVC_EXIT_DONE && !b->folder ? gvc_batch_spare_inputs(b, b->target) : code;
}

static void say_end(gvc_batch *b, int code)
{
    if (code == GVC_EXIT_DONE || code == GVC_EXIT_CHECK) {
        gvc_cli_say(b->app, "%s: %zu table%s", b->shards > 1 ? b->target : b->app->set.output,
                    b->count, b->count == 1 ? "" : "s");
    }
}

/* Of files that are there under --strict. */
static int strict(const gvc_batch *b)
{
    bool warned = false;
    for (size_t i = 0; i < b->count; i++) {
        warned = warned || b->items[i].warned;
    }
    return b->app->set.strict && warned ? GVC_EXIT_CHECK : GVC_EXIT_DONE;
}

static int close_run(gvc_batch *b)
{
    size_t done = 0;
    for (size_t i = 0; i < b->count; i++) {
        done += b->items[i].state == GVC_BATCH_DONE;
    }
    if (gvc_cli_stopped() && done == 0) {
        return gvc_cli_wrong(b->app, "interrupted before a table was done");
    }
    if (gvc_cli_stopped()) {
        return gvc_cli_wrong(b->app,
                             "interrupted; %zu of %zu tables are done and kept: the same "
                             "command goes on with the others",
                             done, b->count);
    }
    if (b->failures > 0 || done < b->count) {
        return gvc_batch_say_failures(b);
    }
    int ends = b->folder ? strict(b) : GVC_EXIT_DONE;
    int code = b->folder ? gvc_batch_finish(b, NULL, ends) : gvc_batch_panel(b);
    say_end(b, code);
    return code == GVC_EXIT_DONE ? ends : code;
}

static int run_batch(gvc_batch *b)
{
    bool finished = false;
    int code = gvc_batch_open_state(b, &finished);
    size_t before = 0;
    for (size_t i = 0; i < b->count; i++) {
        before += b->items[i].before;
    }
    if (code != GVC_EXIT_DONE || finished) {
        say_end(b, code);
        return code;
    }
    if (before > 0) {
        gvc_cli_say(b->app, "%zu of %zu tables are there from an earlier run", before, b->count);
    }
    gvc_batch_find_resources(b);
    code = gvc_batch_run(b);
    return code == GVC_EXIT_DONE ? close_run(b) : code;
}

static int dry(gvc_batch *b)
{
    b->dry = true;
    for (size_t i = 0; i < b->count; i++) {
        b->items[i].part = gvc_batch_part_name(b, &b->items[i]);
        b->items[i].before = b->items[i].part != NULL && gvc_batch_is_there(b->items[i].part);
        b->items[i].state = b->items[i].before ? GVC_BATCH_DONE : GVC_BATCH_WAITING;
    }
    gvc_batch_find_resources(b);
    return gvc_batch_dry_run(b);
}

static int run(gvc_app *app)
{
    if (app->inner == NULL) {
        return app->word != NULL ? gvc_batch_merge(app)
                                 : gvc_cli_usage(app, "no command given: gvc batch COMMAND "
                                                      "TABLE... -o OUT");
    }
    gvc_batch b = {.app = app,
                   .inner = app->inner,
                   .own = options,
                   .options = app->options,
                   .given = &app->set.given,
                   .measures = !makes_tables(app->inner),
                   .lock = -1};
    gvc_cli_kernel(app); /* may start anew: before a list is read from standard input */
    int code = prepare(&b);
    if (code == GVC_EXIT_DONE) {
        code = app->set.dry_run ? dry(&b) : run_batch(&b);
    }
    gvc_batch_close_state(&b);
    gvc_batch_free_items(&b);
    free(b.target);
    free(b.state);
    return code;
}

/* gvc batch COMMAND ...: the options are its own and the command's. */
static int choose(gvc_app *app, const char *word, const gvc_option *const **out, bool *taken)
{
    *taken = word != NULL && word[0] != '-';
    *out = options;
    if (word != NULL && !*taken && strcmp(word, "-h") != 0 && strcmp(word, "--help") != 0) {
        return gvc_cli_usage(app,
                             "'%s' before a command; the command comes first: gvc batch "
                             "COMMAND TABLE... -o OUT",
                             word);
    }
    if (!*taken) {
        return GVC_EXIT_DONE;
    }
    app->word = word;
    if (strcmp(word, "merge") == 0) {
        *out = merge_options;
        return GVC_EXIT_DONE;
    }
    app->inner = find_inner(word);
    if (app->inner == NULL) {
        return no_inner(app, word);
    }
    app->options = combine(app->inner);
    *out = app->options;
    return app->options == NULL ? gvc_cli_nomem(app) : GVC_EXIT_DONE;
}

static const gvc_example examples[] = {
    {"gvc batch decompose world*.h5 --level sector -o panel.h5",
     "all years in one result, with a dimension year"},
    {"gvc batch position world*.h5 --terms upstreamness -o position.csv", "as CSV, year by year"},
    {"gvc batch indicators world*.h5 -o results/", "a file a table, in a folder"},
    {"gvc batch decompose world*.h5 -o panel.h5 --dry-run", "what it would take"},
    {"gvc batch decompose world*.h5 --shard 1/2 -o big.h5", "one half here, into big.1of2.h5"},
    {"gvc batch decompose world*.h5 --shard 2/2 -o big.h5", "the other half on another machine"},
    {"gvc batch merge big.1of2.h5 big.2of2.h5 -o big.h5", "and both together"},
    {NULL, NULL},
};

const gvc_command gvc_command_batch = {
    .name = "batch",
    .group = "batch",
    .summary = "one command over many tables: several at once, one panel of all years",
    .usage = "batch COMMAND TABLE... -o OUT [OPTION]... | gvc batch merge RESULT... -o FILE",
    .details =
        "Does COMMAND, with its options, for every table, and joins the results into one with a "
        "dimension year (-o FILE), or keeps a file a table (-o FOLDER/). A TABLE is a file, a "
        "folder, an archive with several years, or a pattern in quotes; - reads a list, a line "
        "each, from standard input. Countries and sectors may differ between years: the panel has "
        "all of them, NaN where a year has none.\n"
        "\nTables are done by processes of their own, as many at once as cores (--jobs, --threads) "
        "and memory (--memory) allow. What is done is kept in OUT.batch (FOLDER/.batch) until all "
        "is: a run that was interrupted or killed is taken up by the same command, and nothing "
        "whole is made twice. A table that fails is reported, the others go on, and the exit code "
        "is 1; the panel is written once all are there.\n"
        "\nmerge joins results that are there already: shards of one list made on several "
        "machines, or single years.",
    .options = options,
    .examples = examples,
    .choose = choose,
    .run = run,
};
