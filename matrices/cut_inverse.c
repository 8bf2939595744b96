/* cut_inverse.c - systems with the sales of block s to others cut off, from B.
 *
 *   B^{/s} f = B f - B_.s x,  B_ss x = (B f)_s - L_ss f_s;   block s of it is L_ss f_s
 *   v B^{/s} = v B - x B_s.,  x B_ss = (v B)_s;              block s of it is x L_ss
 *
 * The rows of a panel that have the same cut share one factor; cuts go to the threads one by one.
 */
#include <math.h>
#include <string.h>

#include "alloc.h"
#include "blas.h"
#include "cut.h"
#include "largest.h"
#include "threads.h"

/* Rows order[first] .. order[first + count - 1] of the panel, ascending, have block s cut off. */
typedef struct group {
    gvc_idx s, first, count;
    gvc_report report;
} group;

typedef struct cuts {
    const gvc_dense *b, *from;
    const gvc_solver_job *job;
    gvc_dense *to;
    bool left;
    gvc_idx *order;
    group *groups;
    gvc_idx count;
    double *scratch; /* a piece of `room` numbers a worker: N x N, then 2 times rows x N */
    size_t room;
} cuts;

static void gather(const cuts *c, const group *g, const gvc_dense *panel, double *out)
{
    gvc_idx at = c->job->system->offset[g->s], size = c->job->system->offset[g->s + 1] - at;
    for (gvc_idx k = 0; k < g->count; k++) {
        memcpy(out + k * size, panel->data + c->order[g->first + k] * panel->stride + at,
               (size_t)size * sizeof *out);
    }
}

/* to -= x B_.s' or x B_s. in the rows of the group; rows at equal distances go in one product. */
static void subtract(const cuts *c, const group *g, const double *x)
{
    const gvc_idx *rows = c->order + g->first;
    gvc_idx at = c->job->system->offset[g->s], size = c->job->system->offset[g->s + 1] - at;
    gvc_idx n = c->b->cols;
    for (gvc_idx k = 0, count; k < g->count; k += count) {
        gvc_idx apart = k + 1 < g->count ? rows[k + 1] - rows[k] : 1;
        for (count = 1; k + count < g->count && rows[k + count] - rows[k + count - 1] == apart;) {
            count++;
        }
        gvc_dense to = {c->to->data + rows[k] * c->to->stride, count, n, apart * c->to->stride};
        gvc_dense by = {(double *)x + k * size, count, size, size};
        if (c->left) {
            gvc_dense b = {c->b->data + at * c->b->stride, size, n, c->b->stride};
            gvc_times(-1.0, &by, &b, 1.0, &to);
        } else {
            gvc_dense b = {c->b->data + at, n, size, c->b->stride};
            gvc_times_transposed(-1.0, &by, &b, 1.0, &to);
        }
    }
}

/* Puts the exact block s into the rows; returns how far what stood there was from `expected` (NULL
 * = 0), relative to the largest entry of the row: the residual of the small system. */
static double replace(const cuts *c, const group *g, const double *expected, const double *exact)
{
    gvc_idx at = c->job->system->offset[g->s], size = c->job->system->offset[g->s + 1] - at;
    double worst = 0;
    for (gvc_idx k = 0; k < g->count; k++) {
        double *row = c->to->data + c->order[g->first + k] * c->to->stride, gap = 0;
        for (gvc_idx i = 0; i < size; i++) {
            double off = fabs(row[at + i] - (expected == NULL ? 0 : expected[k * size + i]));
            gap = isnan(off) ? (double)INFINITY : fmax(gap, off);
            row[at + i] = exact[k * size + i];
        }
        double most = gvc_largest(row, c->b->cols);
        worst = fmax(worst, gap > 0 ? gap / most : 0);
    }
    return worst;
}

/* Solves the small system in x. B_ss carries the rounding of B: what grows so much that this would
 * count is no solution. */
static gvc_report solve_small(gvc_dense *block, gvc_dense *x, bool left)
{
    const double most_growth = 1e13;
    gvc_idx count = x->rows * x->cols;
    double norm = gvc_largest(block->data, block->rows * block->cols),
           before = gvc_largest(x->data, count);
    gvc_report report = left ? gvc_solve_left(block, x) : gvc_solve_right(block, x);
    double after = gvc_largest(x->data, count);
    if (report.code == GVC_MAT_OK && after > 0 && !(norm * after < most_growth * before)) {
        report.code = GVC_MAT_SINGULAR;
    }
    report.where = -1; /* of the small system: says nothing */
    return report;
}

