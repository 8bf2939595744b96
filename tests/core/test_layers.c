/* test_layers.c - tiers against the reference program, plain loops, and the decomposition */
#include "small0.h"
#include "stages.h"

enum { TIERS = 4 };

/* ---- the reference program ---------------------------------------------------------------------
 */

Test(layers, exports_equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_measure_options o = stage_options("layers");
    o.tiers = TIERS;
    gvc_result *r = measure(ctx, t, &o);
    csv *c = small_csv("layers_exports_D");
    double bound = 1e-12 * small_largest(c);
    for (gvc_idx k = 0; k < TIERS + 2; k++) { /* D is the last country */
        double own = 0, abroad = 0;
        for (gvc_idx row = 0; row + 1 < c->rows; row++) {
            *(small_in(c, row, 'D') ? &own : &abroad) += csv_number(c, row, k + 1);
        }
        gvc_idx cell = 3 * (TIERS + 3) + k;
        cr_expect(fabs(term(r, "domestic")[cell] - own) <= bound);
        cr_expect(fabs(term(r, "foreign")[cell] - abroad) <= bound);
    }
    double twice = 0;
    for (gvc_idx k = 0; k < TIERS + 2; k++) {
        twice += csv_number(c, c->rows - 1, k + 1);
    }
    cr_expect(fabs(term(r, "va")[4 * (TIERS + 3) - 1] - twice) <= bound);
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(layers, the_worlds_final_demand_equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_measure_options o = stage_options("layers");
    o.in = "final-demand";
    o.tiers = 6;
    gvc_result *r = measure(ctx, t, &o);
    csv *c = small_csv("layers_total");
    for (gvc_idx k = 0; k < 8; k++) {
        double wanted = 0, got = 0;
        for (gvc_idx row = 0; row < c->rows; row++) {
            wanted += csv_number(c, row, k + 1);
        }
        for (gvc_idx d = 0; d < SMALL_COUNTRIES; d++) {
            got += term(r, "va")[d * 8 + k];
        }
        cr_expect(fabs(got - wanted) <= 1e-12 * small_largest(c), "tier %d: %g, not %g", (int)k,
                  got, wanted);
    }
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- plain loops -------------------------------------------------------------------------------
 */

typedef struct follower {
    const plain *p;
    gvc_idx cut;
    long double *now, *next;
} follower;

static follower follow(const plain *p, gvc_idx cut)
{
    size_t n = (size_t)p->n + 1;
    return (follower){p, cut, calloc(n, sizeof(long double)), calloc(n, sizeof(long double))};
}

static void step(follower *f)
{
    plain_times(f->p, f->cut, -1, f->now, f->next);
    memcpy(f->now, f->next, (size_t)f->p->n * sizeof *f->now);
}

static void stop(follower *f)
{
    free(f->now);
    free(f->next);
}

static double at_home(const follower *f, gvc_idx country, bool there)
{
    long double sum = 0;
    for (gvc_idx i = 0; i < f->p->n; i++) {
        bool own = f->p->w->country[i] == country;
        sum += own == there ? (long double)f->p->v[i] * f->now[i] : 0;
    }
    return (double)sum;
}

static void compare_exports(const plain *p, const gvc_result *r)
{
    double bound = 1e-12 * largest_of(r, "total");
    for (gvc_idx s = 0; s < p->countries; s++) {
        follower f = follow(p, s);
        for (gvc_idx i = 0; i < p->n; i++) {
            f.now[i] = p->w->country[i] == s ? (long double)p->e[i] : 0;
        }
        for (gvc_idx k = 0; k <= TIERS; k++, step(&f)) {
            gvc_idx cell = place(r, gvc_result_dim(r, 1), 'C', s) * (TIERS + 3) + k;
            double own = at_home(&f, s, true), abroad = at_home(&f, s, false);
            cr_expect(fabs(term(r, "domestic")[cell] - own) <= bound);
            cr_expect(fabs(term(r, "foreign")[cell] - abroad) <= bound);
        }
        stop(&f);
    }
}

/* Domestic: in the country of the final product, so every country's products apart. */
static void compare_demand(const plain *p, const gvc_result *r)
{
    double bound = 1e-12 * largest_of(r, "total");
    for (gvc_idx d = 0; d < p->countries; d++) {
        double own[TIERS + 1] = {0}, abroad[TIERS + 1] = {0};
        for (gvc_idx c = 0; c < p->countries; c++) {
            follower f = follow(p, -1);
            for (gvc_idx i = 0; i < p->n; i++) {
                f.now[i] = p->w->country[i] == c ? (long double)p->w->y[i * p->countries + d] : 0;
            }
            for (int k = 0; k <= TIERS; k++, step(&f)) {
                own[k] += at_home(&f, c, true);
                abroad[k] += at_home(&f, c, false);
            }
            stop(&f);
        }
        for (gvc_idx k = 0; k <= TIERS; k++) {
            gvc_idx cell = place(r, gvc_result_dim(r, 1), 'C', d) * (TIERS + 2) + k;
            cr_expect(fabs(term(r, "domestic")[cell] - own[k]) <= bound);
            cr_expect(fabs(term(r, "foreign")[cell] - abroad[k]) <= bound);
        }
    }
}

/* va = domestic + foreign, and all tiers of a chain make its total. */
static void expect_sums(const gvc_result *r, const recipe *about)
{
    gvc_idx width = gvc_result_extent(r, gvc_result_ndims(r) - 1);
    double bound = 1e-11 * largest_of(r, "total");
    for (gvc_idx first = 0; first < gvc_result_cells(r); first += width) {
        double sum = 0;
        for (gvc_idx k = first; k < first + width; k++) {
            sum += term(r, "va")[k];
            double parts = term(r, "domestic")[k] + term(r, "foreign")[k];
            cr_expect(fabs(term(r, "va")[k] - parts) <= bound);
        }
        cr_expect(fabs(sum - term(r, "total")[first]) <= bound, "%s, chain %d: %.17g, not %.17g",
                  about->name, (int)(first / width), sum, term(r, "total")[first]);
    }
}

Test(layers, equal_plain_loops_and_add_up_in_made_up_worlds)
{
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 31);
        plain p = plain_of(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_measure_options o = stage_options("layers");
        o.tiers = TIERS;
        gvc_result *exports = measure(ctx, t, &o);
        o.in = "final-demand";
        gvc_result *demand = measure(ctx, t, &o);
        compare_exports(&p, exports);
        compare_demand(&p, demand);
        expect_sums(exports, &recipes[k]);
        expect_sums(demand, &recipes[k]);
        gvc_result_free(exports);
        gvc_result_free(demand);
        gvc_table_free(t);
        free_plain(&p);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* ---- the decomposition -------------------------------------------------------------------------
 */

static void expect_decomposed(const gvc_result *r, const gvc_result *bm)
{
    gvc_idx width = gvc_result_extent(r, 2);
    double bound = 1e-11 * largest_of(bm, "gexp");
    for (gvc_idx s = 0; s < gvc_result_extent(r, 1); s++) {
        gvc_idx last = (s + 1) * width - 1;
        double own = 0, abroad = 0;
        for (gvc_idx c = s * width; c < last; c++) {
            own += term(r, "domestic")[c];
            abroad += term(r, "foreign")[c];
        }
        cr_expect(fabs(own - term(bm, "dva")[s]) <= bound);
        cr_expect(fabs(abroad - term(bm, "fva")[s]) <= bound);
        cr_expect(fabs(term(r, "domestic")[last] - term(bm, "ddc")[s]) <= bound);
        cr_expect(fabs(term(r, "foreign")[last] - term(bm, "fdc")[s]) <= bound);
        cr_expect(fabs(term(r, "total")[last] - term(bm, "gexp")[s]) <= bound);
    }
}

Test(layers, of_exports_are_what_the_decomposition_says)
{
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 32);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_measure_options o = stage_options("layers");
        gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "country", "source", false);
        cr_expect_eq(gvc_result_extent(r, 2), 13, "tiers 0 to 10, rest, double_counting");
        expect_decomposed(r, bm);
        gvc_result_free(r);
        gvc_result_free(bm);
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* Sales that cancel, negative flows and a group of countries are in these tables. */
Test(layers, of_exports_agree_with_the_decomposition_of_the_reference_tables)
{
    static const struct {
        const char *input;
        gvc_idx countries;
        bool grouped;
    } tables[] = {{"leather", 3, false},
                  {"rand4x3", 4, false},
                  {"edge4x3", 4, false},
                  {"orphan4x3", 4, false},
                  {"rand4x3", 4, true}};
    static const char *const members[] = {"C2", "C3", NULL};
    static const gvc_group group = {"C2+C3", members};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        gvc_ctx *ctx = new_ctx();
        char path[512], folder[256];
        snprintf(folder, sizeof folder, "%s/methods/reference/expected/%s", shared_folder(),
                 tables[k].input);
        snprintf(path, sizeof path, "%s/input_Z.csv", folder);
        gvc_dense z = read_numbers(path);
        snprintf(path, sizeof path, "%s/input_Y.csv", folder);
        gvc_dense y = read_numbers(path);
        gvc_table *t = make_table(ctx, &z, &y, tables[k].countries);
        gvc_measure_options o = stage_options("layers");
        o.tiers = TIERS;
        o.groups = &group;
        o.group_count = tables[k].grouped ? 1 : 0;
        gvc_result *r = measure(ctx, t, &o);
        o.tiers = 0;
        o.method = "bm";
        gvc_result *bm = measure(ctx, t, &o);
        expect_decomposed(r, bm);
        gvc_result_free(r);
        gvc_result_free(bm);
        gvc_table_free(t);
        free(z.data);
        free(y.data);
        gvc_ctx_free(ctx);
    }
}

/* ---- conventions -------------------------------------------------------------------------------
 */

Test(layers, do_not_depend_on_order_unit_or_threads)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[5], 33);
    gvc_table *t = table_of(ctx, &w, false), *back = table_of(ctx, &w, true);
    for (gvc_idx k = 0; k < w.n * w.n; k++) {
        w.z[k] *= 1024;
    }
    for (gvc_idx k = 0; k < w.n * w.countries; k++) {
        w.y[k] *= 1024;
    }
    gvc_table *large = table_of(ctx, &w, true);
    static const char *const flows[] = {"exports", "final-demand"};
    static const char *const names[] = {"total", "va", "domestic", "foreign"};
    for (int f = 0; f < 2; f++) {
        gvc_measure_options o = stage_options("layers");
        o.in = flows[f];
        gvc_ctx_set_threads(ctx, 1);
        gvc_result *a = measure(ctx, t, &o), *b = measure(ctx, back, &o);
        gvc_result *c = measure(ctx, large, &o);
        gvc_ctx_set_threads(ctx, 3);
        gvc_result *d = measure(ctx, t, &o);
        for (int k = 0; k < 4; k++) {
            expect_same_backwards(a, b, names[k], 1, 1e-12);
            expect_same_backwards(a, c, names[k], 1024, 1e-12);
            cr_expect_eq(memcmp(term(a, names[k]), term(d, names[k]),
                                (size_t)gvc_result_cells(a) * sizeof(double)),
                         0);
        }
        gvc_result_free(a);
        gvc_result_free(b);
        gvc_result_free(c);
        gvc_result_free(d);
    }
    gvc_table_free(t);
    gvc_table_free(back);
    gvc_table_free(large);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Products of a country, each alone, make the country's part of the demand for them. */
