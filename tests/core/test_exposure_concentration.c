/* test_exposure_concentration.c - indices against the reference program and plain loops; the rest
 * of the world; Theil between and within partners */
#include "exposures.h"

Test(exposure_concentration, equals_the_reference_program)
{
    static const char *const names[][2] = {{"hhi_va", "hhi"},
                                           {"hhi_norm_va", "hhi_norm"},
                                           {"theil_va", "theil"},
                                           {"effective_va", "effective"}};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    gvc_measure_options o = exposure_options("exposure_concentration");
    gvc_result *r = measure(ctx, t, &o);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        expect_by_country(r, names[k][0], "concentration_va", names[k][1]);
    }
    cr_expect_str_eq(gvc_result_text(r, "rest_of_world"), "none");
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}

/* HHI, Theil and the largest share of gross exports to all but s and `without` (-1: nobody). */
static void plain(const brute *q, gvc_idx s, gvc_idx without, double out[3])
{
    double all = 0, k = 0;
    out[0] = out[1] = out[2] = 0;
    for (gvc_idx p = 0; p < q->w->countries; p++) {
        all += p == s || p == without ? 0 : fmax(shipped(q, s, p), 0);
        k += p == s || p == without ? 0 : 1;
    }
    for (gvc_idx p = 0; p < q->w->countries; p++) {
        double m = p == s || p == without ? 0 : fmax(shipped(q, s, p), 0) / all;
        out[0] += m * m;
        out[1] += m > 0 ? m * log(m * k) : 0;
        out[2] = fmax(out[2], m);
    }
    for (int i = 0; i < 3 && all == 0; i++) {
        out[i] = (double)NAN;
    }
}

static void same(const gvc_result *r, const char *name, gvc_idx c, double value, const char *where)
{
    double got = term(r, name)[c];
    cr_expect(isnan(value) ? isnan(got) : fabs(got - value) <= 1e-12,
              "%s: %s of %d: %.17g not %.17g", where, name, (int)c, got, value);
}

static void compare(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    static const char *const rest[] = {"C1", NULL};
    gvc_measure_options o = exposure_options("exposure_concentration");
    o.rest = rest;
    gvc_result *r = measure(ctx, t, &o);
    cr_expect_str_eq(gvc_result_text(r, "rest_of_world"), "C1");
    for (gvc_idx s = 0; s < q->w->countries; s++) {
        gvc_idx c = place(r, "country", 'C', s);
        double all[3], some[3];
        plain(q, s, -1, all);
        plain(q, s, 1, some);
        same(r, "hhi_gross", c, all[0], where);
        same(r, "theil_gross", c, all[1], where);
        same(r, "top1_gross", c, all[2], where);
        same(r, "effective_gross", c, 1 / all[0], where);
        same(r, "hhi_gross_xrow", c, some[0], where);
        same(r, "theil_gross_xrow", c, some[1], where);
        same(r, "top1_gross_xrow", c, some[2], where);
        double split = term(r, "theil_between")[c] + term(r, "theil_within")[c];
        same(r, "theil_cells", c, split, where);
    }
    gvc_result_free(r);
}

Test(exposure_concentration, equals_plain_loops)
{
    FOR_EVERY_WORLD(compare);
}

/* Theil between partners is that of the markets where nothing is below 0. */
static void compare_between(gvc_ctx *ctx, const gvc_table *t, const brute *q, const char *where)
{
    gvc_measure_options o = exposure_options("exposure_concentration");
    gvc_result *r = measure(ctx, t, &o);
    for (gvc_idx s = 0; s < q->w->countries && is_plain(q->w); s++) {
        same(r, "theil_between", s, term(r, "theil_gross")[s], where);
    }
    gvc_result_free(r);
}

Test(exposure_concentration, splits_into_partners_and_sectors)
{
    FOR_EVERY_WORLD(compare_between);
}

/* The two markets of a bloc are one; the label of the rest of the world is found by itself. */
Test(exposure_concentration, takes_blocs_and_finds_the_rest)
{
    static const char *const names[] = {"A", "B", "RoW", "D"};
    static const gvc_bloc blocs[] = {{"B", "BD"}, {"D", "BD"}};
    static const char *const wrong[] = {"Q", NULL};
    gvc_ctx *ctx = new_ctx();
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (int i = 0; i < 4; i++) {
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, names[i], "x"));
    }
    for (int i = 0; i < 4; i++) {
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, names[i], "F"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
            gvc_builder_y(b)->data[4 * i + j] = 1 + (i == j ? 10 : j);
        }
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    gvc_measure_options o = exposure_options("exposure_concentration");
    gvc_result *r = measure(ctx, t, &o);
    cr_expect_str_eq(gvc_result_text(r, "rest_of_world"), "RoW");
    /* A sells 2, 3, 4 to B, RoW, D */
    same(r, "hhi_va", 0, (4 + 9 + 16) / 81.0, "four");
    same(r, "hhi_va_xrow", 0, (4 + 16) / 36.0, "four");
    same(r, "top3_gross", 0, 1, "four");
    /* The rest of the world itself leaves nobody out. */
    same(r, "hhi_va_xrow", 2, term(r, "hhi_va")[2], "four");
    gvc_result_free(r);
    o.blocs = blocs;
    o.bloc_count = 2;
    r = measure(ctx, t, &o);
    same(r, "hhi_va", 0, (36 + 9) / 81.0, "blocs");
    same(r, "hhi_norm_va", 0, ((36 + 9) / 81.0 - 0.5) / 0.5, "blocs");
    same(r, "hhi_va_xrow", 0, 1, "blocs");
    gvc_result_free(r);
    o.rest = wrong;
    r = NULL;
    cr_expect(gvc_measure(ctx, &r, t, &o) == GVC_EUNKNOWN);
    static const gvc_sector_group all = {"x", "all"};
    o.rest = NULL;
    o.sector_groups = &all;
    o.sector_group_count = 1;
    expect_error(ctx, gvc_measure_check(ctx, &o, NULL), GVC_EARG,
                 "how evenly exports are spread over sectors is not a sum over them; leave out "
                 "--sector-groups, or use gvc aggregate before");
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
