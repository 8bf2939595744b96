/* test_coefficients.c - what is stored, read back cell by cell, is A or its transpose */
#include "coefficients.h"

#include "alloc.h"
#include "deny.h"
#include "economy.h"

enum { BOTH = GVC_IN_FLOAT | GVC_IN_DOUBLE };

/* Segments of 128 or more do not divide n, and borders of blocks are not theirs. */
static const int wide[] = {90, 1, 0, 150, 59, 0, 200, -1};
static const int narrow[] = {7, 0, 20, 1, 5, -1};
static const int nothing[] = {0, 0, -1};

static gvc_mat_code build(gvc_coefficients *c, const economy *e, const gvc_system *s, bool left,
                          gvc_storage storage, int precisions, int threads)
{
    gvc_pattern pattern = {0};
    if (storage == GVC_STORAGE_SPARSE && !gvc_pattern_new(&pattern, s, threads)) {
        *c = (gvc_coefficients){0};
        gvc_pattern_free(&pattern);
        return GVC_MAT_NOMEM;
    }
    gvc_mat_code code =
        gvc_coefficients_new(c, s, left, &pattern, storage, e->start[e->n], precisions, threads)
            .code;
    gvc_pattern_free(&pattern);
    return code;
}

/* Row i of sparse coefficients, written out; counts the entries. */
static int64_t write_row(const gvc_coefficients *c, gvc_idx g, gvc_idx i, double *exact,
                         float *value)
{
    int64_t found = 0;
    memset(exact, 0, (size_t)c->n * sizeof *exact);
    memset(value, 0, (size_t)c->n * sizeof *value);
    for (gvc_idx q = 0; q < c->segments; q++) {
        const int64_t *start = gvc_coefficients_start(c, g, q, i);
        cr_assert_leq(start[0], start[1]);
        for (int64_t e = start[0]; e < start[1]; e++, found++) {
            gvc_idx j = q * c->width + c->col[e];
            cr_assert(c->col[e] < c->width && j < c->n);
            cr_assert(e == start[0] || c->col[e] > c->col[e - 1], "columns ascend");
            exact[j] = c->exact[e];
            value[j] = c->value[e];
        }
    }
    return found;
}

static void expect_a(const economy *e, const gvc_coefficients *c)
{
    gvc_idx n = e->n;
    double *exact = malloc((size_t)n * sizeof *exact);
    float *value = malloc((size_t)n * sizeof *value);
    int64_t found = 0;
    for (gvc_idx g = 0; g < e->blocks; g++) {
        for (gvc_idx i = e->offset[g]; i < e->offset[g + 1]; i++) {
            if (c->storage == GVC_STORAGE_SPARSE) {
                found += write_row(c, g, i, exact, value);
            } else {
                memcpy(exact, c->dense_exact + i * n, (size_t)n * sizeof *exact);
                memcpy(value, c->dense + i * n, (size_t)n * sizeof *value);
            }
            for (gvc_idx j = 0; j < n; j++) {
                double a = c->left ? e->z[j * n + i] * e->inv_x[i] : e->z[i * n + j] * e->inv_x[j];
                cr_expect_eq(exact[j], a, "%d, %d", (int)i, (int)j);
                cr_expect_eq(value[j], (float)a, "%d, %d", (int)i, (int)j);
            }
        }
    }
    if (c->storage == GVC_STORAGE_SPARSE) {
        cr_expect_eq(found, e->start[n]);
        cr_expect_eq(c->start[c->segments * n], e->start[n]);
    }
    free(exact);
    free(value);
}

static void read_back(const int *sizes, double density)
{
    economy *e = economy_new(3, sizes, density, 0.8);
    for (gvc_idx j = 28; j < e->n; j += 29) { /* no output, but something bought */
        e->z[(e->n / 2) * e->n + j] = 3;
        cr_assert_eq(e->inv_x[j], 0);
    }
    economy_settle(e);
    for (int way = 0; way < 12; way++) {
        bool thin = way % 3 == 2;
        gvc_coefficients c;
        cr_assert_eq(build(&c, e, thin ? &e->thin : &e->dense, (way / 3) % 2 != 0,
                           way % 3 == 1 ? GVC_STORAGE_DENSE : GVC_STORAGE_SPARSE, BOTH,
                           1 + way / 6),
                     GVC_MAT_OK);
        cr_expect_eq(c.left, (way / 3) % 2 != 0);
        expect_a(e, &c);
        gvc_coefficients_free(&c);
    }
    economy_free(e);
}

