/* test_rebalance.c - which totals a table is balanced to, what follows, and what is refused */
#include "table/table.h"

#include <gvc/balance.h>

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

TestSuite(rebalance, .init = setup, .fini = teardown);

enum { N = 4, F = 3 };

/* Two countries of two sectors; column F2 holds a negative change of stocks. */
static const double flows[N][N + F] = {
    {10, 2, 1, 0, 20, 5, 3},
    {3, 12, 0, 4, 8, -2, 6},
    {2, 0, 9, 3, 1, 7, 30},
    {0, 5, 2, 11, 4, 3, 15},
};

static gvc_builder *start(bool va, bool taxes)
{
    static const char *const countries[] = {"AAA", "AAA", "BBB", "BBB"};
    static const char *const uses[F][2] = {{"AAA", "C"}, {"AAA", "I"}, {"BBB", "C"}};
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < N; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, countries[i], i % 2 == 0 ? "a" : "b"));
    }
    for (int k = 0; k < F; k++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, uses[k][0], uses[k][1]));
    }
    if (va) {
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "LAB"));
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "CAP"));
    }
    if (taxes) {
        expect_ok(ctx, gvc_builder_primary(ctx, b, "TLS", NULL, GVC_ROLE_TAX));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b), *v = gvc_builder_v(b);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            z->data[i * N + j] = flows[i][j];
        }
        for (int k = 0; k < F; k++) {
            y->data[i * F + k] = flows[i][N + k];
        }
        for (gvc_idx k = 0; k < v->rows; k++) {
            v->data[k * N + i] = k == 2 ? 1 : (double)(8 + 3 * i - 2 * k);
        }
    }
    return b;
}

static gvc_table *seal(gvc_builder *b)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static double row_sum(const gvc_table *t, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx j = 0; j < N; j++) {
        sum += gvc_table_z(t)->data[i * N + j];
    }
    for (gvc_idx k = 0; k < F; k++) {
        sum += gvc_table_y(t)->data[i * F + k];
    }
    return sum;
}

static double column_sum(const gvc_dense *m, gvc_idx j)
{
    double sum = 0;
    for (gvc_idx i = 0; i < m->rows; i++) {
        sum += m->data[i * m->stride + j];
    }
    return sum;
}

static gvc_table *balanced(gvc_table *t, const gvc_rebalance_options *o, gvc_rebalanced *done)
{
    gvc_table *out = NULL;
    expect_ok(ctx, gvc_table_rebalance(ctx, &out, t, o, done));
    return out;
}

static void expect_near(double value, double expected, const char *what, gvc_idx i)
{
    cr_expect(fabs(value - expected) <= 1e-8 * (1 + fabs(expected)), "%s %d is %.12g, not %.12g",
              what, (int)i, value, expected);
}

Test(rebalance, makes_a_table_agree_with_what_it_states)
{
    gvc_builder *b = start(true, true);
    static const double stated[] = {43, 33, 50, 41};
    for (int i = 0; i < N; i++) {
        gvc_builder_x_given(b)[i] = stated[i];
    }
    gvc_table *t = seal(b);
    double given[3 * N];
    memcpy(given, gvc_table_v(t)->data, sizeof given);
    gvc_rebalanced done;
    t = balanced(t, NULL, &done);
    double primary = 0, uses = 0;
    for (gvc_idx i = 0; i < N; i++) {
        expect_near(row_sum(t, i), stated[i], "row", i);
        expect_near(column_sum(gvc_table_z(t), i) + column_sum(gvc_table_v(t), i), stated[i],
                    "column", i);
        primary += column_sum(gvc_table_v(t), i);
    }
    cr_expect_arr_eq(gvc_table_v(t)->data, given, sizeof given);
    for (gvc_idx k = 0; k < F; k++) {
        uses += column_sum(gvc_table_y(t), k);
        /* One factor for all. */
        double before = flows[0][N + k] + flows[1][N + k] + flows[2][N + k] + flows[3][N + k];
        expect_near(column_sum(gvc_table_y(t), k), done.factor * before, "final use", k);
    }
    expect_near(uses, primary, "world", 0);
    cr_expect(gvc_table_y(t)->data[1 * F + 1] < 0, "signs stay");
    cr_expect(gvc_table_z(t)->data[3] == 0, "zeros stay");
    gvc_balance check;
    expect_ok(ctx, gvc_table_balance(ctx, t, &check));
    cr_expect(check.row_gap < 1e-9 && check.col_gap < 1e-9);
    cr_expect_str_eq(gvc_table_text(t, "balance_method"), "GRAS");
    cr_expect_str_eq(gvc_table_text(t, "balance_targets"), "stated totals");
    cr_expect(gvc_table_find_attribute(t, "balance_sweeps")->integer == done.sweeps);
    gvc_table_free(t);
}

