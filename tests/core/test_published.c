/* test_published.c - exports as Koopman, Wang and Wei and as Wang, Wei and Zhu published them: the
 * accounting identities, chosen terms, threads, stated value added, and what is refused */
#include "worlds.h"

static const char *const sixteen[] = {
    "dva_fin", "dva_int",  "dva_intrexi1", "dva_intrexf", "dva_intrexi2",
    "rdv_fin", "rdv_fin2", "rdv_int",      "ddc_fin",     "ddc_int",
    "mva_fin", "mva_int",  "mdc",          "ova_fin",     "ova_int",
    "odc",     NULL};
static const char *const nine[] = {"dva_fin", "dva_int", "dva_intrex", "rdv_fin", "rdv_int",
                                   "ddc",     "fva_fin", "fva_int",    "fdc",     NULL};
/* The terms of the sixteen behind each of the nine. */
static const char *const map[][2] = {
    {"dva_fin", NULL},       {"dva_int", "dva_intrexi1"}, {"dva_intrexf", "dva_intrexi2"},
    {"rdv_fin", "rdv_fin2"}, {"rdv_int", NULL},           {"ddc_fin", "ddc_int"},
    {"mva_fin", "ova_fin"},  {"mva_int", "ova_int"},      {"mdc", "odc"}};

static gvc_measure_options ask(const char *method, const char *level, const char *detail)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    o.level = level;
    o.detail = detail;
    return o;
}

static double world_exports(const gvc_result *r)
{
    double sum = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        sum += gvc_result_is_row(r, c) ? fabs(term(r, "gexp")[c]) : 0;
    }
    return sum;
}

/* ---- identities --------------------------------------------------------------------------------
 */

/* total = the sum of the terms (NULL-ended) in every cell that is a row. */
static void expect_total(const gvc_result *r, const char *total, const char *const *terms,
                         const char *what)
{
    double bound = 1e-11 * world_exports(r);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double sum = 0;
        for (const char *const *t = terms; *t != NULL; t++) {
            sum += term(r, *t)[c];
        }
        cr_expect(!gvc_result_is_row(r, c) || fabs(term(r, total)[c] - sum) <= bound,
                  "%s: %s %.17g, not %.17g in cell %d", what, total, term(r, total)[c], sum,
                  (int)c);
    }
}

/* The nine of b are sums of the sixteen of a, cell by cell. */
static void expect_mapped(const gvc_result *a, const gvc_result *b, const char *what)
{
    double bound = 1e-11 * world_exports(a);
    for (int k = 0; k < 9; k++) {
        const double *x = term(a, map[k][0]), *y = map[k][1] == NULL ? NULL : term(a, map[k][1]);
        for (gvc_idx c = 0; c < gvc_result_cells(a); c++) {
            double sum = x[c] + (y == NULL ? 0 : y[c]);
            cr_expect(!gvc_result_is_row(a, c) || fabs(term(b, nine[k])[c] - sum) <= bound,
                      "%s: %s in cell %d", what, nine[k], (int)c);
        }
    }
}

