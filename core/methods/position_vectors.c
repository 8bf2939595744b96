/* position_vectors.c - the vectors behind upstreamness, lengths and participation, never a matrix.
 *
 * Wang, Wei, Yu and Zhu (2017a, b) split v B y by the way to the buyer. With B = L + L A_F B
 *   BB - LL = L L A_F B + B A_F B + L A_F B A_D B
 * so output along a chain is that before the first crossing, one for every crossing, and the rest;
 * transposed it is the same backward. Everything below is a sum of such chains, so that nothing is
 * a small difference of large numbers but B A_D x = B x - x - B A_F x, where all are of one size.
 * Cost: 3 right and 4 left vectors at most, each side in one panel (two more in an earlier one
 * where v B is not 1), and four products with A_F. */
#include <string.h>

#include "methods/position.h"

enum { SCRATCH = 4 };

typedef struct work {
    gvc_ctx *ctx;
    const gvc_model *m;
    unsigned solves;
    bool given;         /* value added is stated: v B and what it leaves are solved for */
    bool content;       /* v B is */
    gvc_dense all;      /* P_VECTORS x n */
    gvc_dense from, to; /* SCRATCH x n */
} work;

static double *vector(const gvc_dense *all, int which)
{
    return all->data + which * all->stride;
}

/* Rows `first` .. of the panel. */
static gvc_dense rows(const gvc_dense *all, int first, gvc_idx count)
{
    return (gvc_dense){vector(all, first), count, all->cols, all->stride};
}

static void copy(const work *w, double *to, const double *from)
{
    memcpy(to, from, (size_t)w->m->n * sizeof(double));
}

/* to = a + b */
static void add(const work *w, int to, int a, int b)
{
    const double *x = vector(&w->all, a), *y = vector(&w->all, b);
    double *z = vector(&w->all, to);
    for (gvc_idx i = 0; i < w->m->n; i++) {
        z[i] = x[i] + y[i];
    }
}

/* An industry without output that sells nevertheless: a row of A without column, so that v B misses
 * 1 by what passes through it. */
static bool has_idle_seller(const gvc_model *m)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *row = m->z.data + i * m->z.stride;
        for (gvc_idx j = 0; j < m->n && m->x[i] == 0; j++) {
            if (row[j] != 0) {
                return true;
            }
        }
    }
    return false;
}

static bool solves_content(const gvc_model *m, const gvc_measure_options *o, unsigned solves)
{
    bool wanted = (solves & (P_SOLVE_CONTENT | P_SOLVE_OTHER)) != 0;
    return wanted && (o->va == GVC_VA_GIVEN || has_idle_seller(m));
}

/* Vectors whose bits are in the set. */
static gvc_idx count_bits(unsigned set)
{
    gvc_idx count = 0;
    for (; set != 0; set &= set - 1) {
        count++;
    }
    return count;
}

static const unsigned right_set = P_SOLVE_STAGES | P_SOLVE_CROSSED | P_SOLVE_CROSSING;
static const unsigned left_set =
    P_SOLVE_UNIT | P_SOLVE_UNIT_CROSSED | P_SOLVE_BACK | P_SOLVE_BACK_CROSSING;

gvc_workload gvc_position_extra(const gvc_model *m, const gvc_measure_options *o)
{
    unsigned solves = gvc_position_solves(o);
    gvc_workload extra = {.left = count_bits(solves & left_set),
                          .right = count_bits(solves & right_set)};
    if (solves_content(m, o, solves)) {
        extra.left += o->va == GVC_VA_GIVEN ? 2 : 1;
    }
    return extra;
}

size_t gvc_position_bytes(const gvc_model *m)
{
    return (size_t)(P_VECTORS + 3 * SCRATCH) * (size_t)m->n * sizeof(double);
}

static void fill_accounts(const work *w)
{
    const gvc_model *m = w->m;
    copy(w, vector(&w->all, P_OUTPUT), m->x);
    copy(w, vector(&w->all, P_VALUE), m->va);
    copy(w, vector(&w->all, P_RATE), m->v);
    copy(w, vector(&w->all, P_EXPORTS), m->e_total);
    copy(w, vector(&w->all, P_FINAL_HOME), m->y_own);
    copy(w, vector(&w->all, P_LOCAL), m->cl);
    copy(w, vector(&w->all, P_HOME), m->ly);
    copy(w, vector(&w->all, P_LEAVING), m->le);
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *y = m->y.data + i * m->y.stride;
        double abroad = 0;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            abroad += d == m->block[i] ? 0 : y[d];
        }
        vector(&w->all, P_FINAL_ABROAD)[i] = abroad;
        vector(&w->all, P_FINAL)[i] = m->y_own[i] + abroad;
        vector(&w->all, P_ONES)[i] = 1;
        vector(&w->all, P_LIVE)[i] = m->x[i] == 0 ? 0 : 1;
    }
}

