/* supply.h - made-up supply and use of several countries, and the textbook's formulas in plain
 * loops
 */
#ifndef GVC_TESTS_SUPPLY_H
#define GVC_TESTS_SUPPLY_H

#include <gvc/symmetric.h>
#include <small.h>

#include "ragged.h"

typedef struct world {
    gvc_supply_use s;
    gvc_symmetric out;
    const char *names[8];
    gvc_idx industry[9], product[9];
    double *make, *full; /* full: industries x products of the world, zero between countries */
} world;

static inline gvc_dense matrix(gvc_idx rows, gvc_idx cols)
{
    return (gvc_dense){calloc((size_t)(rows * cols) + 1, sizeof(double)), rows, cols, cols};
}

static inline double at(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

/* Room for countries of these numbers of industries and products; everything 0. */
static inline world *make_world(gvc_idx countries, const gvc_idx *industries,
                                const gvc_idx *products)
{
    static const char *const codes[] = {"AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH"};
    world *w = calloc(1, sizeof *w);
    gvc_idx cells = 0;
    for (gvc_idx c = 0; c < countries; c++) {
        w->names[c] = codes[c];
        w->industry[c + 1] = w->industry[c] + industries[c];
        w->product[c + 1] = w->product[c] + products[c];
        cells += industries[c] * products[c];
    }
    gvc_idx i = w->industry[countries], p = w->product[countries];
    w->make = calloc((size_t)cells + 1, sizeof *w->make);
    w->full = calloc((size_t)(i * p) + 1, sizeof *w->full);
    w->s = (gvc_supply_use){countries,
                            w->names,
                            w->industry,
                            w->product,
                            w->make,
                            matrix(p, i),
                            matrix(p, 2 * countries),
                            matrix(3, i),
                            matrix(2, i)};
    return w;
}

static inline void free_result(world *w)
{
    free(w->out.z.data);
    free(w->out.y.data);
    free(w->out.v.data);
    free(w->out.e.data);
    w->out = (gvc_symmetric){0};
}

static inline void free_world(world *w)
{
    free_result(w);
    free(w->s.use.data);
    free(w->s.final_use.data);
    free(w->s.primary.data);
    free(w->s.extension.data);
    free(w->make);
    free(w->full);
    free(w);
}

static inline void room(world *w, char model)
{
    free_result(w);
    gvc_idx n =
        gvc_sut_by_product(model) ? w->product[w->s.countries] : w->industry[w->s.countries];
    w->out.z = matrix(n, n);
    w->out.y = matrix(n, w->s.final_use.cols);
    w->out.v = matrix(w->s.primary.rows, n);
    w->out.e = matrix(w->s.extension.rows, n);
}

static inline void fill_full(world *w)
{
    const double *v = w->make;
    gvc_idx products = w->product[w->s.countries];
    for (gvc_idx c = 0; c < w->s.countries; c++) {
        for (gvc_idx i = w->industry[c]; i < w->industry[c + 1]; i++) {
            for (gvc_idx p = w->product[c]; p < w->product[c + 1]; p++) {
                w->full[i * products + p] = *v++;
            }
        }
    }
}

/* Every product is made mostly by the industry at its position, used in what is left, and the last
 * primary row closes the account of every industry. `idle`: one industry makes nothing and takes
 * nothing, one product of its country is not made and not used. */
static inline void fill(world *w, uint64_t seed, bool idle)
{
    gvc_idx industries = w->industry[w->s.countries], products = w->product[w->s.countries];
    double *v = w->make;
    for (gvc_idx c = 0; c < w->s.countries; c++) {
        for (gvc_idx i = w->industry[c]; i < w->industry[c + 1]; i++) {
            for (gvc_idx p = w->product[c]; p < w->product[c + 1]; p++) {
                gvc_idx own = p - w->product[c] - (i - w->industry[c]);
                bool out = idle && (i == w->industry[1] - 1 || p == w->product[1] - 2);
                *v++ = out ? 0 : (own == 0 ? 100 : 6) * (0.5 + noise(&seed));
            }
        }
    }
    fill_full(w);
    for (gvc_idx p = 0; p < products; p++) {
        double left = 0;
        for (gvc_idx i = 0; i < industries; i++) {
            left += w->full[i * products + p];
        }
        for (gvc_idx i = 0; i < industries; i++) {
            bool out = idle && i == w->industry[1] - 1;
            double use = out ? 0 : left * noise(&seed) * 0.8 / (double)industries;
            w->s.use.data[p * industries + i] = use;
        }
        for (gvc_idx i = 0; i < industries; i++) {
            left -= w->s.use.data[p * industries + i];
        }
        for (gvc_idx k = 0; k < w->s.final_use.cols; k++) {
            double share = k + 1 == w->s.final_use.cols ? 1 : 0.3;
            w->s.final_use.data[p * w->s.final_use.cols + k] = share * left;
            left -= share * left;
        }
    }
    for (gvc_idx i = 0; i < industries; i++) {
        double left = 0;
        for (gvc_idx p = 0; p < products; p++) {
            left += w->full[i * products + p] - w->s.use.data[p * industries + i];
        }
        w->s.primary.data[i] = 0.25 * left;
        w->s.primary.data[industries + i] = 0.05 * left;
        w->s.primary.data[2 * industries + i] = 0.7 * left;
        w->s.extension.data[i] = idle && i == w->industry[1] - 1 ? 0 : noise(&seed);
        w->s.extension.data[industries + i] = 3 * left;
    }
}

/* x with m x = f by elimination with pivots, in place; m: n x n. */
static inline void eliminate(double *m, double *f, gvc_idx n)
{
    for (gvc_idx k = 0; k < n; k++) {
        gvc_idx best = k;
        for (gvc_idx i = k; i < n; i++) {
            best = fabs(m[i * n + k]) > fabs(m[best * n + k]) ? i : best;
        }
        for (gvc_idx j = 0; j < n; j++) {
            double x = m[k * n + j];
            m[k * n + j] = m[best * n + j];
            m[best * n + j] = x;
        }
        double x = f[k];
        f[k] = f[best];
        f[best] = x;
        for (gvc_idx i = 0; i < n; i++) {
            double factor = i == k ? 0 : m[i * n + k] / m[k * n + k];
            for (gvc_idx j = k; j < n; j++) {
                m[i * n + j] -= factor * m[k * n + j];
            }
            f[i] -= factor * f[k];
        }
    }
    for (gvc_idx k = 0; k < n; k++) {
        f[k] /= m[k * n + k];
    }
}

/* T of the whole world, industries x products, by the formulas of the manual; full square V of the
 * world for A and C. */
static inline gvc_dense plain_t(const world *w, char model)
{
    gvc_idx industries = w->industry[w->s.countries], products = w->product[w->s.countries];
    gvc_dense t = matrix(industries, products);
    double *q = calloc((size_t)products, sizeof *q), *g = calloc((size_t)industries, sizeof *g);
    for (gvc_idx i = 0; i < industries; i++) {
        for (gvc_idx p = 0; p < products; p++) {
            g[i] += w->full[i * products + p];
            q[p] += w->full[i * products + p];
        }
    }
    for (gvc_idx k = 0; k < products && (model == 'A' || model == 'C'); k++) {
        gvc_dense m = matrix(products, industries), f = matrix(industries, 1);
        for (gvc_idx p = 0; p < products; p++) {
            for (gvc_idx i = 0; i < industries; i++) {
                m.data[p * industries + i] = w->full[i * products + p];
            }
        }
        f.data[k] = 1; /* column k of (V')^-1 */
        eliminate(m.data, f.data, products);
        for (gvc_idx i = 0; i < industries; i++) {
            t.data[i * products + k] = f.data[i] * (model == 'A' ? q[k] : g[i]);
        }
        free(m.data);
        free(f.data);
    }
    for (gvc_idx i = 0; i < industries && (model == 'B' || model == 'D'); i++) {
        for (gvc_idx p = 0; p < products; p++) {
            double by = model == 'B' ? g[i] : q[p];
            t.data[i * products + p] = by == 0 ? 0 : w->full[i * products + p] / by;
        }
    }
    free(q);
    free(g);
    return t;
}

static inline gvc_dense product(const gvc_dense *a, const gvc_dense *b)
{
    gvc_dense c = matrix(a->rows, b->cols);
    for (gvc_idx i = 0; i < a->rows; i++) {
        for (gvc_idx k = 0; k < a->cols; k++) {
            for (gvc_idx j = 0; j < b->cols; j++) {
                c.data[i * c.stride + j] += at(a, i, k) * at(b, k, j);
            }
        }
    }
    return c;
}

static inline void expect_matrix(const char *name, const gvc_dense *found, const gvc_dense *want)
{
    cr_assert(found->rows == want->rows && found->cols == want->cols, "%s", name);
    for (gvc_idx i = 0; i < want->rows; i++) {
        for (gvc_idx j = 0; j < want->cols; j++) {
            cr_assert(fabs(at(found, i, j) - at(want, i, j)) <= 1e-10 * (1 + fabs(at(want, i, j))),
                      "%s[%d][%d] is %.17g, expected %.17g", name, (int)i, (int)j, at(found, i, j),
                      at(want, i, j));
        }
    }
}

static inline void expect_plain(const world *w, char model)
{
    gvc_dense t = plain_t(w, model), z, y, v;
    if (gvc_sut_by_product(model)) {
        z = product(&w->s.use, &t);
        v = product(&w->s.primary, &t);
        y = w->s.final_use;
    } else {
        z = product(&t, &w->s.use);
        y = product(&t, &w->s.final_use);
        v = w->s.primary;
    }
    char name[] = "model A: Z";
    name[6] = model;
    expect_matrix(name, &w->out.z, &z);
    name[9] = 'Y';
    expect_matrix(name, &w->out.y, &y);
    name[9] = 'W';
    expect_matrix(name, &w->out.v, &v);
    gvc_dense e = gvc_sut_by_product(model) ? product(&w->s.extension, &t) : w->s.extension;
    name[9] = 'E';
    expect_matrix(name, &w->out.e, &e);
    if (gvc_sut_by_product(model)) {
        free(e.data);
    }
    free(t.data);
    free(z.data);
    free(gvc_sut_by_product(model) ? v.data : y.data);
}

/* 1'Z + 1'W = (Z1 + Y1)'. */
static inline void expect_balanced(const world *w, char model)
{
    for (gvc_idx i = 0; i < w->out.z.rows; i++) {
        double row = 0, col = 0;
        for (gvc_idx j = 0; j < w->out.z.cols; j++) {
            row += at(&w->out.z, i, j);
            col += at(&w->out.z, j, i);
        }
        for (gvc_idx j = 0; j < w->out.y.cols; j++) {
            row += at(&w->out.y, i, j);
        }
        for (gvc_idx k = 0; k < w->out.v.rows; k++) {
            col += at(&w->out.v, k, i);
        }
        cr_assert(fabs(row - col) <= 1e-10 * (1 + fabs(row)),
                  "model %c: %d sells %.17g, buys %.17g", model, (int)i, row, col);
    }
}

#endif
