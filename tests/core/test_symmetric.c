/* test_symmetric.c - supply and use to a symmetric table: a case by hand, the textbook's formulas
 * in plain loops, the accounts, and what is refused */
#include "supply.h"

static void expect_cells(const char *name, const gvc_dense *m, const double *want)
{
    for (gvc_idx i = 0; i < m->rows * m->cols; i++) {
        cr_expect(fabs(m->data[i] - want[i]) < 1e-12, "%s[%d] is %.17g, expected %.17g", name,
                  (int)i, m->data[i], want[i]);
    }
}

/* Industry 1 makes 90 of product 1 and 10 of product 2, industry 2 makes 50 of product 2. */
Test(symmetric, two_by_two_by_hand)
{
    static const gvc_idx two[] = {2};
    static const double make[] = {90, 10, 0, 50}, use[] = {20, 10, 30, 5}, last[] = {60, 25};
    static const double primary[] = {50, 35};
    static const double z[][4] = {{18, 12, 29, 6},
                                  {18, 12, 27, 8},
                                  {200. / 9, 100. / 9, 250. / 9, 35. / 9},
                                  {25, 10 + 5. / 6, 25, 25. / 6}};
    static const double y[][2] = {{60, 25}, {60, 25}, {600. / 9, 165. / 9}, {385. / 6, 125. / 6}};
    static const double v[][2] = {{43, 42}, {45, 40}, {50, 35}, {50, 35}};
    gvc_ctx *ctx = small_ctx();
    world *w = make_world(1, two, two);
    w->s.final_use.cols = w->s.final_use.stride = w->s.primary.rows = 1;
    memcpy(w->make, make, sizeof make);
    memcpy(w->s.use.data, use, sizeof use);
    memcpy(w->s.final_use.data, last, sizeof last);
    memcpy(w->s.primary.data, primary, sizeof primary);
    for (char model = 'A'; model <= 'D'; model++) {
        room(w, model);
        expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &w->out));
        expect_cells("Z", &w->out.z, z[model - 'A']);
        expect_cells("Y", &w->out.y, y[model - 'A']);
        expect_cells("W", &w->out.v, v[model - 'A']);
        expect_balanced(w, model);
        cr_expect_not(w->out.diagonal);
        cr_expect_eq(w->out.lost, 0);
    }
    free_world(w);
    gvc_ctx_free(ctx);
}

Test(symmetric, several_countries_as_the_formulas_say)
{
    static const gvc_idx industries[] = {5, 0, 3, 7}, products[] = {5, 0, 3, 7},
                         more[] = {9, 2, 3, 4};
    gvc_ctx *ctx = small_ctx();
    for (char model = 'A'; model <= 'D'; model++) {
        bool any = model == 'B' || model == 'D';
        for (int k = 0; k < (any ? 2 : 1); k++) {
            world *w = make_world(4, industries, k == 0 ? products : more);
            fill(w, 7, false);
            if (k == 1) { /* products of a country without industries: neither made nor used */
                for (gvc_idx p = w->product[1]; p < w->product[2]; p++) {
                    memset(w->s.final_use.data + p * 8, 0, 8 * sizeof(double));
                }
            }
            room(w, model);
            expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &w->out));
            expect_plain(w, model);
            expect_balanced(w, model);
            cr_expect_eq(w->out.lost, 0);
            free_world(w);
        }
    }
    gvc_ctx_free(ctx);
}

/* Larger than a panel, and the result goes where U, Y and W were: the same bits. */
Test(symmetric, works_in_place)
{
    static const gvc_idx sizes[] = {180, 1, 170};
    gvc_ctx *ctx = small_ctx();
    for (char model = 'A'; model <= 'D'; model++) {
        world *w = make_world(3, sizes, sizes);
        fill(w, 11, false);
        room(w, model);
        expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &w->out));
        expect_balanced(w, model);
        gvc_symmetric same = {
            .z = w->s.use, .y = w->s.final_use, .v = w->s.primary, .e = w->s.extension};
        expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &same));
        cr_expect(memcmp(same.z.data, w->out.z.data, 351 * 351 * sizeof(double)) == 0);
        cr_expect(memcmp(same.y.data, w->out.y.data, 351 * 6 * sizeof(double)) == 0);
        cr_expect(memcmp(same.v.data, w->out.v.data, 3 * 351 * sizeof(double)) == 0);
        cr_expect(memcmp(same.e.data, w->out.e.data, 2 * 351 * sizeof(double)) == 0);
        cr_expect_eq(same.negative_z, w->out.negative_z);
        free_world(w);
    }
    gvc_ctx_free(ctx);
}

Test(symmetric, leaves_out_what_is_empty)
{
    static const gvc_idx sizes[] = {4, 3};
    gvc_ctx *ctx = small_ctx();
    for (char model = 'A'; model <= 'D'; model++) {
        world *w = make_world(2, sizes, sizes);
        fill(w, 5, true);
        room(w, model);
        expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &w->out));
        expect_balanced(w, model);
        cr_expect_eq(w->out.lost, 0);
        gvc_idx idle = gvc_sut_by_product(model) ? 2 : 3;
        for (gvc_idx j = 0; j < 7; j++) {
            cr_expect(at(&w->out.z, idle, j) == 0 && at(&w->out.z, j, idle) == 0);
        }
        /* What nobody makes is used all the same; who makes nothing uses all the same. */
        w->s.use.data[2 * 7 + 0] = 3;
        w->s.final_use.data[2 * 4] = -1;
        w->s.use.data[0 * 7 + 3] = 2;
        w->s.primary.data[3] = 5;
        expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &w->out));
        cr_expect_eq(w->out.lost, 1);
        cr_expect_eq(w->out.lost_sum, gvc_sut_by_product(model) ? 7 : 4);
        free_world(w);
    }
    gvc_ctx_free(ctx);
}

