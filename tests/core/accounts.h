/* accounts.h - made-up worlds with satellite accounts of industries and of final use */
#ifndef GVC_TESTS_ACCOUNTS_H
#define GVC_TESTS_ACCOUNTS_H

#include "brute.h"

enum { ACCOUNTS = 2 };
static const char *const account_names[ACCOUNTS] = {"jobs", "CO2"};

/* e: ACCOUNTS x n, ey: ACCOUNTS x countries; made up. idle: amounts of industries without output
 * too. */
typedef struct accounts {
    double *e, *ey;
} accounts;

static inline accounts make_accounts(const world *w, bool idle, uint64_t seed)
{
    accounts a = {calloc((size_t)(ACCOUNTS * w->n) + 1, sizeof(double)),
                  calloc((size_t)(ACCOUNTS * w->countries) + 1, sizeof(double))};
    brute q = brute_accounts(w);
    for (gvc_idx k = 0; k < ACCOUNTS; k++) {
        for (gvc_idx i = 0; i < w->n; i++) {
            double amount = 50 * noise(&seed);
            a.e[k * w->n + i] = q.x[i] == 0 && !idle ? 0 : amount;
        }
        for (gvc_idx d = 0; d < w->countries; d++) {
            a.ey[k * w->countries + d] = k == 1 ? 20 * noise(&seed) : 0;
        }
    }
    free_brute(&q);
    return a;
}

static inline void free_accounts(accounts *a)
{
    free(a->e);
    free(a->ey);
}

static inline gvc_table *table_with_accounts(gvc_ctx *ctx, const world *w, const accounts *a)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    char country[16], sector[16];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < w->n; i++) {
        snprintf(country, sizeof country, "C%d", (int)w->country[i]);
        snprintf(sector, sizeof sector, "S%d", (int)w->sector[i]);
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, sector));
    }
    for (gvc_idx d = 0; d < w->countries; d++) {
        snprintf(country, sizeof country, "C%d", (int)d);
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, "F"));
    }
    for (gvc_idx k = 0; k < ACCOUNTS; k++) {
        expect_ok(ctx, gvc_builder_extension(ctx, b, account_names[k], k == 0 ? "heads" : NULL));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    for (gvc_idx i = 0; i < w->n; i++) {
        memcpy(z->data + i * z->stride, w->z + i * w->n, (size_t)w->n * sizeof(double));
        memcpy(y->data + i * y->stride, w->y + i * w->countries,
               (size_t)w->countries * sizeof(double));
    }
    for (gvc_idx k = 0; k < ACCOUNTS; k++) {
        gvc_dense *e = gvc_builder_e(b), *ey = gvc_builder_ey(b);
        memcpy(e->data + k * e->stride, a->e + k * w->n, (size_t)w->n * sizeof(double));
        memcpy(ey->data + k * ey->stride, a->ey + k * w->countries,
               (size_t)w->countries * sizeof(double));
    }
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}

/* Amount of account k (0: va, then the others) for a unit of output of i; 0 without output. */
static inline double per_unit(const brute *q, const accounts *a, gvc_idx k, gvc_idx i)
{
    return q->x[i] == 0 ? 0 : k == 0 ? q->v[i] : a->e[(k - 1) * q->w->n + i] / q->x[i];
}

/* Output of i that d absorbs: (B Y)_id. */
static inline double absorbed_output(const brute *q, gvc_idx i, gvc_idx d)
{
    double sum = 0;
    for (gvc_idx j = 0; j < q->w->n; j++) {
        sum += q->b[i * q->w->n + j] * final_use(q, j, d);
    }
    return sum;
}

#endif
