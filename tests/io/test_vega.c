/* test_vega.c - figures as Vega-Lite specifications, read back as JSON */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <gvc/io.h>
#include <jansson.h>
#include <math.h>

#include "../core/figures.h"
#include "folder.h"

static gvc_ctx *ctx;
static folder where;

static void setup(void)
{
    ctx = small_ctx();
    folder_enter(&where);
}

static void teardown(void)
{
    folder_leave(&where);
    gvc_ctx_free(ctx);
}

TestSuite(vega, .init = setup, .fini = teardown);

/* The specification of a figure of r, read back. */
static json_t *spec_of(const gvc_result *r, const gvc_figure_options *o)
{
    static const char name[] = "f.vl.json";
    json_error_t wrong;
    gvc_figure *f = figure_of(ctx, r, o);
    expect_ok(ctx, gvc_figure_write(ctx, f, name, NULL));
    json_t *spec = json_load_file(name, 0, &wrong);
    cr_assert(spec != NULL, "line %d: %s", wrong.line, wrong.text);
    gvc_figure_free(f);
    return spec;
}

static const char *text_at(json_t *spec, const char *a, const char *b, const char *c)
{
    json_t *at = json_object_get(spec, a);
    at = b == NULL ? at : json_object_get(at, b);
    at = c == NULL ? at : json_object_get(at, c);
    return json_is_string(at) ? json_string_value(at) : "(none)";
}

static json_t *values(json_t *spec)
{
    return json_object_get(json_object_get(spec, "data"), "values");
}

Test(vega, bars_are_stacked_in_the_order_of_the_figure)
{
    gvc_result *r = figure_panel(ctx, 1);
    gvc_result_fill(r, 1)[0] = (double)NAN;
    json_t *spec = spec_of(r, NULL);
    cr_expect_str_eq(text_at(spec, "$schema", NULL, NULL),
                     "https://vega.github.io/schema/vega-lite/v5.json");
    cr_expect_str_eq(text_at(spec, "mark", NULL, NULL), "bar");
    cr_expect_str_eq(text_at(spec, "encoding", "y", "type"), "nominal");
    cr_expect_str_eq(text_at(spec, "encoding", "x", "type"), "quantitative");
    cr_expect_str_eq(text_at(spec, "encoding", "order", "field"), "order");
    json_t *first = json_array_get(values(spec), 0);
    cr_assert_eq(json_array_size(values(spec)), 16);
    cr_expect_str_eq(json_string_value(json_object_get(first, "x")), "E1");
    cr_expect_eq(json_number_value(json_object_get(first, "y")), gvc_result_values(r, 1)[1],
                 "every digit");
    int nulls = 0;
    for (size_t i = 0; i < json_array_size(values(spec)); i++) {
        nulls += json_is_null(json_object_get(json_array_get(values(spec), i), "y"));
    }
    cr_expect_eq(nulls, 1, "NaN is null");
    json_decref(spec);
    gvc_result_free(r);
}

Test(vega, panels_are_facets)
{
    gvc_result *r = figure_panel(ctx, 3);
    json_t *spec = spec_of(r, NULL);
    cr_expect_str_eq(text_at(spec, "facet", "field", NULL), "panel");
    cr_expect_str_eq(text_at(spec, "spec", "mark", "type"), "line");
    cr_expect(json_object_get(spec, "mark") == NULL);
    cr_expect(json_is_integer(json_object_get(spec, "columns")));
    json_decref(spec);
    gvc_result_free(r);
}

Test(vega, scatters_and_maps)
{
    gvc_result *r = figure_panel(ctx, 1), *square = figure_matrix(ctx, "origin", "exporter");
    json_t *spec = spec_of(
        r, &(gvc_figure_options){
               .version = GVC_FIGURE_OPTIONS_VERSION, .x = "gexp", .y = "dva_sh", .log_x = true});
    cr_expect_str_eq(text_at(json_object_get(spec, "encoding"), "x", "scale", "type"), "log");
    cr_expect_eq(json_array_size(json_object_get(spec, "layer")), 2, "points and their labels");
    json_decref(spec);
    spec = spec_of(square, NULL);
    cr_expect_str_eq(text_at(spec, "mark", NULL, NULL), "rect");
    cr_expect_str_eq(text_at(spec, "encoding", "color", "field"), "size");
    cr_expect_eq(json_array_size(values(spec)), 9);
    json_decref(spec);
    gvc_result_free(square);
    gvc_result_free(r);
}

Test(vega, is_a_writer_of_any_result)
{
    gvc_result *r = figure_panel(ctx, 1);
    static const char name[] = "r.vl.json";
    expect_ok(ctx, gvc_result_write(ctx, r, name, NULL));
    json_t *spec = json_load_file(name, 0, NULL);
    cr_assert_not_null(spec);
    cr_expect_str_eq(text_at(spec, "mark", NULL, NULL), "bar");
    json_decref(spec);
    gvc_result_free(r);
}
