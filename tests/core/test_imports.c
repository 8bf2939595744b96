/* test_imports.c - imports against the reference program, their identities, and the perimeter
 * routine as an independent way to the same numbers */
#include "expected.h"
#include "worlds.h"

static gvc_result *imports(gvc_ctx *ctx, const gvc_table *t, const char *perspective,
                           const char *level, const gvc_group *group)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.perspective = perspective;
    o.level = level;
    o.groups = group;
    o.group_count = group == NULL ? 0 : 1;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

/* ---- against the reference program -------------------------------------------------------------
 */

Test(imports, equal_the_reference_program_on_five_tables)
{
    static const struct {
        const char *perspective, *level, *file, *keys[4];
    } views[] = {
        {"importer", "country", "imports_importer", {"country"}},
        {"importer", "pair", "imports_importer_by_origin", {"origin", "importer"}},
        {"importer",
         "bilateral",
         "imports_importer_by_origin",
         {"origin", "origin_sector", "importer"}},
        {"sectimp", "sector", "imports_sectimp", {"sector", "importer"}},
        {"sectimp", "bilateral", "imports_sectimp_by_origin", {"origin", "sector", "importer"}},
    };
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < EXPECTED_TABLES; k++) {
        const expected_table *p = &expected_tables[k];
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = expected_input(ctx, p);
        for (size_t v = 0; v < sizeof views / sizeof *views; v++) {
            gvc_result *r = imports(ctx, t, views[v].perspective, views[v].level,
                                    p->grouped ? &expected_group : NULL);
            /* Its gimp by importer is va + dcount, which leaves out what orphans sell. */
            bool orphan = v == 0 && strcmp(p->folder, "orphan4x3") == 0;
            expect_file(r, p, views[v].file, views[v].keys, orphan ? "gimp" : NULL);
            gvc_result_free(r);
        }
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- identities --------------------------------------------------------------------------------
 */

/* Sums of a term over all dimensions but those kept: dims[d] is the position that label i of
 * dimension d of `fine` has in the sum, as a factor; 0 = summed. */
static void expect_sums(const gvc_result *fine, const gvc_result *coarse, const char *name,
                        const char *what)
{
    const double *from = term(fine, name), *to = term(coarse, name);
    gvc_idx cells = gvc_result_cells(coarse);
    double *sum = calloc((size_t)cells, sizeof *sum), largest = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(fine); cell++) {
        gvc_idx at = 0, inner = gvc_result_cells(fine), rest = cell;
        for (gvc_idx d = 0; d < gvc_result_ndims(fine); d++) {
            inner /= gvc_result_extent(fine, d);
            gvc_idx same = gvc_result_find_dim(coarse, gvc_result_dim(fine, d));
            at = same < 0 ? at : at * gvc_result_extent(coarse, same) + rest / inner;
            rest %= inner;
        }
        sum[at] += gvc_result_is_row(fine, cell) ? from[cell] : 0;
    }
    for (gvc_idx cell = 0; cell < cells; cell++) {
        largest = fabs(to[cell]) > largest ? fabs(to[cell]) : largest;
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
    double largest = 0;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        largest = fabs(term(r, "gimp")[cell]) > largest ? fabs(term(r, "gimp")[cell]) : largest;
    }
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
    gvc_result *country = imports(ctx, t, "importer", "country", NULL);
    gvc_result *pair = imports(ctx, t, "importer", "pair", NULL);
    gvc_result *fine = imports(ctx, t, "importer", "bilateral", NULL);
    gvc_result *sector = imports(ctx, t, "sectimp", "sector", NULL);
    gvc_result *origin = imports(ctx, t, "sectimp", "bilateral", NULL);
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
        gvc_result *pair = imports(ctx, t, "importer", "pair", NULL);
        gvc_result *origin = imports(ctx, t, "sectimp", "bilateral", NULL);
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

/* The world's table, where value added is stated as this share of what is left over. */
static gvc_table *with_given_va(gvc_ctx *ctx, const world *w, double share)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL, *plain = table_of(ctx, w, false);
    const double *x = gvc_table_x(plain);
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < w->n; i++) {
        const char *country =
            gvc_table_label(plain, GVC_COUNTRY, gvc_table_country_of(plain, GVC_INDUSTRY, i));
        const char *sector = gvc_table_label(plain, GVC_SECTOR, gvc_table_sector_of(plain, i));
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx c = 0; c < w->countries; c++) {
        expect_ok(ctx,
                  gvc_builder_final_use(ctx, b, NULL, gvc_table_label(plain, GVC_COUNTRY, c), "F"));
    }
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, w->z, (size_t)(w->n * w->n) * sizeof(double));
    memcpy(gvc_builder_y(b)->data, w->y, (size_t)(w->n * w->countries) * sizeof(double));
    for (gvc_idx j = 0; j < w->n; j++) {
        double inputs = 0;
        for (gvc_idx i = 0; i < w->n; i++) {
            inputs += w->z[i * w->n + j];
        }
        gvc_builder_v(b)->data[j] = share * (x[j] - inputs);
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_table_free(plain);
    return t;
}

Test(imports, what_given_value_added_does_not_explain_is_resid)
{
    static const recipe small = {"given", {4, 3, 5, -1}, 2, 0, 5};
    static const char *const perspectives[] = {"importer", "sectimp"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 3);
    gvc_table *t = with_given_va(ctx, &w, 0.75);
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
