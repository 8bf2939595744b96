/* mock.h - a table that was read, against the expected.json of a mock: labels, matrices, exactly
 *
 * Looks rows and columns up by their labels: industries by country and sector (a country may have
 * them under its territories), final use by country and category. A row and column of zeros may be
 * missing (the empty blocks of CHN and MEX beside their territories). */
#ifndef GVC_TESTS_MOCK_H
#define GVC_TESTS_MOCK_H

#include <expect.h>
#include <jansson.h>
#include <math.h>

#include "base/base.h"
#include "folder.h"
#include "source.h"

typedef struct mock {
    const char *folder; /* under formats/mocks */
    gvc_table *t;
    json_t *expected;
} mock;

/* The industry of this label of the mock: its label may be that of the territory, and the sector
 * code is the mock's or (sector NULL) the whole label's. */
static inline gvc_idx mock_industry(const gvc_table *t, const char *country, const char *sector)
{
    for (gvc_idx i = 0; i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        const char *label = gvc_table_label(t, GVC_INDUSTRY, i);
        size_t length = strlen(country);
        bool of_country =
            strncmp(label, country, length) == 0 && label[length] == '_' &&
            strcmp(gvc_table_label(t, GVC_SECTOR, gvc_table_sector_of(t, i)), sector) == 0;
        if (of_country) {
            return i;
        }
    }
    return -1;
}

static inline gvc_idx mock_final_use(const gvc_table *t, const char *country, const char *category)
{
    for (gvc_idx k = 0; k < gvc_table_count(t, GVC_FINAL_USE); k++) {
        gvc_idx c = gvc_table_country_of(t, GVC_FINAL_USE, k);
        const char *of = c < 0 ? "" : gvc_table_label(t, GVC_COUNTRY, c);
        const char *kind = gvc_table_label(t, GVC_CATEGORY, gvc_table_category_of(t, k));
        if (strcmp(of, country) == 0 && strcmp(kind, category) == 0) {
            return k;
        }
    }
    return -1;
}

static inline const char *mock_text(const json_t *list, size_t i)
{
    return json_string_value(json_array_get(list, i));
}

static inline double mock_number(const json_t *list, size_t i)
{
    return json_number_value(json_array_get(list, i));
}

/* Positions of the mock's rows in the table; -1 only for rows that are all zero. */
static inline gvc_idx *mock_rows(const mock *m, size_t *count)
{
    const json_t *regions = json_object_get(m->expected, "regions");
    const json_t *sectors = json_object_get(m->expected, "sectors");
    size_t per = json_array_size(sectors);
    *count = json_array_size(regions) * per;
    gvc_idx *at = calloc(*count, sizeof *at);
    for (size_t i = 0; i < *count; i++) {
        at[i] = mock_industry(m->t, mock_text(regions, i / per), mock_text(sectors, i % per));
    }
    return at;
}

/* Cells of the mock's matrix `name` (rows x columns) in m, at the positions given. */
static inline void mock_matrix(const mock *k, const char *name, const gvc_dense *m,
                               const gvc_idx *rows, size_t row_count, const gvc_idx *cols,
                               size_t col_count)
{
    const json_t *expected = json_object_get(k->expected, name);
    cr_assert_eq(json_array_size(expected), row_count, "%s: %s has %zu rows", k->folder, name,
                 json_array_size(expected));
    for (size_t i = 0; i < row_count; i++) {
        const json_t *row = json_array_get(expected, i);
        cr_assert_eq(json_array_size(row), col_count, "%s: %s", k->folder, name);
        for (size_t j = 0; j < col_count; j++) {
            bool known = rows[i] >= 0 && cols[j] >= 0;
            double found = known ? m->data[rows[i] * m->stride + cols[j]] : 0;
            cr_assert(found == mock_number(row, j), "%s: %s[%zu][%zu] is %.17g, expected %.17g",
                      k->folder, name, i, j, found, mock_number(row, j));
        }
    }
}

/* The sum over the primary rows of this role, or the one row `label` where label is given; the
 * source may state it in parts, so a sum may differ in the last bits. */
static inline void mock_primary(const mock *k, const char *name, gvc_role role, const gvc_idx *at,
                                size_t count)
{
    const json_t *expected = json_object_get(k->expected, name);
    const gvc_dense *v = gvc_table_v(k->t);
    for (size_t j = 0; j < count && json_is_array(expected); j++) {
        double sum = 0, want = mock_number(expected, j);
        for (gvc_idx r = 0; at[j] >= 0 && r < v->rows; r++) {
            sum += gvc_table_role(k->t, r) == role ? v->data[r * v->stride + at[j]] : 0;
        }
        cr_assert(fabs(sum - want) <= 1e-12 * fabs(want), "%s: %s[%zu] is %.17g, expected %.17g",
                  k->folder, name, j, sum, want);
    }
}

