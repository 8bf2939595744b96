/* check_accounts.c - is every pair of country and sector there, do rows and columns add up to what
 * the source states, is world value added world final use, do inputs stay below output */
#include "methods/check.h"

#include <math.h>

/* Gaps of all industries together, without sign, relative to all output. */
static const double total_warning = 1e-3, total_error = 1e-2;
static const double world_warning = 1e-6;

static gvc_status check_shape(gvc_checker *c)
{
    const gvc_table *t = c->t;
    gvc_idx countries = gvc_table_count(t, GVC_COUNTRY), sectors = gvc_table_count(t, GVC_SECTOR);
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY), filled = 0, several = 0;
    unsigned char *seen = gvc_calloc((size_t)countries * (size_t)sectors, 1);
    if (seen == NULL) {
        return gvc_fail_memory(c->ctx, (size_t)countries * (size_t)sectors, "the shape of a table");
    }
    for (gvc_idx i = 0; i < n; i++) {
        unsigned char *pair =
            &seen[gvc_table_country_of(t, GVC_INDUSTRY, i) * sectors + gvc_table_sector_of(t, i)];
        filled += *pair == 0;
        several += *pair == 1;
        *pair = *pair < 2 ? (unsigned char)(*pair + 1) : *pair;
    }
    gvc_release(seen);
    gvc_text text = {0};
    if (filled == countries * sectors) {
        gvc_text_addf(&text, "every country has every sector");
    } else {
        gvc_text_addf(&text, "%lld of %lld pairs of country and sector have an industry",
                      (long long)filled, (long long)(countries * sectors));
    }
    if (several > 0) {
        gvc_text_addf(&text, ", %lld %s several", (long long)several,
                      several == 1 ? "has" : "have");
    }
    double none = (double)NAN;
    return gvc_check_add(
        c, (gvc_finding){"shape", "shape", GVC_CHECK_FINE, (double)filled, none, none, NULL},
        &text);
}

/* The gap of all industries together decides; a small one alone may be rounding of the source. */
static gvc_status add_gap(gvc_checker *c, const char *name, const char *title, double total,
                          double worst, double worst_abs, gvc_idx where)
{
    gvc_finding f = {name, title, GVC_CHECK_FINE, total, total_warning, total_error, NULL};
    gvc_text text = {0};
    f.level = gvc_check_judge(&f);
    if (f.level == GVC_CHECK_FINE && worst > GVC_BALANCE_TOLERANCE) {
        f.level = GVC_CHECK_WARNING;
    }
    if (worst_abs == 0) {
        gvc_text_addf(&text, "equal");
    } else {
        gvc_text_addf(&text,
                      "off by at most %.2g of output (%s), %g in table units; all together by %.2g "
                      "of all output",
                      worst,
                      where < 0 ? "none with output" : gvc_table_label(c->t, GVC_INDUSTRY, where),
                      worst_abs, total);
    }
    return gvc_check_add(c, f, &text);
}

static gvc_status add_nothing(gvc_checker *c, const char *name, const char *title, const char *why)
{
    double none = (double)NAN;
    gvc_text text = {0};
    gvc_text_addf(&text, "%s", why);
    return gvc_check_add(c, (gvc_finding){name, title, GVC_CHECK_FINE, none, none, none, NULL},
                         &text);
}

/* Sums that the accounts are about. */
typedef struct sums {
    double *inputs;                  /* n: column sums of Z */
    double *primary;                 /* n: of V */
    double output, row_gap, col_gap; /* of all industries, the gaps without sign */
    double value_added, final_use;   /* of the world */
} sums;

static void add_columns(double *to, const gvc_dense *m)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        for (gvc_idx j = 0; j < m->cols; j++) {
            to[j] += m->data[i * m->stride + j];
        }
    }
}

