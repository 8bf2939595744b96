/* exposures.h - measures of dependence: options, cells by label, the files of the reference program
 */
#ifndef GVC_TESTS_EXPOSURES_H
#define GVC_TESTS_EXPOSURES_H

#include "checks.h"
#include "small0.h"

static inline gvc_measure_options exposure_options(const char *method)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = method;
    return o;
}

/* Rows (countries, or positions in table order) and columns (partners, sectors) of a file are the
 * cells of a result in order, rows that it lacks left out; own: the own country is no cell there.
 * Bound: 1e-11 of the largest value. */
static inline void expect_grid(const gvc_result *r, const char *name, const char *file, bool own)
{
    csv *c = small_csv(file);
    const double *values = term(r, name);
    double largest = small_largest(c), worst = 0;
    gvc_idx cell = 0, columns = c->columns - 1;
    for (gvc_idx k = 0; k < c->rows * columns; k++, cell++) {
        double e = csv_number(c, k / columns, 1 + k % columns);
        while (cell < gvc_result_cells(r) && !gvc_result_is_row(r, cell) && !own) {
            cell++;
        }
        cr_assert(cell < gvc_result_cells(r), "%s: too few cells", file);
        if (own && k / columns == k % columns) {
            continue; /* of the own country: no row */
        }
        double away = isnan(e) ? (isnan(values[cell]) ? 0 : 1) : fabs(values[cell] - e) / largest;
        cr_expect(away <= 1e-11, "%s, row %d, column %d: %.17g, not %.17g", file,
                  (int)(k / columns), (int)(k % columns), values[cell], e);
        worst = fmax(worst, away);
    }
    free_csv(c);
    cr_log_info("%s: worst deviation %.1e", file, worst);
}

/* A column of a file with a row a country against a term. */
static inline void expect_by_country(const gvc_result *r, const char *name, const char *file,
                                     const char *column)
{
    csv *c = small_csv(file);
    double largest = 0;
    for (gvc_idx row = 0; row < c->rows; row++) {
        largest = fmax(largest, fabs(csv_number(c, row, csv_column(c, column))));
    }
    double worst = 0;
    for (gvc_idx row = 0; row < c->rows; row++) {
        double e = csv_number(c, row, csv_column(c, column)), got = term(r, name)[row];
        cr_expect(fabs(got - e) <= 1e-11 * largest, "%s of %s: %.17g, not %.17g", name,
                  c->cells[row][0], got, e);
        worst = fmax(worst, fabs(got - e) / largest);
    }
    free_csv(c);
    cr_log_info("%s, %s: worst deviation %.1e", file, name, worst);
}

/* The cell of country s and partner r, by label: made-up worlds call them C0, C1, ... */
static inline gvc_idx pair_cell(const gvc_result *r, gvc_idx s, gvc_idx p)
{
    return place(r, "country", 'C', s) * extent_of(r, "partner") + place(r, "partner", 'C', p);
}

/* Value added of s that r uses up in the end. */
static inline double absorbed(const brute *q, gvc_idx s, gvc_idx r)
{
    const world *w = q->w;
    double sum = 0;
    for (gvc_idx i = w->offset[s]; i < w->offset[s + 1]; i++) {
        for (gvc_idx j = 0; j < w->n; j++) {
            sum += q->v[i] * q->b[i * w->n + j] * final_use(q, j, r);
        }
    }
    return sum;
}

/* Gross exports of s to r. */
static inline double shipped(const brute *q, gvc_idx s, gvc_idx r)
{
    double sum = 0;
    for (gvc_idx i = q->w->offset[s]; i < q->w->offset[s + 1]; i++) {
        sum += q->e[i * q->w->countries + r];
    }
    return sum;
}

/* A country by country term: sums over partners of every country are `total`, own ones left out. */
static inline void expect_row_sums(const gvc_result *r, const char *name, double total,
                                   double bound, const char *where)
{
    gvc_idx partners = extent_of(r, "partner"), cells = gvc_result_cells(r);
    for (gvc_idx first = 0; first < cells; first += partners) {
        double sum = 0;
        bool defined = false;
        for (gvc_idx c = first; c < first + partners; c++) {
            double x = gvc_result_is_row(r, c) ? term(r, name)[c] : 0;
            defined = defined || (gvc_result_is_row(r, c) && !isnan(x));
            sum += isnan(x) ? 0 : x;
        }
        cr_expect(!defined || fabs(sum - total) <= bound, "%s: %s from cell %d: %.17g", where, name,
                  (int)first, sum);
    }
}

/* Every small world with its plain numbers, value added as the residual. */
#define FOR_EVERY_WORLD(BODY)                                                                      \
    do {                                                                                           \
        gvc_ctx *ctx = new_ctx();                                                                  \
        for (size_t at = 0; at < SMALL_WORLDS; at++) {                                             \
            const char *where = small_worlds[at].name;                                             \
            world w = make_world(&small_worlds[at], 400 + at);                                     \
            gvc_table *t = table_of(ctx, &w, false);                                               \
            brute q = new_brute(&w);                                                               \
            BODY(ctx, t, &q, where);                                                               \
            free_brute(&q);                                                                        \
            free_world(&w);                                                                        \
            gvc_table_free(t);                                                                     \
        }                                                                                          \
        gvc_ctx_free(ctx);                                                                         \
    } while (0)

#endif
