/* grid_close.c - what published sheets leave to the reader, once all rows are there: totals among
 * columns, output stated twice, territories; grid_below.c does the rows */
#include <math.h>
#include <string.h>

#include "formats/grid_sums.h"
#include "formats/lists.h"
#include "formats/roles.h"
#include "formats/splits.h"
#include "table/sums.h"

/* A row or column is a total where it misses the sums by less than this of their sum: sources round
 * to millions, and single small cells are off by more. */
static const double total_tolerance = 1e-3;
/* Output as a row and as a column: the same up to printing. */
static const double same_tolerance = 1e-9;

bool gvc_grid_is_total(const double *values, const double *sum, gvc_idx n)
{
    double gap = 0, size = 0;
    for (gvc_idx i = 0; i < n; i++) {
        gap += fabs(values[i] - sum[i]);
        size += fabs(sum[i]);
    }
    return size > 0 && gap <= total_tolerance * size;
}

static gvc_status check_complete(gvc_ctx *ctx, gvc_grid *g)
{
    for (gvc_idx i = 0; i < gvc_labels_count(g->industries); i++) {
        if (!g->seen[i]) {
            return gvc_fail(ctx, GVC_ESHAPE,
                            "ends before the row of industry '%s', which has a column",
                            gvc_labels_get(g->industries, i));
        }
    }
    return GVC_OK;
}

/* ---- columns --------------------------------------------------------------------------------- */
static void get_column(const gvc_dense *y, gvc_idx k, double *column)
{
    for (gvc_idx i = 0; i < y->rows; i++) {
        column[i] = y->data[i * y->stride + k];
    }
}

/* A column TOTAL of a country: the sum of its other final use? */
static gvc_status settle_total_of_country(gvc_ctx *ctx, gvc_grid *g, gvc_grid_sums *s, gvc_idx k,
                                          double *column)
{
    const gvc_dense *y = gvc_builder_y(g->b);
    const gvc_table *t = gvc_builder_so_far(g->b);
    gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, k);
    get_column(y, k, column);
    memset(s->wide, 0, (size_t)y->rows * sizeof *s->wide);
    for (gvc_idx j = 0; j < y->cols; j++) {
        for (gvc_idx i = 0;
             j != k && gvc_table_country_of(t, GVC_FINAL_USE, j) == country && i < y->rows; i++) {
            s->wide[i] += y->data[i * y->stride + j];
        }
    }
    s->drop[k] = gvc_grid_is_total(column, s->wide, y->rows);
    return !s->drop[k]
               ? GVC_OK
               : gvc_builder_note(ctx, g->b, "column %s is a total of other columns: left out",
                                  gvc_table_label(t, GVC_FINAL_USE, k));
}

static gvc_status settle_totals_of_countries(gvc_ctx *ctx, gvc_grid *g, gvc_grid_sums *s,
                                             double *column)
{
    const gvc_table *t = gvc_builder_so_far(g->b);
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_table_count(t, GVC_FINAL_USE); k++) {
        const char *kind = gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, k));
        if (gvc_table_country_of(t, GVC_FINAL_USE, k) >= 0 && gvc_is_output_label(kind)) {
            status = settle_total_of_country(ctx, g, s, k, column);
        }
    }
    return status;
}

/* Final use of countries that is no total. */
static void choose_uses(gvc_grid *g, gvc_grid_sums *s)
{
    const gvc_table *t = gvc_builder_so_far(g->b);
    for (gvc_idx k = 0; k < gvc_table_count(t, GVC_FINAL_USE); k++) {
        s->uses[k] = !s->drop[k] && gvc_table_country_of(t, GVC_FINAL_USE, k) >= 0;
    }
}

static void add_up(gvc_grid *g, gvc_grid_sums *s)
{
    const gvc_dense *z = gvc_builder_z(g->b), *y = gvc_builder_y(g->b);
    choose_uses(g, s);
    gvc_add_sums(z, s->z_rows, s->inputs);
    for (gvc_idx i = 0; i < z->rows; i++) {
        const double *yi = y->data + i * y->stride;
        for (gvc_idx k = 0; k < y->cols; k++) {
            s->y_rows[i] += s->uses[k] ? yi[k] : 0;
        }
        s->wide[i] = s->rows[i] = s->z_rows[i] + s->y_rows[i];
    }
}

