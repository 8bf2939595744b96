/* near.h - a measure of many tables that are nearly the same */
#ifndef GVC_METHODS_NEAR_H
#define GVC_METHODS_NEAR_H

#include "methods/method.h"

/* gvc_measure_all of one job, solved from the solutions in `start` or keeping its own there. */
gvc_status gvc_measure_near(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_job *job,
                            gvc_model_start *start);

#endif
