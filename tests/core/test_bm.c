/* test_bm.c - the decomposition against the results of a reference program; conventions, errors */
#include "ragged.h"
#include "reference_tables.h"

/* ---- against the reference program ----------------------------------------------------------- */

/* Every cell to 1e-12 of its exports. */
static void compare_term(const gvc_result *r, const csv *c, const char *name,
                         const gvc_idx *cell_of, const char *where)
{
    double largest,
        *sum = reference_sums(c, csv_column(c, name), cell_of, gvc_result_cells(r), &largest);
    const double *values = term(r, name), *gexp = term(r, "gexp");
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        double bound = 1e-12 * fabs(gexp[cell]) + 1e-11;
        cr_expect(fabs(values[cell] - sum[cell]) <= bound, "%s %s cell %d: %.17g, not %.17g", where,
                  name, (int)cell, values[cell], sum[cell]);
    }
    free(sum);
}

typedef struct compared_file {
    const char *name, *level, *approach;
    bool elementary;
} compared_file;

static void compare(gvc_ctx *ctx, const reference_table *p, const gvc_table *t,
                    const compared_file *f)
{
    csv *c = reference_file(p->folder, f->name);
    char where[128];
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = f->level;
    o.approach = f->approach;
    o.detail = f->elementary ? "elementary" : NULL;
    gvc_result *r = reference_result(ctx, p, t, &o);
    gvc_idx *cell_of = reference_cells(r, c, NULL), compared = 0;
    snprintf(where, sizeof where, "%s %s", p->folder, f->name);
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        if (f->elementary && strcmp(name, "gexp") == 0) {
            continue;
        }
        if (reference_find(c, name) < 0) { /* the files of sums leave vaxim out */
            cr_expect_str_eq(name, "vaxim");
            continue;
        }
        compare_term(r, c, name, cell_of, where);
        compared++;
    }
    cr_expect(compared > 0);
    free(cell_of);
    gvc_result_free(r);
    free_csv(c);
}

Test(bm, equals_the_reference_program_on_five_tables)
{
    static const compared_file files[] = {
        {"bm_exporter_country", "country", "source", false},
        {"bm_exporter_source_sector", "sector", "source", false},
        {"bm_exporter_source_bilateral", "bilateral", "source", false},
        {"bm_exporter_source_terms", "bilateral", "source", true},
        {"bm_exporter_sink_sector", "sector", "sink", false},
        {"bm_exporter_sink_bilateral", "bilateral", "sink", false},
        {"bm_exporter_sink_terms", "bilateral", "sink", true}};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        gvc_ctx *ctx = new_ctx();
        const reference_table *p = &reference_tables[k];
        gvc_table *t = reference_input(ctx, p);
        for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
            compare(ctx, p, t, &files[f]);
        }
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- conventions and errors --------------------------------------------------------------------
 */

