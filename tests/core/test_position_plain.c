/* test_position_plain.c - every column of a position by its definition, with all of B and plain
 * loops, on made-up worlds and those of the reference program; what the columns add up to */
#include "brute.h"
#include "reference_tables.h"

static const char *const both[] = {"length", "kpww", NULL};

/* ---- the definitions ---------------------------------------------------------------------------
 */

/* Vectors of the definitions: accounts, stages, forward, backward, exports. */
enum {
    ONE,
    X,
    V,
    VA,
    E,
    Y,
    YD,
    YF,
    BX,
    U,
    BE,
    D,
    DC,
    LYD,
    LYF,
    S,
    C,
    GV,
    LLYD,
    LLYF,
    DOM,
    CB,
    REST,
    TOT,
    SD,
    SF,
    SL,
    CD,
    CC,
    CF,
    CL,
    VL,
    VB,
    KG,
    BS,
    BC,
    BG,
    VBB,
    VLL,
    KD,
    KC,
    KF,
    KT,
    OTHER,
    DV,
    FV,
    IV,
    FI,
    VECTORS
};

typedef struct plain {
    gvc_idx n;
    const gvc_idx *block;
    double *b, *l, *af, *ad;
    double *q[VECTORS];
} plain;

/* to = m f, or f m. */
static void right(const double *m, const double *f, gvc_idx n, double *to)
{
    for (gvc_idx i = 0; i < n; i++) {
        to[i] = 0;
        for (gvc_idx j = 0; j < n; j++) {
            to[i] += m[i * n + j] * f[j];
        }
    }
}

static void left(const double *f, const double *m, gvc_idx n, double *to)
{
    for (gvc_idx j = 0; j < n; j++) {
        to[j] = 0;
        for (gvc_idx i = 0; i < n; i++) {
            to[j] += f[i] * m[i * n + j];
        }
    }
}

static void minus(const double *a, const double *b, gvc_idx n, double *to)
{
    for (gvc_idx i = 0; i < n; i++) {
        to[i] = a[i] - b[i];
    }
}

/* x, y, e, v and the parts of A. va: NULL = what is left. */
static void accounts(plain *p, const world *w, const double *va)
{
    gvc_idx n = p->n;
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            p->q[X][i] += w->z[i * n + j];
            p->q[E][i] += p->block[i] == p->block[j] ? 0 : w->z[i * n + j];
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        p->q[ONE][i] = 1;
        for (gvc_idx d = 0; d < w->countries; d++) {
            double y = w->y[i * w->countries + d];
            bool own = p->block[i] == p->block[n + d];
            p->q[X][i] += y;
            p->q[Y][i] += y;
            p->q[own ? YD : YF][i] += y;
            p->q[E][i] += own ? 0 : y;
        }
    }
    for (gvc_idx j = 0; j < n; j++) {
        double in = 0, x = p->q[X][j] == 0 ? 1 : p->q[X][j];
        for (gvc_idx i = 0; i < n; i++) {
            double a = p->q[X][j] == 0 ? 0 : w->z[i * n + j] / x;
            in += w->z[i * n + j];
            p->ad[i * n + j] = p->block[i] == p->block[j] ? a : 0;
            p->af[i * n + j] = p->block[i] == p->block[j] ? 0 : a;
        }
        p->q[VA][j] = va == NULL ? p->q[X][j] - in : va[j];
        p->q[V][j] = p->q[X][j] == 0 ? 0 : p->q[VA][j] / x;
        p->q[OTHER][j] = p->q[X][j] == 0 ? 0 : (p->q[X][j] - in - p->q[VA][j]) / x;
    }
}

/* Differences that are nothing but rounding are 0: a world of one country has no chains. */
static void settle(double *values, gvc_idx n, double of)
{
    for (gvc_idx i = 0; i < n; i++) {
        values[i] = fabs(values[i]) <= 1e-13 * of ? 0 : values[i];
    }
}

static void forward(plain *p, double *f, double *g)
{
    gvc_idx n = p->n;
    double **q = p->q;
    right(p->b, q[X], n, q[BX]);
    right(p->b, q[E], n, q[BE]);
    right(p->l, q[YD], n, q[LYD]);
    right(p->l, q[YF], n, q[LYF]);
    right(p->af, q[LYD], n, f);
    right(p->l, f, n, q[S]);
    minus(q[X], q[LYD], n, g); /* G = B y - L y */
    minus(g, q[LYF], n, q[GV]);
    settle(q[GV], n, q[X][0]);
    minus(q[GV], q[S], n, q[C]);
    right(p->l, q[LYD], n, q[LLYD]);
    right(p->l, q[LYF], n, q[LLYF]);
    right(p->l, q[GV], n, q[DOM]);
    right(p->af, q[X], n, f);
    right(p->b, f, n, q[CB]);
    minus(q[BX], q[LLYD], n, g); /* B B y - L L y */
    minus(g, q[LLYF], n, q[TOT]);
    minus(q[TOT], q[DOM], n, g);
    minus(g, q[CB], n, q[REST]);
    right(p->l, q[S], n, q[SD]);
    right(p->ad, q[LYD], n, f);
    right(p->l, f, n, g);
    right(p->af, g, n, f);
    right(p->l, f, n, q[SF]);
    for (gvc_idx i = 0; i < n; i++) {
        q[U][i] = q[X][i] == 0 ? 0 : q[BX][i] / q[X][i];
        q[SL][i] = q[SD][i] + q[S][i] + q[SF][i];
        q[CD][i] = q[DOM][i] - q[SD][i];
        q[CC][i] = q[CB][i] - q[S][i];
        q[CF][i] = q[REST][i] - q[SF][i];
        q[CL][i] = q[TOT][i] - q[SL][i];
    }
}

