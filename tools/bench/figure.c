/* figure.c - figures as lines of text or as JSON objects, against their bounds */
#include <jansson.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"

bool gvc_bench_fail(const gvc_bench *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "gvc-bench %s: ", b->which != NULL ? b->which->name : "");
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    return false;
}

bool gvc_bench_failed(const gvc_bench *b)
{
    return gvc_bench_fail(b, "%s", gvc_ctx_error(b->ctx));
}

/* The most that was asked of this figure, NaN if nothing was. */
static double bound_of(gvc_bench *b, const char *name)
{
    size_t length = strlen(name);
    for (int k = 0; k < b->set.bound_count; k++) {
        const char *bound = b->set.bounds[k];
        if (strncmp(bound, name, length) == 0 && bound[length] == '=') {
            b->judged[k] = true;
            return strtod(bound + length + 1, NULL);
        }
    }
    return (double)NAN;
}

static json_t *number_or_null(double x)
{
    return isfinite(x) ? json_real(x) : json_null();
}

static void print_json(const gvc_bench *b, const gvc_bench_figure *f, double bound)
{
    json_t *object =
        json_pack("{s:s, s:s, s:o, s:s, s:o, s:s?, s:I, s:I, s:o, s:s, s:i, s:s*}", "case",
                  b->which->name, "figure", f->name, "value", number_or_null(f->value), "unit",
                  f->unit, "ratio", number_or_null(f->ratio), "yardstick", f->yardstick, "n",
                  (json_int_t)b->n, "countries", (json_int_t)b->countries, "density",
                  number_or_null(b->density), "kernel", gvc_blas_kernel(), "threads",
                  f->threads > 0 ? f->threads : b->set.threads, "note", f->note);
    if (object == NULL) {
        return;
    }
    if (!isnan(bound)) {
        json_object_set_new(object, "bound", json_real(bound));
    }
    json_dumpf(object, stdout, JSON_PRESERVE_ORDER | JSON_REAL_PRECISION(6));
    putchar('\n');
    json_decref(object);
}

static void print_text(const gvc_bench *b, const gvc_bench_figure *f, double bound, bool met)
{
    char what[96] = "", ratio[16] = "", most[16] = "";
    snprintf(what, sizeof what, "%s %s", b->which->name, f->name);
    if (!isnan(f->ratio)) {
        snprintf(ratio, sizeof ratio, "%.3g", f->ratio);
    }
    if (!isnan(bound)) {
        snprintf(most, sizeof most, "%.3g", bound);
    }
    printf("%-28s %6lld %4lld %5.3f %2d  %9.4g %-6s %8s %8s %-3s  %s%s%s\n", what, (long long)b->n,
           (long long)b->countries, b->density, f->threads > 0 ? f->threads : b->set.threads,
           f->value, f->unit, ratio, most,
           isnan(bound) ? ""
           : met        ? "yes"
                        : "NO",
           f->yardstick != NULL ? f->yardstick : "", f->note != NULL ? ": " : "",
           f->note != NULL ? f->note : "");
}

void gvc_bench_print(gvc_bench *b, const gvc_bench_figure *figure)
{
    if (b->set.only != NULL && strcmp(b->set.only, figure->name) != 0) {
        return;
    }
    b->printed++;
    double bound = bound_of(b, figure->name);
    double judged = isnan(figure->ratio) ? figure->value : figure->ratio;
    bool met = judged <= bound;
    b->missed = b->missed || (!isnan(bound) && !met);
    if (b->set.json) {
        print_json(b, figure, bound);
    } else {
        print_text(b, figure, bound, met);
    }
    fflush(stdout);
}

void gvc_bench_print_time(gvc_bench *b, const char *name, double seconds, const char *yardstick,
                          double yard_seconds)
{
    gvc_bench_figure f = {name, seconds, "s", seconds / yard_seconds, yardstick, 0, NULL};
    gvc_bench_print(b, &f);
}

void gvc_bench_print_value(gvc_bench *b, const char *name, double value, const char *unit)
{
    gvc_bench_figure f = {name, value, unit, (double)NAN, NULL, 0, NULL};
    gvc_bench_print(b, &f);
}
