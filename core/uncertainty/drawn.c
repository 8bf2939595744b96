/* drawn.c - tables drawn from the errors of the cells of one */
#include <string.h>

#include "base/random.h"
#include "uncertainty/cells.h"

/* z, y, x, v, one after the other. */
static size_t numbers_of(const gvc_table *t)
{
    size_t n = (size_t)gvc_table_count(t, GVC_INDUSTRY);
    return n * (n + (size_t)gvc_table_count(t, GVC_FINAL_USE)) + 2 * n;
}

size_t gvc_drawn_bytes(const gvc_table *t)
{
    return numbers_of(t) * sizeof(double);
}

/* Copies the rows of `from` side by side; the end of it in `to` comes back. */
static double *take(const gvc_dense *from, double *to, gvc_dense *view)
{
    for (gvc_idx i = 0; i < from->rows; i++) {
        memcpy(to + i * from->cols, from->data + i * from->stride, (size_t)from->cols * sizeof *to);
    }
    *view = (gvc_dense){to, from->rows, from->cols, from->cols};
    return to + from->rows * from->cols;
}

gvc_status gvc_drawn_new(gvc_ctx *ctx, gvc_drawn *out, const gvc_cells *c)
{
    const gvc_table *t = c->t;
    *out = (gvc_drawn){.table = *t, .memory = gvc_malloc(numbers_of(t), sizeof(double))};
    if (out->memory == NULL) {
        return gvc_fail_memory(ctx, gvc_drawn_bytes(t), "a drawn table");
    }
    double *next = take(&t->z, out->memory, &out->table.z);
    next = take(&t->y, next, &out->table.y);
    out->table.x = next;
    if (!gvc_table_has_primary(t)) {
        out->table.v = (gvc_dense){next + t->z.rows, 1, t->z.rows, t->z.rows};
    }
    return GVC_OK;
}

/* Some cells at once, so that what is made of them stays near. */
enum { AT_ONCE = 2048 };

/* Cells first .. end - 1 of row i; what the row gets more of comes back. v: of the residual, NULL
 * where the table states value added. */
static double put(gvc_drawn *d, const gvc_cells *c, gvc_idx i, gvc_idx first, gvc_idx end,
                  const double *factor, double *v)
{
    const gvc_table *t = c->t;
    gvc_idx n = t->z.cols, row = i * c->width, k = first;
    const double *z = t->z.data + i * t->z.stride, *y = t->y.data + i * t->y.stride;
    double *to_z = d->table.z.data + i * n, *to_y = d->table.y.data + i * t->y.cols, more = 0;
    for (; k < end && c->at[k] < row + n; k++) {
        gvc_idx j = c->at[k] - row;
        double was = z[j], is = was * factor[k - first];
        to_z[j] = is;
        more += is - was;
        if (v != NULL) {
            v[j] -= is - was;
        }
    }
    for (; k < end; k++) {
        gvc_idx j = c->at[k] - row - n;
        to_y[j] = y[j] * factor[k - first];
        more += to_y[j] - y[j];
    }
    return more;
}

uint64_t gvc_drawn_seed(uint64_t seed, gvc_idx ahead)
{
    return ahead == 0 ? seed : gvc_random_key(~seed, (uint64_t)ahead);
}

void gvc_drawn_fill(gvc_drawn *d, const gvc_cells *c, uint64_t seed, gvc_idx draw)
{
    const gvc_table *t = c->t;
    size_t bytes = (size_t)t->z.rows * sizeof(double);
    uint64_t key = gvc_random_key(seed, (uint64_t)draw);
    double factor[AT_ONCE], *v = gvc_table_has_primary(t) ? NULL : d->table.v.data;
    memcpy(d->table.x, t->x, bytes);
    if (v != NULL) {
        memcpy(v, t->v.data, bytes);
    }
    for (gvc_idx k = 0, i = 0; k < c->count; k += AT_ONCE) {
        gvc_idx end = c->count - k < AT_ONCE ? c->count : k + AT_ONCE;
        gvc_random_factors(key, c->at + k, c->sigma + (c->one ? 0 : k), c->one, end - k, factor);
        for (gvc_idx from = k; from < end;) {
            while (c->start[i + 1] <= from) {
                i++;
            }
            gvc_idx to = c->start[i + 1] < end ? c->start[i + 1] : end;
            double more = put(d, c, i, from, to, factor + (from - k), v);
            d->table.x[i] += more;
            if (v != NULL) {
                v[i] += more;
            }
            from = to;
        }
    }
}

void gvc_drawn_free(gvc_drawn *d)
{
    gvc_release(d->memory);
    *d = (gvc_drawn){0};
}
