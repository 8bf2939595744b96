/* decomposition.c - the four levels of the Borin-Mancini decomposition in one go */
#include "decomposition.h"

#include <string.h>

#include "alloc.h"

static const char *const levels[GVC_BENCH_LEVELS] = {"country", "sector", "pair", "bilateral"};

void gvc_bench_decomposition_clear(gvc_bench_decomposition *d)
{
    for (int k = 0; k < GVC_BENCH_LEVELS; k++) {
        gvc_result_free(d->results[k]);
        gvc_collector_free(d->collectors[k]);
        d->results[k] = NULL;
        d->collectors[k] = NULL;
    }
}

static void forget(void *user)
{
    gvc_bench_decomposition_clear(user);
}

static bool run(void *user)
{
    gvc_bench_decomposition *d = user;
    gvc_ctx *ctx = d->bench->ctx;
    gvc_measure_options options[GVC_BENCH_LEVELS];
    gvc_sink sinks[GVC_BENCH_LEVELS];
    gvc_measure_job jobs[GVC_BENCH_LEVELS];
    for (int k = 0; k < GVC_BENCH_LEVELS; k++) {
        if (gvc_collector_new(ctx, &d->collectors[k]) != GVC_OK) {
            return gvc_bench_failed(d->bench);
        }
        options[k] = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
        options[k].level = levels[k];
        options[k].approach = d->approach;
        options[k].terms = d->terms;
        options[k].solver = d->bench->set.solver;
        sinks[k] = gvc_collector_sink(d->collectors[k]);
        jobs[k] = (gvc_measure_job){&options[k], &sinks[k]};
    }
    if (gvc_measure_all(ctx, d->subject->table, jobs, GVC_BENCH_LEVELS) != GVC_OK) {
        return gvc_bench_failed(d->bench);
    }
    for (int k = 0; k < GVC_BENCH_LEVELS; k++) {
        d->results[k] = gvc_collector_take(d->collectors[k]);
    }
    return d->results[GVC_BENCH_LEVELS - 1] != NULL;
}

gvc_bench_job gvc_bench_decomposition_job(gvc_bench_decomposition *d)
{
    return (gvc_bench_job){forget, run, d, 0};
}

const char **gvc_bench_terms_without(const char *approach, const char *term)
{
    const gvc_variant *variant = gvc_method_find("bm")->variants;
    while (variant->name != NULL && strcmp(variant->name, approach) != 0) {
        variant++;
    }
    size_t count = 0;
    for (const gvc_term *t = variant->terms; variant->name != NULL && t->name != NULL; t++) {
        count++;
    }
    const char **names = gvc_calloc(count + 1, sizeof *names);
    for (size_t k = 0, to = 0; names != NULL && k < count; k++) {
        if (strcmp(variant->terms[k].name, term) != 0) {
            names[to++] = variant->terms[k].name;
        }
    }
    return names;
}
