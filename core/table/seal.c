/* seal.c - closing a table: checks, output x = Z 1 + Y 1, residual value added VA = x - Z' 1; one
 * pass over the matrices
 *
 * Nothing is copied: the matrices move from the builder to the table. */
#include <math.h>

#include "table/sums.h"
#include "table/table.h"

/* A matrix with what messages need to name its cells. */
typedef struct block {
    const char *name;
    const gvc_dense *m;
    gvc_axis rows, cols;
} block;

static gvc_status check_labels(gvc_ctx *ctx, const gvc_table *t)
{
    if (gvc_table_count(t, GVC_INDUSTRY) == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "the table has no industry; at least one is needed");
    }
    if (gvc_table_count(t, GVC_FINAL_USE) == 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "the table has no final-use column; at least one is needed");
    }
    return GVC_OK;
}

static const char *not_finite(double value)
{
    return isnan(value) ? "nan" : value > 0 ? "inf" : "-inf";
}

/* Row i of the block has a sum that is not finite: which cell did it? */
static gvc_status bad_row(gvc_ctx *ctx, const gvc_table *t, const block *b, gvc_idx i)
{
    const double *row = b->m->data + i * b->m->stride;
    for (gvc_idx j = 0; j < b->m->cols; j++) {
        if (!isfinite(row[j])) {
            return gvc_fail(ctx, GVC_EFORMAT, "%s: row %s, column %s: %s is not a finite number",
                            b->name, gvc_table_label(t, b->rows, i), gvc_table_label(t, b->cols, j),
                            not_finite(row[j]));
        }
    }
    return gvc_fail(ctx, GVC_EFORMAT,
                    "%s: row %s: its cells add up to more than a double can hold; check the units",
                    b->name, gvc_table_label(t, b->rows, i));
}

/* A bad cell makes the sum of its row bad, so looking at the sums finds every one. */
static gvc_status check_rows(gvc_ctx *ctx, const gvc_table *t, const block *b, const double *sums)
{
    for (gvc_idx i = 0; i < b->m->rows; i++) {
        if (!isfinite(sums[i])) {
            return bad_row(ctx, t, b, i);
        }
    }
    return GVC_OK;
}

static gvc_status add_block(gvc_ctx *ctx, const gvc_table *t, const block *b, double *rows,
                            double *cols)
{
    gvc_add_sums(b->m, rows, cols);
    return check_rows(ctx, t, b, rows);
}

static bool has_value(const gvc_dense *m)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        for (gvc_idx j = 0; j < m->cols; j++) {
            if (m->data[i * m->stride + j] != 0) {
                return true;
            }
        }
    }
    return false;
}

/* x = Z 1 + Y 1; inputs, n zeros, become the column sums of Z. */
static gvc_status compute_output(gvc_ctx *ctx, gvc_table *t, const double *stored, double *inputs)
{
    t->x = gvc_calloc((size_t)t->z.rows, sizeof *t->x);
    double *uses = gvc_calloc((size_t)t->y.cols, sizeof *uses);
    if (t->x == NULL || uses == NULL) {
        gvc_release(uses);
        return gvc_fail_memory(ctx, gvc_table_bytes(1, t->z.rows + t->y.cols), "output");
    }
    const block z = {"Z", &t->z, GVC_INDUSTRY, GVC_INDUSTRY};
    const block y = {"Y", &t->y, GVC_INDUSTRY, GVC_FINAL_USE};
    gvc_status s = add_block(ctx, t, &z, t->x, inputs);
    if (s == GVC_OK) {
        s = add_block(ctx, t, &y, t->x, uses);
    }
    gvc_release(uses);
    if (s == GVC_OK && !has_value(&t->z) && !has_value(&t->y)) {
        s = gvc_fail(ctx, GVC_EFORMAT, "the table is all zero");
    }
    if (s == GVC_OK && stored != NULL) {
        s = gvc_table_check_stored(ctx, t, stored);
    }
    double largest = gvc_table_largest(t->x, t->z.rows);
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        t->x[i] = gvc_table_settle(t, i, t->x[i], largest);
    }
    return s;
}

static gvc_status check_block(gvc_ctx *ctx, const gvc_table *t, const block *b)
{
    gvc_idx count = b->m->rows + b->m->cols;
    double *sums = gvc_calloc((size_t)count, sizeof *sums);
    if (sums == NULL) {
        return gvc_fail_memory(ctx, gvc_table_bytes(1, count), "the check of a table");
    }
    gvc_status s = add_block(ctx, t, b, sums, sums + b->m->rows);
    gvc_release(sums);
    return s;
}

static gvc_status check_others(gvc_ctx *ctx, const gvc_table *t)
{
    const block blocks[] = {
        {"V", &t->v, GVC_VALUE_ADDED, GVC_INDUSTRY},
        {"E", &t->e, GVC_EXTENSION, GVC_INDUSTRY},
        {"EY", &t->ey, GVC_EXTENSION, GVC_FINAL_USE},
        {"VY", &t->vy, GVC_VALUE_ADDED, GVC_FINAL_USE},
    };
    for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++) {
        gvc_status s = check_block(ctx, t, &blocks[k]);
        if (s != GVC_OK) {
            return s;
        }
    }
    for (gvc_idx i = 0; t->x_given != NULL && i < t->z.rows; i++) {
        if (!isfinite(t->x_given[i])) {
            return gvc_fail(ctx, GVC_EFORMAT, "given output of %s: %s is not a finite number",
                            gvc_table_label(t, GVC_INDUSTRY, i), not_finite(t->x_given[i]));
        }
    }
    return GVC_OK;
}

