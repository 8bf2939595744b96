/* test_bm.c - the decomposition against independent numbers: a reference program's results, brute
 * force extraction written with plain loops, and the accounting identities */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"
#include "reference.h"

static gvc_result *decompose(gvc_ctx *ctx, const gvc_table *t, const char *level,
                             const char *approach, bool elementary)
{
    gvc_decompose_options o = GVC_DECOMPOSE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.level = level;
    o.approach = approach;
    o.elementary = elementary;
    expect_ok(ctx, gvc_decompose(ctx, &r, t, &o));
    return r;
}

static const double *term(const gvc_result *r, const char *name)
{
    gvc_idx k = gvc_result_find_term(r, name);
    cr_assert(k >= 0, "no term %s", name);
    return gvc_result_values(r, k);
}

/* ---- against the reference program ----------------------------------------------------------- */

typedef struct compared_table {
    char folder[32], input[32];
    int countries;
    bool grouped; /* C2 and C3 as one block */
} compared_table;

static gvc_table *open_input(gvc_ctx *ctx, const compared_table *p)
{
    char path[512];
    const char *shared = shared_folder();
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_Z.csv", shared, p->input);
    gvc_dense z = read_numbers(path);
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/input_Y.csv", shared, p->input);
    gvc_dense y = read_numbers(path);
    gvc_table *t = make_table(ctx, &z, &y, p->countries);
    free(z.data);
    free(y.data);
    return t;
}

static csv *open_expected(const compared_table *p, const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(),
             p->folder, name);
    return read_csv(path);
}

/* Rows of the expected file add up to the cell they belong to: a group repeats its sectors. Where a
 * row has a key that the result lacks nothing is compared; keys are positions of labels. */

static gvc_idx position(const csv *c, gvc_idx row, const char *first, const char *second,
                        gvc_idx *count, char labels[][64])
{
    gvc_idx k = -1;
    for (gvc_idx i = 0; i < c->columns; i++) {
        if (strcmp(c->names[i], first) == 0 || strcmp(c->names[i], second) == 0) {
            k = i;
        }
    }
    if (k < 0) {
        return 0;
    }
    const char *label = c->cells[row][k];
    for (gvc_idx i = 0; i < *count; i++) {
        if (strcmp(labels[i], label) == 0) {
            return i;
        }
    }
    snprintf(labels[*count], 64, "%s", label);
    return (*count)++;
}

