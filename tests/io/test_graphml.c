/* test_graphml.c - graphs as GraphML, and results that are none */
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

TestSuite(graphml, .init = setup, .fini = teardown);

Test(graphml, has_every_pair_once_from_supplier_to_user)
{
    gvc_result *r = graph_of(ctx, "path");
    expect_written(
        ctx, r, as("graphml"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        "<key id=\"title\" for=\"graph\" attr.name=\"title\" attr.type=\"string\"/>\n"
        "<key id=\"units\" for=\"graph\" attr.name=\"units\" attr.type=\"string\"/>\n"
        "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
        "<key id=\"final\" for=\"node\" attr.name=\"final\" attr.type=\"double\"/>\n"
        "<key id=\"origin\" for=\"node\" attr.name=\"origin\" attr.type=\"double\"/>\n"
        "<key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"double\"/>\n"
        "<graph edgedefault=\"directed\">\n"
        "<data key=\"title\">Paths \\ 2005</data>"
        "<data key=\"units\">million &lt;USD&gt;</data>\n"
        "<node id=\"n0\"><data key=\"label\">A</data><data key=\"final\">14</data>"
        "<data key=\"origin\">8</data></node>\n"
        "<node id=\"n1\"><data key=\"label\">&quot;B&quot;</data><data key=\"final\">0</data>"
        "<data key=\"origin\">5</data></node>\n"
        "<node id=\"n2\"><data key=\"label\">C&amp;D</data><data key=\"final\">1</data>"
        "<data key=\"origin\">2</data></node>\n"
        "<edge source=\"n1\" target=\"n0\"><data key=\"weight\">7</data></edge>\n"
        "<edge source=\"n2\" target=\"n1\"><data key=\"weight\">2</data></edge>\n"
        "<edge source=\"n0\" target=\"n2\"><data key=\"weight\">1</data></edge>\n"
        "</graph>\n</graphml>\n");
    gvc_result_free(r);
}

Test(graphml, refuses_what_is_no_graph)
{
    gvc_write_options o = as("graphml");
    gvc_result *r = graph_of(ctx, NULL);
    cr_expect_eq(gvc_result_write(ctx, r, "r.graphml", &o), GVC_EARG);
    cr_expect(strstr(gvc_ctx_error(ctx), "is for graphs") != NULL, "%s", gvc_ctx_error(ctx));
    gvc_result_free(r);
}
