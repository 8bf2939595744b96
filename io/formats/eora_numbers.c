/* eora_numbers.c - the matrices of Eora, numbers only, and its region of discrepancies */
#include <math.h>
#include <string.h>

#include "formats/eora.h"

/* More fields than that: an empty one may follow, else the labels do not fit. */
static gvc_status end_row(gvc_ctx *ctx, gvc_csv *csv, const gvc_dense *m, const char *columns_of)
{
    const char *text = NULL;
    gvc_status status = gvc_csv_text(ctx, csv, &text);
    if (status == GVC_OK && text != NULL && text[0] != '\0') {
        return gvc_fail(ctx, GVC_ESHAPE, "%s:%lld: more than %lld columns, the labels in %s",
                        gvc_csv_name(csv), (long long)gvc_csv_line(csv), (long long)m->cols,
                        columns_of);
    }
    return status == GVC_OK ? gvc_csv_end(ctx, csv) : status;
}

static gvc_status read_row(gvc_ctx *ctx, gvc_csv *csv, const gvc_dense *m, gvc_idx row,
                           gvc_idx *empty, const char *columns_of)
{
    double *to = m->data + row * m->stride;
    gvc_status status = gvc_csv_numbers(ctx, csv, to, m->cols, true);
    for (gvc_idx j = 0; status == GVC_OK && j < m->cols; j++) {
        if (isnan(to[j])) {
            to[j] = 0;
            ++*empty;
        }
    }
    return status == GVC_OK ? end_row(ctx, csv, m, columns_of) : status;
}

/* The first line says at once whether the labels fit the columns. */
static gvc_status check_columns(gvc_ctx *ctx, gvc_csv *csv, const gvc_dense *m,
                                const char *columns_of)
{
    gvc_idx fields = 0;
    bool more = false;
    gvc_status status = gvc_csv_next(ctx, csv, &more);
    if (status == GVC_OK && more) {
        status = gvc_csv_skip(ctx, csv, &fields);
    }
    if (status == GVC_OK && fields != m->cols && fields != m->cols + 1) {
        status = gvc_fail(ctx, GVC_ESHAPE, "%s: %lld columns, but %s has %lld labels",
                          gvc_csv_name(csv), (long long)fields, columns_of, (long long)m->cols);
    }
    return status == GVC_OK ? gvc_csv_rewind(ctx, csv) : status;
}

gvc_status gvc_eora_read_numbers(gvc_ctx *ctx, gvc_csv *csv, gvc_dense *m, gvc_idx *empty,
                                 const char *rows_of, const char *columns_of)
{
    gvc_status status = check_columns(ctx, csv, m, columns_of);
    bool more = true;
    gvc_idx row = 0;
    while (status == GVC_OK) {
        status = gvc_csv_next(ctx, csv, &more);
        if (status != GVC_OK || !more || row == m->rows) {
            break;
        }
        if (row == 0) {
            gvc_csv_expect(csv, m->cols);
        }
        status = read_row(ctx, csv, m, row++, empty, columns_of);
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "reading", (uint64_t)row, (uint64_t)m->rows);
        }
    }
    if (status == GVC_OK && (more || row != m->rows)) {
        status =
            gvc_fail(ctx, GVC_ESHAPE, "%s: %s%lld rows, but %s has %lld labels", gvc_csv_name(csv),
                     more ? "more than " : "", (long long)row, rows_of, (long long)m->rows);
    }
    return status;
}

/* ---- region ROW ------------------------------------------------------------------------------ */

static double row_sum(const gvc_dense *m, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = 0; j < m->cols; j++) {
        sum += m->data[i * m->stride + j];
    }
    return sum;
}

static double column_sum(const gvc_dense *m, gvc_idx j)
{
    double sum = 0;
    for (gvc_idx i = 0; i < m->rows; i++) {
        sum += m->data[i * m->stride + j];
    }
    return sum;
}

gvc_status gvc_eora_note_rest(gvc_ctx *ctx, gvc_builder *b)
{
    const gvc_table *t = gvc_builder_so_far(b);
    gvc_idx rest = gvc_table_find(t, GVC_COUNTRY, "ROW"), at = -1, count = 0;
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        if (gvc_table_country_of(t, GVC_INDUSTRY, i) == rest) {
            at = i;
            count++;
        }
    }
    if (rest < 0 || count != 1) {
        return GVC_OK;
    }
    const gvc_dense *z = gvc_builder_z(b);
    double sales = row_sum(z, at) + row_sum(gvc_builder_y(b), at);
    double inputs = column_sum(z, at) + column_sum(gvc_builder_v(b), at);
    return gvc_builder_note(ctx, b,
                            "region ROW (%s) has the one sector %s and is kept as published: its "
                            "row adds up to %.6g, its column with value added to %.6g",
                            gvc_table_name(t, GVC_COUNTRY, rest),
                            gvc_table_label(t, GVC_SECTOR, gvc_table_sector_of(t, at)), sales,
                            inputs);
}
