/* test_trace_sums.c - what traced value added adds up to: views of the same numbers, origins and
 * absorbers, products */
#include "tracing.h"
#include "worlds.h"

/* Sums of `fine` over the keys that `coarse` lacks. flow is not told by origin: where those are
 * summed it is divided by their number afterwards. */
static void expect_sums(const gvc_result *fine, const gvc_result *coarse, const char *name,
                        const char *what)
{
    gvc_idx cells = gvc_result_cells(coarse);
    double *sum = calloc((size_t)cells, sizeof *sum), scale = largest_of(coarse, name);
    const double *from = term(fine, name), *to = term(coarse, name);
    for (gvc_idx c = 0; c < gvc_result_cells(fine); c++) {
        sum[coarse_cell(fine, coarse, c)] +=
            gvc_result_is_row(fine, c) && !isnan(from[c]) ? from[c] : 0;
    }
    for (gvc_idx c = 0; c < cells; c++) {
        if (gvc_result_is_row(coarse, c) && !isnan(to[c])) {
            cr_expect(fabs(sum[c] - to[c]) <= 1e-12 * scale, "%s: %s %.17g, not %.17g", what, name,
                      sum[c], to[c]);
        }
    }
    free(sum);
}

Test(trace, coarser_views_are_sums_of_finer_ones)
{
    static const recipe small = {"", {3, 5, 0, 4, -1}, 3, 0.02, 7};
    static const char *const bys[] = {"origin", "absorber", "both"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 5);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < PERSPECTIVES; k++) {
        const char *const *p = perspectives[k];
        gvc_measure_options o = asked(NULL, "both", "sector", "bilateral", p[0], p[1]);
        gvc_result *fine = measure(ctx, t, &o);
        for (int b = 0; b < 6; b++) {
            o.by = bys[b % 3];
            o.origin_level = b < 3 || strcmp(o.by, "absorber") == 0 ? NULL : "sector";
            for (int l = 0; l < 4; l++) {
                static const char *const levels[] = {"country", "sector", "pair", "bilateral"};
                gvc_result *coarse = NULL;
                o.level = levels[l];
                if (gvc_measure_check(ctx, &o, NULL) == GVC_OK) {
                    expect_ok(ctx, gvc_measure(ctx, &coarse, t, &o));
                    expect_sums(fine, coarse, "va", p[0]);
                    if (strcmp(p[0], "content") != 0) {
                        expect_sums(fine, coarse, "content", p[0]);
                    }
                    gvc_result_free(coarse);
                }
            }
        }
        gvc_result_free(fine);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Sum of a term over all origins, for the cell of what comes after. */
static double over_origins(const gvc_result *r, const char *name, gvc_idx rest, gvc_idx cell)
{
    double sum = 0;
    for (gvc_idx c = cell; c < gvc_result_cells(r); c += rest) {
        double value = term(r, name)[c];
        sum += isnan(value) ? 0 : value;
    }
    return sum;
}

Test(trace, origins_and_absorbers_add_up_to_the_flow)
{
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 3);
        gvc_table *t = table_of(ctx, &w, false);
        for (int f = 0; f < 3; f++) {
            static const char *const flows[] = {"exports", "output", "final-demand"};
            gvc_measure_options o =
                asked(flows[f], NULL, "sector", NULL, f == 0 ? "content" : NULL, NULL);
            gvc_result *r = measure(ctx, t, &o);
            gvc_idx rest =
                gvc_result_cells(r) / extent_of(r, "origin") / extent_of(r, "origin_sector");
            for (gvc_idx c = 0; c < rest; c++) {
                cr_expect(fabs(over_origins(r, "va", rest, c) - term(r, "flow")[c]) <=
                              1e-12 * largest_of(r, "flow"),
                          "%s, %s: origins of row %d", recipes[k].name, flows[f], (int)c);
            }
            gvc_result_free(r);
        }
        gvc_measure_options o = asked(NULL, "absorber", NULL, "bilateral", NULL, NULL);
        gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "bilateral", NULL, false);
        gvc_idx countries = extent_of(r, "absorber");
        for (gvc_idx c = 0; c < gvc_result_cells(bm); c++) {
            double sum = 0;
            for (gvc_idx d = 0; d < countries; d++) {
                sum += term(r, "flow")[c * countries + d];
            }
            if (gvc_result_is_row(bm, c)) {
                expect_near(sum, term(bm, "gexp")[c], largest_of(bm, "gexp"), "absorbed",
                            recipes[k].name);
            }
        }
        gvc_result_free(bm);
        gvc_result_free(r);
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

