/* test_indicators.c - indicators against a reference program, by their definitions with plain
 * loops, and by what they add up to */
#include <stdio.h>
#include <stdlib.h>

#include "reference.h"
#include "worlds.h"

/* ---- asking -------------------------------------------------------------------------------------
 */

static gvc_result *ask(gvc_ctx *ctx, const gvc_table *t, const char *level,
                       const char *const *terms)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = "indicators";
    o.level = level;
    o.terms = terms;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

static gvc_idx label_position(const gvc_result *r, const char *dim, const char *label)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        if (strcmp(gvc_result_label(r, d, i), label) == 0) {
            return i;
        }
    }
    return -1;
}

/* The block of country c of a made-up world: those that only buy come last. */
static gvc_idx block_of(const gvc_result *r, gvc_idx c)
{
    char name[16];
    snprintf(name, sizeof name, "C%d", (int)c);
    return label_position(r, "country", name);
}

/* ---- against the reference program ----------------------------------------------------------- */

typedef struct compared_table {
    char folder[32], input[32];
    int countries;
    bool grouped; /* C2 and C3 as one block */
} compared_table;

/* An expected file: its keys that are ours, and the columns that go by another name or scale. */
typedef struct compared_file {
    const char *name, *level;
    const char *country, *sector, *partner; /* names of its key columns; NULL = it has none */
} compared_file;

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

/* The leather table has names of its own in the files; blocks and sectors come in our order. */
typedef struct label_order {
    char seen[16][64];
    gvc_idx count;
} label_order;

static gvc_idx seen_at(label_order *all, const char *label)
{
    for (gvc_idx i = 0; i < all->count; i++) {
        if (strcmp(all->seen[i], label) == 0) {
            return i;
        }
    }
    snprintf(all->seen[all->count], 64, "%s", label);
    return all->count++;
}

/* Position of the label of the row on a dimension: by name, else by order of appearance. */
static gvc_idx key(const gvc_result *r, const csv *c, gvc_idx row, const char *column,
                   const char *dim, label_order *order)
{
    if (column == NULL) {
        return 0;
    }
    const char *label = c->cells[row][csv_column(c, column)];
    gvc_idx at = label_position(r, dim, label);
    return at >= 0 ? at : seen_at(order, label);
}

/* The cell of our result for every row of the file. */
static gvc_idx *match_rows(const gvc_result *r, const csv *c, const compared_file *f)
{
    gvc_idx *cell = malloc((size_t)c->rows * sizeof *cell);
    label_order countries = {.count = 0}, sectors = {.count = 0};
    gvc_idx blocks = gvc_result_extent(r, gvc_result_find_dim(r, "country"));
    gvc_idx wide = f->sector == NULL ? 1 : gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
    for (gvc_idx row = 0; row < c->rows; row++) { /* names in the order of our blocks */
        key(r, c, row, f->country, "country", &countries);
    }
    for (gvc_idx row = 0; row < c->rows; row++) {
        gvc_idx k = key(r, c, row, f->country, "country", &countries);
        gvc_idx s = key(r, c, row, f->sector, "sector", &sectors);
        gvc_idx p = key(r, c, row, f->partner, "country", &countries);
        cr_assert(k < blocks && s < wide && p < blocks);
        cell[row] = (k * wide + s) * (f->partner == NULL ? 1 : blocks) + p;
    }
    return cell;
}

/* Of a group's repeated sectors only what may be summed is compared. */
static void compare_column(const compared_table *p, const compared_file *f, const gvc_result *r,
                           const csv *c, gvc_idx column, const gvc_idx *cell)
{
    const char *name = c->names[column];
    gvc_idx k = gvc_result_find_term(r, name), cells = gvc_result_cells(r);
    cr_assert(k >= 0, "%s: no column %s", f->name, name);
    const char *units = gvc_result_term(r, k)->units;
    double *sum = calloc((size_t)cells, sizeof *sum), largest = 0;
    int *count = calloc((size_t)cells, sizeof *count);
    for (gvc_idx row = 0; row < c->rows; row++) {
        double value = csv_number(c, row, column) * (strcmp(units, "%") == 0 ? 100 : 1);
        sum[cell[row]] += value;
        count[cell[row]]++;
        largest = fabs(value) > largest ? fabs(value) : largest;
    }
    for (gvc_idx i = 0; i < cells; i++) {
        bool ratio = strcmp(name, "exgr_dvash") == 0;
        if (count[i] == 0 || (count[i] > 1 && ratio)) {
            continue;
        }
        double ours = gvc_result_values(r, k)[i];
        bool close = isnan(sum[i]) ? isnan(ours) != 0 : fabs(ours - sum[i]) <= 1e-11 * largest;
        cr_expect(close, "%s %s %s cell %d: %.17g, not %.17g", p->folder, f->name, name, (int)i,
                  ours, sum[i]);
    }
    free(sum);
    free(count);
}

