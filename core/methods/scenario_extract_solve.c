/* scenario_extract_solve.c - losses in closed form, without a new factorisation:
 *
 *   industries S: loss = B_.S (B_SS)^-1 x_S                       |S| + 0 solves
 *   one industry i, purchases alone: (B_.i - e_i) x_i / B_ii       1 solve
 *   one industry i, sales alone: (B_ik x_k - d_ik x_i) / B_ii      1 solve
 *   the same with what i sells itself kept: other k as above with the whole column or row; i itself
 *     x_i - f_i / (1 - A_ii), x_i - c_i / (1 - A_ii), f final demand, c primary cost
 *   a share of the deliveries of R to C: scenario_cut.c */
#include <string.h>

#include "methods/scenario_extract.h"

/* ---- industries that disappear ----------------------------------------------------------------
 */

/* Marks those of all shocks; false when memory is out or a label is unknown. */
static bool mark_removed(const gvc_model *m, const gvc_measure_options *o, bool *marks)
{
    gvc_scenario_shocks all;
    bool known = gvc_scenario_find(m, o, GVC_EXTRACT_KNOWS, &all) && all.unknown == NULL;
    for (gvc_idx k = 0; k < all.count && known; k++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            marks[i] = marks[i] || (all.items[k].seller[i] && gvc_scenario_makes(m, i));
        }
    }
    gvc_scenario_shocks_free(&all);
    return known;
}

/* B_.S as |S| rows, all of S in `at`. */
static gvc_status columns_of(gvc_ctx *ctx, const gvc_model *m, const gvc_idx *at, gvc_idx count,
                             bool left, gvc_dense *out)
{
    gvc_dense unit = {0};
    gvc_status status = gvc_model_panel(ctx, &unit, count, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, out, count, m->n);
    }
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        unit.data[k * unit.stride + at[k]] = 1;
    }
    if (status == GVC_OK) {
        status = (left ? gvc_model_left : gvc_model_right)(ctx, m, &unit, NULL, out);
    }
    gvc_release(unit.data);
    return status;
}

/* z with B_SS z = x_S. */
static gvc_status solve_block(gvc_ctx *ctx, const gvc_model *m, const gvc_dense *b,
                              const gvc_idx *at, gvc_idx count, gvc_dense *z)
{
    gvc_dense block = {0};
    gvc_status status = gvc_model_panel(ctx, &block, count, count);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, z, 1, count);
    }
    for (gvc_idx j = 0; j < count && status == GVC_OK; j++) {
        for (gvc_idx i = 0; i < count; i++) {
            block.data[i * block.stride + j] = b->data[j * b->stride + at[i]];
        }
        z->data[j] = m->x[at[j]];
    }
    if (status == GVC_OK) {
        gvc_report report = gvc_solve_right(&block, z);
        report.where = -1;
        status = gvc_model_report(ctx, m, report);
    }
    gvc_release(block.data);
    return status;
}

static gvc_status remove_all(gvc_ctx *ctx, const gvc_model *m, const gvc_idx *at, gvc_idx count,
                             double *output)
{
    gvc_dense b = {0}, z = {0};
    gvc_status status = columns_of(ctx, m, at, count, false, &b);
    if (status == GVC_OK) {
        status = solve_block(ctx, m, &b, at, count, &z);
    }
    if (status == GVC_OK) {
        gvc_row_times(z.data, &b, output);
        for (gvc_idx i = 0; i < m->n; i++) {
            output[i] = 0 - output[i];
        }
        for (gvc_idx k = 0; k < count; k++) {
            output[at[k]] = 0 - m->x[at[k]];
        }
    }
    gvc_release(b.data);
    gvc_release(z.data);
    return status;
}

/* ---- one industry, in part ---------------------------------------------------------------------
 */

static double final_demand(const gvc_model *m, gvc_idx i)
{
    double sum = m->slack[i];
    for (gvc_idx d = 0; d < m->blocks; d++) {
        sum += m->y.data[i * m->y.stride + d];
    }
    return sum;
}

static double primary_cost(const gvc_model *m, gvc_idx j)
{
    double inputs = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        inputs += m->z.data[i * m->z.stride + j];
    }
    return m->x[j] - inputs;
}

static gvc_status remove_sides(gvc_ctx *ctx, const gvc_model *m, const char *variant, gvc_idx i,
                               double *output)
{
    bool forward = strncmp(variant, "forward", 7) == 0, total = strstr(variant, ".total") != NULL;
    gvc_dense b = {0};
    gvc_status status = columns_of(ctx, m, &i, 1, forward, &b);
    if (status == GVC_OK) {
        double own = b.data[i], kept = 1 - m->z.data[i * m->z.stride + i] * m->inv_x[i];
        for (gvc_idx k = 0; k < m->n; k++) {
            output[k] = 0 - b.data[k] * (forward ? m->x[k] : m->x[i]) / own;
        }
        output[i] = total ? (forward ? primary_cost(m, i) : final_demand(m, i)) / kept - m->x[i]
                          : 0 - (own - 1) * m->x[i] / own;
    }
    gvc_release(b.data);
    return status;
}