Test(coefficients, read_back_give_a)
{
    read_back(narrow, 0.4);
    read_back(wide, 0.9);
    read_back(wide, 0.05);
    read_back(nothing, 0.5);
}

Test(coefficients, segments_end_where_n_does_not)
{
    /* 24 entries a row and segment, in words of 64, at least 128. */
    static const struct {
        double density;
        gvc_idx width, segments;
    } cases[] = {{1.0, 128, 4}, {0.1, 192, 3}, {0.05, 448, 2}, {0.001, 4096, 1}};
    economy *e = economy_new(3, wide, 1, 0.8);
    economy_settle(e);
    cr_assert_eq(e->n, 500);
    for (int k = 0; k < 4; k++) {
        gvc_idx nonzeros = (gvc_idx)(cases[k].density * (double)(e->n * e->n)) + 1;
        for (int left = 0; left < 2; left++) {
            gvc_pattern pattern;
            gvc_coefficients c;
            cr_assert(gvc_pattern_new(&pattern, &e->dense, 1));
            cr_assert_eq(gvc_coefficients_new(&c, &e->dense, left != 0, &pattern,
                                              GVC_STORAGE_SPARSE, nonzeros, BOTH, 1)
                             .code,
                         GVC_MAT_OK);
            cr_expect_eq(c.width, cases[k].width);
            cr_expect_eq(c.segments, cases[k].segments);
            expect_a(e, &c);
            gvc_pattern_free(&pattern);
            gvc_coefficients_free(&c);
        }
    }
    economy_free(e);
}

Test(coefficients, only_the_precision_asked_for)
{
    economy *e = economy_new(3, narrow, 0.4, 0.8);
    economy_settle(e);
    for (int which = GVC_IN_FLOAT; which <= BOTH; which++) {
        bool single = (which & GVC_IN_FLOAT) != 0, twice = (which & GVC_IN_DOUBLE) != 0;
        for (int left = 0; left < 2; left++) {
            gvc_coefficients dense, sparse;
            build(&dense, e, &e->dense, left != 0, GVC_STORAGE_DENSE, which, 1);
            build(&sparse, e, &e->dense, left != 0, GVC_STORAGE_SPARSE, which, 1);
            cr_expect_eq(dense.dense != NULL, single);
            cr_expect_eq(dense.dense_exact != NULL, twice);
            cr_expect_eq(sparse.value != NULL, single);
            cr_expect_eq(sparse.exact != NULL, twice);
            cr_expect_null(sparse.dense);
            cr_expect_null(dense.col);
            gvc_coefficients_free(&dense);
            gvc_coefficients_free(&sparse);
        }
        size_t numbers = (single ? 4u : 0u) + (twice ? 8u : 0u), n = (size_t)e->n;
        size_t entries = (size_t)e->start[e->n], least = entries * (numbers + 2) + n * 8;
        size_t bytes = gvc_coefficients_bytes(e->n, e->start[e->n], GVC_STORAGE_SPARSE, which);
        cr_expect_eq(gvc_coefficients_bytes(e->n, 0, GVC_STORAGE_DENSE, which), n * n * numbers);
        cr_expect(bytes >= least && bytes <= least + 2 * n * 8);
    }
    economy_free(e);
}

Test(coefficients, any_allocation_may_fail)
{
    economy *e = economy_new(3, narrow, 0.4, 0.8);
    economy_settle(e);
    for (int way = 0; way < 6; way++) {
        gvc_mat_code code = GVC_MAT_NOMEM;
        long k = 0;
        for (; code != GVC_MAT_OK && k < 20; k++) {
            gvc_coefficients c;
            allocations_granted = k;
            code = build(&c, e, way % 3 == 2 ? &e->thin : &e->dense, way / 3 != 0,
                         way % 3 == 1 ? GVC_STORAGE_DENSE : GVC_STORAGE_SPARSE, BOTH, 1);
            allocations_granted = -1;
            cr_expect(code == GVC_MAT_OK || code == GVC_MAT_NOMEM);
            gvc_coefficients_free(&c);
        }
        cr_expect_eq(k, way % 3 == 1 ? 3 : way % 3 == 0 ? 7 : 6, "way %d: %ld", way, k);
    }
    economy_free(e);
}