Test(layers, of_products_add_up_to_final_demand)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 34);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = stage_options("layers");
    o.tiers = TIERS;
    o.in = "final-demand";
    gvc_result *all = measure(ctx, t, &o);
    double sum[2][TIERS + 2] = {{0}}, bound = 1e-11 * largest_of(all, "total");
    o.in = NULL;
    for (gvc_idx j = 0; j < w.n; j++) {
        o.product = gvc_table_label(t, GVC_INDUSTRY, j);
        gvc_result *one = measure(ctx, t, &o);
        cr_assert_eq(gvc_result_cells(one), TIERS + 2);
        for (int k = 0; k < TIERS + 2; k++) {
            sum[0][k] += term(one, "domestic")[k];
            sum[1][k] += term(one, "foreign")[k];
        }
        gvc_result_free(one);
    }
    for (int k = 0; k < TIERS + 2; k++) {
        double own = 0, abroad = 0;
        for (gvc_idx d = 0; d < w.countries; d++) {
            own += term(all, "domestic")[d * (TIERS + 2) + k];
            abroad += term(all, "foreign")[d * (TIERS + 2) + k];
        }
        cr_expect(fabs(own - sum[0][k]) <= bound);
        cr_expect(fabs(abroad - sum[1][k]) <= bound);
    }
    gvc_result_free(all);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* A quarter of value added is taxes instead: what va loses, other gets. */
