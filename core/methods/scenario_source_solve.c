/* scenario_source_solve.c - purchases that move, product by product and buyer by buyer, as cells of
 * A that leave one row and come into others */
#include <string.h>

#include "methods/scenario_source.h"

/* ---- who gives up, who takes over --------------------------------------------------------------
 */

static bool receives(const gvc_model *m, const gvc_scenario_shock *s, gvc_idx i, gvc_idx r)
{
    return s->home ? m->block[i] == r : s->to[m->block[i]];
}

/* Does i lose sales to r? Own sales of r only where it is named as a seller. */
static bool gives_up(const gvc_model *m, const gvc_scenario_shock *s, gvc_idx i, gvc_idx r)
{
    bool loose = s->any_seller || s->any_buyer;
    return s->seller[i] && s->buyer[r] && !receives(m, s, i, r) && !(loose && m->block[i] == r);
}

/* What a run changes, and scratch. */
typedef struct moves {
    const gvc_model *m;
    bool *row, *col; /* n: industries that sell more or less, and those that buy */
    bool *has;       /* sectors: named by some seller */
    double *moved;   /* n x blocks: share that leaves i in what d buys */
    double *weight;  /* n: parts of the receivers */
    gvc_idx *at;     /* n: row of the cut, -1 = none */
    gvc_scenario_cut cut;
} moves;

static void free_moves(moves *w)
{
    gvc_release(w->row);
    gvc_release(w->col);
    gvc_release(w->has);
    gvc_release(w->moved);
    gvc_release(w->weight);
    gvc_release(w->at);
    gvc_scenario_cut_free(&w->cut);
}

static void mark_shock(moves *w, const gvc_scenario_shock *s)
{
    const gvc_model *m = w->m;
    memset(w->has, 0, (size_t)gvc_table_count(m->table, GVC_SECTOR) * sizeof *w->has);
    for (gvc_idx i = 0; i < m->n; i++) {
        w->has[m->sector[i]] = w->has[m->sector[i]] || s->seller[i];
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            bool takes = w->has[m->sector[i]] && s->buyer[r] && receives(m, s, i, r) &&
                         gvc_scenario_makes(m, i);
            w->row[i] = w->row[i] || takes || gives_up(m, s, i, r);
        }
        w->col[i] = w->col[i] || (s->buyer[m->block[i]] && gvc_scenario_makes(m, i));
    }
}

/* False when memory is out. */
static bool mark_moves(const gvc_model *m, const gvc_scenario_shocks *all, moves *w)
{
    size_t n = (size_t)m->n;
    *w = (moves){.m = m,
                 .row = gvc_calloc(n, sizeof *w->row),
                 .col = gvc_calloc(n, sizeof *w->col),
                 .has = gvc_calloc((size_t)gvc_table_count(m->table, GVC_SECTOR) + 1, 1)};
    bool done = w->row != NULL && w->col != NULL && w->has != NULL;
    for (gvc_idx k = 0; k < all->count && done; k++) {
        mark_shock(w, &all->items[k]);
    }
    return done;
}

/* ---- one product bought by one country ---------------------------------------------------------
 */

static double sold_to(const gvc_model *m, gvc_idx i, gvc_idx r)
{
    double sum = m->y.data[i * m->y.stride + r];
    for (gvc_idx j = m->offset[r]; j < m->offset[r + 1]; j++) {
        sum += m->inv_x[j] == 0 ? 0 : m->z.data[i * m->z.stride + j];
    }
    return sum;
}

static bool is_receiver(const moves *w, const gvc_scenario_shock *s, gvc_idx i, gvc_idx p,
                        gvc_idx r)
{
    return w->m->sector[i] == p && w->m->x[i] != 0 && receives(w->m, s, i, r);
}

/* Parts of the receivers, which add up to 1; false where there is none. */
static bool find_parts(moves *w, const gvc_scenario_shock *s, gvc_idx p, gvc_idx r)
{
    const gvc_model *m = w->m;
    double all = 0;
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        bool here = is_receiver(w, s, i, p, r);
        double sold = here ? sold_to(m, i, r) : 0;
        w->weight[i] = sold > 0 ? sold : 0;
        all += w->weight[i];
        count += here;
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        if (!is_receiver(w, s, i, p, r)) {
            w->weight[i] = 0;
        } else if (s->given->equal || all == 0) {
            w->weight[i] = 1.0 / (double)count;
        } else {
            w->weight[i] /= all;
        }
    }
    return count > 0;
}

