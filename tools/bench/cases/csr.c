/* csr.c - a panel over a system that is sparse from the start: no dense matrix anywhere
 *
 * Yardstick: one product of the coefficients in float with the whole panel, by the engine's own
 * kernel, as often as the solver swept and four times more. */
#include <math.h>

#include "alloc.h"
#include "coefficients.h"
#include "panel.h"
#include "solving.h"

typedef struct product {
    gvc_coefficients a;
    const gvc_panel_kernel *kernel;
    gvc_idx blocks, lanes; /* lanes: groups of vectors in all */
    float *x, *out;        /* n x a strip of the most groups */
} product;

static bool make_product(product *p, const gvc_system *s, gvc_idx columns)
{
    gvc_pattern pattern = {0};
    size_t strip = (size_t)s->n * GVC_LANES * GVC_STRIP_MOST;
    p->kernel = gvc_panel_kernel_best();
    p->blocks = s->blocks;
    p->lanes = (columns + GVC_LANES - 1) / GVC_LANES;
    p->x = gvc_malloc(strip, sizeof *p->x);
    p->out = gvc_malloc(strip, sizeof *p->out);
    bool made = p->x != NULL && p->out != NULL &&
                gvc_coefficients_new(&p->a, s, false, &pattern, GVC_STORAGE_SPARSE,
                                     s->sparse->start[s->n], GVC_IN_FLOAT, 1)
                        .code == GVC_MAT_OK;
    for (size_t k = 0; made && k < strip; k++) {
        p->x[k] = 1;
        p->out[k] = 0;
    }
    return made;
}

static void free_product(product *p)
{
    gvc_coefficients_free(&p->a);
    gvc_release(p->x);
    gvc_release(p->out);
}

static void multiply_block(const product *p, gvc_idx g, int width)
{
    const gvc_coefficients *a = &p->a;
    gvc_idx first = a->offset[g], size = a->offset[g + 1] - first, lanes = width * GVC_LANES;
    for (gvc_idx q = 0; q < a->segments; q++) {
        p->kernel->sparse_f(gvc_coefficients_start(a, g, q, first), size, a->col, a->value, width,
                            lanes, p->x + q * a->width * lanes, p->out + first * lanes);
    }
}

/* Strips as even as they come: 14 groups are 5 + 5 + 4. */
static bool multiply(void *user)
{
    product *p = user;
    gvc_idx strips = (p->lanes + GVC_STRIP_MOST - 1) / GVC_STRIP_MOST;
    for (gvc_idx k = 0; k < strips; k++) {
        int width = (int)((k + 1) * p->lanes / strips - k * p->lanes / strips);
        for (gvc_idx g = 0; g < p->blocks; g++) {
            multiply_block(p, g, width);
        }
    }
    return isfinite(p->out[0]);
}

static bool time_product(gvc_bench *b, const gvc_system *s, gvc_idx columns, double *seconds)
{
    product p = {.x = NULL};
    gvc_bench_job job = {NULL, multiply, &p, 0};
    bool done = (make_product(&p, s, columns) || gvc_bench_fail(b, "out of memory")) &&
                gvc_bench_race(&job, 1, 3, b->set.threads > 1 ? gvc_bench_wall : gvc_bench_cpu);
    free_product(&p);
    *seconds = job.seconds;
    return done;
}

/* Final use as a panel, a row a country. */
static double *turn(const gvc_bench_world *w)
{
    double *panel = gvc_malloc((size_t)(w->n * w->countries), sizeof *panel);
    for (gvc_idx k = 0; panel != NULL && k < w->n * w->countries; k++) {
        panel[k % w->countries * w->n + k / w->countries] = w->y[k];
    }
    return panel;
}

static bool figures(gvc_bench *b, gvc_bench_solving *own, int64_t nonzeros)
{
    char note[128];
    double once = 0;
    gvc_bench_job job = gvc_bench_solving_job(own);
    if (!gvc_bench_forget_peak()) {
        return gvc_bench_fail(b, "/proc/self/clear_refs is closed");
    }
    double before = gvc_bench_resident(), cells = (double)nonzeros;
    if (!gvc_bench_race(&job, 1, gvc_bench_rounds(b, b->n),
                        b->set.threads > 1 ? gvc_bench_wall : gvc_bench_cpu)) {
        return false;
    }
    double peak = gvc_bench_peak();
    gvc_bench_solving_note(own, note, sizeof note);
    gvc_bench_solving_clear(own);
    if (!time_product(b, &own->system, own->panel.rows, &once)) {
        return false;
    }
    double yardstick = (own->report.sweeps + 4) * once;
    gvc_bench_figure f = {
        "time", job.seconds, "s", job.seconds / yardstick, "(sweeps + 4) products", 0, note};
    gvc_bench_print(b, &f);
    gvc_bench_print_value(b, "product", once, "s");
    gvc_bench_print_value(b, "residual", own->report.residual, "");
    gvc_bench_print_value(b, "bytes", peak / cells, "B/cell"); /* of the whole process */
    gvc_bench_print_value(b, "solver_bytes", (peak - before) / cells, "B/cell");
    gvc_bench_print_value(b, "planned_bytes", (double)own->plan.bytes / cells, "B/cell");
    return true;
}

static bool solve(gvc_bench *b, gvc_bench_world *w)
{
    gvc_idx n = w->n, g = w->countries;
    double *panel = turn(w), *out = gvc_malloc((size_t)(n * g), sizeof *out);
    gvc_release(w->y);
    w->y = NULL;
    bool done = (panel != NULL && out != NULL) || gvc_bench_fail(b, "out of memory");
    const gvc_sparse sparse = {w->start, w->col, w->value, n, n};
    gvc_bench_solving own = {
        .bench = b,
        .system = {.n = n, .blocks = g, .offset = w->offset, .inv_x = w->inv_x, .sparse = &sparse},
        .work = {.right = g},
        .solver = b->set.solver,
        .threads = b->set.threads,
        .panel = {panel, g, n, n},
        .out = {out, g, n, n}};
    done = done && figures(b, &own, w->start[n]);
    gvc_bench_solving_clear(&own);
    gvc_release(panel);
    gvc_release(out);
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_recipe recipe;
    gvc_bench_world w = {0};
    if (!gvc_bench_recipe_of(b, &recipe)) {
        return false;
    }
    if (b->set.density <= 0) {
        recipe.density = .03;
    }
    bool done = gvc_bench_world_make(&w, &recipe) || gvc_bench_fail(b, "out of memory");
    if (done) {
        b->n = w.n;
        b->countries = w.countries;
        b->density = (double)w.start[w.n] / ((double)w.n * (double)w.n);
        done = solve(b, &w);
    }
    gvc_bench_world_free(&w);
    return done;
}

const gvc_bench_case gvc_bench_case_csr = {
    "csr", "a panel of G columns over a sparse system / products of its coefficients", 42800, 214,
    run};
