/* drop.c - taking industries, final-use columns or rows out of a table that is being built, in
 * place; and starting over with its labels */
#include <string.h>

#include "table/table.h"

/* Rows that stay, moved up. */
static void keep_rows(gvc_dense *m, const bool *drop)
{
    gvc_idx to = 0;
    for (gvc_idx i = 0; m->data != NULL && i < m->rows; i++) {
        if (!drop[i]) {
            memmove(m->data + to * m->cols, m->data + i * m->cols,
                    (size_t)m->cols * sizeof(double));
            to++;
        }
    }
    m->rows = m->data == NULL ? m->rows : to;
}

/* Columns that stay, moved left; the rows close up behind them. */
static void keep_columns(gvc_dense *m, const bool *drop)
{
    gvc_idx cols = 0;
    for (gvc_idx j = 0; j < m->cols; j++) {
        cols += !drop[j];
    }
    double *to = m->data;
    for (gvc_idx i = 0; m->data != NULL && i < m->rows; i++) {
        const double *row = m->data + i * m->cols;
        for (gvc_idx j = 0; j < m->cols; j++) {
            if (!drop[j]) {
                *to++ = row[j];
            }
        }
    }
    m->cols = m->stride = cols;
}

static void keep_values(double *x, gvc_idx n, const bool *drop)
{
    gvc_idx to = 0;
    for (gvc_idx i = 0; x != NULL && i < n; i++) {
        if (!drop[i]) {
            x[to++] = x[i];
        }
    }
}

static gvc_status keep_labels(gvc_ctx *ctx, gvc_table_axis *a, const bool *drop)
{
    gvc_labels *kept = gvc_labels_new();
    gvc_idx count = gvc_labels_count(a->labels), to = 0;
    for (gvc_idx i = 0; kept != NULL && i < count; i++) {
        if (!drop[i] && gvc_labels_add(kept, gvc_labels_get(a->labels, i)) < 0) {
            gvc_labels_free(kept);
            kept = NULL;
        }
    }
    if (kept == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * 16, "the labels of a table");
    }
    for (gvc_idx i = 0; i < count; i++) {
        if (drop[i]) {
            gvc_release(a->names[i]);
            continue;
        }
        a->names[to] = a->names[i];
        a->country[to] = a->country[i];
        a->kind[to++] = a->kind[i];
    }
    gvc_labels_free(a->labels);
    a->labels = kept;
    return GVC_OK;
}

/* Countries that nothing belongs to any more. */
static gvc_status drop_countries(gvc_ctx *ctx, gvc_table *t, const bool *drop)
{
    static const gvc_axis owned[] = {GVC_INDUSTRY, GVC_FINAL_USE};
    gvc_idx count = gvc_table_count(t, GVC_COUNTRY), to = 0;
    gvc_idx *now = gvc_malloc((size_t)count + 1, sizeof *now);
    if (now == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *now, "the countries of a table");
    }
    for (gvc_idx c = 0; c < count; c++) {
        now[c] = drop[c] ? -1 : to++;
    }
    gvc_status s = GVC_OK;
    for (size_t k = 0; s == GVC_OK && k < sizeof owned / sizeof *owned; k++) {
        const gvc_table_axis *a = &t->axes[owned[k]];
        for (gvc_idx i = 0; s == GVC_OK && i < gvc_labels_count(a->labels); i++) {
            if (a->country[i] >= 0 && now[a->country[i]] < 0) {
                s = gvc_fail(ctx, GVC_EARG, "country %s is dropped, but %s belongs to it",
                             gvc_table_label(t, GVC_COUNTRY, a->country[i]),
                             gvc_labels_get(a->labels, i));
            }
        }
    }
    if (s == GVC_OK) {
        s = keep_labels(ctx, &t->axes[GVC_COUNTRY], drop);
    }
    for (size_t k = 0; s == GVC_OK && k < sizeof owned / sizeof *owned; k++) {
        const gvc_table_axis *a = &t->axes[owned[k]];
        for (gvc_idx i = 0; i < gvc_labels_count(a->labels); i++) {
            a->country[i] = a->country[i] < 0 ? -1 : now[a->country[i]];
        }
    }
    gvc_release(now);
    return s;
}

