/* local.c - L = (I - A_ss)^-1 for every block: the economy of each country closed to trade */
#include "alloc.h"
#include "blas.h"
#include "system.h"

struct gvc_local {
    gvc_idx blocks;
    gvc_idx *offset;
    double **inverse; /* blocks, each contiguous; all in one allocation */
    double *data;
};

static size_t count_numbers(const gvc_idx *offset, gvc_idx blocks)
{
    size_t numbers = 0;
    for (gvc_idx g = 0; g < blocks; g++) {
        size_t size = (size_t)(offset[g + 1] - offset[g]);
        numbers += size * size;
    }
    return numbers;
}

size_t gvc_local_bytes(const gvc_idx *offset, gvc_idx blocks)
{
    return count_numbers(offset, blocks) * sizeof(double);
}

/* Where the block feeds on itself; m: scratch of its size. */
static gvc_idx critical_row(const gvc_system *system, gvc_idx g, gvc_dense *m)
{
    gvc_idx size = m->rows, offset[2] = {0, size}, where = -1;
    double *ones = gvc_malloc((size_t)size, sizeof *ones);
    gvc_system_fill_block(system, g, m);
    for (gvc_idx i = 0; i < size && ones != NULL; i++) {
        for (gvc_idx j = 0; j < size; j++) {
            m->data[i * size + j] = (i == j ? 1.0 : 0.0) - m->data[i * size + j];
        }
        ones[i] = 1;
    }
    if (ones != NULL) {
        gvc_system own = {size, 1, offset, ones, *m, NULL};
        where = gvc_critical_row(&own);
    }
    gvc_release(ones);
    return where < 0 ? -1 : system->offset[g] + where;
}

static gvc_report invert_block(gvc_local *l, const gvc_system *system, gvc_idx g)
{
    gvc_idx size = l->offset[g + 1] - l->offset[g];
    gvc_dense m = {l->inverse[g], size, size, size};
    gvc_system_fill_block(system, g, &m);
    gvc_report report = gvc_invert(&m);
    if (report.code == GVC_MAT_SINGULAR) {
        report.where = critical_row(system, g, &m);
    }
    return report;
}

gvc_report gvc_local_new(gvc_local **out, const gvc_system *system)
{
    const gvc_idx *offset = system->offset;
    gvc_idx blocks = system->blocks;
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    if (!gvc_blas_has_room()) {
        report.code = GVC_MAT_NO_ROOM;
        return report;
    }
    gvc_local *l = gvc_calloc(1, sizeof *l);
    if (l == NULL) {
        return report;
    }
    l->blocks = blocks;
    l->offset = gvc_malloc((size_t)blocks + 1, sizeof *l->offset);
    l->inverse = gvc_malloc((size_t)blocks, sizeof *l->inverse);
    l->data = gvc_malloc(count_numbers(offset, blocks), sizeof *l->data);
    if (l->offset == NULL || l->inverse == NULL || l->data == NULL) {
        goto done;
    }
    double *next = l->data;
    l->offset[0] = offset[0];
    report.code = GVC_MAT_OK;
    for (gvc_idx g = 0; g < blocks && report.code == GVC_MAT_OK; g++) {
        gvc_idx size = offset[g + 1] - offset[g];
        l->offset[g + 1] = offset[g + 1];
        l->inverse[g] = next;
        next += size * size;
        report = invert_block(l, system, g);
    }
    if (report.code == GVC_MAT_OK) {
        *out = l;
        l = NULL;
    }
done:
    gvc_local_free(l);
    return report;
}

gvc_dense gvc_local_block(const gvc_local *l, gvc_idx s)
{
    gvc_idx size = l->offset[s + 1] - l->offset[s];
    return (gvc_dense){l->inverse[s], size, size, size};
}

void gvc_local_right(const gvc_local *l, const gvc_dense *f, gvc_dense *y)
{
    for (gvc_idx g = 0; g < l->blocks; g++) {
        gvc_dense block = gvc_local_block(l, g);
        gvc_dense from = {f->data + l->offset[g], f->rows, block.rows, f->stride};
        gvc_dense to = {y->data + l->offset[g], f->rows, block.rows, y->stride};
        gvc_times_transposed(1.0, &from, &block, 0.0, &to);
    }
}

void gvc_local_left(const gvc_local *l, const double *v, double *w)
{
    for (gvc_idx g = 0; g < l->blocks; g++) {
        gvc_dense block = gvc_local_block(l, g);
        gvc_row_times(v + l->offset[g], &block, w + l->offset[g]);
    }
}

void gvc_local_free(gvc_local *l)
{
    if (l != NULL) {
        gvc_release(l->offset);
        gvc_release(l->inverse);
        gvc_release(l->data);
        gvc_release(l);
    }
}
