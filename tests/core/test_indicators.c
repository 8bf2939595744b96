/* test_indicators.c - ratios of indicators, what is not there, selections, conventions, errors */
#include "worlds.h"

static const char *const levels[] = {"country", "sector", "pair", "bilateral"};

/* ---- ratios, sums first -------------------------------------------------------------------------
 */

Test(indicators, ratios_come_after_the_sum_of_sectors)
{
    static const gvc_sector_group groups[] = {{"S0", "first"}, {"S1", "first"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 3);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL, *fine = measure_terms(ctx, t, "indicators", "sector", NULL);
    o.method = "indicators";
    o.level = "sector";
    o.sector_groups = groups;
    o.sector_group_count = 2;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    gvc_idx first = label_at(r, gvc_result_find_dim(r, "sector"), "first");
    gvc_idx wide = gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
    const double *dva = term(fine, "exgr_dva"), *e = term(fine, "exgr");
    double exports = 0, same = 0, all = 0;
    for (gvc_idx i = 0; i < 40; i++) {
        exports += i < 5 ? e[i] : 0;
        same += i % 5 < 2 ? e[i] : 0;
        all += e[i];
    }
    cr_assert(first >= 0 && wide == 4);
    double share = 100 * (dva[0] + dva[1]) / (e[0] + e[1]);
    cr_expect(fabs(term(r, "exgr_dvash")[first] - share) < 1e-12 * share);
    share = 100 * (dva[0] + dva[1]) / exports;
    cr_expect(fabs(term(r, "exgr_tdvaind")[first] - share) < 1e-12 * share);
    share = (e[0] + e[1]) / exports / (same / all);
    cr_expect(fabs(term(r, "rca_gross")[first] - share) < 1e-12 * share);
    gvc_result_free(r);
    gvc_result_free(fine);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, shares_of_partners_add_up_to_a_hundred)
{
    static const char *const shares[] = {"exgrpsh",     "exgr_intpsh", "exgr_dvapsh", "imgrpsh",
                                         "imgr_fnlpsh", "ffd_dvapsh",  "dfd_fvapsh"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 8);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_terms(ctx, t, "indicators", "pair", NULL);
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        for (gvc_idx c = 0; c < w.countries; c++) {
            double sum = 0;
            for (gvc_idx p = 0; p < w.countries; p++) {
                sum += p == c ? 0 : term(r, shares[k])[c * w.countries + p];
            }
            cr_expect(fabs(sum - 100) < 1e-11, "%s of %d: %.17g", shares[k], (int)c, sum);
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- what is not there --------------------------------------------------------------------------
 */

Test(indicators, industries_that_are_not_there_have_no_numbers_but_imports)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = measure_terms(ctx, t, "indicators", "sector", NULL);
    /* A has x y, B has x z, C has all four; D nothing. */
    static const bool there[16] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    for (int cell = 0; cell < 16; cell++) {
        cr_expect_eq(isnan(term(r, "exgr")[cell]) != 0, !there[cell], "cell %d", cell);
        bool nobody = cell / 4 == 2 && cell % 4 == 3; /* w, which C alone makes */
        cr_expect_eq(isnan(term(r, "imgr")[cell]) != 0, nobody, "imports, cell %d", cell);
        cr_expect(gvc_result_is_row(r, cell));
    }
    gvc_result_free(r);
    static const char *const own[] = {"exgr", "exgr_dvash", NULL};
    r = measure_terms(ctx, t, "indicators", "sector", own);
    for (int cell = 0; cell < 16; cell++) {
        cr_expect_eq(gvc_result_is_row(r, cell), there[cell], "row %d", cell);
    }
    gvc_result_free(r);
    r = measure_terms(ctx, t, "indicators", "country", NULL);
    cr_expect(isnan(term(r, "exgr_dvash")[3]), "0/0 is no number");
    cr_expect_eq(term(r, "exgr")[3], 0.0);
    cr_expect(term(r, "imgr")[3] > 0);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- asked for in other ways --------------------------------------------------------------------
 */

static void expect_alike(const gvc_result *a, const gvc_result *b, double tolerance)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(b); k++) {
        const char *name = gvc_result_term(b, k)->name;
        const double *x = term(a, name), *y = gvc_result_values(b, k);
        double bound = tolerance * largest_of(b, name);
        for (gvc_idx i = 0; i < gvc_result_cells(b); i++) {
            bool same = isnan(y[i]) ? isnan(x[i]) != 0 : fabs(x[i] - y[i]) <= bound;
            cr_expect(same || !gvc_result_is_row(b, i), "%s, cell %d: %.17g, not %.17g", name,
                      (int)i, x[i], y[i]);
        }
    }
}

Test(indicators, do_not_depend_on_the_order_of_countries)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 21);
    gvc_table *t = table_of(ctx, &w, false), *turned = table_of(ctx, &w, true);
    gvc_result *a = measure_terms(ctx, t, "indicators", "pair", NULL),
               *b = measure_terms(ctx, turned, "indicators", "pair", NULL);
    gvc_idx g = w.countries;
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const char *name = gvc_result_term(a, k)->name;
        double bound = 1e-12 * largest_of(a, name);
        for (gvc_idx i = 0; i < g * g; i++) {
            gvc_idx other = (g - 1 - i / g) * g + (g - 1 - i % g);
            double gap = fabs(gvc_result_values(a, k)[i] - gvc_result_values(b, k)[other]);
            cr_expect(i / g == i % g || gap <= bound, "%s, cell %d", name, (int)i);
        }
    }
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(turned);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, grow_with_the_unit_or_not_at_all)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[3 + 1], 22);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *a = measure_terms(ctx, t, "indicators", "sector", NULL);
    for (gvc_idx i = 0; i < w.n * w.n; i++) {
        w.z[i] *= 1024;
    }
    for (gvc_idx i = 0; i < w.n * w.countries; i++) {
        w.y[i] *= 1024;
    }
    gvc_table *big = table_of(ctx, &w, false);
    gvc_result *b = measure_terms(ctx, big, "indicators", "sector", NULL);
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const gvc_term *name = gvc_result_term(a, k);
        bool ratio = strcmp(name->units, "1") == 0 || strcmp(name->units, "%") == 0 ||
                     strcmp(name->units, "index") == 0;
        for (gvc_idx i = 0; i < gvc_result_cells(a); i++) {
            double x = gvc_result_values(a, k)[i] * (ratio ? 1 : 1024);
            double y = gvc_result_values(b, k)[i];
            cr_expect(x == y || (isnan(x) && isnan(y)), "%s, cell %d", name->name, (int)i);
        }
    }
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(big);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, same_bits_with_any_number_of_threads)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 23);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < 4; k++) {
        gvc_ctx_set_threads(ctx, 1);
        gvc_result *a = measure_terms(ctx, t, "indicators", levels[k], NULL);
        gvc_ctx_set_threads(ctx, 3);
        gvc_result *b = measure_terms(ctx, t, "indicators", levels[k], NULL);
        expect_alike(a, b, 0);
        gvc_result_free(a);
        gvc_result_free(b);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, several_selections_in_one_go_are_those_asked_for_apart)
{
    static const char *const gross[] = {"exgr", "gvc", NULL};
    static const char *const absorption[] = {"vax_ratio", "ffd_dva", NULL};
    static const char *const dear[] = {"vax_d", "fexdvapsh", NULL};
    const char *const *const terms[] = {gross, absorption, dear};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 24);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o[3];
    gvc_collector *c[3] = {NULL};
    gvc_sink sinks[3];
    gvc_measure_job jobs[3];
    for (int k = 0; k < 3; k++) {
        o[k] = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
        o[k].method = "indicators";
        o[k].level = "pair";
        o[k].terms = terms[k];
        expect_ok(ctx, gvc_collector_new(ctx, &c[k]));
        sinks[k] = gvc_collector_sink(c[k]);
        jobs[k] = (gvc_measure_job){&o[k], &sinks[k]};
    }
    expect_ok(ctx, gvc_measure_all(ctx, t, jobs, 3));
    for (int k = 0; k < 3; k++) {
        gvc_result *together = gvc_collector_take(c[k]);
        gvc_result *apart = measure_terms(ctx, t, "indicators", "pair", terms[k]);
        expect_alike(together, apart, 1e-13);
        gvc_result_free(together);
        gvc_result_free(apart);
        gvc_collector_free(c[k]);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, take_only_what_the_chosen_ones_need)
{
    static const char *const local[] = {"exgr", "gvc_sh", "vs_hiy", "exgr_idc", "rca_va", NULL};
    static const char *const cheap[] = {"vax_c", "vax_p", "dfd_fvapsh", "reii", NULL};
    static const char *const dear[] = {"vax_d", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 25);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_terms(ctx, t, "indicators", NULL, local);
    cr_expect_str_eq(gvc_result_text(r, "view"), "sector");
    gvc_result_free(r);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "indicators";
    o.solver = "seidel"; /* vectors only */
    o.terms = cheap;
    r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    cr_expect_str_eq(gvc_result_text(r, "view"), "pair");
    gvc_result_free(r);
    r = NULL;
    o.terms = dear;
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EARG, "all of B");
    cr_expect_null(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* With stated value added the import content is no longer that of the country's own table. */
Test(indicators, with_given_value_added_content_leaves_a_part_unexplained)
{
    gvc_ctx *ctx = new_ctx();
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
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
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.va = GVC_VA_GIVEN;
    gvc_result *bm = NULL, *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &bm, t, &o));
    static const char *const names[] = {"gvcb", "vs_hiy", "exgr_dva", "exgr_fva", "exgr", NULL};
    o.method = "indicators";
    o.terms = names;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    for (int c = 0; c < 2; c++) {
        double bound = 1e-12 * term(r, "exgr")[c]; /* solved apart, to 1e-13 each */
        cr_expect(fabs(term(r, "gvcb")[c] - term(bm, "gvcb")[c]) <= bound);
        cr_expect(term(r, "vs_hiy")[c] > term(r, "gvcb")[c] + 0.01);
        double explained = term(r, "exgr_dva")[c] + term(r, "exgr_fva")[c] + term(bm, "resid")[c];
        cr_expect(fabs(term(r, "exgr")[c] - explained) <= bound);
    }
    gvc_result_free(r);
    gvc_result_free(bm);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- the list, and errors -----------------------------------------------------------------------
 */