/* The row VA = x - column sums of Z. */
static gvc_status compute_va(gvc_ctx *ctx, gvc_table *t, const double *inputs)
{
    gvc_idx n = t->z.rows;
    double *va = gvc_calloc((size_t)n, sizeof *va);
    if (va == NULL) {
        return gvc_fail_memory(ctx, gvc_table_bytes(1, n), "value added");
    }
    gvc_release(t->v.data);
    t->v = (gvc_dense){va, 1, n, n};
    for (gvc_idx j = 0; j < n; j++) {
        va[j] = t->x[j] - inputs[j];
        if (!isfinite(va[j])) {
            return gvc_fail(
                ctx, GVC_EFORMAT,
                "Z: column %s: its cells add up to more than a double can hold; check the units",
                gvc_table_label(t, GVC_INDUSTRY, j));
        }
    }
    return GVC_OK;
}

static gvc_status name_va(gvc_ctx *ctx, gvc_table *t)
{
    t->given_va = gvc_table_count(t, GVC_VALUE_ADDED) > 0;
    return t->given_va ? GVC_OK : gvc_table_push(ctx, t, GVC_VALUE_ADDED, "VA", -1, -1, NULL);
}

/* A gap that cannot be measured here keeps what the reader recorded: a stored table has none of the
 * source's totals any more, but still says how well the source kept its accounts. */
static bool record_gap(gvc_table *t, const char *name, double gap, gvc_idx worst)
{
    if (worst < 0 && gvc_attributes_find(&t->attributes, name) != NULL) {
        return true;
    }
    return gvc_attributes_set_number(&t->attributes, name, gap);
}

static gvc_status record_gaps(gvc_ctx *ctx, gvc_table *t, double *inputs)
{
    gvc_balance balance = {.worst_row = -1, .worst_col = -1};
    gvc_table_gaps(t, inputs, &balance);
    return record_gap(t, "row_gap", balance.row_gap, balance.worst_row) &&
                   record_gap(t, "col_gap", balance.col_gap, balance.worst_col)
               ? GVC_OK
               : gvc_fail(ctx, GVC_ENOMEM, "out of memory at the gaps of the table");
}

/* Input coefficients in the place of flows keep every account: output is what the rows add up to.
 * No column exceeds 1 then, and all of them are next to nothing beside final use. */
static void warn_of_coefficients(gvc_ctx *ctx, const gvc_table *t, const double *inputs)
{
    static const double most_of_output = 0.01, rounding = 1e-6;
    double all = 0, output = 0, most = 0;
    for (gvc_idx j = 0; j < t->z.cols; j++) {
        most = fmax(most, fabs(inputs[j]));
        all += fabs(inputs[j]);
        output += fabs(t->x[j]);
    }
    if (all > 0 && most <= 1 + rounding && all < most_of_output * output) {
        gvc_log(ctx, GVC_WARN,
                "intermediate inputs of every industry add up to at most %.3g, and to %.2g of all "
                "output: they look like coefficients, where flows are expected",
                most, all / output);
    }
}

static gvc_status complete(gvc_ctx *ctx, const gvc_builder *b)
{
    gvc_table *t = b->table;
    if (!b->allocated || t->e.data == NULL) {
        return gvc_fail(ctx, GVC_EARG, "a table is sealed before gvc_builder_allocate");
    }
    double *inputs = gvc_calloc((size_t)t->z.cols, sizeof *inputs);
    if (inputs == NULL) {
        return gvc_fail_memory(ctx, gvc_table_bytes(1, t->z.cols), "the inputs of a table");
    }
    gvc_status s = compute_output(ctx, t, b->x_stored, inputs);
    if (s == GVC_OK) {
        s = check_others(ctx, t);
    }
    if (s == GVC_OK) {
        s = name_va(ctx, t);
    }
    if (s == GVC_OK && !t->given_va) {
        s = compute_va(ctx, t, inputs);
    }
    if (s == GVC_OK) {
        warn_of_coefficients(ctx, t, inputs);
        s = record_gaps(ctx, t, inputs);
    }
    gvc_release(inputs);
    return s;
}

/* Hands the table over if all went well; the builder ends here either way. */
static gvc_status finish(gvc_builder *b, gvc_status s, gvc_table **out)
{
    if (s == GVC_OK) {
        *out = b->table;
        b->table = NULL;
    }
    gvc_builder_free(b);
    return s;
}

gvc_status gvc_builder_seal(gvc_ctx *ctx, gvc_builder *b, gvc_table **out)
{
    gvc_status s = check_labels(ctx, b->table);
    return finish(b, s == GVC_OK ? complete(ctx, b) : s, out);
}

gvc_status gvc_builder_seal_labels(gvc_ctx *ctx, gvc_builder *b, gvc_table **out)
{
    gvc_status s = check_labels(ctx, b->table);
    if (s == GVC_OK && b->allocated) {
        s = gvc_fail(ctx, GVC_EARG, "a table with matrices is sealed with gvc_builder_seal");
    }
    return finish(b, s == GVC_OK ? name_va(ctx, b->table) : s, out);
}
