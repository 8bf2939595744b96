/* test_feedback.c - interregional feedback: against the reference program and the blocks of the
 * inverse written out */
#include "brute.h"
#include "small0.h"

/* The column sums of the file, and all of it. */
Test(feedback, equals_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, true);
    gvc_result *fine = measure_of(ctx, t, "feedback", NULL, "sector");
    gvc_result *r = measure_of(ctx, t, "feedback", NULL, NULL);
    csv *c = small_csv("round_feedback_B");
    gvc_idx country = label_at(r, 1, "B");
    double all = 0;
    for (gvc_idx k = 1; k < c->columns; k++) {
        double sum = 0;
        for (gvc_idx row = 0; row < c->rows; row++) {
            sum += csv_number(c, row, k);
        }
        gvc_idx sector = label_at(fine, 2, strchr(c->names[k], '.') + 1);
        cr_assert(sector >= 0);
        double got = term(fine, "feedback")[country * gvc_result_extent(fine, 2) + sector];
        cr_expect(fabs(got - sum) <= 1e-12 * small_largest(c), "%s: %.17g, not %.17g", c->names[k],
                  got, sum);
        all += sum;
    }
    cr_expect(fabs(term(r, "feedback")[country] - all) <= 1e-12 * all);
    free_csv(c);
    gvc_result_free(fine);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

static void expect_written(const brute *q, const gvc_result *r, const char *name)
{
    gvc_idx n = q->w->n;
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        gvc_idx cell = place(r, "country", 'C', s);
        double global = 0, local = 0;
        for (gvc_idx i = q->w->offset[s]; i < q->w->offset[s + 1]; i++) {
            for (gvc_idx j = q->w->offset[s]; j < q->w->offset[s + 1]; j++) {
                global += q->b[i * n + j];
                local += q->l[i * n + j];
            }
        }
        expect_value(r, "local", cell, local, 1e-12 * local, name);
        expect_value(r, "feedback", cell, global - local, 1e-12 * global, name);
        if (local != 0) {
            expect_value(r, "share", cell, (global - local) / local, 1e-12 * global / local, name);
        } else {
            cr_expect(isnan(term(r, "share")[cell]));
        }
    }
}

Test(feedback, equals_the_inverse_written_out)
{
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < RECIPES; c++) {
        world w = make_world(&recipes[c], (uint64_t)c + 17);
        brute q = new_brute(&w);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = measure_of(ctx, t, "feedback", NULL, NULL);
        expect_written(&q, r, recipes[c].name);
        gvc_result_free(r);
        gvc_table_free(t);
        free_brute(&q);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* With what stays at home without trade it is the part of backward linkages at home. */
Test(feedback, is_the_rest_of_linkages_at_home)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 3);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_of(ctx, t, "feedback", NULL, "sector");
    gvc_result *linkages = measure_of(ctx, t, "linkages", NULL, "sector");
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        if (gvc_result_is_row(r, c)) {
            double inside = term(linkages, "backward_intra")[c];
            cr_expect(fabs(term(r, "feedback")[c] + term(r, "local")[c] - inside) <=
                      1e-12 * inside);
        }
    }
    gvc_result_free(r);
    gvc_result_free(linkages);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* One country alone has none, exactly. */
Test(feedback, of_a_closed_world_is_nothing)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[3], 3);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_of(ctx, t, "feedback", NULL, NULL);
    cr_expect_eq(term(r, "feedback")[0], 0.0);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(feedback, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "feedback";
    o.level = "pair";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method feedback has no level 'pair'; it has country, sector");
    gvc_ctx_free(ctx);
}
