/* decomposition.h - Borin-Mancini at all levels at once, table in memory to result in memory */
#ifndef GVC_BENCH_DECOMPOSITION_H
#define GVC_BENCH_DECOMPOSITION_H

#include "subject.h"

enum { GVC_BENCH_LEVELS = 4 };

typedef struct gvc_bench_decomposition {
    gvc_bench *bench;
    const gvc_bench_subject *subject;
    const char *approach;
    const char **terms; /* NULL = all */
    gvc_collector *collectors[GVC_BENCH_LEVELS];
    gvc_result *results[GVC_BENCH_LEVELS];
} gvc_bench_decomposition;

/* `prepare` forgets the last results, `run` makes new ones. */
gvc_bench_job gvc_bench_decomposition_job(gvc_bench_decomposition *d);
void gvc_bench_decomposition_clear(gvc_bench_decomposition *d);
/* The terms of an approach but one, NULL-ended; yours (gvc_release), NULL when memory is out. */
const char **gvc_bench_terms_without(const char *approach, const char *term);

#endif
