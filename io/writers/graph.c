#include "writers/graph.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char separator[] = " < ";

/* What a result says about its graph. */
typedef struct plan {
    const gvc_result *r;
    const double *values;
    gvc_idx user, supplier; /* dimensions; the same one where labels are chains */
    bool carries;           /* weights are contributions of paths */
    gvc_idx room;           /* edges */
} plan;

static gvc_status no_graph(gvc_ctx *ctx, const char *writer)
{
    return gvc_fail(ctx, GVC_EARG,
                    "format '%s' is for graphs: results of gvc paths, as it is or with --edges or "
                    "--by country-path; write this one as CSV or HDF5",
                    writer);
}

static gvc_status make_plan(gvc_ctx *ctx, plan *p, gvc_graph *g, const gvc_result *r,
                            const char *writer)
{
    const char *dims = gvc_result_text(r, "graph");
    char user[64] = "";
    size_t length = dims == NULL ? 0 : strcspn(dims, " ");
    *p = (plan){.r = r, .user = -1, .supplier = -1};
    if (length > 0 && length < sizeof user) {
        memcpy(user, dims, length);
        p->user = gvc_result_find_dim(r, user);
        p->supplier = dims[length] == ' ' ? gvc_result_find_dim(r, dims + length + 1) : p->user;
    }
    gvc_idx term = gvc_result_find_term(r, "contribution"), year = gvc_result_find_dim(r, "year");
    p->carries = term >= 0;
    term = term >= 0 ? term : gvc_result_find_term(r, "flow");
    if (p->user < 0 || p->supplier < 0) {
        return no_graph(ctx, writer);
    }
    if (term < 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "format '%s' needs the column contribution or flow; keep it among --terms",
                        writer);
    }
    if (year >= 0 && gvc_result_extent(r, year) > 1) {
        return gvc_fail(ctx, GVC_EARG, "format '%s' takes one year; choose it with --year", writer);
    }
    g->term = gvc_result_term(r, term);
    p->values = gvc_result_values(r, term);
    return GVC_OK;
}

static bool add_edge(plan *p, gvc_graph *g, gvc_idx supplier, gvc_idx user, gvc_idx row)
{
    if (g->edge_count == p->room) {
        gvc_idx room = p->room == 0 ? 256 : 2 * p->room;
        gvc_graph_edge *grown =
            gvc_realloc(g->edges, (size_t)g->edge_count, (size_t)room, sizeof *g->edges);
        if (grown == NULL) {
            return false;
        }
        g->edges = grown;
        p->room = room;
    }
    g->edges[g->edge_count++] = (gvc_graph_edge){supplier, user, row, p->values[row]};
    return supplier >= 0 && user >= 0;
}

/* ---- chains ------------------------------------------------------------------------------------
 */

/* The node of the first name of *label, which moves behind it; -1: memory is out. */
static gvc_idx next_node(gvc_graph *g, gvc_text *name, const char **label)
{
    const char *end = strstr(*label, separator);
    name->length = 0;
    gvc_text_add(name, *label, end == NULL ? strlen(*label) : (size_t)(end - *label));
    *label = end == NULL ? NULL : end + strlen(separator);
    return name->failed ? -1 : gvc_labels_add(g->nodes, gvc_text_str(name));
}

static bool add_chain(plan *p, gvc_graph *g, gvc_text *name, gvc_idx row)
{
    const char *label = gvc_result_label(p->r, p->user, row);
    gvc_idx user = next_node(g, name, &label);
    bool done = user >= 0;
    while (done && label != NULL) {
        gvc_idx supplier = next_node(g, name, &label);
        done = supplier >= 0 && add_edge(p, g, supplier, user, row);
        user = supplier;
    }
    return done;
}

