#include "model/perimeter.h"

#include <string.h>

#include "blas.h"

void gvc_perimeter_loop(const gvc_dense *a, const gvc_dense *b, gvc_dense *k)
{
    for (gvc_idx i = 0; i < k->rows; i++) {
        double *row = k->data + i * k->stride;
        memset(row, 0, (size_t)k->cols * sizeof *row);
        row[i] = 1;
    }
    if (a->cols > 0 && a->rows > 0) {
        gvc_times(1.0, a, b, 1.0, k);
    }
}

gvc_perimeter_pair gvc_perimeter_between(const gvc_model *m, gvc_idx s, gvc_idx r, double *scratch)
{
    gvc_idx size = gvc_model_size(m, s), buyers = gvc_model_size(m, r), first = m->offset[r];
    gvc_dense rows = gvc_model_rows(m, s), b = gvc_model_inverse_block(m, r, s);
    for (gvc_idx j = 0; j < buyers; j++) {
        for (gvc_idx i = 0; i < size; i++) {
            scratch[j * size + i] = m->inv_x[first + j] * b.data[j * b.stride + i];
        }
    }
    return (gvc_perimeter_pair){.inputs = {rows.data + first, size, buyers, rows.stride},
                                .back = {scratch, buyers, size, size}};
}

gvc_idx gvc_perimeter_scratch(gvc_idx from, gvc_idx to)
{
    gvc_idx fewer = from < to ? from : to;
    return fewer * fewer + to;
}

gvc_report gvc_perimeter_again(const gvc_dense *a, const gvc_dense *b, const double *e,
                               double *scratch, double *q)
{
    bool by_user = a->cols <= a->rows;
    gvc_idx size = by_user ? a->cols : a->rows;
    double *used = scratch + size * size; /* B_CS e: what the users make for the flow */
    gvc_dense system = {scratch, size, size, size}, side = {by_user ? used : q, 1, size, size};
    gvc_rows_times(b, e, used);
    gvc_perimeter_loop(by_user ? b : a, by_user ? a : b, &system);
    if (!by_user) {
        gvc_rows_times(a, used, q);
    }
    gvc_report report = gvc_solve_right(&system, &side);
    report.where = -1; /* of this small system, not of I - A */
    if (by_user) {
        gvc_rows_times(a, used, q);
    }
    return report;
}

/* Is it less to have all of B than to solve for the smaller side? */
static bool takes_inverse(const gvc_model *m, gvc_idx fewer)
{
    return fewer > 0 && 2 * fewer >= m->n;
}

gvc_workload gvc_perimeter_work(const gvc_model *m, gvc_idx from, gvc_idx to)
{
    gvc_idx fewer = from < to ? from : to;
    gvc_workload work = {.right = 2};
    if (takes_inverse(m, fewer)) {
        work.inverse = true;
    } else {
        *(from <= to ? &work.right : &work.left) += fewer;
    }
    return work;
}

size_t gvc_perimeter_bytes(const gvc_model *m, gvc_idx from, gvc_idx to)
{
    gvc_idx fewer = from < to ? from : to, blocks = 2 * from * to;
    gvc_idx panels = takes_inverse(m, fewer) ? 0 : 2 * fewer * m->n;
    return (size_t)(blocks + panels + gvc_perimeter_scratch(from, to) + from + 4 * m->n) *
           sizeof(double);
}

/* A_SC. */
static void gather_inputs(const gvc_model *m, const gvc_perimeter *p, gvc_dense *a)
{
    for (gvc_idx s = 0; s < p->from_count; s++) {
        const double *row = m->z.data + p->from[s] * m->z.stride;
        for (gvc_idx c = 0; c < p->to_count; c++) {
            a->data[s * a->stride + c] = row[p->to[c]] * m->inv_x[p->to[c]];
        }
    }
}

/* B_CS out of solved vectors: rows of B of the users (left), or columns of the sellers. */
static void gather_solved(const gvc_perimeter *p, const gvc_dense *solved, bool left, gvc_dense *b)
{
    for (gvc_idx c = 0; c < p->to_count; c++) {
        for (gvc_idx s = 0; s < p->from_count; s++) {
            b->data[c * b->stride + s] = left ? solved->data[c * solved->stride + p->from[s]]
                                              : solved->data[s * solved->stride + p->to[c]];
        }
    }
}