static gvc_status sum_up(gvc_checker *c, sums *s)
{
    const gvc_table *t = c->t;
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t), *v = gvc_table_v(t);
    const double *x = gvc_table_x(t), *given = gvc_table_x_given(t);
    *s = (sums){.inputs = gvc_calloc((size_t)z->cols, sizeof(double)),
                .primary = gvc_calloc((size_t)z->cols, sizeof(double))};
    if (s->inputs == NULL || s->primary == NULL) {
        return gvc_fail_memory(c->ctx, (size_t)z->cols * 16, "the accounts of a table");
    }
    add_columns(s->inputs, z);
    add_columns(s->primary, v);
    for (gvc_idx i = 0; i < z->rows; i++) {
        double stated = given == NULL ? x[i] : given[i];
        s->output += fabs(stated);
        s->row_gap += fabs(stated - x[i]);
        s->col_gap += fabs(stated - s->inputs[i] - s->primary[i]);
        s->value_added += s->primary[i];
        for (gvc_idx j = 0; j < y->cols; j++) {
            s->final_use += y->data[i * y->stride + j];
        }
    }
    return GVC_OK;
}

static gvc_status check_world(gvc_checker *c, const sums *s)
{
    double away = fabs(s->value_added - s->final_use), size = fabs(s->final_use);
    gvc_finding f = {"world_balance",
                     "world balance",
                     GVC_CHECK_FINE,
                     size > 0 ? away / size : away,
                     world_warning,
                     (double)NAN,
                     NULL};
    gvc_text text = {0};
    f.level = gvc_check_judge(&f);
    gvc_text_addf(&text, "primary inputs ");
    gvc_text_add_number(&text, s->value_added, 6);
    gvc_text_addf(&text, ", final use ");
    gvc_text_add_number(&text, s->final_use, 6);
    if (f.level != GVC_CHECK_FINE) {
        gvc_text_addf(&text, ", off by %.2g", f.value);
    }
    return gvc_check_add(c, f, &text);
}

/* Column sums of A. */
static gvc_status check_inputs(gvc_checker *c, const sums *s)
{
    const double *x = gvc_table_x(c->t);
    gvc_idx where = -1, above = 0;
    double none = (double)NAN, largest = 0;
    for (gvc_idx j = 0; j < gvc_table_count(c->t, GVC_INDUSTRY); j++) {
        double share = x[j] > 0 ? s->inputs[j] / x[j] : 0;
        above += x[j] > 0 && share >= 1;
        if (where < 0 || share > largest) {
            largest = share;
            where = j;
        }
    }
    gvc_text text = {0};
    gvc_text_addf(&text, "at most %.3g of output (%s)", largest,
                  gvc_table_label(c->t, GVC_INDUSTRY, where));
    if (above > 0) {
        gvc_text_addf(&text, ", 1 or more in %lld", (long long)above);
    }
    return gvc_check_add(c,
                         (gvc_finding){"inputs", "inputs",
                                       above > 0 ? GVC_CHECK_WARNING : GVC_CHECK_FINE, largest, 1.0,
                                       none, NULL},
                         &text);
}

static gvc_status check_all(gvc_checker *c, const sums *s)
{
    gvc_balance b;
    gvc_status status = gvc_table_balance(c->ctx, c->t, &b);
    if (status == GVC_OK) {
        status = gvc_table_x_given(c->t) == NULL
                     ? add_nothing(c, "row_balance", "output",
                                   "sum of the sales (the table states none)")
                     : add_gap(c, "row_balance", "given output", s->row_gap / s->output, b.row_gap,
                               b.row_gap_abs, b.worst_row);
    }
    if (status == GVC_OK) {
        status = !gvc_table_has_given_va(c->t)
                     ? add_nothing(c, "column_balance", "value added",
                                   "residual (the table states none)")
                     : add_gap(c, "column_balance", "given value added", s->col_gap / s->output,
                               b.col_gap, b.col_gap_abs, b.worst_col);
    }
    if (status == GVC_OK) {
        status = check_world(c, s);
    }
    return status == GVC_OK ? check_inputs(c, s) : status;
}

gvc_status gvc_check_accounts(gvc_checker *c)
{
    sums s = {0};
    if (gvc_table_x(c->t) == NULL) {
        return gvc_fail(c->ctx, GVC_EARG,
                        "the table was opened for its labels only; open it with its matrices");
    }
    gvc_status status = check_shape(c);
    if (status == GVC_OK) {
        status = sum_up(c, &s);
    }
    if (status == GVC_OK) {
        status = check_all(c, &s);
    }
    gvc_release(s.inputs);
    gvc_release(s.primary);
    return status;
}
