/* gvc/uncertainty.h - how sure the numbers of a measure are, given how sure the cells of its table
 * are
 *
 * Every cell of Z and of final use that is not 0 gets an error of its own: it is multiplied by an
 * independent log-normal number of mean 1 and standard deviation `rel`, so that it keeps its sign
 * and, on average, its value. What the conventions make of Z and Y follows in every draw: output as
 * row sums, value added as the residual, coefficients, exports. What does not follow stays as it
 * is: value added and accounts (GVC_EXTENSION) that the source states. Rows of industries without
 * output stay as they are: their cells cancel, and would not any more.
 *
 * Of a measure of several tables (options.others) every table has errors of its own, by the same
 * rule, independent of those of the others. Tables of neighbouring years are often wrong in the
 * same direction, since one is made from the other: independent errors then say too much about
 * change.
 *
 * Lenzen, Wood and Wiedmann (2010), Uncertainty analysis for multi-region input-output models,
 * Economic Systems Research 22(1), 43-63: independent errors of cells. */
#ifndef GVC_UNCERTAINTY_H
#define GVC_UNCERTAINTY_H

#include <gvc/measure.h>

/* Relative standard deviation of the cells that sellers `from` sell to buyers `to`; of several
 * blocks that hold a cell the last one counts, cells in none are sure. */
typedef struct gvc_error_block {
    const char *from; /* a country, sector or industry; "*": all */
    const char *to;   /* the same, or a final-use column or category; a country's final use too */
    double rel;
} gvc_error_block;

typedef enum gvc_error_rule {
    GVC_ERROR_REL,    /* `rel` for every cell */
    GVC_ERROR_SIZE,   /* rel * (|cell| / mean)^-power, between rel / 10 and 10 rel, rel at most 1;
                         mean:   of |cell| over all cells that are not 0, of industries with output */
    GVC_ERROR_BLOCKS, /* by block */
} gvc_error_rule;

/* No relative error may exceed this. */
#define GVC_ERROR_MOST 10

typedef struct gvc_uncertainty_options {
    int version;
    gvc_error_rule rule;
    double rel, power;
    const gvc_error_block *blocks; /* block_count of them */
    gvc_idx block_count;
    gvc_idx draws;   /* 2 at least; 0 = 1000 */
    uint64_t seed;   /* the same seed gives the same bits for any number of threads */
    double interval; /* per cent of the draws between lo and hi; 0 = 95 */
    /* Shares too, of each draw before the draws are compared: NAME_sh as of gvc_result_add_shares,
     * with uncertainty of its own. */
    bool shares;
    /* Where the context has no memory limit: what tables drawn side by side may take in all, fewer
     * of them at once where it is less (the bits are the same); 0 = whatever it is. */
    size_t memory;
} gvc_uncertainty_options;
#define GVC_UNCERTAINTY_OPTIONS_VERSION 2
#define GVC_UNCERTAINTY_DRAWS 1000
#define GVC_UNCERTAINTY_SEED 1
#define GVC_UNCERTAINTY_INTERVAL 95.0
#define GVC_UNCERTAINTY_OPTIONS_INIT                                                               \
    {                                                                                              \
        .version = GVC_UNCERTAINTY_OPTIONS_VERSION, .seed = GVC_UNCERTAINTY_SEED                   \
    }

/* Finds what is refused whatever the table: numbers out of range, stated output, shares of a view
 * without a total. GVC_EARG. */
GVC_API gvc_status gvc_uncertainty_check(gvc_ctx *ctx, const gvc_measure_options *options,
                                         const gvc_uncertainty_options *uncertainty);

/* One measure of t with its uncertainty, into a sink. After each term NAME, that of the table as it
 * is, to the bit that gvc_measure gives: NAME_se, the standard deviation over the draws; NAME_se1,
 * the standard error to first order, where it exists; NAME_lo and
 * NAME_hi, the percentiles between which `interval` per cent of the draws lie (linear between
 * draws). First order: the root of the sum over all cells of (derivative x error of the cell)^2,
 * derivatives from adjoint solves; there for the decomposition of Borin and Mancini by country
 * (exporter perspective, source approach, residual value added; no shares), and for the levels of
 * growth ("growth", level "demand"), whose terms are functions of v B Y of the first and the last
 * table; not for factors, nor for volumes over several links, which hang on products of mixed
 * tables. NaN where the term, or any of its draws, is. Draws are solved from the solution of the
 * table itself to a relative residual of 1e-7, those of growth from nothing.
 * Attributes: uncertainty, uncertainty_draws, uncertainty_seed, uncertainty_interval, a line in
 * notes. Errors as of gvc_measure; GVC_EUNKNOWN for a block without cells of that name; GVC_ENOMEM
 * where all draws of all cells (draws x cells x terms x 8 bytes) exceed the memory limit, which is
 * known once the table itself has been measured;
 * GVC_ESINGULAR where the errors are so large that a draw has no solution. */
GVC_API gvc_status gvc_measure_uncertain(gvc_ctx *ctx, const gvc_table *t,
                                         const gvc_measure_options *options,
                                         const gvc_uncertainty_options *uncertainty,
                                         const gvc_sink *sink);

/* What gvc_measure_uncertain would take, as gvc_measure_estimate says it of gvc_measure: with a
 * drawn table and a measure for every thread of the context, the draws, and the result with its
 * columns (terms counts them). Errors as of both. */
GVC_API gvc_status gvc_uncertainty_estimate(gvc_ctx *ctx, gvc_measure_cost *out, const gvc_table *t,
                                            const gvc_measure_options *options,
                                            const gvc_uncertainty_options *uncertainty);

#endif
