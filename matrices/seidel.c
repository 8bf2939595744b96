#include "seidel.h"

#include <math.h>
#include <string.h>

#include "alloc.h"
#include "coefficients.h"
#include "panel.h"
#include "threads.h"

enum { DEPTH = 3 };          /* updates combined by extrapolation */
enum { CACHED = 256 << 10 }; /* bytes of a panel that stay near while many rows meet them */

/* Some vectors side by side: a strip of panel.h for everything. */
typedef struct strip {
    gvc_idx first, count; /* vectors of the panel */
    gvc_idx *cut;         /* count: block that is cut, -1 = none */
    int w;
    int rounds;                    /* finished ones */
    int updates;                   /* sweeps since the start of the round or the extrapolation */
    void *d, *b, *t, *u[DEPTH];    /* correction, its right-hand side, block row, updates */
    double *x, *r;                 /* solution, residual */
    double *scaled;                /* x times inv_x, where residuals come from sparse flows */
    double *scale, *unscale, *top; /* a vector: largest |r|, 1 over it, largest |x| */
    double *gram;
    double worst; /* of the last sweep, relative to what the round started with */
} strip;

/* Where residuals take their coefficients from. */
typedef enum source {
    FROM_EXACT,  /* sparse doubles beside the floats */
    FROM_PICKED, /* dense flows, where the sparse floats say that they are not zero */
    FROM_SPARSE, /* sparse flows */
    FROM_DENSE,  /* a dense copy in doubles */
    FROM_FLOWS,  /* dense flows, all of them */
} source;

struct gvc_seidel {
    gvc_solver_job job;
    gvc_idx n;
    bool left, mixed;
    source from;
    const gvc_panel_kernel *kernel;
    gvc_coefficients a;
    void *inverse;  /* L_gg, or its transpose, in the precision of the sweeps */
    gvc_idx *at;    /* blocks: where each starts */
    gvc_idx *block; /* n: block of a row */
};

/* ---- extrapolation ------------------------------------------------------------------------------
 */

/* Weights of `count` updates: the iterates after them are combined with sum 1 so that |sum of
 * gamma_i u_i| is least, gamma ~ (U'U)^-1 1; an update counts for all iterates behind it. All 1
 * where that fails. */
static void combine(const double *gram, gvc_idx width, int count, double *weight)
{
    double m[DEPTH][DEPTH + 1] = {{0}}, total = 0, gamma[DEPTH];
    for (int a = 0; a < count; a++) {
        for (int b = 0; b <= a; b++) {
            m[a][b] = m[b][a] = gram[(a * DEPTH + b) * width];
        }
        m[a][count] = 1;
        weight[a] = 1;
    }
    for (int a = count - 1; a >= 0; a--) { /* the smallest pivot first */
        for (int b = 0; b < count; b++) {
            double factor = b == a ? 0 : m[b][a] / m[a][a];
            for (int c = 0; c <= count; c++) {
                m[b][c] -= factor * m[a][c];
            }
        }
    }
    for (int a = 0; a < count; a++) {
        gamma[a] = m[a][count] / m[a][a];
        total += gamma[a];
    }
    double after = 0, candidate[DEPTH];
    bool sound = isfinite(total) && total != 0;
    for (int a = count - 1; a >= 0; a--) {
        after += gamma[a] / total;
        candidate[a] = after;
        sound = sound && fabs(after) < 10; /* sane tables stay near 1 */
    }
    for (int a = 1; a < count && sound; a++) {
        weight[a] = candidate[a];
    }
}

/* ---- sweeps in both precisions ------------------------------------------------------------------
 */

#define REAL float
#define NAME(name) name##_f
#define SPARSE sparse_f
#define DENSE dense_f
#define VALUE value
#define COPY dense
#include "seidel_real.inc"
#undef REAL
#undef NAME
#undef SPARSE
#undef DENSE
#undef VALUE
#undef COPY

