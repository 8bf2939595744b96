/* wiod_rdata.c - WIOD's release of 2016 as R saved it: one data.frame, a column for each user */
#include <string.h>

#include "formats/wiod_wide.h"

/* The frame on its way into the table: columns come one after the other. */
typedef struct frame {
    const gvc_rvalue *v;
    gvc_idx labels[GVC_WIDE_LABELS]; /* columns of the frame, -1 = absent */
    gvc_idx *columns;                /* of the table, for each of the frame; -1 = a label */
    gvc_wide *wide;
} frame;

static bool find_labels(const gvc_rvalue *v, gvc_idx at[GVC_WIDE_LABELS])
{
    for (int i = 0; i < GVC_WIDE_LABELS; i++) {
        at[i] = -1;
    }
    for (gvc_idx c = 0; v->type == GVC_R_LIST && c < v->length; c++) {
        int label = gvc_wide_label(gvc_rvalue_item_name(v, c));
        if (label >= 0 && at[label] < 0) {
            at[label] = c;
        }
    }
    return gvc_wide_is(at);
}

/* The first object that is such a frame; NULL where none is. */
static const gvc_rvalue *find_frame(const gvc_rdata *r, gvc_idx at[GVC_WIDE_LABELS])
{
    for (gvc_idx i = 0; i < gvc_rdata_count(r); i++) {
        if (find_labels(gvc_rdata_object(r, i), at)) {
            return gvc_rdata_object(r, i);
        }
    }
    return NULL;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_rdata *r = NULL;
    gvc_idx at[GVC_WIDE_LABELS];
    return gvc_input_rdata(ctx, in, &r) == GVC_OK && r != NULL && find_frame(r, at) != NULL ? 95
                                                                                            : 0;
}

/* ---- labels ---------------------------------------------------------------------------------- */
static gvc_status read_rows(gvc_ctx *ctx, frame *f)
{
    gvc_idx rows = f->v->items[f->labels[GVC_WIDE_CODE]]->length;
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < rows; r++) {
        char room[GVC_WIDE_LABELS][32];
        const char *texts[GVC_WIDE_LABELS];
        for (int i = 0; i < GVC_WIDE_LABELS; i++) {
            texts[i] =
                f->labels[i] < 0 ? NULL : gvc_rvalue_text(f->v->items[f->labels[i]], r, room[i]);
        }
        status = gvc_wide_row(ctx, f->wide, texts);
    }
    return status;
}

/* Every column as long as the first; those of the table hold numbers. */
static gvc_status sort_columns(gvc_ctx *ctx, frame *f, const char **names, gvc_idx *count)
{
    gvc_idx rows = gvc_wide_rows(f->wide);
    for (gvc_idx c = 0; c < f->v->length; c++) {
        const gvc_rvalue *column = f->v->items[c];
        const char *name = gvc_rvalue_item_name(f->v, c);
        int label = gvc_wide_label(name);
        bool of_table = label < 0 || f->labels[label] != c;
        if (column->length != rows) {
            return gvc_fail(ctx, GVC_ESHAPE, "column '%s' has %lld values, expected %lld", name,
                            (long long)column->length, (long long)rows);
        }
        if (of_table && !gvc_rvalue_is_numbers(column)) {
            return gvc_fail(ctx, GVC_EFORMAT, "column '%s' holds no numbers", name);
        }
        f->columns[c] = of_table ? *count : -1;
        if (of_table) {
            names[(*count)++] = name;
        }
    }
    return GVC_OK;
}

/* ---- cells ----------------------------------------------------------------------------------- */
static bool wants(const gvc_rvalue *v, void *user)
{
    const frame *f = user;
    return v->list == f->v && f->columns[v->place] >= 0;
}

static gvc_status take(gvc_ctx *ctx, const gvc_rvalue *v, gvc_idx first, const double *values,
                       gvc_idx count, void *user)
{
    const frame *f = user;
    gvc_status status = GVC_OK;
    gvc_idx column = f->columns[v->place];
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        status = gvc_wide_put(ctx, f->wide, first + i, column, values[i], gvc_r_is_na(values[i]));
    }
    return status;
}

static gvc_status read_frame(gvc_ctx *ctx, gvc_input *in, const gvc_rdata *r, frame *f,
                             const gvc_read_options *options, gvc_builder *b)
{
    gvc_idx count = 0;
    const char **names = gvc_calloc((size_t)f->v->length + 1, sizeof *names);
    f->columns = gvc_calloc((size_t)f->v->length + 1, sizeof *f->columns);
    gvc_status status = names == NULL || f->columns == NULL
                            ? gvc_fail_memory(ctx, 1024, "the columns of a data frame")
                            : gvc_wide_new(ctx, &f->wide);
    if (status == GVC_OK) {
        status = read_rows(ctx, f);
    }
    if (status == GVC_OK) {
        status = sort_columns(ctx, f, names, &count);
    }
    if (status == GVC_OK) {
        status = gvc_wide_open(ctx, f->wide, b, names, count, options, in->name);
    }
    if (status == GVC_OK) {
        status = gvc_rdata_stream(ctx, r, in->source, &(gvc_rsink){wants, take, f});
    }
    if (status == GVC_OK) {
        status = gvc_wide_close(ctx, f->wide);
    }
    gvc_wide_free(f->wide);
    gvc_release(f->columns);
    gvc_release(names);
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_rdata *r = NULL;
    frame f = {0};
    gvc_status status = gvc_input_rdata(ctx, in, &r);
    if (status == GVC_OK && r == NULL) {
        status = gvc_fail(ctx, GVC_EFORMAT, "is no R data");
    }
    if (status == GVC_OK) {
        f.v = find_frame(r, f.labels);
    }
    if (status == GVC_OK && f.v == NULL) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "holds no data.frame with the columns IndustryCode, Country and RNr");
    }
    if (status == GVC_OK) {
        status = read_frame(ctx, in, r, &f, options, b);
    }
    return status == GVC_OK ? GVC_OK : gvc_input_fail(ctx, in, status);
}

static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    gvc_rdata *r = NULL;
    gvc_idx at[GVC_WIDE_LABELS];
    gvc_status status = gvc_input_rdata(ctx, in, &r);
    const gvc_rvalue *v = status == GVC_OK && r != NULL ? find_frame(r, at) : NULL;
    const gvc_rvalue *column =
        v == NULL || at[GVC_WIDE_YEAR] < 0 ? NULL : v->items[at[GVC_WIDE_YEAR]];
    for (gvc_idx i = 0; status == GVC_OK && column != NULL && i < column->length; i++) {
        char room[32];
        int year = 0;
        status = gvc_wide_year(ctx, i, gvc_rvalue_text(column, i, room), &year);
        if (status == GVC_OK) {
            status = gvc_years_add(ctx, out, year);
        }
    }
    return status;
}

const gvc_format gvc_format_wiod_rdata = {
    .info = {"wiod-rdata", "WIOD, release of 2016, as R data",
             "WIOT2014_October16_ROW.RData and its sisters, as downloaded or saved again by R (any "
             "version since 1.4, gzip, bzip2, xz or not packed; .rds too): a data.frame or "
             "data.table with the columns IndustryCode, IndustryDescription, Country, RNr and "
             "Year, then AUS1 to ROW61 and TOT, in any order. Rows and columns are matched by "
             "country and number. The year is that of the column Year.",
             "RData rda rds zip"},
    .score = score,
    .read = read_table,
    .years = list_years,
};
