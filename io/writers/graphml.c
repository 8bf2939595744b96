/* graphml.c - a graph as GraphML, for Gephi, yEd, igraph, networkx; an edge runs from the supplier
 * to the user */
#include <stdio.h>
#include <string.h>

#include "writer.h"
#include "writers/graph.h"

static void put_escaped(gvc_output *out, const char *text)
{
    static const char special[] = "<>&\"";
    static const char *const entity[] = {"&lt;", "&gt;", "&amp;", "&quot;"};
    while (*text != '\0') {
        size_t plain = strcspn(text, special);
        gvc_output_write(out, text, plain);
        text += plain;
        if (*text != '\0') {
            gvc_output_text(out, entity[strchr(special, *text++) - special]);
        }
    }
}

static void put_key(gvc_output *out, const char *id, const char *of, const char *type)
{
    const char *const parts[] = {"<key id=\"",      id,   "\" for=\"", of, "\" attr.name=\"", id,
                                 "\" attr.type=\"", type, "\"/>\n"};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
        gvc_output_text(out, parts[k]);
    }
}

static void put_text(gvc_output *out, const char *key, const char *text)
{
    gvc_output_text(out, "<data key=\"");
    gvc_output_text(out, key);
    gvc_output_text(out, "\">");
    put_escaped(out, text);
    gvc_output_text(out, "</data>");
}

static void put_number(gvc_output *out, const char *key, double x)
{
    gvc_output_text(out, "<data key=\"");
    gvc_output_text(out, key);
    gvc_output_text(out, "\">");
    gvc_output_number(out, x);
    gvc_output_text(out, "</data>");
}

static void put_head(gvc_output *out, const gvc_result *r, const gvc_graph *g)
{
    const char *title = gvc_result_text(r, "title");
    gvc_output_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    put_key(out, "title", "graph", "string");
    put_key(out, "units", "graph", "string");
    put_key(out, "label", "node", "string");
    if (g->final != NULL) {
        put_key(out, "final", "node", "double");
        put_key(out, "origin", "node", "double");
    }
    put_key(out, "weight", "edge", "double");
    gvc_output_text(out, "<graph edgedefault=\"directed\">\n");
    put_text(out, "title", title == NULL ? "" : title);
    put_text(out, "units", g->term->units);
    gvc_output_text(out, "\n");
}

static void put_nodes(gvc_output *out, const gvc_graph *g)
{
    char id[48];
    for (gvc_idx i = 0; i < gvc_labels_count(g->nodes); i++) {
        snprintf(id, sizeof id, "<node id=\"n%lld\">", (long long)i);
        gvc_output_text(out, id);
        put_text(out, "label", gvc_labels_get(g->nodes, i));
        if (g->final != NULL) {
            put_number(out, "final", g->final[i]);
            put_number(out, "origin", g->origin[i]);
        }
        gvc_output_text(out, "</node>\n");
    }
}

static void put_edges(gvc_output *out, const gvc_graph *g)
{
    char ends[96];
    for (gvc_idx e = 0; e < g->edge_count; e++) {
        snprintf(ends, sizeof ends, "<edge source=\"n%lld\" target=\"n%lld\">",
                 (long long)g->edges[e].supplier, (long long)g->edges[e].user);
        gvc_output_text(out, ends);
        put_number(out, "weight", g->edges[e].weight);
        gvc_output_text(out, "</edge>\n");
    }
}

static gvc_status write_graphml(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                                const gvc_write_options *options)
{
    gvc_graph g;
    (void)options;
    gvc_status status = gvc_graph_new(ctx, &g, r, "graphml");
    if (status == GVC_OK) {
        put_head(out, r, &g);
        put_nodes(out, &g);
        put_edges(out, &g);
        gvc_output_text(out, "</graph>\n</graphml>\n");
    }
    gvc_graph_free(&g);
    return status;
}

const gvc_writer gvc_writer_graphml = {
    .info = {"graphml", "a graph of who supplies whom, for network programs",
             "Of results of gvc paths: a node an industry (or country), an edge from supplier to "
             "user with what the paths carry over it as weight; nodes of paths have what arises "
             "there (origin) and what is in their final products (final).",
             "graphml graphml.gz"},
    .text = write_graphml,
};
