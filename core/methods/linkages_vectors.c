/* linkages_vectors.c - the vectors behind linkages and multipliers
 *
 * One left vector for u B (or one for each country, u_t B, where the part at home is asked for:
 * they add up to it), one for v B, one for S B; one right vector each for B x and B u. Only the
 * dispersion of a column needs the column, and with it all of B. */
#include <math.h>
#include <string.h>

#include "methods/linkages.h"
#include "methods/satellites.h"

/* ---- what is wanted ----------------------------------------------------------------------------
 */

static bool wants_split(const gvc_measure_options *o)
{
    static const char *const names[] = {"backward_intra", "backward_inter", NULL};
    return gvc_wants(o, names);
}

static bool wants_backward(const gvc_measure_options *o)
{
    static const char *const names[] = {"backward_total", "backward_index", "class", NULL};
    return gvc_wants(o, names);
}

static bool wants_forward(const gvc_measure_options *o)
{
    static const char *const names[] = {"forward_total", "forward_index", "class", NULL};
    return gvc_wants(o, names);
}

static bool wants_rasmussen(const gvc_measure_options *o)
{
    static const char *const names[] = {"rasmussen_forward", "rasmussen_index", NULL};
    return gvc_wants(o, names);
}

static bool wants_value(const gvc_measure_options *o)
{
    static const char *const names[] = {"va_multiplier", "va_ratio", NULL};
    return gvc_wants(o, names);
}

static bool wants_account(const gvc_measure_options *o)
{
    static const char *const names[] = {"multiplier", "multiplier_ratio", NULL};
    return gvc_linkages_has(o, "satellite") && gvc_wants(o, names);
}

static bool wants_dispersion(const gvc_measure_options *o)
{
    static const char *const names[] = {"backward_dispersion", "forward_dispersion", NULL};
    return gvc_linkages_has(o, "dispersion") && gvc_wants(o, names);
}

gvc_needs gvc_linkages_needs(const gvc_measure_options *o)
{
    return wants_dispersion(o) ? (gvc_needs)GVC_NEED_INVERSE : 0;
}

/* Left vectors of ones. */
static gvc_idx ones_rows(const gvc_model *m, const gvc_measure_options *o)
{
    return wants_split(o) ? m->blocks : wants_backward(o) ? 1 : 0;
}

gvc_workload gvc_linkages_extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.left = ones_rows(m, o) + (wants_value(o) ? 1 : 0) +
                                  (wants_account(o) ? 1 : 0),
                          .right = (wants_forward(o) ? 1 : 0) + (wants_rasmussen(o) ? 1 : 0)};
}

size_t gvc_linkages_bytes(const gvc_model *m, const gvc_measure_options *o)
{
    size_t rows = K_VECTORS + 2 * ((size_t)ones_rows(m, o) + 4);
    return rows * (size_t)m->n * sizeof(double) +
           (wants_account(o) ? gvc_satellites_bytes(m, o) : 0);
}

/* ---- vectors -----------------------------------------------------------------------------------
 */

typedef struct work {
    gvc_ctx *ctx;
    const gvc_model *m;
    const gvc_measure_options *o;
    gvc_dense all, from, to;
} work;

static double *vector(const work *w, int which)
{
    return w->all.data + which * w->all.stride;
}

/* u A and O u, and v. */
static void fill_direct(const work *w)
{
    const gvc_model *m = w->m;
    double *backward = vector(w, K_BACKWARD_DIRECT), *forward = vector(w, K_FORWARD_DIRECT);
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *z = m->z.data + i * m->z.stride;
        double sold = 0;
        for (gvc_idx j = 0; j < m->n; j++) {
            sold += z[j];
            backward[j] += z[j];
        }
        forward[i] = sold * m->inv_x[i];
    }
    for (gvc_idx j = 0; j < m->n; j++) {
        backward[j] *= m->inv_x[j];
        vector(w, K_VA_DIRECT)[j] = m->v[j];
    }
}

