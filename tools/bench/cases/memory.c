/* memory.c - the peak of a decomposition by source, table and results in memory, and what the
 * engine said beforehand that it would be. The process does nothing else. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "decomposition.h"

/* The figure before " MB" or " GB" of a log line, in bytes; 0 where there is none. */
static double bytes_in(const char *text)
{
    static const struct {
        const char *unit;
        double bytes;
    } units[] = {{" kB", 1e3}, {" MB", 1e6}, {" GB", 1e9}};
    for (size_t k = 0; k < sizeof units / sizeof units[0]; k++) {
        const char *at = strstr(text, units[k].unit), *start = at;
        while (start != NULL && start > text &&
               (isdigit((unsigned char)start[-1]) || start[-1] == '.')) {
            start--;
        }
        if (start != at) {
            return strtod(start, NULL) * units[k].bytes;
        }
    }
    return 0;
}

static void listen(gvc_level level, const char *text, void *user)
{
    double *most = user, bytes = bytes_in(text);
    (void)level;
    *most = bytes > *most ? bytes : *most;
}

static void print(gvc_bench *b, const char *name, double bytes, double yardstick, const char *of)
{
    gvc_bench_figure f = {name, bytes / 1e6, "MB", bytes / yardstick, of, 0, NULL};
    gvc_bench_print(b, &f);
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    double estimate = 0;
    bool done = gvc_bench_subject_make(b, &s) &&
                (gvc_bench_forget_peak() || gvc_bench_fail(b, "/proc/self/clear_refs is closed"));
    gvc_bench_decomposition d = {.bench = b, .subject = &s, .approach = "source"};
    gvc_bench_job job = gvc_bench_decomposition_job(&d);
    gvc_ctx_set_log(b->ctx, GVC_INFO, listen, &estimate);
    done = done && job.run(job.user);
    gvc_ctx_set_log(b->ctx, GVC_WARN, NULL, NULL);
    if (done) {
        double peak = gvc_bench_peak(), matrix = 8 * (double)s.n * (double)s.n;
        print(b, "source_all", peak, matrix, "8 n^2 bytes");
        if (estimate > 0) {
            print(b, "estimate", estimate, peak, "the peak");
        }
    }
    gvc_bench_decomposition_clear(&d);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_memory = {
    "memory", "peak memory of a decomposition by source, and the engine's own estimate", 9800, 49,
    run};