static void backward(plain *p, double *f, double *g)
{
    gvc_idx n = p->n;
    double **q = p->q;
    left(q[ONE], p->b, n, q[D]);
    left(q[ONE], p->af, n, f);
    left(f, p->b, n, q[DC]);
    left(q[V], p->b, n, q[VB]);
    left(q[V], p->l, n, q[VL]);
    left(q[VL], p->af, n, f);
    left(f, p->l, n, q[BS]);
    minus(q[VB], q[VL], n, q[KG]);
    settle(q[KG], n, 1);
    left(q[VB], p->b, n, q[VBB]);
    left(q[VL], p->l, n, q[VLL]);
    left(q[KG], p->l, n, q[KD]);
    left(q[VB], p->af, n, f);
    left(f, p->b, n, q[KC]);
    left(q[OTHER], p->b, n, f);
    for (gvc_idx j = 0; j < n; j++) {
        q[OTHER][j] = f[j];
        q[KT][j] = q[VBB][j] - q[VLL][j];
        q[KF][j] = q[KT][j] - q[KD][j] - q[KC][j];
        q[BS][j] *= q[YD][j];
        q[BG][j] = q[KG][j] * q[Y][j];
        q[BC][j] = q[BG][j] - q[BS][j];
        g[j] = 0;
    }
}

static void exports(plain *p)
{
    gvc_idx n = p->n;
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx j = 0; j < n; j++) {
            bool own = p->block[i] == p->block[j];
            double flow = p->q[V][i] * p->b[i * n + j] * p->q[E][j];
            p->q[own ? DV : FV][j] += flow;
            p->q[IV][i] += own ? 0 : flow;
        }
    }
    for (gvc_idx i = 0; i < n; i++) {
        p->q[FI][i] = p->q[FV][i] + p->q[IV][i];
    }
}

/* block: of each industry, then of each country. */
static plain define(const world *w, const gvc_idx *block, const double *va)
{
    size_t n = (size_t)w->n;
    plain p = {.n = w->n, .block = block};
    double *f = calloc(n, sizeof *f), *g = calloc(n, sizeof *g), *a = calloc(n * n, sizeof *a);
    p.ad = calloc(n * n, sizeof *p.ad);
    p.af = calloc(n * n, sizeof *p.af);
    for (int k = 0; k < VECTORS; k++) {
        p.q[k] = calloc(n, sizeof(double));
    }
    accounts(&p, w, va);
    for (size_t i = 0; i < n * n; i++) {
        a[i] = p.ad[i] + p.af[i];
    }
    p.b = leontief(a, w->n);
    p.l = leontief(p.ad, w->n);
    forward(&p, f, g);
    backward(&p, f, g);
    exports(&p);
    free(a);
    free(f);
    free(g);
    return p;
}

static void free_plain(plain *p)
{
    for (int k = 0; k < VECTORS; k++) {
        free(p->q[k]);
    }
    free(p->b);
    free(p->l);
    free(p->ad);
    free(p->af);
}

/* ---- columns -----------------------------------------------------------------------------------
 */

