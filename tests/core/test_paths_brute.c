/* test_paths_brute.c - structural paths against the enumeration of all of them */
#include "paths_of.h"

/* ---- all paths of a made-up world --------------------------------------------------------------
 */

/* What is looked for, as the options say it. */
typedef struct hunt {
    const brute *q;
    double *f;                       /* n */
    const bool *from, *to, *through; /* n; NULL = all */
    gvc_idx cut, tiers;              /* cut: -1 = none */
    double *found;                   /* sizes */
    gvc_idx count, room;
    double sum;
} hunt;

static double step_of(const hunt *h, gvc_idx supplier, gvc_idx user)
{
    const world *w = h->q->w;
    bool sold = w->country[supplier] == h->cut && w->country[user] != h->cut;
    return h->cut >= 0 && sold ? 0 : h->q->a[supplier * w->n + user];
}

static void enumerate(hunt *h, double weight, gvc_idx at, gvc_idx tier, bool passed)
{
    gvc_idx n = h->q->w->n;
    double value = weight * h->q->v[at];
    passed = passed || h->through == NULL || h->through[at];
    if (passed && value != 0 && (h->from == NULL || h->from[at])) {
        if (h->count == h->room) {
            h->room = h->room == 0 ? 1024 : 2 * h->room;
            h->found = realloc(h->found, (size_t)h->room * sizeof *h->found);
        }
        h->sum += value;
        h->found[h->count++] = fabs(value);
    }
    for (gvc_idx k = 0; k < n && tier < h->tiers; k++) {
        double a = step_of(h, k, at);
        if (a != 0) {
            enumerate(h, weight * a, k, tier + 1, passed);
        }
    }
}

static int falling(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x > y ? -1 : x < y;
}

static void run(hunt *h)
{
    for (gvc_idx i = 0; i < h->q->w->n; i++) {
        if (h->f[i] != 0 && (h->to == NULL || h->to[i])) {
            enumerate(h, h->f[i], i, 0, false);
        }
    }
    qsort(h->found, (size_t)h->count, sizeof *h->found, falling);
}

/* The contribution of a label, by plain products; what it must not be is checked too. */
static double recompute(const hunt *h, const gvc_table *t, const char *label)
{
    char text[1024], *next = text;
    bool passed = false;
    double weight = 1;
    gvc_idx before = -1, at = -1, tier = -1;
    snprintf(text, sizeof text, "%s", label);
    while (next != NULL) {
        char *name = next, *end = strstr(next, " < ");
        next = end == NULL ? NULL : end + 3;
        if (end != NULL) {
            *end = '\0';
        }
        at = gvc_table_find(t, GVC_INDUSTRY, name);
        cr_assert(at >= 0, "%s", name);
        weight *= before < 0 ? h->f[at] : step_of(h, at, before);
        cr_expect(before >= 0 || h->to == NULL || h->to[at], "%s", label);
        passed = passed || h->through == NULL || h->through[at];
        before = at;
        tier++;
    }
    cr_expect(passed && tier <= h->tiers && (h->from == NULL || h->from[at]), "%s", label);
    return weight * h->q->v[at];
}

static void expect_hunted(const hunt *h, const gvc_table *t, const gvc_result *r, const char *what)
{
    gvc_idx count = gvc_result_extent(r, 1);
    const double *ours = term(r, "contribution");
    double largest = h->found[0], sum = 0, total = number_of(r, "total");
    for (gvc_idx k = 0; k < count; k++) {
        double e = recompute(h, t, gvc_result_label(r, 1, k));
        sum += ours[k];
        cr_assert(fabs(ours[k] - e) <= 1e-13 * largest, "%s, %s: %.17g, not %.17g", what,
                  gvc_result_label(r, 1, k), ours[k], e);
        cr_assert(fabs(fabs(ours[k]) - h->found[k]) <= 1e-13 * largest,
                  "%s, rank %d: %.17g, not %.17g", what, (int)k + 1, ours[k], h->found[k]);
        cr_expect_eq(term(r, "rank")[k], (double)(k + 1));
        cr_expect(fabs(term(r, "cumulative")[k] - sum / total) <= 1e-12);
    }
    double next = number_of(r, "next_bound"), missing = count < h->count ? h->found[count] : 0;
    cr_expect(next >= missing * (1 - 1e-12), "%s: %.17g is missing, not at most %.17g", what,
              missing, next);
}

/* All of it, up to two tiers: by number, by size, by coverage. */
Test(paths, equal_the_enumeration_of_all_paths)
{
    enum { TOP = 3000 };
    for (int k = 0; k < RECIPES; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&recipes[k], 7 + (uint64_t)k);
        if (w.n > 60) {
            free_world(&w);
            gvc_ctx_free(ctx);
            continue;
        }
        brute q = brute_accounts(&w);
        gvc_table *t = table_of(ctx, &w, false);
        hunt h = {.q = &q, .f = world_demand(&q), .cut = -1, .tiers = 2};
        run(&h);
        gvc_measure_options o = paths_options(TOP);
        o.tiers = 2;
        gvc_result *r = measure(ctx, t, &o);
        cr_assert_eq(gvc_result_extent(r, 1), h.count < TOP ? h.count : TOP);
        expect_hunted(&h, t, r, recipes[k].name);
        gvc_result_free(r);
        o.top = 0;
        o.least_value = h.found[500] * (1 + 1e-9);
        r = measure(ctx, t, &o);
        cr_expect_eq(gvc_result_extent(r, 1), 500, "%s", recipes[k].name);
        expect_hunted(&h, t, r, recipes[k].name);
        gvc_result_free(r);
        free(h.f);
        free(h.found);
        gvc_table_free(t);
        free_brute(&q);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}