#define REAL double
#define NAME(name) name##_d
#define SPARSE sparse_d
#define DENSE dense_d
#define VALUE exact
#define COPY dense_exact
#include "seidel_real.inc"
#undef REAL
#undef NAME
#undef SPARSE
#undef DENSE
#undef VALUE
#undef COPY

/* ---- residuals in double
 * ------------------------------------------------------------------------- */

enum { TILE = 64 }; /* rows of a turn */

/* r += Z x (x in outputs) or Z' x over rows first .. last - 1 of the one or the other. */
static void add_flows(const gvc_seidel *p, const strip *s, gvc_idx first, gvc_idx last)
{
    const gvc_dense *z = &p->job.system->z;
    gvc_idx width = s->w * GVC_LANES, some = CACHED / (width * (gvc_idx)sizeof(double));
    gvc_idx row = p->left ? 1 : z->stride, next = p->left ? z->stride : 1;
    const double *x = p->left ? s->x : s->scaled;
    for (gvc_idx k = 0; k < p->n; k += some) {
        p->kernel->dense_d(z->data + first * row + k * next, row, next, last - first,
                           p->n - k < some ? p->n - k : some, s->w, width, x + k * width,
                           s->r + first * width);
    }
}

/* Rows first .. last - 1 of block g, one segment: half a wide strip at a time, so that the part of
 * x that the rows meet fits the nearest cache. */
static void add_segment(const gvc_seidel *p, const strip *s, gvc_idx g, gvc_idx q, gvc_idx first,
                        gvc_idx last)
{
    const gvc_coefficients *c = &p->a;
    const gvc_dense *z = &p->job.system->z;
    const int64_t *start = gvc_coefficients_start(c, g, q, first);
    gvc_idx width = s->w * GVC_LANES, from = q * c->width;
    const double *x = (c->exact != NULL ? s->x : s->scaled) + from * width;
    double *r = s->r + first * width;
    for (int part = 0, w; part < s->w; part += w) {
        w = s->w < 4 ? s->w : part == 0 ? (s->w + 1) / 2 : s->w / 2;
        const double *xp = x + part * GVC_LANES;
        double *rp = r + part * GVC_LANES;
        if (c->exact != NULL) {
            p->kernel->sparse_d(start, last - first, c->col, c->exact, w, width, xp, rp);
        } else {
            p->kernel->picked_d(start, last - first, c->col, z->data + first * z->stride + from,
                                z->stride, w, width, xp, rp);
        }
    }
}

static void add_sparse(const gvc_seidel *p, const strip *s, gvc_idx g, gvc_idx first, gvc_idx last)
{
    for (gvc_idx q = 0; q < p->a.segments && first < last; q++) {
        add_segment(p, s, g, q, first, last);
    }
}

static void add_product(const gvc_seidel *p, const strip *s, gvc_idx first, gvc_idx last)
{
    const gvc_coefficients *c = &p->a;
    const gvc_idx *offset = p->job.system->offset;
    const gvc_sparse *z = p->job.system->sparse;
    gvc_idx width = s->w * GVC_LANES;
    switch (p->from) {
    case FROM_EXACT:
    case FROM_PICKED:
        for (gvc_idx g = p->block[first]; g <= p->block[last - 1]; g++) {
            add_sparse(p, s, g, first > offset[g] ? first : offset[g],
                       last < offset[g + 1] ? last : offset[g + 1]);
        }
        return;
    case FROM_SPARSE:
        p->kernel->wide_d(z->start + first, last - first, z->col, z->value, s->w, width, s->scaled,
                          s->r + first * width);
        return;
    case FROM_DENSE:
        p->kernel->dense_d(c->dense_exact + first * c->n, c->n, 1, last - first, c->n, s->w, width,
                           s->x, s->r + first * width);
        return;
    case FROM_FLOWS:
        add_flows(p, s, first, last);
        return;
    }
}

