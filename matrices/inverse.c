/* inverse.c - B held in full: products with it, and its construction around an inversion in place.
 *
 * All loops over threads run over strips of fixed width, so bits do not depend on their number. */
#include "inverse.h"

#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "cut.h"
#include "system.h"
#include "threads.h"

enum { STRIP = 256 };

static gvc_idx strips_of(gvc_idx n)
{
    return (n + STRIP - 1) / STRIP;
}

/* ---- construction --------------------------------------------------------------------------
 * Every pass over n^2 numbers does all there is to do with them: a piece of rows is filled and
 * summed, or multiplied and summed, while it is in the cache. */

enum { PIECES = 64 }; /* at most; each has sums of its own, added up in a fixed order */

typedef struct pass {
    const gvc_system *system;
    gvc_dense *b;
    gvc_idx high;     /* rows of a piece */
    const double *u;  /* n: to multiply B with; NULL = fill B with I - A */
    double *y, *sums; /* n: B u; PIECES x n: |column sums| of every piece */
} pass;

static void pass_piece(gvc_idx piece, int worker, void *user)
{
    (void)worker;
    pass *p = user;
    gvc_idx n = p->b->cols, last = (piece + 1) * p->high < n ? (piece + 1) * p->high : n;
    double *sums = p->sums + piece * n;
    memset(sums, 0, (size_t)n * sizeof *sums);
    for (gvc_idx i = piece * p->high; i < last; i++) {
        double *row = p->b->data + i * p->b->stride;
        if (p->u == NULL) {
            gvc_system_row(p->system, i, row);
        } else {
            gvc_dense one = {row, 1, n, n};
            gvc_rows_times(&one, p->u, p->y + i);
        }
        for (gvc_idx j = 0; j < n; j++) {
            sums[j] += fabs(row[j]);
        }
    }
}

