/* test_bm_self.c - the exports of one industry, of one pair, of one cell: against the reference
 * program, against extraction by plain loops, identities and orderings */
#include "checks.h"
#include "reference_tables.h"

static const char *const perspectives[] = {"sectexp", "bilateral", "sectbil"};
static const char *const own_level[] = {"sector", "pair", "bilateral"};
static const char *const gexp_parts[] = {"dc", "fc", NULL},
                         *const dc_parts[] = {"dva", "ddc", NULL},
                         *const fc_parts[] = {"fva", "fdc", NULL},
                         *const dva_parts[] = {"vax", "ref", NULL};

Test(bm_self, equals_the_reference_program)
{
    static const char *const files[] = {"bm_sectexp", "bm_bilateral", "bm_sectbil"};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    for (int k = 0; k < 3; k++) {
        o.perspective = perspectives[k];
        o.level = NULL;
        expect_reference(&o, files[k], NULL);
    }
    o.perspective = "bilateral";
    o.level = "bilateral";
    expect_reference(&o, "bm_bilateral_by_sector", NULL);
}

/* VAX-D of Los and Timmer. */
Test(bm_self, bilateral_value_added_is_what_extraction_of_the_pair_gives)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.perspective = "bilateral";
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = reference_input(ctx, &reference_tables[k]);
        gvc_result *r = reference_result(ctx, &reference_tables[k], t, &o);
        csv *c = reference_file(reference_tables[k].folder, "los_timmer");
        expect_column(c, r, "dva", "vax_d", reference_tables[k].folder);
        free_csv(c);
        gvc_result_free(r);
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- extraction --------------------------------------------------------------------------------
 */

/* The flow that row (i, to) is about stops. */
static void extract_flow(const brute *s, int perspective, gvc_idx i, gvc_idx to, double *at_home,
                         double *abroad)
{
    const world *w = s->w;
    gvc_idx own = w->country[i];
    if (perspective == 1) {
        extract(s, own, w->offset[own], w->offset[own + 1], to, at_home, abroad);
    } else {
        extract(s, own, i, i + 1, perspective == 0 ? -1 : to, at_home, abroad);
    }
}

static void expect_extraction(gvc_ctx *ctx, const world *w, const gvc_table *t, gvc_va_rule va,
                              const brute *s, const char *where)
{
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_result *r = NULL;
        o.perspective = perspectives[k];
        o.va = va;
        expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
        double bound = bound_of(r, "gexp");
        for (gvc_idx i = 0; i < w->n; i++) {
            for (gvc_idx to = 0; to < w->countries; to++) {
                gvc_idx cell = cell_at(r, w, i, to);
                double at_home, abroad;
                if (!gvc_result_is_row(r, cell) || w->country[i] == to) {
                    continue;
                }
                extract_flow(s, k, i, to, &at_home, &abroad);
                cr_expect(fabs(term(r, "dva")[cell] - at_home) <= bound, "%s %s dva %.17g, %.17g",
                          where, perspectives[k], term(r, "dva")[cell], at_home);
                cr_expect(fabs(term(r, "fva")[cell] - abroad) <= bound, "%s %s fva %.17g, %.17g",
                          where, perspectives[k], term(r, "fva")[cell], abroad);
            }
        }
        gvc_result_free(r);
    }
}