/* A panel being solved. */
typedef struct solving {
    gvc_seidel *p;
    const gvc_dense *f;
    gvc_dense *y;
    strip *strips;
    gvc_idx count, tiles; /* tiles: of rows, in residuals */
    bool first;
} solving;

static void residual_tile(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    strip *s = &v->strips[turn / v->tiles];
    gvc_idx first = turn % v->tiles * TILE, width = s->w * GVC_LANES;
    gvc_idx last = first + TILE < v->p->n ? first + TILE : v->p->n;
    memset(s->r + first * width, 0, (size_t)((last - first) * width) * sizeof *s->r);
    add_product(v->p, s, first, last);
    for (gvc_idx i = first; i < last; i++) {
        double *r = s->r + i * width, *x = s->x + i * width;
        double by = v->p->from == FROM_FLOWS && v->p->left ? v->p->job.system->inv_x[i] : 1;
        for (gvc_idx c = 0; c < width; c++) {
            r[c] = by * r[c] - x[c];
        }
        for (gvc_idx k = 0; k < s->count; k++) {
            r[k] += v->f->data[(s->first + k) * v->f->stride + i];
        }
    }
}

/* Largest |r| and |x| of every vector, cut blocks left out of r; s->worst: the worst ratio. */
static void measure(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    strip *s = &v->strips[turn];
    const gvc_idx *offset = v->p->job.system->offset;
    gvc_idx width = s->w * GVC_LANES, n = v->p->n;
    for (gvc_idx k = 0; k < s->count; k++) { /* right: exact there; left: x is 0 there for now */
        gvc_idx g = s->cut[k];
        for (gvc_idx i = g < 0 || v->p->left || s->rounds == 0 ? n : offset[g];
             i < n && i < offset[g + 1]; i++) {
            s->r[i * width + k] = 0;
        }
    }
    memset(s->scale, 0, (size_t)width * sizeof *s->scale);
    memset(s->top, 0, (size_t)width * sizeof *s->top);
    for (gvc_idx i = 0; i < n; i++) {
        for (gvc_idx c = 0; c < width; c++) {
            double r = fabs(s->r[i * width + c]), x = fabs(s->x[i * width + c]);
            s->scale[c] = r <= s->scale[c] ? s->scale[c] : r;
            s->top[c] = x <= s->top[c] ? s->top[c] : x;
        }
    }
    for (gvc_idx k = 0; k < s->count && v->p->left; k++) {
        gvc_idx g = s->cut[k];
        double most = 0;
        for (gvc_idx i = 0; i < n && g >= 0; i++) {
            bool own = i >= offset[g] && i < offset[g + 1];
            double r = own ? 0 : fabs(s->r[i * width + k]);
            most = r <= most ? most : r;
        }
        s->scale[k] = g >= 0 ? most : s->scale[k];
    }
    s->worst = 0;
    for (gvc_idx c = 0; c < width; c++) {
        double ratio = s->scale[c] > 0 ? s->scale[c] / s->top[c] : s->scale[c];
        s->worst = ratio <= s->worst ? s->worst : ratio;
        s->unscale[c] = s->scale[c] > 0 ? 1.0 / s->scale[c] : 0;
    }
}

/* ---- a round
 * --------------------------------------------------------------------------------------- */

static void start_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    (v->p->mixed ? start_f : start_d)(v->p, &v->strips[turn]);
}

static void sweep_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    (v->p->mixed ? sweep_f : sweep_d)(v->p, &v->strips[turn], v->first);
}

static void extrapolate_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    (v->p->mixed ? extrapolate_f : extrapolate_d)(v->p, &v->strips[turn]);
}

/* x_s = L_ss f_s, exact in double: what nothing feeds back to. to and from: steps between entries.
 */
static void own_block(const gvc_seidel *p, gvc_idx g, const double *from, gvc_idx step, double *to,
                      gvc_idx step_to)
{
    gvc_dense l = gvc_local_block(p->job.local, g);
    for (gvc_idx i = 0; i < l.rows; i++) {
        double sum = 0;
        for (gvc_idx j = 0; j < l.rows; j++) {
            sum += l.data[p->left ? j * l.stride + i : i * l.stride + j] * from[j * step];
        }
        to[i * step_to] = sum;
    }
}

