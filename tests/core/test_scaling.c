/* test_scaling.c - GRAS on a matrix: margins, signs, zeros, and the reference program */
#include "table/scaling.h"

#include "small0.h"

static gvc_ctx *ctx;

static void setup(void)
{
    ctx = new_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
}

TestSuite(scaling, .init = setup, .fini = teardown);

static gvc_dense dense(double *data, gvc_idx rows, gvc_idx cols)
{
    return (gvc_dense){data, rows, cols, cols};
}

static void expect_margins(const gvc_dense *m, const double *rows, const double *columns,
                           double tolerance)
{
    for (gvc_idx i = 0; i < m->rows; i++) {
        double sum = 0;
        for (gvc_idx j = 0; j < m->cols; j++) {
            sum += m->data[i * m->stride + j];
        }
        cr_expect(fabs(sum - rows[i]) <= tolerance, "row %d: %g, not %g", (int)i, sum, rows[i]);
    }
    for (gvc_idx j = 0; j < m->cols; j++) {
        double sum = 0;
        for (gvc_idx i = 0; i < m->rows; i++) {
            sum += m->data[i * m->stride + j];
        }
        cr_expect(fabs(sum - columns[j]) <= tolerance, "column %d: %g, not %g", (int)j, sum,
                  columns[j]);
    }
}

/* The cross-product ratio of four positive cells is what RAS keeps: [1 2; 3 4] to rows 10, 20 and
 * columns 12, 18 is [x, 10 - x; 12 - x, 8 + x] with x (8 + x) / ((10 - x) (12 - x)) = 4 / 6. */
Test(scaling, ras_of_two_by_two_is_the_root_of_its_equation)
{
    double cells[] = {1, 2, 3, 4}, rows[] = {10, 20}, columns[] = {12, 18};
    gvc_dense m = dense(cells, 2, 2);
    const gvc_scaling s = {{&m, NULL}, rows, {columns, NULL}};
    gvc_scaled found;
    expect_ok(ctx, gvc_scale(ctx, &s, 1e-14, 1000, &found));
    cr_expect(found.done);
    /* x^2 + 68 x - 240 = 0 */
    double x = -34 + sqrt(34.0 * 34.0 + 240);
    cr_expect_float_eq(cells[0], x, 1e-12);
    expect_margins(&m, rows, columns, 1e-12);
}

Test(scaling, two_parts_are_as_one_matrix)
{
    double one[] = {1, 2, -1, 3, 4, 2, -2, 1, 5}, z[] = {1, 2, 3, 4, -2, 1}, y[] = {-1, 2, 5};
    double rows[] = {3, 8, 5}, columns[] = {2, 9, 5};
    gvc_dense m = dense(one, 3, 3), left = dense(z, 3, 2), right = dense(y, 3, 1);
    const gvc_scaling whole = {{&m, NULL}, rows, {columns, NULL}},
                      parts = {{&left, &right}, rows, {columns, columns + 2}};
    gvc_scaled a, b;
    expect_ok(ctx, gvc_scale(ctx, &whole, 1e-13, 1000, &a));
    expect_ok(ctx, gvc_scale(ctx, &parts, 1e-13, 1000, &b));
    cr_expect(a.done && b.done);
    expect_margins(&m, rows, columns, 1e-11);
    for (int i = 0; i < 3; i++) {
        cr_expect_float_eq(one[3 * i], z[2 * i], 1e-13);
        cr_expect_float_eq(one[3 * i + 1], z[2 * i + 1], 1e-13);
        cr_expect_float_eq(one[3 * i + 2], y[i], 1e-13);
    }
    cr_expect(one[2] < 0 && one[6] < 0, "signs stay");
}

Test(scaling, totals_of_zero_empty_a_line)
{
    double cells[] = {1, 2, 0, 0, -3, 4, 5, 6, 7}, rows[] = {0, 4, 18}, columns[] = {5, 6, 11};
    gvc_dense m = dense(cells, 3, 3);
    const gvc_scaling s = {{&m, NULL}, rows, {columns, NULL}};
    gvc_scaled found;
    expect_ok(ctx, gvc_scale(ctx, &s, 1e-13, 1000, &found));
    cr_expect(found.done, "gap %g", found.gap);
    cr_expect(cells[0] == 0 && cells[1] == 0 && cells[2] == 0 && cells[3] == 0);
    cr_expect(cells[4] < 0 && isfinite(cells[4]));
    expect_margins(&m, rows, columns, 1e-11);
}