static void compare_file(gvc_ctx *ctx, const compared_table *p, const gvc_table *t,
                         const compared_file *f)
{
    char path[512];
    snprintf(path, sizeof path, "%s/methods/reference/expected/%s/%s.csv", shared_folder(),
             p->folder, f->name);
    csv *c = read_csv(path);
    static const char *const members[] = {"C2", "C3", NULL};
    gvc_group group = {"C2+C3", members};
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    o.method = "indicators";
    o.level = f->level;
    o.groups = &group;
    o.group_count = p->grouped ? 1 : 0;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    gvc_idx *cell = match_rows(r, c, f);
    int compared = 0;
    for (gvc_idx k = 0; k < c->columns; k++) {
        const char *name = c->names[k];
        bool is_key = (f->country != NULL && strcmp(name, f->country) == 0) ||
                      (f->sector != NULL && strcmp(name, f->sector) == 0) ||
                      (f->partner != NULL && strcmp(name, f->partner) == 0);
        bool gross = strcmp(name, "gexp") == 0; /* exgr of other files */
        if (!is_key && !gross) {
            compare_column(p, f, r, c, k, cell);
            compared++;
        }
    }
    cr_expect(compared > 1);
    free(cell);
    gvc_result_free(r);
    free_csv(c);
}

Test(indicators, equal_the_reference_program_on_five_tables)
{
    static const compared_table tables[] = {{"leather", "leather", 3, false},
                                            {"rand4x3", "rand4x3", 4, false},
                                            {"edge4x3", "edge4x3", 4, false},
                                            {"orphan4x3", "orphan4x3", 4, false},
                                            {"rand4x3_group_C2_C3", "rand4x3", 4, true}};
    static const compared_file files[] = {
        {"tiva_country", "country", "country", NULL, NULL},
        {"vertical_specialization", "country", "country", NULL, NULL},
        {"johnson_noguera", "country", "country", NULL, NULL},
        {"tiva_industry", "sector", "country", "sector", NULL},
        {"tiva_pairs", "pair", "country", NULL, "partner"},
        {"los_timmer", "pair", "exporter", NULL, "importer"},
        {"tiva_exports", "bilateral", "exporter", "sector", "importer"},
        {"tiva_imports", "bilateral", "country", "sector", "partner"},
    };
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (size_t k = 0; k < sizeof tables / sizeof *tables; k++) {
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = open_input(ctx, &tables[k]);
        for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
            compare_file(ctx, &tables[k], t, &files[f]);
        }
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

/* Two territories of one country, and an industry without output. */
static gvc_table *small_territories(gvc_ctx *ctx)
{
    static const char *const territories[] = {"A", "B", "C", "D1", "D2"};
    static const char *const sectors[] = {"agr", "man", "srv"};
    static const char *const buyers[] = {"A", "B", "C", "D"};
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char path[512], label[16];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < 15; i++) {
        snprintf(label, sizeof label, "%s_%s", territories[i / 3], sectors[i % 3]);
        const char *country = i / 3 < 4 ? buyers[i / 3] : "D";
        expect_ok(ctx, gvc_builder_industry(ctx, b, label, country, sectors[i % 3]));
    }
    for (int d = 0; d < 4; d++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, buyers[d], "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int part = 0; part < 2; part++) {
        snprintf(path, sizeof path, "%s/methods/reference/expected/indicators/small0_%s.csv",
                 shared_folder(), part == 0 ? "Z" : "Y");
        csv *c = read_csv(path);
        gvc_dense *to = part == 0 ? gvc_builder_z(b) : gvc_builder_y(b);
        for (gvc_idx i = 0; i < to->rows; i++) {
            for (gvc_idx j = 0; j < to->cols; j++) {
                to->data[i * to->stride + j] = csv_number(c, i, j + 1);
            }
        }
        free_csv(c);
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

Test(indicators, comparative_advantage_of_a_country_in_two_territories)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_territories(ctx);
    static const char *const names[] = {"rca_gross", "rca_va", NULL};
    gvc_result *r = ask(ctx, t, NULL, names);
    for (int k = 0; k < 2; k++) {
        char path[512];
        snprintf(path, sizeof path, "%s/methods/reference/expected/indicators/%s.csv",
                 shared_folder(), names[k]);
        csv *c = read_csv(path);
        const double *ours = term(r, names[k]);
        for (gvc_idx i = 0; i < 12; i++) {
            double theirs = csv_number(c, i / 3, i % 3 + 1);
            cr_expect(fabs(ours[i] - theirs) <= 1e-12 * 2, "%s %d: %.17g, not %.17g", names[k],
                      (int)i, ours[i], theirs);
        }
        free_csv(c);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- what adds up to what, on made-up worlds ----------------------------------------------------
 */

static double scale_of(const gvc_result *r, const char *name)
{
    const double *x = term(r, name);
    double largest = 0;
    for (gvc_idx i = 0; i < gvc_result_cells(r); i++) {
        largest = fabs(x[i]) > largest ? fabs(x[i]) : largest;
    }
    return largest;
}

/* left = the sum of the right ones, in every cell that all of them have. */
static void expect_identity(const gvc_result *r, const char *where, const char *left,
                            const char *const *right)
{
    double bound = 1e-12 * scale_of(r, left) + 1e-12;
    bool own = gvc_result_text(r, "own_cell") != NULL;
    for (gvc_idx i = 0; i < gvc_result_cells(r); i++) {
        double sum = 0;
        for (const char *const *name = right; *name != NULL; name++) {
            sum += *name[0] == '-' ? -term(r, *name + 1)[i] : term(r, *name)[i];
        }
        double gap = fabs(term(r, left)[i] - sum);
        cr_expect(gap <= bound || isnan(gap) || (own && !gvc_result_is_row(r, i)),
                  "%s: %s, cell %d: %g off", where, left, (int)i, gap);
    }
}

typedef struct identity {
    const char *level, *left, *right[4];
} identity;

static const identity sums[] = {
    {"*", "exgr", {"exgr_int", "exgr_fnl"}},
    {"*", "exgr", {"exgr_dva", "exgr_fva"}},
    {"*", "exgr_dva", {"exgr_ddc", "exgr_idc", "exgr_rim"}},
    {"*", "exgr_dva", {"exgr_intdva", "exgr_fnldva"}},
    {"*", "dva", {"exgr_ddc", "exgr_idc"}},
    {"*", "imgr", {"imgr_int", "imgr_fnl"}},
    {"*", "gvc", {"gvcb", "gvcf"}},
    {"*", "vs_hiy", {"vs", "exgr_rim"}},
    {"*", "gvcb", {"vs_hiy"}},
    {"*", "vs", {"exgr_fva"}},
    {"*", "vax", {"ffd_dva"}},
    {"*", "balvafd", {"ffd_dva", "-dfd_fva"}},
    {"country", "balgr", {"exgr", "-imgr"}},
    {"country", "balvafd", {"balgr"}},
    {"country", "vs", {"dexfvap"}},
    {"country", "vs_hiy", {"reii_local"}},
    {"country", "vs1", {"fexdvap"}},
    {"country", "vs1_star", {"imgr_dva"}},
    {"country", "valu", {"dxd_dva", "ffd_dva"}},
    {"country", "vax_c", {"vax"}},
    {"sector", "valu", {"dxd_dva", "ffd_dva"}},
    {"sector", "vs", {"dexfvap"}},
    {"pair", "vax_c", {"ffd_dva"}},
    {"pair", "vs1", {"fexdvap"}},
    {"pair", "balgr", {"exgr", "-imgr"}},
};

static const char *const levels[] = {"country", "sector", "pair", "bilateral"};

static void expect_sums(gvc_ctx *ctx, const gvc_table *t, const char *where)
{
    for (int k = 0; k < 4; k++) {
        gvc_result *r = ask(ctx, t, levels[k], NULL);
        for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
            bool anywhere = strcmp(sums[i].level, "*") == 0;
            if (anywhere || strcmp(sums[i].level, levels[k]) == 0) {
                expect_identity(r, where, sums[i].left, sums[i].right);
            }
        }
        gvc_result_free(r);
    }
}

Test(indicators, add_up_in_every_world)
{
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 11 + k);
        gvc_table *t = table_of(ctx, &w, false);
        expect_sums(ctx, t, recipes[k].name);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* The sums of fine over the sectors or partners that coarse does not have. */
static void expect_coarser(const gvc_result *fine, const gvc_result *coarse, const char *where)
{
    gvc_idx fd = gvc_result_ndims(fine), sector = gvc_result_find_dim(fine, "sector");
    gvc_idx wide = sector < 0 ? 1 : gvc_result_extent(fine, sector);
    gvc_idx blocks = gvc_result_extent(fine, gvc_result_find_dim(fine, "country"));
    gvc_idx partners = gvc_result_find_dim(fine, "partner") < 0 ? 1 : blocks;
    bool keep_s = gvc_result_find_dim(coarse, "sector") >= 0;
    bool keep_p = gvc_result_find_dim(coarse, "partner") >= 0;
    cr_assert(fd >= 2);
    for (gvc_idx k = 0; k < gvc_result_nterms(coarse); k++) {
        const gvc_term *name = gvc_result_term(coarse, k);
        gvc_idx at = gvc_result_find_term(fine, name->name);
        bool ratio = strcmp(name->units, "1") == 0 || strcmp(name->units, "%") == 0 ||
                     strcmp(name->units, "index") == 0;
        if (at < 0 || ratio || strcmp(name->name, "vax_d") == 0) {
            continue;
        }
        double *sum = calloc((size_t)gvc_result_cells(coarse), sizeof *sum);
        const double *x = gvc_result_values(fine, at), *y = gvc_result_values(coarse, k);
        for (gvc_idx i = 0; i < gvc_result_cells(fine); i++) {
            gvc_idx c = i / partners / wide, s = i / partners % wide, p = i % partners;
            gvc_idx to = (c * (keep_s ? wide : 1) + (keep_s ? s : 0)) * (keep_p ? blocks : 1);
            if (!isnan(x[i]) && (partners == 1 || p != c)) {
                sum[to + (keep_p ? p : 0)] += x[i];
            }
        }
        double bound = 1e-12 * scale_of(coarse, name->name) + 1e-12;
        for (gvc_idx i = 0; i < gvc_result_cells(coarse); i++) {
            cr_expect(isnan(y[i]) || fabs(sum[i] - y[i]) <= bound || !gvc_result_is_row(coarse, i),
                      "%s: %s, cell %d: %.17g, not %.17g", where, name->name, (int)i, y[i], sum[i]);
        }
        free(sum);
    }
}

Test(indicators, coarser_levels_are_sums_of_finer_ones)
{
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 31 + k);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *fine = ask(ctx, t, "bilateral", NULL);
        for (int l = 0; l < 3; l++) {
            gvc_result *coarse = ask(ctx, t, levels[l], NULL);
            expect_coarser(fine, coarse, recipes[k].name);
            gvc_result_free(coarse);
        }
        gvc_result *pair = ask(ctx, t, "pair", NULL), *country = ask(ctx, t, "country", NULL);
        expect_coarser(pair, country, recipes[k].name);
        gvc_result_free(pair);
        gvc_result_free(country);
        gvc_result_free(fine);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- by definition, with plain loops ------------------------------------------------------------
 */

typedef struct plain {
    const world *w;
    double x[256], v[256];
    double *a, *b, *e; /* n x n, n x n, n x countries */
} plain;

/* The inverse of I - A by Gauss-Jordan elimination with row exchanges. */
static double *invert(const double *a, gvc_idx n)
{
    double *m = calloc((size_t)(n * n), sizeof *m), *b = calloc((size_t)(n * n), sizeof *b);
    for (gvc_idx i = 0; i < n * n; i++) {
        m[i] = (i / n == i % n) - a[i];
        b[i] = i / n == i % n;
    }
    for (gvc_idx k = 0; k < n; k++) {
        gvc_idx best = k;
        for (gvc_idx i = k + 1; i < n; i++) {
            best = fabs(m[i * n + k]) > fabs(m[best * n + k]) ? i : best;
        }
        for (gvc_idx j = 0; j < n; j++) {
            double p = m[k * n + j], q = b[k * n + j];
            m[k * n + j] = m[best * n + j];
            b[k * n + j] = b[best * n + j];
            m[best * n + j] = p;
            b[best * n + j] = q;
        }
        double pivot = m[k * n + k];
        for (gvc_idx j = 0; j < n; j++) {
            m[k * n + j] /= pivot;
            b[k * n + j] /= pivot;
        }
        for (gvc_idx i = 0; i < n; i++) {
            double f = i == k ? 0 : m[i * n + k];
            for (gvc_idx j = 0; j < n && f != 0; j++) {
                m[i * n + j] -= f * m[k * n + j];
                b[i * n + j] -= f * b[k * n + j];
            }
        }
    }
    free(m);
    return b;
}

static plain make_plain(const world *w)
{
    plain p = {.w = w};
    gvc_idx n = w->n, g = w->countries;
    p.a = calloc((size_t)(n * n), sizeof *p.a);
    p.e = calloc((size_t)(n * g), sizeof *p.e);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            p.x[i] += w->z[i * n + j];
            p.e[i * g + w->country[j]] += w->country[i] == w->country[j] ? 0 : w->z[i * n + j];
        }
        for (gvc_idx d = 0; d < g; d++) {
            p.x[i] += w->y[i * g + d];
            p.e[i * g + d] += w->country[i] == d ? 0 : w->y[i * g + d];
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        p.v[j] = p.x[j] == 0 ? 0 : 1;
        for (gvc_idx i = 0; i < n && p.x[j] != 0; i++) {
            p.a[i * n + j] = w->z[i * n + j] / p.x[j];
            p.v[j] -= p.a[i * n + j];
        }
    }
    p.b = invert(p.a, n);
    return p;
}

static void free_plain(plain *p)
{
    free(p->a);
    free(p->b);
    free(p->e);
}

static double total_exports(const plain *p, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx d = 0; d < p->w->countries; d++) {
        sum += p->e[i * p->w->countries + d];
    }
    return sum;
}

