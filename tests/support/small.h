/* small.h - a small table and a small result that tests build on
 *
 * The table: three countries, ragged (AAA has sectors a, b; BBB a; CCC a, b, c), final use HH of
 * every country, INV of AAA, and a column DISC that belongs to no country. */
#ifndef GVC_TESTS_SMALL_H
#define GVC_TESTS_SMALL_H

#include "expect.h"

#include "result/build.h"

enum { SMALL_INDUSTRIES = 6, SMALL_FINAL_USE = 5 };

static inline gvc_ctx *small_ctx(void)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    return ctx;
}

static inline gvc_builder *small_labels(gvc_ctx *ctx)
{
    static const char *const industries[][2] = {{"AAA", "a"}, {"AAA", "b"}, {"BBB", "a"},
                                                {"CCC", "a"}, {"CCC", "b"}, {"CCC", "c"}};
    static const char *const uses[][2] = {
        {"AAA", "HH"}, {"AAA", "INV"}, {"BBB", "HH"}, {"CCC", "HH"}};
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < SMALL_INDUSTRIES; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, industries[i][0], industries[i][1]));
    }
    for (int i = 0; i < SMALL_FINAL_USE - 1; i++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, uses[i][0], uses[i][1]));
    }
    expect_ok(ctx, gvc_builder_final_use(ctx, b, "DISC", "", "DISC"));
    return b;
}

/* Z[i,j] = 1 + (7 i + 3 j) mod 5, Y[i,k] = 10 + i + k. */
static inline void small_fill(gvc_builder *b)
{
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            z->data[i * z->stride + j] = (double)(1 + (7 * i + 3 * j) % 5);
        }
        for (gvc_idx k = 0; k < y->cols; k++) {
            y->data[i * y->stride + k] = (double)(10 + i + k);
        }
    }
}

static inline gvc_builder *small_builder(gvc_ctx *ctx)
{
    gvc_builder *b = small_labels(ctx);
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    small_fill(b);
    return b;
}

/* year x exporter x sector x importer (1 x 3 x 2 x 3); terms gexp = dva + fva, and vax that is no
 * part of the identity. dva counts the cells from 0, fva is twice that; the own country is 0, BBB
 * has no sector b (NaN). */
static inline gvc_result *small_result(gvc_ctx *ctx)
{
    static const char *const countries[] = {"AAA", "BBB", "KOR"}, *const sectors[] = {"a", "b"};
    static const unsigned char present[] = {1, 1, 1, 0, 1, 1};
    static const int32_t year = 2005;
    static const gvc_term terms[] = {
        {"gexp", "Gross exports", "u E_sr", "million USD", false},
        {"dva", "Domestic value added", "v_s B_ss E_sr", "million USD", true},
        {"vax", NULL, NULL, "million USD", false},
        {"fva", "Foreign value added", "v_t B_ts E_sr", "million USD", true},
    };
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", countries, 3));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "sector", sectors, 2));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "importer", countries, 3));
    for (int k = 0; k < 4; k++) {
        expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[k]));
    }
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_own_cell(ctx, r, "exporter", "importer"));
    expect_ok(ctx, gvc_result_set_present(ctx, r, "exporter", "sector", present));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "identity", "gexp"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "title", "a small result"));
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        bool own = cell / 6 == cell % 3, absent = !present[cell / 3];
        double dva = absent ? (double)NAN : own ? 0 : (double)cell;
        gvc_result_fill(r, 0)[cell] = 3 * dva;
        gvc_result_fill(r, 1)[cell] = dva;
        gvc_result_fill(r, 2)[cell] = 0.5 * dva;
        gvc_result_fill(r, 3)[cell] = 2 * dva;
    }
    return r;
}

#endif
