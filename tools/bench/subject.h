/* subject.h - the table a case works on, and what LAPACK takes for it */
#ifndef GVC_BENCH_SUBJECT_H
#define GVC_BENCH_SUBJECT_H

#include "bench.h"
#include "synthetic.h"

typedef struct gvc_bench_subject {
    gvc_table *table;
    gvc_idx n, countries;
    gvc_idx *offset; /* countries + 1: industries of a country lie side by side */
    double *inv_x;   /* n: 1 / output, or 0 */
    double *va;      /* n: value added per unit of output */
    double *demand;  /* countries x n: row d is final use of country d */
    gvc_dense z;     /* the table's */
} gvc_bench_subject;

/* The recipe that settings and case ask for. False after a message. */
bool gvc_bench_recipe_of(const gvc_bench *b, gvc_bench_recipe *out);
/* The table of --table, or a synthetic one; fills n, countries and density of b. False after a
 * message; free it in any case. */
bool gvc_bench_subject_make(gvc_bench *b, gvc_bench_subject *s);
void gvc_bench_subject_free(gvc_bench_subject *s);

/* ---- lapack.c: the yardsticks ------------------------------------------------------------------
 */
typedef enum gvc_bench_task {
    GVC_BENCH_LU,      /* dgetrf */
    GVC_BENCH_INVERSE, /* dgetrf + dgetri */
    GVC_BENCH_PANEL,   /* dgetrf + dgetrs with the panel */
} gvc_bench_task;

typedef struct gvc_bench_lapack {
    const gvc_bench_subject *subject;
    gvc_bench_task task;
    const double *panel; /* countries x n, for GVC_BENCH_PANEL */
    double *a, *x, *work;
    int *pivot, work_size;
} gvc_bench_lapack;

bool gvc_bench_lapack_new(gvc_bench_lapack *l, const gvc_bench_subject *s, gvc_bench_task task,
                          const double *panel);
void gvc_bench_lapack_free(gvc_bench_lapack *l);
/* Fills I - A (and the panel) anew, then only the library works: `prepare` and `run` of a job. */
gvc_bench_job gvc_bench_lapack_job(gvc_bench_lapack *l);

#endif
