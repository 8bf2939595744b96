/* r_matrix.c - a sheet as R keeps it: a matrix or data.frame of numbers with names of its rows and
 * columns; and the words for R data that is no table */
#include <string.h>

#include "format.h"
#include "formats/grid.h"

typedef struct sheet {
    const gvc_rvalue *v;
    const gvc_rvalue *row_names; /* text, or NULL: rows are named as the columns */
    gvc_idx rows, columns;       /* columns of numbers */
    gvc_idx first;               /* item of a frame that is the first of them */
    char cut;                    /* between country and item */
    gvc_grid *grid;
} sheet;

/* ---- which object ---------------------------------------------------------------------------- */
static bool is_text(const gvc_rvalue *v)
{
    return v != NULL && v->length > 0 &&
           (v->type == GVC_R_TEXT || gvc_rvalue_attribute(v, "levels") != NULL);
}

static bool is_matrix(const gvc_rvalue *v, sheet *s)
{
    gvc_idx extents[2] = {0};
    if (!gvc_rvalue_is_numbers(v) || gvc_rvalue_extents(v, extents, 2) != 2) {
        return false;
    }
    *s = (sheet){.v = v, .rows = extents[0], .columns = extents[1]};
    s->row_names = gvc_rvalue_dimnames(v, 0);
    return true;
}

/* A data.frame of numbers, with names of rows or a first column of texts. */
static bool is_frame(const gvc_rvalue *v, sheet *s)
{
    if (v->type != GVC_R_LIST || v->length < 2 || !gvc_rvalue_has_class(v, "data.frame")) {
        return false;
    }
    const gvc_rvalue *names = gvc_rvalue_attribute(v, "row.names");
    *s = (sheet){.v = v, .rows = v->items[0]->length, .first = is_text(v->items[0]) ? 1 : 0};
    s->columns = v->length - s->first;
    s->row_names = s->first > 0 ? v->items[0] : is_text(names) ? names : NULL;
    for (gvc_idx c = s->first; c < v->length; c++) {
        if (!gvc_rvalue_is_numbers(v->items[c]) || v->items[c]->length != s->rows) {
            return false;
        }
    }
    return true;
}

static bool find_sheet(const gvc_rdata *r, sheet *s)
{
    for (gvc_idx i = 0; i < gvc_rdata_count(r); i++) {
        const gvc_rvalue *v = gvc_rdata_object(r, i);
        if (is_matrix(v, s) || is_frame(v, s)) {
            return true;
        }
    }
    return false;
}

/* Any R data is taken, so that what cannot be read is told. */
static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_rdata *r = NULL;
    sheet s;
    if (!gvc_rdata_is(in->head, in->length)) {
        return 0;
    }
    return gvc_input_rdata(ctx, in, &r) == GVC_OK && r != NULL && find_sheet(r, &s) ? 40 : 5;
}

/* ---- labels ---------------------------------------------------------------------------------- */
static const char *column_name(const sheet *s, gvc_idx c)
{
    const gvc_rvalue *names = gvc_rvalue_dimnames(s->v, 1);
    const char *name = s->v->type == GVC_R_LIST ? gvc_rvalue_item_name(s->v, s->first + c)
                       : names == NULL || names->texts == NULL || c >= names->length
                           ? NULL
                           : names->texts[c];
    return name == NULL ? "" : name;
}

/* "DEU_C20"; where no column has a '_', "DEU.C20". */
static void find_cut(sheet *s)
{
    s->cut = '.';
    for (gvc_idx c = 0; c < s->columns; c++) {
        if (strchr(column_name(s, c), '_') != NULL) {
            s->cut = '_';
        }
    }
}

typedef gvc_status add_fn(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_label *label);

static gvc_status add_label(gvc_ctx *ctx, const sheet *s, add_fn *add, const char *text,
                            const char *what, gvc_idx at)
{
    gvc_text country = {0};
    const char *cut = strchr(text, s->cut);
    gvc_grid_label label = {.text = text};
    if (s->cut == '.' && cut != NULL && cut != text && cut[1] != '\0') {
        gvc_text_add(&country, text, (size_t)(cut - text));
        label = (gvc_grid_label){.country = gvc_text_str(&country), .item = cut + 1};
    }
    gvc_status status =
        country.failed ? gvc_fail_memory(ctx, strlen(text), "a label") : add(ctx, s->grid, &label);
    gvc_text_free(&country);
    return status == GVC_OK ? GVC_OK
                            : gvc_fail_in(ctx, status, "name of %s %lld", what, (long long)at + 1);
}

