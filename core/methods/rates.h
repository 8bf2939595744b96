/* rates.h - what the parts of value-added exchange rates share: weights of partners, G x G
 *
 * Row s: how much a price of country r weighs for country s. Overlap T_sr = sum_k a_sk b_rk, a_sk
 * the share of market k in what s sells, b_rk the share of r in what k buys (all its final demand,
 * of value added); weight T_sr / (1 - T_ss), 0 for the own country, NaN where s sells nothing. */
#ifndef GVC_METHODS_RATES_H
#define GVC_METHODS_RATES_H

#include "methods/method.h"

/* Markets are final absorbers, sales are value added: Bems and Johnson (2017). The model has
 * solved for GVC_NEED_ABSORBED. weights, overlap (NULL: not wanted): G x G, overwritten. */
gvc_status gvc_rates_value_added(gvc_ctx *ctx, const gvc_model *m, gvc_dense *weights,
                                 gvc_dense *overlap);
/* Markets are direct buyers, sales are gross, for final and intermediate use. */
gvc_status gvc_rates_gross(gvc_ctx *ctx, const gvc_model *m, gvc_dense *weights);

/* rates_elastic.c: general elasticities (three of them, see gvc_measure_options): E_sr, per cent of
 * real value added of s for one per cent of the price of value added of r, absorption fixed. G
 * right vectors, and GVC_NEED_ORIGIN. */
gvc_status gvc_rates_elastic(gvc_ctx *ctx, const gvc_model *m, const double *elasticities,
                             gvc_dense *response);
size_t gvc_rates_elastic_bytes(const gvc_model *m);

#endif
