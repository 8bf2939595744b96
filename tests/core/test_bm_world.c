/* test_bm_world.c - foreign value added counted once in the exports of the world: against the
 * reference program, against the definition in plain loops, and identities */
#include "checks.h"
#include "reference_tables.h"

static const char *const approaches[] = {"source", "sink"};

static gvc_measure_options options_of(const char *approach, const char *level)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.perspective = "world";
    o.approach = approach;
    o.level = level;
    return o;
}

static gvc_result *world_of(gvc_ctx *ctx, const gvc_table *t, const char *approach,
                            const char *level)
{
    gvc_measure_options o = options_of(approach, level);
    return measure(ctx, t, &o);
}

Test(bm_world, equals_the_reference_program)
{
    static const char *const files[] = {"bm_world_source_country", "bm_world_sink_country"};
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = options_of(approaches[k], NULL);
        expect_reference(&o, files[k], NULL);
    }
}

/* ---- the definition in plain loops -------------------------------------------------------------
 */

/* n x countries: exports of an industry that the importer absorbs. */
static double *absorbed(const brute *s)
{
    const world *w = s->w;
    double *d = calloc((size_t)(w->n * w->countries), sizeof *d);
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            gvc_idx r = w->country[j];
            for (gvc_idx k = w->offset[r]; k < w->offset[r + 1]; k++) {
                d[i * w->countries + r] +=
                    s->a[i * w->n + j] * s->l[j * w->n + k] * final_use(s, k, r);
            }
        }
        for (gvc_idx r = 0; r < w->countries; r++) {
            d[i * w->countries + r] += final_use(s, i, r);
        }
    }
    return d;
}

/* What others made, crossed their border and the next, in a unit of output of i. */
static double made_once(const brute *s, gvc_idx i)
{
    const world *w = s->w;
    gvc_idx n = w->n;
    double sum = 0;
    for (gvc_idx k = 0; k < w->n; k++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            for (gvc_idx h = w->offset[w->country[i]]; h < w->offset[w->country[i] + 1]; h++) {
                bool crosses = w->country[j] != w->country[h];
                sum += crosses ? s->v[k] * s->l[k * n + j] * s->a[j * n + h] * s->l[h * n + i] : 0;
            }
        }
    }
    return sum;
}

/* Foreign content of what is absorbed at once, and the importer's own in what it sells on for
 * absorption. */
static double seen_last(const brute *s, const double *d, gvc_idx i, gvc_idx r)
{
    const world *w = s->w;
    gvc_idx n = w->n, g = w->countries;
    double foreign = 0, theirs = 0, onward = 0;
    for (gvc_idx j = 0; j < w->n; j++) {
        double content = s->v[j] * s->b[j * n + i];
        foreign += w->country[j] == w->country[i] ? 0 : content;
        theirs += w->country[j] == r ? content : 0;
    }
    for (gvc_idx j = w->offset[r]; j < w->offset[r + 1]; j++) {
        for (gvc_idx k = w->offset[r]; k < w->offset[r + 1]; k++) {
            for (gvc_idx to = 0; to < w->countries; to++) {
                onward += to == r ? 0 : s->a[i * n + j] * s->l[j * n + k] * d[k * g + to];
            }
        }
    }
    return foreign * d[i * g + r] + theirs * onward;
}

static void expect_definition(const gvc_result *r, const brute *s, bool sink, const char *where)
{
    const world *w = s->w;
    double bound = bound_of(r, "gexp"), *d = absorbed(s);
    for (gvc_idx i = 0; i < w->n; i++) {
        for (gvc_idx to = 0; to < w->countries; to++) {
            gvc_idx c = cell_at(r, w, i, to);
            if (to == w->country[i] || !gvc_result_is_row(r, c)) {
                continue;
            }
            double fva =
                sink ? seen_last(s, d, i, to) : made_once(s, i) * s->e[i * w->countries + to];
            cr_expect(fabs(term(r, "fva")[c] - fva) <= bound, "%s %s: %.17g, not %.17g", where,
                      sink ? "sink" : "source", term(r, "fva")[c], fva);
        }
    }
    free(d);
}

Test(bm_world, foreign_value_added_is_what_the_definition_says)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < SMALL_WORLDS; k++) {
        for (int stated = 0; stated < 2; stated++) {
            world w = make_world(&small_worlds[k], 25 + (uint64_t)k);
            brute s = new_brute(&w);
            state_va(&s, stated ? 0.4 : 1, stated ? 0.04 : 0);
            gvc_table *t = table_stating(ctx, &w, false, s.va);
            for (int sink = 0; sink < 2; sink++) {
                gvc_measure_options o = options_of(approaches[sink], "bilateral");
                gvc_result *r = NULL;
                o.va = stated ? GVC_VA_GIVEN : GVC_VA_RESIDUAL;
                expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
                expect_definition(r, &s, sink, small_worlds[k].name);
                gvc_result_free(r);
            }
            gvc_table_free(t);
            free_brute(&s);
            free_world(&w);
        }
    }
    gvc_ctx_free(ctx);
}

