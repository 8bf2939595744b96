/* test_trace.c - tracing against the results of a reference program, and against the decomposition
 * of exports; conventions, errors */
#include "reference_tables.h"
#include "tracing.h"
#include "worlds.h"

/* ---- against the reference program ----------------------------------------------------------- */

/* left_out: a key that the file lacks, as it is of one label, the first; then what it does not have
 * is not compared. */
static void compare_file(gvc_ctx *ctx, const reference_table *p, const gvc_table *t,
                         gvc_measure_options o, const char *name, const char *left_out)
{
    csv *c = reference_file(p->folder, name);
    gvc_result *r = reference_result(ctx, p, t, &o);
    gvc_idx cells = gvc_result_cells(r), *cell_of = reference_cells(r, c, left_out);
    double largest, worst = 0;
    double *sum = reference_sums(c, csv_column(c, "va"), cell_of, cells, &largest);
    for (gvc_idx cell = 0; cell < cells; cell++) {
        double off = fabs(term(r, "va")[cell] - sum[cell]);
        worst = left_out == NULL || sum[cell] != 0 ? fmax(worst, off) : worst;
    }
    cr_expect(largest > 0 && worst <= 1e-11 * largest, "%s %s: off by %.2g of %.17g", p->folder,
              name, worst, largest);
    cr_log_info("%s %s: %.1e of the largest\n", p->folder, name, worst / largest);
    free(sum);
    free(cell_of);
    gvc_result_free(r);
    free_csv(c);
}

Test(trace, equals_the_reference_program_on_five_tables)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        gvc_ctx *ctx = new_ctx();
        const reference_table *p = &reference_tables[k];
        gvc_table *t = reference_input(ctx, p);
        compare_file(ctx, p, t, asked(NULL, NULL, "sector", "sector", "content", NULL),
                     "leontief_exports", NULL);
        compare_file(ctx, p, t, asked("final-demand", NULL, "sector", NULL, NULL, NULL), "vby",
                     NULL);
        compare_file(ctx, p, t, asked(NULL, "both", "sector", "sector", NULL, NULL),
                     strcmp(p->folder, "leather") == 0 ? "origin_exporter_destination_Argentina"
                                                       : "origin_exporter_destination_C1",
                     "exporter");
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- against the decomposition of exports ------------------------------------------------------
 */

/* With the rows of the exporter alone va is dva, with the others fva; content is dc and fc. */
static void compare_origins(const gvc_result *r, const gvc_result *bm, const char *name)
{
    gvc_idx countries = extent_of(r, "origin"), cells = gvc_result_cells(bm);
    gvc_idx each = cells / countries;
    const double *va = term(r, "va"), *content = term(r, "content"), *flow = term(r, "flow");
    double scale = largest_of(bm, "gexp");
    for (gvc_idx c = 0; c < cells; c++) {
        if (!gvc_result_is_row(bm, c)) {
            continue;
        }
        double sum[4] = {0};
        for (gvc_idx o = 0; o < countries; o++) {
            bool own = o == c / each;
            sum[own ? 0 : 1] += va[o * cells + c];
            sum[own ? 2 : 3] += content[o * cells + c];
            expect_near(flow[o * cells + c], term(bm, "gexp")[c], scale, "flow", name);
        }
        expect_near(sum[0], term(bm, "dva")[c], scale, "dva", name);
        expect_near(sum[1], term(bm, "fva")[c], scale, "fva", name);
        expect_near(sum[2], term(bm, "dc")[c], scale, "dc", name);
        expect_near(sum[3], term(bm, "fc")[c], scale, "fc", name);
    }
}

/* Value added of the exporter that is absorbed abroad is vax, at home ref (source). Sink: all of
 * its content in the flow that leaves for the last time, absorbed at home. */
static void compare_absorbers(const gvc_result *r, const gvc_result *bm, const char *name)
{
    gvc_idx countries = extent_of(r, "origin"), cells = gvc_result_cells(bm);
    gvc_idx each = cells / countries;
    const double *va = term(r, "va");
    double scale = largest_of(bm, "gexp");
    for (gvc_idx c = 0; c < cells; c++) {
        gvc_idx s = c / each;
        double abroad = 0, at_home = 0;
        for (gvc_idx d = 0; d < countries; d++) {
            *(d == s ? &at_home : &abroad) += va[(s * cells + c) * countries + d];
        }
        if (gvc_result_is_row(bm, c)) {
            expect_near(abroad, term(bm, "vax")[c], scale, "vax", name);
            expect_near(at_home, term(bm, "ref")[c], scale, "ref", name);
        }
    }
}

Test(trace, parts_are_those_of_the_decomposition)
{
    static const char *const levels[] = {"country", "sector", "pair", "bilateral"};
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 11);
        gvc_table *t = table_of(ctx, &w, false);
        for (int q = 0; q < 8; q++) {
            const char *approach = q % 2 == 0 ? "source" : "sink", *level = levels[q / 2];
            gvc_result *bm = decompose(ctx, t, level, approach, false);
            gvc_measure_options o = asked(NULL, NULL, NULL, level, NULL, approach);
            gvc_result *r = measure(ctx, t, &o);
            compare_origins(r, bm, recipes[k].name);
            gvc_result_free(r);
            o.by = "both";
            r = measure(ctx, t, &o);
            compare_absorbers(r, bm, recipes[k].name);
            gvc_result_free(r);
            gvc_result_free(bm);
        }
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* ---- invariances and conventions ---------------------------------------------------------------
 */

