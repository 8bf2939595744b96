/* test_position.c - positions, lengths and participation against the results of a reference
 * program; words and terms */
#include "ragged.h"
#include "small0.h"

static const char *const both[] = {"length", "kpww", NULL};

static gvc_result *measure_position(gvc_ctx *ctx, const gvc_table *t, const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "position";
    o.level = level;
    o.with = both;
    return measure(ctx, t, &o);
}

/* ---- the small table of the reference program -------------------------------------------------
 */

/* Column `name` of the file is term `term` of r, row by row: rows of r are in table order. */
static void expect_rows(const gvc_result *r, const char *term_name, const csv *c, const char *name)
{
    const double *values = term(r, term_name);
    gvc_idx column = csv_column(c, name), row = 0;
    double largest = 0;
    for (gvc_idx i = 0; i < c->rows; i++) {
        double e = csv_number(c, i, column);
        largest = isnan(e) || fabs(e) < largest ? largest : fabs(e);
    }
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        if (gvc_result_is_row(r, cell)) {
            double e = csv_number(c, row, column);
            cr_expect(isnan(e) ? isnan(values[cell]) : fabs(values[cell] - e) <= 1e-12 * largest,
                      "%s of %s: %.17g, not %.17g", term_name, c->cells[row][0], values[cell], e);
            row++;
        }
    }
    cr_expect_eq(row, c->rows);
}

static void expect_small_file(const gvc_result *r, const char *file, const char *const (*names)[2])
{
    csv *c = small_csv(file);
    for (; (*names)[0] != NULL; names++) {
        expect_rows(r, (*names)[0], c, (*names)[1]);
    }
    free_csv(c);
}

Test(position, equals_the_reference_program)
{
    static const char *const stages[][2] = {
        {"upstreamness", "upstreamness"},         {"upstreamness_va", "upstreamness"},
        {"upstreamness_exports", "upstreamness"}, {"downstreamness", "downstreamness"},
        {"downstreamness_fd", "downstreamness"},  {NULL, NULL}};
    static const char *const crossings[][2] = {{"crossings_forward", "forward"},
                                               {"crossings_forward_va", "forward"},
                                               {"crossings_backward", "backward"},
                                               {"crossings_backward_fd", "backward"},
                                               {NULL, NULL}};
    static const char *const exports[][2] = {{"dv", "DV"},
                                             {"fv", "FV"},
                                             {"iv", "IV"},
                                             {"participation", "participation"},
                                             {"position_kpww", "position"},
                                             {NULL, NULL}};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = measure_position(ctx, t, "sector");
    expect_small_file(r, "position", stages);
    expect_small_file(r, "mean_crossings", crossings);
    expect_small_file(r, "kpww", exports);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* "PLv_GVC" is plv_gvc; PLy_D is that of both domestic ways. */
Test(position, lengths_equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *r = measure_position(ctx, t, "sector");
    csv *c = small_csv("wwyz");
    for (gvc_idx k = 1; k < c->columns; k++) {
        char name[32];
        snprintf(name, sizeof name, "%s", c->names[k]);
        for (char *at = name; *at != '\0'; at++) {
            *at = *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at;
        }
        expect_rows(r, name, c, c->names[k]);
    }
    expect_rows(r, "ply_rt", c, "PLy_D");
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- a published table -------------------------------------------------------------------------
 */

static void expect_published(const gvc_result *r, const csv *c, gvc_idx row, const char *term_name,
                             const char *column)
{
    const char *name = c->cells[row][1];
    gvc_idx country = label_at(r, gvc_result_find_dim(r, "country"), name);
    cr_assert(country >= 0, "no country %s", name);
    double e = csv_number(c, row, csv_column(c, column)), got = term(r, term_name)[country];
    cr_expect(fabs(got - e) <= 5e-6 * fabs(e), "%s of %s: %.9g, not %.6g", term_name, name, got, e);
}

Test(position, equals_the_answers_for_wiod)
{
    static const char *const names[][2] = {{"upstreamness_va", "upstreamness_gdp"},
                                           {"upstreamness_exports", "upstreamness_exports"},
                                           {"downstreamness_fd", "downstreamness_fd"},
                                           {"crossings_forward_va", "fwd_crossings"},
                                           {"participation_backward", "kpww_fv"},
                                           {"participation_forward", "kpww_iv"},
                                           {"position_kpww", "kpww_position"},
                                           {"part_f", "wwyz_part_f"},
                                           {"part_b", "wwyz_part_b"}};
    char path[512];
    const char *shared = shared_folder();
    if (shared == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = NULL;
    snprintf(path, sizeof path, "%s/data/wiod2013/wiot_2005.csv.gz", shared);
    expect_ok(ctx, gvc_table_read(ctx, &t, path, NULL));
    gvc_result *r = measure_position(ctx, t, "country");
    snprintf(path, sizeof path, "%s/methods/reference/expected/wiod2013/wiod2013_country_year.csv",
             shared);
    csv *c = read_csv(path);
    gvc_idx compared = 0;
    for (gvc_idx row = 0; row < c->rows; row++) {
        for (size_t k = 0; k < sizeof names / sizeof *names && csv_number(c, row, 0) == 2005; k++) {
            expect_published(r, c, row, names[k][0], names[k][1]);
            compared++;
        }
    }
    cr_expect_eq(compared, 41 * (gvc_idx)(sizeof names / sizeof *names));
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- words, terms ------------------------------------------------------------------------------
 */

Test(position, refuses_what_has_no_meaning)
{
    static const char *const unknown[] = {"length", "width", NULL};
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "position";
    o.level = "pair";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method position has no level 'pair'; it has country, sector");
    o.level = NULL;
    o.with = unknown;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method position has no columns 'width'; it has length, kpww");
    o.with = both;
    o.output = GVC_OUTPUT_GIVEN;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "--length with --output-total given: stated output that nobody uses goes no way; "
                 "use rowsum");
    gvc_ctx_free(ctx);
}

/* A few terms are those of the whole; what none of them needs is not solved. */
Test(position, terms_alone_are_those_of_all)
{
    static const char *const lists[][3] = {{"plv_c", "position_kpww", NULL},
                                           {"position", NULL, NULL},
                                           {"iv", "cby_gvc", NULL},
                                           {"crossings_backward", "plvf_s", NULL},
                                           {"participation_backward", "plyf_gvc", NULL},
                                           {"part_b", "ply", NULL},
                                           {"final_sales_share", NULL, NULL}};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *all = measure_position(ctx, t, "sector"), *some = NULL;
    for (size_t k = 0; k < sizeof lists / sizeof *lists; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = "position";
        o.level = "sector";
        o.with = both;
        o.terms = lists[k];
        expect_ok(ctx, gvc_measure(ctx, &some, t, &o));
        for (const char *const *name = lists[k]; *name != NULL; name++) {
            for (gvc_idx c = 0; c < gvc_result_cells(some); c++) {
                double a = term(some, *name)[c], b = term(all, *name)[c];
                cr_expect(isnan(b) ? isnan(a) : fabs(a - b) <= 1e-12 * fabs(b),
                          "%s: %.17g, not %.17g", *name, a, b);
            }
        }
        const char *solver = gvc_result_text(some, "solver");
        cr_expect_eq(strcmp(solver, "none") == 0, strcmp(lists[k][0], "final_sales_share") == 0);
        gvc_result_free(some);
    }
    gvc_result_free(all);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