/* ---- solving -----------------------------------------------------------------------------------
 */

/* One vector to solve for: where it is, where its solution goes. */
typedef struct errand {
    unsigned bit;
    int from, to;
} errand;

/* Those whose bits are asked for, in one panel. */
static gvc_status solve(const work *w, const errand *errands, int count, bool left)
{
    gvc_dense from = rows(&w->from, 0, 0), to = rows(&w->to, 0, 0);
    for (int k = 0; k < count; k++) {
        if ((w->solves & errands[k].bit) != 0) {
            copy(w, vector(&from, (int)from.rows++), vector(&w->all, errands[k].from));
        }
    }
    to.rows = from.rows;
    if (from.rows == 0) {
        return GVC_OK;
    }
    gvc_status status = (left ? gvc_model_left : gvc_model_right)(w->ctx, w->m, &from, NULL, &to);
    for (int k = 0, next = 0; k < count && status == GVC_OK; k++) {
        if ((w->solves & errands[k].bit) != 0) {
            copy(w, vector(&w->all, errands[k].to), vector(&to, next++));
        }
    }
    return status;
}

/* v B and, where value added is stated, the share of other payments t B, t = u - u A - v. */
static gvc_status solve_content(const work *w)
{
    const gvc_model *m = w->m;
    gvc_dense from = rows(&w->from, 0, w->given ? 2 : 1), to = rows(&w->to, 0, from.rows);
    if (!w->content) {
        copy(w, vector(&w->all, P_CONTENT), vector(&w->all, P_LIVE));
        return GVC_OK;
    }
    copy(w, vector(&from, 0), m->v);
    if (w->given) {
        gvc_model_unnamed(m, 0, vector(&from, 1));
    }
    gvc_status status = gvc_model_left(w->ctx, m, &from, NULL, &to);
    copy(w, vector(&w->all, P_CONTENT), vector(&to, 0));
    if (w->given) {
        copy(w, vector(&w->all, P_BACK_OTHER), vector(&to, 1));
    }
    return status;
}

/* to = L A_F from, panels of the same size or the same one; w->to holds A_F from. */
static gvc_status pass_on(const work *w, const gvc_dense *from, gvc_dense *to)
{
    gvc_dense crossed = rows(&w->to, 0, from->rows);
    gvc_status status =
        gvc_model_report(w->ctx, w->m, gvc_offblock_times(&w->m->system, from, &crossed));
    if (status == GVC_OK) {
        gvc_local_right(w->m->local, &crossed, to);
    }
    return status;
}

static void local_left(const work *w, int from, int to)
{
    gvc_local_left(w->m->local, vector(&w->all, from), vector(&w->all, to));
}

/* ---- forward -----------------------------------------------------------------------------------
 */

/* Chains that cross once (A_F L y_D) and those that go on (A_F L e), and L of all ways; A_F x, the
 * sum of what both cross with, is left in P_CROSSING for the solver. */
static gvc_status forward_ways(const work *w)
{
    gvc_dense abroad = rows(&w->all, P_FINAL_ABROAD, 1), traded = rows(&w->all, P_TRADED, 1);
    gvc_dense start = rows(&w->all, P_LEAVING, 2), ways = rows(&w->all, P_COMPLEX, 2);
    gvc_local_right(w->m->local, &abroad, &traded);
    gvc_status status = pass_on(w, &start, &ways);
    for (gvc_idx i = 0; i < w->m->n && status == GVC_OK; i++) {
        vector(&w->all, P_CROSSING)[i] = vector(&w->to, 0)[i] + vector(&w->to, 1)[i];
    }
    gvc_dense four = rows(&w->all, P_HOME, 4), longer = rows(&w->all, P_HOME_LONG, 4);
    gvc_local_right(w->m->local, &four, &longer);
    return status;
}

