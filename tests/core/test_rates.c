/* test_rates.c - value-added exchange rates: against the reference program, written out, and what
 * holds of any elasticities */
#include "brute.h"
#include "small0.h"

static gvc_result *measure_rates(gvc_ctx *ctx, const gvc_table *t, const double *elasticities)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "rates";
    o.elasticities = elasticities;
    return measure(ctx, t, &o);
}

/* Rows and columns of the file are the countries of the table, in its order. */
static void expect_matrix(const gvc_result *r, const char *name, const char *file)
{
    csv *c = small_csv(file);
    for (gvc_idx row = 0; row < c->rows; row++) {
        for (gvc_idx k = 1; k < c->columns; k++) {
            double got = term(r, name)[row * c->rows + k - 1], e = csv_number(c, row, k);
            cr_expect(fabs(got - e) <= 1e-12 * small_largest(c), "%s %d,%d: %.17g, not %.17g", name,
                      (int)row, (int)k, got, e);
        }
    }
    free_csv(c);
}

Test(rates, equal_the_reference_program)
{
    static const double elasticities[3] = {0.5, 2, 4};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *equal = measure_rates(ctx, t, NULL);
    gvc_result *general = measure_rates(ctx, t, elasticities);
    expect_matrix(equal, "weight", "vareer_weights");
    expect_matrix(general, "response", "gvc_exchange_rate_05_2_4");
    gvc_result_free(equal);
    gvc_result_free(general);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- written out ------------------------------------------------------------------------------
 */

/* Sales of s to market k: value added that k absorbs, or gross ones. */
static double sales(const brute *q, bool gross, gvc_idx s, gvc_idx k)
{
    double sum = 0;
    for (gvc_idx i = q->w->offset[s]; i < q->w->offset[s + 1]; i++) {
        double sold = 0;
        for (gvc_idx j = 0; j < q->w->n; j++) {
            sold += gross ? (q->w->country[j] == k ? q->w->z[i * q->w->n + j] : 0)
                          : q->v[i] * q->b[i * q->w->n + j] * final_use(q, j, k);
        }
        sum += sold + (gross ? final_use(q, i, k) : 0);
    }
    return sum;
}

/* overlap: countries x countries. */
static void fill_overlap(const brute *q, bool gross, double *overlap)
{
    gvc_idx g = q->w->countries;
    double *sold = calloc((size_t)(g * g), sizeof *sold), *row = calloc((size_t)g, sizeof *row),
           *column = calloc((size_t)g, sizeof *column);
    for (gvc_idx s = 0; s < g; s++) {
        for (gvc_idx k = 0; k < g; k++) {
            sold[s * g + k] = sales(q, gross, s, k);
            row[s] += sold[s * g + k];
            column[k] += sold[s * g + k];
        }
    }
    for (gvc_idx s = 0; s < g; s++) {
        for (gvc_idx r = 0; r < g; r++) {
            overlap[s * g + r] = 0;
            for (gvc_idx k = 0; k < g; k++) {
                overlap[s * g + r] += sold[s * g + k] / row[s] * sold[r * g + k] / column[k];
            }
        }
    }
    free(sold);
    free(row);
    free(column);
}

Test(rates, equal_plain_loops)
{
    static const int chosen[] = {0, 4, 5};
    gvc_ctx *ctx = new_ctx();
    double overlap[64];
    for (int c = 0; c < 3; c++) {
        world w = make_world(&recipes[chosen[c]], (uint64_t)c + 61);
        brute q = new_brute(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = measure_rates(ctx, t, NULL);
        gvc_idx g = w.countries;
        for (int gross = 0; gross < 2; gross++) {
            fill_overlap(&q, gross == 1, overlap);
            for (gvc_idx cell = 0; cell < g * g; cell++) {
                gvc_idx s = cell / g;
                double weight = cell % g == s ? 0 : overlap[cell] / (1 - overlap[s * g + s]);
                expect_value(r, gross ? "gross_weight" : "weight", cell, weight, 1e-12, "weight");
                if (!gross) {
                    expect_value(r, "overlap", cell, overlap[cell], 1e-12, "overlap");
                }
            }
        }
        gvc_result_free(r);
        gvc_table_free(t);
        free_brute(&q);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- what holds of any elasticities ------------------------------------------------------------
 */

static double sum_row(const gvc_result *r, const char *name, gvc_idx s)
{
    gvc_idx g = extent_of(r, "partner");
    double sum = 0;
    for (gvc_idx k = 0; k < g; k++) {
        sum += term(r, name)[s * g + k];
    }
    return sum;
}

/* Weights add up to 1, responses to 0; equal elasticities are the simple case; a response is linear
 * in the three. */
Test(rates, elasticities_are_consistent)
{
    static const double one[3] = {3, 3, 3}, mixed[3] = {0.2, 1.5, 0.7},
                        parts[3][3] = {{0.2, 0, 0}, {0, 1.5, 0}, {0, 0, 0.7}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 71);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *equal = measure_rates(ctx, t, NULL), *same = measure_rates(ctx, t, one);
    gvc_result *general = measure_rates(ctx, t, mixed), *part[3];
    gvc_idx g = w.countries;
    for (int k = 0; k < 3; k++) {
        part[k] = measure_rates(ctx, t, parts[k]);
    }
    for (gvc_idx s = 0; s < g; s++) {
        double inside = term(equal, "overlap")[s * g + s];
        cr_expect(fabs(sum_row(equal, "weight", s) - 1) <= 1e-13);
        cr_expect(fabs(sum_row(equal, "gross_weight", s) - 1) <= 1e-13);
        cr_expect(fabs(sum_row(equal, "overlap", s) - 1) <= 1e-13);
        cr_expect(fabs(sum_row(general, "weight", s) - 1) <= 1e-12);
        cr_expect(fabs(sum_row(general, "response", s)) <= 1e-12);
        cr_expect(fabs(term(same, "response")[s * g + s] + 3 * (1 - inside)) <= 1e-12);
        for (gvc_idx r = 0; r < g; r++) {
            double sum = 0;
            for (int k = 0; k < 3; k++) {
                sum += term(part[k], "response")[s * g + r];
            }
            cr_expect(fabs(term(general, "response")[s * g + r] - sum) <= 1e-12);
            double gap = term(same, "weight")[s * g + r] - term(equal, "weight")[s * g + r];
            cr_expect(fabs(gap) <= 1e-12);
        }
    }
    gvc_result_free(equal);
    gvc_result_free(same);
    gvc_result_free(general);
    for (int k = 0; k < 3; k++) {
        gvc_result_free(part[k]);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* A country that only buys has no weights. */
Test(rates, of_a_country_without_industries_are_undefined)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[2], 7);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_rates(ctx, t, NULL);
    gvc_idx g = w.countries, s = place(r, "country", 'C', 1), maker = place(r, "country", 'C', 0);
    cr_expect(isnan(term(r, "weight")[s * g + maker]));
    cr_expect_eq(term(r, "weight")[maker * g + s], 0.0);
    cr_expect(fabs(sum_row(r, "weight", maker) - 1) <= 1e-13);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(rates, refuses_what_has_no_meaning)
{
    static const double wrong[3] = {1, -2, 1}, right[3] = {1, 2, 1};
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "rates";
    o.elasticities = wrong;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "an elasticity of -2: they are numbers from 0 to 1e+06");
    o.elasticities = right;
    o.va = GVC_VA_GIVEN;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "elasticities with --va or --output-total given: a price is the cost of inputs "
                 "and value added, and all output is sold; use residual and rowsum");
    o.method = "position";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method position does not take elasticities; leave it out");
    gvc_ctx_free(ctx);
}
