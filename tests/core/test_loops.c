/* test_loops.c - feedback loops: against the reference program, against all assignments tried one
 * by one, and what holds of any hierarchy */
#include "small0.h"
#include "worlds.h"

static gvc_result *measure_loops(gvc_ctx *ctx, const gvc_table *t, const char *level, gvc_idx count)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "loops";
    o.level = level;
    o.tiers = count;
    return measure(ctx, t, &o);
}

/* ---- all assignments ---------------------------------------------------------------------------
 */

enum { MOST = SMALL };

/* The largest sum over the cells that are not taken, by the sets of columns that the first rows may
 * have: 2^n of them. */
static double best_of(const gvc_dense *z, bool (*taken)[MOST])
{
    size_t sets = (size_t)1 << z->rows;
    double *best = malloc(sets * sizeof *best), found;
    best[0] = 0;
    for (size_t set = 1; set < sets; set++) {
        gvc_idx row = -1;
        for (size_t bits = set; bits != 0; bits &= bits - 1) {
            row++;
        }
        best[set] = -(double)INFINITY;
        for (gvc_idx j = 0; j < z->rows; j++) {
            size_t column = (size_t)1 << j;
            if ((set & column) != 0 && !taken[row][j]) {
                double sum = best[set & ~column] + z->data[row * z->stride + j];
                best[set] = fmax(best[set], sum);
            }
        }
    }
    found = best[sets - 1];
    free(best);
    return found;
}

/* Every loop is the largest over the cells that those before it left. */
static void expect_largest(gvc_ctx *ctx, const gvc_table *t, const char *name)
{
    const gvc_dense *z = gvc_table_z(t);
    bool taken[MOST][MOST] = {{false}};
    gvc_idx n = z->rows;
    gvc_result *r = measure_loops(ctx, t, NULL, n), *fine = measure_loops(ctx, t, "industry", n);
    for (gvc_idx k = 0; k < n; k++) {
        double best = best_of(z, taken), value = term(r, "value")[k];
        cr_expect(fabs(value - best) <= 1e-12 * fabs(term(r, "value")[0]),
                  "%s, loop %d: %.17g, not %.17g", name, (int)k + 1, value, best);
        for (gvc_idx i = 0; i < n; i++) {
            gvc_idx use = (gvc_idx)term(fine, "use")[k * n + i] - 1;
            cr_expect(!taken[i][use]);
            taken[i][use] = true;
        }
    }
    gvc_result_free(r);
    gvc_result_free(fine);
}

Test(loops, are_the_largest_of_all_assignments)
{
    static const recipe few[] = {{"two countries", {4, 3, -1}, 2, 0, 0},
                                 {"three countries", {5, 1, 6, -1}, 2, 0, 0},
                                 {"idle industries", {4, 6, -1}, 2, 0, 3},
                                 {"negative flows", {6, 4, -1}, 4, 0.3, 0}};
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < 4; c++) {
        world w = make_world(&few[c], (uint64_t)c + 5);
        gvc_table *t = table_of(ctx, &w, false);
        expect_largest(ctx, t, few[c].name);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* Where assignments tie, as those of an industry without flows, later loops depend on which one is
 * taken: the rule for that is the same in both programs. */
Test(loops, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_result *r = measure_loops(ctx, t, NULL, SMALL);
    csv *c = small_csv("feedback_loops");
    gvc_idx column = csv_column(c, "value");
    cr_assert_eq(c->rows, SMALL);
    for (gvc_idx k = 0; k < SMALL; k++) {
        double value = csv_number(c, k, column);
        cr_expect(fabs(term(r, "value")[k] - value) <= 1e-12 * csv_number(c, 0, column),
                  "loop %d: %.17g, not %.17g", (int)k + 1, term(r, "value")[k], value);
    }
    expect_largest(ctx, t, "the small table");
    cr_expect(fabs(term(r, "cumulative")[SMALL - 1] - 1) <= 1e-12);
    free_csv(c);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- what holds of any hierarchy ---------------------------------------------------------------
 */

/* Every loop is a permutation, made of cells that no other has; flows, cycles and lengths fit. */
static void expect_hierarchy(const world *w, const gvc_result *r, const gvc_result *fine)
{
    gvc_idx n = w->n;
    bool *taken = calloc((size_t)(n * n), 1), *used = malloc((size_t)n);
    double all = 0, sum = 0;
    for (gvc_idx k = 0; k < n; k++) {
        double value = 0, cycles = 0;
        memset(used, 0, (size_t)n);
        for (gvc_idx i = 0; i < n; i++) {
            gvc_idx use = (gvc_idx)term(fine, "use")[k * n + i] - 1;
            cr_assert(use >= 0 && use < n && !used[use] && !taken[i * n + use]);
            used[use] = taken[i * n + use] = true;
            cr_expect_eq(term(fine, "value")[k * n + i], w->z[i * n + use]);
            cr_expect_eq(term(fine, "cycle")[k * n + i], term(fine, "cycle")[k * n + use]);
            cycles = fmax(cycles, term(fine, "cycle")[k * n + i]);
            value += w->z[i * n + use];
            all += w->z[k * n + i];
        }
        cr_expect(fabs(term(r, "value")[k] - value) <= 1e-12 * fabs(term(r, "value")[0]));
        cr_expect_eq(term(r, "cycles")[k], cycles);
        cr_expect(term(r, "longest")[k] <= (double)n - cycles + 1);
        cr_expect(k == 0 || term(r, "value")[k] <= term(r, "value")[k - 1] * (1 + 1e-12));
        sum += value;
    }
    cr_expect(fabs(sum - all) <= 1e-12 * all, "%.17g, not %.17g", sum, all);
    cr_expect(fabs(term(r, "cumulative")[n - 1] - 1) <= 1e-12);
    free(taken);
    free(used);
}

Test(loops, add_up_to_all_flows)
{
    gvc_ctx *ctx = new_ctx();
    for (int c = 0; c < RECIPES; c++) {
        world w = make_world(&recipes[c], (uint64_t)c + 51);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = measure_loops(ctx, t, NULL, w.n);
        gvc_result *fine = measure_loops(ctx, t, "industry", w.n);
        if (recipes[c].negative == 0) {
            expect_hierarchy(&w, r, fine);
        }
        gvc_result_free(r);
        gvc_result_free(fine);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(loops, refuses_what_has_no_meaning)
{
    static const gvc_sector_group pair[] = {{"S0", "both"}, {"S1", "both"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[3], 1);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = NULL;
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "loops";
    o.tiers = 31;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "--loops 31: the table has 30 industries, and as many loops at most");
    o.tiers = -1;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "-1 loops; expected 1 to 10000, and no more than industries");
    o.tiers = 2;
    o.sector_groups = pair;
    o.sector_group_count = 2;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "loops are made of single industries; leave out --sector-groups, or aggregate the "
                 "table before, gvc aggregate");
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
