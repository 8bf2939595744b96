/* csv.c - reading and printing numbers against the C library, on the same bytes
 *
 * Each way stores what it reads into the same matrix. Made up: whole numbers of many sizes, 82 % of
 * them 0 as in a world table; amounts with six decimals; doubles in full. With --table FILE: all
 * numbers of that text, whatever stands between them, and the table read as a whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "bench.h"
#include "random.h"
#include "source.h"
#include "text/csv.h"
#include "text/number.h"

enum { ROWS = 1000, COLUMNS = 1000, LONGEST = 32 };

typedef enum kind { WHOLE, DECIMALS, DIGITS, KINDS } kind;
static const char *const kind_names[KINDS] = {"integers", "decimals", "17_digits"};

typedef struct text {
    gvc_bench *bench;
    char path[512];
    char *chars; /* NUL-ended, for strtod */
    size_t length;
    double *values; /* what is read goes here */
    double *printed;
} text;

static double draw(kind k, uint64_t *state)
{
    uint64_t r = gvc_bench_bits(state);
    double size = (double)(r >> (44 + (r & 7) + (r >> 3 & 7)));
    if (k == WHOLE) {
        return gvc_bench_uniform(state) < .82 ? 0 : size;
    }
    return (k == DECIMALS ? .001 : 1) * (size + 1) * gvc_bench_uniform(state);
}

static void print_all(text *t, kind k)
{
    uint64_t state = 1;
    t->length = 0;
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++) {
        t->printed[i] = draw(k, &state);
        t->length +=
            (size_t)snprintf(t->chars + t->length, LONGEST, k == DECIMALS ? "%.6f%c" : "%.17g%c",
                             t->printed[i], i % COLUMNS == COLUMNS - 1 ? '\n' : ',');
    }
}

static bool with_strtod(void *user)
{
    text *t = user;
    char *at = t->chars;
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++) {
        t->values[i] = strtod(at, &at);
        at++;
    }
    return at == t->chars + t->length;
}

static bool with_parser(void *user)
{
    text *t = user;
    const char *at = t->chars, *end = at + t->length;
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS && at != NULL; i++) {
        at = gvc_parse_double(at, end, &t->values[i]);
        at += at != NULL;
    }
    return at == end;
}

/* From the file, with the checks that a table's fields get. */
static bool with_reader(void *user)
{
    text *t = user;
    gvc_ctx *ctx = t->bench->ctx;
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    bool more = false;
    gvc_status status = gvc_source_open(ctx, &source, t->path, NULL, 0);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &csv, source);
    }
    for (size_t i = 0; status == GVC_OK && i < ROWS; i++) {
        status = gvc_csv_next(ctx, csv, &more);
        if (status == GVC_OK) {
            status = gvc_csv_numbers(ctx, csv, t->values + i * COLUMNS, COLUMNS, false);
        }
        if (status == GVC_OK) {
            status = gvc_csv_end(ctx, csv);
        }
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    return status == GVC_OK || gvc_bench_failed(t->bench);
}

static bool with_snprintf(void *user)
{
    text *t = user;
    char line[LONGEST];
    int bytes = 0;
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++) {
        bytes |= snprintf(line, sizeof line, "%.17g", t->printed[i]);
    }
    return bytes > 0;
}

static bool with_printer(void *user)
{
    text *t = user;
    char line[GVC_NUMBER_CHARS];
    size_t bytes = 0;
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++) {
        bytes |= gvc_print_double(line, t->printed[i]);
    }
    return bytes > 0;
}

static bool save(const text *t)
{
    FILE *file = fopen(t->path, "wb");
    bool written = file != NULL && fwrite(t->chars, 1, t->length, file) == t->length;
    return (file == NULL || fclose(file) == 0) && written;
}

static bool same_as_printed(const text *t, kind k)
{
    size_t count = (size_t)ROWS * COLUMNS;
    return k == DECIMALS || memcmp(t->values, t->printed, count * sizeof *t->values) == 0;
}

