/* test_check.c - every check on a table that fails it and on one that does not */
#include <gvc/check.h>
#include <string.h>

#include "measured.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = new_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(check, .init = setup, .fini = teardown);

enum { N = 4, F = 4 };

/* Two countries of two sectors, final use and inventories of both; sound. */
static gvc_builder *start(bool stated)
{
    static const char *const countries[] = {"AAA", "AAA", "BBB", "BBB"};
    static const double flows[N][N + F] = {{10, 5, 2, 0, 50, 3, 4, 1},
                                           {4, 20, 0, 3, 30, -2, 5, 0},
                                           {2, 1, 15, 6, 5, 0, 60, 2},
                                           {0, 2, 5, 25, 6, 0, 44, -1}};
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < N; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, countries[i], i % 2 == 0 ? "a" : "b"));
    }
    for (int k = 0; k < F; k++) {
        expect_ok(ctx,
                  gvc_builder_final_use(ctx, b, NULL, countries[k], k % 2 == 0 ? "HH" : "INV"));
    }
    if (stated) {
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int i = 0; i < N; i++) {
        double x = 0;
        for (int j = 0; j < N + F; j++) {
            *(j < N ? &gvc_builder_z(b)->data[i * N + j] : &gvc_builder_y(b)->data[i * F + j - N]) =
                flows[i][j];
            x += flows[i][j];
        }
        if (stated) {
            gvc_builder_x_given(b)[i] = x;
            gvc_builder_v(b)->data[i] = x - flows[0][i] - flows[1][i] - flows[2][i] - flows[3][i];
        }
    }
    return b;
}

static gvc_check *check_of(gvc_builder *b, bool leontief)
{
    gvc_table *t = NULL;
    gvc_check *c = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    expect_ok(ctx, gvc_table_check(ctx, &c, t, 10, leontief));
    gvc_table_free(t);
    return c;
}

static const gvc_finding *finding(const gvc_check *c, const char *name)
{
    const gvc_finding *f;
    for (gvc_idx i = 0; (f = gvc_check_at(c, i)) != NULL; i++) {
        if (strcmp(f->name, name) == 0) {
            return f;
        }
    }
    return NULL;
}

/* The finding has this level and text, and is the worst unless it is fine. Frees c. */
static void expect_finding(gvc_check *c, const char *name, gvc_check_level level, const char *text)
{
    const gvc_finding *f = finding(c, name);
    cr_assert_not_null(f, "no finding %s", name);
    cr_expect_eq(f->level, level, "%s is %s", name, gvc_check_level_name(f->level));
    cr_expect_str_eq(f->text, text);
    cr_expect(gvc_check_worst(c) >= level);
    gvc_check_free(c);
}

Test(check, a_sound_table)
{
    for (int stated = 0; stated < 2; stated++) {
        gvc_check *c = check_of(start(stated), true);
        cr_expect_eq(gvc_check_worst(c), GVC_CHECK_FINE);
        cr_expect_str_eq(finding(c, "shape")->text, "every country has every sector");
        cr_expect_str_eq(finding(c, "row_balance")->text,
                         stated ? "equal" : "sum of the sales (the table states none)");
        cr_expect_str_eq(finding(c, "column_balance")->text,
                         stated ? "equal" : "residual (the table states none)");
        cr_expect_str_eq(finding(c, "negative_final_use")->text,
                         "2 in final use, -3 together, 0 outside inventories");
        cr_expect_str_eq(finding(c, "worst_final_use")->text, "AAA_b -> AAA_INV -2\n"
                                                              "BBB_b -> BBB_INV -1");
        /* 50 + 3 + 30 - 2 + 60 + 2 + 44 - 1 of 207 */
        cr_expect_float_eq(finding(c, "domestic_final_use")->value, 186.0 / 207, 1e-15);
        cr_expect(finding(c, "spectral_radius")->value < 1);
        cr_expect_null(finding(c, "inverse"));
        cr_expect_null(finding(c, "final_use_of_no_country"));
        gvc_check_free(c);
    }
    gvc_check_free(NULL);
}

