/* single.c - GMRES for one vector, preconditioned from the right with L, restarted
 *
 * Right: (I - A) L u = f, y = L u; left: the same with the transpose. The residual is that of the
 * system itself. Trade is thin beside what countries deliver to themselves, so that some ten
 * products do. */
#include "single.h"

#include <math.h>
#include <string.h>

#include "alloc.h"

enum { STEPS = 30, RESTARTS = 20 };
static const double accepted = 1e-12, stalled = 0.5;

typedef struct work {
    const gvc_sparse *a;
    const gvc_local *local;
    bool left;
    int threads, products;
    gvc_idx n;
    double *basis;              /* (STEPS + 1) x n */
    double *closed, *image;     /* n: L v; (I - A) L v */
    double h[STEPS + 1][STEPS]; /* Hessenberg, made triangular as it grows */
    double cosine[STEPS], sine[STEPS];
    double g[STEPS + 1]; /* of the small system; |g[k]| is the residual after k steps */
} work;

static double norm(const double *x, gvc_idx n)
{
    double largest = 0, sum = 0;
    for (gvc_idx i = 0; i < n; i++) {
        largest = fmax(largest, fabs(x[i]));
    }
    for (gvc_idx i = 0; i < n && largest > 0; i++) {
        sum += (x[i] / largest) * (x[i] / largest);
    }
    return largest * sqrt(sum);
}

static double dot(const double *x, const double *y, gvc_idx n)
{
    double sum = 0;
    for (gvc_idx i = 0; i < n; i++) {
        sum += x[i] * y[i];
    }
    return sum;
}

static void close_trade(const work *w, const double *from, double *to)
{
    gvc_idx first = 0;
    for (gvc_idx g = 0; first < w->n; g++) {
        gvc_dense block = gvc_local_block(w->local, g);
        if (block.rows > 0 && w->left) {
            gvc_row_times(from + first, &block, to + first);
        } else if (block.rows > 0) {
            gvc_rows_times(&block, from + first, to + first);
        }
        first += block.rows;
    }
}

/* to = x - A x */
static void apply(work *w, const double *x, double *to)
{
    gvc_single_times(w->a, w->left, x, to, w->threads);
    w->products++;
    for (gvc_idx i = 0; i < w->n; i++) {
        to[i] = x[i] - to[i];
    }
}

/* Takes the part along the first k + 1 basis vectors out of the next, by column k of h. */
static void orthogonalise(work *w, int k)
{
    double *next = w->basis + (k + 1) * w->n;
    for (int j = 0; j <= k; j++) {
        const double *v = w->basis + j * w->n;
        double part = dot(v, next, w->n);
        w->h[j][k] = part;
        for (gvc_idx i = 0; i < w->n; i++) {
            next[i] -= part * v[i];
        }
    }
    double size = norm(next, w->n);
    w->h[k + 1][k] = size;
    for (gvc_idx i = 0; i < w->n && size > 0; i++) {
        next[i] /= size;
    }
}

/* Turns column k so that h stays triangular. */
static void rotate(work *w, int k)
{
    for (int j = 0; j < k; j++) {
        double a = w->h[j][k], b = w->h[j + 1][k];
        w->h[j][k] = w->cosine[j] * a + w->sine[j] * b;
        w->h[j + 1][k] = w->cosine[j] * b - w->sine[j] * a;
    }
    double a = w->h[k][k], b = w->h[k + 1][k], length = hypot(a, b);
    w->cosine[k] = length > 0 ? a / length : 1;
    w->sine[k] = length > 0 ? b / length : 0;
    w->h[k][k] = length;
    w->g[k + 1] = -w->sine[k] * w->g[k];
    w->g[k] *= w->cosine[k];
}

/* y += L (basis c), c from the triangular system of `steps` columns. */
static void add_solution(work *w, int steps, double *y)
{
    double c[STEPS];
    for (int k = steps - 1; k >= 0; k--) {
        c[k] = w->g[k];
        for (int j = k + 1; j < steps; j++) {
            c[k] -= w->h[k][j] * c[j];
        }
        c[k] = w->h[k][k] == 0 ? 0 : c[k] / w->h[k][k];
    }
    memset(w->image, 0, (size_t)w->n * sizeof *w->image);
    for (int k = 0; k < steps; k++) {
        for (gvc_idx i = 0; i < w->n; i++) {
            w->image[i] += c[k] * w->basis[k * w->n + i];
        }
    }
    close_trade(w, w->image, w->closed);
    for (gvc_idx i = 0; i < w->n; i++) {
        y[i] += w->closed[i];
    }
}

/* From the residual in the first basis vector, whose size is given, to a better y. */
static void improve(work *w, double size, double enough, double *y)
{
    int k = 0;
    for (gvc_idx i = 0; i < w->n; i++) {
        w->basis[i] /= size;
    }
    memset(w->g, 0, sizeof w->g);
    w->g[0] = size;
    while (k < STEPS && fabs(w->g[k]) > enough) {
        close_trade(w, w->basis + k * w->n, w->closed);
        apply(w, w->closed, w->basis + (k + 1) * w->n);
        orthogonalise(w, k);
        rotate(w, k);
        k++;
    }
    add_solution(w, k, y);
}

/* The residual into the first basis vector; its size. */
static double look(work *w, const double *f, const double *y)
{
    if (norm(y, w->n) == 0) {
        memcpy(w->basis, f, (size_t)w->n * sizeof *f);
        return norm(f, w->n);
    }
    apply(w, y, w->basis);
    for (gvc_idx i = 0; i < w->n; i++) {
        w->basis[i] = f[i] - w->basis[i];
    }
    return norm(w->basis, w->n);
}

static gvc_report iterate(work *w, const double *f, double tolerance, double *y)
{
    gvc_report report = {.code = GVC_MAT_OK, .where = -1, .solver = "gmres"};
    double size = norm(f, w->n), now = look(w, f, y), before = (double)INFINITY;
    for (int k = 0; k < RESTARTS && now > tolerance * size && now < stalled * before; k++) {
        before = now;
        improve(w, now, tolerance / 2 * size, y);
        now = look(w, f, y);
    }
    report.residual = size > 0 ? now / size : 0;
    report.sweeps = w->products;
    report.code = report.residual <= fmax(accepted, 10 * tolerance) ? GVC_MAT_OK : GVC_MAT_DIVERGED;
    return report;
}

gvc_report gvc_single_solve(const gvc_sparse *a, const gvc_local *local, bool left, const double *f,
                            double tolerance, double *y, int threads)
{
    work *w = gvc_calloc(1, sizeof *w);
    gvc_report report = {.code = GVC_MAT_NOMEM, .where = -1};
    size_t n = (size_t)a->rows;
    if (w == NULL) {
        return report;
    }
    w->a = a;
    w->local = local;
    w->left = left;
    w->threads = threads;
    w->n = a->rows;
    w->basis = gvc_malloc((STEPS + 3) * n, sizeof *w->basis);
    if (w->basis != NULL) {
        w->closed = w->basis + (STEPS + 1) * n;
        w->image = w->closed + n;
        report = iterate(w, f, tolerance, y);
    }
    gvc_release(w->basis);
    gvc_release(w);
    return report;
}