static void describe_removed(gvc_text *to, const gvc_shock *s, const char *variant)
{
    gvc_text_addf(to, "%s%s of ", to->length == 0 ? "" : "\n",
                  strcmp(variant, "complete") == 0       ? "removal"
                  : strcmp(variant, "backward") == 0     ? "no purchases"
                  : strcmp(variant, "forward") == 0      ? "no sales"
                  : strncmp(variant, "backward", 8) == 0 ? "no purchases, no sales to others"
                                                         : "no sales, no purchases from others");
    gvc_scenario_say(to, s->sector, "all sectors");
    gvc_text_addf(to, " of ");
    gvc_scenario_say(to, s->country, "all countries");
}

static gvc_status check_removed(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_scenario_change *c, bool *marks)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, GVC_EXTRACT_KNOWS, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        describe_removed(&c->about.shocks, all.items[k].given, o->approach);
        status =
            gvc_scenario_need_output(ctx, m, all.items[k].seller, "extraction", &c->about.left_out);
        status = gvc_scenario_fail(ctx, status, all.items[k].given);
        for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
            marks[i] = marks[i] || all.items[k].seller[i];
        }
    }
    gvc_scenario_shocks_free(&all);
    gvc_idx count = gvc_scenario_count(marks, m->n);
    if (status == GVC_OK && count != 1 && strcmp(o->approach, "complete") != 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "variant %s is about one industry, and these are %lld; name one with "
                          "--country and --sector",
                          o->approach, (long long)count);
    }
    return status;
}

gvc_status gvc_extract_industries(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                  gvc_scenario_change *c)
{
    gvc_idx *at = NULL, count = 0;
    bool *marks = gvc_calloc((size_t)m->n, sizeof *marks);
    gvc_status status = marks == NULL
                            ? gvc_fail_memory(ctx, (size_t)m->n, "the marks of industries")
                            : check_removed(ctx, m, o, c, marks);
    if (status == GVC_OK) {
        status = gvc_scenario_list(ctx, marks, m->n, &at, &count);
    }
    if (status == GVC_OK) {
        status = strcmp(o->approach, "complete") == 0
                     ? remove_all(ctx, m, at, count, c->output)
                     : remove_sides(ctx, m, o->approach, at[0], c->output);
    }
    gvc_release(at);
    gvc_release(marks);
    return status;
}

/* ---- deliveries that stop ----------------------------------------------------------------------
 */

/* Share of what i sells to block d that stops: n x blocks. */
typedef struct stops {
    double *share;
    bool *row, *col; /* n: sellers and buyers */
} stops;

static bool stops_here(const gvc_model *m, const gvc_scenario_shock *s, gvc_idx i, gvc_idx d)
{
    return s->seller[i] && s->buyer[d] && ((!s->any_seller && !s->any_buyer) || m->block[i] != d);
}

static void free_stops(stops *s)
{
    gvc_release(s->share);
    gvc_release(s->row);
    gvc_release(s->col);
}

/* False when memory is out; all: resolved. */
static bool find_stops(const gvc_model *m, const gvc_scenario_shocks *all, stops *out)
{
    size_t n = (size_t)m->n;
    *out = (stops){gvc_calloc(n * (size_t)m->blocks, sizeof *out->share),
                   gvc_calloc(n, sizeof *out->row), gvc_calloc(n, sizeof *out->col)};
    if (out->share == NULL || out->row == NULL || out->col == NULL) {
        return false;
    }
    for (gvc_idx k = 0; k < all->count; k++) {
        const gvc_scenario_shock *s = &all->items[k];
        for (gvc_idx i = 0; i < m->n; i++) {
            for (gvc_idx d = 0; d < m->blocks && s->seller[i]; d++) {
                bool here = stops_here(m, s, i, d);
                out->share[i * m->blocks + d] += here ? s->by : 0;
                out->row[i] = out->row[i] || here;
            }
        }
        for (gvc_idx j = 0; j < m->n; j++) {
            out->col[j] = out->col[j] || (s->buyer[m->block[j]] && gvc_scenario_makes(m, j));
        }
    }
    return true;
}

static void fill_cut(const gvc_model *m, const stops *s, gvc_scenario_cut *cut)
{
    for (gvc_idx r = 0; r < cut->rows; r++) {
        gvc_idx i = cut->row[r];
        const double *share = s->share + i * m->blocks, *z = m->z.data + i * m->z.stride;
        for (gvc_idx c = 0; c < cut->cols; c++) {
            gvc_idx j = cut->col[c];
            double flow = share[m->block[j]] * z[j];
            cut->cells.data[r * cut->cells.stride + c] = flow * m->inv_x[j];
            cut->flow[r] += flow;
        }
        for (gvc_idx d = 0; d < m->blocks; d++) {
            cut->flow[r] += share[d] * m->y.data[i * m->y.stride + d];
        }
    }
}

