/* diff.h - two tables side by side: the labels that they share, and what is compared */
#ifndef GVC_TABLE_DIFF_H
#define GVC_TABLE_DIFF_H

#include <gvc/diff.h>

#include "result/changes.h"
#include "result/match.h"
#include "table/table.h"

/* What is compared, in this order. */
typedef enum gvc_block {
    GVC_Z,
    GVC_Y,
    GVC_V,
    GVC_VY,
    GVC_X,
    GVC_X_GIVEN,
    GVC_E,
    GVC_EY,
    GVC_BLOCKS
} gvc_block;

/* Every cell of a block counts in the tally of the block, and in those rows that the view adds it
 * to. */
typedef struct gvc_table_pairing {
    const gvc_table *a, *b;
    const gvc_diff_options *options;
    const char *name_a, *name_b;
    gvc_match axes[GVC_AXES];
    gvc_alone alone;
    bool has[GVC_BLOCKS];                /* in both */
    gvc_tally blocks[GVC_BLOCKS];        /* where = row * columns + column, of pairs */
    gvc_idx *seller, *user, *user_final; /* by pair: position of the country of each pair */
    gvc_labels *sellers, *users;
    gvc_tally *rows; /* of the view: row_count of them */
    gvc_idx row_count;
} gvc_table_pairing;

/* Columns that both have; of a vector (x, x_given) 1. */
gvc_idx gvc_block_columns(const gvc_table_pairing *p, gvc_block block);
/* All rows have one unit. */
bool gvc_block_adds_up(gvc_block block);
const char *gvc_block_name(gvc_block block);

/* diff_views.c: how the rows of a view are made of cells. */
typedef struct gvc_table_view {
    const char *name;                                        /* of gvc_diff_options.by */
    gvc_status (*begin)(gvc_ctx *ctx, gvc_table_pairing *p); /* makes the rows */
    void (*add)(gvc_table_pairing *p, gvc_block block, gvc_idx row, gvc_idx column, double a,
                double b);
    gvc_status (*dims)(gvc_ctx *ctx, gvc_result *r, const gvc_table_pairing *p);
} gvc_table_view;
/* NULL = the first; GVC_EUNKNOWN. */
gvc_status gvc_table_view_find(gvc_ctx *ctx, const char *name, const gvc_table_view **out);

#endif