/* Output that is known already equals the sums without this column, and the column is not small:
 * with it they would not, so it is no part of them (exports as a memorandum, say). */
static bool is_beside(const gvc_grid *g, const gvc_grid_sums *s, const double *column, gvc_idx n)
{
    const double *output = g->x_column != NULL ? g->x_column : g->x_row;
    double size = 0, all = 0;
    for (gvc_idx i = 0; i < n; i++) {
        size += fabs(column[i]);
        all += fabs(s->rows[i]);
    }
    return output != NULL && size > 2 * total_tolerance * all &&
           gvc_grid_is_total(output, s->rows, n);
}

static gvc_status take_output(gvc_ctx *ctx, gvc_grid *g, const double *column, const char *label)
{
    gvc_idx n = gvc_builder_z(g->b)->rows;
    g->x_column = gvc_malloc((size_t)n, sizeof *column);
    if (g->x_column == NULL) {
        return gvc_grid_fail_memory(ctx);
    }
    memcpy(g->x_column, column, (size_t)n * sizeof *column);
    return gvc_builder_note(ctx, g->b, "column %s is the sum of its row: taken for output", label);
}

/* The name of value added: a table that is turned round adds up as well, and is another one. */
static bool is_value_added(const char *label)
{
    bool known = false;
    gvc_role role = gvc_role_of(label, &known);
    return known && role == GVC_ROLE_VALUE_ADDED;
}

static gvc_status check_use(gvc_ctx *ctx, gvc_grid *g, const char *label)
{
    bool output = gvc_is_output_label(label);
    if (!output && !is_value_added(label)) {
        return GVC_OK;
    }
    g->place.column = gvc_labels_find(g->columns.ids, label);
    return output ? gvc_fail(ctx, GVC_EFORMAT,
                             "a second column of output, '%s', with other numbers", label)
                  : gvc_fail(ctx, GVC_EFORMAT,
                             "'%s' is value added by its name, expected as a row below the "
                             "industries; transpose the table if its sellers are columns",
                             label);
}

/* A column of no country: a total, or final use that belongs to none. */
static gvc_status settle_column(gvc_ctx *ctx, gvc_grid *g, gvc_grid_sums *s, gvc_idx k,
                                double *column)
{
    const gvc_dense *y = gvc_builder_y(g->b);
    const char *label = gvc_table_label(gvc_builder_so_far(g->b), GVC_FINAL_USE, k);
    gvc_idx n = y->rows;
    get_column(y, k, column);
    bool output = gvc_grid_is_total(column, s->rows, n) || gvc_grid_is_total(column, s->wide, n);
    bool total = output || gvc_grid_is_total(column, s->z_rows, n) ||
                 gvc_grid_is_total(column, s->y_rows, n);
    s->drop[k] = total || is_beside(g, s, column, n);
    if (output && g->x_column == NULL) {
        return take_output(ctx, g, column, label);
    }
    if (total) {
        return gvc_builder_note(ctx, g->b, "column %s is a total of other columns: left out",
                                label);
    }
    if (s->drop[k]) {
        return gvc_builder_note(ctx, g->b,
                                "column %s is no part of output, which equals the sum of the "
                                "other columns: left out",
                                label);
    }
    gvc_status status = check_use(ctx, g, label);
    for (gvc_idx i = 0; i < n; i++) {
        s->wide[i] += column[i];
    }
    return status != GVC_OK
               ? status
               : gvc_builder_note(ctx, g->b, "final-use column %s belongs to no country", label);
}

static gvc_status settle_columns(gvc_ctx *ctx, gvc_grid *g, gvc_grid_sums *s)
{
    const gvc_table *t = gvc_builder_so_far(g->b);
    gvc_idx n = gvc_builder_z(g->b)->rows, f = gvc_table_count(t, GVC_FINAL_USE);
    double *column = gvc_malloc((size_t)n, sizeof *column);
    gvc_status status =
        column == NULL ? gvc_grid_fail_memory(ctx) : settle_totals_of_countries(ctx, g, s, column);
    if (status == GVC_OK) {
        add_up(g, s);
    }
    for (gvc_idx k = 0; status == GVC_OK && k < f; k++) {
        if (gvc_table_country_of(t, GVC_FINAL_USE, k) < 0) {
            status = settle_column(ctx, g, s, k, column);
        }
    }
    gvc_release(column);
    return status;
}

