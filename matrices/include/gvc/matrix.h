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

typedef enum gvc_mat_code {
    GVC_MAT_OK,
    GVC_MAT_NOMEM,     /* an allocation failed */
    GVC_MAT_SINGULAR,  /* I - A has no inverse, or none that double precision can hold */
    GVC_MAT_TOO_LARGE, /* a dimension exceeds what BLAS can index (2^31 - 1) */
    GVC_MAT_CANCELLED, /* the progress function asked to stop */
    GVC_MAT_NO_ROOM,   /* gvc_blas_has_room is false */
} gvc_mat_code;

/* What happened, in numbers; the caller puts it into words. */
typedef struct gvc_report {
    gvc_mat_code code;
    gvc_idx where;      /* row and column of I - A where elimination broke down, -1 if none */
    double residual;    /* relative residual of what is returned, 0 if not measured */
    double condition;   /* 1-norm condition number of I - A, 0 if not known */
    const char *solver; /* which method did it; a literal */
} gvc_report;

/* The inverse of I - A, A = Z diag(inv_x), in `blocks` diagonal blocks: block g is rows and columns
 * offset[g] .. offset[g + 1] - 1. */
typedef struct gvc_leontief gvc_leontief;

/* Bytes that gvc_leontief_new will hold at its peak, its own result included. */
GVC_API size_t gvc_leontief_bytes(gvc_idx n);

typedef struct gvc_leontief_options {
    int version;
    /* Called now and then; non-zero stops with GVC_MAT_CANCELLED. NULL = not called. */
    int (*progress)(uint64_t done, uint64_t total, void *user);
    void *user;
} gvc_leontief_options;
#define GVC_LEONTIEF_OPTIONS_VERSION 1

/* Builds (I - A)^-1. z: n x n flows, row sells to column; inv_x: n, 1 / output or 0 where output is
 * 0 (then the column of A is 0); offset: blocks + 1. Nothing of the inputs is kept.
 * *out is yours to free, and untouched unless the code is GVC_MAT_OK. */
GVC_API gvc_report gvc_leontief_new(gvc_leontief **out, const gvc_dense *z, const double *inv_x,
                                    const gvc_idx *offset, gvc_idx blocks,
                                    const gvc_leontief_options *options /* NULL = none */);
/* y = B f for every row f of `f`; f and y k x n (one vector a row), not the same memory. */
GVC_API gvc_report gvc_leontief_right(const gvc_leontief *l, const gvc_dense *f, gvc_dense *y);
/* w[g, :] = v_g B_g.: what block g adds per unit of final demand; v: n, w: blocks x n. */
GVC_API void gvc_leontief_rows(const gvc_leontief *l, const double *v, gvc_dense *w);
/* The block of B with the rows of block r and the columns of block s; borrowed, read only. */
GVC_API gvc_dense gvc_leontief_block(const gvc_leontief *l, gvc_idx r, gvc_idx s);
/* The columns of block s, all rows; borrowed, read only. */
GVC_API gvc_dense gvc_leontief_columns(const gvc_leontief *l, gvc_idx s);
/* The report of the construction: residual, condition number, solver. */
GVC_API gvc_report gvc_leontief_report(const gvc_leontief *l);
/* Smallest entry of B and the largest in absolute value. */
GVC_API void gvc_leontief_range(const gvc_leontief *l, double *smallest, double *largest);
GVC_API void gvc_leontief_free(gvc_leontief *l);

/* L = diag of (I - A_ss)^-1: every country closed to trade. Same arguments as gvc_leontief_new. */
typedef struct gvc_local gvc_local;

GVC_API size_t gvc_local_bytes(const gvc_idx *offset, gvc_idx blocks);
GVC_API gvc_report gvc_local_new(gvc_local **out, const gvc_dense *z, const double *inv_x,
                                 const gvc_idx *offset, gvc_idx blocks);
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
/* w = v rows; v: k, rows: k x n, w: n. */
GVC_API void gvc_row_times(const double *v, const gvc_dense *rows, double *w);
/* y = rows u; u: n, y: k. */
GVC_API void gvc_rows_times(const gvc_dense *rows, const double *u, double *y);
/* out = f A' without the diagonal blocks, A = Z diag(inv_x): out[k, i] = sum over j outside the
 * block of i of A[i, j] f[k, j]; f and out: k x n, not the same memory; GVC_MAT_NOMEM possible. */
GVC_API gvc_report gvc_offblock_times(const gvc_dense *z, const double *inv_x,
                                      const gvc_idx *offset, gvc_idx blocks, const gvc_dense *f,
                                      gvc_dense *out);

/* Spectral radius of |A|, A = Z diag(inv_x), by power iteration: at most `steps` products, stopped
 * when three in a row agree to `tolerance`. For non-negative A this is rho(A). NaN when they did
 * not agree in time or memory is out. */
GVC_API double gvc_spectral_radius(const gvc_dense *z, const double *inv_x, gvc_idx steps,
                                   double tolerance);
/* The row and column that takes most part in the largest eigenvalue of |A|: where a chain feeds on
 * itself. -1 when out of memory. */
GVC_API gvc_idx gvc_critical_row(const gvc_dense *z, const double *inv_x);

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
/* False where BLAS could not get the address space for its buffers (129 MB): OpenBLAS would ask
 * again and again for ever, in a computation and also when the process ends in the usual way. */
GVC_API bool gvc_blas_has_room(void);
GVC_API int gvc_blas_threads(void);
GVC_API void gvc_blas_set_threads(int threads); /* 0 = all cores allowed to the process */

#endif
