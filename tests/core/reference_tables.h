/* reference_tables.h - the five tables of the reference program, and measures against the files of
 * its results */
#ifndef GVC_TESTS_REFERENCE_TABLES_H
#define GVC_TESTS_REFERENCE_TABLES_H

#include "measured.h"
#include "reference.h"

typedef struct reference_table {
    const char *folder, *input;
    gvc_idx countries;
    bool grouped; /* C2 and C3 are one block */
} reference_table;

static const reference_table reference_tables[] = {
    {"leather", "leather", 3, false},
    {"rand4x3", "rand4x3", 4, false},
    {"edge4x3", "edge4x3", 4, false},
    {"orphan4x3", "orphan4x3", 4, false},
    {"rand4x3_group_C2_C3", "rand4x3", 4, true},
};
enum { REFERENCE_TABLES = sizeof reference_tables / sizeof *reference_tables };

static inline csv *reference_file(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(), folder,
             name);
    return read_csv(path);
}

/* which: 'Z' or 'Y'. */
static inline gvc_dense reference_numbers(const reference_table *p, char which)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_%c.csv", shared_folder(),
             p->input, which);
    return read_numbers(path);
}

static inline gvc_table *reference_input(gvc_ctx *ctx, const reference_table *p)
{
    gvc_dense z = reference_numbers(p, 'Z'), y = reference_numbers(p, 'Y');
    gvc_table *t = make_table(ctx, &z, &y, p->countries);
    free(z.data);
    free(y.data);
    return t;
}

static inline gvc_result *reference_result(gvc_ctx *ctx, const reference_table *p,
                                           const gvc_table *t, const gvc_measure_options *given)
{
    static const char *const members[] = {"C2", "C3", NULL};
    const gvc_group group = {"C2+C3", members};
    gvc_measure_options o = *given;
    o.groups = &group;
    o.group_count = p->grouped ? 1 : 0;
    return measure(ctx, t, &o);
}

/* ---- rows of a file ----------------------------------------------------------------------------
 */

static inline gvc_idx reference_find(const csv *c, const char *name)
{
    for (gvc_idx k = 0; k < c->columns; k++) {
        if (strcmp(c->names[k], name) == 0) {
            return k;
        }
    }
    return -1;
}

/* The column with the labels of a dimension, which files may name otherwise; -1: none. */
static inline gvc_idx reference_key(const csv *c, const char *dim)
{
    static const char *const names[][2] = {
        {"exporter", "country"},        {"country", "exporter"},
        {"importer", "country"},        {"partner", "importer"},
        {"origin", "source_country"},   {"origin_sector", "source_sector"},
        {"exporter", "using_country"},  {"sector", "using_sector"},
        {"sector", "exporting_sector"},
    };
    gvc_idx k = reference_find(c, dim);
    for (size_t i = 0; i < sizeof names / sizeof *names && k < 0; i++) {
        k = strcmp(names[i][0], dim) == 0 ? reference_find(c, names[i][1]) : -1;
    }
    return k;
}

/* Labels of a file that are not ours: countries of the leather table have names. */
typedef struct reference_labels {
    const char *labels[16];
    gvc_idx count;
} reference_labels;

static inline gvc_idx reference_order(reference_labels *l, const char *label)
{
    for (gvc_idx i = 0; i < l->count; i++) {
        if (strcmp(l->labels[i], label) == 0) {
            return i;
        }
    }
    cr_assert(l->count < 16);
    l->labels[l->count] = label;
    return l->count++;
}

/* The cell that every row belongs to: by label or, where the file has names of its own, by the
 * order in which those appear on the first dimension of the kind, countries or sectors. left_out: a
 * dimension that the file is of the first label of; NULL: it has all. Yours (free). */
static inline gvc_idx *reference_cells(const gvc_result *r, const csv *c, const char *left_out)
{
    gvc_idx *cell_of = calloc((size_t)c->rows, sizeof *cell_of);
    reference_labels foreign[2] = {{{NULL}, 0}, {{NULL}, 0}};
    for (gvc_idx d = 1; d < gvc_result_ndims(r); d++) {
        const char *dim = gvc_result_dim(r, d);
        bool kept = left_out == NULL || strcmp(dim, left_out) != 0;
        gvc_idx k = kept ? reference_key(c, dim) : -1;
        cr_assert(!kept || k >= 0, "no key %s", dim);
        for (gvc_idx row = 0; row < c->rows; row++) {
            const char *label = kept ? c->cells[row][k] : gvc_result_label(r, d, 0);
            gvc_idx at = label_at(r, d, label);
            if (at < 0) {
                at = reference_order(&foreign[strstr(dim, "sector") != NULL], label);
            }
            cr_assert(at < gvc_result_extent(r, d), "no place for %s %s", dim, label);
            cell_of[row] = cell_of[row] * gvc_result_extent(r, d) + at;
        }
    }
    return cell_of;
}

/* A column by the cells of a result: rows of the same cell, sectors of a group, add up. *largest:
 * the largest value of the column. Yours (free). */
static inline double *reference_sums(const csv *c, gvc_idx column, const gvc_idx *cell_of,
                                     gvc_idx cells, double *largest)
{
    double *sum = calloc((size_t)cells, sizeof *sum);
    *largest = 0;
    for (gvc_idx row = 0; row < c->rows; row++) {
        double value = csv_number(c, row, column);
        sum[cell_of[row]] += value;
        *largest = fabs(value) > *largest ? fabs(value) : *largest;
    }
    return sum;
}

/* ---- comparing ---------------------------------------------------------------------------------
 */

/* One term against one column, every cell to 1e-11 of the largest value of the column; how far off
 * the worst is, as a share of that. */
static inline double expect_column(const csv *c, const gvc_result *r, const char *name,
                                   const char *column, const char *where)
{
    gvc_idx *cell_of = reference_cells(r, c, NULL), cells = gvc_result_cells(r);
    double largest, worst = 0;
    double *sum = reference_sums(c, csv_column(c, column), cell_of, cells, &largest);
    const double *values = term(r, name);
    for (gvc_idx cell = 0; cell < cells; cell++) {
        double away = fabs(values[cell] - sum[cell]);
        cr_expect(away <= 1e-11 * largest, "%s %s cell %d: %.17g, not %.17g", where, name,
                  (int)cell, values[cell], sum[cell]);
        worst = away > worst * largest ? away / largest : worst;
    }
    free(cell_of);
    free(sum);
    return worst;
}

/* Every term of r, but one that the file defines otherwise (NULL: none), against its column. */
static inline double expect_file(const gvc_result *r, const reference_table *p, const char *file,
                                 const char *without)
{
    csv *c = reference_file(p->folder, file);
    char where[128];
    double worst = 0;
    snprintf(where, sizeof where, "%s/%s", p->folder, file);
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        bool compared = without == NULL || strcmp(name, without) != 0;
        double away = compared ? expect_column(c, r, name, name, where) : 0;
        worst = away > worst ? away : worst;
    }
    free_csv(c);
    return worst;
}

/* The same for all tables. */
static inline void expect_reference(const gvc_measure_options *o, const char *file,
                                    const char *without)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    double worst = 0;
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        const reference_table *p = &reference_tables[k];
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = reference_input(ctx, p);
        gvc_result *r = reference_result(ctx, p, t, o);
        double away = expect_file(r, p, file, without);
        worst = away > worst ? away : worst;
        gvc_result_free(r);
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
    cr_log_info("%s: worst deviation %.1e", file, worst);
}

#endif
