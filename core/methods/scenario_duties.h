/* scenario_duties.h - charges on what crosses borders, at a rate for each seller and buying country
 */
#ifndef GVC_METHODS_SCENARIO_DUTIES_H
#define GVC_METHODS_SCENARIO_DUTIES_H

#include "methods/scenario_prices.h"

/* rate: n x blocks, 0 at home. charged_j = sum_i p_i rate_(i, c(j)) A_ij; p NULL = ones. */
void gvc_duties_charge(const gvc_model *m, const double *rate, const double *p, double *charged);
/* The same on final products: direct_r = sum_i rate_ir Y_ir, blocks. */
void gvc_duties_direct(const gvc_model *m, const double *rate, double *direct);
/* dp with dp = (first + charge of dp) B: prices where duties are paid on prices with duties in
 * them, p = c (I - A o (1 + rate))^-1. first_order: first B. GVC_ECONVERGE where it does not end.
 */
gvc_status gvc_duties_solve(gvc_ctx *ctx, const gvc_model *m, const double *rate,
                            const double *first, double *first_order, double *full);
/* Duty that protects the product of each industry, n: the mean of those on imports of the product
 * into its country, weighted by these; a plain mean where there are none. */
gvc_status gvc_duties_protection(gvc_ctx *ctx, const gvc_model *m, const double *rate, double *own);
/* Solves that gvc_duties_solve is likely to take. */
enum { GVC_DUTIES_SOLVES = 12 };

#endif
