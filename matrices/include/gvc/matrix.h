/* gvc/matrix.h - dense real matrices and the Leontief operator of a block-structured table.
 *
 * This folder stands alone: no countries, labels, contexts or messages. Functions take plain blocks
 * and offsets, tell beforehand how many bytes they need, and return a gvc_report in numbers. */
#ifndef GVC_MATRIX_H
#define GVC_MATRIX_H

#include <gvc/export.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t gvc_idx; /* counts and positions; n * n never overflows */

/* Row-major block; element (i, j) is data[i * stride + j]. A view borrows its data. */
typedef struct gvc_dense {
    double *data;
    gvc_idx rows, cols, stride;
} gvc_dense;

/* Compressed rows with 64-bit pointers: the entries of row i are start[i] .. start[i + 1] - 1,
 * their columns ascending. A view borrows its arrays. */
typedef struct gvc_sparse {
    const int64_t *start; /* rows + 1 */
    const int32_t *col;
    const double *value;
    gvc_idx rows, cols;
} gvc_sparse;

/* I - A, A = Z diag(inv_x), in `blocks` diagonal blocks: block g is rows and columns offset[g] ..
 * offset[g + 1] - 1, of any size, 0 included. Everything is borrowed and must outlive what is made
 * of the system. A itself is never stored beside Z. */
typedef struct gvc_system {
    gvc_idx n, blocks;
    const gvc_idx *offset; /* blocks + 1 */
    const double *inv_x;   /* n: 1 / output, or 0 where output is 0 (then the column of A is 0) */
    gvc_dense z;           /* n x n flows, row sells to column; data NULL where `sparse` is used */
    const gvc_sparse *sparse;
} gvc_system;

typedef enum gvc_mat_code {
    GVC_MAT_OK,
    GVC_MAT_NOMEM,     /* an allocation failed, or a fall-back would exceed the memory allowed */
    GVC_MAT_SINGULAR,  /* I - A has no inverse, or none that double precision can hold */
    GVC_MAT_TOO_LARGE, /* a dimension exceeds what BLAS can index (2^31 - 1) */
    GVC_MAT_CANCELLED, /* the progress function asked to stop */
    GVC_MAT_NO_ROOM,   /* gvc_blas_has_room is false */
    GVC_MAT_DIVERGED,  /* an iteration would not get to its tolerance: inside, before a fall-back */
    GVC_MAT_UNKNOWN,   /* no solver of that name, or it cannot do what is asked (plan.why says) */
} gvc_mat_code;

/* What happened, in numbers; the caller puts it into words. */
typedef struct gvc_report {
    gvc_mat_code code;
    gvc_idx where;        /* row and column of I - A where elimination broke down, -1 if none */
    double residual;      /* largest relative residual of what is returned, 0 if not measured */
    double condition;     /* 1-norm condition number of I - A, 0 if not known */
    double growth;        /* largest entry met by elimination, 0 if none was done */
    int sweeps;           /* most sweeps a panel took, 0 if none */
    const char *solver;   /* which method did it in the end; a literal */
    const char *fallback; /* why not the one that was planned, NULL if it did; a literal */
} gvc_report;

/* ---- the plan ---------------------------------------------------------------------------------
 * How much is to be solved is known before anything is; the cheapest way that fits is chosen once.
 */

/* Right-hand sides that will be asked for; equal ones counted once. */
typedef struct gvc_workload {
    gvc_idx left, right;         /* vectors v B and B f */
    gvc_idx cut_left, cut_right; /* the same with one block cut off (gvc_leontief_left) */
    bool inverse;                /* all of B */
} gvc_workload;

typedef enum gvc_storage {
    GVC_STORAGE_AUTO,
    GVC_STORAGE_DENSE,
    GVC_STORAGE_SPARSE,
} gvc_storage;

typedef struct gvc_leontief_options {
    int version;
    const char *solver;  /* a name of gvc_solver_name; NULL = the plan's choice */
    gvc_storage storage; /* of the coefficients inside iterative solvers */
    double tolerance;    /* relative residual asked of iterative solvers; 0 = 1e-13 */
    int threads;         /* 0 = 1. The bits of a result do not depend on it */
    size_t memory;       /* bytes the solver may take; 0 = no limit */
    bool renewable;      /* gvc_leontief_renew will be called: more is kept for it */
    double density;      /* for a plan: part of Z that is not zero; 0 = as the system says */
    /* Called now and then from the calling thread; non-zero stops with GVC_MAT_CANCELLED. NULL =
     * not called. */
    int (*progress)(uint64_t done, uint64_t total, void *user);
    void *user;
} gvc_leontief_options;
#define GVC_LEONTIEF_OPTIONS_VERSION 3