Test(bm, absent_industries_are_nan_and_no_rows)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = decompose(ctx, t, "sector", "source", false);
    /* A has x y, B has x z, C has all four; D nothing. */
    static const bool there[16] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    for (int cell = 0; cell < 16; cell++) {
        cr_expect_eq(gvc_result_is_row(r, cell), there[cell], "cell %d", cell);
        cr_expect_eq(isnan(term(r, "gexp")[cell]) != 0, !there[cell], "cell %d", cell);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.level = "continent";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method bm has no level 'continent'; it has country, sector, pair, bilateral");
    o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o.method = "kwww";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "no method 'kwww'; gvc methods lists them");
    o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o.va = GVC_VA_GIVEN;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "--va given: the table states no value added; use residual");
    o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o.output = GVC_OUTPUT_GIVEN;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "--output-total given: the table states no output; use rowsum");
    static const char *const drop[] = {"G", NULL};
    o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o.drop_fd = drop;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "no final-use category 'G' to drop; the table has F");
    static const char *const members[] = {"A", "E", NULL};
    gvc_group group = {"AB", members};
    o = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
    o.groups = &group;
    o.group_count = 1;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "group AB: no country 'E' in the table; did you mean A, B, C?");
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, a_chain_that_feeds_on_itself_is_named)
{
    gvc_ctx *ctx = new_ctx();
    double zs[16] = {1, 1, 1, 0, 0, 5, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1};
    double ys[8] = {5, 1, 0, 0, 1, 5, 2, 2};
    gvc_dense z = {zs, 4, 4, 4}, y = {ys, 4, 2, 2};
    gvc_table *t = make_table(ctx, &z, &y, 2);
    gvc_result *r = NULL;
    expect_error(ctx, gvc_measure(ctx, &r, t, NULL), GVC_ESINGULAR,
                 "I - A has no inverse: a chain of inputs through C1_S2 uses up its whole output; "
                 "see its row and column, and gvc check");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* A small table from rows of Z and Y, as a file would give them. */
static gvc_table *from_rows(gvc_ctx *ctx, const double *cells, gvc_idx n, gvc_idx finals)
{
    gvc_dense z = {malloc((size_t)(n * n) * sizeof(double)), n, n, n};
    gvc_dense y = {malloc((size_t)(n * finals) * sizeof(double)), n, finals, finals};
    for (gvc_idx i = 0; i < n; i++) {
        memcpy(z.data + i * n, cells + i * (n + finals), (size_t)n * sizeof(double));
        memcpy(y.data + i * finals, cells + i * (n + finals) + n, (size_t)finals * sizeof(double));
    }
    gvc_table *t = make_table(ctx, &z, &y, 2);
    free(z.data);
    free(y.data);
    return t;
}

Test(bm, sales_that_cancel_are_no_output_in_any_order_of_adding)
{
    gvc_ctx *ctx = new_ctx();
    static const double cells[] = {5, 1, 3, 2, 40, 20, 0, 0, 6, 0, -1.2, -4.8,
                                   4, 0, 8, 3, 10, 50, 1, 0, 2, 6, 5,    30};
    gvc_table *t = from_rows(ctx, cells, 4, 2);
    gvc_result *r = decompose(ctx, t, "sector", "source", false);
    cr_expect_eq(gvc_table_x(t)[1], 0.0);
    cr_expect(fabs(term(r, "gexp")[1] - 1.2) < 1e-14); /* 6 - 4.8 */
    cr_expect_eq(term(r, "dc")[1], 0.0);
    cr_expect_eq(term(r, "fc")[1], 0.0);
    cr_expect(strstr(gvc_result_text(r, "warnings"), "C1_S2") != NULL);
    /* What the industry without output buys is used up there, so identities hold elsewhere. */
    expect_sum(r, "dva", "davax", "gvcf");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, output_too_small_to_divide_by_is_named)
{
    gvc_ctx *ctx = new_ctx();
    static const double cells[] = {5, 0, 3, 2, 40, 20, 0, 0, 0, 0, 1e-310, 0,
                                   4, 0, 8, 3, 10, 50, 1, 0, 2, 6, 5,      30};
    gvc_table *t = from_rows(ctx, cells, 4, 2);
    gvc_result *r = NULL;
    expect_error(ctx, gvc_measure(ctx, &r, t, NULL), GVC_EFORMAT,
                 "output of C1_S2 is 1e-310, too small to divide by");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, given_output_closes_but_has_no_elementary_terms)
{
    gvc_ctx *ctx = NULL;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "F"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "F"));
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, (double[]){10, 20, 30, 40}, 4 * sizeof(double));
    memcpy(gvc_builder_y(b)->data, (double[]){50, 5, 7, 60}, 4 * sizeof(double));
    memcpy(gvc_builder_v(b)->data, (double[]){40, 70}, 2 * sizeof(double));
    memcpy(gvc_builder_x_given(b), (double[]){90, 140}, 2 * sizeof(double)); /* sums: 85, 137 */
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.output = GVC_OUTPUT_GIVEN;
    o.va = GVC_VA_GIVEN;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
    cr_expect(gvc_result_find_term(r, "resid") >= 0);
    cr_expect(fabs(term(r, "resid")[0]) > 1, "40 + 10 + 30 is not 90");
    cr_expect(strstr(gvc_result_text(r, "warnings"), "differ by up to") != NULL);
    cr_expect_eq(gvc_result_find_attribute(r, "row_gap")->number, 5.0 / 90);
    gvc_result_free(r);
    r = NULL;
    o.detail = "elementary";
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EARG);
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, a_table_of_labels_only_is_refused)
{
    gvc_ctx *ctx = NULL;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    gvc_result *r = NULL;
    gvc_leontief_check check = {.condition = -1};
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "F"));
    expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
    cr_expect(gvc_measure(ctx, &r, t, NULL) == GVC_EARG);
    cr_expect(gvc_check_leontief(ctx, t, &check) == GVC_EARG);
    cr_expect_eq(check.condition, -1.0, "untouched on failure");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, memory_limit_is_told_before_the_work)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = NULL;
    gvc_ctx_set_memory_limit(ctx, 1000);
    cr_expect(gvc_measure(ctx, &r, t, NULL) == GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "the limit is") != NULL, "%s", gvc_ctx_error(ctx));
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
