/* solving.h - one panel or all of B from scratch: plan, local inverses, solver, solution */
#ifndef GVC_BENCH_SOLVING_H
#define GVC_BENCH_SOLVING_H

#include "subject.h"

typedef struct gvc_bench_solving {
    const gvc_bench *bench;
    gvc_system system;
    gvc_workload work;
    const char *solver; /* NULL = the planner's choice */
    int threads;
    gvc_dense panel;    /* rows x n; data NULL = none */
    bool left;          /* panel times B, not B times panel */
    const gvc_idx *cut; /* rows of the panel: see gvc_leontief_left; NULL = none */
    gvc_dense out;      /* as panel */
    gvc_plan plan;      /* what came out of it, until the next run */
    gvc_local *local;
    gvc_leontief *leontief;
    gvc_report report;
} gvc_bench_solving;

gvc_system gvc_bench_system(const gvc_bench_subject *s);
/* `prepare` lets go of the last solution, `run` makes a new one; false after a message. */
gvc_bench_job gvc_bench_solving_job(gvc_bench_solving *s);
void gvc_bench_solving_clear(gvc_bench_solving *s);
/* "seidel sparse, 12 sweeps" into text. */
const char *gvc_bench_solving_note(const gvc_bench_solving *s, char *text, size_t room);
/* Largest |F - X + A X| of a right panel relative to the largest |X| of its vector, by dgemm on the
 * dense flows; NaN when memory is out. */
double gvc_bench_panel_residual(const gvc_bench_solving *s);

#endif