Test(indicators, are_listed_each_once_with_all_that_is_known)
{
    gvc_idx count = 0;
    for (const gvc_indicator_info *i; (i = gvc_indicator_list(count)) != NULL; count++) {
        cr_expect(i->long_name[0] != '\0' && i->formula[0] != '\0' && i->source[0] != '\0');
        cr_expect(i->country || i->sector || i->pair || i->bilateral, "%s", i->name);
        cr_expect_eq(strspn(i->name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(i->name));
        size_t length = strlen(i->name);
        bool percent = i->units != NULL && strcmp(i->units, "%") == 0;
        bool ratio = length > 3 && strcmp(i->name + length - 3, "_sh") == 0;
        bool share = length > 2 && strcmp(i->name + length - 2, "sh") == 0;
        cr_expect(!share || percent != ratio, "%s: per cent in TiVA's shares", i->name);
        for (gvc_idx k = 0; k < count; k++) {
            cr_expect_str_neq(gvc_indicator_list(k)->name, i->name);
        }
    }
    cr_expect(count > 60);
    cr_expect_null(gvc_indicator_list(-1));
}

Test(indicators, levels_are_picked_by_names_or_refused)
{
    gvc_ctx *ctx = new_ctx();
    const char *level = NULL;
    expect_ok(ctx, gvc_indicator_level(ctx, (const char *const[]){"exgr", "vax_d", NULL}, &level));
    cr_expect_str_eq(level, "pair");
    level = NULL;
    expect_error(
        ctx, gvc_indicator_level(ctx, (const char *const[]){"vax_d", "rca_va", NULL}, &level),
        GVC_EARG, "no level has all of these: vax_d: pair; rca_va: sector; ask for them apart");
    cr_expect_null(level);
    level = "country";
    expect_error(ctx, gvc_indicator_level(ctx, (const char *const[]){"vax_d", NULL}, &level),
                 GVC_EARG, "level country does not have all of these: vax_d: pair");
    expect_error(ctx, gvc_indicator_level(ctx, (const char *const[]){"vax_e", NULL}, &level),
                 GVC_EUNKNOWN, "no indicator 'vax_e'; did you mean vax_d, vax_c, vax_p?");
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "indicators";
    o.level = "continent";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method indicators has no level 'continent'; it has country, sector, pair, "
                 "bilateral");
    o.level = NULL;
    o.approach = "sink";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method indicators has no approach to choose; leave out 'sink'");
    gvc_ctx_free(ctx);
}
