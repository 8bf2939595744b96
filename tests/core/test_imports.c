/* test_imports.c - imports against the reference program, their identities, and the perimeter
 * routine as an independent way to the same numbers */
#include "brute.h"
#include "reference_tables.h"

/* ---- against the reference program -------------------------------------------------------------
 */

Test(imports, equal_the_reference_program_on_five_tables)
{
    static const char *const views[][3] = {
        {"importer", "country", "imports_importer"},
        {"importer", "pair", "imports_importer_by_origin"},
        {"importer", "bilateral", "imports_importer_by_origin"},
        {"sectimp", "sector", "imports_sectimp"},
        {"sectimp", "bilateral", "imports_sectimp_by_origin"},
    };
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        const reference_table *p = &reference_tables[k];
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = reference_input(ctx, p);
        for (size_t v = 0; v < sizeof views / sizeof *views; v++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            o.perspective = views[v][0];
            o.level = views[v][1];
            gvc_result *r = reference_result(ctx, p, t, &o);
            /* Its gimp by importer is va + dcount, which leaves out what orphans sell. */
            bool orphan = v == 0 && strcmp(p->folder, "orphan4x3") == 0;
            expect_file(r, p, views[v][2], orphan ? "gimp" : NULL);
            gvc_result_free(r);
        }
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- identities --------------------------------------------------------------------------------
 */

/* The rows of `fine` add up to those of `coarse`, which lacks keys of it. */
static void expect_sums(const gvc_result *fine, const gvc_result *coarse, const char *name,
                        const char *what)
{
    const double *from = term(fine, name), *to = term(coarse, name);
    gvc_idx cells = gvc_result_cells(coarse);
    double *sum = calloc((size_t)cells, sizeof *sum), largest = largest_of(coarse, name);
    for (gvc_idx cell = 0; cell < gvc_result_cells(fine); cell++) {
        sum[coarse_cell(fine, coarse, cell)] += gvc_result_is_row(fine, cell) ? from[cell] : 0;
    }
    for (gvc_idx cell = 0; cell < cells; cell++) {
        cr_expect(fabs(sum[cell] - to[cell]) <= 1e-11 * largest, "%s, %s, cell %d: %.17g and %.17g",
                  what, name, (int)cell, sum[cell], to[cell]);
    }
    free(sum);
}

static double total(const gvc_result *r, const char *name)
{
    double sum = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        sum += gvc_result_is_row(r, cell) ? term(r, name)[cell] : 0;
    }
    return sum;
}

static void expect_whole(const gvc_result *r, const char *what)
{
    double largest = largest_of(r, "gimp");
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        double gap = term(r, "gimp")[cell] - term(r, "va")[cell] - term(r, "dcount")[cell];
        cr_expect(fabs(gap) <= 1e-11 * largest, "%s, cell %d: gap %g of %g", what, (int)cell, gap,
                  largest);
    }
}

/* Every product counts what passes through it. */
static void expect_more(const gvc_result *sector, const gvc_result *country, const char *what)
{
    gvc_idx importers = gvc_result_cells(country);
    for (gvc_idx r = 0; r < importers; r++) {
        double sum = 0;
        for (gvc_idx cell = r; cell < gvc_result_cells(sector); cell += importers) {
            sum += term(sector, "va")[cell];
        }
        cr_expect(sum >= term(country, "va")[r] * (1 - 1e-12), "%s, importer %d", what, (int)r);
    }
}

static void check_identities(const gvc_table *t, gvc_ctx *ctx, const recipe *made)
{
    gvc_result *country = measure_of(ctx, t, NULL, "importer", "country");
    gvc_result *pair = measure_of(ctx, t, NULL, "importer", "pair");
    gvc_result *fine = measure_of(ctx, t, NULL, "importer", "bilateral");
    gvc_result *sector = measure_of(ctx, t, NULL, "sectimp", "sector");
    gvc_result *origin = measure_of(ctx, t, NULL, "sectimp", "bilateral");
    gvc_result *exports = decompose(ctx, t, "country", "source", false);
    expect_whole(country, made->name);
    expect_whole(sector, made->name);
    for (int k = 0; k < 2; k++) {
        const char *name = k == 0 ? "va" : "dcount";
        expect_sums(pair, country, name, made->name);
        expect_sums(fine, pair, name, made->name);
        expect_sums(origin, sector, name, made->name);
    }
    expect_sums(sector, country, "gimp", made->name);
    double gexp = total(exports, "gexp");
    cr_expect(fabs(total(country, "gimp") - gexp) <= 1e-12 * fabs(gexp), "%s", made->name);
    if (made->negative == 0) {
        expect_more(sector, country, made->name);
    }
    gvc_result *const all[] = {country, pair, fine, sector, origin, exports};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_result_free(all[k]);
    }
}