static gvc_status check_stops(gvc_ctx *ctx, const gvc_model *m, const stops *s)
{
    for (gvc_idx k = 0; k < m->n * m->blocks; k++) {
        if (s->share[k] > 1 + 1e-12) {
            return gvc_fail(ctx, GVC_EARG, "the shocks stop more than all that %s sells to %s",
                            gvc_table_label(m->table, GVC_INDUSTRY, m->industry[k / m->blocks]),
                            m->name[k % m->blocks]);
        }
    }
    return GVC_OK;
}

static void describe_stop(gvc_text *to, const gvc_shock *s)
{
    gvc_text_addf(to, "%sdeliveries of ", to->length == 0 ? "" : "\n");
    gvc_scenario_say(to, s->sector, "all products");
    gvc_text_addf(to, " from ");
    gvc_scenario_say(to, s->from, "all others");
    gvc_text_addf(to, " to ");
    gvc_scenario_say(to, s->buyer != NULL ? s->buyer : s->to, "all others");
    gvc_text_addf(to, " stop: ");
    gvc_scenario_say_share(to, s);
}

static gvc_status cut_off(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_shocks *all,
                          double *output)
{
    stops s;
    gvc_scenario_cut cut = {0};
    gvc_status status = find_stops(m, all, &s)
                            ? check_stops(ctx, m, &s)
                            : gvc_fail_memory(ctx, (size_t)(m->n * m->blocks), "the deliveries");
    if (status == GVC_OK) {
        status = gvc_scenario_cut_new(ctx, m, s.row, s.col, &cut);
    }
    if (status == GVC_OK) {
        fill_cut(m, &s, &cut);
        status = gvc_scenario_cut_solve(ctx, m, &cut, output);
    }
    gvc_scenario_cut_free(&cut);
    free_stops(&s);
    return status;
}

gvc_status gvc_extract_deliveries(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                  gvc_scenario_change *c)
{
    gvc_scenario_shocks all;
    gvc_status status = gvc_scenario_shocks_new(ctx, m, o, GVC_EXTRACT_KNOWS, &all);
    for (gvc_idx k = 0; k < all.count && status == GVC_OK; k++) {
        describe_stop(&c->about.shocks, all.items[k].given);
        status = gvc_scenario_need_output(ctx, m, all.items[k].seller, "extraction", NULL);
        status = gvc_scenario_fail(ctx, status, all.items[k].given);
    }
    if (status == GVC_OK) {
        status = cut_off(ctx, m, &all, c->output);
    }
    if (status == GVC_OK) {
        gvc_scenario_warn_of_nothing(ctx, c->output, m->n, &c->about);
    }
    gvc_scenario_shocks_free(&all);
    return status;
}

/* ---- what it takes -----------------------------------------------------------------------------
 */

/* Rows and columns of the deliveries that stop, or NULL's: not known. */
static void mark_stops(const gvc_model *m, const gvc_measure_options *o, stops *s)
{
    gvc_scenario_shocks all;
    *s = (stops){0};
    if (!gvc_scenario_find(m, o, GVC_EXTRACT_KNOWS, &all) || all.unknown != NULL ||
        !find_stops(m, &all, s)) {
        free_stops(s);
        *s = (stops){0};
    }
    gvc_scenario_shocks_free(&all);
}

gvc_workload gvc_extract_extra(const gvc_model *m, const gvc_measure_options *o)
{
    gvc_workload work = {0};
    if (gvc_extract_is_partial(o)) {
        stops s;
        mark_stops(m, o, &s);
        work = s.row == NULL ? work : gvc_scenario_cut_work(m, s.row, s.col);
        free_stops(&s);
        return work;
    }
    bool *marks = gvc_calloc((size_t)m->n, sizeof *marks);
    if (marks != NULL && mark_removed(m, o, marks)) {
        gvc_idx count = gvc_scenario_count(marks, m->n);
        bool forward = strncmp(o->approach, "forward", 7) == 0;
        *(forward ? &work.left : &work.right) = count;
        work.inverse = 2 * count >= m->n;
    }
    gvc_release(marks);
    return work;
}

size_t gvc_extract_bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    size_t bytes = gvc_scenario_bytes(m), one = sizeof(double);
    (void)workers;
    if (gvc_extract_is_partial(o)) {
        stops s;
        mark_stops(m, o, &s);
        bytes += s.row == NULL ? 0 : gvc_scenario_cut_bytes(m, s.row, s.col);
        free_stops(&s);
        return bytes + (size_t)(m->n * m->blocks) * one;
    }
    bool *marks = gvc_calloc((size_t)m->n, sizeof *marks);
    if (marks != NULL && mark_removed(m, o, marks)) {
        size_t count = (size_t)gvc_scenario_count(marks, m->n);
        bytes += count * (2 * (size_t)m->n + count) * one;
    }
    gvc_release(marks);
    return bytes;
}
