/* dot.c - a graph for Graphviz; an edge runs from the supplier to the user, the wider the more it
 * carries */
#include <math.h>
#include <stdio.h>

#include "writer.h"
#include "writers/graph.h"

/* A string of the language: quotes and backslashes get a backslash. */
static void put_string(gvc_output *out, const char *text)
{
    gvc_output_text(out, "\"");
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            gvc_output_text(out, "\\");
        }
        gvc_output_write(out, text, 1);
    }
    gvc_output_text(out, "\"");
}

static void put_number(gvc_output *out, const char *name, double x)
{
    gvc_output_text(out, name);
    gvc_output_text(out, "=");
    gvc_output_number(out, x);
}

static double largest_of(const gvc_graph *g)
{
    double largest = 0;
    for (gvc_idx e = 0; e < g->edge_count; e++) {
        largest = fmax(largest, fabs(g->edges[e].weight));
    }
    return largest;
}

static void put_nodes(gvc_output *out, const gvc_graph *g)
{
    for (gvc_idx i = 0; i < gvc_labels_count(g->nodes); i++) {
        gvc_output_text(out, "  ");
        put_string(out, gvc_labels_get(g->nodes, i));
        if (g->final != NULL) {
            put_number(out, " [final", g->final[i]);
            put_number(out, ", origin", g->origin[i]);
            gvc_output_text(out, "]");
        }
        gvc_output_text(out, ";\n");
    }
}

static void put_edges(gvc_output *out, const gvc_graph *g)
{
    const double narrow = 0.5, wide = 8, steps = 100;
    double largest = largest_of(g);
    for (gvc_idx e = 0; e < g->edge_count; e++) {
        const gvc_graph_edge *edge = &g->edges[e];
        double part = largest > 0 ? fabs(edge->weight) / largest : 0;
        gvc_output_text(out, "  ");
        put_string(out, gvc_labels_get(g->nodes, edge->supplier));
        gvc_output_text(out, " -> ");
        put_string(out, gvc_labels_get(g->nodes, edge->user));
        put_number(out, " [value", edge->weight);
        put_number(out, ", penwidth", round((narrow + (wide - narrow) * part) * steps) / steps);
        gvc_output_text(out, "];\n");
    }
}

static gvc_status write_dot(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                            const gvc_write_options *options)
{
    gvc_graph g;
    const char *title = gvc_result_text(r, "title");
    (void)options;
    gvc_status status = gvc_graph_new(ctx, &g, r, "dot");
    if (status == GVC_OK) {
        gvc_output_text(out, "digraph gvc {\n  rankdir=LR;\n  node [shape=box];\n  label=");
        put_string(out, title == NULL ? "" : title);
        gvc_output_text(out, ";\n");
        put_nodes(out, &g);
        put_edges(out, &g);
        gvc_output_text(out, "}\n");
    }
    gvc_graph_free(&g);
    return status;
}

const gvc_writer gvc_writer_dot = {
    .info = {"dot", "a graph of who supplies whom, for Graphviz",
             "Of results of gvc paths: an edge from supplier to user, its attribute value what the "
             "paths carry over it, its width in proportion. 'dot -Tsvg FILE' draws it.",
             "dot gv"},
    .text = write_dot,
};
