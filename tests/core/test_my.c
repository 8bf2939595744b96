/* test_my.c - Miroudot and Ye: each perimeter is a decomposition of Borin and Mancini under other
 * names */
#include "checks.h"
#include "reference_tables.h"

static const char *const perspectives[] = {"exporter", "world", "sectexp", "bilateral", "sectbil"};
static const char *const names[] = {"gexp", "dc", "dva", "ddc", "fc", "fva", "fdc"};
enum { NAMES = sizeof names / sizeof *names };

/* The perimeter of the exporter: that of bm, source; one flow: those of bm. */
Test(my, equals_the_reference_program)
{
    static const char *const files[] = {"bm_exporter_source_sector", NULL, "bm_sectexp",
                                        "bm_bilateral", "bm_sectbil"};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "my";
    for (int k = 0; k < 5; k++) {
        o.perspective = perspectives[k];
        o.level = k == 0 ? "sector" : NULL;
        if (files[k] != NULL) {
            expect_reference(&o, files[k], NULL);
        }
    }
}

Test(my, perimeters_are_those_of_borin_and_mancini)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 12);
        gvc_table *t = table_of(ctx, &w, false);
        for (int p = 0; p < 5; p++) {
            gvc_result *my = measure_of(ctx, t, "my", perspectives[p], "bilateral");
            gvc_result *bm = measure_of(ctx, t, "bm", perspectives[p], "bilateral");
            double bound = bound_of(bm, "gexp");
            for (int q = 0; q < NAMES - (p == 1 ? 2 : 0); q++) {
                expect_term(my, names[q], bm, names[q], bound, perspectives[p]);
            }
            if (p == 1) {
                expect_term(my, "fdc1", bm, "fva", bound, "world");
                expect_term(my, "fdc2", bm, "fdc", bound, "world");
                expect_term(my, "fdc", bm, "fc", bound, "world");
            }
            cr_expect(gvc_result_find_attribute(my, "identity_gap")->number < 1e-13);
            gvc_result_free(my);
            gvc_result_free(bm);
        }
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(my, all_foreign_content_is_double_counting_in_the_world)
{
    static const char *const parts[] = {"fdc1", "fdc2", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 13);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = measure_of(ctx, t, "my", "world", "sector");
    expect_parts(r, "fdc", parts, bound_of(r, "gexp"), "world");
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        cr_expect(!gvc_result_is_row(r, c) || term(r, "fva")[c] == 0);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(my, coarser_levels_add_up_where_there_are_any)
{
    static const struct {
        int perspective;
        const char *level;
    } coarser[] = {{0, "country"}, {0, "sector"}, {0, "pair"},   {1, "country"},
                   {1, "sector"},  {1, "pair"},   {2, "sector"}, {3, "pair"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 14);
    gvc_table *t = table_of(ctx, &w, false);
    for (size_t k = 0; k < sizeof coarser / sizeof *coarser; k++) {
        const char *perspective = perspectives[coarser[k].perspective];
        gvc_result *fine = measure_of(ctx, t, "my", perspective, "bilateral");
        gvc_result *coarse = measure_of(ctx, t, "my", perspective, coarser[k].level);
        expect_sums(fine, coarse, bound_of(fine, "gexp"));
        gvc_result_free(fine);
        gvc_result_free(coarse);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(my, terms_alone_and_threads_change_nothing)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < 5; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = "my";
        o.perspective = perspectives[k];
        o.level = "bilateral";
        expect_terms_alone(ctx, t, &o, "gexp");
        expect_any_threads(ctx, t, &o);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(my, words_that_it_does_not_know_are_refused)
{
    gvc_ctx *ctx = new_ctx();
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_measure_view view;
    o.method = "my";
    o.approach = "sink";
    expect_error(ctx, gvc_measure_check(ctx, &o, &view), GVC_EARG,
                 "method my has no approach to choose; leave out 'sink'");
    o.approach = NULL;
    o.perspective = "importer";
    expect_error(ctx, gvc_measure_check(ctx, &o, &view), GVC_EARG,
                 "method my has no perspective 'importer'; it has exporter, world, sectexp, "
                 "bilateral, sectbil");
    o.perspective = "sectbil";
    o.level = "country";
    cr_expect(gvc_measure_check(ctx, &o, &view) == GVC_EARG);
    gvc_ctx_free(ctx);
}
