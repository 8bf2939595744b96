/* labelled.h - the labels of a labelled table, sorted into industries, final demand and the rest */
#ifndef GVC_IO_LABELLED_H
#define GVC_IO_LABELLED_H

#include <gvc/table.h>

#include "base/base.h"
#include "text/csv.h"

typedef enum gvc_column_kind {
    GVC_COLUMN_INDUSTRY,
    GVC_COLUMN_FINAL,
    GVC_COLUMN_OUTPUT
} gvc_column_kind;

typedef enum gvc_row_kind { GVC_ROW_INDUSTRY, GVC_ROW_VALUE_ADDED, GVC_ROW_OUTPUT } gvc_row_kind;

typedef struct gvc_labelled {
    gvc_labels *columns, *rows; /* all labels in the order of the file, the corner left out */
    gvc_idx *lines;             /* of each row */
    gvc_idx column_count, row_count, row_capacity;
    unsigned char *kinds;     /* gvc_column_kind of each column */
    gvc_idx *positions;       /* of each column among those of its kind; industries by their row */
    unsigned char *row_kinds; /* gvc_row_kind of each row */
    gvc_labels *industries, *value_added, *countries, *sectors;
    bool has_output_row, has_output_column;
} gvc_labelled;

/* First pass: labels read and sorted. To be cleared whatever happens. */
gvc_status gvc_labelled_read_axes(gvc_ctx *ctx, gvc_labelled *t, gvc_csv *csv);
/* Names them in the builder. */
gvc_status gvc_labelled_name(gvc_ctx *ctx, const gvc_labelled *t, gvc_builder *b);
void gvc_labelled_clear(gvc_labelled *t);
/* The cell of the present row in column c (the label column not counted) is empty. */
gvc_status gvc_labelled_fail_empty(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx column);

#endif
