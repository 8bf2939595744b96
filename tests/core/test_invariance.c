/* test_invariance.c - what no measure may depend on: the unit of the values, the order of the
 * countries, and whether a country comes whole or as two identical halves in one group. Every
 * registered method, every combination of words that it takes, on worlds of unequal countries with
 * idle industries and negative flows. */
#include "worlds.h"

enum { WORDS = 8, NAME = 32 };

static const gvc_weight weights[] = {{NULL, "S0", "early", 1},   {NULL, "S1", "early", 0.25},
                                     {NULL, "S1", "late", 0.75}, {NULL, "S2", "late", 1},
                                     {NULL, "S3", "late", 1},    {NULL, "S4", "early", 1}};
static const char *const from[] = {"C0", NULL}, *const to[] = {"C1", "C2", NULL};
static const char *const c2[] = {"C2", NULL}, *const c1[] = {"C1", NULL},
                         *const s1[] = {"S1", NULL};
static const struct {
    const char *method;
    gvc_shock shock;
} shocks[] = {
    {"scenario_demand", {.country = c1, .by = -0.1}},
    {"scenario_extract", {.country = c1, .sector = s1, .by = 1}},
    {"scenario_source", {.buyer = c1, .from = from, .to = c2, .sector = s1, .by = 0.5}},
    {"scenario_tariff", {.by = 0.1}},
    {"scenario_price", {.country = c1, .by = 0.1}},
    {"scenario_currency", {.country = c1, .by = -0.1}},
    {"scenario_supply", {.country = c1, .by = -0.1}},
    {"scenario_inoperability", {.country = c1, .by = -0.1}},
};
static const recipe worlds[] = {{"unequal", {5, 2, 4, -1}, 2, 0, 0},
                                {"idle", {3, 5, 4, -1}, 2, 0, 4},
                                {"negative", {4, 5, 3, -1}, 6, 0.03, 0}};

/* ---- options ----------------------------------------------------------------------------------
 */

/* The words of a list and that none is named. */
static int words_of(const char *const *offered, const char *out[WORDS])
{
    int count = 0;
    out[count++] = NULL;
    for (; offered != NULL && *offered != NULL && count < WORDS; offered++) {
        out[count++] = *offered;
    }
    return count;
}

/* What a method cannot do without. */
static gvc_measure_options needed(const gvc_method_info *info)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = info->family != NULL ? info->family : info->name;
    if (info->by_hand) {
        o.from = from;
        o.to = to;
    }
    if (strcmp(info->name, "chain") == 0) {
        o.product = "C0_S1";
    }
    if (strcmp(info->name, "functions") == 0 || strcmp(info->name, "stage_map") == 0) {
        o.weights = weights;
        o.weight_count = sizeof weights / sizeof *weights;
    }
    for (size_t k = 0; k < sizeof shocks / sizeof *shocks; k++) {
        if (strcmp(info->name, shocks[k].method) == 0) {
            o.shocks = &shocks[k].shock;
            o.shock_count = 1;
        }
    }
    return o;
}

/* Two years of a world: measures that compare tables see both, the others the second one. */
static world before;

/* Growth by logarithms takes no value added below 0, which these worlds have. */
static bool is_too_picky(const gvc_measure_options *o)
{
    return strcmp(o->method, "growth") == 0 && o->approach != NULL &&
           strcmp(o->approach, "lmdi") == 0;
}

/* The options with the table of the earlier year, if the measure compares. */
static gvc_measure_options with_earlier(const gvc_measure_options *o, const gvc_table *const *t)
{
    gvc_measure_options all = *o;
    if (strcmp(o->method, "growth") == 0) {
        all.others = t;
        all.other_count = 1;
    }
    return all;
}

/* Frees the earlier table too. */
static gvc_result *measure_years(gvc_ctx *ctx, gvc_table *earlier, const gvc_table *t,
                                 const gvc_measure_options *o)
{
    const gvc_table *others[] = {earlier};
    gvc_measure_options all = with_earlier(o, others);
    gvc_result *r = measure(ctx, t, &all);
    gvc_table_free(earlier);
    return r;
}

typedef void trial(gvc_ctx *ctx, const world *w, const gvc_measure_options *o,
                   const gvc_method_info *info);

/* What is chained over tables of several years has tests of its own. */
static bool is_about_several_tables(const gvc_method_info *info)
{
    return strcmp(info->name, "rates_index") == 0;
}

/* Every combination that makes sense. */
static void for_all_words(gvc_ctx *ctx, const world *w, const gvc_method_info *info, trial *try)
{
    const char *levels[WORDS], *perspectives[WORDS], *approaches[WORDS], *details[WORDS];
    int l = words_of(info->levels, levels), p = words_of(info->perspectives, perspectives);
    int a = words_of(info->approaches, approaches), d = words_of(info->details, details);
    int tried = 0;
    for (int k = 0; k < l * p * a * d; k++) {
        gvc_measure_options o = needed(info);
        gvc_measure_view view;
        o.level = levels[k % l];
        o.perspective = perspectives[k / l % p];
        o.approach = approaches[k / l / p % a];
        o.detail = details[k / l / p / a];
        if (gvc_measure_check(ctx, &o, &view) == GVC_OK && view.method == info &&
            !is_too_picky(&o)) {
            try(ctx, w, &o, info);
            tried++;
        }
    }
    cr_expect(tried > 0, "%s has no combination that it takes", info->name);
}

