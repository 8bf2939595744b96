/* test_exposure_blocs.c - whose value exports contain, by partner and bloc */
#include "exposures.h"

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_blocs");
    gvc_result *r = measure(ctx, t, &o);
    double bound = 1e-12 * (world_exports(q) + 1);
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        for (gvc_idx c = 0; c < q->w->countries; c++) {
            double sum = 0;
            for (gvc_idx j = q->w->offset[s]; j < q->w->offset[s + 1]; j++) {
                double e = 0;
                for (gvc_idx p = 0; p < q->w->countries; p++) {
                    e += q->e[j * q->w->countries + p];
                }
                sum += content(q, c, j) * e;
            }
            cr_expect_eq(gvc_result_is_row(r, pair_cell(r, s, c)), s != c);
            if (s != c) {
                expect_value(r, "va", pair_cell(r, s, c), sum, bound, where);
            }
        }
    }
    expect_row_sums(r, "share", 1, 1e-12, where);
    gvc_result_free(r);
}

Test(exposure_blocs, equal_plain_loops)
{
    FOR_EVERY_WORLD(compare);
}

/* In its own bloc a country is left out: only its partners there count. */
Test(exposure_blocs, leave_out_the_country_itself)
{
    static const recipe four = {"four", {3, 2, 4, 3, -1}, 2, 0, 0};
    static const gvc_bloc blocs[] = {{"C0", "AB"}, {"C1", "AB"}, {"C2", "CD"}, {"C3", "CD"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&four, 31);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = exposure_options("exposure_blocs");
    gvc_result *all = measure(ctx, t, &o);
    o.blocs = blocs;
    o.bloc_count = 4;
    gvc_result *r = measure(ctx, t, &o);
    cr_assert_eq(gvc_result_cells(r), 8);
    expect_value(r, "share", 0, term(all, "share")[pair_cell(all, 0, 1)], 1e-14, "own bloc");
    double others =
        term(all, "share")[pair_cell(all, 0, 2)] + term(all, "share")[pair_cell(all, 0, 3)];
    expect_value(r, "share", 1, others, 1e-14, "other bloc");
    expect_row_sums(r, "share", 1, 1e-13, "blocs");
    gvc_result_free(all);
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