/* Sums of num o weight over those of den o weight; den 0: the sum alone. */
static const struct column {
    const char *name;
    int num, den, weight;
} columns[] = {
    {"upstreamness", BX, X, ONE},
    {"upstreamness_va", BX, X, V},
    {"upstreamness_exports", U, ONE, E},
    {"downstreamness", D, ONE, X},
    {"downstreamness_fd", D, ONE, Y},
    {"final_sales_share", Y, X, ONE},
    {"value_added_share", VA, X, ONE},
    {"crossings_forward", BE, X, ONE},
    {"crossings_forward_va", BE, X, V},
    {"crossings_backward", DC, ONE, X},
    {"crossings_backward_fd", DC, ONE, Y},
    {"f_d", LYD, -1, V},
    {"f_rt", LYF, -1, V},
    {"f_s", S, -1, V},
    {"f_c", C, -1, V},
    {"part_f", GV, X, V},
    {"part_f_s", S, X, V},
    {"part_f_c", C, X, V},
    {"plv", BX, X, V},
    {"plv_d", LLYD, LYD, V},
    {"plv_rt", LLYF, LYF, V},
    {"plv_gvc", TOT, GV, V},
    {"plvd_gvc", DOM, GV, V},
    {"cbv_gvc", CB, GV, V},
    {"plvf_gvc", REST, GV, V},
    {"plv_s", SL, S, V},
    {"plvd_s", SD, S, V},
    {"plvf_s", SF, S, V},
    {"plv_c", CL, C, V},
    {"plvd_c", CD, C, V},
    {"cbv_c", CC, C, V},
    {"plvf_c", CF, C, V},
    {"b_d", VL, -1, YD},
    {"b_rt", VL, -1, YF},
    {"b_s", BS, -1, ONE},
    {"b_c", BC, -1, ONE},
    {"part_b", BG, Y, ONE},
    {"part_b_s", BS, Y, ONE},
    {"part_b_c", BC, Y, ONE},
    {"ply", VBB, VB, Y},
    {"ply_d", VLL, VL, YD},
    {"ply_rt", VLL, VL, YF},
    {"ply_gvc", KT, KG, Y},
    {"plyd_gvc", KD, KG, Y},
    {"cby_gvc", KC, KG, Y},
    {"plyf_gvc", KF, KG, Y},
    {"dv", DV, -1, ONE},
    {"fv", FV, -1, ONE},
    {"iv", IV, -1, ONE},
    {"participation_backward", FV, E, ONE},
    {"participation_forward", IV, E, ONE},
    {"participation", FI, E, ONE},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *label_of(const gvc_result *r, const char *dim, gvc_idx cell)
{
    gvc_idx d = gvc_result_find_dim(r, dim);
    if (d < 0) {
        return NULL;
    }
    for (gvc_idx k = gvc_result_ndims(r) - 1; k > d; k--) {
        cell /= gvc_result_extent(r, k);
    }
    return gvc_result_label(r, d, cell % gvc_result_extent(r, d));
}

/* Which industries a cell is made of, by the labels of its keys. */
typedef struct labels {
    char country[256][16], sector[256][16];
} labels;

static bool belongs(const labels *l, gvc_idx i, const gvc_result *r, gvc_idx cell)
{
    const char *country = label_of(r, "country", cell), *sector = label_of(r, "sector", cell);
    return strcmp(country, l->country[i]) == 0 &&
           (sector == NULL || strcmp(sector, l->sector[i]) == 0);
}

static double total(const plain *p, const labels *l, const gvc_result *r, gvc_idx cell, int what,
                    int weight)
{
    double sum = 0;
    for (gvc_idx i = 0; i < p->n; i++) {
        sum += belongs(l, i, r, cell) ? p->q[what][i] * p->q[weight][i] : 0;
    }
    return sum;
}

/* One column of every row with output, to `tolerance` of its largest value. */
static void expect_definition(const plain *p, const labels *l, const gvc_result *r,
                              const struct column *c, double tolerance, const char *where)
{
    const double *got = term(r, c->name);
    double largest = 0, want[1024];
    gvc_idx cells = gvc_result_cells(r);
    cr_assert(cells <= 1024);
    for (gvc_idx cell = 0; cell < cells; cell++) {
        double num = total(p, l, r, cell, c->num, c->weight);
        double den = c->den < 0 ? 1 : total(p, l, r, cell, c->den, c->weight);
        bool idle = total(p, l, r, cell, X, ONE) == 0;
        want[cell] = den == 0 || idle ? (double)NAN : num / den;
        largest = fabs(want[cell]) > largest ? fabs(want[cell]) : largest;
    }
    for (gvc_idx cell = 0; cell < cells; cell++) {
        if (gvc_result_is_row(r, cell) && !isnan(want[cell])) {
            bool share = strncmp(c->name, "participation", 13) == 0;
            bool none = share && total(p, l, r, cell, E, ONE) <= 0;
            cr_expect(none ? isnan(got[cell]) : fabs(got[cell] - want[cell]) <= tolerance * largest,
                      "%s: %s of %s %s: %.17g, not %.17g", where, c->name,
                      label_of(r, "country", cell),
                      gvc_result_find_dim(r, "sector") < 0 ? "" : label_of(r, "sector", cell),
                      got[cell], want[cell]);
        }
    }
}

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
    o.sector_group_count = c->low == NULL ? 0 : 3;
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
    static const char *const methods[] = {"position", "apl"};
    gvc_ctx *ctx = new_ctx();
    world w = make_world(&recipes[1], 6);
    gvc_table *t = table_of(ctx, &w, false);
    for (int k = 0; k < 2; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        gvc_result *r[2] = {NULL, NULL};
        o.method = methods[k];
        o.with = k == 0 ? both : NULL;
        for (int i = 0; i < 2; i++) {
            gvc_ctx_set_threads(ctx, i == 0 ? 1 : 3);
            expect_ok(ctx, gvc_measure(ctx, &r[i], t, &o));
        }
        for (gvc_idx i = 0; i < gvc_result_nterms(r[0]); i++) {
            cr_expect_eq(memcmp(gvc_result_values(r[0], i), gvc_result_values(r[1], i),
                                (size_t)gvc_result_cells(r[0]) * sizeof(double)),
                         0, "%s", gvc_result_term(r[0], i)->name);
        }
        gvc_result_free(r[0]);
        gvc_result_free(r[1]);
    }
    gvc_table_free(t);
    free_world(&w);
    gvc_ctx_free(ctx);
}
