/* test_path_nodes.c - what paths carry through industries, against a reference program; sums */
#include "paths_of.h"

Test(path_nodes, equal_the_reference_program)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_with_accounts(ctx, true);
    gvc_measure_options o = paths_options(0);
    csv *nodes = small_csv("betweenness_co2");
    double largest = small_largest(nodes);
    o.method = "path_nodes";
    o.satellite = "co2";
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx cell = 0, row = 0; cell < gvc_result_cells(r); cell++) {
        if (gvc_result_is_row(r, cell)) {
            double e = csv_number(nodes, row, 1);
            cr_expect(fabs(term(r, "through")[cell] - e) <= 1e-11 * largest, "%s: %.17g, not %.17g",
                      nodes->cells[row][0], term(r, "through")[cell], e);
            row++;
        }
    }
    gvc_result_free(r);
    free_csv(nodes);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* What arises and what is in final products are the same total; a flow ends, begins or passes. The
 * way that I - A is solved makes no difference. */
Test(path_nodes, add_up)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[5], 4);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = paths_options(0);
    o.method = "path_nodes";
    gvc_result *r = measure(ctx, t, &o);
    o.solver = "lapack";
    gvc_result *other = measure(ctx, t, &o);
    double *f = world_demand(&q), total = number_of(r, "total"), largest = largest_of(r, "flow");
    cr_expect(fabs(total_of(r, "origin") - total) <= 1e-11 * total);
    cr_expect(fabs(total_of(r, "final") - total) <= 1e-11 * total);
    for (gvc_idx cell = 0, i = 0; cell < gvc_result_cells(r); cell++) {
        if (gvc_result_is_row(r, cell)) {
            double parts = term(r, "through")[cell] + term(r, "origin")[cell] +
                           term(r, "final")[cell] - q.v[i] * f[i];
            cr_expect(fabs(term(r, "flow")[cell] - parts) <= 1e-11 * largest);
            cr_expect(fabs(term(r, "flow")[cell] - term(other, "flow")[cell]) <= 1e-11 * largest);
            i++;
        }
    }
    free(f);
    gvc_result_free(r);
    gvc_result_free(other);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}