static void expect_same_but_for_order(const gvc_result *a, const gvc_result *b, double factor,
                                      const char *what)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        double scale = largest_of(a, gvc_result_term(a, k)->name);
        for (gvc_idx c = 0; c < gvc_result_cells(a); c++) {
            gvc_idx at = same_cell(a, b, c);
            cr_assert(at >= 0);
            double x = gvc_result_values(a, k)[c], y = gvc_result_values(b, k)[at] / factor;
            cr_expect(fabs(x - y) <= 1e-12 * scale || (isnan(x) && isnan(y)), "%s: %.17g, %.17g",
                      what, x, y);
        }
    }
}

Test(trace, order_and_units_do_not_matter)
{
    static const recipe small = {"", {3, 5, 0, 4, -1}, 3, 0.02, 7};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 8), larger = make_world(&small, 8);
    for (gvc_idx k = 0; k < w.n * w.n; k++) {
        larger.z[k] *= 1000;
    }
    for (gvc_idx k = 0; k < w.n * w.countries; k++) {
        larger.y[k] *= 1000;
    }
    gvc_table *t = table_of(ctx, &w, false), *back = table_of(ctx, &w, true);
    gvc_table *more = table_of(ctx, &larger, false);
    for (int k = 0; k < PERSPECTIVES; k++) {
        const char *const *p = perspectives[k];
        gvc_measure_options o = asked(NULL, "both", "sector", "bilateral", p[0], p[1]);
        gvc_result *a = measure(ctx, t, &o), *b = measure(ctx, back, &o);
        gvc_result *c = measure(ctx, more, &o);
        expect_same_but_for_order(a, b, 1, p[0]);
        expect_same_but_for_order(a, c, 1000, p[0]);
        gvc_result_free(a);
        gvc_result_free(b);
        gvc_result_free(c);
    }
    gvc_table_free(t);
    gvc_table_free(back);
    gvc_table_free(more);
    free_world(&w);
    free_world(&larger);
    gvc_ctx_free(ctx);
}