/* v_c B_ci: value added of c per unit of final use of i. */
static double content(const plain *p, gvc_idx c, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx k = p->w->offset[c]; k < p->w->offset[c + 1]; k++) {
        sum += p->v[k] * p->b[k * p->w->n + i];
    }
    return sum;
}

/* (B Y)_id */
static double absorbed(const plain *p, gvc_idx i, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx k = 0; k < p->w->n; k++) {
        sum += p->b[i * p->w->n + k] * p->w->y[k * p->w->countries + d];
    }
    return sum;
}

/* Imports of product j by c that are used up for the exports of c, B_cc of the world. */
static double passed_on(const plain *p, gvc_idx j, gvc_idx c)
{
    double sum = 0;
    gvc_idx n = p->w->n, first = p->w->offset[c], end = p->w->offset[c + 1];
    for (gvc_idx i = first; i < end; i++) {
        for (gvc_idx k = first; k < end; k++) {
            sum += p->a[j * n + i] * p->b[i * n + k] * total_exports(p, k);
        }
    }
    return sum;
}

/* Output of all, with the sales of c to p cut (p < 0: to everybody abroad); value added that c then
 * loses. */
static double lost(const plain *p, gvc_idx c, gvc_idx partner)
{
    const world *w = p->w;
    gvc_idx n = w->n;
    double *a = malloc((size_t)(n * n) * sizeof *a), loss = 0;
    memcpy(a, p->a, (size_t)(n * n) * sizeof *a);
    for (gvc_idx i = w->offset[c]; i < w->offset[c + 1]; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            bool cut = partner < 0 ? w->country[j] != c : w->country[j] == partner;
            a[i * n + j] = cut ? 0 : a[i * n + j];
        }
    }
    double *b = invert(a, n);
    for (gvc_idx i = w->offset[c]; i < w->offset[c + 1]; i++) {
        double output = 0;
        for (gvc_idx k = 0; k < n; k++) {
            for (gvc_idx d = 0; d < w->countries; d++) {
                bool cut = w->country[k] == c && (partner < 0 ? d != c : d == partner);
                output += cut ? 0 : b[i * n + k] * w->y[k * w->countries + d];
            }
        }
        loss += p->v[i] * (p->x[i] - output);
    }
    free(a);
    free(b);
    return loss;
}