/* What follows the first crossing: of L A_D L y_D, of the rest of B A_D x, of B A_F x. */
static gvc_status forward_after(const work *w)
{
    double *simple = vector(&w->from, 0), *complex = vector(&w->from, 1);
    for (gvc_idx i = 0; i < w->m->n; i++) {
        simple[i] = vector(&w->all, P_HOME_LONG)[i] - vector(&w->all, P_HOME)[i];
        complex[i] =
            vector(&w->all, P_STAGES)[i] - w->m->x[i] - vector(&w->all, P_CROSSING)[i] - simple[i];
    }
    copy(w, vector(&w->from, 2), vector(&w->all, P_CROSSING));
    gvc_dense three = rows(&w->from, 0, 3);
    gvc_status status = pass_on(w, &three, &three);
    copy(w, vector(&w->all, P_SIMPLE_AFTER), simple);
    copy(w, vector(&w->all, P_COMPLEX_AFTER), complex);
    for (gvc_idx i = 0; i < w->m->n; i++) {
        vector(&w->all, P_COMPLEX_ACROSS)[i] = vector(&w->all, P_COMPLEX)[i] + vector(&three, 2)[i];
    }
    return status;
}

static void forward_sums(const work *w)
{
    add(w, P_SIMPLE_LONG, P_SIMPLE_BEFORE, P_SIMPLE);
    add(w, P_SIMPLE_LONG, P_SIMPLE_LONG, P_SIMPLE_AFTER);
    add(w, P_COMPLEX_LONG, P_COMPLEX_BEFORE, P_COMPLEX_ACROSS);
    add(w, P_COMPLEX_LONG, P_COMPLEX_LONG, P_COMPLEX_AFTER);
    add(w, P_CHAIN, P_SIMPLE, P_COMPLEX);
    add(w, P_CHAIN_BEFORE, P_SIMPLE_BEFORE, P_COMPLEX_BEFORE);
    add(w, P_CHAIN_ACROSS, P_SIMPLE, P_COMPLEX_ACROSS);
    add(w, P_CHAIN_AFTER, P_SIMPLE_AFTER, P_COMPLEX_AFTER);
    add(w, P_CHAIN_LONG, P_SIMPLE_LONG, P_COMPLEX_LONG);
}

/* What an industry without output sells takes no way: it has no value added to send along. */
static void forward_silence(const work *w)
{
    for (int k = P_HOME; k <= P_CHAIN_LONG; k++) {
        double *values = vector(&w->all, k);
        for (gvc_idx i = 0; i < w->m->n; i++) {
            values[i] = w->m->x[i] == 0 ? 0 : values[i];
        }
    }
}

static gvc_status forward(const work *w)
{
    static const errand errands[] = {{P_SOLVE_STAGES, P_OUTPUT, P_STAGES},
                                     {P_SOLVE_CROSSED, P_EXPORTS, P_CROSSED},
                                     {P_SOLVE_CROSSING, P_CROSSING, P_CROSSING}};
    bool ways = (w->solves & P_FORWARD) != 0;
    gvc_status status = ways ? forward_ways(w) : GVC_OK;
    if (status == GVC_OK) {
        status = solve(w, errands, 3, false);
    }
    for (gvc_idx i = 0; i < w->m->n; i++) {
        vector(&w->all, P_STAGES_RATE)[i] = vector(&w->all, P_STAGES)[i] * w->m->inv_x[i];
    }
    if (status == GVC_OK && ways) {
        status = forward_after(w);
        forward_sums(w);
        forward_silence(w);
    }
    return status;
}

/* ---- backward ----------------------------------------------------------------------------------
 */

/* u A_F, v B A_F and v L A_F; simple chains and all chains. */
static gvc_status backward_ways(const work *w)
{
    gvc_dense start = rows(&w->all, P_ONES, 3), crossed = rows(&w->all, P_ONES_CROSS, 3);
    gvc_status status =
        gvc_model_report(w->ctx, w->m, gvc_offblock_left(&w->m->system, &start, &crossed));
    local_left(w, P_LOCAL_CROSS, P_BACK_SIMPLE);
    local_left(w, P_CONTENT_CROSS, P_BACK_CHAIN);
    return status;
}

/* g A_F L, and what comes before the last crossing. */
static gvc_status backward_before(const work *w)
{
    for (gvc_idx j = 0; j < w->m->n; j++) {
        vector(&w->all, P_BACK_REST)[j] = vector(&w->all, P_BACK_LONG)[j] -
                                          vector(&w->all, P_CONTENT)[j] -
                                          vector(&w->all, P_BACK_CHAIN_ACROSS)[j];
    }
    gvc_dense start = rows(&w->all, P_BACK_CHAIN, 2), crossed = rows(&w->to, 0, 2);
    gvc_status status =
        gvc_model_report(w->ctx, w->m, gvc_offblock_left(&w->m->system, &start, &crossed));
    gvc_local_left(w->m->local, vector(&crossed, 0), vector(&w->all, P_BACK_COMPLEX));
    gvc_local_left(w->m->local, vector(&crossed, 1), vector(&w->all, P_BACK_CHAIN_BEFORE));
    return status;
}