Test(rebalance, a_table_that_agrees_stays)
{
    gvc_builder *b = start(false, false);
    double sums[N] = {0};
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N + F; j++) {
            sums[i] += flows[i][j];
        }
        gvc_builder_x_given(b)[i] = sums[i];
    }
    gvc_rebalanced done;
    gvc_table *t = balanced(seal(b), NULL, &done);
    cr_expect_eq(done.factor, 1);
    cr_expect_eq(done.sweeps, 2);
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            expect_near(gvc_table_z(t)->data[i * N + j], flows[i][j], "cell", i * N + j);
        }
    }
    cr_expect(!gvc_table_has_primary(t), "residual value added stays residual");
    gvc_table_free(t);
}

Test(rebalance, given_totals_and_value_added_that_follows)
{
    double none = (double)NAN;
    double output[] = {50, none, none, 44}, inputs[] = {16, none, 13, none},
           uses[] = {none, 14, none};
    const gvc_targets targets = {"totals.csv", "abc", output, inputs, uses};
    gvc_rebalance_options o = GVC_REBALANCE_OPTIONS_INIT;
    o.targets = &targets;
    gvc_rebalanced done;
    gvc_table *before = seal(start(true, true));
    double had[N], others[N], x[N], lab[N], z[N];
    for (gvc_idx i = 0; i < N; i++) {
        had[i] = gvc_table_v(before)->data[i] + gvc_table_v(before)->data[N + i];
        lab[i] = gvc_table_v(before)->data[i];
        others[i] = gvc_table_v(before)->data[2 * N + i];
        x[i] = gvc_table_x(before)[i];
        z[i] = column_sum(gvc_table_z(before), i);
    }
    gvc_table *t = balanced(before, &o, &done);
    const double rows[] = {50, x[1], x[2], 44}, columns[] = {16, z[1], 13, z[3]};
    for (gvc_idx i = 0; i < N; i++) {
        expect_near(row_sum(t, i), rows[i], "row", i);
        expect_near(column_sum(gvc_table_z(t), i), columns[i], "inputs", i);
        double left = rows[i] - columns[i] - others[i];
        expect_near(gvc_table_v(t)->data[i], lab[i] * left / had[i], "labour", i);
        expect_near(column_sum(gvc_table_v(t), i), rows[i] - columns[i], "primary", i);
    }
    expect_near(column_sum(gvc_table_y(t), 1), 14, "final use", 1);
    expect_near(column_sum(gvc_table_y(t), 0), 33 * done.factor, "final use", 0);
    expect_near(column_sum(gvc_table_y(t), 2), 54 * done.factor, "final use", 2);
    cr_expect_str_eq(gvc_table_text(t, "balance_targets"), "totals.csv");
    cr_expect_str_eq(gvc_table_text(t, "balance_targets_sha256"), "abc");
    gvc_table_free(t);
}

/* ---- refused --------------------------------------------------------------------------------- */

static void expect_refused(gvc_table *t, const gvc_rebalance_options *o, gvc_status code,
                           const char *message)
{
    gvc_table *out = NULL;
    expect_error(ctx, gvc_table_rebalance(ctx, &out, t, o, NULL), code, message);
    cr_expect_null(out);
}

