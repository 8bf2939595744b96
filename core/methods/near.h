/* near.h - a measure of many tables that are nearly the same */
#ifndef GVC_METHODS_NEAR_H
#define GVC_METHODS_NEAR_H

#include "methods/method.h"

/* gvc_measure_all of one job, solved from the solutions in `start` or keeping its own there. */
gvc_status gvc_measure_near(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_job *job,
                            gvc_model_start *start);

/* estimate.c: seconds that a process spends on its start and on reading the table, by the rates of
 * gvc_measure_estimate: what a measure of a table in memory does not take. */
double gvc_measure_overhead(const gvc_table *t);

#endif
