/* test_indicators.c - indicators against a reference program, by their definitions with plain
 * loops, and by what they add up to */
#include "checks.h"
#include "reference_tables.h"
#include "small0.h"

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

/* ---- against the reference program ----------------------------------------------------------- */

typedef struct compared_file {
    const char *name, *level;
} compared_file;

/* Of a group's repeated sectors only what may be summed is compared. */
static void compare_column(const gvc_result *r, const csv *c, const char *name,
                           const gvc_idx *cell_of, const char *where)
{
    gvc_idx k = gvc_result_find_term(r, name), cells = gvc_result_cells(r);
    cr_assert(k >= 0, "%s: no column %s", where, name);
    double largest, *sum = reference_sums(c, csv_column(c, name), cell_of, cells, &largest);
    double unit = strcmp(gvc_result_term(r, k)->units, "%") == 0 ? 100 : 1;
    int *count = calloc((size_t)cells, sizeof *count);
    for (gvc_idx row = 0; row < c->rows; row++) {
        count[cell_of[row]]++;
    }
    for (gvc_idx i = 0; i < cells; i++) {
        bool ratio = strcmp(name, "exgr_dvash") == 0;
        if (count[i] == 0 || (count[i] > 1 && ratio)) {
            continue;
        }
        double ours = gvc_result_values(r, k)[i], theirs = unit * sum[i];
        bool close =
            isnan(theirs) ? isnan(ours) != 0 : fabs(ours - theirs) <= 1e-11 * unit * largest;
        cr_expect(close, "%s %s cell %d: %.17g, not %.17g", where, name, (int)i, ours, theirs);
    }
    free(sum);
    free(count);
}

static bool is_key(const char *name)
{
    static const char *const keys[] = {"country", "exporter", "sector", "importer", "partner"};
    bool found = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        found = found || strcmp(name, keys[i]) == 0;
    }
    return found;
}

static void compare_file(gvc_ctx *ctx, const reference_table *p, const gvc_table *t,
                         const compared_file *f)
{
    csv *c = reference_file(p->folder, f->name);
    char where[128];
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "indicators";
    o.level = f->level;
    gvc_result *r = reference_result(ctx, p, t, &o);
    gvc_idx *cell_of = reference_cells(r, c, NULL);
    int compared = 0;
    snprintf(where, sizeof where, "%s %s", p->folder, f->name);
    for (gvc_idx k = 0; k < c->columns; k++) {
        bool gross = strcmp(c->names[k], "gexp") == 0; /* exgr of other files */
        if (!is_key(c->names[k]) && !gross) {
            compare_column(r, c, c->names[k], cell_of, where);
            compared++;
        }
    }
    cr_expect(compared > 1);
    free(cell_of);
    gvc_result_free(r);
    free_csv(c);
}

Test(indicators, equal_the_reference_program_on_five_tables)
{
    static const compared_file files[] = {
        {"tiva_country", "country"},    {"vertical_specialization", "country"},
        {"johnson_noguera", "country"}, {"tiva_industry", "sector"},
        {"tiva_pairs", "pair"},         {"los_timmer", "pair"},
        {"tiva_exports", "bilateral"},  {"tiva_imports", "bilateral"},
    };
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = reference_input(ctx, &reference_tables[k]);
        for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
            compare_file(ctx, &reference_tables[k], t, &files[f]);
        }
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

