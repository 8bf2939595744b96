/* against.h - a measure against the files of the reference program, for all tables that it has */
#ifndef GVC_TESTS_AGAINST_H
#define GVC_TESTS_AGAINST_H

#include <stdio.h>
#include <stdlib.h>

#include "ragged.h"
#include "reference.h"

/* C2 and C3 are one block where grouped; the files name blocks as we do, but for leather, whose
 * countries have names. */
typedef struct reference_table {
    const char *folder, *input;
    int countries;
    bool grouped;
} reference_table;

static const reference_table reference_tables[] = {
    {"leather", "leather", 3, false},
    {"rand4x3", "rand4x3", 4, false},
    {"edge4x3", "edge4x3", 4, false},
    {"orphan4x3", "orphan4x3", 4, false},
    {"rand4x3_group_C2_C3", "rand4x3", 4, true},
};
enum { REFERENCE_TABLES = sizeof reference_tables / sizeof *reference_tables };

static inline csv *reference_file(const reference_table *p, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(),
             p->folder, name);
    return read_csv(path);
}

static inline gvc_table *reference_input(gvc_ctx *ctx, const reference_table *p)
{
    char path[512];
    gvc_dense both[2];
    for (int k = 0; k < 2; k++) {
        snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_%c.csv",
                 shared_folder(), p->input, k == 0 ? 'Z' : 'Y');
        both[k] = read_numbers(path);
    }
    gvc_table *t = make_table(ctx, &both[0], &both[1], p->countries);
    free(both[0].data);
    free(both[1].data);
    return t;
}

static inline gvc_result *reference_result(gvc_ctx *ctx, const reference_table *p,
                                           const gvc_table *t, const gvc_measure_options *given)
{
    static const char *const members[] = {"C2", "C3", NULL};
    const gvc_group group = {"C2+C3", members};
    gvc_measure_options o = *given;
    gvc_result *r = NULL;
    o.groups = &group;
    o.group_count = p->grouped ? 1 : 0;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

static inline gvc_idx column_named(const csv *c, const char *name, const char *or_else)
{
    for (gvc_idx k = 0; k < c->columns; k++) {
        if (strcmp(c->names[k], name) == 0 ||
            (or_else != NULL && strcmp(c->names[k], or_else) == 0)) {
            return k;
        }
    }
    return -1;
}

/* Position of the label in a row on dimension d; where it is no label of ours, the position at
 * which it appears first among the exporters of the file. */
static inline gvc_idx position_of(const csv *c, const gvc_result *r, gvc_idx d, const char *label,
                                  gvc_idx exporters)
{
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        if (strcmp(gvc_result_label(r, d, i), label) == 0) {
            return i;
        }
    }
    gvc_idx at = -1;
    const char *last = "";
    for (gvc_idx row = 0; row < c->rows; row++) { /* exporters stand in blocks */
        const char *exporter = c->cells[row][exporters];
        at += strcmp(last, exporter) != 0;
        last = exporter;
        if (strcmp(exporter, label) == 0) {
            return at;
        }
    }
    cr_assert(false, "no %s", label);
    return -1;
}

/* The cell that row belongs to. */
static inline gvc_idx cell_of(const csv *c, const gvc_result *r, gvc_idx row)
{
    gvc_idx exporters = column_named(c, "exporter", "country"), cell = 0;
    for (gvc_idx d = 1; d < gvc_result_ndims(r); d++) {
        const char *dim = gvc_result_dim(r, d);
        gvc_idx k = strcmp(dim, "exporter") == 0 ? exporters : column_named(c, dim, NULL);
        cr_assert(k >= 0, "no key %s", dim);
        cell = cell * gvc_result_extent(r, d) + position_of(c, r, d, c->cells[row][k], exporters);
    }
    return cell;
}

/* One term against one column: rows of a file that belong to the same cell add up. Bound: 1e-11 of
 * the largest value of the column. */
static inline double expect_column(const csv *c, const gvc_result *r, const char *name,
                                   const char *column, const char *where)
{
    gvc_idx cells = gvc_result_cells(r), k = csv_column(c, column);
    double *sum = calloc((size_t)cells, sizeof *sum), largest = 0, worst = 0;
    const double *values = term(r, name);
    for (gvc_idx row = 0; row < c->rows; row++) {
        double value = csv_number(c, row, k);
        sum[cell_of(c, r, row)] += value;
        largest = fabs(value) > largest ? fabs(value) : largest;
    }
    for (gvc_idx cell = 0; cell < cells; cell++) {
        double away = gvc_result_is_row(r, cell) ? fabs(values[cell] - sum[cell]) : 0;
        cr_expect(away <= 1e-11 * largest, "%s %s cell %d: %.17g, not %.17g", where, name,
                  (int)cell, values[cell], sum[cell]);
        worst = away > worst * largest ? away / largest : worst;
    }
    free(sum);
    return worst;
}

/* Every term of the measure, and of the file, for all tables. */
static inline void expect_reference(const gvc_measure_options *o, const char *file)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    double worst = 0;
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        const reference_table *p = &reference_tables[k];
        gvc_ctx *ctx = NULL;
        cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
        gvc_table *t = reference_input(ctx, p);
        gvc_result *r = reference_result(ctx, p, t, o);
        csv *c = reference_file(p, file);
        char where[128];
        snprintf(where, sizeof where, "%s/%s", p->folder, file);
        for (gvc_idx q = 0; q < gvc_result_nterms(r); q++) {
            const char *name = gvc_result_term(r, q)->name;
            double away = expect_column(c, r, name, name, where);
            worst = away > worst ? away : worst;
        }
        free_csv(c);
        gvc_result_free(r);
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
    cr_log_info("%s: worst deviation %.1e", file, worst);
}

#endif
