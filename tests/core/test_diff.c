/* test_diff.c - how two results or tables differ */
#include <math.h>
#include <string.h>

#include "with_result.h"

SUITE_WITH_RESULT(diff);

static void check(gvc_result **out, const gvc_result *b, const gvc_diff_options *options,
                  gvc_diff *found)
{
    gvc_result *made = NULL;
    expect_ok(ctx, gvc_result_diff(ctx, &made, r, b, options, found));
    *out = made;
}

static double value(const gvc_result *d, const char *term, const char *column)
{
    gvc_idx row = -1, last = gvc_result_ndims(d) - 1, k = gvc_result_find_term(d, column);
    for (gvc_idx i = 0; i < gvc_result_extent(d, last); i++) {
        row = strcmp(gvc_result_label(d, last, i), term) == 0 ? i : row;
    }
    cr_assert(row >= 0 && k >= 0, "%s %s", term, column);
    return gvc_result_values(d, k)[row];
}

Test(diff, of_a_result_and_itself_is_nothing)
{
    gvc_result *d = NULL;
    gvc_diff found;
    check(&d, r, NULL, &found);
    cr_expect_eq(found.cells,
                 4 * 10); /* 18 cells less 5 of the own country and 3 of an absent industry */
    cr_expect(found.differ == 0 && found.undefined == 0 && found.alone == 0);
    cr_expect_eq(found.relative, 0);
    cr_expect_str_eq(gvc_result_text(d, "notes"), "all 40 cells are equal");
    cr_expect_eq(gvc_result_number(d, 0, 0), 2005);
    gvc_result_free(d);
}

/* dva of cell 17 (KOR, b, KOR) is one's own; cell 16 is KOR, b, BBB: 16, and gexp there 48. */
Test(diff, measures_by_the_total_of_the_row)
{
    gvc_result *b = NULL, *d = NULL;
    gvc_diff found;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    expect_ok(ctx, gvc_result_copy(ctx, &b, r));
    gvc_result_fill(b, 1)[16] = 16 + 48e-3;
    check(&d, b, &o, &found);
    cr_expect_eq(found.differ, 1);
    cr_expect_float_eq(found.relative, 1e-3, 1e-15);
    cr_expect_eq(value(d, "dva", "differ"), 1);
    cr_expect_float_eq(value(d, "dva", "largest"), 48e-3, 1e-14);
    cr_expect_float_eq(value(d, "dva", "relative"), 1e-3, 1e-15);
    cr_expect_eq(value(d, "fva", "differ"), 0);
    cr_expect_str_eq(gvc_result_text(d, "notes"),
                     "1 of 40 cells differ, by at most 0.001 of their scale\n"
                     "dva changes most at KOR, b, BBB: 16 -> 16.048 (+0.3 %)");
    gvc_result_free(d);
    o.tolerance = 1.1e-3;
    check(&d, b, &o, &found);
    cr_expect_eq(found.differ, 0);
    cr_expect_str_eq(gvc_result_text(d, "notes"),
                     "all 40 cells are within the tolerance, by at most 0.001 of their scale");
    gvc_result_free(d);
    /* Without a total a cell is measured by itself. */
    expect_ok(ctx, gvc_result_set_text(ctx, b, "identity", NULL));
    check(&d, b, &o, &found);
    cr_expect_eq(found.differ, 1);
    cr_expect_float_eq(found.relative, 48e-3 / 16.048, 1e-15);
    gvc_result_free(d);
    gvc_result_free(b);
}

/* dva and gexp of cell 16 by other values; gexp is the total of the row. */
static gvc_diff infinite(double a, double b, double total, double tolerance)
{
    gvc_result *from = NULL, *to = NULL, *d = NULL;
    gvc_diff found;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    o.tolerance = tolerance;
    expect_ok(ctx, gvc_result_copy(ctx, &from, r));
    gvc_result_fill(from, 0)[16] = total;
    expect_ok(ctx, gvc_result_copy(ctx, &to, from));
    gvc_result_fill(from, 1)[16] = a;
    gvc_result_fill(to, 1)[16] = b;
    expect_ok(ctx, gvc_result_diff(ctx, &d, from, to, &o, &found));
    gvc_result_free(d);
    gvc_result_free(to);
    gvc_result_free(from);
    return found;
}

