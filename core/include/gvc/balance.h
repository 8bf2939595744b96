/* gvc/balance.h - a table whose rows and columns add up to given totals: RAS and GRAS
 *
 * Z and Y are balanced together, as one matrix M of n rows and n + f columns. With P the positive
 * cells of M and N the others without their sign, the result is diag(r) P diag(s) -
 * diag(1/r) N diag(1/s): signs and zeros stay. Where N = 0 this is RAS. (Junius and Oosterhaven
 * 2003; Lenzen, Wood and Gallego 2007; Temurshoev, Miller and Bouwmeester 2013.) */
#ifndef GVC_BALANCE_H
#define GVC_BALANCE_H

#include <gvc/table.h>

/* What rows and columns shall add up to; NaN = not given: output and inputs then stay as they are,
 * and all such final uses are scaled by one factor, so that the sum of the columns is that of the
 * rows. NULL = none given. */
typedef struct gvc_targets {
    const char *name;   /* for messages and notes: "totals.csv" */
    const char *sha256; /* of the file; NULL = none */
    double *output;     /* n: row sums of Z and Y */
    double *inputs;     /* n: column sums of Z */
    double *final_use;  /* f: column sums of Y */
} gvc_targets;

typedef struct gvc_rebalance_options {
    int version;
    /* NULL = consistency: output as the source states it (where it does, else as it is), inputs =
     * output less the stated primary rows (where there are any, else as they are). */
    const gvc_targets *targets;
    bool ras;         /* refuse cells below 0 */
    double tolerance; /* largest gap of a row or column, relative to the sum of its cells without
                         sign; 0 = 1e-10 */
    int sweeps;       /* at most; 0 = 10000 */
} gvc_rebalance_options;
#define GVC_REBALANCE_OPTIONS_VERSION 1
#define GVC_REBALANCE_OPTIONS_INIT                                                                 \
    {                                                                                              \
        GVC_REBALANCE_OPTIONS_VERSION, NULL, false, 0, 0                                           \
    }

typedef struct gvc_rebalanced {
    int sweeps;
    double gap;    /* largest, as in the tolerance */
    double factor; /* of the final uses that no total was given for; 1 if there is none */
} gvc_rebalanced;

/* Takes t, changes it in place and hands it back through *out; t is used up whatever happens.
 * Stated primary rows follow: what output leaves after inputs, taxes and adjustments is spread over
 * the rows of value added. Errors: GVC_EBALANCE (totals that no scaling can reach, by name; sums of
 * rows and columns that disagree; cells below 0 for RAS), GVC_ECONVERGE (not within the tolerance
 * after all sweeps; names the worst), GVC_EARG (nothing to balance, options of another
 * version). */
GVC_API gvc_status gvc_table_rebalance(gvc_ctx *ctx, gvc_table **out, gvc_table *t,
                                       const gvc_rebalance_options *options,
                                       gvc_rebalanced *report /* may be NULL */);

#endif
