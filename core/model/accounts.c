/* accounts.c - output, value added, exports of a table under the chosen conventions.
 *
 * Output is the row sum of Z and of the final use that is kept, or what the table states; value
 * added is output minus the column sum of Z, or what the table states. Where output is 0 the
 * coefficients are 0. */
#include <math.h>
#include <string.h>

#include "model/model.h"
#include "table/table.h"

static gvc_status check_dropped(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o)
{
    for (const char *const *drop = o->drop_fd; drop != NULL && *drop != NULL; drop++) {
        if (gvc_table_find(t, GVC_CATEGORY, *drop) >= 0) {
            continue;
        }
        gvc_text all = {0};
        for (gvc_idx k = 0; k < gvc_table_count(t, GVC_CATEGORY); k++) {
            gvc_text_addf(&all, "%s%s", k == 0 ? "" : ", ", gvc_table_label(t, GVC_CATEGORY, k));
        }
        gvc_fail(ctx, GVC_EUNKNOWN, "no final-use category '%s' to drop; the table has %s", *drop,
                 gvc_text_str(&all));
        gvc_text_free(&all);
        return GVC_EUNKNOWN;
    }
    return GVC_OK;
}

gvc_status gvc_model_check(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *options)
{
    bool bare = gvc_table_z(t) == NULL; /* it may state output all the same */
    gvc_status status = check_dropped(ctx, t, options);
    if (status == GVC_OK && options->output == GVC_OUTPUT_GIVEN && !bare &&
        gvc_table_x_given(t) == NULL) {
        status =
            gvc_fail(ctx, GVC_EARG, "--output-total given: the table states no output; use rowsum");
    }
    if (status == GVC_OK && options->va == GVC_VA_GIVEN && !gvc_table_has_given_va(t)) {
        status =
            gvc_fail(ctx, GVC_EARG, "--va given: the table states no value added; use residual");
    }
    return status;
}

/* Final-use column -> absorbing block, -1 = left out. */
static void choose_final_use(gvc_ctx *ctx, gvc_model *m, const gvc_measure_options *o, gvc_idx *to)
{
    const gvc_table *t = m->table;
    gvc_idx f = gvc_table_count(t, GVC_FINAL_USE), homeless = 0;
    for (gvc_idx c = 0; c < f; c++) {
        gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, c);
        homeless += country < 0;
        to[c] = country < 0 ? -1 : m->block_of_country[country];
    }
    if (homeless > 0) {
        gvc_model_warn(ctx, m,
                       "%lld final-use column%s of no country left out of output and final use",
                       (long long)homeless, homeless == 1 ? "" : "s");
    }
    for (const char *const *drop = o->drop_fd; drop != NULL && *drop != NULL; drop++) {
        gvc_idx category = gvc_table_find(t, GVC_CATEGORY, *drop);
        for (gvc_idx c = 0; c < f; c++) {
            to[c] = gvc_table_category_of(t, c) == category ? -1 : to[c];
        }
    }
}

bool gvc_model_in_table_order(const gvc_model *m)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        if (m->industry[i] != i) {
            return false;
        }
    }
    return true;
}

/* Z in model order: the table's own memory, or a copy where groups or the file mix countries. */
static gvc_status arrange_z(gvc_ctx *ctx, gvc_model *m)
{
    const gvc_dense *from = gvc_table_z(m->table);
    if (gvc_model_in_table_order(m)) {
        m->z = *from;
        return GVC_OK;
    }
    gvc_status status = gvc_model_panel(ctx, &m->z, m->n, m->n);
    m->own_z = m->z.data;
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        const double *row = from->data + m->industry[i] * from->stride;
        for (gvc_idx j = 0; j < m->n; j++) {
            m->z.data[i * m->n + j] = row[m->industry[j]];
        }
    }
    return status;
}

