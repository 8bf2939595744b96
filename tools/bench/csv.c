/* csv.c - a whole table of numbers out of text, into a matrix, against strtod on the same bytes
 *
 *     bench_csv FILE.csv...
 *
 * FILE.csv: numbers alone, the same count in every line. The C library gets the text in memory; gvc
 * reads the file, checks every field and counts columns. CPU time, the best of some rounds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/csv.h"

enum { ROUNDS = 9 };

typedef struct text {
    char *chars; /* NUL-ended */
    size_t length;
    gvc_idx rows, columns;
} text;

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static bool load(const char *path, text *t)
{
    FILE *file = fopen(path, "rb");
    long size = file != NULL && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    t->chars = size > 0 && fseek(file, 0, SEEK_SET) == 0 ? malloc((size_t)size + 1) : NULL;
    if (t->chars != NULL) {
        t->length = fread(t->chars, 1, (size_t)size, file);
        t->chars[t->length] = '\0';
    }
    if (file != NULL) {
        fclose(file);
    }
    gvc_idx commas = 0;
    for (size_t i = 0; i < t->length; i++) {
        commas += t->chars[i] == ',';
        t->rows += t->chars[i] == '\n';
    }
    t->columns = t->rows > 0 ? commas / t->rows + 1 : 0;
    return t->rows > 0;
}

static void with_strtod(const text *t, double *cells)
{
    const char *at = t->chars;
    for (gvc_idx i = 0; i < t->rows * t->columns; i++) {
        char *end;
        cells[i] = strtod(at, &end);
        at = end < t->chars + t->length ? end + 1 : end;
    }
}

static gvc_status with_gvc(gvc_ctx *ctx, const char *path, const text *t, double *cells)
{
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    bool more = true;
    gvc_status s = gvc_source_open(ctx, &source, path, NULL, 0);
    s = s == GVC_OK ? gvc_csv_open(ctx, &csv, source) : s;
    for (gvc_idx i = 0; s == GVC_OK && i < t->rows; i++) {
        s = gvc_csv_next(ctx, csv, &more);
        s = s == GVC_OK ? gvc_csv_numbers(ctx, csv, cells + i * t->columns, t->columns, false) : s;
        s = s == GVC_OK ? gvc_csv_end(ctx, csv) : s;
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    return s;
}

static int race(gvc_ctx *ctx, const char *path, const text *t)
{
    size_t count = (size_t)(t->rows * t->columns);
    double *cells[2] = {calloc(count, sizeof(double)), calloc(count, sizeof(double))};
    double best[2] = {1e9, 1e9};
    gvc_status s = cells[0] == NULL || cells[1] == NULL ? GVC_ENOMEM : GVC_OK;
    for (int i = 0; i < ROUNDS && s == GVC_OK; i++) {
        double start = seconds();
        with_strtod(t, cells[0]);
        double between = seconds();
        s = with_gvc(ctx, path, t, cells[1]);
        double took[2] = {between - start, seconds() - between};
        for (int way = 0; way < 2; way++) {
            best[way] = took[way] < best[way] ? took[way] : best[way];
        }
    }
    bool same = s == GVC_OK && memcmp(cells[0], cells[1], count * sizeof(double)) == 0;
    if (same) {
        double megabytes = (double)t->length / 1e6;
        printf("table  %-28s %7.1f MB  strtod   %7.1f MB/s  gvc %7.1f MB/s  %5.1f times\n", path,
               megabytes, megabytes / best[0], megabytes / best[1], best[0] / best[1]);
    } else {
        fprintf(stderr, "bench_csv: %s: %s\n", path,
                s == GVC_OK ? "the numbers differ" : gvc_ctx_error(ctx));
    }
    free(cells[0]);
    free(cells[1]);
    return same ? 0 : 1;
}

int main(int argc, char **argv)
{
    gvc_ctx *ctx = NULL;
    int status = gvc_ctx_new(&ctx) == GVC_OK ? 0 : 1;
    for (int i = 1; i < argc && status == 0; i++) {
        text t = {0};
        if (load(argv[i], &t)) {
            status = race(ctx, argv[i], &t);
        } else {
            fprintf(stderr, "bench_csv: %s: cannot be read\n", argv[i]);
            status = 1;
        }
        free(t.chars);
    }
    gvc_ctx_free(ctx);
    return status;
}
