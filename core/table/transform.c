/* transform.c - T of one country
 *
 * D = V diag(q)^-1 holds the market shares of industries, B = diag(g)^-1 V their mixes of products.
 * These are T of models D and B; of A and C it is (D')^-1 and (B')^-1, which is the textbook's
 * (V')^-1 diag(q) and diag(g) (V')^-1 without the size of the industries in what is inverted. */
#include "table/transform.h"

#include <math.h>
#include <string.h>

#include "factor.h"

/* 1-norm condition number from which an inverse has no digit left that could be trusted. */
static const double hopeless = 1e13;

gvc_idx gvc_transform_most(const gvc_supply_use *s, const gvc_idx *offset)
{
    gvc_idx most = 1;
    for (gvc_idx c = 0; c < s->countries; c++) {
        gvc_idx count = offset[c + 1] - offset[c];
        most = count > most ? count : most;
    }
    return most;
}

size_t gvc_transform_bytes(const gvc_supply_use *s)
{
    double i = (double)gvc_transform_most(s, s->industry);
    double p = (double)gvc_transform_most(s, s->product), more = i > p ? i : p;
    /* In double: what overflows is beyond any limit. */
    double bytes = (i * p + more * more + 6 * more) * (double)sizeof(double);
    return bytes < (double)(SIZE_MAX / 4) ? (size_t)bytes : SIZE_MAX / 4;
}

bool gvc_transform_begin(gvc_transform *t, const gvc_supply_use *s, char model)
{
    size_t i = (size_t)gvc_transform_most(s, s->industry);
    size_t p = (size_t)gvc_transform_most(s, s->product), more = i > p ? i : p;
    *t = (gvc_transform){.s = s, .model = model};
    t->t = gvc_malloc(i * p, sizeof *t->t);
    t->factors = gvc_malloc(more * more, sizeof *t->factors);
    t->row = gvc_malloc(more, sizeof *t->row);
    t->q = gvc_malloc(p, sizeof *t->q);
    t->g = gvc_malloc(i, sizeof *t->g);
    t->rows = gvc_malloc(i, sizeof *t->rows);
    t->cols = gvc_malloc(p, sizeof *t->cols);
    t->pivot = gvc_malloc(more, sizeof *t->pivot);
    return t->t != NULL && t->factors != NULL && t->row != NULL && t->q != NULL && t->g != NULL &&
           t->rows != NULL && t->cols != NULL && t->pivot != NULL;
}

void gvc_transform_end(gvc_transform *t)
{
    gvc_release(t->t);
    gvc_release(t->factors);
    gvc_release(t->row);
    gvc_release(t->q);
    gvc_release(t->g);
    gvc_release(t->rows);
    gvc_release(t->cols);
    gvc_release(t->pivot);
    *t = (gvc_transform){0};
}

/* q and g of the present country. */
static void add_up(gvc_transform *t)
{
    memset(t->q, 0, (size_t)t->products * sizeof *t->q);
    for (gvc_idx i = 0; i < t->industries; i++) {
        t->g[i] = 0;
        for (gvc_idx p = 0; p < t->products; p++) {
            t->g[i] += t->make[i * t->products + p];
            t->q[p] += t->make[i * t->products + p];
        }
    }
}

static bool holds(const double *v, gvc_idx count, gvc_idx step)
{
    gvc_idx i = 0;
    while (i < count && v[i * step] == 0) {
        i++;
    }
    return i < count;
}

/* V with every row divided by g (B, C) or every column by q (A, D). */
static void divide(gvc_transform *t)
{
    bool mixes = t->model == 'B' || t->model == 'C';
    for (gvc_idx i = 0; i < t->industries; i++) {
        for (gvc_idx p = 0; p < t->products; p++) {
            double by = mixes ? t->g[i] : t->q[p];
            gvc_idx at = i * t->products + p;
            t->t[at] = by == 0 ? 0 : t->make[at] / by;
        }
    }
}

static double column_norm(const double *m, gvc_idx n)
{
    double most = 0;
    for (gvc_idx k = 0; k < n; k++) {
        double sum = 0;
        for (gvc_idx i = 0; i < n; i++) {
            sum += fabs(m[i * n + k]);
        }
        most = fmax(most, sum);
    }
    return most;
}

/* Factors of the rows and columns of T that are not empty. */
static gvc_status factor(gvc_ctx *ctx, gvc_transform *t, gvc_idx n)
{
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx p = 0; p < n; p++) {
            t->factors[i * n + p] = t->t[t->rows[i] * t->products + t->cols[p]];
        }
    }
    double norm = column_norm(t->factors, n);
    bool good = n == 0 || (gvc_factor(t->factors, n, t->pivot) < 0 &&
                           gvc_factor_condition(t->factors, n, norm) < hopeless);
    return good ? GVC_OK
                : gvc_fail(ctx, GVC_ESINGULAR,
                           "model %c needs the inverse of the make matrix, and that of %s has "
                           "none: some of its industries make the same mix of products; models B "
                           "and D need none",
                           t->model, t->s->names[t->country]);
}

/* T becomes (T')^-1 over what is not empty: row i solves T x = e_i. */
static gvc_status invert(gvc_ctx *ctx, gvc_transform *t)
{
    gvc_idx rows = 0, cols = 0;
    for (gvc_idx i = 0; i < t->industries; i++) {
        t->rows[rows] = i;
        rows += holds(t->make + i * t->products, t->products, 1);
    }
    for (gvc_idx p = 0; p < t->products; p++) {
        t->cols[cols] = p;
        cols += holds(t->make + p, t->industries, t->products);
    }
    if (rows != cols) {
        return gvc_fail(ctx, GVC_ESHAPE,
                        "model %c needs as many products as industries; %s makes %lld products in "
                        "%lld industries; models B and D take any numbers",
                        t->model, t->s->names[t->country], (long long)cols, (long long)rows);
    }
    gvc_status status = factor(ctx, t, rows);
    if (status == GVC_OK) {
        memset(t->t, 0, (size_t)(t->industries * t->products) * sizeof *t->t);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < rows; i++) {
        memset(t->row, 0, (size_t)rows * sizeof *t->row);
        t->row[i] = 1;
        gvc_factor_solve(t->factors, rows, t->pivot, false, t->row, 1, rows);
        for (gvc_idx p = 0; p < rows; p++) {
            t->t[t->rows[i] * t->products + t->cols[p]] = t->row[p];
        }
    }
    return status;
}

gvc_status gvc_transform_next(gvc_ctx *ctx, gvc_transform *t, gvc_idx c)
{
    t->make = c == 0 ? t->s->make : t->make + t->industries * t->products;
    t->country = c;
    t->industries = t->s->industry[c + 1] - t->s->industry[c];
    t->products = t->s->product[c + 1] - t->s->product[c];
    add_up(t);
    divide(t);
    return t->model == 'A' || t->model == 'C' ? invert(ctx, t) : GVC_OK;
}
