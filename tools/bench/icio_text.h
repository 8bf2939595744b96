/* icio_text.h - a made-up table as OECD publishes its ICIO: one CSV with labels, totals and output
 *
 * Numbers as its files have them: 8 digits, 0.0, E-06 below 1e-4, sizes over many orders of
 * magnitude; the rows TLS, VA and OUT and the column OUT fit the cells above, as printed. */
#ifndef GVC_BENCH_ICIO_TEXT_H
#define GVC_BENCH_ICIO_TEXT_H

#include "bench.h"

enum { GVC_BENCH_CATEGORIES = 6 };

typedef struct gvc_bench_text {
    char *chars; /* NUL-ended, to be released */
    size_t length;
} gvc_bench_text;

/* countries x sectors industries and countries x GVC_BENCH_CATEGORIES columns of final use. */
bool gvc_bench_icio_text(gvc_bench *b, gvc_bench_text *out, gvc_idx countries, gvc_idx sectors);
/* The same in a gzip file of level 6, in memory, to be released. */
bool gvc_bench_gzip(gvc_bench *b, const gvc_bench_text *text, gvc_bench_text *out);
/* The same as the only member of a zip. */
bool gvc_bench_zip(gvc_bench *b, const gvc_bench_text *text, gvc_bench_text *out);
bool gvc_bench_save(const gvc_bench *b, const gvc_bench_text *text, const char *path);

#endif