/* A row of cells below zero, and one whose total lies on the other side than most of its cells. */
Test(scaling, negative_totals)
{
    double cells[] = {-1, -2, 0, 4, -6, 1, 2, 9, 5}, rows[] = {-5, -3, 14}, columns[] = {2, 1, 3};
    gvc_dense m = dense(cells, 3, 3);
    const gvc_scaling s = {{&m, NULL}, rows, {columns, NULL}};
    gvc_scaled found;
    expect_ok(ctx, gvc_scale(ctx, &s, 1e-13, 100000, &found));
    cr_expect(found.done, "gap %g after %d", found.gap, found.sweeps);
    cr_expect(cells[0] < 0 && cells[1] < 0 && cells[2] == 0 && cells[4] < 0);
    expect_margins(&m, rows, columns, 1e-10);
}

Test(scaling, what_cannot_be_reached_leaves_the_cells_alone)
{
    /* Row 1 sells to column 1 alone, which shall take less. */
    double cells[] = {1, 0, 1, 1}, rows[] = {10, 2}, columns[] = {5, 7};
    gvc_dense m = dense(cells, 2, 2);
    const gvc_scaling s = {{&m, NULL}, rows, {columns, NULL}};
    gvc_scaled found;
    expect_ok(ctx, gvc_scale(ctx, &s, 1e-10, 50, &found));
    cr_expect(!found.done);
    cr_expect_eq(found.sweeps, 50);
    cr_expect(found.gap > 0.1);
    cr_expect(cells[0] == 1 && cells[1] == 0 && cells[2] == 1 && cells[3] == 1);
}

Test(scaling, says_which_line_cannot_have_its_total)
{
    double cells[] = {0, 0, 0, 1, 2, 0, -1, -2, 0}, columns[] = {1, 1, 1};
    double rows[][3] = {{3, 1, -1}, {0, -1, -1}, {0, 1, 1}, {0, 1, -1}};
    double empty_column[] = {1, 1, 0};
    static const gvc_idx counts[] = {2, 2, 2, 1};
    gvc_dense m = dense(cells, 3, 3);
    for (int k = 0; k < 4; k++) {
        const gvc_scaling s = {{&m, NULL}, rows[k], {columns, NULL}};
        gvc_line first;
        gvc_line_fault fault;
        gvc_idx count;
        expect_ok(ctx, gvc_scaling_check(ctx, &s, &first, &fault, &count));
        cr_expect_eq(count, counts[k], "%d: %d", k, (int)count);
        cr_expect(first.part == 0 && first.at == 2 && fault == GVC_LINE_EMPTY);
    }
    static const gvc_line_fault faults[] = {GVC_LINE_EMPTY, GVC_LINE_POSITIVE, GVC_LINE_NEGATIVE};
    for (int k = 0; k < 3; k++) {
        const gvc_scaling s = {{&m, NULL}, rows[k], {empty_column, NULL}};
        gvc_line first;
        gvc_line_fault fault;
        gvc_idx count;
        expect_ok(ctx, gvc_scaling_check(ctx, &s, &first, &fault, &count));
        cr_expect(count == 1 && first.part == -1 && first.at == k && fault == faults[k]);
    }
}

/* ---- the reference program ------------------------------------------------------------------- */

static void as_expected(const char *input, const char *targets, const char *expected)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED does not name the shared folder");
    }
    csv *in = small_csv(input), *t = small_csv(targets), *out = small_csv(expected);
    double cells[SMALL * SMALL], rows[SMALL], columns[SMALL];
    gvc_dense m = dense(cells, SMALL, SMALL);
    small_fill(in, &m);
    for (gvc_idx i = 0; i < SMALL; i++) {
        rows[i] = csv_number(t, i, 1);
        columns[i] = csv_number(t, i, 2);
    }
    const gvc_scaling s = {{&m, NULL}, rows, {columns, NULL}};
    gvc_scaled found;
    expect_ok(ctx, gvc_scale(ctx, &s, 1e-14, 10000, &found));
    cr_expect(found.done, "gap %g after %d sweeps", found.gap, found.sweeps);
    double most = small_largest(out);
    for (gvc_idx i = 0; i < SMALL; i++) {
        for (gvc_idx j = 0; j < SMALL; j++) {
            double away = fabs(cells[i * SMALL + j] - csv_number(out, i, j + 1));
            cr_expect(away <= 1e-12 * most, "[%d,%d] is off by %g", (int)i, (int)j, away);
        }
    }
    expect_margins(&m, rows, columns, 1e-12 * most);
    free_csv(in);
    free_csv(t);
    free_csv(out);
}

Test(scaling, ras_as_the_reference_program)
{
    as_expected("small0_Z", "ras_targets", "ras");
}

Test(scaling, gras_as_the_reference_program)
{
    as_expected("gras_input", "gras_targets", "gras");
}
