/* bm_work.c - products and cut systems of one exporter, and what chosen terms need */
#include <string.h>

#include "methods/bm.h"
#include "methods/exports.h"

enum { PARTS = 2 * GVC_BM_PRODUCTS + 3 };

/* How many numbers each part of the scratch has. */
typedef struct part {
    double **to;
    size_t count;
} part;

static void list_parts(const gvc_model *m, bool inverse, gvc_bm_work *w, part parts[PARTS])
{
    size_t most = (size_t)gvc_model_most(m), blocks = (size_t)m->blocks, n = (size_t)m->n;
    for (int k = 0; k < GVC_BM_PRODUCTS; k++) {
        parts[2 * k] = (part){&w->scaled[k], n};
        parts[2 * k + 1] = (part){&w->products[k], most * blocks};
    }
    parts[2 * GVC_BM_PRODUCTS] = (part){&w->block, inverse ? most * most : 0};
    parts[2 * GVC_BM_PRODUCTS + 1] = (part){&w->solve, inverse ? blocks * most : 0};
    parts[2 * GVC_BM_PRODUCTS + 2] = (part){&w->importer, inverse ? n : 0};
}

size_t gvc_bm_work_bytes(const gvc_model *m, bool inverse)
{
    gvc_bm_work w = {0};
    part parts[PARTS];
    size_t numbers = 0;
    list_parts(m, inverse, &w, parts);
    for (int k = 0; k < PARTS; k++) {
        numbers += parts[k].count;
    }
    return numbers * sizeof(double);
}

static void free_work(gvc_bm_work *w)
{
    for (int k = 0; k < GVC_BM_PRODUCTS; k++) {
        gvc_release(w->scaled[k]);
        gvc_release(w->products[k]);
    }
    gvc_release(w->block);
    gvc_release(w->solve);
    gvc_release(w->importer);
    *w = (gvc_bm_work){0};
}

static gvc_status new_work(gvc_ctx *ctx, const gvc_model *m, bool inverse, gvc_bm_work *w)
{
    part parts[PARTS];
    *w = (gvc_bm_work){0};
    list_parts(m, inverse, w, parts);
    for (int k = 0; k < PARTS; k++) {
        size_t count = parts[k].count;
        *parts[k].to = count == 0 ? NULL : gvc_calloc(count, sizeof(double));
        if (*parts[k].to == NULL && count > 0) {
            free_work(w);
            return gvc_fail_memory(ctx, count * sizeof(double), "one exporter at a time");
        }
    }
    return GVC_OK;
}

gvc_status gvc_bm_works_new(gvc_ctx *ctx, const gvc_model *m, bool inverse, int workers,
                            gvc_bm_work **out)
{
    gvc_status status = GVC_OK;
    *out = gvc_calloc((size_t)workers, sizeof **out);
    if (*out == NULL) {
        return gvc_fail_memory(ctx, (size_t)workers * sizeof **out, "the exporters");
    }
    for (int k = 0; k < workers && status == GVC_OK; k++) {
        status = new_work(ctx, m, inverse, &(*out)[k]);
    }
    return status;
}

void gvc_bm_works_free(gvc_bm_work *works, int workers)
{
    for (int k = 0; k < workers && works != NULL; k++) {
        free_work(&works[k]);
    }
    gvc_release(works);
}

void gvc_bm_times(const gvc_model *m, gvc_idx s, const double *const *p, int count, gvc_bm_work *w)
{
    gvc_exports_times(m, s, p, count, w->scaled, w->products);
}

gvc_report gvc_bm_importer(const gvc_model *m, gvc_idx s, gvc_bm_work *w)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_idx size = gvc_model_size(m, s), first = m->offset[s];
    if (size == 0) {
        return report;
    }
    gvc_dense own = gvc_model_inverse_block(m, s, s), block = {w->block, size, size, size};
    gvc_dense sides = {w->solve, m->blocks, size, size};
    for (gvc_idx i = 0; i < size; i++) {
        memcpy(block.data + i * size, own.data + i * own.stride, (size_t)size * sizeof(double));
    }
    for (gvc_idx r = 0; r < m->blocks; r++) {
        memcpy(sides.data + r * size, m->by.data + r * m->by.stride + first,
               (size_t)size * sizeof(double));
    }
    report = gvc_solve_right(&block, &sides);
    report.where = report.where < 0 ? -1 : report.where + first;
    for (gvc_idx r = 0; r < m->blocks && report.code == GVC_MAT_OK; r++) {
        gvc_dense b = gvc_model_inverse_block(m, r, s);
        const double *absorbed = m->by.data + r * m->by.stride;
        if (b.rows > 0) {
            gvc_rows_times(&b, sides.data + r * size, w->importer + m->offset[r]);
        }
        for (gvc_idx i = m->offset[r]; i < m->offset[r + 1]; i++) {
            w->importer[i] = r == s ? 0 : absorbed[i] - w->importer[i];
        }
    }
    return report;
}
