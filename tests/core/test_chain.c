/* test_chain.c - the chain of one final product and its smile curve */
#include "small0.h"
#include "stages.h"

static double number(const gvc_result *r, const char *name)
{
    const gvc_attribute *a = gvc_result_find_attribute(r, name);
    cr_assert(a != NULL, "no attribute %s", name);
    return a->kind == GVC_ATTR_NUMBER ? a->number : (double)a->integer;
}

static gvc_result *chain(gvc_ctx *ctx, const gvc_table *t, const char *product, double least)
{
    gvc_measure_options o = stage_options("chain");
    o.product = product;
    o.least = least;
    return measure(ctx, t, &o);
}

Test(chain, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *r = chain(ctx, t, "B_man", 0);
    csv *c = small_csv("smile_B_man");
    for (gvc_idx cell = 0; cell < 12; cell++) {
        double va = csv_number(c, cell, 1), distance = csv_number(c, cell, 2);
        if (cell >= 9) { /* D1 and D2 are one row */
            double more = csv_number(c, cell + 3, 1);
            distance = (va * distance + more * csv_number(c, cell + 3, 2)) / (va + more);
            va += more;
        }
        double got = term(r, "distance")[cell];
        cr_expect(fabs(term(r, "va")[cell] - va) <= 1e-12 * small_largest(c));
        cr_expect(fabs(got - distance) <= 1e-12 * 5 || (isnan(got) && isnan(distance)));
    }
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(chain, adds_up_to_final_demand_and_downstreamness)
{
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 51);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = chain(ctx, t, "C0_S3", 0);
        double va = 0, share = 0, steps = 0, demand = 0;
        for (gvc_idx d = 0; d < w.countries; d++) {
            demand += w.y[3 * w.countries + d];
        }
        for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
            if (gvc_result_is_row(r, c) && term(r, "va")[c] != 0) {
                va += term(r, "va")[c];
                share += term(r, "share")[c];
                steps += term(r, "share")[c] * term(r, "distance")[c];
            }
        }
        double down = number(r, "downstreamness");
        cr_expect(fabs(va - demand) <= 1e-11 * demand, "%s", recipes[k].name);
        cr_expect(fabs(share - 1) <= 1e-11);
        cr_expect(fabs(steps - down) <= 1e-11 * down, "%.17g, not %.17g", steps, down);
        gvc_result_free(r);
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* b = e_j + A e_j + A^2 e_j + ...; the stages of a path are its length. */
Test(chain, is_what_the_paths_say)
{
    enum { ROUNDS = 4000 };
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[2], 52);
    plain p = plain_of(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = chain(ctx, t, "C2_S4", 0);
    gvc_idx n = w.n, j = w.offset[2] + 4;
    long double *now = calloc((size_t)n, sizeof *now), *next = calloc((size_t)n, sizeof *next);
    long double *b = calloc((size_t)n, sizeof *b), *steps = calloc((size_t)n, sizeof *steps);
    now[j] = 1;
    for (int k = 1; k <= ROUNDS; k++) {
        for (gvc_idx i = 0; i < n; i++) {
            b[i] += now[i];
            steps[i] += k * now[i];
        }
        plain_times(&p, -1, -1, now, next);
        memcpy(now, next, (size_t)n * sizeof *now);
    }
    for (gvc_idx i = 0; i < n; i++) {
        gvc_idx cell = place(r, gvc_result_dim(r, 1), 'C', w.country[i]) * gvc_result_extent(r, 2) +
                       w.sector[i];
        double away = (double)(steps[i] / b[i]);
        cr_expect(fabs(term(r, "distance")[cell] - away) <= 1e-12 * away);
        cr_expect(fabs(term(r, "rate")[cell] - p.v[i]) <= 1e-14);
        cr_expect(fabs(term(r, "share")[cell] - p.v[i] * (double)b[i]) <= 1e-13);
    }
    free(now);
    free(next);
    free(b);
    free(steps);
    gvc_result_free(r);
    gvc_table_free(t);
    free_plain(&p);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* The residuals of the fit stand at right angles to 1, distance and its square. */
Test(chain, fits_by_weighted_least_squares)
{
    const double least = 2e-3;
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 53);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = chain(ctx, t, "C4_S7", least);
    double c0 = number(r, "fit_c0"), c1 = number(r, "fit_c1"), c2 = number(r, "fit_c2");
    double normal[3] = {0, 0, 0}, size = 0;
    int count = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double share = term(r, "share")[c], d = term(r, "distance")[c];
        if (gvc_result_is_row(r, c) && share > least) {
            double off = term(r, "rate")[c] - c0 - c1 * d - c2 * d * d;
            normal[0] += share * off;
            normal[1] += share * off * d;
            normal[2] += share * off * d * d;
            size += share * fabs(off) * d * d;
            count++;
        }
    }
    cr_expect(count > 5 && number(r, "fit_participants") == count, "%d", count);
    for (int k = 0; k < 3; k++) {
        cr_expect(fabs(normal[k]) <= 1e-10 * size, "%d: %g", k, normal[k] / size);
    }
    cr_expect(isnan(number(r, "fit_c2")) == 0);
    gvc_result_free(r);
    r = chain(ctx, t, "C4_S7", 0.9); /* nobody has that much: nothing to fit */
    cr_expect(isnan(number(r, "fit_c2")));
    cr_expect_eq(number(r, "fit_participants"), 0);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(chain, of_countries_is_the_sum_over_their_sectors)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 54);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = stage_options("chain");
    o.product = "C1_S2";
    gvc_result *fine = measure(ctx, t, &o);
    o.level = "country";
    gvc_result *coarse = measure(ctx, t, &o);
    gvc_idx width = gvc_result_extent(fine, 2);
    for (gvc_idx c = 0; c < w.countries; c++) {
        double va = 0, steps = 0;
        for (gvc_idx k = c * width; k < (c + 1) * width; k++) {
            if (gvc_result_is_row(fine, k) && term(fine, "va")[k] != 0) {
                va += term(fine, "va")[k];
                steps += term(fine, "va")[k] * term(fine, "distance")[k];
            }
        }
        cr_expect(fabs(term(coarse, "va")[c] - va) <= 1e-12 * va);
        cr_expect(fabs(term(coarse, "distance")[c] - steps / va) <= 1e-12 * steps / va);
    }
    gvc_result_free(fine);
    gvc_result_free(coarse);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(chain, needs_a_product)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = stage_options("chain");
    gvc_result *r = NULL;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "chain: name the final product, --chain COUNTRY_SECTOR");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
