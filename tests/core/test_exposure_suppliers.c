/* test_exposure_suppliers.c - suppliers of a product: extraction against solving anew, betweenness,
 * shares, one product against all */
#include "exposures.h"

/* GDP of the world, and of all countries but `own`, that is lost without the industries where gone
 * is true: neither purchases, sales nor final use of theirs. */
static void solve_without(const brute *q, const bool *gone, gvc_idx own, double out[2])
{
    const world *w = q->w;
    double *a = calloc((size_t)(w->n * w->n) + 1, sizeof *a);
    double *f = calloc((size_t)w->n + 1, sizeof *f), *x = calloc((size_t)w->n + 1, sizeof *x);
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            a[i * w->n + j] = gone[i] || gone[j] ? 0 : q->a[i * w->n + j];
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            f[i] += gone[i] ? 0 : final_use(q, i, d);
        }
    }
    solve_plainly(a, f, w->n, x);
    out[0] = out[1] = 0;
    for (gvc_idx i = 0; i < w->n; i++) {
        out[0] += q->v[i] * (q->x[i] - x[i]);
        out[1] += w->country[i] == own ? 0 : q->v[i] * (q->x[i] - x[i]);
    }
    free(a);
    free(f);
    free(x);
}

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    const world *w = q->w;
    gvc_measure_options o = exposure_options("exposure_suppliers");
    gvc_result *all = measure(ctx, t, &o);
    o.product = "S1";
    gvc_result *one = measure(ctx, t, &o);
    double bound = 1e-10 * (largest_of(all, "va_lost") + 1);
    for (gvc_idx i = 0; i < w->n; i++) {
        gvc_idx cell = place(all, "country", 'C', w->country[i]) * extent_of(all, "sector") +
                       place(all, "sector", 'S', w->sector[i]);
        bool gone[256] = {false};
        double lost[2], value = 0, sold = 0;
        gone[i] = true;
        solve_without(q, gone, w->country[i], lost);
        expect_value(all, "va_lost", cell, lost[0], bound, where);
        expect_value(all, "va_lost_abroad", cell, lost[1], bound, where);
        for (gvc_idx k = 0; k < w->n; k++) {
            value += q->v[k] * q->b[k * w->n + i];
            sold += w->z[i * w->n + k];
        }
        expect_value(all, "betweenness", cell, (value - q->v[i]) * sold, bound, where);
        if (w->sector[i] == 1) {
            gvc_idx c = place(one, "country", 'C', w->country[i]);
            expect_value(one, "va_lost", c, lost[0], bound, where);
            expect_value(one, "va_lost_abroad", c, lost[1], bound, where);
            expect_value(one, "betweenness", c, (value - q->v[i]) * sold, bound, where);
            expect_value(one, "exports_share", c, term(all, "exports_share")[cell], 1e-14, where);
        }
    }
    gvc_result_free(all);
    gvc_result_free(one);
}

Test(exposure_suppliers, equal_solving_anew)
{
    FOR_EVERY_WORLD(compare);
}

/* The industries of a group are one supplier. */
Test(exposure_suppliers, of_a_group_are_taken_together)
{
    static const recipe three = {"three", {3, 4, 3, -1}, 2, 0, 0};
    static const char *const members[] = {"C0", "C2", NULL};
    static const gvc_group group = {"G", members};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&three, 23);
    gvc_table *t = table_of(ctx, &w, false);
    brute q = new_brute(&w);
    gvc_measure_options o = exposure_options("exposure_suppliers");
    o.groups = &group;
    o.group_count = 1;
    o.product = "S1";
    gvc_result *one = measure(ctx, t, &o);
    o.product = NULL;
    gvc_result *all = measure(ctx, t, &o);
    bool gone[256] = {false};
    double lost[2], abroad[2];
    gone[1] = gone[w.offset[2] + 1] = true;
    solve_without(&q, gone, 1, abroad); /* all but C1 */
    solve_without(&q, gone, -1, lost);
    expect_value(one, "va_lost", 1, lost[0], 1e-10 * lost[0], "group");
    expect_value(one, "va_lost_abroad", 1, lost[0] - abroad[1], 1e-10 * lost[0], "group");
    expect_value(all, "va_lost", extent_of(all, "sector") + 1, lost[0], 1e-10 * lost[0], "group");
    gvc_result_free(one);
    gvc_result_free(all);
    free_brute(&q);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

static void compare_shares(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_suppliers");
    o.product = "S1";
    gvc_result *r = measure(ctx, t, &o);
    double gross = 0, value = 0, hhi = 0;
    bool ranked = false;
    (void)q;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double share = term(r, "exports_share")[c];
        gross += share;
        hhi += share * share;
        value += term(r, "va_share")[c];
        ranked = ranked || term(r, "rank")[c] == 1;
    }
    cr_expect(isnan(gross) || fabs(gross - 1) <= 1e-12, "%s: %.17g", where, gross);
    cr_expect(isnan(value) || fabs(value - 1) <= 1e-12, "%s: %.17g", where, value);
    cr_expect(ranked);
    double said = gvc_result_find_attribute(r, "hhi_gross")->number;
    cr_expect(isnan(hhi) ? isnan(said) : fabs(said - hhi) <= 1e-13, "%s", where);
    gvc_result_free(r);
}

Test(exposure_suppliers, have_shares_that_add_up)
{
    FOR_EVERY_WORLD(compare_shares);
}

Test(exposure_suppliers, terms_alone_and_words)
{
    static const char *const names[] = {"betweenness", "va_lost_abroad", "exports_share"};
    static const gvc_sector_group low = {"x", "low"};
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = ragged(ctx, 4, in_order);
    gvc_measure_options o = exposure_options("exposure_suppliers");
    gvc_result *all = measure(ctx, t, &o), *r = NULL;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        const char *const one[] = {names[k], NULL};
        o.terms = one;
        gvc_result *alone = measure(ctx, t, &o);
        expect_term(alone, names[k], all, names[k], 1e-11, "alone");
        gvc_result_free(alone);
    }
    o.terms = NULL;
    o.level = "country";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "suppliers of all products have rows of --level sector");
    o.product = "x";
    o.level = "sector";
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "suppliers of one product have rows of --level country");
    o.level = NULL;
    o.sector_groups = &low;
    o.sector_group_count = 1;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "what is lost without several suppliers is no sum over them; leave out "
                 "--sector-groups, or use gvc aggregate before");
    o.sector_group_count = 0;
    o.product = "nothing";
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EUNKNOWN);
    cr_expect(strstr(gvc_ctx_error(ctx), "--suppliers") != NULL, "%s", gvc_ctx_error(ctx));
    gvc_result_free(all);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
