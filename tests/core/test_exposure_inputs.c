/* test_exposure_inputs.c - where inputs come from, against the reference program and the inverse */
#include "exposures.h"

static const char *const hidden[] = {"hidden", NULL};

Test(exposure_inputs, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_measure_options o = exposure_options("exposure_inputs");
    gvc_result *r = measure(ctx, t, &o);
    expect_grid(r, "fir_face", "input_reliance_gross_face", false);
    expect_grid(r, "fir", "input_reliance_gross_lookthrough", false);
    expect_grid(r, "fir_va", "input_reliance_va_lookthrough", false);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* Sums over the industries of c of a column of A, B - I or v B. */
static void plain(const brute *q, gvc_idx c, gvc_idx j, double out[3])
{
    out[0] = out[1] = out[2] = 0;
    for (gvc_idx i = q->w->offset[c]; i < q->w->offset[c + 1]; i++) {
        double b = q->b[i * q->w->n + j];
        out[0] += q->a[i * q->w->n + j];
        out[1] += b - (i == j ? 1 : 0);
        out[2] += q->v[i] * b;
    }
}

/* Of country s, weighted by output. */
static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    const world *w = q->w;
    gvc_measure_options o = exposure_options("exposure_inputs");
    o.with = hidden;
    o.level = "country";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx s = 0; s < w->countries; s++) {
        double all[3] = {0, 0, 0};
        double *of = calloc((size_t)(3 * w->countries), sizeof *of);
        for (gvc_idx j = w->offset[s]; j < w->offset[s + 1]; j++) {
            for (gvc_idx c = 0; c < w->countries; c++) {
                double one[3];
                plain(q, c, j, one);
                for (int k = 0; k < 3; k++) {
                    of[3 * c + k] += q->x[j] * one[k];
                    all[k] += k == 2 ? 0 : q->x[j] * one[k];
                }
            }
            all[2] += q->x[j];
        }
        for (gvc_idx c = 0; c < w->countries && w->offset[s] < w->offset[s + 1]; c++) {
            gvc_idx cell = pair_cell(r, s, c);
            double face = of[3 * c] / all[0], through = of[3 * c + 1] / all[1];
            expect_value(r, "fir_face", cell, face, 1e-12, where);
            expect_value(r, "fir", cell, through, 1e-11, where);
            expect_value(r, "fir_va", cell, of[3 * c + 2] / all[2], 1e-11, where);
            expect_value(r, "hidden", cell, through - face, 1e-11, where);
        }
        free(of);
    }
    expect_row_sums(r, "fir_face", 1, 1e-12, where);
    expect_row_sums(r, "fir", 1, 1e-12, where);
    expect_row_sums(r, "fir_va", 1, 1e-11, where);
    expect_row_sums(r, "hidden", 0, 1e-12, where);
    gvc_result_free(r);
}

Test(exposure_inputs, equal_the_inverse)
{
    FOR_EVERY_WORLD(compare);
}

/* An industry without output has none; the others' shares add up to 1. */
static void compare_rows(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_inputs");
    gvc_result *r = measure(ctx, t, &o);
    gvc_idx partners = extent_of(r, "partner");
    for (gvc_idx i = 0; i < q->w->n; i++) {
        gvc_idx row = place(r, "country", 'C', q->w->country[i]) * extent_of(r, "sector") +
                      place(r, "sector", 'S', q->w->sector[i]);
        cr_expect_eq(isnan(term(r, "fir_va")[row * partners]) != 0, q->x[i] == 0, "%s: %d", where,
                     (int)i);
    }
    expect_row_sums(r, "fir_face", 1, 1e-12, where);
    expect_row_sums(r, "fir", 1, 1e-12, where);
    expect_row_sums(r, "fir_va", 1, 1e-11, where);
    gvc_result_free(r);
}

Test(exposure_inputs, add_up_by_industry)
{
    FOR_EVERY_WORLD(compare_rows);
}

/* What final use takes: B Y_r, and (I + A) Y_r. */
static void compare_demand(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    const world *w = q->w;
    gvc_measure_options o = exposure_options("exposure_inputs");
    o.in = "demand";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx s = 0; s < w->countries; s++) {
        double all[2] = {0, 0}, *of = calloc((size_t)(2 * w->countries), sizeof *of);
        for (gvc_idx i = 0; i < w->n; i++) {
            double face = final_use(q, i, s), through = 0;
            for (gvc_idx j = 0; j < w->n; j++) {
                face += q->a[i * w->n + j] * final_use(q, j, s);
                through += q->b[i * w->n + j] * final_use(q, j, s);
            }
            of[2 * w->country[i]] += face;
            of[2 * w->country[i] + 1] += through;
            all[0] += face;
            all[1] += through;
        }
        for (gvc_idx c = 0; c < w->countries; c++) {
            expect_value(r, "fpem_face", pair_cell(r, s, c), of[2 * c] / all[0], 1e-11, where);
            expect_value(r, "fpem", pair_cell(r, s, c), of[2 * c + 1] / all[1], 1e-11, where);
        }
        free(of);
    }
    gvc_result_free(r);
}

Test(exposure_inputs, of_final_use_equal_the_inverse)
{
    FOR_EVERY_WORLD(compare_demand);
}

Test(exposure_inputs, terms_alone_and_words)
{
    static const char *const names[] = {"fir_face", "fir", "fir_va", "hidden"};
    static const char *const unknown[] = {"seen", NULL};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_measure_options o = exposure_options("exposure_inputs");
    o.with = hidden;
    gvc_result *all = measure(ctx, t, &o);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const char *const one[] = {names[k], NULL};
        o.terms = one;
        gvc_result *alone = measure(ctx, t, &o);
        expect_term(alone, names[k], all, names[k], 1e-13, "alone");
        gvc_result_free(alone);
    }
    o.terms = NULL;
    o.with = unknown;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method exposure_inputs has no columns 'seen'; it has hidden");
    o.with = NULL;
    o.in = "demand";
    o.level = "sector";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "--basis demand is about what countries use up; use --level country");
    o.in = "exports";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method exposure_inputs has no basis 'exports'; it has output, demand");
    gvc_result_free(all);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
