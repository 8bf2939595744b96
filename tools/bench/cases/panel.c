/* panel.c - final use of every country through B, a panel of G columns, against LU */
#include "alloc.h"
#include "solving.h"

static bool figures(gvc_bench *b, gvc_bench_solving *own, gvc_bench_lapack *lapack)
{
    char note[128];
    gvc_bench_job yard = gvc_bench_lapack_job(lapack), job = gvc_bench_solving_job(own);
    if (!gvc_bench_compare(b, &job, &yard)) {
        return false;
    }
    gvc_bench_figure f = {"time",
                          job.seconds,
                          "s",
                          job.seconds / yard.seconds,
                          "dgetrf + dgetrs",
                          0,
                          gvc_bench_solving_note(own, note, sizeof note)};
    gvc_bench_print(b, &f);
    gvc_bench_print_value(b, "residual", gvc_bench_panel_residual(own), "");
    return true;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_lapack lapack = {0};
    double *out = NULL;
    bool done = gvc_bench_subject_make(b, &s);
    gvc_idx n = s.n, g = s.countries;
    if (done) {
        out = gvc_calloc((size_t)(g * n), sizeof *out);
        done = (out != NULL && gvc_bench_lapack_new(&lapack, &s, GVC_BENCH_PANEL, s.demand)) ||
               gvc_bench_fail(b, "out of memory");
    }
    gvc_bench_solving own = {.bench = b,
                             .system = gvc_bench_system(&s),
                             .work = {.right = g},
                             .solver = b->set.solver,
                             .threads = b->set.threads,
                             .panel = {s.demand, g, n, n},
                             .out = {out, g, n, n}};
    done = done && figures(b, &own, &lapack);
    gvc_bench_solving_clear(&own);
    gvc_bench_lapack_free(&lapack);
    gvc_bench_subject_free(&s);
    gvc_release(out);
    return done;
}

const gvc_bench_case gvc_bench_case_panel = {
    "panel", "B times a panel of G columns / dgetrf + dgetrs; --solver NAME", 1435, 41, run};
