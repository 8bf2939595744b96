/* groups.h - sectors as a result shows them: those in no group, then the groups */
#ifndef GVC_METHODS_GROUPS_H
#define GVC_METHODS_GROUPS_H

#include "methods/options.h"

typedef struct gvc_sector_map {
    gvc_idx *row;       /* of the table's sector i */
    const char **label; /* of row k, borrowed from table and options */
    gvc_idx rows;
    bool plain; /* every sector is its own row */
} gvc_sector_map;

/* GVC_EUNKNOWN names a sector that the table does not have, GVC_EARG one that is in two groups, or
 * a group with the name of a sector that stays. Free *out in any case. */
gvc_status gvc_sector_map_new(gvc_ctx *ctx, gvc_sector_map *out, const gvc_table *t,
                              const gvc_measure_options *options);
void gvc_sector_map_free(gvc_sector_map *map);

#endif
