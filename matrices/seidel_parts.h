/* seidel_parts.h - what the parts of block Gauss-Seidel share: a direction as it is prepared, a
 * strip of vectors, a panel being solved.
 *
 * seidel.c counts rounds and sweeps and says when to stop, seidel_new.c prepares, seidel_sweep.c
 * sweeps and extrapolates with weights from seidel_combine.c, seidel_residual.c compares with the
 * right-hand sides, seidel_strip.c brings vectors into strips and out of them. */
#ifndef GVC_SEIDEL_PARTS_H
#define GVC_SEIDEL_PARTS_H

#include <math.h>

#include "coefficients.h"
#include "panel.h"
#include "seidel.h"
#include "threads.h"

enum { GVC_SEIDEL_DEPTH = 3 }; /* updates combined by extrapolation */
/* Bytes of one vector in a piece of a panel that stays near while many rows meet it: a quarter of a
 * megabyte for the widest strip. Sums run piece by piece, so it must not depend on the width. */
enum { GVC_SEIDEL_PIECE = (256 << 10) / (GVC_STRIP_MOST * GVC_LANES) };

/* Some vectors side by side: a strip of panel.h for everything. */
typedef struct gvc_seidel_strip {
    gvc_idx first, count; /* vectors of the panel */
    gvc_idx *cut;         /* count: block that is cut, -1 = none */
    int w;
    int rounds;  /* finished ones */
    int updates; /* sweeps since the start of the round or the extrapolation */
    void *d, *b, *t, *u[GVC_SEIDEL_DEPTH]; /* correction, its right-hand side, block row, updates */
    double *x, *r;                         /* solution, residual */
    double *scaled; /* x times inv_x, where residuals come from rows of flows; memory of u */
    double *scale, *unscale, *top; /* a vector: unit of a correction, 1 over it, largest |x| */
    double *gram;
    double worst; /* of the last sweep, relative to what the round started with */
} gvc_seidel_strip;

/* Where residuals take their coefficients from. */
typedef enum gvc_seidel_source {
    GVC_FROM_EXACT,  /* sparse doubles beside the floats */
    GVC_FROM_PICKED, /* dense flows, where the sparse floats say that they are not zero */
    GVC_FROM_SPARSE, /* sparse flows */
    GVC_FROM_DENSE,  /* a dense copy in doubles */
    GVC_FROM_FLOWS,  /* dense flows, all of them */
} gvc_seidel_source;

struct gvc_seidel {
    gvc_solver_job job;
    gvc_idx n;
    bool left, mixed;
    gvc_seidel_source from;
    const gvc_panel_kernel *kernel;
    gvc_coefficients a;
    void *inverse;                 /* L_gg, or its transpose, in the precision of the sweeps */
    gvc_idx *at;                   /* blocks: where each starts */
    gvc_idx *block;                /* n: block of a row */
    gvc_seidel_strip *kept;        /* of the last panel, where more will come; NULL = none */
    gvc_idx kept_count, kept_rows; /* strips; vectors */
};

/* A panel being solved. */
typedef struct gvc_seidel_run {
    gvc_seidel *p;
    const gvc_dense *f;
    gvc_dense *y;
    gvc_seidel_strip *strips;
    gvc_idx count;       /* of strips */
    gvc_idx tile, tiles; /* rows of a turn in residuals, and how many turns a strip has */
    bool first;
    bool guess;   /* y holds one on entry */
    bool cut;     /* some vectors are */
    double worst; /* largest residual of a vector, relative to its x */
} gvc_seidel_run;

/* The larger one, NaN where one of them is. */
static inline double gvc_seidel_larger(double a, double b)
{
    return b <= a || isnan(a) ? a : b;
}

/* The worst of all strips. */
static inline double gvc_seidel_worst(const gvc_seidel_run *v)
{
    double worst = 0;
    for (gvc_idx k = 0; k < v->count; k++) {
        worst = gvc_seidel_larger(worst, v->strips[k].worst);
    }
    return worst;
}

/* turn(k, worker, v) for every strip k of v, on the threads of the job. */
static inline void gvc_seidel_each(gvc_seidel_run *v, void (*turn)(gvc_idx, int, void *))
{
    gvc_parallel(v->p->job.options->threads, v->count, turn, v);
}

/* ---- strips: seidel_strip.c ---- */

/* Strips for the vectors of v->f, loaded as residuals of x = 0, or with the guess in x; cut: as for
 * gvc_seidel_solve. Code GVC_MAT_OK, _NOMEM; free in any case. */
gvc_mat_code gvc_seidel_load(gvc_seidel_run *v, const gvc_idx *cut);
/* x of every strip into v->y. */
void gvc_seidel_unload(gvc_seidel_run *v);
/* The strips are not needed any more. keep: for the next panel of as many vectors. */
void gvc_seidel_end(gvc_seidel_run *v, bool keep);
/* Frees those that were kept. */
void gvc_seidel_forget(gvc_seidel *p);
/* Vectors that are solved at once, so that strips stay small beside the coefficients; the same for
 * any number of threads. */
gvc_idx gvc_seidel_batch(gvc_idx n, bool mixed);
/* Bytes of the strips for so many vectors. */
size_t gvc_seidel_strip_bytes(gvc_idx n, gvc_idx vectors, bool mixed);
/* to = L_gg from (left: from L_gg), exact in double: what nothing feeds back to. step, step_to:
 * between entries. */
void gvc_seidel_own_block(const gvc_seidel *p, gvc_idx g, const double *from, gvc_idx step,
                          double *to, gvc_idx step_to);

/* ---- residuals: seidel_residual.c ---- */

/* r = f - (I - A) x of every strip, then gvc_seidel_measure; scale: |x| times v->worst. */
void gvc_seidel_residual(gvc_seidel_run *v);
/* The same, only in the own blocks of vectors that are cut, where on the left the solution follows
 * from it; nothing on the right, where that block is exact. */
void gvc_seidel_own_residual(gvc_seidel_run *v);
/* Whether that can be had without the rest. */
bool gvc_seidel_knows_own(const gvc_seidel *p);
/* scale (largest |r|), unscale, top and worst of every strip and of v, from r and x. */
void gvc_seidel_measure(gvc_seidel_run *v);

/* ---- corrections: seidel_sweep.c ---- */

/* d = 0, its right-hand side r, in units of scale. */
void gvc_seidel_start(gvc_seidel_run *v);
/* One sweep over all blocks; worst: the largest that was missing. */
void gvc_seidel_sweep(gvc_seidel_run *v);
/* The largest that is missing to the correction now, in its precision and units. */
double gvc_seidel_remains(gvc_seidel_run *v);
/* The updates since the last time are replaced by their best combination. */
void gvc_seidel_extrapolate(gvc_seidel_run *v);
/* x += d, and a round is finished. */
void gvc_seidel_finish(gvc_seidel_run *v);

/* ---- weights: seidel_combine.c ---- */

/* Weights of `count` updates: the iterates after them are combined with sum 1 so that |sum of
 * gamma_i u_i| is least, gamma ~ (U'U)^-1 1; an update counts for all iterates behind it. All 1
 * where that fails. gram: u_a . u_b at (a * count + b) * width, b <= a. */
void gvc_seidel_combine(const double *gram, gvc_idx width, int count, double *weight);

#endif
