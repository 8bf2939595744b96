/* test_path_edges.c - what paths carry over deliveries, against a reference program; sums */
#include "paths_of.h"

/* Position of a label of the table in the order of files. */
static gvc_idx row_of(const csv *c, const char *label)
{
    for (gvc_idx row = 0; row < c->rows; row++) {
        char name[64];
        snprintf(name, sizeof name, "%s", c->cells[row][0]);
        to_labels(name);
        if (strcmp(name, label) == 0) {
            return row;
        }
    }
    cr_assert_fail("no row %s", label);
    return -1;
}

Test(path_edges, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_measure_options o = paths_options(SMALL * SMALL);
    csv *edges = small_csv("edges_co2");
    double largest = small_largest(edges), found = 0, all = 0;
    o.method = "path_edges";
    o.satellite = "co2";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx k = 0; k < gvc_result_extent(r, 1); k++) {
        char user[64], supplier[64];
        cr_assert_eq(sscanf(gvc_result_label(r, 1, k), "%63s < %63s", user, supplier), 2);
        double e = csv_number(edges, row_of(edges, supplier), row_of(edges, user) + 1);
        cr_expect(fabs(term(r, "flow")[k] - e) <= 1e-11 * largest, "%s: %.17g, not %.17g",
                  gvc_result_label(r, 1, k), term(r, "flow")[k], e);
        found += fabs(term(r, "flow")[k]);
    }
    for (gvc_idx k = 0; k < SMALL * SMALL; k++) {
        all += fabs(csv_number(edges, k / SMALL, k % SMALL + 1));
    }
    cr_expect(fabs(found - all) <= 1e-11 * all, "%.17g, not %.17g", found, all);
    gvc_result_free(r);
    free_csv(edges);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* All flows into users are what they pass on, less what they add: m x - s x. */
Test(path_edges, add_up_to_what_is_passed_on)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 4);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(w.n * w.n);
    o.method = "path_edges";
    gvc_result *list = measure(ctx, t, &o);
    o.top = 0;
    o.level = "country";
    gvc_result *pairs = measure(ctx, t, &o);
    o.method = "path_nodes";
    o.level = "sector";
    gvc_result *nodes = measure(ctx, t, &o);
    double total = number_of(nodes, "total"), all = total_of(nodes, "flow");
    cr_expect(fabs(total_of(list, "flow") - (all - total)) <= 1e-11 * all);
    cr_expect(fabs(total_of(pairs, "flow") - (all - total)) <= 1e-11 * all);
    for (gvc_idx k = 0; k < gvc_result_extent(list, 1); k++) {
        cr_expect(k == 0 || term(list, "flow")[k] <= term(list, "flow")[k - 1]);
    }
    gvc_result_free(list);
    gvc_result_free(pairs);
    gvc_result_free(nodes);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
