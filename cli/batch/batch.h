/* batch.h - one command over many tables: a process a table, results that outlive an interruption
 *
 * The tables become items. A process per item writes its result, whole or not at all, into the
 * folder of the run under a name that says what it is of: table, year, options, version. What lies
 * there under the right name is done, whoever did it; that is all the state there is. At the end
 * the parts are joined into the panel, or are there in the folder asked for, and the folder of the
 * run goes. */
#ifndef GVC_CLI_BATCH_H
#define GVC_CLI_BATCH_H

#include <sys/stat.h>
#include <sys/types.h>

#include "../app.h"

/* What a process needs; told by the process itself once it has read its table. bytes 0: it begins
 * to read it. */
typedef struct gvc_batch_need {
    size_t bytes;
    double seconds;
    double result; /* bytes of the numbers that it makes, to be joined */
    int year;
} gvc_batch_need;

typedef enum gvc_batch_state {
    GVC_BATCH_WAITING,
    GVC_BATCH_RUNNING,
    GVC_BATCH_DONE,
    GVC_BATCH_FAILED,
} gvc_batch_state;

typedef struct gvc_batch_item {
    char *path;
    char *name;   /* for messages: base name, and the year out of a file with several */
    char *stem;   /* of the files made for it */
    int year;     /* 0 = not known before the table is read */
    bool ask;     /* the year has to be asked for */
    double file;  /* bytes of the table's files, a measure of the work */
    dev_t device; /* which file it is; 0 and 0: none yet */
    ino_t inode;
    char *part;   /* its result in the folder of the run */
    char *target; /* -o DIR/: its file there */
    gvc_batch_state state;
    bool before; /* done by an earlier run */
    bool warned; /* done, but a check failed under --strict */
    gvc_batch_need need;
    char *error;    /* why it failed */
    double seconds; /* while it ran */
    size_t peak;    /* bytes */
    /* Of a running process: */
    pid_t pid;
    int messages, control; /* its stderr; a socket to it */
    bool reads;            /* has begun to read its table */
    bool granted;          /* may compute */
    size_t held;           /* bytes that it has while it waits for that */
    struct timespec start;
    char *said; /* of its stderr */
    size_t length;
} gvc_batch_item;

typedef struct gvc_batch {
    gvc_app *app;
    const gvc_command *inner;
    const gvc_option *const *own;     /* options of gvc batch itself */
    const gvc_option *const *options; /* those and the inner command's */
    const gvc_list *given;            /* options as they came, --name=value */
    bool measures;                    /* the inner command makes results, not tables */
    char *target;                     /* -o, links followed; DIR without the slash */
    bool folder;                      /* -o DIR/ */
    bool dry;                         /* processes only say what they need */
    char *state;                      /* the folder of the run */
    int lock;                         /* on a file of that folder; -1 = none */
    bool cleared;                     /* the folder is gone */
    gvc_batch_item *items;
    size_t count;
    int shard, shards; /* I of N; 1 of 1 */
    int jobs, threads; /* processes at once, threads of each */
    size_t memory;     /* bytes for all of them together; 0 = not known */
    size_t failures;
    double shown; /* seconds from the start to the last line of progress */
} gvc_batch;

/* cmd_batch.c */
extern const gvc_option gvc_batch_output;
/* items.c: tables and years into items; an exit code. */
int gvc_batch_find_items(gvc_batch *b);
void gvc_batch_free_items(gvc_batch *b);
/* shard.c: --shard, and the array variables of schedulers. */
int gvc_batch_find_shard(gvc_batch *b);
/* "panel.h5" becomes "panel.1of4.h5"; yours (free). */
char *gvc_batch_shard_name(const char *path, int shard, int shards);
/* resources.c: processes, threads and memory. */
void gvc_batch_find_resources(gvc_batch *b);
/* state.c: the folder of the run: made, locked, cleared of what no run finished; which parts are
 * there. An exit code; *finished: all was done, only the folder was left over, and the code is that
 * of the run that did it. */
int gvc_batch_open_state(gvc_batch *b, bool *finished);
bool gvc_batch_is_there(const char *path);
/* A part is whole: -o DIR/ gets it. */
int gvc_batch_publish(gvc_batch *b, const gvc_batch_item *item);
/* The panel is whole, at `made` in the folder: becomes the target, and the folder goes. `ends`: the
 * code that the run will end with. */
int gvc_batch_finish(gvc_batch *b, const char *made, int ends);
void gvc_batch_close_state(gvc_batch *b); /* the lock */
/* Refuses a target that is one of the tables, or a file that an option reads; an exit code. */
int gvc_batch_spare_inputs(gvc_batch *b, const char *target);
/* walk.c: every file and folder below a folder; a folder is gone into where the visit says true. */
typedef bool gvc_batch_visit(const char *path, const struct stat *info, void *user);
void gvc_batch_walk(const char *folder, gvc_batch_visit *visit, void *user);
/* note.c: a checksum of a part, and the exit code that it came with. */
typedef enum gvc_batch_noted {
    GVC_BATCH_NO_NOTE,
    GVC_BATCH_AS_NOTED,
    GVC_BATCH_DAMAGED,
} gvc_batch_noted;
void gvc_batch_note(const gvc_batch_item *item, int code);
/* Is the part what it was? *code: of a note. */
gvc_batch_noted gvc_batch_read_note(const gvc_batch_item *item, int *code);
void gvc_batch_drop_part(const gvc_batch_item *item);
/* name.c: what a part is called; yours (free), NULL: out of memory. */
char *gvc_batch_part_name(const gvc_batch *b, const gvc_batch_item *item);
void gvc_batch_suffix(const gvc_batch *b, char *text, size_t size); /* "h5" */
/* Does a process get the option "--name=value", or is it the batch's own? */
bool gvc_batch_passes(const gvc_batch *b, const char *given);
/* worker.c: a process for the item; false where the system refuses: the item failed, or waits. */
bool gvc_batch_start(gvc_batch *b, gvc_batch_item *item);
/* run.c: all items, several at a time. An exit code. */
int gvc_batch_run(gvc_batch *b);
/* report.c: what is said while it runs and at the end. */
void gvc_batch_say_item(gvc_batch *b, const gvc_batch_item *item);
void gvc_batch_say_progress(gvc_batch *b, double elapsed);
int gvc_batch_say_failures(gvc_batch *b);
void gvc_batch_relay(gvc_batch *b, gvc_batch_item *item);
/* dry.c: --dry-run; an exit code. */
int gvc_batch_dry_run(gvc_batch *b);
/* panel.c: the parts, or results of other runs, as one result. */
int gvc_batch_panel(gvc_batch *b);
int gvc_batch_merge(gvc_app *app);

#endif
