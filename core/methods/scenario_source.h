/* scenario_source.h - reallocation of sourcing: what its words and its numbers share */
#ifndef GVC_METHODS_SCENARIO_SOURCE_H
#define GVC_METHODS_SCENARIO_SOURCE_H

#include "methods/scenario_quantities.h"

enum {
    GVC_SOURCE_KNOWS = GVC_SHOCK_SECTOR | GVC_SHOCK_FROM | GVC_SHOCK_TO | GVC_SHOCK_BUYER |
                       GVC_SHOCK_EQUAL | GVC_SHOCK_TO_HOME | GVC_SHOCK_SIZE_IS_ALL,
};

/* The change of output, and the shocks in words, into c. */
gvc_status gvc_source_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            gvc_scenario_change *c);
gvc_workload gvc_source_extra(const gvc_model *m, const gvc_measure_options *o);
size_t gvc_source_bytes(const gvc_model *m, const gvc_measure_options *o, int workers);

#endif
