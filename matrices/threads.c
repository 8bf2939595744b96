#define _GNU_SOURCE /* sched_getaffinity */
#include "threads.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/resource.h>

#include "alloc.h"
#include "blas.h"

typedef struct loop {
    void (*turn)(gvc_idx i, int worker, void *user);
    void *user;
    gvc_idx count;
    _Atomic gvc_idx next;
} loop;

typedef struct worker {
    loop *work;
    pthread_t thread;
    int number;
} worker;

static void *take_turns(void *at)
{
    worker *w = at;
    gvc_idx i;
    while ((i = atomic_fetch_add(&w->work->next, 1)) < w->work->count) {
        w->work->turn(i, w->number, w->work->user);
    }
    return NULL;
}

/* Fewer threads where the address space is limited: BLAS wants buffers for each that calls it, and
 * would ask for them for ever. */
static int affordable(int wanted)
{
    struct rlimit limit;
    bool limited = getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
    while (limited && wanted > 1 && !gvc_blas_has_room_for(wanted)) {
        wanted--;
    }
    return wanted;
}

void gvc_parallel(int threads, gvc_idx count, void (*turn)(gvc_idx i, int worker, void *user),
                  void *user)
{
    loop work = {.turn = turn, .user = user, .count = count};
    int wanted = affordable(threads < count ? threads : (int)count), started = 0;
    worker first = {.work = &work};
    worker *others = wanted > 1 ? gvc_calloc((size_t)wanted, sizeof *others) : NULL;
    atomic_init(&work.next, 0);
    for (int k = 1; others != NULL && k < wanted; k++) {
        worker *w = &others[started];
        *w = (worker){.work = &work, .number = started + 1};
        if (pthread_create(&w->thread, NULL, take_turns, w) != 0) {
            break;
        }
        started++;
    }
    take_turns(&first);
    for (int k = 0; k < started; k++) {
        pthread_join(others[k].thread, NULL);
    }
    gvc_release(others);
}

int gvc_blas_alone(void)
{
    int before = gvc_blas_threads();
    gvc_blas_set_threads(1);
    return before;
}

int gvc_threads_allowed(void)
{
    int allowed = 1;
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        allowed = CPU_COUNT(&set);
    }
#endif
    return allowed;
}
