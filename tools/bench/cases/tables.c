/* tables.c - reading a published table out of text, gzip and zip, against what must be done at
 * least: strtod over the same bytes, inflating them with libdeflate (one thread, CPU time), and
 * what memory it takes besides the table
 *
 * The bounds: a table of text in a quarter of strtod's time; out of gzip in 2.22 times that of
 * libdeflate alone with one thread, 1.25 times with two (wall clock); at most 64 MB. */
#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "icio_text.h"

typedef struct reading {
    gvc_bench *bench;
    char path[512];
    const gvc_bench_text *text, *gzip; /* of the yardsticks */
    char *room;                        /* text->length */
    double bytes;                      /* of the table that was read */
} reading;

/* ---- yardsticks ------------------------------------------------------------------------------ */

/* Whatever stands between numbers is passed over. */
static bool with_strtod(void *user)
{
    const reading *r = user;
    const char *at = r->text->chars, *end = at + r->text->length;
    double sum = 0;
    while (at < end) {
        char *stop;
        sum += strtod(at, &stop);
        at = (stop > at ? stop : at) + 1;
    }
    return isfinite(sum);
}

static bool with_libdeflate(void *user)
{
    const reading *r = user;
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    size_t got = 0;
    bool done =
        d != NULL && libdeflate_gzip_decompress(d, r->gzip->chars, r->gzip->length, r->room,
                                                r->text->length, &got) == LIBDEFLATE_SUCCESS;
    libdeflate_free_decompressor(d);
    return done && got == r->text->length;
}

/* ---- gvc ------------------------------------------------------------------------------------- */

static double bytes_of(const gvc_dense *m)
{
    return m == NULL ? 0 : 8 * (double)m->rows * (double)m->stride;
}

static bool with_gvc(void *user)
{
    reading *r = user;
    gvc_table *t = NULL;
    if (gvc_table_read(r->bench->ctx, &t, r->path, NULL) != GVC_OK) {
        return gvc_bench_failed(r->bench);
    }
    r->bytes = bytes_of(gvc_table_z(t)) + bytes_of(gvc_table_y(t)) + bytes_of(gvc_table_v(t));
    gvc_table_free(t);
    return true;
}

static bool is_wanted(const gvc_bench *b, const char *figure)
{
    return b->set.only == NULL || strcmp(b->set.only, figure) == 0;
}

static bool race(reading *r, const char *figure, bool (*yardstick)(void *), const char *of,
                 int threads)
{
    gvc_bench *b = r->bench;
    gvc_bench_job jobs[] = {{NULL, yardstick, r, 0}, {NULL, with_gvc, r, 0}};
    gvc_ctx_set_threads(b->ctx, threads);
    if (!is_wanted(b, figure)) {
        return true;
    }
    bool done = gvc_bench_race(jobs, 2, gvc_bench_rounds(b, b->n),
                               threads > 1 ? gvc_bench_wall : gvc_bench_cpu);
    if (!done) {
        return gvc_bench_fail(b, "%s: the yardstick or the reader failed", figure);
    }
    gvc_bench_figure f = {figure, jobs[1].seconds, "s", jobs[1].seconds / jobs[0].seconds,
                          of,     threads,         NULL};
    gvc_bench_print(b, &f);
    return true;
}

/* Most memory while the table is read, besides the table. */
static bool measure(reading *r, const char *figure)
{
    gvc_bench *b = r->bench;
    if (!is_wanted(b, figure)) {
        return true;
    }
    if (!gvc_bench_forget_peak()) {
        return gvc_bench_fail(b, "/proc/self/clear_refs is closed");
    }
    double before = gvc_bench_resident();
    if (!with_gvc(r)) {
        return false;
    }
    gvc_bench_print_value(b, figure, (gvc_bench_peak() - before - r->bytes) / 1e6, "MB");
    return true;
}

static bool read_all(reading *r, const gvc_bench_folder *folder)
{
    static const struct {
        const char *name, *figure, *memory;
        bool packed;
        int threads;
    } files[] = {{"icio.csv", "csv", "csv_memory", false, 1},
                 {"icio.csv", "csv_two_threads", "csv_two_threads_memory", false, 2},
                 {"icio.csv.gz", "csv_gz", "csv_gz_memory", true, 1},
                 {"icio.csv.gz", "csv_gz_two_threads", "csv_gz_two_threads_memory", true, 2},
                 {"icio.zip", "csv_zip", "csv_zip_memory", true, 1}};
    for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
        gvc_bench_folder_path(folder, files[k].name, r->path, sizeof r->path);
        bool done =
            race(r, files[k].figure, files[k].packed ? with_libdeflate : with_strtod,
                 files[k].packed ? "libdeflate alone, one thread" : "strtod", files[k].threads) &&
            measure(r, files[k].memory);
        if (!done) {
            return false;
        }
    }
    return true;
}

static bool save_as(const reading *r, const gvc_bench_folder *folder, const char *name,
                    const gvc_bench_text *bytes)
{
    char path[512];
    return gvc_bench_save(r->bench, bytes, gvc_bench_folder_path(folder, name, path, sizeof path));
}

static bool run(gvc_bench *b)
{
    static const char *const names[] = {"icio.csv", "icio.csv.gz", "icio.zip", NULL};
    gvc_bench_text text = {0}, gzip = {0}, zip = {0};
    gvc_bench_folder folder;
    reading r = {.bench = b, .text = &text, .gzip = &gzip};
    b->countries = b->set.countries > 0 ? b->set.countries : b->which->countries;
    gvc_idx n = b->set.n > 0 ? b->set.n : b->which->n;
    b->n = n / b->countries * b->countries;
    if (b->n == 0 || !gvc_bench_folder_make(b, &folder)) {
        return gvc_bench_fail(b, "%lld industries in %lld countries", (long long)n,
                              (long long)b->countries);
    }
    bool done = gvc_bench_icio_text(b, &text, b->countries, b->n / b->countries) &&
                gvc_bench_gzip(b, &text, &gzip) && gvc_bench_zip(b, &text, &zip) &&
                save_as(&r, &folder, names[0], &text) && save_as(&r, &folder, names[1], &gzip) &&
                save_as(&r, &folder, names[2], &zip);
    if (done) {
        r.room = gvc_malloc(text.length, 1);
        done = r.room != NULL ? read_all(&r, &folder) : gvc_bench_fail(b, "out of memory");
    }
    gvc_bench_folder_remove(&folder, names);
    gvc_release(r.room);
    gvc_release(text.chars);
    gvc_release(gzip.chars);
    gvc_release(zip.chars);
    return done;
}

const gvc_bench_case gvc_bench_case_tables = {
    "tables", "a published table out of CSV, gzip, zip / strtod, libdeflate; memory besides it",
    3465, 77, run};
