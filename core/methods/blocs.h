/* blocs.h - partners as a result shows them: countries in no bloc, then the blocs */
#ifndef GVC_METHODS_BLOCS_H
#define GVC_METHODS_BLOCS_H

#include "model/model.h"

typedef struct gvc_bloc_map {
    gvc_idx *row;       /* of block r of the model */
    const char **label; /* of row k, borrowed from model and options */
    gvc_idx rows;
    bool plain; /* every block is its own row */
} gvc_bloc_map;

/* A bloc takes countries of the table, or groups by their name. GVC_EUNKNOWN names a country that
 * the table does not have, GVC_EARG one that is in two blocs, a group of which a bloc has a part,
 * or a bloc with the name of a country that stays. Free *out in any case. */
gvc_status gvc_bloc_map_new(gvc_ctx *ctx, gvc_bloc_map *out, const gvc_model *m,
                            const gvc_measure_options *options);
void gvc_bloc_map_free(gvc_bloc_map *map);

/* The block of a country or group; GVC_EUNKNOWN with near labels. what: "--blocs". A member of a
 * group gives the block of the group. */
gvc_status gvc_block_named(gvc_ctx *ctx, const gvc_model *m, const char *label, const char *what,
                           gvc_idx *out);

#endif