static void gather_inverse(const gvc_model *m, const gvc_perimeter *p, gvc_dense *b)
{
    gvc_dense all = gvc_leontief_inverse(m->leontief);
    for (gvc_idx c = 0; c < p->to_count; c++) {
        const double *row = all.data + p->to[c] * all.stride;
        for (gvc_idx s = 0; s < p->from_count; s++) {
            b->data[c * b->stride + s] = row[p->from[s]];
        }
    }
}

/* B_CS by as many vectors as the smaller side has industries. */
static gvc_status solve_block(gvc_ctx *ctx, const gvc_model *m, const gvc_perimeter *p,
                              gvc_dense *b)
{
    bool left = p->to_count < p->from_count;
    gvc_idx count = left ? p->to_count : p->from_count;
    const gvc_idx *at = left ? p->to : p->from;
    gvc_dense unit = {0}, solved = {0};
    if (count == 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_model_panel(ctx, &unit, count, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &solved, count, m->n);
    }
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        unit.data[k * unit.stride + at[k]] = 1;
    }
    if (status == GVC_OK) {
        status = (left ? gvc_model_left : gvc_model_right)(ctx, m, &unit, NULL, &solved);
    }
    if (status == GVC_OK) {
        gather_solved(p, &solved, left, b);
    }
    gvc_release(unit.data);
    gvc_release(solved.data);
    return status;
}

/* Output for z and for q. */
static gvc_status solve_flows(gvc_ctx *ctx, const gvc_model *m, const gvc_perimeter *p,
                              const double *q, double *once, double *again)
{
    gvc_dense flow = {0}, output = {0};
    gvc_status status = gvc_model_panel(ctx, &flow, 2, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &output, 2, m->n);
    }
    for (gvc_idx s = 0; s < p->from_count && status == GVC_OK; s++) {
        flow.data[p->from[s]] = p->e[s] - q[s];
        flow.data[flow.stride + p->from[s]] = q[s];
    }
    if (status == GVC_OK) {
        status = gvc_model_right(ctx, m, &flow, NULL, &output);
    }
    if (status == GVC_OK) {
        memcpy(once, output.data, (size_t)m->n * sizeof *once);
        memcpy(again, output.data + output.stride, (size_t)m->n * sizeof *again);
    }
    gvc_release(flow.data);
    gvc_release(output.data);
    return status;
}

/* q, by the blocks A_SC and B_CS. */
static gvc_status solve_again(gvc_ctx *ctx, const gvc_model *m, const gvc_perimeter *p, double *q)
{
    gvc_dense all = {0}, b = {0}, scratch = {0};
    const gvc_dense *cut = p->cut == NULL ? &all : p->cut;
    gvc_status status = GVC_OK;
    if (p->cut == NULL) {
        status = gvc_model_panel(ctx, &all, p->from_count, p->to_count);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &b, p->to_count, p->from_count);
    }
    if (status == GVC_OK) {
        gvc_idx numbers = gvc_perimeter_scratch(p->from_count, p->to_count);
        status = gvc_model_panel(ctx, &scratch, 1, numbers);
    }
    if (status == GVC_OK) {
        if (p->cut == NULL) {
            gather_inputs(m, p, &all);
        }
        if (m->has_inverse) {
            gather_inverse(m, p, &b);
        } else {
            status = solve_block(ctx, m, p, &b);
        }
    }
    if (status == GVC_OK) {
        status = gvc_model_report(ctx, m, gvc_perimeter_again(cut, &b, p->e, scratch.data, q));
    }
    gvc_release(all.data);
    gvc_release(b.data);
    gvc_release(scratch.data);
    return status;
}

gvc_status gvc_perimeter_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_perimeter *p,
                               double *once, double *again)
{
    gvc_dense q = {0};
    gvc_status status = gvc_model_panel(ctx, &q, 1, p->from_count);
    if (status == GVC_OK) {
        status = solve_again(ctx, m, p, q.data);
    }
    if (status == GVC_OK) {
        status = solve_flows(ctx, m, p, q.data, once, again);
    }
    gvc_release(q.data);
    return status;
}
