/* weights.h - parts of the value added of industries: by stage, by business function
 *
 * What is said of one industry (country and sector together are its label, as for territories of
 * one country) goes before what is said of a country's sector, and that before what is said of a
 * sector everywhere. */
#ifndef GVC_METHODS_WEIGHTS_H
#define GVC_METHODS_WEIGHTS_H

#include "methods/method.h"

/* How many different names there are; `count`, the most there can be, when memory is out. */
gvc_idx gvc_weights_count(const gvc_weight *weights, gvc_idx count);
enum { GVC_WEIGHTS_NAMES = 1000 }; /* the most that are told apart: more than anybody can read */
/* The names among the weights, in order of appearance; borrowed texts, *out yours. */
gvc_status gvc_weights_names(gvc_ctx *ctx, const gvc_weight *weights, gvc_idx count,
                             const char ***out, gvc_idx *names);
/* The name as a column: lower case letters, digits and underscores, in place. */
void gvc_weights_column(char *text);
/* GVC_EARG where two functions would be the same column of the variant. */
gvc_status gvc_weights_check_columns(gvc_ctx *ctx, const gvc_variant *variant);
/* n x names, in model order: the parts of every industry, which must add up to 1 but for rounding
 * (1e-6, taken away). Industries without value added need none. GVC_EUNKNOWN for a country or
 * sector that the table does not have, GVC_EARG for an industry whose parts do not add up; what:
 * "--map". *out is yours. */
gvc_status gvc_weights_spread(gvc_ctx *ctx, const gvc_model *m, const char *what,
                              const gvc_weight *weights, gvc_idx count, const char *const *name,
                              gvc_idx names, double **out);

#endif
