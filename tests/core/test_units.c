/* test_units.c - what may be added up, by its unit; names of columns that stand alone */
#include <string.h>
#include <strings.h>

#include <gvc/indicators.h>
#include <gvc/measure.h>

#include "result/units.h"
#include "small.h"

static bool begins_with_same(const char *text)
{
    return text != NULL && strncasecmp(text, "the same", 8) == 0;
}

Test(units, every_unit_of_a_method_has_a_kind_that_is_no_guess)
{
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        for (const gvc_variant *v = (*m)->variants; v != NULL && v->name != NULL; v++) {
            for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++) {
                cr_expect(t->units == NULL || gvc_units_is_known(t->units), "%s: %s is in '%s'",
                          (*m)->name, t->name, t->units);
            }
        }
    }
}

Test(units, columns_have_names_that_stand_alone)
{
    int seen = 0;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        for (const gvc_variant *v = (*m)->variants; v != NULL && v->name != NULL; v++) {
            for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++, seen++) {
                cr_expect(!begins_with_same(t->long_name), "%s: %s", t->name, t->long_name);
                cr_expect(!begins_with_same(t->formula), "%s: %s", t->name, t->formula);
                cr_expect(t->long_name == NULL || strncasecmp(t->long_name, "of ", 3) != 0,
                          "%s: %s", t->name, t->long_name);
            }
        }
    }
    cr_expect_gt(seen, 100);
    seen = 0;
    const gvc_indicator_info *info = NULL;
    for (; (info = gvc_indicator_list(seen)) != NULL; seen++) {
        cr_expect(!begins_with_same(info->long_name), "%s: %s", info->name, info->long_name);
        cr_expect(!begins_with_same(info->formula), "%s: %s", info->name, info->formula);
    }
    cr_expect_gt(seen, 20);
}

Test(units, amounts_add_up_and_ratios_do_not)
{
    static const char *const ratios[] = {"1",
                                         "%",
                                         "percent",
                                         "index",
                                         "ratio",
                                         "stages",
                                         "1 to 4",
                                         "million USD / thousand jobs",
                                         "units of the table per job"};
    static const char *const amounts[] = {"million USD, current prices", "thousand jobs", "paths",
                                          "unit of the account", "unknown"};
    for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++) {
        cr_expect_eq(gvc_units_kind_of(ratios[i]), GVC_UNITS_RATIO, "%s", ratios[i]);
    }
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++) {
        cr_expect_eq(gvc_units_kind_of(amounts[i]), GVC_UNITS_AMOUNT, "%s", amounts[i]);
    }
    cr_expect_eq(gvc_units_kind_of("percentage points"), GVC_UNITS_POINTS);
}

/* One row; terms of four units over keys of every sort. */
Test(units, a_sum_depends_on_the_key_too)
{
    static const char *const one[] = {"A"};
    static const char *const keys[] = {"country", "demand", "account", "period"};
    static const int32_t year = 2020;
    static const gvc_term terms[] = {{"value", NULL, NULL, "million USD", false},
                                     {"points", NULL, NULL, "percentage points", false},
                                     {"pba", NULL, NULL, "unit of the account", false},
                                     {"value_lo", NULL, NULL, "million USD", false}};
    static const bool adds_up[][5] = {{false, true, true, true, false},
                                      {false, false, true, false, false},
                                      {false, true, true, false, false},
                                      {false, false, false, false, false}};
    gvc_ctx *ctx = small_ctx();
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", &year, 1));
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_result_add_dim(ctx, r, keys[k], one, 1));
    }
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    for (int k = 0; k < 4; k++) {
        for (int dim = 0; dim < 5; dim++) {
            const char *why = gvc_result_no_sum(r, k, dim);
            cr_expect_eq(why == NULL, adds_up[k][dim], "%s over %s: %s", terms[k].name,
                         gvc_result_dim(r, dim), why == NULL ? "adds up" : why);
        }
    }
    gvc_result_free(r);
    gvc_ctx_free(ctx);
}
