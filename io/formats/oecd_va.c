/* oecd_va.c - which vector of value added holds the taxes on products */
#include "formats/oecd_va.h"

#include <math.h>
#include <string.h>

/* Value added with taxes misses output less inputs by less than this of their sum: published
 * numbers are rounded. Taxes are about a hundredth of output. */
static const double same_tolerance = 1e-3;

typedef struct work {
    gvc_builder *b;
    const gvc_labels *rows;
    gvc_idx n;
    double *residual, *row;
} work;

static void find_residual(work *w)
{
    const gvc_dense *z = gvc_builder_z(w->b), *y = gvc_builder_y(w->b);
    const double *given = gvc_table_x_given(gvc_builder_so_far(w->b));
    for (gvc_idx i = 0; i < w->n; i++) {
        const double *zi = z->data + i * z->stride, *yi = y->data + i * y->stride;
        double sum = 0;
        for (gvc_idx j = 0; j < w->n; j++) {
            sum += zi[j];
            w->residual[j] -= zi[j];
        }
        for (gvc_idx k = 0; k < y->cols; k++) {
            sum += yi[k];
        }
        w->residual[i] += given != NULL ? given[i] : sum;
    }
}

/* A vector by the industries of the table; those that were left out have to be 0. */
static gvc_status sort_vector(gvc_ctx *ctx, work *w, const char *name, const double *values)
{
    const gvc_table *t = gvc_builder_so_far(w->b);
    double all = 0, kept = 0;
    for (gvc_idx k = 0; k < gvc_labels_count(w->rows); k++) {
        all += fabs(values[k]);
    }
    for (gvc_idx i = 0; i < w->n; i++) {
        gvc_idx at = gvc_labels_find(w->rows, gvc_table_label(t, GVC_INDUSTRY, i));
        w->row[i] = at < 0 ? 0 : values[at];
        kept += fabs(w->row[i]);
    }
    if (all - kept > 1e-9 * all) {
        return gvc_fail(ctx, GVC_EBALANCE,
                        "%s is not 0 in industries that neither sell nor buy anything, %g in all",
                        name, all - kept);
    }
    return GVC_OK;
}

/* Gap to output less inputs, relative to its size. */
static double gap_of(const work *w)
{
    double gap = 0, size = 0;
    for (gvc_idx i = 0; i < w->n; i++) {
        gap += fabs(w->row[i] - w->residual[i]);
        size += fabs(w->residual[i]);
    }
    return size > 0 ? gap / size : 0;
}

static gvc_status add_row(gvc_ctx *ctx, work *w, const char *label, gvc_role role, const char *name,
                          const double *values)
{
    gvc_status status = sort_vector(ctx, w, name, values);
    return status == GVC_OK ? gvc_builder_primary_row(ctx, w->b, label, NULL, role, w->row, NULL)
                            : status;
}

/* Taxes are the difference where no file states them. */
static gvc_status add_difference(gvc_ctx *ctx, work *w, const gvc_oecd_va *with,
                                 const gvc_oecd_va *without)
{
    gvc_status status = sort_vector(ctx, w, with->name, with->values);
    double *taxes = gvc_malloc((size_t)w->n + 1, sizeof *taxes);
    if (taxes == NULL) {
        return gvc_fail_memory(ctx, (size_t)w->n * sizeof *taxes, "a row of a table");
    }
    memcpy(taxes, w->row, (size_t)w->n * sizeof *taxes);
    if (status == GVC_OK) {
        status = sort_vector(ctx, w, without->name, without->values);
    }
    for (gvc_idx i = 0; i < w->n; i++) {
        taxes[i] -= w->row[i];
    }
    if (status == GVC_OK) {
        status = gvc_builder_primary_row(ctx, w->b, "TLS", NULL, GVC_ROLE_TAX, taxes, NULL);
    }
    gvc_release(taxes);
    return status == GVC_OK
               ? gvc_builder_note(ctx, w->b, "row TLS is %s less %s", with->name, without->name)
               : status;
}

/* The first vector that equals output less inputs, and the first that does not. */
static gvc_status compare(gvc_ctx *ctx, work *w, const gvc_oecd_va *vectors, gvc_idx count,
                          const gvc_oecd_va **with, const gvc_oecd_va **without)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; status == GVC_OK && k < count; k++) {
        status = sort_vector(ctx, w, vectors[k].name, vectors[k].values);
        double gap = status == GVC_OK ? gap_of(w) : 0;
        bool same = gap <= same_tolerance;
        const gvc_oecd_va **to = same ? with : without;
        bool taken = status == GVC_OK && *to == NULL;
        *to = taken ? &vectors[k] : *to;
        if (status == GVC_OK && same) {
            status = gvc_builder_note(ctx, w->b,
                                      "%s equals output less inputs: it holds the taxes on "
                                      "products%s",
                                      vectors[k].name, taken ? "" : "; left out");
        } else if (status == GVC_OK) {
            status = gvc_builder_note(ctx, w->b,
                                      "%s differs from output less inputs by %.2g %%: taxes on "
                                      "products are not in it%s",
                                      vectors[k].name, 100 * gap, taken ? "" : "; left out");
        }
    }
    return status;
}

static gvc_status settle(gvc_ctx *ctx, work *w, const gvc_oecd_va *vectors, gvc_idx count,
                         const double *tls)
{
    const gvc_oecd_va *with = NULL, *without = NULL;
    find_residual(w);
    gvc_status status = compare(ctx, w, vectors, count, &with, &without);
    const gvc_oecd_va *taken = without != NULL ? without : with;
    if (status == GVC_OK && taken == without && tls != NULL) {
        status = add_row(ctx, w, "TLS", GVC_ROLE_TAX, "TLS", tls);
    } else if (status == GVC_OK && with != NULL && without != NULL) {
        status = add_difference(ctx, w, with, without);
    } else if (status == GVC_OK && tls != NULL) {
        status = gvc_builder_note(ctx, w->b, "TLS is in %s: left out", with->name);
    }
    return status == GVC_OK && taken != NULL
               ? add_row(ctx, w, "VA", GVC_ROLE_VALUE_ADDED, taken->name, taken->values)
               : status;
}

gvc_status gvc_oecd_value_added(gvc_ctx *ctx, gvc_builder *b, const gvc_labels *rows,
                                const gvc_oecd_va *vectors, gvc_idx count, const double *tls)
{
    work w = {.b = b, .rows = rows, .n = gvc_builder_z(b)->rows};
    w.residual = gvc_calloc((size_t)w.n + 1, sizeof *w.residual);
    w.row = gvc_calloc((size_t)w.n + 1, sizeof *w.row);
    gvc_status status = w.residual == NULL || w.row == NULL
                            ? gvc_fail_memory(ctx, (size_t)w.n * 16, "value added")
                            : settle(ctx, &w, vectors, count, tls);
    gvc_release(w.residual);
    gvc_release(w.row);
    return status;
}