Test(diff, tells_infinite_numbers_from_others)
{
    static const struct {
        double a, b;
    } differ[] = {{HUGE_VAL, 5},
                  {5, HUGE_VAL},
                  {HUGE_VAL, -HUGE_VAL},
                  {-HUGE_VAL, -5},
                  {-1.5e308, 1.5e308} /* b - a overflows */};
    for (size_t i = 0; i < sizeof differ / sizeof differ[0]; i++) {
        for (int k = 0; k < 2; k++) {
            gvc_diff found = infinite(differ[i].a, differ[i].b, 48, k == 0 ? 0 : 0.5);
            cr_expect_eq(found.differ, 1, "%g and %g", differ[i].a, differ[i].b);
            cr_expect_eq(found.undefined, 0);
            cr_expect(isinf(found.relative), "%g", found.relative);
        }
    }
    cr_expect_eq(infinite(HUGE_VAL, HUGE_VAL, 48, 0).differ, 0);
    cr_expect_eq(infinite(-HUGE_VAL, -HUGE_VAL, HUGE_VAL, 0).differ, 0);
    gvc_diff found = infinite(1, 2, HUGE_VAL, 0); /* of a row whose total is infinite */
    cr_expect_eq(found.differ, 1);
    cr_expect_eq(found.relative, 0.5);
}

Test(diff, lists_cells)
{
    gvc_result *b = NULL, *d = NULL;
    gvc_diff found;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    o.cells = true;
    expect_ok(ctx, gvc_result_copy(ctx, &b, r));
    gvc_result_fill(b, 1)[16] = 18;
    gvc_result_fill(b, 1)[1] = -3;
    gvc_result_fill(b, 3)[1] = (double)NAN;
    check(&d, b, &o, &found);
    cr_expect(found.differ == 3 && found.undefined == 1);
    cr_expect_eq(gvc_result_ndims(d), 5);
    cr_expect_eq(gvc_result_extent(d, 1), 2); /* AAA, KOR */
    cr_expect_eq(gvc_result_extent(d, 3), 1); /* BBB */
    cr_expect_eq(gvc_result_extent(d, 4), 2); /* dva, fva */
    gvc_idx rows = 0;
    for (gvc_idx i = 0; i < gvc_result_cells(d); i++) {
        rows += gvc_result_is_row(d, i);
    }
    cr_expect_eq(rows, 3);
    const double *a_of = gvc_result_values(d, 0), *b_of = gvc_result_values(d, 1),
                 *change = gvc_result_values(d, 2), *percent = gvc_result_values(d, 3);
    cr_expect(a_of[0] == 1 && b_of[0] == -3 && change[0] == -4 && percent[0] == -400);
    cr_expect(a_of[1] == 2 && isnan(b_of[1]) && isnan(change[1]));
    cr_expect(isnan(a_of[2]) && isnan(b_of[2]));
    cr_expect(a_of[6] == 16 && b_of[6] == 18 && percent[6] == 12.5);
    gvc_result_free(d);
    o.top = 1;
    check(&d, b, &o, &found);
    cr_expect_eq(found.differ, 3);
    cr_expect_eq(gvc_result_extent(d, 1), 1); /* AAA: 4 is more than 2 */
    gvc_result_free(d);
    check(&d, r, &o, &found);
    cr_expect(found.differ == 0 && gvc_result_cells(d) == 1 && !gvc_result_is_row(d, 0));
    gvc_result_free(d);
    gvc_result_free(b);
}

Test(diff, compares_what_both_have)
{
    gvc_result *b = NULL, *some = NULL, *d = NULL;
    gvc_diff found;
    expect_ok(ctx, gvc_result_pick(ctx, &some, r, (const char *[]){"gexp", "dva", NULL}));
    expect_ok(ctx,
              gvc_result_select(ctx, &b, some, "importer", (const char *[]){"AAA", "KOR", NULL}));
    check(&d, b, NULL, &found);
    cr_expect_eq(found.differ, 0);
    cr_expect_eq(found.alone, 3); /* BBB, vax, fva */
    cr_expect_str_eq(gvc_result_text(d, "only_a"), "importer: BBB\nterm: vax, fva");
    cr_expect_null(gvc_result_text(d, "only_b"));
    gvc_result_free(d);
    gvc_result_free(b);
    gvc_result_free(some);
}

/* Of another order: the same labels stand against each other. */
Test(diff, matches_labels_not_positions)
{
    static const char *const order[] = {"c", "a", "b"}, *const other[] = {"b", "c", "a"};
    static const gvc_term term = {"t", NULL, NULL, "1", false};
    static const int32_t years[] = {2000, 2005};
    gvc_result *made[2], *d = NULL;
    gvc_diff found;
    for (int i = 0; i < 2; i++) {
        const char *const *labels = i == 0 ? order : other;
        expect_ok(ctx, gvc_result_new(ctx, &made[i]));
        expect_ok(ctx, gvc_result_add_int_dim(ctx, made[i], "year", &years[i], 1));
        expect_ok(ctx, gvc_result_add_dim(ctx, made[i], "country", labels, 3));
        expect_ok(ctx, gvc_result_add_term(ctx, made[i], &term));
        expect_ok(ctx, gvc_result_allocate(ctx, made[i]));
        for (int k = 0; k < 3; k++) {
            gvc_result_fill(made[i], 0)[k] = labels[k][0];
        }
    }
    expect_ok(ctx, gvc_result_diff(ctx, &d, made[0], made[1], NULL, &found));
    cr_expect(found.cells == 3 && found.differ == 0);
    cr_expect_eq(gvc_result_number(d, 0, 0), 0); /* of two years */
    gvc_result_free(d);
    gvc_result_free(made[0]);
    gvc_result_free(made[1]);
}