static void finish_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    strip *s = &v->strips[turn];
    gvc_idx width = s->w * GVC_LANES;
    (v->p->mixed ? finish_f : finish_d)(v->p, s);
    for (gvc_idx k = 0; k < s->count && s->rounds == 0 && !v->p->left; k++) {
        if (s->cut[k] >= 0) {
            gvc_idx first = v->p->job.system->offset[s->cut[k]];
            own_block(v->p, s->cut[k], v->f->data + (s->first + k) * v->f->stride + first, 1,
                      s->x + first * width + k, width);
        }
    }
    s->rounds++;
}

static double worst_of(const solving *v)
{
    double worst = 0;
    for (gvc_idx k = 0; k < v->count; k++) {
        worst = v->strips[k].worst <= worst ? worst : v->strips[k].worst;
    }
    return worst;
}

static void each_strip(solving *v, void (*turn)(gvc_idx, int, void *))
{
    gvc_parallel(v->p->job.options->threads, v->count, turn, v);
}

/* What an extrapolation leaves of a residual, seen on real tables. */
static const double gain = 0.3;

/* More sweeps than this and a factorisation is cheaper. */
static double most_sweeps(const gvc_seidel *p, gvc_idx vectors)
{
    double ratio = 0.5 * (double)p->n / (double)(vectors > 0 ? vectors : 1);
    return fmax(20, ratio);
}

static bool stopped(const solving *v, int sweeps)
{
    const gvc_leontief_options *o = v->p->job.options;
    return o->progress != NULL && o->progress((uint64_t)sweeps, 0, o->user) != 0;
}

/* Early sweeps say little about the later ones, so only what gets nowhere is given up early; then
 * the mean of all sweeps counts. */
static bool converges(const solving *v, int sweeps, double worst, double rate)
{
    double mean = pow(worst, 1.0 / (sweeps - 1));
    double needed = log(v->p->job.options->tolerance) / log(mean);
    return sweeps <= DEPTH ? rate < 0.95 : mean < 1 && needed <= most_sweeps(v->p, v->f->rows);
}

/* The rounding of floats is reached. */
static bool stands_still(int sweeps, double worst, double rate)
{
    return sweeps > DEPTH && rate > 0.5 && worst < 1e-4;
}

/* Sweeps until the correction is good to `target`; its own rate says when it will be. */
static gvc_report correct(solving *v, double target, int *sweeps)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double before = 1, rate = 1;
    each_strip(v, start_strip);
    for (int k = 1;; k++) {
        v->first = k == 1;
        each_strip(v, sweep_strip);
        double worst = worst_of(v);
        rate = k > 1 && before > 0 ? worst / before : rate;
        before = worst;
        ++*sweeps;
        bool hopeless = k % DEPTH == 0 && worst > 0 && !converges(v, k, worst, rate);
        if (!isfinite(worst) || hopeless || k > 200) {
            report.code = GVC_MAT_DIVERGED;
            report.fallback = "Gauss-Seidel converges too slowly";
            return report;
        }
        if (stopped(v, *sweeps)) {
            report.code = GVC_MAT_CANCELLED;
            return report;
        }
        /* The sweep has gained once more since, and the extrapolation will as much again. */
        bool done =
            k > 1 && (worst * fmin(rate, 0.5) * gain <= target || stands_still(k, worst, rate));
        if (done || v->strips[0].updates == DEPTH) {
            each_strip(v, extrapolate_strip);
        }
        if (done) {
            return report;
        }
    }
}

static void scale_strip(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    strip *s = &v->strips[turn];
    gvc_idx width = s->w * GVC_LANES;
    for (gvc_idx i = 0; i < v->p->n && s->scaled != NULL; i++) {
        double by = v->p->job.system->inv_x[i];
        for (gvc_idx c = 0; c < width; c++) {
            s->scaled[i * width + c] = s->x[i * width + c] * by;
        }
    }
}