/* y, x as row sums (blockwise, so that exports and output add up the same way), e, y_own. */
static void fill_rows(gvc_model *m, const gvc_idx *to)
{
    const gvc_dense *fd = gvc_table_y(m->table);
    gvc_segment_dots(&m->z, NULL, m->offset, m->blocks, &m->e);
    for (gvc_idx i = 0; i < m->n; i++) {
        const double *from = fd->data + m->industry[i] * fd->stride;
        double *y = m->y.data + i * m->y.stride, *e = m->e.data + i * m->e.stride;
        for (gvc_idx c = 0; c < fd->cols; c++) {
            if (to[c] >= 0) {
                y[to[c]] += from[c];
            }
        }
        double exports = 0;
        gvc_idx home = m->block[i];
        double at_home = e[home] + y[home];
        e[home] = 0;
        for (gvc_idx r = 0; r < m->blocks; r++) {
            e[r] += r == home ? 0 : y[r];
            exports += e[r];
            m->orphan[i] = m->orphan[i] || e[r] != 0;
        }
        m->e_total[i] = exports;
        m->y_own[i] = y[home];
        m->x[i] = at_home + exports;
    }
    double largest = gvc_table_largest(m->x, m->n);
    for (gvc_idx i = 0; i < m->n; i++) {
        m->x[i] = gvc_table_settle(m->table, m->industry[i], m->x[i], largest);
    }
}

/* Replaces the row sums by the stated output; slack keeps the gap. */
static void take_given_output(gvc_model *m)
{
    const double *given = gvc_table_x_given(m->table);
    for (gvc_idx i = 0; i < m->n; i++) {
        double stated = given[m->industry[i]];
        m->slack[i] = stated - m->x[i];
        m->x[i] = stated;
    }
}

/* to[j] += the sum of column at[j], or j where `at` is NULL. */
static void add_columns(const gvc_dense *rows, const gvc_idx *at, double *to)
{
    for (gvc_idx k = 0; k < rows->rows; k++) {
        const double *row = rows->data + k * rows->stride;
        for (gvc_idx j = 0; j < rows->cols; j++) {
            to[j] += row[at == NULL ? j : at[j]];
        }
    }
}

void gvc_model_unnamed(const gvc_model *m, double idle, double *t)
{
    memset(t, 0, (size_t)m->n * sizeof *t);
    add_columns(&m->z, NULL, t);
    for (gvc_idx j = 0; j < m->n; j++) {
        t[j] = m->x[j] == 0 ? idle : (m->x[j] - t[j] - m->va[j]) * m->inv_x[j];
    }
}

/* Rows that count as value added; taxes on products and adjustments stay out. */
static void add_stated_value_added(gvc_model *m)
{
    const gvc_dense *v = gvc_table_v(m->table);
    for (gvc_idx k = 0; k < v->rows; k++) {
        if (gvc_table_role(m->table, k) == GVC_ROLE_VALUE_ADDED) {
            gvc_dense row = {v->data + k * v->stride, 1, v->cols, v->stride};
            add_columns(&row, m->industry, m->va);
        }
    }
}

static gvc_status fill_value_added(gvc_ctx *ctx, gvc_model *m, gvc_va_rule rule)
{
    if (rule == GVC_VA_GIVEN) {
        add_stated_value_added(m);
    } else {
        add_columns(&m->z, NULL, m->va);
    }
    for (gvc_idx j = 0; j < m->n; j++) {
        m->va[j] = rule == GVC_VA_GIVEN ? m->va[j] : m->x[j] - m->va[j];
        m->inv_x[j] = m->x[j] == 0 ? 0 : 1.0 / m->x[j];
        if (!isfinite(m->inv_x[j])) {
            return gvc_fail(ctx, GVC_EFORMAT, "output of %s is %g, too small to divide by",
                            gvc_table_label(m->table, GVC_INDUSTRY, m->industry[j]), m->x[j]);
        }
        m->v[j] = m->va[j] * m->inv_x[j];
        m->orphan[j] = m->orphan[j] && m->x[j] == 0;
    }
    return GVC_OK;
}

/* Inputs of industries without output become final use of their country (see the head). */
static void absorb_dead_inputs(gvc_model *m)
{
    for (gvc_idx j = 0; j < m->n; j++) {
        gvc_idx r = m->block[j];
        for (gvc_idx i = 0; i < m->n && m->x[j] == 0; i++) {
            double flow = m->z.data[i * m->z.stride + j];
            m->y.data[i * m->y.stride + r] += flow;
            m->y_own[i] += m->block[i] == r ? flow : 0;
        }
    }
}

