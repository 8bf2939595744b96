/* growing.h - growth of made-up worlds, and the same with plain loops over all 40320 orders */
#ifndef GVC_TESTS_GROWING_H
#define GVC_TESTS_GROWING_H

#include "brute.h"

enum { GROWTH_FACTORS = 8, GROWTH_SUBSETS = 256, MOST_TABLES = 5 };

static const char *const growth_factors[] = {"va_coef",     "tech_own", "tech_foreign", "src_own",
                                             "src_foreign", "fd_level", "fd_mix",       "fd_src"};

/* The last of the tables, with the others as they come. */
static inline gvc_result *measure_growth(gvc_ctx *ctx, gvc_table *const *tables, gvc_idx count,
                                         const gvc_measure_options *given)
{
    const gvc_table *others[MOST_TABLES];
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    if (given != NULL) {
        o = *given;
    }
    for (gvc_idx k = 0; k + 1 < count; k++) {
        others[k] = tables[k];
    }
    o.method = "growth";
    o.others = others;
    o.other_count = count - 1;
    return measure(ctx, tables[count - 1], &o);
}

/* The cell of these labels; NULL: the result has no such dimension. */
static inline gvc_idx growth_cell(const gvc_result *r, const char *country, const char *factor,
                                  const char *demand)
{
    const char *const wanted[][2] = {{"country", country}, {"factor", factor}, {"demand", demand}};
    gvc_idx cell = 0;
    for (gvc_idx d = 1; d < gvc_result_ndims(r); d++) {
        for (size_t k = 0; k < 3; k++) {
            if (strcmp(gvc_result_dim(r, d), wanted[k][0]) == 0) {
                gvc_idx at = label_at(r, d, wanted[k][1]);
                cr_assert(at >= 0, "no %s %s", wanted[k][0], wanted[k][1]);
                cell = cell * gvc_result_extent(r, d) + at;
            }
        }
    }
    return cell;
}

static inline double growth_of(const gvc_result *r, const char *name, const char *country,
                               const char *factor, const char *demand)
{
    return term(r, name)[growth_cell(r, country, factor, demand)];
}

/* Sum of a term over the rows of a country. */
static inline double growth_sum(const gvc_result *r, const char *name, const char *country)
{
    gvc_idx d = gvc_result_find_dim(r, "country"), at = label_at(r, d, country), inner = 1;
    double sum = 0;
    for (gvc_idx k = d + 1; k < gvc_result_ndims(r); k++) {
        inner *= gvc_result_extent(r, k);
    }
    for (gvc_idx i = 0; i < inner; i++) {
        sum += term(r, name)[at * inner + i];
    }
    return sum;
}

/* Value added of a country by the accounts of its world. */
static inline double value_of(const world *w, gvc_idx country)
{
    brute q = brute_accounts(w);
    double sum = 0;
    for (gvc_idx i = w->offset[country]; i < w->offset[country + 1]; i++) {
        sum += q.x[i] == 0 ? 0 : q.va[i];
    }
    free_brute(&q);
    return sum;
}

/* ---- plain loops -------------------------------------------------------------------------------
 */

/* A of two worlds with the technology of table t and the sources of table s; t, s: of the columns
 * of `own` and of all others. */
static inline void mixed_inputs(const brute q[2], gvc_idx own, const int t[2], const int s[2],
                                double *a)
{
    const world *w = q[0].w;
    for (gvc_idx j = 0; j < w->n; j++) {
        int of = w->country[j] == own ? 0 : 1;
        for (gvc_idx i = 0; i < w->n; i++) {
            double sum[2] = {0, 0}, size[2] = {0, 0};
            for (gvc_idx k = 0; k < w->n; k++) {
                for (int y = 0; y < 2 && w->sector[k] == w->sector[i]; y++) {
                    sum[y] += q[y].a[k * w->n + j];
                    size[y] += fabs(q[y].a[k * w->n + j]);
                }
            }
            bool known = sum[0] > 1e-9 * size[0] && sum[1] > 1e-9 * size[1];
            a[i * w->n + j] = known ? sum[t[of]] * (q[s[of]].a[i * w->n + j] / sum[s[of]])
                                    : q[t[of]].a[i * w->n + j];
        }
    }
}

