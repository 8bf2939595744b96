/* gvc/diff.h - how two results of one view, or two tables, differ
 *
 * Labels are matched by name. What only one of the two has is named and left out; what both have is
 * compared cell by cell. A cell differs where |b - a| > tolerance * scale. The scale is the largest
 * of |a| and |b|; in a result with a total (attribute "identity", which both have) terms in its
 * units are measured by the total of their row where that is larger, so that the last digits of a
 * small difference of large numbers do not count. NaN equals NaN and nothing else. An infinite
 * number equals itself; from all others it differs beyond every tolerance. */
#ifndef GVC_DIFF_H
#define GVC_DIFF_H

#include <gvc/result.h>
#include <gvc/table.h>

typedef struct gvc_diff_options {
    int version;
    const char *name_a, *name_b; /* for title, notes and messages; NULL = "a", "b" */
    double tolerance;            /* relative, 0 = every bit counts */
    bool cells;                  /* of results: the cells that differ, instead of one row a term */
    gvc_idx top;    /* of every term (tables: Z, Y, ...) the cells that change most; 0 = all with
                       `cells`, else one is named */
    const char *by; /* of tables: "block" (NULL), "pair" of countries, "industry" */
} gvc_diff_options;
#define GVC_DIFF_OPTIONS_VERSION 1
#define GVC_DIFF_OPTIONS_INIT                                                                      \
    {                                                                                              \
        .version = GVC_DIFF_OPTIONS_VERSION                                                        \
    }

/* What came of it. */
typedef struct gvc_diff {
    gvc_idx cells;     /* that both have, of all terms */
    gvc_idx differ;    /* of these: beyond the tolerance */
    gvc_idx undefined; /* of these: NaN in one of the two alone */
    gvc_idx alone;     /* labels, terms and blocks that only one of the two has */
    bool rounding;     /* some differ, none by more than `bound`: other solvers, processors and
                          numbers of threads may do that */
    double bound;      /* relative, that of every identity */
    double relative;   /* largest |b - a| / scale, whatever the tolerance; may be infinite */
} gvc_diff;

/* Results with the same dimensions. Two of one year each may be of different years: the year of the
 * difference is 0 then.
 * Without `cells`: dimensions year, term; terms cells, differ, largest (|b - a|) and relative
 * (|b - a| / scale). With it: the dimensions of the two and term, which hold only labels that are
 * needed; terms a, b, change (b - a) and percent (of |a|), NaN in cells that are not listed.
 * Attributes: notes (what was found, a line each), name_a, name_b, only_a, only_b (labels, a line a
 * dimension), differing (attributes of the two that are not the same, a line each), tolerance,
 * history_a, history_b.
 * Units that are not the same text are a warning. Errors: GVC_ESHAPE (other dimensions, no label or
 * term in common; says how they differ), GVC_EARG (options of another version, `by` given). report
 * may be NULL; *out is yours. */
GVC_API gvc_status gvc_result_diff(gvc_ctx *ctx, gvc_result **out, const gvc_result *a,
                                   const gvc_result *b, const gvc_diff_options *options,
                                   gvc_diff *report);

/* Tables, block by block: Z, Y, V (primary rows), x (output, the sum of the row of Z and Y) and,
 * where both have them, VY (primary rows that final use pays), x_given, E, EY. Terms: a, b (sums of
 * the cells that both have, in table units), change (b - a), percent (of |a|), cells, differ,
 * largest (|b - a| of a cell), relative
 * (|b - a| / scale). Dimensions: year and
 *     "block"     block
 *     "pair"      country (seller), partner (user; a final use of no country counts as NONE), block
 *                 Z or Y
 *     "industry"  industry, block: x, Z_sales and Z_inputs (its row and its column of Z), Y, V
 * E and EY, whose rows have units of their own, are counted but not summed. The notes name the
 * cells that change most and say how both keep their accounts. Units that are not the same text are
 * a warning. Errors: GVC_ESHAPE (no industry in common), GVC_EARG (options of another version,
 * `cells`, a table opened for its labels only), GVC_EUNKNOWN (`by`). report may be NULL; *out is
 * yours. */
GVC_API gvc_status gvc_table_diff(gvc_ctx *ctx, gvc_result **out, const gvc_table *a,
                                  const gvc_table *b, const gvc_diff_options *options,
                                  gvc_diff *report);
/* Names for gvc_diff_options.by, the default first; NULL past the end. */
GVC_API const char *gvc_table_diff_view(size_t i);

#endif
