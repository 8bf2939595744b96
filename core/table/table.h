/* table.h - the inside of a table, shared by the files that build, check and read it */
#ifndef GVC_TABLE_TABLE_H
#define GVC_TABLE_TABLE_H

#include <gvc/table.h>

#include "base/base.h"

enum { GVC_AXES = GVC_CATEGORY + 1 };

/* Labels of one axis; the arrays have one entry a label and grow together. */
typedef struct gvc_table_axis {
    gvc_labels *labels;
    char **names;     /* full name of a country or sector, units of an extension; or NULL */
    gvc_idx *country; /* of an industry or final-use column; -1 = none */
    gvc_idx *kind;    /* sector of an industry, category of a final-use column, role of a row */
    gvc_idx room;
} gvc_table_axis;

struct gvc_table {
    gvc_table_axis axes[GVC_AXES];
    gvc_attributes attributes;    /* `year` is not among them */
    int year;                     /* 0 = unknown */
    bool given_va;                /* V is the source's, not the residual */
    gvc_dense z, y, v, e, ey, vy; /* contiguous, stride = cols; data NULL where there is none */
    double *x, *x_given;          /* n, or NULL */
};

struct gvc_builder {
    gvc_table *table;
    bool allocated;
    bool year_assumed;
    gvc_idx v_room, e_room; /* rows that V and E (and VY, EY) have memory for */
    double *x_stored;       /* n, or NULL */
};

/* Bytes of `rows * cols` doubles, or more than can be allocated if that overflows. */
size_t gvc_table_bytes(gvc_idx rows, gvc_idx cols);
/* Adds a label that is not there yet; the position through *at (may be NULL). `country` and `kind`
 * as in gvc_table_axis. */
gvc_status gvc_table_push(gvc_ctx *ctx, gvc_table *t, gvc_axis axis, const char *label,
                          gvc_idx country, gvc_idx kind, gvc_idx *at);
/* The same for one without country, with its name (NULL = none). */
gvc_status gvc_table_push_named(gvc_ctx *ctx, gvc_table *t, gvc_axis axis, const char *label,
                                const char *name, gvc_idx kind);

/* x, the sum of the sales of industry i, or 0 where it is the rounding of sales that cancel;
 * largest: gvc_table_largest of all x, so that only small ones are looked at. */
double gvc_table_settle(const gvc_table *t, gvc_idx i, double x, double largest);
double gvc_table_largest(const double *x, gvc_idx n);

/* Compares x, the plain sums so far, with what a file says that they are. */
gvc_status gvc_table_check_stored(gvc_ctx *ctx, const gvc_table *t, const double *stored);
/* The gaps of a balance, and nothing else of it; inputs: column sums of Z, n; changed. */
void gvc_table_gaps(const gvc_table *t, double *inputs, gvc_balance *out);

/* Does industry i sell anything abroad? Cell by cell, because sales may cancel in a sum. */
bool gvc_table_exports(const gvc_table *t, gvc_idx i);

/* about.c: year and attributes of t, but for what is about its file and its own accounts. */
gvc_status gvc_builder_about(gvc_ctx *ctx, gvc_builder *b, const gvc_table *t);
/* A sealed table taken up again, to be changed in place and sealed anew: labels and matrices stay,
 * output and a residual row of value added are to be computed. t is used up whatever happens. */
gvc_status gvc_table_reopen(gvc_ctx *ctx, gvc_builder **out, gvc_table *t);
/* Takes all primary rows out, so that sealing makes the residual. */
gvc_status gvc_builder_drop_primary(gvc_ctx *ctx, gvc_builder *b);

#endif