/* Every path there is, when the tier is limited and nothing else. */
Test(paths, all_of_few_tiers)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 3);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    hunt h = {.q = &q, .f = world_demand(&q), .cut = -1, .tiers = 1};
    run(&h);
    gvc_measure_options o = paths_options(1000000);
    o.tiers = 1;
    gvc_result *r = measure(ctx, t, &o);
    cr_assert_eq(gvc_result_extent(r, 1), h.count);
    expect_hunted(&h, t, r, "two tiers");
    cr_expect_eq(number_of(r, "next_bound"), 0);
    cr_expect(fabs(number_of(r, "covered") * number_of(r, "total") - h.sum) <= 1e-12 * h.sum);
    gvc_result_free(r);
    free(h.f);
    free(h.found);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* ---- filters and demands -----------------------------------------------------------------------
 */

static void mark(const world *w, bool *set, gvc_idx country, gvc_idx sector)
{
    for (gvc_idx i = 0; i < w->n; i++) {
        set[i] = set[i] || ((country < 0 || w->country[i] == country) &&
                            (sector < 0 || w->sector[i] == sector));
    }
}

static void expect_both_ways(gvc_ctx *ctx, const gvc_table *t, const hunt *given,
                             gvc_measure_options o, const char *what)
{
    hunt h = *given;
    run(&h);
    o.top = 400;
    o.tiers = (gvc_idx)h.tiers;
    gvc_result *r = measure(ctx, t, &o);
    cr_expect_eq(gvc_result_extent(r, 1), h.count < 400 ? h.count : 400, "%s: %d of %d", what,
                 (int)gvc_result_extent(r, 1), (int)h.count);
    expect_hunted(&h, t, r, what);
    gvc_result_free(r);
    o.top = 0;
    o.least_value = h.found[200] * (1 + 1e-9);
    r = measure(ctx, t, &o);
    cr_expect_eq(gvc_result_extent(r, 1), 200, "%s", what);
    expect_hunted(&h, t, r, what);
    gvc_result_free(r);
    free(h.found);
}

Test(paths, filters_choose_among_all_paths)
{
    static const char *const through[] = {"C2", "C1_S3", NULL}, *const from[] = {"C0", "S1", NULL};
    static const char *const to[] = {"C3", "C1", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[5], 11);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    bool *set = calloc(3 * (size_t)w.n, sizeof *set);
    mark(&w, set, 2, -1), mark(&w, set, 1, 3);
    mark(&w, set + w.n, 0, -1), mark(&w, set + w.n, -1, 1);
    mark(&w, set + 2 * w.n, 3, -1), mark(&w, set + 2 * w.n, 1, -1);
    double *f = world_demand(&q);
    gvc_measure_options o = paths_options(0);
    hunt h = {.q = &q, .f = f, .cut = -1, .tiers = 2, .through = set};
    o.through = through;
    expect_both_ways(ctx, t, &h, o, "through");
    h.from = set + w.n;
    o.from = from;
    expect_both_ways(ctx, t, &h, o, "through, from");
    h.to = set + 2 * w.n;
    o.to = to;
    expect_both_ways(ctx, t, &h, o, "through, from, to");
    h.through = NULL;
    o.through = NULL;
    expect_both_ways(ctx, t, &h, o, "from, to");
    free(f);
    free(set);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(paths, demands_are_a_product_or_exports)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 5);
    brute q = brute_accounts(&w);
    gvc_table *t = table_of(ctx, &w, false);
    double *f = world_demand(&q), *one = calloc((size_t)w.n, sizeof *one);
    gvc_measure_options o = paths_options(0);
    one[7] = f[7];
    o.product = gvc_table_label(t, GVC_INDUSTRY, 7);
    hunt h = {.q = &q, .f = one, .cut = -1, .tiers = 3};
    expect_both_ways(ctx, t, &h, o, "product");
    one[7] = 0;
    for (gvc_idx i = w.offset[2]; i < w.offset[3]; i++) {
        for (gvc_idx d = 0; d < w.countries; d++) {
            one[i] += q.e[i * w.countries + d];
        }
    }
    o.product = NULL;
    o.cut = "C2";
    h.cut = 2;
    h.tiers = 2;
    expect_both_ways(ctx, t, &h, o, "exporter");
    free(f);
    free(one);
    gvc_table_free(t);
    free_brute(&q);
    free_world(&w);
    gvc_ctx_free(ctx);
}
