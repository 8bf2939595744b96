/* growth_values.c - one link by eight factors: value(S), factors in S of table 1 and the others of
 * table 0, of every focal country, combination and absorber, and what each factor contributes
 *
 * With b = (technology, sources) of the other countries and a = those of c itself, A = A_b + D
 * e_c', D the columns of c of A_a - A_b. Let C be the rows of c of (I - A_b)^-1, K = C D. Then v_c
 * B_c. = p C,  p = v_c (I - K)^-1, exactly. So 4 inverses, or the rows of c of them, serve all 256
 * combinations of all countries; the rest are small products. Value is additive in Y, so that
 * absorbers are told apart for nothing. Dietzenbacher and Los (1998) with the full average of all
 * orders (Shapley). */
#include <string.h>

#include "blas.h"
#include "methods/growth.h"
#include "threads.h"

enum { WAYS = 4, VECTORS = 2 * WAYS, DEMANDS = 8 };

/* One of the four A_b at work. */
typedef struct work {
    gvc_growth *g;
    const gvc_growth_split *f;
    const gvc_model *m;
    const gvc_growth_rows *rows;
    int t, s;        /* b */
    gvc_idx largest; /* industries of a country */
    double *scratch; /* a part a worker */
    size_t part;
    double *value;       /* focal x SUBSETS x blocks */
    double *rest[2];     /* focal x blocks: with everything of table 0, and of table 1 */
    gvc_report *reports; /* focal */
} work;

/* What a worker has of its own. */
typedef struct scratch {
    double *columns; /* n x 4 N: columns of c of every A_a */
    double *reached; /* N x 4 N: C times these */
    double *k;       /* N x N */
    double *p;       /* 8 x N */
    double *w;       /* 8 x n */
    double *values;  /* 8 x 8 G */
} scratch;

static size_t scratch_numbers(gvc_idx n, gvc_idx blocks, gvc_idx largest)
{
    return (size_t)(n * WAYS * largest + largest * WAYS * largest + largest * largest +
                    VECTORS * largest + VECTORS * n + VECTORS * DEMANDS * blocks);
}

static scratch scratch_of(const work *w, int worker)
{
    gvc_idx n = w->m->n, most = w->largest;
    scratch s = {.columns = w->scratch + (size_t)worker * w->part};
    s.reached = s.columns + n * WAYS * most;
    s.k = s.reached + most * WAYS * most;
    s.p = s.k + most * most;
    s.w = s.p + VECTORS * most;
    s.values = s.w + VECTORS * n;
    return s;
}

/* ---- vectors of one country
 * ----------------------------------------------------------------------
 */

/* E_a = C A_a[., c] for the four a, side by side. */
static void reach(const work *w, const gvc_dense *c, gvc_idx first, const scratch *s)
{
    gvc_idx size = c->rows, width = WAYS * size;
    for (int a = 0; a < WAYS; a++) {
        gvc_dense to = {s->columns + a * size, w->m->n, size, width};
        gvc_growth_columns(w->f, a >> 1, a & 1, first, &to);
    }
    gvc_dense columns = {s->columns, w->m->n, width, width},
              reached = {s->reached, size, width, width};
    gvc_times(1.0, c, &columns, 0.0, &reached);
}

/* p = v_c (I - K)^-1 for both v, K = E_a - E_b. */
static gvc_report weigh(const work *w, int a, gvc_idx first, gvc_idx size, const scratch *s)
{
    int b = 2 * w->t + w->s;
    double *p = s->p + 2 * a * size;
    for (int t = 0; t < 2; t++) {
        memcpy(p + t * size, w->f->t[t]->v + first, (size_t)size * sizeof *p);
    }
    if (a == b) {
        return (gvc_report){.code = GVC_MAT_OK, .where = -1};
    }
    for (gvc_idx i = 0; i < size; i++) {
        const double *row = s->reached + i * WAYS * size;
        for (gvc_idx j = 0; j < size; j++) {
            s->k[i * size + j] = (i == j ? 1.0 : 0.0) - (row[a * size + j] - row[b * size + j]);
        }
    }
    gvc_dense k = {s->k, size, size, size}, vectors = {p, 2, size, size};
    return gvc_solve_left(&k, &vectors);
}

/* The eight vectors v_c B_c., of four ways to make things at home and two v: w->p times C. */
static gvc_report make_vectors(const work *w, gvc_idx k, const scratch *s)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    gvc_idx c = w->g->country[k], first = w->m->offset[c];
    gvc_dense rows = gvc_growth_block(w->g, w->m, w->rows, k);
    reach(w, &rows, first, s);
    for (int a = 0; a < WAYS && report.code == GVC_MAT_OK; a++) {
        report = weigh(w, a, first, rows.rows, s);
    }
    gvc_dense p = {s->p, VECTORS, rows.rows, rows.rows}, to = {s->w, VECTORS, w->m->n, w->m->n};
    gvc_times(1.0, &p, &rows, 0.0, &to);
    return report;
}

/* ---- values ------------------------------------------------------------------------------------
 */

