/* grid_rows.c - what a row of a sheet is */
#include <string.h>

#include "formats/grid_state.h"
#include "formats/roles.h"

static gvc_status add_extra(gvc_ctx *ctx, gvc_grid *g, gvc_grid_key *key)
{
    size_t bytes = (size_t)(g->extra_count + 1) * (size_t)g->columns.count * sizeof(double);
    gvc_status status = gvc_need_memory(ctx, bytes, "rows below the table");
    if (status != GVC_OK) {
        return status;
    }
    if (g->extra_count == g->extra_room) {
        gvc_idx room = g->extra_room == 0 ? 8 : 2 * g->extra_room;
        gvc_grid_extra *extras =
            gvc_realloc(g->extras, (size_t)g->extra_count, (size_t)room, sizeof *extras);
        if (extras == NULL) {
            return gvc_grid_fail_memory(ctx);
        }
        g->extras = extras;
        g->extra_room = room;
    }
    double *cells = gvc_calloc((size_t)g->columns.count, sizeof *cells);
    if (cells == NULL) {
        return gvc_grid_fail_memory(ctx);
    }
    g->kind = GVC_GRID_PRIMARY;
    g->at = g->extra_count;
    g->extras[g->extra_count++] = (gvc_grid_extra){*key, cells};
    *key = (gvc_grid_key){0};
    return GVC_OK;
}

/* Output. */
static gvc_status begin_output(gvc_ctx *ctx, gvc_grid *g)
{
    g->kind = GVC_GRID_OUTPUT;
    g->x_row = gvc_calloc((size_t)gvc_labels_count(g->industries), sizeof *g->x_row);
    return g->x_row == NULL ? gvc_grid_fail_memory(ctx) : GVC_OK;
}

/* A row that is no industry: output or a primary row. Takes over the key. */
static gvc_status begin_extra(gvc_ctx *ctx, gvc_grid *g, gvc_grid_key *key)
{
    bool output =
        g->x_row == NULL && !gvc_grid_is_country(g, key->country) && gvc_is_output_label(key->item);
    gvc_idx before = gvc_labels_find(g->extra_ids, key->id);
    if (before < 0 && gvc_labels_add(g->extra_ids, key->id) < 0) {
        return gvc_grid_fail_memory(ctx);
    }
    if (before >= 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "row '%s' is there twice", key->id);
    }
    return output ? begin_output(ctx, g) : add_extra(ctx, g, key);
}

/* Does the row say that the guess was wrong, or need a look at all rows for a good message? */
static bool is_unsure(const gvc_grid *g, const gvc_grid_key *key, gvc_idx at)
{
    if (g->next < gvc_labels_count(g->industries)) {
        return at != g->next;
    }
    return at >= 0 || gvc_labels_find(g->extra_ids, key->id) >= 0 ||
           (!gvc_grid_is_never_industry(key) && gvc_labels_find(g->columns.ids, key->id) >= 0);
}

static gvc_status begin_row(gvc_ctx *ctx, gvc_grid *g, gvc_grid_key *key)
{
    gvc_idx at = gvc_grid_is_never_industry(key) ? -1 : gvc_labels_find(g->industries, key->id);
    if (!g->rows_known && is_unsure(g, key, at)) {
        g->kind = GVC_GRID_UNSURE;
        return GVC_OK;
    }
    if (at >= 0 && g->seen[at]) {
        return gvc_fail(ctx, GVC_EFORMAT, "row '%s' is there twice", key->id);
    }
    if (at < 0 && gvc_grid_looks_like_industry(g, key)) {
        return gvc_fail(ctx, GVC_ESHAPE, "row '%s' has no column of that name", key->id);
    }
    if (at < 0) {
        return begin_extra(ctx, g, key);
    }
    g->seen[at] = true;
    g->next += !g->rows_known;
    g->kind = GVC_GRID_INDUSTRY;
    g->at = at;
    return GVC_OK;
}

gvc_status gvc_grid_row(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label, gvc_grid_kind *kind)
{
    gvc_grid_key key;
    gvc_status status = gvc_grid_make_key(ctx, &key, label);
    if (status == GVC_OK) {
        status = begin_row(ctx, g, &key);
        gvc_grid_clear_key(&key);
    }
    if (status == GVC_OK) {
        memset(g->cells, 0, (size_t)g->columns.count * sizeof *g->cells);
        *kind = g->kind;
    }
    return status;
}

double *gvc_grid_cells(gvc_grid *g)
{
    return g->cells;
}