/* Runs the pass; returns the 1-norm of B after it. */
static double run_pass(pass *p, int threads)
{
    gvc_idx n = p->b->cols, pieces = (n + p->high - 1) / p->high;
    gvc_parallel(threads, pieces, pass_piece, p);
    double largest = 0;
    for (gvc_idx piece = 1; piece < pieces; piece++) {
        for (gvc_idx j = 0; j < n; j++) {
            p->sums[j] += p->sums[piece * n + j];
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        double sum = p->sums[j];
        largest = isnan(sum) ? (double)INFINITY : fmax(largest, sum); /* fmax drops a NaN */
    }
    return largest;
}

/* work: (PIECES + 4) n. */
static gvc_report build(gvc_dense *b, const gvc_solver_job *job, gvc_inverter invert, double *work)
{
    gvc_idx n = b->rows;
    double *u = work, *y = work + n, *missing = work + 2 * n, *scratch = work + 3 * n;
    gvc_idx high = (n + PIECES - 1) / PIECES;
    pass p = {job->system, b, high > STRIP / 8 ? high : STRIP / 8, NULL, y, work + 4 * n};
    double before = run_pass(&p, job->options->threads);
    gvc_report report = invert(b, job);
    if (report.code != GVC_MAT_OK) {
        return report;
    }
    gvc_system_signs(u, n);
    p.u = u;
    report.condition = before * run_pass(&p, job->options->threads);
    gvc_dense from = {u, 1, n, n}, to = {y, 1, n, n}, r = {missing, 1, n, n};
    report.residual = gvc_system_residual(job->system, false, &from, &to, NULL, &r, scratch,
                                          job->options->threads);
    if (!(report.condition < GVC_MOST_CONDITION)) {
        report.code = GVC_MAT_SINGULAR;
    }
    return report;
}

gvc_report gvc_inverse_prepare(void **state, const gvc_solver_job *job, gvc_inverter invert)
{
    gvc_idx n = job->system->n;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    gvc_dense *b = gvc_malloc(1, sizeof *b);
    double *work = gvc_malloc((PIECES + 4) * (size_t)n, sizeof *work);
    if (b != NULL) {
        *b = (gvc_dense){gvc_malloc((size_t)n * (size_t)n, sizeof(double)), n, n, n};
    }
    if (b != NULL && b->data != NULL && work != NULL) {
        report = build(b, job, invert, work);
    }
    gvc_release(work);
    if (report.code == GVC_MAT_OK) {
        *state = b;
    } else if (b != NULL) {
        gvc_inverse_release(b);
    }
    return report;
}

/* ---- products ------------------------------------------------------------------------------ */

/* A vector of a panel: zero outside first .. last - 1, and maybe the same as an earlier one. */
typedef struct shape {
    gvc_idx first, last, twin; /* twin: -1 = none */
    uint64_t hash;
} shape;

typedef struct product {
    const gvc_dense *b, *from;
    gvc_dense *to;
    const shape *shapes;
    bool left;
} product;

/* Few enough entries that a product with their part of B beats a share in the large one. */
static bool is_narrow(const shape *s, gvc_idx n)
{
    return 8 * (s->last - s->first) <= n;
}

static void find_shape(const gvc_dense *from, gvc_idx k, shape *all)
{
    const double *row = from->data + k * from->stride;
    shape *s = &all[k];
    *s = (shape){.first = 0, .last = from->cols, .twin = -1};
    while (s->first < s->last && row[s->first] == 0) {
        s->first++;
    }
    while (s->last > s->first && row[s->last - 1] == 0) {
        s->last--;
    }
    for (gvc_idx i = s->first; i < s->last; i++) {
        uint64_t bits;
        memcpy(&bits, &row[i], sizeof bits);
        s->hash = (s->hash ^ bits) * 0x100000001b3u;
        s->hash ^= s->hash >> 29;
    }
    size_t bytes = (size_t)from->cols * sizeof *row;
    for (gvc_idx j = 0; j < k && s->twin < 0 && !is_narrow(s, from->cols); j++) {
        bool same = all[j].twin < 0 && all[j].hash == s->hash &&
                    memcmp(from->data + j * from->stride, row, bytes) == 0;
        s->twin = same ? j : -1;
    }
}

/* Rows k .. end - 1 of a panel in one product; columns first .. first + count - 1 of the result. */
static void wide_rows(const product *p, gvc_idx k, gvc_idx end, gvc_idx first, gvc_idx count)
{
    const gvc_dense *b = p->b;
    gvc_dense from = {p->from->data + k * p->from->stride, end - k, b->cols, p->from->stride};
    gvc_dense to = {p->to->data + k * p->to->stride + first, end - k, count, p->to->stride};
    if (p->left) {
        gvc_dense columns = {b->data + first, b->rows, count, b->stride};
        gvc_times(1.0, &from, &columns, 0.0, &to);
    } else {
        gvc_dense rows = {b->data + first * b->stride, count, b->cols, b->stride};
        gvc_times_transposed(1.0, &from, &rows, 0.0, &to);
    }
}

static void narrow_row(const product *p, gvc_idx k, gvc_idx first, gvc_idx count)
{
    const shape *s = &p->shapes[k];
    const double *from = p->from->data + k * p->from->stride + s->first;
    double *to = p->to->data + k * p->to->stride + first;
    gvc_idx size = s->last - s->first, stride = p->b->stride;
    if (p->left) {
        gvc_dense rows = {p->b->data + s->first * stride + first, size, count, stride};
        gvc_row_times(from, &rows, to);
    } else {
        gvc_dense columns = {p->b->data + first * stride + s->first, count, size, stride};
        gvc_rows_times(&columns, from, to);
    }
}

static void product_strip(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    product *p = user;
    gvc_idx first = strip * STRIP, rest = p->b->cols - first, count = rest < STRIP ? rest : STRIP;
    for (gvc_idx k = 0, end; k < p->from->rows; k = end) {
        const shape *s = &p->shapes[k];
        end = k + 1;
        if (s->twin >= 0) {
            memcpy(p->to->data + k * p->to->stride + first,
                   p->to->data + s->twin * p->to->stride + first, (size_t)count * sizeof(double));
        } else if (is_narrow(s, p->b->cols)) {
            narrow_row(p, k, first, count);
        } else {
            while (end < p->from->rows && p->shapes[end].twin < 0 &&
                   !is_narrow(&p->shapes[end], p->b->cols)) {
                end++;
            }
            wide_rows(p, k, end, first, count);
        }
    }
}

static gvc_report times(const gvc_dense *b, const gvc_solver_job *job, bool left,
                        const gvc_dense *from, const gvc_idx *cut, gvc_dense *to)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    shape *shapes = gvc_malloc((size_t)from->rows, sizeof *shapes);
    if (shapes == NULL) {
        return report;
    }
    for (gvc_idx k = 0; k < from->rows; k++) {
        find_shape(from, k, shapes);
    }
    product p = {b, from, to, shapes, left};
    gvc_parallel(job->options->threads, strips_of(b->cols), product_strip, &p);
    gvc_release(shapes);
    report.code = GVC_MAT_OK;
    return cut == NULL ? report : gvc_cut_from_inverse(b, job, left, from, cut, to);
}

