/* test_dot.c - graphs for Graphviz */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include "graph_of.h"
#include "written.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(dot, .init = setup, .fini = teardown);

Test(dot, has_every_pair_once_from_supplier_to_user)
{
    gvc_result *r = graph_of(ctx, "path");
    expect_written(ctx, r, as("dot"),
                   "digraph gvc {\n  rankdir=LR;\n  node [shape=box];\n"
                   "  label=\"Paths \\\\ 2005\";\n"
                   "  \"A\" [final=14, origin=8];\n"
                   "  \"\\\"B\\\"\" [final=0, origin=5];\n"
                   "  \"C&D\" [final=1, origin=2];\n"
                   "  \"\\\"B\\\"\" -> \"A\" [value=7, penwidth=8];\n"
                   "  \"C&D\" -> \"\\\"B\\\"\" [value=2, penwidth=2.64];\n"
                   "  \"A\" -> \"C&D\" [value=1, penwidth=1.57];\n"
                   "}\n");
    gvc_result_free(r);
}
