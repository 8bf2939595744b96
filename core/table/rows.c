/* rows.c - primary and extension rows that a reader meets after the matrices were allocated */
#include <string.h>

#include "table/table.h"

/* Room for one more row; a quarter more than that, so that many rows cost little copying. */
static bool grow(gvc_dense *m, gvc_idx room, gvc_idx wanted, gvc_idx cols)
{
    if (m->data != NULL && m->rows < room) {
        return true;
    }
    size_t old = (size_t)m->rows * (size_t)cols,
           more = gvc_table_bytes(wanted, cols) / sizeof(double);
    double *data = gvc_calloc(more, sizeof *data);
    if (data == NULL) {
        return false;
    }
    if (old > 0 && m->data != NULL) { /* a twin may begin late: the rows before it are 0 */
        memcpy(data, m->data, old * sizeof *data);
    }
    gvc_release(m->data);
    *m = (gvc_dense){data, m->rows, cols, cols};
    return true;
}

static gvc_status check(gvc_ctx *ctx, const gvc_builder *b, gvc_axis axis, const char *label)
{
    const char *what = axis == GVC_VALUE_ADDED ? "primary" : "extension";
    if (!b->allocated) {
        return gvc_fail(ctx, GVC_EARG, "%s row '%s' comes before gvc_builder_allocate", what,
                        label);
    }
    if (label == NULL || label[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "empty label of %s row %lld", what,
                        (long long)gvc_table_count(b->table, axis) + 1);
    }
    gvc_idx at = gvc_table_find(b->table, axis, label);
    return at < 0
               ? GVC_OK
               : gvc_fail(ctx, GVC_EFORMAT, "%s row '%s' is there twice (rows %lld and %lld)", what,
                          label, (long long)at + 1, (long long)gvc_table_count(b->table, axis) + 1);
}

/* A matrix over industries and its twin over final use get a row each. */
typedef struct pair {
    gvc_dense *of_industries, *of_final_use;
    gvc_idx *room;
} pair;

static gvc_status add_row(gvc_ctx *ctx, gvc_builder *b, const pair *p, const double *row,
                          const double *final_row)
{
    gvc_dense *m = p->of_industries, *f = p->of_final_use;
    gvc_idx n = b->table->z.cols, uses = b->table->y.cols, rows = m->rows, room = *p->room;
    gvc_idx wanted = rows < room ? room : rows + 1 + rows / 4;
    bool twin = f->data != NULL || final_row != NULL;
    size_t bytes = wanted > room ? gvc_table_bytes(wanted, n) : 0;
    gvc_status s = bytes == 0 ? GVC_OK : gvc_need_memory(ctx, bytes, "rows below the table");
    if (s != GVC_OK) {
        return s;
    }
    if (twin) {
        f->rows = rows;
    }
    if (!grow(m, room, wanted, n) || (twin && !grow(f, room, wanted, uses))) {
        return gvc_fail_memory(ctx, gvc_table_bytes(wanted, n), "rows below the table");
    }
    *p->room = wanted;
    memcpy(m->data + rows * n, row, (size_t)n * sizeof *row);
    m->rows++;
    if (twin) {
        f->rows++;
    }
    if (final_row != NULL) {
        memcpy(f->data + rows * uses, final_row, (size_t)uses * sizeof *row);
    }
    return GVC_OK;
}

gvc_status gvc_builder_primary_row(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                   const char *name, gvc_role role, const double *v,
                                   const double *vy)
{
    gvc_table *t = b->table;
    const pair p = {&t->v, &t->vy, &b->v_room};
    gvc_status s = check(ctx, b, GVC_VALUE_ADDED, label);
    if (s == GVC_OK) {
        s = add_row(ctx, b, &p, v, vy);
    }
    return s == GVC_OK ? gvc_table_push_named(ctx, t, GVC_VALUE_ADDED, label, name, role) : s;
}

gvc_status gvc_builder_extension_row(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                     const char *units, const double *e, const double *ey)
{
    gvc_table *t = b->table;
    const pair p = {&t->e, &t->ey, &b->e_room};
    gvc_status s = check(ctx, b, GVC_EXTENSION, label);
    if (s == GVC_OK) {
        s = add_row(ctx, b, &p, e, ey);
    }
    return s == GVC_OK ? gvc_table_push_named(ctx, t, GVC_EXTENSION, label, units, -1) : s;
}