static void give(moves *w, gvc_idx p, gvc_idx column, double cell, double flow)
{
    const gvc_model *m = w->m;
    for (gvc_idx i = 0; i < m->n; i++) {
        if (m->sector[i] == p && w->weight[i] != 0) {
            gvc_idx row = w->at[i];
            if (column >= 0) {
                w->cut.cells.data[row * w->cut.cells.stride + column] -= w->weight[i] * cell;
            }
            w->cut.flow[row] -= w->weight[i] * flow;
        }
    }
}

/* What leaves the sellers of p in column j of A (c of the cut). */
static void move_column(moves *w, const gvc_scenario_shock *s, gvc_idx p, gvc_idx r, gvc_idx c)
{
    const gvc_model *m = w->m;
    gvc_idx j = w->cut.col[c];
    double flow = 0, cell = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        if (m->sector[i] == p && gives_up(m, s, i, r)) {
            double leaves = s->by * m->z.data[i * m->z.stride + j];
            w->cut.cells.data[w->at[i] * w->cut.cells.stride + c] += leaves * m->inv_x[j];
            w->cut.flow[w->at[i]] += leaves;
            flow += leaves;
            cell += leaves * m->inv_x[j];
        }
    }
    give(w, p, c, cell, flow);
}

static void move_final(moves *w, const gvc_scenario_shock *s, gvc_idx p, gvc_idx r)
{
    const gvc_model *m = w->m;
    double flow = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        if (m->sector[i] == p && gives_up(m, s, i, r)) {
            double leaves = s->by * m->y.data[i * m->y.stride + r];
            w->cut.flow[w->at[i]] += leaves;
            w->moved[i * m->blocks + r] += s->by;
            flow += leaves;
        }
    }
    give(w, p, -1, 0, flow);
}

static bool anyone_sells(const moves *w, const gvc_scenario_shock *s, gvc_idx p, gvc_idx r)
{
    for (gvc_idx i = 0; i < w->m->n; i++) {
        if (w->m->sector[i] == p && gives_up(w->m, s, i, r) && sold_to(w->m, i, r) != 0) {
            return true;
        }
    }
    return false;
}

static gvc_status no_receiver(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_shock *s,
                              gvc_idx p, gvc_idx r)
{
    gvc_text to = {0};
    gvc_scenario_say(&to, s->home ? NULL : s->given->to, m->name[r]);
    gvc_status status = gvc_fail(ctx, GVC_EUNKNOWN,
                                 "%s makes no %s, so the table has no technology for what would "
                                 "move there; name another %sto or other sectors",
                                 gvc_text_str(&to), gvc_table_label(m->table, GVC_SECTOR, p),
                                 gvc_scenario_dashes(s->given));
    gvc_text_free(&to);
    return status;
}

static gvc_status move(gvc_ctx *ctx, moves *w, const gvc_scenario_shock *s, gvc_idx p, gvc_idx r)
{
    if (!anyone_sells(w, s, p, r)) {
        return GVC_OK;
    }
    if (!find_parts(w, s, p, r)) {
        return no_receiver(ctx, w->m, s, p, r);
    }
    for (gvc_idx c = 0; c < w->cut.cols; c++) {
        if (w->m->block[w->cut.col[c]] == r) {
            move_column(w, s, p, r, c);
        }
    }
    move_final(w, s, p, r);
    return GVC_OK;
}

/* ---- all of it ---------------------------------------------------------------------------------
 */

static void describe(gvc_text *to, const gvc_shock *s)
{
    gvc_text_addf(to, "%spurchases of ", to->length == 0 ? "" : "\n");
    gvc_scenario_say(to, s->sector, "all products");
    gvc_text_addf(to, " by ");
    gvc_scenario_say(to, s->buyer, "all others");
    gvc_text_addf(to, " from ");
    gvc_scenario_say(to, s->from, "all other countries");
    gvc_text_addf(to, " to ");
    gvc_scenario_say(to, s->to, "");
    gvc_text_addf(to, ": ");
    gvc_scenario_say_share(to, s);
}

