/* symmetric.c - from supply and use to a symmetric table, one country after the other
 *
 * T is block diagonal, so Z needs one small T at a time: columns of U (A, B) or rows of U (C, D)
 * are copied panel by panel and multiplied back to where they came from. Nothing of the size of the
 * whole supply-use matrix is ever held. */
#include <gvc/symmetric.h>
#include <math.h>
#include <string.h>

#include "base/base.h"
#include "blas.h"
#include "table/transform.h"

enum { PANEL = 256 /* rows or columns of U that are multiplied at once */ };

typedef struct job {
    gvc_transform t;
    gvc_symmetric *out;
    double *panel;
} job;

const char *gvc_sut_model_name(char model)
{
    static const char *const names[] = {"product technology", "industry technology",
                                        "fixed industry sales structure",
                                        "fixed product sales structure"};
    return model >= 'A' && model <= 'D' ? names[model - 'A'] : NULL;
}

bool gvc_sut_by_product(char model)
{
    return model == 'A' || model == 'B';
}

/* ---- sizes ----------------------------------------------------------------------------------- */
static gvc_idx count_of(const gvc_idx *offset, gvc_idx c)
{
    return offset[c + 1] - offset[c];
}

static size_t panel_values(const gvc_supply_use *s)
{
    gvc_idx i = gvc_transform_most(s, s->industry), p = gvc_transform_most(s, s->product);
    return (size_t)(i > p ? i : p) * PANEL;
}

size_t gvc_symmetric_bytes(const gvc_supply_use *s)
{
    return gvc_transform_bytes(s) + panel_values(s) * sizeof(double);
}

static bool is(const gvc_dense *m, gvc_idx rows, gvc_idx cols)
{
    return m->rows == rows && m->cols == cols && m->stride >= cols;
}

static gvc_status check(gvc_ctx *ctx, const gvc_supply_use *s, char model, const gvc_symmetric *out)
{
    if (gvc_sut_model_name(model) == NULL) {
        return gvc_fail(ctx, GVC_EARG, "model '%c', expected A, B, C or D", model);
    }
    gvc_idx i = s->industry[s->countries], p = s->product[s->countries];
    if (!gvc_blas_fits(i) || !gvc_blas_fits(p)) {
        return gvc_fail(ctx, GVC_ESHAPE, "more industries or products than BLAS can count");
    }
    gvc_idx n = gvc_sut_by_product(model) ? p : i;
    if (!is(&s->use, p, i) || s->final_use.rows != p || s->primary.cols != i ||
        !is(&out->z, n, n) || !is(&out->y, n, s->final_use.cols) ||
        !is(&out->v, s->primary.rows, n) || out->e.rows != s->extension.rows ||
        (out->e.rows > 0 && (!is(&out->e, s->extension.rows, n) || s->extension.cols != i))) {
        return gvc_fail(ctx, GVC_ESHAPE,
                        "supply and use of %lld industries and %lld products: the matrices have "
                        "other dimensions",
                        (long long)i, (long long)p);
    }
    for (gvc_idx c = 0; c < s->countries; c++) {
        bool same = count_of(s->industry, c) == count_of(s->product, c);
        bool fixed = gvc_sut_by_product(model) ? out->v.rows > 0 && out->v.data == s->primary.data
                                               : out->y.data == s->final_use.data;
        if (!same && (out->z.data == s->use.data || fixed)) {
            return gvc_fail(ctx, GVC_EARG, "use of %s cannot be turned in its place", s->names[c]);
        }
    }
    return GVC_OK;
}