/* These worlds have no satellite accounts. */
static bool needs_account(const gvc_method_info *info)
{
    return strcmp(info->name, "scenario_carbon") == 0;
}

static void for_all_methods(trial *try)
{
    gvc_ctx *ctx = new_ctx();
    for (size_t k = 0; k < sizeof worlds / sizeof *worlds; k++) {
        world w = make_world(&worlds[k], 11 + k);
        before = make_world(&worlds[k], 21 + k);
        for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
            if (!needs_account(*m) && !is_about_several_tables(*m)) {
                for_all_words(ctx, &w, *m, try);
            }
        }
        free_world(&w);
        free_world(&before);
    }
    gvc_ctx_free(ctx);
}

/* ---- comparing by labels -----------------------------------------------------------------------
 */

static void expect_same(const gvc_result *a, const gvc_result *b, double money, const char *what,
                        const gvc_measure_options *o)
{
    cr_assert_eq(gvc_result_ndims(a), gvc_result_ndims(b));
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const gvc_term *t = gvc_result_term(a, k);
        const double *x = gvc_result_values(a, k), *y = gvc_result_values(b, k);
        /* The worlds' money has no name, and value added is their only account. */
        bool pure =
            strncmp(t->units, "unknown", 7) != 0 && strcmp(t->units, "unit of the account") != 0;
        double factor = pure ? 1 : money;
        double most = 1e-11 * largest_of(a, t->name) * factor + 1e-13;
        for (gvc_idx cell = 0; cell < gvc_result_cells(a); cell++) {
            gvc_idx other = gvc_result_is_row(a, cell) ? same_cell(a, b, cell) : -1;
            if (other < 0) {
                continue;
            }
            double away = fabs(factor * x[cell] - y[other]);
            bool same = away <= most || (isnan(x[cell]) && isnan(y[other]));
            cr_assert(same, "%s %s/%s/%s/%s, %s: %s cell %d: %.17g, %.17g", o->method,
                      o->level == NULL ? "-" : o->level,
                      o->perspective == NULL ? "-" : o->perspective,
                      o->approach == NULL ? "-" : o->approach, o->detail == NULL ? "-" : o->detail,
                      what, t->name, (int)cell, factor * x[cell], y[other]);
        }
    }
}

/* ---- the trials --------------------------------------------------------------------------------
 */

static gvc_table *thousandfold(gvc_ctx *ctx, const world *w)
{
    world large = *w;
    large.z = calloc((size_t)(w->n * w->n), sizeof *large.z);
    large.y = calloc((size_t)(w->n * w->countries), sizeof *large.y);
    for (gvc_idx i = 0; i < w->n * w->n; i++) {
        large.z[i] = 1000 * w->z[i];
    }
    for (gvc_idx i = 0; i < w->n * w->countries; i++) {
        large.y[i] = 1000 * w->y[i];
    }
    gvc_table *t = table_of(ctx, &large, false);
    free_world(&large);
    return t;
}

static void scaled(gvc_ctx *ctx, const world *w, const gvc_measure_options *o,
                   const gvc_method_info *info)
{
    (void)info;
    gvc_table *t = table_of(ctx, w, false), *u = thousandfold(ctx, w);
    gvc_result *a = measure_years(ctx, table_of(ctx, &before, false), t, o);
    gvc_result *b = measure_years(ctx, thousandfold(ctx, &before), u, o);
    expect_same(a, b, 1000, "scaled", o);
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(u);
}

static void reordered(gvc_ctx *ctx, const world *w, const gvc_measure_options *o,
                      const gvc_method_info *info)
{
    if (strcmp(info->name, "loops") == 0) {
        return; /* of equal assignments the order chooses one, and `use` is a place in it */
    }
    gvc_table *t = table_of(ctx, w, false), *u = table_of(ctx, w, true);
    gvc_result *a = measure_years(ctx, table_of(ctx, &before, false), t, o);
    gvc_result *b = measure_years(ctx, table_of(ctx, &before, true), u, o);
    expect_same(a, b, 1, "reordered", o);
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(u);
}

/* Industry i of the world with its first country in two halves, as industry and country there. */
static gvc_idx whole_of(const world *w, gvc_idx i)
{
    return i < w->offset[1] ? i : i - w->offset[1];
}