/* What begins and arises at the nodes. */
static bool add_ends(const plan *p, gvc_graph *g, gvc_text *name)
{
    size_t nodes = (size_t)gvc_labels_count(g->nodes);
    g->final = gvc_calloc(nodes, sizeof *g->final);
    g->origin = gvc_calloc(nodes, sizeof *g->origin);
    bool done = g->final != NULL && g->origin != NULL;
    for (gvc_idx row = 0; done && row < gvc_result_extent(p->r, p->user); row++) {
        const char *label = gvc_result_label(p->r, p->user, row);
        gvc_idx node = next_node(g, name, &label);
        done = node >= 0;
        if (done) {
            g->final[node] += p->values[row];
        }
        while (done && label != NULL) {
            node = next_node(g, name, &label);
            done = node >= 0;
        }
        if (done) {
            g->origin[node] += p->values[row];
        }
    }
    return done;
}

static bool add_chains(plan *p, gvc_graph *g)
{
    gvc_text name = {0};
    bool done = true;
    for (gvc_idx row = 0; done && row < gvc_result_extent(p->r, p->user); row++) {
        done = add_chain(p, g, &name, row);
    }
    done = done && (!p->carries || add_ends(p, g, &name));
    gvc_text_free(&name);
    return done;
}

/* ---- a matrix ----------------------------------------------------------------------------------
 */

static bool add_cells(plan *p, gvc_graph *g)
{
    gvc_idx users = gvc_result_extent(p->r, p->user), cells = gvc_result_cells(p->r);
    gvc_idx suppliers = gvc_result_extent(p->r, p->supplier);
    bool by_supplier = p->supplier < p->user, done = true;
    for (gvc_idx cell = 0; cell < cells && done; cell++) {
        gvc_idx i = by_supplier ? cell / users : cell % suppliers;
        gvc_idx j = by_supplier ? cell % users : cell / suppliers;
        if (p->values[cell] != 0 && !isnan(p->values[cell])) {
            done = add_edge(p, g, gvc_labels_add(g->nodes, gvc_result_label(p->r, p->supplier, i)),
                            gvc_labels_add(g->nodes, gvc_result_label(p->r, p->user, j)), cell);
        }
    }
    return done;
}

/* ---- every pair once ---------------------------------------------------------------------------
 */

static int by_pair(const void *a, const void *b)
{
    const gvc_graph_edge *x = a, *y = b;
    return x->supplier != y->supplier ? (x->supplier < y->supplier ? -1 : 1)
           : x->user != y->user       ? (x->user < y->user ? -1 : 1)
           : x->row < y->row          ? -1
                                      : x->row > y->row;
}

static int by_row(const void *a, const void *b)
{
    const gvc_graph_edge *x = a, *y = b;
    return x->row != y->row ? (x->row < y->row ? -1 : 1) : by_pair(a, b);
}

static void merge(gvc_graph *g)
{
    gvc_idx kept = 0;
    if (g->edge_count == 0) {
        return;
    }
    qsort(g->edges, (size_t)g->edge_count, sizeof *g->edges, by_pair);
    for (gvc_idx e = 1; e < g->edge_count; e++) {
        gvc_graph_edge *last = &g->edges[kept];
        if (g->edges[e].supplier == last->supplier && g->edges[e].user == last->user) {
            last->weight += g->edges[e].weight;
        } else {
            g->edges[++kept] = g->edges[e];
        }
    }
    g->edge_count = kept + 1;
    qsort(g->edges, (size_t)g->edge_count, sizeof *g->edges, by_row);
}

gvc_status gvc_graph_new(gvc_ctx *ctx, gvc_graph *g, const gvc_result *r, const char *writer)
{
    plan p;
    *g = (gvc_graph){.nodes = gvc_labels_new()};
    gvc_status status = make_plan(ctx, &p, g, r, writer);
    if (status == GVC_OK) {
        bool done =
            g->nodes != NULL && (p.user == p.supplier ? add_chains(&p, g) : add_cells(&p, g));
        status = done ? GVC_OK : gvc_fail_memory(ctx, 1, "the graph");
    }
    merge(g);
    return status;
}

void gvc_graph_free(gvc_graph *g)
{
    gvc_labels_free(g->nodes);
    gvc_release(g->final);
    gvc_release(g->origin);
    gvc_release(g->edges);
    *g = (gvc_graph){0};
}