Test(check, gaps_by_all_output_and_by_one_industry)
{
    /* Output is 307: off by 4 of it is more than a hundredth, by 0.5 more than a thousandth; 0.1
     * only of the industry itself. */
    static const struct {
        double by;
        gvc_check_level level;
        const char *text;
    } cases[] = {
        {4, GVC_CHECK_ERROR,
         "off by at most 0.051 of output (AAA_a), 4 in table units; all together by 0.013 of all "
         "output"},
        {0.5, GVC_CHECK_WARNING,
         "off by at most 0.0066 of output (AAA_a), 0.5 in table units; all together by 0.0016 of "
         "all output"},
        {0.1, GVC_CHECK_WARNING,
         "off by at most 0.0013 of output (AAA_a), 0.1 in table units; all together by 0.00033 of "
         "all output"},
        {0.05, GVC_CHECK_FINE,
         "off by at most 0.00067 of output (AAA_a), 0.05 in table units; all together by 0.00016 "
         "of all output"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        gvc_builder *b = start(true);
        gvc_builder_x_given(b)[0] += cases[k].by;
        expect_finding(check_of(b, false), "row_balance", cases[k].level, cases[k].text);
    }
    gvc_builder *b = start(true);
    gvc_builder_v(b)->data[3] -= 20;
    expect_finding(
        check_of(b, false), "column_balance", GVC_CHECK_ERROR,
        "off by at most 0.25 of output (BBB_b), 20 in table units; all together by 0.065 "
        "of all output");
    b = start(true);
    gvc_builder_v(b)->data[3] -= 0.001;
    expect_finding(check_of(b, false), "world_balance", GVC_CHECK_WARNING,
                   "primary inputs 206.999, final use 207, off by 4.8e-06");
}

Test(check, industries_without_output)
{
    gvc_builder *b = start(false);
    for (int j = 0; j < N; j++) {
        gvc_builder_z(b)->data[3 * N + j] = gvc_builder_y(b)->data[3 * F + j] = 0;
    }
    /* It buys, but sells nothing. */
    expect_finding(check_of(b, false), "stray_flows", GVC_CHECK_ERROR, "1: BBB_b");
    b = start(false);
    for (int j = 0; j < N; j++) {
        gvc_builder_z(b)->data[3 * N + j] = gvc_builder_y(b)->data[3 * F + j] = 0;
        gvc_builder_z(b)->data[j * N + 3] = 0;
    }
    gvc_check *c = check_of(b, false);
    cr_expect_str_eq(finding(c, "zero_output")->text, "1: BBB_b");
    cr_expect_eq(finding(c, "zero_output")->level, GVC_CHECK_FINE);
    cr_expect_eq(finding(c, "stray_flows")->level, GVC_CHECK_FINE);
    gvc_check_free(c);
    b = start(false);
    for (int j = 0; j < N; j++) {
        gvc_builder_z(b)->data[3 * N + j] = gvc_builder_y(b)->data[3 * F + j] = 0;
        gvc_builder_z(b)->data[j * N + 3] = 0;
    }
    gvc_builder_y(b)->data[3 * F] = 2;
    gvc_builder_y(b)->data[3 * F + 2] = -2;
    expect_finding(check_of(b, false), "orphans", GVC_CHECK_ERROR, "1: BBB_b");
    b = start(false);
    gvc_builder_y(b)->data[3 * F + 2] = -50;
    expect_finding(check_of(b, false), "negative_output", GVC_CHECK_ERROR, "1: BBB_b");
}

Test(check, inputs_above_output)
{
    gvc_builder *b = start(false);
    gvc_builder_z(b)->data[1 * N + 0] = 90;
    gvc_check *c = check_of(b, false);
    cr_expect_str_eq(finding(c, "inputs")->text, "at most 1.36 of output (AAA_a), 1 or more in 1");
    cr_expect_eq(finding(c, "inputs")->level, GVC_CHECK_WARNING);
    expect_finding(c, "negative_value_added", GVC_CHECK_WARNING, "1: AAA_a");
}

Test(check, cells_below_zero)
{
    gvc_builder *b = start(false);
    gvc_builder_z(b)->data[1] = -1;
    gvc_builder_z(b)->data[6] = -2.5;
    gvc_check *c = check_of(b, false);
    cr_expect_str_eq(finding(c, "worst_intermediate_use")->text, "AAA_b -> BBB_a -2.5\n"
                                                                 "AAA_a -> AAA_b -1");
    expect_finding(c, "negative_intermediate_use", GVC_CHECK_WARNING,
                   "2 in intermediate use, -3.5 together");
    b = start(false);
    gvc_builder_y(b)->data[2] = -4;
    expect_finding(check_of(b, false), "negative_final_use", GVC_CHECK_WARNING,
                   "3 in final use, -7 together, 1 outside inventories");
}

Test(check, columns_that_are_not_those_of_their_labels)
{
    gvc_builder *b = start(false);
    gvc_dense *y = gvc_builder_y(b);
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < 2; k++) {
            double cell = y->data[i * F + k];
            y->data[i * F + k] = y->data[i * F + k + 2];
            y->data[i * F + k + 2] = cell;
        }
    }
    expect_finding(
        check_of(b, false), "domestic_final_use", GVC_CHECK_WARNING,
        "0.101 of final use: labels or the order of the columns of final use are probably "
        "wrong");
}

