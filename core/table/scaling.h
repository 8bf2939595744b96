/* scaling.h - GRAS on a matrix of one or two parts side by side */
#ifndef GVC_TABLE_SCALING_H
#define GVC_TABLE_SCALING_H

#include <gvc/status.h>

#include "base/base.h"

enum { GVC_SCALING_PARTS = 2 };

/* The matrix and what its rows and columns shall add up to. */
typedef struct gvc_scaling {
    gvc_dense *parts[GVC_SCALING_PARTS]; /* the second may be NULL; the same rows */
    const double *rows;                  /* targets */
    const double *columns[GVC_SCALING_PARTS];
} gvc_scaling;

/* A row (part < 0) or a column of a part. */
typedef struct gvc_line {
    int part;
    gvc_idx at;
} gvc_line;

typedef enum gvc_line_fault {
    GVC_LINE_EMPTY,    /* no cell, but a total */
    GVC_LINE_POSITIVE, /* cells above 0 only, a total below */
    GVC_LINE_NEGATIVE,
} gvc_line_fault;

/* What can be said before: the first line that cannot have its total whatever the factors; false if
 * there is none. *count how many there are in all. */
gvc_status gvc_scaling_check(gvc_ctx *ctx, const gvc_scaling *m, gvc_line *first,
                             gvc_line_fault *fault, gvc_idx *count);

typedef struct gvc_scaled {
    bool done; /* within the tolerance */
    int sweeps;
    double gap;     /* largest of all lines */
    gvc_line worst; /* where */
} gvc_scaled;

/* Finds the factors and, where they are within the tolerance, applies them to the cells; else the
 * cells stay. */
gvc_status gvc_scale(gvc_ctx *ctx, const gvc_scaling *m, double tolerance, int sweeps,
                     gvc_scaled *out);

#endif
