/* satellites.h - satellite accounts of a table, value added among them, in the order of the model
 *
 * An account is an extension row of the table, "va", or an indicator that adds up accounts. Amounts
 * of final use itself (cars and stoves of households) belong to countries and to no industry. */
#ifndef GVC_METHODS_SATELLITES_H
#define GVC_METHODS_SATELLITES_H

#include "methods/method.h"

/* All that a table has: "va" first, unless the table has an account of that name, then its own. */
gvc_idx gvc_satellites_of(const gvc_table *t);
const char *gvc_satellites_label(const gvc_table *t, gvc_idx k);
/* Those that options ask for: the one that they name, the indicators of their weights, or all. */
gvc_idx gvc_satellites_asked(const gvc_table *t, const gvc_measure_options *o);

typedef struct gvc_satellites {
    gvc_idx count;    /* asked for */
    gvc_idx rows;     /* count, or one more: value added */
    gvc_dense f;      /* rows x n: amounts */
    gvc_dense s;      /* rows x n: amounts per unit of output, 0 where there is none */
    gvc_dense direct; /* rows x G: amounts of final use itself, without dropped categories */
    double *idle;     /* n: largest amount of an industry without output, in absolute value */
    bool has_idle;
} gvc_satellites;

size_t gvc_satellites_bytes(const gvc_model *m, const gvc_measure_options *o);
/* and_va: value added as a last row. GVC_EUNKNOWN with near labels for an account that the table
 * does not have, and where "va" would be value added and an account. Free *out in any case. */
gvc_status gvc_satellites_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                              bool and_va, gvc_satellites *out);
void gvc_satellites_free(gvc_satellites *s);
/* "HQE_AGR, UPG_MIN and 3 more": the industries with amounts and no output; empty without. */
void gvc_satellites_name_idle(const gvc_model *m, const gvc_satellites *s, gvc_text *to);

#endif
