/* borders.h - what has crossed one border, and what crosses more: vectors that need no global solve
 */
#ifndef GVC_METHODS_BORDERS_H
#define GVC_METHODS_BORDERS_H

#include "methods/method.h"

/* (v A^M) L: v in the imported inputs of a unit of output, sum over t != s of v_t A_ts L_ss. v: n,
 * NULL = ones; *out: n, yours to release. */
gvc_status gvc_borders_inputs(gvc_ctx *ctx, const gvc_model *m, const double *v, double **out);
/* Output of s for exports that importers absorb, L_ss sum_r (Y_sr + A_sr L_rr Y_rr), and for those
 * that they pass on, L_ss sum_r A_sr L_rr E_r; with ly they add up to output. n each, yours to
 * release whatever comes back. */
gvc_status gvc_borders_output(gvc_ctx *ctx, const gvc_model *m, double **direct, double **onward);
size_t gvc_borders_bytes(const gvc_model *m); /* of any of the calls, while it lasts */

#endif