Test(imports, add_up_in_every_world)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        for (uint64_t seed = 1; seed <= 3; seed++) {
            world w = make_world(&recipes[k], seed);
            gvc_table *t = table_of(ctx, &w, false);
            check_identities(t, ctx, &recipes[k]);
            gvc_table_free(t);
            free_world(&w);
        }
    }
    gvc_ctx_free(ctx);
}

/* ---- against the perimeter ---------------------------------------------------------------------
 * The same flow put together by hand, solved in another way. */

enum { LABELS = 17, LABEL = 16 };

/* The countries other than r, or their sector p where p >= 0, as labels. */
static void list_others(const world *w, gvc_idx r, gvc_idx p, char text[LABELS][LABEL],
                        const char *out[LABELS])
{
    gvc_idx count = 0;
    for (gvc_idx c = 0; c < w->countries; c++) {
        gvc_idx size = w->offset[c + 1] - w->offset[c];
        if (c != r && p < size) {
            snprintf(text[count], LABEL, p < 0 ? "C%d" : "C%d_S%d", (int)c, (int)p);
            out[count] = text[count];
            count++;
        }
    }
    out[count] = NULL;
}

static void expect_perimeter(gvc_ctx *ctx, const gvc_table *t, const world *w, const gvc_result *a,
                             gvc_idx p, const char *what)
{
    gvc_idx blocks = w->countries;
    for (gvc_idx r = 0; r < blocks; r++) {
        char text[LABELS][LABEL], name[LABEL];
        const char *from[LABELS], *to[] = {name, NULL};
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_result *b = NULL;
        snprintf(name, sizeof name, "%s", gvc_result_label(a, gvc_result_ndims(a) - 1, r));
        list_others(w, atoi(name + 1), p, text, from);
        if (from[0] == NULL) {
            continue;
        }
        o.from = from;
        o.to = to;
        o.by = "origin";
        expect_ok(ctx, gvc_measure(ctx, &b, t, &o));
        double bound = 1e-11 * (fabs(total(b, "va")) + 1e-3);
        gvc_idx products = p < 0 ? 1 : gvc_result_extent(a, 2);
        for (gvc_idx k = 0; k < blocks; k++) {
            gvc_idx cell = (k * products + (p < 0 ? 0 : p)) * blocks + r;
            cr_expect(fabs(term(a, "va")[cell] - term(b, "va")[k]) <= bound, "%s va %d %d", what,
                      (int)r, (int)k);
            cr_expect(fabs(term(a, "dcount")[cell] - term(b, "dcount")[k]) <= bound,
                      "%s dcount %d %d: %.17g %.17g", what, (int)r, (int)k, term(a, "dcount")[cell],
                      term(b, "dcount")[k]);
        }
        gvc_result_free(b);
    }
}

Test(imports, are_perimeters)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 5);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *pair = measure_of(ctx, t, NULL, "importer", "pair");
        gvc_result *origin = measure_of(ctx, t, NULL, "sectimp", "bilateral");
        expect_perimeter(ctx, t, &w, pair, -1, recipes[k].name);
        for (gvc_idx p = 0; p < gvc_result_extent(origin, 2); p += 3) {
            expect_perimeter(ctx, t, &w, origin, p, recipes[k].name);
        }
        gvc_result_free(pair);
        gvc_result_free(origin);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- conventions -------------------------------------------------------------------------------
 */

