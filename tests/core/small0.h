/* small0.h - the small table of the reference program: 4 countries, one of them (D) of two
 * territories, an industry without output, a negative cell; two satellites; and its expected
 * results */
#ifndef GVC_TESTS_SMALL0_H
#define GVC_TESTS_SMALL0_H

#include "reference_tables.h"

enum { SMALL = 15, SMALL_COUNTRIES = 4 };

static inline csv *small_csv(const char *name)
{
    return reference_file("indicators", name);
}

/* Z[i,j] or Y[i,j] of a file with a column of labels. */
static inline void small_fill(const csv *c, gvc_dense *to)
{
    for (gvc_idx i = 0; i < to->rows; i++) {
        for (gvc_idx j = 0; j < to->cols; j++) {
            to->data[i * to->stride + j] = csv_number(c, i, j + 1);
        }
    }
}

/* which: "small0", or "small1" of a later year. Industries D1_agr, ... with the value added that
 * the file states. apart: "D1.agr" is industry 1agr of country D, so that the rows of results keep
 * its two territories apart. */
static inline gvc_builder *small_builder_of(gvc_ctx *ctx, const char *which, bool apart)
{
    char file[3][32];
    snprintf(file[0], sizeof file[0], "%s_Z", which);
    snprintf(file[1], sizeof file[1], "%s_Y", which);
    snprintf(file[2], sizeof file[2], "%s_x_va", which);
    csv *z = small_csv(file[0]), *y = small_csv(file[1]), *x = small_csv(file[2]);
    gvc_builder *b = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < SMALL; i++) {
        const char *name = z->cells[i][0], *dot = strchr(name, '.');
        char country[2] = {name[0], '\0'}, sector[32], label[32];
        int digits = apart ? (int)(dot - name) - 1 : 0;
        snprintf(sector, sizeof sector, "%.*s%s", digits, name + 1, dot + 1);
        snprintf(label, sizeof label, "%.*s_%s", (int)(dot - name), name, dot + 1);
        expect_ok(ctx, gvc_builder_industry(ctx, b, label, country, sector));
    }
    for (gvc_idx d = 0; d < SMALL_COUNTRIES; d++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, y->names[d + 1], "F"));
    }
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    small_fill(z, gvc_builder_z(b));
    small_fill(y, gvc_builder_y(b));
    for (gvc_idx i = 0; i < SMALL; i++) {
        gvc_builder_v(b)->data[i] = csv_number(x, i, csv_column(x, "va"));
    }
    free_csv(z);
    free_csv(y);
    free_csv(x);
    return b;
}

static inline gvc_table *small_table_of(gvc_ctx *ctx, const char *which, bool apart)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, small_builder_of(ctx, which, apart), &t));
    return t;
}

/* The same with the accounts jobs and co2. */
static inline gvc_table *small_with_accounts(gvc_ctx *ctx, bool apart)
{
    gvc_builder *b = small_builder_of(ctx, "small0", apart);
    gvc_table *t = NULL;
    csv *c = small_csv("small_satellite");
    for (gvc_idx k = 1; k < c->columns; k++) {
        double e[SMALL];
        for (gvc_idx i = 0; i < SMALL; i++) {
            e[i] = csv_number(c, i, k);
        }
        expect_ok(ctx, gvc_builder_extension_row(ctx, b, c->names[k], NULL, e, NULL));
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    free_csv(c);
    return t;
}

static inline gvc_table *small_table(gvc_ctx *ctx, bool apart)
{
    return small_table_of(ctx, "small0", apart);
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
