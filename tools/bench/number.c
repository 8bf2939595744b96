/* number.c - reading and printing numbers against the C library, on the same bytes
 *
 *     bench_number [FILE]
 *
 * FILE is text with one or more numbers a line; everything between numbers is skipped, by the same
 * loop for both readers. Without FILE two buffers are made: whole numbers as in a world table, and
 * doubles in full. Both ways run in turn, the median of their times counts. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "text/number.h"

enum { ROUNDS = 9, NUMBERS = 1000000, LONGEST = 32 };

typedef struct buffer {
    char *chars; /* NUL-ended, for strtod */
    size_t length;
} buffer;

typedef double (*pass)(const void *data, size_t length);

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Everything but what a number can start with. */
static inline const char *skip(const char *at, const char *end)
{
    while (at < end && (unsigned char)(*at - '0') > 9 && *at != '-' && *at != '+' && *at != '.') {
        at++;
    }
    return at;
}

static double with_strtod(const void *data, size_t length)
{
    const char *at = data, *end = at + length;
    double sum = 0;
    while ((at = skip(at, end)) < end) {
        char *stop;
        sum += strtod(at, &stop);
        at = (stop > at ? stop : at) + 1; /* the byte behind a number is none of the next */
    }
    return sum;
}

static double with_gvc_parse(const void *data, size_t length)
{
    const char *at = data, *end = at + length;
    double sum = 0;
    while ((at = skip(at, end)) < end) {
        double x = 0;
        const char *stop = gvc_parse_double(at, end, &x);
        sum += x;
        at = (stop != NULL ? stop : at) + 1;
    }
    return sum;
}

static double with_snprintf(const void *data, size_t count)
{
    const double *x = data;
    char text[LONGEST];
    double bytes = 0;
    for (size_t i = 0; i < count; i++) {
        bytes += snprintf(text, sizeof text, "%.17g", x[i]);
    }
    return bytes;
}

static double with_gvc_print(const void *data, size_t count)
{
    const double *x = data;
    char text[GVC_NUMBER_CHARS];
    double bytes = 0;
    for (size_t i = 0; i < count; i++) {
        bytes += (double)gvc_print_double(text, x[i]);
    }
    return bytes;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Median times of both ways, run in turn; *sums get what they added up. */
static void race(pass library, pass own, const void *data, size_t length, double median[2],
                 double sums[2])
{
    double times[2][ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
        double start = seconds();
        sums[0] = library(data, length);
        double between = seconds();
        sums[1] = own(data, length);
        times[0][i] = between - start;
        times[1][i] = seconds() - between;
    }
    for (int way = 0; way < 2; way++) {
        qsort(times[way], ROUNDS, sizeof times[way][0], by_size);
        median[way] = times[way][ROUNDS / 2];
    }
}

static int bench_reading(const char *name, const buffer *b)
{
    double median[2], sums[2], megabytes = (double)b->length / 1e6;
    race(with_strtod, with_gvc_parse, b->chars, b->length, median, sums);
    printf("read   %-28s %7.1f MB  strtod   %7.1f MB/s  gvc %7.1f MB/s  %5.1f times\n", name,
           megabytes, megabytes / median[0], megabytes / median[1], median[0] / median[1]);
    if (memcmp(&sums[0], &sums[1], sizeof sums[0]) != 0) {
        fprintf(stderr, "bench_number: %s: sums differ: %a, %a\n", name, sums[0], sums[1]);
        return 1;
    }
    return 0;
}

static void bench_printing(const char *name, const double *x, size_t count)
{
    double median[2], bytes[2], millions = (double)count / 1e6;
    race(with_snprintf, with_gvc_print, x, count, median, bytes);
    printf("print  %-28s %7.1f M   snprintf %7.1f M/s   gvc %7.1f M/s   %5.1f times\n", name,
           millions, millions / median[0], millions / median[1], median[0] / median[1]);
}

static uint64_t next_random(uint64_t *state)
{
    uint64_t x = (*state += 0x9e3779b97f4a7c15u); /* splitmix64 */
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Flows of a table spread over many sizes, half of them below 10; whole or in full. */
static void made_up(double *x, bool whole)
{
    uint64_t state = 1;
    for (size_t i = 0; i < NUMBERS; i++) {
        uint64_t r = next_random(&state);
        double size = (double)(r >> (44 + (r & 7) + (r >> 3 & 7)));
        x[i] = whole ? size : (size + 1) * ((double)(next_random(&state) >> 11) + 1) * 0x1p-53;
    }
}

static void print_all(buffer *b, const double *x)
{
    b->length = 0;
    for (size_t i = 0; i < NUMBERS; i++) {
        b->length += (size_t)snprintf(b->chars + b->length, LONGEST, "%.17g%c", x[i],
                                      i % 1435 == 0 ? '\n' : ',');
    }
}

static int bench_made_up(void)
{
    int status = 1;
    double *x = malloc(NUMBERS * sizeof *x);
    buffer b = {malloc((size_t)NUMBERS * LONGEST), 0};
    if (x == NULL || b.chars == NULL) {
        fprintf(stderr, "bench_number: out of memory\n");
    } else {
        made_up(x, true);
        print_all(&b, x);
        status = bench_reading("whole numbers", &b);
        bench_printing("whole numbers", x, NUMBERS);
        made_up(x, false);
        print_all(&b, x);
        status |= bench_reading("17 digits", &b);
        bench_printing("17 digits", x, NUMBERS);
    }
    free(x);
    free(b.chars);
    return status;
}

static int bench_file(const char *path)
{
    int status = 1;
    buffer b = {NULL, 0};
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        goto done;
    }
    long size = ftell(file);
    if (size < 0 || fseek(file, 0, SEEK_SET) != 0) {
        goto done;
    }
    b.chars = malloc((size_t)size + 1);
    if (b.chars == NULL) {
        goto done;
    }
    b.length = fread(b.chars, 1, (size_t)size, file);
    b.chars[b.length] = '\0';
    status = ferror(file);
done:
    if (status != 0) {
        fprintf(stderr, "bench_number: reading %s: %s\n", path, strerror(errno));
    } else {
        status = bench_reading(path, &b);
    }
    if (file != NULL) {
        fclose(file);
    }
    free(b.chars);
    return status;
}

int main(int argc, char **argv)
{
    return argc > 1 ? bench_file(argv[1]) : bench_made_up();
}
