/* shard.c - which part of the list is this machine's: --shard I/N, or what a scheduler says of an
 * array of jobs */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"

/* Nobody has arrays as large, and products of two stay far from the end of long. */
enum { MOST = 1000000 };

/* A whole number from an environment variable; false where there is none. */
static bool number_of(const char *variable, long *out)
{
    const char *text = getenv(variable);
    char *end = NULL;
    *out = text == NULL ? 0 : strtol(text, &end, 10);
    return text != NULL && end != text && *end == '\0';
}

/* Schedulers number the jobs of an array from any number on and in any steps. */
typedef struct scheduler {
    const char *task, *first, *last, *step, *count; /* variables; NULL where it has none */
} scheduler;

static const scheduler schedulers[] = {
    {"SLURM_ARRAY_TASK_ID", "SLURM_ARRAY_TASK_MIN", "SLURM_ARRAY_TASK_MAX", "SLURM_ARRAY_TASK_STEP",
     NULL},
    {"SGE_TASK_ID", "SGE_TASK_FIRST", "SGE_TASK_LAST", "SGE_TASK_STEPSIZE", NULL},
    {"PBS_ARRAY_INDEX", NULL, NULL, NULL, "PBS_ARRAY_COUNT"},
    {"PBS_ARRAYID", NULL, NULL, NULL, "PBS_ARRAY_COUNT"},
};

static bool place(gvc_batch *b, long task, long first, long last, long step)
{
    if (first < 0 || last > (long)MOST * MOST || task < first || task > last ||
        (task - first) % step != 0 || last - first > INT_MAX - 1) {
        return false;
    }
    b->shard = (int)((task - first) / step) + 1;
    b->shards = (int)((last - first) / step) + 1;
    return true;
}

/* shards: as the user said, 0 = as the scheduler does. */
static bool ask_scheduler(gvc_batch *b, long shards)
{
    for (size_t i = 0; i < sizeof schedulers / sizeof *schedulers; i++) {
        const scheduler *s = &schedulers[i];
        long task = 0, first = 1, last = 0, step = 1;
        if (!number_of(s->task, &task)) {
            continue;
        }
        if (s->first != NULL && (!number_of(s->first, &first) || !number_of(s->last, &last))) {
            last = 0;
        }
        if (s->step != NULL && !number_of(s->step, &step)) {
            step = 1;
        }
        if (s->count != NULL && number_of(s->count, &last)) {
            first = 1;
        }
        step = step > 0 && step < MOST ? step : 1;
        last = shards > 0 && shards < MOST ? first + (shards - 1) * step : last;
        return place(b, task, first, last, step);
    }
    return false;
}

int gvc_batch_find_shard(gvc_batch *b)
{
    const char *text = b->app->set.shard;
    b->shard = b->shards = 1;
    if (text == NULL) {
        return GVC_EXIT_DONE;
    }
    char *end = NULL;
    const char *slash = strchr(text, '/');
    long shards = slash == NULL ? 0 : strtol(slash + 1, &end, 10);
    bool good = slash == NULL || (end != slash + 1 && *end == '\0' && shards > 0);
    if (good && strncmp(text, "auto", 4) == 0 && (text[4] == '\0' || text[4] == '/')) {
        return ask_scheduler(b, shards)
                   ? GVC_EXIT_DONE
                   : gvc_cli_usage(b->app,
                                   "--shard %s: no job of an array: none of SLURM_ARRAY_TASK_ID, "
                                   "SGE_TASK_ID, PBS_ARRAY_INDEX says which one of how many; PBS "
                                   "may not say how many: --shard auto/N",
                                   text);
    }
    long shard = strtol(text, &end, 10);
    if (!good || slash == NULL || end != slash || !place(b, shard, 1, shards, 1)) {
        return gvc_cli_usage(b->app, "--shard: '%s' is not I/N with I from 1 to N, nor auto", text);
    }
    return GVC_EXIT_DONE;
}

char *gvc_batch_shard_name(const char *path, int shard, int shards)
{
    const char *base = gvc_cli_base(path), *dot = strrchr(base, '.');
    int stem = (int)(dot == NULL || dot == base ? strlen(path) : (size_t)(dot - path));
    return gvc_cli_format("%.*s.%dof%d%s", stem, path, shard, shards, path + stem);
}
