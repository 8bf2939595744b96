/* gloria_cells.c - the matrices of GLORIA, row by row
 *
 * Rows and columns of T are regions, in each N industries and then N products. Industries sell what
 * they make of the products of their region: supply, the make matrix. Products are sold to
 * industries of all regions: use. All else is 0, and a cell that is not says that the file is laid
 * out in another way. */
#include <math.h>

#include "formats/gloria.h"
#include "text/csv.h"

gvc_status gvc_gloria_open(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, gvc_gloria_rows *out)
{
    bool more = false;
    gvc_status status = gvc_files_source(ctx, files, at, &out->source);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &out->csv, out->source);
    }
    if (status == GVC_OK) {
        status = gvc_csv_next(ctx, out->csv, &more);
    }
    if (status == GVC_OK && !more) {
        status = gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row", gvc_source_name(out->source));
    }
    if (status == GVC_OK) {
        status = gvc_csv_skip(ctx, out->csv, &out->columns);
    }
    if (status == GVC_OK) {
        gvc_csv_expect(out->csv, out->columns);
        status = gvc_csv_rewind(ctx, out->csv);
    }
    return status == GVC_OK ? gvc_csv_next(ctx, out->csv, &more) : status;
}

void gvc_gloria_close(gvc_gloria_rows *rows)
{
    gvc_csv_close(rows->csv);
    gvc_source_close(rows->source);
    *rows = (gvc_gloria_rows){0};
}

/* The rest of the rows, the present one counted. */
static gvc_status count_rest(gvc_ctx *ctx, gvc_gloria_rows *rows, gvc_idx *count)
{
    bool more = true;
    gvc_status status = GVC_OK;
    for (*count = 0; status == GVC_OK && more; (*count)++) {
        status = gvc_csv_next(ctx, rows->csv, &more);
    }
    return status;
}

gvc_status gvc_gloria_count_rows(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, gvc_idx *rows)
{
    gvc_gloria_rows r = {0};
    gvc_status status = gvc_gloria_open(ctx, files, at, &r);
    if (status == GVC_OK) {
        status = count_rest(ctx, &r, rows);
    }
    gvc_gloria_close(&r);
    return status;
}

/* ---- one file -------------------------------------------------------------------------------- */
/* What to do with a row of numbers; line and columns count from 0. */
typedef gvc_status row_fn(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx row, double *cells);

typedef struct shape {
    const char *what; /* "value added" */
    gvc_idx rows, columns;
} shape;

static gvc_status check_columns(gvc_gloria *g, const gvc_gloria_rows *rows, const shape *s)
{
    return rows->columns == s->columns
               ? GVC_OK
               : gvc_fail(g->ctx, GVC_ESHAPE, "%s: %lld columns, expected %lld for %s (%s)",
                          gvc_csv_name(rows->csv), (long long)rows->columns, (long long)s->columns,
                          s->what, g->labels->from);
}

static gvc_status check_rows(gvc_gloria *g, gvc_gloria_rows *rows, const shape *s, gvc_idx read,
                             bool more)
{
    gvc_idx rest = 0;
    gvc_status status = more ? count_rest(g->ctx, rows, &rest) : GVC_OK;
    if (status == GVC_OK && read + rest != s->rows) {
        status = gvc_fail(g->ctx, GVC_ESHAPE, "%s: %lld rows, expected %lld for %s (%s)",
                          gvc_csv_name(rows->csv), (long long)(read + rest), (long long)s->rows,
                          s->what, g->labels->from);
    }
    return status;
}

static void count_blanks(gvc_gloria *g, double *cells, gvc_idx count)
{
    for (gvc_idx j = 0; j < count; j++) {
        if (isnan(cells[j])) { /* empty: no text gives one */
            cells[j] = 0;
            g->blanks++;
        }
    }
}

static gvc_status read_rows(gvc_gloria *g, gvc_gloria_rows *rows, const shape *s, double *cells,
                            row_fn *take)
{
    gvc_status status = GVC_OK;
    bool more = true;
    gvc_idx row = 0;
    while (status == GVC_OK && more && row < s->rows) {
        status = gvc_csv_numbers(g->ctx, rows->csv, cells, s->columns, true);
        if (status == GVC_OK) {
            status = gvc_csv_end(g->ctx, rows->csv);
        }
        if (status == GVC_OK) {
            count_blanks(g, cells, s->columns);
            status = take(g, rows, row, cells);
        }
        if (status == GVC_OK) {
            row++;
            status = gvc_progress(g->ctx, s->what, (uint64_t)row, (uint64_t)s->rows);
        }
        if (status == GVC_OK) {
            status = gvc_csv_next(g->ctx, rows->csv, &more);
        }
    }
    return status == GVC_OK ? check_rows(g, rows, s, row, more) : status;
}

static gvc_status read_file(gvc_gloria *g, gvc_gloria_kind kind, const shape *s, row_fn *take)
{
    gvc_gloria_rows rows = {0};
    double *cells = gvc_malloc((size_t)s->columns, sizeof *cells);
    gvc_status status = cells == NULL
                            ? gvc_fail_memory(g->ctx, (size_t)s->columns * sizeof *cells, s->what)
                            : gvc_gloria_open(g->ctx, g->files, g->set->at[kind], &rows);
    if (status == GVC_OK) {
        status = check_columns(g, &rows, s);
    }
    if (status == GVC_OK) {
        status = read_rows(g, &rows, s, cells, take);
    }
    gvc_gloria_close(&rows);
    gvc_release(cells);
    return status;
}