static void find_residual(solving *v)
{
    each_strip(v, scale_strip);
    gvc_parallel(v->p->job.options->threads, v->count * v->tiles, residual_tile, v);
    each_strip(v, measure);
}

/* How good a correction has to be: the first about as good as floats are, the next such that every
 * vector gets to the tolerance, if floats can, and no better. */
static double target_of(const solving *v)
{
    double least = 1, floor = v->p->mixed ? 1e-7 : 1e-15;
    for (gvc_idx k = 0; k < v->count; k++) {
        const strip *s = &v->strips[k];
        for (gvc_idx c = 0; c < s->count; c++) {
            double enough =
                s->scale[c] > 0 ? 0.8 * v->p->job.options->tolerance * s->top[c] / s->scale[c] : 1;
            least = fmin(least, s->rounds == 0 ? (v->p->mixed ? 6e-7 : 0) : enough);
        }
    }
    return fmax(least, floor);
}

static gvc_report iterate(solving *v)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    double before = (double)INFINITY, tolerance = v->p->job.options->tolerance;
    int sweeps = 0;
    each_strip(v, measure); /* x = 0, r = f */
    for (;;) {
        report = correct(v, target_of(v), &sweeps);
        if (report.code == GVC_MAT_OK) {
            each_strip(v, finish_strip);
            find_residual(v);
            report.residual = worst_of(v);
        }
        report.sweeps = sweeps;
        if (report.code != GVC_MAT_OK || report.residual <= tolerance) {
            return report;
        }
        if (!(report.residual <= 0.01 * before)) {
            report.code = GVC_MAT_DIVERGED;
            report.fallback = "Gauss-Seidel stagnates";
            return report;
        }
        before = report.residual;
    }
}

/* ---- strips
 * ---------------------------------------------------------------------------------------- */

/* Zeros; on the boundary of a cache line, or every second group of lanes would straddle one. */
static void *allocate(size_t count, size_t size, bool *done)
{
    void *block = gvc_malloc(count, size);
    *done = *done && block != NULL;
    if (block != NULL) {
        memset(block, 0, count * size);
    }
    return block;
}

/* x is multiplied by 1 / output beforehand. */
static bool reads_rows_of_flows(source from, bool left)
{
    return from == FROM_PICKED || from == FROM_SPARSE || (from == FROM_FLOWS && !left);
}

static bool new_strip(const gvc_seidel *p, strip *s, gvc_idx most)
{
    bool done = true;
    size_t real = p->mixed ? sizeof(float) : sizeof(double), width = (size_t)s->w * GVC_LANES;
    size_t numbers = (size_t)p->n * width;
    s->d = allocate(numbers, real, &done);
    s->b = allocate(numbers, real, &done);
    s->t = allocate((size_t)most * width, real, &done);
    for (int k = 0; k < DEPTH; k++) {
        s->u[k] = allocate(numbers, real, &done);
    }
    s->x = allocate(numbers, sizeof(double), &done);
    s->r = allocate(numbers, sizeof(double), &done);
    s->scale = allocate(3 * width, sizeof(double), &done);
    s->scaled =
        reads_rows_of_flows(p->from, p->left) ? allocate(numbers, sizeof(double), &done) : NULL;
    s->gram = allocate(DEPTH * DEPTH * width, sizeof(double), &done);
    s->cut = allocate((size_t)s->count, sizeof *s->cut, &done);
    s->unscale = done ? s->scale + width : NULL;
    s->top = done ? s->scale + 2 * width : NULL;
    return done;
}

static void free_strip(strip *s)
{
    void *all[] = {s->d, s->b, s->t, s->x, s->r, s->scaled, s->scale, s->gram, s->cut};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        gvc_release(all[k]);
    }
    for (int k = 0; k < DEPTH; k++) {
        gvc_release(s->u[k]);
    }
}