/* ---- identities --------------------------------------------------------------------------------
 */

static double sum_of(const gvc_result *r, const char *name)
{
    double sum = 0;
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        sum += gvc_result_is_row(r, c) ? term(r, name)[c] : 0;
    }
    return sum;
}

static void expect_identities(gvc_ctx *ctx, const gvc_table *t, int k, const char *where)
{
    static const char *const levels[] = {"country", "sector", "pair"};
    static const char *const gexp_parts[] = {"dc", "fc", NULL},
                             *const dc_parts[] = {"dva", "ddc", NULL},
                             *const fc_parts[] = {"fva", "fdc", NULL},
                             *const dva_parts[] = {"vax", "ref", NULL};
    static const char *const same[] = {"gexp", "dc", "dva", "vax", "ref", "ddc", "fc"};
    gvc_result *r = world_of(ctx, t, approaches[k], "bilateral"), *exporter = NULL;
    gvc_measure_options o = options_of(approaches[k], "bilateral");
    o.perspective = "exporter";
    expect_ok(ctx, gvc_measure(ctx, &exporter, t, &o));
    double bound = bound_of(r, "gexp");
    expect_parts(r, "gexp", gexp_parts, bound, where);
    expect_parts(r, "dc", dc_parts, bound, where);
    expect_parts(r, "fc", fc_parts, bound, where);
    expect_parts(r, "dva", dva_parts, bound, where);
    for (size_t q = 0; q < sizeof same / sizeof *same; q++) {
        expect_term(r, same[q], exporter, same[q], bound, where);
    }
    for (int level = 0; level < 3; level++) {
        gvc_result *coarse = world_of(ctx, t, approaches[k], levels[level]);
        expect_sums(r, coarse, bound);
        cr_expect(gvc_result_find_attribute(coarse, "identity_gap")->number < 1e-13, "%s", where);
        gvc_result_free(coarse);
    }
    gvc_result_free(r);
    gvc_result_free(exporter);
}

/* Where no content is negative: what the world counts once the exporter counts at least once. */
static void expect_orderings(const gvc_result *r, const gvc_result *exporter, const char *where)
{
    double bound = bound_of(r, "gexp");
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        bool row = gvc_result_is_row(r, c);
        cr_expect(!row || term(r, "fva")[c] <= term(exporter, "fva")[c] + bound, "%s", where);
        cr_expect(!row || term(r, "fdc")[c] >= -bound, "%s", where);
    }
}

Test(bm_world, identities_hold_on_worlds_and_both_approaches_find_as_much)
{
    gvc_ctx *ctx = new_ctx();
    int plain = 0;
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 2);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_result *source = world_of(ctx, t, "source", NULL),
                   *sink = world_of(ctx, t, "sink", NULL);
        gvc_result *exporter = measure_of(ctx, t, "bm", "exporter", NULL);
        double a = sum_of(source, "fva"), b = sum_of(sink, "fva");
        cr_expect(fabs(a - b) <= bound_of(source, "gexp"), "%s: %.17g, %.17g", recipes[k].name, a,
                  b);
        expect_identities(ctx, t, 0, recipes[k].name);
        expect_identities(ctx, t, 1, recipes[k].name);
        if (is_plain(&w)) {
            plain++;
            expect_orderings(source, exporter, recipes[k].name);
            expect_orderings(sink, exporter, recipes[k].name);
        }
        gvc_result_free(source);
        gvc_result_free(sink);
        gvc_result_free(exporter);
        gvc_table_free(t);
        free_world(&w);
    }
    cr_expect(plain > 0, "none of the worlds is plain");
    gvc_ctx_free(ctx);
}

Test(bm_world, stated_output_and_value_added_close)
{
    static const char *const parts[] = {"dc", "fc", "resid", NULL};
    static const char *const fc_parts[] = {"fva", "fdc", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[4], 9);
    double *va = calloc((size_t)w.n, sizeof *va);
    for (gvc_idx i = 0; i < w.n; i++) {
        va[i] = is_idle(&recipes[4], i) ? 0 : 20 + (double)i;
    }
    gvc_table *t = table_stating(ctx, &w, false, va);
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = options_of(approaches[k], "bilateral");
        gvc_result *r = NULL;
        o.va = GVC_VA_GIVEN;
        expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
        expect_parts(r, "gexp", parts, bound_of(r, "gexp"), approaches[k]);
        expect_parts(r, "fc", fc_parts, bound_of(r, "gexp"), approaches[k]);
        gvc_result_free(r);
    }
    free(va);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(bm_world, terms_alone_and_threads_change_nothing)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = options_of(approaches[k], "bilateral");
        expect_terms_alone(ctx, t, &o, "gexp");
        expect_any_threads(ctx, t, &o);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(bm_world, source_value_added_needs_no_global_solve)
{
    static const char *const local[] = {"gexp", "dva", "fva", NULL};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[0], 6);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = options_of("source", NULL);
    gvc_result *r = NULL;
    o.terms = local;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    cr_expect_str_eq(gvc_result_text(r, "solver"), "none");
    gvc_result_free(r);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