static void expect_cell(const gvc_result *r, const char *name, gvc_idx cell, double plain_value)
{
    double ours = term(r, name)[cell], bound = 1e-11 * scale_of(r, name) + 1e-11;
    cr_expect(fabs(ours - plain_value) <= bound, "%s, cell %d: %.17g, not %.17g", name, (int)cell,
              ours, plain_value);
}

static const recipe small_world = {"small", {4, 2, 5, 0, 3, -1}, 3, 0.01, 7};

Test(indicators, bilateral_ones_follow_their_definitions)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_world, 5);
    plain p = make_plain(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = ask(ctx, t, "bilateral", NULL);
    gvc_idx g = w.countries, wide = gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx c = 0; c < g; c++) {
            gvc_idx maker = w.country[i], from = block_of(r, maker), to = block_of(r, c);
            if (c == maker) {
                continue;
            }
            gvc_idx sold = (from * wide + w.sector[i]) * g + to;
            gvc_idx bought = (to * wide + w.sector[i]) * g + from;
            double e = p.e[i * g + c], all = total_exports(&p, i);
            expect_cell(r, "exgr", sold, e);
            expect_cell(r, "exgr_dva", sold, content(&p, maker, i) * e);
            expect_cell(r, "ffd_dva", sold, p.v[i] * absorbed(&p, i, c));
            expect_cell(r, "dexfvap", sold, content(&p, c, i) * all);
            expect_cell(r, "imgr", bought, e);
            expect_cell(r, "imgr_dva", bought, content(&p, c, i) * e);
            expect_cell(r, "dfd_fva", bought, p.v[i] * absorbed(&p, i, c));
            expect_cell(r, "exgr_dvafx", bought, content(&p, c, i) * all);
            expect_cell(r, "reii", bought, passed_on(&p, i, c));
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    free_plain(&p);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, extraction_is_what_a_country_loses_without_the_flow)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_world, 6);
    plain p = make_plain(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *pairs = ask(ctx, t, "pair", NULL), *countries = ask(ctx, t, "country", NULL);
    for (gvc_idx c = 0; c < w.countries; c++) {
        expect_cell(countries, "dva", block_of(countries, c), lost(&p, c, -1));
        for (gvc_idx q = 0; q < w.countries; q++) {
            double completed = 0;
            for (gvc_idx j = w.offset[q]; j < w.offset[q + 1]; j++) {
                for (gvc_idx d = 0; d < w.countries; d++) {
                    completed += content(&p, c, j) * w.y[j * w.countries + d];
                }
            }
            gvc_idx cell = block_of(pairs, c) * w.countries + block_of(pairs, q);
            if (c != q) {
                expect_cell(pairs, "vax_d", cell, lost(&p, c, q));
                expect_cell(pairs, "vax_p", cell, completed);
            }
        }
    }
    gvc_result_free(pairs);
    gvc_result_free(countries);
    gvc_table_free(t);
    free_plain(&p);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, of_participation_are_those_of_the_decomposition)
{
    static const char *const same[][2] = {
        {"exgr", "gexp"}, {"exgr_dva", "dc"}, {"exgr_fva", "fc"}, {"exgr_rim", "ddc"},
        {"dva", "dva"},   {"gvc", "gvc"},     {"gvcb", "gvcb"},   {"gvcf", "gvcf"}};
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 41 + k);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *r = ask(ctx, t, "bilateral", NULL);
        gvc_result *bm = decompose(ctx, t, "bilateral", "source", false);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
            double bound = 1e-12 * scale_of(bm, "gexp");
            const double *ours = term(r, same[i][0]), *theirs = term(bm, same[i][1]);
            for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
                cr_expect(!gvc_result_is_row(bm, cell) || fabs(ours[cell] - theirs[cell]) <= bound,
                          "%s: %s, cell %d", recipes[k].name, same[i][0], (int)cell);
            }
        }
        gvc_result_free(bm);
        gvc_result_free(r);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- ratios, sums first -------------------------------------------------------------------------
 */