gvc_report gvc_inverse_right(void *state, const gvc_solver_job *job, const gvc_dense *f,
                             const gvc_idx *cut, gvc_dense *y)
{
    return times(state, job, false, f, cut, y);
}

gvc_report gvc_inverse_left(void *state, const gvc_solver_job *job, const gvc_dense *v,
                            const gvc_idx *cut, gvc_dense *w)
{
    return times(state, job, true, v, cut, w);
}

/* ---- v_g B_g. ------------------------------------------------------------------------------ */

typedef struct block_rows {
    const gvc_dense *b;
    const gvc_system *system;
    const double *v;
    gvc_dense *w;
} block_rows;

static void one_block(gvc_idx g, int worker, void *user)
{
    (void)worker;
    block_rows *r = user;
    gvc_idx first = r->system->offset[g];
    gvc_dense rows = {r->b->data + first * r->b->stride, r->system->offset[g + 1] - first,
                      r->b->cols, r->b->stride};
    gvc_row_times(r->v + first, &rows, r->w->data + g * r->w->stride);
}

gvc_report gvc_inverse_rows(void *state, const gvc_solver_job *job, const double *v, gvc_dense *w)
{
    block_rows r = {state, job->system, v, w};
    gvc_parallel(job->options->threads, job->system->blocks, one_block, &r);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

gvc_dense gvc_inverse_get(const void *state)
{
    return *(const gvc_dense *)state;
}

void gvc_inverse_release(void *state)
{
    gvc_dense *b = state;
    gvc_release(b->data);
    gvc_release(b);
}

/* ---- the plan ------------------------------------------------------------------------------ */

size_t gvc_inverse_bytes(const gvc_plan *plan, const gvc_system *system)
{
    size_t n = (size_t)system->n, most = 0;
    bool cuts = plan->work.cut_left + plan->work.cut_right > 0;
    for (gvc_idx g = 0; g < system->blocks && cuts; g++) {
        size_t size = (size_t)(system->offset[g + 1] - system->offset[g]);
        most = size > most ? size : most;
    }
    return (n * (n + PIECES + 4) + most * most) * sizeof(double);
}

/* Of the products and cut systems that `plan` will ask for. */
static double product_flops(const gvc_plan *plan, const gvc_system *system)
{
    double n = (double)system->n;
    double cuts = (double)(plan->work.cut_left + plan->work.cut_right);
    double plain = (double)(plan->work.left + plan->work.right);
    double size = system->blocks > 0 ? n / (double)system->blocks : 0;
    return 2 * n * n * (plain + cuts) + cuts * size * (2 * n + size * size);
}

void gvc_inverse_cost(const gvc_plan *plan, const gvc_system *system, double rate, double *flops,
                      double *seconds)
{
    double n = (double)system->n, products = product_flops(plan, system);
    *flops = 2 * n * n * n + products;
    *seconds = 2 * n * n * n / rate + n * n * GVC_SECONDS_ENTRY + products / GVC_RATE_PRODUCT;
}
