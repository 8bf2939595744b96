/* position_plain.h - every column of a position by its definition, with all of B and plain loops */
#ifndef GVC_TESTS_POSITION_PLAIN_H
#define GVC_TESTS_POSITION_PLAIN_H

#include "brute.h"

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
static inline void right(const double *m, const double *f, gvc_idx n, double *to)
{
    for (gvc_idx i = 0; i < n; i++) {
        to[i] = 0;
        for (gvc_idx j = 0; j < n; j++) {
            to[i] += m[i * n + j] * f[j];
        }
    }
}

static inline void left(const double *f, const double *m, gvc_idx n, double *to)
{
    for (gvc_idx j = 0; j < n; j++) {
        to[j] = 0;
        for (gvc_idx i = 0; i < n; i++) {
            to[j] += f[i] * m[i * n + j];
        }
    }
}

static inline void minus(const double *a, const double *b, gvc_idx n, double *to)
{
    for (gvc_idx i = 0; i < n; i++) {
        to[i] = a[i] - b[i];
    }
}

/* x, y, e, v and the parts of A. va: NULL = what is left. */
static inline void accounts(plain *p, const world *w, const double *va)
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
static inline void settle(double *values, gvc_idx n, double of)
{
    for (gvc_idx i = 0; i < n; i++) {
        values[i] = fabs(values[i]) <= 1e-13 * of ? 0 : values[i];
    }
}

static inline void forward(plain *p, double *f, double *g)
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

static inline void backward(plain *p, double *f, double *g)
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

static inline void exports(plain *p)
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
static inline plain define(const world *w, const gvc_idx *block, const double *va)
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

static inline void free_plain(plain *p)
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

static inline bool belongs(const labels *l, gvc_idx i, const gvc_result *r, gvc_idx cell)
{
    const char *country = label_of(r, "country", cell), *sector = label_of(r, "sector", cell);
    return strcmp(country, l->country[i]) == 0 &&
           (sector == NULL || strcmp(sector, l->sector[i]) == 0);
}

static inline double total(const plain *p, const labels *l, const gvc_result *r, gvc_idx cell,
                           int what, int weight)
{
    double sum = 0;
    for (gvc_idx i = 0; i < p->n; i++) {
        sum += belongs(l, i, r, cell) ? p->q[what][i] * p->q[weight][i] : 0;
    }
    return sum;
}

/* One column of every row with output, to `tolerance` of its largest value. */
static inline void expect_definition(const plain *p, const labels *l, const gvc_result *r,
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

#endif