Test(indicators, ratios_come_after_the_sum_of_sectors)
{
    static const gvc_sector_group groups[] = {{"S0", "first"}, {"S1", "first"}};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 3);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL, *fine = ask(ctx, t, "sector", NULL);
    o.method = "indicators";
    o.level = "sector";
    o.sector_groups = groups;
    o.sector_group_count = 2;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    gvc_idx first = label_position(r, "sector", "first");
    gvc_idx wide = gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
    const double *dva = term(fine, "exgr_dva"), *e = term(fine, "exgr");
    double exports = 0, same = 0, all = 0;
    for (gvc_idx i = 0; i < 40; i++) {
        exports += i < 5 ? e[i] : 0;
        same += i % 5 < 2 ? e[i] : 0;
        all += e[i];
    }
    cr_assert(first >= 0 && wide == 4);
    double share = 100 * (dva[0] + dva[1]) / (e[0] + e[1]);
    cr_expect(fabs(term(r, "exgr_dvash")[first] - share) < 1e-12 * share);
    share = 100 * (dva[0] + dva[1]) / exports;
    cr_expect(fabs(term(r, "exgr_tdvaind")[first] - share) < 1e-12 * share);
    share = (e[0] + e[1]) / exports / (same / all);
    cr_expect(fabs(term(r, "rca_gross")[first] - share) < 1e-12 * share);
    gvc_result_free(r);
    gvc_result_free(fine);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, shares_of_partners_add_up_to_a_hundred)
{
    static const char *const shares[] = {"exgrpsh",     "exgr_intpsh", "exgr_dvapsh", "imgrpsh",
                                         "imgr_fnlpsh", "ffd_dvapsh",  "dfd_fvapsh"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 8);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = ask(ctx, t, "pair", NULL);
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        for (gvc_idx c = 0; c < w.countries; c++) {
            double sum = 0;
            for (gvc_idx p = 0; p < w.countries; p++) {
                sum += p == c ? 0 : term(r, shares[k])[c * w.countries + p];
            }
            cr_expect(fabs(sum - 100) < 1e-11, "%s of %d: %.17g", shares[k], (int)c, sum);
        }
    }
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- what is not there --------------------------------------------------------------------------
 */

