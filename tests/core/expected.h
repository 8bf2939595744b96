/* expected.h - the tables of the reference program, and a result compared with a file of its
 * results */
#ifndef GVC_TESTS_EXPECTED_H
#define GVC_TESTS_EXPECTED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"
#include "reference.h"

typedef struct expected_table {
    const char *folder, *input;
    gvc_idx countries;
    bool grouped; /* C2 and C3 as one block */
} expected_table;

static const expected_table expected_tables[] = {{"leather", "leather", 3, false},
                                                 {"rand4x3", "rand4x3", 4, false},
                                                 {"edge4x3", "edge4x3", 4, false},
                                                 {"orphan4x3", "orphan4x3", 4, false},
                                                 {"rand4x3_group_C2_C3", "rand4x3", 4, true}};
enum { EXPECTED_TABLES = sizeof expected_tables / sizeof *expected_tables, EXPECTED_LABELS = 64 };

static const char *const expected_members[] = {"C2", "C3", NULL};
static const gvc_group expected_group = {"C2+C3", expected_members};

static inline gvc_table *expected_input(gvc_ctx *ctx, const expected_table *p)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_Z.csv", shared_folder(),
             p->input);
    gvc_dense z = read_numbers(path);
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_Y.csv", shared_folder(),
             p->input);
    gvc_dense y = read_numbers(path);
    gvc_table *t = make_table(ctx, &z, &y, p->countries);
    free(z.data);
    free(y.data);
    return t;
}

static inline csv *expected_file(const expected_table *p, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(),
             p->folder, name);
    return read_csv(path);
}

/* The position of a label in dimension d, or -1. */
static inline gvc_idx expected_find(const gvc_result *r, gvc_idx d, const char *label)
{
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        if (strcmp(gvc_result_label(r, d, i), label) == 0) {
            return i;
        }
    }
    return -1;
}

/* Appends to cell_of[row] the position in dimension d of the row's label in `column`: that of the
 * same label or, where the file has names of its own, that in the order in which they appear. */
static inline void expected_place(const gvc_result *r, gvc_idx d, const csv *c, gvc_idx column,
                                  gvc_idx *cell_of)
{
    const char *labels[EXPECTED_LABELS];
    gvc_idx count = 0, extent = gvc_result_extent(r, d);
    for (gvc_idx row = 0; row < c->rows; row++) {
        const char *label = c->cells[row][column];
        gvc_idx at = expected_find(r, d, label), k = 0;
        while (at < 0 && k < count && strcmp(labels[k], label) != 0) {
            k++;
        }
        if (at < 0 && k == count) {
            cr_assert(count < EXPECTED_LABELS);
            labels[count++] = label;
        }
        at = at < 0 ? k : at;
        cr_assert(at < extent, "%s: no place for %s", c->names[column], label);
        cell_of[row] = cell_of[row] * extent + at;
    }
}

/* Every cell of every term of r equals the sum of the rows of the file that belong to it, within
 * 1e-11 of the largest of the column. keys: columns of the file for the dimensions after the year,
 * NULL-ended. without: a term that the file defines otherwise, or NULL. */
static inline void expect_file(const gvc_result *r, const expected_table *p, const char *file,
                               const char *const *keys, const char *without)
{
    csv *c = expected_file(p, file);
    gvc_idx cells = gvc_result_cells(r), *cell_of = calloc((size_t)c->rows, sizeof *cell_of);
    double *sum = malloc((size_t)cells * sizeof *sum);
    for (gvc_idx d = 1; d < gvc_result_ndims(r); d++) {
        cr_assert_not_null(keys[d - 1]);
        expected_place(r, d, c, csv_column(c, keys[d - 1]), cell_of);
    }
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        if (without != NULL && strcmp(name, without) == 0) {
            continue;
        }
        gvc_idx column = csv_column(c, name);
        double largest = 0;
        memset(sum, 0, (size_t)cells * sizeof *sum);
        for (gvc_idx row = 0; row < c->rows; row++) {
            sum[cell_of[row]] += csv_number(c, row, column);
        }
        for (gvc_idx cell = 0; cell < cells; cell++) {
            largest = fabs(sum[cell]) > largest ? fabs(sum[cell]) : largest;
        }
        for (gvc_idx cell = 0; cell < cells; cell++) {
            double value = gvc_result_values(r, k)[cell];
            cr_expect(fabs(value - sum[cell]) <= 1e-11 * largest,
                      "%s %s %s cell %d: %.17g, not %.17g", p->folder, file, name, (int)cell, value,
                      sum[cell]);
        }
    }
    free(sum);
    free(cell_of);
    free_csv(c);
}

#endif
