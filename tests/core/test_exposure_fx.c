/* test_exposure_fx.c - foreign exchange from exports, against the reference program; levels */
#include "exposures.h"

Test(exposure_fx, equals_the_reference_program)
{
    static const char *const names[][2] = {
        {"exports", "exports"}, {"import_content", "import_content"}, {"net", "net"}};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_measure_options o = exposure_options("exposure_fx");
    gvc_result *r = measure(ctx, t, &o);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        expect_by_country(r, names[k][0], "fx", names[k][1]);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* What stays is own value added in exports; what is imported is what the others ship. */
static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_fx");
    gvc_result *r = measure(ctx, t, &o), *own = measure_of(ctx, t, "exposure", NULL, NULL);
    double bound = 1e-12 * (world_exports(q) + 1);
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        gvc_idx c = place(r, "country", 'C', s);
        double bought = 0, net = term(r, "net")[c];
        for (gvc_idx p = 0; p < q->w->countries; p++) {
            bought += shipped(q, p, s);
        }
        expect_value(r, "net", c, term(own, "va_in_exports")[c], bound, where);
        expect_value(r, "imports", c, bought, bound, where);
        double at_home = bought - term(r, "import_content")[c];
        cr_expect(at_home == 0 || fabs(term(r, "import_cover")[c] * at_home - net) <= bound);
    }
    gvc_result_free(own);
    for (int k = 0; k < 2; k++) {
        o.level = k == 0 ? "sector" : "pair";
        gvc_result *fine = measure(ctx, t, &o);
        static const char *const names[] = {"exports", "import_content", "net"};
        for (int n = 0; n < 3; n++) {
            for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
                double sum = 0;
                for (gvc_idx i = 0; i < gvc_result_cells(fine); i++) {
                    bool in = coarse_cell(fine, r, i) == c && gvc_result_is_row(fine, i);
                    sum += in ? term(fine, names[n])[i] : 0;
                }
                expect_value(r, names[n], c, sum, bound, where);
            }
        }
        gvc_result_free(fine);
    }
    gvc_result_free(r);
}

Test(exposure_fx, equals_plain_loops_at_every_level)
{
    FOR_EVERY_WORLD(compare);
}

Test(exposure_fx, takes_blocs_where_there_are_partners)
{
    static const gvc_bloc blocs[] = {{"A", "AB"}, {"B", "AB"}};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 4, in_order);
    gvc_measure_options o = exposure_options("exposure_fx");
    o.blocs = blocs;
    o.bloc_count = 2;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "--blocs: rows have no partner; use --level pair");
    o.level = "pair";
    gvc_result *r = measure(ctx, t, &o), *whole = measure_of(ctx, t, "exposure_fx", NULL, NULL);
    for (gvc_idx c = 0; c < extent_of(r, "country"); c++) {
        double sum = 0;
        for (gvc_idx p = 0; p < extent_of(r, "partner"); p++) {
            gvc_idx cell = c * extent_of(r, "partner") + p;
            sum += gvc_result_is_row(r, cell) ? term(r, "net")[cell] : 0;
        }
        expect_value(whole, "net", c, sum, 1e-12 * largest_of(whole, "net"), "blocs");
    }
    gvc_result_free(whole);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