/* Level of demand of country r, its part for the sector of i, and the share of i in it. */
static inline void demand_of(const world *w, gvc_idx r, gvc_idx i, double *level, double *mix,
                             double *source)
{
    double product = 0;
    *level = 0;
    for (gvc_idx k = 0; k < w->n; k++) {
        *level += w->y[k * w->countries + r];
        product += w->sector[k] == w->sector[i] ? w->y[k * w->countries + r] : 0;
    }
    bool known = *level > 0 && product > 1e-9 * *level;
    *mix = known ? product / *level : 0;
    *source = known ? w->y[i * w->countries + r] / product : -1;
}

/* Demand of country r for i, with level, mix and sources of these tables. */
static inline double mixed_demand(const brute q[2], gvc_idx r, gvc_idx i, const int of[3])
{
    double level[2], mix[2], source[2];
    for (int t = 0; t < 2; t++) {
        demand_of(q[t].w, r, i, &level[t], &mix[t], &source[t]);
    }
    int from = mix[of[2]] != 0 ? of[2] : 1 - of[2];
    return level[of[0]] * mix[of[1]] * (mix[from] != 0 ? source[from] : 0);
}

/* What is absorbed at home (0) and abroad (1) of the value added of a country, by combination. */
typedef struct combinations {
    double value[GROWTH_SUBSETS][2];
} combinations;

static inline combinations all_combinations(const brute q[2], gvc_idx own)
{
    const world *w = q[0].w;
    combinations all = {{{0}}};
    double *a = calloc((size_t)(w->n * w->n) + 1, sizeof *a);
    for (int s = 0; s < GROWTH_SUBSETS; s++) {
        int bit[GROWTH_FACTORS];
        for (int k = 0; k < GROWTH_FACTORS; k++) {
            bit[k] = s >> k & 1;
        }
        const int technology[2] = {bit[1], bit[2]}, sources[2] = {bit[3], bit[4]};
        mixed_inputs(q, own, technology, sources, a);
        double *b = leontief(a, w->n);
        for (gvc_idx i = w->offset[own]; i < w->offset[own + 1]; i++) {
            for (gvc_idx j = 0; j < w->n; j++) {
                for (gvc_idx r = 0; r < w->countries; r++) {
                    all.value[s][r != own] +=
                        q[bit[0]].v[i] * b[i * w->n + j] * mixed_demand(q, r, j, bit + 5);
                }
            }
        }
        free(b);
    }
    free(a);
    return all;
}

/* Mean contribution of every factor over all orders, and over the first and the last one. */
typedef struct orders {
    double mean[GROWTH_FACTORS][2], polar[GROWTH_FACTORS][2];
    double count;
} orders;

static inline void add_order(orders *o, const combinations *c, const int *order, double weight,
                             double (*to)[2])
{
    int before = 0;
    for (int k = 0; k < GROWTH_FACTORS; k++) {
        int after = before | 1 << order[k];
        for (int d = 0; d < 2; d++) {
            to[order[k]][d] += weight * (c->value[after][d] - c->value[before][d]);
        }
        before = after;
    }
    o->count += weight;
}

static inline void permute(orders *o, const combinations *c, int *order, int from)
{
    if (from == GROWTH_FACTORS) {
        add_order(o, c, order, 1, o->mean);
        return;
    }
    for (int k = from; k < GROWTH_FACTORS; k++) {
        int first = order[from];
        order[from] = order[k], order[k] = first;
        permute(o, c, order, from + 1);
        first = order[from];
        order[from] = order[k], order[k] = first;
    }
}

static inline orders all_orders(const combinations *c)
{
    orders o = {{{0}}, {{0}}, 0};
    int order[GROWTH_FACTORS] = {0, 1, 2, 3, 4, 5, 6, 7}, back[GROWTH_FACTORS];
    permute(&o, c, order, 0);
    for (int k = 0; k < GROWTH_FACTORS; k++) {
        o.mean[k][0] /= o.count;
        o.mean[k][1] /= o.count;
        back[k] = GROWTH_FACTORS - 1 - k;
    }
    add_order(&o, c, order, 0.5, o.polar);
    add_order(&o, c, back, 0.5, o.polar);
    return o;
}

#endif