Test(diff, refuses_what_cannot_be_compared)
{
    static const char *const other[] = {"X", "Y"};
    static const int32_t year = 2005;
    gvc_result *b = NULL, *d = NULL;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    o.name_a = "old.h5";
    expect_ok(ctx, gvc_result_new(ctx, &b));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, b, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, b, "exporter", other, 2));
    expect_ok(ctx, gvc_result_add_term(ctx, b, &(gvc_term){"gexp", NULL, NULL, "1", false}));
    expect_ok(ctx, gvc_result_allocate(ctx, b));
    expect_error(ctx, gvc_result_diff(ctx, &d, r, b, &o, NULL), GVC_ESHAPE,
                 "old.h5 has the keys year, exporter, sector, importer, and b has year, exporter: "
                 "make both with the same measure and level");
    gvc_result *c = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &c));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, c, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, c, "exporter", (const char *[]){"P", "Q", "R", "S"}, 4));
    expect_ok(ctx, gvc_result_add_term(ctx, c, &(gvc_term){"gexp", NULL, NULL, "1", false}));
    expect_ok(ctx, gvc_result_allocate(ctx, c));
    expect_error(ctx, gvc_result_diff(ctx, &d, c, b, NULL, NULL), GVC_ESHAPE,
                 "no exporter in common: a has P, Q, R, ..., and b has X, Y");
    o.by = "pair";
    expect_error(ctx, gvc_result_diff(ctx, &d, b, b, &o, NULL), GVC_EARG,
                 "by 'pair' is for tables; results differ term by term");
    o = (gvc_diff_options){.version = 7};
    cr_expect_eq(gvc_result_diff(ctx, &d, b, b, &o, NULL), GVC_EARG);
    o = (gvc_diff_options)GVC_DIFF_OPTIONS_INIT;
    o.tolerance = (double)NAN;
    cr_expect_eq(gvc_result_diff(ctx, &d, b, b, &o, NULL), GVC_EARG);
    cr_expect_null(d);
    gvc_result_free(b);
    gvc_result_free(c);
}

/* ---- tables -----------------------------------------------------------------------------------
 */

/* The small table with one cell of Z (AAA_b to CCC_a), one of Y (BBB_a to DISC) raised by 100. */
static gvc_table *table(bool changed, int year)
{
    gvc_builder *b = small_builder(ctx);
    gvc_table *t = NULL;
    if (changed) {
        gvc_builder_z(b)->data[1 * SMALL_INDUSTRIES + 3] += 100;
        gvc_builder_y(b)->data[2 * SMALL_FINAL_USE + 4] += 100;
    }
    gvc_builder_set_year(b, year);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static double of(const gvc_result *d, const char *column, gvc_idx cell)
{
    return gvc_result_values(d, gvc_result_find_term(d, column))[cell];
}

Test(diff, of_tables_by_block)
{
    gvc_table *a = table(false, 2000), *b = table(true, 2000);
    gvc_result *d = NULL;
    gvc_diff found;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    expect_ok(ctx, gvc_table_diff(ctx, &d, a, b, &o, &found));
    cr_expect_eq(found.cells, 36 + 30 + 6 + 6);
    cr_expect_eq(found.differ, 1 + 1 + 3 + 2); /* VA is what is left of output */
    cr_expect_eq(gvc_result_number(d, 0, 0), 2000);
    cr_expect_eq(gvc_result_extent(d, 1), 4);
    for (gvc_idx block = 0; block < 4; block++) {
        cr_expect_eq(of(d, "change", block), block == 3 ? 200 : 100, "%lld", (long long)block);
        cr_expect_eq(of(d, "largest", block), 100);
    }
    cr_expect_eq(of(d, "a", 1), 5 * (10 + 11 + 12 + 13 + 14 + 15) + 6 * 10);
    const char *notes = gvc_result_text(d, "notes");
    cr_expect_not_null(strstr(notes, "\nZ changes most at AAA_b to CCC_a: "), "%s", notes);
    cr_expect_not_null(strstr(notes, "\nY changes most at BBB_a to DISC: 16 -> 116 (+625 %)"), "%s",
                       notes);
    gvc_result_free(d);
    gvc_table_free(a);
    gvc_table_free(b);
}

/* A value-added row of two industries' table, paid by its final use as well. */
static gvc_table *with_vy(double paid)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "AAA", "a"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "BBB", "a"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "AAA", "HH"));
    expect_ok(ctx, gvc_builder_primary(ctx, b, "TLS", "taxes", GVC_ROLE_TAX));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_builder_y(b)->data[0] = gvc_builder_y(b)->data[1] = 10;
    gvc_builder_v(b)->data[0] = gvc_builder_v(b)->data[1] = 10;
    gvc_builder_vy(b)->data[0] = paid;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(diff, of_tables_compares_what_final_use_pays)
{
    gvc_table *a = with_vy(3), *b = with_vy(4);
    gvc_result *d = NULL;
    gvc_diff found;
    expect_ok(ctx, gvc_table_diff(ctx, &d, a, b, NULL, &found));
    cr_expect_eq(found.differ, 1);
    cr_assert_str_eq(gvc_result_label(d, 1, 3), "VY");
    cr_expect(of(d, "a", 3) == 3 && of(d, "b", 3) == 4 && of(d, "cells", 3) == 1);
    cr_expect(!found.rounding && found.bound == 1e-11);
    gvc_result_free(d);
    gvc_table_free(a);
    gvc_table_free(b);
}

