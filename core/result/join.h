/* join.h - the inside of a join of results, shared by the files that do parts of it */
#ifndef GVC_RESULT_JOIN_H
#define GVC_RESULT_JOIN_H

#include <gvc/join.h>

#include "result/result.h"

/* A year of the panel: which part has it, and where. */
typedef struct gvc_join_year {
    int32_t year;
    gvc_idx part, at; /* at: position of the year in the part */
} gvc_join_year;

typedef struct gvc_join {
    const gvc_join_parts *parts;
    gvc_result **frames; /* of the parts */
    gvc_join_year *years;
    gvc_idx year_count;
    gvc_result *panel; /* its frame */
} gvc_join;

/* join_labels.c: dimension d of the panel, with each label that a part has. */
gvc_status gvc_join_add_dim(gvc_ctx *ctx, gvc_join *j, gvc_idx d);
/* Position in the panel of every label of dimension d of a part; *map is yours (gvc_release), NULL
 * where they are the same. */
gvc_status gvc_join_map(gvc_ctx *ctx, const gvc_join *j, const gvc_result *part, gvc_idx d,
                        gvc_idx **map);
/* Which industries any part has, where some have not all of them. */
gvc_status gvc_join_present(gvc_ctx *ctx, gvc_join *j);
/* A warning that names the labels that some years lack; in the log and in the attributes. */
gvc_status gvc_join_warn(gvc_ctx *ctx, gvc_join *j);

/* join.c: part i is not like the part `with`: GVC_EARG, which names both and what each has. */
gvc_status gvc_join_differ(gvc_ctx *ctx, const gvc_join *j, gvc_idx i, gvc_idx with,
                           const char *what, const char *here, const char *there);
/* join_options.c: were part i and those before it made with the same options? GVC_EARG says which
 * one differs. */
gvc_status gvc_join_compare_options(gvc_ctx *ctx, const gvc_join *j, gvc_idx i);

/* join_attributes.c: those of the panel. */
gvc_status gvc_join_attributes(gvc_ctx *ctx, gvc_join *j);

#endif
