/* test_position_plain.c - positions against their definitions, on made-up worlds and those of the
 * reference program; what the columns add up to */
#include "checks.h"
#include "position_plain.h"
#include "reference_tables.h"

static const char *const both[] = {"length", "kpww", NULL};

/* ---- worlds ------------------------------------------------------------------------------------
 */

typedef struct conditions {
    const gvc_group *group; /* one, or NULL */
    const char *low;        /* sectors up to S2 go to this group; NULL = to none */
    const double *va;       /* stated; NULL = what is left */
} conditions;

static gvc_result *measure_world(gvc_ctx *ctx, const gvc_table *t, const char *level,
                                 const conditions *c)
{
    static const char *const sectors[] = {"S0", "S1", "S2"};
    gvc_sector_group low[3];
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    gvc_result *r = NULL;
    for (int k = 0; k < 3; k++) {
        low[k] = (gvc_sector_group){sectors[k], c->low};
    }
    o.method = "position";
    o.level = level;
    o.with = both;
    o.groups = c->group;
    o.group_count = c->group == NULL ? 0 : 1;
    o.sector_groups = low;
    o.sector_group_count = c->low == NULL || strcmp(level, "sector") != 0 ? 0 : 3;
    o.va = c->va == NULL ? GVC_VA_RESIDUAL : GVC_VA_GIVEN;
    expect_ok(ctx, gvc_measure(ctx, &r, t, &o));
    return r;
}

/* Blocks of industries and countries, and the labels of both. */
static void lay_out(const world *w, const conditions *c, gvc_idx *block, labels *l)
{
    for (gvc_idx i = 0; i < w->n + w->countries; i++) {
        char name[16];
        gvc_idx country = i < w->n ? w->country[i] : i - w->n;
        snprintf(name, sizeof name, "C%d", (int)country);
        block[i] = country;
        bool member = false;
        for (int k = 0; c->group != NULL && c->group->members[k] != NULL; k++) {
            member = member || strcmp(c->group->members[k], name) == 0;
        }
        block[i] = member ? 1000 : country;
        if (i < w->n) {
            snprintf(l->country[i], 16, "%s", member ? c->group->name : name);
            snprintf(l->sector[i], 16, "S%d", (int)w->sector[i]);
            if (c->low != NULL && w->sector[i] <= 2) {
                snprintf(l->sector[i], 16, "%s", c->low);
            }
        }
    }
}

static void compare(gvc_ctx *ctx, const world *w, const gvc_table *t, const conditions *c,
                    double tolerance, const char *where)
{
    gvc_idx block[300];
    labels *l = malloc(sizeof *l);
    lay_out(w, c, block, l);
    plain p = define(w, block, c->va);
    for (int level = 0; level < 2; level++) {
        gvc_result *r = measure_world(ctx, t, level == 0 ? "country" : "sector", c);
        for (int k = 0; k < COLUMNS; k++) {
            expect_definition(&p, l, r, &columns[k], tolerance, where);
        }
        if (c->va != NULL) {
            expect_definition(&p, l, r, &(struct column){"b_other", OTHER, -1, Y}, tolerance,
                              where);
            expect_definition(&p, l, r, &(struct column){"other", OTHER, -1, E}, tolerance, where);
        }
        gvc_result_free(r);
    }
    free_plain(&p);
    free(l);
}

Test(position_plain, columns_are_what_they_say)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 11 + (uint64_t)k);
        gvc_table *t = table_of(ctx, &w, false);
        compare(ctx, &w, t, &(conditions){0}, 1e-11, recipes[k].name);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

Test(position_plain, groups_are_summed_before_they_are_divided)
{
    static const char *const members[] = {"C1", "C2", "C5", NULL};
    gvc_group group = {"EU", members};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 5);
    gvc_table *t = table_of(ctx, &w, false);
    compare(ctx, &w, t, &(conditions){&group, NULL, NULL}, 1e-11, "a group");
    compare(ctx, &w, t, &(conditions){&group, "low", NULL}, 1e-11, "a group, sectors too");
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}

/* Four fifths of what is left, more or less. */
static void most_of_va(const world *w, double *va)
{
    uint64_t seed = 3;
    for (gvc_idx j = 0; j < w->n; j++) {
        double x = 0, in = 0;
        for (gvc_idx i = 0; i < w->n; i++) {
            x += w->z[j * w->n + i];
            in += w->z[i * w->n + j];
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            x += w->y[j * w->countries + d];
        }
        va[j] = (x - in) * (0.7 + 0.2 * noise(&seed));
    }
}

