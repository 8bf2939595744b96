/* worlds.h - made-up worlds of countries of any size, with all that tables have been seen to have
 */
#ifndef GVC_TESTS_WORLDS_H
#define GVC_TESTS_WORLDS_H

#include "ragged.h"

/* Countries of these sizes, -1 ends the list; 0: a country that only buys. */
typedef struct recipe {
    const char *name;
    int sizes[16];
    double demand;   /* final use of a product by a country, up to this times the country's size */
    double negative; /* share of flows below 0 */
    int idle;        /* every so manieth industry makes nothing; 0 = none does */
} recipe;

static const recipe recipes[] = {
    {"equal countries", {5, 5, 5, 5, 5, 5, 5, 5, -1}, 2, 0, 0},
    {"unequal countries", {40, 7, 33, 1, 60, 21, -1}, 2, 0, 0},
    {"a country without industries", {12, 0, 9, 17, -1}, 2, 0, 0},
    {"one country", {30, -1}, 2, 0, 0},
    {"idle industries", {12, 20, 8, 15, -1}, 2, 0, 9},
    {"negative flows", {12, 20, 8, 15, -1}, 4, 0.02, 0},
    {"hardly any final use", {12, 20, 8, 15, -1}, 0.02, 0, 0},
};
enum { RECIPES = sizeof recipes / sizeof *recipes };

typedef struct world {
    gvc_idx n, countries;
    gvc_idx country[256], sector[256], offset[17];
    double *z, *y; /* n x n, n x countries */
} world;

static inline bool is_idle(const recipe *r, gvc_idx i)
{
    return r->idle > 0 && i % r->idle == r->idle - 1;
}

static inline world make_world(const recipe *r, uint64_t seed)
{
    world w = {0};
    for (; r->sizes[w.countries] >= 0; w.countries++) {
        for (gvc_idx k = 0; k < r->sizes[w.countries]; k++, w.n++) {
            w.country[w.n] = w.countries;
            w.sector[w.n] = k;
        }
        w.offset[w.countries + 1] = w.n;
    }
    w.z = calloc((size_t)(w.n * w.n), sizeof *w.z);
    w.y = calloc((size_t)(w.n * w.countries), sizeof *w.y);
    for (gvc_idx i = 0; i < w.n; i++) {
        for (gvc_idx j = 0; j < w.n; j++) {
            double size = (w.country[i] == w.country[j] ? 40 : 3) * noise(&seed);
            double sign = noise(&seed) < r->negative ? -1 : 1;
            w.z[i * w.n + j] = is_idle(r, i) || is_idle(r, j) ? 0 : sign * size;
        }
        for (gvc_idx d = 0; d < w.countries; d++) {
            double most = r->demand * (double)r->sizes[w.country[i]];
            w.y[i * w.countries + d] =
                is_idle(r, i) ? 0 : most * (w.country[i] == d ? 10 : 1) * noise(&seed);
        }
    }
    return w;
}

static inline void free_world(world *w)
{
    free(w->z);
    free(w->y);
}

/* The countries in their order, or the other way round; va: what the table states as value added,
 * by industry, NULL: nothing. */
static inline gvc_builder *builder_stating(gvc_ctx *ctx, const world *w, bool backwards,
                                           const double *va)
{
    gvc_builder *b = NULL;
    gvc_idx at[256], next = 0;
    char country[16], sector[16];
    for (gvc_idx k = 0; k < w->countries; k++) {
        gvc_idx c = backwards ? w->countries - 1 - k : k;
        for (gvc_idx i = w->offset[c]; i < w->offset[c + 1]; i++) {
            at[next++] = i;
        }
    }
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < w->n; i++) {
        snprintf(country, sizeof country, "C%d", (int)w->country[at[i]]);
        snprintf(sector, sizeof sector, "S%d", (int)w->sector[at[i]]);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx k = 0; k < w->countries; k++) {
        snprintf(country, sizeof country, "C%d", (int)(backwards ? w->countries - 1 - k : k));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "F"));
    }
    if (va != NULL) {
        expect_ok(ctx, gvc_builder_value_added(ctx, b, "VA"));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < w->n; i++) {
        if (va != NULL) {
            gvc_builder_v(b)->data[i] = va[at[i]];
        }
        for (gvc_idx j = 0; j < w->n; j++) {
            z->data[i * z->stride + j] = w->z[at[i] * w->n + at[j]];
        }
        for (gvc_idx k = 0; k < w->countries; k++) {
            gvc_idx d = backwards ? w->countries - 1 - k : k;
            y->data[i * y->stride + k] = w->y[at[i] * w->countries + d];
        }
    }
    return b;
}

static inline gvc_table *table_stating(gvc_ctx *ctx, const world *w, bool backwards,
                                       const double *va)
{
    gvc_builder *b = builder_stating(ctx, w, backwards, va);
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

/* Of a year, in these prices (NULL: not said). */
static inline gvc_table *table_dated(gvc_ctx *ctx, const world *w, int year, const char *prices)
{
    gvc_builder *b = builder_stating(ctx, w, false, NULL);
    gvc_table *t = NULL;
    gvc_builder_set_year(b, year);
    expect_ok(ctx, gvc_builder_set_text(ctx, b, "prices", prices));
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

static inline gvc_table *table_of(gvc_ctx *ctx, const world *w, bool backwards)
{
    return table_stating(ctx, w, backwards, NULL);
}

#endif