Test(indicators, comparative_advantage_of_a_country_in_two_territories)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    static const char *const names[] = {"rca_gross", "rca_va", NULL};
    gvc_result *r = ask(ctx, t, NULL, names);
    for (int k = 0; k < 2; k++) {
        csv *c = small_csv(names[k]);
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

/* left = the sum of the right ones, in every cell that all of them have. */
static void expect_identity(const gvc_result *r, const char *where, const char *left,
                            const char *const *right)
{
    double bound = 1e-12 * largest_of(r, left) + 1e-12;
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

static void expect_all_sums(gvc_ctx *ctx, const gvc_table *t, const char *where)
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
        expect_all_sums(ctx, t, recipes[k].name);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* The sums of fine over the sectors or partners that coarse does not have. */
static void expect_coarser(const gvc_result *fine, const gvc_result *coarse, const char *where)
{
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
            bool counts = gvc_result_is_row(fine, i) && !isnan(x[i]);
            sum[coarse_cell(fine, coarse, i)] += counts ? x[i] : 0;
        }
        double bound = 1e-12 * largest_of(coarse, name->name) + 1e-12;
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

static double total_exports(const brute *p, gvc_idx i)
{
    double sum = 0;
    for (gvc_idx d = 0; d < p->w->countries; d++) {
        sum += p->e[i * p->w->countries + d];
    }
    return sum;
}

/* (B Y)_id */
static double absorbed(const brute *p, gvc_idx i, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx k = 0; k < p->w->n; k++) {
        sum += p->b[i * p->w->n + k] * p->w->y[k * p->w->countries + d];
    }
    return sum;
}

/* Imports of product j by c that are used up for the exports of c, B_cc of the world. */
static double passed_on(const brute *p, gvc_idx j, gvc_idx c)
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

/* Value added that c loses when it sells to the partner no more (< 0: to nobody abroad). */
static double lost(const brute *p, gvc_idx c, gvc_idx partner)
{
    double at_home, abroad;
    extract(p, c, p->w->offset[c], p->w->offset[c + 1], partner, &at_home, &abroad);
    return at_home;
}

static void expect_cell(const gvc_result *r, const char *name, gvc_idx cell, double plain_value)
{
    double ours = term(r, name)[cell], bound = 1e-11 * largest_of(r, name) + 1e-11;
    cr_expect(fabs(ours - plain_value) <= bound, "%s, cell %d: %.17g, not %.17g", name, (int)cell,
              ours, plain_value);
}

static const recipe small_world = {"small", {4, 2, 5, 0, 3, -1}, 3, 0.01, 7};

Test(indicators, bilateral_ones_follow_their_definitions)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_world, 5);
    brute p = new_brute(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *r = ask(ctx, t, "bilateral", NULL);
    gvc_idx g = w.countries, wide = gvc_result_extent(r, gvc_result_find_dim(r, "sector"));
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx c = 0; c < g; c++) {
            gvc_idx maker = w.country[i], from = place(r, "country", 'C', maker),
                    to = place(r, "country", 'C', c);
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
    free_brute(&p);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(indicators, extraction_is_what_a_country_loses_without_the_flow)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&small_world, 6);
    brute p = new_brute(&w);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_result *pairs = ask(ctx, t, "pair", NULL), *countries = ask(ctx, t, "country", NULL);
    for (gvc_idx c = 0; c < w.countries; c++) {
        expect_cell(countries, "dva", place(countries, "country", 'C', c), lost(&p, c, -1));
        for (gvc_idx q = 0; q < w.countries; q++) {
            double completed = 0;
            for (gvc_idx j = w.offset[q]; j < w.offset[q + 1]; j++) {
                for (gvc_idx d = 0; d < w.countries; d++) {
                    completed += content(&p, c, j) * w.y[j * w.countries + d];
                }
            }
            gvc_idx cell =
                place(pairs, "country", 'C', c) * w.countries + place(pairs, "country", 'C', q);
            if (c != q) {
                expect_cell(pairs, "vax_d", cell, lost(&p, c, q));
                expect_cell(pairs, "vax_p", cell, completed);
            }
        }
    }
    gvc_result_free(pairs);
    gvc_result_free(countries);
    gvc_table_free(t);
    free_brute(&p);
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
            double bound = 1e-12 * largest_of(bm, "gexp");
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
    gvc_idx first = label_at(r, gvc_result_find_dim(r, "sector"), "first");
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

static void expect_alike(const gvc_result *a, const gvc_result *b, double tolerance)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(b); k++) {
        const char *name = gvc_result_term(b, k)->name;
        const double *x = term(a, name), *y = gvc_result_values(b, k);
        double bound = tolerance * largest_of(b, name);
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
        double bound = 1e-12 * largest_of(a, name);
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
        expect_alike(a, b, 0);
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
        expect_alike(together, apart, 1e-13);
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