/* Row r of u_t B: to the total, and to the part at home or abroad. */
static void add_ones(const work *w, gvc_idx t, bool split, const double *row)
{
    double *total = vector(w, K_BACKWARD_TOTAL);
    for (gvc_idx j = 0; j < w->m->n; j++) {
        total[j] += row[j];
        if (split) {
            vector(w, w->m->block[j] == t ? K_BACKWARD_INTRA : K_BACKWARD_INTER)[j] += row[j];
        }
    }
}

static gvc_status solve_left(work *w, const double *per_unit)
{
    const gvc_model *m = w->m;
    gvc_idx ones = ones_rows(m, w->o), rows = gvc_linkages_extra(m, w->o).left, next = ones;
    size_t length = (size_t)m->n * sizeof(double);
    bool split = wants_split(w->o);
    gvc_dense from = {w->from.data, rows, m->n, w->from.stride};
    gvc_dense to = {w->to.data, rows, m->n, w->to.stride};
    if (rows == 0) {
        return GVC_OK;
    }
    for (gvc_idx i = 0; i < m->n && ones > 0; i++) {
        from.data[(split ? m->block[i] : 0) * from.stride + i] = 1;
    }
    if (wants_value(w->o)) {
        memcpy(from.data + next++ * from.stride, m->v, length);
    }
    if (per_unit != NULL) {
        memcpy(from.data + next++ * from.stride, per_unit, length);
    }
    gvc_status status = gvc_model_left(w->ctx, m, &from, NULL, &to);
    next = ones;
    for (gvc_idx t = 0; t < ones && status == GVC_OK; t++) {
        add_ones(w, t, split, to.data + t * to.stride);
    }
    if (wants_value(w->o)) {
        memcpy(vector(w, K_VA_MULTIPLIER), to.data + next++ * to.stride, length);
    }
    if (per_unit != NULL) {
        memcpy(vector(w, K_MULTIPLIER), to.data + next++ * to.stride, length);
        memcpy(vector(w, K_DIRECT), per_unit, length);
    }
    return status;
}

static gvc_status solve_right(work *w)
{
    const gvc_model *m = w->m;
    bool forward = wants_forward(w->o), rasmussen = wants_rasmussen(w->o);
    gvc_idx rows = gvc_linkages_extra(m, w->o).right;
    gvc_dense from = {w->from.data, rows, m->n, w->from.stride};
    gvc_dense to = {w->to.data, rows, m->n, w->to.stride};
    if (rows == 0) {
        return GVC_OK;
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        from.data[i] = forward ? m->x[i] : 1;
        from.data[(rows - 1) * from.stride + i] = rasmussen ? 1 : m->x[i];
    }
    gvc_status status = gvc_model_right(w->ctx, m, &from, NULL, &to);
    const double *ones = to.data + (rows - 1) * to.stride;
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        double stages = m->x[i] == 0 ? 1 : to.data[i] * m->inv_x[i];
        vector(w, K_FORWARD_TOTAL)[i] = forward ? stages : 0;
        vector(w, K_RASMUSSEN_FORWARD)[i] = rasmussen ? ones[i] : 0;
    }
    return status;
}

/* The vector over the mean of the world, of the country, or the one weighted by output. */
static void fill_index(const work *w, int from, int to)
{
    const gvc_model *m = w->m;
    bool weighted = gvc_same(w->o->approach, "weighted");
    bool country = gvc_same(w->o->approach, "country");
    gvc_idx parts = country ? m->blocks : 1;
    for (gvc_idx s = 0; s < parts; s++) {
        gvc_idx first = country ? m->offset[s] : 0, end = country ? m->offset[s + 1] : m->n;
        double sum = 0, weight = 0;
        for (gvc_idx i = first; i < end; i++) {
            double part = weighted ? m->x[i] : 1;
            sum += part * vector(w, from)[i];
            weight += part;
        }
        for (gvc_idx i = first; i < end; i++) {
            vector(w, to)[i] = vector(w, from)[i] / (sum / weight);
        }
    }
}