Test(check, ragged_tables_and_territories)
{
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, "A1_x", "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, "A2_x", "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "y"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, "DISC", "", "DISC"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_builder_y(b)->data[0] = gvc_builder_y(b)->data[1] = gvc_builder_y(b)->data[2] = 1;
    gvc_check *c = check_of(b, true);
    cr_expect_str_eq(finding(c, "final_use_of_no_country")->text,
                     "1 column of no country, which measures leave out");
    cr_expect_str_eq(finding(c, "domestic_final_use")->text, "no final use to speak of");
    expect_finding(c, "shape", GVC_CHECK_FINE,
                   "2 of 4 pairs of country and sector have an industry, 1 has several");
}

Test(check, an_economy_that_eats_more_than_it_makes)
{
    gvc_builder *b = start(false);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < F; j++) {
            gvc_builder_y(b)->data[i * F + j] = 0;
        }
        gvc_builder_y(b)->data[i * F + 0] = -1;
    }
    gvc_check *c = check_of(b, true);
    const gvc_finding *f = finding(c, "spectral_radius");
    cr_expect_eq(f->level, GVC_CHECK_ERROR);
    cr_expect(f->value > 1 && strstr(f->text, " must be below 1") != NULL, "%s", f->text);
    cr_expect_eq(finding(c, "inverse")->level, GVC_CHECK_ERROR);
    gvc_check_free(c);
}

/* [[a, b], [0, a]]: the growth of a step nears a like 1 over the number of steps. */
Test(check, a_spectral_radius_that_does_not_settle)
{
    static const double z[] = {5, 3, 0, 5}, y[] = {2, 5};
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "y"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "C"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, z, sizeof z);
    memcpy(gvc_builder_y(b)->data, y, sizeof y);
    gvc_check *c = check_of(b, true);
    expect_finding(c, "spectral_radius", GVC_CHECK_WARNING,
                   "not known: the iteration did not settle; it must be below 1");
}

Test(check, names_as_many_as_asked_for)
{
    gvc_builder *b = start(false);
    for (int i = 0; i < N; i++) {
        gvc_builder_z(b)->data[i * N + 0] = gvc_builder_z(b)->data[i * N + 1] = 200;
    }
    gvc_table *t = NULL;
    gvc_check *c = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    expect_ok(ctx, gvc_table_check(ctx, &c, t, 1, false));
    expect_finding(c, "negative_value_added", GVC_CHECK_WARNING, "2: AAA_a and 1 more");
    expect_ok(ctx, gvc_table_check(ctx, &c, t, -1, false));
    expect_finding(c, "negative_value_added", GVC_CHECK_WARNING, "2");
    gvc_table_free(t);
}