Test(position_plain, stated_value_added_and_what_it_leaves)
{
    static const int which[] = {2, 4, 5};
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < 3; k++) {
        world w = make_world(&recipes[which[k]], 8);
        double va[256];
        most_of_va(&w, va);
        gvc_table *t = table_stating(ctx, &w, false, va);
        compare(ctx, &w, t, &(conditions){NULL, NULL, va}, 1e-11, recipes[which[k]].name);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- the tables of the reference program -------------------------------------------------------
 */

static world read_world(const reference_table *p)
{
    gvc_dense z = reference_numbers(p, 'Z'), y = reference_numbers(p, 'Y');
    world w = {.n = z.rows, .countries = p->countries, .z = z.data};
    w.y = calloc((size_t)(w.n * w.countries), sizeof *w.y);
    for (gvc_idx i = 0; i < w.n; i++) {
        w.country[i] = i / 3;
        w.sector[i] = i % 3;
        w.offset[i / 3 + 1] = i + 1;
        for (gvc_idx k = 0; k < y.cols; k++) {
            w.y[i * w.countries + k / (y.cols / w.countries)] += y.data[i * y.stride + k];
        }
    }
    free(y.data);
    return w;
}

Test(position_plain, columns_are_what_they_say_on_five_tables)
{
    static const char *const members[] = {"C1", "C2", NULL};
    gvc_group group = {"C1+C2", members};
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        const reference_table *p = &reference_tables[k];
        world w = read_world(p);
        gvc_table *t = table_of(ctx, &w, false);
        compare(ctx, &w, t, &(conditions){p->grouped ? &group : NULL, NULL, NULL}, 1e-11,
                p->folder);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- what they add up to -----------------------------------------------------------------------
 */

static void expect_close(double got, double want, double scale, const char *what, const char *where)
{
    cr_expect(fabs(got - want) <= 1e-11 * fabs(scale), "%s: %s: %.17g, not %.17g", where, what, got,
              want);
}

static double weighted(const double *values, const double *weights, gvc_idx n)
{
    double sum = 0;
    for (gvc_idx i = 0; i < n; i++) {
        sum += weights[i] == 0 ? 0 : values[i] * weights[i];
    }
    return sum;
}

/* Over the world, from the rows of countries. */
static void expect_world(const plain *p, const gvc_result *r, gvc_idx countries, const labels *l,
                         const char *where)
{
    double va[16], y[16], ones[16], x = 0, e = 0, abroad = 0;
    static const char *const ways[][2] = {
        {"f_d", "b_d"}, {"f_rt", "b_rt"}, {"f_s", "b_s"}, {"f_c", "b_c"}, {"fv", "iv"}};
    for (gvc_idx c = 0; c < countries; c++) {
        va[c] = total(p, l, r, c, VA, ONE);
        y[c] = total(p, l, r, c, Y, ONE);
        x += total(p, l, r, c, X, ONE);
        e += total(p, l, r, c, E, ONE);
        abroad += total(p, l, r, c, YF, ONE);
        ones[c] = 1;
    }
    expect_close(weighted(term(r, "upstreamness_va"), va, countries), x, x, "va U = x", where);
    expect_close(weighted(term(r, "downstreamness_fd"), y, countries), x, x, "y D = x", where);
    expect_close(weighted(term(r, "crossings_forward_va"), va, countries), e, x, "va c = e", where);
    expect_close(weighted(term(r, "crossings_backward_fd"), y, countries) + abroad, e, x,
                 "y c + y_F = e", where);
    for (int k = 0; k < 5; k++) {
        expect_close(weighted(term(r, ways[k][0]), ones, countries),
                     weighted(term(r, ways[k][1]), ones, countries), x, ways[k][0], where);
    }
}

static double sum_of(const gvc_result *r, const char *const *names, gvc_idx cell)
{
    double sum = 0;
    for (; *names != NULL; names++) {
        sum += term(r, *names)[cell];
    }
    return sum;
}

/* In every row: parts and wholes. */
static void expect_rows(const plain *p, const gvc_result *r, const labels *l, const char *where)
{
    static const char *const f[] = {"f_d", "f_rt", "f_s", "f_c", NULL};
    static const char *const b[] = {"b_d", "b_rt", "b_s", "b_c", NULL};
    static const char *const wholes[] = {"plv_gvc", "plv_c", "ply_gvc", NULL};
    static const char *const parts[][4] = {{"plvd_gvc", "cbv_gvc", "plvf_gvc", NULL},
                                           {"plvd_c", "cbv_c", "plvf_c", NULL},
                                           {"plyd_gvc", "cby_gvc", "plyf_gvc", NULL}};
    static const char *const exported[] = {"dv", "fv", NULL};
    for (gvc_idx c = 0; c < gvc_result_cells(r); c++) {
        double x = total(p, l, r, c, X, ONE), va = total(p, l, r, c, VA, ONE);
        if (!gvc_result_is_row(r, c) || x == 0) {
            continue;
        }
        expect_close(sum_of(r, f, c), va, x, "f = va", where);
        expect_close(sum_of(r, b, c), total(p, l, r, c, Y, ONE), x, "b = y", where);
        expect_close(sum_of(r, exported, c), total(p, l, r, c, E, ONE), x, "dv + fv = e", where);
        double lengths = term(r, "f_d")[c] * term(r, "plv_d")[c];
        double chains =
            term(r, "f_s")[c] * term(r, "plv_s")[c] + term(r, "f_c")[c] * term(r, "plv_c")[c];
        bool alone = isnan(term(r, "plv_gvc")[c]); /* a world of one country */
        lengths += alone ? 0 : term(r, "f_rt")[c] * term(r, "plv_rt")[c] + chains;
        expect_close(va * term(r, "plv")[c], lengths, x * term(r, "plv")[c], "va plv", where);
        for (int k = 0; k < 3 && !alone; k++) {
            double whole = term(r, wholes[k])[c];
            expect_close(sum_of(r, parts[k], c), whole, whole, wholes[k], where);
        }
    }
}

Test(position_plain, parts_add_up)
{
    gvc_ctx *ctx = new_ctx();
    for (int k = 0; k < RECIPES; k++) {
        world w = make_world(&recipes[k], 21 + (uint64_t)k);
        gvc_table *t = table_of(ctx, &w, false);
        gvc_idx block[300];
        labels *l = malloc(sizeof *l);
        conditions none = {0};
        lay_out(&w, &none, block, l);
        plain p = define(&w, block, NULL);
        gvc_result *r = measure_world(ctx, t, "country", &none);
        expect_world(&p, r, w.countries, l, recipes[k].name);
        expect_rows(&p, r, l, recipes[k].name);
        gvc_result_free(r);
        r = measure_world(ctx, t, "sector", &none);
        expect_rows(&p, r, l, recipes[k].name);
        gvc_result_free(r);
        free_plain(&p);
        free(l);
        gvc_table_free(t);
        free_world(&w);
    }
    gvc_ctx_free(ctx);
}

/* ---- what changes nothing ----------------------------------------------------------------------
 */

/* Money is multiplied, pure numbers stay; countries are found by name. */
static void expect_same(const gvc_result *a, const gvc_result *b, double times, const char *what)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        const gvc_term *term_of = gvc_result_term(a, k);
        double factor = strcmp(term_of->units, "unknown") == 0 ? times : 1;
        for (gvc_idx i = 0; i < gvc_result_cells(a); i++) {
            for (gvc_idx j = 0; j < gvc_result_cells(b); j++) {
                if (strcmp(label_of(a, "country", i), label_of(b, "country", j)) == 0) {
                    double x = gvc_result_values(a, k)[i] * factor;
                    double y = term(b, term_of->name)[j];
                    cr_expect(isnan(x) ? isnan(y) : fabs(x - y) <= 1e-11 * fabs(x) + 1e-10,
                              "%s: %s: %.17g, not %.17g", what, term_of->name, y, x);
                }
            }
        }
    }
}

Test(position_plain, order_and_units_of_money_change_nothing)
{
    gvc_ctx *ctx = new_ctx();
    conditions none = {0};
    world w = make_world(&recipes[5], 4);
    gvc_table *t = table_of(ctx, &w, false), *backwards = table_of(ctx, &w, true);
    gvc_result *r = measure_world(ctx, t, "country", &none);
    gvc_result *other = measure_world(ctx, backwards, "country", &none);
    expect_same(r, other, 1, "backwards");
    gvc_result_free(other);
    for (gvc_idx i = 0; i < w.n * w.n; i++) {
        w.z[i] *= 1e6;
    }
    for (gvc_idx i = 0; i < w.n * w.countries; i++) {
        w.y[i] *= 1e6;
    }
    gvc_table *scaled = table_of(ctx, &w, false);
    other = measure_world(ctx, scaled, "country", &none);
    expect_same(r, other, 1e6, "scaled");
    gvc_result_free(other);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_table_free(backwards);
    gvc_table_free(scaled);
    free_world(&w);
    gvc_ctx_free(ctx);
}

Test(position_plain, results_do_not_depend_on_threads)
{
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "position";
    o.with = both;
    expect_any_threads(ctx, t, &o);
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
