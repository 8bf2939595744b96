/* parts.h - a table whose matrices are files of their own, each with its labels: flows or
 * coefficients, final use, output, and accounts below them (primary inputs, satellites)
 *
 * A format finds the files; reading them is the same for all. Rows and columns are put together by
 * their labels, so their order may differ from file to file. Accounts in the money of the table
 * that come as factor inputs become primary rows, all others satellite accounts. */
#ifndef GVC_IO_PARTS_H
#define GVC_IO_PARTS_H

#include <gvc/io.h>

#include "base/base.h"
#include "formats/headed.h"

/* Files of one set of accounts; -1 = none. */
typedef struct gvc_part_accounts {
    char *name;   /* "satellite": of its folder or file */
    gvc_idx f;    /* accounts of industries */
    gvc_idx fy;   /* of final use */
    gvc_idx unit; /* names of rows with their units */
} gvc_part_accounts;

/* A row of the accounts, as it will stand in the table. */
typedef struct gvc_part_row {
    char *name;  /* as its file spells it */
    char *label; /* with the name of the set where others have the same */
    char *unit;
    gvc_idx at; /* position among primary rows or satellite accounts */
    bool primary;
    bool coefficients; /* per unit of output */
    bool seen;
} gvc_part_row;

typedef struct gvc_parts {
    const gvc_files *files;  /* borrowed */
    gvc_idx z, y, x, unit;   /* files; x, unit -1 = none */
    bool coefficients;       /* z holds input coefficients */
    bool unit_column;        /* the unit of a row is the last of its labels, not in a file */
    gvc_part_accounts *sets; /* yours to add to with gvc_parts_add; cleared with the rest */
    gvc_idx set_count, set_room;
    /* Filled by reading. */
    char *money; /* unit of flows as the files spell it; NULL where they do not say */
    gvc_labels *industries, *uses; /* "AT\tFarms" */
    gvc_part_row *rows;
    gvc_idx row_count, row_room;
    gvc_idx *first_row; /* of each set, and the end */
    double *x_values;   /* n, output where coefficients need it */
    gvc_idx empty;
} gvc_parts;

void gvc_parts_clear(gvc_parts *p);
/* Takes the name over, also on failure. */
gvc_status gvc_parts_add(gvc_ctx *ctx, gvc_parts *p, const gvc_part_accounts *set);
/* The whole table. Units are left to the format: p->money. */
gvc_status gvc_parts_read(gvc_ctx *ctx, gvc_parts *p, const gvc_read_options *options,
                          gvc_builder *b);

/* Between the files that do it: */
/* Opens a matrix with two header rows; a row of it has the two labels of an industry, and its unit
 * where the table has a unit column. */
gvc_status gvc_parts_open(gvc_ctx *ctx, const gvc_parts *p, gvc_idx file, gvc_headed **out);
/* p->money, of the file of units or the first row of final use. */
gvc_status gvc_parts_read_money(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b);
/* Lists the rows of all accounts and names them in the builder. */
gvc_status gvc_parts_name_accounts(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b);
gvc_status gvc_parts_read_accounts(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b);
/* Labels of a column of header rows 0 and 1, or of a row, as one; yours, NULL without memory. */
char *gvc_parts_column_key(const gvc_headed *h, gvc_idx column);
char *gvc_parts_row_key(const gvc_headed *h);
/* Name of the row of an account, the unit behind it left out: "CO2", "CO2 (air)". Yours. */
char *gvc_parts_row_name(const gvc_headed *h, bool has_unit);
/* The unit itself: "kg" of "kg/M.EUR", where money is M.EUR; *coefficients then. Yours. */
char *gvc_parts_unit(const char *unit, const char *money, bool *coefficients);

#endif