static void load(const solving *v, strip *s, const gvc_idx *cut)
{
    gvc_idx width = s->w * GVC_LANES;
    for (gvc_idx k = 0; k < s->count; k++) {
        const double *from = v->f->data + (s->first + k) * v->f->stride;
        s->cut[k] = cut == NULL ? -1 : cut[s->first + k];
        for (gvc_idx i = 0; i < v->p->n; i++) {
            s->r[i * width + k] = from[i];
        }
    }
}

/* Left: the own block of a cut vector, from what the others send it. */
static void unload(gvc_idx turn, int worker, void *user)
{
    (void)worker;
    solving *v = user;
    strip *s = &v->strips[turn];
    gvc_idx width = s->w * GVC_LANES;
    for (gvc_idx k = 0; k < s->count; k++) {
        double *to = v->y->data + (s->first + k) * v->y->stride;
        for (gvc_idx i = 0; i < v->p->n; i++) {
            to[i] = s->x[i * width + k];
        }
        gvc_idx g = s->cut[k];
        if (v->p->left && g >= 0) {
            gvc_idx first = v->p->job.system->offset[g];
            own_block(v->p, g, s->r + first * width + k, width, to + first, 1);
        }
    }
}

/* Groups of lanes a strip: one strip a thread, if they are not too wide for the registers. */
static int strip_width(gvc_idx vectors, int threads)
{
    gvc_idx groups = (vectors + GVC_LANES - 1) / GVC_LANES;
    gvc_idx strips = (groups + GVC_STRIP_MOST - 1) / GVC_STRIP_MOST;
    strips = strips < threads ? (groups < threads ? groups : threads) : strips;
    return (int)((groups + strips - 1) / strips);
}

static gvc_idx largest_block(const gvc_system *s)
{
    gvc_idx most = 0;
    for (gvc_idx g = 0; g < s->blocks; g++) {
        gvc_idx size = s->offset[g + 1] - s->offset[g];
        most = size > most ? size : most;
    }
    return most;
}

static gvc_mat_code make_strips(solving *v, const gvc_idx *cut)
{
    gvc_seidel *p = v->p;
    int threads = p->job.options->threads, w = strip_width(v->f->rows, threads);
    gvc_idx each = w * GVC_LANES, most = largest_block(p->job.system);
    v->count = (v->f->rows + each - 1) / each;
    v->tiles = (p->n + TILE - 1) / TILE;
    v->strips = gvc_calloc((size_t)v->count, sizeof *v->strips);
    bool done = v->strips != NULL;
    for (gvc_idx k = 0; k < v->count && done; k++) {
        strip *s = &v->strips[k];
        gvc_idx left = v->f->rows - k * each;
        *s = (strip){.first = k * each, .count = left < each ? left : each, .w = w};
        done = new_strip(p, s, most);
        if (done) {
            load(v, s, cut);
        }
    }
    return done ? GVC_MAT_OK : GVC_MAT_NOMEM;
}

gvc_report gvc_seidel_solve(gvc_seidel *p, const gvc_dense *f, const gvc_idx *cut, gvc_dense *y)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    solving v = {.p = p, .f = f, .y = y};
    if (f->rows == 0 || p->n == 0) {
        return report;
    }
    report.code = make_strips(&v, cut);
    if (report.code == GVC_MAT_OK) {
        report = iterate(&v);
    }
    if (report.code == GVC_MAT_OK) {
        each_strip(&v, unload);
    }
    for (gvc_idx k = 0; k < v.count && v.strips != NULL; k++) {
        free_strip(&v.strips[k]);
    }
    gvc_release(v.strips);
    return report;
}

/* ---- what is prepared once
 * ------------------------------------------------------------------------- */

