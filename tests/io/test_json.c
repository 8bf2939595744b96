/* test_json.c - the JSON writer, read back by a JSON library */
#define _XOPEN_SOURCE 700 /* mkdtemp */
#include <jansson.h>

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

TestSuite(json, .init = setup, .fini = teardown);

/* The document, or the test fails with the place of the mistake. */
static json_t *parsed_with(const gvc_result *r, gvc_write_options options)
{
    options.format = "json";
    char *text = written(ctx, r, options);
    json_error_t error;
    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
    cr_assert(root != NULL, "line %d column %d: %s", error.line, error.column, error.text);
    free(text);
    return root;
}

static json_t *parsed(const gvc_result *r)
{
    const gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    return parsed_with(r, options);
}

static const char *text_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

Test(json, has_attributes_columns_and_rows)
{
    gvc_result *r = small_result(ctx);
    const gvc_attribute gap = {"identity_gap", GVC_ATTR_NUMBER, NULL, 2.1e-15, 0};
    const gvc_attribute bad = {"undefined", GVC_ATTR_NUMBER, NULL, (double)NAN, 0};
    const gvc_attribute threads = {"threads", GVC_ATTR_INTEGER, NULL, 0, 2};
    expect_ok(ctx, gvc_result_set_attribute(ctx, r, &gap));
    expect_ok(ctx, gvc_result_set_attribute(ctx, r, &bad));
    expect_ok(ctx, gvc_result_set_attribute(ctx, r, &threads));
    json_t *root = parsed(r), *attributes = json_object_get(root, "attributes");
    cr_expect_str_eq(text_at(attributes, "title"), "a small result");
    cr_expect_eq(json_real_value(json_object_get(attributes, "identity_gap")), 2.1e-15);
    cr_expect(json_is_null(json_object_get(attributes, "undefined")));
    cr_expect_eq(json_real_value(json_object_get(attributes, "threads")), 2);

    json_t *columns = json_object_get(root, "columns");
    cr_assert_eq(json_array_size(columns), 8);
    cr_expect_str_eq(text_at(json_array_get(columns, 0), "name"), "year");
    cr_expect(json_is_null(json_object_get(json_array_get(columns, 0), "units")));
    cr_expect_str_eq(text_at(json_array_get(columns, 1), "description"), "key, label");
    cr_expect_str_eq(text_at(json_array_get(columns, 4), "units"), "million USD");
    cr_expect_str_eq(text_at(json_array_get(columns, 5), "description"), "Domestic value added");
    cr_expect_str_eq(text_at(json_array_get(columns, 5), "formula"),
                     gvc_result_term(r, 1)->formula);
    cr_expect(json_is_null(json_object_get(json_array_get(columns, 6), "description")));

    json_t *rows = json_object_get(root, "rows"), *last = json_array_get(rows, 9);
    cr_assert_eq(json_array_size(rows), 10);
    cr_assert_eq(json_array_size(last), 8);
    cr_expect_eq(json_real_value(json_array_get(last, 0)), 2005);
    cr_expect_str_eq(json_string_value(json_array_get(last, 1)), "KOR");
    cr_expect_eq(json_real_value(json_array_get(last, 7)), 32);
    json_decref(root);
    gvc_result_free(r);
}

/* The attributes are those of the HDF5 file, in their order. */
Test(json, has_the_attributes_of_the_hdf5_root)
{
    static const char *const expected[] = {
        "Conventions", "gvc_schema", "gvc_schema_version", "gvc_version", "own_cell",
        "identity",    "title",      "command_line",       "history",     "date_created"};
    gvc_result *r = small_result(ctx);
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.command_line = "gvc decompose small";
    for (int reproducible = 0; reproducible < 2; reproducible++) {
        options.reproducible = reproducible != 0;
        json_t *root = parsed_with(r, options), *attributes = json_object_get(root, "attributes");
        const size_t count = sizeof expected / sizeof *expected - (size_t)reproducible;
        void *at = json_object_iter(attributes);
        for (size_t i = 0; i < count; i++, at = json_object_iter_next(attributes, at)) {
            cr_assert_not_null(at, "no %s", expected[i]);
            cr_expect_str_eq(json_object_iter_key(at), expected[i]);
        }
        cr_expect_null(at);
        cr_expect_str_eq(text_at(attributes, "Conventions"), "CF-1.8");
        cr_expect_str_eq(text_at(attributes, "gvc_schema"), "result");
        cr_expect_str_eq(text_at(attributes, "gvc_version"), gvc_version());
        cr_expect_str_eq(text_at(attributes, "history"), "gvc decompose small");
        json_decref(root);
    }
    gvc_result_free(r);
}

/* Labels of any bytes: valid UTF-8 comes back as it is, other bytes as U+FFFD. */
Test(json, escapes_labels)
{
    static const char *const labels[] = {"C\xc3\xb4te d'Ivoire",
                                         "\xe4\xb8\xad\xe5\x9b\xbd",
                                         "\xf0\x9f\x8c\x8d",
                                         "\"\\/",
                                         "\x01\x1f\x7f",
                                         "a\nb\tc",
                                         "\xe9t\xe9",
                                         "cut \xe4\xb8",
                                         "\xc0\xaf",
                                         "\xed\xa0\x80",
                                         "\xf4\x90\x80\x80",
                                         "\xe0\x80\xaf",
                                         "\xf0\x80\x80\xaf",
                                         "\x80",
                                         "\xff"};
    static const char *const back[] = {NULL,
                                       NULL,
                                       NULL,
                                       NULL,
                                       NULL,
                                       NULL,
                                       "\xef\xbf\xbdt\xef\xbf\xbd",
                                       "cut \xef\xbf\xbd\xef\xbf\xbd",
                                       "\xef\xbf\xbd\xef\xbf\xbd"};
    enum { COUNT = sizeof labels / sizeof labels[0], KNOWN = sizeof back / sizeof back[0] };
    double values[COUNT] = {0.1, (double)NAN, HUGE_VAL, -HUGE_VAL, 1e-7, 5e-324};
    gvc_result *r = one_column(ctx, 0, labels, values, COUNT, "1");
    json_t *root = parsed(r), *rows = json_object_get(root, "rows");
    cr_assert_eq(json_array_size(rows), COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        json_t *row = json_array_get(rows, i), *x = json_array_get(row, 2);
        const char *label = json_string_value(json_array_get(row, 1));
        cr_expect(json_is_null(json_array_get(row, 0)));
        if (i < KNOWN) {
            cr_expect_str_eq(label, back[i] == NULL ? labels[i] : back[i]);
        }
        cr_expect(isfinite(values[i]) ? json_real_value(x) == values[i] : json_is_null(x));
    }
    json_decref(root);
    gvc_result_free(r);
}
