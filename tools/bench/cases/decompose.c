/* decompose.c - whole decompositions in memory against one factorisation of I - A */
#include <string.h>

#include "alloc.h"
#include "decomposition.h"

static bool wanted(const gvc_bench *b, const char *figure)
{
    return b->set.only == NULL || strcmp(b->set.only, figure) == 0;
}

static bool figure(gvc_bench *b, gvc_bench_decomposition *d, gvc_bench_lapack *lu, const char *name)
{
    if (!wanted(b, name)) {
        return true;
    }
    gvc_bench_job own = gvc_bench_decomposition_job(d), yard = gvc_bench_lapack_job(lu);
    bool done = gvc_bench_compare(b, &own, &yard);
    gvc_bench_decomposition_clear(d);
    if (done) {
        gvc_bench_print_time(b, name, own.seconds, "dgetrf", yard.seconds);
    }
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_lapack lu = {0};
    const char **terms = gvc_bench_terms_without("sink", "vaxim");
    bool done = gvc_bench_subject_make(b, &s) &&
                ((gvc_bench_lapack_new(&lu, &s, GVC_BENCH_LU, NULL) && terms != NULL) ||
                 gvc_bench_fail(b, "out of memory"));
    gvc_bench_decomposition source = {.bench = b, .subject = &s, .approach = "source"};
    gvc_bench_decomposition sink = {.bench = b, .subject = &s, .approach = "sink"};
    gvc_bench_decomposition fewer = sink;
    fewer.terms = terms;
    done = done && figure(b, &source, &lu, "source_all") && figure(b, &fewer, &lu, "sink_all") &&
           figure(b, &sink, &lu, "sink_vaxim");
    gvc_bench_lapack_free(&lu);
    gvc_bench_subject_free(&s);
    gvc_release(terms);
    return done;
}

const gvc_bench_case gvc_bench_case_decompose = {
    "decompose", "Borin-Mancini at all four levels in memory, source and sink, / dgetrf", 1435, 41,
    run};