static void backward_sums(const work *w)
{
    local_left(w, P_LOCAL, P_LOCAL_LONG);
    local_left(w, P_BACK_CHAIN, P_BACK_CHAIN_AFTER);
    add(w, P_BACK_CHAIN_LONG, P_BACK_CHAIN_AFTER, P_BACK_CHAIN_ACROSS);
    add(w, P_BACK_CHAIN_LONG, P_BACK_CHAIN_LONG, P_BACK_CHAIN_BEFORE);
    for (gvc_idx j = 0; j < w->m->n; j++) {
        double home = vector(&w->all, P_FINAL_HOME)[j], abroad = vector(&w->all, P_FINAL_ABROAD)[j];
        double simple = vector(&w->all, P_BACK_SIMPLE)[j] * home;
        double complex =
            vector(&w->all, P_BACK_CHAIN)[j] * abroad + vector(&w->all, P_BACK_COMPLEX)[j] * home;
        vector(&w->all, P_BACK_SIMPLE_FINAL)[j] = simple;
        vector(&w->all, P_BACK_COMPLEX_FINAL)[j] = complex;
        vector(&w->all, P_BACK_CHAIN_FINAL)[j] = simple + complex;
    }
}

static gvc_status backward(const work *w)
{
    static const errand errands[] = {{P_SOLVE_UNIT, P_ONES, P_UNIT_STAGES},
                                     {P_SOLVE_UNIT_CROSSED, P_ONES_CROSS, P_UNIT_CROSSED},
                                     {P_SOLVE_BACK, P_CONTENT, P_BACK_LONG},
                                     {P_SOLVE_BACK_CROSSING, P_CONTENT_CROSS, P_BACK_CHAIN_ACROSS}};
    gvc_status status = GVC_OK;
    if ((w->solves & (P_SOLVE_CONTENT | P_SOLVE_OTHER)) != 0) {
        status = solve_content(w);
    }
    if (status == GVC_OK && (w->solves & (P_SOLVE_UNIT_CROSSED | P_BACKWARD)) != 0) {
        status = backward_ways(w);
    }
    if (status == GVC_OK) {
        status = solve(w, errands, 4, true);
    }
    if (status == GVC_OK && (w->solves & P_BACKWARD) != 0) {
        status = backward_before(w);
        backward_sums(w);
    }
    return status;
}

/* ---- exports -----------------------------------------------------------------------------------
 */

static void fill_exports(const work *w)
{
    const gvc_model *m = w->m;
    double *indirect = vector(&w->all, P_INDIRECT_EXPORTS);
    for (gvc_idx j = 0; j < m->n && (w->solves & P_MODEL_CONTENT) != 0; j++) {
        vector(&w->all, P_DOMESTIC_EXPORTS)[j] = m->cb[j] * m->e_total[j];
        vector(&w->all, P_FOREIGN_EXPORTS)[j] = m->cf[j] * m->e_total[j];
    }
    for (gvc_idx s = 0; s < m->blocks && (w->solves & P_MODEL_SOLD) != 0; s++) {
        const double *sold = m->sold.data + s * m->sold.stride;
        for (gvc_idx i = 0; i < m->n; i++) {
            indirect[i] += m->block[i] == s ? 0 : m->v[i] * sold[i];
        }
    }
    add(w, P_BOTH_EXPORTS, P_FOREIGN_EXPORTS, P_INDIRECT_EXPORTS);
}

gvc_status gvc_position_vectors(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_dense *out)
{
    work w = {.ctx = ctx, .m = m, .solves = gvc_position_solves(o)};
    w.given = o->va == GVC_VA_GIVEN;
    w.content = solves_content(m, o, w.solves);
    gvc_status status = gvc_model_panel(ctx, out, P_VECTORS, m->n);
    w.all = *out;
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &w.from, SCRATCH, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &w.to, SCRATCH, m->n);
    }
    if (status == GVC_OK) {
        fill_accounts(&w);
        status = forward(&w);
    }
    if (status == GVC_OK) {
        status = backward(&w);
        fill_exports(&w);
    }
    gvc_release(w.from.data);
    gvc_release(w.to.data);
    return status;
}