Test(bm_self, value_added_is_the_gdp_that_is_lost_without_the_flow)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < SMALL_WORLDS; k++) {
        world w = make_world(&small_worlds[k], 5 + (uint64_t)k);
        brute s = brute_accounts(&w);
        gvc_table *t = table_of(ctx, &w, false);
        expect_extraction(ctx, &w, t, GVC_VA_RESIDUAL, &s, small_worlds[k].name);
        gvc_table_free(t);
        free_brute(&s);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(bm_self, stated_value_added_is_lost_likewise_and_the_rest_is_resid)
{
    static const char *const parts[] = {"dc", "fc", "resid", NULL};
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < SMALL_WORLDS; k++) {
        world w = make_world(&small_worlds[k], 15 + (uint64_t)k);
        brute s = brute_accounts(&w);
        state_va(&s, 0.5, 0.03);
        gvc_table *t = table_stating(ctx, &w, false, s.va);
        expect_extraction(ctx, &w, t, GVC_VA_GIVEN, &s, small_worlds[k].name);
        for (int p = 0; p < 3; p++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            gvc_result *r = NULL;
            o.perspective = perspectives[p];
            o.va = GVC_VA_GIVEN;
            expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
            expect_parts(r, "gexp", parts, bound_of(r, "gexp"), perspectives[p]);
            gvc_result_free(r);
        }
        gvc_table_free(t);
        free_brute(&s);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- identities --------------------------------------------------------------------------------
 */

static void expect_identities(gvc_ctx *ctx, const gvc_table *t, const char *where)
{
    for (int k = 0; k < 3; k++) {
        gvc_result *r = measure_of(ctx, t, "bm", perspectives[k], NULL);
        gvc_result *fine = measure_of(ctx, t, "bm", perspectives[k], "bilateral");
        double bound = bound_of(r, "gexp");
        expect_parts(r, "gexp", gexp_parts, bound, where);
        expect_parts(r, "dc", dc_parts, bound, where);
        expect_parts(r, "fc", fc_parts, bound, where);
        expect_parts(r, "dva", dva_parts, bound, where);
        expect_sums(fine, r, bound);
        cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-13, "%s", where);
        gvc_result_free(r);
        gvc_result_free(fine);
    }
}

/* Where no content is negative no term is, and narrower flows count less twice. */
static void expect_orderings(gvc_ctx *ctx, const gvc_table *t, const char *where)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *self[3], *source = measure_of(ctx, t, "bm", "exporter", "bilateral"), *sink = NULL;
    o.level = "bilateral";
    o.approach = "sink";
    expect_ok(ctx, gvc_measure(ctx, &sink, t, &o));
    for (int k = 0; k < 3; k++) {
        self[k] = measure_of(ctx, t, "bm", perspectives[k], "bilateral");
    }
    double bound = bound_of(source, "gexp");
    for (gvc_idx c = 0; c < gvc_result_cells(source); c++) {
        if (!gvc_result_is_row(source, c)) {
            continue;
        }
        double cell = term(self[2], "dva")[c], pair = term(self[1], "dva")[c];
        cr_expect(cell >= pair - bound && pair >= term(source, "dva")[c] - bound, "%s", where);
        cr_expect(cell >= term(sink, "dva")[c] - bound, "%s", where);
        cr_expect(cell >= term(self[0], "dva")[c] - bound, "%s", where);
        for (gvc_idx q = 0; q < gvc_result_nterms(self[0]); q++) {
            for (int k = 0; k < 3; k++) {
                cr_expect(gvc_result_values(self[k], q)[c] >= -bound, "%s", where);
            }
        }
    }
    for (int k = 0; k < 3; k++) {
        gvc_result_free(self[k]);
    }
    gvc_result_free(source);
    gvc_result_free(sink);
}

Test(bm_self, identities_and_orderings_hold_on_worlds)
{
    gvc_ctx *ctx = new_ctx();
    int plain = 0;
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 3);
        gvc_table *t = table_of(ctx, &w, false);
        expect_identities(ctx, t, recipes[k].name);
        if (is_plain(&w)) {
            plain++;
            expect_orderings(ctx, t, recipes[k].name);
        }
        gvc_table_free(t);
        free_world(&w);
    }
    cr_expect(plain > 0, "none of the worlds is plain");
    gvc_ctx_free(ctx);
}

