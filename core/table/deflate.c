/* deflate.c - Z_ij / p_i, Y_ir / p_i, x_i / p_i, and value added by double deflation:
 * va_j = x_j / p_j - sum_i Z_ij / p_i, which sealing computes as the residual */
#include <gvc/deflate.h>

#include <math.h>

#include "table/table.h"

static gvc_status check(gvc_ctx *ctx, const gvc_table *t, const gvc_prices *prices)
{
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        if (!isfinite(prices->index[i]) || prices->index[i] <= 0) {
            return gvc_fail(ctx, GVC_EFORMAT,
                            "%s: the price index of %s is %g; expected a number above 0",
                            prices->name, gvc_table_label(t, GVC_INDUSTRY, i), prices->index[i]);
        }
    }
    return GVC_OK;
}

static void divide_rows(gvc_dense *m, const double *by)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        for (gvc_idx j = 0; j < m->cols; j++) {
            m->data[i * m->stride + j] /= by[i];
        }
    }
}

static gvc_status drop_primary(gvc_ctx *ctx, gvc_builder *b)
{
    gvc_idx rows = gvc_table_count(b->table, GVC_VALUE_ADDED);
    if (!b->table->given_va) {
        return GVC_OK;
    }
    gvc_status s = gvc_builder_note(ctx, b,
                                    "%lld stated row%s of primary inputs gave way to value added "
                                    "by double deflation",
                                    (long long)rows, rows == 1 ? "" : "s");
    return s == GVC_OK ? gvc_builder_drop_primary(ctx, b) : s;
}

/* What every industry has left of its output for value added, and the sum of what was added and
 * taken: `left` and `flows`, zero before. */
static void add_up(const gvc_table *t, double *left, double *flows)
{
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        for (gvc_idx j = 0; j < t->z.cols; j++) {
            double cell = t->z.data[i * t->z.stride + j];
            left[i] += cell;
            left[j] -= cell;
            flows[i] += fabs(cell);
            flows[j] += fabs(cell);
        }
        for (gvc_idx j = 0; j < t->y.cols; j++) {
            double cell = t->y.data[i * t->y.stride + j];
            left[i] += cell;
            flows[i] += fabs(cell);
        }
    }
}

/* Double deflation may leave less than nothing: where. Cells of Z are read a second time for it,
 * since the table is sealed only afterwards. */
static gvc_status note_negative(gvc_ctx *ctx, gvc_builder *b)
{
    enum { NAMED = 10 };
    const double rounding = 1e-12; /* of the flows that were added up */
    const gvc_table *t = b->table;
    double *left = gvc_calloc(2 * (size_t)t->z.rows, sizeof *left);
    if (left == NULL) {
        return gvc_fail_memory(ctx, gvc_table_bytes(2, t->z.rows), "value added");
    }
    const double *flows = left + t->z.rows;
    add_up(t, left, left + t->z.rows);
    gvc_text names = {0};
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        if (left[i] < -rounding * flows[i] && count++ < NAMED) {
            gvc_text_addf(&names, "%s%s", count == 1 ? "" : ", ",
                          gvc_table_label(t, GVC_INDUSTRY, i));
        }
    }
    gvc_release(left);
    gvc_status s = GVC_OK;
    if (count > 0) {
        s = gvc_builder_note(ctx, b,
                             "constant-price value added of %lld industr%s is below 0: %s%s",
                             (long long)count, count == 1 ? "y" : "ies", gvc_text_str(&names),
                             count > NAMED ? ", ..." : "");
    }
    gvc_text_free(&names);
    return s;
}

static gvc_status record(gvc_ctx *ctx, gvc_builder *b, const gvc_prices *prices, const char *to)
{
    gvc_text text = {0};
    gvc_text_addf(&text, "deflated by %s", prices->name);
    const gvc_attribute facts[] = {
        {"prices", GVC_ATTR_TEXT, to != NULL ? to : gvc_text_str(&text), 0, 0},
        {"deflator", GVC_ATTR_TEXT, prices->name, 0, 0},
        {"deflator_sha256", GVC_ATTR_TEXT, prices->sha256, 0, 0},
    };
    gvc_status s = text.failed
                       ? gvc_fail_memory(ctx, 64, "the prices of a table")
                       : gvc_builder_note(ctx, b, "rows were divided by the price indices of %s",
                                          prices->name);
    for (size_t k = 0; k < sizeof facts / sizeof *facts && s == GVC_OK; k++) {
        s = gvc_builder_set_attribute(ctx, b, &facts[k]);
    }
    gvc_text_free(&text);
    return s;
}

static void divide(gvc_table *t, const double *by)
{
    divide_rows(&t->z, by);
    divide_rows(&t->y, by);
    for (gvc_idx i = 0; t->x_given != NULL && i < t->z.rows; i++) {
        t->x_given[i] /= by[i];
    }
}

gvc_status gvc_table_deflate(gvc_ctx *ctx, gvc_table **out, gvc_table *t, const gvc_prices *prices,
                             const char *to)
{
    gvc_builder *b = NULL;
    gvc_status s = gvc_table_reopen(ctx, &b, t);
    if (s == GVC_OK) {
        s = check(ctx, b->table, prices);
    }
    if (s == GVC_OK) {
        divide(b->table, prices->index);
        s = record(ctx, b, prices, to);
    }
    if (s == GVC_OK) {
        s = drop_primary(ctx, b);
    }
    if (s == GVC_OK) {
        s = note_negative(ctx, b);
    }
    if (s == GVC_OK) {
        return gvc_builder_seal(ctx, b, out);
    }
    gvc_builder_free(b);
    return s;
}
