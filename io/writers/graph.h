/* graph.h - a result as a graph: who supplies whom with how much
 *
 * A result that has one says so in its attribute "graph": the name of a dimension whose labels are
 * chains, "DEU_c15 < DEU_c12 < RUS_c2" (user first), or the names of two, user and supplier. */
#ifndef GVC_IO_WRITERS_GRAPH_H
#define GVC_IO_WRITERS_GRAPH_H

#include <gvc/result.h>

#include "base/base.h"

typedef struct gvc_graph_edge {
    gvc_idx supplier, user; /* nodes */
    gvc_idx row;            /* the first of those that add up to it */
    double weight;
} gvc_graph_edge;

typedef struct gvc_graph {
    gvc_labels *nodes; /* in the order of first appearance */
    /* Of chains that carry contributions, by node: sums of those that begin there (final), and that
     * arise there (origin); NULL for other graphs. */
    double *final, *origin;
    gvc_graph_edge *edges; /* the one that appears first, first; each pair once */
    gvc_idx edge_count;
    const gvc_term *term; /* of the weights; borrowed */
} gvc_graph;

/* GVC_EARG for a result that is no graph, or one of several years. Free it in any case. */
gvc_status gvc_graph_new(gvc_ctx *ctx, gvc_graph *out, const gvc_result *r, const char *writer);
void gvc_graph_free(gvc_graph *g);

#endif