static void compare(gvc_ctx *ctx, const compared_table *p, const gvc_table *t, const char *file,
                    const char *level, const char *approach, bool elementary)
{
    csv *c = open_expected(p, file);
    static const char *const members[] = {"C2", "C3", NULL};
    gvc_group group = {"C2+C3", members};
    gvc_decompose_options o = GVC_DECOMPOSE_OPTIONS_INIT;
    o.level = level;
    o.approach = approach;
    o.elementary = elementary;
    o.groups = &group;
    o.group_count = p->grouped ? 1 : 0;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_decompose(ctx, &r, t, &o));
    gvc_idx cells = gvc_result_cells(r), sectors = 0, exporters = 0;
    bool by_sector = gvc_result_find_dim(r, "sector") >= 0;
    bool by_importer = gvc_result_find_dim(r, "importer") >= 0;
    gvc_idx blocks = gvc_result_extent(r, gvc_result_find_dim(r, "exporter"));
    gvc_idx width = by_sector ? gvc_result_extent(r, gvc_result_find_dim(r, "sector")) : 1;
    char sector_labels[16][64], exporter_labels[16][64];
    for (gvc_idx e = 0; e < blocks && p->grouped; e++) { /* the files name blocks as we do */
        gvc_idx d = gvc_result_find_dim(r, "exporter");
        snprintf(exporter_labels[exporters++], 64, "%s", gvc_result_label(r, d, e));
    }
    gvc_idx *cell_of = malloc((size_t)c->rows * sizeof *cell_of);
    for (gvc_idx row = 0; row < c->rows; row++) { /* elsewhere exporters appear in order */
        gvc_idx e = position(c, row, "exporter", "country", &exporters, exporter_labels);
        gvc_idx s = position(c, row, "sector", "sector", &sectors, sector_labels);
        cell_of[row] = by_sector ? e * width + s : e;
    }
    cr_assert_eq(exporters, blocks);
    for (gvc_idx row = 0; row < c->rows && by_importer; row++) {
        gvc_idx q = position(c, row, "importer", "importer", &exporters, exporter_labels);
        cell_of[row] = cell_of[row] * blocks + q;
    }
    double *sum = malloc((size_t)cells * sizeof *sum);
    const double *gexp = term(r, "gexp");
    gvc_idx compared = 0;
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        if (elementary && strcmp(name, "gexp") == 0) {
            continue;
        }
        bool known = false;
        for (gvc_idx i = 0; i < c->columns; i++) {
            known = known || strcmp(c->names[i], name) == 0;
        }
        if (!known) { /* the files of sums leave vaxim out */
            cr_expect_str_eq(name, "vaxim");
            continue;
        }
        gvc_idx column = csv_column(c, name);
        memset(sum, 0, (size_t)cells * sizeof *sum);
        for (gvc_idx row = 0; row < c->rows; row++) {
            sum[cell_of[row]] += csv_number(c, row, column);
        }
        const double *values = gvc_result_values(r, k);
        for (gvc_idx cell = 0; cell < cells; cell++) {
            double bound = 1e-12 * fabs(gexp[cell]) + 1e-11;
            cr_expect(fabs(values[cell] - sum[cell]) <= bound, "%s %s %s cell %d: %.17g, not %.17g",
                      p->folder, file, name, (int)cell, values[cell], sum[cell]);
            compared++;
        }
    }
    cr_expect(compared > 0);
    free(sum);
    free(cell_of);
    gvc_result_free(r);
    free_csv(c);
}

Test(bm, equals_the_reference_program_on_five_tables)
{
    static const compared_table tables[] = {{"leather", "leather", 3, false},
                                            {"rand4x3", "rand4x3", 4, false},
                                            {"edge4x3", "edge4x3", 4, false},
                                            {"orphan4x3", "orphan4x3", 4, false},
                                            {"rand4x3_group_C2_C3", "rand4x3", 4, true}};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        gvc_ctx *ctx = NULL;
        cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
        const compared_table *p = &tables[k];
        gvc_table *t = open_input(ctx, p);
        compare(ctx, p, t, "bm_exporter_country", "country", "source", false);
        compare(ctx, p, t, "bm_exporter_source_sector", "sector", "source", false);
        compare(ctx, p, t, "bm_exporter_source_bilateral", "bilateral", "source", false);
        compare(ctx, p, t, "bm_exporter_source_terms", "bilateral", "source", true);
        compare(ctx, p, t, "bm_exporter_sink_sector", "sector", "sink", false);
        compare(ctx, p, t, "bm_exporter_sink_bilateral", "bilateral", "sink", false);
        compare(ctx, p, t, "bm_exporter_sink_terms", "bilateral", "sink", true);
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* ---- against brute force ----------------------------------------------------------------------
 * Countries of unequal size in mixed order; domestic value added of s is the GDP that s loses when
 * its exports are extracted, foreign value added the GDP that the others lose. */

enum { N = 8, F = 4 };
static const char *const home[N] = {"A", "B", "A", "C", "C", "B", "C", "C"};
static const char *const kind[N] = {"x", "x", "y", "x", "y", "z", "z", "w"};
static const char *const buyer[F] = {"A", "B", "C", "D"}; /* D buys but makes nothing */

static double noise(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static gvc_table *ragged(gvc_ctx *ctx, uint64_t seed, const int *order)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    double z[N][N], y[N][F];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            z[i][j] = 10 * noise(&seed);
        }
        for (int d = 0; d < F; d++) {
            y[i][d] = 60 * noise(&seed);
        }
    }
    y[3][1] = -4; /* stocks run down */
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < N; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, home[order[i]], kind[order[i]]));
    }
    for (int d = 0; d < F; d++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, buyer[d], "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            gvc_builder_z(b)->data[i * N + j] = z[order[i]][order[j]];
        }
        for (int d = 0; d < F; d++) {
            gvc_builder_y(b)->data[i * F + d] = y[order[i]][d];
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static const int in_order[N] = {0, 1, 2, 3, 4, 5, 6, 7};

/* Solves (I - A) q = f by elimination with plain loops. */
static void solve(double a[N][N], const double *f, double *q)
{
    double m[N][N + 1];
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
            m[i][j] = (i == j) - a[i][j];
        }
        m[i][N] = f[i];
    }
    for (int k = 0; k < N; k++) {
        for (int i = 0; i < N; i++) {
            double factor = i == k ? 0 : m[i][k] / m[k][k];
            for (int j = k; j <= N; j++) {
                m[i][j] -= factor * m[k][j];
            }
        }
    }
    for (int i = 0; i < N; i++) {
        q[i] = m[i][N] / m[i][i];
    }
}