Test(imports, what_given_value_added_does_not_explain_is_resid)
{
    static const recipe small = {"given", {4, 3, 5, -1}, 2, 0, 5};
    static const char *const perspectives[] = {"importer", "sectimp"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 3);
    gvc_table *t = table_with_part(ctx, &w, 0.75);
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_result *all = NULL, *given = NULL;
        o.perspective = perspectives[k];
        expect_ok(ctx, gvc_measure(ctx, &all, t, &o));
        cr_expect(gvc_result_find_term(all, "resid") < 0);
        o.va = GVC_VA_GIVEN;
        expect_ok(ctx, gvc_measure(ctx, &given, t, &o));
        for (gvc_idx cell = 0; cell < gvc_result_cells(all); cell++) {
            double gimp = term(all, "gimp")[cell], bound = 1e-12 * (gimp + 1);
            cr_expect_eq(term(given, "gimp")[cell], gimp);
            cr_expect(fabs(term(given, "va")[cell] - 0.75 * term(all, "va")[cell]) <= bound);
            cr_expect(fabs(term(given, "dcount")[cell] - 0.75 * term(all, "dcount")[cell]) <=
                      bound);
            cr_expect(fabs(term(given, "resid")[cell] - 0.25 * gimp) <= bound);
        }
        cr_expect(gvc_result_find_attribute(given, "identity_gap")->number < 1e-13);
        gvc_result_free(all);
        gvc_result_free(given);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(imports, threads_and_chosen_terms_change_no_bit)
{
    static const char *const views[][2] = {{"importer", "country"},
                                           {"importer", "pair"},
                                           {"importer", "bilateral"},
                                           {"sectimp", "sector"},
                                           {"sectimp", "bilateral"}};
    static const char *const terms[] = {"va", "dcount", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 9);
    gvc_table *t = table_of(ctx, &w, false);
    for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
        gvc_result *r[3] = {NULL};
        for (int run = 0; run < 3; run++) {
            gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
            o.perspective = views[k][0];
            o.level = views[k][1];
            o.terms = run == 2 ? terms : NULL;
            expect_ok(ctx, gvc_ctx_set_threads(ctx, run == 0 ? 1 : 3));
            expect_ok(ctx, gvc_measure(ctx, &r[run], t, &o));
        }
        size_t bytes = (size_t)gvc_result_cells(r[0]) * sizeof(double);
        for (int run = 1; run < 3; run++) {
            cr_expect_eq(memcmp(term(r[0], "va"), term(r[run], "va"), bytes), 0);
            cr_expect_eq(memcmp(term(r[0], "dcount"), term(r[run], "dcount"), bytes), 0);
        }
        for (int run = 0; run < 3; run++) {
            gvc_result_free(r[run]);
        }
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(imports, gross_imports_alone_need_no_solution)
{
    static const char *const gimp[] = {"gimp", NULL};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_result *r = NULL;
        o.perspective = k == 0 ? "importer" : "sectimp";
        o.terms = gimp;
        expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
        cr_expect_str_eq(gvc_result_find_attribute(r, "solver")->text, "none");
        cr_expect(total(r, "gimp") > 0);
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(imports, refuse_what_has_no_meaning)
{
    static const struct {
        const char *perspective, *level, *approach, *message;
    } wrong[] = {
        {"sectimp", "country", NULL,
         "perspective sectimp has no level 'country': value added that passes through two products "
         "is in both, so that products do not add up; nearest: perspective importer"},
        {"sectimp", "pair", NULL,
         "perspective sectimp has no level 'pair': value added that passes through two products is "
         "in both, so that products do not add up; nearest: perspective importer"},
        {"importer", "sector", NULL,
         "perspective importer has no level 'sector'; nearest: perspective sectimp by product, or "
         "level bilateral by industry of origin"},
        {"importer", "planet", NULL,
         "method imports has no level 'planet'; it has country, pair, bilateral"},
        {"importer", NULL, "sink", "method imports has no approach to choose; leave out 'sink'"},
    };
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.perspective = wrong[k].perspective;
        o.level = wrong[k].level;
        o.approach = wrong[k].approach;
        expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG, wrong[k].message);
    }
    gvc_ctx_free(ctx);
}