/* ---- the make matrices ----------------------------------------------------------------------- */
static bool is_diagonal(const gvc_supply_use *s)
{
    const double *v = s->make;
    for (gvc_idx c = 0; c < s->countries; c++) {
        gvc_idx n = count_of(s->industry, c), m = count_of(s->product, c);
        if (n != m) {
            return false;
        }
        for (gvc_idx i = 0; i < n; i++) {
            for (gvc_idx j = 0; j < n; j++, v++) {
                if (*v != 0 && i != j) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* ---- products with U, Y and W ---------------------------------------------------------------- */
static gvc_dense part(const gvc_dense *m, gvc_idx row, gvc_idx rows, gvc_idx col, gvc_idx cols)
{
    return (gvc_dense){m->data + row * m->stride + col, rows, cols, m->stride};
}

/* What is in the panel is a copy, so that the product may go to where it came from. */
static gvc_dense copy(const job *j, const gvc_dense *m)
{
    gvc_dense to = {j->panel, m->rows, m->cols, m->cols > 0 ? m->cols : 1};
    for (gvc_idx i = 0; i < m->rows; i++) {
        memcpy(to.data + i * to.stride, m->data + i * m->stride, (size_t)m->cols * sizeof *to.data);
    }
    return to;
}

static gvc_dense t_of(const job *j)
{
    gvc_idx stride = j->t.products > 0 ? j->t.products : 1;
    return (gvc_dense){j->t.t, j->t.industries, j->t.products, stride};
}

/* Columns of the present country: to[:, products] = from[:, industries] T. */
static void turn_columns(const job *j, const gvc_dense *from, const gvc_dense *to)
{
    gvc_idx industry = j->t.s->industry[j->t.country], product = j->t.s->product[j->t.country];
    const gvc_dense t = t_of(j);
    for (gvc_idx i = 0; i < from->rows; i += PANEL) {
        gvc_idx rows = from->rows - i < PANEL ? from->rows - i : PANEL;
        gvc_dense old = part(from, i, rows, industry, j->t.industries);
        gvc_dense panel = copy(j, &old), fresh = part(to, i, rows, product, j->t.products);
        gvc_times(1, &panel, &t, 0, &fresh);
    }
}

/* Rows of the present country: to[industries, :] = T from[products, :]. */
static void turn_rows(const job *j, const gvc_dense *from, const gvc_dense *to)
{
    gvc_idx industry = j->t.s->industry[j->t.country], product = j->t.s->product[j->t.country];
    const gvc_dense t = t_of(j);
    for (gvc_idx k = 0; k < from->cols; k += PANEL) {
        gvc_idx cols = from->cols - k < PANEL ? from->cols - k : PANEL;
        gvc_dense old = part(from, product, j->t.products, k, cols);
        gvc_dense panel = copy(j, &old), fresh = part(to, industry, j->t.industries, k, cols);
        gvc_times(1, &t, &panel, 0, &fresh);
    }
}

static double absolute(const double *m, gvc_idx count, gvc_idx step)
{
    double sum = 0;
    for (gvc_idx i = 0; i < count; i++) {
        sum += fabs(m[i * step]);
    }
    return sum;
}

static bool is_empty(const double *t, gvc_idx count, gvc_idx step)
{
    return absolute(t, count, step) == 0;
}

/* What a zero row (A, B) or column (C, D) of T lets fall, before it does. */
static void count_lost(job *j)
{
    const gvc_supply_use *s = j->t.s;
    bool by_product = gvc_sut_by_product(j->t.model);
    for (gvc_idx k = 0; k < (by_product ? j->t.industries : j->t.products); k++) {
        double sum = 0;
        if (by_product && is_empty(j->t.t + k * j->t.products, j->t.products, 1)) {
            gvc_idx at = s->industry[j->t.country] + k;
            sum = absolute(s->use.data + at, s->use.rows, s->use.stride) +
                  absolute(s->primary.data + at, s->primary.rows, s->primary.stride);
        } else if (!by_product && is_empty(j->t.t + k, j->t.industries, j->t.products)) {
            gvc_idx at = s->product[j->t.country] + k;
            sum = absolute(s->use.data + at * s->use.stride, s->use.cols, 1) +
                  absolute(s->final_use.data + at * s->final_use.stride, s->final_use.cols, 1);
        }
        j->out->lost += sum > 0;
        j->out->lost_sum += sum;
    }
}

static void turn(job *j)
{
    const gvc_supply_use *s = j->t.s;
    count_lost(j);
    if (gvc_sut_by_product(j->t.model)) {
        turn_columns(j, &s->use, &j->out->z);
        turn_columns(j, &s->primary, &j->out->v);
        turn_columns(j, &s->extension, &j->out->e);
    } else {
        turn_rows(j, &s->use, &j->out->z);
        turn_rows(j, &s->final_use, &j->out->y);
    }
}

/* ---- the whole ------------------------------------------------------------------------------- */
static void put(const gvc_dense *from, const gvc_dense *to)
{
    for (gvc_idx i = 0; from->data != to->data && i < from->rows; i++) {
        memcpy(to->data + i * to->stride, from->data + i * from->stride,
               (size_t)from->cols * sizeof *to->data);
    }
}

static void count_negatives(const gvc_dense *m, gvc_idx *count, double *sum)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        const double *row = m->data + i * m->stride;
        for (gvc_idx k = 0; k < m->cols; k++) {
            *count += row[k] < 0;
            *sum += row[k] < 0 ? row[k] : 0;
        }
    }
}

static gvc_status run(gvc_ctx *ctx, job *j)
{
    gvc_status status = GVC_OK;
    const gvc_supply_use *s = j->t.s;
    count_negatives(&s->use, &j->out->negative_use, &j->out->negative_use_sum);
    for (gvc_idx c = 0; status == GVC_OK && c < s->countries; c++) {
        status = gvc_transform_next(ctx, &j->t, c);
        if (status == GVC_OK) {
            turn(j);
            status = gvc_progress(ctx, "making the table symmetric", (uint64_t)c,
                                  (uint64_t)s->countries);
        }
    }
    if (status == GVC_OK && gvc_sut_by_product(j->t.model)) {
        put(&s->final_use, &j->out->y);
    } else if (status == GVC_OK) {
        put(&s->primary, &j->out->v);
        put(&s->extension, &j->out->e);
    }
    if (status == GVC_OK) {
        count_negatives(&j->out->z, &j->out->negative_z, &j->out->negative_z_sum);
    }
    return status;
}

gvc_status gvc_symmetric_make(gvc_ctx *ctx, const gvc_supply_use *s, char model, gvc_symmetric *out)
{
    *out = (gvc_symmetric){.z = out->z, .y = out->y, .v = out->v, .e = out->e};
    gvc_status status = check(ctx, s, model, out);
    if (status == GVC_OK && is_diagonal(s)) {
        out->diagonal = true;
        put(&s->use, &out->z);
        put(&s->final_use, &out->y);
        put(&s->primary, &out->v);
        put(&s->extension, &out->e);
        return GVC_OK;
    }
    size_t bytes = gvc_symmetric_bytes(s);
    if (status == GVC_OK) {
        status = gvc_need_memory(ctx, bytes, "the step from supply and use to a symmetric table");
    }
    if (status != GVC_OK) {
        return status;
    }
    job j = {.out = out, .panel = gvc_malloc(panel_values(s), sizeof *j.panel)};
    bool room = gvc_transform_begin(&j.t, s, model) && j.panel != NULL;
    status = room ? run(ctx, &j) : gvc_fail_memory(ctx, bytes, "a symmetric table");
    gvc_transform_end(&j.t);
    gvc_release(j.panel);
    return status;
}