typedef struct gvc_plan {
    const char *solver;  /* literal */
    gvc_storage storage; /* dense or sparse */
    gvc_workload work;
    gvc_idx nonzeros; /* of Z */
    double density;   /* nonzeros / n^2 */
    size_t bytes;     /* what the solver holds at its peak, beside system, inputs and outputs */
    double flops, seconds; /* of one thread at the rates of a recent server core: for comparison */
    const char *second;    /* the next best solver that could do it, NULL if none */
    double second_seconds;
    const char *why; /* a few words: "fewest seconds", "asked for", "all of B is needed", ... */
} gvc_plan;

/* Solvers by position, NULL past the end: name, and one line of what it is. */
GVC_API const char *gvc_solver_name(gvc_idx i);
GVC_API const char *gvc_solver_summary(gvc_idx i);

/* The plan for this work; looks at some 500 rows of Z at most, at none where the options say its
 * density. GVC_MAT_UNKNOWN where the named
 * solver does not exist or cannot (out->why says why), GVC_MAT_NOMEM where nothing fits
 * options->memory (out->bytes: the least that would do). */
GVC_API gvc_report gvc_plan_make(gvc_plan *out, const gvc_system *system, const gvc_workload *work,
                                 const gvc_leontief_options *options /* NULL = none */);

/* ---- solving ----------------------------------------------------------------------------------
 */

/* B = (I - A)^-1 in whatever form the plan chose. */
typedef struct gvc_leontief gvc_leontief;
typedef struct gvc_local gvc_local;

/* local: L of the same system, borrowed. Where the planned method fails (growth, no convergence)
 * the next safer one is taken: the report's `solver` and `fallback` say so. *out is yours to free,
 * and untouched unless the code is GVC_MAT_OK. */
GVC_API gvc_report gvc_leontief_new(gvc_leontief **out, const gvc_system *system,
                                    const gvc_local *local, const gvc_plan *plan,
                                    const gvc_leontief_options *options /* NULL = none */);
/* y_k = B f_k and w_k = v_k B for every row k of the panel, k x n, one vector a row; not the same
 * memory. cut: NULL, or a block for every row (-1 = none): that block's sales to other blocks are
 * taken out first, so y_k = B^{/s} f_k and w_k = v_k B^{/s} with s = cut[k], B^{/s} =
 * (I - A^{/s})^-1, A^{/s} = A with the rows of s zeroed outside their own columns.
 * Report: residual of this call. */
GVC_API gvc_report gvc_leontief_right(gvc_leontief *l, const gvc_dense *f, const gvc_idx *cut,
                                      gvc_dense *y);
GVC_API gvc_report gvc_leontief_left(gvc_leontief *l, const gvc_dense *v, const gvc_idx *cut,
                                     gvc_dense *w);
/* The same from a guess: y and w hold one on entry, finite, from which iterative solvers start. A
 * guess as good as the tolerance stays as it is, to the bit; direct solvers take no notice. */
GVC_API gvc_report gvc_leontief_right_from(gvc_leontief *l, const gvc_dense *f, const gvc_idx *cut,
                                           gvc_dense *y);
GVC_API gvc_report gvc_leontief_left_from(gvc_leontief *l, const gvc_dense *v, const gvc_idx *cut,
                                          gvc_dense *w);
/* w[g, :] = v_g B_g.: what block g adds per unit of final demand; v: n, w: blocks x n. */
GVC_API gvc_report gvc_leontief_rows(gvc_leontief *l, const double *v, gvc_dense *w);
/* B itself, n x n, borrowed, read only; data NULL where the plan does without. */
GVC_API gvc_dense gvc_leontief_inverse(const gvc_leontief *l);
/* Worst residual, condition, growth, sweeps, solver and fallback of everything up to now. */
GVC_API gvc_report gvc_leontief_report(const gvc_leontief *l);
/* The same for another system with its L, both of the same shape as the first, whose flows are zero
 * wherever those of the first were: what hangs on the pattern is kept, and bits are those of one
 * that is made anew. Reports start afresh. GVC_MAT_UNKNOWN where the solver cannot; free it then.
 */
GVC_API gvc_report gvc_leontief_renew(gvc_leontief *l, const gvc_system *system,
                                      const gvc_local *local);
GVC_API void gvc_leontief_free(gvc_leontief *l);
/* Smallest entry of m and the largest in absolute value. */
GVC_API void gvc_dense_range(const gvc_dense *m, double *smallest, double *largest);

/* L = diag of (I - A_ss)^-1: every country closed to trade. */
GVC_API size_t gvc_local_bytes(const gvc_idx *offset, gvc_idx blocks);
GVC_API gvc_report gvc_local_new(gvc_local **out, const gvc_system *system);
/* y = L f for every row f of `f`; f and y k x n, not the same memory. */
GVC_API void gvc_local_right(const gvc_local *l, const gvc_dense *f, gvc_dense *y);
/* w = v L; v and w: n, not the same memory. */
GVC_API void gvc_local_left(const gvc_local *l, const double *v, double *w);
/* L_ss itself; borrowed, read only. */
GVC_API gvc_dense gvc_local_block(const gvc_local *l, gvc_idx s);
GVC_API void gvc_local_free(gvc_local *l);

