/* inverse.c - all of B against LAPACK's factor and inverse: time, accuracy, memory, threads */
#include <cblas.h>
#include <math.h>
#include <stdio.h>

#include "alloc.h"
#include "solving.h"

enum { STRIP = 512, SAMPLED = 5000 };

/* Largest |(I - A) B - I| in the columns first .. first + count - 1. scratch: 2 n STRIP. */
static double strip_residual(const gvc_bench_subject *s, const gvc_dense *b, gvc_idx first,
                             gvc_idx count, double *scratch)
{
    gvc_idx n = s->n;
    double *scaled = scratch, *r = scratch + n * STRIP, most = 0;
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < count; j++) {
            double entry = b->data[i * b->stride + first + j];
            scaled[i * count + j] = entry * s->inv_x[i];
            r[i * count + j] = entry - (i == first + j);
        }
    }
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)n, (int)count, (int)n, -1,
                s->z.data, (int)s->z.stride, scaled, (int)count, 1, r, (int)count);
    for (gvc_idx k = 0; k < n * count; k++) {
        most = fabs(r[k]) <= most ? most : fabs(r[k]);
    }
    return most;
}

/* Over all columns, or for a large table over the last of them. */
static double residual(const gvc_bench_subject *s, const gvc_dense *b)
{
    double *scratch = gvc_malloc((size_t)(2 * s->n * STRIP), sizeof *scratch);
    double most = scratch == NULL ? (double)NAN : 0;
    gvc_idx first = s->n > SAMPLED ? s->n - STRIP : 0;
    for (; scratch != NULL && first < s->n; first += STRIP) {
        gvc_idx count = s->n - first < STRIP ? s->n - first : STRIP;
        most = fmax(most, strip_residual(s, b, first, count, scratch));
    }
    gvc_release(scratch);
    return most;
}

/* What a run holds at its peak beyond A, which the table holds, and B. */
static bool memory(gvc_bench *b, gvc_bench_solving *own)
{
    gvc_bench_job job = gvc_bench_solving_job(own);
    job.prepare(own);
    if (!gvc_bench_forget_peak()) {
        return gvc_bench_fail(b, "/proc/self/clear_refs is closed");
    }
    double before = gvc_bench_resident(), n = (double)own->system.n;
    if (!job.run(own)) {
        return false;
    }
    double extra = gvc_bench_peak() - before - 8 * n * n;
    gvc_bench_figure f = {"memory",          extra / 1e6, "MB", extra / (8 * n * 512),
                          "8 n x 512 bytes", 0,           NULL};
    gvc_bench_print(b, &f);
    return true;
}

static bool two_threads(gvc_bench *b, gvc_bench_solving *own)
{
    gvc_bench_solving two = *own;
    two.leontief = NULL;
    two.local = NULL;
    own->threads = 1;
    two.threads = b->set.threads;
    gvc_bench_job jobs[2] = {gvc_bench_solving_job(own), gvc_bench_solving_job(&two)};
    bool done = gvc_bench_race(jobs, 2, gvc_bench_rounds(b, b->n), gvc_bench_wall);
    gvc_bench_solving_clear(&two);
    if (done) {
        gvc_bench_print_time(b, "threads", jobs[1].seconds, "one thread, wall clock",
                             jobs[0].seconds);
    }
    return done;
}

static bool one_thread(gvc_bench *b, const gvc_bench_subject *s, gvc_bench_solving *own)
{
    char note[128];
    gvc_bench_lapack lapack;
    bool done = gvc_bench_lapack_new(&lapack, s, GVC_BENCH_INVERSE, NULL) ||
                gvc_bench_fail(b, "out of memory");
    gvc_bench_job yard = gvc_bench_lapack_job(&lapack), job = gvc_bench_solving_job(own);
    done = done && gvc_bench_compare(b, &job, &yard);
    gvc_bench_lapack_free(&lapack);
    if (done) {
        gvc_bench_figure f = {"time",
                              job.seconds,
                              "s",
                              job.seconds / yard.seconds,
                              "dgetrf + dgetri",
                              0,
                              gvc_bench_solving_note(own, note, sizeof note)};
        gvc_bench_print(b, &f);
        gvc_dense inverse = gvc_leontief_inverse(own->leontief);
        gvc_bench_print_value(b, "residual", residual(s, &inverse), "");
        done = memory(b, own);
    }
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    bool done = gvc_bench_subject_make(b, &s);
    gvc_bench_solving own = {.bench = b,
                             .system = gvc_bench_system(&s),
                             .work = {.inverse = true},
                             .solver = b->set.solver,
                             .threads = 1};
    if (done) {
        done = b->set.threads > 1 ? two_threads(b, &own) : one_thread(b, &s, &own);
    }
    gvc_bench_solving_clear(&own);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_inverse = {
    "inverse", "all of B / dgetrf + dgetri; with --threads T the wall time / that of one", 1435, 41,
    run};