Test(trace, threads_and_chosen_terms_do_not_change_a_bit)
{
    static const char *const one[] = {"va", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[2], 4);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < PERSPECTIVES; k++) {
        gvc_measure_options o =
            asked(NULL, "both", NULL, "bilateral", perspectives[k][0], perspectives[k][1]);
        gvc_ctx_set_threads(ctx, 1);
        gvc_result *a = measure(ctx, t, &o);
        gvc_ctx_set_threads(ctx, 3);
        gvc_result *b = measure(ctx, t, &o);
        o.terms = one;
        gvc_result *c = measure(ctx, t, &o);
        size_t bytes = (size_t)gvc_result_cells(a) * sizeof(double);
        cr_expect(memcmp(term(a, "va"), term(b, "va"), bytes) == 0, "threads");
        cr_expect_eq(gvc_result_nterms(c), 1);
        for (gvc_idx i = 0; i < gvc_result_cells(a); i++) {
            double x = term(a, "va")[i], y = term(c, "va")[i];
            cr_expect(fabs(x - y) <= 1e-13 * largest_of(a, "va") || (isnan(x) && isnan(y)));
        }
        gvc_result_free(a);
        gvc_result_free(b);
        gvc_result_free(c);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(trace, what_does_not_need_the_inverse_does_without)
{
    static const char *const one[] = {"va", NULL};
    static const struct {
        const char *by, *perspective, *approach, *solver;
    } cases[] = {{"origin", "content", NULL, "seidel-double"},
                 {"origin", "exporter", "sink", "seidel-double"},
                 {"origin", "world", "source", "none"},
                 {"origin", "world", "sink", "seidel-double"},
                 {"absorber", "exporter", "source", "seidel-double"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 4);
    gvc_table *t = table_of(ctx, &w, false);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_measure_options o =
            asked(NULL, cases[k].by, NULL, NULL, cases[k].perspective, cases[k].approach);
        o.terms = one;
        gvc_result *a = measure(ctx, t, &o);
        o.solver = cases[k].solver[0] == 'n' ? NULL : cases[k].solver;
        gvc_result *b = measure(ctx, t, &o);
        cr_expect_str_eq(gvc_result_text(b, "solver"), cases[k].solver);
        for (gvc_idx c = 0; c < gvc_result_cells(a); c++) {
            expect_near(term(b, "va")[c], term(a, "va")[c], largest_of(a, "va"), "va", "solver");
        }
        gvc_result_free(a);
        gvc_result_free(b);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Sectors of an origin that are shown as one add up, but for the flow, which is the same for all.
 */
Test(trace, groups_of_sectors_take_the_flow_once)
{
    static const gvc_sector_group groups[] = {{"x", "G"}, {"z", "G"}, {"w", "G"}};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 4, in_order);
    gvc_measure_options o = asked(NULL, "both", "sector", "bilateral", NULL, NULL);
    gvc_result *fine = measure(ctx, t, &o);
    o.sector_groups = groups;
    o.sector_group_count = 3;
    gvc_result *r = measure(ctx, t, &o);
    o.origin_level = NULL;
    gvc_result *whole = measure(ctx, t, &o);
    gvc_idx rest = gvc_result_cells(whole) / extent_of(whole, "origin");
    for (gvc_idx c = 0; c < gvc_result_cells(whole); c++) {
        gvc_idx first = c / rest * 2 * rest + c % rest, second = first + rest;
        bool buys_only = c / rest == 3;
        if (!buys_only && gvc_result_is_row(whole, c) && gvc_result_is_row(r, first)) {
            double y = term(r, "va")[first], g = term(r, "va")[second], f = term(r, "flow")[first];
            double sum = (isnan(y) ? 0 : y) + (isnan(g) ? 0 : g);
            expect_near(sum, term(whole, "va")[c], largest_of(whole, "va"), "va", "groups");
            cr_expect(fabs(term(whole, "flow")[c] - term(r, "flow")[second]) < 1e-11);
            cr_expect(f == 0 || fabs(term(whole, "flow")[c] - f) < 1e-11);
        }
    }
    cr_expect(gvc_result_find_dim(fine, "origin_sector") >= 0 &&
              extent_of(r, "origin_sector") == 2);
    gvc_result_free(fine);
    gvc_result_free(r);
    gvc_result_free(whole);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(trace, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    static const struct {
        const char *in, *by, *origin_level, *level, *perspective, *approach, *product, *message;
    } cases[] = {
        {"imports", NULL, NULL, NULL, NULL, NULL, NULL,
         "method trace has no flow 'imports'; it has exports, output, final-demand"},
        {NULL, "absorber", "sector", NULL, NULL, NULL, NULL,
         "--by absorber has no origins whose sectors could be told apart; use --by both"},
        {NULL, NULL, NULL, "country", "sectexp", NULL, NULL,
         "level country of perspective sectexp would count value added twice; use level sector, or "
         "perspective exporter"},
        {NULL, NULL, NULL, NULL, "sectbil", "sink", NULL,
         "perspective sectbil has no approach: whatever enters the flow counts, once; leave out "
         "'sink', or use perspective exporter"},
        {NULL, NULL, NULL, NULL, NULL, NULL, "S1",
         "a product or category of the absorber is traced in final demand alone; use --in "
         "final-demand, or "
         "leave out 'S1'"},
        {"output", NULL, NULL, "bilateral", NULL, NULL, NULL,
         "output has no importer; use level sector, or --in exports"},
        {"output", "both", NULL, NULL, NULL, NULL, NULL,
         "output is not all absorbed, so --in output has no 'both'; use --by origin, or --in "
         "final-demand"},
        {"output", NULL, NULL, NULL, "world", NULL, NULL,
         "perspectives and approaches are of exports, not of output; leave out 'world', or use "
         "--in exports"},
        {"final-demand", NULL, NULL, "sector", NULL, NULL, NULL,
         "rows of final demand are origins and absorbers, without level 'sector'; use "
         "--origin-level sector, --absorber-product, or --in exports"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_measure_options o = asked(cases[k].in, cases[k].by, cases[k].origin_level,
                                      cases[k].level, cases[k].perspective, cases[k].approach);
        o.product = cases[k].product;
        expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG, cases[k].message);
    }
    gvc_table *t = ragged(ctx, 4, in_order);
    gvc_measure_options o = asked("final-demand", NULL, NULL, NULL, NULL, NULL);
    gvc_result *r = NULL;
    o.product = "q";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "product of the absorber: no sector 'q' in the table; did you mean x, y, z?");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Without the exports of its first industry the world feeds wholly on itself: a = -1. */
Test(trace, refuses_a_flow_without_which_there_is_no_inverse)
{
    double zs[16] = {0, 0, 4, 0, 0, 4, 4, 0, 4, 4, 4, 0, 0, 0, 0, 0};
    double ys[8] = {4, 0, 0, 0, 0, -4, 4, 4};
    gvc_dense z = {zs, 4, 4, 4}, y = {ys, 4, 2, 2};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = make_table(ctx, &z, &y, 2);
    for (int k = 4; k < 7; k += 2) { /* sectexp, sectbil */
        gvc_measure_options o =
            asked("exports", NULL, NULL, perspectives[k][2], perspectives[k][0], NULL);
        for (int m = 0; m < 2; m++) {
            gvc_result *r = NULL;
            o.method = m == 0 ? "trace" : "bm";
            o.in = m == 0 ? "exports" : NULL;
            gvc_status status = gvc_measure(ctx, &r, t, &o);
            cr_expect(status == GVC_ESINGULAR, "%s: %s", o.method, gvc_status_name(status));
            gvc_result_free(r);
        }
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