/* Is label k of the axis `kinds` named by a label of a that stays (or by any)? */
static bool is_named(const gvc_table_axis *a, gvc_idx k, const bool *drop)
{
    gvc_idx count = gvc_labels_count(a->labels), i = 0;
    while (i < count && (a->kind[i] != k || (drop != NULL && drop[i]))) {
        i++;
    }
    return i < count;
}

/* Sectors or categories that only the dropped labels of `a` named go with them. */
static gvc_status drop_kinds(gvc_ctx *ctx, gvc_table_axis *a, gvc_table_axis *kinds,
                             const bool *drop)
{
    gvc_idx count = gvc_labels_count(kinds->labels), gone = 0;
    bool *unused = gvc_calloc((size_t)count + 1, sizeof *unused);
    gvc_idx *to = gvc_calloc((size_t)count + 1, sizeof *to);
    gvc_status s = unused == NULL || to == NULL
                       ? gvc_fail_memory(ctx, (size_t)count * sizeof *to, "the labels of a table")
                       : GVC_OK;
    for (gvc_idx k = 0; s == GVC_OK && k < count; k++) {
        unused[k] = is_named(a, k, NULL) && !is_named(a, k, drop);
        to[k] = k - gone;
        gone += unused[k];
    }
    if (s == GVC_OK && gone > 0) {
        s = keep_labels(ctx, kinds, unused);
    }
    for (gvc_idx i = 0; s == GVC_OK && gone > 0 && i < gvc_labels_count(a->labels); i++) {
        a->kind[i] = a->kind[i] < 0 ? a->kind[i] : to[a->kind[i]];
    }
    gvc_release(unused);
    gvc_release(to);
    return s;
}

gvc_status gvc_builder_drop(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const bool *drop)
{
    gvc_table *t = b->table;
    gvc_idx n = t->z.rows;
    if (!b->allocated) {
        return gvc_fail(ctx, GVC_EARG, "labels are dropped before gvc_builder_allocate");
    }
    if (axis == GVC_COUNTRY) {
        return drop_countries(ctx, t, drop);
    }
    gvc_axis kinds = axis == GVC_INDUSTRY ? GVC_SECTOR : GVC_CATEGORY;
    gvc_status s =
        axis == GVC_VALUE_ADDED ? GVC_OK : drop_kinds(ctx, &t->axes[axis], &t->axes[kinds], drop);
    if (s == GVC_OK) {
        s = keep_labels(ctx, &t->axes[axis], drop);
    }
    if (s != GVC_OK) {
        return s;
    }
    if (axis == GVC_INDUSTRY) {
        keep_rows(&t->z, drop);
        keep_columns(&t->z, drop);
        keep_rows(&t->y, drop);
        keep_columns(&t->v, drop);
        keep_columns(&t->e, drop);
        keep_values(t->x_given, n, drop);
        keep_values(b->x_stored, n, drop);
    } else if (axis == GVC_FINAL_USE) {
        keep_columns(&t->y, drop);
        keep_columns(&t->vy, drop);
        keep_columns(&t->ey, drop);
    } else {
        keep_rows(&t->v, drop);
        keep_rows(&t->vy, drop);
    }
    /* Memory of rows that went is not kept track of: the next row allocates anew. */
    b->v_room = t->v.rows;
    b->e_room = t->e.rows;
    return GVC_OK;
}

gvc_status gvc_builder_restart(gvc_ctx *ctx, gvc_builder *b)
{
    gvc_builder *fresh = NULL;
    gvc_status s = gvc_builder_new(ctx, &fresh);
    if (s != GVC_OK) {
        return s;
    }
    gvc_table *old = b->table, *t = fresh->table;
    gvc_attributes none = t->attributes;
    t->attributes = old->attributes;
    old->attributes = none;
    t->year = old->year;
    fresh->table = old;
    b->table = t;
    b->allocated = false;
    b->v_room = b->e_room = 0;
    gvc_release(b->x_stored);
    b->x_stored = NULL;
    gvc_builder_free(fresh);
    return GVC_OK;
}