/* The first country as two, H0 and H1, of half the size each. */
static gvc_table *halved(gvc_ctx *ctx, const world *w)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    gvc_idx first = w->offset[1], n = w->n + first, countries = w->countries + 1;
    char country[NAME], sector[NAME];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < n; i++) {
        gvc_idx was = whole_of(w, i);
        if (was < first) {
            snprintf(country, sizeof country, "H%d", i < first ? 0 : 1);
        } else {
            snprintf(country, sizeof country, "C%d", (int)w->country[was]);
        }
        snprintf(sector, sizeof sector, "S%d", (int)w->sector[was]);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx c = 0; c < countries; c++) {
        snprintf(country, sizeof country, c < 2 ? "H%d" : "C%d", (int)(c < 2 ? c : c - 1));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < n; i++) {
        gvc_idx row = whole_of(w, i);
        double part = row < first ? 0.5 : 1;
        for (gvc_idx j = 0; j < n; j++) {
            gvc_idx column = whole_of(w, j);
            z->data[i * z->stride + j] =
                part * (column < first ? 0.5 : 1) * w->z[row * w->n + column];
        }
        for (gvc_idx c = 0; c < countries; c++) {
            gvc_idx was = c < 2 ? 0 : c - 1;
            y->data[i * y->stride + c] = part * (c < 2 ? 0.5 : 1) * w->y[row * w->countries + was];
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

/* A perimeter of one industry, a list of industries and a chain that begins in one of the halves
 * are other things in the halved world; so are loops, edges, plain means and sums over industries.
 */
static bool is_about_single_industries(const gvc_measure_options *o, const gvc_method_info *info)
{
    bool one = o->perspective != NULL &&
               (strcmp(o->perspective, "sectexp") == 0 || strcmp(o->perspective, "sectbil") == 0);
    return one || o->product != NULL || strcmp(info->name, "apl") == 0 ||
           strcmp(info->name, "indicators") == 0 || strcmp(info->name, "loops") == 0 ||
           strcmp(info->name, "path_edges") == 0 || strcmp(info->name, "linkages") == 0 ||
           strcmp(info->name, "feedback") == 0;
}

static void in_halves(gvc_ctx *ctx, const world *w, const gvc_measure_options *given,
                      const gvc_method_info *info)
{
    static const char *const members[] = {"H0", "H1", NULL};
    const gvc_group group = {"C0", members};
    gvc_measure_options o = *given;
    if (is_about_single_industries(given, info)) {
        return;
    }
    o.groups = &group;
    o.group_count = 1;
    gvc_table *t = table_of(ctx, w, false), *u = halved(ctx, w);
    gvc_result *a = measure_years(ctx, table_of(ctx, &before, false), t, given);
    gvc_result *b = measure_years(ctx, halved(ctx, &before), u, &o);
    expect_same(a, b, 1, "in halves", &o);
    gvc_result_free(a);
    gvc_result_free(b);
    gvc_table_free(t);
    gvc_table_free(u);
}

/* One term, then all of them, in one run: the first must not decide what the second gets. */
static void together(gvc_ctx *ctx, const world *w, const gvc_measure_options *given,
                     const gvc_method_info *info)
{
    (void)info;
    gvc_table *t = table_of(ctx, w, false), *earlier = table_of(ctx, &before, false);
    const gvc_table *others[] = {earlier};
    const gvc_measure_options whole = with_earlier(given, others), *o = &whole;
    gvc_result *alone = measure(ctx, t, o), *both[2] = {NULL};
    const char *const first[] = {gvc_result_term(alone, 0)->name, NULL};
    gvc_measure_options few = *o;
    few.terms = first;
    const gvc_measure_options *options[] = {&few, o};
    gvc_collector *collectors[2] = {NULL};
    gvc_sink sinks[2];
    gvc_measure_job jobs[2];
    for (int k = 0; k < 2; k++) {
        expect_ok(ctx, gvc_collector_new(ctx, &collectors[k]));
        sinks[k] = gvc_collector_sink(collectors[k]);
        jobs[k] = (gvc_measure_job){options[k], &sinks[k]};
    }
    expect_ok(ctx, gvc_measure_all(ctx, t, jobs, 2));
    for (int k = 0; k < 2; k++) {
        both[k] = gvc_collector_take(collectors[k]);
        gvc_collector_free(collectors[k]);
    }
    cr_assert_eq(gvc_result_nterms(both[0]), 1);
    expect_same(both[0], alone, 1, "one term of a run with all", o);
    expect_same(alone, both[1], 1, "all terms after a run with one", o);
    gvc_result_free(both[0]);
    gvc_result_free(both[1]);
    gvc_result_free(alone);
    gvc_table_free(t);
    gvc_table_free(earlier);
}

Test(invariance, values_scale_and_ratios_do_not)
{
    for_all_methods(scaled);
}

Test(invariance, the_order_of_countries_does_not_matter)
{
    for_all_methods(reordered);
}

Test(invariance, two_halves_in_a_group_are_the_country)
{
    for_all_methods(in_halves);
}

Test(invariance, jobs_done_together_do_not_decide_for_each_other)
{
    for_all_methods(together);
}