Test(published, terms_add_up_at_every_level)
{
    static const char *const levels[] = {"country", "sector", "pair", "bilateral"};
    static const char *const parts[] = {"texpint", "texpfd", NULL};
    static const char *const final[] = {"dva_fin", "mva_fin", "ova_fin", NULL};
    for (size_t k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 3 + k);
        gvc_table *t = table_of(ctx, &w, false);
        for (int l = 0; l < 4; l++) {
            gvc_measure_options o = ask("wwz", levels[l], NULL), p = ask("wwz", levels[l], "kww");
            gvc_result *a = measure(ctx, t, &o), *b = measure(ctx, t, &p);
            expect_total(a, "gexp", sixteen, recipes[k].name);
            expect_total(b, "gexp", nine, recipes[k].name);
            expect_total(a, "texp", parts, recipes[k].name);
            expect_total(a, "texpfd", final, recipes[k].name);
            expect_mapped(a, b, recipes[k].name);
            cr_expect(gvc_result_find_attribute(a, "identity_gap")->number < 1e-13);
            cr_expect(gvc_result_find_attribute(b, "identity_gap")->number < 1e-13);
            gvc_result_free(a);
            gvc_result_free(b);
        }
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* bm's term of a country equals the sum of the terms of kww. */
static void expect_equal_sum(const gvc_result *bm, const char *name, const gvc_result *kww,
                             const char *const *terms, const char *what)
{
    double bound = 1e-11 * world_exports(bm);
    for (gvc_idx c = 0; c < gvc_result_cells(bm); c++) {
        double sum = 0;
        for (const char *const *t = terms; *t != NULL; t++) {
            sum += term(kww, *t)[c];
        }
        cr_expect(fabs(term(bm, name)[c] - sum) <= bound, "%s: %s of %d: %.17g, not %.17g", what,
                  name, (int)c, sum, term(bm, name)[c]);
    }
}

Test(published, countries_are_those_of_borin_and_mancini_but_for_foreign_value_added)
{
    static const char *const vax[] = {"dva_fin", "dva_int", "dva_intrex", NULL};
    static const char *const ref[] = {"rdv_fin", "rdv_int", NULL}, *const ddc[] = {"ddc", NULL};
    static const char *const fc[] = {"fva_fin", "fva_int", "fdc", NULL};
    for (size_t k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 5 + k);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_measure_options o = ask("kww", NULL, NULL), p = ask("wwz", NULL, "kww");
        gvc_result *bm = measure(ctx, t, NULL), *kww = measure(ctx, t, &o);
        gvc_result *mapped = measure(ctx, t, &p);
        expect_equal_sum(bm, "vax", kww, vax, recipes[k].name);
        expect_equal_sum(bm, "ref", kww, ref, recipes[k].name);
        expect_equal_sum(bm, "ddc", kww, ddc, recipes[k].name);
        expect_equal_sum(bm, "fc", kww, fc, recipes[k].name);
        expect_total(kww, "gexp", nine, recipes[k].name);
        for (int q = 0; q < 9; q++) {
            const char *const one[] = {nine[q], NULL};
            expect_equal_sum(kww, nine[q], mapped, one, recipes[k].name);
        }
        for (gvc_idx c = 0; c < gvc_result_cells(bm) && recipes[k].negative == 0; c++) {
            double fva = term(kww, "fva_fin")[c] + term(kww, "fva_int")[c];
            cr_expect(fva <= term(bm, "fva")[c] * (1 + 1e-12), "%s %d", recipes[k].name, (int)c);
            for (int q = 0; q < 9; q++) {
                cr_expect(term(kww, nine[q])[c] >= 0, "%s %s", recipes[k].name, nine[q]);
            }
        }
        gvc_result_free(bm);
        gvc_result_free(kww);
        gvc_result_free(mapped);
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* ---- options -----------------------------------------------------------------------------------
 */

/* A term that is asked for alone is what it is among all. */
static void expect_alone(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *all)
{
    gvc_result *whole = measure(ctx, t, all);
    for (gvc_idx k = 0; k < gvc_result_nterms(whole); k++) {
        const char *const one[] = {gvc_result_term(whole, k)->name, NULL};
        gvc_measure_options o = *all;
        o.terms = one;
        gvc_result *r = measure(ctx, t, &o);
        const double *x = gvc_result_values(whole, k), *y = gvc_result_values(r, 0);
        double bound = 1e-11 * world_exports(whole);
        for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
            cr_expect((isnan(x[c]) && isnan(y[c])) || fabs(x[c] - y[c]) <= bound, "%s %s cell %d",
                      all->method, one[0], (int)c);
        }
        gvc_result_free(r);
    }
    gvc_result_free(whole);
}

Test(published, terms_do_not_depend_on_the_others)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 8);
    gvc_table *t = table_of(ctx, &w, false);
    const gvc_measure_options all[] = {ask("kww", NULL, NULL), ask("wwz", "bilateral", NULL),
                                       ask("wwz", "bilateral", "kww")};
    for (int k = 0; k < 3; k++) {
        expect_alone(ctx, t, &all[k]);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(published, threads_change_no_bit)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 9);
    gvc_table *t = table_of(ctx, &w, false);
    const gvc_measure_options all[] = {ask("kww", NULL, NULL), ask("wwz", "bilateral", NULL),
                                       ask("wwz", "sector", "kww")};
    for (int k = 0; k < 3; k++) {
        expect_ok(ctx, gvc_ctx_set_threads(ctx, 1));
        gvc_result *one = measure(ctx, t, &all[k]);
        expect_ok(ctx, gvc_ctx_set_threads(ctx, 4));
        gvc_result *four = measure(ctx, t, &all[k]);
        for (gvc_idx q = 0; q < gvc_result_nterms(one); q++) {
            size_t bytes = (size_t)gvc_result_cells(one) * sizeof(double);
            cr_expect(memcmp(gvc_result_values(one, q), gvc_result_values(four, q), bytes) == 0);
        }
        gvc_result_free(one);
        gvc_result_free(four);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Three countries with a row of value added that misses a part of what output leaves. */
static gvc_table *with_value_added(gvc_ctx *ctx)
{
    enum { INDUSTRIES = 6, COUNTRIES = 3 };
    uint64_t seed = 12;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    static const char *const country[] = {"A", "B", "C"}, *const sector[] = {"x", "y"};
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < INDUSTRIES; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country[i / 2], sector[i % 2]));
    }
    for (int c = 0; c < COUNTRIES; c++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country[c], "F"));
    }
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int i = 0; i < INDUSTRIES * INDUSTRIES; i++) {
        gvc_builder_z(b)->data[i] = 10 * noise(&seed);
    }
    for (int i = 0; i < INDUSTRIES * COUNTRIES; i++) {
        gvc_builder_y(b)->data[i] = 20 * noise(&seed);
    }
    for (int i = 0; i < INDUSTRIES; i++) {
        gvc_builder_v(b)->data[i] = 30 * noise(&seed);
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(published, stated_value_added_leaves_a_residual)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = with_value_added(ctx);
    const gvc_measure_options all[] = {ask("kww", NULL, NULL), ask("wwz", "bilateral", NULL),
                                       ask("wwz", "pair", "kww")};
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = all[k];
        o.va = GVC_VA_GIVEN;
        gvc_result *r = measure(ctx, t, &o);
        cr_expect(gvc_result_find_term(r, "resid") >= 0);
        cr_expect(largest_of(r, "resid") > 0.1);
        cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(published, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = NULL;
    gvc_measure_options o = ask("kww", "sector", NULL);
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method kww has no level 'sector'; it has country, for half of its terms are by "
                 "industry of origin; -m wwz --kww has the same nine at every level");
    o = ask("kww", NULL, "kww");
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method kww has no detail to choose; leave out 'kww'");
    o = ask("wwz", NULL, "elementary");
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method wwz has no detail 'elementary'; it has kww");
    o = ask("wwz", NULL, NULL);
    o.approach = "sink";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method wwz has no approach to choose; leave out 'sink'");
    o = ask("kww", NULL, NULL);
    o.perspective = "world";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method kww has no perspective to choose; leave out 'world'");
    o = ask("wwz", NULL, NULL);
    o.output = GVC_OUTPUT_GIVEN;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method wwz with --output-total given: stated output that nobody uses has no "
                 "place among its terms; use rowsum");
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