static gvc_status move_shock(gvc_ctx *ctx, moves *w, gvc_scenario_shock *s, gvc_text *says)
{
    const gvc_model *m = w->m;
    describe(says, s->given);
    gvc_status status = gvc_scenario_need_output(ctx, m, s->seller, "source", NULL);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        for (gvc_idx p = 0; status == GVC_OK && p < gvc_table_count(m->table, GVC_SECTOR); p++) {
            status = s->buyer[r] ? move(ctx, w, s, p, r) : GVC_OK;
        }
    }
    return gvc_scenario_fail(ctx, status, s->given);
}

static gvc_status check_moved(gvc_ctx *ctx, const moves *w)
{
    const gvc_model *m = w->m;
    for (gvc_idx k = 0; k < m->n * m->blocks; k++) {
        if (w->moved[k] > 1 + 1e-12) {
            return gvc_fail(ctx, GVC_EARG, "the shocks move more than all that %s sells to %s",
                            gvc_table_label(m->table, GVC_INDUSTRY, m->industry[k / m->blocks]),
                            m->name[k % m->blocks]);
        }
    }
    return GVC_OK;
}

static gvc_status new_cut(gvc_ctx *ctx, moves *w)
{
    const gvc_model *m = w->m;
    size_t n = (size_t)m->n;
    w->moved = gvc_calloc(n * (size_t)m->blocks, sizeof *w->moved);
    w->weight = gvc_calloc(n, sizeof *w->weight);
    w->at = gvc_calloc(n, sizeof *w->at);
    if (w->moved == NULL || w->weight == NULL || w->at == NULL) {
        return gvc_fail_memory(ctx, n * (size_t)m->blocks * sizeof *w->moved, "the purchases");
    }
    gvc_status status = gvc_scenario_cut_new(ctx, m, w->row, w->col, &w->cut);
    for (gvc_idx r = 0; r < w->cut.rows && status == GVC_OK; r++) {
        w->at[w->cut.row[r]] = r;
    }
    return status;
}

gvc_status gvc_source_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            gvc_scenario_change *c)
{
    gvc_scenario_shocks all;
    moves w = {0};
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, GVC_SOURCE_KNOWS, &all);
    if (status == GVC_OK && !mark_moves(m, &all, &w)) {
        status = gvc_fail_memory(ctx, (size_t)m->n, "the purchases");
    }
    if (status == GVC_OK) {
        status = new_cut(ctx, &w);
    }
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        status = move_shock(ctx, &w, &all.items[k], &c->about.shocks);
    }
    if (status == GVC_OK) {
        status = check_moved(ctx, &w);
    }
    if (status == GVC_OK) {
        status = gvc_scenario_cut_solve(ctx, m, &w.cut, c->output);
    }
    if (status == GVC_OK) {
        gvc_scenario_warn_of_nothing(ctx, c->output, m->n, &c->about);
    }
    free_moves(&w);
    gvc_scenario_shocks_free(&all);
    return status;
}

/* ---- what it takes -----------------------------------------------------------------------------
 */

static void look(const gvc_model *m, const gvc_measure_options *o, moves *w)
{
    gvc_scenario_shocks all;
    *w = (moves){0};
    if (!gvc_scenario_find(m, o, GVC_SOURCE_KNOWS, &all) || all.unknown != NULL ||
        !mark_moves(m, &all, w)) {
        free_moves(w);
        *w = (moves){0};
    }
    gvc_scenario_shocks_free(&all);
}

gvc_workload gvc_source_extra(const gvc_model *m, const gvc_measure_options *o)
{
    moves w;
    look(m, o, &w);
    gvc_workload work = w.row == NULL ? (gvc_workload){0} : gvc_scenario_cut_work(m, w.row, w.col);
    free_moves(&w);
    return work;
}

size_t gvc_source_bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    moves w;
    (void)workers;
    look(m, o, &w);
    size_t cut = w.row == NULL ? 0 : gvc_scenario_cut_bytes(m, w.row, w.col);
    free_moves(&w);
    return cut + gvc_scenario_bytes(m) + (size_t)(m->n * (m->blocks + 2)) * sizeof(double);
}
