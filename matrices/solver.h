/* solver.h - one way to solve with I - A: matrices/solve_NAME.c defines one record, solvers.def
 * names it. leontief.c holds what is common: the door, fall-backs, cut systems, residuals. */
#ifndef GVC_SOLVER_H
#define GVC_SOLVER_H

#include <gvc/matrix.h>

/* What a solver works with; all borrowed. */
typedef struct gvc_solver_job {
    const gvc_system *system;
    const gvc_local *local;
    const gvc_leontief_options *options; /* never NULL; threads >= 1, tolerance > 0 */
    gvc_storage storage;                 /* dense or sparse */
    gvc_idx nonzeros;                    /* of the flows */
    gvc_workload work;
    bool guess; /* of this call: the panel of solutions holds a guess on entry */
} gvc_solver_job;

typedef struct gvc_solver {
    const char *name;    /* "seidel" */
    const char *summary; /* one line */
    const char *safer;   /* the solver to fall back to, NULL = none: singular then */
    bool inverse;        /* holds B */
    bool cuts;           /* left and right take `cut` themselves */
    bool sparse;         /* can work on a system without dense flows */

    /* The plan's figures: what the solver holds at its peak, flops, and seconds of one thread. */
    size_t (*bytes)(const gvc_plan *plan, const gvc_system *system);
    void (*cost)(const gvc_plan *plan, const gvc_system *system, double *flops, double *seconds);

    /* *state is the solver's own. Report: residual where measured, condition, growth; GVC_MAT_OK
     * for what can be trusted, GVC_MAT_DIVERGED (with `fallback`) where a safer one should try. */
    gvc_report (*prepare)(void **state, const gvc_solver_job *job);
    gvc_report (*right)(void *state, const gvc_solver_job *job, const gvc_dense *f,
                        const gvc_idx *cut, gvc_dense *y);
    gvc_report (*left)(void *state, const gvc_solver_job *job, const gvc_dense *v,
                       const gvc_idx *cut, gvc_dense *w);
    /* NULL where left does it as well. */
    gvc_report (*rows)(void *state, const gvc_solver_job *job, const double *v, gvc_dense *w);
    gvc_dense (*get_inverse)(const void *state); /* NULL without B */
    /* Takes over the flows and L of the job; NULL where that is no cheaper than to begin anew. */
    gvc_report (*renew)(void *state, const gvc_solver_job *job);
    void (*release)(void *state);
} gvc_solver;

/* The options with all defaults in place; NULL = none given. */
gvc_leontief_options gvc_leontief_settled(const gvc_leontief_options *options);

/* 1-norm condition of I - A from which on no digit of a result would be right. */
#define GVC_MOST_CONDITION 1e15

/* Rates of one thread for the estimates of cost, by a server core with AVX-512 (SkylakeX kernel of
 * OpenBLAS 0.3.21), n = 1435 and 2464, panels of 41 and 44 rows, CPU time, best of several:
 * flops a second of products of a panel with a matrix in double, and seconds an entry for all that
 * is done once with n^2 numbers (first touch, filling, norms, probe). */
#define GVC_RATE_PRODUCT 40e9
#define GVC_SECONDS_ENTRY 6e-9

/* Reports progress; true if the work is to stop. */
static inline bool gvc_solver_stopped(const gvc_solver_job *job, gvc_idx done, gvc_idx total)
{
    const gvc_leontief_options *o = job->options;
    return o->progress != NULL && o->progress((uint64_t)done, (uint64_t)total, o->user) != 0;
}

const gvc_solver *gvc_solver_named(const char *name); /* NULL if absent */
const gvc_solver *gvc_solver_at(gvc_idx i);           /* NULL past the end */

#endif
