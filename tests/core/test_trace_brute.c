/* test_trace_brute.c - value added traced with plain loops: every industry of origin, exporting
 * industry, importer and absorber by itself, with the inverse of the table from which the flow in
 * question is taken out */
#include "brute.h"
#include "tracing.h"

enum { MOST = 16, BLOCKS = 5 };

typedef double square[MOST][MOST];

typedef struct plain {
    int n, blocks;
    int block[MOST];
    square a, b;
    double v[MOST], y[MOST][BLOCKS], by[MOST][BLOCKS];
} plain;

/* Which flows of intermediate inputs are taken out: from industry i to country r. */
typedef struct cut {
    int seller, importer; /* -1 = all of them */
    int country;          /* sellers are of this one; -1 = of all: no trade at all */
} cut;

static const cut none = {-1, -1, -2};

static bool is_cut(const plain *p, const cut *c, int i, int j)
{
    bool sells =
        c->country == -1 || (p->block[i] == c->country && (c->seller < 0 || c->seller == i));
    bool buys = c->importer < 0 || p->block[j] == c->importer;
    return p->block[i] != p->block[j] && sells && buys;
}

/* (I - A)^-1 without the flows that are cut. */
static void invert(const plain *p, const cut *c, square out)
{
    double a[MOST * MOST];
    int n = p->n;
    for (int k = 0; k < n * n; k++) {
        a[k] = is_cut(p, c, k / n, k % n) ? 0 : p->a[k / n][k % n];
    }
    double *b = leontief(a, n);
    for (int k = 0; k < n * n; k++) {
        out[k / n][k % n] = b[k];
    }
    free(b);
}

static void times_final(const plain *p, square b, double y[MOST][BLOCKS], double out[MOST][BLOCKS])
{
    for (int i = 0; i < p->n; i++) {
        for (int d = 0; d < p->blocks; d++) {
            out[i][d] = 0;
            for (int j = 0; j < p->n; j++) {
                out[i][d] += b[i][j] * y[j][d];
            }
        }
    }
}

static plain make_plain(const world *w)
{
    plain p = {.n = (int)w->n, .blocks = (int)w->countries};
    brute q = brute_accounts(w);
    for (int i = 0; i < p.n; i++) {
        p.block[i] = (int)w->country[i];
        p.v[i] = q.v[i];
        for (int j = 0; j < p.n; j++) {
            p.a[i][j] = q.a[i * p.n + j];
        }
        for (int d = 0; d < p.blocks; d++) {
            p.y[i][d] = w->y[i * p.blocks + d];
        }
    }
    free_brute(&q);
    invert(&p, &none, p.b);
    times_final(&p, p.b, p.y, p.by);
    return p;
}

/* What of the flow from i to r is absorbed in d, given the output of r for it. */
static double ends(const plain *p, double output[MOST][BLOCKS], int i, int r, int d)
{
    double sum = d == r ? p->y[i][r] : 0;
    for (int j = 0; j < p->n; j++) {
        sum += p->block[j] == r ? p->a[i][j] * output[j][d] : 0;
    }
    return sum;
}

/* Everything that one perspective needs: inverses with this or that cut. */
typedef struct cuts {
    const plain *p;
    const char *perspective, *approach;
    square country[BLOCKS], industry[MOST], pair[BLOCKS][BLOCKS], cell[MOST][BLOCKS], local;
    double last[BLOCKS][MOST][BLOCKS]; /* B^{/s} Y^{/s} */
    double direct[MOST][BLOCKS];       /* Y_sr + A_sr L_rr Y_rr */
    double passed[MOST][BLOCKS];       /* L_rr times that, by absorber */
} cuts;

static void fill_direct(cuts *c)
{
    const plain *p = c->p;
    double own[MOST][BLOCKS] = {{0}}, used[MOST][BLOCKS];
    for (int i = 0; i < p->n; i++) {
        own[i][p->block[i]] = p->y[i][p->block[i]];
    }
    times_final(p, c->local, own, used);
    for (int i = 0; i < p->n; i++) {
        for (int r = 0; r < p->blocks; r++) {
            c->direct[i][r] = r == p->block[i] ? 0 : p->y[i][r];
            for (int j = 0; j < p->n && r != p->block[i]; j++) {
                c->direct[i][r] += p->block[j] == r ? p->a[i][j] * used[j][r] : 0;
            }
        }
    }
    times_final(p, c->local, c->direct, c->passed);
}

static void fill_cuts(cuts *c)
{
    const plain *p = c->p;
    invert(p, &(cut){-1, -1, -1}, c->local);
    fill_direct(c);
    for (int s = 0; s < p->blocks; s++) {
        double y[MOST][BLOCKS];
        memcpy(y, p->y, sizeof y);
        for (int i = 0; i < p->n; i++) {
            for (int d = 0; d < p->blocks; d++) {
                y[i][d] = p->block[i] == s && d != s ? 0 : y[i][d];
            }
        }
        invert(p, &(cut){-1, -1, s}, c->country[s]);
        times_final(p, c->country[s], y, c->last[s]);
        for (int r = 0; r < p->blocks; r++) {
            invert(p, &(cut){-1, r, s}, c->pair[s][r]);
        }
    }
    for (int i = 0; i < p->n; i++) {
        invert(p, &(cut){i, -1, p->block[i]}, c->industry[i]);
        for (int r = 0; r < p->blocks; r++) {
            invert(p, &(cut){i, r, p->block[i]}, c->cell[i][r]);
        }
    }
}

