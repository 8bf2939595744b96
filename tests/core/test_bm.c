/* test_bm.c - the decomposition against the results of a reference program; conventions, errors */
#include <stdio.h>
#include <stdlib.h>

#include "ragged.h"
#include "reference.h"

/* ---- against the reference program ----------------------------------------------------------- */

typedef struct compared_table {
    char folder[32], input[32];
    int countries;
    bool grouped; /* C2 and C3 as one block */
} compared_table;

static gvc_table *open_input(gvc_ctx *ctx, const compared_table *p)
{
    char path[512];
    const char *shared = shared_folder();
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_Z.csv", shared, p->input);
    gvc_dense z = read_numbers(path);
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_Y.csv", shared, p->input);
    gvc_dense y = read_numbers(path);
    gvc_table *t = make_table(ctx, &z, &y, p->countries);
    free(z.data);
    free(y.data);
    return t;
}

static csv *open_expected(const compared_table *p, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(),
             p->folder, name);
    return read_csv(path);
}

/* Rows of the expected file add up to the cell they belong to: a group repeats its sectors. Where a
 * row has a key that the result lacks nothing is compared; keys are positions of labels. */

static gvc_idx position(const csv *c, gvc_idx row, const char *first, const char *second,
                        gvc_idx *count, char labels[][64])
{
    gvc_idx k = -1;
    for (gvc_idx i = 0; i < c->columns; i++) {
        if (strcmp(c->names[i], first) == 0 || strcmp(c->names[i], second) == 0) {
            k = i;
        }
    }
    if (k < 0) {
        return 0;
    }
    const char *label = c->cells[row][k];
    for (gvc_idx i = 0; i < *count; i++) {
        if (strcmp(labels[i], label) == 0) {
            return i;
        }
    }
    snprintf(labels[*count], 64, "%s", label);
    return (*count)++;
}

static void compare(gvc_ctx *ctx, const compared_table *p, const gvc_table *t, const char *file,
                    const char *level, const char *approach, bool elementary)
{
    csv *c = open_expected(p, file);
    static const char *const members[] = {"C2", "C3", NULL};
    gvc_group group = {"C2+C3", members};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.level = level;
    o.approach = approach;
    o.detail = elementary ? "elementary" : NULL;
    o.groups = &group;
    o.group_count = p->grouped ? 1 : 0;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    gvc_idx cells = gvc_result_cells(r), sectors = 0, exporters = 0;
    bool by_sector = gvc_result_find_dim(r, "sector") >= 0;
    bool by_importer = gvc_result_find_dim(r, "importer") >= 0;
    gvc_idx blocks = gvc_result_extent(r, gvc_result_find_dim(r, "exporter"));
    gvc_idx width = by_sector ? gvc_result_extent(r, gvc_result_find_dim(r, "sector")) : 1;
    char sector_labels[16][64], exporter_labels[16][64];
    for (gvc_idx e = 0; e < blocks && p->grouped; e++) { /* the files name blocks as we do */
        gvc_idx d = gvc_result_find_dim(r, "exporter");
        snprintf(exporter_labels[exporters++], 64, "%s", gvc_result_label(r, d, e));
    }
    gvc_idx *cell_of = malloc((size_t)c->rows * sizeof *cell_of);
    for (gvc_idx row = 0; row < c->rows; row++) { /* elsewhere exporters appear in order */
        gvc_idx e = position(c, row, "exporter", "country", &exporters, exporter_labels);
        gvc_idx s = position(c, row, "sector", "sector", &sectors, sector_labels);
        cell_of[row] = by_sector ? e * width + s : e;
    }
    cr_assert_eq(exporters, blocks);
    for (gvc_idx row = 0; row < c->rows && by_importer; row++) {
        gvc_idx q = position(c, row, "importer", "importer", &exporters, exporter_labels);
        cell_of[row] = cell_of[row] * blocks + q;
    }
    double *sum = malloc((size_t)cells * sizeof *sum);
    const double *gexp = term(r, "gexp");
    gvc_idx compared = 0;
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        if (elementary && strcmp(name, "gexp") == 0) {
            continue;
        }
        bool known = false;
        for (gvc_idx i = 0; i < c->columns; i++) {
            known = known || strcmp(c->names[i], name) == 0;
        }
        if (!known) { /* the files of sums leave vaxim out */
            cr_expect_str_eq(name, "vaxim");
            continue;
        }
        gvc_idx column = csv_column(c, name);
        memset(sum, 0, (size_t)cells * sizeof *sum);
        for (gvc_idx row = 0; row < c->rows; row++) {
            sum[cell_of[row]] += csv_number(c, row, column);
        }
        const double *values = gvc_result_values(r, k);
        for (gvc_idx cell = 0; cell < cells; cell++) {
            double bound = 1e-12 * fabs(gexp[cell]) + 1e-11;
            cr_expect(fabs(values[cell] - sum[cell]) <= bound, "%s %s %s cell %d: %.17g, not %.17g",
                      p->folder, file, name, (int)cell, values[cell], sum[cell]);
            compared++;
        }
    }
    cr_expect(compared > 0);
    free(sum);
    free(cell_of);
    gvc_result_free(r);
    free_csv(c);
}

Test(bm, equals_the_reference_program_on_five_tables)
{
    static const compared_table tables[] = {{"leather", "leather", 3, false},
                                            {"rand4x3", "rand4x3", 4, false},
                                            {"edge4x3", "edge4x3", 4, false},
                                            {"orphan4x3", "orphan4x3", 4, false},
                                            {"rand4x3_group_C2_C3", "rand4x3", 4, true}};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        gvc_ctx *ctx = NULL;
        cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
        const compared_table *p = &tables[k];
        gvc_table *t = open_input(ctx, p);
        compare(ctx, p, t, "bm_exporter_country", "country", "source", false);
        compare(ctx, p, t, "bm_exporter_source_sector", "sector", "source", false);
        compare(ctx, p, t, "bm_exporter_source_bilateral", "bilateral", "source", false);
        compare(ctx, p, t, "bm_exporter_source_terms", "bilateral", "source", true);
        compare(ctx, p, t, "bm_exporter_sink_sector", "sector", "sink", false);
        compare(ctx, p, t, "bm_exporter_sink_bilateral", "bilateral", "sink", false);
        compare(ctx, p, t, "bm_exporter_sink_terms", "bilateral", "sink", true);
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- conventions and errors --------------------------------------------------------------------
 */

Test(bm, absent_industries_are_nan_and_no_rows)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
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
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
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
                 "--va given: the table has no value-added row; use residual");
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
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
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
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
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
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
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
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = NULL;
    gvc_ctx_set_memory_limit(ctx, 1000);
    cr_expect(gvc_measure(ctx, &r, t, NULL) == GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "the limit is") != NULL, "%s", gvc_ctx_error(ctx));
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