/* Output: the row sums, to rounding; what the source states, exactly, where it does. */
static inline void mock_output(const mock *k, const gvc_idx *at, size_t count)
{
    const json_t *expected = json_object_get(k->expected, "X");
    const double *x = gvc_table_x(k->t), *given = gvc_table_x_given(k->t);
    for (size_t i = 0; i < count; i++) {
        double want = mock_number(expected, i), sum = at[i] < 0 ? 0 : x[at[i]];
        cr_assert(fabs(sum - want) <= 1e-9 * fmax(1, fabs(want)), "%s: x[%zu] is %.17g, not %.17g",
                  k->folder, i, sum, want);
        cr_assert(given == NULL || at[i] < 0 || given[at[i]] == want,
                  "%s: given output [%zu] is %.17g, not %.17g", k->folder, i,
                  given == NULL ? 0 : given[at[i]], want);
    }
}

/* Everything that a regular mock (regions x sectors) expects: Z, Y, output, unit, and value added
 * and taxes where the source states them (stated). */
static inline void mock_expect(const mock *k, bool stated)
{
    size_t n = 0, f = 0;
    gvc_idx *rows = mock_rows(k, &n);
    const json_t *regions = json_object_get(k->expected, "regions");
    const json_t *kinds = json_object_get(k->expected, "final_demand");
    f = json_array_size(json_array_get(json_object_get(k->expected, "Y"), 0));
    size_t per = json_array_size(kinds);
    gvc_idx *uses = calloc(f, sizeof *uses);
    for (size_t c = 0; c < f; c++) {
        uses[c] = mock_final_use(k->t, mock_text(regions, c / per), mock_text(kinds, c % per));
        cr_assert(uses[c] >= 0, "%s: no final use %s of %s", k->folder, mock_text(kinds, c % per),
                  mock_text(regions, c / per));
    }
    mock_matrix(k, "Z", gvc_table_z(k->t), rows, n, rows, n);
    mock_matrix(k, "Y", gvc_table_y(k->t), rows, n, uses, f);
    mock_output(k, rows, n);
    cr_expect_eq(gvc_table_has_given_va(k->t), stated, "%s", k->folder);
    if (stated) {
        mock_primary(k, "VA", GVC_ROLE_VALUE_ADDED, rows, n);
    }
    const char *unit = json_string_value(json_object_get(k->expected, "unit"));
    const char *units = gvc_table_text(k->t, "units");
    if (strcmp(unit, "any") != 0) {
        cr_expect(gvc_same(units, unit), "%s: unit %s, expected %s", k->folder, units, unit);
    }
    free(rows);
    free(uses);
}

/* expected.json of a mock; the test is skipped where the shared data are absent. */
static inline void mock_load(mock *m, const folder *here, const char *name)
{
    char path[2 * FOLDER_PATH];
    json_error_t error;
    if (here->shared[0] == '\0') {
        cr_skip_test("GVC_SHARED is not set");
    }
    snprintf(path, sizeof path, "%s/formats/mocks/%s/expected.json", here->shared, name);
    if (access(path, R_OK) != 0) {
        cr_skip_test("no file %s", path);
    }
    m->folder = name;
    m->t = NULL;
    m->expected = json_load_file(path, 0, &error);
    cr_assert(m->expected != NULL, "%s: %s", path, error.text);
}

static inline void mock_free(mock *m)
{
    gvc_table_free(m->t);
    json_decref(m->expected);
}

/* A file as it is, then renamed x.bin, gzipped, and as a member of a zip: name under the mock's
 * folder; year as gvc_read_options. Each reads to what is expected. */
static inline void mock_file(gvc_ctx *ctx, const folder *here, const char *name, const char *file,
                             int year, bool stated)
{
    mock m;
    mock_load(&m, here, name);
    char path[2 * FOLDER_PATH], command[12 * FOLDER_PATH];
    snprintf(path, sizeof path, "%s/formats/mocks/%s/%s", here->shared, name, file);
    const char *base = gvc_base_name(path);
    snprintf(command, sizeof command,
             "rm -f in.zip && cp '%s' x.bin && gzip -c '%s' >'%s.gz' && zip -q -j in.zip '%s' && "
             "cp '%s' .",
             path, path, base, path, path);
    cr_assert_eq(system(command), 0, "%s", command);
    char packed[FOLDER_PATH];
    snprintf(packed, sizeof packed, "%s.gz", base);
    const char *const forms[] = {base, "x.bin", packed, "in.zip"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        gvc_read_options options = GVC_READ_OPTIONS_INIT;
        options.year = year;
        expect_ok(ctx, gvc_table_read(ctx, &m.t, forms[i], &options));
        mock_expect(&m, stated);
        gvc_table_free(m.t);
        m.t = NULL;
    }
    mock_free(&m);
}

#endif