Test(layers, stated_value_added_leaves_the_rest_to_other)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 35);
    gvc_table *t = table_with_part(ctx, &w, 0.75);
    static const char *const flows[] = {"exports", "final-demand", NULL};
    for (int f = 0; f < 3; f++) {
        gvc_measure_options o = stage_options("layers");
        o.in = flows[f];
        o.product = flows[f] == NULL ? "C1_S2" : NULL;
        gvc_result *whole = measure(ctx, t, &o);
        o.va = GVC_VA_GIVEN;
        gvc_result *part = measure(ctx, t, &o);
        double bound = 1e-12 * largest_of(whole, "total");
        for (gvc_idx c = 0; c < gvc_result_cells(whole); c++) {
            cr_expect(fabs(term(part, "va")[c] - 0.75 * term(whole, "va")[c]) <= bound);
            cr_expect(fabs(term(part, "other")[c] - 0.25 * term(whole, "va")[c]) <= bound);
        }
        gvc_result_free(whole);
        gvc_result_free(part);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(layers, refuse_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = stage_options("layers");
    gvc_result *r = NULL;
    o.product = "A_q";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "no industry 'A_q' in the table; did you mean A_x, A_y?");
    o.product = "A_x";
    o.in = "exports";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "--product is the final demand for one product, not --in exports; leave out one "
                 "of them");
    o = stage_options("layers");
    o.tiers = -1;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG, "-1 tiers; expected 1 to 1000");
    o = stage_options("layers");
    o.approach = "sink";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method layers has no approach to choose; leave out 'sink'");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