/* x = what to subtract, own = the exact block s; scratch: two panels and a block. */
static void cut_group(gvc_idx turn, int worker, void *user)
{
    cuts *c = user;
    group *g = &c->groups[turn];
    gvc_idx at = c->job->system->offset[g->s], size = c->job->system->offset[g->s + 1] - at;
    if (size == 0) {
        return;
    }
    double *block = c->scratch + (size_t)worker * c->room, *x = block + size * size;
    double *own = x + g->count * size;
    for (gvc_idx i = 0; i < size; i++) {
        memcpy(block + i * size, c->b->data + (at + i) * c->b->stride + at,
               (size_t)size * sizeof *block);
    }
    gvc_dense small = {block, size, size, size}, sides = {x, g->count, size, size};
    gvc_dense exact = {own, g->count, size, size}, local = gvc_local_block(c->job->local, g->s);
    if (c->left) {
        gather(c, g, c->to, x);
        g->report = solve_small(&small, &sides, true);
        gvc_times(1.0, &sides, &local, 0.0, &exact);
    } else {
        gather(c, g, c->from, x);
        gvc_times_transposed(1.0, &sides, &local, 0.0, &exact);
        gather(c, g, c->to, x);
        for (gvc_idx i = 0; i < g->count * size; i++) {
            x[i] -= own[i];
        }
        g->report = solve_small(&small, &sides, false);
    }
    if (g->report.code == GVC_MAT_OK) {
        subtract(c, g, x);
        g->report.residual = replace(c, g, c->left ? NULL : own, own);
    }
}

/* Sorts the rows by cut; rows without one are left out. next: blocks + 1, scratch. */
static void sort_rows(cuts *c, const gvc_idx *cut, gvc_idx *next)
{
    gvc_idx rows = c->to->rows, blocks = c->job->system->blocks;
    memset(next, 0, (size_t)(blocks + 1) * sizeof *next);
    for (gvc_idx k = 0; k < rows; k++) {
        next[cut[k] < 0 ? 0 : cut[k] + 1] += cut[k] >= 0;
    }
    for (gvc_idx s = 0; s < blocks; s++) {
        if (next[s + 1] > 0) {
            c->groups[c->count++] = (group){.s = s,
                                            .first = next[s],
                                            .count = next[s + 1],
                                            .report = {.code = GVC_MAT_OK, .where = -1}};
        }
        next[s + 1] += next[s];
    }
    for (gvc_idx k = 0; k < rows; k++) {
        if (cut[k] >= 0) {
            c->order[next[cut[k]]++] = k;
        }
    }
}

/* Largest piece of scratch a group asks for. */
static size_t room_of(const cuts *c)
{
    size_t most = 0;
    for (gvc_idx k = 0; k < c->count; k++) {
        const gvc_idx *offset = c->job->system->offset + c->groups[k].s;
        size_t size = (size_t)(offset[1] - offset[0]);
        size_t room = size * (size + 2 * (size_t)c->groups[k].count);
        most = room > most ? room : most;
    }
    return most;
}

gvc_report gvc_cut_from_inverse(const gvc_dense *b, const gvc_solver_job *job, bool left,
                                const gvc_dense *from, const gvc_idx *cut, gvc_dense *to)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    size_t rows = (size_t)to->rows, blocks = (size_t)job->system->blocks;
    size_t most = rows < blocks ? rows : blocks;
    cuts c = {.b = b, .from = from, .job = job, .to = to, .left = left};
    gvc_idx *next = gvc_malloc(blocks + 1, sizeof *next);
    c.order = gvc_malloc(rows, sizeof *c.order);
    c.groups = gvc_malloc(most, sizeof *c.groups);
    if (next == NULL || c.order == NULL || c.groups == NULL) {
        goto done;
    }
    sort_rows(&c, cut, next);
    int threads = job->options->threads < c.count ? job->options->threads : (int)c.count;
    c.room = room_of(&c);
    c.scratch = gvc_malloc(c.room * (size_t)(threads > 0 ? threads : 1), sizeof *c.scratch);
    if (c.scratch == NULL) {
        goto done;
    }
    gvc_parallel(threads, c.count, cut_group, &c);
    report.code = GVC_MAT_OK;
    for (gvc_idx k = 0; k < c.count && report.code == GVC_MAT_OK; k++) {
        report.code = c.groups[k].report.code;
        report.residual = fmax(report.residual, c.groups[k].report.residual);
    }
done:
    gvc_release(next);
    gvc_release(c.order);
    gvc_release(c.groups);
    gvc_release(c.scratch);
    return report;
}