Test(bm_self, of_two_countries_the_pair_is_all_exports)
{
    static const recipe two = {"two", {6, 4, -1}, 2, 0, 0};
    static const char *const terms[] = {"gexp", "dc", "dva", "vax", "ref",
                                        "ddc",  "fc", "fva", "fdc"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&two, 8);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *pair = measure_of(ctx, t, "bm", "bilateral", "bilateral");
    gvc_result *all = measure_of(ctx, t, "bm", "exporter", "bilateral");
    for (size_t k = 0; k < sizeof terms / sizeof *terms; k++) {
        expect_term(pair, terms[k], all, terms[k], bound_of(all, "gexp"), "two countries");
    }
    gvc_result_free(pair);
    gvc_result_free(all);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Small loops keep their digits: double counting is no difference. */
Test(bm_self, double_counting_is_exact_where_it_is_tiny)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_worlds[0], 4), thin = w;
    double *z = calloc((size_t)(w.n * w.n), sizeof *z);
    for (gvc_idx i = 0; i < w.n; i++) { /* trade in inputs of a millionth */
        for (gvc_idx j = 0; j < w.n; j++) {
            bool own = w.country[i] == w.country[j];
            z[i * w.n + j] = (own ? 1 : 1e-6) * w.z[i * w.n + j];
        }
    }
    thin.z = z;
    gvc_table *t = table_of(ctx, &thin, false);
    brute s = new_brute(&thin);
    gvc_result *r = measure_of(ctx, t, "bm", "sectbil", NULL);
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx to = 0; to < w.countries; to++) {
            double loop = 0;
            for (gvc_idx j = w.offset[to]; j < w.offset[to + 1]; j++) {
                loop += s.a[i * w.n + j] * s.b[j * w.n + i];
            }
            gvc_idx c = cell_at(r, &w, i, to);
            if (to != w.country[i]) {
                double exact = term(r, "dc")[c] * loop / (1 + loop);
                cr_expect(exact > 0 && fabs(term(r, "ddc")[c] - exact) <= 1e-9 * exact,
                          "%.17g, not %.17g", term(r, "ddc")[c], exact);
            }
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    free(z);
    free_brute(&s);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(bm_self, terms_alone_and_threads_change_nothing)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.perspective = perspectives[k];
        o.level = "bilateral";
        expect_terms_alone(ctx, t, &o, "gexp");
        expect_any_threads(ctx, t, &o);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- what has no meaning -----------------------------------------------------------------------
 */

Test(bm_self, levels_that_would_count_twice_are_refused_with_the_nearest)
{
    gvc_ctx *ctx = new_ctx();
    static const struct {
        int perspective;
        const char *level, *nearest;
    } refused[] = {{0, "country", "exporter"}, {0, "pair", "exporter"},
                   {1, "country", "exporter"}, {1, "sector", "sectexp"},
                   {2, "country", "exporter"}, {2, "sector", "sectexp"},
                   {2, "pair", "bilateral"}};
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_measure_view view;
        char nearest[64];
        o.perspective = perspectives[refused[k].perspective];
        o.level = refused[k].level;
        cr_expect(gvc_measure_check(ctx, &o, &view) == GVC_EARG);
        snprintf(nearest, sizeof nearest, "nearest: perspective %s,", refused[k].nearest);
        cr_expect(strstr(gvc_ctx_error(ctx), nearest) != NULL, "%s", gvc_ctx_error(ctx));
    }
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_measure_view view;
        o.perspective = perspectives[k];
        expect_ok(ctx, gvc_measure_check(ctx, &o, &view));
        cr_expect_str_eq(view.level, own_level[k]);
        o.approach = "sink";
        cr_expect(gvc_measure_check(ctx, &o, &view) == GVC_EARG);
        o.approach = NULL;
        o.level = "continent";
        expect_error(ctx, gvc_measure_check(ctx, &o, &view), GVC_EARG,
                     "method bm_self has no level 'continent'; it has country, sector, pair, "
                     "bilateral");
    }
    gvc_ctx_free(ctx);
}
