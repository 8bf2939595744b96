/* small0.h - the small table of the reference program: 4 countries, one of them (D) of two
 * territories, an industry without output, a negative cell; and its expected results */
#ifndef GVC_TESTS_SMALL0_H
#define GVC_TESTS_SMALL0_H

#include <stdio.h>
#include <stdlib.h>

#include "ragged.h"
#include "reference.h"

enum { SMALL = 15, SMALL_COUNTRIES = 4 };

static inline csv *small_csv(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/indicators/%s.csv", shared_folder(),
             name);
    return read_csv(path);
}

/* Industries D1_agr, ... with the value added that the file states. */
static inline gvc_table *small_table(gvc_ctx *ctx)
{
    csv *z = small_csv("small0_Z"), *y = small_csv("small0_Y"), *x = small_csv("small0_x_va");
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < SMALL; i++) {
        char territory[16], label[32];
        snprintf(territory, sizeof territory, "%s", z->cells[i][0]);
        char *sector = strchr(territory, '.');
        *sector++ = '\0';
        snprintf(label, sizeof label, "%s_%s", territory, sector);
        char country[2] = {territory[0], '\0'};
        expect_ok(ctx, gvc_builder_industry(ctx, b, label, country, sector));
    }
    for (gvc_idx d = 0; d < SMALL_COUNTRIES; d++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, y->names[d + 1], "F"));
    }
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (gvc_idx i = 0; i < SMALL; i++) {
        for (gvc_idx j = 0; j < SMALL; j++) {
            gvc_builder_z(b)->data[i * SMALL + j] = csv_number(z, i, j + 1);
        }
        for (gvc_idx d = 0; d < SMALL_COUNTRIES; d++) {
            gvc_builder_y(b)->data[i * SMALL_COUNTRIES + d] = csv_number(y, i, d + 1);
        }
        gvc_builder_v(b)->data[i] = csv_number(x, i, csv_column(x, "va"));
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    free_csv(z);
    free_csv(y);
    free_csv(x);
    return t;
}

/* Largest absolute number of a file, its label column aside. */
static inline double small_largest(const csv *c)
{
    double largest = 0;
    for (gvc_idx row = 0; row < c->rows; row++) {
        for (gvc_idx k = 1; k < c->columns; k++) {
            double x = csv_number(c, row, k);
            largest = isfinite(x) ? fmax(largest, fabs(x)) : largest;
        }
    }
    return largest;
}

/* Is the row of country (a letter) or of "double_counting"? */
static inline bool small_in(const csv *c, gvc_idx row, char country)
{
    return c->cells[row][0][0] == country && c->cells[row][0][1] != 'o';
}

#endif