/* v_o L A L of what has crossed one border. */
static double once(const cuts *c, int o, int i)
{
    const plain *p = c->p;
    double sum = 0;
    for (int k = 0; k < p->n; k++) {
        for (int j = 0; j < p->n; j++) {
            sum += p->block[k] != p->block[j] ? c->local[o][k] * p->a[k][j] * c->local[j][i] : 0;
        }
    }
    return p->v[o] * sum;
}

static double world_sink(cuts *c, int o, int i, int r, int d)
{
    const plain *p = c->p;
    int s = p->block[i], t = p->block[o];
    double kernel = p->v[o] * p->b[o][i], sum = d == r ? c->direct[i][r] : 0;
    if (t == s) {
        return kernel * ends(p, c->last[s], i, r, d);
    }
    for (int j = 0; j < p->n && t == r; j++) {
        sum += p->block[j] == r ? p->a[i][j] * c->passed[j][d] : 0;
    }
    return kernel * sum;
}

static double traced(cuts *c, int o, int i, int r, int d)
{
    plain *p = (plain *)c->p;
    int s = p->block[i];
    double flow = ends(p, p->by, i, r, d);
    bool sink = c->approach != NULL && strcmp(c->approach, "sink") == 0;
    if (strcmp(c->perspective, "content") == 0) {
        return p->v[o] * p->b[o][i] * flow;
    }
    if (strcmp(c->perspective, "world") == 0) {
        bool own = p->block[o] == s;
        return sink ? world_sink(c, o, i, r, d)
                    : flow * (own ? p->v[o] * c->local[o][i] : once(c, o, i));
    }
    if (strcmp(c->perspective, "exporter") == 0) {
        return sink ? p->v[o] * p->b[o][i] * ends(p, c->last[s], i, r, d)
                    : p->v[o] * c->country[s][o][i] * flow;
    }
    return p->v[o] * flow *
           (strcmp(c->perspective, "sectexp") == 0   ? c->industry[i][o][i]
            : strcmp(c->perspective, "sectbil") == 0 ? c->cell[i][r][o][i]
                                                     : c->pair[s][r][o][i]);
}

static void compare(cuts *c, const gvc_result *r, const world *w, const char *name)
{
    const plain *p = c->p;
    static const char *const dims[] = {"origin", "origin_sector", "exporter",
                                       "sector", "importer",      "absorber"};
    double largest = 0, worst = 0;
    for (int o = 0; o < p->n; o++) {
        for (int i = 0; i < p->n; i++) {
            for (int k = 0; k < p->blocks * p->blocks; k++) {
                int to = k / p->blocks, d = k % p->blocks;
                const int at[] = {
                    p->block[o], (int)w->sector[o], p->block[i], (int)w->sector[i], to, d};
                gvc_idx cell = 0;
                for (int q = 0; q < 6; q++) {
                    bool sector = q == 1 || q == 3;
                    cell =
                        cell * extent_of(r, dims[q]) + place(r, dims[q], sector ? 'S' : 'C', at[q]);
                }
                if (to != p->block[i]) {
                    double expected = traced(c, o, i, to, d);
                    largest = fmax(largest, fabs(expected));
                    worst = fmax(worst, fabs(expected - term(r, "va")[cell]));
                }
            }
        }
    }
    cr_expect(largest > 0 && worst <= 1e-12 * largest, "%s, %s %s: off by %.2g of %.2g", name,
              c->perspective, c->approach, worst, largest);
}

Test(trace_brute, every_cell_is_what_plain_loops_find)
{
    static const recipe small[] = {{"positive", {3, 2, 4, -1}, 3, 0, 0},
                                   {"a country that only buys", {3, 0, 2, 4, -1}, 3, 0, 0},
                                   {"idle industries", {4, 3, 4, -1}, 3, 0, 4},
                                   {"negative flows", {3, 4, 2, 3, -1}, 4, 0.03, 0}};
    for (size_t k = 0; k < sizeof small / sizeof *small; k++) {
        gvc_ctx *ctx = new_ctx();
        world w = make_world(&small[k], 17 + k);
        gvc_table *t = table_of(ctx, &w, false);
        plain p = make_plain(&w);
        cuts *c = calloc(1, sizeof *c);
        c->p = &p;
        fill_cuts(c);
        for (int q = 0; q < PERSPECTIVES; q++) {
            c->perspective = perspectives[q][0];
            c->approach = perspectives[q][1];
            gvc_measure_options o =
                asked(NULL, "both", "sector", "bilateral", c->perspective, c->approach);
            gvc_result *r = measure(ctx, t, &o);
            compare(c, r, &w, small[k].name);
            gvc_result_free(r);
        }
        free(c);
        gvc_table_free(t);
        free_world(&w);
        gvc_ctx_free(ctx);
    }
}
