/* test_published_reference.c - exports as Koopman, Wang and Wei and as Wang, Wei and Zhu published
 * them, against the results of a reference program */
#include <stdio.h>
#include <stdlib.h>

#include "reference.h"
#include "worlds.h"

static gvc_measure_options ask(const char *method, const char *level, const char *detail)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    o.level = level;
    o.detail = detail;
    return o;
}

static gvc_result *measure(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o)
{
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, o));
    return r;
}

static double largest(const double *x, gvc_idx count)
{
    double most = 0;
    for (gvc_idx i = 0; i < count; i++) {
        most = fabs(x[i]) > most ? fabs(x[i]) : most;
    }
    return most;
}

typedef struct compared_table {
    char folder[32], input[32];
    int countries;
    bool grouped; /* C2 and C3 as one block */
} compared_table;

static const compared_table tables[] = {{"leather", "leather", 3, false},
                                        {"rand4x3", "rand4x3", 4, false},
                                        {"edge4x3", "edge4x3", 4, false},
                                        {"orphan4x3", "orphan4x3", 4, false},
                                        {"rand4x3_group_C2_C3", "rand4x3", 4, true}};

static gvc_dense read_input(const compared_table *p, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_%s.csv", shared_folder(),
             p->input, name);
    return read_numbers(path);
}

static csv *read_expected(const compared_table *p, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(),
             p->folder, name);
    return read_csv(path);
}

typedef struct seen {
    char labels[8][64];
    gvc_idx count;
} seen;

/* Position of a row's label on a dimension: by name, or, where the file has other names, by the
 * order in which they come. 0 without that dimension. */
static gvc_idx position(const gvc_result *r, const char *dim, const csv *c, gvc_idx row,
                        const char *column, seen *known)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    if (d < 0) {
        return 0;
    }
    const char *label = c->cells[row][csv_column(c, column)];
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        if (strcmp(gvc_result_label(r, d, i), label) == 0) {
            return i;
        }
    }
    for (gvc_idx i = 0; i < known->count; i++) {
        if (strcmp(known->labels[i], label) == 0) {
            return i;
        }
    }
    cr_assert(known->count < 8);
    snprintf(known->labels[known->count], 64, "%s", label);
    return known->count++;
}

static gvc_idx extent(const gvc_result *r, const char *dim)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    return d < 0 ? 1 : gvc_result_extent(r, d);
}

/* Sectors of a group repeat in the file: rows add up. */
static void compare(const gvc_result *r, const csv *c, const char *exporter, const char *what)
{
    gvc_idx cells = gvc_result_cells(r);
    double *sum = malloc((size_t)cells * sizeof *sum);
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        seen countries = {0}, sectors = {0};
        if (strcmp(name, "gexp") == 0) {
            continue;
        }
        memset(sum, 0, (size_t)cells * sizeof *sum);
        for (gvc_idx row = 0; row < c->rows; row++) {
            gvc_idx cell = position(r, "exporter", c, row, exporter, &countries);
            cell = cell * extent(r, "sector") + position(r, "sector", c, row, "sector", &sectors);
            cell = cell * extent(r, "importer") +
                   position(r, "importer", c, row, "importer", &countries);
            sum[cell] += csv_number(c, row, csv_column(c, name));
        }
        double bound = 1e-11 * largest(sum, cells);
        for (gvc_idx cell = 0; cell < cells; cell++) {
            double value = gvc_result_values(r, k)[cell];
            cr_expect(!gvc_result_is_row(r, cell) || fabs(value - sum[cell]) <= bound,
                      "%s %s cell %d: %.17g, not %.17g", what, name, (int)cell, value, sum[cell]);
        }
    }
    free(sum);
}

static void compare_table(const compared_table *p)
{
    static const char *const members[] = {"C2", "C3", NULL};
    const gvc_group group = {"C2+C3", members};
    gvc_ctx *ctx = new_ctx();
    gvc_dense z = read_input(p, "Z"), y = read_input(p, "Y");
    gvc_table *t = make_table(ctx, &z, &y, p->countries);
    csv *by_country = read_expected(p, "kww"), *cells = read_expected(p, "wwz");
    const gvc_measure_options asked[] = {ask("kww", NULL, NULL), ask("wwz", NULL, "kww"),
                                         ask("wwz", "bilateral", NULL)};
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = asked[k];
        o.groups = &group;
        o.group_count = p->grouped ? 1 : 0;
        gvc_result *r = measure(ctx, t, &o);
        compare(r, k < 2 ? by_country : cells, k < 2 ? "country" : "exporter", p->folder);
        gvc_result_free(r);
    }
    free_csv(by_country);
    free_csv(cells);
    free(z.data);
    free(y.data);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(published_reference, equals_the_reference_program_on_five_tables)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        compare_table(&tables[k]);
    }
}
