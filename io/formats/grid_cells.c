/* grid_cells.c - cells of a sheet into the matrices of a table: by row, by column, one by one */
#include <math.h>
#include <string.h>

#include "formats/grid_state.h"

static double or_zero(gvc_grid *g, double value)
{
    if (isnan(value)) {
        g->empty++;
        return 0;
    }
    return value;
}

/* ---- by row ---------------------------------------------------------------------------------- */
static void take_industry(gvc_grid *g)
{
    gvc_dense *z = gvc_builder_z(g->b), *y = gvc_builder_y(g->b);
    double *to_z = z->data + g->at * z->stride, *to_y = y->data + g->at * y->stride;
    gvc_expect_writes(to_z, (size_t)z->cols * sizeof *to_z);
    for (gvc_idx c = 0; c < g->in_order; c++) {
        to_z[c] = or_zero(g, g->cells[c]);
    }
    for (gvc_idx c = g->in_order; c < g->columns.count; c++) {
        double value = or_zero(g, g->cells[c]);
        if (g->kinds[c] == GVC_GRID_INDUSTRY) {
            to_z[g->positions[c]] = value;
        } else if (g->kinds[c] == GVC_GRID_FINAL_USE) {
            to_y[g->positions[c]] = value;
        } else {
            g->x_column[g->at] = value;
        }
    }
}

/* A cell of a row that is no industry. What such rows have under a total is not looked at, nor what
 * the row of output has under final use: that may be empty. */
static void take_below(gvc_grid *g, gvc_grid_kind kind, gvc_idx at, gvc_idx column, double value)
{
    gvc_grid_kind over = (gvc_grid_kind)g->kinds[column];
    if (kind == GVC_GRID_PRIMARY && over != GVC_GRID_OUTPUT) {
        g->extras[at].cells[column] = or_zero(g, value);
    } else if (kind == GVC_GRID_OUTPUT && over == GVC_GRID_INDUSTRY) {
        g->x_row[g->positions[column]] = or_zero(g, value);
    }
}

gvc_status gvc_grid_take(gvc_ctx *ctx, gvc_grid *g)
{
    (void)ctx;
    if (g->kind == GVC_GRID_INDUSTRY) {
        take_industry(g);
        return GVC_OK;
    }
    for (gvc_idx c = 0; c < g->columns.count; c++) {
        take_below(g, g->kind, g->at, c, g->cells[c]);
    }
    return GVC_OK;
}

/* ---- by column, by cell ---------------------------------------------------------------------- */
/* Where the known rows go, once. */
static gvc_status begin_rows(gvc_ctx *ctx, gvc_grid *g)
{
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < g->rows.count; r++) {
        const gvc_grid_key *key = &g->rows.items[r];
        const gvc_grid_label label = {key->whole ? key->id : NULL, key->country, key->item,
                                      key->name};
        gvc_grid_kind kind = GVC_GRID_UNSURE;
        status = gvc_grid_row(ctx, g, &label, &kind);
        g->row_kinds[r] = (unsigned char)kind;
        g->row_positions[r] = g->at;
    }
    g->taken = g->rows.count;
    return status;
}

static void put(gvc_grid *g, gvc_idx row, gvc_idx column, double value)
{
    gvc_grid_kind kind = (gvc_grid_kind)g->row_kinds[row];
    gvc_idx i = g->row_positions[row], at = g->positions[column];
    gvc_dense *z = gvc_builder_z(g->b), *y = gvc_builder_y(g->b);
    if (kind != GVC_GRID_INDUSTRY) {
        take_below(g, kind, i, column, value);
    } else if (g->kinds[column] == GVC_GRID_INDUSTRY) {
        z->data[i * z->stride + at] = or_zero(g, value);
    } else if (g->kinds[column] == GVC_GRID_FINAL_USE) {
        y->data[i * y->stride + at] = or_zero(g, value);
    } else {
        g->x_column[i] = or_zero(g, value);
    }
}

gvc_status gvc_grid_put(gvc_ctx *ctx, gvc_grid *g, gvc_idx row, gvc_idx column, double value)
{
    gvc_status status = g->taken == 0 ? begin_rows(ctx, g) : GVC_OK;
    if (status == GVC_OK) {
        put(g, row, column, value);
    }
    return status;
}

gvc_status gvc_grid_put_strict(gvc_ctx *ctx, gvc_grid *g, gvc_idx row, gvc_idx column, double value,
                               bool missing)
{
    gvc_status status = g->taken == 0 ? begin_rows(ctx, g) : GVC_OK;
    bool below = status == GVC_OK && g->row_kinds[row] != GVC_GRID_INDUSTRY &&
                 g->kinds[column] != GVC_GRID_INDUSTRY;
    if (status == GVC_OK && ((missing && !below) || (!missing && !isfinite(value)))) {
        const char *what = missing ? "NA" : isnan(value) ? "NaN" : value > 0 ? "Inf" : "-Inf";
        status = gvc_fail(ctx, GVC_EFORMAT, "row %s, column %s: %s is not a number",
                          g->rows.items[row].id, g->columns.items[column].id, what);
    }
    if (status == GVC_OK) {
        g->empty += missing;
        put(g, row, column, missing ? 0 : value);
    }
    return status;
}

gvc_status gvc_grid_take_column(gvc_ctx *ctx, gvc_grid *g, gvc_idx column, const double *values)
{
    gvc_status status = g->taken == 0 ? begin_rows(ctx, g) : GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < g->rows.count; r++) {
        put(g, r, column, values[r]);
    }
    return status;
}