Test(indicators, industries_that_are_not_there_have_no_numbers_but_imports)
{
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 2, in_order);
    gvc_result *r = ask(ctx, t, "sector", NULL);
    /* A has x y, B has x z, C has all four; D nothing. */
    static const bool there[16] = {1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0};
    for (int cell = 0; cell < 16; cell++) {
        cr_expect_eq(isnan(term(r, "exgr")[cell]) != 0, !there[cell], "cell %d", cell);
        bool nobody = cell / 4 == 2 && cell % 4 == 3; /* w, which C alone makes */
        cr_expect_eq(isnan(term(r, "imgr")[cell]) != 0, nobody, "imports, cell %d", cell);
        cr_expect(gvc_result_is_row(r, cell));
    }
    gvc_result_free(r);
    static const char *const own[] = {"exgr", "exgr_dvash", NULL};
    r = ask(ctx, t, "sector", own);
    for (int cell = 0; cell < 16; cell++) {
        cr_expect_eq(gvc_result_is_row(r, cell), there[cell], "row %d", cell);
    }
    gvc_result_free(r);
    r = ask(ctx, t, "country", NULL);
    cr_expect(isnan(term(r, "exgr_dvash")[3]), "0/0 is no number");
    cr_expect_eq(term(r, "exgr")[3], 0.0);
    cr_expect(term(r, "imgr")[3] > 0);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- asked for in other ways --------------------------------------------------------------------
 */