/* The combination of row (a, v) and demand y. */
static int subset(const work *w, int a, int v, int y)
{
    return v << GVC_GROWTH_COEFFICIENT | (a >> 1) << GVC_GROWTH_TECH_OWN |
           w->t << GVC_GROWTH_TECH_FOREIGN | (a & 1) << GVC_GROWTH_SRC_OWN |
           w->s << GVC_GROWTH_SRC_FOREIGN | (y >> 2) << GVC_GROWTH_FD_LEVEL |
           ((y >> 1) & 1) << GVC_GROWTH_FD_MIX | (y & 1) << GVC_GROWTH_FD_SRC;
}

static void place_values(const work *w, gvc_idx k, const scratch *s)
{
    gvc_idx g = w->m->blocks;
    double *to = w->value + k * GVC_GROWTH_SUBSETS * g;
    for (int row = 0; row < VECTORS; row++) {
        for (int y = 0; y < DEMANDS; y++) {
            memcpy(to + subset(w, row >> 1, row & 1, y) * g, s->values + (row * DEMANDS + y) * g,
                   (size_t)g * sizeof *to);
        }
    }
}

/* The demand that the factors leave out, where b is all of one table. */
static void add_rest(const work *w, gvc_idx k, const scratch *s)
{
    if (w->t != w->s) {
        return;
    }
    gvc_idx n = w->m->n, g = w->m->blocks, row = w->t == 0 ? 0 : VECTORS - 1;
    gvc_dense from = {s->w + row * n, 1, n, n}, to = {w->rest[w->t] + k * g, 1, g, g};
    gvc_times_transposed(1.0, &from, &w->f->rest[w->t], 0.0, &to);
}

static void turn(gvc_idx k, int worker, void *user)
{
    work *w = user;
    scratch s = scratch_of(w, worker);
    gvc_idx n = w->m->n, g = w->m->blocks;
    w->reports[k] = (gvc_report){.code = GVC_MAT_OK, .where = -1};
    if (gvc_model_size(w->m, w->g->country[k]) == 0) {
        return;
    }
    w->reports[k] = make_vectors(w, k, &s);
    if (w->reports[k].code == GVC_MAT_OK) {
        gvc_dense vectors = {s.w, VECTORS, n, n}, demand = {w->f->demand, DEMANDS * g, n, n},
                  values = {s.values, VECTORS, DEMANDS * g, DEMANDS * g};
        gvc_times_transposed(1.0, &vectors, &demand, 0.0, &values);
        place_values(w, k, &s);
        add_rest(w, k, &s);
    }
}

/* All focal countries with one b. */
static gvc_status all_countries(gvc_ctx *ctx, work *w)
{
    gvc_status status = GVC_OK;
    int threads = gvc_blas_alone();
    gvc_parallel(w->g->workers, w->g->focal, turn, w);
    gvc_blas_set_threads(threads);
    for (gvc_idx k = 0; k < w->g->focal && status == GVC_OK; k++) {
        status = gvc_model_report(ctx, w->m, w->reports[k]);
    }
    return status;
}

/* A_ts as a matrix of its own. */
static gvc_status mixed(gvc_ctx *ctx, work *w, gvc_dense *z)
{
    gvc_growth_rows rows = {0};
    gvc_system system = {w->m->n, w->m->blocks, w->m->offset, w->f->ones, *z, NULL};
    gvc_growth_columns(w->f, w->t, w->s, 0, z);
    gvc_status status = gvc_growth_solve(ctx, w->m, w->g, &system, &rows);
    if (status == GVC_OK) {
        w->rows = &rows;
        status = all_countries(ctx, w);
    }
    gvc_growth_rows_free(&rows);
    return status;
}

static gvc_status pure(gvc_ctx *ctx, work *w, gvc_growth_rows *held)
{
    const gvc_model *m = w->f->t[w->t]->m;
    gvc_status status = GVC_OK;
    if (held->leontief == NULL && held->panel == NULL) {
        status = gvc_growth_solve(ctx, m, w->g, &m->system, held);
    }
    w->rows = held;
    return status == GVC_OK ? all_countries(ctx, w) : status;
}

static gvc_status all_values(gvc_ctx *ctx, work *w, gvc_growth_rows *held)
{
    gvc_idx n = w->m->n;
    size_t cells = (size_t)n * (size_t)n;
    gvc_status status = pure(ctx, w, held);
    gvc_growth_rows_free(held);
    gvc_dense z = {status == GVC_OK ? gvc_malloc(cells, sizeof *z.data) : NULL, n, n, n};
    if (status == GVC_OK && z.data == NULL) {
        status = gvc_fail_memory(ctx, cells * sizeof *z.data, "a mixture of two tables");
    }
    if (status == GVC_OK) {
        gvc_expect_writes(z.data, cells * sizeof *z.data);
    }
    for (int b = 1; b < WAYS - 1 && status == GVC_OK; b++) {
        w->t = b >> 1;
        w->s = b & 1;
        status = mixed(ctx, w, &z);
    }
    gvc_release(z.data);
    w->t = w->s = 1;
    return status == GVC_OK ? pure(ctx, w, held) : status;
}