static gvc_status name_rows(gvc_ctx *ctx, const sheet *s, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    if (s->row_names == NULL && s->rows >= s->columns) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%lld rows without names and %lld columns; name the rows, or leave more "
                        "columns than rows, industries first",
                        (long long)s->rows, (long long)s->columns);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < s->rows; i++) {
        char room[32];
        const char *name =
            s->row_names == NULL ? column_name(s, i) : gvc_rvalue_text(s->row_names, i, room);
        status = add_label(ctx, s, gvc_grid_known_row, name == NULL ? "" : name, "row", i);
    }
    return status == GVC_OK && s->row_names == NULL
               ? gvc_builder_note(ctx, b,
                                  "rows have no names: taken for the industries of the first "
                                  "%lld columns",
                                  (long long)s->rows)
               : status;
}

static gvc_status name_labels(gvc_ctx *ctx, sheet *s, gvc_builder *b)
{
    bool named = false, sure = false;
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; !named && c < s->columns; c++) {
        named = column_name(s, c)[0] != '\0';
    }
    if (!named) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%lld x %lld numbers without names of columns, so nothing says what they "
                        "are; set colnames() and rownames() to labels like DEU_C20 in R, or write "
                        "the numbers as CSV beside lists of labels (gvc formats icio-csv)",
                        (long long)s->rows, (long long)s->columns);
    }
    find_cut(s);
    for (gvc_idx c = 0; status == GVC_OK && c < s->columns; c++) {
        status = add_label(ctx, s, gvc_grid_column, column_name(s, c), "column", c);
    }
    if (status == GVC_OK) {
        status = name_rows(ctx, s, b);
    }
    return status == GVC_OK ? gvc_grid_open(ctx, s->grid, &sure) : status;
}

/* ---- cells ----------------------------------------------------------------------------------- */
static bool wants(const gvc_rvalue *v, void *user)
{
    const sheet *s = user;
    return v == s->v || (v->list == s->v && v->place >= s->first);
}

static gvc_status take(gvc_ctx *ctx, const gvc_rvalue *v, gvc_idx first, const double *values,
                       gvc_idx count, void *user)
{
    const sheet *s = user;
    gvc_idx before = v == s->v ? 0 : v->place - s->first;
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        status =
            gvc_grid_put_strict(ctx, s->grid, (first + i) % s->rows, before + (first + i) / s->rows,
                                values[i], gvc_r_is_na(values[i]));
    }
    return status;
}

static gvc_status read_sheet(gvc_ctx *ctx, gvc_input *in, const gvc_rdata *r, sheet *s,
                             const gvc_read_options *options, gvc_builder *b)
{
    gvc_status status = gvc_grid_new(ctx, &s->grid, b, options->keep_splits);
    if (status == GVC_OK) {
        status = name_labels(ctx, s, b);
    }
    if (status == GVC_OK) {
        status = gvc_rdata_stream(ctx, r, in->source, &(gvc_rsink){wants, take, s});
    }
    if (status == GVC_OK) {
        status = gvc_grid_close(ctx, s->grid);
    }
    gvc_grid_free(s->grid);
    return status;
}

static gvc_status fail_unknown(gvc_ctx *ctx, const gvc_rdata *r)
{
    gvc_text words = {0};
    gvc_rdata_describe(r, &words);
    gvc_status status = gvc_fail(ctx, GVC_EFORMAT,
                                 "is R data that holds %s: no table that gvc knows; gvc formats "
                                 "lists them",
                                 gvc_text_str(&words));
    gvc_text_free(&words);
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_rdata *r = NULL;
    sheet s = {0};
    gvc_status status = gvc_input_rdata(ctx, in, &r);
    if (status == GVC_OK && r == NULL) {
        status = gvc_fail(ctx, GVC_EFORMAT, "is no R data");
    }
    if (status == GVC_OK) {
        status = find_sheet(r, &s) ? read_sheet(ctx, in, r, &s, options, b) : fail_unknown(ctx, r);
    }
    return status == GVC_OK ? GVC_OK : gvc_input_fail(ctx, in, status);
}

const gvc_format gvc_format_r_matrix = {
    .info =
        {"r-matrix", "a matrix or data.frame of R with names of rows and columns",
         "R data (.RData, .rda, .rds) with one sheet of numbers: industries as rows and "
         "columns, final use beside them, rows of primary inputs and totals below if there are "
         "any. Labels are COUNTRY_SECTOR, or COUNTRY.SECTOR where none has a '_'; those of rows "
         "are the names of rows or a first column of texts. Rows without names are the "
         "industries of the first columns. The tables of the R package exvatools look like "
         "this.",
         "RData rda rds"},
    .score = score,
    .read = read_table,
};