/* Solves x M = f (left) or M x = f (right) for every row f of `f`, in place; m: n x n contiguous,
 * overwritten; f: k x n contiguous. */
GVC_API gvc_report gvc_solve_left(gvc_dense *m, gvc_dense *f);
GVC_API gvc_report gvc_solve_right(gvc_dense *m, gvc_dense *f);

/* out[i, g] = sum over the columns j of block g of rows[i, j] * u[j]; rows: k x n, u: n (NULL =
 * ones), out: k x blocks. */
GVC_API void gvc_segment_dots(const gvc_dense *rows, const double *u, const gvc_idx *offset,
                              gvc_idx blocks, gvc_dense *out);
/* The same for `count` vectors u[k] in one pass over the rows, into out[k], k x blocks each. */
GVC_API void gvc_segment_dots_many(const gvc_dense *rows, const double *const *u, int count,
                                   const gvc_idx *offset, gvc_idx blocks, double *const *out);
/* out[i, g] = sum over j of block g of rows[i, j] * u[j] * cols[j, i]: the diagonal of a product,
 * block by block; rows: k x n, cols: n x k, u: n, out: k x blocks. */
GVC_API void gvc_segment_diagonals(const gvc_dense *rows, const double *u, const gvc_dense *cols,
                                   const gvc_idx *offset, gvc_idx blocks, gvc_dense *out);
/* w = v rows; v: k, rows: k x n, w: n. */
GVC_API void gvc_row_times(const double *v, const gvc_dense *rows, double *w);
/* y = rows u; u: n, y: k. */
GVC_API void gvc_rows_times(const gvc_dense *rows, const double *u, double *y);
/* out = f A' without the diagonal blocks: out[k, i] = sum over j outside the block of i of A[i, j]
 * f[k, j]; f and out: k x n, not the same memory; GVC_MAT_NOMEM possible. */
GVC_API gvc_report gvc_offblock_times(const gvc_system *system, const gvc_dense *f, gvc_dense *out);
/* out = f A without the diagonal blocks: out[k, j] = sum over i outside the block of j of f[k, i]
 * A[i, j]; f and out: k x n, not the same memory. */
GVC_API gvc_report gvc_offblock_left(const gvc_system *system, const gvc_dense *f, gvc_dense *out);

/* y_k = A f_k and w_k = v_k A for every row k of the panel, k x n, one vector a row; not the same
 * memory. cut as in gvc_leontief_right: A^{/s} with s = cut[k]. The bits do not depend on threads;
 * GVC_MAT_NOMEM and GVC_MAT_TOO_LARGE possible. */
GVC_API gvc_report gvc_direct_right(const gvc_system *system, const gvc_dense *f,
                                    const gvc_idx *cut, gvc_dense *y, int threads);
GVC_API gvc_report gvc_direct_left(const gvc_system *system, const gvc_dense *v, const gvc_idx *cut,
                                   gvc_dense *w, int threads);

/* Spectral radius of |A| by power iteration: at most `steps` products, stopped when three in a row
 * agree to `tolerance`. For non-negative A this is rho(A). NaN when they did not agree in time or
 * memory is out. */
GVC_API double gvc_spectral_radius(const gvc_system *system, gvc_idx steps, double tolerance);
/* The row and column that takes most part in the largest eigenvalue of |A|: where a chain feeds on
 * itself. -1 when out of memory. */
GVC_API gvc_idx gvc_critical_row(const gvc_system *system);

/* Who does the arithmetic. */
/* "OpenBLAS 0.3.21 DYNAMIC_ARCH ...": name, version, then how it was built. */
GVC_API const char *gvc_blas_name(void);
GVC_API const char *gvc_blas_kernel(void); /* "SkylakeX": the kernel in use */
/* The OPENBLAS_CORETYPE this processor deserves if the kernel in use is an old fall-back, else
 * NULL. */
GVC_API const char *gvc_blas_better_kernel(void);
/* Takes the kernel `name` in place: sets OPENBLAS_CORETYPE and has BLAS choose again. For a program
 * that owns its process, before its first call of BLAS; false where this BLAS cannot. */
GVC_API bool gvc_blas_take_kernel(const char *name);
/* One thread for BLAS from now on; those it made while it was loaded, which would spin for a while,
 * are ended. For a program that owns its process, before its first call of BLAS; false where this
 * BLAS cannot. They come again with gvc_blas_set_threads. */
GVC_API bool gvc_blas_end_threads(void);
/* False where BLAS could not get the address space for its buffers (129 MB): OpenBLAS would ask
 * again and again for ever, in a computation and also when the process ends in the usual way. */
GVC_API bool gvc_blas_has_room(void);
/* Cores that the process may run on. */
GVC_API int gvc_threads_allowed(void);
GVC_API int gvc_blas_threads(void);
GVC_API void gvc_blas_set_threads(int threads); /* 0 = all cores allowed to the process */

#endif
