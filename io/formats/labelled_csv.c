/* labelled_csv.c - a table with labels: header row, label column, rows below, given output;
 * anything that no published form of its own fits */
#include "format.h"
#include "formats/labelled_text.h"
#include "text/csv.h"

static int score(gvc_ctx *ctx, gvc_input *in)
{
    (void)ctx;
    gvc_idx numbers = 0, fields = 0;
    if (!gvc_csv_sniff(in->head, in->length, &numbers, &fields)) {
        return 0;
    }
    return fields > 2 && 2 * numbers < fields ? 50 : 0;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    return gvc_labelled_text_read(ctx, in, options, b, NULL, NULL);
}

const gvc_format gvc_format_labelled_csv = {
    .info =
        {"labelled-csv", "header row and label column, value added and output in the table",
         "The first line holds the column labels, the first column the row labels: COUNTRY_SECTOR, "
         "split at the first underscore, for industries, COUNTRY_CATEGORY (or CATEGORY_COUNTRY) "
         "for final demand. A label of both a row and a column is an industry, in any order. Rows "
         "below are value added, taxes or adjustments by their names; a row and a column OUT, "
         "OUTPUT, TOTAL, GO or X are the output that the source states, and rows and columns that "
         "are sums of others are found and left out. Separated by comma, tab or semicolon; empty "
         "cells are 0. What was assumed stands in the notes of the table.",
         "csv txt csv.gz csv.xz zip"},
    .score = score,
    .read = read_table,
};
