/* test_exposure_sales.c - where output goes, against the reference program and the inverse */
#include "exposures.h"

static const char *const hidden[] = {"hidden", NULL};

Test(exposure_sales, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_measure_options o = exposure_options("exposure_sales");
    gvc_result *r = measure(ctx, t, &o);
    expect_grid(r, "fmr_face", "market_reliance_final_face", false);
    expect_grid(r, "fmr_final", "market_reliance_final_lookthrough", false);
    expect_grid(r, "fmr", "market_reliance_gross_lookthrough", false);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Sales of i to country c, of output x_i: direct, in the end, and x_i (Gh - I) 1_c = (B - I)(x 1_c)
 * row by row. */
static void plain(const brute *q, gvc_idx i, gvc_idx c, double out[3])
{
    const world *w = q->w;
    out[0] = final_use(q, i, c);
    out[1] = out[2] = 0;
    for (gvc_idx j = 0; j < w->n; j++) {
        double b = q->b[i * w->n + j];
        bool in = w->country[j] == c;
        out[0] += in ? w->z[i * w->n + j] : 0;
        out[1] += b * final_use(q, j, c);
        out[2] += in ? (b - (i == j ? 1 : 0)) * q->x[j] : 0;
    }
}

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    const world *w = q->w;
    gvc_measure_options o = exposure_options("exposure_sales");
    o.with = hidden;
    o.level = "country";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx s = 0; s < w->countries; s++) {
        double output = 0, used = 0, *of = calloc((size_t)(3 * w->countries), sizeof *of);
        for (gvc_idx i = w->offset[s]; i < w->offset[s + 1]; i++) {
            output += q->x[i];
            for (gvc_idx c = 0; c < w->countries; c++) {
                double one[3];
                plain(q, i, c, one);
                used += one[2];
                for (int k = 0; k < 3; k++) {
                    of[3 * c + k] += one[k];
                }
            }
        }
        for (gvc_idx c = 0; c < w->countries && w->offset[s] < w->offset[s + 1]; c++) {
            gvc_idx cell = pair_cell(r, s, c);
            double face = of[3 * c] / output, final = of[3 * c + 1] / output;
            expect_value(r, "fmr_face", cell, face, 1e-12, where);
            expect_value(r, "fmr_final", cell, final, 1e-11, where);
            expect_value(r, "fmr", cell, of[3 * c + 2] / used, 1e-11, where);
            expect_value(r, "hidden", cell, final - face, 1e-11, where);
        }
        free(of);
    }
    expect_row_sums(r, "fmr_face", 1, 1e-12, where);
    expect_row_sums(r, "fmr_final", 1, 1e-11, where);
    expect_row_sums(r, "fmr", 1, 1e-12, where);
    gvc_result_free(r);
}

Test(exposure_sales, equal_the_inverse)
{
    FOR_EVERY_WORLD(compare);
}

static void compare_rows(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_sales");
    gvc_result *r = measure(ctx, t, &o);
    gvc_idx partners = extent_of(r, "partner");
    for (gvc_idx i = 0; i < q->w->n; i++) {
        gvc_idx row = place(r, "country", 'C', q->w->country[i]) * extent_of(r, "sector") +
                      place(r, "sector", 'S', q->w->sector[i]);
        cr_expect_eq(isnan(term(r, "fmr_face")[row * partners]) != 0, q->x[i] == 0, "%s: %d", where,
                     (int)i);
    }
    expect_row_sums(r, "fmr_face", 1, 1e-12, where);
    expect_row_sums(r, "fmr_final", 1, 1e-11, where);
    expect_row_sums(r, "fmr", 1, 1e-12, where);
    gvc_result_free(r);
}

Test(exposure_sales, add_up_by_industry)
{
    FOR_EVERY_WORLD(compare_rows);
}
