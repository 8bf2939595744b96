/* grid.c - making a grid, and the labels of its columns and rows */
#include "formats/grid.h"

#include "formats/grid_state.h"

static const gvc_grid_place nowhere = {-1, -1, -1};

static void forget(gvc_grid *g)
{
    for (gvc_idx k = 0; k < g->extra_count; k++) {
        gvc_grid_clear_key(&g->extras[k].key);
        gvc_release(g->extras[k].cells);
    }
    void *const blocks[] = {g->kinds, g->row_kinds, g->positions, g->row_positions, g->seen,
                            g->cells, g->x_column,  g->x_row,     g->extras};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        gvc_release(blocks[i]);
    }
    gvc_labels_free(g->countries);
    gvc_labels_free(g->sectors);
    gvc_labels_free(g->users);
    gvc_labels_free(g->industries);
    gvc_labels_free(g->extra_ids);
    for (gvc_idx c = 0; c < g->columns.count; c++) {
        gvc_grid_key *key = &g->columns.items[c];
        if (key->turned) {
            char *item = key->item;
            key->item = key->country;
            key->country = item;
            key->turned = false;
        }
    }
    *g = (gvc_grid){.b = g->b,
                    .keep_splits = g->keep_splits,
                    .rows_known = g->rows_known,
                    .columns = g->columns,
                    .rows = g->rows,
                    .place = nowhere};
}

void gvc_grid_free(gvc_grid *g)
{
    if (g != NULL) {
        forget(g);
        gvc_grid_clear_keys(&g->columns);
        gvc_grid_clear_keys(&g->rows);
        gvc_release(g);
    }
}

gvc_status gvc_grid_new(gvc_ctx *ctx, gvc_grid **out, gvc_builder *b, bool keep_splits)
{
    gvc_grid *g = gvc_calloc(1, sizeof *g);
    if (g == NULL) {
        return gvc_grid_fail_memory(ctx);
    }
    g->b = b;
    g->place = nowhere;
    g->keep_splits = keep_splits;
    g->columns.ids = gvc_labels_new();
    g->rows.ids = gvc_labels_new();
    if (g->columns.ids == NULL || g->rows.ids == NULL) {
        gvc_grid_free(g);
        return gvc_grid_fail_memory(ctx);
    }
    *out = g;
    return GVC_OK;
}

gvc_status gvc_grid_restart(gvc_ctx *ctx, gvc_grid *g)
{
    forget(g);
    return gvc_builder_restart(ctx, g->b);
}

gvc_status gvc_grid_column(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label)
{
    g->place = (gvc_grid_place){.column = g->columns.count, .row = -1, .first = -1};
    return gvc_grid_add_key(ctx, &g->columns, label, "columns", &g->place.first);
}

gvc_status gvc_grid_known_row(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label)
{
    g->rows_known = true;
    g->place = (gvc_grid_place){.column = -1, .row = g->rows.count, .first = -1};
    return gvc_grid_add_key(ctx, &g->rows, label, "rows", &g->place.first);
}

gvc_grid_kind gvc_grid_column_kind(const gvc_grid *g, gvc_idx column)
{
    return (gvc_grid_kind)g->kinds[column];
}

gvc_idx gvc_grid_column_position(const gvc_grid *g, gvc_idx column)
{
    return g->positions[column];
}

gvc_grid_kind gvc_grid_row_kind(const gvc_grid *g, gvc_idx known_row)
{
    return (gvc_grid_kind)g->row_kinds[known_row];
}

gvc_idx gvc_grid_columns(const gvc_grid *g)
{
    return g->columns.count;
}

gvc_idx gvc_grid_rows(const gvc_grid *g)
{
    return g->rows.count;
}

gvc_grid_place gvc_grid_failed_at(const gvc_grid *g)
{
    return g->place;
}

bool gvc_grid_is_complete(const gvc_grid *g)
{
    gvc_idx i = 0, n = gvc_labels_count(g->industries);
    while (g->opened && i < n && g->seen[i]) {
        i++;
    }
    return g->opened && i == n;
}
