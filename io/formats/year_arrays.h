/* year_arrays.h - arrays of R with the year as one of their dimensions, told apart by the names of
 * their dimensions, never by position */
#ifndef GVC_IO_YEAR_ARRAYS_H
#define GVC_IO_YEAR_ARRAYS_H

#include "format.h"

enum { GVC_YEAR_DIMENSIONS = 3 };

/* One array of a file; the file is kept open for it. */
typedef struct gvc_year_array {
    gvc_rdata *r; /* closed with the array where it is its own */
    gvc_source *source;
    bool own;
    char *name; /* of the object: "ICIO2021econZ" */
    const gvc_rvalue *v;
    gvc_idx count, extents[GVC_YEAR_DIMENSIONS];
    gvc_idx year;   /* the dimension of years */
    gvc_idx others; /* dimensions beside it: first and second in the order of storage */
    gvc_idx other[GVC_YEAR_DIMENSIONS];
} gvc_year_array;

/* The first such array of R data; false where there is none. */
bool gvc_year_array_in(gvc_rdata *r, gvc_year_array *out);
/* That of a file. *there false where it holds none. Errors name the file. */
gvc_status gvc_year_array_open(gvc_ctx *ctx, const gvc_files *files, gvc_idx at,
                               gvc_year_array *out, bool *there);
void gvc_year_array_close(gvc_year_array *a);

/* Name i of a dimension; "" where it has none. */
const char *gvc_year_array_label(const gvc_year_array *a, gvc_idx dimension, gvc_idx i);
gvc_status gvc_year_array_list(gvc_ctx *ctx, const gvc_year_array *a, gvc_year_list *out);
gvc_status gvc_year_array_choose(gvc_ctx *ctx, const gvc_year_array *a, const char *name, int asked,
                                 int *year);
/* Position of a year, -1 where it is absent. */
gvc_idx gvc_year_array_at(const gvc_year_array *a, int year);

/* Hands over the cells of the year at this position: coordinates along the other dimensions. */
typedef gvc_status gvc_year_cell(gvc_ctx *ctx, void *user, gvc_idx i, gvc_idx j, double value);
gvc_status gvc_year_array_read(gvc_ctx *ctx, const gvc_year_array *a, gvc_idx at,
                               gvc_year_cell *cell, void *user);

#endif
