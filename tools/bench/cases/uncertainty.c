/* uncertainty.c - the cost of a thousand draws of the decomposition by country, from what more
 * draws cost than few: table in memory to result in memory, against one factorisation of I - A */
#include "subject.h"

enum { FEW = 2, MORE = 22, ALL = 1000 };

typedef struct race {
    gvc_bench *bench;
    const gvc_bench_subject *subject;
    gvc_idx draws;
    gvc_collector *collector;
} race;

static void forget(void *user)
{
    race *r = user;
    gvc_collector_free(r->collector);
    r->collector = NULL;
}

static bool run_once(void *user)
{
    race *r = user;
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_uncertainty_options u = GVC_UNCERTAINTY_OPTIONS_INIT;
    o.solver = r->bench->set.solver;
    u.rel = 0.1;
    u.draws = r->draws;
    if (gvc_collector_new(r->bench->ctx, &r->collector) != GVC_OK) {
        return gvc_bench_failed(r->bench);
    }
    gvc_sink sink = gvc_collector_sink(r->collector);
    return gvc_measure_uncertain(r->bench->ctx, r->subject->table, &o, &u, &sink) == GVC_OK ||
           gvc_bench_failed(r->bench);
}

static bool compare(gvc_bench *b, const gvc_bench_subject *s, gvc_bench_lapack *lu)
{
    race few = {.bench = b, .subject = s, .draws = FEW}, more = few;
    more.draws = MORE;
    gvc_bench_job jobs[] = {
        {forget, run_once, &few, 0}, {forget, run_once, &more, 0}, gvc_bench_lapack_job(lu)};
    bool done = gvc_bench_race(jobs, 3, gvc_bench_rounds(b, s->n), gvc_bench_cpu);
    forget(&few);
    forget(&more);
    if (done) {
        double one = (jobs[1].seconds - jobs[0].seconds) / (MORE - FEW);
        double all = jobs[0].seconds + one * (ALL - FEW);
        gvc_bench_print_time(b, "draw", one, "dgetrf", jobs[2].seconds);
        gvc_bench_print_time(b, "draws_1000", all, "dgetrf", jobs[2].seconds);
    }
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_lapack lu = {0};
    bool done =
        gvc_bench_subject_make(b, &s) &&
        (gvc_bench_lapack_new(&lu, &s, GVC_BENCH_LU, NULL) || gvc_bench_fail(b, "out of memory")) &&
        compare(b, &s, &lu);
    gvc_bench_lapack_free(&lu);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_uncertainty = {
    "uncertainty", "1,000 draws of the decomposition by country / dgetrf", 1435, 41, run};
