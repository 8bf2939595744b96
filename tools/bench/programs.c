/* programs.c - the table goes into a scratch folder, then gvc works there */
#include "programs.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

const char gvc_bench_table_file[] = "TABLE", gvc_bench_result_file[] = "RESULT";

typedef struct call {
    const gvc_bench *bench;
    const char *argv[12]; /* NULL-ended */
    double peak;
} call;

static bool run_call(void *user)
{
    call *c = user;
    gvc_bench_child child;
    bool done = gvc_bench_spawn(c->bench, c->argv, &child);
    c->peak = done ? child.peak : 0;
    return done;
}

double gvc_bench_cpu_of_all(void)
{
    struct rusage used;
    getrusage(RUSAGE_CHILDREN, &used);
    return gvc_bench_cpu() + (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           1e-6 * (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec);
}

bool gvc_bench_find_program(const gvc_bench *b, char *path, size_t room)
{
    char self[400];
    if (b->set.gvc != NULL) {
        snprintf(path, room, "%s", b->set.gvc);
        return true;
    }
    ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    self[length > 0 ? length : 0] = '\0';
    char *slash = strrchr(self, '/');
    if (slash == NULL) {
        return gvc_bench_fail(b, "where is gvc? --gvc PATH");
    }
    *slash = '\0';
    snprintf(path, room, "%s/../../cli/gvc", self);
    return access(path, X_OK) == 0 || gvc_bench_fail(b, "no program %s; --gvc PATH", path);
}

typedef struct places {
    char gvc[512], table[512], result[512];
} places;

static void fill_call(call *c, const gvc_bench *b, const gvc_bench_program *p, const places *at)
{
    *c = (call){.bench = b, .argv = {at->gvc}};
    for (int k = 0; p->args[k] != NULL; k++) {
        bool table = p->args[k] == gvc_bench_table_file,
             result = p->args[k] == gvc_bench_result_file;
        c->argv[k + 1] = table ? at->table : result ? at->result : p->args[k];
    }
}

static bool race(gvc_bench *b, const gvc_bench_program *programs, int count, const places *at,
                 gvc_bench_lapack *lu)
{
    call calls[GVC_BENCH_PROGRAMS];
    gvc_bench_job jobs[GVC_BENCH_PROGRAMS + 1] = {gvc_bench_lapack_job(lu)};
    for (int k = 0; k < count; k++) {
        fill_call(&calls[k], b, &programs[k], at);
        jobs[k + 1] = (gvc_bench_job){NULL, run_call, &calls[k], 0};
    }
    if (!gvc_bench_race(jobs, count + 1, gvc_bench_rounds(b, b->n), gvc_bench_cpu_of_all)) {
        return false;
    }
    for (int k = 0; k < count; k++) {
        gvc_bench_print_time(b, programs[k].figure, jobs[k + 1].seconds, "dgetrf", jobs[0].seconds);
    }
    if (count == 1) {
        gvc_bench_print_value(b, "peak", calls[0].peak / 1e6, "MB");
    }
    return true;
}

bool gvc_bench_programs(gvc_bench *b, const gvc_bench_program *programs, int count)
{
    gvc_bench_subject s;
    gvc_bench_folder folder;
    gvc_bench_lapack lu = {0};
    places at;
    bool done = gvc_bench_find_program(b, at.gvc, sizeof at.gvc) && gvc_bench_subject_make(b, &s);
    if (!done) {
        return false;
    }
    done = gvc_bench_lapack_new(&lu, &s, GVC_BENCH_LU, NULL) || gvc_bench_fail(b, "out of memory");
    done = done && gvc_bench_folder_make(b, &folder);
    if (done) {
        gvc_bench_folder_path(&folder, "table.h5", at.table, sizeof at.table);
        gvc_bench_folder_path(&folder, "result.h5", at.result, sizeof at.result);
        done = gvc_table_write(b->ctx, s.table, at.table, NULL) == GVC_OK || gvc_bench_failed(b);
        done = done && race(b, programs, count, &at, &lu);
        gvc_bench_folder_remove(&folder, (const char *const[]){"table.h5", "result.h5", NULL});
    }
    gvc_bench_lapack_free(&lu);
    gvc_bench_subject_free(&s);
    return done;
}