/* ---- what is in them ------------------------------------------------------------------------- */
/* Cells from column `from` on are 0. */
static gvc_status expect_zeros(gvc_gloria *g, const gvc_gloria_rows *rows, const double *cells,
                               gvc_idx from, gvc_idx count, const char *why)
{
    for (gvc_idx j = from; j < from + count; j++) {
        if (cells[j] != 0) {
            return gvc_fail(g->ctx, GVC_EFORMAT, "%s:%lld: column %lld: %.15g, expected 0: %s",
                            gvc_csv_name(rows->csv), (long long)gvc_csv_line(rows->csv),
                            (long long)j + 1, cells[j], why);
        }
    }
    return GVC_OK;
}

static gvc_status take_supply(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx region,
                              gvc_idx industry, const double *cells)
{
    static const char why[] = "an industry sells products of its own region only";
    gvc_idx n = g->sectors, first = (2 * region + 1) * n;
    double *make = g->make + (region * n + industry) * n;
    gvc_status status = expect_zeros(g, rows, cells, 0, first, why);
    if (status == GVC_OK) {
        gvc_idx next = first + n;
        status = expect_zeros(g, rows, cells, next, 2 * n * g->regions - next, why);
    }
    for (gvc_idx p = 0; p < n; p++) {
        make[p] = cells[first + p];
    }
    return status;
}

/* Cells of industries, region after region, into a row of the builder's matrices. */
static gvc_status take_industries(gvc_gloria *g, const gvc_gloria_rows *rows, const double *cells,
                                  double *to, const char *why)
{
    gvc_idx n = g->sectors;
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < g->regions; r++) {
        for (gvc_idx j = 0; j < n; j++) {
            to[r * n + j] += cells[2 * r * n + j];
        }
        status = expect_zeros(g, rows, cells, (2 * r + 1) * n, n, why);
    }
    return status;
}

static gvc_status take_t(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx row, double *cells)
{
    gvc_idx n = g->sectors, region = row / (2 * n), within = row % (2 * n);
    gvc_dense *z = gvc_builder_z(g->b);
    return within < n
               ? take_supply(g, rows, region, within, cells)
               : take_industries(g, rows, cells, z->data + (region * n + within - n) * z->stride,
                                 "a product is sold to industries");
}

static gvc_status take_y(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx row, double *cells)
{
    gvc_idx n = g->sectors, region = row / (2 * n), within = row % (2 * n);
    gvc_dense *y = gvc_builder_y(g->b);
    if (within < n) {
        return expect_zeros(g, rows, cells, 0, y->cols, "final demand is for products");
    }
    double *to = y->data + (region * n + within - n) * y->stride;
    for (gvc_idx j = 0; j < y->cols; j++) {
        to[j] = cells[j];
    }
    return GVC_OK;
}

static gvc_status take_v(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx row, double *cells)
{
    gvc_dense *v = gvc_builder_v(g->b);
    return take_industries(g, rows, cells, v->data + (row % g->factors) * v->stride,
                           "value added is that of industries");
}

static gvc_status take_tq(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx row, double *cells)
{
    gvc_dense *e = gvc_builder_e(g->b);
    return take_industries(g, rows, cells, e->data + row * e->stride,
                           "satellite accounts are those of industries");
}

static gvc_status take_yq(gvc_gloria *g, const gvc_gloria_rows *rows, gvc_idx row, double *cells)
{
    (void)rows;
    const gvc_dense *ey = gvc_builder_ey(g->b);
    if (ey == NULL) {
        return gvc_fail_memory(g->ctx, 0, "satellite accounts of final demand");
    }
    for (gvc_idx j = 0; j < ey->cols; j++) {
        ey->data[row * ey->stride + j] = cells[j];
    }
    return GVC_OK;
}

gvc_status gvc_gloria_read_cells(gvc_gloria *g)
{
    gvc_idx all = 2 * g->regions * g->sectors, uses = g->regions * g->categories;
    const shape t = {"supply and use", all, all}, y = {"final demand", all, uses};
    const shape v = {"value added", g->regions * g->factors, all};
    const shape tq = {"satellite accounts", g->accounts, all};
    const shape yq = {"satellite accounts of final demand", g->accounts, uses};
    gvc_status status = read_file(g, GVC_GLORIA_T, &t, take_t);
    if (status == GVC_OK) {
        status = read_file(g, GVC_GLORIA_Y, &y, take_y);
    }
    if (status == GVC_OK && g->set->at[GVC_GLORIA_V] >= 0) {
        status = read_file(g, GVC_GLORIA_V, &v, take_v);
    }
    if (status == GVC_OK && g->set->at[GVC_GLORIA_TQ] >= 0) {
        status = read_file(g, GVC_GLORIA_TQ, &tq, take_tq);
    }
    if (status == GVC_OK && g->set->at[GVC_GLORIA_TQ] >= 0 && g->set->at[GVC_GLORIA_YQ] >= 0) {
        status = read_file(g, GVC_GLORIA_YQ, &yq, take_yq);
    }
    return status;
}
