/* test_functions.c - income from exports by function, against the reference program */
#include "small0.h"
#include "stages.h"

enum { FUNCTIONS = 3 };
static const char *const functions[FUNCTIONS] = {"rnd", "market", "fabric"};

/* The shares of the small table, a weight a territory, sector and function; texts in `labels`. */
static void small_weights(const csv *c, char (*labels)[16], gvc_weight *out)
{
    for (gvc_idx row = 0; row < SMALL; row++) {
        snprintf(labels[row], 16, "%s", c->cells[row][0]);
        char *sector = strchr(labels[row], '.');
        *sector++ = '\0';
        for (gvc_idx k = 0; k < FUNCTIONS; k++) {
            out[row * FUNCTIONS + k] =
                (gvc_weight){labels[row], sector, functions[k], csv_number(c, row, k + 1)};
        }
    }
}

static void compare(const gvc_result *r, const char *file, const char *prefix)
{
    csv *c = small_csv(file);
    char name[32];
    for (gvc_idx row = 0; row < SMALL_COUNTRIES; row++) {
        for (gvc_idx k = 0; k < FUNCTIONS; k++) {
            snprintf(name, sizeof name, "%s%s", prefix, functions[k]);
            double away = term(r, name)[row] - csv_number(c, row, k + 1);
            cr_expect(fabs(away) <= 1e-12 * small_largest(c), "%s %d: %g", name, (int)row, away);
        }
    }
    free_csv(c);
}

Test(functions, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    csv *c = small_csv("small_functions");
    char labels[SMALL][16];
    gvc_weight weights[SMALL * FUNCTIONS];
    small_weights(c, labels, weights);
    gvc_measure_options o = stage_options("functions");
    o.weights = weights;
    o.weight_count = SMALL * FUNCTIONS;
    gvc_result *r = measure(ctx, t, &o), *bm = decompose(ctx, t, "country", "source", false);
    compare(r, "functions_income", "income_");
    compare(r, "functions_index", "fs_");
    for (gvc_idx d = 0; d < SMALL_COUNTRIES; d++) {
        cr_expect(fabs(term(r, "dva")[d] - term(bm, "dva")[d]) <= 1e-12 * term(bm, "dva")[d]);
    }
    cr_expect(gvc_result_find_attribute(r, "identity_gap")->number <= 1e-14);
    free_csv(c);
    gvc_result_free(r);
    gvc_result_free(bm);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* In every world the incomes are all of the domestic value added in exports, and the indices
 * average to 1. */
Test(functions, add_up_in_made_up_worlds)
{
    static const recipe small = {"idle", {5, 3, 0, 4, -1}, 2, 0, 4};
    static const gvc_weight weights[] = {
        {NULL, "S0", "R&D", 0.5},  {NULL, "S0", "Making things", 0.5}, {NULL, "S1", "R&D", 1},
        {NULL, "S2", "R&D", 0.1},  {NULL, "S2", "Making things", 0.9}, {NULL, "S3", "R&D", 1},
        {NULL, "S4", "R&D", 0.25}, {NULL, "S4", "Making things", 0.75}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small, 71);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = stage_options("functions");
    o.weights = weights;
    o.weight_count = sizeof weights / sizeof *weights;
    gvc_result *r = measure(ctx, t, &o);
    double world_income = 0, average = 0;
    for (gvc_idx s = 0; s < w.countries; s++) {
        double dva = term(r, "dva")[s];
        double sum = term(r, "income_r_d")[s] + term(r, "income_making_things")[s];
        cr_expect(fabs(sum - dva) <= 1e-13 * largest_of(r, "dva"));
        cr_expect_eq(isnan(term(r, "fs_r_d")[s]) != 0, dva == 0, "country %d", (int)s);
        world_income += sum;
        average += dva == 0 ? 0 : sum * term(r, "fs_r_d")[s];
    }
    cr_expect(fabs(average / world_income - 1) <= 1e-12);
    gvc_result_free(r);
    o.weight_count = 0;
    r = NULL;
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EARG);
    cr_expect(strstr(gvc_ctx_error(ctx), "--functions FILE") != NULL);
    static const gvc_weight twins[] = {{NULL, "S0", "A-B", 0.5}, {NULL, "S0", "a b", 0.5}};
    o.weights = twins;
    o.weight_count = 2;
    expect_error(ctx, gvc_measure(ctx, &r, t, &o), GVC_EARG,
                 "--functions: two functions would both be the column income_a_b; name one of "
                 "them otherwise");
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
