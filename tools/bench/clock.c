/* clock.c - best times of jobs that run in turn */
#include <math.h>
#include <time.h>

#include "bench.h"

static double seconds(clockid_t which)
{
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double gvc_bench_cpu(void)
{
    return seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double gvc_bench_wall(void)
{
    return seconds(CLOCK_MONOTONIC);
}

bool gvc_bench_race(gvc_bench_job *jobs, int count, int rounds, double (*now)(void))
{
    for (int k = 0; k < count; k++) {
        jobs[k].seconds = (double)INFINITY;
    }
    for (int round = 0; round < rounds; round++) {
        for (int k = 0; k < count; k++) {
            gvc_bench_job *job = &jobs[k];
            if (job->prepare != NULL) {
                job->prepare(job->user);
            }
            double start = now();
            if (!job->run(job->user)) {
                return false;
            }
            job->seconds = fmin(job->seconds, now() - start);
        }
    }
    return true;
}

bool gvc_bench_compare(const gvc_bench *b, gvc_bench_job *own, gvc_bench_job *yardstick)
{
    gvc_bench_job jobs[2] = {*yardstick, *own};
    bool done = gvc_bench_race(jobs, 2, gvc_bench_rounds(b, b->n),
                               b->set.threads > 1 ? gvc_bench_wall : gvc_bench_cpu);
    *yardstick = jobs[0];
    *own = jobs[1];
    return done;
}

int gvc_bench_rounds(const gvc_bench *b, gvc_idx n)
{
    enum { USUAL = 3, SHORT = 7, LONG = 1 };
    if (b->set.rounds > 0) {
        return b->set.rounds;
    }
    return n > 8000 ? LONG : n < 2000 ? SHORT : USUAL;
}
