/* batch.c - four years into one panel, against the four runs that it replaces
 *
 * The bounds: CPU time at most 1.1 times that of the single runs; two processes at least 1.7 times
 * as fast as one (a ratio of .59), where two cores are free. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "alloc.h"
#include "icio_text.h"
#include "programs.h"

enum { YEARS = 4, ARGUMENTS = 20 };

static const char *const files[] = {
    "t_2001.csv.gz", "t_2002.csv.gz", "t_2003.csv.gz", "t_2004.csv.gz", "one.h5", "panel.h5", NULL};

typedef struct work {
    const gvc_bench *bench;
    char gvc[512], path[YEARS + 2][512]; /* of the files above */
    const char *jobs;
    double peak;
} work;

static bool spawn(work *w, const char *const *argv)
{
    gvc_bench_child child;
    bool done = gvc_bench_spawn(w->bench, argv, &child);
    w->peak = done ? child.peak : 0;
    return done;
}

static bool single_runs(void *user)
{
    work *w = user;
    bool done = true;
    for (int k = 0; k < YEARS && done; k++) {
        const char *const argv[] = {w->gvc,      "decompose",    w->path[k],  "--level",
                                    "bilateral", "-q",           "--threads", "1",
                                    "-o",        w->path[YEARS], NULL};
        done = spawn(w, argv);
    }
    return done;
}

static bool panel(void *user)
{
    work *w = user;
    const char *argv[ARGUMENTS] = {w->gvc, "batch", "decompose"};
    int used = 3;
    for (int k = 0; k < YEARS; k++) {
        argv[used++] = w->path[k];
    }
    const char *const rest[] = {"--level", "bilateral", "-q",    "--jobs",
                                w->jobs,   "--threads", w->jobs, "-o"};
    for (size_t k = 0; k < sizeof rest / sizeof *rest && used < ARGUMENTS - 2; k++) {
        argv[used++] = rest[k];
    }
    argv[used++] = w->path[YEARS + 1];
    return spawn(w, argv);
}

static bool race(gvc_bench *b, work *w)
{
    work one = *w, two = *w;
    one.jobs = "1";
    two.jobs = "2";
    gvc_bench_job cpu[] = {{NULL, single_runs, w, 0}, {NULL, panel, &one, 0}};
    gvc_bench_job wall[] = {{NULL, panel, &one, 0}, {NULL, panel, &two, 0}};
    if (!gvc_bench_race(cpu, 2, gvc_bench_rounds(b, b->n), gvc_bench_cpu_of_all) ||
        !gvc_bench_race(wall, 2, gvc_bench_rounds(b, b->n), gvc_bench_wall)) {
        return false;
    }
    gvc_bench_print_time(b, "panel", cpu[1].seconds, "single_runs", cpu[0].seconds);
    gvc_bench_print_time(b, "two_jobs", wall[1].seconds, "one_job", wall[0].seconds);
    gvc_bench_print_value(b, "peak", one.peak / 1e6, "MB");
    return true;
}

/* One file under four names: the name says the year. */
static bool make_tables(gvc_bench *b, const work *w)
{
    gvc_bench_text text = {0}, gzip = {0};
    gvc_idx sectors = b->set.n > 0 && b->set.countries > 0 ? b->set.n / b->set.countries : 35;
    gvc_idx countries = b->set.countries > 0 ? b->set.countries : 41;
    b->n = countries * sectors;
    b->countries = countries;
    bool done = gvc_bench_icio_text(b, &text, countries, sectors) &&
                gvc_bench_gzip(b, &text, &gzip) && gvc_bench_save(b, &gzip, w->path[0]);
    for (int k = 1; k < YEARS && done; k++) {
        done = link(w->path[0], w->path[k]) == 0 || gvc_bench_fail(b, "linking %s", w->path[k]);
    }
    gvc_release(text.chars);
    gvc_release(gzip.chars);
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_folder folder;
    work w = {.bench = b};
    if (!gvc_bench_find_program(b, w.gvc, sizeof w.gvc) || !gvc_bench_folder_make(b, &folder)) {
        return false;
    }
    for (int k = 0; files[k] != NULL; k++) {
        gvc_bench_folder_path(&folder, files[k], w.path[k], sizeof w.path[k]);
    }
    bool done = make_tables(b, &w) && race(b, &w);
    gvc_bench_folder_remove(&folder, files);
    return done;
}

const gvc_bench_case gvc_bench_case_batch = {
    "batch", "gvc batch over four years / the four runs, and two processes / one", 0, 0, run};