static bool copy_inverses(gvc_seidel *p)
{
    const gvc_system *s = p->job.system;
    bool done = true;
    gvc_idx numbers = 0;
    p->at = allocate((size_t)s->blocks + 1, sizeof *p->at, &done);
    p->block = allocate((size_t)s->n, sizeof *p->block, &done);
    for (gvc_idx g = 0; g < s->blocks && done; g++) {
        for (gvc_idx i = s->offset[g]; i < s->offset[g + 1]; i++) {
            p->block[i] = g;
        }
        p->at[g] = numbers;
        numbers += (s->offset[g + 1] - s->offset[g]) * (s->offset[g + 1] - s->offset[g]);
    }
    p->inverse = allocate((size_t)numbers, p->mixed ? sizeof(float) : sizeof(double), &done);
    for (gvc_idx g = 0; g < s->blocks && done; g++) {
        gvc_dense l = gvc_local_block(p->job.local, g);
        for (gvc_idx i = 0; i < l.rows; i++) {
            for (gvc_idx j = 0; j < l.rows; j++) {
                gvc_idx to = p->at[g] + (p->left ? j * l.rows + i : i * l.rows + j);
                double value = l.data[i * l.stride + j];
                if (p->mixed) {
                    ((float *)p->inverse)[to] = (float)value;
                } else {
                    ((double *)p->inverse)[to] = value;
                }
            }
        }
    }
    return done;
}

/* Flows lie in rows, which is what the right direction reads; the transpose is copied. */
static source source_of(bool mixed, gvc_storage storage, bool flows_are_dense, bool left)
{
    if (storage == GVC_STORAGE_DENSE) {
        return mixed ? FROM_FLOWS : FROM_DENSE;
    }
    return left || !mixed ? FROM_EXACT : flows_are_dense ? FROM_PICKED : FROM_SPARSE;
}

static int precisions(bool mixed, source from)
{
    return (mixed ? GVC_IN_FLOAT : 0) |
           (from == FROM_EXACT || from == FROM_DENSE ? GVC_IN_DOUBLE : 0);
}

gvc_report gvc_seidel_new(gvc_seidel **out, const gvc_solver_job *job, const gvc_pattern *pattern,
                          bool left, bool mixed)
{
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    gvc_seidel *p = gvc_calloc(1, sizeof *p);
    if (p == NULL) {
        return report;
    }
    *p = (gvc_seidel){.job = *job, .n = job->system->n, .left = left, .mixed = mixed};
    p->kernel = gvc_panel_kernel_best();
    p->from = source_of(mixed, job->storage, job->system->sparse == NULL, left);
    if (copy_inverses(p)) {
        report =
            gvc_coefficients_new(&p->a, job->system, left, pattern, job->storage, job->nonzeros,
                                 precisions(mixed, p->from), job->options->threads);
    }
    if (report.code == GVC_MAT_OK) {
        *out = p;
    } else {
        gvc_seidel_free(p);
    }
    return report;
}

void gvc_seidel_free(gvc_seidel *p)
{
    if (p != NULL) {
        gvc_coefficients_free(&p->a);
        gvc_release(p->inverse);
        gvc_release(p->at);
        gvc_release(p->block);
        gvc_release(p);
    }
}

size_t gvc_seidel_bytes(const gvc_system *s, gvc_idx nonzeros, gvc_storage storage, bool left,
                        gvc_idx vectors, bool mixed)
{
    size_t real = mixed ? sizeof(float) : sizeof(double), n = (size_t)s->n;
    size_t padded = (size_t)((vectors + GVC_LANES - 1) / GVC_LANES * GVC_LANES);
    size_t panels = n * padded * ((2 + DEPTH) * real + 2 * sizeof(double));
    source from = source_of(mixed, storage, s->sparse == NULL, left);
    panels += reads_rows_of_flows(from, left) ? n * padded * sizeof(double) : 0;
    return gvc_coefficients_bytes(s->n, nonzeros, storage, precisions(mixed, from)) + panels +
           gvc_local_bytes(s->offset, s->blocks) / (mixed ? 2 : 1);
}
