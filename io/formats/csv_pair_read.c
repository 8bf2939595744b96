/* csv_pair_read.c - the parts of a table into one grid: columns of Z, of Y, of output; rows of Z,
 * of value added */
#include <string.h>

#include "formats/csv_pair.h"
#include "formats/grid.h"
#include "text/csv.h"

enum { PARTS = 4 };

/* A file, opened. */
typedef struct part {
    gvc_source *source;
    gvc_csv *csv;
    gvc_idx columns;
    gvc_idx *to;   /* of each column, its place in the grid */
    double *cells; /* columns */
} part;

typedef struct reading {
    part z, y, va, x;
    gvc_grid *grid;
    gvc_labels *rows, *columns; /* of Z */
    bool *seen;                 /* rows of Z, in the part that is read */
} reading;

static gvc_status no_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

static bool is_there(const part *p)
{
    return p->csv != NULL;
}

static void close_part(part *p)
{
    gvc_csv_close(p->csv);
    gvc_source_close(p->source);
    gvc_release(p->to);
    gvc_release(p->cells);
}

static gvc_status open_part(gvc_ctx *ctx, const gvc_files *files, gvc_idx file, part *p)
{
    if (file < 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_files_source(ctx, files, file, &p->source);
    return status == GVC_OK ? gvc_csv_open(ctx, &p->csv, p->source) : status;
}

static gvc_status fail_line(gvc_ctx *ctx, const part *p, gvc_status status)
{
    return gvc_fail_in(ctx, status, "%s:%lld", gvc_csv_name(p->csv),
                       (long long)gvc_csv_line(p->csv));
}

/* ---- headers --------------------------------------------------------------------------------- */
/* What becomes of a label of a header: its place in the grid. */
typedef gvc_status take(gvc_ctx *ctx, reading *r, const char *label, gvc_idx *to);

static gvc_status take_new(gvc_ctx *ctx, reading *r, const char *text, gvc_idx *to)
{
    const gvc_grid_label label = {.text = text};
    *to = gvc_grid_columns(r->grid);
    return gvc_grid_column(ctx, r->grid, &label);
}

static gvc_status take_industry(gvc_ctx *ctx, reading *r, const char *text, gvc_idx *to)
{
    gvc_status status = take_new(ctx, r, text, to);
    return status == GVC_OK && gvc_labels_add(r->columns, text) < 0 ? no_memory(ctx) : status;
}

static gvc_status take_known(gvc_ctx *ctx, reading *r, const char *text, gvc_idx *to)
{
    *to = gvc_labels_find(r->columns, text);
    return *to >= 0
               ? GVC_OK
               : gvc_fail(ctx, GVC_ESHAPE, "'%s' is no column of %s", text, gvc_csv_name(r->z.csv));
}

static gvc_status take_output(gvc_ctx *ctx, reading *r, const char *text, gvc_idx *to)
{
    (void)text;
    return take_new(ctx, r, "OUTPUT", to);
}

static gvc_status grow(gvc_ctx *ctx, part *p)
{
    if (p->columns % 256 == 0) {
        gvc_idx *to = gvc_realloc(p->to, (size_t)p->columns, (size_t)p->columns + 256, sizeof *to);
        if (to == NULL) {
            return no_memory(ctx);
        }
        p->to = to;
    }
    return GVC_OK;
}

static gvc_status read_header(gvc_ctx *ctx, reading *r, part *p, take *how)
{
    const char *label = NULL;
    bool more = false;
    gvc_status status = is_there(p) ? gvc_csv_next(ctx, p->csv, &more) : GVC_OK;
    if (status != GVC_OK || !more) {
        return status;
    }
    status = gvc_csv_text(ctx, p->csv, &label);
    while (status == GVC_OK) {
        status = gvc_csv_text(ctx, p->csv, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        status = grow(ctx, p);
        if (status == GVC_OK) {
            status = how(ctx, r, label, &p->to[p->columns++]);
            status = status == GVC_OK
                         ? GVC_OK
                         : gvc_fail_in(ctx, status, "%s:1: column %lld", gvc_csv_name(p->csv),
                                       (long long)p->columns + 1);
        }
    }
    gvc_csv_expect(p->csv, p->columns + 1);
    p->cells = gvc_calloc((size_t)p->columns + 1, sizeof *p->cells);
    return status == GVC_OK && p->cells == NULL ? no_memory(ctx) : status;
}

/* ---- rows ------------------------------------------------------------------------------------ */
/* The label of the next row; NULL at the end. */
static gvc_status next_row(gvc_ctx *ctx, part *p, const char **label)
{
    bool more = false;
    *label = NULL;
    gvc_status status = gvc_csv_next(ctx, p->csv, &more);
    return status == GVC_OK && more ? gvc_csv_text(ctx, p->csv, label) : status;
}

/* Labels of the rows of Z (kept: into r->rows) or of value added. */
static gvc_status know_rows(gvc_ctx *ctx, reading *r, part *p, bool keep)
{
    gvc_status status = GVC_OK;
    while (status == GVC_OK && is_there(p)) {
        const char *text = NULL;
        status = next_row(ctx, p, &text);
        if (status != GVC_OK || text == NULL) {
            break;
        }
        const gvc_grid_label label = {.text = text};
        status = gvc_grid_known_row(ctx, r->grid, &label);
        status = status == GVC_OK ? GVC_OK : fail_line(ctx, p, status);
        if (status == GVC_OK && keep && gvc_labels_add(r->rows, text) < 0) {
            status = no_memory(ctx);
        }
    }
    return status;
}

/* To the first row again. */
static gvc_status rewind_part(gvc_ctx *ctx, part *p)
{
    bool more = false;
    gvc_status status = gvc_csv_rewind(ctx, p->csv);
    return status == GVC_OK ? gvc_csv_next(ctx, p->csv, &more) : status;
}

/* Numbers of the present line into row `row` of the grid. */
static gvc_status put_row(gvc_ctx *ctx, reading *r, part *p, gvc_idx row)
{
    gvc_status status = gvc_csv_numbers(ctx, p->csv, p->cells, p->columns, true);
    if (status == GVC_OK) {
        status = gvc_csv_end(ctx, p->csv);
    }
    for (gvc_idx c = 0; status == GVC_OK && c < p->columns; c++) {
        status = gvc_grid_put(ctx, r->grid, row, p->to[c], p->cells[c]);
    }
    if (status == GVC_OK) {
        status = gvc_progress(ctx, "reading", (uint64_t)row, (uint64_t)gvc_grid_rows(r->grid));
    }
    return status;
}

/* Rows in the order in which they were named, from `first` of the grid on. */
static gvc_status put_rows(gvc_ctx *ctx, reading *r, part *p, gvc_idx first)
{
    gvc_status status = is_there(p) ? rewind_part(ctx, p) : GVC_OK;
    for (gvc_idx row = first; status == GVC_OK && is_there(p); row++) {
        const char *label = NULL;
        status = next_row(ctx, p, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        status =
            row < gvc_grid_rows(r->grid)
                ? put_row(ctx, r, p, row)
                : gvc_fail(ctx, GVC_EIO, "%s: changed while it was read", gvc_csv_name(p->csv));
    }
    return status;
}

/* The row of Z that this label names, once. */
static gvc_status find_row(gvc_ctx *ctx, reading *r, const part *p, const char *label, gvc_idx *row)
{
    *row = gvc_labels_find(r->rows, label);
    if (*row < 0) {
        return fail_line(
            ctx, p,
            gvc_fail(ctx, GVC_ESHAPE, "row '%s' is no row of %s", label, gvc_csv_name(r->z.csv)));
    }
    if (r->seen[*row]) {
        return fail_line(ctx, p, gvc_fail(ctx, GVC_EFORMAT, "row '%s' is there twice", label));
    }
    r->seen[*row] = true;
    return GVC_OK;
}

/* Rows in any order, each of Z's once. */
static gvc_status put_matching(gvc_ctx *ctx, reading *r, part *p)
{
    gvc_idx n = gvc_labels_count(r->rows), row = 0;
    gvc_status status = GVC_OK;
    memset(r->seen, 0, (size_t)n * sizeof *r->seen);
    while (status == GVC_OK && is_there(p)) {
        const char *label = NULL;
        status = next_row(ctx, p, &label);
        if (status != GVC_OK || label == NULL) {
            break;
        }
        status = find_row(ctx, r, p, label, &row);
        if (status == GVC_OK) {
            status = put_row(ctx, r, p, row);
        }
    }
    for (gvc_idx i = 0; status == GVC_OK && is_there(p) && i < n; i++) {
        if (!r->seen[i]) {
            return gvc_fail(ctx, GVC_ESHAPE, "%s: has no row '%s', which %s has",
                            gvc_csv_name(p->csv), gvc_labels_get(r->rows, i),
                            gvc_csv_name(r->z.csv));
        }
    }
    return status;
}

/* ---- all ------------------------------------------------------------------------------------- */
/* An error of opening the grid stands in Z or Y. */
static gvc_status fail_open(gvc_ctx *ctx, const reading *r, gvc_status status)
{
    gvc_grid_place place = gvc_grid_failed_at(r->grid);
    const part *p = place.column >= r->z.columns ? &r->y : &r->z;
    return place.column < 0
               ? gvc_fail_in(ctx, status, "%s", gvc_csv_name(p->csv))
               : gvc_fail_in(ctx, status, "%s:1: column %lld", gvc_csv_name(p->csv),
                             (long long)place.column - (p == &r->y ? r->z.columns : 0) + 2);
}

static gvc_status read_labels(gvc_ctx *ctx, reading *r)
{
    gvc_status status = read_header(ctx, r, &r->z, take_industry);
    if (status == GVC_OK) {
        status = read_header(ctx, r, &r->y, take_new);
    }
    if (status == GVC_OK) {
        status = read_header(ctx, r, &r->va, take_known);
    }
    if (status == GVC_OK) {
        status = read_header(ctx, r, &r->x, take_output);
    }
    if (status == GVC_OK) {
        status = know_rows(ctx, r, &r->z, true);
    }
    if (status == GVC_OK) {
        status = know_rows(ctx, r, &r->va, false);
    }
    if (status == GVC_OK && gvc_grid_rows(r->grid) == 0) {
        status =
            gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row below its header", gvc_csv_name(r->z.csv));
    }
    return status;
}

static gvc_status read_cells(gvc_ctx *ctx, reading *r)
{
    gvc_idx n = gvc_labels_count(r->rows);
    r->seen = gvc_calloc((size_t)n + 1, sizeof *r->seen);
    gvc_status status = r->seen == NULL ? no_memory(ctx) : put_rows(ctx, r, &r->z, 0);
    if (status == GVC_OK) {
        status = put_matching(ctx, r, &r->y);
    }
    if (status == GVC_OK) {
        status = put_matching(ctx, r, &r->x);
    }
    return status == GVC_OK ? put_rows(ctx, r, &r->va, n) : status;
}

static gvc_status note_parts(gvc_ctx *ctx, const reading *r, gvc_builder *b)
{
    const struct {
        const part *p;
        const char *what;
    } parts[] = {{&r->y, "final use"}, {&r->va, "value added"}, {&r->x, "output"}};
    gvc_status status = GVC_OK;
    for (size_t i = 0; status == GVC_OK && i < sizeof parts / sizeof *parts; i++) {
        if (is_there(parts[i].p)) {
            status = gvc_builder_note(ctx, b, "%s from %s", parts[i].what,
                                      gvc_csv_name(parts[i].p->csv));
        }
    }
    return status;
}

/* What is in Z is an industry, but for totals, which belong to no country. */
static gvc_status check_square(gvc_ctx *ctx, const reading *r)
{
    for (gvc_idx c = 0; c < r->z.columns; c++) {
        const char *label = gvc_labels_get(r->columns, c);
        if (gvc_grid_column_kind(r->grid, c) != GVC_GRID_INDUSTRY && strchr(label, '_') != NULL) {
            return gvc_fail(ctx, GVC_ESHAPE, "%s:1: column %lld: '%s' has no row of that name",
                            gvc_csv_name(r->z.csv), (long long)c + 2, label);
        }
    }
    return GVC_OK;
}

static gvc_status read_parts(gvc_ctx *ctx, reading *r, gvc_builder *b)
{
    bool sure = true;
    gvc_status status = read_labels(ctx, r);
    if (status == GVC_OK) {
        status = gvc_grid_open(ctx, r->grid, &sure);
        status = status == GVC_OK ? GVC_OK : fail_open(ctx, r, status);
    }
    if (status == GVC_OK) {
        status = check_square(ctx, r);
    }
    if (status == GVC_OK) {
        status = note_parts(ctx, r, b);
    }
    if (status == GVC_OK) {
        status = read_cells(ctx, r);
    }
    if (status == GVC_OK) {
        status = gvc_grid_close(ctx, r->grid);
        status = status == GVC_OK ? GVC_OK : fail_open(ctx, r, status);
    }
    return status;
}

gvc_status gvc_pair_read(gvc_ctx *ctx, gvc_input *in, const gvc_pair *pair,
                         const gvc_read_options *options, gvc_builder *b)
{
    reading r = {.rows = gvc_labels_new(), .columns = gvc_labels_new()};
    gvc_status status = r.rows == NULL || r.columns == NULL ? no_memory(ctx) : GVC_OK;
    part *const parts[PARTS] = {&r.z, &r.y, &r.va, &r.x};
    const gvc_idx files[PARTS] = {pair->z, pair->y, pair->va, pair->x};
    for (int i = 0; status == GVC_OK && i < PARTS; i++) {
        status = open_part(ctx, in->files, files[i], parts[i]);
    }
    if (status == GVC_OK) {
        status = gvc_grid_new(ctx, &r.grid, b, options->keep_splits);
    }
    if (status == GVC_OK) {
        status = read_parts(ctx, &r, b);
    }
    for (int i = 0; i < PARTS; i++) {
        close_part(parts[i]);
    }
    gvc_grid_free(r.grid);
    gvc_labels_free(r.rows);
    gvc_labels_free(r.columns);
    gvc_release(r.seen);
    return status;
}
