/* grid_sums.h - the sums of a sheet, which say what is a total */
#ifndef GVC_IO_GRID_SUMS_H
#define GVC_IO_GRID_SUMS_H

#include "formats/grid_state.h"

/* Sums that a total could be; all of n. */
typedef struct gvc_grid_sums {
    double *z_rows, *y_rows; /* of Z, of the final use of countries */
    double *rows;            /* of both */
    double *wide;            /* with the final use of no country that was kept so far */
    double *inputs, *all;    /* column sums of Z, of Z and all rows below so far */
    bool *drop, *uses;       /* final-use columns: totals; those of countries */
} gvc_grid_sums;

/* Equal up to the rounding of published tables. */
bool gvc_grid_is_total(const double *values, const double *sum, gvc_idx n);
/* Rows below the industries: totals left out, the rest into the builder. */
gvc_status gvc_grid_settle_rows(gvc_ctx *ctx, gvc_grid *g, const gvc_grid_sums *s);

#endif