/* ---- contributions -----------------------------------------------------------------------------
 */

static gvc_idx column_of(const gvc_growth *g, gvc_idx k, gvc_idx absorber)
{
    return absorber == g->country[k] ? GVC_GROWTH_HOME : g->demand[absorber];
}

/* Of country k; factor: GVC_GROWTH_FACTORS x blocks, scratch. */
static void contribute(const work *w, gvc_idx k, const gvc_dense *weights, double *factor,
                       gvc_growth_step *out)
{
    const gvc_growth *g = w->g;
    gvc_idx blocks = g->blocks, columns = g->demands;
    double *value = w->value + k * GVC_GROWTH_SUBSETS * blocks;
    gvc_dense values = {value, GVC_GROWTH_SUBSETS, blocks, blocks},
              to = {factor, GVC_GROWTH_FACTORS, blocks, blocks};
    gvc_times(1.0, weights, &values, 0.0, &to);
    const double *last = value + (GVC_GROWTH_SUBSETS - 1) * blocks;
    const double *rest[2] = {w->rest[0] + k * blocks, w->rest[1] + k * blocks};
    double *part = out->part + k * g->parts * columns;
    for (gvc_idx r = 0; r < blocks; r++) {
        gvc_idx c = column_of(g, k, r);
        for (int f = 0; f < GVC_GROWTH_FACTORS; f++) {
            part[f * columns + c] += factor[f * blocks + r];
        }
        part[GVC_GROWTH_REST * columns + c] += rest[1][r] - rest[0][r];
        out->from[k * columns + c] += value[r] + rest[0][r];
        out->to[k * columns + c] += last[r] + rest[1][r];
    }
}

static gvc_status contributions(gvc_ctx *ctx, const work *w, gvc_growth_step *out)
{
    size_t weights = (size_t)GVC_GROWTH_FACTORS * GVC_GROWTH_SUBSETS;
    size_t factors = (size_t)GVC_GROWTH_FACTORS * (size_t)w->g->blocks;
    double *weight = gvc_malloc(weights + factors, sizeof *weight);
    if (weight == NULL) {
        return gvc_fail_memory(ctx, (weights + factors) * sizeof *weight, "the contributions");
    }
    gvc_dense all = {weight, GVC_GROWTH_FACTORS, GVC_GROWTH_SUBSETS, GVC_GROWTH_SUBSETS};
    gvc_growth_weights(w->g->way, weight);
    for (gvc_idx k = 0; k < w->g->focal; k++) {
        contribute(w, k, &all, weight + weights, out);
    }
    gvc_release(weight);
    return GVC_OK;
}

static gvc_status new_work(gvc_ctx *ctx, work *w)
{
    size_t focal = (size_t)w->g->focal, blocks = (size_t)w->g->blocks;
    size_t numbers = focal * blocks * (GVC_GROWTH_SUBSETS + 2);
    w->largest = gvc_model_most(w->m);
    w->part = scratch_numbers(w->m->n, w->m->blocks, w->largest);
    w->scratch = gvc_malloc((size_t)w->g->workers * w->part, sizeof(double));
    w->value = gvc_calloc(numbers, sizeof(double));
    w->reports = gvc_calloc(focal, sizeof *w->reports);
    if (w->scratch == NULL || w->value == NULL || w->reports == NULL) {
        return gvc_fail_memory(ctx, numbers * sizeof(double), "the values of all combinations");
    }
    w->rest[0] = w->value + focal * blocks * GVC_GROWTH_SUBSETS;
    w->rest[1] = w->rest[0] + focal * blocks;
    return GVC_OK;
}

gvc_status gvc_growth_by_factor(gvc_ctx *ctx, gvc_growth *g, const gvc_growth_table *from,
                                const gvc_growth_table *to, gvc_growth_rows *held,
                                gvc_growth_step *out)
{
    gvc_growth_split f = {0};
    work w = {.g = g, .f = &f, .m = to->m};
    gvc_status status = gvc_growth_split_new(ctx, from, to, &f);
    if (status == GVC_OK) {
        status = new_work(ctx, &w);
    }
    if (status == GVC_OK) {
        status = all_values(ctx, &w, held);
    }
    if (status == GVC_OK) {
        status = contributions(ctx, &w, out);
    }
    gvc_release(w.scratch);
    gvc_release(w.value);
    gvc_release(w.reports);
    gvc_growth_split_free(&f);
    return status;
}

size_t gvc_growth_values_bytes(const gvc_model *m, gvc_idx focal, int workers)
{
    size_t n = (size_t)m->n, values = (size_t)focal * (size_t)m->blocks * (GVC_GROWTH_SUBSETS + 2);
    size_t part = scratch_numbers(m->n, m->blocks, gvc_model_most(m));
    return (n * n + values + (size_t)workers * part) * sizeof(double) +
           gvc_growth_split_bytes(m->n, m->blocks, gvc_table_count(m->table, GVC_SECTOR));
}
