/* first_order.h - standard errors to first order, from derivatives by every cell */
#ifndef GVC_UNCERTAINTY_FIRST_ORDER_H
#define GVC_UNCERTAINTY_FIRST_ORDER_H

#include "uncertainty/cells.h"

typedef struct gvc_first_order {
    gvc_idx cells; /* exporters */
    double *se;    /* terms (gvc_first_order_find) x cells; NULL: there are none for this measure */
} gvc_first_order;

/* Where there are any: the decomposition of Borin and Mancini by country, exporter perspective,
 * source approach, residual value added. Free *out whatever comes back. */
gvc_status gvc_first_order_new(gvc_ctx *ctx, gvc_first_order *out, const gvc_cells *cells,
                               const gvc_measure_options *options);
void gvc_first_order_free(gvc_first_order *f);
/* Of the term of this name, `cells` numbers; NULL: there are none. */
const double *gvc_first_order_find(const gvc_first_order *f, const char *name);

#endif
