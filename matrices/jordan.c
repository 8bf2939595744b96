/* jordan.c - in-place inverse by block Gauss-Jordan elimination without pivoting across blocks.
 *
 * I - A of a sound table needs none: its columns are diagonally dominant, or nearly so. One large
 * product a step does all the work, 2 n^3 flops at the speed of dgemm, where LAPACK's factor and
 * inverse run at two thirds of it. The largest entry of the pivot rows met on the way says how much
 * was lost; the caller falls back to LAPACK when it is large. Scratch: 2 n b numbers. */
#include <cblas.h>
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "largest.h"
#include "threads.h"

/* Wide enough for dgemm, narrow enough that the inverses of the pivot blocks stay cheap and the
 * scratch small; measured at n = 1435, 2464 and 4050, where 96 to 256 differ by a few per cent. */
static gvc_idx block_width(gvc_idx n)
{
    return n < 2000 ? 96 : n < 4000 ? 128 : 192;
}

/* Tiles are the same for any number of threads, so the bits are; dgemm packs a strip of R anew for
 * every tile, so they are as large as several threads allow. */
enum { TILE_ROWS = 512, TILE_COLS = 4096, STRIP = 256 };

/* One step: the pivot block stands at k .. k + b - 1. */
typedef struct step {
    gvc_dense *m;
    gvc_idx k, b, strips;
    const double *p; /* b x b: inverse of the pivot block */
    double *c, *r;   /* n x b: the columns K outside the pivot rows; b x n: P M[K, :] */
    double *met;     /* largest entry of R, a strip */
} step;

static gvc_idx strips_of(gvc_idx count, gvc_idx width)
{
    return (count + width - 1) / width;
}

static gvc_idx at_most(gvc_idx count, gvc_idx most)
{
    return count < most ? count : most;
}

/* P = inverse of the diagonal block at k. */
static gvc_report invert_pivot(const gvc_dense *m, gvc_idx k, gvc_idx b, double *p)
{
    for (gvc_idx i = 0; i < b; i++) {
        memcpy(p + i * b, m->data + (k + i) * m->stride + k, (size_t)b * sizeof *p);
    }
    gvc_dense block = {p, b, b, b};
    return gvc_invert(&block);
}

/* A strip of columns of R = P M[K, :], and of the new pivot rows, which are R; P itself on K. */
static void pivot_rows(const step *s, gvc_idx strip)
{
    gvc_idx first = strip * STRIP, count = at_most(s->m->cols - first, STRIP), n = s->m->cols;
    double *rows = s->m->data + s->k * s->m->stride + first, *r = s->r + first, most = 0;
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)s->b, (int)count, (int)s->b, 1.0,
                s->p, (int)s->b, rows, (int)s->m->stride, 0.0, r, (int)n);
    gvc_idx from = s->k > first ? s->k : first, to = at_most(s->k + s->b, first + count);
    for (gvc_idx i = 0; i < s->b; i++) {
        double *row = r + i * n;
        if (from < to) {
            memcpy(row + (from - first), s->p + i * s->b + (from - s->k),
                   (size_t)(to - from) * sizeof *row);
        }
        double met = gvc_largest(row, count);
        most = met > most || isnan(met) ? met : most;
        memcpy(rows + i * s->m->stride, row, (size_t)count * sizeof *row);
    }
    s->met[strip] = most;
}

/* A strip of rows of C; there the columns K of m become 0, or those of I. */
static void take_columns(const step *s, gvc_idx strip)
{
    gvc_idx last = at_most((strip + 1) * STRIP, s->m->rows);
    for (gvc_idx i = strip * STRIP; i < last; i++) {
        double *row = s->m->data + i * s->m->stride + s->k;
        if (i < s->k || i >= s->k + s->b) {
            memcpy(s->c + i * s->b, row, (size_t)s->b * sizeof *row);
            memset(row, 0, (size_t)s->b * sizeof *row);
        }
    }
}

static void prepare_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    const step *s = user;
    if (turn < s->strips) {
        pivot_rows(s, turn);
    } else {
        take_columns(s, turn - s->strips);
    }
}

/* M -= C R on one tile; the pivot rows are left out. */
static void eliminate_tile(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    const step *s = user;
    gvc_idx across = strips_of(s->m->cols, TILE_COLS), above = strips_of(s->k, TILE_ROWS);
    gvc_idx down = turn / across, left = turn % across * TILE_COLS;
    gvc_idx top = down < above ? down * TILE_ROWS : s->k + s->b + (down - above) * TILE_ROWS;
    gvc_idx rows = at_most((down < above ? s->k : s->m->rows) - top, TILE_ROWS);
    gvc_idx cols = at_most(s->m->cols - left, TILE_COLS);
    gvc_dense c = {s->c + top * s->b, rows, s->b, s->b};
    gvc_dense r = {s->r + left, s->b, cols, s->m->cols};
    gvc_dense m = {s->m->data + top * s->m->stride + left, rows, cols, s->m->stride};
    gvc_times(-1.0, &c, &r, 1.0, &m);
}

static void eliminate(step *s, int threads)
{
    gvc_idx n = s->m->rows, below = n - s->k - s->b;
    gvc_idx tiles =
        (strips_of(s->k, TILE_ROWS) + strips_of(below, TILE_ROWS)) * strips_of(n, TILE_COLS);
    gvc_parallel(threads, 2 * s->strips, prepare_strip, s);
    gvc_parallel(threads, tiles, eliminate_tile, s);
}

size_t gvc_jordan_bytes(gvc_idx n)
{
    gvc_idx b = block_width(n);
    return (size_t)(2 * n * b + b * b + strips_of(n, STRIP)) * sizeof(double);
}

gvc_report gvc_jordan(gvc_dense *m, double *growth, const gvc_leontief_options *options)
{
    gvc_idx n = m->rows, width = block_width(n);
    int threads = options != NULL && options->threads > 1 ? options->threads : 1;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1, .solver = "gauss-jordan"};
    double *scratch = gvc_malloc(gvc_jordan_bytes(n), 1);
    if (scratch == NULL) {
        return report;
    }
    double *p = scratch + 2 * n * width;
    *growth = 0;
    report.code = GVC_MAT_OK;
    for (gvc_idx k = 0; k < n && report.code == GVC_MAT_OK; k += width) {
        gvc_idx b = at_most(n - k, width);
        step s = {m, k, b, strips_of(n, STRIP), p, scratch, scratch + n * width, p + width * width};
        gvc_report pivot = invert_pivot(m, k, b, p);
        if (pivot.code != GVC_MAT_OK) {
            report.code = pivot.code;
            report.where = pivot.where < 0 ? -1 : k + pivot.where;
        } else {
            eliminate(&s, threads);
            double met = gvc_largest(s.met, s.strips);
            *growth = met > *growth || isnan(met) ? met : *growth;
        }
        if (report.code == GVC_MAT_OK && options != NULL && options->progress != NULL &&
            options->progress((uint64_t)(k + b), (uint64_t)n, options->user) != 0) {
            report.code = GVC_MAT_CANCELLED;
        }
    }
    gvc_release(scratch);
    return report;
}
