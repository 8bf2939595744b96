/* about.c - what a table made of another one keeps of its year and attributes; and taking a sealed
 * table up again, to change it in place */
#include <string.h>

#include "table/table.h"

/* About the file that the other table lay in, and how it kept its accounts. */
static bool stays_behind(const char *name)
{
    static const char *const names[] = {"table_sha256", "row_gap", "col_gap"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        if (strcmp(name, names[k]) == 0) {
            return true;
        }
    }
    return false;
}

gvc_status gvc_builder_about(gvc_ctx *ctx, gvc_builder *b, const gvc_table *t)
{
    gvc_builder_set_year(b, t->year);
    const gvc_attribute *a;
    for (gvc_idx i = 0; (a = gvc_table_attribute(t, i)) != NULL; i++) {
        gvc_status s = stays_behind(a->name) ? GVC_OK : gvc_builder_set_attribute(ctx, b, a);
        if (s != GVC_OK) {
            return s;
        }
    }
    return GVC_OK;
}

/* The residual row goes: sealing makes it anew. */
static gvc_status drop_residual(gvc_ctx *ctx, gvc_table *t)
{
    gvc_table_axis *a = &t->axes[GVC_VALUE_ADDED];
    gvc_labels *none = gvc_labels_new();
    if (none == NULL) {
        return gvc_fail_memory(ctx, 1024, "a table");
    }
    for (gvc_idx i = 0; i < gvc_labels_count(a->labels); i++) {
        gvc_release(a->names[i]);
        a->names[i] = NULL;
    }
    gvc_labels_free(a->labels);
    a->labels = none;
    gvc_release(t->v.data);
    gvc_release(t->vy.data);
    t->v = (gvc_dense){NULL, 0, t->z.cols, t->z.cols};
    t->vy = (gvc_dense){NULL, 0, 0, 0};
    return GVC_OK;
}

gvc_status gvc_builder_drop_primary(gvc_ctx *ctx, gvc_builder *b)
{
    b->v_room = 0;
    b->table->given_va = false;
    return drop_residual(ctx, b->table);
}

gvc_status gvc_table_reopen(gvc_ctx *ctx, gvc_builder **out, gvc_table *t)
{
    gvc_builder *b = t->z.data == NULL ? NULL : gvc_calloc(1, sizeof *b);
    gvc_status s = b != NULL           ? GVC_OK
                   : t->z.data == NULL ? gvc_fail(ctx, GVC_EARG,
                                                  "the table was opened for its labels only; open "
                                                  "it with its matrices")
                                       : gvc_fail_memory(ctx, sizeof *b, "a table");
    if (s == GVC_OK && !t->given_va) {
        s = drop_residual(ctx, t);
    }
    for (gvc_idx i = 0; s == GVC_OK && i < t->attributes.count;) {
        const char *name = t->attributes.items[i].name;
        if (stays_behind(name)) {
            gvc_attributes_set_text(&t->attributes, name, NULL);
        } else {
            i++;
        }
    }
    if (s != GVC_OK) {
        gvc_release(b);
        gvc_table_free(t);
        return s;
    }
    gvc_release(t->x);
    t->x = NULL;
    *b = (gvc_builder){.table = t, .allocated = true, .v_room = t->v.rows, .e_room = t->e.rows};
    *out = b;
    return GVC_OK;
}
