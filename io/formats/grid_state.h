/* grid_state.h - the inside of a grid, shared by the files that sort, fill and settle it */
#ifndef GVC_IO_GRID_STATE_H
#define GVC_IO_GRID_STATE_H

#include "formats/grid.h"

/* A label with its parts; id is "COUNTRY_ITEM", or the item of what belongs to no country. */
typedef struct gvc_grid_key {
    char *id, *country, *item, *name;
    bool whole;  /* came as one text */
    bool turned; /* "HFCE_AUS": the parts changed places */
} gvc_grid_key;

typedef struct gvc_grid_keys {
    gvc_grid_key *items;
    gvc_labels *ids;
    gvc_idx count, room;
} gvc_grid_keys;

/* A row that is no industry, kept until all is known. */
typedef struct gvc_grid_extra {
    gvc_grid_key key;
    double *cells; /* columns */
} gvc_grid_extra;

struct gvc_grid {
    gvc_builder *b;
    bool keep_splits, opened, rows_known;
    gvc_grid_keys columns, rows;      /* rows: known ones, or none */
    unsigned char *kinds, *row_kinds; /* gvc_grid_kind of each column, of each known row */
    gvc_idx *positions;               /* of each column: industry, final use */
    gvc_idx in_order;                 /* first columns that are the industries in their order */
    gvc_idx *row_positions;           /* of each known row: industry, extra */
    gvc_labels *countries, *sectors, *users; /* of industries, of final use */
    gvc_labels *industries;                  /* ids, in the order of the table */
    gvc_labels *extra_ids;                   /* of the rows that are no industries */
    bool *seen;                              /* industries whose row came */
    gvc_idx next;                            /* industry that the guess expects */
    gvc_idx taken;                           /* rows taken so far, known ones in their order */
    gvc_grid_kind kind;                      /* of the row being filled, and where it goes */
    gvc_idx at;
    double *cells;            /* columns */
    double *x_column, *x_row; /* n, or NULL */
    gvc_grid_extra *extras;
    gvc_idx extra_count, extra_room;
    gvc_idx empty;        /* cells read as 0 */
    gvc_grid_place place; /* of the last error */
};

gvc_status gvc_grid_fail_memory(gvc_ctx *ctx);

gvc_status gvc_grid_make_key(gvc_ctx *ctx, gvc_grid_key *key, const gvc_grid_label *label);
void gvc_grid_clear_key(gvc_grid_key *key);
void gvc_grid_clear_keys(gvc_grid_keys *keys);
/* what: "rows" or "columns"; *first: where the label stands already, if that is the error. */
gvc_status gvc_grid_add_key(gvc_ctx *ctx, gvc_grid_keys *keys, const gvc_grid_label *label,
                            const char *what, gvc_idx *first);

/* A country of the industries, or the whole of a territory among them. */
bool gvc_grid_is_country(const gvc_grid *g, const char *name);
/* Not an industry, whatever stands beside it. */
bool gvc_grid_is_never_industry(const gvc_grid_key *key);
/* Has the item of one, so a row or column of its own must match it. */
bool gvc_grid_looks_like_industry(const gvc_grid *g, const gvc_grid_key *key);

#endif