/* GDP by country that is lost when all exports of `exporter` stop. */
static void extract(const gvc_table *t, const char *exporter, double lost[3])
{
    const gvc_dense *z = gvc_table_z(t), *y = gvc_table_y(t);
    const double *x = gvc_table_x(t);
    double a[N][N], f[N], q[N];
    for (int i = 0; i < N; i++) {
        bool sells = strcmp(home[i], exporter) == 0;
        f[i] = 0;
        for (int j = 0; j < N; j++) {
            bool abroad = strcmp(home[j], exporter) != 0;
            a[i][j] = sells && abroad ? 0 : z->data[i * N + j] / x[j];
        }
        for (int d = 0; d < F; d++) {
            bool abroad = strcmp(buyer[d], exporter) != 0;
            f[i] += sells && abroad ? 0 : y->data[i * F + d];
        }
    }
    solve(a, f, q);
    lost[0] = lost[1] = lost[2] = 0;
    for (int j = 0; j < N; j++) {
        double va = x[j];
        for (int i = 0; i < N; i++) {
            va -= z->data[i * N + j];
        }
        lost[home[j][0] - 'A'] += va / x[j] * (x[j] - q[j]);
    }
}

Test(bm, domestic_and_foreign_value_added_are_what_extraction_loses)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 7, in_order);
    static const char *const approaches[] = {"source", "sink"};
    for (int k = 0; k < 2; k++) {
        gvc_result *r = decompose(ctx, t, "country", approaches[k], false);
        for (int s = 0; s < 3; s++) {
            double lost[3];
            extract(t, buyer[s], lost);
            double others = lost[0] + lost[1] + lost[2] - lost[s];
            cr_expect(fabs(term(r, "dva")[s] - lost[s]) < 1e-11, "%s dva of %s", approaches[k],
                      buyer[s]);
            cr_expect(fabs(term(r, "fva")[s] - others) < 1e-11, "%s fva of %s", approaches[k],
                      buyer[s]);
        }
        cr_expect_eq(term(r, "gexp")[3], 0.0, "D exports nothing");
        gvc_result_free(r);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- identities -------------------------------------------------------------------------------
 */

static void expect_sum(const gvc_result *r, const char *total, const char *a, const char *b)
{
    const double *t = term(r, total), *x = term(r, a), *y = term(r, b);
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        if (gvc_result_is_row(r, c)) {
            cr_expect(fabs(t[c] - x[c] - y[c]) <= 1e-11, "%s = %s + %s, cell %d", total, a, b,
                      (int)c);
        }
    }
}

