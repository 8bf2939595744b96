/* gvc/aggregate.h - a table with fewer (or more) countries, sectors, categories of final use
 *
 * With Cr (new x old industries, the columns sum to 1) and Cg (new x old final uses):
 * Z2 = Cr Z Cr', Y2 = Cr Y Cg', V2 = V Cr', the rest alike. Merging keeps every account to the last
 * sum; shares below 1 split rows and columns in proportion and keep them too. Coefficients are
 * never aggregated. Results of an aggregated table are not the sums of results: add up results
 * where that is what is asked for (gvc_measure_options.groups, sector_groups). */
#ifndef GVC_AGGREGATE_H
#define GVC_AGGREGATE_H

#include <gvc/table.h>

/* `share` of the label `from` goes to `to`; the shares of a label add up to 1. */
typedef struct gvc_map_entry {
    const char *from, *to;
    const char *to_name; /* full name of `to`; NULL = none */
    double share;
} gvc_map_entry;

typedef struct gvc_map {
    const char *name;   /* for messages and notes: "eu.csv", "EU27" */
    const char *sha256; /* of the files it was read from; NULL = none */
    const char *notes; /* what its reader found, a line each, kept with the table; NULL = nothing */
    const gvc_map_entry *entries;
    gvc_idx count;
} gvc_map;

typedef struct gvc_aggregate_options {
    int version;
    /* NULL = as they are. Labels that a map does not name stay as they are. */
    const gvc_map *countries, *sectors, *categories;
    bool complete; /* every label of a map's axis must be named */
    /* Industries of one country and sector (territories, CN1 and CN2 of CHN) become one, also
     * where no map touches them; without it only where their country or sector is merged. */
    bool merge_territories;
} gvc_aggregate_options;
#define GVC_AGGREGATE_OPTIONS_VERSION 1
#define GVC_AGGREGATE_OPTIONS_INIT                                                                 \
    {                                                                                              \
        GVC_AGGREGATE_OPTIONS_VERSION, NULL, NULL, NULL, false, false                              \
    }

/* New labels come in the order in which the table first has something that goes there. Notes and
 * attributes say by what. Errors: GVC_EUNKNOWN (a label that the table does not have, with near
 * ones; labels left out of a complete map), GVC_EFORMAT (shares that do not add up, a pair named
 * twice), GVC_EARG (options of another version, a table opened for its labels only). options NULL =
 * defaults; *out is yours. */
GVC_API gvc_status gvc_table_aggregate(gvc_ctx *ctx, gvc_table **out, const gvc_table *t,
                                       const gvc_aggregate_options *options);

#endif