/* sd / mean of count numbers, `step` apart, each times its weight (NULL: 1). */
static double variation(const double *value, gvc_idx step, const double *weight, gvc_idx count)
{
    double mean = 0, square = 0;
    for (gvc_idx i = 0; i < count; i++) {
        mean += value[i * step] * (weight == NULL ? 1 : weight[i]);
    }
    mean /= (double)count;
    for (gvc_idx i = 0; i < count; i++) {
        double away = value[i * step] * (weight == NULL ? 1 : weight[i]) - mean;
        square += away * away;
    }
    return count < 2 ? (double)NAN : sqrt(square / (double)(count - 1)) / mean;
}

/* Of columns of B, and of rows of Gh = diag(1/x) B diag(x): the factor 1/x cancels. */
static void fill_dispersion(const work *w)
{
    gvc_idx n = w->m->n;
    gvc_dense b = gvc_leontief_inverse(w->m->leontief);
    for (gvc_idx i = 0; i < n; i++) {
        vector(w, K_BACKWARD_DISPERSION)[i] = variation(b.data + i, b.stride, NULL, n);
        vector(w, K_FORWARD_DISPERSION)[i] =
            w->m->x[i] == 0 ? (double)NAN : variation(b.data + i * b.stride, 1, w->m->x, n);
    }
}

/* ---- the account -------------------------------------------------------------------------------
 */

static gvc_status choose_account(gvc_ctx *ctx, const gvc_model *m, const char **name)
{
    gvc_idx count = gvc_table_count(m->table, GVC_EXTENSION);
    if (*name != NULL || count == 1) {
        *name = *name == NULL ? gvc_table_label(m->table, GVC_EXTENSION, 0) : *name;
        return GVC_OK;
    }
    if (count == 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "the table has no satellite accounts; add some, --satellite "
                        "FILE.csv");
    }
    gvc_text all = {0};
    for (gvc_idx k = 0; k < count; k++) {
        gvc_text_addf(&all, "%s%s", k == 0 ? "" : ", ",
                      gvc_table_label(m->table, GVC_EXTENSION, k));
    }
    gvc_status status =
        gvc_fail(ctx, GVC_EARG, "there are %lld satellite accounts, %s; name one, --account NAME",
                 (long long)count, gvc_text_str(&all));
    gvc_text_free(&all);
    return status;
}

static gvc_status solve_with_account(work *w)
{
    gvc_satellites account = {0};
    gvc_measure_options one = *w->o;
    gvc_status status = choose_account(w->ctx, w->m, &one.satellite);
    if (status == GVC_OK) {
        status = gvc_satellites_new(w->ctx, w->m, &one, false, &account);
    }
    if (status == GVC_OK) {
        status = solve_left(w, account.s.data);
    }
    gvc_satellites_free(&account);
    return status;
}

gvc_status gvc_linkages_vectors(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_dense *out)
{
    work w = {.ctx = ctx, .m = m, .o = o};
    gvc_workload extra = gvc_linkages_extra(m, o);
    gvc_idx rows = extra.left > extra.right ? extra.left : extra.right;
    gvc_status status = gvc_model_panel(ctx, &w.all, K_VECTORS, m->n);
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &w.from, rows, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &w.to, rows, m->n);
    }
    if (status == GVC_OK) {
        fill_direct(&w);
        status = wants_account(o) ? solve_with_account(&w) : solve_left(&w, NULL);
    }
    if (status == GVC_OK) {
        status = solve_right(&w);
    }
    if (status == GVC_OK && wants_dispersion(o)) {
        fill_dispersion(&w);
    }
    if (status == GVC_OK) {
        fill_index(&w, K_BACKWARD_TOTAL, K_BACKWARD_INDEX);
        fill_index(&w, K_FORWARD_TOTAL, K_FORWARD_INDEX);
        fill_index(&w, K_RASMUSSEN_FORWARD, K_RASMUSSEN_INDEX);
    }
    gvc_release(w.from.data);
    gvc_release(w.to.data);
    *out = w.all;
    return status;
}
