/* grid_below.c - the rows below the industries of a sheet: totals, and primary rows with their role
 */
#include <string.h>

#include "formats/grid_sums.h"
#include "formats/roles.h"

/* What a row turned out to be. */
typedef struct below {
    gvc_role role;
    bool known, drop;
    const char *label;
} below;

/* Cells of a row, sorted: v of industries, vy of final use. True if final use has any. */
static bool sort_cells(const gvc_grid *g, const double *cells, double *v, double *vy)
{
    bool any = false;
    for (gvc_idx c = 0; c < g->columns.count; c++) {
        if (g->kinds[c] == GVC_GRID_INDUSTRY) {
            v[g->positions[c]] = cells[c];
        } else if (g->kinds[c] == GVC_GRID_FINAL_USE) {
            vy[g->positions[c]] = cells[c];
            any = any || cells[c] != 0;
        }
    }
    return any;
}

static gvc_status take_output(gvc_ctx *ctx, gvc_grid *g, const char *label, const double *v)
{
    gvc_idx n = gvc_builder_z(g->b)->rows;
    g->x_row = gvc_malloc((size_t)n, sizeof *v);
    if (g->x_row == NULL) {
        return gvc_grid_fail_memory(ctx);
    }
    memcpy(g->x_row, v, (size_t)n * sizeof *v);
    return gvc_builder_note(ctx, g->b, "row %s equals output: taken for it", label);
}

/* A row whose name says nothing, or that it is a total: is it one? */
static gvc_status settle_total(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_sums *s, below *row,
                               const char *name, const double *v)
{
    gvc_idx n = gvc_builder_z(g->b)->rows;
    bool output = gvc_grid_is_total(v, g->x_column != NULL ? g->x_column : s->wide, n);
    row->drop = output || gvc_grid_is_total(v, s->inputs, n) || gvc_grid_is_total(v, s->all, n);
    if (!row->drop && gvc_is_inputs_label(name)) {
        row->drop = true;
        return gvc_builder_note(ctx, g->b,
                                "row %s is the total of inputs by its name, though it misses "
                                "their sum: left out",
                                row->label);
    }
    if (!row->drop) {
        return gvc_builder_note(
            ctx, g->b, "row %s is not known by its name: counted as value added", row->label);
    }
    return output && g->x_row == NULL
               ? take_output(ctx, g, row->label, v)
               : gvc_builder_note(ctx, g->b, "row %s is a total of the rows above: left out",
                                  row->label);
}

/* Room that all rows share: of industries, of final use. */
typedef struct room {
    double *v, *vy, *va, *others; /* n, f, n, n; va: sum of value added */
    below *rows;                  /* one a row below */
} room;

/* First pass: which are totals of rows above. */
static gvc_status judge(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_sums *s, room *at)
{
    gvc_idx n = gvc_builder_z(g->b)->rows;
    gvc_status status = GVC_OK;
    memcpy(s->all, s->inputs, (size_t)n * sizeof *s->all);
    for (gvc_idx k = 0; status == GVC_OK && k < g->extra_count; k++) {
        const gvc_grid_key *key = &g->extras[k].key;
        bool whole = key->whole || gvc_grid_is_country(g, key->country);
        below *row = &at->rows[k];
        row->label = whole ? key->id : key->item;
        row->role = gvc_role_of(key->item, &row->known);
        sort_cells(g, g->extras[k].cells, at->v, at->vy);
        status = row->known ? GVC_OK : settle_total(ctx, g, s, row, key->item, at->v);
        for (gvc_idx j = 0; !row->drop && j < n; j++) {
            s->all[j] += at->v[j];
            at->va[j] += row->role == GVC_ROLE_VALUE_ADDED ? at->v[j] : 0;
        }
    }
    return status;
}

/* Value added in parts and as their sum: the sum would count twice. */
static gvc_status drop_sum_of_parts(gvc_ctx *ctx, gvc_grid *g, room *at)
{
    gvc_idx n = gvc_builder_z(g->b)->rows, count = 0;
    for (gvc_idx k = 0; k < g->extra_count; k++) {
        count += !at->rows[k].drop && at->rows[k].role == GVC_ROLE_VALUE_ADDED;
    }
    for (gvc_idx k = 0; count >= 3 && k < g->extra_count; k++) {
        below *row = &at->rows[k];
        if (row->drop || row->role != GVC_ROLE_VALUE_ADDED) {
            continue;
        }
        sort_cells(g, g->extras[k].cells, at->v, at->vy);
        for (gvc_idx j = 0; j < n; j++) {
            at->others[j] = at->va[j] - at->v[j];
        }
        if (gvc_grid_is_total(at->v, at->others, n)) {
            row->drop = true;
            return gvc_builder_note(ctx, g->b,
                                    "row %s is the sum of the other rows of value added: left out",
                                    row->label);
        }
    }
    return GVC_OK;
}

static gvc_status keep(gvc_ctx *ctx, gvc_grid *g, room *at)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; status == GVC_OK && k < g->extra_count; k++) {
        const below *row = &at->rows[k];
        bool any = !row->drop && sort_cells(g, g->extras[k].cells, at->v, at->vy);
        if (!row->drop) {
            status = gvc_builder_primary_row(ctx, g->b, row->label, g->extras[k].key.name,
                                             row->role, at->v, any ? at->vy : NULL);
        }
    }
    return status;
}

gvc_status gvc_grid_settle_rows(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_sums *s)
{
    size_t n = (size_t)gvc_builder_z(g->b)->rows, f = (size_t)gvc_builder_y(g->b)->cols;
    double *cells = gvc_calloc(3 * n + f, sizeof *cells);
    below *rows = gvc_calloc((size_t)g->extra_count + 1, sizeof *rows);
    gvc_status status = cells == NULL || rows == NULL ? gvc_grid_fail_memory(ctx) : GVC_OK;
    if (status == GVC_OK) {
        room at = {cells, cells + 3 * n, cells + n, cells + 2 * n, rows};
        status = judge(ctx, g, s, &at);
        if (status == GVC_OK) {
            status = drop_sum_of_parts(ctx, g, &at);
        }
        if (status == GVC_OK) {
            status = keep(ctx, g, &at);
        }
    }
    gvc_release(cells);
    gvc_release(rows);
    return status;
}