/* One product an industry: every model leaves U as it is, orphan flows included. */
Test(symmetric, takes_use_as_it_is_where_supply_is_diagonal)
{
    static const gvc_idx sizes[] = {2, 3};
    gvc_ctx *ctx = small_ctx();
    world *w = make_world(2, sizes, sizes);
    fill(w, 3, false);
    memset(w->make, 0, 13 * sizeof *w->make);
    w->make[0] = w->make[3] = w->make[4] = w->make[12] = 40; /* the second of BBB makes nothing */
    for (char model = 'A'; model <= 'D'; model++) {
        room(w, model);
        expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, model, &w->out));
        cr_expect(w->out.diagonal);
        cr_expect(memcmp(w->out.z.data, w->s.use.data, 25 * sizeof(double)) == 0);
        cr_expect(memcmp(w->out.y.data, w->s.final_use.data, 20 * sizeof(double)) == 0);
        cr_expect(memcmp(w->out.v.data, w->s.primary.data, 15 * sizeof(double)) == 0);
    }
    free_world(w);
    gvc_ctx_free(ctx);
}

Test(symmetric, counts_negatives)
{
    static const gvc_idx two[] = {2};
    gvc_ctx *ctx = small_ctx();
    world *w = make_world(1, two, two);
    const double make[] = {60, 40, 0, 50}, use[] = {1, 30, -2, 2};
    memcpy(w->make, make, sizeof make);
    memcpy(w->s.use.data, use, sizeof use);
    room(w, 'A');
    expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, 'A', &w->out));
    /* T = (1, 0; -0.8, 1.8) */
    const double z[] = {-23, 54, -3.6, 3.6};
    expect_cells("Z", &w->out.z, z);
    cr_expect_eq(w->out.negative_use, 1);
    cr_expect_eq(w->out.negative_use_sum, -2);
    cr_expect_eq(w->out.negative_z, 2);
    cr_expect(fabs(w->out.negative_z_sum + 26.6) < 1e-12);
    free_world(w);
    gvc_ctx_free(ctx);
}

Test(symmetric, names_the_country_that_does_not_fit)
{
    static const gvc_idx industries[] = {2, 2}, products[] = {2, 3};
    gvc_ctx *ctx = small_ctx();
    world *w = make_world(2, industries, products);
    fill(w, 1, false);
    room(w, 'A');
    expect_error(ctx, gvc_symmetric_make(ctx, &w->s, 'A', &w->out), GVC_ESHAPE,
                 "model A needs as many products as industries; BBB makes 3 products in 2 "
                 "industries; models B and D take any numbers");
    room(w, 'D');
    expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, 'D', &w->out));
    free_world(w);
    w = make_world(2, industries, industries);
    fill(w, 1, false);
    for (int i = 0; i < 2; i++) { /* the same mix */
        w->make[4 + 2 * i] = 3 * (i + 1);
        w->make[5 + 2 * i] = 5 * (i + 1);
    }
    room(w, 'C');
    expect_error(ctx, gvc_symmetric_make(ctx, &w->s, 'C', &w->out), GVC_ESINGULAR,
                 "model C needs the inverse of the make matrix, and that of BBB has none: some of "
                 "its industries make the same mix of products; models B and D need none");
    expect_error(ctx, gvc_symmetric_make(ctx, &w->s, 'E', &w->out), GVC_EARG,
                 "model 'E', expected A, B, C or D");
    w->out.z.cols = 3;
    expect_error(ctx, gvc_symmetric_make(ctx, &w->s, 'C', &w->out), GVC_ESHAPE,
                 "supply and use of 4 industries and 4 products: the matrices have other "
                 "dimensions");
    free_world(w);
    gvc_ctx_free(ctx);
}

/* Industries of very different sizes do not make the make matrix singular. */
Test(symmetric, is_not_fooled_by_sizes)
{
    static const gvc_idx three[] = {3};
    gvc_ctx *ctx = small_ctx();
    world *w = make_world(1, three, three);
    fill(w, 9, false);
    static const double scale[] = {1e-8, 1, 1e9};
    for (gvc_idx i = 0; i < 9; i++) {
        w->make[i] *= scale[i / 3];
    }
    fill_full(w);
    room(w, 'C');
    expect_ok(ctx, gvc_symmetric_make(ctx, &w->s, 'C', &w->out));
    free_world(w);
    gvc_ctx_free(ctx);
}

Test(symmetric, keeps_the_memory_limit)
{
    static const gvc_idx two[] = {200};
    gvc_ctx *ctx = small_ctx();
    world *w = make_world(1, two, two);
    fill(w, 1, false);
    room(w, 'D');
    cr_expect_eq(gvc_symmetric_bytes(&w->s), 8 * (2 * 200 * 200 + 6 * 200 + 256 * 200));
    gvc_ctx_set_memory_limit(ctx, 1 << 20);
    gvc_status status = gvc_symmetric_make(ctx, &w->s, 'D', &w->out);
    cr_expect_eq(status, GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "the step from supply and use") != NULL, "%s",
              gvc_ctx_error(ctx));
    free_world(w);
    gvc_ctx_free(ctx);
}
