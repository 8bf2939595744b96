/* gloria.h - the pieces of the reader of GLORIA: its file names, its labels, its cells */
#ifndef GVC_IO_GLORIA_H
#define GVC_IO_GLORIA_H

#include "format.h"
#include "text/csv.h"

/* The matrices of a release, one a file. */
typedef enum gvc_gloria_kind {
    GVC_GLORIA_T,  /* supply and use */
    GVC_GLORIA_Y,  /* final demand */
    GVC_GLORIA_V,  /* value added */
    GVC_GLORIA_TQ, /* satellite accounts of industries */
    GVC_GLORIA_YQ, /* and of final demand */
    GVC_GLORIA_KINDS
} gvc_gloria_kind;

/* ---- gloria_files.c ---- */
/* What a name says: ..._T-Results_2022_059_Markup001(full).csv */
typedef struct gvc_gloria_name {
    gvc_gloria_kind kind;
    int year, release, markup;
} gvc_gloria_name;

bool gvc_gloria_parse(const char *name, gvc_gloria_name *out);
/* The first bytes of a file of numbers alone. */
bool gvc_gloria_is_numbers(const unsigned char *head, size_t length);
/* Number of a valuation by its name or its number, 1 basic prices .. 5 subsidies; 0 = unknown. */
int gvc_gloria_valuation(const char *asked);
const char *gvc_gloria_valuation_name(int markup); /* "basic prices"; NULL past the fifth */
gvc_status gvc_gloria_find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out);
/* The files of a table, positions in the list of files, -1 = not there; main decides, or the
 * valuation asked for. T, Y and, at basic prices, V must be there. */
typedef struct gvc_gloria_files {
    gvc_idx at[GVC_GLORIA_KINDS];
    int year, release, markup;
} gvc_gloria_files;
gvc_status gvc_gloria_collect(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                              gvc_gloria_files *out);

/* ---- gloria_labels.c ---- */
typedef struct gvc_gloria_list {
    char **items;
    gvc_idx count, room;
} gvc_gloria_list;

typedef struct gvc_gloria_labels {
    gvc_gloria_list regions, region_names, sectors;
    gvc_gloria_list value_added, final_demand; /* full names; empty = not known */
    gvc_gloria_list satellites, heads, units;
    char *from; /* where regions and sectors come from, for messages */
} gvc_gloria_labels;

/* columns: of T. The lists named by the caller, the workbook of the release, lists beside the
 * table, or what is known of release 59. */
gvc_status gvc_gloria_find_labels(gvc_ctx *ctx, gvc_input *in, const gvc_gloria_files *files,
                                  const gvc_read_options *options, gvc_idx columns, gvc_builder *b,
                                  gvc_gloria_labels *out);
void gvc_gloria_clear(gvc_gloria_labels *labels);
bool gvc_gloria_push(gvc_gloria_list *list, const char *text); /* false when memory is out */

/* ---- gloria_book.c ---- */
/* The workbook: regions, sectors, what else it has; checks that positions run as we think. */
gvc_status gvc_gloria_read_book(gvc_ctx *ctx, gvc_source *source, gvc_gloria_labels *out);

/* ---- gloria_cells.c ---- */
/* A stream of rows of numbers. */
typedef struct gvc_gloria_rows {
    gvc_source *source;
    gvc_csv *csv;
    gvc_idx columns; /* of its first row */
} gvc_gloria_rows;
/* At the first row, which has been measured and not read. To be closed whatever happens. */
gvc_status gvc_gloria_open(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, gvc_gloria_rows *out);
void gvc_gloria_close(gvc_gloria_rows *rows);

typedef struct gvc_gloria {
    gvc_ctx *ctx;
    gvc_files *files;
    const gvc_gloria_files *set;
    const gvc_gloria_labels *labels;
    const gvc_read_options *options;
    gvc_builder *b;
    gvc_idx regions, sectors, factors, categories; /* per region */
    gvc_idx accounts;
    gvc_idx blanks; /* empty cells, taken as 0 */
    double *make;   /* supply: regions x sectors x sectors */
} gvc_gloria;

/* Every cell into the builder, which is allocated: Z holds use. */
gvc_status gvc_gloria_read_cells(gvc_gloria *g);
/* Rows of a file of satellite accounts. */
gvc_status gvc_gloria_count_rows(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, gvc_idx *rows);

/* ---- gloria_empty.c ---- */
/* Takes out regions whose industries are all zero, with their final use where that is, too. */
gvc_status gvc_gloria_drop_empty(gvc_gloria *g);

#endif