/* Names the first few industries for which `is` holds: "LUX_c5, LUX_c8 and 3 more". */
static void list_industries(gvc_text *out, const gvc_model *m, const bool *is)
{
    enum { SHOWN = 6 };
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        if (is[i] && count++ < SHOWN) {
            gvc_text_addf(out, "%s%s", count == 1 ? "" : ", ",
                          gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]));
        }
    }
    if (count > SHOWN) {
        gvc_text_addf(out, " and %lld more", (long long)(count - SHOWN));
    }
}

static void warn_of_orphans(gvc_ctx *ctx, gvc_model *m, gvc_va_rule rule)
{
    gvc_text names = {0};
    list_industries(&names, m, m->orphan);
    if (names.length > 0) {
        const char *but = rule == GVC_VA_GIVEN ? " but resid" : "";
        gvc_model_warn(ctx, m,
                       "exports without output behind them: %s; they stay in the gross flow and in "
                       "no other term%s",
                       gvc_text_str(&names), but);
    }
    gvc_text_free(&names);
}

/* The gaps that the table was sealed with, where sources' rounding does not explain them. */
static void warn_of_gaps(gvc_ctx *ctx, gvc_model *m)
{
    static const char *const names[][2] = {
        {"row_gap", "the table's own output and the sums of its rows"},
        {"col_gap", "output and the sums of its columns, value added included,"},
    };
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const gvc_attribute *gap = gvc_table_find_attribute(m->table, names[k][0]);
        if (gap != NULL && gap->kind == GVC_ATTR_NUMBER && gap->number > GVC_BALANCE_TOLERANCE) {
            gvc_model_warn(ctx, m, "%s differ by up to %.2g of output; gvc check names the worst",
                           names[k][1], gap->number);
        }
    }
}

/* Stated value added is that of all output, final use left out or not. */
static void warn_of_drop(gvc_ctx *ctx, gvc_model *m, const gvc_measure_options *o)
{
    if (o->va == GVC_VA_GIVEN && o->output == GVC_OUTPUT_ROWSUM && o->drop_fd != NULL &&
        *o->drop_fd != NULL) {
        gvc_model_warn(ctx, m,
                       "--drop-fd makes output smaller and --va given does not: coefficients of "
                       "value added become too large; use --va residual");
    }
}

static gvc_status allocate(gvc_ctx *ctx, gvc_model *m)
{
    size_t n = (size_t)m->n;
    double **vectors[] = {&m->x, &m->inv_x, &m->slack, &m->va, &m->v, &m->y_own, &m->e_total};
    for (size_t k = 0; k < sizeof vectors / sizeof *vectors; k++) {
        *vectors[k] = gvc_calloc(n, sizeof(double));
        if (*vectors[k] == NULL) {
            return gvc_fail_memory(ctx, n * sizeof(double), "a vector of the accounts");
        }
    }
    m->orphan = gvc_calloc(n, sizeof *m->orphan);
    if (m->orphan == NULL) {
        return gvc_fail_memory(ctx, n, "the marks of orphan flows");
    }
    gvc_status status = gvc_model_panel(ctx, &m->y, m->n, m->blocks);
    return status == GVC_OK ? gvc_model_panel(ctx, &m->e, m->n, m->blocks) : status;
}

gvc_status gvc_model_accounts(gvc_ctx *ctx, gvc_model *m, const gvc_measure_options *options)
{
    gvc_idx *to = gvc_malloc((size_t)gvc_table_count(m->table, GVC_FINAL_USE), sizeof *to);
    if (to == NULL) {
        return gvc_fail_memory(ctx, 1, "the list of final uses");
    }
    gvc_status status = gvc_model_check(ctx, m->table, options);
    if (status == GVC_OK) {
        status = allocate(ctx, m);
    }
    if (status == GVC_OK) {
        choose_final_use(ctx, m, options, to);
        status = arrange_z(ctx, m);
    }
    if (status == GVC_OK) {
        fill_rows(m, to);
        if (options->output == GVC_OUTPUT_GIVEN) {
            take_given_output(m);
        }
    }
    if (status == GVC_OK) {
        status = fill_value_added(ctx, m, options->va);
    }
    if (status == GVC_OK) {
        absorb_dead_inputs(m);
        warn_of_orphans(ctx, m, options->va);
        warn_of_gaps(ctx, m);
        warn_of_drop(ctx, m, options);
    }
    gvc_release(to);
    return status;
}
