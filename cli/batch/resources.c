/* resources.c - how many processes run at once, and with what */
#include <sys/resource.h>

#include "batch.h"

/* Of what the machine has free, the share that a batch takes unless it is told. */
static const double share = 0.8;

static int waiting(const gvc_batch *b)
{
    int count = 0;
    for (size_t i = 0; i < b->count; i++) {
        count += b->items[i].state == GVC_BATCH_WAITING;
    }
    return count;
}

/* Each takes two descriptors here, and needs some of its own that it inherits. */
static int most_processes(void)
{
    enum { OTHERS = 24, EACH = 2, MOST = 1024 };
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
        limit.rlim_cur > OTHERS + EACH * MOST) {
        return MOST;
    }
    return limit.rlim_cur < OTHERS + EACH ? 1 : ((int)limit.rlim_cur - OTHERS) / EACH;
}

void gvc_batch_find_resources(gvc_batch *b)
{
    const gvc_settings *set = &b->app->set;
    int cores = gvc_cli_threads(set), work = waiting(b);
    b->jobs = set->jobs > 0 ? set->jobs : cores;
    b->jobs = b->jobs > work && work > 0 ? work : b->jobs;
    b->jobs = b->jobs > most_processes() ? most_processes() : b->jobs;
    b->threads = cores / b->jobs > 1 ? cores / b->jobs : 1;
    b->memory = set->memory.bytes > 0 ? set->memory.bytes
                                      : (size_t)(share * (double)gvc_memory_available());
}