Test(diff, names_what_tables_are_compared_by)
{
    cr_expect_str_eq(gvc_table_diff_view(0), "block");
    cr_expect_str_eq(gvc_table_diff_view(2), "industry");
    cr_expect_null(gvc_table_diff_view(3));
}

Test(diff, of_tables_by_pair_and_industry)
{
    gvc_table *a = table(false, 2000), *b = table(true, 2005);
    gvc_result *d = NULL;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    o.by = "pair";
    expect_ok(ctx, gvc_table_diff(ctx, &d, a, b, &o, NULL));
    cr_expect_eq(gvc_result_number(d, 0, 0), 0);
    cr_expect(gvc_result_extent(d, 1) == 3 && gvc_result_extent(d, 2) == 4);
    cr_expect_str_eq(gvc_result_label(d, 2, 3), "NONE");
    cr_expect_eq(of(d, "change", (0 * 4 + 2) * 2 + 0), 100); /* AAA to CCC, Z */
    cr_expect_eq(of(d, "change", (0 * 4 + 2) * 2 + 1), 0);
    cr_expect_eq(of(d, "change", (1 * 4 + 3) * 2 + 1), 100); /* BBB to none, Y */
    cr_expect_eq(of(d, "cells", (0 * 4 + 2) * 2), 6);
    gvc_result_free(d);
    o.by = "industry";
    expect_ok(ctx, gvc_table_diff(ctx, &d, a, b, &o, NULL));
    cr_expect(gvc_result_extent(d, 1) == SMALL_INDUSTRIES && gvc_result_extent(d, 2) == 5);
    cr_expect_eq(of(d, "change", 1 * 5 + 0), 100);  /* x of AAA_b */
    cr_expect_eq(of(d, "change", 1 * 5 + 1), 100);  /* its sales */
    cr_expect_eq(of(d, "change", 3 * 5 + 2), 100);  /* inputs of CCC_a */
    cr_expect_eq(of(d, "change", 3 * 5 + 4), -100); /* its value added */
    cr_expect_eq(of(d, "change", 2 * 5 + 3), 100);  /* final use of BBB_a */
    gvc_result_free(d);
    gvc_table_free(a);
    gvc_table_free(b);
}

Test(diff, of_tables_is_refused_in_words)
{
    gvc_table *a = table(false, 2000), *b = NULL;
    gvc_builder *other = NULL;
    gvc_result *d = NULL;
    gvc_diff_options o = GVC_DIFF_OPTIONS_INIT;
    expect_ok(ctx, gvc_builder_new(ctx, &other));
    expect_ok(ctx, gvc_builder_industry(ctx, other, NULL, "QQQ", "z"));
    expect_ok(ctx, gvc_builder_final_use(ctx, other, NULL, "QQQ", "HH"));
    expect_ok(ctx, gvc_builder_allocate(ctx, other));
    gvc_builder_y(other)->data[0] = 1;
    expect_ok(ctx, gvc_builder_seal(ctx, other, &b));
    expect_error(ctx, gvc_table_diff(ctx, &d, a, b, NULL, NULL), GVC_ESHAPE,
                 "no industry in common: a has AAA_a, ..., and b has QQQ_z, ...; aggregate both "
                 "to the same countries and sectors");
    o.by = "sector";
    expect_error(ctx, gvc_table_diff(ctx, &d, a, a, &o, NULL), GVC_EUNKNOWN,
                 "tables are compared by block, pair or industry, not by 'sector'");
    o.by = NULL;
    o.cells = true;
    cr_expect_eq(gvc_table_diff(ctx, &d, a, a, &o, NULL), GVC_EARG);
    cr_expect_null(d);
    gvc_table_free(a);
    gvc_table_free(b);
}
