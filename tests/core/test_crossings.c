/* test_crossings.c - borders crossed, against the reference program, plain loops and identities */
#include "small0.h"
#include "stages.h"

enum { MOST = 4, WIDTH = MOST + 2 };

static gvc_result *crossings(gvc_ctx *ctx, const gvc_table *t, const char *level)
{
    gvc_measure_options o = stage_options("crossings");
    o.level = level;
    o.tiers = MOST;
    return measure(ctx, t, &o);
}

/* ---- the reference program ---------------------------------------------------------------------
 */

Test(crossings, by_absorber_equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *r = crossings(ctx, t, "country");
    csv *c = small_csv("crossings_va");
    for (gvc_idx k = 0; k < WIDTH; k++) {
        for (gvc_idx d = 0; d < SMALL_COUNTRIES; d++) {
            double away = term(r, "va")[d * WIDTH + k] - csv_number(c, k, d + 1);
            cr_expect(fabs(away) <= 1e-12 * small_largest(c), "%d %d: %g", (int)k, (int)d, away);
        }
    }
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Territories of one country are one row. */
Test(crossings, by_origin_equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *r = crossings(ctx, t, "sector");
    csv *c = small_csv("crossings_va_by_position");
    gvc_idx sectors = gvc_result_extent(r, 2);
    cr_assert_eq(sectors, 3);
    for (gvc_idx cell = 0; cell < SMALL_COUNTRIES * sectors; cell++) {
        for (gvc_idx k = 0; k < WIDTH; k++) {
            double wanted = csv_number(c, cell, k + 1);
            if (cell / sectors == 3) { /* D1 and D2 */
                wanted += csv_number(c, cell + sectors, k + 1);
            }
            double away = term(r, "va")[cell * WIDTH + k] - wanted;
            cr_expect(fabs(away) <= 1e-12 * small_largest(c), "%d %d: %g", (int)cell, (int)k, away);
        }
    }
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- plain loops -------------------------------------------------------------------------------
 */

/* out = L f, by powers of the own blocks of A. */
static void plain_local(const plain *p, const long double *f, long double *out)
{
    enum { ROUNDS = 3000 };
    size_t bytes = (size_t)p->n * sizeof *out;
    long double *now = malloc(bytes + 1), *next = malloc(bytes + 1);
    memcpy(now, f, bytes);
    memcpy(out, f, bytes);
    for (int k = 0; k < ROUNDS; k++) {
        long double largest = 0;
        plain_times(p, -1, 0, now, next);
        for (gvc_idx i = 0; i < p->n; i++) {
            out[i] += now[i] = next[i];
            largest = fmaxl(largest, fabsl(next[i]));
        }
        if (largest < 1e-15L) {
            break;
        }
    }
    free(now);
    free(next);
}

/* T_0 .. T_MOST of absorber d, one after the other. */
static void plain_crossings(const plain *p, gvc_idx d, long double *t)
{
    gvc_idx n = p->n;
    long double *f = calloc((size_t)n + 1, sizeof *f);
    for (gvc_idx k = 0; k <= MOST; k++) {
        for (gvc_idx i = 0; i < n && k == 0; i++) {
            f[i] = p->w->country[i] == d ? (long double)p->w->y[i * p->countries + d] : 0;
        }
        if (k > 0) {
            plain_times(p, -1, 1, t + (k - 1) * n, f);
        }
        for (gvc_idx i = 0; i < n && k == 1; i++) {
            f[i] += p->w->country[i] == d ? 0 : (long double)p->w->y[i * p->countries + d];
        }
        plain_local(p, f, t + k * n);
    }
    free(f);
}

static void compare(const plain *p, const gvc_result *country, const gvc_result *sector)
{
    gvc_idx n = p->n, sectors = gvc_result_extent(sector, 2);
    long double *t = calloc((size_t)(n * (MOST + 1)) + 1, sizeof *t);
    double *by_origin = calloc((size_t)(n * (MOST + 1)) + 1, sizeof *by_origin);
    double bound = 1e-12 * largest_of(country, "total");
    for (gvc_idx d = 0; d < p->countries; d++) {
        plain_crossings(p, d, t);
        for (gvc_idx k = 0; k <= MOST; k++) {
            double sum = 0;
            for (gvc_idx i = 0; i < n; i++) {
                double va = p->v[i] * (double)t[k * n + i];
                sum += va;
                by_origin[k * n + i] += va;
            }
            double got =
                term(country, "va")[place(country, gvc_result_dim(country, 1), 'C', d) * WIDTH + k];
            cr_expect(fabs(got - sum) <= bound, "%d %d: %g, not %g", (int)d, (int)k, got, sum);
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx k = 0; k <= MOST; k++) {
            gvc_idx at = place(sector, gvc_result_dim(sector, 1), 'C', p->w->country[i]) * sectors +
                         p->w->sector[i];
            double got = term(sector, "va")[at * WIDTH + k];
            cr_expect(fabs(got - by_origin[k * n + i]) <= bound);
        }
    }
    free(t);
    free(by_origin);
}

static double sum_of(const gvc_result *r, const char *name)
{
    double sum = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        sum += gvc_result_is_row(r, c) ? term(r, name)[c] : 0;
    }
    return sum;
}

/* Over crossings va makes the total; over the world, exports are those of all countries. */
static void expect_identities(const plain *p, const gvc_result *r)
{
    double exports = 0, bound = 1e-11 * fabs(sum_of(r, "total"));
    for (gvc_idx i = 0; i < p->n; i++) {
        exports += p->e[i];
    }
    for (gvc_idx first = 0; first < gvc_result_cells(r); first += WIDTH) {
        double sum = 0;
        for (gvc_idx k = first; k < first + WIDTH; k++) {
            sum += term(r, "va")[k];
        }
        cr_expect(!gvc_result_is_row(r, first) || fabs(sum - term(r, "total")[first]) <= bound);
    }
    cr_expect(fabs(sum_of(r, "exports") - exports) <= bound, "%.17g, not %.17g",
              sum_of(r, "exports"), exports);
}

Test(crossings, equal_plain_loops_and_add_up_in_made_up_worlds)
{
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 41);
        plain p = plain_of(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *country = crossings(ctx, t, "country");
        gvc_result *sector = crossings(ctx, t, "sector"), *all = crossings(ctx, t, "world");
        compare(&p, country, sector);
        expect_identities(&p, country);
        expect_identities(&p, sector);
        expect_identities(&p, all);
        for (gvc_idx c = 0; c < WIDTH; c++) {
            double sum = 0;
            for (gvc_idx d = 0; d < w.countries; d++) {
                sum += term(country, "va")[d * WIDTH + c];
            }
            cr_expect(fabs(term(all, "va")[c] - sum) <= 1e-12 * term(all, "total")[0]);
        }
        gvc_result_free(country);
        gvc_result_free(sector);
        gvc_result_free(all);
        gvc_table_free(t);
        free_plain(&p);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* ---- the decomposition -------------------------------------------------------------------------
 */

Test(crossings, one_crossing_is_what_the_direct_importer_absorbs)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 42);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = crossings(ctx, t, "sector"), *bm = decompose(ctx, t, "sector", "source", false);
    double once = 0, exports = 0, gdp = 0, bound = 1e-12 * largest_of(bm, "gexp");
    for (gvc_idx c = 0; c < gvc_result_cells(bm); c++) {
        if (gvc_result_is_row(bm, c)) {
            once += term(bm, "davax")[c];
            exports += term(bm, "gexp")[c];
            gdp += term(r, "total")[c * WIDTH];
            for (int k = 0; k < WIDTH; k++) { /* davax is by exporting industry, not by origin */
                cr_expect(isfinite(term(r, "va")[c * WIDTH + k]));
            }
        }
    }
    double crossed = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(bm); c++) {
        crossed += gvc_result_is_row(bm, c) ? term(r, "va")[c * WIDTH + 1] : 0;
    }
    cr_expect(fabs(crossed - once) <= bound * 10);
    double share = gvc_result_find_attribute(r, "gvc_share_of_exports")->number;
    double mean = gvc_result_find_attribute(r, "mean_crossings")->number;
    cr_expect(fabs(share - (1 - once / exports)) <= 1e-12);
    cr_expect(fabs(mean - exports / gdp) <= 1e-12);
    cr_expect(strstr(gvc_result_text(r, "notes"), "of gross exports cross more") != NULL);
    gvc_result_free(r);
    gvc_result_free(bm);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(crossings, refuse_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = stage_options("crossings");
    gvc_result *r = NULL;
    o.in = "exports";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method crossings has no flow to choose; leave out 'exports'");
    o = stage_options("crossings");
    o.product = "A_x";
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "method crossings has no product to choose; leave out 'A_x'");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