Test(bm, identities_hold_in_every_cell)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    static const char *const levels[] = {"country", "sector", "pair", "bilateral"};
    for (uint64_t seed = 1; seed <= 20; seed++) {
        gvc_table *t = ragged(ctx, seed, in_order);
        for (int k = 0; k < 8; k++) {
            gvc_result *r = decompose(ctx, t, levels[k / 2], k % 2 == 0 ? "source" : "sink", false);
            expect_sum(r, "gexp", "dc", "fc");
            expect_sum(r, "dc", "dva", "ddc");
            expect_sum(r, "fc", "fva", "fdc");
            expect_sum(r, "dva", "vax", "ref");
            if (k % 2 == 0) {
                expect_sum(r, "gvc", "gvcb", "gvcf");
                expect_sum(r, "gexp", "gvc", "davax");
                expect_sum(r, "gvcb", "fc", "ddc");
                expect_sum(r, "dva", "gvcf", "davax");
            }
            cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
            gvc_result_free(r);
            r = decompose(ctx, t, levels[k / 2], k % 2 == 0 ? "source" : "sink", true);
            cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
            gvc_result_free(r);
        }
        gvc_table_free(t);
    }
    gvc_ctx_free(ctx);
}

/* Sum of a bilateral term over what the coarser level lacks. */
Test(bm, coarser_levels_are_sums_of_finer_ones)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 3, in_order);
    static const char *const approaches[] = {"source", "sink"};
    for (int k = 0; k < 2; k++) {
        gvc_result *fine = decompose(ctx, t, "bilateral", approaches[k], false);
        gvc_result *country = decompose(ctx, t, "country", approaches[k], false);
        gvc_result *sector = decompose(ctx, t, "sector", approaches[k], false);
        gvc_result *pair = decompose(ctx, t, "pair", approaches[k], false);
        for (gvc_idx q = 0; q < gvc_result_nterms(fine); q++) {
            const double *f = gvc_result_values(fine, q);
            double by_country[4] = {0}, by_sector[16] = {0}, by_pair[16] = {0};
            for (int cell = 0; cell < 64; cell++) {
                if (gvc_result_is_row(fine, cell)) {
                    by_country[cell / 16] += f[cell];
                    by_sector[cell / 4] += f[cell];
                    by_pair[cell / 16 * 4 + cell % 4] += f[cell];
                }
            }
            for (int s = 0; s < 16; s++) {
                cr_expect(s % 4 != 0 ||
                          fabs(gvc_result_values(country, q)[s / 4] - by_country[s / 4]) < 1e-11);
                cr_expect(!gvc_result_is_row(sector, s) ||
                          fabs(gvc_result_values(sector, q)[s] - by_sector[s]) < 1e-11);
                cr_expect(fabs(gvc_result_values(pair, q)[s] - by_pair[s]) < 1e-11);
            }
        }
        gvc_result_free(fine);
        gvc_result_free(country);
        gvc_result_free(sector);
        gvc_result_free(pair);
    }
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, source_and_sink_agree_by_country)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 11, in_order);
    gvc_result *source = decompose(ctx, t, "country", "source", false);
    gvc_result *sink = decompose(ctx, t, "country", "sink", false);
    static const char *const shared[] = {"gexp", "dc", "dva", "vax", "ref",
                                         "ddc",  "fc", "fva", "fdc"};
    for (size_t k = 0; k < sizeof shared / sizeof *shared; k++) {
        for (int s = 0; s < 3; s++) {
            cr_expect(fabs(term(source, shared[k])[s] - term(sink, shared[k])[s]) < 1e-11, "%s",
                      shared[k]);
        }
    }
    gvc_result_free(source);
    gvc_result_free(sink);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, order_of_the_industries_changes_nothing)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    static const int mixed[N] = {6, 3, 0, 5, 2, 1, 7, 4};
    gvc_table *t = ragged(ctx, 5, in_order), *u = ragged(ctx, 5, mixed);
    gvc_result *a = decompose(ctx, t, "country", "sink", false);
    gvc_result *b = decompose(ctx, u, "country", "sink", false);
    gvc_idx d = gvc_result_find_dim(a, "exporter");
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        for (gvc_idx s = 0; s < 3; s++) {
            for (gvc_idx q = 0; q < 3; q++) {
                if (strcmp(gvc_result_label(a, d, s), gvc_result_label(b, d, q)) == 0) {
                    cr_expect(fabs(gvc_result_values(a, k)[s] - gvc_result_values(b, k)[q]) <
                              1e-11);
                }
            }
        }
    }
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(u);
    gvc_ctx_free(ctx);
}