Test(rebalance, needs_something_to_balance_to)
{
    expect_refused(seal(start(false, false)), NULL, GVC_EARG,
                   "the table states neither output nor value added, so that its accounts agree as "
                   "they are; give it totals to be balanced to");
}

Test(rebalance, refuses_options_of_another_version)
{
    gvc_rebalance_options o = GVC_REBALANCE_OPTIONS_INIT;
    o.version++;
    expect_refused(seal(start(true, false)), &o, GVC_EARG,
                   "gvc_rebalance_options of version 2, this library knows 1");
}

Test(rebalance, ras_refuses_cells_below_zero)
{
    gvc_rebalance_options o = GVC_REBALANCE_OPTIONS_INIT;
    o.ras = true;
    expect_refused(seal(start(true, false)), &o, GVC_EBALANCE,
                   "RAS needs cells of 0 or more, and AAA_b -> AAA_I is -2; GRAS takes them as "
                   "they are");
}

Test(rebalance, names_totals_that_cannot_be_reached)
{
    double none = (double)NAN, output[] = {none, none, none, none}, inputs[] = {-4, none, none, -2},
           uses[] = {none, none, none};
    const gvc_targets targets = {"totals.csv", NULL, output, inputs, uses};
    gvc_rebalance_options o = GVC_REBALANCE_OPTIONS_INIT;
    o.targets = &targets;
    expect_refused(seal(start(false, false)), &o, GVC_EBALANCE,
                   "the column of AAA_a has no cell below 0 and cannot add up to -4 (and 1 more)");
    double all[] = {33, 13, 55};
    inputs[0] = inputs[3] = none;
    const gvc_targets full = {"totals.csv", NULL, output, inputs, all};
    o.targets = &full;
    expect_refused(seal(start(false, false)), &o, GVC_EBALANCE,
                   "the rows shall add up to 164, the columns to 165; they must agree");
    double large[] = {120, none, none, none};
    const gvc_targets none_left = {"totals.csv", NULL, output, large, uses};
    o.targets = &none_left;
    expect_refused(seal(start(false, false)), &o, GVC_EBALANCE,
                   "the rows shall add up to 164, inputs and given final uses to 169; what is left "
                   "cannot be the final use without a total");
}

Test(rebalance, final_use_that_adds_up_to_nothing_cannot_grow)
{
    double none = (double)NAN, output[] = {60, none, none, none}, uses[] = {33, none, 54};
    const gvc_targets targets = {"totals.csv", NULL, output, NULL, uses};
    gvc_rebalance_options o = GVC_REBALANCE_OPTIONS_INIT;
    o.targets = &targets;
    gvc_builder *b = start(false, false);
    static const double stocks[N] = {5, -2, 7, -10};
    for (int i = 0; i < N; i++) {
        gvc_builder_y(b)->data[i * F + 1] = stocks[i];
    }
    expect_refused(seal(b), &o, GVC_EBALANCE,
                   "the rows shall add up to 170, inputs and given final uses to 151; what is left "
                   "cannot be the final use without a total");
}

Test(rebalance, names_the_worst_where_it_does_not_settle)
{
    /* Of the first industry only what it sells to itself could be that large. */
    double none = (double)NAN, output[] = {none, none, none, none},
           inputs[] = {80, none, none, none}, uses[] = {none, none, none};
    const gvc_targets targets = {"totals.csv", NULL, output, inputs, uses};
    gvc_rebalance_options o = GVC_REBALANCE_OPTIONS_INIT;
    o.targets = &targets;
    o.sweeps = 3;
    gvc_table *out = NULL;
    cr_expect_eq(gvc_table_rebalance(ctx, &out, seal(start(false, false)), &o, NULL),
                 GVC_ECONVERGE);
    const char *text = gvc_ctx_error(ctx);
    cr_expect(strncmp(text, "not balanced after 3 sweeps: the row of ", 40) == 0, "%s", text);
    cr_expect_null(out);
}