static void expect_equal(const gvc_result *a, const gvc_result *b, double tolerance)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(b); k++) {
        const char *name = gvc_result_term(b, k)->name;
        const double *x = term(a, name), *y = gvc_result_values(b, k);
        double bound = tolerance * scale_of(b, name);
        for (gvc_idx i = 0; i < gvc_result_cells(b); i++) {
            bool same = isnan(y[i]) ? isnan(x[i]) != 0 : fabs(x[i] - y[i]) <= bound;
            cr_expect(same || !gvc_result_is_row(b, i), "%s, cell %d: %.17g, not %.17g", name,
                      (int)i, x[i], y[i]);
        }
    }
}

Test(indicators, do_not_depend_on_the_order_of_countries)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 21);
    gvc_table *t = table_of(ctx, &w, false), *turned = table_of(ctx, &w, true);
    gvc_result *a = ask(ctx, t, "pair", NULL), *b = ask(ctx, turned, "pair", NULL);
    gvc_idx g = w.countries;
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const char *name = gvc_result_term(a, k)->name;
        double bound = 1e-12 * scale_of(a, name);
        for (gvc_idx i = 0; i < g * g; i++) {
            gvc_idx other = (g - 1 - i / g) * g + (g - 1 - i % g);
            double gap = fabs(gvc_result_values(a, k)[i] - gvc_result_values(b, k)[other]);
            cr_expect(i / g == i % g || gap <= bound, "%s, cell %d", name, (int)i);
        }
    }
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(turned);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, grow_with_the_unit_or_not_at_all)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[3 + 1], 22);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *a = ask(ctx, t, "sector", NULL);
    for (gvc_idx i = 0; i < w.n * w.n; i++) {
        w.z[i] *= 1024;
    }
    for (gvc_idx i = 0; i < w.n * w.countries; i++) {
        w.y[i] *= 1024;
    }
    gvc_table *big = table_of(ctx, &w, false);
    gvc_result *b = ask(ctx, big, "sector", NULL);
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const gvc_term *name = gvc_result_term(a, k);
        bool ratio = strcmp(name->units, "1") == 0 || strcmp(name->units, "%") == 0 ||
                     strcmp(name->units, "index") == 0;
        for (gvc_idx i = 0; i < gvc_result_cells(a); i++) {
            double x = gvc_result_values(a, k)[i] * (ratio ? 1 : 1024);
            double y = gvc_result_values(b, k)[i];
            cr_expect(x == y || (isnan(x) && isnan(y)), "%s, cell %d", name->name, (int)i);
        }
    }
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(big);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, same_bits_with_any_number_of_threads)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 23);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < 4; k++) {
        gvc_ctx_set_threads(ctx, 1);
        gvc_result *a = ask(ctx, t, levels[k], NULL);
        gvc_ctx_set_threads(ctx, 3);
        gvc_result *b = ask(ctx, t, levels[k], NULL);
        expect_equal(a, b, 0);
        gvc_result_free(a);
        gvc_result_free(b);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, several_selections_in_one_go_are_those_asked_for_apart)
{
    static const char *const gross[] = {"exgr", "gvc", NULL};
    static const char *const absorption[] = {"vax_ratio", "ffd_dva", NULL};
    static const char *const dear[] = {"vax_d", "fexdvapsh", NULL};
    const char *const *const terms[] = {gross, absorption, dear};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 24);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o[3];
    gvc_collector *c[3] = {NULL};
    gvc_sink sinks[3];
    gvc_measure_job jobs[3];
    for (int k = 0; k < 3; k++) {
        o[k] = (gvc_measure_options)GVC_MEASURE_OPTIONS_INIT;
        o[k].method = "indicators";
        o[k].level = "pair";
        o[k].terms = terms[k];
        expect_ok(ctx, gvc_collector_new(ctx, &c[k]));
        sinks[k] = gvc_collector_sink(c[k]);
        jobs[k] = (gvc_measure_job){&o[k], &sinks[k]};
    }
    expect_ok(ctx, gvc_measure_all(ctx, t, jobs, 3));
    for (int k = 0; k < 3; k++) {
        gvc_result *together = gvc_collector_take(c[k]);
        gvc_result *apart = ask(ctx, t, "pair", terms[k]);
        expect_equal(together, apart, 1e-13);
        gvc_result_free(together);
        gvc_result_free(apart);
        gvc_collector_free(c[k]);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, take_only_what_the_chosen_ones_need)
{
    static const char *const local[] = {"exgr", "gvc_sh", "vs_hiy", "exgr_idc", "rca_va", NULL};
    static const char *const cheap[] = {"vax_c", "vax_p", "dfd_fvapsh", "reii", NULL};
    static const char *const dear[] = {"vax_d", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 25);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = ask(ctx, t, NULL, local);
    cr_expect_str_eq(gvc_result_text(r, "view"), "sector");
    gvc_result_free(r);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "indicators";
    o.solver = "seidel"; /* vectors only */
    o.terms = cheap;
    r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    cr_expect_str_eq(gvc_result_text(r, "view"), "pair");
    gvc_result_free(r);
    r = NULL;
    o.terms = dear;
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EARG, "all of B");
    cr_expect_null(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* With stated value added the import content is no longer that of the country's own table. */
Test(indicators, with_given_value_added_content_leaves_a_part_unexplained)
{
    gvc_ctx *ctx = new_ctx();
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
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
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.va = GVC_VA_GIVEN;
    gvc_result *bm = NULL, *r = NULL;
    expect_ok(ctx, gvc_measure(ctx, &bm, t, &o));
    static const char *const names[] = {"gvcb", "vs_hiy", "exgr_dva", "exgr_fva", "exgr", NULL};
    o.method = "indicators";
    o.terms = names;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    for (int c = 0; c < 2; c++) {
        double bound = 1e-12 * term(r, "exgr")[c]; /* solved apart, to 1e-13 each */
        cr_expect(fabs(term(r, "gvcb")[c] - term(bm, "gvcb")[c]) <= bound);
        cr_expect(term(r, "vs_hiy")[c] > term(r, "gvcb")[c] + 0.01);
        double explained = term(r, "exgr_dva")[c] + term(r, "exgr_fva")[c] + term(bm, "resid")[c];
        cr_expect(fabs(term(r, "exgr")[c] - explained) <= bound);
    }
    gvc_result_free(r);
    gvc_result_free(bm);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* ---- the list, and errors -----------------------------------------------------------------------
 */

Test(indicators, are_listed_each_once_with_all_that_is_known)
{
    gvc_idx count = 0;
    for (const gvc_indicator_info *i; (i = gvc_indicator_list(count)) != NULL; count++) {
        cr_expect(i->long_name[0] != '\0' && i->formula[0] != '\0' && i->source[0] != '\0');
        cr_expect(i->country || i->sector || i->pair || i->bilateral, "%s", i->name);
        cr_expect_eq(strspn(i->name, "abcdefghijklmnopqrstuvwxyz0123456789_"), strlen(i->name));
        size_t length = strlen(i->name);
        bool percent = i->units != NULL && strcmp(i->units, "%") == 0;
        bool ratio = length > 3 && strcmp(i->name + length - 3, "_sh") == 0;
        bool share = length > 2 && strcmp(i->name + length - 2, "sh") == 0;
        cr_expect(!share || percent != ratio, "%s: per cent in TiVA's shares", i->name);
        for (gvc_idx k = 0; k < count; k++) {
            cr_expect_str_neq(gvc_indicator_list(k)->name, i->name);
        }
    }
    cr_expect(count > 60);
    cr_expect_null(gvc_indicator_list(-1));
}

Test(indicators, levels_are_picked_by_names_or_refused)
{
    gvc_ctx *ctx = new_ctx();
    const char *level = NULL;
    expect_ok(ctx, gvc_indicator_level(ctx, (const char *const[]){"exgr", "vax_d", NULL}, &level));
    cr_expect_str_eq(level, "pair");
    level = NULL;
    expect_error(
        ctx, gvc_indicator_level(ctx, (const char *const[]){"vax_d", "rca_va", NULL}, &level),
        GVC_EARG, "no level has all of these: vax_d: pair; rca_va: sector; ask for them apart");
    cr_expect_null(level);
    level = "country";
    expect_error(ctx, gvc_indicator_level(ctx, (const char *const[]){"vax_d", NULL}, &level),
                 GVC_EARG, "level country does not have all of these: vax_d: pair");
    expect_error(ctx, gvc_indicator_level(ctx, (const char *const[]){"vax_e", NULL}, &level),
                 GVC_EUNKNOWN, "no indicator 'vax_e'; did you mean vax_d, vax_c, vax_p?");
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "indicators";
    o.level = "continent";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method indicators has no level 'continent'; it has country, sector, pair, "
                 "bilateral");
    o.level = NULL;
    o.approach = "sink";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "method indicators has no approach to choose; leave out 'sink'");
    gvc_ctx_free(ctx);
}
