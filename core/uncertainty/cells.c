#include "uncertainty/cells.h"

#include <math.h>
#include <string.h>

/* The cell in row i and column j of Z and final use side by side. */
static double cell(const gvc_table *t, gvc_idx i, gvc_idx j)
{
    gvc_idx n = t->z.cols;
    return j < n ? t->z.data[i * t->z.stride + j] : t->y.data[i * t->y.stride + j - n];
}

/* How many cells are not 0, and their mean size. Rows without output do not count. */
static gvc_idx count_cells(const gvc_table *t, gvc_idx width, double *mean)
{
    gvc_idx count = 0;
    double sum = 0;
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        for (gvc_idx j = 0; j < width && t->x[i] != 0; j++) {
            double value = fabs(cell(t, i, j));
            count += value != 0;
            sum += value;
        }
    }
    *mean = count == 0 ? 0 : sum / (double)count;
    return count;
}

/* Of the logarithm, for a relative standard deviation of the cell itself. */
static double sigma_of(double rel)
{
    return sqrt(log1p(rel * rel));
}

static double rel_of(const gvc_uncertainty_options *u, double value, double mean)
{
    double rel = u->rel * pow(fabs(value) / mean, -u->power);
    return fmin(fmax(rel, u->rel / 10), 10 * u->rel);
}

/* rel: by block, or NULL. */
static void list_cells(gvc_cells *c, const gvc_uncertainty_options *u, const float *rel)
{
    const gvc_table *t = c->t;
    gvc_idx next = 0;
    for (gvc_idx i = 0; i < t->z.rows; i++) {
        c->start[i] = next;
        for (gvc_idx j = 0; j < c->width && t->x[i] != 0; j++) {
            gvc_idx at = i * c->width + j;
            double value = cell(t, i, j);
            if (value == 0 || (rel != NULL && !(rel[at] > 0))) {
                continue;
            }
            if (!c->one) {
                c->sigma[next] =
                    sigma_of(rel != NULL ? (double)rel[at] : rel_of(u, value, c->mean));
            }
            c->at[next++] = at;
        }
    }
    c->count = c->start[t->z.rows] = next;
}

size_t gvc_cells_bytes(const gvc_table *t)
{
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY);
    return 2 * gvc_table_bytes(n, n + gvc_table_count(t, GVC_FINAL_USE));
}

static gvc_status mark_blocks(gvc_ctx *ctx, const gvc_table *t, const gvc_uncertainty_options *u,
                              gvc_idx width, float **rel)
{
    size_t all = (size_t)t->z.rows * (size_t)width;
    *rel = u->rule == GVC_ERROR_BLOCKS ? gvc_calloc(all, sizeof **rel) : NULL;
    if (u->rule != GVC_ERROR_BLOCKS) {
        return GVC_OK;
    }
    return *rel == NULL ? gvc_fail_memory(ctx, all * sizeof **rel, "the errors of the cells")
                        : gvc_error_blocks_mark(ctx, t, u->blocks, u->block_count, *rel);
}

gvc_status gvc_cells_new(gvc_ctx *ctx, gvc_cells *out, const gvc_table *t,
                         const gvc_uncertainty_options *u)
{
    gvc_cells *c = out;
    float *rel = NULL;
    *c = (gvc_cells){.t = t, .width = t->z.cols + t->y.cols, .one = u->rule == GVC_ERROR_REL};
    gvc_idx count = count_cells(t, c->width, &c->mean);
    gvc_status status = mark_blocks(ctx, t, u, c->width, &rel);
    if (status == GVC_OK) {
        size_t numbers = c->one ? 1 : (size_t)count;
        c->at = gvc_malloc((size_t)count, sizeof *c->at);
        c->sigma = gvc_malloc(numbers, sizeof *c->sigma);
        c->start = gvc_calloc((size_t)t->z.rows + 1, sizeof *c->start);
        if (c->at == NULL || c->sigma == NULL || c->start == NULL) {
            status = gvc_fail_memory(ctx, ((size_t)count + numbers) * sizeof *c->sigma,
                                     "the errors of the cells");
        }
    }
    if (status == GVC_OK) {
        if (c->one) {
            c->sigma[0] = sigma_of(u->rel);
        }
        if (!c->one || c->sigma[0] > 0) { /* else all cells are sure */
            list_cells(c, u, rel);
        }
    }
    gvc_release(rel);
    return status;
}

void gvc_cells_free(gvc_cells *c)
{
    gvc_release(c->start);
    gvc_release(c->at);
    gvc_release(c->sigma);
    *c = (gvc_cells){0};
}