/* ---- conventions and errors --------------------------------------------------------------------
 */

Test(bm, absent_industries_are_nan_and_no_rows)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = decompose(ctx, t, "sector", "source", false);
    /* A has x y, B has x z, C has all four; D nothing. */
    static const bool there[16] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    for (int cell = 0; cell < 16; cell++) {
        cr_expect_eq(gvc_result_is_row(r, cell), there[cell], "cell %d", cell);
        cr_expect_eq(isnan(term(r, "gexp")[cell]) != 0, !there[cell], "cell %d", cell);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, refuses_what_has_no_meaning)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_decompose_options o = GVC_DECOMPOSE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.level = "continent";
    expect_error(ctx, gvc_decompose(ctx, &r, t, &o), GVC_EARG,
                 "method bm has no level 'continent'; it has country, sector, pair, bilateral");
    o = (gvc_decompose_options)GVC_DECOMPOSE_OPTIONS_INIT;
    o.method = "kwww";
    expect_error(ctx, gvc_decompose(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "no method 'kwww'; gvc methods lists them");
    o = (gvc_decompose_options)GVC_DECOMPOSE_OPTIONS_INIT;
    o.va = GVC_VA_GIVEN;
    expect_error(ctx, gvc_decompose(ctx, &r, t, &o), GVC_EARG,
                 "--va given: the table has no value-added row; use residual");
    o = (gvc_decompose_options)GVC_DECOMPOSE_OPTIONS_INIT;
    o.output = GVC_OUTPUT_GIVEN;
    expect_error(ctx, gvc_decompose(ctx, &r, t, &o), GVC_EARG,
                 "--output-total given: the table states no output; use rowsum");
    static const char *const drop[] = {"G", NULL};
    o = (gvc_decompose_options)GVC_DECOMPOSE_OPTIONS_INIT;
    o.drop_fd = drop;
    expect_error(ctx, gvc_decompose(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "no final-use category 'G' to drop; the table has F");
    static const char *const members[] = {"A", "E", NULL};
    gvc_group group = {"AB", members};
    o = (gvc_decompose_options)GVC_DECOMPOSE_OPTIONS_INIT;
    o.groups = &group;
    o.group_count = 1;
    expect_error(ctx, gvc_decompose(ctx, &r, t, &o), GVC_EUNKNOWN,
                 "group AB: no country 'E' in the table; did you mean A, B, C?");
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, a_chain_that_feeds_on_itself_is_named)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    double zs[16] = {1, 1, 1, 0, 0, 5, 0, 0, 1, 0, 1, 1, 0, 0, 1, 1};
    double ys[8] = {5, 1, 0, 0, 1, 5, 2, 2};
    gvc_dense z = {zs, 4, 4, 4}, y = {ys, 4, 2, 2};
    gvc_table *t = make_table(ctx, &z, &y, 2);
    gvc_result *r = NULL;
    expect_error(ctx, gvc_decompose(ctx, &r, t, NULL), GVC_ESINGULAR,
                 "I - A has no inverse: a chain of inputs through C1_S2 uses up its whole output; "
                 "see its row and column, and gvc check");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* A small table from rows of Z and Y, as a file would give them. */
static gvc_table *from_rows(gvc_ctx *ctx, const double *cells, gvc_idx n, gvc_idx finals)
{
    gvc_dense z = {malloc((size_t)(n * n) * sizeof(double)), n, n, n};
    gvc_dense y = {malloc((size_t)(n * finals) * sizeof(double)), n, finals, finals};
    for (gvc_idx i = 0; i < n; i++) {
        memcpy(z.data + i * n, cells + i * (n + finals), (size_t)n * sizeof(double));
        memcpy(y.data + i * finals, cells + i * (n + finals) + n, (size_t)finals * sizeof(double));
    }
    gvc_table *t = make_table(ctx, &z, &y, 2);
    free(z.data);
    free(y.data);
    return t;
}

Test(bm, sales_that_cancel_are_no_output_in_any_order_of_adding)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    static const double cells[] = {5, 1, 3, 2, 40, 20, 0, 0, 6, 0, -1.2, -4.8,
                                   4, 0, 8, 3, 10, 50, 1, 0, 2, 6, 5,    30};
    gvc_table *t = from_rows(ctx, cells, 4, 2);
    gvc_result *r = decompose(ctx, t, "sector", "source", false);
    cr_expect_eq(gvc_table_x(t)[1], 0.0);
    cr_expect(fabs(term(r, "gexp")[1] - 1.2) < 1e-14); /* 6 - 4.8 */
    cr_expect_eq(term(r, "dc")[1], 0.0);
    cr_expect_eq(term(r, "fc")[1], 0.0);
    cr_expect(strstr(gvc_result_text(r, "warnings"), "C1_S2") != NULL);
    /* What the industry without output buys is used up there, so identities hold elsewhere. */
    expect_sum(r, "dva", "davax", "gvcf");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, output_too_small_to_divide_by_is_named)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    static const double cells[] = {5, 0, 3, 2, 40, 20, 0, 0, 0, 0, 1e-310, 0,
                                   4, 0, 8, 3, 10, 50, 1, 0, 2, 6, 5,      30};
    gvc_table *t = from_rows(ctx, cells, 4, 2);
    gvc_result *r = NULL;
    expect_error(ctx, gvc_decompose(ctx, &r, t, NULL), GVC_EFORMAT,
                 "output of C1_S2 is 1e-310, too small to divide by");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, given_output_closes_but_has_no_elementary_terms)
{
    gvc_ctx *ctx = NULL;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "B", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "F"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "B", "F"));
    expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, (double[]){10, 20, 30, 40}, 4 * sizeof(double));
    memcpy(gvc_builder_y(b)->data, (double[]){50, 5, 7, 60}, 4 * sizeof(double));
    memcpy(gvc_builder_v(b)->data, (double[]){40, 70}, 2 * sizeof(double));
    memcpy(gvc_builder_x_given(b), (double[]){90, 140}, 2 * sizeof(double)); /* sums: 85, 137 */
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_decompose_options o = GVC_DECOMPOSE_OPTIONS_INIT;
    o.output = GVC_OUTPUT_GIVEN;
    o.va = GVC_VA_GIVEN;
    gvc_result *r = NULL;
    expect_ok(ctx, gvc_decompose(ctx, &r, t, &o));
    cr_expect(gvc_result_find_attribute(r, "identity_gap")->number < 1e-14);
    cr_expect(gvc_result_find_term(r, "resid") >= 0);
    cr_expect(fabs(term(r, "resid")[0]) > 1, "40 + 10 + 30 is not 90");
    cr_expect(strstr(gvc_result_text(r, "warnings"), "differ by up to") != NULL);
    cr_expect_eq(gvc_result_find_attribute(r, "row_gap")->number, 5.0 / 90);
    gvc_result_free(r);
    r = NULL;
    o.elementary = true;
    cr_expect(gvc_decompose(ctx, &r, t, &o) == GVC_EARG);
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, a_table_of_labels_only_is_refused)
{
    gvc_ctx *ctx = NULL;
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    gvc_result *r = NULL;
    gvc_leontief_check check = {.condition = -1};
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, "A", "x"));
    expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, "A", "F"));
    expect_ok(ctx, gvc_builder_seal_labels(ctx, b, &t));
    cr_expect(gvc_decompose(ctx, &r, t, NULL) == GVC_EARG);
    cr_expect(gvc_check_leontief(ctx, t, &check) == GVC_EARG);
    cr_expect_eq(check.condition, -1.0, "untouched on failure");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

Test(bm, memory_limit_is_told_before_the_work)
{
    gvc_ctx *ctx = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = NULL;
    gvc_ctx_set_memory_limit(ctx, 1000);
    cr_expect(gvc_decompose(ctx, &r, t, NULL) == GVC_ENOMEM);
    cr_expect(strstr(gvc_ctx_error(ctx), "the limit is") != NULL, "%s", gvc_ctx_error(ctx));
    cr_expect_null(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