/* ---- output and the rest --------------------------------------------------------------------- */
/* Given output: the column, or else the row. Where both are there and differ, the column. */
static gvc_status settle_output(gvc_ctx *ctx, gvc_grid *g)
{
    const double *from = g->x_column != NULL ? g->x_column : g->x_row;
    gvc_idx n = gvc_builder_z(g->b)->rows, apart = 0;
    if (from == NULL) {
        return GVC_OK;
    }
    double *given = gvc_builder_x_given(g->b);
    if (given == NULL) {
        return gvc_fail_memory(ctx, (size_t)n * sizeof *given, "given output");
    }
    memcpy(given, from, (size_t)n * sizeof *given);
    for (gvc_idx i = 0; g->x_column != NULL && g->x_row != NULL && i < n; i++) {
        double size = fmax(fabs(g->x_column[i]), fabs(g->x_row[i]));
        apart += fabs(g->x_column[i] - g->x_row[i]) > same_tolerance * size;
    }
    return apart == 0 ? GVC_OK
                      : gvc_builder_note(ctx, g->b,
                                         "row and column of output differ in %lld industr%s: the "
                                         "column is taken",
                                         (long long)apart, apart == 1 ? "y" : "ies");
}

static gvc_status note_splits(gvc_ctx *ctx, gvc_grid *g)
{
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_labels_count(g->countries); c++) {
        const char *name = gvc_labels_get(g->countries, c);
        const char *whole = gvc_split_country(g->users, name, g->keep_splits);
        if (whole != name) {
            status = gvc_builder_note(ctx, g->b, "%s counted as part of %s", name, whole);
        }
    }
    return status;
}

/* What turned out to be a total. */
static gvc_status drop_columns(gvc_ctx *ctx, gvc_grid *g, const bool *drop)
{
    bool any = false;
    for (gvc_idx k = 0; k < gvc_builder_y(g->b)->cols; k++) {
        any = any || drop[k];
    }
    return any ? gvc_builder_drop(ctx, g->b, GVC_FINAL_USE, drop) : GVC_OK;
}

static gvc_status settle(gvc_ctx *ctx, gvc_grid *g, gvc_grid_sums *s)
{
    gvc_status status = note_splits(ctx, g);
    if (status == GVC_OK) {
        status = settle_columns(ctx, g, s);
    }
    if (status == GVC_OK) {
        status = gvc_grid_settle_rows(ctx, g, s);
    }
    if (status == GVC_OK) {
        status = settle_output(ctx, g);
    }
    if (status == GVC_OK) {
        status = drop_columns(ctx, g, s->drop);
    }
    if (status == GVC_OK && g->empty > 0) {
        status = gvc_builder_note(ctx, g->b, "%lld empty cell%s read as 0", (long long)g->empty,
                                  g->empty == 1 ? "" : "s");
    }
    return status == GVC_OK && !g->keep_splits ? gvc_splits_settle(ctx, g->b, g->countries)
                                               : status;
}

gvc_status gvc_grid_close(gvc_ctx *ctx, gvc_grid *g)
{
    g->place = (gvc_grid_place){-1, -1, -1};
    gvc_status status = check_complete(ctx, g);
    if (status != GVC_OK) {
        return status;
    }
    size_t n = (size_t)gvc_builder_z(g->b)->rows;
    double *room = gvc_calloc(6 * n, sizeof *room);
    size_t f = (size_t)gvc_builder_y(g->b)->cols;
    bool *drop = gvc_calloc(2 * f + 1, sizeof *drop);
    if (room == NULL || drop == NULL) {
        status = gvc_grid_fail_memory(ctx);
    } else {
        gvc_grid_sums s = {room,         room + n,     room + 2 * n, room + 3 * n,
                           room + 4 * n, room + 5 * n, drop,         drop + f};
        status = settle(ctx, g, &s);
    }
    gvc_release(room);
    gvc_release(drop);
    return status;
}
