/* inverse.c - B held in full: products with it, and its construction around an inversion in place.
 *
 * All loops over threads run over strips of fixed width, so bits do not depend on their number. */
#include "inverse.h"

#include <math.h>

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

/* ---- construction -------------------------------------------------------------------------- */

typedef struct scan {
    const gvc_dense *b;
    const double *u;
    double *to;
} scan;

/* Column sums of absolute values, a strip of columns. */
static void sum_columns(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    scan *s = user;
    gvc_idx first = strip * STRIP, last = first + STRIP < s->b->cols ? first + STRIP : s->b->cols;
    for (gvc_idx j = first; j < last; j++) {
        s->to[j] = 0;
    }
    for (gvc_idx i = 0; i < s->b->rows; i++) {
        const double *row = s->b->data + i * s->b->stride;
        for (gvc_idx j = first; j < last; j++) {
            s->to[j] += fabs(row[j]);
        }
    }
}

/* B u, a strip of rows. */
static void times_strip(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    scan *s = user;
    gvc_idx first = strip * STRIP, left = s->b->rows - first;
    gvc_dense rows = {s->b->data + first * s->b->stride, left < STRIP ? left : STRIP, s->b->cols,
                      s->b->stride};
    gvc_rows_times(&rows, s->u, s->to + first);
}

static double norm_1(const gvc_dense *b, double *sums, int threads)
{
    scan s = {b, NULL, sums};
    gvc_parallel(threads, strips_of(b->cols), sum_columns, &s);
    double largest = 0;
    for (gvc_idx j = 0; j < b->cols; j++) {
        largest = isnan(sums[j]) ? (double)INFINITY : fmax(largest, sums[j]); /* fmax drops a NaN */
    }
    return largest;
}

/* |(I - A) B u - u| / |B u| for one vector of signs: a wrong inverse cannot hide from it.
 * work: 4 n. */
static double probe(const gvc_dense *b, const gvc_solver_job *job, double *work)
{
    gvc_idx n = b->rows;
    double *u = work, *y = work + n, *missing = work + 2 * n, *scratch = work + 3 * n;
    uint64_t state = 0x9e3779b97f4a7c15u;
    for (gvc_idx i = 0; i < n; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        u[i] = (state >> 63) != 0 ? 1.0 : -1.0;
    }
    scan s = {b, u, y};
    gvc_parallel(job->options->threads, strips_of(n), times_strip, &s);
    gvc_dense from = {u, 1, n, n}, to = {y, 1, n, n}, r = {missing, 1, n, n};
    return gvc_system_residual(job->system, false, &from, &to, NULL, &r, scratch,
                               job->options->threads);
}

static gvc_report build(gvc_dense *b, const gvc_solver_job *job, gvc_inverter invert, double *work)
{
    gvc_system_fill(job->system, b);
    double before = gvc_system_norm_1(job->system, work);
    gvc_report report = invert(b, job);
    if (report.code == GVC_MAT_OK) {
        report.condition = before * norm_1(b, work, job->options->threads);
        report.residual = probe(b, job, work);
        if (!(report.condition < GVC_MOST_CONDITION)) {
            report.code = GVC_MAT_SINGULAR;
        }
    }
    return report;
}

gvc_report gvc_inverse_prepare(void **state, const gvc_solver_job *job, gvc_inverter invert)
{
    gvc_idx n = job->system->n;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    gvc_dense *b = gvc_malloc(1, sizeof *b);
    double *work = gvc_malloc(4 * (size_t)n, sizeof *work);
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

typedef struct product {
    const gvc_dense *b, *from;
    gvc_dense *to;
    bool left;
} product;

static void product_strip(gvc_idx strip, int worker, void *user)
{
    (void)worker;
    product *p = user;
    gvc_idx first = strip * STRIP, rest = p->b->cols - first, count = rest < STRIP ? rest : STRIP;
    gvc_dense to = {p->to->data + first, p->to->rows, count, p->to->stride};
    if (p->left) {
        gvc_dense columns = {p->b->data + first, p->b->rows, count, p->b->stride};
        gvc_times(1.0, p->from, &columns, 0.0, &to);
    } else {
        gvc_dense rows = {p->b->data + first * p->b->stride, count, p->b->cols, p->b->stride};
        gvc_times_transposed(1.0, p->from, &rows, 0.0, &to);
    }
}

static gvc_report times(const gvc_dense *b, const gvc_solver_job *job, bool left,
                        const gvc_dense *from, const gvc_idx *cut, gvc_dense *to)
{
    product p = {b, from, to, left};
    gvc_parallel(job->options->threads, strips_of(b->cols), product_strip, &p);
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
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
    return (n * (n + 4) + most * most) * sizeof(double);
}

double gvc_inverse_flops(const gvc_plan *plan, const gvc_system *system)
{
    double n = (double)system->n;
    double cuts = (double)(plan->work.cut_left + plan->work.cut_right);
    double plain = (double)(plan->work.left + plan->work.right);
    double size = system->blocks > 0 ? n / (double)system->blocks : 0;
    return 2 * n * n * (plain + cuts) + cuts * size * (2 * n + size * size);
}
