/* gvc/join.h - results of several years put together into one panel
 *
 * The panel has the keys and terms of its parts and a dimension `year` with all their years,
 * ascending. Of every other key it has each label that any part has: those of the first year
 * in their order, then of every later year its new ones, each behind the one that it follows there;
 * values are NaN in years that lack the label.
 *
 * Attributes that all parts share stay as they are. How well it was solved (identity_gap, residual,
 * condition, sweeps, row_gap, col_gap, threads) is that of the worst year. Whatever else differs
 * becomes lines "YEAR: text", and attribute `by_year` names those that did. `title` ends with the
 * years. */
#ifndef GVC_JOIN_H
#define GVC_JOIN_H

#include <gvc/result.h>

/* Where the parts come from; each has one year or several. */
typedef struct gvc_join_parts {
    gvc_idx count;
    /* Part i in *out, which is handed over; frame: a frame will do. Each part is asked for as a
     * frame, all of them first, and then whole, one after the other; a part that has years of
     * another one between its own is asked for again. */
    gvc_status (*load)(gvc_ctx *ctx, gvc_result **out, gvc_idx i, bool frame, void *user);
    const char *(*name)(gvc_idx i, void *user); /* of part i, for messages; borrowed */
    void *user;
    /* Asked for a year of part i, at position `at` there, whose labels are those of the panel: may
     * see to it that the sink has it, and says so in *taken; else it is loaded and sent. NULL:
     * never does. */
    gvc_status (*adopt)(gvc_ctx *ctx, gvc_idx i, gvc_idx at, bool *taken, void *user);
} gvc_join_parts;

/* Hands the panel to the sink, year by year: what stands in memory is one part and one year.
 * Labels that some year lacks are told in a warning. GVC_EARG names the parts where keys, terms,
 * units, or measure and options differ (attributes view, method, variant, perspective, approach,
 * detail, value_added, output, groups, shocks and the like; in attribute `options` each option but
 * those that say which table and rows are read, how it is solved and where it is written), where
 * two are of the same year, or where a year is unknown (0). GVC_EIO: a part came whole with other
 * keys, terms or years than its frame had. */
GVC_API gvc_status gvc_result_join(gvc_ctx *ctx, const gvc_join_parts *parts, const gvc_sink *sink);

#endif
