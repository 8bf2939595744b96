/* first_order.h - standard errors to first order, from derivatives by every cell */
#ifndef GVC_UNCERTAINTY_FIRST_ORDER_H
#define GVC_UNCERTAINTY_FIRST_ORDER_H

#include "methods/options.h"
#include "uncertainty/tables.h"

typedef struct gvc_first_order {
    gvc_idx cells; /* of the result */
    const char *const *names;
    int count;  /* of names */
    double *se; /* count x cells; NULL: there are none for this measure */
} gvc_first_order;

/* Where there are any: the decomposition of Borin and Mancini by country, exporter perspective,
 * source approach, residual value added; the levels of growth. Free *out whatever comes back. */
gvc_status gvc_first_order_new(gvc_ctx *ctx, gvc_first_order *out, const gvc_cell_set *cells,
                               const gvc_measure_options *options);
void gvc_first_order_free(gvc_first_order *f);
/* Of the term of this name, `cells` numbers; NULL: there are none. */
const double *gvc_first_order_find(const gvc_first_order *f, const char *name);

/* Variance of every cell in table units, c->count numbers. */
void gvc_cells_variance(const gvc_cells *c, double *variance);

/* first_levels.c: the levels of growth, of complete options; none (se NULL) for volumes over
 * several links, which are chained by ratios. */
bool gvc_first_levels_exist(const gvc_measurement *d);
gvc_status gvc_first_levels(gvc_ctx *ctx, gvc_first_order *out, const gvc_cell_set *cells,
                            const gvc_measure_options *o);

#endif