Test(trace, products_add_up_to_final_demand)
{
    static const recipe small = {"", {3, 5, 0, 4, -1}, 3, 0.02, 7};
    static const char *const products[] = {"S0", "S1", "S2", "S3", "S4"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 6);
    gvc_table *t = table_of(ctx, &w, false);
    for (int q = 0; q < 2; q++) {
        gvc_measure_options o =
            asked("final-demand", q == 0 ? "origin" : "absorber", NULL, NULL, NULL, NULL);
        gvc_result *all = measure(ctx, t, &o);
        gvc_idx cells = gvc_result_cells(all);
        double va[16] = {0}, flow[16] = {0};
        for (int k = 0; k < 5; k++) {
            o.product = products[k];
            gvc_result *r = measure(ctx, t, &o);
            for (gvc_idx c = 0; c < cells; c++) {
                va[c] += term(r, "va")[c];
                flow[c] += term(r, "flow")[c];
            }
            gvc_result_free(r);
        }
        for (gvc_idx c = 0; c < cells; c++) {
            expect_near(va[c], term(all, "va")[c], largest_of(all, "flow"), "va", "products");
            expect_near(flow[c], term(all, "flow")[c], largest_of(all, "flow"), "flow", "products");
        }
        gvc_result_free(all);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* The world with the final use of every country in two categories: a third of it, and the rest. */
static gvc_table *in_categories(gvc_ctx *ctx, const world *w)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char country[16], sector[16];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < w->n; i++) {
        snprintf(country, sizeof country, "C%d", (int)w->country[i]);
        snprintf(sector, sizeof sector, "S%d", (int)w->sector[i]);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx c = 0; c < 2 * w->countries; c++) {
        snprintf(country, sizeof country, "C%d", (int)(c / 2));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, c % 2 == 0 ? "HH" : "GFCF"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < w->n; i++) {
        memcpy(z->data + i * z->stride, w->z + i * w->n, (size_t)w->n * sizeof(double));
        for (gvc_idx c = 0; c < 2 * w->countries; c++) {
            y->data[i * y->stride + c] =
                w->y[i * w->countries + c / 2] * (c % 2 == 0 ? 1.0 / 3 : 2.0 / 3);
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(trace, categories_of_final_use_are_parts_of_it)
{
    static const recipe small = {"", {3, 5, 0, 4, -1}, 3, 0.02, 0};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 8);
    gvc_table *t = in_categories(ctx, &w);
    gvc_measure_options o = asked("final-demand", "origin", NULL, NULL, NULL, NULL);
    gvc_result *all = measure(ctx, t, &o);
    o.category = "GFCF";
    gvc_result *invested = measure(ctx, t, &o);
    for (gvc_idx c = 0; c < gvc_result_cells(all); c++) {
        expect_near(term(invested, "va")[c], term(all, "va")[c] * 2 / 3, largest_of(all, "flow"),
                    "va", "category");
        expect_near(term(invested, "flow")[c], term(all, "flow")[c] * 2 / 3,
                    largest_of(all, "flow"), "flow", "category");
    }
    cr_expect_str_eq(gvc_result_text(invested, "final_use"), "GFCF");
    gvc_result_free(invested);
    invested = NULL;
    o.category = "GFCE";
    expect_error(ctx, gvc_measure(ctx, &invested, t, &o), GVC_EUNKNOWN,
                 "category of final use: no category 'GFCE' in the table; did you mean GFCF?");
    gvc_result_free(all);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
