/* scenarios.h - running a scenario, and what it has to come to on small tables */
#ifndef GVC_TESTS_SCENARIOS_H
#define GVC_TESTS_SCENARIOS_H

#include "brute.h"
#include "small0.h"

/* ---- running ----------------------------------------------------------------------------------
 */

static inline gvc_measure_options scenario_of(const char *method, const char *level,
                                              const gvc_shock *shocks, gvc_idx count)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    o.level = level;
    o.shocks = shocks;
    o.shock_count = count;
    return o;
}

/* One shock, by industry. */
static inline gvc_result *run_scenario(gvc_ctx *ctx, const gvc_table *t, const char *method,
                                       gvc_shock shock)
{
    gvc_measure_options o = scenario_of(method, "sector", &shock, 1);
    return measure(ctx, t, &o);
}

static inline void expect_refused(gvc_ctx *ctx, const gvc_table *t, const gvc_measure_options *o,
                                  gvc_status code, const char *says)
{
    gvc_result *r = NULL;
    gvc_status status = gvc_measure(ctx, &r, t, o);
    cr_expect_eq(status, code, "%s: %d, not %d", says, (int)status, (int)code);
    cr_expect(strstr(gvc_ctx_error(ctx), says) != NULL, "'%s' does not say '%s'",
              gvc_ctx_error(ctx), says);
    gvc_result_free(r);
}

/* ---- the small table --------------------------------------------------------------------------
 */

/* scale x term + offset x base of the rows of r, which are those of the file in their order, where
 * there is a number: 1e-11 of the largest of the column. base: a term, or NULL. */
static inline void expect_small(const gvc_result *r, const char *name, double scale,
                                const char *base, const char *file, const char *column)
{
    csv *c = small_csv(file);
    gvc_idx row = 0, at = csv_column(c, column);
    double largest = 0, worst = 0;
    for (gvc_idx i = 0; i < c->rows; i++) {
        double e = csv_number(c, i, at);
        largest = isfinite(e) ? fmax(largest, fabs(e)) : largest;
    }
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        if (!gvc_result_is_row(r, cell)) {
            continue;
        }
        double e = csv_number(c, row, at);
        double ours = scale * term(r, name)[cell] + (base == NULL ? 0 : term(r, base)[cell]);
        /* A country's industry without output: 0 in the file where a ratio is undefined here. */
        bool none = strcmp(c->cells[row][0], "C.agr") == 0;
        double away = none ? 0 : fabs(ours - e);
        cr_expect(away <= 1e-11 * largest, "%s %s of %s: %.17g, not %.17g", file, name,
                  c->cells[row][0], ours, e);
        worst = fmax(worst, away / largest);
        row++;
    }
    cr_expect_eq(row, c->rows);
    cr_log_info("%s: worst deviation %.1e", file, worst);
    free_csv(c);
}

/* ---- made-up worlds ---------------------------------------------------------------------------
 */

/* Cell of industry i of the world in a result by industry. */
static inline gvc_idx cell_of(const gvc_result *r, const world *w, gvc_idx i)
{
    char country[16], sector[16];
    snprintf(country, sizeof country, "C%d", (int)w->country[i]);
    snprintf(sector, sizeof sector, "S%d", (int)w->sector[i]);
    gvc_idx c = label_at(r, 1, country), s = label_at(r, 2, sector);
    cr_assert(c >= 0 && s >= 0);
    return c * gvc_result_extent(r, 2) + s;
}

static inline double largest_output(const brute *q)
{
    double largest = 0;
    for (gvc_idx i = 0; i < q->w->n; i++) {
        largest = fmax(largest, fabs(q->x[i]));
    }
    return largest;
}

/* output_change of r is after - before. */
static inline void expect_outputs(const gvc_result *r, const brute *q, const double *after,
                                  const char *what)
{
    double bound = 1e-11 * largest_output(q);
    for (gvc_idx i = 0; i < q->w->n; i++) {
        expect_value(r, "output_change", cell_of(r, q->w, i), after[i] - q->x[i], bound, what);
        expect_value(r, "va_change", cell_of(r, q->w, i), q->v[i] * (after[i] - q->x[i]), bound,
                     what);
    }
}

/* x with x = a x + f, f the sums of the rows of y (n x countries). */
static inline void resolve(const world *w, const double *a, const double *y, double *x)
{
    double *f = calloc((size_t)w->n + 1, sizeof *f);
    for (gvc_idx k = 0; k < w->n * w->countries; k++) {
        f[k / w->countries] += y[k];
    }
    solve_plainly(a, f, w->n, x);
    free(f);
}

static inline double *copy_of(const double *from, gvc_idx count)
{
    double *to = malloc(((size_t)count + 1) * sizeof *to);
    memcpy(to, from, (size_t)count * sizeof *to);
    return to;
}

/* Every change of r is exactly 0. */
static inline void expect_no_change(const gvc_result *r)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const char *name = gvc_result_term(r, k)->name;
        bool base = strcmp(name, "output") == 0 || strcmp(name, "va") == 0 ||
                    strcmp(name, "satellite") == 0;
        for (gvc_idx cell = 0; cell < gvc_result_cells(r) && !base; cell++) {
            double x = gvc_result_values(r, k)[cell];
            cr_expect(x == 0 || isnan(x), "%s cell %d: %g", name, (int)cell, x);
        }
    }
}

static inline double attribute(const gvc_result *r, const char *name)
{
    const gvc_attribute *a = gvc_result_find_attribute(r, name);
    cr_assert(a != NULL && a->kind == GVC_ATTR_NUMBER, "no number %s", name);
    return a->number;
}

/* A world, its table and its numbers. */
typedef struct made {
    world w;
    brute q;
    gvc_ctx *ctx;
    gvc_table *t;
} made;

static inline made *make(const recipe *r, uint64_t seed)
{
    made *m = calloc(1, sizeof *m);
    m->w = make_world(r, seed);
    m->q = new_brute(&m->w);
    m->ctx = new_ctx();
    m->t = table_of(m->ctx, &m->w, false);
    return m;
}

static inline void unmake(made *m)
{
    gvc_table_free(m->t);
    gvc_ctx_free(m->ctx);
    free_brute(&m->q);
    free_world(&m->w);
    free(m);
}

#define LABELS(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
