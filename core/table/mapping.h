/* mapping.h - where the labels of an axis go when a table is aggregated, and where its industries
 * or final uses go then */
#ifndef GVC_TABLE_MAPPING_H
#define GVC_TABLE_MAPPING_H

#include <gvc/aggregate.h>

#include "table/table.h"

/* Parts of old position i: start[i] .. start[i + 1] - 1; share[k] of i goes to position to[k]. */
typedef struct gvc_parts {
    gvc_idx *start, *to;
    double *share;
    gvc_idx count; /* of old positions */
} gvc_parts;

typedef struct gvc_mapping {
    gvc_labels *labels; /* new ones, in the order of first appearance */
    const char **names; /* full names; borrowed, NULL = none */
    gvc_parts parts;
    bool *plain;  /* new label: all of one old label, and nothing else */
    gvc_idx left; /* old labels that the map does not name */
} gvc_mapping;

/* map NULL: all labels stay. Free *out in any case. */
gvc_status gvc_mapping_new(gvc_ctx *ctx, gvc_mapping *out, const gvc_table *t, gvc_axis axis,
                           const gvc_map *map, bool complete);
void gvc_mapping_free(gvc_mapping *m);

/* New industries or final uses. */
typedef struct gvc_place {
    gvc_idx country, kind; /* new labels; country -1 = none */
    char *label;           /* NULL = COUNTRY_KIND */
} gvc_place;

typedef struct gvc_placing {
    gvc_place *places;
    gvc_idx count;
    gvc_parts parts;
    gvc_idx merged; /* old positions that shared country and kind with another and are one now */
} gvc_placing;

/* merge: positions of one country and kind become one even where both labels stay. Industries of a
 * country lie side by side. Free *out in any case. */
gvc_status gvc_placing_new(gvc_ctx *ctx, gvc_placing *out, const gvc_table *t, gvc_axis axis,
                           const gvc_mapping *countries, const gvc_mapping *kinds, bool merge);
void gvc_placing_free(gvc_placing *p);

bool gvc_parts_new(gvc_parts *p, gvc_idx count, gvc_idx room);
void gvc_parts_free(gvc_parts *p);

#endif