static bool race(text *t, kind k)
{
    gvc_bench *b = t->bench;
    char name[32];
    print_all(t, k);
    gvc_bench_job jobs[] = {{NULL, with_strtod, t, 0},
                            {NULL, with_reader, t, 0},
                            {NULL, with_parser, t, 0},
                            {NULL, with_snprintf, t, 0},
                            {NULL, with_printer, t, 0}};
    if (!save(t)) {
        return gvc_bench_fail(b, "%s could not be written", t->path);
    }
    if (!gvc_bench_race(jobs, 5, gvc_bench_rounds(b, 4000),
                        b->set.threads > 1 ? gvc_bench_wall : gvc_bench_cpu)) {
        return gvc_bench_fail(b, "the numbers do not end where they should");
    }
    if (!same_as_printed(t, k)) {
        return gvc_bench_fail(b, "%s: other numbers were read than printed", kind_names[k]);
    }
    snprintf(name, sizeof name, "read_%s", kind_names[k]);
    gvc_bench_print_time(b, name, jobs[1].seconds, "strtod", jobs[0].seconds);
    snprintf(name, sizeof name, "parse_%s", kind_names[k]);
    gvc_bench_print_time(b, name, jobs[2].seconds, "strtod", jobs[0].seconds);
    snprintf(name, sizeof name, "print_%s", kind_names[k]);
    gvc_bench_print_time(b, name, jobs[4].seconds, "snprintf %.17g", jobs[3].seconds);
    return true;
}

static bool race_kinds(gvc_bench *b)
{
    gvc_bench_folder folder;
    size_t count = (size_t)ROWS * COLUMNS;
    text t = {.bench = b,
              .chars = gvc_malloc(count, LONGEST),
              .values = gvc_calloc(count, sizeof *t.values),
              .printed = gvc_malloc(count, sizeof *t.printed)};
    bool done = t.chars != NULL && t.values != NULL && t.printed != NULL;
    done = done ? gvc_bench_folder_make(b, &folder) : gvc_bench_fail(b, "out of memory");
    if (done) {
        gvc_bench_folder_path(&folder, "numbers.csv", t.path, sizeof t.path);
        for (int k = 0; done && k < KINDS; k++) {
            done = race(&t, (kind)k);
        }
        gvc_bench_folder_remove(&folder, (const char *const[]){"numbers.csv", NULL});
    }
    gvc_release(t.chars);
    gvc_release(t.values);
    gvc_release(t.printed);
    return done;
}

/* ---- a table out of a file ----------------------------------------------------------------------
 */

/* All bytes of the file, unpacked. */
static bool load(gvc_bench *b, gvc_text *out)
{
    gvc_source *source = NULL;
    const char *block = NULL;
    size_t length = 1;
    gvc_status status = gvc_source_open(b->ctx, &source, b->set.table, NULL, 0);
    while (status == GVC_OK && length > 0) {
        status = gvc_source_next(b->ctx, source, &block, &length);
        if (status == GVC_OK && length > 0) {
            gvc_text_add(out, block, length);
        }
    }
    gvc_source_close(source);
    return status == GVC_OK ? !out->failed || gvc_bench_fail(b, "out of memory")
                            : gvc_bench_failed(b);
}

/* Everything but what a number can start with. */
static const char *skip(const char *at, const char *end)
{
    while (at < end && (unsigned char)(*at - '0') > 9 && *at != '-' && *at != '+' && *at != '.') {
        at++;
    }
    return at;
}

static bool numbers_with_strtod(void *user)
{
    const gvc_text *t = user;
    const char *at = t->chars, *end = at + t->length;
    double sum = 0;
    while ((at = skip(at, end)) < end) {
        char *stop;
        sum += strtod(at, &stop);
        at = (stop > at ? stop : at) + 1; /* the byte behind a number is none of the next */
    }
    return sum != 0;
}

static bool table_with_reader(void *user)
{
    gvc_bench *b = user;
    gvc_table *table = NULL;
    if (gvc_table_read(b->ctx, &table, b->set.table, NULL) != GVC_OK) {
        return gvc_bench_failed(b);
    }
    gvc_table_free(table);
    return true;
}

static bool race_file(gvc_bench *b)
{
    gvc_text bytes = {0};
    gvc_bench_job jobs[] = {{NULL, numbers_with_strtod, &bytes, 0},
                            {NULL, table_with_reader, b, 0}};
    bool done =
        load(b, &bytes) && gvc_bench_race(jobs, 2, gvc_bench_rounds(b, 4000),
                                          b->set.threads > 1 ? gvc_bench_wall : gvc_bench_cpu);
    if (done) {
        gvc_bench_print_time(b, "table", jobs[1].seconds, "strtod", jobs[0].seconds);
    }
    gvc_text_free(&bytes);
    return done;
}

static bool run(gvc_bench *b)
{
    return b->set.table != NULL ? race_file(b) : race_kinds(b);
}

const gvc_bench_case gvc_bench_case_csv = {
    "csv", "numbers out of text / strtod and into text / snprintf; a table with --table", 0, 0,
    run};
