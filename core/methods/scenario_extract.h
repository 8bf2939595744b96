/* scenario_extract.h - hypothetical extraction: what its words and its numbers share */
#ifndef GVC_METHODS_SCENARIO_EXTRACT_H
#define GVC_METHODS_SCENARIO_EXTRACT_H

#include "methods/scenario_quantities.h"

enum {
    GVC_EXTRACT_KNOWS = GVC_SHOCK_COUNTRY | GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_TO |
                        GVC_SHOCK_BUYER | GVC_SHOCK_TO_BUYS | GVC_SHOCK_SIZE_IS_ALL,
};

/* Do deliveries stop, or do industries disappear? */
bool gvc_extract_is_partial(const gvc_measure_options *o);

/* scenario_extract_solve.c: the change of output, and the shocks in words, into c. */
gvc_status gvc_extract_industries(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                  gvc_scenario_change *c);
gvc_status gvc_extract_deliveries(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                  gvc_scenario_change *c);
gvc_workload gvc_extract_extra(const gvc_model *m, const gvc_measure_options *o);
size_t gvc_extract_bytes(const gvc_model *m, const gvc_measure_options *o, int workers);

#endif
